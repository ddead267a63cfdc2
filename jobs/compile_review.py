"""Put each whole dossier once into `Bảng xét chọn`; what the council wrote is never touched."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sheets_schema
from dienhinh.acts.cells import write_rows
from dienhinh.acts.plan import Draft, Plan, tell_kept
from dienhinh.domain.completeness import verdict
from dienhinh.domain.dossier import EVIDENCE, REGISTRATION, Dossier, is_consented
from dienhinh.domain.duplicates import same_names
from dienhinh.domain.history import Kind
from dienhinh.domain.vietnamese import sort_key
from dienhinh.world import histories, quarantine
from dienhinh.world.books import Page
from dienhinh.world.places import RESTRICTED_BOOK, REVIEW_BOOK, unit_book
from dienhinh.world.units import Reading, read_units
from dienhinh.world.world import World
from sheets_schema.findings import COMPLETE
from sheets_schema.model import Owner, Sheet, Value
from sheets_schema.reading import Row
from sheets_schema.writing import shown

GONE = "Không còn trong sổ đăng ký của đơn vị"
RESTRICTED = "Hồ sơ hạn chế"
WITHHELD = "Câu trả lời đã sửa đang chờ xử lý"
SAME_NAME = f"{COMPLETE}. Cùng tên với hồ sơ {{others}}: đề nghị đối chiếu."

FIXED = frozenset({"ma", "dot", "linh_vuc", "doi_tuong", "don_vi", "tinh_trang", "cap_nhat_luc"})
"""The automation's columns that say where a dossier belongs; all others are copied from it."""


def plan(world: World) -> Plan:
    """Compile the council's sheet, and the restricted one for fields that few may read."""
    draft = Draft("compile_review")
    readings = list(read_units(world, draft))
    for book, sheet in (
        (REVIEW_BOOK, sheets_schema.REVIEW),
        (RESTRICTED_BOOK, sheets_schema.REVIEW_RESTRICTED),
    ):
        with draft.guard(f"bảng “{sheet.title}”"):
            _compile(world, draft, world.page(book, sheet), readings)
    histories.write(world, draft)
    return draft.plan()


def _compile(world: World, draft: Draft, page: Page, readings: Sequence[Reading]) -> None:
    only_restricted = page.sheet.key == sheets_schema.REVIEW_RESTRICTED.key
    alike = _alike(world, readings)
    withheld = quarantine.withheld(world)
    rows: dict[str, dict[str, Value]] = {}
    for reading, dossier in _in_order(world, readings):
        restricted = world.programme.field_of(dossier.cell).restricted
        if only_restricted and not restricted:
            continue
        gaps = reading.gaps_of(dossier.code)
        is_withheld = dossier.code in withheld
        if (gaps or is_withheld) and dossier.code not in page.by_code:
            continue
        row = _row(world, page.sheet, reading, dossier, hide=restricted and not only_restricted)
        if is_withheld or not is_consented(dossier):
            row |= dict.fromkeys(_fed(page.sheet))
        if is_withheld:
            row["tinh_trang"] = WITHHELD
        elif gaps:
            row["tinh_trang"] = verdict(gaps)
        elif dossier.code in alike:
            row["tinh_trang"] = SAME_NAME.format(others=", ".join(alike[dossier.code]))
        rows[dossier.code] = row
    rows |= _placeless(world, page, readings)
    rows |= {code: _emptied(page.sheet, GONE) for code in _gone(world, page, readings, rows)}
    read = frozenset(unit_book(reading.unit.id) for reading in readings)
    written = write_rows(world, page, rows, stamp="cap_nhat_luc", reason="hồ sơ đủ", rests_on=read)
    draft.add(*written.effects)
    draft.figures["restricted rows" if only_restricted else "rows"] += (
        len(page.by_code) + written.rows
    )
    draft.figures["new rows"] += written.rows
    draft.figures["cells"] += written.cells
    if not only_restricted:
        _tell(world, draft, readings, rows)
    for kept in written.kept:
        title = page.sheet.field(kept.place[1]).title
        draft.note(tell_kept(page.sheet.title, title, kept))


def _tell(world: World, draft: Draft, readings: Sequence[Reading], rows: Collection[str]) -> None:
    """Tell once of each dossier that has its row; one whose row a broken run made as well."""
    for reading in readings:
        for dossier in reading.dossiers:
            entries = world.memory.history_of(dossier.code)
            told = any(entry.kind == Kind.COMPILED for entry in entries)
            if entries and not told and dossier.code in rows:
                draft.add(
                    *histories.tell(world, dossier.code, [Kind.COMPILED], reading.unit.id, {})
                )


def _alike(world: World, readings: Sequence[Reading]) -> dict[str, tuple[str, ...]]:
    """Find dossiers of one name; not the restricted ones, since a match would tell the name."""
    return same_names(
        dossier
        for _, dossier in _in_order(world, readings)
        if not world.programme.field_of(dossier.cell).restricted
    )


def _in_order(world: World, readings: Sequence[Reading]) -> list[tuple[Reading, Dossier]]:
    """List the dossiers as new rows are to stand: by cell, unit order, name."""
    cells = {cell.id: number for number, cell in enumerate(world.programme.cells)}
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


def _fed(sheet: Sheet) -> list[str]:
    """List the automation's columns that are copied from a dossier."""
    return [
        field.key
        for field in sheet.fields
        if field.owner is Owner.AUTOMATION and field.key not in FIXED
    ]


def _row(
    world: World, sheet: Sheet, reading: Reading, dossier: Dossier, *, hide: bool
) -> dict[str, Value]:
    """Give every own column its value, None included: what fell away in the dossier falls away."""
    programme = world.programme
    row: dict[str, Value] = {
        **dict.fromkeys(_fed(sheet)),
        "ma": dossier.code,
        "dot": programme.wave(dossier.wave).title,
        "linh_vuc": programme.field_of(dossier.cell).movement,
        "doi_tuong": programme.cell(dossier.cell).subject,
        "don_vi": reading.unit.name,
        "tinh_trang": COMPLETE,
    }
    if hide:
        return row | {"ten": RESTRICTED}
    sources = (
        (REGISTRATION, (dossier.registration,)),
        (dossier.report_section, dossier.reports),
        (EVIDENCE, dossier.evidence),
    )
    told: dict[str, list[str]] = {column: [] for column in _fed(sheet)}
    for section, rows in sources:
        for each in rows:
            for column in told:
                told[column] += _told(world, section, column, each)
    return row | {column: "\n".join(texts) or None for column, texts in told.items()}


def _told(world: World, section: str, column: str, row: Row) -> list[str]:
    """Give what the fields of a section that feed a review column hold in one row, as text."""
    sheet = sheets_schema.section(section)
    told = []
    for field in sheet.fields:
        value = row.values.get(field.key)
        if field.review == column and value is not None:
            text = str(shown(field, value, world.choices) or "")
            about = row.values.get("tieu_chi") if section == EVIDENCE else None
            told.append(f"{about}: {text}" if about else text)
    return told


def _emptied(sheet: Sheet, said: str) -> dict[str, Value]:
    """Give what is left of a dossier that may no longer be shown: what it held is taken away."""
    return {**dict.fromkeys(_fed(sheet)), "tinh_trang": said}


def _placeless(
    world: World, page: Page, readings: Sequence[Reading]
) -> dict[str, dict[str, Value]]:
    """Empty rows of dossiers of which it can no longer be read in which field they stand.

    Who may see them is not known then.
    """
    cells = {cell.id for cell in world.programme.cells}
    return {
        dossier.code: _emptied(page.sheet, verdict(reading.gaps_of(dossier.code)))
        for reading in readings
        for dossier in reading.dossiers
        if dossier.cell not in cells and dossier.code in page.by_code
    }


def _gone(
    world: World, page: Page, readings: Sequence[Reading], rows: dict[str, dict[str, Value]]
) -> list[str]:
    """Find rows of dossiers that no unit has any more; only where every unit was read well.

    A dossier belongs to a unit by the origin of its code, never by the name in its row.
    """
    held = {dossier.code for reading in readings for dossier in reading.dossiers}
    sure = {each.unit.id for each in readings if not each.strange}
    unread = {unit.id for unit in world.roster.units} - sure
    owners = world.memory.owners
    return [
        code
        for code in page.by_code
        if code not in rows
        and (code not in held or page.sheet.key == sheets_schema.REVIEW_RESTRICTED.key)
        and not _may_be_in(owners.get(code), unread)
    ]


def _may_be_in(owner: str | None, unread: set[str]) -> bool:
    """Tell whether a dossier may stand in a workbook that could not be read."""
    return owner in unread if owner is not None else bool(unread)
