"""Gmail's search language: how a query is read. What its operators find stands in `operators`.

See https://support.google.com/mail/answer/7190. Gmail refuses no query; here a value that an
operator does not know is a 501 that names it, for Gmail's guess at it is not known to us.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from local_workspace.gmail.operators import OPERATORS, Test, near, phrase
from local_workspace.gmail.view import Desk, View

PIECE = re.compile(
    r"""\s*(?:
    (?P<open>[({])
  | (?P<close>[)}])
  | (?P<minus>-)(?=[^\s-])
  | \+(?="|\w)
  | (?P<operator>[A-Za-z_0-9]+):(?=[^\s)}])
  | "(?P<quoted>[^"]*)"?
  | (?P<word>[^\s(){}"]+)
    )""",
    re.VERBOSE,
)
PLAIN = re.compile(r"""[^\s(){}"]+""")
WITHIN = re.compile(r"(.+?)\s+AROUND\s+(\d+)\s+(.+)")
REVEALING = {
    ("in", "trash"),
    ("in", "spam"),
    ("in", "anywhere"),
    ("label", "trash"),
    ("label", "spam"),
}


@dataclass(frozen=True)
class Search:
    """A search: its test, and whether it asks for trash or spam by name."""

    test: Test
    names_hidden: bool


@dataclass(frozen=True)
class Piece:
    """A sign of a query: its kind ("open", "close", "minus", "operator", "quoted", "word")."""

    kind: str
    text: str


def parse_search(query: str, desk: Desk) -> Search:
    """Return a query as a test; raises a 501 for an operator's value that is not known here."""
    reader = Reader(list(_pieces(query)), desk)
    tests = []
    while reader.rest:  # a bracket that nothing opened ends a sequence and means nothing
        tests.append(reader.sequence(""))
        del reader.rest[:1]
    return Search(_all(tests), reader.names_hidden)


def _pieces(query: str) -> Sequence[Piece]:
    found, at = [], 0
    while (match := PIECE.match(query, at)) is not None:
        kind, text = match.lastgroup, match[match.lastgroup] if match.lastgroup else ""
        at = match.end()
        if kind == "operator" and text.lower() not in OPERATORS:  # as in "http://…" or "10:30"
            plain = PLAIN.match(query, match.start("operator"))
            kind, text, at = "word", plain[0] if plain else text, plain.end() if plain else at
        if kind is not None:
            found.append(Piece(kind, text))
    return found


@dataclass
class Reader:
    """Reads the pieces of a query one after another."""

    rest: list[Piece]
    desk: Desk
    names_hidden: bool = field(default=False)

    def sequence(self, operator: str) -> Test:
        """Read up to a closing bracket: all must hold, save that OR binds its two neighbours.

        `operator` is the one whose values the words are, as in `subject:(dinner movie)`.
        """
        every: list[Test] = []
        joins = False
        while self.rest and self.rest[0].kind != "close":
            if self._takes_word("OR"):
                joins = bool(every)
            elif not self._takes_word("AND"):
                test = self._item(operator)
                every.append(_any([every.pop(), test]) if joins else test)
                joins = False
        return _all(every)

    def _alternatives(self, operator: str) -> Test:
        """Read what stands in braces: one must hold."""
        some: list[Test] = []
        while self.rest and self.rest[0].kind != "close":
            if not self._takes_word("OR"):
                some.append(self._item(operator))
        return _any(some)

    def _item(self, operator: str, *, is_negated: bool = False) -> Test:
        piece = self.rest.pop(0)
        if piece.kind == "minus":
            if not self.rest or self.rest[0].kind == "close":
                return _all([])
            return _not(self._item(operator, is_negated=not is_negated))
        if piece.kind == "operator":
            if not self.rest:
                return phrase(piece.text)
            return self._item(piece.text.lower(), is_negated=is_negated)
        if piece.kind == "open":
            test = self.sequence(operator) if piece.text == "(" else self._alternatives(operator)
            del self.rest[:1]
            return test
        self.names_hidden |= not is_negated and (operator, piece.text.lower()) in REVEALING
        if operator:
            return OPERATORS[operator](piece.text, self.desk)
        return self._text(piece)

    def _text(self, piece: Piece) -> Test:
        if piece.kind == "quoted" and (found := WITHIN.fullmatch(piece.text)):
            return near(found[1], found[3], int(found[2]), in_order=True)
        ahead = self.rest[:3]
        if (
            [p.text for p in ahead[:1]] == ["AROUND"]
            and len(ahead) == 3
            and ahead[1].text.isdigit()
        ):
            del self.rest[:3]
            return near(piece.text, ahead[2].text, int(ahead[1].text), in_order=False)
        return phrase(piece.text)

    def _takes_word(self, word: str) -> bool:
        if self.rest and self.rest[0] == Piece("word", word):
            del self.rest[:1]
            return True
        return False


def _all(tests: Sequence[Test]) -> Test:
    return lambda view: all(test(view) for test in tests)


def _any(tests: Sequence[Test]) -> Test:
    return lambda view: any(test(view) for test in tests)


def _not(test: Test) -> Test:
    def opposite(view: View) -> bool:
        return not test(view)

    return opposite
