"""What each method sends, and what it makes of the answer."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from email import message_from_bytes
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from dienhinh.google import CredentialsError, Media, Unreachable, connect
from tests.google.stranger import Answer, ok


def query(target: str) -> dict[str, list[str]]:
    found = parse_qs(urlsplit(target).query)
    found.pop("alt", None)
    return found


def test_a_file_is_uploaded_whole_with_its_metadata(stranger, workspace):
    content = bytes(range(256)) * 40 + b"\r\n--===\n\r"
    stranger.says(ok({"id": "f"}))

    made = workspace.drive.files_create(
        body={"id": "f", "name": "Danh sách.docx"}, fields="id", media=Media(content, "a/b")
    )

    asked = stranger.asked[0]
    kind = asked.headers["content-type"].encode()
    metadata, media = message_from_bytes(
        b"Content-Type: " + kind + b"\r\n\r\n" + asked.body
    ).get_payload()
    assert made == {"id": "f"}
    assert urlsplit(asked.target).path == "/upload/drive/v3/files"
    assert query(asked.target) == {
        "uploadType": ["multipart"],
        "fields": ["id"],
        "supportsAllDrives": ["true"],
    }
    assert json.loads(metadata.get_payload()) == {"id": "f", "name": "Danh sách.docx"}
    assert media.get_content_type() == "a/b"
    assert content in asked.body


def test_a_list_is_read_to_its_last_page(stranger, workspace):
    stranger.says(
        ok({"files": [{"id": "1"}, {"id": "2"}], "nextPageToken": "p2"}),
        ok({"files": [], "nextPageToken": "p3"}),
        ok({"files": [{"id": "3"}]}),
    )

    found = workspace.drive.files_list(q="trashed=false", fields="id", order_by="name")

    assert found == [{"id": "1"}, {"id": "2"}, {"id": "3"}]
    assert [query(target).get("pageToken") for target in stranger.targets] == [
        None,
        ["p2"],
        ["p3"],
    ]
    assert query(stranger.targets[0]) == {
        "q": ["trashed=false"],
        "fields": ["nextPageToken,files(id)"],
        "orderBy": ["name"],
        "pageSize": ["1000"],
        "includeItemsFromAllDrives": ["true"],
        "supportsAllDrives": ["true"],
    }
    assert workspace.calls.sent() == ["drive.files.list"] * 3


def test_a_list_that_goes_round_in_circles_is_no_list(stranger, workspace):
    stranger.says(ok({"files": [{"id": "1"}], "nextPageToken": "p"}))

    with pytest.raises(Unreachable):
        workspace.drive.files_list(q="", fields="id")

    assert len(stranger.asked) == 2


def test_one_shared_drive_is_searched_whole(stranger, workspace):
    stranger.says(ok({}))

    assert workspace.drive.files_list(q="", fields="id", drive_id="D") == []

    asked = query(stranger.targets[0])
    assert (asked["corpora"], asked["driveId"]) == (["drive"], ["D"])


@pytest.mark.parametrize(
    ("body", "notify"),
    [
        ({"type": "user", "emailAddress": "a@example.com", "role": "writer"}, ["false"]),
        ({"type": "group", "emailAddress": "g@example.com", "role": "reader"}, ["false"]),
        ({"type": "anyone", "role": "reader"}, None),
    ],
)
def test_google_sends_no_letter_of_its_own_when_a_file_is_shared(body, notify, stranger, workspace):
    stranger.says(ok({"id": "p"}))

    workspace.drive.permissions_create(file_id="f", body=body)

    assert query(stranger.targets[0]).get("sendNotificationEmail") == notify
    assert stranger.asked[0].json == body


def test_a_file_is_moved_and_renamed_in_one_request(stranger, workspace):
    stranger.says(ok({"id": "f"}))

    workspace.drive.files_update(
        file_id="f", body={"name": "n"}, add_parents="new", remove_parents="old", fields="id"
    )

    asked = stranger.asked[0]
    assert (asked.verb, asked.json) == ("PATCH", {"name": "n"})
    assert query(asked.target) == {
        "addParents": ["new"],
        "removeParents": ["old"],
        "fields": ["id"],
        "supportsAllDrives": ["true"],
    }


def test_what_is_downloaded_or_exported_comes_as_it_is(stranger, workspace):
    stranger.says(Answer(body=b"\x00PK\xff"), Answer(body=b"%PDF"))

    assert workspace.drive.files_download(file_id="f") == b"\x00PK\xff"
    assert workspace.drive.files_export(file_id="f", mime_type="application/pdf") == b"%PDF"


def test_a_permission_that_is_taken_away_answers_nothing(stranger, workspace):
    stranger.says(Answer(204, b""))

    workspace.drive.permissions_delete(file_id="f", permission_id="p")

    assert (stranger.verbs, workspace.calls.writes()) == (
        ["DELETE"],
        ["drive.permissions.delete"],
    )


def test_values_are_read_unformatted_range_by_range(stranger, workspace):
    stranger.says(ok({"valueRanges": [{"values": [["Đ", 8.5], [True]]}, {"range": "B"}]}))
    ranges = ["'Đăng ký'!A1:F", "'Tiến độ'!A:A"]

    found = workspace.sheets.values_batch_get(spreadsheet_id="s", ranges=ranges)

    assert found == [[["Đ", 8.5], [True]], []]
    assert query(stranger.targets[0]) == {
        "ranges": ranges,
        "valueRenderOption": ["UNFORMATTED_VALUE"],
        "dateTimeRenderOption": ["SERIAL_NUMBER"],
    }


def test_values_are_written_raw_and_none_leaves_the_cell(stranger, workspace):
    stranger.says(ok({}))

    workspace.sheets.values_batch_update(
        spreadsheet_id="s", data={"'A'!B2": [("=IMPORTXML(1)", None, 8.5)]}
    )

    assert stranger.targets == ["/v4/spreadsheets/s/values:batchUpdate"]
    assert stranger.asked[0].json == {
        "valueInputOption": "RAW",
        "data": [{"range": "'A'!B2", "values": [["=IMPORTXML(1)", None, 8.5]]}],
    }


def test_a_spreadsheet_is_asked_for_no_more_than_its_fields(stranger, workspace):
    stranger.says(ok({"sheets": []}))

    workspace.sheets.spreadsheets_get(spreadsheet_id="s", fields="sheets.properties")

    assert stranger.targets == ["/v4/spreadsheets/s?fields=sheets.properties"]


def test_a_form_is_made_unpublished(stranger, workspace):
    stranger.says(ok({"formId": "f"}))

    workspace.forms.forms_create(title="Đăng ký", document_title="DK")

    assert query(stranger.targets[0]) == {"unpublished": ["true"]}
    assert stranger.asked[0].json == {"info": {"title": "Đăng ký", "documentTitle": "DK"}}


def test_a_form_is_changed_only_at_the_revision_that_was_read(stranger, workspace):
    stranger.says(ok({}))

    workspace.forms.forms_batch_update(form_id="f", requests=[{}], required_revision_id="r7")

    assert stranger.asked[0].json == {
        "requests": [{}],
        "includeFormInResponse": False,
        "writeControl": {"requiredRevisionId": "r7"},
    }


def test_answers_are_read_from_a_time_on_with_the_same_filter_on_each_page(stranger, workspace):
    stranger.says(ok({"responses": [{}], "nextPageToken": "p"}), ok({"responses": [{}]}))

    found = workspace.forms.responses_list(form_id="f", since="2023-04-10T00:00:00Z")

    filters = [query(target)["filter"] for target in stranger.targets]
    assert (found, filters) == ([{}, {}], [["timestamp >= 2023-04-10T00:00:00Z"]] * 2)


def test_a_form_without_answers_answers_an_empty_list(stranger, workspace):
    stranger.says(ok({}))

    assert workspace.forms.responses_list(form_id="f") == []


def test_a_draft_holds_the_letters_bytes(stranger, workspace):
    raw = "Subject: Đôn đốc\r\n\r\n<b>R&D</b> ÿ?".encode()
    stranger.says(ok({"id": "d"}))

    workspace.gmail.drafts_create(raw=raw)

    assert base64.urlsafe_b64decode(stranger.asked[0].json["message"]["raw"]) == raw


def test_a_draft_and_a_letter_are_read_as_metadata(stranger, workspace):
    stranger.says(ok({}))

    workspace.gmail.drafts_get(draft_id="d")
    workspace.gmail.messages_get(message_id="m")

    assert [query(target) for target in stranger.targets] == [{"format": ["metadata"]}] * 2


def test_history_names_its_types_and_label(stranger, workspace):
    stranger.says(ok({"history": [{"id": "8"}]}))

    found = workspace.gmail.history_list(
        start_history_id="7", history_types=["messageAdded", "labelAdded"], label_id="SENT"
    )

    assert found == [{"id": "8"}]
    assert query(stranger.targets[0]) == {
        "startHistoryId": ["7"],
        "historyTypes": ["messageAdded", "labelAdded"],
        "labelId": ["SENT"],
        "maxResults": ["500"],
    }


def test_a_query_too_long_for_an_address_is_posted_and_still_counts_as_reading(stranger, workspace):
    q = " or ".join(f"name='{number}'" for number in range(300))
    stranger.says(Answer(503, b""), ok({"files": []}))

    workspace.drive.files_list(q=q, fields="id")

    bodies = [parse_qs(asked.body.decode())["q"] for asked in stranger.asked]
    assert (stranger.verbs, bodies) == (["POST", "POST"], [[q], [q]])
    assert stranger.asked[1].headers["x-http-method-override"] == "GET"
    assert workspace.calls.writes() == []


def test_every_request_is_counted_by_api_and_the_writes_by_method(stranger, workspace):
    stranger.says(ok({"files": [], "valueRanges": []}))

    workspace.drive.files_list(q="", fields="id")
    workspace.drive.files_create(body={}, fields="id")
    workspace.sheets.values_batch_get(spreadsheet_id="s", ranges=["A1"])
    workspace.sheets.spreadsheets_batch_update(spreadsheet_id="s", requests=[])
    workspace.forms.forms_get(form_id="f")
    workspace.gmail.drafts_send(draft_id="d")

    assert workspace.calls.total() == {"sheets": 2, "drive": 2, "gmail": 1, "forms": 1}
    assert workspace.calls.writes() == [
        "drive.files.create",
        "sheets.spreadsheets.batchUpdate",
        "gmail.users.drafts.send",
    ]


def test_a_range_with_an_apostrophe_and_a_slash_arrives_as_it_is(stranger, workspace):
    stranger.says(ok({"valueRanges": []}))

    workspace.sheets.values_batch_get(spreadsheet_id="s", ranges=["'Chỉ''số 1/2'!A1"])

    assert unquote(query(stranger.targets[0])["ranges"][0]) == "'Chỉ''số 1/2'!A1"


def test_no_credentials_are_enough_only_for_an_endpoint_of_our_own():
    with pytest.raises(CredentialsError):
        connect(None)


def test_an_anonymous_caller_who_is_turned_away_is_told_so(stranger, workspace):
    stranger.says(Answer(401, b""))

    with pytest.raises(CredentialsError):
        workspace.drive.about_get(fields="user")

    assert [asked.headers.get("authorization") for asked in stranger.asked] == [None]


def test_importing_the_client_loads_none_of_googles_libraries():
    heavy = ("google", "googleapiclient", "gspread", "requests", "tenacity", "httplib2")
    code = f"import sys, dienhinh.google; print([m for m in {heavy!r} if m in sys.modules])"

    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert found.stdout.strip() == b"[]"
