"""The rows or columns of a pivot table: its groups' values in order, with totals between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from local_workspace.errors import not_built
from local_workspace.sheets.engine import Value
from local_workspace.sheets.pivots.buckets import (
    Bucket,
    Key,
    Rank,
    bucket_of,
    in_order,
    key_given,
    key_of,
)
from local_workspace.sheets.pivots.records import Source
from local_workspace.sheets.pivots.specs import offset_of

Path: TypeAlias = tuple[Key, ...]
Measure: TypeAlias = Callable[[Path, Mapping[str, Any]], Value]


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
        """Sort rows into groups; raises a 501 for groups with limits."""
        if any("groupLimit" in group for group in groups):
            raise not_built("pivot groups with a groupLimit")
        self.groups = groups
        self._source = source
        self.names = [self._name(group) for group in groups]
        self._buckets = {row: [self._bucket(row, group) for group in groups] for row in rows}
        self.paths = {
            row: tuple(bucket.key for bucket in buckets) for row, buckets in self._buckets.items()
        }

    def lines(self, measure: Measure) -> list[Line]:
        """Return the lines in order; `measure` gives what groups are sorted by."""
        if not self.groups:
            return [Line(())]
        found = list(self._below((), measure))
        if self.groups[0].get("showTotals"):
            found.append(Line((), {0: Label("Grand Total")}))
        return found

    def _name(self, group: Mapping[str, Any]) -> str:
        """Return what a group is called: as Google's reference calls one with a rule."""
        column = self._source.name(offset_of(group))
        return str(group.get("label") or (f"Grouped {column}" if "groupRule" in group else column))

    def _bucket(self, row: int, group: Mapping[str, Any]) -> Bucket:
        value = self._source.value(row, offset_of(group))
        return bucket_of(value, group.get("groupRule"), self._source.book.locale)

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
        children = self._children.get(path, {})
        keys = sorted(children, key=lambda key: self._rank(children[key], len(path)))
        descending = group["sortOrder"] == "DESCENDING"
        bucket = group.get("valueBucket")
        if bucket is None:
            return keys[::-1] if descending else keys
        return sorted(
            keys,
            key=lambda key: in_order(key_of(measure((*path, key), bucket))),
            reverse=descending,
        )

    def _rank(self, row: int, depth: int) -> Rank:
        return self._buckets[row][depth].rank

    def _is_collapsed(self, depth: int, key: Key) -> bool:
        return any(
            item.get("collapsed") and key_given(item.get("value") or {}) == key
            for item in self.groups[depth].get("valueMetadata") or ()
        )

    def _label(self, path: Path) -> Label:
        row, depth = self._first(path), len(path) - 1
        bucket = self._buckets[row][depth]
        if not bucket.is_plain:
            return Label(bucket.label)
        return Label(bucket.label, self._source.code(row, offset_of(self.groups[depth])))

    def _total(self, path: Path) -> Label:
        row, depth = self._first(path), len(path) - 1
        bucket = self._buckets[row][depth]
        if not bucket.is_plain:
            return Label(f"{bucket.label} Total")
        return Label(f"{self._source.text(row, offset_of(self.groups[depth]))} Total")

    def _first(self, path: Path) -> int:
        return self._children[path[:-1]][path[-1]]
