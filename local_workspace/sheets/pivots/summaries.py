"""What a pivot table makes of the values of several rows: SUM, COUNT, AVERAGE and so on."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence

from local_workspace.errors import not_built
from local_workspace.sheets.engine import Value

DIVIDE_BY_ZERO, BAD_NUMBER = "#DIV/0!", "#NUM!"


class Fault(str):
    """The text of an error value, such as #N/A, which is not the text typed by a person."""

    __slots__ = ()


def summarize(function: str, values: Sequence[Value]) -> Value:
    """Return the summary of some cells; a Fault where there is none, and where one is among them.

    Raises a 501 for a function that is not built.
    """
    if function in COUNTS:
        return COUNTS[function]([value for value in values if value is not None])
    if function not in FUNCTIONS:
        raise not_built(f"pivot values summarized by {function}")
    fault = next((value for value in values if isinstance(value, Fault)), None)
    return fault or FUNCTIONS[function](_numbers(values))


def _numbers(values: Sequence[Value]) -> list[float]:
    return [
        value for value in values if isinstance(value, int | float) and not isinstance(value, bool)
    ]


def _at_least(
    count: int, fault: str, function: Callable[[list[float]], float]
) -> Callable[[list[float]], Value]:
    """Return a function that is an error for fewer numbers."""
    return lambda numbers: function(numbers) if len(numbers) >= count else Fault(fault)


COUNTS: dict[str, Callable[[list[Value]], int]] = {
    "COUNT": lambda values: len(_numbers(values)),
    "COUNTA": len,
    "COUNTUNIQUE": lambda values: len({(type(value), value) for value in values}),
}
FUNCTIONS: dict[str, Callable[[list[float]], Value]] = {
    "SUM": math.fsum,
    "AVERAGE": _at_least(1, DIVIDE_BY_ZERO, statistics.fmean),
    "MAX": lambda numbers: max(numbers, default=0),
    "MIN": lambda numbers: min(numbers, default=0),
    "MEDIAN": _at_least(1, BAD_NUMBER, statistics.median),
    "PRODUCT": lambda numbers: math.prod(numbers) if numbers else 0,
    "STDEV": _at_least(2, DIVIDE_BY_ZERO, statistics.stdev),
    "STDEVP": _at_least(1, DIVIDE_BY_ZERO, statistics.pstdev),
    "VAR": _at_least(2, DIVIDE_BY_ZERO, statistics.variance),
    "VARP": _at_least(1, DIVIDE_BY_ZERO, statistics.pvariance),
}
