"""Vietnamese text: keys for comparing and sorting, names of files, numbers as clerks print them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from sheets_schema.text import clean, normalise_title

_Letters = tuple[tuple[int, int], ...]
_Tones = tuple[int, ...]
SortKey = tuple[_Letters, _Tones, _Letters, _Tones, str]

_ALPHABET = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
# Ngang, huyền, hỏi, ngã, sắc, nặng: the order of the tones in dictionaries (CLDR `vi`).
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SAME_MARK = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
_VIETNAMESE_MARKS = str.maketrans(",.", ".,")
_NOT_IN_FILE_NAMES = re.compile(r"[^A-Za-z0-9._]+")


def fold(text: str) -> str:
    """Make a key for comparing: clean, case-folded, one tone placement, plain quotes and hyphens.

    `hoà` and `hòa`, `Thuỷ` and `thủy` give one key; `đ` and `d`, `i` and `y` stay different.
    What was typed is never replaced by its key.
    """
    return normalise_title(text.translate(_SAME_MARK))


def ascii_name(text: str, limit: int = 120) -> str:
    """Make a name for a file or folder: ASCII letters, digits, `.`, `_` and `-`, at most `limit`.

    `265/KH-UBND` becomes `265-KH-UBND`; the Vietnamese title belongs into the description.
    """
    plain = unicodedata.normalize("NFD", clean(text).replace("đ", "d").replace("Đ", "D"))
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return _NOT_IN_FILE_NAMES.sub("-", letters).strip("-.")[:limit].rstrip("-.")


def sort_key(full_name: str) -> SortKey:
    """Make the key by which people are listed: given name (the last word) first, then the rest."""
    *rest, given = clean(full_name).split() or [""]
    return (*_collation(given), *_collation(" ".join(rest)), full_name)


def format_number(number: int | Decimal) -> str:
    """Write a number with dots between thousands and a decimal comma: `2.530.000`, `8,5`."""
    return format(Decimal(number), ",f").translate(_VIETNAMESE_MARKS)


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
    for letter in text.casefold():
        marks = unicodedata.normalize("NFD", letter)
        tones.append(max((_TONES.get(mark, 0) for mark in marks), default=0))
        toneless = "".join(mark for mark in marks if mark not in _TONES)
        letters.append(_rank(unicodedata.normalize("NFC", toneless)))
    return tuple(letters), tuple(tones)


def _rank(letter: str) -> tuple[int, int]:
    """Rank spaces and digits before the alphabet, foreign letters after it."""
    if letter in _ALPHABET:
        return 1, _ALPHABET[letter]
    code = ord(letter[0])
    return (2 if letter.isalpha() else 0), code
