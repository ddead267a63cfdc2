"""The form answers that were taken over, or wait for the office to say whose they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Engine, RowMapping

from dienhinh.ledger import tables


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

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, form: str, response_id: str) -> TakenAnswer | None:
        """Read one answer, or None when it was never seen."""
        row = tables.find(self._engine, tables.answers, form=form, response_id=response_id)
        return None if row is None else _answer(row)

    def record(self, answer: TakenAnswer) -> None:
        """Write what became of an answer."""
        tables.put(
            self._engine,
            tables.answers,
            {
                "form": answer.form,
                "response_id": answer.response_id,
                "submitted_at": answer.submitted_at,
                "state": answer.state.value,
                "unit": answer.unit,
                "code": answer.code,
                "content": dict(answer.content),
            },
        )

    def waiting(self) -> list[TakenAnswer]:
        """List the answers that wait for the office, oldest first."""
        statement = (
            select(tables.answers)
            .where(tables.answers.c.state == AnswerState.WAITING.value)
            .order_by(tables.answers.c.submitted_at)
        )
        with self._engine.connect() as connection:
            return [_answer(row) for row in connection.execute(statement).mappings()]

    def count(self) -> int:
        """Count the answers seen so far."""
        with self._engine.connect() as connection:
            counted: int = connection.execute(
                select(func.count()).select_from(tables.answers)
            ).scalar_one()
        return counted


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
