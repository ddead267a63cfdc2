"""The list `Căn cứ`: legal bases with the days on which documents may cite them."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

from dienhinh.domain.lists.memory import Known, Values
from dienhinh.domain.lists.numbers import integer, ordered, text
from dienhinh.domain.lists.one_list import read_list
from dienhinh.domain.lists.reading import Reading, Refused
from dienhinh.domain.lists.sources import Origins
from dienhinh.domain.plan import LegalBasis
from dienhinh.domain.programme import Programme
from sheets_schema.lists import CAN_CU
from sheets_schema.model import Value
from sheets_schema.reading import Table

VERBS: tuple[str, ...] = get_args(LegalBasis.model_fields["verb"].annotation)


def seed(programme: Programme) -> list[dict[str, Value]]:
    """Give the first rows of the list."""
    return [
        {
            "ma": basis.id,
            "noi_dung": basis.line,
            "hieu_luc_tu": basis.effective_from,
            "hieu_luc_den": basis.effective_until,
            "thu_tu": Decimal(basis.order),
            "nguon": basis.source,
        }
        for basis in programme.legal_bases
    ]


def read(table: Table | None, known: Known, programme: Programme) -> Reading[LegalBasis]:
    """Read the list; a line begins with one of the three verbs that documents print."""
    origins = Origins(programme.legal_bases)

    def basis(code: str, values: Values) -> LegalBasis:
        line = text(values, "noi_dung").rstrip(" ;.,")
        verb = next((verb for verb in VERBS if line.startswith(f"{verb} ")), None)
        if verb is None:
            raise Refused("noi_dung", f"phải bắt đầu bằng một trong các từ: {', '.join(VERBS)}")
        ordered(values, "hieu_luc_tu", "hieu_luc_den")
        return LegalBasis.model_validate(
            {
                "id": code,
                "verb": verb,
                "text": line.removeprefix(verb).strip(),
                "effective_from": values["hieu_luc_tu"],
                "effective_until": values["hieu_luc_den"],
                "order": integer(values, "thu_tu", least=0),
                **origins.of(code, values),
            }
        )

    return read_list(CAN_CU, table, known, basis)
