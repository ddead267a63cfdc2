"""Values of the list `Thông tin chung`, read from and written as one line of text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time
from typing import get_args

from dienhinh.domain.lists.cells import WrongCell, read_addresses
from dienhinh.domain.roster import Person
from dienhinh.domain.vietnamese import fold

SALUTATIONS: tuple[str, ...] = get_args(Person.model_fields["salutation"].annotation)

_CLOCK = re.compile(r"(\d{1,2})(?:\s*[:hg]\s*(\d{2})?(?::00)?)?(?:\s*giờ)?", re.ASCII)
_FRACTION = re.compile(r"0(?:,\d+)?", re.ASCII)
_CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]*")
_MINUTES_A_DAY = 1440


def as_text(text: str) -> str:
    """Give the words; raises WrongCell where there are none."""
    if not text:
        raise WrongCell("ô đang để trống")
    return text


def as_address(text: str) -> str:
    """Give one address; raises WrongCell."""
    found = read_addresses(text)
    if len(found) != 1:
        raise WrongCell("phải là một địa chỉ thư điện tử")
    return found[0]


def as_salutation(text: str) -> str:
    """Give one of the salutations of letters; raises WrongCell."""
    for salutation in SALUTATIONS:
        if fold(salutation) == fold(text):
            return salutation
    raise WrongCell(f"phải là một trong các cách xưng hô: {', '.join(SALUTATIONS)}")


def as_codes(text: str) -> tuple[str, ...]:
    """Give codes between semicolons, commas or blanks; none for a blank. Raises WrongCell."""
    codes = tuple(dict.fromkeys(part.upper() for part in re.split(r"[;,\s]+", text) if part))
    if any(not _CODE.fullmatch(code) for code in codes):
        raise WrongCell("chỉ ghi các mã, cách nhau bằng dấu chấm phẩy")
    return codes


def as_code(text: str) -> str:
    """Give one code; raises WrongCell."""
    codes = as_codes(text)
    if len(codes) != 1:
        raise WrongCell("phải là một mã")
    return codes[0]


def as_number(least: int, most: int) -> Callable[[str], int]:
    """Make the reader of a whole number within bounds, both included."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise WrongCell(f"phải là số nguyên từ {least} đến {most}")
        return int(text)

    return read


def as_percent(text: str) -> int:
    """Give a share in whole percent; Sheets makes 0,2 of a typed `20%`. Raises WrongCell."""
    if _FRACTION.fullmatch(text):
        share = round(float(text.replace(",", ".")) * 100, 6)
        text = str(int(share)) if share == int(share) else text
    return as_number(1, 100)(text.removesuffix("%").strip())


def as_days_before(text: str) -> tuple[int, ...]:
    """Give working days before a deadline, falling: `7; 3; 1`. Raises WrongCell."""
    parts = [part for part in re.split(r"[;,\s]+", text) if part]
    days = tuple(as_number(1, 60)(part) for part in parts)
    if not days or list(days) != sorted(set(days), reverse=True):
        raise WrongCell("phải là các số giảm dần, cách nhau bằng dấu chấm phẩy, ví dụ: 7; 3; 1")
    return days


def as_clock(text: str) -> time:
    """Give an hour of the day: `07:30`, `7h30`, `7 giờ`; Sheets makes 0,3125 of a typed one."""
    if _FRACTION.fullmatch(text):
        hour, minute = divmod(round(float(text.replace(",", ".")) * _MINUTES_A_DAY), 60)
    elif found := _CLOCK.fullmatch(text):
        hour, minute = int(found[1]), int(found[2] or 0)
    else:
        raise WrongCell("phải là giờ trong ngày, ví dụ: 07:30")
    if not (hour < 24 and minute < 60):
        raise WrongCell("phải là giờ trong ngày, ví dụ: 07:30")
    return time(hour, minute)
