"""Which form answer made which row: found again from the workspace alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sheets_schema
from dienhinh.domain.merge import Plain, blank, same
from dienhinh.world.answers import SUPPLEMENT, Answer
from sheets_schema.choices import Choices
from sheets_schema.identity import answer_mark
from sheets_schema.reading import Row
from sheets_schema.writing import shown, unformatted

SENT, SENDER = "nop_luc", "nguoi_nop"

Likely = Callable[[Row, Answer, Mapping[str, Plain]], bool]


@dataclass(frozen=True)
class Standing:
    """A coded row of a unit's section; `mark` is what its metadata says of its answer, or ""."""

    unit: str
    code: str
    row: Row
    mark: str


def made_by(
    rows: Sequence[Standing], answers: Sequence[Answer], choices: Choices
) -> dict[str, Answer]:
    """Give the answer from which each row of one section was made, by the row's code.

    The mark decides. A row without one was made by an answer of its sender: that of its time, the
    most alike first; else one to which most of its words are equal. An answer that completes
    another dossier made no row.
    """
    found = dict(_marked(rows, answers))
    for is_likely in (_is_of_its_time, _is_alike):
        taken = {answer.response_id for answer in found.values()}
        left = [each for each in answers if each.response_id not in taken]
        open_rows = [each for each in rows if each.code not in found and not each.mark]
        firsts = [each for each in left if not _completes(each)]
        found |= _paired(open_rows, firsts, choices, is_likely)
    return found


def _marked(rows: Iterable[Standing], answers: Iterable[Answer]) -> Iterator[tuple[str, Answer]]:
    by_mark = {answer_mark(answer.response_id): answer for answer in answers}
    yield from ((each.code, by_mark[each.mark]) for each in rows if each.mark in by_mark)


def _completes(answer: Answer) -> bool:
    return not blank(str(answer.content.get(SUPPLEMENT) or ""))


def _paired(
    rows: Sequence[Standing],
    answers: Sequence[Answer],
    choices: Choices,
    is_likely: Likely,
) -> dict[str, Answer]:
    """Pair rows and answers of one sender, those first that have the most words in common."""
    pairs = [
        (-_common(each.row, wanted), number, at, each.code, answer)
        for at, answer in enumerate(answers)
        for wanted in (_cells(answer, choices),)
        for number, each in enumerate(rows)
        if each.row.raw.get(SENDER) == answer.email and is_likely(each.row, answer, wanted)
    ]
    found: dict[str, Answer] = {}
    taken: set[str] = set()
    for _, _, _, code, answer in sorted(pairs, key=lambda pair: pair[:3]):
        if code not in found and answer.response_id not in taken:
            found[code] = answer
            taken.add(answer.response_id)
    return found


def _is_of_its_time(row: Row, answer: Answer, _wanted: Mapping[str, Plain]) -> bool:
    return same(row.raw.get(SENT), unformatted(answer.moment))


def _is_alike(row: Row, _answer: Answer, wanted: Mapping[str, Plain]) -> bool:
    return 2 * _common(row, wanted) > len(wanted)


def _common(row: Row, wanted: Mapping[str, Plain]) -> int:
    return sum(same(row.raw.get(key), value) for key, value in wanted.items())


def _cells(answer: Answer, choices: Choices) -> dict[str, Plain]:
    sheet = sheets_schema.section(answer.section)
    stored = {field.key for field in sheet.stored}
    return {
        key: unformatted(shown(sheet.field(key), value, choices))
        for key, value in answer.content.items()
        if key in stored
    }
