"""Group rules of pivot tables: the buckets that dates, numbers and named items fall into."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from local_workspace.errors import invalid, not_built
from local_workspace.sheets.engine import Value

Key: TypeAlias = tuple[int, Any]
Rank: TypeAlias = tuple[int, Any, str]

EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
BLANK, NUMBER, TEXT, TRUTH = range(4)
KINDS = ("numberValue", "stringValue", "boolValue")
DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOON = 12


@dataclass(frozen=True)
class Bucket:
    """What a group shows for some values, and where it stands among the others."""

    label: Value
    rank: Rank
    is_plain: bool = False

    @property
    def key(self) -> Key:
        """Return what tells buckets apart."""
        return key_of(self.label)


Ranked: TypeAlias = tuple[Any, Value]
"""What a bucket of times is sorted by, and its label."""


def _quarter(at: datetime) -> int:
    return (at.month + 2) // 3


PLAIN_TIMES: dict[str, Callable[[datetime], Ranked]] = {
    "SECOND": lambda at: (at.second, at.second),
    "MINUTE": lambda at: (at.minute, at.minute),
    "HOUR": lambda at: (at.hour, at.hour),
    "HOUR_MINUTE": lambda at: ((at.hour, at.minute), f"{at.hour}:{at.minute:02d}"),
    "DAY_OF_YEAR": lambda at: (at.timetuple().tm_yday, at.timetuple().tm_yday),
    "DAY_OF_MONTH": lambda at: (at.day, at.day),
    "QUARTER": lambda at: (_quarter(at), f"Q{_quarter(at)}"),
    "YEAR": lambda at: (at.year, at.year),
    "YEAR_QUARTER": lambda at: ((at.year, _quarter(at)), f"{at.year} Q{_quarter(at)}"),
    "YEAR_MONTH_DAY": lambda at: (at.date(), f"{at.year}-{at.month:02d}-{at.day:02d}"),
}
ENGLISH_TIMES: dict[str, Callable[[datetime], Ranked]] = {
    "HOUR_MINUTE_AMPM": lambda at: (
        (at.hour, at.minute),
        f"{(at.hour - 1) % NOON + 1}:{at.minute:02d} {'AM' if at.hour < NOON else 'PM'}",
    ),
    "DAY_OF_WEEK": lambda at: (at.isoweekday() % 7, DAYS[at.isoweekday() % 7]),
    "DAY_MONTH": lambda at: ((at.month, at.day), f"{at.day}-{MONTHS[at.month - 1]}"),
    "MONTH": lambda at: (at.month, MONTHS[at.month - 1]),
    "YEAR_MONTH": lambda at: ((at.year, at.month), f"{at.year}-{MONTHS[at.month - 1]}"),
}
"""Those that Google translates into the spreadsheet's language."""


def bucket_of(value: Value, rule: Mapping[str, Any] | None, locale: str) -> Bucket:
    """Return the bucket of a value, one of its own where no rule speaks of it.

    Raises a 501 for labels in other languages than English, and a 400 for a rule that is none.
    """
    plain = Bucket(value, in_order(key_of(value)), is_plain=True)
    if rule is None:
        return plain
    if "manualRule" in rule:
        return _named(value, rule["manualRule"]) or plain
    kind = rule.get("dateTimeRule", {}).get("type", "")
    labelled = PLAIN_TIMES.get(kind) or ENGLISH_TIMES.get(kind)
    if kind in ENGLISH_TIMES and not locale.startswith("en"):
        raise not_built(f"pivot groups by {kind} in {locale}")
    if labelled is None and "histogramRule" not in rule:
        raise invalid("The group rule of a pivot table has no type.")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return plain
    if labelled is None:
        return _counted(float(value), rule["histogramRule"])
    rank, label = labelled(EPOCH + timedelta(seconds=round(value * 86400)))
    return Bucket(label, (NUMBER, rank, ""))


def key_of(value: Value) -> Key:
    """Return what tells values apart, TRUE from 1 and "1" from 1."""
    if value is None:
        return BLANK, ""
    if isinstance(value, bool):
        return TRUTH, value
    return (TEXT, str(value)) if isinstance(value, str) else (NUMBER, float(value))


def key_given(value: Mapping[str, Any]) -> Key:
    """Return the key of an ExtendedValue."""
    return key_of(next((value[kind] for kind in KINDS if kind in value), None))


def in_order(key: Key) -> Rank:
    """Return what keys are sorted by: nothing first, then numbers, text in any case, truth."""
    kind, value = key
    return (kind, value.casefold(), value) if isinstance(value, str) else (kind, value, "")


def _named(value: Value, rule: Mapping[str, Any]) -> Bucket | None:
    for group in rule.get("groups") or ():
        if key_of(value) in (key_given(item) for item in group.get("items") or ()):
            name = key_given(group.get("groupName") or {})
            return Bucket(name[1], in_order(name))
    return None


def _counted(number: float, rule: Mapping[str, Any]) -> Bucket:
    """Return the bucket of a histogram: "< 25", "25-45", "> 65"."""
    interval, start, end = rule.get("interval") or 0, rule.get("start"), rule.get("end")
    if interval <= 0 or (start is not None and end is not None and start >= end):
        raise invalid("A histogram rule needs a positive interval, and its start before its end.")
    if start is None:
        raise not_built("pivot groups by a histogramRule without a start")
    if number < start:
        return Bucket(f"< {start:g}", (NUMBER, -math.inf, ""))
    if end is not None and number > end:
        return Bucket(f"> {end:g}", (NUMBER, math.inf, ""))
    low = start + (number - start) // interval * interval
    if low == end:  # the end itself is in the bucket before it
        low -= interval
    high = low + interval if end is None else min(low + interval, end)
    return Bucket(f"{low:g}-{high:g}", (NUMBER, low, ""))
