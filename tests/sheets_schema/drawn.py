"""Declarations as hypothesis draws them."""

from __future__ import annotations

from hypothesis import strategies as st

from sheets_schema.choices import options
from sheets_schema.model import Field, Kind, Owner, Sheet

KINDS = st.sampled_from([Kind.TEXT, Kind.NUMBER, Kind.CHOICE, Kind.DATE, Kind.CONSENT])
OWNERS = st.sampled_from([Owner.UNIT, Owner.AUTOMATION, Owner.COUNCIL])
LABELS = st.sampled_from([("A", "B"), ("A", "B", "C"), ("C",)])


def declared(*fields: Field) -> Sheet:
    """Declare a sheet of these fields; it is the same sheet whatever its fields."""
    return Sheet("thu", "Thử", "A sheet of these tests.", fields)


@st.composite
def fields_of(draw: st.DrawFn) -> tuple[Field, ...]:
    """Draw any declaration of up to eight fields; titles follow keys, now and then reworded."""
    keys = draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, unique=True))
    return tuple(
        Field(
            key,
            f"Cột {key}" + draw(st.sampled_from(["", "", " mới"])),
            draw(KINDS),
            draw(OWNERS),
            options=options(*draw(LABELS)),
            help=draw(st.sampled_from(["", "Giúp."])),
            status=draw(st.booleans()),
        )
        for key in keys
    )
