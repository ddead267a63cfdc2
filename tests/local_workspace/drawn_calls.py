"""Calls drawn from the discovery documents: right ones, nearly right ones and wrong ones."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from local_workspace import discovery
from local_workspace.incoming import Incoming
from local_workspace.service import HANDLERS, PAGES
from local_workspace.sheets.requests.registry import KINDS
from tests.local_workspace.drawn_values import (
    ALTERNATIVES,
    GARBAGE,
    MASKS,
    OFTEN,
    QUERIES,
    RANGES,
    SELDOM,
    TEXTS,
)
from tests.local_workspace.prepared_world import LETTER, OTHER, RAW, World

WEIGHTS = {
    "sheets.spreadsheets.batchUpdate": 30,
    "sheets.spreadsheets.values.append": 3,
    "forms.forms.batchUpdate": 20,
    "drive.files.create": 3,
    "drive.files.update": 4,
    "drive.files.list": 4,
    "gmail.users.messages.send": 2,
}
DEEPEST = 9
PATHS = ("..", ".", "%2e%2e", "%00", "%ff", "a%2Fb", "%F0%9F%8F%AB", "x" * 500, "1" * 20, "*")


@dataclass
class Drawer:
    """Draws calls of one API over a world; all choices come from one source of chance."""

    world: World
    api: str
    chance: Random

    def call(self) -> Incoming:
        """Draw a call."""
        if self.api in ("pages", "batches"):
            return self._page() if self.api == "pages" else self._batch()
        method = self._method()
        path = self._path(method)
        query = {
            name: self._values(name, described)
            for name, described in method.parameters.items()
            if described["location"] == "query"
            and self._happens(0.95 if described.get("required") else 0.15)
        }
        self._spoil_query(query, method)
        content, headers = self._content(method, query)
        if self._happens(0.1):
            headers["authorization"] = f"Bearer {self.world.token if self._happens(0.8) else 'x'}"
        return Incoming(method.verb, path, query, headers, content)

    def _method(self) -> discovery.Method:
        every = methods(self.api)
        weights = [WEIGHTS.get(m.id, 1 if m.id in HANDLERS else 0.05) for m in every]
        return self.chance.choices(every, weights)[0]

    def _path(self, method: discovery.Method) -> str:
        path = method.template
        for name, described in method.parameters.items():
            if described["location"] == "path":
                text = quote(str(self._named(_pool(name, method.id), described)), safe="")
                if self._happens(0.04):
                    text = self.chance.choice(PATHS)
                path = path.replace(f"{{{name}}}", text)
        return path

    def _values(self, name: str, described: Mapping[str, Any]) -> list[str]:
        count = self.chance.choice((1, 1, 2)) if described.get("repeated") else 1
        return [_as_text(self._named(name, described)) for _ in range(count)]

    def _spoil_query(self, query: dict[str, list[str]], method: discovery.Method) -> None:
        if query and self._happens(0.12):
            name = self.chance.choice(sorted(query))
            query[name] = [_as_text(self.chance.choice(GARBAGE)) for _ in range(2)]
        if self._happens(0.05):
            query[self.chance.choice(("foo", "alt", "fields", "key", "$.xgafv", "callback"))] = [
                _as_text(self.chance.choice((*GARBAGE, *MASKS)))
            ]
        if self._happens(0.04):
            query["fields"] = [self.chance.choice(("*", "id", "kind", "a(b", "nextPageToken", ","))]

    # Bodies

    def _content(
        self, method: discovery.Method, query: dict[str, list[str]]
    ) -> tuple[bytes, dict[str, str]]:
        if method.is_upload:
            return self._upload(method, query)
        if method.request is None:
            return (b"" if self._happens(0.95) else b"{}"), {}
        return self._json(method), {"content-type": "application/json"}

    def _json(self, method: discovery.Method) -> bytes:
        if self._happens(0.04):
            return self.chance.choice((b"", b"{", b"null", b"[]", b"1", b'{"a":\xff}', b"NaN"))
        body = self.message(method.request, 0)
        for _ in range(self.chance.choice((0, 0, 0, 0, 1, 2))):
            body = self._mutated(body)
        content = json.dumps(body, ensure_ascii=self._happens(0.5))
        return content.encode("utf-8", "surrogatepass")

    def _upload(
        self, method: discovery.Method, query: dict[str, list[str]]
    ) -> tuple[bytes, dict[str, str]]:
        kind = self.chance.choice(("media", "multipart", "resumable", "multipart", "x"))
        query["uploadType"] = [kind]
        if kind == "media":
            return LETTER, {"content-type": self.chance.choice(("message/rfc822", "text/csv", ""))}
        if kind == "resumable":
            return self._json(method) if method.request else b"", {}
        parts = (b"--b\r\nContent-Type: application/json\r\n\r\n", self._json(method))
        media = b"\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n" + LETTER
        end = b"\r\n--b--" if self._happens(0.9) else b""
        return b"".join((*parts, media, end)), {"content-type": "multipart/related; boundary=b"}

    def message(self, name: str, depth: int) -> dict[str, Any]:
        """Draw an object of a schema; of what are alternatives mostly one."""
        properties = discovery.schema(self.api, name).get("properties", {})
        if depth > DEEPEST:
            return {}
        chosen = {each for each in properties if self._happens(_share(each, properties, depth))}
        for alternatives in ALTERNATIVES.get(
            name, [sorted(properties)] if name == "Request" else []
        ):
            chosen -= set(alternatives)
            known = [each for each in alternatives if each in KINDS]
            chosen.add(self.chance.choice(known if known and self._happens(0.9) else alternatives))
        drawn = {
            each: self._value(each, described, depth + 1)
            for each, described in properties.items()
            if each in chosen
        }
        mask = next((each for each in ("fields", "updateMask") if each in drawn), None)
        if mask and self._happens(0.8):
            drawn[mask] = self._mask(drawn)
        return drawn

    def _mask(self, drawn: Mapping[str, Any]) -> str:
        """Draw a mask that names what the message beside it has."""
        beside = [each for each in drawn.values() if isinstance(each, dict) and each]
        names = sorted(self.chance.choice(beside)) if beside else []
        if not names or self._happens(0.4):
            return "*"
        return ",".join(self.chance.sample(names, self.chance.randint(1, len(names))))

    def _value(self, name: str, described: Mapping[str, Any], depth: int) -> Any:
        if "$ref" in described:
            return self.message(described["$ref"], depth)
        kind = described.get("type")
        if kind == "array":
            count = self.chance.choice((1, 1, 1, 2, 2, 3) if self._happens(0.95) else (0,))
            return [self._value(name, described["items"], depth + 1) for _ in range(count)]
        if kind == "object":
            item = described.get("additionalProperties", {"type": "any"})
            return {
                key: self._value(key, item, depth + 1)
                for key in self._some(("a", "khoa", *self.world.ids["questionId"]))
            }
        return self._named(name, described)

    def _named(self, name: str, described: Mapping[str, Any]) -> Any:
        """Draw a scalar: of its name's kind where that is known, else of its type."""
        enum = [each for each in described.get("enum", ()) if not each.endswith("UNSPECIFIED")]
        if enum and self._happens(0.95):
            return self.chance.choice(enum)
        known = KNOWN.get(name)
        if known and self._happens(0.92):
            return known(self)
        ids = self.world.ids.get(name)
        if ids and self._happens(0.93):
            return self.chance.choice(ids)
        return self._scalar(described)

    def _scalar(self, described: Mapping[str, Any]) -> Any:
        kind, form = described.get("type"), described.get("format", "")
        if kind == "boolean":
            return self._happens(0.5)
        if kind == "integer":
            return self.chance.choice((0, 1, 2, 3, 4, 5, 6, 12, 40, -1, 2**31 - 1))
        if kind == "number":
            return self.chance.choice((0, 1, 0.5, -2.5, 255, 1e300))
        if form in ("int64", "uint64"):
            return self.chance.choice(("0", "1", "99", "-1", str(2**63 - 1)))
        if form == "google-fieldmask":
            return self.chance.choice(MASKS)
        if form in ("date-time", "google-datetime"):
            return self.chance.choice(("2023-04-20T00:00:00Z", "2023-04-20T07:00:00+07:00", "x"))
        if kind == "any":
            return self.chance.choice((None, True, 1, 2.5, *TEXTS))
        return self.chance.choice(TEXTS)

    # Beside the APIs: pages, levers, tokens and batches

    def _page(self) -> Incoming:
        """Draw a request of a page or a lever, but for the one that forgets everything."""
        every = sorted(key for key in PAGES if key[1] != "/_local/reset")
        verb, template = self.chance.choice(every)
        path = re.sub(r"\{(\w+)\}", self._page_id, template)
        names = ("grant_type", "assertion", "email", "seed", "now", "formId", "entry.1", "ma")
        given = {name: self._scalar({"type": "any"}) for name in self._some(names)}
        query = {name: [_as_text(value)] for name, value in given.items() if self._happens(0.3)}
        headers = {"cookie": self.chance.choice(("local_principal=x; a b=c", "=;;", "\x00"))}
        if self._happens(0.5):
            headers["content-type"] = "application/x-www-form-urlencoded"
            text = {name: _as_text(value) for name, value in given.items()}
            return Incoming(verb, path, query, headers, urlencode(text).encode())
        body = self.chance.choice((given, given, *GARBAGE))
        return Incoming(verb, path, query, headers, json.dumps(body).encode())

    def _page_id(self, _found: re.Match[str]) -> str:
        ids = [each for kind in sorted(self.world.ids) for each in self.world.ids[kind]]
        return quote(str(self.chance.choice((*ids, *PATHS))), safe="%")

    def _batch(self) -> Incoming:
        """Draw a batch of calls of any API, at times a broken one."""
        parts = []
        for _ in range(self.chance.choice((0, 1, 2, 3))):
            api = self.chance.choice(("sheets", "drive", "gmail", "forms"))
            inner = Drawer(self.world, api, self.chance).call()
            query = urlencode(inner.query, doseq=True)
            head = f"{inner.verb} {inner.raw_path}?{query} HTTP/1.1\r\nContent-Type: text/x\r\n\r\n"
            part = b"--b\r\nContent-Type: application/http\r\nContent-ID: <1>\r\n\r\n"
            parts.append(part + head.encode() + inner.body + b"\r\n")
        content = b"".join(parts) + (b"--b--" if self._happens(0.9) else b"")
        kind = self.chance.choice(("multipart/mixed; boundary=b", "multipart/mixed", "\xff"))
        path = self.chance.choice(("/batch", "/batch/drive/v3", "/batch/gmail/v1"))
        return Incoming("POST", path, {}, {"content-type": kind}, content)

    # What is done to a right body

    def _mutated(self, value: Any) -> Any:
        """Spoil one place of a body: another type, an unknown name, a snake-case one, a depth."""
        if isinstance(value, dict) and value and self._happens(0.85):
            deeper = sorted(key for key, below in value.items() if isinstance(below, dict | list))
            key = self.chance.choice(deeper if deeper and self._happens(0.7) else sorted(value))
            return {**value, key: self._mutated(value[key])}
        if isinstance(value, list) and value and self._happens(0.85):
            place = self.chance.randrange(len(value))
            return [*value[:place], self._mutated(value[place]), *value[place + 1 :]]
        return self.chance.choice(
            (
                self.chance.choice(GARBAGE),
                {"nested": _nested(self.chance.choice((3, 90, 120)))},
                {**value, "unknownName": 1, "sheet_id": 7} if isinstance(value, dict) else [value],
                [value, value],
            )
        )

    def _some(self, names: tuple[str, ...]) -> list[str]:
        return [name for name in names if self._happens(0.4)]

    def _happens(self, share: float) -> bool:
        return self.chance.random() < share


def _share(name: str, properties: Mapping[str, Any], depth: int) -> float:
    """Return how often a field is set: often in small messages, seldom in large or deep ones."""
    if name in SELDOM or "ataSource" in name or name.startswith(("include", "responseInclude")):
        return 0.05
    if name in OFTEN or name.endswith("Index"):
        return 0.9
    return min(0.85, 4 / len(properties)) * (1 if depth < 5 else 0.6)


def _index(drawer: Drawer) -> Any:
    return drawer.chance.choice((0, 0, 1, 1, 2, 3, 4, 6, 8, 11, 12, 13, 30))


def _range(drawer: Drawer) -> Any:
    return drawer.chance.choice(RANGES)


def _count(drawer: Drawer) -> Any:
    return drawer.chance.choice((1, 2, 5, 12, 40, 0, -3, 10_000_001, 10**9))


KNOWN: dict[str, Callable[[Drawer], Any]] = {
    **dict.fromkeys(
        (
            *("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex", "startIndex"),
            *("endIndex", "rowIndex", "columnIndex", "index", "destinationIndex", "newIndex"),
            *("originalIndex", "insertSheetIndex"),
        ),
        _index,
    ),
    **dict.fromkeys(("range", "ranges", "a1Range"), _range),
    **dict.fromkeys(("rowCount", "columnCount", "length", "fillLength"), _count),
    **dict.fromkeys(("fields", "updateMask"), lambda drawer: drawer.chance.choice(MASKS)),
    "raw": lambda drawer: drawer.chance.choice((RAW, RAW[:-3], "?", "")),
    "q": lambda drawer: drawer.chance.choice(QUERIES.get(drawer.api, TEXTS)),
    "userId": lambda drawer: drawer.chance.choice(("me", "me", "me", "me@example.com", OTHER)),
    "orderBy": lambda drawer: drawer.chance.choice(("name", "modifiedTime desc,name", "x", "")),
    "role": lambda drawer: drawer.chance.choice(("reader", "writer", "owner", "commenter", "x")),
    "type": lambda drawer: drawer.chance.choice(
        (
            "user",
            "anyone",
            "domain",
            "RADIO",
            "CHECKBOX",
            "NUMBER_EQ",
            "ONE_OF_LIST",
            "TEXT",
            "DATE",
        )
    ),
    "emailAddress": lambda drawer: drawer.chance.choice((OTHER, "user3@example.com", "x")),
    "mimeType": lambda drawer: drawer.chance.choice(
        (
            *("text/plain", "text/csv", "application/pdf", "x"),
            *(f"application/vnd.google-apps.{kind}" for kind in ("folder", "spreadsheet", "form")),
        )
    ),
    "formula": lambda drawer: drawer.chance.choice(("=A1", "=SUM(", "=ROW()", "x")),
    "formulaValue": lambda drawer: drawer.chance.choice(("=A1", "=SUM(", "=1/0", "x", "=A:A")),
    "pageSize": lambda drawer: drawer.chance.choice((1, 10, 1000, 0, -1)),
    "maxResults": lambda drawer: drawer.chance.choice((1, 10, 500, 0, -1)),
    "destinationSpreadsheetId": lambda drawer: drawer.chance.choice(
        drawer.world.ids["spreadsheetId"]
    ),
    **dict.fromkeys(
        ("parents", "addParents", "removeParents"),
        lambda drawer: drawer.chance.choice(drawer.world.ids["fileId"]),
    ),
    **dict.fromkeys(
        ("labelIds", "addLabelIds", "removeLabelIds"),
        lambda drawer: drawer.chance.choice(drawer.world.ids["labelId"]),
    ),
    "ids": lambda drawer: drawer.chance.choice(drawer.world.ids["messageId"]),
    "sheetIds": lambda drawer: drawer.chance.choice(drawer.world.ids["sheetId"]),
}


def methods(api: str) -> list[discovery.Method]:
    """Return every method of an API, those that take uploads twice."""
    return [
        method
        for verb in ("GET", "POST", "PUT", "PATCH", "DELETE")
        for method in discovery.routes(verb)
        if method.api == api
    ]


def _pool(name: str, method: str) -> str:
    """Return whose ids a path parameter takes; Gmail and Forms call many of them `id`."""
    if name == "id":
        for kind in ("label", "thread", "draft"):
            if f".{kind}s." in method:
                return f"{kind}Id"
        return "messageId"
    if name == "fileId" and method != "drive.files.create":
        return "fileId"
    return name


def _nested(depth: int) -> Any:
    value: Any = "deep"
    for _ in range(depth):
        value = {"a": [value]}
    return value


def _as_text(value: Any) -> str:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    return json.dumps(value)
