"""On which line of a TOML file each key stands, which `tomllib` does not tell."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator

KeyPath = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n]*)
    | (?P<text>\"{3}(?:\\.|.)*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    | (?P<newline>\n)
    | (?P<mark>[\[\]{}=,.])
    | (?P<bare>[^\s\[\]{}=,.\#"']+)
    """,
    re.VERBOSE | re.DOTALL,
)


def lines_of(source: str) -> dict[KeyPath, int]:
    """Map each key path, such as `("fields", 0, "lead")`, to its line, counted from 1.

    Raises tomllib.TOMLDecodeError for a source that is no TOML.
    """
    tomllib.loads(source)
    return _Reader(source).read()


def line_of(lines: dict[KeyPath, int], path: KeyPath) -> int:
    """Give the line of a path or of the nearest part above it that stands in the file."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Reader:
    """Walks over the tokens of a file that `tomllib` has found to be valid."""

    def __init__(self, source: str) -> None:
        self._tokens = list(_tokens(source))
        self._at = 0
        self._lines: dict[KeyPath, int] = {}
        self._sizes: Counter[KeyPath] = Counter()

    def read(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        while self._at < len(self._tokens):
            if self._peek() == "\n":
                self._at += 1
            elif self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)
        return self._lines

    def _header(self) -> KeyPath:
        line = self._line()
        depth = 0
        while self._peek() == "[":
            self._at, depth = self._at + 1, depth + 1
        *above, last = self._key()
        self._at += depth
        table: KeyPath = ()
        for part in above:
            table = self._newest((*table, part))
        table = (*table, last)
        if depth == 1:
            table = self._newest(table)
        else:
            self._lines.setdefault(table, line)
            self._sizes[table] += 1
            table = (*table, self._sizes[table] - 1)
        self._lines.setdefault(table, line)
        return table

    def _newest(self, path: KeyPath) -> KeyPath:
        return (*path, self._sizes[path] - 1) if self._sizes[path] else path

    def _pair(self, table: KeyPath) -> None:
        line = self._line()
        path = table
        for part in self._key():
            path = (*path, part)
            self._lines.setdefault(path, line)
        self._at += 1  # the equals sign
        self._value(path)

    def _key(self) -> list[str]:
        parts = [self._word()]
        while self._peek() == ".":
            self._at += 1
            parts.append(self._word())
        return parts

    def _word(self) -> str:
        token = self._peek()
        self._at += 1
        if token[0] in "\"'":
            [word] = tomllib.loads(f"{token} = 0")
            return word
        return token

    def _value(self, path: KeyPath) -> None:
        opening = self._peek()
        if opening == "[":
            self._items(path)
        elif opening == "{":
            self._inline_table(path)
        else:
            while self._at < len(self._tokens) and self._peek() not in "\n,]}":
                self._at += 1

    def _items(self, path: KeyPath) -> None:
        self._at += 1
        number = 0
        while self._peek() != "]":
            if self._peek() in "\n,":
                self._at += 1
                continue
            self._lines[(*path, number)] = self._line()
            self._value((*path, number))
            number += 1
        self._at += 1

    def _inline_table(self, path: KeyPath) -> None:
        self._at += 1
        while self._peek() != "}":
            if self._peek() in "\n,":
                self._at += 1
            else:
                self._pair(path)
        self._at += 1

    def _peek(self) -> str:
        return self._tokens[self._at][0]

    def _line(self) -> int:
        return self._tokens[self._at][1]


def _tokens(source: str) -> Iterator[tuple[str, int]]:
    line = 1
    for found in _TOKEN.finditer(source):
        if found.lastgroup != "comment":
            yield found.group(), line
        line += found.group().count("\n")
