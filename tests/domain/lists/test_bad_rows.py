from __future__ import annotations

import json
from datetime import date

import pytest

from dienhinh.domain.lists import verdicts
from tests.domain.lists.drawn import ROSTER, Book, told

HEAD = "truong_don_vi_thu"
MILESTONE = "SO_KET"


def due(book: Book) -> date | None:
    """Give the day of the mid-term milestone that is in force."""
    return book.read().programme.milestone(MILESTONE).due


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("15/6/2023", date(2023, 6, 15)),
        ("30 tháng 5 năm 2023", date(2023, 5, 30)),
        ("ngày 30 tháng 5 năm 2023", date(2023, 5, 30)),
        ("Ngày 05 tháng 6 năm 2023.", date(2023, 6, 5)),
        ("15/5/2023 (thứ Hai)", date(2023, 5, 15)),
        ("15/5/2023 (T2)", date(2023, 5, 15)),
        ("Thứ Hai, ngày 15/5/2023", date(2023, 5, 15)),
        ("thứ bảy 20/5/2023", date(2023, 5, 20)),
        ("Thứ Saú, ngaỳ 19/5/2023", date(2023, 5, 19)),
        ("21/5/2023 (Chủ nhật)", date(2023, 5, 21)),
        (45061, date(2023, 5, 15)),
    ],
)
def test_deadline_is_understood_as_clerks_write_it(typed, day):
    book = Book().put("moc_thoi_gian", MILESTONE, "han", typed)
    assert told(book.read()) == []
    assert due(book) == day


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("31/4/2023", "không có ngày 31/4/2023 trong lịch"),
        ("31 tháng 4 năm 2023", "không có ngày 31/4/2023 trong lịch"),
        ("15/5/2023 (thứ Ba)", "ngày 15/5/2023 là thứ Hai, không phải thứ Ba"),
        ("15/5/2023 (dự kiến)", "phần ghi kèm “dự kiến” không phải là thứ trong tuần"),
        ("cuối tháng 5", "“cuối tháng 5” không phải là ngày"),
        ("Thứ Bảy, ngày 15/5", "“Thứ Bảy, ngày 15/5” không phải là ngày"),
        ("thứ bảy, 15/5/2023", "ngày 15/5/2023 là thứ Hai, không phải thứ Bảy"),
        ("15/5/2203", "năm 2203 nằm ngoài khoảng 1945 - 2100"),
        ("15/6/2032", "ngày nằm ngoài giai đoạn 2021 - 2025"),
        ("#N/A", "công thức báo lỗi #N/A"),
        (None, "có nội dung phải nộp theo mốc này nên không để trống được"),
    ],
)
def test_deadline_that_cannot_be_read_is_named_and_the_last_good_one_stays(typed, what):
    book = Book().put("moc_thoi_gian", MILESTONE, "han", typed)
    lists = book.read()
    assert told(lists) == [
        (
            f"Danh mục, bảng “Mốc thời gian”, dòng 2: ô C2: {what}; đề nghị sửa cột “Hạn”; "
            "đang áp dụng giá trị trước đó: 15/6/2023"
        )
    ]
    assert lists.programme.milestone(MILESTONE).due == date(2023, 6, 15)
    assert lists.held_days == {"moc_thoi_gian/SO_KET"}
    assert lists.holds_day("SO_KET", "2023-1")
    assert not lists.holds_day("plan_due", "2023-1")


def test_last_good_value_is_the_one_that_was_remembered_and_not_the_files():
    good = Book().put("moc_thoi_gian", MILESTONE, "han", "20/6/2023").read().good
    remembered = json.loads(json.dumps(good))
    lists = Book().put("moc_thoi_gian", MILESTONE, "han", "31/4/2023").read(remembered)
    assert lists.programme.milestone(MILESTONE).due == date(2023, 6, 20)
    # And it stays remembered as long as the cell is wrong.
    again = Book().put("moc_thoi_gian", MILESTONE, "han", "31/4/2023").read(lists.good)
    assert again.programme.milestone(MILESTONE).due == date(2023, 6, 20)


def test_deadline_of_a_wave_that_is_held_is_known_by_wave_and_day():
    lists = Book().put("dot", "2023-1", "han_dang_ky", "31/4/2023").read()
    assert lists.held_days == {"dot/2023-1/registration_due"}
    assert lists.holds_day("registration_due", "2023-1")
    assert lists.programme.wave("2023-1").registration_due == date(2023, 4, 30)


def test_wave_whose_deadline_lies_before_its_opening_keeps_its_last_good_deadline():
    lists = Book().put("dot", "2023-1", "han_dang_ky", "1/4/2023").read()
    assert told(lists) == [
        (
            "Danh mục, bảng “Đợt”, dòng 4: ô E4: hạn nằm trước ngày mở đợt; đề nghị sửa cột "
            "“Hạn đăng ký”; đang áp dụng giá trị trước đó: 30/4/2023"
        )
    ]
    assert lists.programme.wave("2023-1").registration_due == date(2023, 4, 30)


def test_end_of_a_signer_that_is_no_day_leaves_the_signer_in_force():
    lists = Book().put("nguoi_ky", "NK02", "den_ngay", "31/4/2023").read()
    assert [str(found.cell) for found in lists.findings] == ["F3"]
    assert lists.held_days == {"nguoi_ky/NK02"}
    signer = lists.programme.signer_for("bao_cao_so_ket", date(2023, 7, 31))
    assert signer is not None
    assert signer.until == date(2025, 12, 31)


@pytest.mark.parametrize(
    "typed",
    [
        "Trần Thị B <b@example.com>",
        '"Trần, Thị B" <B@example.com>',
        "<mailto:b@example.com>",
        "mailto:b@example.com",
        "Mailto: b@example.com",
        "Trần Thị B <MAILTO:b@example.com>",
        " b@example.com ",
    ],
)
def test_address_with_a_display_name_is_understood(typed):
    lists = Book().put("don_vi", "K3", HEAD, typed).put("don_vi", "K2", "dau_moi", typed).read()
    assert lists.roster.unit("K3").head.email == "b@example.com"
    lists = Book().put("don_vi", "K2", "dau_moi", f"a@example.com; {typed}").read()
    assert told(lists) == []
    assert lists.roster.unit("K2").contacts == ("a@example.com", "b@example.com")


STRANGE = "nội dung có chữ có dấu hoặc ký tự lạ, không dùng được trong địa chỉ thư điện tử"
NO_ADDRESS = "nội dung không phải là địa chỉ thư điện tử"


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("b@éxample.com", STRANGE),
        ("trần@example.com", STRANGE),
        ("\u0430@example.com", STRANGE),  # a Cyrillic letter
        ("http:b@example.com", NO_ADDRESS),
        ("b:c@example.com", NO_ADDRESS),
        ("b@example.com:25", NO_ADDRESS),
        ("mailto:b@example.com?subject=x", NO_ADDRESS),
        ("b..c@example.com", NO_ADDRESS),
    ],
)
@pytest.mark.parametrize(
    ("key", "code", "column"),
    [
        ("don_vi", "K3", HEAD),
        ("don_vi", "K3", "dau_moi"),
        ("thong_tin_chung", "DAU_MOI_THU", "gia_tri"),
        ("thong_tin_chung", "DAU_MOI_CAN_BO", "gia_tri"),
    ],
)
def test_address_that_cannot_be_one_is_refused_beside_its_cell(key, code, column, typed, what):
    lists = Book().put(key, code, column, typed).read()
    assert [(found.code, found.what, bool(found.cell)) for found in lists.findings] == [
        (code, what, True)
    ]
    assert lists.roster == Book().read().roster


@pytest.mark.parametrize("code", ["DAU_MOI_THU", "PHU_TRACH_THU"])
def test_address_of_the_general_list_is_understood_as_a_units_is(code):
    lists = Book().put("thong_tin_chung", code, "gia_tri", "mailto:b@example.com").read()
    assert told(lists) == []
    assert "b@example.com" in {lists.roster.office.email, lists.roster.vice_rector.email}


@pytest.mark.parametrize("typed", ["LV 4", "lv4", "LV-4", "Lĩnh vực 4"])
def test_lead_is_understood_however_its_code_is_written(typed):
    lists = Book().put("don_vi", "DTNCKH", "chu_tri", typed).read()
    assert told(lists) == []
    assert lists.roster.unit("DTNCKH").leads == "LV4"


def test_lead_that_passes_to_another_unit_is_obeyed_in_the_plan_too():
    field = Book().row("don_vi", "DTNCKH")[Book().at("don_vi", "chu_tri")]
    book = Book().put("don_vi", "DTNCKH", "chu_tri", None).put("don_vi", "K3", "chu_tri", field)
    lists = book.read()
    assert told(lists) == []
    assert {each.id: each.lead for each in lists.programme.fields}["LV4"] == "K3"
    assert "K3" in lists.programme.leads


def test_field_with_two_leads_keeps_the_one_it_had():
    field = Book().row("don_vi", "DTNCKH")[Book().at("don_vi", "chu_tri")]
    lists = Book().put("don_vi", "K3", "chu_tri", field).read()
    assert [(found.code, found.cell) for found in lists.findings] == [
        ("DTNCKH", "J5"),
        ("K3", "J10"),
    ]
    assert {each.id: each.lead for each in lists.programme.fields}["LV4"] == "DTNCKH"
    assert lists.roster.unit("K3").leads is None
    assert lists.doubtful == frozenset()


def test_head_without_an_address_is_in_doubt_and_keeps_the_last_one():
    lists = Book().put("don_vi", "K3", HEAD, None).read()
    assert told(lists) == [
        (
            "Danh mục, bảng “Đơn vị”, dòng 10: ô F10: ô đang để trống; đề nghị sửa cột “Thư điện "
            "tử người đứng đầu”; đang áp dụng giá trị trước đó"
        )
    ]
    assert (lists.doubtful, lists.whole) == ({"K3"}, False)
    assert lists.roster.units == ROSTER.units


def test_list_of_addresses_as_a_heads_address_is_in_doubt():
    lists = Book().put("don_vi", "K3", HEAD, "a@example.com; b@example.com").read()
    assert [found.what for found in lists.findings] == ["chỉ ghi một địa chỉ thư điện tử"]
    assert lists.doubtful == {"K3"}


def test_doubled_unit_row_is_in_doubt_and_the_unit_stands_once():
    book = Book()
    twin = list(book.row("don_vi", "K3"))
    twin[book.at("don_vi", HEAD)] = "nguoi-moi@example.com"
    book.grids["don_vi"].append(twin)
    lists = book.read()
    assert [(found.code, found.row) for found in lists.findings] == [("K3", 10), ("dòng 12", 12)]
    assert lists.findings[0].what == "trùng “Mã đơn vị” với dòng khác (các dòng 10, 12)"
    assert (lists.doubtful, lists.whole) == ({"K3"}, False)
    assert lists.roster.units == ROSTER.units


def test_address_in_two_units_decides_nothing_and_takes_no_other_address_along():
    book = Book().put("don_vi", "K3", "dau_moi", "dau-moi-k3@example.com; dau-moi-k2@example.com")
    lists = book.read()
    assert [(found.code, found.cell) for found in lists.findings] == [("K2", "H9"), ("K3", "H10")]
    assert (lists.doubtful, lists.whole) == ({"K2", "K3"}, False)
    roster = lists.roster
    assert roster.unit_of("dau-moi-k2@example.com") is None
    assert [
        roster.unit_of("dau-moi-k3@example.com"),
        roster.unit_of("truong-khoa-2@example.com"),
    ] == [
        roster.unit("K3"),
        roster.unit("K2"),
    ]
    assert roster.unit("K2").contacts == ()


def test_heads_address_that_is_another_units_contact_decides_nothing():
    lists = Book().put("don_vi", "K3", "dau_moi", "truong-khoa-2@example.com").read()
    assert lists.roster.unit_of("truong-khoa-2@example.com") is None
    assert lists.roster.unit("K2").head.email == "truong-khoa-2@example.com"
    assert lists.roster.unit("K3").contacts == ()


def test_deleted_unit_stays_in_doubt_until_the_office_says_that_it_is_no_more():
    book = Book().delete("don_vi", "K3")
    lists = book.read()
    assert [(found.code, found.what) for found in lists.findings] == [
        ("K3", "không còn dòng của đơn vị K3")
    ]
    assert (lists.doubtful, lists.whole) == ({"K3"}, False)
    assert {unit.id for unit in lists.roster.units} == {unit.id for unit in ROSTER.units}
    confirmed = book.put("thong_tin_chung", "DON_VI_THOI_HOAT_DONG", "gia_tri", "K3")
    for good in ({}, lists.good):
        lists = confirmed.read(good)
        assert (told(lists), lists.doubtful, lists.whole) == ([], frozenset(), True)
        assert "K3" not in {unit.id for unit in lists.roster.units}
    assert told(confirmed.read(lists.good)) == []


def test_changed_id_of_a_unit_is_named_and_the_unit_keeps_its_own():
    book = Book().put("don_vi", "K3", "ma", "KDD")
    lists = book.read()
    assert [(found.row, found.what) for found in lists.findings] == [
        (10, "mã đơn vị đã đổi từ K3 thành KDD")
    ]
    assert (lists.doubtful, lists.whole) == ({"K3", "KDD"}, False)
    assert {unit.id for unit in lists.roster.units} == {unit.id for unit in ROSTER.units}
    renewed = book.put("thong_tin_chung", "DON_VI_THOI_HOAT_DONG", "gia_tri", "K3").read()
    assert (told(renewed), renewed.whole) == ([], True)
    assert "KDD" in {unit.id for unit in renewed.roster.units}


def test_ids_of_two_units_exchanged_exchange_nothing():
    book = Book()
    third, fourth = book.row("don_vi", "K3"), book.row("don_vi", "K4")
    third[0], fourth[0] = "K4", "K3"
    lists = book.read()
    assert [(found.code, found.cell, found.what) for found in lists.findings] == [
        ("K4", "A10", "mã đơn vị đã đổi từ K3 thành K4"),
        ("K3", "A11", "mã đơn vị đã đổi từ K4 thành K3"),
    ]
    assert lists.doubtful == {"K3", "K4"}
    assert set(lists.roster.units) == set(ROSTER.units)


def test_unit_that_takes_the_name_of_another_keeps_its_own():
    lists = Book().put("don_vi", "K3", "ten", "khoa dược").read()
    assert [(found.code, found.what) for found in lists.findings] == [
        ("K3", "trùng tên với đơn vị K2")
    ]
    assert lists.doubtful == {"K3"}
    assert lists.roster.units == ROSTER.units


def test_unit_that_is_renamed_is_renamed():
    lists = Book().put("don_vi", "K3", "ten", "Khoa Điều dưỡng - Hộ sinh").read()
    assert (told(lists), lists.whole) == ([], True)
    assert lists.roster.unit("K3").name == "Khoa Điều dưỡng - Hộ sinh"


def test_field_whose_lead_is_no_more_is_named():
    book = Book().delete("don_vi", "DTNCKH")
    lists = book.put("thong_tin_chung", "DON_VI_THOI_HOAT_DONG", "gia_tri", "DTNCKH").read()
    assert [found.what for found in lists.findings] == ["lĩnh vực LV4 không còn đơn vị chủ trì"]


def test_code_given_up_that_nobody_knows_or_that_still_has_a_row_is_named():
    book = Book().put("thong_tin_chung", "DON_VI_THOI_HOAT_DONG", "gia_tri", "K3; K33")
    lists = book.read()
    assert [found.what for found in lists.findings] == [
        "K3 vẫn còn dòng trong bảng của mình",
        "không có mã K33",
    ]
    assert lists.roster.units == ROSTER.units


def test_wave_whose_code_was_changed_keeps_its_own():
    lists = Book().put("dot", "2023-1", "ma", "2023-2").read()
    assert [(found.cell, found.what) for found in lists.findings] == [
        ("A4", "mã đợt đã đổi từ 2023-1 thành 2023-2")
    ]
    assert "2023-2" not in {wave.id for wave in lists.programme.waves}
    assert lists.programme.wave("2023-1").registration_due == date(2023, 4, 30)


def test_member_whose_address_became_anothers_stays_as_they_were():
    book = Book().put("hoi_dong", "truong-khoa-3@example.com", "thu", "truong-khoa-1@example.com")
    lists = book.read()
    assert [(found.code, found.row) for found in lists.findings] == [
        ("truong-khoa-1@example.com", 9),
        ("dòng 10", 10),
    ]
    assert {each.email for each in lists.roster.council} == {each.email for each in ROSTER.council}


def test_new_unit_that_cannot_be_used_is_left_out_and_said_to_be():
    book = Book().add("don_vi", ma="K5", ten="Khoa Xét nghiệm", loai="khoa", thu_tu="mười một")
    lists = book.read()
    assert {found.code for found in lists.findings} == {"K5"}
    assert (lists.doubtful, lists.whole) == ({"K5"}, False)
    assert lists.roster.units == ROSTER.units


def test_unit_without_an_id_is_named_by_its_row_and_the_vanished_one_stays():
    lists = Book().put("don_vi", "K3", "ma", None).read()
    assert ("dòng 10", "A10") in [(found.code, found.cell) for found in lists.findings]
    assert {unit.id for unit in lists.roster.units} == {unit.id for unit in ROSTER.units}
    assert not lists.whole


def test_member_whose_address_cannot_be_read_stays_as_they_were():
    lists = Book().put("hoi_dong", "truong-khoa-3@example.com", "thu", "trưởng khoa 3").read()
    assert [(found.code, found.cell) for found in lists.findings] == [("dòng 10", "B10")]
    assert [each.email for each in lists.roster.council] == [each.email for each in ROSTER.council]


def test_member_who_was_deleted_or_whose_time_is_over_serves_no_more():
    lists = (
        Book()
        .delete("hoi_dong", "truong-khoa-3@example.com")
        .put("hoi_dong", "truong-khoa-1@example.com", "den_ngay", "30/6/2023")
        .read()
    )
    assert told(lists) == []
    assert [len(lists.roster.council_on(date(2023, month, 1))) for month in (6, 7)] == [8, 7]


def test_list_whose_rows_are_all_gone_is_as_it_was():
    book = Book()
    del book.grids["hoi_dong"][1:]
    lists = book.read()
    assert [found.what for found in lists.findings] == ["bảng không còn dòng nào"]
    assert len(lists.roster.council) == 9


def test_list_with_a_renamed_column_is_as_it_was():
    book = Book()
    book.grids["don_vi"][0][1] = "Tên gọi"
    lists = book.read()
    assert [found.title for found in lists.findings] == ["Đơn vị"]
    assert lists.roster.units == ROSTER.units
    assert not lists.whole
    assert lists.doubtful == {unit.id for unit in ROSTER.units}


@pytest.mark.parametrize(
    ("column", "typed", "what"),
    [
        ("nguong_tu", 11, "tử số lớn hơn mẫu số"),
        ("nguong_mau", 0, "phải là số nguyên từ 1 trở lên"),
        ("quorum_tu", "hai", "không phải là số"),
        ("quorum_mau", 2.5, "phải là số nguyên từ 1 trở lên"),
    ],
)
def test_threshold_out_of_bounds_is_refused_and_the_last_good_one_stays(column, typed, what):
    lists = Book().put("nguong", "DHTT", column, typed).read()
    assert [found.what for found in lists.findings] == [what]
    assert lists.programme.thresholds == Book().read().programme.thresholds


def test_legal_basis_that_begins_with_no_verb_is_refused():
    lists = Book().put("can_cu", "ND-91", "noi_dung", "Nghị định số 91/2017/NĐ-CP").read()
    assert [(found.code, found.cell) for found in lists.findings] == [("ND-91", "B10")]
    assert lists.held_days == {"can_cu/ND-91"}
    assert lists.programme.legal_bases == Book().read().programme.legal_bases


def test_two_who_would_sign_the_same_are_named_and_the_first_signs():
    book = Book().add(
        "nguoi_ky",
        ma="NK09",
        chuc_vu="HIỆU TRƯỞNG",
        tu_ngay=date(2023, 1, 1),
        van_ban=("bao_cao_so_ket",),
        nguon="Quyết định phân công",
    )
    lists = book.read()
    assert [(found.code, found.what) for found in lists.findings] == [
        ("NK09", "trùng loại văn bản và thời gian với dòng NK02")
    ]
    signer = lists.programme.signer_for("bao_cao_so_ket", date(2023, 7, 31))
    assert signer is not None
    assert signer.id == "NK02"


def test_wave_that_vanished_stays_for_its_dossiers_until_it_is_cancelled():
    book = Book().delete("dot", "2021-1")
    assert [found.what for found in book.read().findings] == ["không còn dòng mang mã 2021-1"]
    assert sorted(wave.id for wave in book.read().programme.waves) == [
        *("2021-1", "2022-1", "2023-1", "2024-1", "2025-1")
    ]
    lists = book.put("thong_tin_chung", "DOT_DA_HUY", "gia_tri", "2021-1").read()
    assert told(lists) == []
    assert [wave.id for wave in lists.programme.waves] == ["2022-1", "2023-1", "2024-1", "2025-1"]


def test_verdict_stands_beside_each_row_and_says_what_is_in_force():
    book = Book().put("moc_thoi_gian", MILESTONE, "han", "31/4/2023")
    said = verdicts(book.read())
    assert said["moc_thoi_gian"][MILESTONE] == (
        "Cần sửa: ô C2: không có ngày 31/4/2023 trong lịch; đề nghị sửa cột “Hạn”; đang áp dụng "
        "giá trị trước đó: 15/6/2023."
    )
    assert said["moc_thoi_gian"]["TONG_KET"] == "Đang áp dụng"
    assert said["lich_nghi"]["2023-05-02"] == "Đang áp dụng"
    assert {key: set(rows) for key, rows in said.items()} == {
        key: set(rows) for key, rows in book.read().rows.items()
    }


def test_row_of_which_only_the_verdict_is_left_is_no_row():
    book = Book()
    cells = book.row("hoi_dong", "truong-khoa-3@example.com")
    cells[:] = [None] * 7 + ["Đang áp dụng"]
    assert told(book.read()) == []
    assert len(book.read().roster.council) == 8
