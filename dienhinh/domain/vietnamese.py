"""Vietnamese text: keys for sorting, names of files, numbers as clerks print them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from sheets_schema.text import alike, clean, fold, show_grouped

__all__ = ["SortKey", "ascii_name", "fold", "format_number", "percent", "sort_key"]

_Letters = tuple[tuple[int, int], ...]
_Tones = tuple[int, ...]
SortKey = tuple[_Letters, _Tones, _Letters, _Tones, str]

_ALPHABET = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
# Ngang, huyền, hỏi, ngã, sắc, nặng: the order of the tones in dictionaries (CLDR `vi`).
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_NOT_IN_FILE_NAMES = re.compile(r"[^A-Za-z0-9._]+")


def ascii_name(text: str, limit: int = 120) -> str:
    """Make a name for a file or folder: ASCII letters, digits, `.`, `_` and `-`, at most `limit`.

    `265/KH-UBND` becomes `265-KH-UBND`; the Vietnamese title belongs into the description.
    """
    plain = unicodedata.normalize("NFD", alike(text).replace("đ", "d").replace("Đ", "D"))
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return _NOT_IN_FILE_NAMES.sub("-", letters).strip("-.")[:limit].rstrip("-.")


def sort_key(full_name: str) -> SortKey:
    """Make the key by which people are listed: given name (the last word) first, then the rest."""
    *rest, given = clean(full_name).split() or [""]
    return (*_collation(given), *_collation(" ".join(rest)), full_name)


def format_number(number: int | Decimal) -> str:
    """Write a number with dots between thousands and a decimal comma: `2.530.000`, `8,5`."""
    return show_grouped(Decimal(number))


def percent(numerator: int, denominator: int) -> str:
    """Write a share as `88,8%`: one decimal, truncated, so that it never rises over a threshold.

    Raises ZeroDivisionError where there is nothing to take a share of.
    """
    tenths = numerator * 1000 // denominator
    return f"{tenths // 10},{tenths % 10}%"


def _collation(text: str) -> tuple[_Letters, _Tones]:
    """Give the letters, then the tones: a tone decides only between equal letters."""
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for letter in fold(text):
        marks = unicodedata.normalize("NFD", letter)
        toneless = "".join(mark for mark in marks if mark not in _TONES)
        if not toneless:  # a second tone over a letter: the first one counts
            continue
        tones.append(max((_TONES.get(mark, 0) for mark in marks), default=0))
        letters.append(_rank(unicodedata.normalize("NFC", toneless)))
    return tuple(letters), tuple(tones)


def _rank(letter: str) -> tuple[int, int]:
    """Rank spaces and digits before the alphabet, foreign letters after it."""
    if letter in _ALPHABET:
        return 1, _ALPHABET[letter]
    code = ord(letter[0])
    return (2 if letter.isalpha() else 0), code
