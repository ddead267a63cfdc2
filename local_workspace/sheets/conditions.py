"""Boolean conditions: which of them are well formed for a use, and for which cells they hold."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, TypeAlias

from local_workspace.errors import invalid
from local_workspace.sheets import entries, formulas
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.engine import Value, is_number
from local_workspace.sheets.formats import is_date
from local_workspace.sheets.targets import resolve

Use: TypeAlias = Literal["data validation", "conditional formatting", "filters"]
Place: TypeAlias = tuple[int, int]
Question: TypeAlias = tuple[Mapping[str, Any], Sequence[Box]]
"""A condition and the boxes on which it is asked; relative formulas count from the first."""

ALL_USES: tuple[Use, ...] = ("data validation", "conditional formatting", "filters")
COLORING: tuple[Use, ...] = ("conditional formatting", "filters")
CHECKING: tuple[Use, ...] = ("data validation",)
ANY_NUMBER = 1 << 20
BOUNDED = ("NUMBER_GREATER", "NUMBER_GREATER_THAN_EQ", "NUMBER_LESS", "NUMBER_LESS_THAN_EQ")
MATCHED = ("NUMBER_EQ", "NUMBER_NOT_EQ", "TEXT_CONTAINS", "TEXT_NOT_CONTAINS", "TEXT_EQ")
DATED = ("DATE_EQ", "DATE_BEFORE", "DATE_AFTER")
COUNTS: dict[str, tuple[tuple[Use, ...], int, int]] = {
    **dict.fromkeys((*BOUNDED, *MATCHED, *DATED, "CUSTOM_FORMULA"), (ALL_USES, 1, 1)),
    **dict.fromkeys(("NUMBER_BETWEEN", "NUMBER_NOT_BETWEEN"), (ALL_USES, 2, 2)),
    **dict.fromkeys(("TEXT_STARTS_WITH", "TEXT_ENDS_WITH"), (COLORING, 1, 1)),
    **dict.fromkeys(("BLANK", "NOT_BLANK"), (COLORING, 0, 0)),
    **dict.fromkeys(("TEXT_IS_EMAIL", "TEXT_IS_URL", "DATE_IS_VALID"), (CHECKING, 0, 0)),
    **dict.fromkeys(("DATE_ON_OR_BEFORE", "DATE_ON_OR_AFTER", "ONE_OF_RANGE"), (CHECKING, 1, 1)),
    **dict.fromkeys(("DATE_BETWEEN", "DATE_NOT_BETWEEN"), (CHECKING, 2, 2)),
    "ONE_OF_LIST": (CHECKING, 1, ANY_NUMBER),
    "BOOLEAN": (CHECKING, 0, 2),
}
RELATIVE = ("DATE_BEFORE", "DATE_AFTER", "DATE_ON_OR_BEFORE", "DATE_ON_OR_AFTER")
DAYS_BACK = {"TODAY": 0, "YESTERDAY": 1, "TOMORROW": -1, "PAST_WEEK": 7}
COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "GREATER": operator.gt,
    "GREATER_THAN_EQ": operator.ge,
    "LESS": operator.lt,
    "LESS_THAN_EQ": operator.le,
    "EQ": operator.eq,
    "NOT_EQ": operator.ne,
    "BEFORE": operator.lt,
    "AFTER": operator.gt,
}
FOUND: dict[str, Callable[[str, str], bool]] = {
    "TEXT_CONTAINS": lambda text, part: part in text,
    "TEXT_NOT_CONTAINS": lambda text, part: part not in text,
    "TEXT_STARTS_WITH": str.startswith,
    "TEXT_ENDS_WITH": str.endswith,
    "TEXT_EQ": operator.eq,
}


def check(book: Book, condition: Mapping[str, Any] | None, use: Use) -> None:
    """Raise a 400 for a condition that this use does not take, or whose values do not fit it."""
    kind = (condition or {}).get("type")
    if not condition or not kind:
        raise invalid("No condition specified.")
    uses, least, most = COUNTS.get(kind, ((), 0, 0))
    if use not in uses:
        raise invalid(f"Condition type {kind} is not supported for {use}.")
    values = condition.get("values") or []
    if not least <= len(values) <= most:
        wanted = str(least) if least == most else f"{least} or more" if most > 2 else "at most 2"
        raise invalid(f"Condition type {kind} requires {wanted} values, but {len(values)} given.")
    for value in values:
        _check_value(book, kind, value, use)


def _check_value(book: Book, kind: str, value: Mapping[str, Any], use: Use) -> None:
    if "relativeDate" in value:
        if kind not in RELATIVE or use == "data validation":
            raise invalid(f"Relative dates are not supported for {kind} in {use}.")
        return
    text = value.get("userEnteredValue")
    if text is None:
        raise invalid("ConditionValue must have a userEnteredValue.")
    if kind == "CUSTOM_FORMULA" and not _is_formula(text):
        raise invalid("Custom formula must begin with '=' or '+'.")
    if kind == "ONE_OF_LIST" and _is_formula(text):
        raise invalid("Formulas are not supported in ONE_OF_LIST.")
    if kind == "ONE_OF_RANGE":
        resolve(book, text.removeprefix("="))
    elif kind.startswith(("NUMBER_", "DATE_")) and not _is_formula(text):
        read = entries.read(text, book.locale, book.today)
        if read is None or isinstance(read.value, bool | str):
            word = "number" if kind.startswith("NUMBER_") else "date"
            raise invalid(f"Invalid ConditionValue.userEnteredValue: {text} is not a {word}.")


def truths(book: Book, tab: Tab, questions: Sequence[Question], within: Box) -> list[set[Place]]:
    """Return for each question the cells, of those within a box, for which the condition holds."""
    asked = [_Asked(book, tab, condition, boxes, within) for condition, boxes in questions]
    texts = sorted({text for one in asked for text in one.formulas()})
    values = book.engine.calculated(book.place(tab), texts) if texts else []
    known = dict(zip(texts, values, strict=True))
    return [one.truths(known) for one in asked]


@dataclass(frozen=True)
class _Asked:
    book: Book
    tab: Tab
    condition: Mapping[str, Any]
    boxes: Sequence[Box]
    within: Box

    def places(self) -> list[Place]:
        return [
            (row, column)
            for box in self.boxes
            for part in (box.within(self.within),)
            for row in range(part.top, part.bottom)
            for column in range(part.left, part.right)
        ]

    def formulas(self) -> set[str]:
        """Return every formula whose value is needed."""
        texts = [value.get("userEnteredValue", "") for value in self._values()]
        wanted = [text for text in texts if _is_formula(text)]
        return {self._at(text, place) for text in wanted for place in self.places()}

    def truths(self, known: Mapping[str, Value]) -> set[Place]:
        return {place for place in self.places() if self._holds(place, known)}

    def _values(self) -> Sequence[Mapping[str, Any]]:
        return self.condition.get("values") or ()

    def _at(self, text: str, place: Place) -> str:
        """Return a formula as it reads for one cell."""
        top, left = self.boxes[0].top, self.boxes[0].left
        return formulas.copied("=" + text[1:], place[0] - top, place[1] - left)

    def _holds(self, place: Place, known: Mapping[str, Value]) -> bool:
        kind: str = self.condition["type"]
        sheet, engine = self.book.place(self.tab), self.book.engine
        values = [self._value(value, place, known) for value in self._values()]
        value = engine.value(sheet, *place)
        if kind == "CUSTOM_FORMULA":
            return bool(values[0]) and not isinstance(values[0], str)
        if kind in ("BLANK", "NOT_BLANK"):
            is_blank: bool = value in (None, "")
            return is_blank == (kind == "BLANK")
        if kind in FOUND:
            text, part = engine.formatted(sheet, *place), values[0]
            return bool(FOUND[kind](text.casefold(), _text(part).casefold()))
        if not is_number(value) or not all(is_number(one) for one in values):
            return False
        if kind.startswith("DATE_") and not is_date(engine.number_format(sheet, *place)):
            return False
        return _compare(kind, value, values)

    def _value(self, value: Mapping[str, Any], place: Place, known: Mapping[str, Value]) -> Value:
        if "relativeDate" in value:
            return entries.serial(_relative(value["relativeDate"], self.book.today))
        text = str(value.get("userEnteredValue", ""))
        if _is_formula(text):
            return known[self._at(text, place)]
        read = entries.read(text, self.book.locale, self.book.today)
        is_text = self.condition["type"].startswith("TEXT_")
        return text if is_text or read is None else read.value


def _compare(kind: str, value: Any, values: Sequence[Any]) -> bool:
    family, _, how = kind.partition("_")
    if family == "DATE":
        value, values = value // 1, [one // 1 for one in values]
    if how in ("BETWEEN", "NOT_BETWEEN"):
        inside = min(values) <= value <= max(values)
        return bool(inside) == (how == "BETWEEN")
    return bool(COMPARED[how](value, values[0]))


def _relative(name: str, today: date) -> date:
    """Return the day that a relative date means."""
    if name in DAYS_BACK:
        return today - timedelta(days=DAYS_BACK[name])
    year, month = today.year, today.month - 1
    if name == "PAST_YEAR":
        year, month = year - 1, today.month
    elif month == 0:
        year, month = year - 1, 12
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return first + timedelta(days=min(today.day, (following - first).days) - 1)


def _is_formula(text: str) -> bool:
    return text.startswith(("=", "+")) and len(text) > 1


def _text(value: Value) -> str:
    return "" if value is None else str(value)
