"""What stands behind the words of link cells: formulas, rich text and chips show words alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dienhinh.google.client import Workspace
from dienhinh.world.books import Grid, Links
from dienhinh.world.look import quoted
from sheets_schema.filled import Spot, words_for_links
from sheets_schema.header import column_letter
from sheets_schema.model import Sheet

FIELDS = (
    "sheets(properties(title),data(startRow,startColumn,rowData(values(hyperlink,"
    "textFormatRuns(format(link(uri))),chipRuns(chip(richLinkProperties(uri)))))))"
)


def read_links(
    workspace: Workspace, spreadsheet: str, sheets: Sequence[Sheet], grids: Mapping[str, Grid]
) -> dict[str, dict[Spot, tuple[str, ...]]]:
    """Ask for the addresses behind words, by sheet and cell; nothing is asked where there are none.

    Calls: one for a workbook that has such cells.

    Raises:
        WorkspaceError: they cannot be read.
    """
    wanted = {
        sheet.key: frozenset(spots)
        for sheet in sheets
        if (spots := words_for_links(sheet, grids.get(sheet.key, ())))
    }
    if not wanted:
        return {}
    titles = {sheet.title: sheet.key for sheet in sheets}
    ranges = [
        each for sheet in sheets for each in _ranges(sheet, wanted.get(sheet.key, frozenset()))
    ]
    answer = workspace.sheets.spreadsheets_get(
        spreadsheet_id=spreadsheet, fields=FIELDS, ranges=ranges
    )
    found: dict[str, dict[Spot, tuple[str, ...]]] = {}
    for sheet in answer.get("sheets", ()):
        key = titles.get(str(sheet["properties"]["title"]), "")
        for spot, addresses in _cells(sheet.get("data", ())):
            if addresses and spot in wanted.get(key, ()):
                found.setdefault(key, {})[spot] = addresses
    return found


def _ranges(sheet: Sheet, spots: frozenset[Spot]) -> Iterator[str]:
    """Give one range for each column, from its first such cell to its last."""
    for column in sorted({column for _, column in spots}):
        rows = [row for row, each in spots if each == column]
        letter = column_letter(column)
        yield f"{quoted(sheet.title)}!{letter}{min(rows)}:{letter}{max(rows)}"


def _cells(data: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Spot, tuple[str, ...]]]:
    for block in data:
        top, left = block.get("startRow", 0), block.get("startColumn", 0)
        for down, row in enumerate(block.get("rowData", ())):
            for right, cell in enumerate(row.get("values", ())):
                yield (top + down + 1, left + right), _addresses(cell)


def _addresses(cell: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the addresses of a cell, each once: of the whole cell, of its runs, of its chips."""
    told = [
        cell.get("hyperlink"),
        *(
            run.get("format", {}).get("link", {}).get("uri")
            for run in _runs(cell, "textFormatRuns")
        ),
        *(
            run.get("chip", {}).get("richLinkProperties", {}).get("uri")
            for run in _runs(cell, "chipRuns")
        ),
    ]
    return tuple(dict.fromkeys(str(each) for each in told if each))


def _runs(cell: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    return cell.get(name, ())  # type: ignore[no-any-return]


# As the ledger keeps them


def to_keep(grids: Mapping[str, Grid], links: Links) -> dict[str, Any]:
    """Give grids and links as JSON can hold them."""
    return {
        "grids": {key: [list(row) for row in grid] for key, grid in grids.items()},
        "links": {
            key: {f"{row}/{column}": list(found) for (row, column), found in cells.items()}
            for key, cells in links.items()
        },
    }


def kept(content: Mapping[str, Any] | None) -> tuple[Mapping[str, Grid], Links]:
    """Read grids and links out of what was kept; earlier versions kept the grids alone."""
    if not content:
        return {}, {}
    if set(content) != {"grids", "links"}:
        return content, {}
    links = {
        key: {_spot(at): tuple(found) for at, found in cells.items()}
        for key, cells in content["links"].items()
    }
    return content["grids"], links


def _spot(at: str) -> Spot:
    row, _, column = at.partition("/")
    return int(row), int(column)
