from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dienhinh.domain.calendar import DayKind, DaysOff, SpecialDay
from dienhinh.domain.ladder import Rung, rung_due, rungs
from dienhinh.domain.programme import Ladder

DAYS_OFF = DaysOff()
STATED = date(2023, 4, 30)  # rolls to Thursday 04/5/2023


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
        (date(2023, 9, 1), "AFTER_5"),
    ],
)
def test_rung_of_the_example_wave_on_each_day(today, key):
    rung = rung_due(STATED, today, DAYS_OFF, ladder())
    assert (rung.key if rung else None) == key


def test_rungs_say_who_reads_the_letter_beside_the_head():
    assert rungs(ladder()) == (
        Rung("BEFORE_7", -7),
        Rung("BEFORE_3", -3),
        Rung("BEFORE_1", -1),
        Rung("AFTER_1", 1, copy_office=True),
        Rung("AFTER_5", 5, copy_office=True, copy_vice_rector=True),
    )


def test_rungs_follow_the_programmes_numbers():
    other = ladder(before=(10, 2), copy_office_after=2, vice_rector_after=8)
    assert [rung.key for rung in rungs(other)] == ["BEFORE_10", "BEFORE_2", "AFTER_2", "AFTER_8"]


def test_day_off_of_the_school_moves_the_rung():
    closed = SpecialDay(date(2023, 4, 28), "Trường nghỉ", DayKind.LE, "thông báo của trường")
    assert rung_due(STATED, date(2023, 4, 27), DAYS_OFF, ladder()) == Rung("BEFORE_3", -3)
    assert rung_due(STATED, date(2023, 4, 27), DaysOff([closed]), ladder()) == Rung("BEFORE_1", -1)


@given(st.dates(date(2021, 1, 1), date(2030, 12, 1)), st.integers(-30, 30))
def test_ladder_never_steps_down(deadline, days):
    today = deadline + timedelta(days=days)
    now = rung_due(deadline, today, DAYS_OFF, ladder())
    next_day = rung_due(deadline, today + timedelta(days=1), DAYS_OFF, ladder())
    assert now is None or (next_day is not None and next_day.days >= now.days)


@given(st.dates(date(2021, 1, 1), date(2030, 12, 1)), st.integers(-30, 30))
def test_effective_deadline_gives_the_rung_of_the_stated_one(deadline, days):
    today = deadline + timedelta(days=days)
    effective = DAYS_OFF.effective_deadline(deadline).effective
    assert rung_due(effective, today, DAYS_OFF, ladder()) == rung_due(
        deadline, today, DAYS_OFF, ladder()
    )
