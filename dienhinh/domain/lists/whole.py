"""`Danh mục` as a whole: every list read over the files that seeded it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sheets_schema
from dienhinh.domain.calendar import DaysOff
from dienhinh.domain.lists import (
    calendar_days,
    council,
    extensions,
    general,
    leads,
    legal_bases,
    memory,
    milestones,
    open_points,
    permissions,
    signers,
    thresholds,
    units,
    waves,
)
from dienhinh.domain.lists.dated import Dated
from dienhinh.domain.lists.doubts import Standing, doubtful_bases, doubtful_signers
from dienhinh.domain.lists.extensions import Extension
from dienhinh.domain.lists.findings import ListFinding
from dienhinh.domain.lists.limits import Limits
from dienhinh.domain.lists.memory import Known
from dienhinh.domain.lists.open_points import Confirmation
from dienhinh.domain.lists.people import People
from dienhinh.domain.lists.reading import Reading
from dienhinh.domain.lists.subjects import Owners
from dienhinh.domain.programme import Programme
from dienhinh.domain.roster import Roster
from sheets_schema.model import Value
from sheets_schema.reading import Table

IN_FORCE = "Đang áp dụng"
UNCONFIRMED = "Chờ xác nhận"
_WRONG = "Cần sửa"


@dataclass(frozen=True)
class Lists:
    """What `Danh mục` says, as far as it can be used; the rest is as it was last good, and named.

    `good` are the last good rows as JSON can hold them, to be handed in at the next reading.
    `doubtful` are ids of units by whose row nobody gets a letter or access; `whole` is False where
    a unit vanished or is in doubt, so that a total made from the roster must say so.
    `held_days` are days and rows whose cell cannot be read: `dot/2023-1/plan_due`,
    `moc_thoi_gian/SO_KET`, `can_cu/ND-91`, `nguoi_ky/NK01`. `points` are the rows that the list
    `Cần xác nhận` shall have; `allowed` the codes of held plans that are let go.
    `retired` are ids of units that were given up, none where that or a unit's row is in doubt.
    `unsure_time` are ids of units that may have more time than is known, `unsure_addresses` those
    of the office and the vice-rector that stand for a cell which cannot be read.
    `rows` gives the sheet row of each row's code, by list; `signing` and `citing` are the rows of
    signers and of legal bases as far as they are known.
    """

    roster: Roster
    programme: Programme
    days_off: DaysOff
    limits: Limits
    extensions: tuple[Extension, ...]
    staff: tuple[str, ...]
    confirmations: tuple[Confirmation, ...]
    points: tuple[Mapping[str, Value], ...]
    allowed: frozenset[str]
    findings: tuple[ListFinding, ...]
    good: Mapping[str, Any]
    doubtful: frozenset[str]
    whole: bool
    held_days: frozenset[str]
    rows: Mapping[str, Mapping[str, int]]
    retired: frozenset[str] = frozenset()
    signing: tuple[Standing, ...] = ()
    citing: tuple[Standing, ...] = ()
    unsure_time: frozenset[str] = frozenset()
    unsure_addresses: frozenset[str] = frozenset()

    def holds_day(self, due: str, wave: str) -> bool:
        """Tell whether a duty's day (`plan_due` or a milestone's id) is a remembered one."""
        wave_day = f"dot/{wave}/{due}"
        return bool({wave_day, f"moc_thoi_gian/{due}"} & self.held_days)

    def doubts(self, document: str, verbs: Collection[str], on: date) -> tuple[ListFinding, ...]:
        """Give what is wrong with rows on which a document of a day rests.

        These are the row of who signs this kind of document, and the legal bases that it cites:
        those that begin with one of the `verbs`.
        """
        signers = frozenset(doubtful_signers(self.signing, document, on))
        bases = frozenset(doubtful_bases(self.citing, verbs, on))
        return (*self._findings("nguoi_ky", signers), *self._findings("can_cu", bases))

    def _findings(self, key: str, codes: frozenset[str]) -> Iterator[ListFinding]:
        found = [each for each in self.findings if codes and each.list == key]
        # A row that lost its code is named by its number, and a list without rows as a whole.
        of_rows = [each for each in found if each.code in codes]
        yield from of_rows or found


def seed_lists(programme: Programme, roster: Roster) -> dict[str, list[dict[str, Value]]]:
    """Give the rows with which each list begins, by key of the list."""
    return {
        "thong_tin_chung": general.seed(programme, roster),
        "don_vi": units.seed(roster),
        "hoi_dong": council.seed(roster),
        "dot": waves.seed(programme),
        "moc_thoi_gian": milestones.seed(programme),
        "lich_nghi": calendar_days.seed(programme),
        "nguong": thresholds.seed(programme),
        "can_cu": legal_bases.seed(programme),
        "nguoi_ky": signers.seed(programme),
        "gia_han": [],
        "can_xac_nhan": open_points.confirmations(programme),
        "cho_phep": [],
    }


def read_lists(
    tables: Mapping[str, Table],
    seed: Programme,
    roster: Roster,
    good: Mapping[str, Any],
    owners: Owners | None = None,
) -> Lists:
    """Read all lists, by key; a list without a table is as `good`, else the seed, has it.

    Nothing is raised for what stands in the lists: it is named in `findings`. `owners` gives the
    unit of each code that was given, for those that the lists name.
    """
    known = _known(seed, roster, good)
    people = People.read(tables, known, seed, roster)
    dated = Dated.read(tables, known, seed, people.general.cancelled)
    programme = dated.over(seed).model_copy(
        update={
            "fields": leads.with_leads(seed, people.leads),
            "ladder": people.general.ladder,
        }
    )
    more = extensions.read(
        tables.get("gia_han"), known["gia_han"], programme, people.roster.units, owners
    )
    held_plans = permissions.read(tables.get("cho_phep"))
    points = open_points.read(tables.get("can_xac_nhan"), known["can_xac_nhan"], programme)
    ticked = frozenset(each.code for each in points.items.values() if each.confirmed)
    readings: list[Reading[Any]] = [*people.readings, *dated.readings, more, points, held_plans]
    return Lists(
        roster=people.roster,
        programme=open_points.confirmed(programme, ticked),
        days_off=DaysOff(programme.days_off),
        limits=people.general.limits,
        extensions=tuple(more.items.values()),
        staff=people.roster.office.staff,
        confirmations=tuple(points.items.values()),
        allowed=permissions.allowed(tables.get("cho_phep")),
        points=tuple(open_points.confirmations(programme)),
        findings=tuple(found for reading in readings for found in reading.findings),
        good=_good(known, people, readings),
        doubtful=people.units.doubtful,
        whole=people.units.whole,
        held_days=frozenset(dated.held_days()),
        rows={reading.sheet.key: reading.rows for reading in readings},
        retired=people.retired,
        signing=dated.signing,
        citing=dated.citing,
        unsure_time=extensions.unsure(more, people.roster.units, owners),
        unsure_addresses=people.general.unsure_addresses,
    )


def verdicts(lists: Lists) -> dict[str, dict[str, str]]:
    """Give the words of the column `Kết quả kiểm tra`, by list and by key of the row in `rows`."""
    told: dict[tuple[str, str], list[str]] = {}
    for found in lists.findings:
        told.setdefault((found.list, found.code), []).append(found.text)
    settled = (
        {
            ("can_xac_nhan", each.code): "Đã xác nhận" if each.confirmed else UNCONFIRMED
            for each in lists.confirmations
        }
        | {
            ("cho_phep", code): "Đã cho phép" if code in lists.allowed else "Chờ cho phép"
            for code in lists.rows["cho_phep"]
        }
        | {
            ("moc_thoi_gian", code): milestones.MOVED
            for code in lists.rows["moc_thoi_gian"]
            if milestones.wave_day(code)
        }
    )
    return {
        key: {
            code: f"{_WRONG}: {'. '.join(told[key, code])}."
            if (key, code) in told
            else settled.get((key, code), IN_FORCE)
            for code in rows
        }
        for key, rows in lists.rows.items()
    }


def _good(
    known: Mapping[str, Known], people: People, readings: Sequence[Reading[Any]]
) -> dict[str, Any]:
    """Give what is to be remembered; given-up units and waves too, whose codes stay known."""
    rows = {reading.sheet.key: reading.values for reading in readings}
    rows["don_vi"] = people.units.good
    for key, given_up in (("don_vi", people.general.retired), ("dot", people.general.cancelled)):
        earlier = {code: row for code, row in known[key].items() if code in given_up}
        rows[key] = {**earlier, **rows[key]}
    return {key: memory.to_keep(kept) for key, kept in rows.items()}


def _known(seed: Programme, roster: Roster, good: Mapping[str, Any]) -> dict[str, Known]:
    return {
        key: memory.remembered(
            sheet,
            good.get(key),
            memory.by_code(sheet, rows),
            always=key == "thong_tin_chung",
        )
        for key, rows in seed_lists(seed, roster).items()
        for sheet in (sheets_schema.LISTS[key],)
    }
