"""Who takes part: units with heads and contacts, the council, the office, the vice-rector."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StrictBool

from dienhinh.domain.plan import Data, Text

UnitKind = Literal["phòng", "khoa", "cấp ủy", "đoàn thể"]
CouncilRole = Literal["Chủ tịch", "Phó Chủ tịch", "Ủy viên thường trực", "Thư ký", "Ủy viên"]


def _address(text: str) -> str:
    name, _, host = text.partition("@")
    if not name or "." not in host.strip(".") or not text.isascii() or " " in text:
        raise ValueError("an e-mail address is expected, such as truong-khoa-3@example.com")
    return text.lower()


Email = Annotated[Text, AfterValidator(_address)]


class Person(Data):
    """Somebody to whom letters go; `salutation` is how a letter greets: `Thầy/Cô`, `Đồng chí`."""

    title: Text
    name: Text
    email: Email
    salutation: Literal["Thầy/Cô", "Ông/Bà", "Đồng chí"]


class Office(Data):
    """The coordinating office's mailbox: the sender of the letters and the copy of late ones.

    `staff` are the addresses that may open and edit what is the office's.
    """

    unit: Text
    name: Text
    email: Email
    staff: tuple[Email, ...] = ()


class Unit(Data):
    """A unit that owes plans and registrations; `example` marks one that the plan does not name."""

    id: Text
    name: Text
    kind: UnitKind
    head: Person
    contacts: tuple[Email, ...] = ()
    order: int
    leads: Text | None = None
    example: StrictBool = False

    @property
    def requested(self) -> bool:
        """Whether the plan asks (đề nghị) this unit instead of ordering it: party and unions."""
        return self.kind in {"cấp ủy", "đoàn thể"}

    @property
    def emails(self) -> tuple[str, ...]:
        """The addresses that may answer for the unit: the head's, then the contacts'."""
        return (self.head.email, *(email for email in self.contacts if email != self.head.email))


class CouncilMember(Data):
    """A member of the Hội đồng Thi đua - Khen thưởng: role in it, position outside it.

    `order` is the place in printed lists; from `from` to `until`, both included, where they are
    set.
    """

    name: Text
    email: Email
    role: CouncilRole
    position: Text
    order: int = 0
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None

    def serves_on(self, on: date) -> bool:
        """Tell whether the member belongs to the council on the day."""
        begun = self.from_ is None or self.from_ <= on
        return begun and (self.until is None or on <= self.until)


class Roster(Data):
    """All who take part in a programme; doubtful rows are the lists' to name, not refused here.

    `undecided` are addresses that stand in several units, so that they decide none.
    """

    office: Office
    vice_rector: Person
    units: tuple[Unit, ...] = Field(min_length=1)
    council: tuple[CouncilMember, ...] = ()
    undecided: frozenset[str] = frozenset()

    @property
    def ordered_units(self) -> tuple[Unit, ...]:
        """The units in the school's order."""
        return tuple(sorted(self.units, key=lambda unit: unit.order))

    @property
    def party(self) -> Unit | None:
        """The party committee, the only unit beside the office that reads restricted dossiers."""
        return next((unit for unit in self.units if unit.kind == "cấp ủy"), None)

    def council_on(self, on: date) -> tuple[CouncilMember, ...]:
        """Give the members of the council on the day, in its order."""
        serving = (member for member in self.council if member.serves_on(on))
        return tuple(sorted(serving, key=lambda member: member.order))

    def unit(self, unit_id: str) -> Unit:
        """Give the unit of this id; raises LookupError."""
        for unit in self.units:
            if unit.id == unit_id:
                return unit
        raise LookupError(f"there is no unit {unit_id!r} in the roster")

    def unit_of(self, email: str) -> Unit | None:
        """Give the one unit for which this address answers; None for a stranger or if in doubt."""
        return self.by_address().get(email.strip().lower())

    def by_address(self) -> Mapping[str, Unit]:
        """Give the unit of each address that answers for one and one only; for many questions."""
        found: dict[str, Unit] = {}
        shared = {*self.undecided, *shared_addresses(self.units)}
        for unit in self.units:
            found |= {email: unit for email in unit.emails if email not in shared}
        return found


def shared_addresses(units: Iterable[Unit]) -> Mapping[str, tuple[str, ...]]:
    """Give each address that stands in several units, with the ids of those units."""
    owners: dict[str, list[str]] = {}
    for unit in units:
        for email in unit.emails:
            owners.setdefault(email, []).append(unit.id)
    return {email: tuple(ids) for email, ids in owners.items() if len(set(ids)) > 1}
