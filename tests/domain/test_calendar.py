from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dienhinh.domain.calendar import (
    TIMEZONE,
    DayKind,
    DaysOff,
    SpecialDay,
    long_date,
    short_date,
)

COMPUTED = DaysOff()
DAYS = st.dates(date(2021, 1, 1), date(2030, 12, 31))
COUNTS = st.integers(-40, 40)


def special(day: date, kind: DayKind) -> SpecialDay:
    return SpecialDay(day, "Ngày của trường", kind, "thông báo của trường")


def days_off_between(first: date, last: date, calendar: DaysOff) -> list[str]:
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [f"{day:%a %d/%m}" for day in days if not calendar.is_working_day(day)]


def test_days_off_around_the_deadline_of_the_example_wave():
    assert days_off_between(date(2023, 4, 28), date(2023, 5, 5), COMPUTED) == [
        "Sat 29/04",
        "Sun 30/04",
        "Mon 01/05",
        "Tue 02/05",
        "Wed 03/05",
    ]


def test_days_off_at_tet_2023():
    assert days_off_between(date(2023, 1, 19), date(2023, 1, 30), COMPUTED) == [
        "Fri 20/01",
        "Sat 21/01",
        "Sun 22/01",
        "Mon 23/01",
        "Tue 24/01",
        "Wed 25/01",
        "Thu 26/01",
        "Sat 28/01",
        "Sun 29/01",
    ]


@pytest.mark.parametrize(
    ("year", "tet", "gio_to"),
    [
        # Mùng 1 Tết and 10/3 âm lịch by Hồ Ngọc Đức's algorithm, UTC+7.
        (2021, date(2021, 2, 12), date(2021, 4, 21)),
        (2022, date(2022, 2, 1), date(2022, 4, 10)),
        (2023, date(2023, 1, 22), date(2023, 4, 29)),
        (2024, date(2024, 2, 10), date(2024, 4, 18)),
        (2025, date(2025, 1, 29), date(2025, 4, 7)),
        (2026, date(2026, 2, 17), date(2026, 4, 26)),
        (2027, date(2027, 2, 6), date(2027, 4, 16)),
        (2028, date(2028, 1, 26), date(2028, 4, 4)),
        (2029, date(2029, 2, 13), date(2029, 4, 23)),
        (2030, date(2030, 2, 2), date(2030, 4, 12)),
    ],
)
def test_lunar_holidays_of_each_year(year, tet, gio_to):
    assert COMPUTED.name_of(tet) == "Tết Nguyên Đán"
    assert COMPUTED.name_of(gio_to) == "Ngày Giỗ Tổ Hùng Vương"
    assert tet.year == gio_to.year == year


@pytest.mark.parametrize("kind", [DayKind.LE, DayKind.BU, DayKind.HOAN_DOI_NGHI])
def test_listed_day_off_is_no_working_day(kind):
    friday = date(2026, 1, 2)
    assert COMPUTED.is_working_day(friday)
    assert not DaysOff([special(friday, kind)]).is_working_day(friday)


def test_listed_day_of_work_is_a_working_day_even_on_saturday_or_a_holiday():
    saturday, holiday = date(2026, 1, 10), date(2023, 5, 1)
    listed = DaysOff([special(saturday, DayKind.LAM_BU), special(holiday, DayKind.LAM_BU)])
    assert listed.is_working_day(saturday)
    assert listed.is_working_day(holiday)


def test_saturday_swapped_by_the_state_is_off_unless_the_school_lists_it():
    assert not COMPUTED.is_working_day(date(2024, 5, 4))


def test_name_of_a_listed_day_is_the_schools():
    listed = DaysOff([special(date(2023, 5, 1), DayKind.LE)])
    assert listed.name_of(date(2023, 5, 1)) == "Ngày của trường"
    assert listed.name_of(date(2023, 5, 4)) is None


def test_deadline_on_a_day_off_rolls_to_the_next_working_day():
    deadline = COMPUTED.effective_deadline(date(2023, 4, 30))
    assert deadline.stated == date(2023, 4, 30)
    assert deadline.effective == date(2023, 5, 4)
    assert deadline.rolled
    assert deadline.end == datetime(2023, 5, 5, tzinfo=TIMEZONE)


def test_deadline_on_a_working_day_stays():
    deadline = COMPUTED.effective_deadline(date(2023, 6, 15))
    assert deadline.effective == date(2023, 6, 15)
    assert not deadline.rolled


def test_deadline_ends_with_its_day_in_viet_nam_and_not_in_utc():
    deadline = COMPUTED.effective_deadline(date(2023, 6, 15))
    assert deadline.end == datetime(2023, 6, 15, 17, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2023, 5, 4), -1, date(2023, 4, 28)),
        (date(2023, 5, 4), -3, date(2023, 4, 26)),
        (date(2023, 5, 4), -7, date(2023, 4, 20)),
        (date(2023, 4, 28), 1, date(2023, 5, 4)),
        (date(2023, 4, 30), 1, date(2023, 5, 4)),
        (date(2023, 4, 30), 0, date(2023, 4, 30)),
        (date(2023, 5, 4), 5, date(2023, 5, 11)),
    ],
)
def test_working_days_added_over_weekends_and_holidays(start, count, end):
    assert COMPUTED.add_working_days(start, count) == end


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2023, 4, 28), date(2023, 5, 4), 1),
        (date(2023, 4, 29), date(2023, 5, 4), 1),
        (date(2023, 5, 4), date(2023, 5, 4), 0),
        (date(2023, 5, 4), date(2023, 5, 11), 5),
        (date(2023, 5, 11), date(2023, 5, 4), -5),
    ],
)
def test_working_days_counted_over_weekends_and_holidays(start, end, count):
    assert COMPUTED.working_days_between(start, end) == count


@given(DAYS)
def test_next_working_day_is_the_first_from_the_day_on(day):
    following = COMPUTED.next_working_day(day)
    assert COMPUTED.is_working_day(following)
    assert following >= day
    assert COMPUTED.working_days_between(day - timedelta(days=1), following) == 1


@given(DAYS, COUNTS)
def test_working_days_added_to_a_working_day_are_counted_again(day, count):
    day = COMPUTED.next_working_day(day)
    assert COMPUTED.working_days_between(day, COMPUTED.add_working_days(day, count)) == count


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_working_days_between_add_up(day, first, second):
    middle, last = day + timedelta(days=first), day + timedelta(days=first + second)
    between = COMPUTED.working_days_between
    assert between(day, middle) + between(middle, last) == between(day, last)
    assert between(last, day) == -between(day, last)


@given(DAYS, st.lists(st.tuples(DAYS, st.sampled_from(DayKind)), max_size=20))
def test_listed_days_have_the_last_word(day, listed):
    calendar = DaysOff(special(listed_day, kind) for listed_day, kind in listed)
    kinds = dict(listed)
    expected = kinds[day] is DayKind.LAM_BU if day in kinds else COMPUTED.is_working_day(day)
    assert calendar.is_working_day(day) == expected


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (date(2026, 3, 5), "ngày 05 tháng 3 năm 2026", "05/3/2026"),
        (date(2014, 4, 7), "ngày 07 tháng 4 năm 2014", "07/4/2014"),
        (date(2026, 2, 15), "ngày 15 tháng 02 năm 2026", "15/02/2026"),
        (date(2026, 1, 1), "ngày 01 tháng 01 năm 2026", "01/01/2026"),
        (date(2023, 12, 31), "ngày 31 tháng 12 năm 2023", "31/12/2023"),
    ],
)
def test_dates_are_printed_with_a_zero_for_days_below_ten_and_months_one_and_two(day, long, short):
    assert long_date(day) == long
    assert short_date(day) == short
