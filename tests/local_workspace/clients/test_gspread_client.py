"""Every call of gspread's Client does here what it does at Google."""

from __future__ import annotations

import io
import re

import gspread
import openpyxl
import pytest
from gspread.utils import ExportFormat

FOLDER = "application/vnd.google-apps.folder"
HEAD = "truongkhoa1@example.com"
SPREADSHEET = "application/vnd.google-apps.spreadsheet"


@pytest.fixture
def folder(workspace) -> str:
    body = {"name": "Đơn vị", "mimeType": FOLDER}
    return str(workspace.post("/drive/v3/files", body)["id"])


def titles(found: list) -> list[str]:
    return sorted(each["name"] for each in found)


def test_create_makes_a_spreadsheet_of_one_sheet(google, folder):
    book = google.create("Sổ", folder_id=folder)
    assert (book.title, [tab.title for tab in book.worksheets()]) == ("Sổ", ["Sheet1"])
    assert [each["id"] for each in google.list_spreadsheet_files(folder_id=folder)] == [book.id]


def test_open_finds_by_title_by_key_and_by_address(google):
    made = google.create("Sổ")
    assert google.open("Sổ").id == made.id
    assert google.open_by_key(made.id).title == "Sổ"
    address = f"https://docs.google.com/spreadsheets/d/{made.id}/edit#gid=0"
    assert google.open_by_url(address).id == made.id


def test_open_tells_what_is_missing_and_what_is_forbidden(google, google_as):
    with pytest.raises(gspread.SpreadsheetNotFound):
        google.open("Không có")
    with pytest.raises(gspread.SpreadsheetNotFound):
        google.open_by_key("khong-co")
    made = google.create("Sổ")
    with pytest.raises(PermissionError):
        google_as(HEAD).open_by_key(made.id)


def test_openall_and_list_give_the_spreadsheets_alone(google, folder):
    google.create("Sổ")
    google.create("Sổ")
    google.create("Biên bản", folder_id=folder)
    assert sorted(book.title for book in google.openall()) == ["Biên bản", "Sổ", "Sổ"]
    assert [book.title for book in google.openall("Biên bản")] == ["Biên bản"]
    assert titles(google.list_spreadsheet_files()) == ["Biên bản", "Sổ", "Sổ"]
    assert titles(google.list_spreadsheet_files(title="Sổ")) == ["Sổ", "Sổ"]


def test_copy_takes_contents_title_and_folder_along(google, folder):
    book = google.create("Sổ")
    book.sheet1.update([["Khoa", 1]])
    copied = google.copy(book.id, title="Bản sao", folder_id=folder, copy_comments=False)
    assert (copied.title, copied.sheet1.get_all_values()) == ("Bản sao", [["Khoa", "1"]])
    assert titles(google.list_spreadsheet_files(folder_id=folder)) == ["Bản sao"]


def test_copy_with_permissions_is_refused_over_the_owner_as_at_google(google):
    book = google.create("Sổ")  # gspread shares the copy with its owner again, as owner
    with pytest.raises(gspread.exceptions.APIError, match="transferOwnership parameter must be"):
        google.copy(book.id, copy_permissions=True, copy_comments=False)


def test_copy_without_a_title_is_named_after_its_source(google):
    book = google.create("Sổ")
    assert google.copy(book.id, copy_comments=False).title == "Copy of Sổ"


def test_export_gives_csv_and_excel(google):
    book = google.create("Sổ")
    book.sheet1.update([["Khoa", 1], ["Phòng", 2]])
    lines = google.export(book.id, ExportFormat.CSV).decode().splitlines()
    assert lines == ["Khoa,1", "Phòng,2"]
    content = google.export(book.id, ExportFormat.EXCEL)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Khoa", 1],
        ["Phòng", 2],
    ]


def test_permissions_are_inserted_listed_and_removed(google):
    book = google.create("Sổ")
    given = google.insert_permission(book.id, HEAD, perm_type="user", role="reader", notify=False)
    google.insert_permission(book.id, None, perm_type="anyone", role="reader", with_link=True)
    held = [(p["type"], p["role"]) for p in google.list_permissions(book.id)]
    assert sorted(held) == [("anyone", "reader"), ("user", "owner"), ("user", "reader")]
    google.remove_permission(book.id, given.json()["id"])
    assert {p["type"] for p in google.list_permissions(book.id)} == {"user", "anyone"}
    assert len(google.list_permissions(book.id)) == 2


def test_insert_permission_writes_a_letter_if_asked_to(google, workspace):
    book = google.create("Sổ")
    google.insert_permission(
        book.id, HEAD, perm_type="user", role="writer", notify=True, email_message="Mời xem"
    )
    assert [letter["to"] for letter in workspace.get("/_local/outbox")] == [[HEAD]]


def test_del_spreadsheet_deletes_for_ever(google):
    book = google.create("Sổ")
    google.del_spreadsheet(book.id)
    assert google.list_spreadsheet_files() == []
    with pytest.raises(gspread.SpreadsheetNotFound):
        google.open_by_key(book.id)


def test_get_file_drive_metadata_tells_name_and_times(google):
    book = google.create("Sổ")
    told = google.get_file_drive_metadata(book.id)
    assert (told["id"], told["name"]) == (book.id, "Sổ")
    for time in (told["createdTime"], told["modifiedTime"]):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", time)


def test_timeout_and_expiry_are_the_clients_own(google, workspace):
    google.set_timeout(30)
    assert google.http_client.timeout == 30
    assert google.expiry is None


def test_copy_takes_comments_along(google, workspace):
    book = google.create("Sổ")
    said = {"content": "Xem lại"}
    workspace.post(f"/drive/v3/files/{book.id}/comments?fields=id", said)
    copied = google.copy(book.id)
    listed = workspace.get(f"/drive/v3/files/{copied.id}/comments?fields=comments(content)")
    assert listed == {"comments": [said]}


def test_import_csv_puts_a_file_in_the_place_of_all_sheets(google):
    book = google.create("Sổ")
    book.add_worksheet("Khác", 5, 5)
    google.import_csv(book.id, "Khoa,1\nPhòng,2\n")
    again = google.open_by_key(book.id)
    assert [tab.get_all_values() for tab in again.worksheets()] == [[["Khoa", "1"], ["Phòng", "2"]]]
