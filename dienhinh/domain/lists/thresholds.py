"""The list `Ngưỡng biểu quyết`: when a vote of the council is valid and passed."""

from __future__ import annotations

from decimal import Decimal

from dienhinh.domain.conduct import Threshold
from dienhinh.domain.lists.memory import Known, Values
from dienhinh.domain.lists.numbers import integer, ordered, text
from dienhinh.domain.lists.one_list import read_list
from dienhinh.domain.lists.reading import Reading, Refused
from dienhinh.domain.lists.sources import Origins
from dienhinh.domain.programme import Programme
from sheets_schema.lists import NGUONG
from sheets_schema.model import Value
from sheets_schema.reading import Table

_YES_NO = {True: "Có", False: "Không"}


def seed(programme: Programme) -> list[dict[str, Value]]:
    """Give the first rows of the list."""
    return [
        {
            "ma": each.id,
            "hinh_thuc": each.title,
            "hinh_thuc_bieu_quyet": each.ballot,
            "quorum_tu": Decimal(each.quorum_numerator),
            "quorum_mau": Decimal(each.quorum_denominator),
            "nguong_tu": Decimal(each.pass_numerator),
            "nguong_mau": Decimal(each.pass_denominator),
            "mau_so": each.base,
            "vang_mat_tinh_phieu": _YES_NO[each.absent_counted],
            "chu_tich_phai_dong_y": _YES_NO[each.chair_must_agree],
            "xu_ly_hoa": each.tie,
            "hieu_luc_tu": each.effective_from,
            "hieu_luc_den": each.effective_until,
            "nguon": each.source,
        }
        for each in programme.thresholds
    ]


def read(table: Table | None, known: Known, programme: Programme) -> Reading[Threshold]:
    """Read the list; a share must lie above 0 and not exceed 1."""
    origins = Origins(programme.thresholds)

    def threshold(code: str, values: Values) -> Threshold:
        ordered(values, "hieu_luc_tu", "hieu_luc_den")
        quorum = _share(values, "quorum_tu", "quorum_mau")
        passing = _share(values, "nguong_tu", "nguong_mau")
        return Threshold.model_validate(
            {
                "id": code,
                "title": text(values, "hinh_thuc"),
                "ballot": values["hinh_thuc_bieu_quyet"],
                "quorum_numerator": quorum[0],
                "quorum_denominator": quorum[1],
                "pass_numerator": passing[0],
                "pass_denominator": passing[1],
                "base": values["mau_so"],
                "absent_counted": values["vang_mat_tinh_phieu"] == _YES_NO[True],
                "chair_must_agree": values["chu_tich_phai_dong_y"] == _YES_NO[True],
                "tie": values["xu_ly_hoa"],
                "effective_from": values["hieu_luc_tu"],
                "effective_until": values["hieu_luc_den"],
                **origins.of(code, values),
            }
        )

    return read_list(NGUONG, table, known, threshold)


def _share(values: Values, numerator: str, denominator: str) -> tuple[int, int]:
    over, under = integer(values, numerator, least=1), integer(values, denominator, least=1)
    if over > under:
        raise Refused(numerator, "tử số lớn hơn mẫu số")
    return over, under
