"""A dossier's history: what may happen to it, and where that leaves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from dienhinh.domain.calendar import TIMEZONE


class Kind(StrEnum):
    """What happens to a dossier; the value is how the ledger names it for ever."""

    REGISTERED = "registered"
    COMPLETED = "completed"
    INCOMPLETE = "incomplete"
    WITHDRAWN = "withdrawn"
    RESUMED = "resumed"
    COMPILED = "compiled"
    STAGE = "stage"

    @property
    def words(self) -> str:
        """What the office calls it."""
        return WORDS[self]


WORDS = {
    Kind.REGISTERED: "Đăng ký",
    Kind.COMPLETED: "Đủ hồ sơ",
    Kind.INCOMPLETE: "Không còn đủ hồ sơ",
    Kind.WITHDRAWN: "Rút hồ sơ",
    Kind.RESUMED: "Nộp lại hồ sơ đã rút",
    Kind.COMPILED: "Đưa vào Bảng xét chọn",
    Kind.STAGE: "Ghi nhận khâu",
}


class State(StrEnum):
    """How a dossier stands now; the value is what the office calls it."""

    LACKING = "Đang bổ sung"
    WHOLE = "Đủ hồ sơ"
    WITHDRAWN = "Đã rút"


class ReviewStatus(StrEnum):
    """How far a dossier has come towards the council; the value is what the office calls it."""

    REGISTERED = "Đăng ký"
    UNDER_REVIEW = "Xét chọn"
    ENDED = "Đã dừng"


class Happening(Protocol):
    """One entry of a history, as these folds need it."""

    @property
    def kind(self) -> str:
        """The kind of thing that happened."""

    @property
    def key(self) -> str:
        """What tells it from others of its kind."""

    @property
    def at(self) -> datetime:
        """When it happened, with its zone."""

    @property
    def evidence(self) -> Mapping[str, Any]:
        """What it rests on."""


H = TypeVar("H", bound=Happening)

_LEADS_TO = {
    Kind.COMPLETED: State.WHOLE,
    Kind.INCOMPLETE: State.LACKING,
    Kind.WITHDRAWN: State.WITHDRAWN,
    Kind.RESUMED: State.LACKING,
}


def after(before: State | None, kind: str) -> State | None:
    """Give the state after one more thing has happened; what is unknown changes nothing.

    A further answer registers nobody anew: only the check tells whether the dossier is whole.
    """
    if kind == Kind.REGISTERED:
        return before or State.LACKING
    return _LEADS_TO.get(Kind(kind), before) if kind in set(Kind) else before


def state(entries: Iterable[Happening], before: State | None = None) -> State | None:
    """Give how a dossier stands after its entries, oldest first; None for one never heard of."""
    for entry in entries:
        before = after(before, entry.kind)
    return before


def review_status(entries: Sequence[Happening]) -> ReviewStatus | None:
    """Give how far a dossier has come towards the council; None for one never heard of."""
    now = state(entries)
    if now is None:
        return None
    if now is State.WITHDRAWN:
        return ReviewStatus.ENDED
    compiled = any(entry.kind == Kind.COMPILED for entry in entries)
    return ReviewStatus.UNDER_REVIEW if compiled else ReviewStatus.REGISTERED


def stage(entries: Sequence[Happening]) -> str | None:
    """Give the id of the plan's stage (khâu) that a dossier is in: the last one told.

    None until its unit has said one. The plan's first stage is not taken for granted: an exemplar
    may be registered while it is fostered already.
    """
    told = (entry.evidence.get("stage") for entry in reversed(entries) if entry.kind == Kind.STAGE)
    return next((each for each in told if each), None)


def steps(before: State | None, now: State) -> tuple[Kind, ...]:
    """Give what has happened to a dossier that stood so before and is read so now.

    Of a dossier whose history has not begun nothing can be told.
    """
    if before is None or before is now:
        return ()
    if now is State.WITHDRAWN:
        return (Kind.WITHDRAWN,)
    if before is State.WITHDRAWN:
        return (Kind.RESUMED, Kind.COMPLETED) if now is State.WHOLE else (Kind.RESUMED,)
    return (Kind.COMPLETED,) if now is State.WHOLE else (Kind.INCOMPLETE,)


def numbered(entries: Iterable[H]) -> Iterator[tuple[int, H]]:
    """Number the entries of one dossier from 1, as `keys_after` foresaw where it named them.

    A number that was lost with its row is not given to another entry.
    """
    last = 0
    for entry in entries:
        kind, _, number = entry.key.rpartition("/")
        foreseen = int(number) + 1 if kind == entry.kind and number.isdecimal() else 0
        last = max(last + 1, foreseen)
        yield last, entry


def last_number(entries: Iterable[Happening]) -> int:
    """Give the number of the last entry of one dossier, 0 where it has none."""
    return max((number for number, _ in numbered(entries)), default=0)


def keys_after(entries: Iterable[Happening], kinds: Iterable[Kind]) -> tuple[str, ...]:
    """Name the next entries: the same names each time that they are told after the same entries."""
    return tuple(f"{kind}/{number}" for number, kind in enumerate(kinds, last_number(entries)))


def first_day(entries: Iterable[Happening]) -> date | None:
    """Give the day on which a history begins; None where it has not begun."""
    return next((_day(entry) for entry in entries), None)


def whole_days(entries: Iterable[Happening], until: date) -> int:
    """Count the days, `until` included, at whose end the dossier was whole."""
    now: State | None = None
    since: date | None = None
    days = 0
    for entry in entries:
        now = after(now, entry.kind)
        if now is State.WHOLE:
            since = since or _day(entry)
        elif since is not None:
            days += _between(since, min(_day(entry), until + timedelta(days=1)))
            since = None
    return days if since is None else days + _between(since, until + timedelta(days=1))


def _between(begin: date, end: date) -> int:
    return max(0, (end - begin).days)


def _day(entry: Happening) -> date:
    return entry.at.astimezone(TIMEZONE).date()
