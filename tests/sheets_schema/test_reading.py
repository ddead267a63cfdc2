import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_schema import LISTS, SECTIONS, Choices, section
from sheets_schema.filled import words_for_links
from sheets_schema.findings import (
    AmbiguousNumeric,
    DayOutOfRange,
    DoubledCode,
    ErrorValue,
    MissingValue,
    NotChoice,
    NotDate,
    NotLink,
    NotWhole,
    OldEncoding,
    OtherCriterion,
    OutOfRange,
    TakenForDate,
    TooLong,
    UnknownDossier,
    verdict,
)
from sheets_schema.header import NoHeader, header, match_header
from sheets_schema.reading import missing_fields, read_table
from sheets_schema.values import is_error
from sheets_schema.writing import shown, unformatted

WHOLE = {
    "ma": "2023-1-LV4-CNB-001",
    "o": "LV4-CNB",
    "ten": "Sinh viên 1",
    "chuc_vu": "Lớp 1",
    "khau": "Phát hiện",
    "tom_tat": "R&D",
    "pham_vi_anh_huong": "Toàn trường",
    "tieu_chi": "4B1; 4B2",
    "tu_danh_gia": "Đạt đầy đủ các tiêu chí",
    "hinh_thuc_de_nghi": "Giới thiệu biểu dương",
    "y_kien_don_vi": "https://drive.example.com/bien-ban",
    "dong_y_xet_chon": "Đồng ý",
}


def grid(sheet, *rows):
    return [header(sheet), *([row.get(f.key) for f in sheet.stored] for row in rows)]


def found(row):
    return [(type(finding), finding.field.key, finding.cell) for finding in row.findings]


def test_whole_row_is_read_without_findings(choices):
    (row,) = read_table(section("dang_ky"), grid(section("dang_ky"), WHOLE), choices).rows
    assert (row.code, row.number, row.findings) == ("2023-1-LV4-CNB-001", 2, ())
    assert row.values["o"] == "LV4-CNB"
    assert row.values["khau"] == "PHAT_HIEN"
    assert row.values["tieu_chi"] == ("4B1", "4B2")
    assert row.values["so_thanh_vien"] is None
    assert verdict(row.findings) == "Đủ"


def test_row_owes_what_its_cell_asks_for(choices):
    sheet = section("dang_ky")
    team = WHOLE | {"o": "LV2-TT", "chuc_vu": "", "tieu_chi": "2T1", "dong_y_xet_chon": None}
    (row,) = read_table(sheet, grid(sheet, team), choices).rows
    assert [field.key for field in missing_fields(sheet, row)] == [
        "so_thanh_vien",
        "dong_y_xet_chon",
    ]
    assert found(row) == [
        (MissingValue, "so_thanh_vien", "E2"),
        (MissingValue, "dong_y_xet_chon", "M2"),
    ]
    assert verdict(row.findings) == (
        "Còn thiếu: Số thành viên của tập thể; Đồng ý sử dụng dữ liệu để bình xét, lựa chọn."
    )


@pytest.mark.parametrize(
    ("cell", "criteria", "named"),
    [
        ("LV4-CNB", "4B1", False),
        ("LV4-CNB", "4B1; 4A1", True),
        ("LV4-CNA", "4B1; 4B2", True),
        (None, "4B1", False),
    ],
)
def test_criterion_of_another_cell_than_the_dossiers_is_named(cell, criteria, named, choices):
    sheet, evidence = section("dang_ky"), section("minh_chung")
    registered = grid(sheet, WHOLE | {"o": cell, "tieu_chi": criteria})
    (row,) = read_table(sheet, registered, choices).rows
    assert ((OtherCriterion, "tieu_chi", "I2") in found(row)) is named
    proof = {"ma_ho_so": WHOLE["ma"], "tieu_chi": criteria.rpartition("; ")[2]}
    dossiers = {WHOLE["ma"]: {"o": cell}}
    (row,) = read_table(evidence, grid(evidence, proof), choices, dossiers=dossiers).rows
    assert ((OtherCriterion, "tieu_chi", "C2") in found(row)) is named


@pytest.mark.parametrize("refused", [False, "Không đồng ý"])
def test_consent_not_given_is_missing(refused, choices):
    sheet = section("dang_ky")
    (row,) = read_table(sheet, grid(sheet, WHOLE | {"dong_y_xet_chon": refused}), choices).rows
    assert [field.key for field in missing_fields(sheet, row)] == ["dong_y_xet_chon"]


def test_zero_is_not_missing_and_half_points_are_read_with_comma_or_dot():
    sheet = section("bao_cao_ca_nhan")
    rows = [{"ma": f"BC-{at}", "diem_trung_binh": raw} for at, raw in enumerate(["8,5", 8.5, 0])]
    table = read_table(sheet, grid(sheet, *rows))
    assert [row.values["diem_trung_binh"] for row in table.rows] == [
        Decimal("8.5"),
        Decimal("8.5"),
        Decimal(0),
    ]


@pytest.mark.parametrize(("cell", "owed"), [("LV4-CNB", True), ("LV4-CNA", False), (None, False)])
def test_average_mark_is_owed_by_who_is_registered_as_a_learner_now(cell, owed):
    sheet, code = section("bao_cao_ca_nhan"), "2023-1-LV4-CNA-001"
    report = grid(sheet, {"ma_ho_so": code})
    (row,) = read_table(sheet, report, dossiers={code: {"o": cell}}).rows
    assert ((MissingValue, "diem_trung_binh", "F2") in found(row)) is owed
    (alone,) = read_table(sheet, report).rows
    keys = [field.key for field in missing_fields(sheet, alone, {"o": cell})]
    assert ("diem_trung_binh" in keys) is owed


def test_bad_cells_are_named_and_the_good_ones_are_read(choices):
    sheet = section("ke_hoach")
    row = {
        "pham_vi": "Kế hoạch khác",
        "noi_dung": "từ " * 601,
        "phu_trach": unicodedata.normalize("NFD", "Phó Trưởng khoa"),
        "hoan_thanh": "cuối năm",
        "chi_tieu_tap_the": "1.234",
        "chi_tieu_ca_nhan": 0,
    }
    (read,) = read_table(sheet, grid(sheet, row), choices).rows
    assert found(read) == [
        (NotChoice, "pham_vi", "B2"),
        (TooLong, "noi_dung", "D2"),
        (NotDate, "hoan_thanh", "G2"),
        (AmbiguousNumeric, "chi_tieu_tap_the", "H2"),
    ]
    assert missing_fields(sheet, read) == ()
    assert read.values["phu_trach"] == "Phó Trưởng khoa"
    assert read.values["chi_tieu_tap_the"] is None
    assert read.raw["chi_tieu_tap_the"] == "1.234"
    assert read.findings[3].title == "Số có thể hiểu hai cách: Số tập thể dự kiến giới thiệu"
    assert read.findings[1].advice == (
        "Đề nghị rút gọn cột “Nội dung, giải pháp thực hiện” (ô D2) còn tối đa 600 từ."
    )


PROGRAMME = Choices(until_day=date(2026, 12, 31))


@pytest.mark.parametrize(
    ("section_key", "key", "raw", "kind", "said"),
    [
        ("nhan_rong", "so_nguoi", -20, OutOfRange, "cần là số nguyên từ 0 đến 10.000"),
        ("nhan_rong", "so_nguoi", "-20", OutOfRange, "cần là số nguyên từ 0 đến 10.000"),
        ("nhan_rong", "so_nguoi", 20.5, NotWhole, "cần là số nguyên từ 0 đến 10.000"),
        ("nhan_rong", "so_nguoi", "20,5", NotWhole, "cần là số nguyên từ 0 đến 10.000"),
        ("dang_ky", "so_thanh_vien", 0, OutOfRange, "cần là số nguyên từ 1 đến 10.000"),
        ("bao_cao_ca_nhan", "diem_trung_binh", 85, OutOfRange, "cần là số từ 0 đến 10"),
        (
            *("bao_cao_ca_nhan", "diem_trung_binh", 45208, TakenForDate),
            "đã bị bảng tính hiểu thành ngày tháng; cần là số từ 0 đến 10",
        ),
        (
            *("nhan_rong", "ngay", "12/04/2203", DayOutOfRange),
            "cần là ngày từ 01/01/2015 đến 31/12/2026",
        ),
        ("nhan_rong", "ngay", 110780, DayOutOfRange, "cần là ngày từ 01/01/2015 đến 31/12/2026"),
        (
            *("nhan_rong", "ngay", "0023-04-12", DayOutOfRange),
            "cần là ngày từ 01/01/2015 đến 31/12/2026",
        ),
    ],
)
def test_value_out_of_bounds_is_named_with_its_bounds(section_key, key, raw, kind, said):
    sheet = section(section_key)
    (row,) = read_table(sheet, grid(sheet, {key: raw}), PROGRAMME).rows
    (finding,) = [finding for finding in row.findings if finding.field.key == key]
    assert (type(finding), finding.said) == (kind, said)
    assert said.split("cần là ")[-1] in finding.advice
    assert row.values[key] is None


def test_days_have_bounds_even_where_the_programmes_days_are_not_known():
    sheet = section("nhan_rong")
    (row,) = read_table(sheet, grid(sheet, {"ngay": "12/04/2203"})).rows
    assert row.findings[0].said == "cần là ngày từ 01/01/2015 đến 31/12/2099"


@pytest.mark.parametrize(
    "error",
    [
        *("#N/A", "#REF!", "#NAME?", "#DIV/0!", "#VALUE!", "#NUM!", "#NULL!", "#ERROR!"),
        *("Loading...", "Loading…", "Đang tải...", " #n/a ".upper(), "#THAM CHIẾU!", "#GIÁ_TRỊ!"),
        *("#BEZUG!", "#WERT!", "#NV", "#N/D", "#¡REF!", "#¿NOMBRE?", "#SPILL!"),
    ],
)
@pytest.mark.parametrize("sheet", SECTIONS.values(), ids=SECTIONS)
def test_error_of_a_formula_is_named_in_any_field_and_is_no_value(sheet, error):
    keys = [field.key for field in sheet.stored]
    (row,) = read_table(sheet, grid(sheet, dict.fromkeys(keys, error)), PROGRAMME).rows
    assert [(type(f), f.field.key) for f in row.findings] == [(ErrorValue, key) for key in keys]
    assert row.values == dict.fromkeys(keys, None)
    assert row.findings[-1].said == "ô đang báo lỗi công thức"


@pytest.mark.parametrize("text", ["#1", "# N/A", "#hoctap", "Mục #REF! đã sửa", "N/A", "#a/b"])
def test_text_that_only_looks_like_an_error_is_text(text):
    assert not is_error(text)


def test_text_of_an_old_encoding_is_named_and_is_no_value():
    sheet = section("dang_ky")
    (row,) = read_table(sheet, grid(sheet, {"ten": "NguyÔn V¨n An", "tom_tat": "Tröôøng"})).rows
    named = [f for f in row.findings if isinstance(f, OldEncoding)]
    assert [(f.field.key, f.said) for f in named] == [
        ("ten", "cần gõ lại bằng Unicode"),
        ("tom_tat", "cần gõ lại bằng Unicode"),
    ]
    assert (row.values["ten"], row.values["tom_tat"]) == (None, None)


def test_addresses_behind_words_are_read_and_checked():
    sheet = section("minh_chung")
    rows = grid(
        sheet,
        {"lien_ket": "Quyết định khen thưởng"},
        {"lien_ket": "Biên bản"},
        {"lien_ket": "Ảnh"},
        {"lien_ket": "https://a.example.com/1"},
        {"lien_ket": "#REF!"},
    )
    at = header(sheet).index("Liên kết minh chứng")
    behind = {
        (2, at): ("https://a.example.com/2", "https://a.example.com/3"),
        (3, at): ("mailto:a@example.com",),
        (5, at): ("https://elsewhere.example.com",),
    }
    table = read_table(sheet, rows, links=behind)
    assert [row.values["lien_ket"] for row in table.rows] == [
        "https://a.example.com/2\nhttps://a.example.com/3",
        None,
        None,
        "https://a.example.com/1",
        None,
    ]
    wrong = [[type(f) for f in r.findings if f.field.key == "lien_ket"] for r in table.rows]
    assert wrong == [[], [NotLink], [NotLink], [], [ErrorValue]]
    assert words_for_links(sheet, rows) == ((2, at), (3, at), (4, at))


def test_verdict_tells_what_is_missing_before_what_is_wrong(choices):
    sheet = section("vuong_mac")
    (row,) = read_table(sheet, grid(sheet, {"noi_dung": "x", "han": "mai"}), choices).rows
    assert verdict(row.findings) == (
        "Còn thiếu: Đề xuất, kiến nghị. Cần sửa: Thời gian đề nghị giải quyết (không phải là ngày)."
    )


def test_title_and_advice_of_a_finding_hold_nothing_of_the_cell():
    sheet = section("bao_cao_ca_nhan")
    (row,) = read_table(sheet, grid(sheet, {"diem_trung_binh": "bí mật"})).rows
    words = " ".join(finding.title + finding.advice for finding in row.findings)
    assert "bí mật" not in words


def test_dossier_code_that_no_registration_has_is_named():
    sheet = section("vuong_mac")
    rows = [{"ma_ho_so": "2023-1-lv4-cnb-001"}, {"ma_ho_so": "2023-1-LV9-001"}]
    table = read_table(sheet, grid(sheet, *rows), known_codes={"2023-1-LV4-CNB-001"})
    kinds = [(UnknownDossier in {type(f) for f in row.findings}) for row in table.rows]
    assert kinds == [False, True]


def test_second_row_with_the_same_code_is_named(choices):
    sheet = section("dang_ky")
    table = read_table(sheet, grid(sheet, WHOLE, WHOLE), choices)
    assert [found(row) for row in table.rows] == [[], [(DoubledCode, "ma", "A3")]]


def test_rows_are_numbered_as_people_see_them_and_blank_ones_skipped():
    sheet = section("vuong_mac")
    blank = {"noi_dung": " ", "ket_qua": None}
    table = read_table(sheet, grid(sheet, blank, {"noi_dung": "một"}, {}, {"ket_qua": "Đủ"}))
    assert [(row.number, row.code) for row in table.rows] == [(3, None), (5, None)]


def test_row_of_unticked_boxes_is_blank():
    sheet = section("dang_ky")
    boxes = {"dong_y_xet_chon": False, "dong_y_noi_bo": False, "dong_y_website": False}
    assert read_table(sheet, grid(sheet, boxes)).rows == ()


def test_columns_of_people_are_not_read():
    sheet = section("vuong_mac")
    rows = [["Ghi riêng", *header(sheet)], ["chỉ của tôi"], ["", "VM-1"]]
    assert [row.code for row in read_table(sheet, rows).rows] == ["VM-1"]


@pytest.mark.parametrize("rows", [[], [[]], [["", None]]])
def test_sheet_without_header_gives_no_rows_but_a_problem(rows):
    table = read_table(section("dang_ky"), rows)
    assert (table.rows, table.problems) == ((), (NoHeader("Đăng ký", "Mã hồ sơ", "A"),))


def test_renamed_header_gives_no_rows_but_the_problem():
    sheet = section("dang_ky")
    rows = grid(sheet, WHOLE)
    rows[0][2] = "Người được khen"
    table = read_table(sheet, rows)
    assert table.rows == ()
    assert [problem.header for problem in table.problems] == ["Họ và tên hoặc tên tập thể"]


def test_list_with_words_for_ids_is_read_by_id():
    sheet = LISTS["lich_nghi"]
    rows = [{"ngay": "02/05/2023", "ten": "Nghỉ bù Giỗ Tổ", "loai": "Nghỉ bù"}]
    (row,) = read_table(sheet, grid(sheet, *rows)).rows
    assert (row.values["ngay"], row.values["loai"], row.findings) == (date(2023, 5, 2), "BU", ())


def test_roster_contacts_are_several_addresses():
    sheet = LISTS["don_vi"]
    (row,) = read_table(sheet, grid(sheet, {"dau_moi": "a@example.com; B@example.com"})).rows
    assert row.values["dau_moi"] == ("a@example.com", "b@example.com")


@given(st.data())
def test_row_written_is_read_back_whatever_the_order_of_columns(data):
    sheet = section("bao_cao_ca_nhan")
    values = {
        "ma": "2023-1-BC-001",
        "ma_ho_so": "2023-1-LV4-CNB-001",
        "thanh_tich": data.draw(st.sampled_from(["=1+1", "<b>R&D</b>", "hai\ndòng"])),
        "diem_trung_binh": data.draw(st.decimals(0, 10, places=2)),
        "ban_xac_nhan": "https://drive.example.com/a",
    }
    titles = data.draw(st.permutations(header(sheet)))
    columns = match_header(sheet, titles)
    row = [None] * len(titles)
    for key, value in values.items():
        row[columns[key]] = unformatted(shown(sheet.field(key), value, Choices()))
    (read,) = read_table(sheet, [titles, row]).rows
    assert {key: read.values[key] for key in values} == values
    assert columns.address("ma", 2) == f"{columns.address('ma', 1)[:-1]}2"
