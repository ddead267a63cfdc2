"""A workbook downloaded from the address that its page in Sheets has."""

from __future__ import annotations

import pytest


@pytest.fixture
def book(workspace) -> str:
    """The address of a workbook of two sheets; the second one's id is 7."""
    sheets = [{"properties": {"title": "Một"}}, {"properties": {"title": "Hai", "sheetId": 7}}]
    body = {"properties": {"title": "Sổ"}, "sheets": sheets}
    made = workspace.post("/v4/spreadsheets", body)["spreadsheetId"]
    for title in ("Một", "Hai"):
        at = f"/v4/spreadsheets/{made}/values/{title}!A1?valueInputOption=RAW"
        workspace.call("PUT", at, {"values": [[title, "a,b"]]})
    return f"/spreadsheets/d/{made}/export"


@pytest.mark.parametrize(
    ("query", "text", "name"),
    [
        ("format=csv", 'Một,"a,b"', "S%E1%BB%95%20-%20M%E1%BB%99t.csv"),
        ("format=csv&gid=7", 'Hai,"a,b"', "S%E1%BB%95%20-%20Hai.csv"),
        ("exportFormat=tsv&gid=7", "Hai\ta,b", "S%E1%BB%95%20-%20Hai.tsv"),
    ],
)
def test_one_sheet_is_downloaded_as_text(workspace, book, query, text, name) -> None:
    answer = workspace.call("GET", f"{book}?{query}")
    assert answer.content.decode() == text
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{name}"


def test_the_whole_workbook_is_downloaded_as_excel_reads_it(workspace, book) -> None:
    assert workspace.call("GET", book).content[:4] == b"PK\x03\x04"


@pytest.mark.parametrize(
    ("query", "status"), [("format=csv&gid=8", 400), ("format=pdf", 501), ("format=ods", 501)]
)
def test_what_cannot_be_downloaded_is_refused(workspace, book, query, status) -> None:
    assert workspace.call("GET", f"{book}?{query}").status_code == status


def test_a_person_who_may_not_see_the_workbook_does_not_find_it(workspace, book) -> None:
    token = workspace.token_of("user2@example.com")
    assert workspace.call("GET", f"{book}?format=csv", token=token).status_code == 404
