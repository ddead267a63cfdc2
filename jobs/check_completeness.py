"""Write what is missing beside each row, and the matrix unit × duty into `Bảng theo dõi`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from hashlib import sha256
from itertools import count

from dienhinh.domain.completeness import is_met, rows_towards, verdict
from dienhinh.domain.dossier import REGISTRATION, is_withdrawn, text
from dienhinh.domain.programme import Duty, Wave
from dienhinh.domain.roster import Unit
from dienhinh.world.books import Page, read_pages, tell_kept, write_rows
from dienhinh.world.choices import dashboard_of
from dienhinh.world.context import Context, Outcome, Work
from dienhinh.world.directory import Directory, read_directory
from dienhinh.world.places import DASHBOARD_BOOK
from dienhinh.world.units import Reading, read_unit, read_units, understand
from sheets_schema import findings
from sheets_schema.findings import COMPLETE, MISSING
from sheets_schema.model import Sheet, Value
from sheets_schema.reading import Row

NOT_OWED = "–"
WITHDRAWN = "Đã rút"
UNREAD = "Chưa đọc được sổ của đơn vị"


def run(ctx: Context) -> Outcome:
    """Check every unit's workbook; one that cannot be read is said so and changes nothing."""
    work = Work("check_completeness")
    directory = read_directory(ctx, work)
    wave = directory.programme.wave_on(ctx.today)
    readings = []
    for reading in read_units(ctx, work, directory):
        with work.guard(f"sổ của {reading.unit.name}"):
            coded = _coded(ctx, work, directory, reading, wave)
            readings.append(coded)
            _write_verdicts(ctx, work, directory, coded)
    work.counts["dossiers"] = sum(len(reading.dossiers) for reading in readings)
    work.counts["whole"] = sum(len(reading.whole) for reading in readings)
    work.counts["gaps"] = sum(len(reading.gaps) for reading in readings)
    if wave is not None:
        with work.guard("bảng “Bảng theo dõi”"):
            _write_dashboard(ctx, work, directory, readings, wave)
    return work.outcome()


def _coded(
    ctx: Context, work: Work, directory: Directory, reading: Reading, wave: Wave | None
) -> Reading:
    """Give codes to rows that people typed themselves; read the workbook again if there are any."""
    given = 0
    for page in reading.pages.values():
        codes: dict[str, int] = {}
        for row in page.table.rows:
            taken = {*page.numbers(), *codes}
            if row.code is None and (
                code := _code_for(ctx, work, reading.unit, page, row, wave, taken)
            ):
                codes[code] = row.number
        rows = {code: {"ma": code} for code in codes}
        given += write_rows(ctx, page, rows, directory.choices, numbers=codes).cells
    work.counts["codes given"] += given
    if not given or ctx.dry_run:
        return reading
    pages = read_unit(ctx, reading.unit, directory)
    return understand(reading.unit, pages, directory, wave)


def _code_for(
    ctx: Context,
    work: Work,
    unit: Unit,
    page: Page,
    row: Row,
    wave: Wave | None,
    taken: Collection[str],
) -> str | None:
    if wave is None or not any(row.raw.get(field.key) for field in page.sheet.asked):
        return None
    series = f"{wave.id}-{page.sheet.prefix}-{unit.id}"
    if page.sheet.key == REGISTRATION:
        cell = text(row, "o")
        if not cell:
            work.note(
                f"{unit.name}: bảng “{page.sheet.title}”, dòng {row.number} chưa chọn lĩnh vực và"
                " đối tượng nên chưa có mã hồ sơ"
            )
            return None
        series = f"{wave.id}-{cell}"
    origin = f"typed/{unit.id}/{page.sheet.key}/{_digest(row)}"
    for twin in count():  # rows that say the same are rows all the same
        code = _give(ctx, f"{origin}/{twin}" if twin else origin, series)
        if code not in taken:
            return code
    return None


def _give(ctx: Context, origin: str, series: str) -> str:
    """Give the code of an origin; a dry run shows a code that is not given yet."""
    known = ctx.ledger.codes.of(origin)
    if known is None and ctx.dry_run:
        return f"{series}-(mới) {origin}"
    return known or ctx.ledger.codes.give(origin, series)


def _digest(row: Row) -> str:
    """Tell a typed row by what it says, so that a run that broke gives it the same code again."""
    return sha256(repr(sorted(row.raw.items())).encode()).hexdigest()[:24]


def _write_verdicts(ctx: Context, work: Work, directory: Directory, reading: Reading) -> None:
    dossiers = {dossier.code for dossier in reading.dossiers}
    for section, page in reading.pages.items():
        rows: dict[str, dict[str, Value]] = {}
        for row in page.table.rows:
            if row.code is None:
                continue
            if is_withdrawn(page.sheet, row):
                said = WITHDRAWN
            elif section == REGISTRATION and row.code in dossiers:
                said = verdict(reading.gaps_of(row.code))
            else:
                said = findings.verdict(row.findings)
            rows[row.code] = {"ket_qua": said}
        written = write_rows(ctx, page, rows, directory.choices)
        work.counts["cells"] += written.cells
        for kept in written.kept:
            work.note(f"{reading.unit.name}: {tell_kept(page, kept)}")


def _write_dashboard(
    ctx: Context,
    work: Work,
    directory: Directory,
    readings: Sequence[Reading],
    wave: Wave,
) -> None:
    sheet = dashboard_of(directory.programme)
    page = read_pages(ctx, DASHBOARD_BOOK, (sheet,), directory.choices)[sheet.key]
    read = {reading.unit.id: reading for reading in readings}
    rows: dict[str, dict[str, Value]] = {}
    for unit in directory.roster.ordered_units:
        row: dict[str, Value] = {"ma": unit.id, "ten": unit.name}
        reading = read.get(unit.id)
        if reading is None:
            row["tinh_trang"] = UNREAD
        else:
            row |= _matrix_row(sheet, reading, wave)
        rows[unit.id] = row
    written = write_rows(ctx, page, rows, directory.choices, stamp="cap_nhat_luc")
    work.counts["cells"] += written.cells
    for kept in written.kept:
        work.note(tell_kept(page, kept))


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
