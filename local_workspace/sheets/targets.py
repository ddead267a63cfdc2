"""What a range's text or a data filter means in one workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets import a1
from local_workspace.sheets.a1 import Box, Span
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.ranges import span_of


@dataclass(frozen=True)
class Target:
    """A place in a workbook: its sheet, and the span as it was written."""

    tab: Tab
    span: Span

    @property
    def box(self) -> Box:
        """Return the box on the sheet's grid, not cut where it reaches beyond."""
        return self.span.bounded(self.tab.rows, self.tab.columns)

    @property
    def text(self) -> str:
        """Return the range as Google writes it."""
        return a1.written(self.tab.title, self.box)

    def readable(self) -> Box:
        """Return the box cut to the grid; raises a 400 where it begins beyond."""
        box = self.box
        if box.top >= self.tab.rows or box.left >= self.tab.columns:
            raise beyond(self.tab, self.span)
        return box.within(self.tab.grid)


def beyond(tab: Tab, place: Box | Span) -> Exception:
    """Return the 400 for a place that the grid does not have."""
    return invalid(
        f"Range ({a1.written(tab.title, place)}) exceeds grid limits. "
        f"Max rows: {tab.rows}, max columns: {tab.columns}"
    )


def resolve(book: Book, text: str) -> Target:
    """Return what "A1:B2", "Sheet1!A:C", "Sheet1", "'A tab'!Name" or "Name" means.

    Raises a 400 "Unable to parse range: ..." where it means nothing.
    """
    title, rest = a1.split(text)
    if title is None:
        found = _named(book, text) or _cells(book.first, text) or _sheet(book, text)
    else:
        tab = book.titled(title)
        found = _on_sheet(book, tab, rest) if tab is not None and tab.is_grid else None
    if found is None:
        raise invalid(f"Unable to parse range: {text}")
    return found


def filtered(book: Book, data_filter: Mapping[str, Any]) -> list[Target]:
    """Return the places that a DataFilter names; metadata may be at several, or at none."""
    if "a1Range" in data_filter:
        return [resolve(book, data_filter["a1Range"])]
    if "gridRange" in data_filter:
        grid_range = data_filter["gridRange"]
        return [Target(book.tab(grid_range.get("sheetId")), span_of(grid_range))]
    if "developerMetadataLookup" in data_filter:
        lookup = data_filter["developerMetadataLookup"]
        found = (item for item in book.metadata if looked_up(item, lookup))
        return [place for item in found for place in _of_metadata(book, item)]
    raise invalid("Must specify a data filter")


def looked_up(item: Mapping[str, Any], lookup: Mapping[str, Any]) -> bool:
    """Tell whether a DeveloperMetadataLookup matches one piece of metadata."""
    for name in ("metadataId", "metadataKey", "metadataValue", "visibility"):
        if name in lookup and lookup[name] != item.get(name):
            return False
    location = item["location"]
    if "locationType" in lookup and lookup["locationType"] != location["locationType"]:
        return False
    return _located(location, lookup.get("metadataLocation"))


def _located(location: Mapping[str, Any], wanted: Mapping[str, Any] | None) -> bool:
    """Tell whether a location is the wanted one (names at least what that names)."""
    if wanted is None:
        return True
    named = {name: value for name, value in wanted.items() if name != "locationType"}
    return all(location.get(name) == value for name, value in named.items())


def _of_metadata(book: Book, item: Mapping[str, Any]) -> list[Target]:
    location = item["location"]
    if "dimensionRange" in location:
        run = location["dimensionRange"]
        tab = book.tab(run.get("sheetId"))
        start, end = run["startIndex"], run["endIndex"]
        if run["dimension"] == "ROWS":
            return [Target(tab, Span(start, None, end, None))]
        return [Target(tab, Span(None, start, None, end))]
    if "sheetId" in location:
        return [Target(book.sheet(location["sheetId"]), a1.WHOLE)]
    return []


def _named(book: Book, text: str, tab: Tab | None = None) -> Target | None:
    for named in book.named_ranges:
        if named["name"].casefold() == text.casefold():
            target = Target(book.tab(named["range"].get("sheetId")), span_of(named["range"]))
            return target if tab is None or target.tab is tab else None
    return None


def _cells(tab: Tab, text: str) -> Target | None:
    span = a1.read_cells(text)
    return None if span is None else Target(tab, span)


def _sheet(book: Book, text: str) -> Target | None:
    tab = book.titled(text)
    return Target(tab, a1.WHOLE) if tab is not None and tab.is_grid else None


def _on_sheet(book: Book, tab: Tab, rest: str) -> Target | None:
    if not rest:
        return Target(tab, a1.WHOLE)
    return _cells(tab, rest) or _named(book, rest, tab)
