"""gspread against the server, copies, and exports that other programs open."""

from __future__ import annotations

import io

import gspread
import openpyxl
import pytest
from google.auth.credentials import AnonymousCredentials

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def client(workspace):
    """A gspread client whose addresses lead to the server."""

    class Routed(gspread.HTTPClient):
        def request(self, method, endpoint, *args, **kwargs):
            for host in ("https://sheets.googleapis.com", "https://www.googleapis.com"):
                endpoint = endpoint.replace(host, workspace.base)
            return super().request(method, endpoint, *args, **kwargs)

    client = gspread.Client(
        auth=AnonymousCredentials(), session=workspace.session, http_client=Routed
    )
    client.http_client.session.credentials = AnonymousCredentials()
    return client


def test_gspread_makes_fills_reads_and_protects(client) -> None:
    book = client.create("Danh mục")
    tab = client.open_by_key(book.id).sheet1
    tab.update([["Mã", "Điểm"], ["2021-1-LV4-CNA-007", 8.5]], "A1:B2", raw=True)
    tab.append_row(["=1+2", 9], value_input_option="RAW")
    tab.batch_update([{"range": "C1:C2", "values": [["Ghi chú"], ["R&D <b>"]]}])
    assert tab.get_all_values() == [
        ["Mã", "Điểm", "Ghi chú"],
        ["2021-1-LV4-CNA-007", "8.5", "R&D <b>"],
        ["=1+2", "9", ""],
    ]
    assert tab.get_all_records()[0] == {
        "Mã": "2021-1-LV4-CNA-007",
        "Điểm": 8.5,
        "Ghi chú": "R&D <b>",
    }
    tab.add_protected_range("A1:C1", editor_users_emails=["nguoi-2@example.com"])
    tab.format("A1:C1", {"textFormat": {"bold": True}})
    tab.freeze(rows=1)
    assert tab.find("R&D <b>").address == "C2"
    book.add_worksheet("Thêm", 10, 5)
    assert [each.title for each in book.worksheets()] == ["Sheet1", "Thêm"]
    assert client.open("Danh mục").id == book.id


def test_xlsx_opens_in_another_program_and_looks_right(sheet, box) -> None:
    sheet.write("A1", [["Tiêu đề dài", 45046], ["=1+2", 8.5]])
    sheet.write("A3", [["=B2*2"]], option="USER_ENTERED")
    bold = {"userEnteredFormat": {"textFormat": {"bold": True}, "wrapStrategy": "WRAP"}}
    date = {"userEnteredFormat": {"numberFormat": {"type": "DATE", "pattern": "dd/mm/yyyy"}}}
    wide = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}
    sheet.batch(
        {"repeatCell": {"range": box(0, 0, 1, 1), "cell": bold, "fields": "userEnteredFormat"}},
        {"repeatCell": {"range": box(0, 1, 1, 2), "cell": date, "fields": "userEnteredFormat"}},
        {
            "updateDimensionProperties": {
                "range": wide,
                "properties": {"pixelSize": 300},
                "fields": "pixelSize",
            }
        },
        {"mergeCells": {"range": box(4, 0, 5, 2), "mergeType": "MERGE_ALL"}},
        {
            "updateSheetProperties": {
                "properties": {"sheetId": 0, "gridProperties": {"frozenRowCount": 1}},
                "fields": "gridProperties.frozenRowCount",
            }
        },
    )
    path = f"/drive/v3/files/{sheet.id}/export"
    content = sheet.workspace.call("GET", path, params={"mimeType": XLSX}).content
    page = openpyxl.load_workbook(io.BytesIO(content))["Sheet1"]
    assert (page["A2"].value, page["A2"].data_type) == ("=1+2", "s")
    assert (page["A3"].value, page["A3"].data_type) == ("=B2*2", "f")
    assert page["A1"].font.b is True
    assert page["A1"].alignment.wrap_text is True
    assert page["B1"].number_format == "dd/mm/yyyy"
    assert page.freeze_panes == "A2"
    assert [str(merged) for merged in page.merged_cells.ranges] == ["A5:B5"]
    assert page.column_dimensions["A"].width > 2 * page.column_dimensions["B"].width


def test_csv_is_the_first_sheet_as_it_is_seen(sheet) -> None:
    sheet.write("A1", [["a, b", 0.5], ["=1+2"]])
    path = f"/drive/v3/files/{sheet.id}/export"
    answer = sheet.workspace.call("GET", path, params={"mimeType": "text/csv"})
    assert answer.content.decode() == '"a, b",0.5\r\n=1+2,'


def test_a_copied_file_is_a_spreadsheet_of_its_own(sheet) -> None:
    sheet.write("A1", [["gốc"]])
    made = sheet.workspace.post(f"/drive/v3/files/{sheet.id}/copy", {"name": "Bản sao"})
    path = f"/v4/spreadsheets/{made['id']}"
    values = {"values": [["của bản sao"]]}
    sheet.workspace.call("PUT", f"{path}/values/A1?valueInputOption=RAW", values)
    assert sheet.read("A1") == [["gốc"]]
    assert sheet.workspace.get(path)["properties"]["title"] == "Bản sao"


def test_a_sheet_is_copied_into_another_spreadsheet(sheet, workspace) -> None:
    sheet.write("A1", [["=1+2", 5]])
    other = workspace.post("/v4/spreadsheets", {})["spreadsheetId"]
    body = {"destinationSpreadsheetId": other}
    made = workspace.post(f"{sheet.path}/sheets/0:copyTo", body)
    assert (made["title"], made["index"]) == ("Copy of Sheet1", 1)
    path = f"/v4/spreadsheets/{other}/values/'Copy of Sheet1'"
    assert workspace.get(path)["values"] == [["=1+2", "5"]]


def test_the_page_shows_formatted_values(tmp_path) -> None:
    from local_workspace.sheets import store
    from local_workspace.sheets.cells import write
    from local_workspace.sheets.view import tables
    from local_workspace.state import State

    state = State(tmp_path)
    book = store.new_book(state, "x", {"locale": "vi_VN"})
    write(book, book.first, 0, 0, 8.5, typed=False)
    write(book, book.first, 1, 1, "=1+2", typed=True)
    book.engine.evaluate()
    store.save(state, book)
    assert tables(state, "x") == [("Sheet1", [["8,5"], ["", "3"]])]
    state.close()
