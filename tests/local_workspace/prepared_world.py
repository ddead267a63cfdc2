"""A small populated workspace in the test's own process, to be put back as it was at will."""

from __future__ import annotations

import base64
import hashlib
import json
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import local_workspace.app  # noqa: F401 - registers every handler
from local_workspace.dispatch import Dispatcher
from local_workspace.incoming import Incoming
from local_workspace.sheets.engine import make_room_for_nesting
from local_workspace.state import State

BASE = "http://127.0.0.1:9"
LETTER = (
    "From: user1@example.com\r\nTo: me@example.com\r\nSubject: Thư 1\r\n\r\nXin chào\r\n".encode()
)
RAW = base64.urlsafe_b64encode(LETTER).decode()
OTHER = "user2@example.com"
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
LISTS = (
    *("/drive/v3/files", "/drive/v3/drives", "/drive/v3/changes/startPageToken"),
    *(f"/gmail/v1/users/me/{name}" for name in ("messages", "threads", "labels", "drafts")),
)
Json = dict[str, Any]


@dataclass
class World:
    """A server without a socket, its state, and by kind the ids of what is in it."""

    server: Dispatcher
    state: State
    origin: sqlite3.Connection
    ids: dict[str, list[Any]] = field(default_factory=dict)
    token: str = ""

    def restore(self) -> None:
        """Put everything back as it was when it was prepared."""
        self.origin.backup(self.state._database)
        self.forget()

    def forget(self) -> None:
        """Let the server forget what it holds in memory, as a restart does."""
        for forget in self.state.on_reset:
            forget()

    def digest(self) -> str:
        """Return a hash of everything that is kept."""
        taken = hashlib.sha256()
        database = self.state._database
        for (table,) in database.execute(TABLES).fetchall():
            for row in database.execute(f"SELECT * FROM {table} ORDER BY 1, 2"):
                taken.update(repr(row).encode("utf-8", "surrogatepass"))
        return taken.hexdigest()

    def call(self, verb: str, path: str, body: Any = None, **query: str) -> Any:
        """Make one call that must succeed; return its JSON."""
        content = b"" if body is None else json.dumps(body).encode()
        listed = {name: [value] for name, value in query.items()}
        answer = self.server.answer(Incoming(verb, path, listed, {}, content))
        assert answer.status < 300, answer
        return answer.content

    def as_read(self) -> Json:
        """Return what is there as the server gives it now: spreadsheets whole, and lists."""
        books = [f"/v4/spreadsheets/{key}" for key, _ in self.state.scan("spreadsheet")]
        forms = [f"/v1/forms/{key}" for key, _ in self.state.scan("form")]
        return {
            path: self.server.answer(Incoming("GET", path, query, {}, b"")).content
            for paths, query in ((books, {"includeGridData": ["true"]}), ((*forms, *LISTS), {}))
            for path in paths
        }


def prepared(folder: Path, wrong_answers: Path) -> World:
    """Make a workspace with two spreadsheets, a form, files, letters and a second person."""
    make_room_for_nesting()
    state = State(folder)
    server = Dispatcher(state, BASE, wrong_answers)
    world = World(server, state, sqlite3.connect(":memory:"))
    world.call("POST", "/_local/clock", {"now": "2023-04-20T07:30:00+07:00"})
    world.token = world.call("POST", "/_local/principals", {"email": OTHER})["token"]
    world.server.answer(
        Incoming("GET", "/drive/v3/files", {}, {"authorization": f"Bearer {world.token}"}, b"")
    )  # whose first visit makes their My Drive
    for prepare in (_files, _sheets, _forms, _mail):
        world.ids |= prepare(world)
    state._database.backup(world.origin)
    return world


def _files(world: World) -> dict[str, list[Any]]:
    create = "/drive/v3/files"
    folder_type = "application/vnd.google-apps.folder"
    folder = world.call("POST", create, {"name": "Hồ sơ", "mimeType": folder_type})["id"]
    blob = world.call("POST", create, {"name": "biên bản.txt", "parents": [folder]})["id"]
    bin_ = world.call("POST", create, {"name": "cũ"})["id"]
    world.call("PATCH", f"{create}/{bin_}", {"trashed": True})
    shared = world.call(
        "POST",
        f"{create}/{folder}/permissions",
        {"type": "user", "role": "writer", "emailAddress": OTHER},
        sendNotificationEmail="false",
    )["id"]
    drive = world.call("POST", "/drive/v3/drives", {"name": "Chung"}, requestId="r1")["id"]
    return {
        "fileId": [blob, folder, bin_, "root"],
        "permissionId": [shared, "anyoneWithLink"],
        "driveId": [drive],
    }


def _sheets(world: World) -> dict[str, list[Any]]:
    tabs = [
        {"properties": {"title": title, "gridProperties": {"rowCount": 12, "columnCount": 6}}}
        for title in ("Danh mục", "Đăng ký")
    ]
    tabs[1]["properties"]["sheetId"] = 7
    made = world.call("POST", "/v4/spreadsheets", {"properties": {"title": "Sổ"}, "sheets": tabs})
    book = made["spreadsheetId"]
    other = world.call("POST", "/v4/spreadsheets", {"properties": {"title": "Khác"}})
    rows = [["mã", "tên", "điểm"], ["a", "An", 1], ["b", "Bình", 2.5], ["a", "An", True]]
    rows.append(["=C2+C3", "=SUM(C:C)", "20/4/2023", "'x", "  y "])
    world.call(
        "PUT",
        f"/v4/spreadsheets/{book}/values/A1",
        {"values": rows},
        valueInputOption="USER_ENTERED",
    )
    box = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 4, "endColumnIndex": 3}
    low = {"sheetId": 0, "startRowIndex": 6, "endRowIndex": 9, "endColumnIndex": 3}
    far = {"sheetId": 7, "startRowIndex": 1, "endRowIndex": 4, "endColumnIndex": 2}
    run = {"sheetId": 7, "dimension": "ROWS", "startIndex": 5, "endIndex": 8}
    line = {**run, "endIndex": 6}
    rule = {"condition": {"type": "NOT_BLANK"}, "format": {"textFormat": {"bold": True}}}
    column = {"columnIndex": 0, "columnName": "Mã"}
    requests = [
        {"addNamedRange": {"namedRange": {"namedRangeId": "n1", "name": "Ten", "range": box}}},
        {"addProtectedRange": {"protectedRange": {"protectedRangeId": 3, "range": far}}},
        {"addFilterView": {"filter": {"filterViewId": 5, "title": "Lọc", "range": box}}},
        {"setBasicFilter": {"filter": {"range": box}}},
        {"addConditionalFormatRule": {"rule": {"ranges": [box], "booleanRule": rule}}},
        {
            "addBanding": {
                "bandedRange": {
                    "bandedRangeId": 4,
                    "range": far,
                    "rowProperties": {"firstBandColor": {"red": 1}},
                }
            }
        },
        {
            "addTable": {
                "table": {
                    "tableId": "8",
                    "name": "Bang",
                    "range": low,
                    "columnProperties": [column],
                }
            }
        },
        {"mergeCells": {"range": far, "mergeType": "MERGE_ROWS"}},
        {"addDimensionGroup": {"range": run}},
        {
            "createDeveloperMetadata": {
                "developerMetadata": {
                    "metadataId": 9,
                    "metadataKey": "khoa",
                    "visibility": "DOCUMENT",
                    "location": {"dimensionRange": line},
                }
            }
        },
        {
            "setDataValidation": {
                "range": {**far, "startColumnIndex": 2, "endColumnIndex": 4},
                "rule": {"condition": {"type": "BOOLEAN"}},
            }
        },
    ]
    world.call("POST", f"/v4/spreadsheets/{book}:batchUpdate", {"requests": requests})
    return {
        "spreadsheetId": [book, book, book, other["spreadsheetId"]],
        "sheetId": [0, 0, 0, 7],
        "namedRangeId": ["n1"],
        "protectedRangeId": [3],
        "filterViewId": [5],
        "filterId": [5],
        "bandedRangeId": [4],
        "tableId": ["8"],
        "metadataId": [9],
        "metadataKey": ["khoa"],
    }


def _forms(world: World) -> dict[str, list[Any]]:
    form = world.call("POST", "/v1/forms", {"info": {"title": "Phiếu"}})["formId"]
    choice = {"type": "RADIO", "options": [{"value": "Có"}, {"value": "Không"}]}
    grid = {"columns": {"type": "RADIO", "options": [{"value": "1"}]}}
    row = {"questionId": "00000003", "rowQuestion": {"title": "hàng"}}
    items = [
        {
            "itemId": "0000000a",
            "title": "Tên",
            "questionItem": {"question": {"questionId": "00000001", "textQuestion": {}}},
        },
        {
            "itemId": "0000000b",
            "title": "Chọn",
            "questionItem": {"question": {"questionId": "00000002", "choiceQuestion": choice}},
        },
        {"itemId": "0000000c", "title": "Trang", "pageBreakItem": {}},
        {
            "itemId": "0000000d",
            "title": "Lưới",
            "questionGroupItem": {"questions": [row], "grid": grid},
        },
    ]
    creates = [
        {"createItem": {"item": item, "location": {"index": place}}}
        for place, item in enumerate(items)
    ]
    world.call("POST", f"/v1/forms/{form}:batchUpdate", {"requests": creates})
    at = "2023-04-20T00:00:00Z"
    told = {"questionId": "00000001", "textAnswers": {"answers": [{"value": "An"}]}}
    response = {
        "responseId": "r1",
        "createTime": at,
        "lastSubmittedTime": at,
        "answers": {"00000001": told},
    }
    seed = {"seed": "forms.responses", "formId": form, "responses": [response]}
    world.call("POST", "/_local/seed", seed)
    return {
        "formId": [form],
        "responseId": ["r1"],
        "itemId": ["0000000a", "0000000b", "0000000c", "0000000d"],
        "questionId": ["00000001", "00000002", "00000003"],
    }


def _mail(world: World) -> dict[str, list[Any]]:
    me = "/gmail/v1/users/me"
    label = world.call("POST", f"{me}/labels", {"name": "Thi đua"})["id"]
    letters = [
        world.call("POST", f"{me}/messages", {"raw": RAW, "labelIds": labels})
        for labels in (["INBOX", "UNREAD"], [label], ["TRASH"])
    ]
    draft = world.call("POST", f"{me}/drafts", {"message": {"raw": RAW}})["id"]
    return {
        "labelId": [label, "INBOX", "UNREAD", "STARRED", "TRASH"],
        "messageId": [letter["id"] for letter in letters],
        "threadId": [letter["threadId"] for letter in letters],
        "draftId": [draft],
    }
