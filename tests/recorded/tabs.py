"""Which sheets a recorded case makes, and which its requests and answers name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
FIRST = ({"title": "Sheet1", "sheetId": 0},)
CELLS = re.compile(r"^\$?[A-Z]{0,3}\$?\d*(:\$?[A-Z]{0,3}\$?\d*)?$", re.IGNORECASE)

Tab = str | int
"""A sheet as a request names it: by its title in small letters, or by its sheetId."""


class Tabs:
    """The sheets, and named ranges, that a case has made so far, by spreadsheet."""

    def __init__(self) -> None:
        """Know none."""
        self._made: dict[str, set[Tab]] = {}

    def has(self, spreadsheet: str, tab: Tab) -> bool:
        """Tell whether a sheet was made; of a spreadsheet that the case did not make, none was."""
        return tab in self._made.get(spreadsheet, ())

    def learn(self, item: dict[str, Any]) -> None:
        """Take in what a recorded request made."""
        answer = item.get("response")
        if item["status"] >= 400 or not isinstance(answer, dict) or item["method"] == "GET":
            return
        self.learn_requested(item)
        path = urlsplit(item["url"]).path
        if (item.get("body") or {}).get("mimeType") == SPREADSHEET:
            self._add(answer["id"], FIRST)
        elif path == "/v4/spreadsheets":
            self._add(answer["spreadsheetId"], [s["properties"] for s in answer.get("sheets", ())])
            if "sheets" not in answer:
                self._add(answer["spreadsheetId"], FIRST)
        elif path.endswith("/copy"):
            source = path.split("/")[-2]
            self._made[answer["id"]] = set(self._made.get(source, ()))
        elif path.endswith(":copyTo"):
            self._add(item["body"]["destinationSpreadsheetId"], [answer])
        else:
            self._add(_spreadsheet(path), _properties(answer.get("replies")))

    def learn_requested(self, item: dict[str, Any]) -> None:
        """Take in the titles and ids that a batchUpdate itself gives to sheets."""
        path = urlsplit(item["url"]).path
        if not path.endswith(":batchUpdate") or "requests" not in (item.get("body") or {}):
            return
        for request in item["body"]["requests"]:
            for kind, given in request.items():
                if kind == "addSheet":
                    self._add(_spreadsheet(path), [given.get("properties") or {}])
                elif kind == "updateSheetProperties":
                    title = {"title": (given.get("properties") or {}).get("title")}
                    self._add(_spreadsheet(path), [title])
                elif kind == "duplicateSheet":
                    new = {"title": given.get("newSheetName"), "sheetId": given.get("newSheetId")}
                    self._add(_spreadsheet(path), [new])
                elif kind == "addNamedRange":
                    self._add(_spreadsheet(path), [{"title": given["namedRange"].get("name")}])

    def _add(self, spreadsheet: str, made: Any) -> None:
        known = self._made.setdefault(spreadsheet, set())
        for properties in made:
            title, number = properties.get("title"), properties.get("sheetId")
            known |= {title.casefold()} if title else set()
            known |= set() if number is None else {number}


def named_tabs(item: dict[str, Any]) -> Iterator[Tab]:
    """Yield the sheets that a recorded request names."""
    parts = urlsplit(item["url"])
    for text in _ranges(unquote(parts.path), parse_qs(parts.query), item.get("body")):
        title, mark, _ = text.rpartition("!")
        if mark or not CELLS.match(text):
            yield (title if mark else text).strip("'").replace("''", "'").casefold()
    copied = re.search(r"/sheets/(\d+):copyTo$", parts.path)
    if copied:
        yield int(copied[1])
    if parts.path.endswith(":batchUpdate"):
        yield from _sheet_ids((item.get("body") or {}).get("requests", []))


def shown_tabs(answer: Any) -> Iterator[Tab]:
    """Yield the sheets that a spreadsheet's answer shows."""
    if isinstance(answer, dict):
        for sheet in answer.get("sheets", ()):
            title = sheet.get("properties", {}).get("title")
            if title is not None:
                yield title.casefold()


def _ranges(path: str, query: dict[str, list[str]], body: Any) -> Iterator[str]:
    found = re.search(r"/values/(.+?)(:append|:clear)?$", path)
    if found:
        yield found[1]
    yield from query.get("ranges", ())
    if isinstance(body, dict):
        ranges = body.get("ranges", ())
        yield from (text for text in ranges if isinstance(text, str))
        data = body.get("data", ())
        yield from (part["range"] for part in data if isinstance(part.get("range"), str))


def _sheet_ids(value: Any) -> Iterator[int]:
    if isinstance(value, list):
        for part in value:
            yield from _sheet_ids(part)
    elif isinstance(value, dict):
        for name, part in value.items():
            if name in ("sheetId", "sourceSheetId") and isinstance(part, int):
                yield part
            else:
                yield from _sheet_ids(part)


def _properties(replies: Any) -> Iterator[dict[str, Any]]:
    for reply in replies or ():
        for answer in reply.values():
            if isinstance(answer, dict) and "properties" in answer:
                yield answer["properties"]


def _spreadsheet(path: str) -> str:
    found = re.match(r"/v4/spreadsheets/([^/:]+)", path)
    return found[1] if found else ""
