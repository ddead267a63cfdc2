"""What the checking mode takes for a wrong answer, on answers drawn here."""

from __future__ import annotations

import subprocess
import sys

import pytest

from local_workspace import discovery
from local_workspace.conformity import faults
from local_workspace.dispatch import Dispatcher
from local_workspace.incoming import Incoming
from local_workspace.service import HANDLERS, Answer, Handler
from local_workspace.state import State

GET_SHEET = discovery.match("GET", "/v4/spreadsheets/S").method
GET_VALUES = discovery.match("GET", "/v4/spreadsheets/S/values/A1").method
GET_FILE = discovery.match("GET", "/drive/v3/files/F").method
DELETE_FILE = discovery.match("DELETE", "/drive/v3/files/F").method
GET_MESSAGE = discovery.match("GET", "/gmail/v1/users/me/messages/M").method
LIST_FILTERS = discovery.match("GET", "/gmail/v1/users/me/settings/filters").method
GET_FORM = discovery.match("GET", "/v1/forms/F").method


@pytest.mark.parametrize(
    ("method", "content", "wrong"),
    [
        (GET_SHEET, {"spreadsheetId": "S", "sheets": [{"properties": {"sheetId": 0}}]}, []),
        (GET_SHEET, {"sheetz": []}, ["sheetz: no such field"]),
        (GET_SHEET, {"sheets": {}}, ["sheets: {} is not an array"]),
        (
            GET_SHEET,
            {"sheets": [{}, {"properties": {"sheetId": "0"}}]},
            ["sheets[1].properties.sheetId: '0' is not int32"],
        ),
        (
            GET_SHEET,
            {"sheets": [{"properties": {"sheetType": "TABLE"}}]},
            ["sheets[0].properties.sheetType: 'TABLE' is not one of the enum"],
        ),
        (GET_SHEET, {"properties": None}, ["properties: None is not an object"]),
        (GET_VALUES, {"values": [["a", 1, None, True]]}, []),
        (GET_VALUES, {"values": ["a"]}, ["values[0]: 'a' is not an array"]),
        (GET_FILE, {"size": "12", "createdTime": "2023-04-20T00:30:00.000Z"}, []),
        (GET_FILE, {"size": 12}, ["size: 12 is not int64"]),
        (GET_FILE, {"createdTime": "20/4/2023"}, ["createdTime: '20/4/2023' is not date-time"]),
        (GET_FILE, {"properties": {"unit": "CNA"}}, []),
        (GET_FILE, {"properties": {"unit": 1}}, ["properties.unit: 1 is not string"]),
        (GET_FILE, {"trashed": 0}, ["trashed: 0 is not boolean"]),
        (GET_MESSAGE, {"historyId": "18446744073709551615", "raw": "4bqj_-=="}, []),
        (
            GET_MESSAGE,
            {"historyId": "18446744073709551616", "raw": "?"},
            ["historyId: '18446744073709551616' is not uint64", "raw: '?' is not byte"],
        ),
        (
            GET_FORM,
            {"items": [{"questionGroupItem": {"questions": [{"rowQuestion": 1}]}}]},
            ["items[0].questionGroupItem.questions[0].rowQuestion: 1 is not an object"],
        ),
    ],
)
def test_field_that_the_document_does_not_describe_so_is_named(method, content, wrong):
    assert faults(method, Answer(content=content)) == wrong


@pytest.mark.parametrize(
    ("method", "answer", "wrong"),
    [
        (DELETE_FILE, Answer(204), []),
        (DELETE_FILE, Answer(content={}), [": 200 with a body, the method has no response"]),
        (LIST_FILTERS, Answer(204), []),
        (GET_MESSAGE, Answer(204), [": status 204 for a method whose response is Message"]),
        (GET_FILE, Answer(204), [": status 204 for a method whose response is File"]),
    ],
)
def test_status_follows_from_whether_the_method_has_a_response(method, answer, wrong):
    assert faults(method, answer) == wrong


@pytest.mark.parametrize(
    ("method", "error", "wrong"),
    [
        (GET_SHEET, {"code": 404, "message": "Gone.", "status": "NOT_FOUND"}, []),
        (
            GET_SHEET,
            {"code": 404, "message": "Gone."},
            ["error.status: None is not a canonical status"],
        ),
        (
            GET_FILE,
            {
                "code": 404,
                "message": "Gone.",
                "errors": [{"message": "Gone.", "reason": "notFound"}],
            },
            [],
        ),
        (
            GET_FILE,
            {"code": 404, "message": "Gone."},
            ["error.errors: None is not a list of entries"],
        ),
        (
            GET_FILE,
            {"code": 400, "message": "", "errors": [{"reason": "x"}], "hint": 1},
            [
                "error.hint: no such field",
                "error.code: 400 in an answer of status 404",
                "error.message: '' is not a message",
                "error.errors: {'reason': 'x'} is not an entry",
            ],
        ),
    ],
)
def test_error_has_the_shape_of_its_api(method, error, wrong):
    assert faults(method, Answer(404, {"error": error})) == wrong


def test_wrong_answer_becomes_a_500_and_is_written_down_and_changes_nothing(tmp_path, monkeypatch):
    def wrong(call):
        call.state.put("file", "F", {})
        return {"kind": 3}

    monkeypatch.setitem(HANDLERS, "drive.about.get", Handler(wrong, None, frozenset()))
    state, told = State(tmp_path), tmp_path / "wrong.txt"
    try:
        server = Dispatcher(state, "http://127.0.0.1", told)
        answer = server.answer(Incoming("GET", "/drive/v3/about", {}, {}, b""))
        line = "drive.about.get /drive/v3/about: kind: 3 is not string"
        assert (answer.status, answer.content["error"]["message"]) == (500, line)
        assert told.read_text() == f"{line}\n"
        assert state.get("file", "F") is None
    finally:
        state.close()


def test_unasked_no_answer_is_looked_at(tmp_path, monkeypatch):
    monkeypatch.setitem(
        HANDLERS, "drive.about.get", Handler(lambda _: {"kind": 3}, None, frozenset())
    )
    state = State(tmp_path)
    try:
        server = Dispatcher(state, "http://127.0.0.1")
        answer = server.answer(Incoming("GET", "/drive/v3/about", {}, {}, b""))
        assert (answer.status, answer.content) == (200, {"kind": 3})
    finally:
        state.close()


def test_help_names_the_mode():
    told = subprocess.run(
        [sys.executable, "-m", "local_workspace", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "--check-answers FILE" in told.stdout
