"""Routing and checking by the discovery documents."""

from __future__ import annotations

import pytest

from local_workspace import discovery
from local_workspace.errors import ApiError
from local_workspace.masks import apply_mask

UNKNOWN = "Invalid JSON payload received. Unknown name"
VALUES = "/v4/spreadsheets/S/values/"


@pytest.mark.parametrize(
    ("verb", "path", "method", "parameters"),
    [
        ("GET", VALUES + "A1:B2", "get", "A1:B2"),
        ("GET", VALUES + "'T%E1%BB%95ng/h%E1%BB%A3p'!A1%3AB2", "get", "'Tổng/hợp'!A1:B2"),
        ("PUT", VALUES + "Danh%20m%E1%BB%A5c!A:A", "update", "Danh mục!A:A"),
        ("POST", VALUES + "A1:append", "append", "A1"),
        ("POST", VALUES + "'it%27s: x'!A1%3AB2:clear", "clear", "'it's: x'!A1:B2"),
    ],
)
def test_range_keeps_its_signs_and_its_verb_apart(verb, path, method, parameters):
    found = discovery.match(verb, path)
    assert found.method.id == f"sheets.spreadsheets.values.{method}"
    assert found.path == {"spreadsheetId": "S", "range": parameters}


@pytest.mark.parametrize(
    ("verb", "path", "method"),
    [
        ("POST", "/v4/spreadsheets/S:batchUpdate", "sheets.spreadsheets.batchUpdate"),
        ("GET", "/v4/spreadsheets/S/values:batchGet", "sheets.spreadsheets.values.batchGet"),
        ("GET", "/drive/v3/files/generateIds", "drive.files.generateIds"),
        ("GET", "/drive/v3/files/F", "drive.files.get"),
        ("POST", "/upload/drive/v3/files", "drive.files.create"),
        ("POST", "/gmail/v1/users/me/drafts/send", "gmail.users.drafts.send"),
        ("POST", "/v1/forms/F:setPublishSettings", "forms.forms.setPublishSettings"),
    ],
)
def test_path_finds_its_method(verb, path, method):
    assert discovery.match(verb, path).method.id == method


def test_unknown_path_is_a_page_with_404(workspace):
    answer = workspace.call("GET", "/v4/nothing")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")


def test_method_without_handler_is_501_and_named(workspace):
    answer = workspace.call("GET", "/gmail/v1/users/me/settings/cse/identities")
    assert answer.status_code == 501
    assert answer.json()["error"]["message"] == (
        "The local workspace does not have the method gmail.users.settings.cse.identities.list yet."
    )


def test_unknown_query_parameter_is_googles_400(workspace):
    error = workspace.get("/gmail/v1/users/me/labels?nghia=1")["error"]
    assert (error["code"], error["status"]) == (400, "INVALID_ARGUMENT")
    assert error["message"] == (
        'Invalid JSON payload received. Unknown name "nghia": Cannot bind query parameter. '
        "Field 'nghia' could not be found in request message."
    )


def test_wrong_body_names_every_fault_with_its_path(workspace):
    body = {"requests": [{"addSheet": {"properties": {"tilte": "x", "index": "one"}}, "boo": {}}]}
    error = workspace.post("/v4/spreadsheets/S:batchUpdate", body)["error"]
    assert error["message"].split("\n") == [
        f"{UNKNOWN} \"tilte\" at 'requests[0].add_sheet.properties': Cannot find field.",
        "Invalid value at 'requests[0].add_sheet.properties.index' (TYPE_INT32), \"one\"",
        f"{UNKNOWN} \"boo\" at 'requests[0]': Cannot find field.",
    ]
    assert len(error["details"][0]["fieldViolations"]) == 3


def test_wrong_enum_value_is_refused(workspace):
    body = {"requests": [{"updateSettings": {"settings": {"emailCollectionType": "me"}}}]}
    error = workspace.post("/v1/forms/F:batchUpdate", body)["error"]
    assert error["message"] == (
        "Invalid value at 'requests[0].update_settings.settings.email_collection_type' "
        '(type.googleapis.com/google.apps.forms.v1.FormSettings.EmailCollectionType), "me"'
    )


def test_mask_naming_what_the_answer_never_has_is_refused(workspace):
    drive = workspace.get("/drive/v3/files?fields=files(id,nmae)")["error"]
    assert drive["message"] == "Invalid field selection nmae"
    gmail = workspace.get("/gmail/v1/users/me/messages?fields=messages.ids")["error"]
    assert gmail["details"][0]["fieldViolations"] == [
        {
            "field": "messages.ids",
            "description": "Error expanding 'fields' parameter. Cannot find matching fields for "
            "path 'messages.ids'.",
        }
    ]


def test_body_that_is_no_json_is_refused(workspace):
    answer = workspace.call("POST", "/v1/forms", data=b"{", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith("Invalid JSON payload received.")


def test_long_query_may_come_as_post(workspace):
    made = workspace.post("/drive/v3/files", {"name": "Biên bản"})["id"]
    answer = workspace.call(
        "POST",
        "/drive/v3/files",
        data={"q": "name = 'Biên bản'", "fields": "files(id)"},
        headers={"X-HTTP-Method-Override": "GET"},
    )
    assert answer.json() == {"files": [{"id": made}]}


@pytest.mark.parametrize(
    ("mask", "kept"),
    [
        ("a", {"a": {"b": 1, "c": 2}}),
        ("a.b,d", {"a": {"b": 1}, "d": [{"e": 3, "f": 4}]}),
        ("a/c", {"a": {"c": 2}}),
        ("d(e)", {"d": [{"e": 3}]}),
        ("d(e,f),a(b)", {"a": {"b": 1}, "d": [{"e": 3, "f": 4}]}),
        ("*", {"a": {"b": 1, "c": 2}, "d": [{"e": 3, "f": 4}]}),
        ("*/b", {"a": {"b": 1}, "d": [{}]}),
        ("a,a.b", {"a": {"b": 1, "c": 2}}),
    ],
)
def test_mask_keeps_what_it_names(mask, kept):
    assert apply_mask({"a": {"b": 1, "c": 2}, "d": [{"e": 3, "f": 4}]}, mask) == kept


@pytest.mark.parametrize("mask", ["a(", "a)", "a,,b", "a..b", "(a)", ","])
def test_mask_that_cannot_be_read_is_refused(mask):
    with pytest.raises(ApiError, match="Invalid field selection"):
        apply_mask({}, mask)
