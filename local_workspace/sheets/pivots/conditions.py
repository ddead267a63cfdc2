"""BooleanConditions that filter a pivot table's rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from local_workspace.errors import not_built
from local_workspace.sheets.engine import Value

NUMBERS: dict[str, Callable[[float, list[float]], bool]] = {
    "NUMBER_GREATER": lambda number, given: number > given[0],
    "NUMBER_GREATER_THAN_EQ": lambda number, given: number >= given[0],
    "NUMBER_LESS": lambda number, given: number < given[0],
    "NUMBER_LESS_THAN_EQ": lambda number, given: number <= given[0],
    "NUMBER_EQ": lambda number, given: number == given[0],
    "NUMBER_NOT_EQ": lambda number, given: number != given[0],
    "NUMBER_BETWEEN": lambda number, given: given[0] <= number <= given[1],
    "NUMBER_NOT_BETWEEN": lambda number, given: not given[0] <= number <= given[1],
}
TEXTS: dict[str, Callable[[str, list[str]], bool]] = {
    "TEXT_CONTAINS": lambda text, given: given[0] in text,
    "TEXT_NOT_CONTAINS": lambda text, given: given[0] not in text,
    "TEXT_STARTS_WITH": lambda text, given: text.startswith(given[0]),
    "TEXT_ENDS_WITH": lambda text, given: text.endswith(given[0]),
    "TEXT_EQ": lambda text, given: text == given[0],
    "TEXT_NOT_EQ": lambda text, given: text != given[0],
    "BLANK": lambda text, given: text == "",  # noqa: ARG005 - one shape for all
    "NOT_BLANK": lambda text, given: text != "",  # noqa: ARG005 - one shape for all
}


def holds(condition: Mapping[str, Any], value: Value, text: str) -> bool:
    """Tell whether a cell's value, shown as `text`, meets a condition; raises a 501 for others."""
    kind = condition.get("type", "")
    given = [str(item.get("userEnteredValue", "")) for item in condition.get("values") or ()]
    if any(item.startswith("=") for item in given):
        raise not_built("pivot tables filtered by a formula")
    if kind in TEXTS:
        return TEXTS[kind](text.casefold(), [item.casefold() for item in given])
    if kind not in NUMBERS:
        raise not_built(f"pivot tables filtered by {kind}")
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and NUMBERS[kind](float(value or 0), [_number(item) for item in given])


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise not_built("pivot tables filtered by numbers in words") from None
