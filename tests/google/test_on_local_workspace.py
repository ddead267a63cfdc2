"""The client against the local workspace, which shares no code with it."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

import pytest
import requests

from dienhinh.google import (
    Conflict,
    CredentialsError,
    Forbidden,
    InvalidRequest,
    Media,
    NotFound,
    Policy,
    Unreachable,
    connect,
    load,
)

TOP = Path(__file__).parents[2]
FOLDER = "application/vnd.google-apps.folder"
SHEET = "application/vnd.google-apps.spreadsheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Local:
    """The server's address and its levers."""

    def __init__(self, base: str, session: requests.Session) -> None:
        self.base = base
        self.session = session

    def get(self, path: str):
        return self.session.get(self.base + path, timeout=30).json()

    def post(self, path: str, value=None):
        answer = self.session.post(self.base + path, json=value, timeout=30)
        assert answer.ok, answer.text
        return answer.json()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("local")
    command = [sys.executable, "-m", "local_workspace", "--port", "0", "--data", str(folder)]
    with subprocess.Popen(command, cwd=TOP, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        base = process.stdout.readline().strip().removeprefix("local workspace: ")
        with requests.Session() as session:
            session.trust_env = False
            yield Local(base, session)
        process.terminate()


@pytest.fixture
def local(server):
    server.post("/_local/reset")
    return server


@pytest.fixture
def workspace(local):
    with connect(None, endpoint=local.base) as found:
        yield found


@pytest.fixture
def key_file(local, tmp_path) -> Path:
    """The key of a service account that may act for office@example.com."""
    made = local.post(
        "/_local/principals",
        {
            "email": "robot@example.com",
            "service_account": True,
            "delegates": ["office@example.com"],
        },
    )
    path = tmp_path / "key.json"
    path.write_text(json.dumps(made["credentials"]), encoding="utf-8")
    return path


def letter(subject: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "office@example.com", "head@example.com"
    message["Subject"] = subject
    message.set_content("Kính gửi: Thầy/Cô <b>R&D</b>")
    return message.as_bytes()


def test_a_delegated_service_account_acts_as_the_office(local, key_file):
    credentials = load(key_file, subject="office@example.com")

    with connect(credentials, endpoint=local.base) as workspace:
        user = workspace.drive.about_get(fields="user(emailAddress)")["user"]
        profile = workspace.gmail.get_profile()
        made = workspace.drive.files_create(body={"name": "n"}, fields="owners(emailAddress)")

    assert user == {"emailAddress": "office@example.com"}
    assert profile["emailAddress"] == "office@example.com"
    assert made == {"owners": [user]}


def test_a_subject_that_was_not_delegated_is_refused_with_the_remedy(local, key_file):
    with (
        connect(load(key_file, subject="rector@example.com"), endpoint=local.base) as workspace,
        pytest.raises(CredentialsError) as caught,
    ):
        workspace.drive.about_get(fields="user")

    assert caught.value.reason == "unauthorized_client"


@pytest.mark.parametrize(
    "call",
    [
        lambda w: w.drive.files_create(body={"name": "n"}, fields="id"),
        lambda w: w.gmail.drafts_create(raw=letter("x")),
    ],
)
def test_a_bare_service_account_has_neither_storage_nor_a_mailbox(call, local, key_file):
    with (
        connect(load(key_file), endpoint=local.base) as workspace,
        pytest.raises(CredentialsError, match="Name the office account as the subject"),
    ):
        call(workspace)


def test_a_token_without_the_scope_is_told_so(local, key_file):
    scopes = ["https://www.googleapis.com/auth/gmail.compose"]
    credentials = load(key_file, subject="office@example.com", scopes=scopes)

    with (
        connect(credentials, endpoint=local.base) as workspace,
        pytest.raises(CredentialsError) as caught,
    ):
        workspace.drive.files_generate_ids(count=1)

    assert caught.value.reason == "ACCESS_TOKEN_SCOPE_INSUFFICIENT"


def test_the_three_scopes_do_for_every_api(local, key_file):
    with connect(load(key_file, subject="office@example.com"), endpoint=local.base) as workspace:
        sheet = workspace.drive.files_create(body={"name": "s", "mimeType": SHEET}, fields="id")
        workspace.sheets.values_batch_update(spreadsheet_id=sheet["id"], data={"A1": [["Đ"]]})
        form = workspace.forms.forms_create(title="f", document_title="f")
        workspace.forms.responses_list(form_id=form["formId"])
        draft = workspace.gmail.drafts_create(raw=letter("x"))
        workspace.gmail.drafts_delete(draft_id=draft["id"])

        assert workspace.sheets.values_batch_get(spreadsheet_id=sheet["id"], ranges=["A1"]) == [
            [["Đ"]]
        ]


def test_a_document_is_made_once_found_again_replaced_and_moved(workspace):
    drive = workspace.drive
    first, second, file = drive.files_generate_ids(count=3)
    for folder in (first, second):
        drive.files_create(body={"id": folder, "name": folder, "mimeType": FOLDER}, fields="id")
    body = {"id": file, "name": "Báo cáo.docx", "parents": [first], "appProperties": {"k": "v"}}
    drive.files_create(body=body, fields="id", media=Media(b"PK\x00\xff\r\n", DOCX))

    with pytest.raises(Conflict) as caught:
        drive.files_create(body=body, fields="id", media=Media(b"PK\x00\xff\r\n", DOCX))
    drive.files_update(file_id=file, media=Media(b"PK2", DOCX), fields="id")
    drive.files_update(file_id=file, add_parents=second, remove_parents=first, fields="id")

    assert caught.value.reason == "fileIdInUse"
    assert drive.files_download(file_id=file) == b"PK2"
    assert drive.files_list(
        q="appProperties has { key='k' and value='v' } and trashed=false", fields="id,name,parents"
    ) == [{"id": file, "name": "Báo cáo.docx", "parents": [second]}]


def test_a_file_is_shared_and_the_share_taken_back(local, workspace):
    email = "unit@example.com"
    token = local.post("/_local/principals", {"email": email})["token"]
    file = workspace.drive.files_create(body={"name": "n"}, fields="id")["id"]
    body = {"type": "user", "role": "writer", "emailAddress": email}

    made = workspace.drive.permissions_create(file_id=file, body=body)
    again = workspace.drive.permissions_create(file_id=file, body=body)
    shared = workspace.drive.permissions_list(file_id=file, fields="emailAddress,role")
    seen = local.session.get(
        f"{local.base}/drive/v3/files/{file}", headers={"Authorization": f"Bearer {token}"}
    ).ok
    workspace.drive.permissions_delete(file_id=file, permission_id=made["id"])

    assert again == made
    assert {"emailAddress": email, "role": "writer"} in shared
    assert len(shared) == 2
    assert seen is True
    assert workspace.drive.permissions_list(file_id=file, fields="role") == [{"role": "owner"}]
    with pytest.raises(NotFound):
        workspace.drive.permissions_delete(file_id=file, permission_id=made["id"])


def test_a_workbook_keeps_values_as_they_were_written(workspace):
    book = workspace.drive.files_create(body={"name": "Đơn vị", "mimeType": SHEET}, fields="id")
    sheets, book_id = workspace.sheets, book["id"]
    sheets.spreadsheets_batch_update(
        spreadsheet_id=book_id,
        requests=[{"addSheet": {"properties": {"sheetId": 7, "title": "Đăng ký 1/2"}}}],
        harmless=True,
    )
    rows = [["=IMPORTXML(1)", 8.5, True, "007"], ["Đặng"]]

    sheets.values_batch_update(spreadsheet_id=book_id, data={"'Đăng ký 1/2'!B2": rows})

    found = sheets.values_batch_get(
        spreadsheet_id=book_id, ranges=["'Đăng ký 1/2'!B2:F9", "'Đăng ký 1/2'!H1:H9"]
    )
    assert found == [rows, []]
    assert sheets.spreadsheets_get(
        spreadsheet_id=book_id, fields="sheets.properties(sheetId,title)"
    )["sheets"][1:] == [{"properties": {"sheetId": 7, "title": "Đăng ký 1/2"}}]
    with pytest.raises(InvalidRequest):
        sheets.spreadsheets_batch_update(
            spreadsheet_id=book_id, requests=[{"addSheet": {"properties": {"sheetId": 7}}}]
        )
    assert workspace.drive.files_export(file_id=book_id, mime_type=XLSX)[:2] == b"PK"


def test_a_strangers_workbook_is_forbidden(local, tmp_path, workspace, key_file):
    book = workspace.drive.files_create(body={"name": "n", "mimeType": SHEET}, fields="id")

    with (
        connect(load(key_file, subject="office@example.com"), endpoint=local.base) as office,
        pytest.raises((Forbidden, NotFound)),
    ):
        office.sheets.spreadsheets_get(spreadsheet_id=book["id"], fields="properties")


def test_a_form_is_made_published_answered_and_read(local, workspace):
    forms = workspace.forms
    form = forms.forms_create(title="Đăng ký", document_title="DK")
    form_id = form["formId"]
    question = {"questionId": "0000002a", "required": True, "textQuestion": {}}
    item = {"itemId": "00000029", "title": "Tên", "questionItem": {"question": question}}
    create = {"createItem": {"item": item, "location": {"index": 0}}}

    changed = forms.forms_batch_update(
        form_id=form_id,
        requests=[create],
        required_revision_id=form["revisionId"],
        include_form_in_response=True,
    )
    with pytest.raises(InvalidRequest):
        forms.forms_batch_update(
            form_id=form_id, requests=[create], required_revision_id=form["revisionId"]
        )
    forms.forms_set_publish_settings(
        form_id=form_id, is_published=True, is_accepting_responses=True
    )
    read = forms.forms_get(form_id=form_id)
    page = read["responderUri"].replace("viewform", "formResponse")
    posted = local.session.post(page, data={"entry.42": "<b>R&D</b>"}, timeout=30)
    (answer,) = forms.responses_list(form_id=form_id)

    assert posted.ok
    assert changed["form"]["items"] == read["items"]
    assert list(answer["answers"]) == ["0000002a"]
    since = answer["lastSubmittedTime"]
    assert forms.responses_list(form_id=form_id, since=since) == [answer]
    assert forms.responses_list(form_id=form_id, since="2999-01-01T00:00:00Z") == []


def test_a_letter_is_drafted_sent_once_and_found_again(local, workspace):
    gmail = workspace.gmail
    start = gmail.get_profile()["historyId"]
    draft = gmail.drafts_create(raw=letter("Đôn đốc: còn thiếu 3 mục"))
    listed = gmail.drafts_list()
    waiting = gmail.drafts_get(draft_id=draft["id"])

    sent = gmail.drafts_send(draft_id=draft["id"])

    with pytest.raises((InvalidRequest, NotFound)):
        gmail.drafts_send(draft_id=draft["id"])
    with pytest.raises(NotFound):
        gmail.drafts_get(draft_id=draft["id"])
    (delivered,) = local.get("/_local/outbox")
    headers = gmail.messages_get(message_id=sent["id"])["payload"]["headers"]
    history = gmail.history_list(
        start_history_id=start, history_types=["messageAdded", "labelAdded"], label_id="SENT"
    )
    assert [one["id"] for one in listed] == [draft["id"]] == [waiting["id"]]
    assert delivered["subject"] == "Đôn đốc: còn thiếu 3 mục"
    assert "Subject" in {header["name"] for header in headers}
    assert sent["id"] in json.dumps(history)
    assert [one["id"] for one in gmail.messages_list(label_ids=["SENT"])] == [sent["id"]]
    assert gmail.drafts_list() == []


def test_our_count_of_calls_is_the_servers(local, workspace):
    local.session.delete(f"{local.base}/_local/log", timeout=30)
    file = workspace.drive.files_create(body={"name": "n", "mimeType": SHEET}, fields="id")
    workspace.sheets.values_batch_update(spreadsheet_id=file["id"], data={"A1": [[1]]})
    workspace.sheets.values_batch_get(spreadsheet_id=file["id"], ranges=["A1"])
    workspace.forms.forms_create(title="f", document_title="f")
    workspace.gmail.get_profile()
    with pytest.raises(NotFound):
        workspace.drive.files_get(file_id="none", fields="id")

    log = local.get("/_local/log")
    writes = local.get("/_local/log?writes=1")
    assert [call["method"] for call in log] == workspace.calls.sent()
    assert [call["method"] for call in writes] == workspace.calls.writes()


def test_letters_bytes_survive_the_way(local, workspace):
    raw = letter("x")
    draft = workspace.gmail.drafts_create(raw=raw)
    workspace.gmail.drafts_send(draft_id=draft["id"])

    (delivered,) = local.get("/_local/outbox")
    arrived = message_from_bytes(base64.urlsafe_b64decode(delivered["raw"] + "=="))
    assert arrived.get_payload(decode=True) == message_from_bytes(raw).get_payload(decode=True)


def test_reads_over_the_quota_wait_for_the_next_minute(local):
    local.post("/_local/clock", {"now": "2023-04-20T07:30:20+07:00"})
    waits = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        local.post("/_local/clock", {"advance": seconds})

    policy = Policy(sleep=sleep, clock=lambda: sum(waits), dice=lambda _low, high: high)
    with connect(None, endpoint=local.base, policy=policy) as workspace:
        sheet = workspace.drive.files_create(body={"name": "n", "mimeType": SHEET}, fields="id")
        local.post("/_local/faults", {"quotas": {"sheets-read": {"user": 2}}})
        for _ in range(3):
            read = workspace.sheets.spreadsheets_get(spreadsheet_id=sheet["id"], fields="sheets")

    assert len(read["sheets"]) == 1
    assert waits == [2, 4, 8, 16, 32]


@pytest.mark.parametrize(("drop", "out"), [("before", 0), ("after", 1)])
def test_letter_whose_sending_got_no_answer_is_not_sent_again(local, workspace, drop, out):
    draft = workspace.gmail.drafts_create(raw=letter("x"))
    rule = {"calls": "gmail.users.drafts.send", "drop": drop}
    local.post("/_local/faults", {"rules": [rule]})

    with pytest.raises(Unreachable) as caught:
        workspace.gmail.drafts_send(draft_id=draft["id"])

    assert caught.value.maybe_done
    assert len(local.get("/_local/outbox")) == out
    assert [rule["met"] for rule in local.get("/_local/faults")["rules"]] == [1]


def test_page_of_html_in_the_place_of_a_token_is_met_by_asking_again(local, key_file):
    local.post("/_local/faults", {"rules": [{"calls": "token", "kind": "html-502", "nth": 1}]})
    policy = Policy(sleep=lambda _seconds: None)
    credentials = load(key_file, subject="office@example.com")

    with connect(credentials, endpoint=local.base, policy=policy) as workspace:
        assert workspace.gmail.get_profile()["emailAddress"] == "office@example.com"
