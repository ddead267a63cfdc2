"""The letter of a day to the coordinating office: what waits for it, failed or came to an end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sheets_schema
from dienhinh.acts.belief import JOBS, OFFICE_LETTERS, Excess, held_plans
from dienhinh.acts.effects import Letter, Paper
from dienhinh.domain.calendar import TIMEZONE, short_date
from dienhinh.ledger import State
from dienhinh.papers.letter_head import reference, sender
from dienhinh.rendering.facts import (
    Exhausted,
    OfficeDigestFacts,
    OfficeLine,
    OfficeSection,
    Unreached,
)
from dienhinh.world import places
from dienhinh.world.climbing import climbing
from dienhinh.world.memory import LETTER
from dienhinh.world.mended import CLOSED, DELETED
from dienhinh.world.open_points import open_points
from dienhinh.world.returned import unreached_units
from dienhinh.world.rights import beyond_lists
from dienhinh.world.units import Reading
from dienhinh.world.world import Problem, World
from sheets_schema.steering import CAN_XAC_NHAN, CHO_PHEP

WHOSE = "office"
"""What the keys of these letters begin with, as those of heads' letters do with the unit."""

MONDAY = 0


@dataclass(frozen=True)
class Seen:
    """What the plan of a day has seen: the units' readings, its problems, whether it is held."""

    readings: Sequence[Reading]
    problems: Sequence[Problem]
    held: Excess | None = None


def letter(world: World, seen: Seen) -> Letter | None:
    """Give the office's letter where it is Monday, or where something waits or failed."""
    key = f"{WHOSE}/{world.today}"
    if _is_written_to(world):
        return None
    urgent = [each for each in _urgent(world, seen) if each.lines]
    unreached = _unreached(world)
    exhausted = [pair for reading in seen.readings if (pair := _exhausted(world, reading))]
    since = _last_letter(world)
    is_monday = world.today.weekday() == MONDAY
    is_news = urgent or _is_new(since, [each.sent for each in unreached])
    if not (is_monday or is_news or _is_new(since, [ended for ended, _ in exhausted])):
        return None
    office = world.roster.office
    facts = OfficeDigestFacts(
        programme_label=world.programme.period.label,
        school=world.programme.school_on(world.today).name,
        office=office.name,
        today=world.today,
        sections=(*urgent, *(_of_the_week(world) if is_monday else ())),
        unreached=tuple(unreached),
        exhausted=tuple(each for _, each in exhausted),
        reference=reference(world, key),
    )
    return Letter(
        key=key,
        on=world.today,
        reference=facts.reference,
        to=(office.email,),
        cc=(),
        sender=sender(world),
        paper=Paper("office_digest", facts),
        reason="thứ Hai" if is_monday else "có việc chờ xử lý",
        counts=OFFICE_LETTERS,
    )


def _is_written_to(world: World) -> bool:
    """Tell whether a letter of this day, or of a later one, has gone or may have gone."""
    last = world.memory.last_letter(WHOSE)
    return last is not None and last >= world.today


def _last_letter(world: World) -> date | None:
    """Give the day of the last letter to the office, None where there was none."""
    days = [
        date.fromisoformat(effect.key.partition("/")[2])
        for effect in world.memory.effects(LETTER)
        if effect.key.startswith(f"{WHOSE}/") and effect.state is State.DONE
    ]
    return max(days, default=None)


def _is_new(since: date | None, days: Iterable[date]) -> bool:
    return any(since is None or day >= since for day in days)


# What does not wait until Monday


def _urgent(world: World, seen: Seen) -> Iterator[OfficeSection]:
    yield _held_plans(world, seen.held)
    yield _waiting(world)
    yield OfficeSection("Quyền truy cập đã được đóng lại", _mended(world, CLOSED))
    yield OfficeSection("Bảng bị xóa đã được lập lại", _mended(world, DELETED))
    yield _unread(world)
    yield OfficeSection("Lỗi, vướng mắc khi hệ thống chạy", tuple(_problems(world, seen)))


def _held_plans(world: World, held: Excess | None) -> OfficeSection:
    ticked = world.lists.kept.allowed if world.lists.kept else frozenset()
    waiting = {
        code: f"{JOBS.get(kept['job'], kept['job'])} (dòng {code})"
        for code, kept in held_plans(world).items()
        if code not in ticked and not kept["went"]
    }
    if held is not None:
        waiting[held.code] = f"{JOBS.get(held.job, held.job)} (dòng {held.code}): {held.why}"
    todo = "xem việc đó có đúng không; nếu đúng, đánh dấu “Cho phép”"
    link = _link(world, places.LISTS_BOOK)
    lines = tuple(OfficeLine(title, todo, link) for title in waiting.values())
    return OfficeSection(f"Việc dừng lại ở bảng “{CHO_PHEP.title}”", lines, link)


def _waiting(world: World) -> OfficeSection:
    link = _link(world, places.QUARANTINE_BOOK)
    lines = tuple(
        OfficeLine(
            f"Câu trả lời biểu mẫu “{sheets_schema.section(each.form).title}”, nộp ngày "
            + short_date(datetime.fromisoformat(each.submitted_at).astimezone(TIMEZONE).date()),
            "xem lý do, chọn đơn vị ở cột “Đơn vị được xác nhận” nếu tiếp nhận",
        )
        for each in world.memory.waiting()
    )
    title = sheets_schema.QUARANTINE.title
    return OfficeSection(f"Câu trả lời ở bảng “{title}”", lines, link)


def _mended(world: World, fact: str) -> tuple[OfficeLine, ...]:
    """Give what runs put right by themselves since the last letter."""
    since = _last_letter(world) or world.today - timedelta(days=1)
    return tuple(
        OfficeLine(
            f"{_sentence(each['where'])} (ngày {date.fromisoformat(each['on']):%d/%m/%Y})",
            each["what"],
        )
        for each in world.memory.fact(fact) or ()
        if date.fromisoformat(each["on"]) >= since
    )


def _unread(world: World) -> OfficeSection:
    lines = []
    for key in sorted(world.unread()):
        state = world.forms.get(key)
        why = state.why if state else world.books[key].why
        title = places.title_of(key, world.programme, world.roster)
        lines.append(OfficeLine(_sentence(title), why, _link(world, key)))
    return OfficeSection(
        "Biểu mẫu, sổ chưa đọc được; thư và văn bản dựa vào đó phải chờ", tuple(lines)
    )


def _problems(world: World, seen: Seen) -> Iterator[OfficeLine]:
    """Give what is wrong now, and what the last run of each other job since yesterday met."""
    now = [(each.where, each.what) for each in (*world.lists.problems, *seen.problems)]
    if world.lists.why:
        now.insert(0, ("Danh mục", world.lists.why))
    yesterday = datetime.combine(_day_before(world), time(), world.at.tzinfo)
    last = {run.job: run for run in world.memory.runs(yesterday)}
    for run in last.values():
        for text in run.problems:
            where, _, what = text.partition(": ")
            # What the lists lack now was just read; what they lacked yesterday may be mended.
            if not where.startswith("Danh mục"):
                now.append((where, what or text))
    titles = {places.title_of(key, world.programme, world.roster).lower() for key in world.unread()}
    mended = {
        (each["where"], each["what"])
        for fact in (CLOSED, DELETED)
        for each in world.memory.fact(fact) or ()
    }
    for where, what in dict.fromkeys(now):
        if where.lower() not in titles and (where, what) not in mended:
            yield OfficeLine(_sentence(where), what)


def _day_before(world: World) -> date:
    """Give the working day before today: what failed over a weekend is of Monday, too."""
    day = world.today - timedelta(days=1)
    while not world.days_off.is_working_day(day):
        day -= timedelta(days=1)
    return day


# What may wait until Monday


def _of_the_week(world: World) -> tuple[OfficeSection, ...]:
    shared = tuple(
        OfficeLine(f"{_sentence(title)}: {email}", "xem lại việc chia sẻ, bỏ quyền nếu không cần")
        for title, email in beyond_lists(world)
    )
    return (
        _to_confirm(world),
        OfficeSection("Quyền truy cập do người khác cấp, ngoài danh sách", shared),
    )


def _to_confirm(world: World) -> OfficeSection:
    """List who can confirm how many points."""
    lines = [
        OfficeLine(
            f"{body}: {len(points)} nội dung",
            "đối chiếu văn bản hoặc xin ý kiến, rồi đánh dấu “Đã xác nhận”",
        )
        for body, points in open_points(world).items()
    ]
    link = _link(world, places.LISTS_BOOK)
    return OfficeSection(f"Nội dung ở bảng “{CAN_XAC_NHAN.title}”", tuple(lines), link)


def _unreached(world: World) -> list[Unreached]:
    return [
        Unreached(f"{unit.head.title} {unit.name}", sent, reason)
        for unit, sent, reason in unreached_units(world)
    ]


def _exhausted(world: World, reading: Reading) -> tuple[date, Exhausted] | None:
    """Give a unit to which no more letters go, with the day on which its last ladder ended."""
    ended = {
        gap: climb.ends
        for gap in reading.gaps
        if (climb := climbing(world, gap)).is_exhausted(world.today)
    }
    if not ended:
        return None
    days = [
        date.fromisoformat(effect.key.partition("/")[2])
        for effect in world.memory.effects(LETTER)
        if effect.key.startswith(f"{reading.unit.id}/") and effect.state is State.DONE
    ]
    if not days:
        return None
    return max(ended.values()), Exhausted(
        unit=reading.unit.name,
        gaps=len(ended),
        oldest=min(gap.due for gap in ended),
        last_letter=max(days),
        link=_link(world, places.unit_book(reading.unit.id)),
    )


def _link(world: World, key: str) -> str:
    place = world.memory.places.get(key)
    return place.link if place else ""


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
