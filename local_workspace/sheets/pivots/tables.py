"""A pivot table laid out: headings, values and totals, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from local_workspace.errors import not_built
from local_workspace.sheets.engine import Value
from local_workspace.sheets.formats import GENERAL
from local_workspace.sheets.pivots.axes import Groups, Label, Line, Path
from local_workspace.sheets.pivots.buckets import key_given
from local_workspace.sheets.pivots.records import Source
from local_workspace.sheets.pivots.specs import offset_of
from local_workspace.sheets.pivots.summaries import COUNTS, DIVIDE_BY_ZERO, Fault, summarize

Row = list[Label | None]

PERCENT = "0.00%"
UNFORMATTED = ("VAR", "VARP", "PRODUCT")


class Pivot:
    """One pivot table over its source."""

    def __init__(self, source: Source, spec: Mapping[str, Any]) -> None:
        """Sort the source's rows into the table's groups; raises a 501 for what is not built."""
        self._source = source
        self._values: list[Mapping[str, Any]] = spec.get("values", [])
        if any("formula" in value for value in self._values):
            raise not_built("pivot values by a formula")
        rows = source.rows(spec.get("criteria", {}))
        self._rows = Groups(source, spec.get("rows", []), rows)
        self._columns = Groups(source, spec.get("columns", []), rows)
        self._is_vertical = spec.get("valueLayout") == "VERTICAL" and len(self._values) > 1
        self._members = self._sort_in(rows)

    def cells(self) -> list[Row]:
        """Return the table's cells, row by row, all rows of one length."""
        rows = self._rows.lines(lambda path, bucket: self._bucket(bucket, path, on_rows=True))
        columns = self._columns.lines(
            lambda path, bucket: self._bucket(bucket, path, on_rows=False)
        )
        table = [*self._heads(columns), *self._body(rows, columns)]
        width = max(len(row) for row in table)
        return [row + [None] * (width - len(row)) for row in table]

    def _sort_in(self, rows: Sequence[int]) -> dict[tuple[Path, Path], list[int]]:
        """Return the source's rows of every pair of a row's and a column's groups or totals."""
        members: dict[tuple[Path, Path], list[int]] = {}
        for row in rows:
            down, across = self._rows.paths[row], self._columns.paths[row]
            for high in range(len(down) + 1):
                for wide in range(len(across) + 1):
                    members.setdefault((down[:high], across[:wide]), []).append(row)
        return members

    def _bucket(self, bucket: Mapping[str, Any], path: Path, *, on_rows: bool) -> Value:
        """Return the value that a group is sorted by: of a bucket of the other groups."""
        other = tuple(key_given(value) for value in bucket.get("buckets") or ())
        if not self._values:
            return None
        value = self._values[bucket.get("valuesIndex") or 0]
        return self._summary(value, *((path, other) if on_rows else (other, path)))

    def _summary(self, value: Mapping[str, Any], down: Path, across: Path) -> Value:
        """Return a summary before it is shown as a part of another; None where no row is."""
        rows = self._members.get((down, across))
        if rows is None:
            return None
        offset = offset_of(value)
        return summarize(
            value["summarizeFunction"], [self._source.value(row, offset) for row in rows]
        )

    def _cell(self, value: Mapping[str, Any], down: Path, across: Path) -> Label | None:
        summary = self._summary(value, down, across)
        if summary is None:
            return None
        kind = value.get("calculatedDisplayType", "PIVOT_VALUE_CALCULATED_DISPLAY_TYPE_UNSPECIFIED")
        whole: dict[str, tuple[Path, Path]] = {
            "PERCENT_OF_ROW_TOTAL": (down, ()),
            "PERCENT_OF_COLUMN_TOTAL": ((), across),
            "PERCENT_OF_GRAND_TOTAL": ((), ()),
        }
        if kind in whole:
            return Label(_part(summary, self._summary(value, *whole[kind])), PERCENT)
        return Label(summary, self._code(value, down, across))

    def _code(self, value: Mapping[str, Any], down: Path, across: Path) -> str:
        """Return the number format of a summary: its column's, unless it counts."""
        function, offset = value["summarizeFunction"], offset_of(value)
        if function in COUNTS or function in UNFORMATTED:
            return GENERAL
        for row in self._members[down, across]:
            if isinstance(self._source.value(row, offset), int | float):
                return self._source.code(row, offset)
        return GENERAL

    def _name(self, value: Mapping[str, Any]) -> Label:
        plain = f"{value['summarizeFunction']} of {self._source.name(offset_of(value))}"
        return Label(value.get("name") or plain)

    @property
    def _names_down(self) -> bool:
        """Tell whether each row names its value in a column of its own."""
        return self._is_vertical or bool(self._columns.groups and not self._rows.groups)

    @property
    def _across(self) -> list[Mapping[str, Any]]:
        """Return the values that stand side by side in each column group."""
        return [] if self._names_down else self._values

    def _heads(self, columns: list[Line]) -> list[Row]:
        names: Row = [Label(name) for name in self._rows.names]
        if self._names_down:
            names.append(Label("Values") if self._is_vertical else None)
        if not self._columns.groups:
            values: Row = [self._name(value) for value in self._across]
            return [[*names, *(values or [None] * self._names_down)]]
        margin: Row = [None] * len(names)
        if len(self._across) == 1:
            margin = [self._name(self._across[0]), *margin[1:]]
        width = max(1, len(self._across))
        groups = range(len(self._columns.groups))
        heads: list[Row] = [[*margin, *(Label(name) for name in self._columns.names)]]
        for depth in groups:
            labels = (line.labels.get(depth) for line in columns)
            spread = [item for one in labels for item in (one, *[None] * (width - 1))]
            heads.append([*([None] * len(names)), *spread])
        if width > 1:
            shown = [self._name(value) for _ in columns for value in self._across]
            heads.append([*([None] * len(names)), *shown])
        heads[-1][: len(names)] = names
        return heads

    def _body(self, rows: list[Line], columns: list[Line]) -> list[Row]:
        body: list[Row] = []
        for line in rows:
            headings: Row = [line.labels.get(n) for n in range(len(self._rows.groups))]
            if not self._names_down:
                body.append([*headings, *self._row(self._across, line, columns)])
                continue
            for number, value in enumerate(self._values):
                before = headings if number == 0 else [None] * len(headings)
                body.append([*before, self._name(value), *self._row([value], line, columns)])
        return body

    def _row(
        self, values: Sequence[Mapping[str, Any]], line: Line, columns: list[Line]
    ) -> list[Label | None]:
        return [self._cell(value, line.path, column.path) for column in columns for value in values]


def _part(summary: Value, whole: Value) -> Value:
    """Return a summary as a part of another."""
    for number in (summary, whole):
        if isinstance(number, Fault):
            return number
    if not isinstance(summary, int | float) or not isinstance(whole, int | float) or not whole:
        return Fault(DIVIDE_BY_ZERO)
    return summary / whole
