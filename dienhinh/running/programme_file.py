"""Programme and roster files: read, checked as a whole, and every error told at once."""

from __future__ import annotations

import dataclasses
import difflib
import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

import sheets_schema
from dienhinh.domain.conduct import WaveDay
from dienhinh.domain.programme import Programme
from dienhinh.domain.references import (
    KeyPath,
    Problem,
    Reference,
    Unique,
    dangling,
    duplicates,
    show_path,
)
from dienhinh.domain.roster import Roster, shared_addresses
from dienhinh.running.toml_lines import line_of, lines_of

_Model = TypeVar("_Model", bound=BaseModel)

_STATEMENTS = (
    "preamble",
    "purposes",
    "requirements_of_plan",
    "activities",
    "fields_introduction",
    "introduction",
    "organisation",
    "coordinator_duties",
    "closing",
)
_SOURCED = (
    *(f"{part}.*" for part in _STATEMENTS),
    "period",
    "school.*",
    "bodies.*",
    "stages.*",
    "general_criteria.*",
    "fields.*",
    "fields.*.cells.*",
    "fields.*.cells.*.criteria.*",
    "recipients.*",
    "signers.*",
    "products.*",
    "milestones.*",
    "waves.*",
    "requirements.*",
    "ladder",
    "thresholds.*",
)
_WITH_IDS = (
    *_STATEMENTS,
    "outline",
    "bodies",
    "legal_bases",
    "stages",
    "general_criteria",
    "fields",
    "fields.*.cells",
    "products",
    "milestones",
    "waves",
    "requirements",
    "thresholds",
    "assumptions",
)
_UNIQUE = (
    *(Unique(f"{part}.*.id") for part in _WITH_IDS),
    Unique("fields.*.cells.*.criteria.*.id", within="fields.*.cells.*"),
    Unique("fields.*.cells.*.criteria.*.id", twin="text"),
    Unique("recipients.*.document"),
)
_REFERENCES = (
    *(
        Reference(
            f"{part}.source",
            ("outline.*.id", "assumptions.*.id"),
            "section of the plan or assumption of this file",
            separator=", ",
        )
        for part in _SOURCED
    ),
    Reference("coordinator", ("bodies.*.id",), "body of this file"),
    Reference("fields.*.lead", ("bodies.*.id",), "body of this file"),
    Reference("products.*.sender", ("bodies.*.id",), "body of this file"),
    Reference("products.*.receiver", ("bodies.*.id",), "body of this file"),
    Reference("requirements.*.waves.*", ("waves.*.id",), "wave of this file"),
    Reference(
        "requirements.*.due",
        ("milestones.*.id",),
        "day of a wave or milestone of this file",
        words=get_args(WaveDay),
    ),
)
_ROSTER_UNIQUE = (Unique("units.*.id"), Unique("units.*.name"), Unique("council.*.email"))
_ROSTER_REFERENCES = (Reference("office.unit", ("units.*.id",), "unit of this file"),)

_EXPECTED = {
    "string_type": "a text in quotes",
    "string_too_short": "a text that is not empty",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "greater_than": "a number above 0",
    "bool_type": "true or false",
    "date_type": "a date such as 2023-04-10, without quotes",
    "date_from_datetime_parsing": "a date such as 2023-04-10, without quotes",
    "date_from_datetime_inexact": "a date such as 2023-04-10, without an hour",
    "time_type": "an hour such as 07:30:00, without quotes",
    "time_parsing": "an hour such as 07:30:00, without quotes",
    "tuple_type": "a list in square brackets",
    "too_short": "a list that is not empty",
    "model_type": "a table",
    "dataclass_type": "a table",
}


class ProgrammeError(Exception):
    """A programme or roster file cannot be used: correct the named lines and run again."""

    def __init__(self, path: Path, problems: tuple[str, ...]) -> None:
        self.path = path
        self.problems = problems
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        told = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(
            f"{path} cannot be used: {count}. Correct what is named below and run again.\n{told}"
        )


def load_programme(path: Path) -> Programme:
    """Read a programme file; raises ProgrammeError with all that is wrong in it."""
    return _load(path, Programme, _UNIQUE, _REFERENCES, _unasked)


def load_roster(path: Path, programme: Programme | None = None) -> Roster:
    """Read a roster file, and hold it against a programme: leads and the coordinator must exist.

    Raises ProgrammeError with all that is wrong in it.
    """
    roster = _load(path, Roster, _ROSTER_UNIQUE, _ROSTER_REFERENCES)
    problems = tuple(_doubled(roster)) + (tuple(_misfits(roster, programme)) if programme else ())
    if problems:
        raise ProgrammeError(path, problems)
    return roster


def _load(
    path: Path,
    model: type[_Model],
    unique: tuple[Unique, ...],
    references: tuple[Reference, ...],
    more: Callable[[Mapping[str, Any]], Iterable[Problem]] = lambda _data: (),
) -> _Model:
    source = _read(path)
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ProgrammeError(path, (f"the file is no valid TOML: {error}",)) from error
    problems = [*duplicates(data, unique), *dangling(data, references)]
    try:
        loaded = model.model_validate(data)
    except ValidationError as error:
        problems += [_problem(model, details) for details in error.errors()]
    else:
        problems += more(data)
    if problems:
        lines = lines_of(source)
        placed = [(line_of(lines, problem.path), problem) for problem in problems]
        placed.sort(key=lambda place: place[0])
        told = (f"line {line}, {_subject(item.path)}{item.message}" for line, item in placed)
        raise ProgrammeError(path, tuple(dict.fromkeys(told)))
    return loaded


def _unasked(data: Mapping[str, Any]) -> Iterator[Problem]:
    """Find rows to be counted by a field or words that the section's sheet does not have."""
    for number, requirement in enumerate(data["requirements"]):
        where = requirement.get("where")
        if where is None:
            continue
        sheet = sheets_schema.section(requirement["section"])
        path: KeyPath = ("requirements", number, "where")
        fields = {field.key: field for field in sheet.asked if field.stored}
        field = fields.get(where["field"])
        if field is None:
            known = ", ".join(fields)
            said = f"the section {sheet.key} has no such field; it has {known}"
            yield Problem((*path, "field"), f'"{where["field"]}" stands here; {said}')
        elif not isinstance(field.options, str) and field.options:
            labels = [choice.label for choice in field.options]
            if where["equals"] not in labels:
                said = f"options of {field.key} are {', '.join(labels)}"
                yield Problem((*path, "equals"), f'"{where["equals"]}" stands here; {said}')


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except OSError as error:
        reason = f"the file cannot be read ({error.strerror}); give its path with --programme"
        raise ProgrammeError(path, (reason,)) from error
    except UnicodeDecodeError as error:
        raise ProgrammeError(path, ("the file is not in UTF-8; save it as UTF-8",)) from error


def _problem(model: type[BaseModel], details: ErrorDetails) -> Problem:
    path = tuple(details["loc"])
    kind = details["type"]
    if kind in {"extra_forbidden", "unexpected_keyword_argument"}:
        return Problem(path, _unknown_key(model, path))
    if kind == "missing":
        return Problem(path, "this key is missing")
    if kind == "value_error":
        told = str(details["ctx"]["error"])
        scalar = not isinstance(details["input"], Mapping)
        return Problem(path, f"{_show(details['input'])} stands here; {told}" if scalar else told)
    expected = _EXPECTED.get(kind) or details["msg"].removeprefix("Input should be ")
    return Problem(path, f"{_show(details['input'])} stands here; expected {expected}")


def _unknown_key(model: type[BaseModel], path: KeyPath) -> str:
    known = _keys(model, path[:-1])
    close = difflib.get_close_matches(str(path[-1]), known, n=1)
    meant = f"did you mean `{close[0]}`? " if close else ""
    return f"this key is unknown; {meant}Known keys here: {', '.join(known)}"


def _keys(model: Any, path: KeyPath) -> list[str]:
    """Give the keys of the table at a path, by walking down the declared types."""
    for part in path:
        if isinstance(part, str):
            kind = _declared(model)[part]
            model = next(iter(get_args(kind)), kind)  # what a list holds, or the thing itself
    return list(_declared(model))


def _declared(model: Any) -> dict[str, Any]:
    if issubclass(model, BaseModel):
        known = model.model_fields.items()
        return {field.alias or name: field.annotation for name, field in known}
    return {field.name: field.type for field in dataclasses.fields(model)}


def _show(value: object) -> str:
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


def _subject(path: KeyPath) -> str:
    return f"`{show_path(path)}`: " if path else ""


def _doubled(roster: Roster) -> Iterator[str]:
    for email, units in shared_addresses(roster.units).items():
        yield (
            f"line 1, the address {email} stands in {' and in '.join(units)}; it must decide the "
            "unit, so keep it in one of them"
        )


def _misfits(roster: Roster, programme: Programme) -> Iterator[str]:
    units = {unit.id: unit for unit in roster.units}
    if programme.coordinator not in units:
        yield f'no unit has the id "{programme.coordinator}", the coordinator of {programme.id}'
    for field in programme.fields:
        if field.lead not in units:
            yield f'no unit has the id "{field.lead}", which leads {field.id} of {programme.id}'
        elif units[field.lead].leads != field.id:
            yield f'unit "{field.lead}" must have `leads = "{field.id}"`, as {programme.id} says'
    fields = {field.id: field.lead for field in programme.fields}
    for unit in roster.units:
        if unit.leads is not None and fields.get(unit.leads) != unit.id:
            yield f'unit "{unit.id}" does not lead "{unit.leads}" in {programme.id}'
