from __future__ import annotations

import pytest

from dienhinh.acts.show import as_json
from tests.office import OFFICE, moment, opened

MORNING = "2023-04-11 07:00"
TRUCK = "xe-lan@example.com"


def rights(office, key: str) -> dict[str, str]:
    """Read who may do what with a place."""
    found = office.clerk._get(
        f"/drive/v3/files/{office.place(key)}/permissions",
        fields="permissions(emailAddress,role,type)",
    )
    return {each.get("emailAddress", each["type"]): each["role"] for each in found["permissions"]}


def test_everything_is_made_once_and_found_under_its_key(office):
    assert sorted(office.runner.places()) == sorted(
        [
            "folder/goc",
            *(f"folder/{name}" for name in (
                "ke_hoach", "dang_ky", "ra_soat", "hoi_dong", "quyet_dinh", "bao_cao",
                "truyen_thong",
            )),
            *(f"workbook/{name}" for name in (
                "danh_muc", "theo_doi", "cho_xu_ly", "xet_chon", "xet_chon_han_che", "lich_su",
            )),
            *(f"workbook/don_vi/{unit}" for unit in (
                "CU", "TCHC", "CTHSSV", "DTNCKH", "CD", "DTN", "K1", "K2", "K3", "K4",
            )),
            *(f"form/{section}" for section in (
                "ke_hoach", "dang_ky", "tien_do", "bao_cao_tap_the", "bao_cao_ca_nhan",
                "minh_chung", "vuong_mac", "nhan_rong", "truyen_thong",
            )),
        ]
    )  # fmt: skip


def test_second_run_changes_nothing(office):
    again = office.run("set_up", MORNING)
    assert (again.problems, again.notes, sum(again.counts.values())) == ((), (), 0)
    assert office.writes() == []


def test_unit_opens_its_own_workbook_and_the_council_its_sheet(office):
    assert rights(office, "workbook/don_vi/K1") == {
        OFFICE: "owner",
        "truong-khoa-1@example.com": "writer",
        "dau-moi-k1@example.com": "writer",
    }
    council = rights(office, "workbook/xet_chon")
    assert council == {
        OFFICE: "owner",
        **dict.fromkeys(
            (
                "hieu-truong-1@example.com",
                "pho-hieu-truong-1@example.com",
                "chu-tich-cong-doan-1@example.com",
                "truong-phong-1@example.com",
                "truong-phong-2@example.com",
                "truong-phong-3@example.com",
                "bi-thu-doan-1@example.com",
                "truong-khoa-1@example.com",
                "truong-khoa-3@example.com",
            ),
            "writer",
        ),
    }


def test_restricted_dossiers_open_to_the_party_committee_and_the_office_alone(office):
    assert rights(office, "workbook/xet_chon_han_che") == {
        OFFICE: "owner",
        "bi-thu-1@example.com": "writer",
        "dau-moi-cu@example.com": "writer",
    }


def test_contact_that_the_office_adds_gets_the_workbook_the_next_morning(office):
    office.type(
        OFFICE,
        "danh_muc",
        "Đơn vị",
        ("Mã đơn vị", "K1"),
        "Thư điện tử đầu mối",
        "dau-moi-k1@example.com; dau-moi-moi@example.com",
    )
    office.forget_calls()
    assert office.run("set_up", MORNING).counts["permissions"] == 1
    assert office.writes() == ["drive.permissions.create"]
    assert rights(office, "workbook/don_vi/K1")["dau-moi-moi@example.com"] == "writer"


def test_right_beyond_the_list_is_told_and_not_taken_away(office):
    office.clerk._send(
        "POST",
        f"/drive/v3/files/{office.place('workbook/don_vi/K1')}/permissions",
        json={"type": "user", "role": "reader", "emailAddress": TRUCK},
    )
    office.forget_calls()
    told = office.run("set_up", MORNING)
    assert told.notes == (
        f"workbook/don_vi/K1: {TRUCK} có quyền ngoài danh sách; xem lại việc chia sẻ",
    )
    assert office.writes() == []


def test_unit_that_the_office_adds_gets_a_workbook_and_stands_among_the_choices(office):
    office.add_row(
        OFFICE,
        "danh_muc",
        "Đơn vị",
        {
            "Mã đơn vị": "K5",
            "Tên đơn vị": "Khoa Xét nghiệm",
            "Loại đơn vị": "khoa",
            "Chức danh người đứng đầu": "Trưởng khoa",
            "Họ và tên người đứng đầu": "Trưởng khoa 5",
            "Thư điện tử người đứng đầu": "truong-khoa-5@example.com",
            "Xưng hô": "Thầy/Cô",
            "Thứ tự": "11",
        },
    )
    made = office.run("set_up", MORNING)
    assert (made.problems, made.counts["workbooks"], made.counts["permissions"]) == ((), 1, 1)
    assert rights(office, "workbook/don_vi/K5") == {
        OFFICE: "owner",
        "truong-khoa-5@example.com": "writer",
    }
    page = office.person("truong-khoa-5@example.com").open_form(office.form("nhan_rong"))
    (asked,) = [
        question
        for part in page.parts
        for question in part.questions
        if question.title == "Đơn vị tham gia"
    ]
    assert asked.options[-1].value == "Khoa Xét nghiệm"


def test_row_of_a_list_that_the_office_deleted_does_not_come_back_nor_its_right(office):
    office.edit(
        OFFICE,
        "danh_muc",
        {
            "deleteDimension": {
                "range": {
                    "sheetId": office.sheet_id("danh_muc", "Hội đồng"),
                    "dimension": "ROWS",
                    "startIndex": 1,
                    "endIndex": 2,
                }
            }
        },
    )
    office.forget_calls()
    gone = "hieu-truong-1@example.com"
    assert gone in rights(office, "workbook/xet_chon")
    told = office.run("set_up", MORNING)
    assert (told.problems, told.notes) == (
        (),
        (f"workbook/xet_chon: thu hồi quyền truy cập của {gone}",),
    )
    assert office.writes() == ["drive.permissions.delete"]
    assert len(office.table("danh_muc", "Hội đồng")) == 8
    assert gone not in rights(office, "workbook/xet_chon")


def test_list_into_which_somebody_typed_before_its_first_rows_gets_them_below(office):
    # As after a run that was killed between the making of the lists and their first rows.
    before = office.table("danh_muc", "Hội đồng")
    below_the_first = {"dimension": "ROWS", "startIndex": 2, "endIndex": 10}
    sheet = office.sheet_id("danh_muc", "Hội đồng")
    office.edit(
        OFFICE, "danh_muc", {"deleteDimension": {"range": {"sheetId": sheet, **below_the_first}}}
    )
    office.runner.ledger.effects.forget("seed", "hoi_dong")

    assert office.run("set_up", MORNING).problems == ()

    assert office.table("danh_muc", "Hội đồng") == before
    assert office.run("set_up", MORNING).counts.get("rows of lists", 0) == 0


def test_unit_of_the_list_that_cannot_be_used_is_told_and_the_others_go_on(office):
    column = "Thư điện tử người đứng đầu"
    office.type(OFFICE, "danh_muc", "Đơn vị", ("Mã đơn vị", "K2"), column, "trưởng khoa 2")
    told = office.run("set_up", MORNING)
    (problem,) = told.problems
    assert problem.where == "Danh mục, bảng “Đơn vị”, dòng 9"
    assert "đề nghị sửa" in problem.what


def test_closed_form_is_opened_again(office):
    office.clerk._send(
        "POST",
        f"/v1/forms/{office.place('form/dang_ky')}:setPublishSettings",
        json={
            "publishSettings": {
                "publishState": {"isPublished": False, "isAcceptingResponses": False}
            }
        },
    )
    assert office.run("set_up", MORNING).counts["changes of forms"] == 1
    page = office.person("dau-moi-k1@example.com").open_form(office.form("dang_ky"))
    assert page.parts[0].questions[0].title == ("Mã hồ sơ cần bổ sung (để trống nếu đăng ký mới)")


def test_deleted_protection_is_put_back(office):
    book = office.place("workbook/don_vi/K1")
    about = office.clerk._get(
        f"/v4/spreadsheets/{book}", fields="sheets.protectedRanges.protectedRangeId"
    )
    first = about["sheets"][0]["protectedRanges"][0]["protectedRangeId"]
    office.edit(OFFICE, "don_vi/K1", {"deleteProtectedRange": {"protectedRangeId": first}})
    office.forget_calls()
    assert office.run("set_up", MORNING).counts["changes of sheets"] == 1
    assert office.writes() == ["sheets.spreadsheets.batchUpdate"]


@pytest.mark.parametrize("key", ["workbook/don_vi/K1", "form/vuong_mac"])
def test_place_that_was_lost_for_good_is_made_anew_when_told(office, key):
    lost = office.place(key)
    office.clerk._send("DELETE", f"/drive/v3/files/{lost}")
    told = office.run("set_up", MORNING)
    assert f"`dienhinh set-up --remake {key}`" in str(told.problems[0])
    office.runner.forget_place(key)
    again = office.run("set_up", "2023-04-11 07:05")
    assert again.problems == ()
    assert office.place(key) != lost


def test_dry_run_on_an_empty_workspace_counts_everything_and_makes_nothing(tmp_path):
    with opened(tmp_path / "office") as empty:
        empty.set_clock("2023-04-10 07:00")
        said = empty.runner.run("set_up", at=moment("2023-04-10 07:00"), dry_run=True)
        assert said.problems == ()
        assert {name: said.counts[name] for name in ("folders", "workbooks", "forms")} == {
            "folders": 8,
            "workbooks": 16,
            "forms": 9,
        }
        assert said.plan is not None
        assert all(each["why"] for each in as_json(said.plan)["effects"])
        assert empty.writes() == []
        assert dict(empty.runner.places()) == {}


def test_tab_of_which_no_reading_is_left_is_made_again_and_said_to_be_lost(wave):
    wave.run_all("2023-04-19 08:00")
    tab = wave.sheet_id("xet_chon", "Bảng xét chọn")
    wave.edit(OFFICE, "xet_chon", {"addSheet": {"properties": {"title": "Nháp"}}})
    wave.edit(OFFICE, "xet_chon", {"deleteSheet": {"sheetId": tab}})
    wave.runner.ledger.sources.forget("workbook/xet_chon")
    outcomes = {each.job: each for each in wave.run_all("2023-04-20 08:00")}
    (problem,) = outcomes["set_up"].problems
    assert problem.where == "sổ “Bảng xét chọn 2021 - 2025”"
    assert problem.what == (
        "bảng “Bảng xét chọn” đã bị xóa; hệ thống lập lại bảng và ghi lại phần của hệ thống. Đề"
        " nghị khôi phục nội dung do người dùng ghi từ lịch sử phiên bản của sổ (Tệp, Lịch sử phiên"
        " bản)"
    )
    assert wave.sheet_id("xet_chon", "Bảng xét chọn") == tab
    assert wave.run("set_up", "2023-04-20 08:15").problems == ()
