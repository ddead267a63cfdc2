"""Put each whole dossier once into `Bảng xét chọn`; what the council wrote is never touched."""

from __future__ import annotations

from collections.abc import Sequence

import sheets_schema
from dienhinh.domain.completeness import verdict
from dienhinh.domain.dossier import EVIDENCE, REGISTRATION, Dossier
from dienhinh.domain.duplicates import same_names
from dienhinh.domain.vietnamese import sort_key
from dienhinh.world.books import Page, read_pages, tell_kept, write_rows
from dienhinh.world.context import Context, Outcome, Work
from dienhinh.world.directory import Directory, read_directory
from dienhinh.world.places import RESTRICTED_BOOK, REVIEW_BOOK
from dienhinh.world.units import Reading, read_units
from sheets_schema.findings import COMPLETE
from sheets_schema.model import Owner, Sheet, Value
from sheets_schema.reading import Row
from sheets_schema.writing import shown

GONE = "Không còn trong sổ đăng ký của đơn vị"
RESTRICTED = "Hồ sơ hạn chế"
SAME_NAME = f"{COMPLETE}. Cùng tên với hồ sơ {{others}}: đề nghị đối chiếu."


def run(ctx: Context) -> Outcome:
    """Compile the council's sheet, and the restricted one for fields that few may read."""
    work = Work("compile_review")
    directory = read_directory(ctx, work)
    readings = list(read_units(ctx, work, directory))
    for book, sheet in (
        (REVIEW_BOOK, sheets_schema.REVIEW),
        (RESTRICTED_BOOK, sheets_schema.REVIEW_RESTRICTED),
    ):
        with work.guard(f"bảng “{sheet.title}”"):
            page = read_pages(ctx, book, (sheet,), directory.choices)[sheet.key]
            _compile(ctx, work, directory, page, readings)
    return work.outcome()


def _compile(
    ctx: Context, work: Work, directory: Directory, page: Page, readings: Sequence[Reading]
) -> None:
    only_restricted = page.sheet.key == sheets_schema.REVIEW_RESTRICTED.key
    standing = set(page.numbers())
    alike = _alike(directory, readings)
    rows: dict[str, dict[str, Value]] = {}
    for reading, dossier in _in_order(directory, readings):
        restricted = directory.programme.field_of(dossier.cell).restricted
        if only_restricted and not restricted:
            continue
        gaps = reading.gaps_of(dossier.code)
        if not gaps:
            rows[dossier.code] = _row(
                directory, page.sheet, reading, dossier, hide=restricted and not only_restricted
            )
            if dossier.code in alike:
                others = ", ".join(alike[dossier.code])
                rows[dossier.code]["tinh_trang"] = SAME_NAME.format(others=others)
        elif dossier.code in standing:
            rows[dossier.code] = {"tinh_trang": verdict(gaps)}
    rows |= {code: {"tinh_trang": GONE} for code in _gone(page, readings)}
    written = write_rows(ctx, page, rows, directory.choices, stamp="cap_nhat_luc")
    work.counts["rows" if not only_restricted else "restricted rows"] += (
        len(standing) + written.rows
    )
    work.counts["new rows"] += written.rows
    work.counts["cells"] += written.cells
    for kept in written.kept:
        work.note(tell_kept(page, kept))


def _alike(directory: Directory, readings: Sequence[Reading]) -> dict[str, tuple[str, ...]]:
    """Find dossiers of one name; not the restricted ones, since a match would tell the name."""
    return same_names(
        dossier
        for _, dossier in _in_order(directory, readings)
        if not directory.programme.field_of(dossier.cell).restricted
    )


def _in_order(directory: Directory, readings: Sequence[Reading]) -> list[tuple[Reading, Dossier]]:
    """List the dossiers as new rows are to stand: by cell, unit order, name."""
    cells = {cell.id: number for number, cell in enumerate(directory.programme.cells)}
    known = [
        (reading, dossier)
        for reading in readings
        for dossier in reading.dossiers
        if dossier.cell in cells
    ]
    return sorted(
        known,
        key=lambda pair: (
            cells[pair[1].cell],
            pair[0].unit.order,
            sort_key(str(pair[1].registration.values.get("ten") or "")),
        ),
    )


def _row(
    directory: Directory, sheet: Sheet, reading: Reading, dossier: Dossier, *, hide: bool
) -> dict[str, Value]:
    programme = directory.programme
    row: dict[str, Value] = {
        "ma": dossier.code,
        "dot": programme.wave(dossier.wave).title,
        "linh_vuc": programme.field_of(dossier.cell).movement,
        "doi_tuong": programme.cell(dossier.cell).subject,
        "don_vi": reading.unit.name,
        "tinh_trang": COMPLETE,
    }
    if hide:
        return row | {"ten": RESTRICTED}
    fed = {
        field.key
        for field in sheet.fields
        if field.owner is Owner.AUTOMATION and field.key not in {*row, "cap_nhat_luc"}
    }
    sources = (
        (REGISTRATION, (dossier.registration,)),
        (dossier.report_section, dossier.reports),
        (EVIDENCE, dossier.evidence),
    )
    for section, rows in sources:
        for column in fed:
            told = [line for each in rows for line in _told(directory, section, column, each)]
            if told:
                row[column] = "\n".join(told)
    return row


def _told(directory: Directory, section: str, column: str, row: Row) -> list[str]:
    """Give what the fields of a section that feed a review column hold in one row, as text."""
    sheet = sheets_schema.section(section)
    told = []
    for field in sheet.fields:
        value = row.values.get(field.key)
        if field.review == column and value is not None:
            text = str(shown(field, value, directory.choices) or "")
            about = row.values.get("tieu_chi") if section == EVIDENCE else None
            told.append(f"{about}: {text}" if about else text)
    return told


def _gone(page: Page, readings: Sequence[Reading]) -> list[str]:
    """Find rows of units that were read well and no longer hold the dossier."""
    held = {dossier.code for reading in readings for dossier in reading.dossiers}
    read = {reading.unit.name for reading in readings}
    return [
        row.code
        for row in page.table.rows
        if row.code and row.code not in held and row.values.get("don_vi") in read
    ]
