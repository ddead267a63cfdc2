"""Looking without touching: what is wrong, and why something is as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from dienhinh.acts.plan import Draft, Plan
from dienhinh.domain.calendar import TIMEZONE
from dienhinh.domain.history import first_day, review_status, state, whole_days
from dienhinh.domain.vietnamese import fold
from dienhinh.google.client import Workspace
from dienhinh.google.errors import WorkspaceError
from dienhinh.ledger import Ledger
from dienhinh.running.timetable import Timetable
from dienhinh.world import histories, places
from dienhinh.world.believing import cells_key, prints_key, prints_of, size_key, size_of
from dienhinh.world.books import Unreadable
from dienhinh.world.gap_lines import gap_lines
from dienhinh.world.memory import LETTER
from dienhinh.world.open_points import by_list, open_points
from dienhinh.world.structure import look_at_structures
from dienhinh.world.units import read_units
from dienhinh.world.world import World
from sheets_schema.steering import CAN_XAC_NHAN

Rows = list[dict[str, Any]]

PASS, WARN, FAIL = "PASS", "WARN", "FAIL"


def examine(world: World, workspace: Workspace, ledger: Ledger, timetable: Timetable) -> Rows:
    """Check account, lists, workbooks, forms, and how all is built and who may open it.

    Then name what the school has not confirmed.
    """
    rows = list(_examined(world, workspace))
    undone = _undone(world, workspace, ledger, timetable)
    return [*rows, *undone, *_unconfirmed(world)]


def _examined(world: World, workspace: Workspace) -> Iterator[dict[str, Any]]:
    yield _checked("account", lambda: _account(world, workspace))
    if world.lists.why:
        yield {"check": places.LISTS_BOOK, "state": FAIL, "why": world.lists.why}
    else:
        yield {"check": places.LISTS_BOOK, "state": PASS}
    for problem in (*world.problems, *world.lists.problems):
        yield {"check": problem.where, "state": FAIL, "why": problem.what}
    if not world.programme.period.holds_on(world.today):
        period = world.programme.period
        yield {
            "check": "period",
            "state": FAIL,
            "why": f"ngày {world.today:%d/%m/%Y} nằm ngoài giai đoạn {period.label}: không gửi thư;"
            " chọn kế hoạch của giai đoạn hiện hành bằng --programme",
        }
    for unit in world.roster.ordered_units:
        key = places.unit_book(unit.id)
        yield _checked(key, lambda unit=unit: f"{size_of(world.unit_pages(unit.id))} rows")  # type: ignore[misc]
    for key, form in world.forms.items():
        yield _checked(key, lambda key=key, why=form.why: _form(world, workspace, key, why))  # type: ignore[misc]
    for key in world.unread():
        if key in world.books and not key.startswith((places.UNIT_BOOKS, places.LISTS_BOOK)):
            title = places.title_of(key, world.programme, world.roster)
            yield {"check": title, "state": FAIL, "why": world.books[key].why}


def _undone(
    world: World, workspace: Workspace, ledger: Ledger, timetable: Timetable
) -> Iterator[dict[str, Any]]:
    """Count what the jobs that build would still change; the next run of theirs puts it right."""
    looked = look_at_structures(world, workspace, ledger, whole=False, keep=False)
    for problem in looked.problems[len(world.problems) :]:
        yield {"check": problem.where, "state": FAIL, "why": problem.what}
    for line in timetable:
        if line.builds:
            counts = Plan(line.name, line.plan(looked).effects, (), (), {}).counts()
            yield _built(line.name, counts)


def _built(job: str, counts: Mapping[str, int]) -> dict[str, Any]:
    if not counts:
        return {"check": job, "state": PASS}
    said = ", ".join(f"{number} {name}" for name, number in counts.items())
    return {
        "check": job,
        "state": WARN,
        "why": f"{sum(counts.values())} things are not as declared: {said};"
        f" run `dienhinh {job.replace('_', '-')}`",
    }


def _unconfirmed(world: World) -> Iterator[dict[str, Any]]:
    """Name what waits for a tick in `Cần xác nhận`, by who can confirm it and by list."""
    for body, codes in open_points(world).items():
        for title, some in by_list(codes).items():
            rows = f"các dòng của bảng “{title}”: " if title else ""
            yield {
                "check": f"{CAN_XAC_NHAN.title}: {body}",
                "state": WARN,
                "why": f"{len(some)} nội dung chưa xác nhận, {rows}{', '.join(some)}",
            }


def _checked(check: str, look: Callable[[], str]) -> dict[str, Any]:
    try:
        return {"check": check, "state": PASS, "found": look()}
    except Exception as error:  # noqa: BLE001  # whatever is wrong is what is asked for
        return {"check": check, "state": FAIL, "why": str(error)}


def _account(world: World, workspace: Workspace) -> str:
    found = str(workspace.gmail.get_profile()["emailAddress"])
    account = world.setting.account
    if found.lower() != account.lower():
        raise WorkspaceError(
            f"the credentials act as {found}, DIENHINH_ACCOUNT says {account}: make them agree"
        )
    return found


def _form(world: World, workspace: Workspace, key: str, why: str) -> str:
    if why:
        raise WorkspaceError(why)
    form = workspace.forms.forms_get(form_id=world.memory.place(key).id)
    state = form.get("publishSettings", {}).get("publishState", {})
    if not state.get("isAcceptingResponses"):
        raise WorkspaceError("the form takes no answers: run `dienhinh set-up`")
    return str(form["responderUri"])


def accept_rows(world: World, ledger: Ledger) -> Rows:
    """Take the workbooks' present sizes as right, after a person has looked."""
    rows: Rows = []
    for unit in world.roster.ordered_units:
        try:
            pages = world.unit_pages(unit.id)
        except Exception as error:  # noqa: BLE001  # whatever is wrong is what is asked for
            rows.append({"check": f"sổ của {unit.name}", "state": FAIL, "why": str(error)})
            continue
        ledger.facts.put(size_key(unit.id), size_of(pages))
        prints, cells = prints_of(pages)
        ledger.facts.put(prints_key(unit.id), prints)
        ledger.facts.put(cells_key(unit.id), cells)
        rows.append({"workbook": unit.name, "rows": size_of(pages)})
    return rows


def explain(world: World, code: str) -> Rows:
    """Tell what a dossier lacks and what happened to it, or which rule and gaps made a letter.

    Raises:
        Unreadable: it is no letter, and the lists cannot be read.
    """
    wanted = fold(code)
    for letter in world.memory.effects(LETTER):
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
    if world.lists.why:
        raise Unreadable(world.lists.why)
    for reading in read_units(world, Draft("explain")):
        for dossier in reading.dossiers:
            if fold(dossier.code) == wanted:
                lines = gap_lines(world, reading.gaps_of(dossier.code))
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
                    *_history(world, dossier.code),
                ]
    for withdrawn in world.memory.histories:
        if fold(withdrawn) == wanted:
            return [{"dossier": withdrawn}, *_history(world, withdrawn)]
    return []


def _history(world: World, code: str) -> Rows:
    """Tell how a dossier stands, and what happened to it, oldest first."""
    entries = world.memory.history_of(code)
    stands, reached = state(entries), review_status(entries)
    if stands is None or reached is None:
        return []
    return [
        {
            "bước": reached.value,
            "khâu": histories.told_stage(world, entries),
            "tình trạng": stands.value,
            "từ ngày": first_day(entries),
            "số ngày đủ hồ sơ": whole_days(entries, world.today),
        },
        *(
            {
                "thời điểm": entry.at.astimezone(TIMEZONE),
                "việc": histories.told_kind(entry.kind),
                "người thực hiện": histories.told_by(world, entry.by),
                "lý do": entry.why,
                "căn cứ": histories.told_evidence(world, entry.evidence),
            }
            for entry in entries
        ),
    ]
