"""Requests in the odd but legal forms in which other people's clients send them."""

from __future__ import annotations

import gzip
import json

import pytest
from google.auth.transport.requests import AuthorizedSession
from google.oauth2 import service_account


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


@pytest.mark.parametrize("tail", ["/", "//"])
def test_a_slash_too_many_after_a_path_counts_for_nothing(workspace, path, tail) -> None:
    assert workspace.get(f"{path}{tail}?fields=properties.title") == {"properties": {"title": "Sổ"}}
    answer = workspace.post(f"{path}{tail}:batchUpdate", {"requests": [rename("mới")]})
    assert answer["replies"] == [{}]


def test_an_enum_of_gmail_may_be_sent_in_capitals(workspace) -> None:
    body = {"topicName": "projects/p/topics/t", "labelFilterBehavior": "INCLUDE"}
    answer = workspace.call("POST", "/gmail/v1/users/me/watch", body)
    assert answer.status_code == 200


def test_a_long_content_type_may_be_folded_in_an_upload(workspace, path) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    sheet = "application/vnd.google-apps.spreadsheet"
    excel = workspace.call("GET", f"/drive/v3/files/{path.split('/')[-1]}/export?mimeType={kind}")
    metadata = json.dumps({"name": "Bản sao", "mimeType": sheet})
    body = (
        f"--b\nContent-Type: application/json\n\n{metadata}\n--b\n"
        f"Content-Type: \n {kind}\nMIME-Version: 1.0\n\n"
    ).encode()
    answer = workspace.call(
        "POST",
        "/upload/drive/v3/files?uploadType=multipart",
        data=body + excel.content + b"\n--b--\n",
        headers={"Content-Type": "multipart/related; boundary=b"},
    )
    assert answer.json()["mimeType"] == sheet


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("/discovery/v1/apis/forms/v1/rest", "127.0.0.1"),
        ("/$discovery/rest?version=v1", "forms.googleapis.com"),
    ],
)
def test_a_client_built_from_the_discovery_document_calls_this_server(
    workspace, address, host
) -> None:
    described = workspace.get(address, headers={"Host": host})
    assert (described["id"], described["rootUrl"]) == ("forms:v1", f"{workspace.base}/")
    assert described["baseUrl"] == f"{workspace.base}/"


def test_a_version_names_an_api_where_one_alone_has_it(workspace) -> None:
    assert workspace.get("/$discovery/rest?version=v4")["id"] == "sheets:v4"


@pytest.mark.parametrize(
    "address", ["/discovery/v1/apis/docs/v1/rest", "/$discovery/rest?version=v1"]
)
def test_an_api_that_is_not_here_has_no_discovery_document(workspace, address) -> None:
    assert workspace.call("GET", address).status_code == 404


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ("$fields=properties.title&$prettyPrint=false", {}),
        ("prettyPrint=false", {"X-Goog-FieldMask": "properties.title"}),
        ("$fields=properties.title&prettyPrint=false", {"X-Goog-FieldMask": "sheets"}),
    ],
)
def test_system_parameters_may_have_their_other_names(workspace, path, query, headers) -> None:
    answer = workspace.call("GET", f"{path}?{query}", headers=headers)
    assert answer.text == '{"properties": {"title": "Sổ"}}'


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/userinfo/v2/me", "id"),
        ("/oauth2/v1/userinfo", "id"),
        ("/oauth2/v2/userinfo", "id"),
        ("/oauth2/v3/userinfo", "sub"),
        ("/v1/userinfo", "sub"),
    ],
)
def test_a_token_tells_whom_it_stands_for(workspace, address, name) -> None:
    token = workspace.token_of("user1@example.com")
    known = workspace.get("/drive/v3/about?fields=user", token=token)["user"]
    told = workspace.get(address, token=token)
    assert (told["email"], told[name]) == ("user1@example.com", known["permissionId"])


@pytest.mark.parametrize(("scopes", "status"), [(["drive"], 401), (["userinfo.email"], 200)])
def test_a_token_with_scopes_tells_it_for_that_of_the_address(workspace, scopes, status) -> None:
    robot = {"email": "robot@example.com", "service_account": True}
    info = workspace.post("/_local/principals", robot)["credentials"]
    credentials = service_account.Credentials.from_service_account_info(
        info, scopes=[f"https://www.googleapis.com/auth/{scope}" for scope in scopes]
    )
    with AuthorizedSession(credentials) as session:
        answer = session.get(f"{workspace.base}/userinfo/v2/me", timeout=30)
    assert answer.status_code == status
