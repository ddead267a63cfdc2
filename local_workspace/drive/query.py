"""The search language of files.list: read whole or refused whole, never half understood."""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from local_workspace.drive.files import read_time
from local_workspace.errors import ApiError, invalid, not_built

TOKEN = re.compile(
    r"""\s*(?:(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
    r"""|(?P<sign><=|>=|!=|=|<|>|[(){}])|(?P<word>[A-Za-z][\w.]*)|(?P<number>\d+))""",
    re.DOTALL,
)
COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
TEXTS = frozenset({"name", "title", "mimeType", "visibility", "shortcutDetails.targetId"})
FLAGS = frozenset({"trashed", "starred", "sharedWithMe"})
TIMES = frozenset({"modifiedTime", "createdTime", "viewedByMeTime", "sharedWithMeTime"})
HOLDERS = {"owners": ("owner",), "writers": ("owner", "writer"), "readers": ()}
VISIBILITIES = frozenset(
    {"anyoneCanFind", "anyoneWithLink", "domainCanFind", "domainWithLink", "limited"}
)
NOT_BUILT = frozenset({"labels"})
WORD = re.compile(r"\w+")

Facts = Mapping[str, Any]
"""A file as searched: its resource, and what the caller is not shown: `holders` (permissions),
`inside` (parents and their aliases), `sharedWithMe`, `texts`, `visibility`."""
Test = Callable[[Facts], bool]


@dataclass(frozen=True)
class Token:
    """One piece of a query: a text, a sign or a word."""

    kind: str
    text: str


def parse_query(query: str) -> Test:
    """Return a query as a test of one file.

    Raises Google's 400 "Invalid Value" for what it does not know, a 501 for what it does and we
    lack. See https://developers.google.com/workspace/drive/api/guides/ref-search-terms
    """
    parser = Parser(tokens_of(query))
    test = parser.alternatives()
    if parser.rest:
        raise wrong_query()
    return test


def tokens_of(query: str) -> list[Token]:
    """Return the pieces of a query."""
    tokens, at = [], 0
    query = query.strip()
    while at < len(query):
        found = TOKEN.match(query, at)
        if found is None:
            raise wrong_query()
        kind = str(found.lastgroup)
        tokens.append(Token(kind, _unquoted(found[kind]) if kind == "text" else found[kind]))
        at = found.end()
    return tokens


def wrong_query() -> ApiError:
    """Return Google's answer to a query that it cannot read."""
    return invalid("Invalid Value", reason="invalid", location="q")


class Parser:
    """Reads a query by descent: or, and, not, parentheses, terms."""

    def __init__(self, tokens: list[Token]) -> None:
        """Read these tokens."""
        self.rest = tokens

    def alternatives(self) -> Test:
        """Read terms joined by `or`."""
        tests = [self.conjunction()]
        while self.takes("word", "or"):
            tests.append(self.conjunction())
        return lambda file: any(test(file) for test in tests)

    def conjunction(self) -> Test:
        """Read terms joined by `and`."""
        tests = [self.negation()]
        while self.takes("word", "and"):
            tests.append(self.negation())
        return lambda file: all(test(file) for test in tests)

    def negation(self) -> Test:
        """Read one term, perhaps with `not` before it."""
        if self.takes("word", "not"):
            test = self.negation()
            return lambda file: not test(file)
        if self.takes("sign", "("):
            test = self.alternatives()
            self.expect("sign", ")")
            return test
        return self.term()

    def term(self) -> Test:
        """Read `field operator value`, `value in field` or `field has {…}`."""
        if self.rest and self.rest[0].kind == "text":
            value = self.take("text")
            self.expect("word", "in")
            return _membership(self.take("word"), value)
        field = self.take("word")
        if field in NOT_BUILT:
            raise not_built(f"the query term {field}")
        if self.takes("word", "in"):  # the other way round: gspread asks `parents in "…"`
            return _membership(field, self.take("text"))
        if self.takes("word", "has"):
            return self.property_of(field)
        if self.takes("word", "contains"):
            return _containing(field, self.take("text"))
        return self.comparison(field)

    def comparison(self, field: str) -> Test:
        """Read what a field is compared with."""
        sign = self.take("sign")
        compare = COMPARISONS.get(sign)
        plain = sign in ("=", "!=")
        if compare is None:
            raise wrong_query()
        if field in FLAGS and plain:
            flag = self.flag()
            return lambda file: compare(bool(file[field]), flag)
        if field in TEXTS and plain:
            text = _nfc(self.take("text"))
            if field == "visibility" and text not in VISIBILITIES:
                raise wrong_query()
            return lambda file: compare(_text_of(file, field), text)
        if field in TIMES:
            at = _time(self.take("text"))
            return lambda file: field in file and compare(_time(file[field]), at)
        raise wrong_query()

    def flag(self) -> bool:
        """Read true or false."""
        word = self.take("word")
        if word not in ("true", "false"):
            raise wrong_query()
        return word == "true"

    def property_of(self, field: str) -> Test:
        """Read `{ key='…' and value='…' }`."""
        if field not in ("properties", "appProperties"):
            raise wrong_query()
        self.expect("sign", "{")
        wanted = {}
        for name in ("key", "value"):
            self.expect("word", name)
            self.expect("sign", "=")
            wanted[name] = self.take("text")
            self.expect(*(("word", "and") if name == "key" else ("sign", "}")))
        return lambda file: file.get(field, {}).get(wanted["key"]) == wanted["value"]

    def takes(self, kind: str, text: str) -> bool:
        """Take the next token if it is this one."""
        found = bool(self.rest) and self.rest[0] == Token(kind, text)
        if found:
            self.rest = self.rest[1:]
        return found

    def expect(self, kind: str, text: str) -> None:
        """Take the next token, which must be this one."""
        if not self.takes(kind, text):
            raise wrong_query()

    def take(self, kind: str) -> str:
        """Take the next token, which must be of this kind, and return its text."""
        if not self.rest or self.rest[0].kind != kind:
            raise wrong_query()
        token, self.rest = self.rest[0], self.rest[1:]
        return token.text


def _text_of(file: Facts, field: str) -> str:
    if field == "shortcutDetails.targetId":
        return str(file.get("shortcutDetails", {}).get("targetId", ""))
    return _nfc(str(file["name" if field == "title" else field]))


def _membership(field: str, value: str) -> Test:
    if field == "parents":
        return lambda file: value in file["inside"]
    if field in NOT_BUILT:
        raise not_built(f"the query term {field}")
    if field not in HOLDERS:
        raise wrong_query()
    roles = HOLDERS[field]
    return lambda file: any(
        p.get("emailAddress") == value and (not roles or p["role"] in roles)
        for p in file["holders"]
    )


def _containing(field: str, value: str) -> Test:
    """A name contains a text where one of its words begins it; a type where it begins so."""
    if field in ("name", "title"):
        return lambda file: begins_a_word(file["name"], value)
    if field == "mimeType":
        return lambda file: str(file["mimeType"]).startswith(value)
    if field == "fullText":
        return lambda file: any(_has_words(text, value) for text in file["texts"])
    raise wrong_query()


def begins_a_word(name: str, value: str) -> bool:
    """Tell whether one of a name's words begins with a text: what `name contains` means."""
    name, value = _nfc(name).casefold(), _nfc(value).casefold().strip()
    return any(name.startswith(value, found.start()) for found in WORD.finditer(name)) or (
        name.startswith(value)
    )


def _has_words(text: str, value: str) -> bool:
    text, value = _nfc(text).casefold(), _nfc(value).casefold()
    if value.startswith('"') and value.endswith('"'):
        return value.strip('"') in text
    return set(WORD.findall(value)) <= set(WORD.findall(text))


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _time(text: str) -> datetime:
    try:
        return read_time(text)
    except ApiError as wrong:
        raise wrong_query() from wrong
