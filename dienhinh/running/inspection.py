"""Looking without touching: what ran, what is wrong, and why something is as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from dienhinh.acts.outbox import LETTER
from dienhinh.domain.roster import Unit
from dienhinh.domain.vietnamese import fold
from dienhinh.google.errors import WorkspaceError
from dienhinh.ledger import State
from dienhinh.running.timetable import Timetable
from dienhinh.world import places
from dienhinh.world.context import Context, Work
from dienhinh.world.directory import Directory, read_directory
from dienhinh.world.gap_lines import gap_lines
from dienhinh.world.units import read_unit, read_units

Rows = list[dict[str, Any]]

PASS, WARN, FAIL = "PASS", "WARN", "FAIL"


def status(ctx: Context, timetable: Timetable) -> Rows:
    """Tell of each job when it last ran and what it did, then what is not settled."""
    rows: Rows = []
    for entry in timetable:
        last = ctx.ledger.slots.last(entry.name)
        rows.append(
            {
                "job": entry.name,
                "state": last.state if last else "never ran",
                "due": last.due.astimezone(ctx.now.tzinfo) if last else None,
                "counts": dict(last.counts) if last else {},
                "problems": list(last.problems) if last else [],
            }
        )
    for kind in (LETTER, "document", places.PLACE):
        rows += [
            {"effect": f"{kind} {effect.key}", "state": effect.state.value}
            for effect in ctx.ledger.effects.all(kind)
            if effect.state in {State.STARTED, State.UNKNOWN, State.FAILED}
        ]
    return rows


def examine(ctx: Context) -> Rows:
    """Check account, lists, workbooks and forms; then name what the school has not confirmed."""
    return list(_examined(ctx))


def _examined(ctx: Context) -> Iterator[dict[str, Any]]:
    yield _checked("account", lambda: _account(ctx))
    work = Work("examine")
    directory: Directory | None = None
    try:
        directory = read_directory(ctx, work)
        yield {"check": places.LISTS_BOOK, "state": PASS}
    except Exception as error:  # noqa: BLE001  # whatever is wrong is what is asked for
        yield {"check": places.LISTS_BOOK, "state": FAIL, "why": str(error)}
    for problem in work.problems:
        yield {"check": problem.where, "state": FAIL, "why": problem.what}
    if directory:
        for unit in directory.roster.ordered_units:
            yield _checked(places.unit_book(unit.id), partial(_size, ctx, directory, unit))
    for effect in ctx.ledger.effects.all(places.PLACE):
        if effect.key.startswith("form/"):
            yield _checked(effect.key, partial(_form, ctx, effect.key))
    for open_point in ctx.programme.unconfirmed():
        yield {
            "check": f"{open_point.kind} {open_point.label}",
            "state": WARN,
            "why": f"chưa xác nhận ({open_point.source})",
        }


def _size(ctx: Context, directory: Directory, unit: Unit) -> str:
    rows = sum(len(page.table.rows) for page in read_unit(ctx, unit, directory).values())
    return f"{rows} rows"


def _checked(check: str, look: Callable[[], str]) -> dict[str, Any]:
    try:
        return {"check": check, "state": PASS, "found": look()}
    except Exception as error:  # noqa: BLE001  # whatever is wrong is what is asked for
        return {"check": check, "state": FAIL, "why": str(error)}


def _account(ctx: Context) -> str:
    found = str(ctx.workspace.gmail.get_profile()["emailAddress"])
    if found.lower() != ctx.account.lower():
        raise WorkspaceError(
            f"the credentials act as {found}, DIENHINH_ACCOUNT says {ctx.account}: make them agree"
        )
    return found


def _form(ctx: Context, key: str) -> str:
    form = ctx.workspace.forms.forms_get(form_id=places.place(ctx, key).id)
    state = form.get("publishSettings", {}).get("publishState", {})
    if not state.get("isAcceptingResponses"):
        raise WorkspaceError("the form takes no answers: run `dienhinh set-up`")
    return str(form["responderUri"])


def accept_rows(ctx: Context) -> Rows:
    """Take the workbooks' present sizes as right, after a person has looked."""
    work = Work("examine")
    directory = read_directory(ctx, work)
    rows: Rows = []
    for unit in directory.roster.ordered_units:
        with work.guard(f"sổ của {unit.name}"):
            pages = read_unit(ctx, unit, directory)
            count = sum(len(page.table.rows) for page in pages.values())
            ctx.ledger.readings.record(places.unit_book(unit.id), count, ctx.now)
            rows.append({"workbook": unit.name, "rows": count})
    rows += [
        {"check": problem.where, "state": FAIL, "why": problem.what} for problem in work.problems
    ]
    return rows


def explain(ctx: Context, code: str) -> Rows:
    """Tell what a dossier lacks and where, or which rule, day and gaps made a letter."""
    wanted = fold(code)
    for letter in ctx.ledger.effects.all(LETTER):
        if fold(str(letter.facts.get("reference", ""))) == wanted:
            return [
                {
                    "letter": letter.key,
                    "state": letter.state.value,
                    "rungs": letter.facts["rungs"],
                    "to": letter.facts["to"],
                    "cc": letter.facts["cc"],
                },
                *(dict(gap) for gap in letter.facts["gaps"]),
            ]
    work = Work("explain")
    directory = read_directory(ctx, work)
    for reading in read_units(ctx, work, directory):
        for dossier in reading.dossiers:
            if fold(dossier.code) == wanted:
                lines = gap_lines(ctx, directory, reading.gaps_of(dossier.code))
                return [
                    {"dossier": dossier.code, "unit": reading.unit.name, "missing": len(lines)},
                    *(
                        {
                            "missing": line.what,
                            "where": line.where,
                            "due": line.effective,
                            "link": line.link,
                        }
                        for line in lines
                    ),
                ]
    return []
