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


FORTY_FIVES = Every(45, time(8, 0), time(9, 0))


@pytest.mark.parametrize(
    ("when", "now", "following"),
    [
        (EIGHT, "2023-04-20 07:59", "2023-04-20 08:00"),
        (EIGHT, "2023-04-20 08:00", "2023-04-21 08:00"),
        (HALF_HOURS, "2023-04-20 06:00", "2023-04-20 07:30"),
        (HALF_HOURS, "2023-04-20 07:30", "2023-04-20 08:00"),
        (HALF_HOURS, "2023-04-20 17:30", "2023-04-21 07:30"),
        (FORTY_FIVES, "2023-04-20 08:50", "2023-04-21 08:00"),
    ],
)
def test_following_due_time_is_the_next_that_has_not_come(when, now, following):
    assert when.following(at(now)) == at(following)


@given(now=moments, when=st.sampled_from([EIGHT, HALF_HOURS, FORTY_FIVES]))
def test_between_a_due_time_and_the_following_there_is_none(now, when):
    following = when.following(now)
    assert following > now
    assert when.latest(following) == following
    assert when.latest(following - timedelta(seconds=1)) == when.latest(now)


@given(now=moments, when=st.sampled_from([EIGHT, HALF_HOURS]))
def test_due_time_has_come_is_of_the_last_day_and_is_its_own(now, when):
    due = when.latest(now)
    assert now - timedelta(days=1) < due <= now
    assert when.latest(due) == due
