"""What a person means by the text typed into a cell: a number, a date, a time, a truth, or text.

IronCalc reads formulas; all else is read here, for it leaves `1-2`, `12:30` and
`Apr 30, 2023` as text, which Google Sheets takes for a date, a time and a date.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache

EPOCH = date(1899, 12, 30)
MONTH_FIRST = frozenset(("en_US", "en", "fil", "es_PR", "en_PH"))
YEAR_FIRST = frozenset(("zh", "ja", "ko", "hu", "lt", "mn", "sv"))
POINTED = frozenset(("en", "zh", "ja", "ko", "th", "iw", "he", "hi", "fil", "ms"))
"""Languages that write 1,234.5; the others write 1.234,5."""
SPRING = ("january", "february", "march", "april", "may", "june")
AUTUMN = ("july", "august", "september", "october", "november", "december")
MONTHS = (*SPRING, *AUTUMN)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TRUTHS = {
    "de": ("WAHR", "FALSCH"),
    "fr": ("VRAI", "FAUX"),
    "es": ("VERDADERO", "FALSO"),
    "it": ("VERO", "FALSO"),
    "pt": ("VERDADEIRO", "FALSO"),
}
CURRENCIES = {"$": "$", "€": "€", "£": "£", "¥": "¥", "₫": "₫", "đ": "₫", "₩": "₩", "₹": "₹"}
CENTURY = 100
TURN = 30  # a year of two digits below this is of 20.., else of 19..

DIGIT = re.compile(r"\d")
NAME = "|".join(name[:3] + f"(?:{name[3:]})?" for name in MONTHS)
DAY_NAME = "(?:(?:" + "|".join(day[:3] + f"(?:{day[3:]})?" for day in WEEKDAYS) + "),? )?"
NUMERIC_DATE = re.compile(r"(\d{1,4})([-/.])(\d{1,2})(?:\2(\d{1,4}))?")
DAY_MONTH = re.compile(rf"(?i){DAY_NAME}(\d{{1,2}})([ -])({NAME})(?:(?:\2|, )(\d{{4}}|\d\d))?")
MONTH_DAY = re.compile(rf"(?i){DAY_NAME}({NAME})\.? (\d{{1,2}})(?:(?:, ?| )(\d{{4}}))?")
MONTH_YEAR = re.compile(rf"(?i)({NAME})([ -])(\d{{4}})")
CLOCK = re.compile(r"(?i)(\d{1,4}):(\d{1,2})(?::(\d{1,2})(\.\d{1,3})?)?(?: ?([ap])\.?m\.?)?")
BARE_HOUR = re.compile(r"(?i)(\d{1,2}) ?([ap])m")


@dataclass(frozen=True)
class Entry:
    """A value, with the number format that typing it gives a cell ("" where none)."""

    value: str | float | bool
    kind: str = ""
    pattern: str = ""


def read(text: str, locale: str, today: date) -> Entry | None:
    """Return what a typed text means; None where it is a formula, which the engine reads."""
    if text.startswith("'"):
        return Entry(text[1:])
    trimmed = text.strip()
    has_digits = DIGIT.search(trimmed) is not None
    number = _number(trimmed, locale) if has_digits else None
    if number is not None:
        return number
    if len(text) > 1 and text[0] in "=+":
        return None
    truth = _truth(trimmed, locale)
    if truth is not None:
        return Entry(truth)
    return (_moment(trimmed, locale, today) if has_digits else None) or Entry(text)


def serial(day: date) -> int:
    """Return a day as Sheets counts it: 1 is 31 December 1899."""
    return (day - EPOCH).days


def separators(locale: str) -> tuple[str, str]:
    """Return the signs between thousands and before decimals."""
    return (",", ".") if locale.partition("_")[0] in POINTED else (".", ",")


def _truth(text: str, locale: str) -> bool | None:
    yes, no = TRUTHS.get(locale.partition("_")[0], ("TRUE", "FALSE"))
    if text.upper() in ("TRUE", yes):
        return True
    return False if text.upper() in ("FALSE", no) else None


def _number(text: str, locale: str) -> Entry | None:
    """Read 1,234.5  -7  50%  1e5  $5.10  -$5  5 €  ($5)."""
    symbol = next((sign for sign in CURRENCIES if sign in text), "")
    rest = text.replace(symbol, "", 1).strip() if symbol else text
    negative = rest.startswith("(") and rest.endswith(")")
    rest = rest[1:-1] if negative else rest
    is_percent = rest.endswith("%") and not symbol
    rest = rest[:-1].rstrip() if is_percent else rest
    found = _digits(rest, locale)
    if found is None or (symbol and not _outside(text, symbol)):
        return None
    size, decimals, grouped, scientific = found
    value = -size if negative else size
    plain = "#,##0.00" if decimals else "#,##0"
    if symbol:
        return Entry(value, "CURRENCY", _money(text, symbol, plain))
    if is_percent:
        return Entry(value / 100, "PERCENT", "0.00%" if decimals else "0%")
    if scientific:
        return Entry(value, "SCIENTIFIC", "0.00E+00")
    return Entry(value, "NUMBER", plain) if grouped else Entry(value)


def _outside(text: str, symbol: str) -> bool:
    """Tell whether a currency's sign stands before or behind the number, not inside."""
    return bool(re.fullmatch(rf"[-+(\s]*{re.escape(symbol)}[^{re.escape(symbol)}]*", text)) or (
        text.rstrip(" )").endswith(symbol)
    )


def _money(text: str, symbol: str, plain: str) -> str:
    sign = CURRENCIES[symbol]
    before = not text.rstrip(" )").endswith(symbol)
    return f'"{sign}"{plain}' if before else f'{plain}" {sign}"'


def _digits(text: str, locale: str) -> tuple[float, bool, bool, bool] | None:
    """Return (size, has decimals, has thousands' signs, is scientific), None for other text."""
    group, point = separators(locale)
    found = _shape(group, point).fullmatch(text)
    if found is None or not (found[2] or found[3]):
        return None
    whole = found[2].replace(group, "") or "0"
    size = float(f"{found[1]}{whole}.{found[3] or 0}e{found[4] or 0}")
    return size, bool(found[3]), group in found[2], found[4] is not None


@cache
def _shape(group: str, point: str) -> re.Pattern[str]:
    """Return the pattern of a number: its sign, whole part, decimals and power of ten."""
    grouped = rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+"
    whole = rf"([-+]?) ?((?:{grouped}|\d+)?)"
    return re.compile(rf"(?i){whole}(?:{re.escape(point)}(\d*))?(?:e([-+]?\d{{1,3}}))?")


def _moment(text: str, locale: str, today: date) -> Entry | None:
    """Read a date, a time, or a date with a time behind it."""
    time = _time(text)
    if time is not None:
        return time
    day = _day(text, locale, today)
    if day is not None:
        return day
    first, gap, second = text.partition(" ")
    while gap:
        day, time = _day(first, locale, today), _time(second)
        if day is not None and time is not None and 0 <= float(time.value) < 1:
            pattern = f"{day.pattern} {time.pattern}"
            moment = _at_least(Fraction(day.value) + Fraction(time.value))
            return Entry(moment, "DATE_TIME", pattern)
        word, gap, second = second.partition(" ")
        first = f"{first} {word}"
    return None


def _time(text: str) -> Entry | None:
    found = CLOCK.fullmatch(text)
    if found is None:
        hour = BARE_HOUR.fullmatch(text)
        return _clock(int(hour[1]), 0, 0, hour[2], "h am/pm") if hour else None
    seconds = float(f"{found[3] or 0}{found[4] or ''}")
    pattern = "h:mm:ss" if found[3] else "h:mm"
    if found[5]:
        return _clock(int(found[1]), int(found[2]), seconds, found[5], f"{pattern} am/pm")
    return _clock(int(found[1]), int(found[2]), seconds, None, pattern)


def _clock(hour: int, minute: int, second: float, half: str | None, pattern: str) -> Entry | None:
    if minute > 59 or second >= 60 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + 12 * (half.lower() == "p")
    if hour >= 24:
        pattern = "[h]:mm:ss"
    return Entry(_at_least(Fraction(hour * 3600 + minute * 60 + second) / 86_400), "TIME", pattern)


def _at_least(exact: Fraction) -> float:
    """Return the nearest number that is not below: IronCalc shows 1:04:59.99 as 1:04."""
    near = float(exact)
    return math.nextafter(near, math.inf) if Fraction(near) < exact else near


def _day(text: str, locale: str, today: date) -> Entry | None:
    for shape, act in SHAPES:
        found = shape.fullmatch(text)
        if found:
            return act(found, locale, today)
    return None


def _numeric(found: re.Match[str], locale: str, today: date) -> Entry | None:
    """Read 4/30/2023, 30.4.2023, 2023-4-30, 4/30."""
    one, sign, two, three = found.groups()
    if three is None and sign == ".":
        return None
    if len(one) == 4:
        return _dated([(one, "y"), (two, "m"), (three, "d")], sign) if three else None
    if len(one) > 2:
        return None
    order = _order(locale)
    if three is None:
        named = [letter for letter in order if letter != "y"]
        return _dated([(one, named[0]), (two, named[1]), (str(today.year), "")], sign)
    if order[0] == "y" and len(three) > 2:
        order = "mdy"
    return _dated([(one, order[0]), (two, order[1]), (three, order[2])], sign)


def _order(locale: str) -> str:
    if locale in MONTH_FIRST:
        return "mdy"
    return "ymd" if locale.partition("_")[0] in YEAR_FIRST else "dmy"


def _dated(parts: list[tuple[str, str]], sign: str) -> Entry | None:
    """Return the date of parts such as ("04", "m"); a part without a letter is not shown."""
    sizes: dict[str, int] = {}
    shown = []
    year_first = parts[0][1] == "y"
    for text, letter in parts:
        sizes[letter or "y"] = int(text)
        if letter == "y":
            shown.append("yyyy" if len(text) > 2 else "yy")
        elif letter:
            padded = text.startswith("0") or (year_first and len(text) > 1)
            shown.append(letter * (2 if padded else 1))
    year = sizes["y"]
    if "yy" in shown:
        year += 2000 if year < TURN else 1900
    return _at(year, sizes["m"], sizes["d"], sign.join(shown))


def _day_month(found: re.Match[str], _locale: str, today: date) -> Entry | None:
    day, sign, name, year = found.groups()
    pattern = f"d{sign}{'mmm' if len(name) == 3 else 'mmmm'}"
    if year:
        pattern += f"{sign}yyyy"
    return _at(_full(year, today), _month(name), int(day), pattern)


def _month_day(found: re.Match[str], _locale: str, today: date) -> Entry | None:
    name, day, year = found.groups()
    pattern = f"{'mmm' if len(name) == 3 else 'mmmm'} d"
    if year:
        pattern += ", yyyy"
    return _at(_full(year, today), _month(name), int(day), pattern)


def _month_year(found: re.Match[str], _locale: str, _today: date) -> Entry | None:
    name, sign, year = found.groups()
    pattern = f"{'mmm' if len(name) == 3 else 'mmmm'}{sign}yyyy"
    return _at(int(year), _month(name), 1, pattern)


def _full(year: str | None, today: date) -> int:
    if year is None:
        return today.year
    size = int(year)
    return size if size >= CENTURY else size + (2000 if size < TURN else 1900)


def _month(name: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(name[:3].lower()))


def _at(year: int, month: int, day: int, pattern: str) -> Entry | None:
    try:
        value = serial(date(year, month, day))
    except ValueError:
        return None
    return Entry(float(value), "DATE", pattern)


Shape = Callable[[re.Match[str], str, date], Entry | None]
SHAPES: tuple[tuple[re.Pattern[str], Shape], ...] = (
    (NUMERIC_DATE, _numeric),
    (DAY_MONTH, _day_month),
    (MONTH_DAY, _month_day),
    (MONTH_YEAR, _month_year),
)
