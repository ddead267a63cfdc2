"""How cells look: their own formats, over alternating colors, under conditional formats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from local_workspace.sheets import conditions, formats, links
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.blocks import places
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.engine import Value
from local_workspace.sheets.gradients import Gradient

Place: TypeAlias = tuple[int, int]
BACK = ("backgroundColor", "backgroundColorStyle")


class Looks:
    """The effective formats of the cells of a box, worked out together."""

    def __init__(self, book: Book, tab: Tab, box: Box) -> None:
        """Look at a box of a sheet as it is now."""
        self._book, self._tab = book, tab
        self._bands = dict(_bands(tab, box))
        self._rules: dict[Place, dict[str, Any]] = {}
        self._apply_rules(box)
        self._colored = {*self._bands, *self._rules}
        self._layer = tab.layers["userEnteredFormat"]
        self._shared: dict[tuple[int, str], dict[str, Any]] = {}

    @property
    def places(self) -> set[Place]:
        """Return the cells that alternating colors or conditional formats color."""
        return self._colored

    def format_of(
        self, row: int, column: int, value: Value, *, is_link: bool = False
    ) -> dict[str, Any]:
        """Return a cell's effectiveFormat; a link has its color and line unless it has others."""
        given = self._layer.get(row, column) or {}
        if not is_link and (row, column) not in self._colored:
            return self._plain(given, value)
        found = formats.effective(given, value)
        band = self._bands.get((row, column))
        if band is not None and not any(name in given for name in BACK):
            found |= band
        rule = self._rules.get((row, column), {})
        if is_link:
            own = given.get("textFormat", {})
            found["textFormat"] = {**found["textFormat"], **links.LOOK, **own}
            found["hyperlinkDisplayType"] = given.get("hyperlinkDisplayType", "LINKED")
        text = {**found["textFormat"], **rule.get("textFormat", {})}
        return {**found, **rule, "textFormat": text}

    def _plain(self, given: dict[str, Any], value: Value) -> dict[str, Any]:
        """Return the look of a cell that nothing but its own format forms; equal ones share it."""
        kind = (id(given) if given else 0, type(value).__name__)  # the layer holds the format
        if kind not in self._shared:
            self._shared[kind] = formats.effective(given, value)
        return self._shared[kind]

    def _apply_rules(self, box: Box) -> None:
        """Lay the rules on, the first of them last: it has precedence."""
        rules = self._tab.lists["conditionalFormats"]
        boxes = [[self._tab.box_of(one) for one in rule["ranges"]] for rule in rules]
        asked = [
            (rule["booleanRule"]["condition"], on)
            for rule, on in zip(rules, boxes, strict=True)
            if "booleanRule" in rule
        ]
        held = iter(conditions.truths(self._book, self._tab, asked, box))
        layers: list[Mapping[Place, Mapping[str, Any]]] = []
        for rule, on in zip(rules, boxes, strict=True):
            if "booleanRule" in rule:
                layers.append(dict.fromkeys(next(held), rule["booleanRule"].get("format") or {}))
            else:
                gradient = Gradient(self._book, self._tab, rule["gradientRule"], on)
                layers.append(gradient.colors(box))
        for layer in reversed(layers):
            for place, given in layer.items():
                under = self._rules.get(place, {})
                text = {**under.get("textFormat", {}), **given.get("textFormat", {})}
                self._rules[place] = {**under, **given, "textFormat": text}


def wanted_color(
    given: Mapping[str, Any], names: Mapping[str, str]
) -> tuple[str, dict[str, Any]] | None:
    """Return (kind, RGB) of the color that a sort or filter names, None where it names none.

    `names` says under which name each of backgroundColor and foregroundColor is given.
    """
    for kind, name in names.items():
        style = given.get(f"{name}Style")
        if style is not None or name in given:
            return kind, formats.color((style or {}).get("rgbColor") or given.get(name) or {})
    return None


def colored(book: Book, tab: Tab, box: Box, color: tuple[str, dict[str, Any]]) -> set[Place]:
    """Return the cells of a box that have this background or text color."""
    look = Looks(book, tab, box)
    kind, wanted = color
    found = set()
    for place in places(box):
        seen = look.format_of(*place, book.engine.value(book.place(tab), *place))
        has = seen[kind] if kind == "backgroundColor" else seen["textFormat"][kind]
        if has == wanted:
            found.add(place)
    return found


def _bands(tab: Tab, box: Box) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Yield the cells of a box that alternating colors fill, each with its background."""
    for banded in tab.lists["bandedRanges"]:
        whole = tab.box_of(banded["range"])
        part = whole.within(box)
        for row in range(part.top, part.bottom):
            across = _band(banded.get("rowProperties"), row - whole.top, whole.height)
            for column in range(part.left, part.right):
                along = _band(banded.get("columnProperties"), column - whole.left, whole.width)
                found = [one for one in (across, along) if one is not None]
                if found:
                    yield (row, column), min(found, key=lambda one: one[0])[1]


def _band(
    properties: Mapping[str, Any] | None, place: int, size: int
) -> tuple[int, dict[str, Any]] | None:
    """Return (rank, background) of a row or column of a banded range; the lower rank is seen."""
    if not properties:
        return None
    header = int("headerColorStyle" in properties)
    if header and place == 0:
        return 0, _background(properties, "headerColor")
    if "footerColorStyle" in properties and place == size - 1:
        return 0, _background(properties, "footerColor")
    if (place - header) % 2 == 0:
        return 1, _background(properties, "firstBandColor")
    return 2, _background(properties, "secondBandColor")


def _background(properties: Mapping[str, Any], name: str) -> dict[str, Any]:
    style = properties.get(f"{name}Style") or {"rgbColor": properties.get(name) or {}}
    return {"backgroundColor": style.get("rgbColor", {}), "backgroundColorStyle": style}
