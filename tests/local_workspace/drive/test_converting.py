"""Uploads that become Google documents, and Google documents in other types."""

from __future__ import annotations

import io

import pytest
from docx import Document

FILES = "/drive/v3/files"
NATIVE = "application/vnd.google-apps."
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def convert(workspace):
    """What uploads content that is to become a Google document; gives the answer."""

    def upload(content: bytes, kind: str, native: str, name: str = "Sổ.csv"):
        parts = [
            b"--b\r\nContent-Type: application/json\r\n\r\n",
            f'{{"name": "{name}", "mimeType": "{NATIVE}{native}"}}'.encode(),
            f"\r\n--b\r\nContent-Type: {kind}\r\n\r\n".encode() + content + b"\r\n--b--",
        ]
        headers = {"Content-Type": "multipart/related; boundary=b"}
        path = f"/upload{FILES}?uploadType=multipart"
        return workspace.call("POST", path, data=b"".join(parts), headers=headers)

    return upload


def exported(workspace, file: str, kind: str):
    return workspace.call("GET", f"{FILES}/{file}/export", params={"mimeType": kind})


def values(workspace, file: str, place: str):
    path = f"/v4/spreadsheets/{file}/values/{place}?valueRenderOption=UNFORMATTED_VALUE"
    return workspace.get(path)["values"]


def test_csv_becomes_a_spreadsheet_and_comes_back(workspace, convert):
    made = convert('mã,điểm\r\n"a, b",0.5\r\n,=1+2\r\n'.encode(), "text/csv", "spreadsheet")
    file = made.json()["id"]
    assert values(workspace, file, "'Sổ'!A1:B3") == [["mã", "điểm"], ["a, b", 0.5], ["", 3]]
    assert exported(workspace, file, "text/csv").content.decode() == ('mã,điểm\r\n"a, b",0.5\r\n,3')
    tabs = exported(workspace, file, "text/tab-separated-values").content.decode()
    assert tabs == "mã\tđiểm\r\na, b\t0.5\r\n\t3"


def test_excel_becomes_a_spreadsheet_with_its_formats(workspace, drive):
    first = drive.make("gốc", mimeType=NATIVE + "spreadsheet")
    path = f"/v4/spreadsheets/{first}"
    body = {"values": [["=1+1", 0.25]]}
    workspace.call("PUT", f"{path}/values/A1?valueInputOption=USER_ENTERED", body)
    top = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0}
    merged = {"startRowIndex": 2, "endRowIndex": 4, "startColumnIndex": 0, "endColumnIndex": 2}
    bold = {
        "range": top | {"endColumnIndex": 1},
        "cell": {"userEnteredFormat": {"textFormat": {"bold": True}}},
        "fields": "userEnteredFormat",
    }
    requests = [
        {"repeatCell": bold},
        {"mergeCells": {"range": merged | {"sheetId": 0}}},
        {"addNamedRange": {"namedRange": {"name": "Diem", "range": top | {"endColumnIndex": 2}}}},
        {"addSheet": {"properties": {"title": "Hai"}}},
    ]
    assert workspace.call("POST", f"{path}:batchUpdate", {"requests": requests}).status_code == 200
    blob = drive.upload(exported(workspace, first, EXCEL).content, "x.xlsx", EXCEL)
    copied = workspace.post(f"{FILES}/{blob}/copy", {"mimeType": NATIVE + "spreadsheet"})["id"]
    cells = "userEnteredValue,userEnteredFormat.textFormat.bold"
    fields = f"namedRanges(name),sheets(properties.title,merges,data.rowData.values({cells}))"
    shown = workspace.get(f"/v4/spreadsheets/{copied}?fields={fields}")
    assert shown["namedRanges"] == [{"name": "Diem"}]
    sheet, second = shown["sheets"]
    assert second["properties"]["title"] == "Hai"
    assert sheet["merges"] == [merged]
    assert sheet["data"][0]["rowData"][0]["values"][:2] == [
        {
            "userEnteredValue": {"formulaValue": "=1+1"},
            "userEnteredFormat": {"textFormat": {"bold": True}},
        },
        {"userEnteredValue": {"numberValue": 0.25}},
    ]


def test_upload_into_a_spreadsheet_replaces_what_was_there(workspace, drive):
    made = drive.make("Sổ", mimeType=NATIVE + "spreadsheet")
    assert drive.put(made, b"1,2\r\n", "text/csv").status_code == 200
    assert values(workspace, made, "A1:B1") == [[1, 2]]
    assert drive.get(made, "mimeType") == {"mimeType": NATIVE + "spreadsheet"}


def test_words_become_a_document_and_come_back(workspace, convert, drive):
    made = convert("Một\r\nHai".encode(), "text/plain", "document", "Văn bản").json()["id"]
    plain = exported(workspace, made, "text/plain").content
    assert plain == "\ufeffMột\r\nHai".encode()
    word = exported(workspace, made, WORD).content
    assert [p.text for p in Document(io.BytesIO(word)).paragraphs] == ["Một", "Hai"]
    again = convert(word, WORD, "document", "Bản hai").json()["id"]
    assert exported(workspace, again, "text/plain").content == plain
    assert drive.names("fullText contains 'hai'") == ["Bản hai", "Văn bản"]


def test_conversions_that_google_has_not_are_400_and_ours_to_come_501(workspace, convert, drive):
    assert convert(b"x", "image/png", "spreadsheet").status_code == 400
    assert convert(b"x", "application/pdf", "document").status_code == 501
    assert convert(b"x", EXCEL, "spreadsheet").status_code == 400
    made = drive.make(mimeType=NATIVE + "spreadsheet")
    refused = exported(workspace, made, "image/png").json()["error"]
    assert (refused["code"], refused["message"]) == (
        400,
        "The requested conversion is not supported.",
    )
    assert exported(workspace, made, "application/pdf").status_code == 501


def test_export_is_for_googles_documents_only(workspace, drive, reason):
    blob = exported(workspace, drive.upload(b"x"), "text/plain")
    assert reason(blob) == (403, "fileNotExportable")
    missing = workspace.call("GET", f"{FILES}/{drive.make()}/export")
    assert reason(missing) == (400, "required")


def test_export_links_lead_to_the_export(workspace, drive):
    made = drive.make("Sổ", mimeType=NATIVE + "spreadsheet")
    link = drive.get(made, "exportLinks")["exportLinks"]["text/csv"]
    assert workspace.call("GET", link.removeprefix(workspace.base)).status_code == 200
