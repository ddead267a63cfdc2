"""Lists drawn as the office has them: the seeds, with some cells typed over."""

from __future__ import annotations

from pathlib import Path

import sheets_schema
from dienhinh.domain.lists import Lists, read_lists, seed_lists
from dienhinh.running.programme_file import load_programme, load_roster
from sheets_schema.choices import Choice, Choices
from sheets_schema.model import CellValue
from sheets_schema.reading import Table, read_table
from sheets_schema.writing import shown, unformatted

PROGRAMMES = Path(__file__).parents[3] / "programmes"
PROGRAMME = load_programme(PROGRAMMES / "tien-giang-2021-2025.toml")
NEXT = load_programme(PROGRAMMES / "2026-2030.toml")
ROSTER = load_roster(PROGRAMMES / "example-roster.toml", PROGRAMME)

Grid = list[list[CellValue]]


def choices_for(programme=PROGRAMME, roster=ROSTER) -> Choices:
    """Give the options that the sheets were made with."""
    return Choices(
        fields=[Choice(field.id, field.movement) for field in programme.fields],
        units=[Choice(unit.id, unit.name) for unit in roster.units],
    )


class Book:
    """The workbook `Danh mục` in memory: cells are put by row code and column key."""

    def __init__(self, programme=PROGRAMME, roster=ROSTER) -> None:
        self.programme, self.roster = programme, roster
        self.choices = choices_for(programme, roster)
        self.grids: dict[str, Grid] = {}
        for key, rows in seed_lists(programme, roster).items():
            self.grids[key] = [[field.title for field in sheets_schema.LISTS[key].stored]]
            for row in rows:
                self.add(key, **row)

    def add(self, key: str, **row) -> Book:
        """Add a row below the others."""
        sheet = sheets_schema.LISTS[key]
        unknown = row.keys() - {field.key for field in sheet.stored}
        assert not unknown, unknown
        self.grids[key].append(
            [unformatted(shown(field, row.get(field.key), self.choices)) for field in sheet.stored]
        )
        return self

    def put(self, key: str, code: CellValue, column: str, text: CellValue) -> Book:
        """Type into the cell of the first row with this code."""
        self.row(key, code)[self.at(key, column)] = text
        return self

    def row(self, key: str, code: CellValue) -> list[CellValue]:
        """Give the cells of the first row with this code."""
        at = self.at(key, sheets_schema.LISTS[key].identity)
        return next(cells for cells in self.grids[key] if cells[at] == code)

    def delete(self, key: str, code: CellValue) -> Book:
        """Delete the row with this code."""
        self.grids[key].remove(self.row(key, code))
        return self

    def at(self, key: str, column: str) -> int:
        """Give the index of a column."""
        return [field.key for field in sheets_schema.LISTS[key].stored].index(column)

    @property
    def tables(self) -> dict[str, Table]:
        """Read the workbook as the schema does."""
        return {
            key: read_table(sheets_schema.LISTS[key], grid, self.choices)
            for key, grid in self.grids.items()
        }

    def read(self, good=None, codes=None) -> Lists:
        """Read the lists over the files; `codes` gives the unit of each code that was given."""
        owners = None if codes is None else lambda: codes
        return read_lists(self.tables, self.programme, self.roster, good or {}, owners)


def told(lists: Lists) -> list[str]:
    """Give what is found, a line each."""
    return [str(found) for found in lists.findings]
