from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dienhinh.domain.merge import Kept, Merge, blank, merge, same

CELL = ("2023-1-LV2-TT-001", "ket_qua")

# A blank typed by a person may hold spaces; a date is a float with noise; 0 and FALSE are no blank.
values = st.sampled_from([None, "", " ", "Đủ", "Còn thiếu", 0, 1, 1.0, 45036.333333333336, False])
places = st.tuples(st.sampled_from(["001", "002"]), st.sampled_from(["ten", "ket_qua"]))
sheets = st.dictionaries(places, values)
histories = st.dictionaries(places, st.lists(values, min_size=1, max_size=3))


def ours(words):
    """Tell of a cell by all words that were ever intended in it: `words` by cell."""

    def is_ours(cell, standing):
        if cell not in words:
            return blank(standing)
        return any(same(standing, word) for word in words[cell])

    return is_ours


def test_blank_cell_that_was_never_written_is_written():
    assert merge({}, {CELL: "Đủ"}, ours({})) == Merge({CELL: "Đủ"}, ())


def test_cell_that_stands_as_it_was_written_is_renewed():
    words = {CELL: ["Còn thiếu"]}
    assert merge({CELL: "Còn thiếu"}, {CELL: "Đủ"}, ours(words)) == Merge({CELL: "Đủ"}, ())


def test_cell_that_shows_what_is_wanted_rests():
    assert merge({CELL: "Đủ"}, {CELL: "Đủ"}, ours({CELL: ["Còn thiếu"]})) == Merge({}, ())


def test_cell_that_a_person_changed_is_kept_and_told():
    merged = merge({CELL: "Đã xem"}, {CELL: "Đủ"}, ours({CELL: ["Còn thiếu"]}))
    assert merged == Merge({}, (Kept(CELL, "Đã xem", "Đủ"),))


def test_cell_that_a_person_emptied_is_kept_empty():
    merged = merge({}, {CELL: "Đủ"}, ours({CELL: ["Còn thiếu"]}))
    assert merged == Merge({}, (Kept(CELL, None, "Đủ"),))


def test_cell_that_we_emptied_is_ours_again():
    words = {CELL: ["Còn thiếu", None]}
    assert merge({}, {CELL: "Đủ"}, ours(words)) == Merge({CELL: "Đủ"}, ())


def test_cell_in_which_a_person_was_first_is_kept():
    merged = merge({CELL: "Tổ 1"}, {CELL: "Tổ 2"}, ours({}))
    assert merged == Merge({}, (Kept(CELL, "Tổ 1", "Tổ 2"),))


def test_word_of_long_ago_is_ours_when_an_older_version_is_restored():
    words = {CELL: ["Còn thiếu: Báo cáo.", "Còn thiếu: Minh chứng.", "Đủ"]}
    now = {CELL: "Còn thiếu: Báo cáo."}
    assert merge(now, {CELL: "Đủ"}, ours(words)) == Merge({CELL: "Đủ"}, ())


def test_numbers_are_compared_by_value_and_booleans_by_kind():
    assert same(8.5, 8.5 + 1e-12)
    assert same(1, 1.0)
    assert not same(1, True)
    assert not same(0, None)
    assert [value for value in (None, "", "  ", 0, False) if blank(value)] == [None, "", "  "]


@given(words=histories, now=sheets, wanted=sheets)
def test_persons_cell_is_never_overwritten(words, now, wanted):
    for cell in merge(now, wanted, ours(words)).write:
        assert ours(words)(cell, now.get(cell))


@given(words=histories, now=sheets, wanted=sheets)
def test_every_wanted_cell_is_written_kept_or_rests(words, now, wanted):
    merged = merge(now, wanted, ours(words))
    kept = {each.place for each in merged.kept}
    resting = {cell for cell in wanted if same(now.get(cell), wanted[cell])}
    assert set(merged.write) | kept | resting == set(wanted)
    assert not (set(merged.write) & kept)
    assert not (set(merged.write) & resting)
    assert not (kept & resting)


@given(words=histories, now=sheets, wanted=sheets)
def test_second_merge_writes_nothing(words, now, wanted):
    first = merge(now, wanted, ours(words))
    later = {cell: [*words.get(cell, ()), word] for cell, word in first.write.items()}
    again = merge({**now, **first.write}, wanted, ours({**words, **later}))
    assert again == Merge({}, first.kept)
