"""The lists that lie over the programme: its waves, days, thresholds, bases and signers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dienhinh.domain.calendar import SpecialDay
from dienhinh.domain.conduct import Milestone, Threshold, Wave
from dienhinh.domain.lists import (
    calendar_days,
    legal_bases,
    milestones,
    signers,
    thresholds,
    waves,
)
from dienhinh.domain.lists.doubts import BASIS, SIGNER, Standing, standing
from dienhinh.domain.lists.memory import Known
from dienhinh.domain.lists.reading import Reading
from dienhinh.domain.plan import LegalBasis, Signer
from dienhinh.domain.programme import Programme
from sheets_schema.reading import Table


@dataclass(frozen=True)
class Dated:
    """The readings of the lists that lie over the programme."""

    waves: Reading[Wave]
    milestones: Reading[Milestone]
    days: Reading[SpecialDay]
    thresholds: Reading[Threshold]
    bases: Reading[LegalBasis]
    signers: Reading[Signer]

    @classmethod
    def read(
        cls,
        tables: Mapping[str, Table],
        known: Mapping[str, Known],
        seed: Programme,
        cancelled: frozenset[str],
    ) -> Dated:
        """Read them; a wave in `cancelled` is not in force any more."""

        def given(key: str) -> tuple[Table | None, Known]:
            return tables.get(key), known[key]

        return cls(
            waves.read(*given("dot"), seed, cancelled=cancelled),
            milestones.read(*given("moc_thoi_gian"), seed),
            calendar_days.read(*given("lich_nghi")),
            thresholds.read(*given("nguong"), seed),
            legal_bases.read(*given("can_cu"), seed),
            signers.read(*given("nguoi_ky"), seed),
        )

    @property
    def readings(self) -> tuple[Reading[Any], ...]:
        """All of them, in the order of the workbook."""
        return (
            self.waves,
            self.milestones,
            self.days,
            self.thresholds,
            self.bases,
            self.signers,
        )

    def over(self, seed: Programme) -> Programme:
        """Lay what is in force over the programme of the file."""
        return seed.model_copy(
            update={
                # Without any wave nothing could be asked; the file's then stand.
                "waves": tuple(self.waves.items.values()) or seed.waves,
                "milestones": tuple(self.milestones.items.values()),
                "days_off": tuple(self.days.items.values()),
                "thresholds": tuple(self.thresholds.items.values()),
                "legal_bases": tuple(self.bases.items.values()),
                "signers": tuple(self.signers.items.values()),
            }
        )

    @property
    def signing(self) -> tuple[Standing, ...]:
        """The rows of signers as far as they are known."""
        return standing(self.signers, SIGNER)

    @property
    def citing(self) -> tuple[Standing, ...]:
        """The rows of legal bases as far as they are known."""
        return standing(self.bases, BASIS)

    def held_days(self) -> Iterator[str]:
        """Name the days, bases and signers whose last good value stands for an unreadable cell."""
        for due, column in waves.COLUMNS.items():
            for code in self.waves.remembered(column):
                yield f"dot/{code}/{due}"
        for reading, keys in (
            (self.milestones, {"han"}),
            (self.bases, BASIS),
            (self.signers, SIGNER),
        ):
            for code in reading.remembered(*keys):
                yield f"{reading.sheet.key}/{code}"
