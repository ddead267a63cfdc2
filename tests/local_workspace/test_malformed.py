"""What is no proper HTTP, and what would cost too much: answered at once, and nothing changes."""

from __future__ import annotations

import base64
import json
import socket
import time
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

SHEETS = "/v4/spreadsheets"
ENDLESS = "regular expressions that take more than two seconds"
CELLS = (
    "This action would increase the number of cells in the workbook "
    "above the limit of 10000000 cells."
)


def sent(workspace, content: bytes, *, closes: bool = False) -> bytes:
    """Send bytes as they are and return all that comes back within the server's own time."""
    address = urlsplit(workspace.base)
    with socket.create_connection((address.hostname, address.port), timeout=5) as line:
        with suppress(OSError):  # a server that has refused already hangs up
            line.sendall(content)
            if closes:
                line.shutdown(socket.SHUT_WR)
        taken = b""
        with suppress(ConnectionResetError):
            while piece := line.recv(65536):
                taken += piece
        return taken


def post(path: str, body: bytes, *headers: str) -> bytes:
    lines = (f"POST {path} HTTP/1.1", "Host: x", "Connection: close", *headers)
    return "\r\n".join((*lines, "", "")).encode() + body


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /v4 HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nA B: c\r\n\r\n",
        post("/v4/spreadsheets", b"{}", "Content-Length: -1"),
        post("/v4/spreadsheets", b"{}", "Content-Length: two"),
        post("/v4/spreadsheets", b"zz\r\n{}\r\n", "Transfer-Encoding: chunked"),
    ],
)
def test_what_is_no_http_is_refused(workspace, content):
    assert sent(workspace, content, closes=True).startswith(b"HTTP/1.1 4")
    assert workspace.get("/_local/health") == {"ok": True}


def test_head_without_end_is_cut_off(workspace):
    endless = b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 1_000_000
    answer = sent(workspace, endless, closes=True)
    assert answer[:10] in (b"", b"HTTP/1.1 4")  # what it said may be lost when it hangs up
    assert workspace.get("/_local/health") == {"ok": True}


def test_body_that_is_shorter_than_announced_is_no_call(workspace):
    sent(workspace, post(SHEETS, b"{}", "Content-Length: 50"), closes=True)
    assert workspace.get("/drive/v3/files") == {
        "kind": "drive#fileList",
        "incompleteSearch": False,
        "files": [],
    }


def test_chunked_body_is_read_whole(workspace):
    pieces = (b'{"prop', b'erties":{"title":"Danh"}}', b"")
    content = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    answer = sent(workspace, post(SHEETS, content, "Transfer-Encoding: chunked"))
    assert answer.startswith(b"HTTP/1.1 200")
    assert [file["name"] for file in workspace.get("/drive/v3/files")["files"]] == ["Danh"]


@pytest.mark.parametrize("host", ["evil.example.com", "127.0.0.1", "\xff", "a/b", ""])
def test_host_does_not_matter(workspace, host):
    lines = f"GET /v4/nothing HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    assert sent(workspace, lines.encode("latin-1")).startswith(b"HTTP/1.1 404")


@pytest.mark.parametrize(
    "target",
    ["/../../etc/passwd", "/v4/%2e%2e/%2e%2e/etc", "/v4/spreadsheets/..%2f..", "//v4", "/v4//x"],
)
def test_path_that_climbs_leads_nowhere(workspace, target):
    answer = sent(
        workspace, f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
    )
    assert answer.startswith(b"HTTP/1.1 404")


@pytest.mark.parametrize("query", ["%ff=%ff", "q=%00", "&&&=", "a=%zz", "q=" + "(" * 50_000])
def test_query_of_any_bytes_is_answered(workspace, query):
    assert workspace.call("GET", f"/drive/v3/files?{query}").status_code in (200, 400)


@pytest.mark.parametrize("body", [b"[" * 1_000_000, b'{"a":' * 200_000, b"\xff" * 1_000_000])
def test_endless_json_is_refused_at_once(workspace, body):
    answer = workspace.call("POST", SHEETS, data=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith("Invalid JSON payload received. ")


@pytest.fixture
def book(workspace) -> str:
    """A spreadsheet with one sheet of 1000 x 26."""
    return f"{SHEETS}/{workspace.post(SHEETS, {})['spreadsheetId']}"


def refused(workspace, book: str, *requests: dict) -> str:
    """Send a batchUpdate that must be refused, hold that nothing changed, return the message."""
    before = workspace.call("GET", book, params={"includeGridData": "true"}).text
    answer = workspace.call("POST", f"{book}:batchUpdate", {"requests": list(requests)})
    assert workspace.call("GET", book, params={"includeGridData": "true"}).text == before
    assert answer.status_code == 400, answer.text
    return answer.json()["error"]["message"].partition(": ")[2]


@pytest.mark.parametrize(
    "size",
    [{"rowCount": 10_000_001, "columnCount": 1}, {"rowCount": 2**31 - 1}, {"columnCount": 18_000}],
)
def test_sheet_beyond_ten_million_cells_is_refused(workspace, book, size):
    assert refused(workspace, book, {"addSheet": {"properties": {"gridProperties": size}}}) == CELLS


def test_spreadsheet_beyond_ten_million_cells_is_not_made(workspace):
    sheet = {"properties": {"gridProperties": {"rowCount": 10_000_001, "columnCount": 1}}}
    assert workspace.post(SHEETS, {"sheets": [sheet]})["error"]["message"] == CELLS
    assert workspace.get("/drive/v3/files")["files"] == []


@pytest.mark.parametrize(
    "request_",
    [
        {"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 10**9}},
        {
            "insertDimension": {
                "range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 1, "endIndex": 10**9}
            }
        },
        {
            "updateSheetProperties": {
                "properties": {"sheetId": 0, "gridProperties": {"rowCount": 10**9}},
                "fields": "gridProperties.rowCount",
            }
        },
    ],
)
def test_rows_beyond_ten_million_cells_are_refused(workspace, book, request_):
    assert refused(workspace, book, request_) == CELLS


@pytest.mark.parametrize("kind", ["repeatCell", "updateBorders", "sortRange", "copyPaste"])
def test_range_beyond_the_grid_costs_nothing(workspace, book, kind):
    sides = ("startRowIndex", "startColumnIndex", "endRowIndex", "endColumnIndex")
    range_ = dict(zip(sides, (30, 11, 2**31 - 1, 2**31 - 1), strict=True))
    content = {
        "repeatCell": {"range": range_, "fields": "*", "cell": {"note": "x"}},
        "updateBorders": {"range": range_, "top": {"style": "SOLID"}},
        "sortRange": {"range": range_, "sortSpecs": [{"dimensionIndex": 11}]},
        "copyPaste": {"source": range_, "destination": range_},
    }[kind]
    answer = workspace.call("POST", f"{book}:batchUpdate", {"requests": [{kind: content}]})
    assert answer.status_code in (200, 400)


def test_two_hundred_and_first_sheet_is_refused(workspace, book):
    small = {"addSheet": {"properties": {"gridProperties": {"rowCount": 1, "columnCount": 1}}}}
    workspace.post(f"{book}:batchUpdate", {"requests": [small] * 199})
    assert refused(workspace, book, small) == (
        "This action would increase the number of sheets in the workbook "
        "above the limit of 200 sheets."
    )


@pytest.mark.parametrize("value", ["x" * 50_001, "=" + "1+" * 25_001 + "1"])
def test_cell_of_more_than_50000_characters_is_refused(workspace, book, value):
    for option in ("RAW", "USER_ENTERED"):
        answer = workspace.call(
            "PUT",
            f"{book}/values/A1",
            {"values": [[value]]},
            params={"valueInputOption": option},
        )
        assert answer.status_code == 400
    kind = "formulaValue" if value[0] == "=" else "stringValue"
    cell = {"rows": [{"values": [{"userEnteredValue": {kind: value}}]}], "fields": "*"}
    message = refused(workspace, book, {"updateCells": {**cell, "start": {"sheetId": 0}}})
    assert (
        message == "Your input contains more than the maximum of 50000 characters in a single cell."
    )


@pytest.mark.parametrize(
    "formula",
    [
        *("=" + "(" * 24_000 + "1" + ")" * 24_000, "=" + "-" * 20_000 + "1", "=" + "IF(1," * 9_000),
        *("=" + "1^" * 24_000 + "1", "=A1", "=SUM(A:ZZ)", "={" + "1;" * 9_000 + "1}"),
    ],
)
def test_formula_however_deep_is_answered(workspace, book, formula):
    params = {"valueInputOption": "USER_ENTERED"}
    answer = workspace.call("PUT", f"{book}/values/A1", {"values": [[formula]]}, params=params)
    assert answer.status_code == 200
    assert workspace.call("GET", f"{book}/values/A1").status_code == 200


@pytest.mark.parametrize("range_", ["A1:ZZZ10000000", "A1:A99999999", "ZZZ1:ZZZ9", "A10000000"])
def test_range_however_large_is_answered(workspace, book, range_):
    for verb, path, body in (
        ("GET", f"/values/{range_}", None),
        ("PUT", f"/values/{range_}?valueInputOption=RAW", {"values": [[1]]}),
        ("POST", f"/values/{range_}:clear", {}),
        ("POST", f"/values/{range_}:append?valueInputOption=RAW", {"values": [[1]]}),
        ("GET", f"?ranges={range_}&includeGridData=true", None),
    ):
        assert workspace.call(verb, book + path, body).status_code in (200, 400)


def test_search_that_never_ends_is_named(workspace, book):
    params = {"valueInputOption": "RAW"}
    workspace.call("PUT", f"{book}/values/A1", {"values": [["a" * 60 + "b"]]}, params=params)
    find = {"find": "(a+)+$", "replacement": "", "searchByRegex": True, "allSheets": True}
    started = time.monotonic()
    answer = workspace.call("POST", f"{book}:batchUpdate", {"requests": [{"findReplace": find}]})
    assert time.monotonic() - started < 20
    assert (answer.status_code, answer.json()["error"]["message"]) == (
        501,
        f"The local workspace does not have {ENDLESS} yet.",
    )
    assert workspace.get(f"{book}/values/A1")["values"] == [["a" * 60 + "b"]]


@pytest.mark.parametrize("find", ["(", "a{2,1}", "(?<a", "(" * 5_000])
def test_pattern_that_cannot_be_read_is_refused(workspace, book, find):
    content = {"find": find, "replacement": "", "searchByRegex": True, "allSheets": True}
    message = refused(workspace, book, {"findReplace": content})
    assert message.startswith("Invalid regular expression")


@pytest.mark.parametrize(
    "letter",
    [
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
            for n in range(2_000)
        ),
        b"Content-Type: message/rfc822\r\n\r\n" * 2_000,
        b"Subject: " + b"=?utf-8?q?" * 20_000,
        b"To: " + b"(" * 50_000,
        b"Content-Type: text/html\r\n\r\n" + b"<" * 300_000,
        b"\x00" * 1_000,
    ],
)
def test_letter_of_any_depth_is_answered(workspace, letter):
    raw = base64.urlsafe_b64encode(letter).decode()
    started = time.monotonic()
    answer = workspace.call("POST", "/gmail/v1/users/me/messages", {"raw": raw})
    assert answer.status_code in (200, 400)
    if answer.status_code == 200:
        for form in ("full", "metadata", "raw"):
            path = f"/gmail/v1/users/me/messages/{answer.json()['id']}?format={form}"
            assert workspace.call("GET", path).status_code == 200
    assert time.monotonic() - started < 20


def test_error_is_indented_and_ends_with_a_new_line(workspace):
    answer = workspace.call("GET", f"{SHEETS}/nothing")
    assert answer.text == json.dumps(answer.json(), indent=2) + "\n"
