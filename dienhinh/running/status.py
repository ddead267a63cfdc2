"""What ran and what is not settled, told from the memory alone, so that it answers at once."""

from __future__ import annotations

from typing import Any

from dienhinh.domain.calendar import TIMEZONE
from dienhinh.ledger import Ledger, SourceState, State
from dienhinh.running.timetable import Timetable
from dienhinh.world.memory import DOCUMENT, HELD, LETTER, PLACE, RETURNED

Rows = list[dict[str, Any]]


def status(ledger: Ledger, timetable: Timetable, programme: str) -> Rows:
    """Tell who runs now, of each job when it last ran and what it did, and what is not settled."""
    rows: Rows = []
    holder = ledger.lease.holder(programme)
    if holder is not None:
        rows.append({"run by": holder[0], "until": holder[1].astimezone(TIMEZONE)})
    for entry in timetable:
        last = ledger.slots.last(entry.name)
        rows.append(
            {
                "job": entry.name,
                "state": last.state if last else "never ran",
                "due": last.due.astimezone(TIMEZONE) if last else None,
                "counts": dict(last.counts) if last else {},
                "problems": list(last.problems) if last else [],
            }
        )
    for kind in (LETTER, DOCUMENT, PLACE):
        rows += [
            {"effect": f"{kind} {effect.key}", "state": effect.state.value}
            for effect in ledger.effects.all(kind)
            if effect.state in {State.STARTED, State.UNKNOWN, State.FAILED}
        ]
    for key, told in (ledger.facts.get(RETURNED) or {}).items():
        addresses = ", ".join(told["addresses"])
        rows.append({"effect": f"{LETTER} {key}", "state": "came back", "why": addresses})
    for code, kept in (ledger.facts.get(HELD) or {}).items():
        if not kept["went"]:
            rows.append({"held": f"{kept['job']} {code}", "state": "waits for Chờ cho phép"})
    rows += [
        {"source": head.key, "state": head.state.value, "why": head.why}
        for head in ledger.sources.heads().values()
        if head.state is SourceState.UNREADABLE
    ]
    return rows
