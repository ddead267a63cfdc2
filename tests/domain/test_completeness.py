from __future__ import annotations

from datetime import date

import pytest

import sheets_schema
from dienhinh.domain.completeness import (
    Gap,
    dossier_gaps,
    is_met,
    missing_evidence,
    row_gaps,
    rows_towards,
    unit_gaps,
    verdict,
)
from dienhinh.domain.conduct import Duty, Requirement, RowsWith
from dienhinh.domain.dossier import assemble
from sheets_schema.findings import AmbiguousNumeric, NotLink
from sheets_schema.header import header
from sheets_schema.reading import read_table
from tests.domain.draw import CODE, WAVE, dossier, missing, row

REPORT = row("bao_cao_tap_the", "2023-1-BT-TCHC-001", ma_ho_so=CODE)
PROOF = row("minh_chung", "2023-1-MC-TCHC-001", ma_ho_so=CODE)
LAST_DAY_OF_REGISTRATION, LAST_DAY = date(2023, 4, 25), date(2023, 4, 30)

LEADS_PLAN = Requirement(
    id="KH_CHU_TRI",
    title="Kế hoạch chủ trì lĩnh vực",
    section="ke_hoach",
    applies_to="leads",
    min_rows=1,
    where=RowsWith(field="pham_vi", equals="Kế hoạch của đơn vị chủ trì lĩnh vực"),
    due="plan_due",
    text="kế hoạch",
    source="V.2",
)
TWO_EXCHANGES = Requirement(
    id="NHAN_RONG",
    title="Nhân rộng, trao đổi kinh nghiệm",
    section="nhan_rong",
    applies_to="every_unit",
    min_rows=2,
    due="SO_KET",
    text="trao đổi kinh nghiệm",
    source="II",
)


def test_dossier_with_report_and_evidence_lacks_nothing():
    assert dossier_gaps(dossier(reports=[REPORT], evidence=[PROOF]), WAVE) == ()


def test_registration_alone_owes_report_and_evidence_by_the_day_of_dossiers():
    assert dossier_gaps(dossier(), WAVE) == (
        Gap(
            *("TCHC", "bao_cao_tap_the", "Báo cáo thành tích tập thể", LAST_DAY, CODE),
            advice=f"Đề nghị gửi biểu mẫu “Báo cáo thành tích tập thể” theo mã hồ sơ {CODE}.",
        ),
        Gap(
            *("TCHC", "minh_chung", "Minh chứng", LAST_DAY, CODE),
            advice=f"Đề nghị gửi biểu mẫu “Minh chứng” theo mã hồ sơ {CODE}.",
        ),
    )


def test_person_owes_the_report_of_a_person():
    (report,) = dossier_gaps(dossier(o="LV2-CN", evidence=[PROOF]), WAVE)
    assert (report.section, report.what) == ("bao_cao_ca_nhan", "Báo cáo thành tích cá nhân")


def test_blank_field_is_named_with_its_cell_by_the_day_of_registrations():
    blank = [missing("dang_ky", "tom_tat", "G2")]
    whole = dossier(findings=blank, reports=[REPORT], evidence=[PROOF])
    assert dossier_gaps(whole, WAVE) == (
        Gap(
            *("TCHC", "dang_ky", "Tóm tắt thành tích", LAST_DAY_OF_REGISTRATION, CODE, "G2"),
            advice="Đề nghị điền cột “Tóm tắt thành tích” (ô G2).",
        ),
    )


def test_wrong_value_is_named_with_what_is_wrong():
    wrong = row(
        "minh_chung",
        "2023-1-MC-TCHC-001",
        ma_ho_so=CODE,
        findings=[missing("minh_chung", "lien_ket", "F2", NotLink)],
    )
    assert dossier_gaps(dossier(reports=[REPORT], evidence=[wrong]), WAVE) == (
        Gap(
            "TCHC",
            "minh_chung",
            "Liên kết minh chứng (không phải là liên kết)",
            LAST_DAY,
            CODE,
            "F2",
            wrong=True,
            advice="Đề nghị dán vào cột “Liên kết minh chứng” (ô F2) một liên kết đầy đủ, bắt đầu "
            "bằng https:// hoặc http://.",
        ),
    )


def test_gaps_stand_in_the_order_in_which_a_person_fills_them_in():
    gaps = dossier_gaps(
        dossier(
            findings=[missing("dang_ky", "ten", "C2"), missing("dang_ky", "tom_tat", "G2")],
            namesake="2023-1-LV2-TT-009",
            reports=[
                row(
                    "bao_cao_tap_the",
                    "2023-1-BT-TCHC-001",
                    ma_ho_so=CODE,
                    findings=[missing("bao_cao_tap_the", "bien_phap", "E2")],
                )
            ],
        ),
        WAVE,
    )
    assert [(gap.section, gap.cell) for gap in gaps] == [
        ("dang_ky", "C2"),
        ("dang_ky", "G2"),
        ("dang_ky", "A2"),
        ("bao_cao_tap_the", "E2"),
        ("minh_chung", None),
    ]


def test_registration_whose_cell_is_blank_owes_the_cell_and_no_report_yet():
    blank = dossier(o=None, findings=[missing("dang_ky", "o", "B2")])
    assert dossier_gaps(blank, WAVE) == (
        Gap(
            "TCHC",
            "dang_ky",
            "Lĩnh vực và đối tượng đăng ký",
            LAST_DAY_OF_REGISTRATION,
            CODE,
            "B2",
            advice="Đề nghị điền cột “Lĩnh vực và đối tượng đăng ký” (ô B2).",
        ),
    )


def test_namesake_is_a_gap_that_names_the_earlier_dossier():
    twin = dossier(namesake="2023-1-LV2-TT-009", reports=[REPORT], evidence=[PROOF])
    assert dossier_gaps(twin, WAVE) == (
        Gap(
            "TCHC",
            "dang_ky",
            "Trùng họ tên và chức vụ với hồ sơ 2023-1-LV2-TT-009: đề nghị xóa trắng nội dung dòng "
            "đăng ký thừa; nếu là hai người khác nhau, ghi rõ chức vụ để phân biệt",
            LAST_DAY_OF_REGISTRATION,
            CODE,
            "A2",
            wrong=True,
            advice="Đề nghị xóa trắng nội dung dòng đăng ký thừa (dòng của ô A2) hoặc, nếu là hai "
            "người khác nhau, ghi rõ chức vụ để phân biệt.",
        ),
    )


def test_row_that_belongs_to_no_dossier_is_checked_for_itself():
    wrong = missing("nhan_rong", "so_nguoi", "G3", AmbiguousNumeric)
    tables = {
        "dang_ky": [row("dang_ky", CODE, o="LV2-TT")],
        "bao_cao_tap_the": [
            row(
                "bao_cao_tap_the",
                "2023-1-BT-TCHC-001",
                ma_ho_so=CODE,
                findings=[missing("bao_cao_tap_the", "bien_phap", "E2")],
            )
        ],
        "nhan_rong": [row("nhan_rong", "2023-1-NR-TCHC-001", 3, findings=[wrong])],
    }
    assert row_gaps("TCHC", tables, assemble("TCHC", tables), WAVE, ()) == (
        Gap(
            "TCHC",
            "nhan_rong",
            "Số người tham gia (số có thể hiểu hai cách)",
            LAST_DAY,
            "2023-1-NR-TCHC-001",
            "G3",
            wrong=True,
            advice=wrong.advice,
        ),
    )


def test_row_that_counts_towards_a_duty_is_to_be_whole_by_the_duty_s_day():
    wrong = missing("nhan_rong", "so_nguoi", "G3", AmbiguousNumeric)
    tables = {"nhan_rong": [row("nhan_rong", "2023-1-NR-TCHC-001", 3, findings=[wrong])]}
    (gap,) = row_gaps("TCHC", tables, [], WAVE, [Duty(TWO_EXCHANGES, date(2023, 6, 15))])
    assert (gap.due, gap.requirement) == (date(2023, 6, 15), TWO_EXCHANGES.id)


@pytest.mark.parametrize("code", [None, "2022-1-NR-TCHC-001"])
def test_row_without_a_code_or_of_another_wave_is_not_urged(code):
    wrong = missing("nhan_rong", "so_nguoi", "G3", AmbiguousNumeric)
    tables = {"nhan_rong": [row("nhan_rong", code, 3, findings=[wrong])]}
    assert row_gaps("TCHC", tables, [], WAVE, ()) == ()


def test_duty_that_is_not_met_is_a_gap_of_the_unit_by_its_own_day():
    duties = (Duty(LEADS_PLAN, date(2023, 4, 20)), Duty(TWO_EXCHANGES, date(2023, 6, 15)))
    own = row("ke_hoach", "2023-1-KH-TCHC-001", pham_vi="Kế hoạch của đơn vị")
    exchanges = [row("nhan_rong", f"2023-1-NR-TCHC-00{n}", n) for n in (1, 2)]
    assert unit_gaps("TCHC", {"ke_hoach": [own], "nhan_rong": exchanges}, WAVE, duties) == (
        Gap(
            "TCHC",
            "ke_hoach",
            "Kế hoạch chủ trì lĩnh vực",
            date(2023, 4, 20),
            requirement="KH_CHU_TRI",
            advice="Đề nghị gửi biểu mẫu “Kế hoạch”.",
        ),
    )


def test_only_coded_rows_of_the_wave_count_towards_a_duty():
    tables = {
        "nhan_rong": [
            row("nhan_rong", "2023-1-NR-TCHC-001"),
            row("nhan_rong", None, 3),
            row("nhan_rong", "2022-1-NR-TCHC-001", 4),
        ]
    }
    assert rows_towards(tables, TWO_EXCHANGES, "2023-1") == 1
    assert not is_met(tables, TWO_EXCHANGES, "2023-1")


def test_only_rows_of_the_asked_kind_count_towards_a_duty():
    of_lead, of_unit = "Kế hoạch của đơn vị chủ trì lĩnh vực", "Kế hoạch của đơn vị"
    rows = [
        row("ke_hoach", f"2023-1-KH-TCHC-00{n}", n, pham_vi=kind)
        for n, kind in enumerate((of_unit, of_lead, None), start=1)
    ]
    assert rows_towards({"ke_hoach": rows}, LEADS_PLAN, "2023-1") == 1


def test_verdict_says_all_that_is_missing_in_one_cell():
    gaps = dossier_gaps(dossier(), WAVE)
    assert verdict(gaps) == "Còn thiếu: Báo cáo thành tích tập thể; Minh chứng."
    assert verdict(()) == "Đủ"


def test_verdict_tells_what_is_missing_from_what_is_there_but_wrong():
    wrong = [missing("dang_ky", "y_kien_don_vi", "L2", NotLink)]
    gaps = dossier_gaps(dossier(findings=wrong, evidence=[PROOF]), WAVE)
    assert verdict(gaps) == (
        "Còn thiếu: Báo cáo thành tích tập thể. "
        "Cần sửa: Liên kết biên bản họp của đơn vị (không phải là liên kết)."
    )
    assert verdict(gaps[:1]) == (
        "Cần sửa: Liên kết biên bản họp của đơn vị (không phải là liên kết)."
    )


TEACHER = "2023-1-LV4-CNA-001"
MARK = "Điểm trung bình chung học tập"


def report_of(mark):
    """A person's report, read from its sheet as it stands there."""
    sheet = sheets_schema.section("bao_cao_ca_nhan")
    cells = {
        "ma": "2023-1-BC-K1-001",
        "ma_ho_so": TEACHER,
        **dict.fromkeys(("nhiem_vu", "thanh_tich", "bien_phap", "khen_thuong"), "Có"),
        "ban_xac_nhan": "https://drive.example.com/a",
        "diem_trung_binh": mark,
    }
    grid = [header(sheet), [cells.get(field.key) for field in sheet.stored]]
    return read_table(sheet, grid).rows


@pytest.mark.parametrize(
    ("cell", "mark", "lacking"),
    [
        ("LV4-CNA", None, []),
        ("LV4-CNB", None, [(MARK, "F2", False)]),
        ("LV4-CNB", 8.5, []),
        (
            *("LV4-CNB", 45208),
            [
                (
                    f"{MARK} (đã bị bảng tính hiểu thành ngày tháng; cần là số từ 0 đến 10)",
                    "F2",
                    True,
                )
            ],
        ),
    ],
)
def test_mark_is_asked_by_the_present_cell_whatever_the_code_says(cell, mark, lacking):
    learner = dossier(TEACHER, o=cell, reports=report_of(mark), evidence=[PROOF])
    gaps = dossier_gaps(learner, WAVE)
    assert [(gap.what, gap.cell, gap.wrong) for gap in gaps] == lacking


def test_mark_that_the_reading_already_named_is_named_once():
    sheet = sheets_schema.section("bao_cao_ca_nhan")
    grid = [header(sheet), ["2023-1-BC-K1-001", TEACHER]]
    reports = read_table(sheet, grid, dossiers={TEACHER: {"o": "LV4-CNB"}}).rows
    gaps = dossier_gaps(dossier(TEACHER, o="LV4-CNB", reports=reports), WAVE)
    assert [gap.what for gap in gaps].count(MARK) == 1


def test_criterion_claimed_without_evidence_is_shown_and_a_gap_only_where_the_school_asks_it():
    proof = row("minh_chung", "2023-1-MC-TCHC-001", ma_ho_so=CODE, tieu_chi="2T2")
    claims = dossier(tieu_chi=("2T1", "2T2"), reports=[REPORT], evidence=[proof])
    assert missing_evidence(claims) == ("2T1",)
    assert dossier_gaps(claims, WAVE) == ()
    (gap,) = dossier_gaps(claims, WAVE, every_criterion_proved=True)
    assert (gap.section, gap.what, gap.wrong) == (
        "minh_chung",
        "Minh chứng cho tiêu chí 2T1",
        False,
    )


def test_dossier_without_evidence_lacks_evidence_once_and_blank_criteria_claim_nothing():
    claims = dossier(tieu_chi=("2T1", "2T2"), reports=[REPORT])
    assert missing_evidence(claims) == ("2T1", "2T2")
    whats = [gap.what for gap in dossier_gaps(claims, WAVE, every_criterion_proved=True)]
    assert whats == ["Minh chứng"]
    assert missing_evidence(dossier(tieu_chi=None)) == ()
