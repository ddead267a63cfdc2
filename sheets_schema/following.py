"""One standing column brought to what its field declares now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sheets_schema.choices import Choices
from sheets_schema.columns import (
    TEXT_FORMAT,
    header_note,
    header_title,
    is_our_note,
    note_of,
    number_format,
    number_format_request,
    validation,
    validation_request,
    visibility,
)
from sheets_schema.marks import (
    NONE,
    Mark,
    mark_change,
    mark_creation,
    rule_print,
    title_print,
)
from sheets_schema.model import Field, Kind, Sheet
from sheets_schema.structure import StandingColumn
from sheets_schema.text import normalise_title


def mark_of(field: Field, choices: Choices) -> Mark:
    """Give the mark of a column that is laid out as declared now."""
    rule = validation(field, choices)
    pattern = (number_format(field) or {}).get("pattern", NONE)
    condition = rule["condition"] if rule else None
    return Mark(field.key, title_print(field.title), rule_print(condition), pattern)


@dataclass(frozen=True)
class Following:
    """A field and its column, which stands at index `at` once new columns are put in."""

    sheet_id: int
    field: Field
    column: StandingColumn
    at: int
    choices: Choices

    def requests(self, sheet: Sheet, *, has_header: bool) -> Iterator[dict[str, Any]]:
        """Give what the column lacks: title, note, format, list, to be seen, its mark.

        A title or note is written only over one of ours; a format once, when the declaration
        names another than was laid; what people made of it since is theirs.
        """
        field, mark = self.field, self.column.mark
        title = self.title(has_header=has_header)
        if title != self.column.title:
            yield header_title(self.sheet_id, self.at, title)
        if has_header and self._is_note_due():
            yield header_note(self.sheet_id, self.at, field)
        if self._is_format_due():
            yield number_format_request(self.sheet_id, self.at, field)
        if self._is_rule_due():
            rule = validation(field, self.choices)
            yield validation_request(self.sheet_id, self.at, rule)
        if mark and mark.is_retired and self.column.is_hidden:
            yield visibility(self.sheet_id, self.at, is_hidden=False)
        yield from self._marked(sheet, self._new_mark(title))

    def title(self, *, has_header: bool) -> str:
        """Give the words that the header shall hold: the declared ones, if it is our header.

        It is by our note, by the words that we wrote, or by the mark where row 1 is a header.
        """
        now, mark = self.column.title, self.column.mark
        if normalise_title(now) == normalise_title(self.field.title):
            return now
        is_as_laid = mark is not None and mark.title == title_print(now)
        is_header = has_header and (mark is not None or not now)
        is_ours = is_our_note(self.column.note) or is_as_laid or is_header
        return self.field.title if is_ours else now

    def _is_note_due(self) -> bool:
        """Tell whether the header's note is ours and says something else, or is not there."""
        note = self.column.note
        return note != note_of(self.field) and (is_our_note(note) or not note)

    def _is_format_due(self) -> bool:
        """Tell whether the declaration names another number format than was laid.

        Of a column without a mark nothing is known: words become text, numbers and dates keep
        the look that people gave them.
        """
        wanted = mark_of(self.field, self.choices).number_format
        laid = self.column.mark.number_format if self.column.mark else None
        return wanted == TEXT_FORMAT["pattern"] if laid is None else wanted != laid

    def _is_rule_due(self) -> bool:
        """Tell whether the validation is to be set anew: never an equal one, nor a person's own.

        A list is ours if we set it as it stands, or if it only offers other options. Setting an
        equal one again would take the colours from the options.
        """
        rule = validation(self.field, self.choices)
        wanted, now = rule["condition"] if rule else None, self.column.condition
        laid = self.column.mark.rule if self.column.mark else ""
        if rule_print(now) == rule_print(wanted) or self._is_open:
            return False
        if now is None:
            return laid != rule_print(wanted)
        return rule_print(now) == laid or _type_of(now) == _type_of(wanted)

    @property
    def _is_open(self) -> bool:
        """Tell whether the list cannot be told or set now, which changes nothing."""
        is_unknown = self.field.kind is Kind.CHOICE and not validation(self.field, self.choices)
        return is_unknown or self.column.is_in_table

    def _new_mark(self, title: str) -> Mark:
        """Give the mark of the column as it is left; a title that we did not accept is not told."""
        mark, old = mark_of(self.field, self.choices), self.column.mark
        if self._is_open and old:
            mark = replace(mark, rule=old.rule)
        names = {normalise_title(name) for name in (self.field.title, *self.field.aliases)}
        if normalise_title(title) in names:
            return replace(mark, title=title_print(title))
        return replace(mark, title=old.title if old else "")

    def _marked(self, sheet: Sheet, mark: Mark) -> Iterator[dict[str, Any]]:
        old = self.column.mark
        if old is None or old.key != mark.key:
            yield mark_creation(sheet, self.sheet_id, self.at, mark)
        elif old != mark:
            yield mark_change(old, mark)


def _type_of(condition: Mapping[str, Any] | None) -> str:
    return str(condition.get("type", "")) if condition else ""
