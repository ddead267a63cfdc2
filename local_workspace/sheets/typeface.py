"""How wide and high text is in a cell: the metrics by which Google fits columns and rows.

Google measures Arial on its servers with Roboto, whose widths Arial's stand-ins share with no
other typeface: 1,024 times "A" at 10 points gave 8,691 pixels, and Roboto's "A" is 1,336 of
2,048 units wide: 1,024 x 1,336 / 2,048 x 13 pixels + 6 of padding + 1 for the grid line = 8,691.
"""

from __future__ import annotations

import math
import unicodedata
from functools import cache

UNITS = 2048
WIDTHS = {
    357: "'", 402: ",", 409: "‘’", 433: ";", 489: "j", 496: ":", 497: "il", 499: "|", 507: " ",
    527: "!", 539: ".", 543: "[]", 557: "I", 565: "-", 633: "`", 655: '"', 669: "t", 690: "•",
    693: "r{}", 700: "(", 711: "f", 712: ")", 724: "“", 731: "”", 840: "\\", 844: "/", 856: "^",
    882: "*", 924: "_", 967: "?", 969: "y", 992: "v", 1015: "xz", 1038: "k", 1041: "<", 1056: "s",
    1070: ">", 1072: "c", 1085: "e", 1102: "L", 1114: "a", 1124: "=", 1128: "h", 1129: "u",
    1130: "Jn", 1132: "F", 1149: "bgp", 1150: "$0123456789€", 1155: "d", 1161: "+", 1164: "Eq",
    1168: "o", 1170: "ơ", 1185: "₫", 1215: "S", 1222: "T", 1223: "đ", 1226: "Z", 1230: "Y",
    1261: "#R", 1267: "ư", 1273: "&", 1275: "B", 1284: "KX", 1292: "P", 1303: "V", 1328: "U",
    1333: "C", 1336: "A", 1343: "D", 1344: "–", 1370: "…", 1373: "Đ", 1393: "~", 1395: "G",
    1406: "Ơ", 1408: "OQ", 1424: "Ư", 1460: "HN", 1500: "%", 1539: "w", 1599: "—", 1788: "M",
    1795: "m", 1817: "W", 1839: "@",
}  # fmt: skip
KNOWN = {letter: width for width, letters in WIDTHS.items() for letter in letters}
MIDDLING = 1150  # a digit's, for letters that are not known
LINE = 2400 / 2048  # of the size: Roboto's ascent and descent
USUAL = 10  # points
PADDING = {"top": 2, "right": 3, "bottom": 2, "left": 3}  # pixels
SCREEN = 96 / 72  # pixels a point


def width(text: str, points: float) -> int:
    """Return how many pixels the longest line of a text takes."""
    longest = max((sum(map(_units, line)) for line in text.split("\n")), default=0)
    return math.ceil(longest * _pixels(points) / UNITS)


def height(text: str, points: float) -> int:
    """Return how many pixels the lines of a text take."""
    return math.ceil((text.count("\n") + 1) * _pixels(points) * LINE)


def _pixels(points: float) -> int:
    """Return a size of letters as the screen has it: 10 points are 13 pixels."""
    return round(points * SCREEN)


@cache
def _units(letter: str) -> int:
    """Return a letter's width; one with an accent is as wide as without."""
    if letter in KNOWN:
        return KNOWN[letter]
    parts = unicodedata.decomposition(letter).split()
    if parts and not parts[0].startswith("<"):
        return _units(chr(int(parts[0], 16)))
    if unicodedata.combining(letter):
        return 0
    return UNITS if unicodedata.east_asian_width(letter) in "WF" else MIDDLING
