"""Counts what a Word document must hold, and refuses one that lost some of it.

What a template gives is counted on a skeleton of it: a letter for each paragraph and row, with the
loops and conditions between them, rendered in the same context. docxtpl has no part in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import Environment

from dienhinh.rendering.errors import RenderError
from dienhinh.rendering.word_check import STATEMENT
from dienhinh.rendering.word_parts import CELL, PARAGRAPH, ROW, Element, text_of

_LETTERS = {PARAGRAPH: "P", ROW: "R"}
_SCOPES = {PARAGRAPH: "p", ROW: "tr", CELL: "tc"}


def check_count(
    template: Element, rendered: Element, environment: Environment, context: Mapping[str, Any]
) -> None:
    """Refuse a rendered part without all paragraphs and rows that its (checked) template gives.

    Raises:
        RenderError: it says how many there are and must be.
    """
    must = Counter(environment.from_string("".join(_skeleton(template))).render(context))
    has = {letter: sum(1 for _ in rendered.iter(tag)) for tag, letter in _LETTERS.items()}
    if any(must[letter] != count for letter, count in has.items()):
        raise RenderError(
            f"văn bản dựng ra không đủ: có {has['P']} đoạn và {has['R']} hàng,"
            f" phải có {must['P']} đoạn và {must['R']} hàng"
        )


def _skeleton(root: Element) -> Iterator[str]:
    taken_away: set[Element] = set()
    for element in root.iter(ROW, CELL, PARAGRAPH):
        if any(each in taken_away for each in element.iterancestors()):
            continue
        statement = STATEMENT.fullmatch(text_of(element).strip())
        if statement and statement["scope"] == _SCOPES[element.tag]:
            taken_away.add(element)
            yield f"{{% {statement['words']} %}}"
        elif element.tag in _LETTERS:
            yield _LETTERS[element.tag]
