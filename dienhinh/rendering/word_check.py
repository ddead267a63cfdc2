"""Refuses a Word template with a broken tag before anything is rendered.

A brace that is lost in Word makes docxtpl swallow what follows up to the next one, and print the
rest as if it were whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError

from dienhinh.rendering.errors import RenderError
from dienhinh.rendering.word_parts import (
    CELL,
    PARAGRAPH,
    ROW,
    TABLE,
    TRACKED,
    Element,
    Piece,
    around,
    has_fixed_height,
    pieces,
    text_of,
)

_TAG = re.compile(r"\{(?:\{[^{}]*\}|%[^{}]*%|#[^{}]*#)\}")
_BRACE = re.compile(r"[{}]")
# What docxtpl takes away around a statement: {%p a paragraph, {%tr a row, {%tc a cell.
# It asks for a blank of its own kind behind them, and for no percent sign within.
STATEMENT = re.compile(r"\{%(?:(?P<scope>p|tr|tc) |\s+)\s*(?P<words>\w[^%]*?)\s*%\}")
_OPENS = {"for": "endfor", "if": "endif"}
_GOES_ON = {"else": {"for", "if"}, "elif": {"if"}}
_SHOWN = 60
_TAKEN_AWAY = {"": PARAGRAPH, "p": PARAGRAPH, "tr": ROW, "tc": CELL}


@dataclass(frozen=True)
class _Statement:
    """A `for`, `if`, `else` or end: its words, and the element whose children it stands among."""

    words: str
    scope: str
    paragraph: Element
    home: Element

    @property
    def keyword(self) -> str:
        return self.words.split()[0]


def check_tags(root: Element, environment: Environment) -> None:
    """Refuse a part whose tags are broken, split, unknown, or do not end where they must.

    Raises:
        RenderError: it names the fault and shows the text around it.
    """
    for change in root.iter(*TRACKED):
        home = around(change, PARAGRAPH, ROW)
        raise _fault(
            "mẫu còn thay đổi được theo dõi, cần chấp nhận hoặc từ chối hết",
            "" if home is None else text_of(home),
            0,
        )
    open_now: list[_Statement] = []
    for paragraph in root.iter(PARAGRAPH):
        for statement in _checked(paragraph, environment):
            _follow(open_now, statement)
    if open_now:
        raise _unended(open_now[-1])


def _checked(paragraph: Element, environment: Environment) -> Iterator[_Statement]:
    """Check a paragraph's tags one by one; give its statements in order."""
    found = pieces(paragraph)
    text = "".join(piece.text for piece in found)
    brace = _BRACE.search(_TAG.sub(lambda tag: " " * len(tag[0]), text))
    if brace:
        raise _fault("thẻ thiếu hoặc thừa dấu ngoặc", text, brace.start())
    row = around(paragraph, ROW)
    if "{{" in text and row is not None and has_fixed_height(row):
        raise _fault("chiều cao hàng cố định sẽ che chữ dài, cần chọn chiều cao “ít nhất”", text, 0)
    for tag in _TAG.finditer(text):
        if not _is_whole(tag, found):
            raise _fault("thẻ bị ngắt, phải gõ liền một lần", text, tag.start())
        statement = _statement(tag, text, paragraph) if tag[0].startswith("{%") else None
        _parse(tag, text, environment)
        if statement:
            yield statement


def _is_whole(tag: re.Match[str], found: list[Piece]) -> bool:
    """Tell whether a tag is text alone, in runs that stand side by side."""
    parts = [piece for piece in found if piece.start < tag.end() and tag.start() < piece.end]
    homes = {piece.element.getparent().getparent() for piece in parts}
    return len(homes) == 1 and all(piece.is_typed for piece in parts)


def _parse(tag: re.Match[str], text: str, environment: Environment) -> None:
    """Let Jinja read a tag by itself, a statement with the end that it needs."""
    source = tag[0]
    statement = STATEMENT.fullmatch(source)
    if statement:
        words = statement["words"]
        before = "{% if x %}" if words.split()[0] in _GOES_ON else ""
        end = "endif" if before else _OPENS.get(words.split()[0])
        source = f"{before}{{% {words} %}}" + (f"{{% {end} %}}" if end else "")
        if words in _OPENS.values():
            return
    try:
        environment.parse(source)
    except TemplateSyntaxError as error:
        raise _fault("thẻ viết sai", text, tag.start()) from error


def _statement(tag: re.Match[str], text: str, paragraph: Element) -> _Statement:
    found = STATEMENT.fullmatch(tag[0])
    words = found["words"] if found else ""
    known = {*_OPENS, *_OPENS.values(), *_GOES_ON}
    if not found or words.split()[0] not in known:
        raise _fault("thẻ điều khiển chỉ dùng for, if và phần kết của chúng", text, tag.start())
    scope = found["scope"] or ""
    outer = _TAKEN_AWAY[scope]
    whole = paragraph if outer == PARAGRAPH else around(paragraph, outer)
    if whole is None:
        raise _fault(f"thẻ {{%{scope} đặt ngoài bảng", text, tag.start())
    if scope and text_of(whole).strip() != tag[0]:
        raise _fault(f"thẻ {{%{scope} phải đứng một mình", text, tag.start())
    home = {
        "": paragraph,
        "p": paragraph.getparent(),
        "tr": around(whole, TABLE),
        "tc": around(whole, ROW),
    }[scope]
    return _Statement(words, scope, paragraph, home)


def _follow(open_now: list[_Statement], statement: _Statement) -> None:
    """Open or close a loop or condition, or go on in it."""
    keyword = statement.keyword
    if keyword in _OPENS:
        open_now.append(statement)
        return
    begun = open_now[-1] if open_now else None
    fits = begun is not None and (
        _OPENS[begun.keyword] == keyword or begun.keyword in _GOES_ON.get(keyword, ())
    )
    text = text_of(statement.paragraph)
    if begun is None or (not fits and keyword in _GOES_ON):
        raise _fault(f"“{keyword}” không có phần mở đầu", text, text.find(keyword))
    if not fits:
        raise _unended(begun)
    if (begun.scope, begun.home) != (statement.scope, statement.home):
        raise _fault(
            f"“{keyword}” không cùng chỗ, cùng loại thẻ với “{begun.words}”",
            text,
            text.find(keyword),
        )
    if keyword in _OPENS.values():
        open_now.pop()


def _unended(begun: _Statement) -> RenderError:
    text = text_of(begun.paragraph)
    return _fault(f"“{begun.words}” chưa có “{_OPENS[begun.keyword]}”", text, text.find("{%"))


def _fault(what: str, text: str, place: int) -> RenderError:
    shown = text[max(0, place - _SHOWN) : place + _SHOWN]
    return RenderError(f"{what}: “{' '.join(shown.split())}”")
