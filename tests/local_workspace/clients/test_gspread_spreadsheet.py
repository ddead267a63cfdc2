"""Every call of gspread's Spreadsheet does here what it does at Google."""

from __future__ import annotations

import re

import gspread
import pytest
from gspread.utils import ExportFormat

HEAD = "truongkhoa1@example.com"
TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"


def order(book: gspread.Spreadsheet) -> list[str]:
    return [tab.title for tab in book.worksheets()]


def test_worksheets_are_added_found_and_deleted(book):
    added = book.add_worksheet("Khoa", rows=5, cols=3)
    first = book.add_worksheet("Phòng", rows=1, cols=1, index=0)
    assert order(book) == ["Phòng", "Sheet1", "Khoa"]
    assert (added.row_count, added.col_count) == (5, 3)
    assert book.worksheet("Khoa").id == added.id
    assert book.get_worksheet(2).id == added.id
    assert book.get_worksheet_by_id(added.id).title == "Khoa"
    assert book.sheet1.id == first.id
    book.del_worksheet(added)
    book.del_worksheet_by_id(first.id)
    assert order(book) == ["Sheet1"]
    with pytest.raises(gspread.WorksheetNotFound):
        book.worksheet("Khoa")


def test_a_title_is_taken_once_and_the_last_sheet_stays(book):
    with pytest.raises(gspread.exceptions.APIError, match='A sheet with the name "Sheet1" already'):
        book.add_worksheet("Sheet1", 5, 5)
    with pytest.raises(gspread.exceptions.APIError, match="remove all the sheets in a document"):
        book.del_worksheet(book.sheet1)


def test_hidden_worksheets_can_be_left_out(book):
    book.add_worksheet("Khoa", 5, 5).hide()
    assert order(book) == ["Sheet1", "Khoa"]
    assert [tab.title for tab in book.worksheets(exclude_hidden=True)] == ["Sheet1"]


def test_worksheets_are_reordered(book):
    one, two = book.sheet1, book.add_worksheet("Khoa", 5, 5)
    book.reorder_worksheets([two, one])
    assert order(book) == ["Khoa", "Sheet1"]


def test_a_sheet_is_duplicated_with_its_contents(book):
    book.sheet1.update([["a", "b"]])
    copied = book.duplicate_sheet(
        book.sheet1.id, insert_sheet_index=1, new_sheet_id=77, new_sheet_name="Bản sao"
    )
    assert (copied.id, copied.title, copied.index) == (77, "Bản sao", 1)
    assert copied.get_all_values() == [["a", "b"]]


def test_facts_of_the_spreadsheet_are_told(book, google):
    again = google.open_by_key(book.id)
    assert (again.id, again.title) == (book.id, "Sổ")
    assert (again.locale, again.timezone) == ("en_US", "Etc/GMT")
    assert again.url == f"https://docs.google.com/spreadsheets/d/{book.id}"
    assert re.fullmatch(TIME, again.creationTime)
    assert re.fullmatch(TIME, again.get_lastUpdateTime())
    told = again.fetch_sheet_metadata({"fields": "properties.title"})
    assert told == {"properties": {"title": "Sổ"}}


def test_title_locale_and_timezone_are_changed(book, google):
    book.update_title("Sổ mới")
    book.update_locale("vi_VN")
    book.update_timezone("Asia/Ho_Chi_Minh")
    again = google.open("Sổ mới")
    assert (again.locale, again.timezone) == ("vi_VN", "Asia/Ho_Chi_Minh")


def test_last_update_time_moves_on_with_a_change(book, workspace):
    workspace.post("/_local/clock", {"now": "2030-01-02T03:04:05Z"})
    book.sheet1.update([["a"]])
    assert book.get_lastUpdateTime() == "2030-01-02T03:04:05.000Z"
    book.update_drive_metadata()
    with pytest.warns(DeprecationWarning, match="get_lastUpdateTime"):
        assert book.lastUpdateTime == "2030-01-02T03:04:05.000Z"


def test_permissions_are_shared_listed_and_removed(book):
    book.share(HEAD, perm_type="user", role="writer", notify=False)
    assert [(p["emailAddress"], p["role"]) for p in book.list_permissions()] == [
        ("me@example.com", "owner"),
        (HEAD, "writer"),
    ]
    assert len(book.remove_permissions(HEAD)) == 1
    assert [p["role"] for p in book.list_permissions()] == ["owner"]


def test_values_are_written_read_and_cleared_in_one_range_and_in_several(book):
    raw = {"valueInputOption": "RAW"}
    book.values_update("A1:B1", params=raw, body={"values": [["a", 1]]})
    book.values_append("A1", params=raw, body={"values": [["b", 2]]})
    assert book.values_get("A1:B2")["values"] == [["a", "1"], ["b", "2"]]
    data = [{"range": "D1", "values": [["x"]]}, {"range": "D2", "values": [["y"]]}]
    book.values_batch_update({**raw, "data": data})
    got = book.values_batch_get(["A1", "D1:D2"], params={"majorDimension": "COLUMNS"})
    assert [part["values"] for part in got["valueRanges"]] == [[["a"]], [["x", "y"]]]
    book.values_clear("A1:B1")
    book.values_batch_clear(body={"ranges": ["D1", "A2"]})
    assert book.sheet1.get_all_values() == [["", "", "", ""], ["", "2", "", "y"]]


def test_named_and_protected_ranges_are_listed(book):
    book.sheet1.update([["a"], ["b"]])
    book.sheet1.define_named_range("A1:A2", "Don_vi")
    book.sheet1.add_protected_range("A1:A1", description="Tiêu đề")
    assert [named["name"] for named in book.list_named_ranges()] == ["Don_vi"]
    assert [cell.value for cell in book.named_range("Don_vi")] == ["a", "b"]
    listed = book.list_protected_ranges(book.sheet1.id)
    assert [protected["description"] for protected in listed] == ["Tiêu đề"]


def test_a_batch_answers_each_request(book):
    adds = [{"addSheet": {"properties": {"title": title}}} for title in ("Một", "Hai")]
    answer = book.batch_update({"requests": adds})
    made = [reply["addSheet"]["properties"]["title"] for reply in answer["replies"]]
    assert made == ["Một", "Hai"]


def test_export_gives_the_first_sheet_as_csv(book):
    book.sheet1.update([["a", 1]])
    assert book.export(ExportFormat.CSV).decode().splitlines() == ["a,1"]


def test_ownership_is_offered_and_accepted(book, google_as):
    given = book.share(HEAD, perm_type="user", role="writer", notify=False).json()["id"]
    book.transfer_ownership(given)
    assert [p["pendingOwner"] for p in book.list_permissions()] == [False, True]
    again = google_as(HEAD).open_by_key(book.id)
    again.accept_ownership(given)
    roles = {p["emailAddress"]: p["role"] for p in book.list_permissions()}
    assert roles == {"me@example.com": "writer", HEAD: "owner"}
