"""Write what is missing beside each row, and the matrix unit × duty into `Bảng theo dõi`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from hashlib import sha256
from itertools import count

import sheets_schema
from dienhinh.acts.cells import write_rows
from dienhinh.acts.effects import GivenCode, Remembered
from dienhinh.acts.plan import Draft, Plan, tell_kept
from dienhinh.domain.completeness import is_met, rows_towards, verdict
from dienhinh.domain.dossier import REGISTRATION, is_withdrawn, text
from dienhinh.domain.lists import UNCONFIRMED, verdicts
from dienhinh.domain.lists import Lists as Kept
from dienhinh.domain.programme import Duty, Wave
from dienhinh.domain.roster import Unit
from dienhinh.world import happenings, histories
from dienhinh.world.books import Page
from dienhinh.world.choices import dashboard_of
from dienhinh.world.climbing import first_seen, seen_key, since_key
from dienhinh.world.codes import Codes
from dienhinh.world.directory import GOOD
from dienhinh.world.memory import SEED
from dienhinh.world.places import DASHBOARD_BOOK, LISTS_BOOK
from dienhinh.world.project import project
from dienhinh.world.units import Reading, read_units, understand
from dienhinh.world.world import World
from sheets_schema import findings
from sheets_schema.findings import COMPLETE, MISSING
from sheets_schema.model import Sheet, Value
from sheets_schema.reading import Row
from sheets_schema.steering import CAN_XAC_NHAN

NOT_OWED = "–"
WITHDRAWN = "Đã rút"
UNREAD = "Chưa đọc được sổ của đơn vị"


def plan(world: World) -> Plan:
    """Check every unit's workbook; one that cannot be read is said so and changes nothing."""
    draft = Draft("check_completeness", figures=Counter({"codes given": 0, "cells": 0}))
    wave = world.programme.wave_on(world.today)
    codes = Codes(world.memory)
    readings = []
    for reading in read_units(world, draft):
        with draft.guard(f"sổ của {reading.unit.name}"):
            coded = _coded(world, draft, codes, reading, wave)
            readings.append(coded)
            _write_verdicts(world, draft, coded)
    draft.effects[:0] = codes.new
    draft.add(*happenings.told(histories.with_told(world, draft), readings))
    _remember_gaps(world, draft, readings)
    _check_lists(world, draft)
    draft.figures["dossiers"] = sum(len(reading.dossiers) for reading in readings)
    draft.figures["whole"] = sum(len(reading.whole) for reading in readings)
    draft.figures["gaps"] = sum(len(reading.gaps) for reading in readings)
    if wave is not None:
        with draft.guard("bảng “Bảng theo dõi”"):
            _write_dashboard(world, draft, readings, wave)
    histories.write(world, draft)
    return draft.plan()


def _check_lists(world: World, draft: Draft) -> None:
    """Say beside each row of the lists what is in force; remember what was last good in them."""
    kept = world.lists.kept
    if kept is None:
        return
    if world.memory.fact(GOOD) != kept.good:
        draft.add(Remembered(key=GOOD, value=kept.good))
    for unit in world.roster.units:
        if world.memory.fact(since_key(unit.id)) is None:
            draft.add(Remembered(key=since_key(unit.id), value=world.today.isoformat()))
    _write_open_points(world, draft, kept)
    for key, said in verdicts(kept).items():
        sheet = sheets_schema.LISTS[key]
        with draft.guard(f"danh mục “{sheet.title}”"):
            page = world.page(LISTS_BOOK, sheet)
            rows: dict[str, dict[str, Value]] = {
                code: {"ket_qua": what} for code, what in said.items() if code in page.by_code
            }
            _write(world, draft, page, rows, "")


def _write_open_points(world: World, draft: Draft, kept: Kept) -> None:
    """Bring the list `Cần xác nhận` to what the plan leaves open now; ticks and notes stay."""
    if not world.memory.is_done(SEED, CAN_XAC_NHAN.key):
        return
    with draft.guard(f"danh mục “{CAN_XAC_NHAN.title}”"):
        page = world.page(LISTS_BOOK, CAN_XAC_NHAN)
        rows: dict[str, dict[str, Value]] = {str(row["ma"]): dict(row) for row in kept.points}
        for code in rows.keys() - page.by_code.keys():
            rows[code]["ket_qua"] = UNCONFIRMED
        _write(world, draft, page, rows, "")


def _coded(
    world: World, draft: Draft, codes: Codes, reading: Reading, wave: Wave | None
) -> Reading:
    """Give codes to rows that people typed themselves, and understand the workbook with them."""
    given: list[GivenCode] = []
    if wave is not None:
        for page in reading.pages.values():
            given += _codes_for(draft, codes, reading.unit, page, wave)
    new = [each.code for each in given if each.sheet == REGISTRATION]
    draft.add(*happenings.registered(world, reading, new))
    if not given:
        return reading
    draft.add(*given)
    later = project(world, [*codes.new, *given])
    return understand(later, reading.unit, later.unit_pages(reading.unit.id))


def _codes_for(draft: Draft, codes: Codes, unit: Unit, page: Page, wave: Wave) -> list[GivenCode]:
    given: list[GivenCode] = []
    taken = set(page.by_code)
    for row in page.table.rows:
        if row.code is None and (code := _code_for(draft, codes, unit, page, row, wave, taken)):
            taken.add(code)
            given.append(
                GivenCode(
                    book=page.book,
                    sheet=page.sheet.key,
                    row=row.number,
                    column=page.sheet.identity,
                    code=code,
                    reason="dòng do đơn vị tự ghi",
                    counts="codes given",
                    rests_on=frozenset({page.book}),
                )
            )
    return given


def _code_for(
    draft: Draft,
    codes: Codes,
    unit: Unit,
    page: Page,
    row: Row,
    wave: Wave,
    taken: Collection[str],
) -> str | None:
    if not any(row.raw.get(field.key) for field in page.sheet.asked):
        return None
    series = f"{wave.id}-{page.sheet.prefix}-{unit.id}"
    if page.sheet.key == REGISTRATION:
        cell = text(row, "o")
        if not cell:
            draft.note(
                f"{unit.name}: bảng “{page.sheet.title}”, dòng {row.number} chưa chọn lĩnh vực và"
                " đối tượng nên chưa có mã hồ sơ"
            )
            return None
        series = f"{wave.id}-{cell}"
    origin = f"typed/{unit.id}/{page.sheet.key}/{_digest(row)}"
    for twin in count():  # rows that say the same are rows all the same
        code = codes.give(f"{origin}/{twin}" if twin else origin, series)
        if code not in taken:
            return code
    return None


def _digest(row: Row) -> str:
    """Tell a typed row by what it says, so that a run that broke gives it the same code again."""
    return sha256(repr(sorted(row.raw.items())).encode()).hexdigest()[:24]


def _remember_gaps(world: World, draft: Draft, readings: Iterable[Reading]) -> None:
    """Remember on which day each gap was seen first, since its letters begin there."""
    for reading in readings:
        key, seen = seen_key(reading.unit.id), first_seen(world, reading.unit.id, reading.gaps)
        if world.memory.fact(key) != seen:
            draft.add(Remembered(key=key, value=seen))


def _write_verdicts(world: World, draft: Draft, reading: Reading) -> None:
    dossiers = {dossier.code for dossier in reading.dossiers}
    for section, page in reading.pages.items():
        rows: dict[str, dict[str, Value]] = {}
        for row in page.by_code.values():
            if is_withdrawn(page.sheet, row):
                said = WITHDRAWN
            elif section == REGISTRATION and row.code in dossiers:
                said = verdict(reading.gaps_of(row.code))
            else:
                said = findings.verdict(row.findings)
            rows[str(row.code)] = {"ket_qua": said}
        _write(world, draft, page, rows, f"{reading.unit.name}: ")


def _write(
    world: World,
    draft: Draft,
    page: Page,
    rows: dict[str, dict[str, Value]],
    whose: str,
    *,
    stamp: str | None = None,
) -> None:
    written = write_rows(world, page, rows, stamp=stamp, reason="kết quả kiểm tra")
    draft.add(*written.effects)
    draft.figures["cells"] += written.cells
    for kept in written.kept:
        title = page.sheet.field(kept.place[1]).title
        draft.note(f"{whose}{tell_kept(page.sheet.title, title, kept)}")


def _write_dashboard(world: World, draft: Draft, readings: Sequence[Reading], wave: Wave) -> None:
    sheet = dashboard_of(world.programme)
    page = world.page(DASHBOARD_BOOK, sheet)
    read = {reading.unit.id: reading for reading in readings}
    rows: dict[str, dict[str, Value]] = {}
    for unit in world.roster.ordered_units:
        row: dict[str, Value] = {"ma": unit.id, "ten": unit.name}
        reading = read.get(unit.id)
        if reading is None:
            row["tinh_trang"] = UNREAD
        else:
            row |= _matrix_row(sheet, reading, wave)
        rows[unit.id] = row
    _write(world, draft, page, rows, "", stamp="cap_nhat_luc")


def _matrix_row(sheet: Sheet, reading: Reading, wave: Wave) -> dict[str, Value]:
    owed = {duty.requirement.id: duty for duty in reading.duties}
    of_wave = [dossier for dossier in reading.dossiers if dossier.wave == wave.id]
    whole = [dossier for dossier in reading.whole if dossier.wave == wave.id]
    fixed = {"ma", "ten", "so_ho_so", "so_ho_so_du", "tinh_trang", "cap_nhat_luc"}
    matrix = {
        field.key: _met(reading, owed.get(field.key), wave)
        for field in sheet.fields
        if field.key not in fixed
    }
    return {
        "so_ho_so": _number(of_wave),
        "so_ho_so_du": _number(whole),
        **matrix,
        "tinh_trang": f"{MISSING}: {len(reading.gaps)} nội dung" if reading.gaps else COMPLETE,
    }


def _number(things: Iterable[object]) -> Value:
    return Decimal(sum(1 for _ in things))


def _met(reading: Reading, duty: Duty | None, wave: Wave) -> Value:
    if duty is None:
        return NOT_OWED
    if is_met(reading.tables, duty.requirement, wave.id):
        return COMPLETE
    rows = rows_towards(reading.tables, duty.requirement, wave.id)
    return f"{MISSING}: {rows}/{duty.requirement.min_rows}"
