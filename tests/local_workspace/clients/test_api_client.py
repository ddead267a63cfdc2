"""google-api-python-client, built from its own documents, works here as at Google."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from google.auth.credentials import AnonymousCredentials
from googleapiclient import discovery_cache
from googleapiclient.discovery import build_from_document
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaIoBaseDownload, MediaIoBaseUpload

CHUNK = 256 * 1024
VERSIONS = {"sheets": "v4", "drive": "v3", "gmail": "v1", "forms": "v1"}


@pytest.fixture
def api(workspace):
    """The maker of an API's service, pointed at this server."""
    made: list[Any] = []

    def make(name: str) -> Any:
        document = json.loads(discovery_cache.get_static_doc(name, VERSIONS[name]))
        document["rootUrl"] = f"{workspace.base}/"
        document.pop("mtlsRootUrl", None)
        made.append(build_from_document(document, credentials=AnonymousCredentials()))
        return made[-1]

    yield make
    for service in made:
        service.close()


@pytest.fixture
def drive(api: Callable[[str], Any]) -> Any:
    return api("drive")


def media(content: bytes, kind: str = "text/plain", **more: Any) -> MediaIoBaseUpload:
    return MediaIoBaseUpload(io.BytesIO(content), mimetype=kind, **more)


def downloaded(drive: Any, file_id: str, chunk: int = CHUNK) -> tuple[bytes, int]:
    """Return a file's bytes and in how many pieces they came."""
    into = io.BytesIO()
    download = MediaIoBaseDownload(into, drive.files().get_media(fileId=file_id), chunksize=chunk)
    done, pieces = False, 0
    while not done:
        _, done = download.next_chunk()
        pieces += 1
    return into.getvalue(), pieces


def test_sheets_writes_appends_and_reads(api):
    sheets = api("sheets").spreadsheets()
    made = sheets.create(body={"properties": {"title": "Sổ"}}, fields="spreadsheetId").execute()
    at = {"spreadsheetId": made["spreadsheetId"], "range": "A1:B1"}
    body = {"values": [["Khoa", "=1+1"]]}
    sheets.values().update(**at, valueInputOption="USER_ENTERED", body=body).execute()
    added = sheets.values().append(**at, valueInputOption="RAW", body={"values": [["Tổ"]]})
    assert added.execute()["updates"]["updatedRange"] == "Sheet1!A2"
    assert sheets.values().get(**at).execute()["values"] == [["Khoa", "2"]]


def test_forms_makes_a_form_and_reads_it(api):
    forms = api("forms").forms()
    made = forms.create(body={"info": {"title": "Phiếu"}}).execute()
    item = {"title": "Họ và tên", "questionItem": {"question": {"textQuestion": {}}}}
    create = {"createItem": {"item": item, "location": {"index": 0}}}
    forms.batchUpdate(formId=made["formId"], body={"requests": [create]}).execute()
    read = forms.get(formId=made["formId"]).execute()
    assert [each["title"] for each in read["items"]] == ["Họ và tên"]
    assert forms.responses().list(formId=made["formId"]).execute() == {}


def test_gmail_sends_a_draft_and_an_upload(api):
    users = api("gmail").users()
    letter = b"To: user2@example.com\r\nSubject: Nhac\r\n\r\nXin chao\r\n"
    raw = base64.urlsafe_b64encode(letter).decode()
    draft = users.drafts().create(userId="me", body={"message": {"raw": raw}}).execute()
    sent = users.drafts().send(userId="me", body={"id": draft["id"]}).execute()
    assert sent["labelIds"] == ["SENT"]
    uploaded = users.messages().send(userId="me", media_body=media(letter, "message/rfc822"))
    assert uploaded.execute()["labelIds"] == ["SENT"]
    listed = users.messages().list(userId="me", labelIds=["SENT"]).execute()
    assert len(listed["messages"]) == 2


def test_drive_uploads_at_once_and_in_pieces_and_gives_the_bytes_back(drive):
    small = drive.files().create(body={"name": "a.txt"}, media_body=media(b"nho"), fields="id,size")
    told = small.execute()
    assert (told["size"], downloaded(drive, told["id"])) == ("3", (b"nho", 1))
    content = bytes(range(256)) * 2600  # 650 KB: three pieces
    large = drive.files().create(
        body={"name": "b.bin"},
        media_body=media(content, "application/octet-stream", chunksize=CHUNK, resumable=True),
        fields="id,size,md5Checksum",
    )
    progress, answer = [], None
    while answer is None:
        status, answer = large.next_chunk()
        if status:
            progress.append(status.resumable_progress)
    assert (progress, answer["size"]) == ([CHUNK, 2 * CHUNK], str(len(content)))
    assert downloaded(drive, answer["id"]) == (content, 3)


def test_drive_replaces_content_and_downloads_an_export(drive):
    made = drive.files().create(body={"name": "a.txt"}, media_body=media(b"mot")).execute()
    drive.files().update(fileId=made["id"], media_body=media(b"hai", resumable=True)).execute()
    assert downloaded(drive, made["id"]) == (b"hai", 1)
    kind = "application/vnd.google-apps.spreadsheet"
    book = drive.files().create(body={"name": "Sổ", "mimeType": kind}).execute()
    exported = drive.files().export(fileId=book["id"], mimeType="text/csv").execute()
    assert exported == b""


def test_a_batch_answers_each_call_by_its_own_name(drive):
    made = drive.files().create(body={"name": "a"}).execute()
    answers: dict[str, Any] = {}

    def keep(name: str, answer: Any, error: HttpError | None) -> None:
        answers[name] = error.resp.status if error else answer["name"]

    batch = drive.new_batch_http_request(callback=keep)
    batch.add(drive.files().get(fileId=made["id"]), request_id="một")
    batch.add(drive.files().get(fileId="khong-co"), request_id="hai")
    batch.add(drive.files().create(body={"name": "b"}), request_id="ba")
    batch.execute()
    assert answers == {"một": "a", "hai": 404, "ba": "b"}


@pytest.mark.parametrize("name", ["sheets", "gmail", "forms"])
def test_each_api_has_its_batch(api, name):
    service = api(name)
    answers: list[Any] = []
    batch = service.new_batch_http_request(callback=lambda _, a, error: answers.append(error))
    calls = {
        "sheets": lambda: service.spreadsheets().get(spreadsheetId="khong-co"),
        "gmail": lambda: service.users().messages().get(userId="me", id="0123456789abcdef"),
        "forms": lambda: service.forms().get(formId="khong-co"),
    }
    batch.add(calls[name]())
    batch.execute()
    assert [error.resp.status for error in answers] == [404]


def test_lists_are_followed_page_by_page(drive):
    for name in "abc":
        drive.files().create(body={"name": name}).execute()
    asked = drive.files().list(pageSize=2, orderBy="name", fields="nextPageToken,files(name)")
    pages = []
    while asked is not None:
        answer = asked.execute()
        pages.append([each["name"] for each in answer["files"]])
        asked = drive.files().list_next(asked, answer)
    assert pages == [["a", "b"], ["c"]]


def test_a_long_address_is_sent_as_a_form(drive):
    query = " or ".join(f"name = 'tệp số {number}'" for number in range(200))
    drive.files().create(body={"name": "tệp số 7"}).execute()
    found = drive.files().list(q=query, fields="files(name)").execute()
    assert found == {"files": [{"name": "tệp số 7"}]}


def test_an_error_is_read_with_its_reason(drive):
    with pytest.raises(HttpError) as caught:
        drive.files().get(fileId="khong-co").execute()
    assert (caught.value.status_code, caught.value.reason) == (404, "File not found: khong-co.")
    assert caught.value.error_details[0]["reason"] == "notFound"
