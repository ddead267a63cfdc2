"""What typed text means: dates, times, money, percentages, truths, each by the locale."""

from __future__ import annotations

import pytest

YEAR = 46_023  # the first of January 2026


@pytest.fixture
def typed(workspace):
    """What types texts into row 1 of a new spreadsheet; returns values, shown texts, patterns."""
    workspace.post("/_local/clock", {"now": "2026-11-24T08:00:00Z"})

    def act(texts: list[str], locale: str = "en_US") -> list[tuple]:
        made = workspace.post("/v4/spreadsheets", {"properties": {"locale": locale}})
        path = f"/v4/spreadsheets/{made['spreadsheetId']}"
        params = {"valueInputOption": "USER_ENTERED"}
        workspace.call("PUT", f"{path}/values/A1", {"values": [texts]}, params=params)
        fields = "sheets.data.rowData.values(effectiveValue,formattedValue,userEnteredFormat)"
        grid = workspace.get(path, params={"fields": fields, "ranges": "A1:1"})
        cells = grid["sheets"][0]["data"][0]["rowData"][0]["values"]
        return [
            (
                *cell["effectiveValue"].values(),
                cell["formattedValue"],
                cell.get("userEnteredFormat", {}).get("numberFormat", {}).get("pattern"),
            )
            for cell in cells
        ]

    return act


@pytest.mark.parametrize(
    ("text", "value", "pattern"),
    [
        ("1-2", YEAR + 1, "m-d"),
        ("1/2", YEAR + 1, "m/d"),
        ("4/30/2023", 45046, "m/d/yyyy"),
        ("04/05/2023", 45021, "mm/dd/yyyy"),
        ("2023-04-30", 45046, "yyyy-mm-dd"),
        ("1/2/23", 44928, "m/d/yy"),
        ("Apr 30, 2023", 45046, "mmm d, yyyy"),
        ("30-Apr-2023", 45046, "d-mmm-yyyy"),
        ("30-Apr", 46142, "d-mmm"),
    ],
)
def test_a_date_in_many_forms_is_its_day_and_is_shown_as_typed(
    typed, text: str, value: int, pattern: str
) -> None:
    assert typed([text]) == [(value, text, pattern)]


@pytest.mark.parametrize(
    ("text", "value", "shown", "pattern"),
    [
        ("12:30", 0.5208333333333334, "12:30", "h:mm"),
        ("1:05 PM", 0.545138888888889, "1:05 PM", "h:mm am/pm"),
        ("25:00", 1.0416666666666667, "25:00:00", "[h]:mm:ss"),
        ("4/30/2023 12:30", 45046.520833333336, "4/30/2023 12:30", "m/d/yyyy h:mm"),
    ],
)
def test_a_time_is_a_part_of_a_day(
    typed, text: str, value: float, shown: str, pattern: str
) -> None:
    assert typed([text]) == [(value, shown, pattern)]


@pytest.mark.parametrize(
    ("text", "value", "shown", "pattern"),
    [
        ("$100.15", 100.15, "$100.15", '"$"#,##0.00'),
        ("($5)", -5, "-$5", '"$"#,##0'),
        ("5%", 0.05, "5%", "0%"),
        ("1,234.5", 1234.5, "1,234.50", "#,##0.00"),
        ("1e5", 100000, "1.00E+05", "0.00E+00"),
        ("007", 7, "7", None),
        ("+84912345678", 84912345678, "84912345678", None),
    ],
)
def test_a_number_keeps_the_look_it_was_typed_with(
    typed, text: str, value: float, shown: str, pattern: str | None
) -> None:
    assert typed([text]) == [(value, shown, pattern)]


@pytest.mark.parametrize(
    "text",
    [
        "1 1/2",
        "123-456-7890",
        "30/4/2023",
        "2/30/2023",
        "1:75",
        "-A1",
        "1,23,4",
        "2023-04-30T12:30Z",
    ],
)
def test_what_is_no_number_or_date_stays_text(typed, text: str) -> None:
    assert typed([text]) == [(text, text, None)]


def test_a_leading_apostrophe_makes_text(typed) -> None:
    assert typed(["'007", "'=1+2"]) == [("007", "007", None), ("=1+2", "=1+2", None)]


def test_vietnamese_text_is_read_day_first_with_decimal_commas(typed) -> None:
    assert typed(["30/4/2023", "1-2", "1.234,5", "8,5", "4/30/2023"], "vi_VN") == [
        (45046, "30/4/2023", "d/m/yyyy"),
        (YEAR + 31, "1-2", "d-m"),
        (1234.5, "1.234,50", "#,##0.00"),
        (8.5, "8,5", None),
        ("4/30/2023", "4/30/2023", None),
    ]


def test_a_truth_is_typed_in_the_language_of_the_locale(typed) -> None:
    assert typed(["true", "Wahr", "WAAR"], "de_DE") == [
        (True, "TRUE", None),
        (True, "TRUE", None),
        ("WAAR", "WAAR", None),
    ]


def test_a_date_format_that_was_set_stays_when_a_date_is_typed(sheet, box) -> None:
    cell = {"userEnteredFormat": {"numberFormat": {"type": "DATE", "pattern": "yyyy-mm-dd"}}}
    sheet.batch({"repeatCell": {"range": box(0, 0, 1, 1), "cell": cell, "fields": "*"}})
    sheet.write("A1", [["4/30/2023"]], option="USER_ENTERED")
    assert sheet.read("A1", "FORMATTED_VALUE") == [["2023-04-30"]]
