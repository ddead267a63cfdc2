"""Rows whose content was moved under another row's code, as a sort beside a locked column does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping


def torn_rows(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Give, by the code where a content stands now, the code under which it was last seen.

    Both mappings are fingerprints by code, "" where a person wrote nothing. A content counts as
    moved only if it stood under one code alone and stands under another one alone: an edit, a
    copy and contents that are equal are not torn.
    """
    stood = _single(before)
    return {
        code: stood[content]
        for content, code in _single(now).items()
        if stood.get(content, code) != code
    }


def exchanged(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Give, by code, the code under which the words of one column stood, where rows exchanged them.

    Only a whole round counts, in which each row holds what stood in another of them: nobody brings
    it about by typing into a cell, a sort of some columns does.
    """
    moved = torn_rows(before, now)
    return {code: was for code, was in moved.items() if _comes_round(code, moved)}


def _comes_round(code: str, moved: Mapping[str, str]) -> bool:
    at = moved[code]
    while at != code and at in moved:  # no two rows hold what stood in one: it ends
        at = moved[at]
    return at == code


def _single(fingerprints: Mapping[str, str]) -> dict[str, str]:
    """Give the code of each content that stands under one code alone."""
    often = Counter(fingerprints.values())
    return {
        content: code for code, content in fingerprints.items() if content and often[content] == 1
    }
