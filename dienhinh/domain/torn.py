"""Content that was moved under another row's code, as a sort beside a locked column does."""

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
    """Give, by code, a code under which the words of one column stood, where rows exchanged them.

    Both mappings are the words by code, "" for a blank cell. Only whole rounds count, in which each
    row says what another of them said: a sort brings them about. Whoever types over a cell, fills
    it down, or cuts it and puts it into a blank one makes none.
    """
    changed = {
        code: (was, word) for code, word in now.items() if (was := before.get(code, word)) != word
    }
    rounds = _rounds(changed)
    if not any(was and word for was, word in rounds.values()):
        return {}  # blanks alone went round: words were cut and put
    stood = {was: code for code, (was, _) in rounds.items()}
    return {code: stood[word] for code, (_, word) in rounds.items() if word}


def _rounds(changed: Mapping[str, tuple[str, str]]) -> Mapping[str, tuple[str, str]]:
    """Leave of rows, each with what it said and says, those whose words go round."""
    left, before = dict(changed), -1
    while len(left) != before:
        before = len(left)
        gone = {was for was, _ in left.values()}
        come = {word for _, word in left.values()}
        left = {code: each for code, each in left.items() if each[0] in come and each[1] in gone}
    return left


def _single(fingerprints: Mapping[str, str]) -> dict[str, str]:
    """Give the code of each content that stands under one code alone."""
    often = Counter(fingerprints.values())
    return {
        content: code for code, content in fingerprints.items() if content and often[content] == 1
    }
