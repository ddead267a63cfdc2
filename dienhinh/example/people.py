"""A person at the local workspace: signs in, fills forms in, types into workbooks, reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import requests

from dienhinh.example.form_page import Answers, FormPage, PageError, read_confirmation, read_page

Cell = str | int | float | bool | None
"""What a cell shows when read unformatted."""

# (connect, read) seconds: the local workspace answers one request at a time.
TIMEOUT = (5, 60)


class Person:
    """Somebody with an address, acting over plain HTTP with nothing but that address's rights."""

    def __init__(self, email: str, base_url: str) -> None:
        """Sign in at the local workspace under `base_url`."""
        self.email = email
        self._base = base_url.rstrip("/")
        self._http = requests.Session()
        given = self._http.post(
            f"{self._base}/_local/principals", json={"email": email}, timeout=TIMEOUT
        )
        given.raise_for_status()
        self._http.headers["Authorization"] = f"Bearer {given.json()['token']}"

    # Forms

    def open_form(self, address: str) -> FormPage:
        """Open a form by its link, a prefilled or an editing one as well.

        Raises:
            PageError: there is no form for this person at that address; the text says why.
        """
        answer = self._http.get(address, timeout=TIMEOUT)
        return read_page(answer.text, answer.url)

    def fill_in(self, address: str, answers: Answers) -> str:
        """Answer a form by the titles of its questions; gives the link that edits the answer.

        Raises:
            PageError: a question is not asked, an option is not there, or the form refuses.
        """
        page = self.open_form(address)
        sent = self._http.post(page.action, data=page.filled_in(answers), timeout=TIMEOUT)
        try:
            return read_confirmation(sent.text, sent.url)
        except PageError as refusal:
            raise PageError(f"{self.email}, {address}: {refusal}") from refusal

    def edit_answer(self, edit_address: str, answers: Answers) -> str:
        """Change some answers of a form already sent; the others stay as they were."""
        return self.fill_in(edit_address, answers)

    # Workbooks

    def read(self, workbook: str, sheet: str) -> list[list[Cell]]:
        """Read a sheet, unformatted: its rows, trailing blanks left out."""
        answer = self._get(
            f"/v4/spreadsheets/{workbook}/values/{_range(sheet)}",
            valueRenderOption="UNFORMATTED_VALUE",
        )
        rows: list[list[Cell]] = answer.get("values", [])
        return rows

    def read_shown(self, workbook: str, sheet: str) -> list[list[str]]:
        """Read a sheet as it shows on the screen: dates and numbers in their formats."""
        answer = self._get(
            f"/v4/spreadsheets/{workbook}/values/{_range(sheet)}",
            valueRenderOption="FORMATTED_VALUE",
        )
        rows: list[list[str]] = answer.get("values", [])
        return rows

    def table(self, workbook: str, sheet: str) -> list[dict[str, Cell]]:
        """Read a sheet as its rows by column title; blank cells are None."""
        header, *rows = self.read(workbook, sheet) or [[]]
        return [{str(title): _shown(row, i) for i, title in enumerate(header)} for row in rows]

    def type_into(
        self, workbook: str, sheet: str, row: tuple[str, str], column: str, text: str
    ) -> None:
        """Type into the cell under `column` in the row that has a text under another title.

        `row` is (title of the column to look in, text that stands there), a code for one.

        Raises:
            LookupError: there is no such column or row.
            requests.HTTPError: the cell may not be written by this person.
        """
        grid = self.read(workbook, sheet)
        number = _find_row(grid, *row)
        self._put(workbook, f"{_range(sheet)}!{_letters(_column(grid, column))}{number}", [[text]])

    def add_row(self, workbook: str, sheet: str, cells: Mapping[str, str]) -> None:
        """Type a new row below the last one, cell by cell under the given column titles."""
        grid = self.read(workbook, sheet)
        for column, text in cells.items():
            place = f"{_letters(_column(grid, column))}{len(grid) + 1}"
            self._put(workbook, f"{_range(sheet)}!{place}", [[text]])

    def sort(self, workbook: str, sheet: str, column: str, *, descending: bool = False) -> None:
        """Sort all rows below the header by one column, as a person does with the mouse."""
        grid = self.read(workbook, sheet)
        about = self._get(f"/v4/spreadsheets/{workbook}", fields="sheets.properties")
        properties = next(
            each["properties"] for each in about["sheets"] if each["properties"]["title"] == sheet
        )
        area = {
            "sheetId": properties["sheetId"],
            "startRowIndex": 1,
            "endRowIndex": len(grid),
            "startColumnIndex": 0,
            "endColumnIndex": len(grid[0]),
        }
        order = {
            "dimensionIndex": _column(grid, column),
            "sortOrder": "DESCENDING" if descending else "ASCENDING",
        }
        request = {"sortRange": {"range": area, "sortSpecs": [order]}}
        self._send("POST", f"/v4/spreadsheets/{workbook}:batchUpdate", json={"requests": [request]})

    # Files

    def files(self, query: str) -> list[dict[str, Any]]:
        """List the files that this person sees and that match a Drive query: id, name, checksum."""
        found = self._get(
            "/drive/v3/files",
            q=query,
            pageSize="1000",
            fields="files(id,name,mimeType,parents,md5Checksum)",
            supportsAllDrives="true",
            includeItemsFromAllDrives="true",
        )
        files: list[dict[str, Any]] = found["files"]
        return files

    def download(self, file: str) -> bytes:
        """Download a file's bytes."""
        return self._send("GET", f"/drive/v3/files/{file}", params={"alt": "media"}).content

    def export(self, file: str, mime_type: str) -> bytes:
        """Export a workbook in another format."""
        return self._send(
            "GET", f"/drive/v3/files/{file}/export", params={"mimeType": mime_type}
        ).content

    def form_address(self, form: str) -> str:
        """Find the link of a form by which respondents open it."""
        return str(self._get(f"/v1/forms/{form}", fields="responderUri")["responderUri"])

    def count_responses(self, form: str) -> int:
        """Count the answers that a form holds."""
        return len(self._get(f"/v1/forms/{form}/responses", pageSize="5000").get("responses", []))

    def _put(self, workbook: str, place: str, values: Sequence[Sequence[str]]) -> None:
        self._send(
            "PUT",
            f"/v4/spreadsheets/{workbook}/values/{place}",
            params={"valueInputOption": "USER_ENTERED"},
            json={"values": values},
        )

    def _get(self, path: str, **query: str) -> dict[str, Any]:
        answer: dict[str, Any] = self._send("GET", path, params=query).json()
        return answer

    def _send(self, method: str, path: str, **how: Any) -> requests.Response:
        answer = self._http.request(method, f"{self._base}{path}", timeout=TIMEOUT, **how)
        if answer.status_code >= requests.codes.bad_request:
            said = f"{answer.status_code} {method} {path} by {self.email}: {answer.text}"
            raise requests.HTTPError(said, response=answer)
        return answer


def _range(sheet: str) -> str:
    quoted = sheet.replace("'", "''")
    return quote(f"'{quoted}'", safe="")


def _column(grid: Sequence[Sequence[Cell]], title: str) -> int:
    header = grid[0] if grid else []
    if title not in header:
        raise LookupError(f"no column “{title}” among {header}")
    return header.index(title)


def _find_row(grid: Sequence[Sequence[Cell]], title: str, text: str) -> int:
    column = _column(grid, title)
    found = [
        number
        for number, row in enumerate(grid[1:], start=2)
        if column < len(row) and row[column] == text
    ]
    if len(found) != 1:
        raise LookupError(f"{len(found)} rows with “{text}” under “{title}”")
    return found[0]


def _shown(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) and row[column] != "" else None


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
