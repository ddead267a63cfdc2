"""Rows whose code was changed: known by the name that stood under another code."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TypeVar

from dienhinh.domain.lists.memory import Known, Values
from dienhinh.domain.lists.numbers import text
from dienhinh.domain.lists.reading import Reading
from dienhinh.domain.vietnamese import fold

T = TypeVar("T")
NAME = "ten"


def moved(reading: Reading[T], known: Known) -> dict[str, str]:
    """Give each code whose row has the name of another known code, with that other code.

    The other has lost the name: it has no row any more, or a row with another name.
    """
    now = {code: _name(values) for code, values in reading.values.items()}
    was = {code: _name(values) for code, values in known.items()}
    lost = {
        name: code
        for code, name in was.items()
        if code in reading.gone or (code in now and now[code] != name)
    }
    return {
        code: lost[name]
        for code, name in now.items()
        if code not in reading.gone and name != was.get(code) and lost.get(name, code) != code
    }


def namesakes(reading: Reading[T], known: Known) -> dict[str, str]:
    """Give each code that has newly taken the name of another, with that other code."""
    now = {code: _name(values) for code, values in reading.values.items()}
    first: dict[str, str] = {}
    for code, name in sorted(now.items(), key=lambda row: not _kept(row[0], row[1], known)):
        first.setdefault(name, code)
    return {
        code: first[name]
        for code, name in now.items()
        if first[name] != code and not _kept(code, name, known)
    }


def restored(
    reading: Reading[T],
    codes: Collection[str],
    known: Known,
    item: Callable[[str, Values], T],
) -> Reading[T]:
    """Let these codes say what they said before; those that are new are left out."""
    before = {code: known[code] for code in codes if code in known}
    new = frozenset(codes) - before.keys()
    return replace(
        reading,
        items={
            code: item(code, before[code]) if code in before else made
            for code, made in reading.items.items()
            if code not in new
        },
        values={
            code: before.get(code, values)
            for code, values in reading.values.items()
            if code not in new
        },
        left_out=reading.left_out | new,
    )


def without_missing(reading: Reading[T], codes: Collection[str]) -> Reading[T]:
    """Drop what was told of these codes' missing rows, where more can be told."""
    kept = (each for each in reading.findings if each.code not in codes or each.row is not None)
    return replace(reading, findings=tuple(kept))


def _kept(code: str, name: str, known: Known) -> bool:
    return code in known and _name(known[code]) == name


def _name(values: Values) -> str:
    return fold(text(values, NAME))
