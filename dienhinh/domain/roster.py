"""Who takes part: units with heads and contacts, the council, the office, the vice-rector."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StrictBool, model_validator

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
    """The coordinating office's mailbox: the sender of the letters and the copy of late ones."""

    unit: Text
    name: Text
    email: Email


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
    """A member of the Hội đồng Thi đua - Khen thưởng: role in it, position outside it."""

    name: Text
    email: Email
    role: CouncilRole
    position: Text


class Roster(Data):
    """All who take part in a programme."""

    office: Office
    vice_rector: Person
    units: tuple[Unit, ...] = Field(min_length=1)
    council: tuple[CouncilMember, ...] = ()

    @model_validator(mode="after")
    def _one_unit_per_address(self) -> Self:
        seen: dict[str, str] = {}
        for unit in self.units:
            for email in unit.emails:
                if seen.setdefault(email, unit.id) != unit.id:
                    raise ValueError(
                        f"the address {email} stands in {seen[email]} and in {unit.id}; "
                        "it must decide the unit, so keep it in one of them"
                    )
        return self

    @property
    def ordered_units(self) -> tuple[Unit, ...]:
        """The units in the school's order."""
        return tuple(sorted(self.units, key=lambda unit: unit.order))

    @property
    def party(self) -> Unit | None:
        """The party committee, the only unit beside the office that reads restricted dossiers."""
        return next((unit for unit in self.units if unit.kind == "cấp ủy"), None)

    def unit(self, unit_id: str) -> Unit:
        """Give the unit of this id; raises LookupError."""
        for unit in self.units:
            if unit.id == unit_id:
                return unit
        raise LookupError(f"there is no unit {unit_id!r} in the roster")

    def unit_of(self, email: str) -> Unit | None:
        """Give the unit for which this address answers, or None for a stranger."""
        address = email.strip().lower()
        return next((unit for unit in self.units if address in unit.emails), None)
