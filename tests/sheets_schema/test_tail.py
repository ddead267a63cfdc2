"""Where a sheet ends: a row that somebody wrote is kept, what formulas leave below is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_schema import LISTS, SECTIONS, Sheet, section
from sheets_schema.header import header
from sheets_schema.model import Kind
from sheets_schema.reading import read_table
from sheets_schema.tail import MANY, SAME, last_row

REGISTERED, TOLD = section("dang_ky"), section("truyen_thong")
TEAM = {"ma": "2023-1-LV2-TT-001", "ten": "Tổ Văn thư"}
STAGE, REACH = {"khau": "Bồi dưỡng"}, {"pham_vi_anh_huong": "Toàn trường"}


def end(sheet: Sheet, *rows) -> int:
    """Give the number of the last row in which somebody wrote, the header's being 1."""
    cells = [[row.get(field.key) for field in sheet.stored] for row in rows]
    return last_row(sheet, read_table(sheet, [header(sheet), *cells]))


@pytest.mark.parametrize(
    "tail",
    [
        [STAGE] * 997,
        [STAGE] * 15,
        [STAGE | REACH] * 997,
        [STAGE | REACH] * 500 + [STAGE] * 400,
        [STAGE, REACH, *[STAGE] * 18],
        [{"so_thanh_vien": 0}] * 997,
        [{"so_thanh_vien": number} for number in range(1, 40)],
        [{"dong_y_xet_chon": True}] * 997,
        [{"dong_y_xet_chon": False}] * 997,
        [STAGE | {"dong_y_xet_chon": False}, STAGE, STAGE],
        [{"o": "LV2-TT"}] * 20,
        [{"tom_tat": "Hoàn thành tốt nhiệm vụ"}] * 20 + [STAGE] * 3,
        [STAGE] * 3 + [{"chuc_vu": "#N/A"}] * 997,
        [{"ten": "#REF!"} | STAGE] * 20,
        [{"ten": " ", "khau": "Bồi dưỡng"}] * 997,
    ],
)
def test_what_formulas_and_ticks_leave_below_the_last_row_is_no_row(tail):
    assert end(REGISTERED, TEAM, *tail) == 2
    assert end(REGISTERED, *tail) == 1


@pytest.mark.parametrize(
    "rows",
    [
        [{"ten": f"Người {number}"} for number in range(2900)],
        [{"ten": "Tổ Văn thư"}] * 30,
        [{"tom_tat": f"Việc {number}"} for number in range(30)],
        [{"tom_tat": "Hoàn thành tốt nhiệm vụ"}] * 19,
        [{"o": "LV2-TT"}] * 19,
        [STAGE, STAGE],
        [STAGE, REACH] * 9,
        [{"ma": "2023-1-LV2-TT-002"}] * 30,
        [*[STAGE] * 997, {"ten": "Tổ Kế toán"}],
    ],
)
def test_row_that_somebody_wrote_is_kept_with_all_above_it(rows):
    assert end(REGISTERED, TEAM, *rows) == 2 + len(rows)


def test_rows_without_a_name_that_say_all_that_is_asked_are_kept_though_they_are_alike():
    whole = {"noi_dung": "Thiếu phòng học", "de_xuat": "Bố trí phòng"}
    assert end(section("vuong_mac"), *[whole] * 30) == 31
    assert end(section("vuong_mac"), *[{"noi_dung": "Thiếu phòng học"}] * 30) == 1


def test_title_of_news_names_its_row():
    assert end(TOLD, *[{"tieu_de": "Gương sáng"}] * 30) == 31


def test_day_off_of_a_list_is_known_by_its_day():
    assert end(LISTS["lich_nghi"], *[{"ngay": 45036}] * 30) == 31


def marked(sheet: Sheet) -> list[str]:
    """Give the columns of a section that a formula or a tick fills without saying of whom."""
    kinds = (Kind.CHOICE, Kind.NUMBER, Kind.DATE, Kind.CONSENT)
    return [key for key in sheet.own if not (f := sheet.field(key)).insist and f.kind in kinds]


MARKS = st.sampled_from(["Có", True, 0, 45036])
SHEETS = st.sampled_from([each for each in SECTIONS.values() if marked(each)])


@st.composite
def tails(draw, sheet: Sheet):
    """Draw what formulas leave in a section: the same, or other marks, or one word in many rows."""
    keys = draw(st.lists(st.sampled_from(marked(sheet)), min_size=1, unique=True))
    if draw(st.booleans()):
        return [draw(st.fixed_dictionaries(dict.fromkeys(keys, MARKS)))] * draw(
            st.integers(SAME, 30)
        )
    if draw(st.booleans()):
        return [{keys[0]: number} for number in range(draw(st.integers(MANY, 25)))]
    key = draw(st.sampled_from([each for each in sheet.worded if each not in ("ten", "tieu_de")]))
    return [{key: "Đang cập nhật"}] * draw(st.integers(MANY, 25))


@given(SHEETS, st.data())
def test_written_rows_are_kept_whatever_formulas_leave_below_them(sheet, data):
    written = [
        data.draw(
            st.sampled_from(
                [
                    {"ma": f"2023-1-LV2-TT-{number:03}"},
                    {sheet.worded[0]: f"Lời thứ {number}"},
                    {sheet.worded[-1]: f"https://example.com/{number}"},
                ]
            )
        )
        for number in range(data.draw(st.integers(0, 9)))
    ]
    below = [row for _ in range(data.draw(st.integers(0, 2))) for row in data.draw(tails(sheet))]
    assert end(sheet, *written, *below) == 1 + len(written)


@given(SHEETS, st.data())
def test_row_with_words_of_its_own_is_kept_whatever_stands_above_it(sheet, data):
    above = [row for _ in range(data.draw(st.integers(0, 2))) for row in data.draw(tails(sheet))]
    own = {data.draw(st.sampled_from(sheet.worded)): "Lời riêng"}
    assert end(sheet, *above, own) == 2 + len(above)
