"""revisions.*: the contents that a file had."""

from __future__ import annotations

import pytest

FILES = "/drive/v3/files"
SPREADSHEET = "application/vnd.google-apps.spreadsheet"


@pytest.fixture
def made(workspace, drive):
    """A file with three contents, one a day, and its revisions' path."""
    workspace.post("/_local/clock", {"now": "2023-04-01T00:00:00Z"})
    file = drive.make("x.txt", mimeType="text/plain")
    for day, content in enumerate((b"a", b"bb"), 2):
        workspace.post("/_local/clock", {"now": f"2023-04-0{day}T00:00:00Z"})
        drive.put(file, content)
    return file


def listed(workspace, file: str, fields: str = "id,size"):
    return workspace.get(f"{FILES}/{file}/revisions?fields=revisions({fields})")["revisions"]


def test_each_upload_is_a_revision_with_its_checksum(workspace, drive, made):
    found = listed(workspace, made, "size,md5Checksum,originalFilename,keepForever")
    assert [r["size"] for r in found] == ["0", "1", "2"]
    assert found[1] == {
        "size": "1",
        "md5Checksum": "0cc175b9c0f1b6a831c399e269772661",
        "originalFilename": "x.txt",
        "keepForever": False,
    }
    assert listed(workspace, made)[-1]["id"] == drive.get(made, "headRevisionId")["headRevisionId"]


def test_older_revision_is_read_only_when_it_is_kept_for_ever(workspace, drive, made, reason):
    old = f"{FILES}/{made}/revisions/{listed(workspace, made)[1]['id']}"
    refused = workspace.call("GET", f"{old}?alt=media")
    assert reason(refused) == (403, "download_restricted_for_revision")
    assert workspace.call("PATCH", old, {"keepForever": True}).status_code == 200
    assert workspace.call("GET", f"{old}?alt=media").content == b"a"
    assert drive.get(made, "quotaBytesUsed") == {"quotaBytesUsed": "3"}
    undone = workspace.call("PATCH", old, {"keepForever": False})
    assert reason(undone) == (400, "illegalKeepForeverModification")


def test_older_revisions_go_after_thirty_days_unless_kept(workspace, made):
    kept = listed(workspace, made)[0]["id"]
    workspace.call("PATCH", f"{FILES}/{made}/revisions/{kept}", {"keepForever": True})
    workspace.post("/_local/clock", {"now": "2023-05-04T00:00:00Z"})
    assert [r["size"] for r in listed(workspace, made)] == ["0", "2"]


def test_upload_can_keep_its_revision_for_ever(workspace, drive, made):
    drive.put(made, b"ccc", query="&keepRevisionForever=true")
    drive.put(made, b"dddd")
    assert [r["keepForever"] for r in listed(workspace, made, "keepForever")] == [
        *[False] * 3,
        True,
        False,
    ]
    assert drive.get(made, "quotaBytesUsed") == {"quotaBytesUsed": "7"}


def test_deleting_the_head_brings_the_content_before_back(workspace, drive, made, reason):
    *_, head = listed(workspace, made)
    assert workspace.call("DELETE", f"{FILES}/{made}/revisions/{head['id']}").status_code == 204
    assert workspace.call("GET", f"{FILES}/{made}?alt=media").content == b"a"
    fields = "size,md5Checksum"
    assert drive.get(made, fields) == {
        "size": "1",
        "md5Checksum": "0cc175b9c0f1b6a831c399e269772661",
    }
    first, second = listed(workspace, made)
    workspace.call("DELETE", f"{FILES}/{made}/revisions/{first['id']}")
    last = workspace.call("DELETE", f"{FILES}/{made}/revisions/{second['id']}")
    assert reason(last) == (403, "cannotDeleteOnlyRevision")


def test_edits_of_a_spreadsheet_make_revisions_by_person_and_minute(
    workspace, drive, other, reason
):
    workspace.post("/_local/clock", {"now": "2023-04-01T00:00:00Z"})
    made = drive.make(mimeType=SPREADSHEET)
    drive.share(made, "writer")
    path = f"/v4/spreadsheets/{made}/values/A1?valueInputOption=RAW"
    for token, minute in (("", 1), ("", 1), (other, 1), (other, 3)):
        workspace.post("/_local/clock", {"now": f"2023-04-01T00:0{minute}:00Z"})
        workspace.call("PUT", path, {"values": [["x"]]}, token=token)
    found = listed(workspace, made, "id,lastModifyingUser(emailAddress),published")
    me, them = "me@example.com", "user1@example.com"
    assert [(r["id"], r["lastModifyingUser"]["emailAddress"]) for r in found] == [
        ("1", me),
        ("3", me),
        ("4", them),
        ("5", them),
    ]
    revision = f"{FILES}/{made}/revisions/3"
    assert reason(workspace.call("GET", f"{revision}?alt=media")) == (403, "fileNotDownloadable")
    assert reason(workspace.call("DELETE", revision)) == (403, "revisionDeletionNotSupported")
    body = {"published": True, "publishAuto": True}
    answer = workspace.call("PATCH", f"{revision}?fields=published,publishAuto,publishedLink", body)
    link = f"{workspace.base}/spreadsheets/d/{made}/edit?usp=drivesdk"
    assert answer.json() == body | {"publishedLink": link}
    assert workspace.get(f"{revision}?fields=published") == {"published": True}
    kept = workspace.call("PATCH", revision, {"keepForever": True})
    assert reason(kept) == (403, "fieldNotWritable")


def test_readers_and_folders_have_no_revisions(workspace, drive, made, other, reason):
    drive.share(made, "reader")
    refused = workspace.call("GET", f"{FILES}/{made}/revisions", token=other)
    assert reason(refused) == (403, "insufficientFilePermissions")
    folder = workspace.call("GET", f"{FILES}/{drive.folder()}/revisions")
    assert reason(folder) == (403, "revisionsNotSupported")
    unknown = workspace.get(f"{FILES}/{made}/revisions/none")
    assert unknown["error"]["message"] == "Revision not found: none."
