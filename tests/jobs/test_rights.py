"""Who may open what: given, kept and taken back as the lists say, and told."""

from __future__ import annotations

import pytest

from dienhinh.world.rights import OPENED
from tests.office import OFFICE

MORNING = "2023-04-11 07:00"
CLERK = "chuyen-vien-1@example.com"


def rights(office, key: str) -> dict[str, str]:
    """Read who may do what with a file."""
    standing = office.clerk._get(
        f"/drive/v3/files/{office.place(key)}/permissions",
        fields="permissions(type,role,emailAddress)",
    )["permissions"]
    return {each.get("emailAddress", each["type"]): each["role"] for each in standing}


def open_to_everybody(office, key: str) -> None:
    """Let the office share a file with everybody who has its link."""
    office.clerk._send(
        "POST",
        f"/drive/v3/files/{office.place(key)}/permissions",
        json={"type": "anyone", "role": "reader"},
    )


def test_staff_of_the_office_keep_the_lists_and_read_the_boards_but_no_restricted_dossier(office):
    row = ("Mã", "DAU_MOI_CAN_BO")
    office.type(OFFICE, "danh_muc", "Thông tin chung", row, "Giá trị", CLERK)
    assert office.run("set_up", MORNING).problems == ()
    books = ("danh_muc", "cho_xu_ly", "theo_doi", "xet_chon", "xet_chon_han_che", "don_vi/K1")
    given = {book: rights(office, f"workbook/{book}").get(CLERK) for book in books}
    assert given == {
        "danh_muc": "writer",
        "cho_xu_ly": "writer",
        "theo_doi": "reader",
        "xet_chon": "reader",
        "xet_chon_han_che": None,
        "don_vi/K1": None,
    }


def test_staff_open_the_folders_of_reviews_and_reports_until_the_list_names_them_no_more(wave):
    """What lies there is opened with them: reports to be edited, boards and drafts to be read."""
    wave.run_all("2023-05-11 08:00")
    row = ("Mã", "DAU_MOI_CAN_BO")
    folders = ("ra_soat", "bao_cao", "dang_ky", "hoi_dong")
    report = "document/danh_sach_dang_ky/2023-1"
    effect = wave.runner.ledger.effects.get("document", report)
    assert effect is not None

    def given() -> dict[str, str]:
        found = {key: rights(wave, f"folder/{key}").get(CLERK) for key in folders}
        found["theo_doi"] = rights(wave, "workbook/theo_doi").get(CLERK)
        path = f"/drive/v3/files/{effect.external_id}/permissions"
        standing = wave.clerk._get(path, fields="permissions(role,emailAddress)")["permissions"]
        found["report"] = {each["emailAddress"]: each["role"] for each in standing}.get(CLERK)
        return {key: role for key, role in found.items() if role}

    wave.type(OFFICE, "danh_muc", "Thông tin chung", row, "Giá trị", CLERK)
    assert wave.run("set_up", "2023-05-12 07:00").problems == ()
    reads = {"ra_soat": "reader", "theo_doi": "reader"}
    assert given() == {**reads, "bao_cao": "writer", "report": "writer"}
    again = wave.run("set_up", "2023-05-12 09:00")
    assert (again.counts, again.problems) == ({}, ())
    wave.type(OFFICE, "danh_muc", "Thông tin chung", row, "Giá trị", "")
    assert wave.run("set_up", "2023-05-13 07:00").problems == ()
    assert given() == {}


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("workbook/don_vi/K1", "sổ của Khoa Y"),
        ("folder/dang_ky", "thư mục “02 Đăng ký”"),
    ],
)
def test_what_was_opened_to_everybody_is_closed_and_told_as_a_problem(office, key, title):
    open_to_everybody(office, key)
    told = office.run("set_up", MORNING)
    assert title in [problem.where for problem in told.problems]
    assert {problem.what for problem in told.problems} == {OPENED}
    assert not told.ok
    assert "anyone" not in rights(office, key)
    assert office.run("set_up", "2023-04-12 07:00").problems == ()


def test_unit_whose_row_is_in_doubt_neither_gains_nor_loses_access(office):
    before = rights(office, "workbook/don_vi/K2")
    row = ("Mã đơn vị", "K2")
    office.type(OFFICE, "danh_muc", "Đơn vị", row, "Thư điện tử người đứng đầu", "trưởng khoa 2")
    office.type(OFFICE, "danh_muc", "Đơn vị", row, "Thư điện tử đầu mối", CLERK)
    assert not office.run("set_up", MORNING).ok
    assert rights(office, "workbook/don_vi/K2") == before


def test_right_that_a_broken_run_gave_is_taken_back_like_any_other(office):
    row = ("Mã", "DAU_MOI_CAN_BO")
    office.type(OFFICE, "danh_muc", "Thông tin chung", row, "Giá trị", CLERK)
    office.run("set_up", MORNING)
    office.runner.ledger.effects.forget("access", f"workbook/theo_doi/{CLERK}")
    office.run("set_up", "2023-04-11 07:30")

    office.type(OFFICE, "danh_muc", "Thông tin chung", row, "Giá trị", "")
    office.run("set_up", "2023-04-12 07:00")

    assert CLERK not in rights(office, "workbook/theo_doi")


def give_up(office, unit: str) -> None:
    """Let the office take a unit's row out of its list and say that the unit is no more."""
    rows = office.table("danh_muc", "Đơn vị")
    at = next(number for number, row in enumerate(rows, 1) if row["Mã đơn vị"] == unit)
    sheet = office.sheet_id("danh_muc", "Đơn vị")
    where = {"sheetId": sheet, "dimension": "ROWS", "startIndex": at, "endIndex": at + 1}
    office.edit(OFFICE, "danh_muc", {"deleteDimension": {"range": where}})
    row = ("Mã", "DON_VI_THOI_HOAT_DONG")
    office.type(OFFICE, "danh_muc", "Thông tin chung", row, "Giá trị", unit)


def test_unit_that_was_given_up_loses_its_workbook_and_no_other_does(office):
    others = rights(office, "workbook/don_vi/K1")
    give_up(office, "K2")
    assert office.run("set_up", MORNING).problems == ()
    assert rights(office, "workbook/don_vi/K2") == {OFFICE: "owner"}
    assert rights(office, "workbook/don_vi/K1") == others
    again = office.run("set_up", "2023-04-12 07:00")
    assert (again.counts.get("permissions taken back", 0), again.problems) == (0, ())


def test_unit_that_was_given_up_keeps_its_workbook_while_another_row_is_in_doubt(office):
    before = rights(office, "workbook/don_vi/K2")
    give_up(office, "K2")
    row = ("Mã đơn vị", "K3")
    office.type(OFFICE, "danh_muc", "Đơn vị", row, "Thư điện tử người đứng đầu", "trưởng khoa 3")
    office.run("set_up", MORNING)
    assert rights(office, "workbook/don_vi/K2") == before
