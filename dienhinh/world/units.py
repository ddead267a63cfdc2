"""The workbooks of all units, read whole: what every verdict, letter and report is built on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sheets_schema
from dienhinh.domain.completeness import Gap, dossier_gaps, row_gaps, unit_gaps
from dienhinh.domain.dossier import REGISTRATION, Dossier, assemble, is_withdrawn
from dienhinh.domain.duplicates import mark_namesakes
from dienhinh.domain.programme import Duty, Wave
from dienhinh.domain.roster import Unit
from dienhinh.world.books import Page, read_pages
from dienhinh.world.context import Context, Work
from dienhinh.world.directory import Directory
from dienhinh.world.places import unit_book
from sheets_schema.reading import Row

# A reading that lost more than this share of its rows since the last good one is not believed.
MOST_LOST = (3, 10)


class RowsLost(Exception):
    """A workbook holds far fewer rows than at the last good reading."""


@dataclass(frozen=True)
class Reading:
    """A unit's workbook as read: its pages, dossiers, and all that is missing."""

    unit: Unit
    pages: Mapping[str, Page]
    dossiers: tuple[Dossier, ...]
    gaps: tuple[Gap, ...]
    duties: tuple[Duty, ...]

    @property
    def tables(self) -> Mapping[str, Sequence[Row]]:
        """The rows by section, without those that the unit has taken back."""
        return _standing(self.pages)

    def gaps_of(self, code: str) -> tuple[Gap, ...]:
        """Give what one dossier or row lacks."""
        return tuple(gap for gap in self.gaps if gap.code == code)

    @property
    def whole(self) -> tuple[Dossier, ...]:
        """The dossiers that lack nothing."""
        lacking = {gap.code for gap in self.gaps}
        return tuple(dossier for dossier in self.dossiers if dossier.code not in lacking)


def read_units(ctx: Context, work: Work, directory: Directory) -> Iterator[Reading]:
    """Read every unit's workbook; one that cannot be read is a problem and is set aside.

    Each is read when it is asked for, so that who writes into it does so right after.
    """
    wave = directory.programme.wave_on(ctx.today)
    for unit in directory.roster.ordered_units:
        with work.guard(f"sổ của {unit.name}") as read:
            pages = read_unit(ctx, unit, directory)
            _believe(ctx, unit, pages)
            reading = understand(unit, pages, directory, wave)
        if read.ok:
            yield reading


def read_unit(ctx: Context, unit: Unit, directory: Directory) -> dict[str, Page]:
    """Read a unit's workbook whole, by section.

    Raises:
        Unreadable: a header is not what it should be.
        WorkspaceError: the workbook cannot be opened.
    """
    sections = tuple(sheets_schema.SECTIONS.values())
    return read_pages(ctx, unit_book(unit.id), sections, directory.choices, registry=REGISTRATION)


def _believe(ctx: Context, unit: Unit, pages: Mapping[str, Page]) -> None:
    """Refuse a reading whose rows fell too far; keep the size of a good one.

    Raises:
        RowsLost: the text says from how many to how many, and what to do.
    """
    rows = sum(len(page.table.rows) for page in pages.values())
    source = unit_book(unit.id)
    before = ctx.ledger.readings.rows(source)
    lost, share = MOST_LOST
    if before is not None and (before - rows) * share > before * lost and before - rows > 1:
        raise RowsLost(
            f"số dòng giảm từ {before} còn {rows} so với lần đọc trước; tạm dừng xử lý sổ này. Nếu"
            " xóa nhầm, khôi phục từ lịch sử phiên bản; nếu đúng, chạy `dienhinh run"
            " check_completeness` sau khi đã xác nhận bằng `dienhinh examine --accept-rows`"
        )
    if before != rows and not ctx.dry_run:
        ctx.ledger.readings.record(source, rows, ctx.now)


def understand(
    unit: Unit, pages: Mapping[str, Page], directory: Directory, wave: Wave | None
) -> Reading:
    """Put a unit's dossiers together and list what is missing in the wave that is on."""
    programme = directory.programme
    tables = _standing(pages)
    dossiers = tuple(mark_namesakes(assemble(unit.id, tables)))
    gaps = [gap for each in dossiers for gap in dossier_gaps(each, programme.wave(each.wave))]
    duties: tuple[Duty, ...] = ()
    if wave is not None:
        duties = programme.owed_by(unit.id, wave.id)
        gaps += unit_gaps(unit.id, tables, wave, duties)
        gaps += row_gaps(unit.id, tables, dossiers, wave)
    return Reading(unit, pages, dossiers, tuple(gaps), duties)


def _standing(pages: Mapping[str, Page]) -> dict[str, tuple[Row, ...]]:
    return {
        key: tuple(row for row in page.table.rows if not is_withdrawn(page.sheet, row))
        for key, page in pages.items()
    }
