"""Reading what people type: spacing, Unicode form, one folding, Vietnamese numbers."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

# Soft hyphens, joiners, marks of direction, fillers and variation selectors: nobody sees them.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NEWLINE = re.compile("\r\n|[\r\n\u0085\u2028\u2029]")
# Letters of Latin script and signs that show, each its own NFC, and the blank between words.
_USUAL = re.compile("[ -~¡-¬®-ɏẠ-ỹ‐-―‘-‟•…]*")
_TITLE_EDGE = " .:;*"
_SHORT = 160  # titles, options and names are not longer; they are compared again and again

# Eth (U+00D0) and African D (U+0189) look like Đ and come from other keyboards and old fonts;
# editors turn typed quotes and dashes into typographic ones.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("ÐƉ", "Đ"),
        **dict.fromkeys("ðɖ", "đ"),
        **dict.fromkeys("“”„‟«»″ˮ＂", '"'),
        **dict.fromkeys("‘’‚‛′ʹʼ‹›`´＇", "'"),
        **dict.fromkeys("‐‑‒–—―−⁃˗﹘﹣－", "-"),
    }
)
_CYRILLIC = str.maketrans("аеорсухіјѕһԁ", "aeopcyxijshd")
_STROKE = re.compile("([dD])[\u0335\u0336]")
_DASHES = re.compile("-+")
_CARON_FOR_BREVE = re.compile("(?<=a)\u030c")

# Huyền, sắc, ngã, hỏi, nặng. A syllable has one tone and one run of vowels, so that its place in
# the run ("hoà", "hòa"; "Tòan", "Toàn") never tells two words apart.
_TONE = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = re.compile(f"(?:[aeiouy][\u0302\u0306\u031b{_TONE}]*)+")
_ANY_TONE = re.compile(f"[{_TONE}]")

_VIETNAMESE_MARKS = str.maketrans(",.", ".,")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:(?:\.\d{3}){2,}(?:,\d+)?|(?:\.\d{3})+,\d+)", re.ASCII)
_GROUPED_ENGLISH = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", re.ASCII)


class NotANumber(ValueError):
    """The text is not a number; write digits with one decimal comma, such as 8,5."""


class AmbiguousNumber(NotANumber):
    """The text can be read as two numbers ("1.234"); write 1234 or 1,2340 instead."""


def clean(text: str) -> str:
    """Give the text in NFC, trimmed, single-spaced, without invisible or control characters.

    A text that is so already is given itself: a school's cells are many, and held but once.
    """
    return text if _is_clean(text) else " ".join(_words(text))


def _is_clean(text: str) -> bool:
    """Tell at one look that a text has nothing to clean; most have nothing."""
    return (
        _USUAL.fullmatch(text) is not None
        and "  " not in text
        and not text.startswith(" ")
        and not text.endswith(" ")
    )


def _words(text: str) -> list[str]:
    """Give the visible words of a text in NFC."""
    if _USUAL.fullmatch(text):  # one look is cheaper than four rewritings
        return text.split()
    return _visible(_NEWLINE.sub(" ", text)).split()


def clean_lines(text: str) -> str:
    """Clean each line and keep the line breaks between them, at most one empty line in a row."""
    if _is_clean(text):
        return text
    lines = "\n".join(clean(line) for line in _NEWLINE.split(text))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def alike(text: str) -> str:
    """Write characters that look alike in one way: Đ, quotes, dashes, blanks; the case stays."""
    plain = clean(text).translate(_ALIKE)
    return _STROKE.sub(lambda found: "đ" if found[1] == "d" else "Đ", plain)


def fold(text: str) -> str:
    """Make the key by which texts are compared, in NFC; a key is its own key.

    Case, Unicode form, blanks, quotes, dashes, the place of the tone in its syllable, Đ of other
    alphabets and marks at the edges (`Họ và tên:`) do not matter; `đ` and `d`, `i` and `y`,
    `Toản` and `Toàn` stay different.
    """
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    """Fold word by word: a school's texts are long and many, its words few."""
    folded = " ".join(filter(None, map(_fold_word, _words(text))))
    return folded.strip(_TITLE_EDGE)


_fold_short = lru_cache(maxsize=16384)(_fold)


@lru_cache(maxsize=65536)
def _fold_word(word: str) -> str:
    if word.isascii():  # numbers, addresses, codes: many, each but once
        plain = word.lower().replace("`", "'")
        return _DASHES.sub("-", plain) if "--" in plain else plain
    letters = alike(word)
    for _ in range(2):  # what full-width letters and ligatures hide is case-folded in turn
        letters = unicodedata.normalize("NFKD", letters).casefold()
    letters = unicodedata.normalize("NFKD", letters).translate(_CYRILLIC)
    letters = _CARON_FOR_BREVE.sub("\u0306", letters)
    placed = _VOWELS.sub(_tone_last, letters)
    return _DASHES.sub("-", alike(unicodedata.normalize("NFC", placed)))


def _tone_last(run: re.Match[str]) -> str:
    """Put the one tone of a run of vowels behind its last letter; leave several as they are."""
    tones = _ANY_TONE.findall(run[0])
    return _ANY_TONE.sub("", run[0]) + tones[0] if len(tones) == 1 else run[0]


normalise_title = fold
"""Titles of columns are compared by the same key."""


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


def show_grouped(number: Decimal | int) -> str:
    """Write a number with dots between thousands and a decimal comma: `10.000`, `8,5`."""
    return f"{number:,f}".translate(_VIETNAMESE_MARKS)


def _visible(text: str) -> str:
    return unicodedata.normalize("NFC", _CONTROL.sub("", _INVISIBLE.sub("", text)))
