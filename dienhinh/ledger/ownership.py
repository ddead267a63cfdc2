"""Whose a ledger of version 0.1.0 is, which names no programme."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from dienhinh.domain.codes import wave_of
from dienhinh.ledger import tables
from dienhinh.ledger.errors import OtherProgramme, UnknownOwner

Whose = Callable[[Mapping[str, str]], str | None]
"""Names the programme by whose mark things in Drive are known, given their ids by key."""


@dataclass(frozen=True)
class Claim:
    """A programme that opens a ledger, and what can be held against one that names none."""

    programme: str
    waves: Collection[str] = ()
    whose: Whose | None = None

    def verify(self, connection: Connection, address: str) -> None:
        """Make sure that an old ledger is this programme's: by its things in Drive, or its codes.

        Two programmes may have waves of one name, so codes count only where Drive tells nothing.

        Raises:
            OtherProgramme, UnknownOwner: it is another's, or nothing tells.
        """
        places = _places(connection)
        if owner := self.whose(places) if self.whose else None:
            if owner != self.programme:
                raise OtherProgramme(
                    address=address,
                    programme=self.programme,
                    why=f"its folder in Drive is that of {owner}",
                )
            return
        waves = {wave for code in _codes(connection) if (wave := wave_of(code))}
        if self.waves and (foreign := sorted(waves - set(self.waves))):
            raise OtherProgramme(
                address=address,
                programme=self.programme,
                why=f"it holds codes of {', '.join(foreign)}, which {self.programme} does not have",
            )
        if self.whose and places and not waves:
            raise UnknownOwner(address=address, programme=self.programme)


def _places(connection: Connection) -> dict[str, str]:
    """Give the ids of what was made, or was to be, by key."""
    rows = connection.execute(text("SELECT key, external_id FROM effects WHERE kind = 'place'"))
    return {row.key: row.external_id or "" for row in rows}


def _codes(connection: Connection) -> list[str]:
    if not inspect(connection).has_table(tables.codes.name):
        return []
    return list(connection.execute(text("SELECT code FROM codes")).scalars())
