"""Many clients at once: each call is answered as if it had come alone, and none is lost."""

from __future__ import annotations

import base64
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import Any

import requests

FILES = "/drive/v3/files"
DRAFTS = "/gmail/v1/users/me/drafts"
CLIENTS = 6


def together(workspace, act: Callable[[requests.Session, int], Any]) -> list[Any]:
    """Let six clients act at once, each on a line of its own; gives what they return."""

    def client(number: int) -> Any:
        with requests.Session() as session:
            session.trust_env = False
            return act(session, number)

    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(client, range(CLIENTS)))


def post(session, workspace, path, body=None):
    return session.post(workspace.base + path, json=body, timeout=60)


def test_rows_that_are_appended_at_once_stand_each_in_a_place_of_its_own(workspace):
    sheet = post(workspace.session, workspace, "/v4/spreadsheets", {}).json()["spreadsheetId"]
    values = f"/v4/spreadsheets/{sheet}/values/A1"

    def append(session, client):
        address = f"{values}:append?valueInputOption=RAW"
        rows = [[[client, row]] for row in range(8)]
        answers = [post(session, workspace, address, {"values": row}).json() for row in rows]
        return [answer["updates"]["updatedRange"] for answer in answers]

    places = list(chain(*together(workspace, append)))
    assert len(set(places)) == CLIENTS * 8
    rows = workspace.get(f"/v4/spreadsheets/{sheet}/values/A1:B100")["values"]
    assert sorted(rows) == [[str(c), str(r)] for c in range(CLIENTS) for r in range(8)]
    for client in range(CLIENTS):
        assert [row for row in rows if row[0] == str(client)] == [
            [str(client), str(row)] for row in range(8)
        ]


def test_files_made_at_once_have_an_id_each_and_one_place_in_the_changes(workspace):
    def create(session, client):
        return [
            post(session, workspace, FILES, {"name": f"{client}/{n}"}).json()["id"]
            for n in range(10)
        ]

    made = list(chain(*together(workspace, create)))
    changes = workspace.get("/drive/v3/changes?pageToken=1&pageSize=1000")["changes"]
    assert len(set(made)) == CLIENTS * 10
    assert sorted(change["fileId"] for change in changes) == sorted(made)


def test_one_of_many_wins_what_there_is_once(workspace):
    reserved = workspace.get(f"{FILES}/generateIds?count=1")["ids"][0]
    raw = base64.urlsafe_b64encode(b"To: a@example.com\r\nSubject: x\r\n\r\nx").decode()
    draft = workspace.post(DRAFTS, {"message": {"raw": raw}})["id"]
    sheet = workspace.post("/v4/spreadsheets", {})["spreadsheetId"]
    fence = {"requests": [{"addSheet": {"properties": {"sheetId": 7, "title": "hàng rào"}}}]}

    def grasp(session, _client):
        return (
            post(session, workspace, FILES, {"id": reserved, "name": "x"}).status_code,
            post(session, workspace, f"{DRAFTS}/send", {"id": draft}).status_code,
            post(session, workspace, f"/v4/spreadsheets/{sheet}:batchUpdate", fence).status_code,
        )

    files, letters, sheets = map(sorted, zip(*together(workspace, grasp), strict=True))
    assert files == [200, *[409] * (CLIENTS - 1)]
    assert letters == [200, *[404] * (CLIENTS - 1)]
    assert sheets == [200, *[400] * (CLIENTS - 1)]
    assert len(workspace.get("/_local/outbox")) == 1


def test_batch_of_one_client_is_never_seen_half_by_another(workspace):
    sheet = workspace.post("/v4/spreadsheets", {})["spreadsheetId"]
    values = f"/v4/spreadsheets/{sheet}/values"

    def act(session, client):
        if client % 2:
            seen = [
                session.get(f"{workspace.base}{values}/A1:B1", timeout=60).json().get("values")
                for _ in range(15)
            ]
            return all(row is None or row[0][0] == row[0][1] for row in seen)
        for number in range(8):
            data = [{"range": cell, "values": [[f"{client} {number}"]]} for cell in ("A1", "B1")]
            body = {"valueInputOption": "RAW", "data": data}
            post(session, workspace, f"{values}:batchUpdate", body)
        return True

    assert together(workspace, act) == [True] * CLIENTS
