from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

import pytest

from dienhinh.domain.lists import Extension, Limit, Limits, allowed, due_for, due_of_row, verdicts
from tests.domain.lists.drawn import PROGRAMME, ROSTER, Book, told

LECTURER = "2023-1-LV4-CNA-001"


def put(code: str, text: object) -> Book:
    """Draw the lists with one value of the general list."""
    return Book().put("thong_tin_chung", code, "gia_tri", text)


def test_office_vice_rector_and_staff_are_those_of_the_list():
    lists = (
        put("DAU_MOI_THU", "Phòng TCHC <tchc-moi@example.com>")
        .put("thong_tin_chung", "PHU_TRACH_XUNG_HO", "gia_tri", "đồng chí")
        .put("thong_tin_chung", "DAU_MOI_CAN_BO", "gia_tri", "A@example.com, b@example.com")
        .read()
    )
    assert told(lists) == []
    assert lists.roster.office.email == "tchc-moi@example.com"
    assert lists.roster.vice_rector.salutation == "Đồng chí"
    assert lists.staff == ("a@example.com", "b@example.com")


@pytest.mark.parametrize(
    ("code", "typed", "name", "value"),
    [
        ("NHAC_TRUOC", "10; 5", "before", (10, 5)),
        ("NHAC_SAU_PHU_TRACH", 7, "vice_rector_after", 7),
        ("NHAC_TIEP_CACH", "5", "pace", 5),
        ("NHAC_TIEP_SO_LAN", "0", "top", 0),
        ("HAN_TRA_LOI", "2", "answer_within", 2),
        ("GUI_TU", "8h", "send_from", time(8)),
        ("GUI_TU", "8 giờ", "send_from", time(8)),
        ("GUI_DEN", 0.6875, "send_until", time(16, 30)),
        ("GUI_DEN", "17:00", "send_until", time(17)),
    ],
)
def test_ladder_is_that_of_the_list(code, typed, name, value):
    lists = put(code, typed).read()
    assert told(lists) == []
    assert getattr(lists.programme.ladder, name) == value


@pytest.mark.parametrize(
    ("code", "typed", "what"),
    [
        ("NHAC_TRUOC", "1; 3; 7", "phải là các số giảm dần"),
        ("NHAC_SAU_PHU_TRACH", "1", "phải lớn hơn giá trị của dòng NHAC_SAU_DAU_MOI"),
        ("GUI_DEN", "7:00", "phải lớn hơn giá trị của dòng GUI_TU"),
        ("GUI_TU", "sáng", "phải là giờ trong ngày"),
        ("GUI_TU", "25:00", "phải là giờ trong ngày"),
        ("NHAC_TIEP_CACH", "0", "phải là số nguyên từ 1 đến 250"),
        ("GIOI_HAN_THU_TY_LE", "120 %", "phải là số nguyên từ 1 đến 100"),
        ("DAU_MOI_THU", "tchc", "nội dung không phải là địa chỉ thư điện tử"),
        ("DAU_MOI_MA", "K99", "không có đơn vị mang mã K99"),
        ("DAU_MOI_TEN", None, "ô đang để trống"),
        ("PHU_TRACH_XUNG_HO", "Anh", "phải là một trong các cách xưng hô"),
    ],
)
def test_value_out_of_bounds_is_named_and_the_one_before_stays(code, typed, what):
    lists = put(code, typed).read()
    assert [(found.code, found.what.startswith(what)) for found in lists.findings] == [(code, True)]
    was = Book().read()
    assert (lists.roster, lists.programme, lists.limits) == (was.roster, was.programme, was.limits)


def test_unknown_code_is_refused_by_name_and_the_row_before_stays():
    lists = Book().put("thong_tin_chung", "NHAC_TIEP_CACH", "ma", "NHAC_TIEP").read()
    assert [(found.code, found.what) for found in lists.findings] == [
        ("NHAC_TIEP", "không có mục mang mã NHAC_TIEP"),
        ("NHAC_TIEP_CACH", "không còn dòng mang mã NHAC_TIEP_CACH"),
    ]
    assert lists.programme.ladder == PROGRAMME.ladder


@pytest.mark.parametrize("typed", ["25", "25 %", "25%", 25, 0.25])
def test_share_of_a_limit_is_understood_however_percent_are_written(typed):
    lists = put("GIOI_HAN_O_TY_LE", typed).read()
    assert told(lists) == []
    assert lists.limits.emptied_cells == Limit(share=25, floor=200)
    assert lists.limits.letters == Limits().letters


def test_limit_believes_what_is_small_in_number_or_in_share():
    limit = Limit(share=20, floor=5)
    assert [limit.allows(count, 100) for count in (5, 6, 20, 21)] == [True, True, True, False]
    assert [limit.allows(count, 10) for count in (5, 6)] == [True, False]


def extended(**row) -> Book:
    """Draw one extension."""
    given = {
        "ma": "GH01",
        "don_vi": "K3",
        "noi_dung": "DANG_KY",
        "ngay_moi": "15/5/2023",
        "ly_do": "Trùng lịch thi",
    }
    return Book().add("gia_han", **{**given, **row})


@pytest.mark.parametrize(
    ("subject", "moved"),
    [
        ("DANG_KY", {"DANG_KY"}),
        ("đăng ký điển hình tiên tiến", {"DANG_KY"}),
        ("2023-1/DANG_KY", {"DANG_KY"}),
        ("2023-1/Hạn gửi kế hoạch", {"KH_DON_VI"}),
        ("2023-1/han_dang_ky", {"DANG_KY"}),
        ("2023-1/Hạn hoàn thiện hồ sơ", set()),
    ],
)
def test_extension_moves_that_units_day_for_that_item_alone(subject, moved):
    lists = extended(noi_dung=subject).read()
    assert told(lists) == []
    new = date(2023, 5, 15)

    def days(unit: str, wave: str) -> set[str]:
        return {
            duty.requirement.id
            for duty in lists.programme.owed_by(unit, wave)
            if due_for(lists.extensions, unit, duty.requirement, wave, duty.due) != duty.due
        }

    assert days("K3", "2023-1") == moved
    assert days("K2", "2023-1") == days("K3", "2022-1") == days("K3", "2024-1") == set()
    duty = lists.programme.owed_by("K3", "2023-1")[-4]
    if duty.requirement.id in moved:
        assert due_for(lists.extensions, "K3", duty.requirement, "2023-1", duty.due) == new


def test_extension_of_a_dossier_moves_that_dossier_and_of_its_wave_all_of_the_unit():
    stated, new = date(2023, 4, 30), date(2023, 5, 15)
    one = extended(noi_dung="2023-1-LV4-CNA-001").read().extensions
    all_ = extended(noi_dung="2023-1/Hạn hoàn thiện hồ sơ").read().extensions
    codes = ("2023-1-LV4-CNA-001", "2023-1-LV4-CNA-002", "2022-1-LV4-CNA-001")

    def days(given: Sequence[Extension], unit: str, section: str) -> list[date]:
        return [due_of_row(given, unit, PROGRAMME, code, section, stated) for code in codes]

    assert days(one, "K3", "minh_chung") == days(one, "K3", "dang_ky") == [new, stated, stated]
    assert days(all_, "K3", "minh_chung") == [new, new, stated]
    assert days(all_, "K3", "dang_ky") == days(one, "K2", "minh_chung") == [stated] * 3
    for said in ("2023-1/Hạn đăng ký", "DANG_KY"):
        given = extended(noi_dung=said).read().extensions
        assert days(given, "K3", "dang_ky") == [new, new, stated]
        assert days(given, "K3", "minh_chung") == [stated] * 3


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ({"don_vi": "Khoa Thú y"}, "B2"),
        ({"noi_dung": "Nộp học phí"}, "C2"),
        ({"noi_dung": "2023-1/Hạn khác"}, "C2"),
        ({"noi_dung": "2023-1-LV9-CN-001"}, "C2"),
        ({"noi_dung": "KH_CHU_TRI"}, "C2"),
        ({"ngay_moi": "31/4/2023"}, "D2"),
        ({"noi_dung": "2023-1/DANG_KY", "ngay_moi": "30/4/2023"}, "D2"),
        ({"ngay_moi": "1/1/2020"}, "D2"),
        ({"ly_do": None}, "E2"),
    ],
)
def test_extension_that_cannot_be_understood_is_refused_by_name(row, cell):
    lists = extended(**row).read()
    assert [(found.code, found.cell) for found in lists.findings] == [("GH01", cell)]
    assert lists.extensions == ()


@pytest.mark.parametrize(
    ("typed", "kind", "of"),
    [
        ("2023–1–LV4–CNA–001", "dossier", "2023-1-LV4-CNA-001"),
        ("2023-1 – lv4 – cna – 1", "dossier", "2023-1-LV4-CNA-001"),
        ("2023—1/Hạn đăng ký", "deadline", "registration_due"),
        ("2023-1 – Hạn đăng ký", "deadline", "registration_due"),
        ("2023–1: hạn gửi kế hoạch", "deadline", "plan_due"),
        ("2023-1 – DANG_KY", "requirement", "DANG_KY"),
    ],
)
def test_extension_is_understood_with_dashes_as_editors_correct_them(typed, kind, of):
    lists = extended(noi_dung=typed).read()
    assert told(lists) == []
    assert [(each.subject, each.of, each.wave) for each in lists.extensions] == [
        (kind, of, "2023-1")
    ]


@pytest.mark.parametrize(
    ("typed", "unit", "what"),
    [
        ("2023-1-LV4-CNA-999", "K3", "không có hồ sơ mang mã 2023-1-LV4-CNA-999"),
        ("2023-1-LV4-CNA-1", "K2", "hồ sơ 2023-1-LV4-CNA-001 là của đơn vị K3"),
        (
            "2023-1-LV4-CNA-xyz",
            "K3",
            "không phải là nội dung phải nộp, hạn của một đợt hay mã hồ sơ",
        ),
        ("2029-1-LV4-CNA-001", "K3", "không có đợt 2029-1 trong bảng “Đợt”"),
        ("2023-1-KH-K3-001", "K3", "mã hồ sơ không thuộc đối tượng nào của Kế hoạch"),
        ("2023-1-LV4-CNA-K3-001", "K3", "mã hồ sơ không thuộc đối tượng nào của Kế hoạch"),
    ],
)
def test_extension_of_a_dossier_that_is_not_the_units_is_refused_beside_the_cell(typed, unit, what):
    lists = extended(noi_dung=typed, don_vi=unit).read(codes={LECTURER: "K3"})
    assert [(found.cell, found.what) for found in lists.findings] == [("C2", what)]
    assert lists.extensions == ()
    assert verdicts(lists)["gia_han"]["GH01"] == (
        f"Cần sửa: ô C2: {what}; đề nghị sửa lại dòng này; dòng này chưa được áp dụng."
    )


def test_extension_of_the_units_own_dossier_is_in_force():
    lists = extended(noi_dung="2023-1-LV4-CNA-1").read(codes={LECTURER: "K3"})
    assert verdicts(lists)["gia_han"] == {"GH01": "Đang áp dụng"}
    assert [each.of for each in lists.extensions] == [LECTURER]


def test_extension_that_was_good_stays_while_another_code_is_refused():
    codes = {LECTURER: "K3"}
    good = extended(noi_dung=LECTURER).read(codes=codes).good
    lists = extended(noi_dung="2023-1-LV4-CNA-999").read(good, codes)
    assert [found.in_force for found in lists.findings] == ["đang áp dụng giá trị trước đó"]
    assert [each.of for each in lists.extensions] == [LECTURER]


def test_extension_of_a_unit_that_the_office_added_is_understood():
    book = extended(don_vi="Khoa Xét nghiệm")
    book.add(
        "don_vi",
        ma="K5",
        ten="Khoa Xét nghiệm",
        loai="khoa",
        truong_don_vi_chuc_danh="Trưởng khoa",
        truong_don_vi_ten="Trưởng khoa 5",
        truong_don_vi_thu="truong-khoa-5@example.com",
        xung_ho="Thầy/Cô",
        thu_tu="11",
    )
    lists = book.read()
    assert told(lists) == []
    assert [each.unit for each in lists.extensions] == ["K5"]


def test_plan_is_let_go_by_its_own_tick_alone():
    book = Book()
    for code in ("CP01", "CP02", "CP03"):
        book.add("cho_phep", ma=code, noi_dung="Gửi 40 thư")
    book.put("cho_phep", "CP02", "cho_phep", True)
    assert allowed(book.tables["cho_phep"]) == {"CP02"}
    book.put("cho_phep", "CP03", "ma", "CP02")
    assert allowed(book.tables["cho_phep"]) == frozenset()


def test_tick_that_is_no_tick_is_named_and_allows_nothing():
    book = Book().add("cho_phep", ma="CP01", noi_dung="Gửi 40 thư")
    lists = book.put("cho_phep", "CP01", "cho_phep", "để xem đã").read()
    assert [(found.code, found.what) for found in lists.findings] == [
        ("CP01", "chỉ đánh dấu hoặc để trống ô này")
    ]
    assert lists.allowed == frozenset()


def test_verdict_beside_a_tick_says_what_was_decided():
    book = Book()
    for code in ("CP01", "CP02"):
        book.add("cho_phep", ma=code, noi_dung="Gửi 40 thư")
    book.put("cho_phep", "CP02", "cho_phep", True).put("can_xac_nhan", "A01", "da_xac_nhan", True)
    said = verdicts(book.read())
    assert said["cho_phep"] == {"CP01": "Chờ cho phép", "CP02": "Đã cho phép"}
    assert (said["can_xac_nhan"]["A01"], said["can_xac_nhan"]["A02"]) == (
        "Đã xác nhận",
        "Chờ xác nhận",
    )


def test_roster_file_only_seeds():
    assert Book().read().roster.office == ROSTER.office
    assert Book().read().roster.vice_rector == ROSTER.vice_rector
