"""The form answers that were taken over, or wait for the office to say whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import RowMapping

from dienhinh.ledger import tables
from dienhinh.ledger.store import Store


class AnswerState(StrEnum):
    """What became of an answer."""

    TAKEN = "taken"
    WAITING = "waiting"


@dataclass(frozen=True)
class TakenAnswer:
    """An answer as it was last seen: its form, id, time, state, the unit and row it went to."""

    form: str
    response_id: str
    submitted_at: str
    state: AnswerState
    unit: str | None
    code: str | None
    content: Mapping[str, Any]


class Answers:
    """The answers by form and response id."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, form: str, response_id: str) -> TakenAnswer | None:
        """Read one answer, or None when it was never seen."""
        row = self._store.find(tables.answers, form=form, response_id=response_id)
        return None if row is None else _answer(row)

    def record(self, answer: TakenAnswer) -> None:
        """Write what became of an answer."""
        self.record_all([answer])

    def record_all(self, answers: Iterable[TakenAnswer]) -> None:
        """Write what became of answers, in one commit."""
        self._store.put_all(tables.answers, [_row(answer) for answer in answers])

    def waiting(self) -> list[TakenAnswer]:
        """List the answers that wait for the office, oldest first."""
        return [answer for answer in self.all() if answer.state is AnswerState.WAITING]

    def all(self) -> list[TakenAnswer]:
        """List every answer that was seen, oldest first."""
        statement = (
            select(tables.answers)
            .where(self._store.mine(tables.answers))
            .order_by(
                tables.answers.c.submitted_at, tables.answers.c.form, tables.answers.c.response_id
            )
        )
        return [_answer(row) for row in self._store.rows(statement)]

    def count(self) -> int:
        """Count the answers seen so far."""
        statement = select(func.count()).select_from(tables.answers)
        with self._store.reading() as connection:
            counted: int = connection.execute(
                statement.where(self._store.mine(tables.answers))
            ).scalar_one()
        return counted


def _row(answer: TakenAnswer) -> dict[str, Any]:
    return {
        "form": answer.form,
        "response_id": answer.response_id,
        "submitted_at": answer.submitted_at,
        "state": answer.state.value,
        "unit": answer.unit,
        "code": answer.code,
        "content": dict(answer.content),
    }


def _answer(row: RowMapping) -> TakenAnswer:
    return TakenAnswer(
        form=row["form"],
        response_id=row["response_id"],
        submitted_at=row["submitted_at"],
        state=AnswerState(row["state"]),
        unit=row["unit"],
        code=row["code"],
        content=row["content"],
    )
