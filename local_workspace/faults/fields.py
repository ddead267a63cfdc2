"""Strict reading of what is sent to a lever: what is wrong is named with the place where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from local_workspace.errors import ApiError, invalid

Reader = Callable[[Any], Any]
"""Returns a field's value, or raises Unfit."""


class Unfit(Exception):
    """A value does not belong in its field; the message says what does."""


def wrong(where: str, what: str) -> ApiError:
    """Return the 400 for a field."""
    return invalid(f"{where}: {what}")


def mapping(value: Any, where: str, known: Iterable[str]) -> dict[str, Any]:
    """Return an object that has no other fields than the known ones."""
    if not isinstance(value, dict):
        raise wrong(where, "an object belongs here.")
    for name in value:
        if name not in known:
            raise wrong(f"{where}.{name}", f"no such field; known are {', '.join(known)}.")
    return value


def read(value: Any, where: str, readers: Mapping[str, Reader]) -> dict[str, Any]:
    """Return an object's fields, each as its reader gives it."""
    found = {}
    for name, given in mapping(value, where, readers).items():
        try:
            found[name] = readers[name](given)
        except Unfit as refused:
            raise wrong(f"{where}.{name}", str(refused)) from refused
    return found


def whole(least: int) -> Reader:
    """Return a reader of whole numbers."""

    def reader(value: Any) -> int:
        if type(value) is not int or value < least:
            raise Unfit(f"a whole number of at least {least} belongs here.")
        return value

    return reader


def number(above: float, most: float) -> Reader:
    """Return a reader of numbers greater than the one and at most the other."""

    def reader(value: Any) -> float:
        if type(value) not in (int, float) or not above < value <= most:
            raise Unfit(f"a number above {above:g}, at most {most:g}, belongs here.")
        return float(value)

    return reader


def one_of(known: Iterable[str]) -> Reader:
    """Return a reader of words out of a list."""

    def reader(value: Any) -> str:
        if value not in known:
            raise Unfit(f"{value!r} is not known; known are {', '.join(known)}.")
        return str(value)

    return reader


def flag(value: Any) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise Unfit("true or false belongs here.")
    return value


def address(value: Any) -> str:
    """Read a person's or service account's address."""
    if not isinstance(value, str) or "@" not in value:
        raise Unfit("an address such as user1@example.com belongs here.")
    return value
