"""The rows or columns of a pivot table: its groups' values in order, with totals between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from local_workspace.errors import not_built
from local_workspace.sheets.engine import Value
from local_workspace.sheets.pivots.records import Source
from local_workspace.sheets.pivots.specs import offset_of

Key: TypeAlias = tuple[int, Any]
Path: TypeAlias = tuple[Key, ...]
Measure: TypeAlias = Callable[[Path, Mapping[str, Any]], Value]

BLANK, NUMBER, TEXT, TRUTH = range(4)
KINDS = ("numberValue", "stringValue", "boolValue")


@dataclass(frozen=True)
class Label:
    """One heading: its value, and the number format that it is shown with."""

    value: Value
    code: str = "general"


@dataclass(frozen=True)
class Line:
    """One row or column: the group values that it stands for, and its headings by group."""

    path: Path
    labels: dict[int, Label] = field(default_factory=dict)


class Groups:
    """The row groups, or the column groups, of a pivot table over some rows of its source."""

    def __init__(
        self, source: Source, groups: Sequence[Mapping[str, Any]], rows: Sequence[int]
    ) -> None:
        """Sort rows into groups; raises a 501 for groups by rules or with limits."""
        for group in groups:
            for name in ("groupRule", "groupLimit"):
                if name in group:
                    raise not_built(f"pivot groups with a {name}")
        self.groups = groups
        self.names = [group.get("label") or source.name(offset_of(group)) for group in groups]
        self._source = source
        self.paths = {
            row: tuple(key_of(source.value(row, offset_of(group))) for group in groups)
            for row in rows
        }

    def lines(self, measure: Measure) -> list[Line]:
        """Return the lines in order; `measure` gives what groups are sorted by."""
        if not self.groups:
            return [Line(())]
        found = list(self._below((), measure))
        if self.groups[0].get("showTotals"):
            found.append(Line((), {0: Label("Grand Total")}))
        return found

    @cached_property
    def _children(self) -> dict[Path, dict[Key, int]]:
        """Return the values that follow each path, each with the first row that has it."""
        children: dict[Path, dict[Key, int]] = {}
        for row, path in self.paths.items():
            for depth, key in enumerate(path):
                children.setdefault(path[:depth], {}).setdefault(key, row)
        return children

    def _below(self, path: Path, measure: Measure) -> Iterator[Line]:
        depth = len(path)
        for key in self._sorted(path, measure):
            here = (*path, key)
            if depth == len(self.groups) - 1:
                yield Line(here, {depth: self._label(here)})
            elif self._is_collapsed(depth, key):
                yield Line(here, {depth: self._total(here)})
            else:
                yield from self._opened(here, measure)

    def _opened(self, path: Path, measure: Measure) -> Iterator[Line]:
        """Yield the lines below a group's value, headed by it, and their total."""
        depth = len(path) - 1
        repeats = bool(self.groups[depth].get("repeatHeadings"))
        for number, line in enumerate(self._below(path, measure)):
            heading = {depth: self._label(path)} if repeats or number == 0 else {}
            yield Line(line.path, {**heading, **line.labels})
        if self.groups[depth + 1].get("showTotals"):
            yield Line(path, {depth: self._total(path)})

    def _sorted(self, path: Path, measure: Measure) -> list[Key]:
        group = self.groups[len(path)]
        keys = sorted(self._children.get(path, {}), key=_in_order)
        descending = group["sortOrder"] == "DESCENDING"
        bucket = group.get("valueBucket")
        if bucket is None:
            return keys[::-1] if descending else keys
        return sorted(
            keys,
            key=lambda key: _in_order(key_of(measure((*path, key), bucket))),
            reverse=descending,
        )

    def _is_collapsed(self, depth: int, key: Key) -> bool:
        return any(
            item.get("collapsed") and key_given(item.get("value") or {}) == key
            for item in self.groups[depth].get("valueMetadata") or ()
        )

    def _label(self, path: Path) -> Label:
        row, offset = self._first(path), offset_of(self.groups[len(path) - 1])
        return Label(self._source.value(row, offset), self._source.code(row, offset))

    def _total(self, path: Path) -> Label:
        text = self._source.text(self._first(path), offset_of(self.groups[len(path) - 1]))
        return Label(f"{text} Total")

    def _first(self, path: Path) -> int:
        return self._children[path[:-1]][path[-1]]


def key_of(value: Value) -> Key:
    """Return what tells values apart, TRUE from 1 and "1" from 1."""
    if value is None:
        return BLANK, ""
    if isinstance(value, bool):
        return TRUTH, value
    return (TEXT, str(value)) if isinstance(value, str) else (NUMBER, float(value))


def key_given(value: Mapping[str, Any]) -> Key:
    """Return the key of an ExtendedValue."""
    return key_of(next((value[kind] for kind in KINDS if kind in value), None))


def _in_order(key: Key) -> tuple[int, Any, str]:
    """Return what keys are sorted by: nothing first, then numbers, text in any case, truth."""
    kind, value = key
    return (kind, value.casefold(), value) if isinstance(value, str) else (kind, value, "")
