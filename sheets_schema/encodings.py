"""Telling Vietnamese of the time before Unicode (TCVN3, VNI) from Vietnamese and foreign words.

Both encodings keep Vietnamese in the codes of Western letters and signs, so that a Unicode reader
sees "Tr\u00adêng" or "Tröôøng". A word speaks for one of them only if it is no Vietnamese syllable
as it stands and becomes one once decoded (tables: TCVN 5712:1993, VN3; VNI-Windows).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from types import MappingProxyType

from sheets_schema.syllables import is_syllable

_FIVE_TONES = "\u0301\u0300\u0309\u0303\u0323"

_TCVN3: Mapping[int, int] = MappingProxyType(
    str.maketrans(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢£¤¥¦§",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵăâêôơưđ",
    )
)
_VNI_TONE = dict(zip("ùøûõï", _FIVE_TONES, strict=True))
_VNI_HAT = {"â": "\u0302"} | {
    letter: "\u0302" + tone for letter, tone in zip("áàåãä", _FIVE_TONES, strict=True)
}
_VNI_BREVE = {"ê": "\u0306"} | {
    letter: "\u0306" + tone for letter, tone in zip("éèúüë", _FIVE_TONES, strict=True)
}
_VNI_LETTER = dict(zip("ñôöíìæóòî", "đơưíìỉĩịỵ", strict=True))
_VNI_UNIT = re.compile(
    "([aeoôuöy][ùøûõï])|([aeo][âáàåãä])|(a[êéèúüë])|([ñôöíìæóòî])|[a-z]"  # marks follow letters
)

_WESTERN = re.compile("[\u00a1-\u00ff]")
_UNICODE_ONLY = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_VIETNAMESE = frozenset("àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ")
# UTF-8 that was read as Windows-1252 ("TrÆ°á»\u009dng"): two or three such letters make one.
# A closing guillemet with a mark of the sentence behind it ("bá»…") is one only inside a word.
_CONTINUED = (
    "[\u0080-\u00bf\u0192\u02c6\u02dc\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u2020-\u2022"
    "\u2030\u2039\u203a\u20ac\u2122]"
)
_MARKS = "[\u2013\u2014\u2018-\u201e\u2026]"
_MISREAD = re.compile(f"á[º»](?:{_CONTINUED}|{_MARKS}(?=\\w))|Æ[°¡]|Ä[\u2018\u0192\u0090]")
# Signs that foreign words never have inside them; and what units and references are made of.
_SIGNS = frozenset("¸¨¶©¬«¼½¾®¡¢£¤¥¦§")
_UNITS = re.compile("µ[A-Za-z]{1,2}|[A-Za-z]{1,2}[·×¹ª÷][A-Za-z]{0,2}|[«©§£¤¥¢][A-Za-z]{1,2}")
_EDGES = "\"'<>[]{}.!?…“”‘’–—\\*»"
_BETWEEN = re.compile(r"[\s/,;:()+=_-]+")


class _Weight(IntEnum):
    """What a word says for an encoding."""

    AGAINST = -1
    NEUTRAL = 0
    WEAK = 1
    STRONG = 2


def is_old_encoding(text: str) -> bool:
    """Tell whether a text was typed in TCVN3 or VNI and has to be typed again in Unicode.

    One word with two old letters or with a sign inside is enough. Words with a single Western
    letter (`Loïc`, `Lü`) count only among words that are all Vietnamese once decoded, and only
    where no letter is Unicode's alone; initials (`B`) are of every language. UTF-8 that was read as
    Windows-1252 is told as well.
    """
    if text.isascii():
        return False
    whole = unicodedata.normalize("NFC", text).replace("\u03bc", "µ")
    if not _WESTERN.search(whole):
        return False
    # A word without a Western letter never speaks for an old encoding, it can only speak against.
    if _MISREAD.search(whole):
        return True
    return any(map(_may_speak, whole.split())) and (
        _speaks(whole, _weigh_tcvn3) or _speaks(whole, _weigh_vni)
    )


@lru_cache(maxsize=32768)  # a language has few words
def _may_speak(part: str) -> bool:
    """Tell whether a part of a text, with the marks in it, may speak for an old encoding."""
    return _WESTERN.search(part) is not None and any(
        weigh(word) > _Weight.NEUTRAL
        for word in _lettered(_BETWEEN.split(part))
        for weigh in (_weigh_tcvn3, _weigh_vni)
    )


def _speaks(whole: str, weigh: Callable[[str], _Weight]) -> bool:
    words = list(_lettered(_BETWEEN.split(whole)))
    weights = set(map(weigh, words))
    if _Weight.STRONG in weights:
        return True
    if any(map(_UNICODE_ONLY.search, words)):
        return False
    return len(words) > 1 and _Weight.WEAK in weights and _Weight.AGAINST not in weights


def _lettered(parts: Iterable[str]) -> Iterator[str]:
    """Give the words among the parts of a text: no numbers, no units, no signs by themselves."""
    for part in parts:
        word = part.strip(_EDGES)
        if word and word not in _SIGNS and not word.isdigit() and not _UNITS.fullmatch(word):
            yield word


def _is_initial(word: str) -> bool:
    """Tell whether a word is one plain letter: an initial stands in names of every language."""
    return len(word) == 1 and word.isascii()


def _weigh_tcvn3(word: str) -> _Weight:
    if _is_initial(word):
        return _Weight.NEUTRAL
    old = [letter for letter in word if ord(letter) in _TCVN3]
    if not is_syllable(word.translate(_TCVN3)):
        return _Weight.AGAINST
    if _VIETNAMESE.issuperset(old) or is_syllable(word):
        return _Weight.NEUTRAL
    return _Weight.STRONG if len(old) > 1 or _SIGNS.intersection(old) else _Weight.WEAK


def _weigh_vni(word: str) -> _Weight:
    if _is_initial(word):
        return _Weight.NEUTRAL
    units = list(_VNI_UNIT.finditer(word.lower()))
    if "".join(unit[0] for unit in units) != word.lower():
        return _Weight.AGAINST
    if not is_syllable("".join(map(_vni_letter, units))):
        return _Weight.AGAINST
    if is_syllable(word):
        return _Weight.NEUTRAL
    # A vowel with a hat of its own behind an a or o ("aà", "oâ") is found in no other language.
    doubled = any(unit[2] and unit[0][0] in "ao" for unit in units)
    return _Weight.STRONG if doubled or _old_units(units) > 1 else _Weight.WEAK


def _old_units(units: Sequence[re.Match[str]]) -> int:
    return sum(unit.lastindex is not None for unit in units)


def _vni_letter(unit: re.Match[str]) -> str:
    text = unit[0]
    if unit[1]:
        return _VNI_LETTER.get(text[0], text[0]) + _VNI_TONE[text[1]]
    if unit[2]:
        return text[0] + _VNI_HAT[text[1]]
    if unit[3]:
        return text[0] + _VNI_BREVE[text[1]]
    return _VNI_LETTER.get(text, text)
