"""Requests held against the discovery documents: what is refused, and in which words."""

from __future__ import annotations

import pytest

BATCH = "/v4/spreadsheets/S:batchUpdate"
VALUES = "/v4/spreadsheets/S/values/A1"
BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest"
SHEETS_TYPE = "type.googleapis.com/google.apps.sheets.v4"
PROPERTIES = "requests[0].add_sheet.properties"
NOT_REPEATING = "Proto field is not repeating, cannot start list."
NO_LIST = "Cannot bind a list to map for field 'properties'."
GRID_DATA = "Invalid value at 'include_grid_data' (TYPE_BOOL)"
UNBOUND = "Cannot bind query parameter."
UNKNOWN = "Invalid JSON payload received. Unknown name"
RANGE = {"requests": [{"mergeCells": {"range": {"startRowIndex": "x", "sheetId": 1.5}}}]}


def add_sheet(**properties: object) -> dict:
    return {"requests": [{"addSheet": {"properties": properties}}]}


@pytest.mark.parametrize(
    ("path", "body", "field", "message"),
    [
        (BATCH, {"foo": 1}, None, f'{UNKNOWN} "foo": Cannot find field.'),
        (BATCH, {"": 1}, None, f'{UNKNOWN} "": Proto fields must have a name.'),
        (BATCH, [], None, f'{UNKNOWN} "": Root element must be a message.'),
        (BATCH, "x", None, f'{UNKNOWN} "": Root element must be a message.'),
        (
            BATCH,
            {"requests": [{"addSheet": {"foo": 1}}]},
            "requests[0].add_sheet",
            f"{UNKNOWN} \"foo\" at 'requests[0].add_sheet': Cannot find field.",
        ),
        (
            BATCH,
            add_sheet(index="x"),
            f"{PROPERTIES}.index",
            f"Invalid value at '{PROPERTIES}.index' (TYPE_INT32), \"x\"",
        ),
        (
            BATCH,
            add_sheet(index=3_000_000_000),
            f"{PROPERTIES}.index",
            f"Invalid value at '{PROPERTIES}.index' (TYPE_INT32), 3000000000",
        ),
        (
            BATCH,
            add_sheet(index=1.5),
            f"{PROPERTIES}.index",
            f"Invalid value at '{PROPERTIES}.index' (TYPE_INT32), 1.5",
        ),
        (
            BATCH,
            add_sheet(hidden="perhaps"),
            f"{PROPERTIES}.hidden",
            f"Invalid value at '{PROPERTIES}.hidden' (TYPE_BOOL), \"perhaps\"",
        ),
        (
            BATCH,
            add_sheet(title=5),
            f"{PROPERTIES}.title",
            f"Invalid value at '{PROPERTIES}.title' (TYPE_STRING), 5",
        ),
        (
            BATCH,
            add_sheet(title=["x"]),
            PROPERTIES,
            f"{UNKNOWN} \"title\" at '{PROPERTIES}': {NOT_REPEATING}",
        ),
        (
            BATCH,
            add_sheet(title={}),
            PROPERTIES,
            f"Invalid value at '{PROPERTIES}' (title), Starting an object on a scalar field",
        ),
        (
            BATCH,
            {"requests": [{"addSheet": {"properties": "x"}}]},
            PROPERTIES,
            f"Invalid value at '{PROPERTIES}' ({SHEETS_TYPE}.SheetProperties), \"x\"",
        ),
        (
            BATCH,
            add_sheet(tabColor={"red": 1e300}),
            f"{PROPERTIES}.tab_color.red",
            f"Invalid value at '{PROPERTIES}.tab_color.red' (TYPE_FLOAT), 1e+300",
        ),
        (
            BATCH,
            add_sheet(tabColor={"red": "NaN"}),
            f"{PROPERTIES}.tab_color.red",
            f"Invalid value at '{PROPERTIES}.tab_color.red' (TYPE_FLOAT), \"NaN\"",
        ),
        (
            BATCH,
            {"requests": {"setBasicFilter": {"filter": {"criteria": {"a": {}}}}}},
            "requests.set_basic_filter.filter.criteria.key",
            "Invalid value at 'requests.set_basic_filter.filter.criteria.key' (TYPE_INT32), \"a\"",
        ),
        (
            "/v4/spreadsheets/S/values:batchUpdate",
            {"valueInputOption": "BAD"},
            "value_input_option",
            f"Invalid value at 'value_input_option' ({SHEETS_TYPE}.ValueInputOption), \"BAD\"",
        ),
        (
            "/v4/spreadsheets/S/values:batchGetByDataFilter",
            {"dataFilters": [{"gridRange": {"endRowIndex": "x"}}]},
            "data_filters[0].grid_range.end_row_index.value",
            "Invalid value at 'data_filters[0].grid_range.end_row_index.value' (TYPE_INT32), \"x\"",
        ),
        (
            "/gmail/v1/users/me/messages/M/modify",
            {"addLabelIds": {}},
            None,
            "Invalid value (add_label_ids), Starting an object on a scalar field",
        ),
        (
            "/gmail/v1/users/me/messages/send",
            {"raw": "?"},
            "message.raw",
            "Invalid value at 'message.raw' (TYPE_BYTES), Base64 decoding failed for \"?\"",
        ),
        (
            "/drive/v3/files",
            {"starred": "perhaps"},
            "starred",
            "Invalid value at 'starred' (TYPE_BOOL), \"perhaps\"",
        ),
        (
            "/drive/v3/files",
            {"properties": ["a"]},
            "properties",
            f"Invalid value at 'properties' (Map), {NO_LIST}",
        ),
    ],
)
def test_body_that_does_not_fit_is_named_by_its_path(workspace, path, body, field, message):
    answer = workspace.call("POST", path, body)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["status"]) == (400, 400, "INVALID_ARGUMENT")
    assert error["message"] == message
    violation = {"field": field, "description": message} if field else {"description": message}
    assert error["details"] == [{"@type": BAD_REQUEST, "fieldViolations": [violation]}]


def test_several_faults_are_told_line_by_line(workspace):
    error = workspace.post(BATCH, {**RANGE, "foo": 1})["error"]
    place = "requests[0].merge_cells.range"
    assert error["message"].split("\n") == [
        f"Invalid value at '{place}.start_row_index.value' (TYPE_INT32), \"x\"",
        f"Invalid value at '{place}.sheet_id' (TYPE_INT32), 1.5",
        f'{UNKNOWN} "foo": Cannot find field.',
    ]


@pytest.mark.parametrize("option", ["RAW", "raw", "Raw", 1, "1"])
@pytest.mark.parametrize("name", ["valueInputOption", "value_input_option"])
def test_proto_json_is_read_leniently(workspace, name, option):
    book = workspace.post("/v4/spreadsheets", {})["spreadsheetId"]
    body = {
        name: option,
        "include_values_in_response": "yes",
        "data": {"range": "A1", "values": [1]},
    }
    answer = workspace.post(f"/v4/spreadsheets/{book}/values:batchUpdate", body)
    assert answer["error"]["message"] == (
        "Invalid value at 'data.values[0]' (type.googleapis.com/google.protobuf.ListValue), 1"
    )
    body["data"]["values"] = [["=1"]]
    answer = workspace.post(f"/v4/spreadsheets/{book}/values:batchUpdate", body)
    assert answer["responses"][0]["updatedData"]["values"] == [["=1"]]


def test_null_is_as_if_it_were_not_there(workspace):
    body = {
        "properties": None,
        "sheets": [None, {"properties": {"title": "Danh mục", "index": None}}],
    }
    made = workspace.post("/v4/spreadsheets", body)
    assert [sheet["properties"]["title"] for sheet in made["sheets"]] == ["Danh mục"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (
            "/gmail/v1/users/me/labels?nghia=1",
            f"{UNKNOWN} \"nghia\": {UNBOUND} Field 'nghia' could not be found in request message.",
        ),
        (
            "/v4/spreadsheets/S?includeGridData=maybe&includeGridData=",
            "\n".join(f"{GRID_DATA}, {told}" for told in ('"maybe"', '""')),
        ),
        (
            f"{VALUES}?majorDimension=NOPE",
            f"Invalid value at 'major_dimension' ({SHEETS_TYPE}.Dimension), \"NOPE\"",
        ),
        ("/drive/v3/files?pageSize=NOPE", "Invalid value at 'page_size' (TYPE_INT32), \"NOPE\""),
        ("/drive/v3/files?pageSize=", "Invalid value at 'page_size' (TYPE_INT32), \"\""),
        (
            "/drive/v3/files?pageSize=1&pageSize=x",
            "Invalid value at 'page_size' (TYPE_INT32), \"x\"",
        ),
        (
            "/v4/spreadsheets/S?alt=media",
            'Unsupported alt type "media" for non byte stream request.',
        ),
        ("/drive/v3/files?alt=ZZZ", "Invalid value \"ZZZ\" for query parameter 'alt'"),
        (
            "/v4/spreadsheets/S?$.xgafv=3",
            "Invalid query parameters. Invalid value '3' for system query parameter : $.xgafv",
        ),
    ],
)
def test_query_that_does_not_fit_is_refused(workspace, path, message):
    answer = workspace.call("GET", path)
    error = answer.json()["error"]
    assert (answer.status_code, error["status"], error["message"]) == (
        400,
        "INVALID_ARGUMENT",
        message,
    )


def test_message_cannot_be_given_in_the_query(workspace):
    error = workspace.post(f"{BATCH}?requests=x", {})["error"]
    assert error["message"] == (
        f'{UNKNOWN} "requests": Cannot bind query parameter. '
        "'requests' is a message type. Parameters can only be bound to primitive types."
    )


def test_drive_takes_parameters_that_it_does_not_know(workspace):
    assert workspace.call("GET", "/drive/v3/files?maxSize=1").status_code == 200


def test_path_that_is_no_number_is_refused(workspace):
    error = workspace.post("/v4/spreadsheets/S/sheets/x:copyTo", {})["error"]
    assert error["message"] == "Invalid value at 'sheet_id' (TYPE_INT32), \"x\""


@pytest.mark.parametrize(
    ("value", "count"), [("true", 1), ("yes", 1), ("1", 1), ("F", 0), ("no", 0)]
)
def test_boolean_may_be_any_word_for_it(workspace, value, count):
    book = workspace.post("/v4/spreadsheets", {})["spreadsheetId"]
    sheets = workspace.get(f"/v4/spreadsheets/{book}?includeGridData={value}")["sheets"]
    assert len(sheets[0].get("data", [])) == count


def test_of_a_repeated_parameter_google_reads_now_the_first_now_the_last(workspace):
    for name in ("a", "b"):
        workspace.post("/drive/v3/files", {"name": name})
    path = "/drive/v3/files?q=name='a'&q=name='b'&fields=files(name)&fields=kind"
    assert workspace.get(path) == {"files": [{"name": "a"}]}
    book = workspace.post("/v4/spreadsheets", {})["spreadsheetId"]
    path = f"/v4/spreadsheets/{book}/values/A1?majorDimension=ROWS&majorDimension=COLUMNS"
    assert workspace.get(path)["majorDimension"] == "COLUMNS"


@pytest.mark.parametrize(
    ("path", "mask", "place"),
    [
        ("/v4/spreadsheets/S", "properties, sheets.properties", " sheets.properties"),
        ("/v4/spreadsheets/S", "properties.titel", "properties.titel"),
        ("/v4/spreadsheets/S", "sheets(", "sheets("),
    ],
)
def test_mask_of_what_is_not_there_is_told_in_the_details(workspace, path, mask, place):
    error = workspace.call("GET", path, params={"fields": mask}).json()["error"]
    why = f"Error expanding 'fields' parameter. Cannot find matching fields for path '{place}'."
    assert error["message"] == "Request contains an invalid argument."
    assert error["details"][0]["fieldViolations"] == [{"field": place, "description": why}]


def test_drive_takes_spaces_in_a_mask_and_answers_nothing_for_an_empty_one(workspace):
    made = workspace.post("/drive/v3/files", {"name": "a"})["id"]
    assert workspace.get(f"/drive/v3/files/{made}?fields=name, kind") == {
        "kind": "drive#file",
        "name": "a",
    }
    assert workspace.get(f"/drive/v3/files/{made}?fields=") == {}


# The envelope of errors

TYPED = "Invalid value at 'page_size' (TYPE_INT32), \"x\""


def test_drive_gives_a_refusal_of_the_front_end_with_status_and_details(workspace):
    assert workspace.get("/drive/v3/files?pageSize=x")["error"] == {
        "code": 400,
        "message": TYPED,
        "errors": [{"message": TYPED, "reason": "invalid"}],
        "status": "INVALID_ARGUMENT",
        "details": [
            {
                "@type": BAD_REQUEST,
                "fieldViolations": [{"field": "page_size", "description": TYPED}],
            }
        ],
    }


@pytest.mark.parametrize(
    ("path", "has_errors"),
    [
        ("/v4/spreadsheets/S", (False, True, False)),
        ("/v1/forms/F", (False, True, False)),
        ("/gmail/v1/users/me/messages/19dd00000000ffff", (True, True, False)),
        ("/drive/v3/files/F", (True, True, True)),
    ],
)
def test_xgafv_chooses_whether_the_older_list_of_errors_is_there(workspace, path, has_errors):
    told = [workspace.get(path + query)["error"] for query in ("", "?$.xgafv=1", "?$.xgafv=2")]
    assert tuple("errors" in error for error in told) == has_errors


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{bad}", "Expected : between key:value pair.\n{bad}\n    ^"),
        (b'{"a": 1', "Unexpected end of string. Expected , or } after key:value pair.\n1\n ^"),
    ],
)
@pytest.mark.parametrize(
    "path", [BATCH, "/v1/forms", "/drive/v3/files", "/gmail/v1/users/me/labels"]
)
def test_what_is_no_json_is_shown_with_the_place(workspace, path, content, message):
    told = f"Invalid JSON payload received. {message}"
    error = workspace.call("POST", path, data=content).json()["error"]
    assert (error["code"], error["message"], "details" in error) == (400, told, False)
    if "errors" in error:
        assert error["errors"] == [{"message": told, "domain": "global", "reason": "parseError"}]


# What a script asks for


def test_callback_makes_an_answer_a_script_whose_status_is_inside(workspace):
    answer = workspace.call("GET", "/v4/spreadsheets/S?callback=cb")
    assert (answer.status_code, answer.headers["content-type"]) == (
        200,
        "text/javascript; charset=UTF-8",
    )
    plain = workspace.call("GET", "/v4/spreadsheets/S")
    assert answer.text == f"// API callback\ncb({plain.text});"


def test_callback_that_is_no_name_is_refused_by_that_name_made_harmless(workspace):
    answer = workspace.call("GET", "/v4/spreadsheets/S", params={"callback": "a<b"})
    assert answer.text.startswith("// API callback\na\\u003cb({")
    assert "Invalid JSONP callback name: 'a\\u003cb'; only alphabet, number" in answer.text


def test_callback_of_a_post_is_ignored(workspace):
    answer = workspace.call("POST", "/drive/v3/files?callback=cb", {"name": "a"})
    assert answer.json()["name"] == "a"


def test_answer_is_indented_when_that_is_asked_for(workspace):
    plain = workspace.call("GET", "/drive/v3/files")
    pretty = workspace.call("GET", "/drive/v3/files?prettyPrint=true")
    assert "\n" not in plain.text
    assert pretty.text.startswith('{\n  "kind": "drive#fileList",\n')
    assert pretty.json() == plain.json()


@pytest.mark.parametrize("name", ["key", "quotaUser", "access_token", "upload_protocol"])
def test_what_every_method_takes_is_taken(workspace, name):
    assert workspace.call("GET", f"/gmail/v1/users/me/labels?{name}=x").status_code in (200, 401)
