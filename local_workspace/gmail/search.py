"""Gmail's search language, the part that we have; a term that we lack is a 501, never ignored."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from local_workspace.errors import invalid, not_built
from local_workspace.gmail import mime

TERM = re.compile(r'(-?)(?:([a-z_0-9]+):)?("[^"]*"|[^\s"]+)')
WORD = re.compile(r"[\w@.+-]+")
STATES = {"unread": "UNREAD", "starred": "STARRED", "important": "IMPORTANT"}
PLACES = {"sent", "inbox", "trash", "spam", "draft", "drafts", "anywhere"}

Test = Callable[[dict[str, Any], bytes], bool]


@dataclass(frozen=True)
class Search:
    """A search: its test, and whether it asks for trash or spam by name."""

    test: Test
    names_hidden: bool


def parse_search(query: str) -> Search:
    """Return a search of words, phrases and the terms of TERMS, all of which must hold.

    Raises a 501 for another term. See https://support.google.com/mail/answer/7190
    """
    if re.search(r"[{}()]|\bOR\b|\bAROUND\b", query):
        raise not_built("OR, AROUND, braces and parentheses in a Gmail search")
    tests, names_hidden = [], False
    for minus, name, value in TERM.findall(query):
        text = value.strip('"')
        tests.append(_negated(_term(name, text)) if minus else _term(name, text))
        names_hidden |= name == "in" and text in ("trash", "spam", "anywhere")
    return Search(lambda d, c: all(test(d, c) for test in tests), names_hidden)


def _term(name: str, text: str) -> Test:
    maker = TERMS.get(name)
    if maker is None:
        raise not_built(f"the term {name}: in a Gmail search")
    return maker(text)


def _negated(test: Test) -> Test:
    return lambda document, content: not test(document, content)


def _in_header(*fields: str) -> Callable[[str], Test]:
    def make(text: str) -> Test:
        wanted = WORD.findall(text.casefold())

        def test(_document: dict[str, Any], content: bytes) -> bool:
            held = " ".join(mime.header(content, field) for field in fields).casefold()
            return set(wanted) <= set(WORD.findall(held)) or text.casefold() in held

        return test

    return make


def _message_id(text: str) -> Test:
    bare = text.strip("<>")
    return lambda _document, content: mime.header(content, "Message-ID").strip("<>") == bare


def _label(text: str) -> Test:
    return lambda document, _content: text.upper() in (x.upper() for x in document["labelIds"])


def _in(text: str) -> Test:
    if text not in PLACES:
        raise not_built(f"in:{text} in a Gmail search")
    if text == "anywhere":
        return lambda _document, _content: True
    return _label("DRAFT" if text == "drafts" else text)


def _is(text: str) -> Test:
    if text == "read":
        return _negated(_label("UNREAD"))
    if text not in STATES:
        raise not_built(f"is:{text} in a Gmail search")
    return _label(STATES[text])


def _has(text: str) -> Test:
    if text != "attachment":
        raise not_built(f"has:{text} in a Gmail search")
    return lambda document, content: bool(mime.attachments(content, document["id"]))


def _moment(compare: Callable[[int, int], bool]) -> Callable[[str], Test]:
    def make(text: str) -> Test:
        limit = _milliseconds(text)
        return lambda document, _content: compare(int(document["internalDate"]), limit)

    return make


def _milliseconds(text: str) -> int:
    if text.isdigit():
        return int(text) * 1000
    found = re.fullmatch(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})", text)
    if found is None:
        raise invalid(f"Invalid date in search: {text}", reason="invalidArgument")
    year, month, day = map(int, found.groups())
    return int(datetime(year, month, day, tzinfo=UTC).timestamp() * 1000)


def _words(text: str) -> Test:
    wanted = WORD.findall(text.casefold())

    def test(_document: dict[str, Any], content: bytes) -> bool:
        fields = ("Subject", "From", "To", "Cc")
        held = " ".join(mime.header(content, field) for field in fields)
        held = f"{held} {mime.plain_text(content)}".casefold()
        return set(wanted) <= set(WORD.findall(held)) or text.casefold() in held

    return test


TERMS: dict[str, Callable[[str], Test]] = {
    "": _words,
    "from": _in_header("From"),
    "to": _in_header("To", "Cc", "Bcc"),
    "cc": _in_header("Cc"),
    "bcc": _in_header("Bcc"),
    "subject": _in_header("Subject"),
    "rfc822msgid": _message_id,
    "label": _label,
    "in": _in,
    "is": _is,
    "has": _has,
    "after": _moment(lambda at, limit: at >= limit),
    "before": _moment(lambda at, limit: at < limit),
}
