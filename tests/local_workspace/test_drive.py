"""Drive: files made once, found again, moved, read in pieces, deleted."""

from __future__ import annotations

import io
import json

import pytest
from google.auth.credentials import AnonymousCredentials
from googleapiclient import discovery_cache
from googleapiclient.discovery import build_from_document
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaIoBaseDownload, MediaIoBaseUpload

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FOLDER = "application/vnd.google-apps.folder"
FILES = "/drive/v3/files"
CONTENT = bytes(range(256)) * 4000


@pytest.fixture
def drive(workspace):
    document = json.loads(discovery_cache.get_static_doc("drive", "v3"))
    document["rootUrl"] = workspace.base + "/"
    document.pop("mtlsRootUrl", None)
    with build_from_document(document, credentials=AnonymousCredentials()) as service:
        yield service


def names(workspace, query: str, **more: str) -> list[str]:
    answer = workspace.call("GET", FILES, params={"q": query, **more})
    return [file["name"] for file in answer.json()["files"]]


def test_create_answers_four_fields_unless_asked(workspace):
    made = workspace.post(FILES, {"name": "Danh mục", "mimeType": FOLDER})
    assert made == {
        "kind": "drive#file",
        "id": made["id"],
        "name": "Danh mục",
        "mimeType": FOLDER,
    }


def test_repeated_create_with_own_id_is_409_and_makes_one_file(drive):
    own = drive.files().generateIds(count=1).execute()["ids"][0]

    def make():
        media = MediaIoBaseUpload(io.BytesIO(CONTENT), DOCX, resumable=False)
        body = {"id": own, "name": "a.docx", "appProperties": {"k": "v"}}
        return drive.files().create(body=body, media_body=media, fields="id,size").execute()

    assert make() == {"id": own, "size": str(len(CONTENT))}
    with pytest.raises(HttpError) as refused:
        make()
    assert refused.value.status_code == 409
    assert refused.value.error_details[0]["reason"] == "fileIdInUse"
    assert len(drive.files().list().execute()["files"]) == 1


def test_own_id_is_refused_for_googles_own_documents_and_when_invented(workspace):
    own = workspace.get(f"{FILES}/generateIds?count=1")["ids"][0]
    sheet = "application/vnd.google-apps.spreadsheet"
    refused = workspace.post(FILES, {"id": own, "name": "x", "mimeType": sheet})
    assert refused["error"]["message"] == (
        "Generated IDs are not supported for Docs Editors formats."
    )
    invented = workspace.post(FILES, {"id": "1" + "x" * 32, "name": "x"})
    assert invented["error"]["message"] == "The provided file ID is not usable."


def test_resumable_upload_arrives_in_pieces_and_reads_back_in_ranges(drive):
    media = MediaIoBaseUpload(io.BytesIO(CONTENT), DOCX, chunksize=256 * 1024, resumable=True)
    request, answer, steps = drive.files().create(body={"name": "b"}, media_body=media), None, 0
    while answer is None:
        _, answer = request.next_chunk()
        steps += 1
    assert steps == 4
    buffer, done = io.BytesIO(), False
    download = MediaIoBaseDownload(
        buffer, drive.files().get_media(fileId=answer["id"]), chunksize=300_000
    )
    while not done:
        _, done = download.next_chunk()
    assert buffer.getvalue() == CONTENT


def test_media_upload_replaces_the_content_and_its_checksum(workspace):
    made = workspace.post(FILES, {"name": "a.txt", "mimeType": "text/plain"})["id"]
    fields = "?uploadType=media&fields=size,mimeType,sha256Checksum,md5Checksum"
    answer = workspace.call(
        "PATCH", f"/upload{FILES}/{made}{fields}", data=b"abc", headers={"Content-Type": "text/x"}
    )
    assert answer.json() == {
        "size": "3",
        "mimeType": "text/x",
        "md5Checksum": "900150983cd24fb0d6963f7d28e17f72",
        "sha256Checksum": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    }


def test_batch_answers_each_call_alone(drive):
    made = drive.files().create(body={"name": "một"}).execute()["id"]
    answers = {}
    batch = drive.new_batch_http_request(callback=lambda key, r, e: answers.update({key: (r, e)}))
    batch.add(drive.files().get(fileId=made, fields="name"), request_id="good")
    batch.add(drive.files().get(fileId="none"), request_id="bad")
    batch.execute()
    assert answers["good"] == ({"name": "một"}, None)
    assert answers["bad"][1].status_code == 404


def test_query_finds_by_each_clause(workspace):
    folder = workspace.post(FILES, {"name": "Đơn vị", "mimeType": FOLDER})["id"]
    properties = {"k": "2023-1"}
    workspace.post(FILES, {"name": "Khoa Y", "parents": [folder], "appProperties": properties})
    other = workspace.post(FILES, {"name": "Khoa Dược", "properties": {"p": "q"}})["id"]
    workspace.call("PATCH", f"{FILES}/{other}", {"description": "hồ sơ R&D", "trashed": True})
    assert names(workspace, "name = 'Khoa Y'") == ["Khoa Y"]
    assert names(workspace, "name contains 'dư'") == ["Khoa Dược"]
    assert names(workspace, f"'{folder}' in parents") == ["Khoa Y"]
    assert names(workspace, "'root' in parents and trashed = false") == ["Đơn vị"]
    assert names(workspace, "appProperties has { key='k' and value='2023-1' }") == ["Khoa Y"]
    assert names(workspace, "properties has { key='p' and value='q' }") == ["Khoa Dược"]
    assert names(workspace, "fullText contains 'hồ sơ'") == ["Khoa Dược"]
    assert names(workspace, f"mimeType != '{FOLDER}' and not trashed = true") == ["Khoa Y"]
    either = "(name = 'Khoa Y' or name = 'Khoa Dược') and modifiedTime > '2020-01-01T00:00:00'"
    assert names(workspace, either, orderBy="name") == ["Khoa Dược", "Khoa Y"]
    assert names(workspace, "'me@example.com' in owners", orderBy="folder,name desc") == [
        "Đơn vị",
        "Khoa Y",
        "Khoa Dược",
    ]


@pytest.mark.parametrize(
    "query", ["nmae = 'x'", "name = 'x", "name ~ 'x'", "name = 'x' xor trashed = true", "'x' in y"]
)
def test_query_that_google_does_not_know_is_its_400(workspace, query):
    error = workspace.call("GET", FILES, params={"q": query}).json()["error"]
    assert error == {
        "code": 400,
        "message": "Invalid Value",
        "errors": [
            {
                "message": "Invalid Value",
                "domain": "global",
                "reason": "invalid",
                "location": "q",
                "locationType": "parameter",
            }
        ],
    }


def test_query_that_we_lack_is_501(workspace):
    answer = workspace.call("GET", FILES, params={"q": "visibility = 'limited'"})
    assert answer.status_code == 501


def test_parameter_that_we_lack_is_501(workspace):
    answer = workspace.call("POST", f"{FILES}?keepRevisionForever=true", {"name": "x"})
    assert answer.status_code == 501


def test_list_comes_in_pages(workspace):
    for number in range(5):
        workspace.post(FILES, {"name": f"tệp {number}"})
    first = workspace.get(f"{FILES}?pageSize=3&orderBy=name")
    token = first["nextPageToken"]
    rest = workspace.call(
        "GET", FILES, params={"pageSize": 3, "orderBy": "name", "pageToken": token}
    )
    shown = [file["name"] for page in (first, rest.json()) for file in page["files"]]
    assert shown == [f"tệp {number}" for number in range(5)]
    assert "nextPageToken" not in rest.json()


def test_file_moves_between_folders_but_never_into_two_or_itself(workspace):
    one = workspace.post(FILES, {"name": "1", "mimeType": FOLDER})["id"]
    two = workspace.post(FILES, {"name": "2", "mimeType": FOLDER, "parents": [one]})["id"]
    made = workspace.post(FILES, {"name": "x", "parents": [one]})["id"]
    moved = workspace.call(
        "PATCH", f"{FILES}/{made}?addParents={two}&removeParents={one}&fields=parents"
    )
    assert moved.json() == {"parents": [two]}
    doubled = workspace.call("PATCH", f"{FILES}/{made}?addParents={one}")
    assert doubled.json()["error"]["errors"][0]["reason"] == "cannotAddParent"
    inside = workspace.call("PATCH", f"{FILES}/{one}?addParents={two}&removeParents=root")
    assert inside.json()["error"]["errors"][0]["reason"] == "cyclicMembershipsNotAllowed"


def test_parents_in_an_update_body_are_refused(workspace):
    made = workspace.post(FILES, {"name": "x"})["id"]
    answer = workspace.call("PATCH", f"{FILES}/{made}", {"parents": ["root"]})
    assert answer.json()["error"]["errors"][0]["reason"] == "fieldNotWritable"


def test_properties_merge_and_null_takes_one_away(workspace):
    made = workspace.post(FILES, {"name": "x", "appProperties": {"a": "1", "b": "2"}})["id"]
    changed = workspace.call(
        "PATCH",
        f"{FILES}/{made}?fields=appProperties",
        {"appProperties": {"a": None, "c": "3"}},
    )
    assert changed.json() == {"appProperties": {"b": "2", "c": "3"}}
    long = workspace.call("PATCH", f"{FILES}/{made}", {"appProperties": {"k": "x" * 124}})
    assert long.status_code == 400


def test_deleting_a_folder_deletes_what_lies_in_it(workspace):
    folder = workspace.post(FILES, {"name": "1", "mimeType": FOLDER})["id"]
    made = workspace.post(FILES, {"name": "x", "parents": [folder]})["id"]
    assert workspace.call("DELETE", f"{FILES}/{folder}").status_code == 204
    assert workspace.get(f"{FILES}/{made}")["error"]["message"] == f"File not found: {made}."


def test_copy_of_a_blob_has_its_bytes_and_another_id(workspace):
    made = workspace.post(FILES, {"name": "x", "mimeType": "text/plain"})["id"]
    workspace.call("PATCH", f"/upload{FILES}/{made}?uploadType=media", data=b"abc")
    copied = workspace.post(f"{FILES}/{made}/copy", {"name": "y"})["id"]
    assert copied != made
    assert workspace.call("GET", f"{FILES}/{copied}?alt=media").content == b"abc"


def test_changes_name_each_changed_file_once_and_what_is_gone(workspace):
    kept = workspace.post(FILES, {"name": "kept"})["id"]
    gone = workspace.post(FILES, {"name": "gone"})["id"]
    start = workspace.get("/drive/v3/changes/startPageToken")["startPageToken"]
    for name in ("a", "b"):
        workspace.call("PATCH", f"{FILES}/{kept}", {"name": name})
    workspace.call("DELETE", f"{FILES}/{gone}")
    listed = workspace.get(f"/drive/v3/changes?pageToken={start}")
    found = [(c["fileId"], c["removed"], c.get("file", {}).get("name")) for c in listed["changes"]]
    assert found == [(kept, False, "b"), (gone, True, None)]
    again = workspace.get(f"/drive/v3/changes?pageToken={listed['newStartPageToken']}")
    assert again["changes"] == []


def test_shared_drive_files_have_no_owner_and_want_supports_all_drives(workspace):
    drive = workspace.post("/drive/v3/drives?requestId=r1", {"name": "Chung"})["id"]
    body = {"name": "x", "parents": [drive]}
    made = workspace.post(f"{FILES}?supportsAllDrives=true&fields=id,driveId,owners", body)
    assert made == {"id": made["id"], "driveId": drive}
    assert workspace.call("GET", f"{FILES}/{made['id']}").status_code == 404
    assert workspace.call("POST", "/drive/v3/drives?requestId=r1", {"name": "x"}).status_code == 409


def test_about_wants_its_fields_named(workspace):
    assert workspace.call("GET", "/drive/v3/about").status_code == 400
    assert workspace.get("/drive/v3/about?fields=user(emailAddress,me)") == {
        "user": {"emailAddress": "me@example.com", "me": True}
    }
