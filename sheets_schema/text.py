"""Reading what people type: spacing, Unicode form, titles and Vietnamese numbers."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NEWLINE = re.compile("\r\n|[\r\n\u0085\u2028\u2029]")
_TITLE_EDGE = " .:;*"

# Old and new tone placement differ at the end of a syllable only ("hoà", but "hoàn" in both);
# after q the u belongs to the consonant ("quý" in both).
_TONES = {
    new: old
    for news, olds in (
        ("oà oá oả oã oạ", "òa óa ỏa õa ọa"),
        ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
        ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"),
    )
    for new, old in zip(news.split(), olds.split(), strict=True)
}
_NEW_PLACEMENT = re.compile(rf"(?<!q)({'|'.join(_TONES)})(?!\w)")

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:(?:\.\d{3}){2,}(?:,\d+)?|(?:\.\d{3})+,\d+)", re.ASCII)
_GROUPED_ENGLISH = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", re.ASCII)


class NotANumber(ValueError):
    """The text is not a number; write digits with one decimal comma, such as 8,5."""


class AmbiguousNumber(NotANumber):
    """The text can be read as two numbers ("1.234"); write 1234 or 1,2340 instead."""


def clean(text: str) -> str:
    """Give the text in NFC, trimmed, single-spaced, without invisible or control characters."""
    return " ".join(_visible(_NEWLINE.sub(" ", text)).split())


def clean_lines(text: str) -> str:
    """Clean each line and keep the line breaks between them, at most one empty line in a row."""
    lines = "\n".join(clean(line) for line in _NEWLINE.split(text))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


@lru_cache(maxsize=8192)  # the same titles and options are compared for every cell
def normalise_title(text: str) -> str:
    """Make the key by which titles are compared: clean, case-folded, one tone placement."""
    folded = clean(text).casefold().strip(_TITLE_EDGE)
    return _NEW_PLACEMENT.sub(lambda found: _TONES[found.group()], folded)


def parse_number(text: str) -> Decimal:
    """Read a number as Vietnamese clerks write it: `8,5`, `8.5`, `2.530.000`, `88,9`.

    Raises AmbiguousNumber for one group of three digits after a dot or comma (`1.234`), since
    it may be a thousand or a fraction, and NotANumber for everything else that is not a number.
    """
    digits = clean(text).replace("\u2212", "-")
    if _THOUSANDS.fullmatch(digits):
        raise AmbiguousNumber(f"{digits!r} can be read as a thousand or as a fraction")
    if _NUMBER.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    if _GROUPED.fullmatch(digits):
        return Decimal(digits.replace(".", "").replace(",", "."))
    if _GROUPED_ENGLISH.fullmatch(digits):
        raise AmbiguousNumber(f"{digits!r} is grouped by commas")
    raise NotANumber(f"{digits!r} is not a number")


def show_number(number: Decimal) -> str:
    """Write a number with a decimal comma and without grouping or trailing zeros."""
    plain = format(number, "f")
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain).replace(".", ",")


def _visible(text: str) -> str:
    return unicodedata.normalize("NFC", _CONTROL.sub("", _INVISIBLE.sub("", text)))
