from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dienhinh.domain.calendar import DayKind, DaysOff, SpecialDay
from dienhinh.domain.ladder import (
    FIRST,
    Rung,
    answer_by,
    climb,
    is_exhausted,
    next_rung,
    order_of,
)
from dienhinh.domain.programme import Ladder

DAYS_OFF = DaysOff()
STATED = date(2023, 4, 30)  # rolls to Thursday 04/5/2023
LONG_KNOWN = date(2023, 3, 1)

days = st.dates(date(2021, 1, 1), date(2030, 12, 1))
distances = st.integers(-60, 120).map(timedelta)


def ladder(**changed) -> Ladder:
    return Ladder(
        **{
            "before": (7, 3, 1),
            "copy_office_after": 1,
            "vice_rector_after": 5,
            "send_from": time(7, 30),
            "send_until": time(16, 30),
            "source": "A05",
            **changed,
        }
    )


def rung_due(ladder: Ladder, *, today: date, **gap) -> Rung | None:
    return climb(ladder, **gap).reached(today)


def key_on(today: date, known: date = LONG_KNOWN, **others) -> str | None:
    given_ladder = others.pop("ladder", ladder())
    rung = rung_due(given_ladder, due=STATED, known=known, today=today, days_off=DAYS_OFF, **others)
    return rung.key if rung else None


def letters(known: date, **changed) -> dict[str, str]:
    """The days and keys of a gap's letters, as somebody would note them in a calendar."""
    steps = climb(ladder(**changed), due=STATED, known=known, days_off=DAYS_OFF).steps
    return {day.strftime("%d/%m/%Y"): rung.key for day, rung in steps}


@pytest.mark.parametrize(
    ("today", "key"),
    [
        (date(2023, 4, 10), None),
        (date(2023, 4, 19), None),
        (date(2023, 4, 20), "BEFORE_7"),
        (date(2023, 4, 25), "BEFORE_7"),
        (date(2023, 4, 26), "BEFORE_3"),
        (date(2023, 4, 27), "BEFORE_3"),
        (date(2023, 4, 28), "BEFORE_1"),
        (date(2023, 5, 2), "BEFORE_1"),
        (date(2023, 5, 4), "BEFORE_1"),
        (date(2023, 5, 5), "AFTER_1"),
        (date(2023, 5, 10), "AFTER_1"),
        (date(2023, 5, 11), "AFTER_5"),
        (date(2023, 5, 24), "AFTER_5"),
        (date(2023, 5, 25), "LATER_1"),
        (date(2023, 6, 8), "LATER_2"),
        (date(2023, 6, 22), "LATER_3"),
        (date(2023, 6, 27), "LATER_3"),
        (date(2023, 6, 28), None),
        (date(2024, 6, 28), None),
    ],
)
def test_rung_of_a_gap_known_in_time_on_each_day(today, key):
    assert key_on(today) == key


def test_rungs_say_who_reads_the_letter_beside_the_head():
    steps = climb(ladder(top=1), due=STATED, known=LONG_KNOWN, days_off=DAYS_OFF).steps
    assert [rung for _, rung in steps] == [
        Rung("BEFORE_7"),
        Rung("BEFORE_3"),
        Rung("BEFORE_1"),
        Rung("AFTER_1", copy_office=True),
        Rung("AFTER_5", copy_office=True, copy_vice_rector=True),
        Rung("LATER_1", copy_office=True, copy_vice_rector=True),
    ]


def test_rungs_follow_the_programmes_numbers():
    other = {"before": (10, 2), "copy_office_after": 2, "vice_rector_after": 8, "pace": 4, "top": 1}
    assert letters(LONG_KNOWN, **other) == {
        "17/04/2023": "BEFORE_10",
        "27/04/2023": "BEFORE_2",
        "08/05/2023": "AFTER_2",
        "16/05/2023": "AFTER_8",
        "22/05/2023": "LATER_1",
    }


def test_gap_known_two_working_days_before_begins_there_and_goes_on_with_what_is_left():
    assert letters(date(2023, 4, 27), top=0) == {
        "27/04/2023": "FIRST",
        "28/04/2023": "BEFORE_1",
        "05/05/2023": "AFTER_1",
        "11/05/2023": "AFTER_5",
    }


def test_gap_known_on_the_day_of_the_earliest_letter_climbs_as_any_other():
    assert letters(date(2023, 4, 20)) == letters(LONG_KNOWN)
    assert letters(date(2023, 4, 21), top=0) == {
        "21/04/2023": "FIRST",
        "26/04/2023": "BEFORE_3",
        "28/04/2023": "BEFORE_1",
        "05/05/2023": "AFTER_1",
        "11/05/2023": "AFTER_5",
    }


def test_gap_that_arises_months_after_its_deadline_has_its_own_days_for_an_answer():
    # Known on Saturday 15 July: the letter leaves on Monday and asks for an answer by Thursday.
    assert letters(date(2023, 7, 15), top=1) == {
        "17/07/2023": "FIRST",
        "21/07/2023": "AFTER_1",
        "27/07/2023": "AFTER_5",
        "10/08/2023": "LATER_1",
    }


def test_gap_that_arises_on_the_last_day_is_asked_beyond_it():
    assert letters(date(2023, 5, 4), top=0) == {
        "04/05/2023": "FIRST",
        "10/05/2023": "AFTER_1",
        "16/05/2023": "AFTER_5",
    }


def test_days_for_an_answer_are_counted_from_the_letter_that_really_left():
    arose, left = date(2023, 7, 17), date(2023, 8, 7)
    rungs = [key_on(date(2023, 8, day), arose, begun=left) for day in (7, 10, 11, 16, 17)]
    assert rungs == [FIRST, FIRST, "AFTER_1", "AFTER_1", "AFTER_5"]


def test_who_was_never_told_of_a_late_gap_is_told_alone_however_late_one_looks():
    reached = rung_due(
        ladder(), due=STATED, known=date(2023, 7, 17), today=date(2023, 8, 7), days_off=DAYS_OFF
    )
    assert reached == Rung("AFTER_5", copy_office=True, copy_vice_rector=True, opened=True)
    assert next_rung((), reached) == Rung(FIRST)
    assert next_rung({FIRST}, reached) == reached


def test_missed_rungs_are_not_caught_up_one_after_the_other():
    reached = rung_due(
        ladder(), due=STATED, known=LONG_KNOWN, today=date(2023, 5, 12), days_off=DAYS_OFF
    )
    assert next_rung({"BEFORE_7"}, reached) == reached
    assert next_rung({"BEFORE_7", "AFTER_5"}, reached) is None


@pytest.mark.parametrize(
    ("climbed", "reached", "next_key"),
    [
        ([], None, None),
        ([], "BEFORE_7", "BEFORE_7"),
        (["BEFORE_7"], "BEFORE_7", None),
        (["BEFORE_1"], "BEFORE_3", None),
        (["BEFORE_1"], FIRST, None),
        ([FIRST], "BEFORE_3", "BEFORE_3"),
        (["AFTER_5"], "BEFORE_1", None),
        (["AFTER_5"], "LATER_1", "LATER_1"),
        (["LATER_2"], "LATER_1", None),
    ],
)
def test_an_older_rung_is_refused_after_a_newer_one(climbed, reached, next_key):
    rung = next_rung(climbed, Rung(reached) if reached else None)
    assert (rung.key if rung else None) == next_key


@pytest.mark.parametrize("key", ["", "BEFORE", "AFTER_x", "BEFORE_-1", "first", "SOON_3"])
def test_a_key_of_no_rung_is_refused(key):
    with pytest.raises(ValueError, match="no rung"):
        order_of(key)


def test_ladder_is_exhausted_when_its_last_letter_was_not_answered_in_its_days():
    told = [
        is_exhausted(ladder(), due=STATED, known=LONG_KNOWN, today=today, days_off=DAYS_OFF)
        for today in (date(2023, 6, 22), date(2023, 6, 27), date(2023, 6, 28))
    ]
    assert told == [False, False, True]


def test_an_exhausted_gap_stays_one_that_came_to_the_vice_rector():
    climbed = climb(ladder(), due=STATED, known=LONG_KNOWN, days_off=DAYS_OFF)
    days_told = (date(2023, 5, 10), date(2023, 5, 11), date(2024, 1, 1))
    assert [climbed.is_escalated(day) for day in days_told] == [False, True, True]


def test_answer_is_asked_by_a_working_day():
    # Friday 28 April; Saturday to Wednesday are off.
    assert answer_by(date(2023, 4, 28), ladder(), DAYS_OFF) == date(2023, 5, 8)
    assert answer_by(date(2023, 4, 28), ladder(answer_within=1), DAYS_OFF) == date(2023, 5, 4)


def test_day_off_of_the_school_moves_the_rung():
    closed = SpecialDay(date(2023, 4, 28), "Trường nghỉ", DayKind.LE, "thông báo của trường")
    keys = [
        rung_due(ladder(), due=STATED, known=LONG_KNOWN, today=date(2023, 4, 27), days_off=days_off)
        for days_off in (DAYS_OFF, DaysOff([closed]))
    ]
    assert keys == [Rung("BEFORE_3"), Rung("BEFORE_1")]


@settings(deadline=None)
@given(days, distances, st.lists(st.integers(-30, 200), max_size=40))
def test_one_gap_gets_each_letter_once_and_none_after_a_newer_one(due, distance, looks):
    """Whoever looks on whatever days, in whatever order, also with a clock set back."""
    known = due + distance
    sent: list[tuple[date, Rung]] = []
    for offset in looks:
        today = known + timedelta(days=offset)
        rung = next_rung(
            {rung.key for _, rung in sent},
            rung_due(
                ladder(),
                due=due,
                known=known,
                today=today,
                days_off=DAYS_OFF,
                begun=sent[0][0] if sent else None,
            ),
        )
        if rung:
            assert today >= known
            sent.append((today, rung))
    keys = [rung.key for _, rung in sent]
    assert len(set(keys)) == len(keys) <= 5 + ladder().top
    assert [rung.order for _, rung in sent] == sorted(rung.order for _, rung in sent)
    deadline = DAYS_OFF.effective_deadline(due).effective
    if sent and sent[0][1].copy_office:
        assert known < deadline < sent[0][0]
    if len(sent) > 1 and sent[1][1].copy_office and known > deadline:
        assert sent[1][0] > answer_by(sent[0][0], ladder(), DAYS_OFF)


@settings(deadline=None)
@given(days, distances, st.integers(-30, 60))
def test_ladder_never_steps_down_until_it_ends(due, distance, offset):
    known = due + distance
    climbed = climb(ladder(), due=due, known=known, days_off=DAYS_OFF)
    today = due + timedelta(days=offset)
    now, next_day = (climbed.reached(today + timedelta(days=ahead)) for ahead in (0, 1))
    ended = climbed.is_exhausted(today + timedelta(days=1))
    assert now is None or (next_day is None if ended else next_day.order >= now.order)


@settings(deadline=None)
@given(days, distances)
def test_effective_deadline_gives_the_letters_of_the_stated_one(due, distance):
    effective = DAYS_OFF.effective_deadline(due).effective
    known = due + distance
    assert climb(ladder(), due=effective, known=known, days_off=DAYS_OFF) == climb(
        ladder(), due=due, known=known, days_off=DAYS_OFF
    )


@settings(deadline=None)
@given(days, distances)
def test_every_letter_falls_on_a_working_day_of_its_own(due, distance):
    steps = climb(ladder(), due=due, known=due + distance, days_off=DAYS_OFF).steps
    falls = [day for day, _ in steps]
    assert falls == sorted(set(falls))
    assert all(DAYS_OFF.is_working_day(day) for day in falls)
