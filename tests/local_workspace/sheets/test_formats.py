"""Formats as Google gives them back, and number formats between Google and IronCalc."""

from __future__ import annotations

import pytest

from local_workspace.sheets.fieldmasks import merged
from local_workspace.sheets.formats import code_of, color, is_date, number_format_of, tidy


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"red": 1, "green": 0, "blue": 0.5}, {"red": 1, "blue": 0.49803922}),
        ({"red": 0.9}, {"red": 0.8980392}),
        ({"red": 0.8980392}, {"red": 0.8980392}),
        ({}, {}),
    ],
)
def test_a_color_is_kept_in_256_steps(given: dict, kept: dict) -> None:
    assert color(given) == kept


def test_a_color_comes_back_under_both_names() -> None:
    assert tidy({"backgroundColor": {"green": 1}}) == {
        "backgroundColor": {"green": 1},
        "backgroundColorStyle": {"rgbColor": {"green": 1}},
    }


@pytest.mark.parametrize(
    ("number_format", "locale", "code"),
    [
        ({"type": "DATE"}, "en_US", "m/d/yyyy"),
        ({"type": "DATE"}, "vi_VN", "dd/mm/yyyy"),
        ({"type": "DATE", "pattern": "dd/mm/yyyy"}, "en_US", "dd/mm/yyyy"),
        ({"type": "TEXT"}, "en_US", "@"),
        ({}, "en_US", "general"),
    ],
)
def test_a_number_format_has_a_code(number_format: dict, locale: str, code: str) -> None:
    assert code_of({"numberFormat": number_format}, locale) == code


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("dd/mm/yyyy", "DATE"),
        ("h:mm AM/PM", "TIME"),
        ("m/d/yyyy, h:mm", "DATE_TIME"),
        ("0.00%", "PERCENT"),
        ("$#,##0.00", "CURRENCY"),
        ('#,##0 "đ"', "NUMBER"),
        ("0.00E+00", "SCIENTIFIC"),
    ],
)
def test_a_code_has_a_kind(code: str, kind: str) -> None:
    assert number_format_of(code) == {"type": kind, "pattern": code}
    assert is_date(code) == kind.startswith(("DATE", "TIME"))


def test_a_mask_takes_only_what_it_names() -> None:
    old = {"title": "cũ", "gridProperties": {"rowCount": 5, "columnCount": 3}}
    new = {"title": "mới", "gridProperties": {"rowCount": 9}}
    assert merged(old, new, {"gridProperties": {"rowCount": {}}}) == {
        "title": "cũ",
        "gridProperties": {"rowCount": 9, "columnCount": 3},
    }
    assert merged(old, {}, {"title": {}}) == {"gridProperties": old["gridProperties"]}
    assert merged(old, new, {"*": {}}) == new
