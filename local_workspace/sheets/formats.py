"""Cell formats: Google's JSON as it comes back, and number formats to and from IronCalc."""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Mapping
from typing import Any

GENERAL = "general"
DEFAULT_PATTERNS = {
    "TEXT": "@",
    "NUMBER": "#,##0.00",
    "PERCENT": "0.00%",
    "CURRENCY": "$#,##0.00",
    "DATE": "m/d/yyyy",
    "TIME": "h:mm:ss AM/PM",
    "DATE_TIME": "m/d/yyyy h:mm:ss",
    "SCIENTIFIC": "0.00E+00",
}
DIGITS, LARGEST, SMALLEST = 10, 1e15, 1e-9
MOMENTS = frozenset(("DATE", "TIME", "DATE_TIME"))
DAY_FIRST = frozenset(("vi", "fr", "es", "it", "de", "en_GB"))
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
CURRENCY = re.compile("[$€£¥₫₩]")
STYLED = {
    "backgroundColor": "backgroundColorStyle",
    "foregroundColor": "foregroundColorStyle",
    "tabColor": "tabColorStyle",
    "headerColor": "headerColorStyle",
    "firstBandColor": "firstBandColorStyle",
    "secondBandColor": "secondBandColorStyle",
    "footerColor": "footerColorStyle",
    "color": "colorStyle",
    "barColor": "barColorStyle",
    "bubbleBorderColor": "bubbleBorderColorStyle",
    "maxValueColor": "maxValueColorStyle",
    "midValueColor": "midValueColorStyle",
    "minValueColor": "minValueColorStyle",
    "negativeColor": "negativeColorStyle",
    "noDataColor": "noDataColorStyle",
    "nodeColor": "nodeColorStyle",
    "positiveColor": "positiveColorStyle",
    "selectedNodeColor": "selectedNodeColorStyle",
    "visibleBackgroundColor": "visibleBackgroundColorStyle",
    "visibleForegroundColor": "visibleForegroundColorStyle",
}
BORDER_WIDTHS = {"SOLID_MEDIUM": 2, "SOLID_THICK": 3, "DOUBLE": 3}  # pixels; the others: 1
WHITE = {"red": 1, "green": 1, "blue": 1}
DEFAULT_FORMAT: dict[str, Any] = {
    "backgroundColor": WHITE,
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {},
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
        "foregroundColorStyle": {"rgbColor": {}},
    },
    "backgroundColorStyle": {"rgbColor": WHITE},
}
THEME: dict[str, Any] = {
    "primaryFontFamily": "Arial",
    "themeColors": [
        {"colorType": name, "color": {"rgbColor": color}}
        for name, color in (
            ("TEXT", {}),
            ("BACKGROUND", WHITE),
            ("ACCENT1", {"red": 0.25882354, "green": 0.52156866, "blue": 0.95686275}),
            ("ACCENT2", {"red": 0.91764706, "green": 0.2627451, "blue": 0.20784314}),
            ("ACCENT3", {"red": 0.9843137, "green": 0.7372549, "blue": 0.015686275}),
            ("ACCENT4", {"red": 0.20392157, "green": 0.65882355, "blue": 0.3254902}),
            ("ACCENT5", {"red": 1, "green": 0.42745098, "blue": 0.003921569}),
            ("ACCENT6", {"red": 0.27450982, "green": 0.7411765, "blue": 0.7764706}),
            ("LINK", {"red": 0.06666667, "green": 0.33333334, "blue": 0.8}),
        )
    ],
}


def tidy(value: Any) -> Any:
    """Return format JSON as Google keeps it: colors in 256 steps, each with its ...Style twin."""
    if isinstance(value, list):
        return [tidy(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    kept: dict[str, Any] = {}
    for key, item in value.items():
        if item is not None:
            _keep(kept, key, item)
    return kept


def color(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a color as Google keeps it: single precision of n/255, a zero part left out."""
    parts = ((part, _step(given.get(part) or 0)) for part in ("red", "green", "blue", "alpha"))
    return {part: size for part, size in parts if size}


def code_of(format_json: Mapping[str, Any] | None, locale: str) -> str:
    """Return the number format code that IronCalc is to use for a cell format."""
    number_format = (format_json or {}).get("numberFormat") or {}
    if number_format.get("pattern"):
        return str(number_format["pattern"])
    kind = number_format.get("type", "")
    code = DEFAULT_PATTERNS.get(kind, GENERAL)
    if locale in DAY_FIRST or locale.partition("_")[0] in DAY_FIRST:
        code = code.replace("m/d/yyyy", "dd/mm/yyyy")
    return code


def number_format_of(code: str) -> dict[str, Any] | None:
    """Return Google's numberFormat of an IronCalc code; None for the general one."""
    if code in (GENERAL, ""):
        return None
    return {"type": _kind(code), "pattern": code}


def general(number: float, point: str) -> str:
    """Return a number without a format as Google shows it: ten digits, whole ones up to fifteen."""
    size = abs(number)
    if size >= LARGEST or 0 < size < SMALLEST:
        mantissa, _, power = f"{number:.5E}".partition("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{power}".replace(".", point)
    if float(number).is_integer():
        return str(int(number))
    places = max(0, DIGITS - 1 - math.floor(math.log10(size)))
    return f"{number:.{places}f}".rstrip("0").rstrip(".").replace(".", point)


def is_date(code: str) -> bool:
    """Tell whether a number format code shows a date or a time."""
    return _kind(code) in MOMENTS


def effective(user_format: Mapping[str, Any] | None, value: Any) -> dict[str, Any]:
    """Return the effectiveFormat of a cell with this format and value."""
    text = {**DEFAULT_FORMAT["textFormat"], "fontFamily": "Arial"}
    given = dict(user_format or {})
    given_text = given.pop("textFormat", {})
    return {
        **DEFAULT_FORMAT,
        "horizontalAlignment": _side(value),
        **given,
        "textFormat": {**text, **given_text},
        "hyperlinkDisplayType": given.get("hyperlinkDisplayType", "PLAIN_TEXT"),
    }


def _keep(kept: dict[str, Any], key: str, item: Any) -> None:
    if key == "borders":
        lines = {side: _border(line) for side, line in item.items() if _is_drawn(line)}
        if lines:
            kept[key] = lines
    elif key in STYLED:
        kept[key] = color(item)
        kept.setdefault(STYLED[key], {"rgbColor": color(item)})
    elif key in STYLED.values():
        kept[key] = tidy(item)
        if "rgbColor" in item:
            plain = next(name for name, style in STYLED.items() if style == key)
            kept[plain] = kept[key].get("rgbColor", {})
    elif key == "rgbColor":
        kept[key] = color(item)
    else:
        kept[key] = tidy(item)


def _is_drawn(line: Mapping[str, Any] | None) -> bool:
    return bool(line) and (line or {}).get("style") not in (None, "NONE", "STYLE_UNSPECIFIED")


def _border(line: Mapping[str, Any]) -> dict[str, Any]:
    """Return a border with its width, which its style decides, and its color: black."""
    colored: dict[str, Any] = (
        {"color": {}} if "color" not in line and "colorStyle" not in line else {}
    )
    return {**tidy({**line, **colored}), "width": BORDER_WIDTHS.get(line["style"], 1)}


def _step(size: float) -> float:
    """Return a part of a color at its nearest of 256 steps (halves go down), single precision."""
    step = math.ceil(float(size) * 255 - 0.5) / 255
    single = struct.unpack("f", struct.pack("f", step))[0]
    for digits in range(1, 10):
        short = float(f"{single:.{digits}g}")
        if struct.unpack("f", struct.pack("f", short))[0] == single:
            return int(short) if short.is_integer() else short
    return float(single)


def _kind(code: str) -> str:
    plain = LITERAL.sub("", code).lower()
    if plain == "@":
        return "TEXT"
    date, time = bool(re.search("[yd]", plain)), bool(re.search("[hs]", plain))
    if date or time or "mmm" in plain:
        return "DATE_TIME" if date and time else "TIME" if time else "DATE"
    if "%" in plain:
        return "PERCENT"
    if "e+" in plain:
        return "SCIENTIFIC"
    return "CURRENCY" if CURRENCY.search(code) else "NUMBER"


def _side(value: Any) -> str:
    if isinstance(value, bool):
        return "CENTER"
    return "RIGHT" if isinstance(value, int | float) else "LEFT"
