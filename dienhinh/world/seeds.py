"""The rows with which the lists of `Danh mục` begin; afterwards the office keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from dienhinh.domain.programme import Programme
from dienhinh.domain.roster import Roster
from dienhinh.world.directory import CONFIRMED, WAVE_DAYS, milestone_code
from sheets_schema.model import Value

Rows = list[dict[str, Value]]

YES_NO = {True: "Có", False: "Không"}
WAVE_TITLES = {
    "plan_due": "Hạn gửi kế hoạch, {wave}",
    "registration_due": "Hạn đăng ký, {wave}",
    "dossier_due": "Hạn hoàn thiện hồ sơ, {wave}",
}


def seed_rows(programme: Programme, roster: Roster) -> Mapping[str, Rows]:
    """Give the first rows of each list, by key of the list."""
    return {
        "don_vi": _units(roster),
        "hoi_dong": _council(roster),
        "moc_thoi_gian": _milestones(programme),
        "lich_nghi": _days_off(programme),
        "nguong": _thresholds(programme),
        "can_cu": _legal_bases(programme),
        "nguoi_ky": _signers(programme),
    }


def _units(roster: Roster) -> Rows:
    return [
        {
            "ma": unit.id,
            "ten": unit.name,
            "loai": unit.kind,
            "truong_don_vi_chuc_danh": unit.head.title,
            "truong_don_vi_ten": unit.head.name,
            "truong_don_vi_thu": unit.head.email,
            "xung_ho": unit.head.salutation,
            "dau_moi": unit.contacts,
            "thu_tu": Decimal(unit.order),
            "chu_tri": unit.leads,
        }
        for unit in roster.ordered_units
    ]


def _council(roster: Roster) -> Rows:
    return [
        {
            "ho_ten": member.name,
            "thu": member.email,
            "vai_tro": member.role,
            "chuc_vu": member.position,
            "thu_tu": Decimal(number),
        }
        for number, member in enumerate(roster.council, start=1)
    ]


def _milestones(programme: Programme) -> Rows:
    milestones: Rows = [
        {
            "ma": milestone.id,
            "ten": milestone.title,
            "han": milestone.due,
            "ghi_chu": milestone.window,
            "nguon": milestone.source,
            "xac_nhan": CONFIRMED[milestone.confirmed],
        }
        for milestone in programme.milestones
    ]
    days: Rows = [
        {
            "ma": milestone_code(wave.id, day),
            "ten": WAVE_TITLES[day].format(wave=wave.title[0].lower() + wave.title[1:]),
            "bat_dau": wave.opens,
            "han": wave.due(day),
            "nguon": wave.source,
            "xac_nhan": CONFIRMED[wave.confirmed],
        }
        for wave in programme.waves
        for day in WAVE_DAYS
    ]
    return milestones + days


def _days_off(programme: Programme) -> Rows:
    return [
        {"ngay": each.day, "ten": each.name, "loai": each.kind.value, "nguon": each.source}
        for each in programme.days_off
    ]


def _thresholds(programme: Programme) -> Rows:
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
            "vang_mat_tinh_phieu": YES_NO[each.absent_counted],
            "chu_tich_phai_dong_y": YES_NO[each.chair_must_agree],
            "xu_ly_hoa": TIES[each.tie],
            "nguon": each.source,
            "xac_nhan": CONFIRMED[each.confirmed],
        }
        for each in programme.thresholds
    ]


TIES = {
    "CHU_TICH_QUYET_DINH": "Theo ý kiến của Chủ tịch Hội đồng",
    "BO_PHIEU_LAI": "Bỏ phiếu lại",
    "KHONG_DAT": "Không đạt",
}


def _legal_bases(programme: Programme) -> Rows:
    return [
        {
            "ma": basis.id,
            "noi_dung": basis.line,
            "hieu_luc_tu": basis.effective_from,
            "hieu_luc_den": basis.effective_until,
            "thu_tu": Decimal(basis.order),
            "nguon": basis.source,
            "xac_nhan": CONFIRMED[basis.confirmed],
        }
        for basis in programme.legal_bases
    ]


def _signers(programme: Programme) -> Rows:
    return [
        {
            "ma": f"NK{number:02}",
            "quyen_han": signer.authority,
            "chuc_vu": signer.title,
            "ho_ten": signer.name,
            "tu_ngay": signer.from_,
            "den_ngay": signer.until,
            "van_ban": "; ".join(signer.documents),
            "xac_nhan": CONFIRMED[signer.confirmed],
        }
        for number, signer in enumerate(programme.signers, start=1)
    ]
