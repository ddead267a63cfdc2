"""Columns of a sheet in use brought to their declaration, without moving or losing a word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sheets_schema.choices import Choices
from sheets_schema.columns import header_title, new_column, visibility
from sheets_schema.following import Following, mark_of
from sheets_schema.marks import mark_change, mark_creation, mark_removal, title_print
from sheets_schema.model import Field, Sheet
from sheets_schema.placing import Placing, former_mark, place_fields
from sheets_schema.structure import StandingColumn, StandingSheet
from sheets_schema.text import normalise_title

_NO_LONGER = " (không còn dùng)"


@dataclass(frozen=True)
class Growth:
    """What brings a sheet's columns to the declaration, and where they stand afterwards.

    `places` is key -> column index, `retired` are the indexes of former fields' columns,
    `inserted` are the indexes of new columns, in the order in which they are put in.
    """

    requests: tuple[dict[str, Any], ...]
    places: Mapping[str, int]
    retired: frozenset[int]
    inserted: tuple[int, ...]
    has_header: bool


def grow(sheet: Sheet, standing: StandingSheet, choices: Choices) -> Growth:
    """Compare the columns of a standing sheet with its declaration."""
    placing = place_fields(sheet, standing)
    order: list[str | int] = [column.index for column in standing.columns]
    inserted = tuple(_put_in(sheet, placing, order))
    now_at = {entry: at for at, entry in enumerate(order)}
    places = {key: now_at[column.index] for key, column in placing.columns.items()}
    places |= {field.key: now_at[field.key] for field in placing.missing}
    site = _Site(sheet, standing.sheet_id, standing.columns, choices, placing, now_at, places)
    requests = [
        *site.displaced(),
        *_insertions(standing, inserted),
        *site.fresh(),
        *site.yielding(),
        *site.kept(),
        *site.former(),
    ]
    retired = frozenset(now_at[column.index] for column in placing.retired)
    return Growth(tuple(requests), places, retired, inserted, placing.has_header)


def restored_headers(
    sheet: Sheet, standing: StandingSheet, choices: Choices
) -> tuple[tuple[str, str], ...]:
    """Give the headers that somebody changed and `grow` writes again, as (found, declared)."""
    placing = place_fields(sheet, standing)
    changed = []
    for field in sheet.stored:
        column = placing.columns.get(field.key)
        if column is None or (column.mark and column.mark.title == title_print(column.title)):
            continue
        follow = Following(standing.sheet_id, field, column, column.index, choices)
        changed.append((column.title, follow.title(has_header=placing.has_header)))
    return tuple((found, title) for found, title in changed if found != title)


def _put_in(sheet: Sheet, placing: Placing, order: list[str | int]) -> Iterator[int]:
    """Put the missing fields' keys into the order of columns; gives the index of each."""
    where: dict[str, str | int] = {key: one.index for key, one in placing.columns.items()}
    for field in placing.missing:
        at = _index_for(sheet, field, where, order)
        order.insert(at, field.key)
        where[field.key] = field.key
        yield at


def _index_for(
    sheet: Sheet, field: Field, where: Mapping[str, str | int], order: list[str | int]
) -> int:
    """Give the place right after the nearest declared column before it, else before the next."""
    keys = [each.key for each in sheet.stored]
    mine = keys.index(field.key)
    before = next((key for key in reversed(keys[:mine]) if key in where), None)
    if before is not None:
        return order.index(where[before]) + 1
    after = next((key for key in keys[mine + 1 :] if key in where), None)
    return order.index(where[after]) if after is not None else 0


def _insertions(standing: StandingSheet, inserted: tuple[int, ...]) -> Iterator[dict[str, Any]]:
    """Put columns in; behind the last one Google only appends."""
    for count, at in enumerate(inserted, start=len(standing.columns)):
        if at == count:
            length = {"sheetId": standing.sheet_id, "dimension": "COLUMNS", "length": 1}
            yield {"appendDimension": length}
        else:
            yield {
                "insertDimension": {
                    "range": {
                        "sheetId": standing.sheet_id,
                        "dimension": "COLUMNS",
                        "startIndex": at,
                        "endIndex": at + 1,
                    },
                    "inheritFromBefore": at > 0,
                }
            }


@dataclass(frozen=True)
class _Site:
    """A sheet while it is compared: `now_at` says where an old index or a new key stands."""

    sheet: Sheet
    sheet_id: int
    columns: tuple[StandingColumn, ...]
    choices: Choices
    placing: Placing
    now_at: Mapping[str | int, int]
    places: Mapping[str, int]

    def displaced(self) -> Iterator[dict[str, Any]]:
        """Forget marks that name another field than the column's: ids are given once only."""
        owners = {column.index: key for key, column in self.placing.columns.items()}
        retired = {column.index for column in self.placing.retired}
        for column in self.columns:
            is_kept = column.index in retired or not column.mark
            if column.mark and not is_kept and owners.get(column.index) != column.mark.key:
                yield mark_removal(column.mark)

    def fresh(self) -> Iterator[dict[str, Any]]:
        """Lay out the columns that were put in."""
        for field in self.placing.missing:
            at = self.places[field.key]
            yield from new_column(self.sheet_id, at, field, self.choices)
            mark = mark_of(field, self.choices)
            yield mark_creation(self.sheet, self.sheet_id, at, mark)

    def kept(self) -> Iterator[dict[str, Any]]:
        """Bring the columns that stand to the declaration."""
        for field in self.sheet.stored:
            column = self.placing.columns.get(field.key)
            if column is not None:
                at = self.now_at[column.index]
                follow = Following(self.sheet_id, field, column, at, self.choices)
                yield from follow.requests(self.sheet, has_header=self.placing.has_header)

    def yielding(self) -> Iterator[dict[str, Any]]:
        """Let a column that is no field's give up the title that a field's column takes now."""
        mine = {column.index: key for key, column in self.placing.columns.items()}
        titles = {field.key: normalise_title(field.title) for field in self.sheet.stored}
        taken = {
            titles[mine[column.index]]
            for column in self.columns
            if column.index in mine and normalise_title(column.title) != titles[mine[column.index]]
        }
        known = {*mine, *(column.index for column in self.placing.retired)}
        for column in self.columns if self.placing.has_header else ():
            if column.index not in known and normalise_title(column.title) in taken:
                at = self.now_at[column.index]
                yield header_title(self.sheet_id, at, column.title + _NO_LONGER)

    def former(self) -> Iterator[dict[str, Any]]:
        """Hide, once, the columns of former fields; they and their words stay.

        One whose title is another field's by now is told apart from it.
        """
        titles = {normalise_title(field.title) for field in self.sheet.stored}
        for column in self.placing.retired if self.placing.has_header else ():
            at, mark = self.now_at[column.index], column.mark
            if normalise_title(column.title) in titles:
                yield header_title(self.sheet_id, at, column.title + _NO_LONGER)
            if mark and not mark.is_retired:
                if not column.is_hidden:
                    yield visibility(self.sheet_id, at, is_hidden=True)
                yield mark_change(mark, replace(mark, is_retired=True))
            unmarked = former_mark(self.sheet.former, column)
            if unmarked:
                yield visibility(self.sheet_id, at, is_hidden=True)
                yield mark_creation(self.sheet, self.sheet_id, at, unmarked)
