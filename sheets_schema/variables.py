"""The names that a template may use for the rows of a sheet."""

from __future__ import annotations

from sheets_schema.model import Sheet


def template_variables(sheet: Sheet) -> tuple[str, ...]:
    """Give the keys of the sheet's columns, in order; each is a variable of a row."""
    return tuple(field.key for field in sheet.stored)
