from __future__ import annotations

import pytest

from dienhinh.example.changes import Fate, Table, compare, table

GRID = [
    ["Mã", "Tên", "Ngày", "Ghi chú"],
    ["A1", "Tổ Văn thư", "17/04/2023"],
    [],
    ["A2", "Tổ Khảo thí", "18/04/2023", "bổ sung"],
]


def marked(before, after):
    """Each row as its fate and its cells, `was→is` where a cell changed."""
    return [
        (row.fate.value, *(f"{c.was}→{c.text}" if c.was is not None else c.text for c in row.cells))
        for row in compare(before, after).rows
    ]


def test_table_takes_the_columns_asked_for_behind_the_key_and_leaves_out_blank_rows():
    assert table(GRID, ("Ghi chú", "Tên")) == Table(
        ("Mã", "Ghi chú", "Tên"), (("A1", "", "Tổ Văn thư"), ("A2", "bổ sung", "Tổ Khảo thí"))
    )


def test_table_without_columns_asked_for_shows_all_of_them():
    assert table(GRID).titles == ("Mã", "Mã", "Tên", "Ngày", "Ghi chú")


def test_table_of_an_empty_sheet_is_empty():
    assert table([]) == Table()


def test_column_that_the_sheet_lacks_is_an_error():
    with pytest.raises(ValueError, match="Đơn vị"):
        table(GRID, ("Đơn vị",))


def test_rows_are_new_changed_same_or_gone_by_their_key():
    before = Table(("Mã", "Tên"), (("A1", "Một"), ("A2", "Hai"), ("A3", "Ba")))
    after = Table(("Mã", "Tên"), (("A3", "Ba"), ("A2", "Hai B"), ("A4", "Bốn")))
    assert marked(before, after) == [
        ("same", "Ba"),
        ("changed", "Hai→Hai B"),
        ("new", "Bốn"),
        ("gone", "Một"),
    ]


def test_cell_that_was_blank_is_marked_as_changed():
    before = Table(("Mã", "Tên"), (("A1", ""),))
    assert marked(before, Table(("Mã", "Tên"), (("A1", "Một"),))) == [("changed", "→Một")]


def test_rows_with_one_key_are_told_apart_by_their_order():
    before = Table(("Mã", "Tên"), (("", "Một"), ("", "Hai")))
    assert marked(before, Table(("Mã", "Tên"), (("", "Một"), ("", "Ba")))) == [
        ("same", "Một"),
        ("changed", "Hai→Ba"),
    ]


def test_column_that_came_in_between_marks_its_cells():
    before = Table(("Mã", "Tên"), (("A1", "Một"),))
    after = Table(("Mã", "Khóa", "Tên"), (("A1", "2021", "Một"),))
    assert marked(before, after) == [("changed", "→2021", "Một")]


def test_sort_is_a_difference_though_no_cell_changed():
    before = Table(("Mã", "Tên"), (("A1", "Một"), ("A2", "Hai")))
    difference = compare(before, Table(before.titles, before.rows[::-1]))
    assert (difference.reordered, difference.is_empty) == (True, False)
    assert {row.fate for row in difference.rows} == {Fate.SAME}


def test_new_rows_do_not_make_a_sheet_sorted():
    before = Table(("Mã", "Tên"), (("A1", "Một"), ("A2", "Hai")))
    after = Table(before.titles, (("A0", "Không"), *before.rows))
    assert not compare(before, after).reordered


def test_sheet_as_it_was_is_no_difference():
    before = Table(("Mã", "Tên"), (("A1", "Một"),))
    assert compare(before, before).is_empty
