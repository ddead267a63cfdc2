"""The sheet `Chờ xử lý`: answers that wait until the office says whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sheets_schema
from dienhinh.ledger.answers import AnswerState, TakenAnswer
from dienhinh.world.answers import Answer
from dienhinh.world.books import Page, read_pages, write_rows
from dienhinh.world.context import Context, Work
from dienhinh.world.directory import Directory
from dienhinh.world.places import QUARANTINE_BOOK
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


def released(ctx: Context, work: Work, directory: Directory) -> list[Released]:
    """Find the waiting answers beside which the office has written a unit."""
    waiting = {entry.response_id: entry for entry in ctx.ledger.answers.waiting()}
    if not waiting:
        return []
    found: list[Released] = []
    with work.guard("bảng “Chờ xử lý”"):
        for row in _page(ctx, directory).table.rows:
            unit = row.values["don_vi_xac_nhan"]
            entry = waiting.get(row.code or "")
            if entry and isinstance(unit, str):
                found.append(Released(_answer(entry), unit))
    return found


def hold(
    ctx: Context,
    work: Work,
    directory: Directory,
    held: Sequence[tuple[Answer, str]],
    given: Sequence[Released],
) -> None:
    """Write the answers that have to wait, and what became of those that the office gave away."""
    rows: dict[str, dict[str, Value]] = {}
    for answer, reason in held:
        rows[answer.response_id] = {
            "ma_cau_tra_loi": answer.response_id,
            "nop_luc": answer.moment,
            "nguoi_nop": answer.email,
            "bieu_mau": sheets_schema.section(answer.section).title,
            "ly_do": reason,
            "ket_qua": WAITING,
        }
    for entry in given:
        if entry.answer.response_id not in rows:
            name = directory.roster.unit(entry.unit).name
            rows[entry.answer.response_id] = {"ket_qua": MOVED.format(unit=name)}
    if not rows:
        return
    write_rows(ctx, _page(ctx, directory), rows, directory.choices)
    work.counts["quarantined"] += len(held)
    if ctx.dry_run:
        return
    for answer, _ in held:
        ctx.ledger.answers.record(
            TakenAnswer(
                form=answer.section,
                response_id=answer.response_id,
                submitted_at=answer.submitted_at,
                state=AnswerState.WAITING,
                unit=None,
                code=None,
                content={**answer.content, EMAIL: answer.email},
            )
        )


def _page(ctx: Context, directory: Directory) -> Page:
    sheet = sheets_schema.QUARANTINE
    return read_pages(ctx, QUARANTINE_BOOK, (sheet,), directory.choices)[sheet.key]


def _answer(entry: TakenAnswer) -> Answer:
    content = dict(entry.content)
    email = str(content.pop(EMAIL, ""))
    listed = {
        key: tuple(value) if isinstance(value, list) else value for key, value in content.items()
    }
    return Answer(entry.form, entry.response_id, email, entry.submitted_at, listed, {})
