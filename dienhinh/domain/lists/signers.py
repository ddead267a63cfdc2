"""The list `Người ký`: who signs which documents, and from when until when."""

from __future__ import annotations

from collections.abc import Iterator

from dienhinh.domain.lists.findings import ListFinding
from dienhinh.domain.lists.memory import Known, Values
from dienhinh.domain.lists.numbers import ordered, text
from dienhinh.domain.lists.one_list import read_list
from dienhinh.domain.lists.reading import Reading
from dienhinh.domain.lists.sources import Origins
from dienhinh.domain.plan import Signer
from dienhinh.domain.programme import Programme
from sheets_schema.lists import NGUOI_KY
from sheets_schema.model import Value
from sheets_schema.reading import Table


def numbered(programme: Programme) -> tuple[Signer, ...]:
    """Give the programme's signers with the codes of their rows: NK01, NK02, …."""
    return tuple(
        signer if signer.id else signer.model_copy(update={"id": f"NK{number:02}"})
        for number, signer in enumerate(programme.signers, start=1)
    )


def seed(programme: Programme) -> list[dict[str, Value]]:
    """Give the first rows of the list."""
    return [
        {
            "ma": signer.id,
            "quyen_han": signer.authority or None,
            "chuc_vu": signer.title,
            "ho_ten": signer.name,
            "tu_ngay": signer.from_,
            "den_ngay": signer.until,
            "van_ban": signer.documents,
            "nguon": signer.source,
        }
        for signer in numbered(programme)
    ]


def read(table: Table | None, known: Known, programme: Programme) -> Reading[Signer]:
    """Read the list; of two who would sign the same on the same day, the first row signs."""
    origins = Origins(numbered(programme))

    def signer(code: str, values: Values) -> Signer:
        ordered(values, "tu_ngay", "den_ngay")
        return Signer.model_validate(
            {
                "id": code,
                "authority": text(values, "quyen_han"),
                "title": text(values, "chuc_vu"),
                "name": text(values, "ho_ten") or None,
                "from": values["tu_ngay"],
                "until": values["den_ngay"],
                "documents": values["van_ban"],
                **origins.of(code, values),
            }
        )

    reading = read_list(NGUOI_KY, table, known, signer)
    return reading.told(*_overlapping(reading))


def _overlapping(reading: Reading[Signer]) -> Iterator[ListFinding]:
    earlier: list[tuple[str, Signer]] = []
    for code, signer in reading.items.items():
        for other, first in earlier:
            if _both(first, signer):
                yield reading.found(
                    code,
                    "van_ban",
                    f"trùng loại văn bản và thời gian với dòng {other}",
                    "sửa ngày hoặc loại văn bản để mỗi văn bản có một người ký",
                    f"trong thời gian trùng nhau đang áp dụng dòng {other}",
                )
        earlier.append((code, signer))


def _both(one: Signer, other: Signer) -> bool:
    same_days = (one.until is None or other.from_ <= one.until) and (
        other.until is None or one.from_ <= other.until
    )
    return same_days and bool(set(one.documents) & set(other.documents))
