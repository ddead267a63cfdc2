"""Ids that follow from names, so that making a thing twice is refused and never doubles it."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

_LOWEST = 0x1000_0000


@lru_cache(maxsize=32768)  # what a school declares is asked for again by every look at it
def number_id(*names: str) -> int:
    """Give a 31-bit id for a name of one or more parts: 0x10000000 to 0x7fffffff.

    Written in hexadecimal it always has eight digits, so that no reader can drop a leading zero.
    """
    digest = sha256("\x1f".join(names).encode()).digest()
    return _LOWEST + int.from_bytes(digest[:8], "big") % (0x8000_0000 - _LOWEST)


def hex_id(*names: str) -> str:
    """Give the same id as eight lowercase hexadecimal digits, as Google Forms writes its ids."""
    return f"{number_id(*names):08x}"


def row_anchor(sheet_key: str, code: str) -> int:
    """Give the developer metadata id that ties a row of a sheet to its code."""
    return number_id("row", sheet_key, code)


def answer_mark(response_id: str) -> str:
    """Give the mark that a row carries of the form answer from which it was made."""
    return hex_id("answer", response_id)
