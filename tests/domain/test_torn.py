from __future__ import annotations

from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dienhinh.domain.torn import exchanged, torn_rows


@pytest.mark.parametrize(
    ("before", "now", "torn"),
    [
        ({"1": "a", "2": "b"}, {"1": "b", "2": "a"}, {"1": "2", "2": "1"}),
        (
            {"1": "a", "2": "b", "3": "c"},
            {"1": "b", "2": "c", "3": "a"},
            {"1": "2", "2": "3", "3": "1"},
        ),
        ({"1": "a", "2": "b"}, {"1": "b", "2": "x"}, {"1": "2"}),
        ({"1": "a"}, {"1": "new", "2": "a"}, {"2": "1"}),
        ({"1": "a", "2": "b"}, {"1": "", "2": "a"}, {"2": "1"}),
        ({"1": "a", "2": "b"}, {"1": "a", "2": "x"}, {}),
        ({"1": "a", "2": "b"}, {"1": "a", "2": "a"}, {}),
        ({"1": "a", "2": "b"}, {"1": "a", "2": "b", "3": "a"}, {}),
        ({"1": "a", "2": "a", "3": "b"}, {"1": "a", "2": "b", "3": "a"}, {"2": "3"}),
        ({"1": "a", "2": ""}, {"1": "", "2": ""}, {}),
        ({"1": "", "2": ""}, {"1": "a", "2": "b"}, {}),
        ({"1": "a"}, {}, {}),
        ({}, {"1": "a"}, {}),
    ],
    ids=[
        *("two sorted", "three sorted", "sorted and edited", "moved to a new code", "cut and put"),
        *("edited", "copied over", "copied to a new row", "equal contents", "emptied", "filled"),
        *("deleted", "typed"),
    ],
)
def test_content_that_moved_is_found_and_nothing_else(before, now, torn):
    assert torn_rows(before, now) == torn


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ({"1": "a", "2": "b"}, {"1": "b", "2": "a"}, {"1": "2", "2": "1"}),
        (
            {"1": "a", "2": "b", "3": "c", "4": "d"},
            {"1": "b", "2": "c", "3": "a", "4": "x"},
            {"1": "2", "2": "3", "3": "1"},
        ),
        (
            {"1": "a", "2": "b", "3": "c", "4": "d"},
            {"1": "b", "2": "a", "3": "x", "4": "c"},
            {"1": "2", "2": "1"},
        ),
        ({"1": "a", "2": "b", "3": "a"}, {"1": "a", "2": "a", "3": "b"}, {"2": "3", "3": "2"}),
        ({"1": "", "2": "a", "3": "b"}, {"1": "a", "2": "b", "3": ""}, {"1": "2", "2": "3"}),
        ({"1": "a", "2": "b"}, {"1": "b", "2": "x"}, {}),
        ({"1": "a", "2": "b"}, {"1": "x", "2": "y"}, {}),
        ({"1": "a", "2": "b", "3": "c"}, {"1": "b", "2": "c", "3": "x"}, {}),
        ({"1": "a", "2": "b", "3": "c"}, {"1": "b", "2": "b", "3": "b"}, {}),
        ({"1": "", "2": "b", "3": ""}, {"1": "b", "2": "b", "3": "b"}, {}),
        ({"1": "a", "2": ""}, {"1": "", "2": "a"}, {}),
        ({"1": "a", "2": "", "3": "b", "4": ""}, {"1": "", "2": "a", "3": "", "4": "b"}, {}),
        ({"1": "a"}, {"1": "b", "2": "a"}, {}),
        ({"1": "a", "2": "b"}, {"2": "a"}, {}),
        ({}, {"1": "a"}, {}),
    ],
    ids=[
        *("two", "three and an edit", "two and edits", "one word stands twice"),
        *("past a blank", "retyped as another", "both corrected", "moved up, the last edited"),
        *("filled down", "blanks filled", "cut and put", "cut and put twice"),
        *("moved to a new row", "other row deleted", "new row"),
    ],
)
def test_rows_exchange_the_words_of_a_column_in_a_whole_round_alone(before, now, told):
    assert exchanged(before, now) == told


contents = st.lists(st.text("abcdef", min_size=1), unique=True, min_size=2, max_size=12)


@given(contents, st.randoms())
def test_any_exchange_of_contents_is_found_whole(found, chance):
    codes = [f"2023-1-LV2-TT-{number:03d}" for number in range(len(found))]
    sorted_by_people = chance.sample(found, len(found))
    before, now = (
        dict(zip(codes, found, strict=True)),
        dict(zip(codes, sorted_by_people, strict=True)),
    )
    torn = torn_rows(before, now)
    assert torn.keys() == {code for code in codes if before[code] != now[code]}
    assert all(before[was] == now[code] for code, was in torn.items())


@given(contents, st.data())
def test_no_edit_copy_or_deletion_is_taken_for_an_exchange(found, data):
    codes = [str(number) for number in range(len(found))]
    before = dict(zip(codes, found, strict=True))
    now = dict(before)
    for code in data.draw(st.lists(st.sampled_from(codes), unique=True)):
        now[code] = data.draw(st.sampled_from(["", f"edited {code}"]))
    kept = [code for code in codes if now[code] == before[code]]
    for number in range(data.draw(st.integers(0, 3))):
        if kept:
            now[f"copy {number}"] = before[data.draw(st.sampled_from(kept))]
    assert torn_rows(before, now) == {}


@given(st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), min_size=2, max_size=12), st.randoms())
def test_any_sort_of_a_column_is_found_whole_though_words_stand_twice(words, chance):
    before = {str(number): word for number, word in enumerate(words)}
    now = dict(zip(before, chance.sample(words, len(words)), strict=True))
    told = exchanged(before, now)
    assert told.keys() == {code for code in before if before[code] != now[code]}
    assert all(before[was] == now[code] for code, was in told.items())


def test_words_of_many_rows_that_moved_up_by_one_are_no_round():
    before = {str(number): f"{number}" for number in range(3000)}
    now = {str(number): f"{number + 1}" for number in range(3000)}
    assert exchanged(before, now) == {}


pairs = st.tuples(*[st.sampled_from(["", "a", "b", "c"])] * 2)


@given(st.lists(pairs, max_size=5))
def test_words_are_exchanged_where_rows_form_a_round_of_two_words_or_more_and_only_there(rows):
    before = {str(number): was for number, (was, _) in enumerate(rows)}
    now = {str(number): word for number, (_, word) in enumerate(rows)}
    rounds = (some for size in range(2, len(rows) + 1) for some in permutations(rows, size))
    assert bool(exchanged(before, now)) == any(map(is_round, rounds))


def is_round(rows) -> bool:
    """Tell whether each row says what the next one said, no two of them the same."""
    stood = [was for was, _ in rows]
    follows = all(word == was for (_, word), (was, _) in pairwise([*rows, rows[0]]))
    return follows and len(set(stood)) == len(stood) and len(set(stood) - {""}) > 1
