"""The workbooks of all units, understood: what every verdict, letter and report is built on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dienhinh.acts.plan import Draft
from dienhinh.domain.completeness import Gap, dossier_gaps, row_gaps, unit_gaps
from dienhinh.domain.dossier import REGISTRATION, Dossier, assemble, is_withdrawn
from dienhinh.domain.duplicates import mark_namesakes
from dienhinh.domain.lists import Extension, due_for, due_of_row
from dienhinh.domain.placement import misplaced
from dienhinh.domain.programme import Duty, Programme, Wave
from dienhinh.domain.roster import Unit
from dienhinh.world.believing import believe, strange_rows, tell_strange
from dienhinh.world.books import Page
from dienhinh.world.world import World
from sheets_schema.reading import Row


@dataclass(frozen=True)
class Reading:
    """A unit's workbook as read: its pages, dossiers, and all that is missing."""

    unit: Unit
    pages: Mapping[str, Page]
    dossiers: tuple[Dossier, ...]
    gaps: tuple[Gap, ...]
    duties: tuple[Duty, ...]
    strange: tuple[tuple[Page, Row], ...] = ()
    """Rows whose code is not the unit's; they count nowhere."""

    @cached_property
    def tables(self) -> Mapping[str, Sequence[Row]]:
        """The rows by section, without those that the unit has taken back."""
        return _standing(self.pages, self.strange)

    @cached_property
    def _gaps_by_code(self) -> Mapping[str | None, tuple[Gap, ...]]:
        found: dict[str | None, list[Gap]] = {}
        for gap in self.gaps:
            found.setdefault(gap.code, []).append(gap)
        return {code: tuple(gaps) for code, gaps in found.items()}

    def gaps_of(self, code: str) -> tuple[Gap, ...]:
        """Give what one dossier or row lacks."""
        return self._gaps_by_code.get(code, ())

    @cached_property
    def whole(self) -> tuple[Dossier, ...]:
        """The dossiers that lack nothing."""
        return tuple(each for each in self.dossiers if each.code not in self._gaps_by_code)


def read_units(world: World, draft: Draft) -> Iterator[Reading]:
    """Understand every unit's workbook; one that cannot be read is a problem and is set aside."""
    for unit in world.roster.ordered_units:
        with draft.guard(f"sổ của {unit.name}") as read:
            pages = world.unit_pages(unit.id)
            believe(world, draft, unit, pages)
            reading = _understood(world, unit, pages)
            for page, row in reading.strange:
                tell_strange(draft, unit, page, row)
        if read.ok:
            yield reading


def _understood(world: World, unit: Unit, pages: Mapping[str, Page]) -> Reading:
    """Understand a workbook once a world: four jobs ask the same of it."""
    memory = world.memory
    of = (world.lists, memory.owners, memory.origins, *pages.values())
    return world.once(f"reading/{unit.id}", of, lambda: understand(world, unit, pages))


def understand(world: World, unit: Unit, pages: Mapping[str, Page]) -> Reading:
    """Put a unit's dossiers together and list what is missing in the wave that is on."""
    programme = world.programme
    wave: Wave | None = programme.wave_on(world.today)
    strange = tuple(strange_rows(world, unit, pages))
    tables = _standing(pages, strange)
    dossiers = tuple(mark_namesakes(assemble(unit.id, tables)))
    extensions = world.lists.kept.extensions if world.lists.kept else ()
    gaps = [gap for each in dossiers for gap in dossier_gaps(each, programme.wave(each.wave))]
    gaps += _misplaced(dossiers, unit, programme)
    duties: tuple[Duty, ...] = ()
    if wave is not None:
        duties = tuple(
            replace(duty, due=due_for(extensions, unit.id, duty.requirement, wave.id, duty.due))
            for duty in programme.owed_by(unit.id, wave.id)
        )
        gaps += unit_gaps(unit.id, tables, wave, duties)
        gaps += row_gaps(unit.id, tables, dossiers, wave, duties)
    if extensions:
        gaps = [_extended(gap, extensions, programme) for gap in gaps]
    return Reading(unit, pages, dossiers, tuple(gaps), duties, strange)


def _extended(gap: Gap, extensions: Sequence[Extension], programme: Programme) -> Gap:
    """Give a gap the day to which the office put it off; a duty has its own already."""
    if gap.code is None:
        return gap
    due = due_of_row(extensions, gap.unit, programme, gap.code, gap.section, gap.due)
    return replace(gap, due=due)


def _misplaced(dossiers: Iterable[Dossier], unit: Unit, programme: Programme) -> Iterator[Gap]:
    """Name dossiers of a field in which the unit may not register, whatever their code says."""
    for dossier in dossiers:
        reason = misplaced(dossier, unit, programme)
        if reason:
            yield Gap(
                unit.id,
                REGISTRATION,
                reason,
                programme.wave(dossier.wave).registration_due,
                dossier.code,
                dossier.registration.address("o"),
                wrong=True,
                advice="Đề nghị chọn lại lĩnh vực của đơn vị, hoặc xóa trắng nội dung dòng này.",
            )


def _standing(
    pages: Mapping[str, Page], strange: Sequence[tuple[Page, Row]]
) -> dict[str, tuple[Row, ...]]:
    left_out = {id(row) for _, row in strange}
    return {
        key: tuple(
            row
            for row in page.table.rows
            if id(row) not in left_out and not is_withdrawn(page.sheet, row)
        )
        for key, page in pages.items()
    }
