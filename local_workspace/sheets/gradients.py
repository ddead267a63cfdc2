"""Gradient rules: a background between two or three colors, by how large a number is."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets import entries, formats
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.engine import is_number

POINTS = ("minpoint", "midpoint", "maxpoint")
PARTS = ("red", "green", "blue")


def check(rule: Mapping[str, Any]) -> None:
    """Raise a 400 for a gradient without its ends, or with a point that says too little."""
    for name in POINTS:
        point = rule.get(name) or {}
        if name == "midpoint" and name not in rule:
            continue
        if not point.get("type"):
            raise invalid("No interpolationPointType specified.")
        if point["type"] not in ("MIN", "MAX") and not point.get("value"):
            raise invalid(f"{name} of type {point['type']} must have a value.")


class Gradient:
    """One gradient rule on its boxes."""

    def __init__(self, book: Book, tab: Tab, rule: Mapping[str, Any], boxes: Sequence[Box]) -> None:
        """Work out where the rule's colors stand, by all numbers of the boxes."""
        self._book, self._sheet, self._boxes = book, book.place(tab), boxes
        self._numbers = {
            place: number
            for box in boxes
            for place in book.filled(tab, box)
            if is_number(number := book.engine.value(self._sheet, *place))
        }
        given = [rule[name] for name in POINTS if name in rule]
        self._points = sorted(
            ((self._place(point), _rgb(point)) for point in given), key=lambda point: point[0]
        )

    def colors(self, box: Box) -> dict[tuple[int, int], dict[str, Any]]:
        """Return the background of each number in a box."""
        return {
            place: formats.tidy({"backgroundColor": self._color(number)})
            for place, number in self._numbers.items()
            if box.holds(*place)
        }

    def _color(self, number: float) -> dict[str, float]:
        points = self._points
        if number <= points[0][0]:
            return points[0][1]
        for (low, start), (high, end) in itertools.pairwise(points):
            if number <= high:
                part = (number - low) / (high - low)
                return {name: start[name] + (end[name] - start[name]) * part for name in PARTS}
        return points[-1][1]

    def _place(self, point: Mapping[str, Any]) -> float:
        """Return the number at which a point's color stands."""
        numbers = sorted(self._numbers.values()) or [0.0]
        low, high = numbers[0], numbers[-1]
        if point["type"] == "MIN":
            return low
        if point["type"] == "MAX":
            return high
        value = self._value(str(point.get("value", "")))
        if point["type"] == "PERCENT":
            return high * value / 100 + low * (1 - value / 100)
        if point["type"] == "PERCENTILE":
            rank = (len(numbers) - 1) * min(max(value, 0), 100) / 100
            below = int(rank)
            above = min(below + 1, len(numbers) - 1)
            return numbers[below] + (numbers[above] - numbers[below]) * (rank - below)
        return value

    def _value(self, text: str) -> float:
        read = entries.read(text, self._book.locale, self._book.today)
        value = self._book.engine.calculated(self._sheet, [text])[0] if read is None else read.value
        return value if is_number(value) else 0.0


def _rgb(point: Mapping[str, Any]) -> dict[str, float]:
    style = point.get("colorStyle") or {}
    given = style.get("rgbColor") or point.get("color") or {}
    return {name: float(given.get(name, 0)) for name in PARTS}
