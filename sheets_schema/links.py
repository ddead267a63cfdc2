"""Web addresses in a cell: several at once, each whole, and nothing beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sheets_schema.findings import NotLink, TrailingText, Unreadable
from sheets_schema.text import clean_lines

_ADDRESS = re.compile(r"https?://[^\s/.?#]+(?:\.[^\s/.?#]+)+(?:[/?#]\S*)?", re.IGNORECASE)
_STARTS = re.compile(r"https?://", re.IGNORECASE)
# Addresses may hold commas and semicolons: these part two only where a blank or another follows.
_BETWEEN = re.compile(r"[,;]*(?:\s+[,;]*|$)|[,;]+(?=https?://)", re.IGNORECASE)
_TOUCHING = re.compile(r"[\w)]https?://")
_CLOSED_BY = {")": "(", "]": "[", "}": "{", ">": "<"}
_LAST_OF_A_SENTENCE = frozenset(".:!…\"'“”‘’«»|")


def has_address(text: str) -> bool:
    """Tell whether a text holds the beginning of a web address."""
    return bool(_STARTS.search(text))


def addresses(text: str) -> tuple[str, ...]:
    """Read the addresses of a cell, parted by line breaks, blanks, commas or semicolons.

    Raises Unreadable: NotLink for what is no whole address, TrailingText where something else
    stands beside one. Two addresses that touch each other are no whole address.
    """
    parts = [part for part in _BETWEEN.split(clean_lines(text)) if part]
    begun = [part for part in parts if _STARTS.match(part)]
    if not begun and not has_address(text):
        raise Unreadable(NotLink)
    if len(begun) < len(parts) or any(map(_trails, begun)):
        raise Unreadable(TrailingText)
    return checked(begun)


def checked(found: Sequence[str]) -> tuple[str, ...]:
    """Give each whole address once. Raises Unreadable where one is not whole or there is none."""
    if not found or not all(map(_is_whole, found)):
        raise Unreadable(NotLink)
    return tuple(dict.fromkeys(found))


def _is_whole(address: str) -> bool:
    return bool(_ADDRESS.fullmatch(address)) and not _TOUCHING.search(address)


def _trails(address: str) -> bool:
    """Tell whether an address ends with a mark of the sentence around it, not its own."""
    last = address[-1]
    if last in _CLOSED_BY:
        return address.count(_CLOSED_BY[last]) < address.count(last)
    return last in _LAST_OF_A_SENTENCE
