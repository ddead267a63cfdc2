"""The sheet `Chờ xử lý`: answers that wait until the office says whose they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sheets_schema
from dienhinh.acts.cells import Written, write_rows
from dienhinh.domain.dossier import CONSENT, REGISTRATION
from dienhinh.domain.placement import is_restricted
from dienhinh.ledger.answers import AnswerState, TakenAnswer
from dienhinh.world.answers import CELL, SUPPLEMENT, Answer, typed_code
from dienhinh.world.books import Page
from dienhinh.world.places import QUARANTINE_BOOK
from dienhinh.world.world import World
from sheets_schema.choices import find_choice
from sheets_schema.model import Value

WAITING = "Đang chờ xử lý"
MOVED = "Đã chuyển vào sổ của {unit}"

EMAIL = "@"
"""The key under which a waiting answer keeps its sender, who is no field of the form."""


@dataclass(frozen=True)
class Released:
    """An answer that the office has given to a unit."""

    answer: Answer
    unit: str


def page_of(world: World) -> Page:
    """Give the sheet; raises as `World.pages`."""
    return world.page(QUARANTINE_BOOK, sheets_schema.QUARANTINE)


def released(world: World) -> list[Released]:
    """Find the waiting answers beside which the office has written a unit."""
    waiting = {entry.response_id: entry for entry in world.memory.waiting()}
    if not waiting:
        return []
    found: list[Released] = []
    for row in page_of(world).table.rows:
        unit = row.values["don_vi_xac_nhan"]
        entry = waiting.get(row.code or "")
        if entry and isinstance(unit, str):
            found.append(Released(answer_of(entry), unit))
    return found


def write(world: World, held: Sequence[tuple[Answer, str]], placed: Mapping[str, str]) -> Written:
    """Give what the sheet must say: of each answer that waits why, of each that is placed where.

    `placed` are the units of this run's released answers by response id; what earlier runs placed
    is said anew where a broken run has left it unsaid.
    """
    page = page_of(world)
    units = {unit.id: unit.name for unit in world.roster.units}
    placed = dict(placed)
    for entry in world.memory.answers.values():
        if entry.state is AnswerState.TAKEN and entry.unit and entry.response_id in page.by_code:
            placed.setdefault(entry.response_id, entry.unit)
    rows: dict[str, dict[str, Value]] = {
        response: {"ket_qua": MOVED.format(unit=units.get(unit, unit))}
        for response, unit in placed.items()
    }
    rows |= {
        answer.response_id: {
            "ma_cau_tra_loi": answer.response_id,
            "nop_luc": answer.moment,
            "nguoi_nop": answer.email,
            "bieu_mau": sheets_schema.section(answer.section).title,
            "ly_do": reason,
            "ket_qua": WAITING,
        }
        for answer, reason in held
    }
    return write_rows(world, page, rows, reason="câu trả lời chờ xử lý")


def answer_of(entry: TakenAnswer) -> Answer:
    """Give the answer that waits, as it was sent."""
    content = dict(entry.content)
    email = str(content.pop(EMAIL, ""))
    listed = {
        key: tuple(value) if isinstance(value, list) else value for key, value in content.items()
    }
    said = {key: value for key, value in listed.items() if value}
    earlier = listed if entry.code else {}
    return Answer(entry.form, entry.response_id, email, entry.submitted_at, said, earlier)


def kept_words(answer: Answer) -> dict[str, object]:
    """Give what is kept of an answer that waits; of what it once said and took back, the keys."""
    return {**dict.fromkeys(answer.earlier, ""), **answer.content, EMAIL: answer.email}


def withheld(world: World) -> frozenset[str]:
    """Give the dossiers of which an answer that waits takes back the right to show them.

    It no longer agrees, or names a field that few may read, or none: that is obeyed before the
    office has said whose the answer is.
    """
    return frozenset(
        code
        for entry in world.memory.waiting()
        if entry.form == REGISTRATION and (code := _dossier_of(world, entry))
        if _takes_back(world, entry)
    )


def _dossier_of(world: World, entry: TakenAnswer) -> str:
    """Give the dossier of an answer that waits: its row's, or its sender's own that it names."""
    if entry.code:
        return entry.code
    answer = answer_of(entry)
    named = typed_code(answer, SUPPLEMENT)
    sender = world.roster.by_address().get(answer.email.strip().lower())
    return named if sender and world.memory.owners.get(named) == sender.id else ""


def _takes_back(world: World, entry: TakenAnswer) -> bool:
    said = entry.content
    if CONSENT in said and not said[CONSENT]:
        return True
    cell = find_choice(world.choices.named("cells"), str(said.get(CELL, "")))
    return CELL in said and (cell is None or is_restricted(cell.id, world.programme))
