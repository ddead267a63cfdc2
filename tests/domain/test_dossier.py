from __future__ import annotations

import sheets_schema
from dienhinh.domain.dossier import Dossier, assemble, is_withdrawn, text
from tests.domain.draw import dossier, row

TEAM, PERSON = "2023-1-LV2-TT-001", "2023-1-LV4-CNB-007"


def test_dossier_takes_the_report_and_evidence_that_name_its_code():
    registration = row("dang_ky", TEAM, o="LV2-TT")
    report = row("bao_cao_tap_the", "2023-1-BT-TCHC-001", ma_ho_so=TEAM)
    proofs = [row("minh_chung", f"2023-1-MC-TCHC-00{n}", n, ma_ho_so=TEAM) for n in (1, 2)]
    of_another = row("minh_chung", "2023-1-MC-TCHC-003", ma_ho_so=PERSON)
    tables = {
        "dang_ky": [registration],
        "bao_cao_tap_the": [report],
        "minh_chung": [proofs[0], of_another, proofs[1]],
    }
    assert assemble("TCHC", tables) == [
        Dossier(TEAM, "TCHC", registration, (report,), tuple(proofs))
    ]


def test_team_is_read_from_the_teams_reports_and_person_from_the_persons():
    team, person = row("dang_ky", TEAM, o="LV2-TT"), row("dang_ky", PERSON, o="LV4-CNB")
    of_team = row("bao_cao_tap_the", "2023-1-BT-TCHC-001", ma_ho_so=TEAM)
    of_person = row("bao_cao_ca_nhan", "2023-1-BC-TCHC-001", ma_ho_so=PERSON)
    astray = row("bao_cao_ca_nhan", "2023-1-BC-TCHC-002", ma_ho_so=TEAM)
    tables = {
        "dang_ky": [team, person],
        "bao_cao_tap_the": [of_team],
        "bao_cao_ca_nhan": [of_person, astray],
    }
    assert [each.reports for each in assemble("TCHC", tables)] == [(of_team,), (of_person,)]


def test_registration_without_a_code_is_no_dossier_yet():
    assert assemble("TCHC", {"dang_ky": [row("dang_ky", None, o="LV2-TT")]}) == []


def test_unit_without_registrations_has_no_dossiers():
    assert assemble("TCHC", {}) == []


def test_wave_is_what_the_code_begins_with():
    assert dossier("2025-1-LV2-TT-001").wave == "2025-1"


def test_cell_tells_team_from_person():
    team, person, blank = dossier(o="LV2-TT"), dossier(o="LV4-CNA"), dossier(o=None)
    assert (team.is_team, person.is_team, blank.is_team) == (True, False, False)
    assert (team.cell, person.cell, blank.cell) == ("LV2-TT", "LV4-CNA", "")
    assert (team.report_section, person.report_section) == ("bao_cao_tap_the", "bao_cao_ca_nhan")


def test_row_is_taken_back_when_the_unit_has_emptied_all_that_is_its_own():
    sheet = sheets_schema.section("dang_ky")
    kept = {"nop_luc": 45036.3, "ket_qua": "Đủ", "phien_ban_dong_y": "2023-01"}
    assert is_withdrawn(sheet, row("dang_ky", TEAM, ten="", dong_y_noi_bo=False, **kept))
    assert not is_withdrawn(sheet, row("dang_ky", TEAM, ten="Tổ Văn thư", **kept))
    assert not is_withdrawn(sheet, row("dang_ky", TEAM, so_thanh_vien=0, **kept))
    assert not is_withdrawn(sheet, row("dang_ky", None, **kept))


def test_value_that_is_no_text_reads_as_blank():
    assert text(row("dang_ky", TEAM, so_thanh_vien=5), "so_thanh_vien") == ""
    assert text(row("dang_ky", TEAM, ten="Tổ Văn thư"), "ten") == "Tổ Văn thư"
