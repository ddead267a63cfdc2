from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dienhinh.domain.slots import Daily, Every

SCHOOL = ZoneInfo("Asia/Ho_Chi_Minh")
EIGHT = Daily(time(8, 0))
HALF_HOURS = Every(30, time(7, 30), time(17, 30))

moments = st.datetimes(datetime(2021, 1, 1), datetime(2025, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=SCHOOL)
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SCHOOL)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2023-04-20 07:59", "2023-04-19 08:00"),
        ("2023-04-20 08:00", "2023-04-20 08:00"),
        ("2023-04-20 23:59", "2023-04-20 08:00"),
    ],
)
def test_daily_time_is_todays_once_it_has_come(now, due):
    assert EIGHT.latest(at(now)) == at(due)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2023-04-20 07:29", "2023-04-19 17:30"),
        ("2023-04-20 07:30", "2023-04-20 07:30"),
        ("2023-04-20 07:59", "2023-04-20 07:30"),
        ("2023-04-20 08:00", "2023-04-20 08:00"),
        ("2023-04-20 17:30", "2023-04-20 17:30"),
        ("2023-04-20 23:00", "2023-04-20 17:30"),
    ],
)
def test_steps_run_between_the_first_and_the_last_of_a_day(now, due):
    assert HALF_HOURS.latest(at(now)) == at(due)


def test_last_step_is_the_last_that_fits_before_the_end():
    every = Every(45, time(8, 0), time(9, 0))
    assert every.latest(at("2023-04-20 12:00")) == at("2023-04-20 08:45")
    assert every.latest(at("2023-04-21 07:00")) == at("2023-04-20 08:45")


@given(now=moments, when=st.sampled_from([EIGHT, HALF_HOURS]))
def test_due_time_has_come_is_of_the_last_day_and_is_its_own(now, when):
    due = when.latest(now)
    assert now - timedelta(days=1) < due <= now
    assert when.latest(due) == due
