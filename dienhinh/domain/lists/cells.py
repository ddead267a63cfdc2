"""One cell of a list, read as people write it; what cannot be read says why in Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from dienhinh.domain.lists.dates import WrongDay, read_day
from dienhinh.domain.vietnamese import fold
from sheets_schema.choices import Choices
from sheets_schema.model import CellValue, Field, Kind, Value
from sheets_schema.text import clean_lines
from sheets_schema.values import Unreadable, is_blank, options_of, read_value

_ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
_LABEL = "[A-Za-z0-9-]+"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+", re.ASCII)
_MAILTO = re.compile(r"(?<!\w)mailto:\s*", re.IGNORECASE)
_WITH_NAME = re.compile(r"(?:\"[^\"\n]*\"|[^<>;,\"@\n])*<\s*([^<>]+?)\s*>")
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|ERROR!)")
_YES = frozenset(map(fold, ("đồng ý", "có", "x", "true", "đúng", "1")))
_NO = frozenset(map(fold, ("không", "chưa", "false", "sai", "0")))
_JOINTS = re.compile(r"[\s_.\-–]+")
_FIRST, _LAST = date(1945, 9, 2), date(2100, 12, 31)


class WrongCell(ValueError):
    """A cell that cannot be read as its field; the message says why, in Vietnamese."""


def read_cell(field: Field, raw: CellValue, choices: Choices) -> Value:
    """Read a cell of a list as what its field holds; None if blank.

    Beyond the schema's reading it understands long dates, weekdays in brackets, addresses with a
    display name, and codes written apart (`LV 4`). Raises WrongCell.
    """
    if is_blank(raw):
        return None
    if isinstance(raw, str) and _ERROR.fullmatch(raw.strip()):
        raise WrongCell(f"công thức báo lỗi {raw.strip()}")
    return _READERS.get(field.kind, _plain)(field, raw, choices)


def read_addresses(text: str) -> tuple[str, ...]:
    """Read addresses between semicolons, commas or line breaks, each with or without a name.

    Raises WrongCell; it names no address, since its words go into logs.
    """
    bare = _WITH_NAME.sub(r" \1 ", _MAILTO.sub("", clean_lines(text)))
    parts = [part for part in re.split(r"[;,\s]+", bare) if part]
    for number, part in enumerate(parts, 1):
        if not _ADDRESS.fullmatch(part):
            place = f" ở vị trí thứ {number}" if len(parts) > 1 else ""
            raise WrongCell(f"nội dung{place} {_no_address(part)}")
    return tuple(dict.fromkeys(part.lower() for part in parts))


def _no_address(text: str) -> str:
    if "@" in text and not text.isascii():
        # Letters of other alphabets look like ours, so that nobody would find them.
        return "có chữ có dấu hoặc ký tự lạ, không dùng được trong địa chỉ thư điện tử"
    return "không phải là địa chỉ thư điện tử"


def _plain(field: Field, raw: CellValue, choices: Choices) -> Value:
    try:
        return read_value(field, raw, choices)
    except Unreadable as problem:
        label = problem.kind.label
        raise WrongCell(label[0].lower() + label[1:]) from None


def _day(field: Field, raw: CellValue, choices: Choices) -> Value:
    try:
        day = read_day(raw) if isinstance(raw, str) else _plain(field, raw, choices)
    except WrongDay as problem:
        raise WrongCell(str(problem)) from None
    if isinstance(day, date) and not _FIRST <= day <= _LAST:
        raise WrongCell(f"năm {day.year} nằm ngoài khoảng {_FIRST.year} - {_LAST.year}")
    return day


def _email(_field: Field, raw: CellValue, _choices: Choices) -> Value:
    found = read_addresses(str(raw))
    if len(found) != 1:
        raise WrongCell("chỉ ghi một địa chỉ thư điện tử")
    return found[0]


def _emails(_field: Field, raw: CellValue, _choices: Choices) -> Value:
    return read_addresses(str(raw))


def _choice(field: Field, raw: CellValue, choices: Choices) -> Value:
    try:
        return read_value(field, raw, choices)
    except Unreadable:
        wanted = _joined(str(raw))
        for option in options_of(field, choices):
            if wanted in {_joined(option.id), _joined(option.label)}:
                return option.id
        raise WrongCell("không có trong danh mục lựa chọn") from None


def _joined(text: str) -> str:
    """Give the key by which codes are compared: `LV 4`, `lv4`, `Lĩnh vực 4` are one."""
    return _JOINTS.sub("", fold(text).replace(fold("lĩnh vực"), "lv"))


def _tick(_field: Field, raw: CellValue, _choices: Choices) -> Value:
    """Read a tick box; what was typed over it must be a plain yes or no."""
    said = raw if isinstance(raw, bool) else fold(str(raw)).removesuffix(".0")
    if said is True or said in _YES:
        return True
    if said is False or said in _NO:
        return False
    raise WrongCell("chỉ đánh dấu hoặc để trống ô này")


_READERS: Mapping[Kind, Callable[[Field, CellValue, Choices], Value]] = MappingProxyType(
    {
        Kind.DATE: _day,
        Kind.EMAIL: _email,
        Kind.EMAILS: _emails,
        Kind.CHOICE: _choice,
        Kind.CONSENT: _tick,
    }
)
