from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_schema import Choices, section
from sheets_schema.writing import MOST_CHARACTERS, cell, cell_requests, shown, unformatted


@pytest.mark.parametrize(
    ("value", "data"),
    [
        ("=IMPORTXML(1)", {"userEnteredValue": {"stringValue": "=IMPORTXML(1)"}}),
        ("'007", {"userEnteredValue": {"stringValue": "'007"}}),
        (Decimal("8.50"), {"userEnteredValue": {"numberValue": 8.5}}),
        (Decimal(7), {"userEnteredValue": {"numberValue": 7}}),
        (0, {"userEnteredValue": {"numberValue": 0}}),
        (False, {"userEnteredValue": {"boolValue": False}}),
        (("a", "b"), {"userEnteredValue": {"stringValue": "a\nb"}}),
        (None, {}),
        ("", {}),
        (
            date(2023, 4, 30),
            {
                "userEnteredValue": {"numberValue": 45046},
                "userEnteredFormat": {"numberFormat": {"type": "DATE", "pattern": "dd/mm/yyyy"}},
            },
        ),
        (
            datetime(2023, 4, 30, 5, tzinfo=UTC),
            {
                "userEnteredValue": {"numberValue": 45046.5},
                "userEnteredFormat": {
                    "numberFormat": {"type": "DATE_TIME", "pattern": "dd/mm/yyyy hh:mm"}
                },
            },
        ),
    ],
)
def test_cell_is_typed(value, data):
    assert cell(value) == data


def test_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        cell(datetime(2023, 4, 30))  # noqa: DTZ001  that is the mistake


def test_text_too_long_for_a_cell_is_cut_and_says_so():
    text = unformatted("x" * (MOST_CHARACTERS + 1))
    assert (len(text), text[-6:]) == (MOST_CHARACTERS, "xx […]")


@given(st.one_of(st.text(), st.integers(), st.decimals(allow_nan=False, allow_infinity=False)))
def test_no_value_ever_becomes_a_formula(value):
    assert "formulaValue" not in cell(value).get("userEnteredValue", {})


def test_neighbours_in_a_row_share_a_request(accepted):
    changes = {(3, 2): "c", (3, 1): "b", (3, 4): "e", (2, 1): date(2023, 4, 30), (2, 2): None}
    requests = cell_requests(9, changes)
    accepted("sheets", "v4", "BatchUpdateSpreadsheetRequest", {"requests": requests})
    assert [
        (
            r["start"]["rowIndex"],
            r["start"]["columnIndex"],
            len(r["rows"][0]["values"]),
            r["fields"],
        )
        for r in (request["updateCells"] for request in requests)
    ] == [
        (1, 1, 1, "userEnteredValue,userEnteredFormat.numberFormat"),
        (1, 2, 1, "userEnteredValue"),
        (2, 1, 2, "userEnteredValue"),
        (2, 4, 1, "userEnteredValue"),
    ]


@given(
    st.dictionaries(
        st.tuples(st.integers(1, 9), st.integers(0, 9)), st.sampled_from(["x", 1, None])
    )
)
def test_exactly_the_named_cells_are_written(changes):
    written = {}
    for request in (entry["updateCells"] for entry in cell_requests(1, changes)):
        start = request["start"]
        for offset, data in enumerate(request["rows"][0]["values"]):
            written[start["rowIndex"] + 1, start["columnIndex"] + offset] = data
    assert written == {place: cell(value) for place, value in changes.items()}


@pytest.mark.parametrize(
    ("key", "value", "stands"),
    [
        ("o", "LV4-CNB", "LV4-CNB – Cá nhân (người học) – Đổi mới, sáng tạo"),
        ("tieu_chi", ("4B1", "4B2"), "4B1. vượt khó vươn lên\n4B2. có kỷ luật, kỷ cương"),
        ("tieu_chi", (), None),
        ("khau", "PHAT_HIEN", "Phát hiện"),
        ("khau", "Khâu khác", "Khâu khác"),
        ("so_thanh_vien", "12", Decimal(12)),
        ("so_thanh_vien", "1.234", "1.234"),
        ("dong_y_website", True, "Đồng ý"),
        ("dong_y_website", "Đồng ý", "Đồng ý"),
        ("dong_y_website", False, None),
        ("ten", " Nguyễn  Văn 1 ", "Nguyễn Văn 1"),
        ("ten", None, None),
    ],
)
def test_value_is_shown_as_people_read_it(key, value, stands, choices):
    assert shown(section("dang_ky").field(key), value, choices) == stands


def test_date_of_a_form_is_shown_as_a_date():
    field = section("tien_do").field("ngay")
    assert shown(field, "2023-04-30", Choices()) == date(2023, 4, 30)
