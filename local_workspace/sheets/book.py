"""A spreadsheet in memory: its tabs, what belongs to them, and the engine with the contents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.engine import Engine, Value
from local_workspace.sheets.formats import code_of
from local_workspace.sheets.journal import Entry, Journal
from local_workspace.sheets.layers import ALL_NAMES, Layer
from local_workspace.sheets.ranges import span_of

LISTS = (
    "merges",
    "protectedRanges",
    "conditionalFormats",
    "filterViews",
    "charts",
    "bandedRanges",
    "rowGroups",
    "columnGroups",
    "slicers",
    "tables",
    "commentAnchors",
)
ENGINE, LAYER = "engine", "layer"
DEFAULT_ROWS, DEFAULT_COLUMNS = 1000, 26
EPOCH = date(1899, 12, 30)


class Tab:
    """One sheet: its properties, what lies on its ranges, and the layers of its cells."""

    def __init__(self, kept: Mapping[str, Any]) -> None:
        """Begin from what `dump` gave, or from {"properties": {...}}."""
        self.properties: dict[str, Any] = kept["properties"]
        self.lists: dict[str, list[dict[str, Any]]] = {
            name: list(kept.get(name, ())) for name in LISTS
        }
        self.basic_filter: dict[str, Any] | None = kept.get("basicFilter")
        self.layers = {name: Layer(kept.get("layers", {}).get(name)) for name in ALL_NAMES}
        self.dimensions: dict[str, dict[int, dict[str, Any]]] = {
            axis: {int(place): facts for place, facts in kept.get(axis, {}).items()}
            for axis in ("ROWS", "COLUMNS")
        }

    @property
    def id(self) -> int:
        """Return the sheetId."""
        return int(self.properties["sheetId"])

    @property
    def title(self) -> str:
        """Return the sheet's title."""
        return str(self.properties["title"])

    @property
    def is_grid(self) -> bool:
        """Tell whether the sheet has cells; one of type OBJECT holds a single chart."""
        return str(self.properties.get("sheetType", "GRID")) == "GRID"

    @property
    def rows(self) -> int:
        """Return how many rows the grid has."""
        return int(self.properties["gridProperties"]["rowCount"]) if self.is_grid else 0

    @property
    def columns(self) -> int:
        """Return how many columns the grid has."""
        return int(self.properties["gridProperties"]["columnCount"]) if self.is_grid else 0

    @property
    def grid(self) -> Box:
        """Return the whole grid as a box."""
        return Box(0, 0, self.rows, self.columns)

    def size(self, axis: str) -> int:
        """Return how many rows or columns the grid has."""
        return self.rows if axis == "ROWS" else self.columns

    def resize(self, axis: str, count: int) -> None:
        """Set how many rows or columns the grid has."""
        name = "rowCount" if axis == "ROWS" else "columnCount"
        self.properties["gridProperties"][name] = count

    def box_of(self, grid_range: Mapping[str, Any]) -> Box:
        """Return the box of a GridRange on this sheet, cut to the grid."""
        return span_of(grid_range).bounded(self.rows, self.columns).within(self.grid)

    def dump(self) -> dict[str, Any]:
        """Return the sheet as JSON."""
        layers = {name: layer.dump() for name, layer in self.layers.items() if layer}
        return {**self.outline(), "layers": layers}

    def outline(self) -> dict[str, Any]:
        """Return the sheet as JSON without the layers of its cells."""
        kept: dict[str, Any] = {"properties": self.properties}
        kept |= {name: items for name, items in self.lists.items() if items}
        if self.basic_filter is not None:
            kept["basicFilter"] = self.basic_filter
        for axis, facts in self.dimensions.items():
            kept[axis] = {str(place): fact for place, fact in facts.items()}
        return kept


class Book:
    """One spreadsheet; the engine's sheets stand in the order of `tabs`.

    `today` is the day on which it is being looked at, where the spreadsheet is.
    """

    def __init__(
        self,
        spreadsheet_id: str,
        kept: Mapping[str, Any],
        engine: Engine | Callable[[], Engine],
    ) -> None:
        """Begin from what `dump` gave and the engine with its contents, or what loads it."""
        self.id = spreadsheet_id
        self.properties: dict[str, Any] = kept["properties"]
        self.tabs = [Tab(tab) for tab in kept["sheets"]]
        self.named_ranges: list[dict[str, Any]] = list(kept.get("namedRanges", ()))
        self.metadata: list[dict[str, Any]] = list(kept.get("developerMetadata", ()))
        self._engine = engine
        self.today = EPOCH

    @property
    def engine(self) -> Engine:
        """Return the engine, loading it at first use."""
        if not isinstance(self._engine, Engine):
            self._engine = self._engine()
        return self._engine

    @property
    def locale(self) -> str:
        """Return the locale, as in "vi_VN"."""
        return str(self.properties.get("locale", "en_US"))

    def dump(self) -> dict[str, Any]:
        """Return all but the engine as JSON."""
        return {**self.outline(), "sheets": [tab.dump() for tab in self.tabs]}

    def outline(self) -> dict[str, Any]:
        """Return all but the engine and the layers of the sheets' cells as JSON."""
        return {
            "properties": self.properties,
            "sheets": [tab.outline() for tab in self.tabs],
            "namedRanges": self.named_ranges,
            "developerMetadata": self.metadata,
        }

    def sheet(self, sheet_id: int | None) -> Tab:
        """Return the sheet of any type with this id (absent: 0); raises a 400 without one."""
        wanted = sheet_id or 0
        for tab in self.tabs:
            if tab.id == wanted:
                return tab
        raise invalid(f"No sheet with id: {wanted}")

    def tab(self, sheet_id: int | None) -> Tab:
        """Return the sheet with cells that has this id (absent: 0); raises a 400 without one."""
        wanted = sheet_id or 0
        for tab in self.tabs:
            if tab.id == wanted and tab.is_grid:
                return tab
        raise invalid(f"No grid with id: {wanted}")

    def place(self, tab: Tab) -> int:
        """Return the number of a sheet in the engine."""
        return self.tabs.index(tab)

    def titled(self, title: str) -> Tab | None:
        """Return the sheet with this title, in whatever case."""
        folded = title.casefold()
        return next((tab for tab in self.tabs if tab.title.casefold() == folded), None)

    @property
    def first(self) -> Tab:
        """Return the first visible sheet with cells: where a range without a title lies."""
        grids = [tab for tab in self.tabs if tab.is_grid] or self.tabs
        return next((tab for tab in grids if not tab.properties.get("hidden")), grids[0])

    def box(self, grid_range: Mapping[str, Any]) -> tuple[Tab, Box]:
        """Return a GridRange's sheet and box, cut to the grid."""
        tab = self.tab(grid_range.get("sheetId"))
        return tab, tab.box_of(grid_range)

    def range_behind(self, item: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return the GridRange of a thing on a named range or table, else of its own."""
        for named in self.named_ranges:
            if named["namedRangeId"] == item.get("namedRangeId"):
                return dict(named["range"])
        for tab in self.tabs:
            for table in tab.lists["tables"]:
                if table["tableId"] == item.get("tableId"):
                    return {**table["range"], "sheetId": tab.id}
        grid_range = item.get("range")
        return None if grid_range is None else dict(grid_range)

    def part_from(self, key: str, backing: str, grid_range: Mapping[str, Any]) -> None:
        """Let what lies on a named range or table that goes lie on the range itself."""
        for tab in self.tabs:
            for name in ("protectedRanges", "filterViews"):
                tab.lists[name] = [
                    {**{k: v for k, v in item.items() if k != key}, "range": dict(grid_range)}
                    if item.get(key) == backing
                    else item
                    for item in tab.lists[name]
                ]

    def set_format(self, tab: Tab, row: int, column: int, value: Any) -> None:
        """Give a cell a userEnteredFormat (None: none) and the engine its number format."""
        layer = tab.layers["userEnteredFormat"]
        code = self.new_number_format(layer.get(row, column), value)
        if code is not None:
            self.engine.set_number_format(self.place(tab), row, column, code)
        layer.put(row, column, value)

    def journals(self) -> Iterator[tuple[Entry, Journal]]:
        """Yield what has a journal, the engine if it was loaded and the layers, with it."""
        if isinstance(self._engine, Engine):
            yield [ENGINE], self._engine.journal
        for tab in self.tabs:
            for name, layer in tab.layers.items():
                yield [LAYER, tab.id, name], layer.journal

    def renumber(self, tab: Tab, box: Box, new_of: Callable[[Any], Any]) -> None:
        """Give the engine the number formats that a box's cells get with their new formats."""
        layer, place = tab.layers["userEnteredFormat"], self.place(tab)
        for column in range(box.left, box.right):
            for top, bottom, old in layer.runs(column, box.top, box.bottom):
                code = self.new_number_format(old, new_of(old))
                if code is not None:
                    for row in range(top, bottom):
                        self.engine.set_number_format(place, row, column, code)

    def new_number_format(self, old: Any, new: Any) -> str | None:
        """Return the engine's number format code of a new cell format, None where it stays."""
        code = code_of(new, self.locale)
        return code if code != code_of(old, self.locale) else None

    def annotate(self, tab: Tab, name: str, row: int, column: int, value: Any) -> None:
        """Set one layer of a cell."""
        if name == "userEnteredFormat":
            self.set_format(tab, row, column, value)
        else:
            tab.layers[name].put(row, column, value)

    def filled(self, tab: Tab, box: Box) -> Iterator[tuple[int, int]]:
        """Yield the places of a box that hold a value."""
        for place, _ in self.values(tab, box):
            yield place

    def values(self, tab: Tab, box: Box) -> Iterator[tuple[tuple[int, int], Value]]:
        """Yield the places of a box that hold a value, each with it."""
        sheet = self.place(tab)
        rows, columns = self.engine.extent(sheet)
        inside = box.within(Box(0, 0, rows, columns))
        for row in range(inside.top, inside.bottom):
            for column in range(inside.left, inside.right):
                value = self.engine.value(sheet, row, column)
                if value is not None:
                    yield (row, column), value

    def protections(self) -> Iterator[tuple[Tab, dict[str, Any]]]:
        """Yield every protected range with its sheet."""
        for tab in self.tabs:
            for protected in tab.lists["protectedRanges"]:
                yield tab, protected
