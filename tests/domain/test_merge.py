from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dienhinh.domain.merge import Kept, Merge, blank, merge, same

CELL = ("2023-1-LV2-TT-001", "ket_qua")

# A blank typed by a person may hold spaces; a date is a float with noise; 0 and FALSE are no blank.
values = st.sampled_from([None, "", " ", "Đủ", "Còn thiếu", 0, 1, 1.0, 45036.333333333336, False])
sheets = st.dictionaries(
    st.tuples(st.sampled_from(["001", "002"]), st.sampled_from(["ten", "ket_qua"])), values
)


def test_blank_cell_that_was_never_written_is_written():
    assert merge({}, {}, {CELL: "Đủ"}) == Merge({CELL: "Đủ"}, ())


def test_cell_that_stands_as_it_was_last_written_is_renewed():
    assert merge({CELL: "Còn thiếu"}, {CELL: "Còn thiếu"}, {CELL: "Đủ"}) == Merge({CELL: "Đủ"}, ())


def test_cell_that_shows_what_is_wanted_rests():
    assert merge({CELL: "Còn thiếu"}, {CELL: "Đủ"}, {CELL: "Đủ"}) == Merge({}, ())


def test_cell_that_a_person_changed_is_kept_and_told():
    wanted, now = {CELL: "Đủ"}, {CELL: "Đã xem"}
    assert merge({CELL: "Còn thiếu"}, now, wanted) == Merge({}, (Kept(CELL, "Đã xem", "Đủ"),))


def test_cell_that_a_person_emptied_is_kept_empty():
    assert merge({CELL: "Còn thiếu"}, {}, {CELL: "Đủ"}) == Merge({}, (Kept(CELL, None, "Đủ"),))


def test_cell_in_which_a_person_was_first_is_kept():
    assert merge({}, {CELL: "Tổ 1"}, {CELL: "Tổ 2"}) == Merge({}, (Kept(CELL, "Tổ 1", "Tổ 2"),))


def test_numbers_are_compared_by_value_and_booleans_by_kind():
    assert same(8.5, 8.5 + 1e-12)
    assert same(1, 1.0)
    assert not same(1, True)
    assert not same(0, None)
    assert [value for value in (None, "", "  ", 0, False) if blank(value)] == [None, "", "  "]


@given(last=sheets, now=sheets, wanted=sheets)
def test_persons_cell_is_never_overwritten(last, now, wanted):
    for cell in merge(last, now, wanted).write:
        standing = now.get(cell)
        ours = cell in last and same(standing, last[cell])
        nobodys = cell not in last and blank(standing)
        assert ours or nobodys


@given(last=sheets, now=sheets, wanted=sheets)
def test_every_wanted_cell_is_written_kept_or_rests(last, now, wanted):
    merged = merge(last, now, wanted)
    kept = {each.place for each in merged.kept}
    resting = {cell for cell in wanted if same(now.get(cell), wanted[cell])}
    assert set(merged.write) | kept | resting == set(wanted)
    assert not (set(merged.write) & kept)
    assert not (set(merged.write) & resting)
    assert not (kept & resting)


@given(last=sheets, now=sheets, wanted=sheets)
def test_second_merge_writes_nothing(last, now, wanted):
    first = merge(last, now, wanted)
    again = merge({**last, **first.write}, {**now, **first.write}, wanted)
    assert again == Merge({}, first.kept)
