"""Where jobs rest: a plan that found nothing to do finds nothing again while nothing changes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version

from dienhinh.acts.plan import Plan
from dienhinh.ledger import Ledger
from dienhinh.world.world import Setting


@dataclass
class Rest:
    """The marks of one cycle: the jobs whose plan is known to be empty without being made."""

    ledger: Ledger
    setting: Setting
    at: datetime

    def standing(self, job: str) -> Plan | None:
        """Give the empty plan of a job at rest, None where it has to plan."""
        kept = json.loads(self.ledger.rests.get(job) or "{}")
        if kept.get("of") != self._of():
            return None
        until = datetime.fromisoformat(kept["until"]) if kept["until"] else None
        if until is not None and self.at >= until:
            return None
        return Plan(job, (), (), tuple(kept["notes"]), kept["figures"], until)

    def keep(self, plans: Iterable[Plan]) -> None:
        """Remember plans that are all empty, as made of what the ledger now knows."""
        of = self._of()
        for plan in plans:
            mark = {
                "of": of,
                "until": plan.until.isoformat() if plan.until else None,
                "figures": dict(plan.figures),
                "notes": list(plan.notes),
            }
            self.ledger.rests.put(plan.job, json.dumps(mark, ensure_ascii=False))

    def _of(self) -> str:
        """Name all that plans are made from: what is known, the day, the files, this program."""
        known = self.ledger.version()
        return sha256(f"{known} {self.at.date()} {self._fixed}".encode()).hexdigest()

    @cached_property
    def _fixed(self) -> str:
        return f"{self.setting.digest} {version('dienhinh')}"
