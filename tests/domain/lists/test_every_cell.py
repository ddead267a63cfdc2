from __future__ import annotations

import pytest

from dienhinh.domain.lists import Lists
from sheets_schema import LISTS
from sheets_schema.model import Kind, Owner
from tests.domain.lists.drawn import Book

# Other words for a cell of each kind; what a column cannot take is typed as people mistype it.
OTHER = {
    Kind.TEXT: "Lời khác",
    Kind.PARAGRAPH: "Lời khác",
    Kind.NUMBER: 97,
    Kind.DATE: "14/8/2024",
    Kind.CODE: "KHAC-1",
    Kind.EMAIL: "nguoi-khac@example.com",
    Kind.EMAILS: "nguoi-khac@example.com",
    Kind.CONSENT: True,
}


def drawn() -> Book:
    """Draw a workbook in which every list has a row."""
    book = Book()
    book.add(
        "gia_han",
        ma="GH01",
        don_vi="K3",
        noi_dung="2023-1/Hạn đăng ký",
        ngay_moi="15/5/2023",
        ly_do="Trùng lịch thi",
    )
    return book.add("cho_phep", ma="CP01", noi_dung="Gửi 40 thư")


def essence(lists: Lists) -> tuple[object, ...]:
    """Give all that callers may read of the lists, without what is only said of them."""
    return (
        lists.roster,
        lists.programme,
        lists.limits,
        lists.extensions,
        lists.staff,
        lists.confirmations,
        lists.allowed,
    )


WRITTEN_BY_PEOPLE = [
    (key, field.key)
    for key, sheet in LISTS.items()
    for field in sheet.stored
    if field.owner is Owner.OFFICE
]


@pytest.mark.parametrize(("key", "column"), WRITTEN_BY_PEOPLE)
def test_every_column_of_every_list_is_obeyed_or_refused_by_name(key, column):
    before = drawn()
    after = drawn()
    field = LISTS[key].field(column)
    at = after.at(key, column)
    standing = after.grids[key][1][at]
    labels = (
        [option.label for option in after.choices.named(field.options)]
        if (isinstance(field.options, str))
        else [option.label for option in field.options]
    )
    other = next((label for label in labels if label != standing), None)
    after.grids[key][1][at] = OTHER[field.kind] if other is None else other
    was, now = before.read(), after.read()
    assert was.findings == ()
    changed = essence(now) != essence(was)
    told = [found for found in now.findings if found.list == key and found.what and found.remedy]
    assert changed or told


@pytest.mark.parametrize("code", [row[0] for row in drawn().grids["thong_tin_chung"][1:]])
def test_every_row_of_the_general_list_is_obeyed_or_refused_by_name(code):
    was = drawn().read()
    now = drawn().put("thong_tin_chung", code, "gia_tri", "4").read()
    assert essence(now) != essence(was) or [
        found.code for found in now.findings if found.list == "thong_tin_chung"
    ] == [code]


@pytest.mark.parametrize("key", [key for key in LISTS if key not in {"cho_phep", "can_xac_nhan"}])
def test_cell_of_nonsense_takes_no_other_row_along(key):
    was = drawn().read()
    for field in LISTS[key].stored:
        if field.owner is not Owner.OFFICE:
            continue
        book = drawn()
        book.grids[key][1][book.at(key, field.key)] = "#REF!"
        now = book.read()
        assert {found.row for found in now.findings if found.list == key and found.cell} == {2}
        assert [found.list for found in now.findings if found.list != key] == []
        # What was last good is in force, so that nothing at all has changed.
        if field.key != LISTS[key].identity and key != "gia_han":
            assert essence(now) == essence(was)
