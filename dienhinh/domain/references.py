"""Checks between the parts of a data file: ids given twice and references to nothing.

They read the raw data, whatever its shape, so that they can be told together with the errors of
shape: what is missing or of a wrong type is passed over here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """Something wrong at one place of a data file: the path of its key and a sentence."""

    path: KeyPath
    message: str


@dataclass(frozen=True)
class Unique:
    """Values that may stand only once; `within` items of this pattern when it is given.

    `twin` names a key beside the value: the same value may come again where that is equal too.
    """

    pattern: str
    within: str | None = None
    twin: str | None = None


@dataclass(frozen=True)
class Reference:
    """Values that name something declared elsewhere in the file, or one of some fixed words."""

    pattern: str
    declared: tuple[str, ...]
    what: str
    words: tuple[str, ...] = ()
    separator: str | None = None


def duplicates(data: Mapping[str, Any], rules: Iterable[Unique]) -> Iterator[Problem]:
    """Find values that stand twice."""
    for rule in rules:
        first: dict[tuple[KeyPath, str], KeyPath] = {}
        depth = len(rule.within.split(".")) if rule.within else 0
        for path, value in values_at(data, rule.pattern):
            before = first.setdefault((path[:depth], value), path)
            if before != path and not _are_twins(data, rule.twin, before, path):
                yield Problem(path, f'"{value}" stands twice; first at {show_path(before)}')


def dangling(data: Mapping[str, Any], rules: Iterable[Reference]) -> Iterator[Problem]:
    """Find references to something that is not declared."""
    for rule in rules:
        known = {value for pattern in rule.declared for _, value in values_at(data, pattern)}
        known |= set(rule.words)
        for path, value in values_at(data, rule.pattern):
            for name in value.split(rule.separator) if rule.separator else (value,):
                if name not in known:
                    choice = ", ".join(sorted(known))
                    yield Problem(path, f'"{name}" names no {rule.what}; expected one of: {choice}')


def values_at(data: Any, pattern: str) -> Iterator[tuple[KeyPath, str]]:
    """Give the texts at a dotted pattern with their paths; `*` stands for each item of a list."""
    found: list[tuple[KeyPath, Any]] = [((), data)]
    for part in pattern.split("."):
        found = [child for path, value in found for child in _children(path, value, part)]
    return ((path, value) for path, value in found if isinstance(value, str))


def show_path(path: KeyPath) -> str:
    """Write a key path for a reader: `fields, item 1, lead` (items counted from 1)."""
    return ", ".join(f"item {part + 1}" if isinstance(part, int) else part for part in path)


def _children(path: KeyPath, value: Any, part: str) -> Iterator[tuple[KeyPath, Any]]:
    if part == "*" and isinstance(value, list):
        for number, item in enumerate(value):
            yield (*path, number), item
    elif isinstance(value, Mapping) and part in value:
        yield (*path, part), value[part]


def _are_twins(data: Any, key: str | None, one: KeyPath, other: KeyPath) -> bool:
    if key is None:
        return False
    return bool(_item(data, one[:-1]).get(key) == _item(data, other[:-1]).get(key))


def _item(data: Any, path: KeyPath) -> Any:
    for part in path:
        data = data[part]
    return data
