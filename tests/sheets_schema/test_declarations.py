import re
import unicodedata

import pytest

import sheets_schema
from sheets_schema import (
    ALL_SHEETS,
    DASHBOARD,
    LISTS,
    QUARANTINE,
    REVIEW,
    REVIEW_RESTRICTED,
    SECTIONS,
    Choice,
    Choices,
    Kind,
    Owner,
    When,
    dashboard,
    section,
)
from sheets_schema.consent import CONSENT_NOTICES, CONSENT_VERSION
from sheets_schema.findings import Finding
from sheets_schema.identity import hex_id, number_id
from sheets_schema.reading import ABOUT
from sheets_schema.sections import DANG_KY
from sheets_schema.text import normalise_title

every_sheet = pytest.mark.parametrize("sheet", ALL_SHEETS, ids=lambda sheet: sheet.key)


def words_of(sheet):
    """Everything of a declaration that people read."""
    for field in sheet.fields:
        yield from (field.title, field.help, *field.aliases)
        yield from (c.label for c in field.options if not isinstance(field.options, str))
    for page in sheet.pages:
        yield from (page.title, page.description)
    if sheet.form:
        yield from (sheet.form.title, sheet.form.description, sheet.form.confirmation)
    yield sheet.title


def test_sections_are_those_of_the_plan():
    assert {key: sheet.prefix for key, sheet in SECTIONS.items()} == {
        "ke_hoach": "KH",
        "dang_ky": "DK",
        "tien_do": "TD",
        "bao_cao_tap_the": "BT",
        "bao_cao_ca_nhan": "BC",
        "minh_chung": "MC",
        "vuong_mac": "VM",
        "nhan_rong": "NR",
        "truyen_thong": "TT",
    }


def test_unknown_section_names_those_there_are():
    with pytest.raises(KeyError, match="no section 'dangky'; there are ke_hoach, dang_ky"):
        section("dangky")


@pytest.mark.parametrize("sheet", SECTIONS.values(), ids=SECTIONS)
def test_section_opens_with_its_code_and_closes_with_the_automations_columns(sheet):
    stored = sheet.stored
    assert (stored[0].key, stored[0].kind, stored[0].owner) == ("ma", Kind.CODE, Owner.AUTOMATION)
    assert stored[0].title == ("Mã hồ sơ" if sheet.key == "dang_ky" else "Mã dòng")
    assert [field.key for field in stored[-3:]] == ["nop_luc", "nguoi_nop", "ket_qua"]
    owners = {field.owner for field in stored[1:-3] if field.key != "phien_ban_dong_y"}
    assert owners == {Owner.UNIT}
    assert {f.owner for f in sheet.asked} == {Owner.UNIT}


@pytest.mark.parametrize("sheet", SECTIONS.values(), ids=SECTIONS)
def test_section_about_a_dossier_asks_for_its_code(sheet):
    if sheet.about == "dossier" and sheet.key != "dang_ky":
        assert sheet.field("ma_ho_so").required is True


@every_sheet
def test_keys_titles_and_aliases_of_a_sheet_all_differ(sheet):
    keys = [field.key for field in sheet.fields]
    names = [
        normalise_title(name) for field in sheet.stored for name in (field.title, *field.aliases)
    ]
    assert len(keys) == len(set(keys))
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z][a-z_]*", key) for key in keys)


@every_sheet
def test_declaration_holds_together(sheet):
    pages = {"", *(page.key for page in sheet.pages)}
    assert sheet.identity in {field.key for field in sheet.stored}
    for field in sheet.fields:
        assert field.page in pages
        assert not (field.insist and not field.required)
        assert field.asked or field.stored
        if field.kind in {Kind.CHOICE, Kind.CHOICES}:
            assert field.options
        if isinstance(field.options, str):
            Choices().named(field.options)
        if isinstance(field.required, When):
            assert (DANG_KY if field.required.of_dossier else sheet).field(field.required.key)
            assert not field.required.of_dossier or sheet.field(ABOUT)
    assert Choices(school="{x}").fill(" ".join(words_of(sheet)))


@every_sheet
def test_words_that_people_read_are_in_house_spelling(sheet):
    text = "\n".join(words_of(sheet))
    assert text == unicodedata.normalize("NFC", text)
    assert re.findall(r"(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)", text.casefold()) == []
    english = r"\b(email|link|form|file|click|sheet|deadline|ok|upload|feedback|submit|team)\b"
    assert re.findall(english, text.casefold()) == []
    assert re.findall(r"  | \n| [,.;:]|yêu cầu đơn vị", text) == []


def test_registration_asks_nothing_that_the_selection_does_not_need():
    private = r"ngày sinh|quê quán|nơi ở|căn cước|dân tộc|tôn giáo|sức khỏe|tài khoản|giới tính"
    asked = [f.title for sheet in SECTIONS.values() for f in sheet.asked]
    assert [title for title in asked if re.search(private, title.casefold())] == []


def test_registration_has_three_consents_of_which_the_first_is_owed():
    consents = [f for f in section("dang_ky").fields if f.kind is Kind.CONSENT]
    assert [(field.key, field.required, field.insist) for field in consents] == [
        ("dong_y_xet_chon", True, False),
        ("dong_y_noi_bo", False, False),
        ("dong_y_website", False, False),
    ]


def test_notice_in_force_is_among_those_kept_and_names_its_version():
    notice = CONSENT_NOTICES[CONSENT_VERSION]
    assert f"(phiên bản {CONSENT_VERSION})" in notice.splitlines()[0]
    assert len(notice) < 4000


def test_review_sheet_takes_its_columns_from_the_sections():
    assert [field.key for field in REVIEW.fields] == [
        *("ma", "dot", "linh_vuc", "doi_tuong", "don_vi", "ten", "chuc_vu", "tom_tat", "tieu_chi"),
        *("tu_danh_gia", "hinh_thuc_de_nghi", "bao_cao", "minh_chung", "tinh_trang"),
        *("cap_nhat_luc", "y_kien", "ket_luan", "ghi_chu"),
    ]
    assert REVIEW_RESTRICTED.fields == REVIEW.fields
    assert REVIEW_RESTRICTED.title != REVIEW.title
    personal = [field.key for field in REVIEW.fields if field.personal]
    assert personal == ["ten", "chuc_vu", "tom_tat"]


def test_quarantine_lets_the_office_name_the_unit():
    owners = {field.key: field.owner for field in QUARANTINE.fields}
    assert [key for key, owner in owners.items() if owner is Owner.OFFICE] == ["don_vi_xac_nhan"]


def test_lists_belong_to_the_office_but_for_their_verdict():
    assert list(LISTS) == [
        *("thong_tin_chung", "don_vi", "hoi_dong", "dot", "moc_thoi_gian", "lich_nghi"),
        *("nguong", "can_cu", "nguoi_ky", "gia_han", "can_xac_nhan", "cho_phep"),
    ]
    for sheet in LISTS.values():
        assert [field.key for field in sheet.stored if field.status] == ["ket_qua"]
        assert sheet.stored[-1].key == "ket_qua"
    of_the_automation = {
        sheet.key: [field.key for field in sheet.stored if field.owner is Owner.AUTOMATION][:-1]
        for sheet in LISTS.values()
    }
    assert {key: columns for key, columns in of_the_automation.items() if columns} == {
        "thong_tin_chung": ["ma", "ten"],
        "can_xac_nhan": ["ma", "noi_dung", "dang_ap_dung", "nguoi_xac_nhan"],
        "cho_phep": ["ma", "ngay", "cong_viec", "noi_dung", "ly_do"],
    }


def test_dashboard_has_one_column_a_requirement():
    sheet = dashboard([Choice("KE_HOACH", "Kế hoạch của đơn vị")])
    added = [field for field in sheet.fields if field not in DASHBOARD.fields]
    assert [(f.key, f.title, f.owner, f.status) for f in added] == [
        ("KE_HOACH", "Kế hoạch của đơn vị", Owner.AUTOMATION, True)
    ]


def test_ids_follow_from_names_alone():
    assert number_id("a", "b") == number_id("a", "b")
    assert number_id("a", "b") != number_id("ab")
    assert hex_id("a") == f"{number_id('a'):x}"


def test_every_finding_has_its_own_code_and_a_remedy_that_names_the_cell():
    kinds = Finding.__subclasses__()
    assert len({kind.code for kind in kinds}) == len(kinds)
    field = section("dang_ky").field("tom_tat")
    for kind in kinds:
        finding = kind(field, "F7")
        assert "(ô F7)" in finding.advice
        assert "Tóm tắt thành tích" in finding.advice
        assert finding.title.endswith(": Tóm tắt thành tích")


def test_consent_is_advised_to_who_gives_it():
    from sheets_schema.findings import MissingValue

    finding = MissingValue(section("dang_ky").field("dong_y_xet_chon"), "M2")
    assert finding.advice == (
        "Đề nghị đánh dấu ô “Đồng ý sử dụng dữ liệu để bình xét, lựa chọn” (ô M2) khi người được "
        "đăng ký đã đọc thông báo và đồng ý."
    )


@pytest.mark.parametrize("sheet", SECTIONS.values(), ids=SECTIONS)
def test_every_number_and_day_that_a_unit_writes_has_bounds(sheet):
    own = [field for field in sheet.stored if field.owner is Owner.UNIT]
    assert [f.key for f in own if f.kind is Kind.NUMBER and None in {f.least, f.most}] == []
    assert [f.key for f in own if f.kind is Kind.DATE and None in {f.earliest, f.latest}] == []


def test_package_offers_what_it_names():
    assert [name for name in sheets_schema.__all__ if not hasattr(sheets_schema, name)] == []
