"""Requests in the odd but legal forms in which other people's clients send them."""

from __future__ import annotations

import gzip
import json

import pytest


@pytest.fixture
def path(workspace) -> str:
    """The path of a new spreadsheet whose sheet has three rows of two columns."""
    grid = {"rowCount": 3, "columnCount": 2}
    sheet = {"properties": {"title": "T", "gridProperties": grid}}
    made = workspace.post("/v4/spreadsheets", {"properties": {"title": "Sổ"}, "sheets": [sheet]})
    return f"/v4/spreadsheets/{made['spreadsheetId']}"


def rename(title: str) -> dict[str, object]:
    return {"updateSpreadsheetProperties": {"properties": {"title": title}, "fields": "title"}}


def title_of(workspace, path: str) -> str:
    return str(workspace.get(f"{path}?fields=properties.title")["properties"]["title"])


def test_requests_in_lists_in_the_list_are_done_one_after_another(workspace, path) -> None:
    body = {"requests": [[rename("một")], rename("hai"), [[rename("ba")], rename("bốn")]]}
    assert workspace.post(f"{path}:batchUpdate", body)["replies"] == [{}, {}, {}, {}]
    assert title_of(workspace, path) == "bốn"


def test_a_zipped_body_is_read(workspace, path) -> None:
    body = gzip.compress(json.dumps({"requests": [rename("nén")]}).encode())
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    answer = workspace.call("POST", f"{path}:batchUpdate", data=body, headers=headers)
    assert answer.status_code == 200
    assert title_of(workspace, path) == "nén"


def test_a_body_that_only_says_it_is_zipped_is_no_json(workspace, path) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    answer = workspace.call("POST", f"{path}:batchUpdate", data=b"PK", headers=headers)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"].partition(".")[0] == "Invalid JSON payload received"


@pytest.mark.parametrize("verb", ["PUT", "put"])
def test_a_post_that_names_another_verb_keeps_its_query_and_body(workspace, path, verb) -> None:
    at = f"{path}/values/A1?valueInputOption=RAW"
    body = {"values": [["chữ"]]}
    answer = workspace.post(at, body, headers={"X-HTTP-Method-Override": verb})
    assert answer["updatedRange"] == "T!A1"
    assert workspace.get(f"{path}/values/A1")["values"] == [["chữ"]]


def test_a_get_sent_as_a_post_has_the_query_of_its_address_and_of_its_body(workspace, path) -> None:
    answer = workspace.call(
        "POST",
        f"{path}?prettyPrint=false",
        data="fields=properties.title",
        headers={
            "X-HTTP-Method-Override": "GET",
            "Content-Type": "application/x-www-form-urlencoded",
        },
    )
    assert answer.text == '{"properties": {"title": "Sổ"}}'
