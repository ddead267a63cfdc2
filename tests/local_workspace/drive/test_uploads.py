"""Uploads and downloads: in one piece, in many, in a batch; by Google's client and by hand."""

from __future__ import annotations

import io

import pytest
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaIoBaseDownload, MediaIoBaseUpload

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILES = "/drive/v3/files"
CONTENT = bytes(range(256)) * 4000
CHUNK = 256 * 1024


def begin(workspace, **body) -> str:
    """Open a resumable upload and return its path."""
    answer = workspace.call("POST", f"/upload{FILES}?uploadType=resumable", body)
    return str(answer.headers["Location"].removeprefix(workspace.base))


def send(workspace, path: str, content: bytes, span: str):
    """Send a piece of a resumable upload."""
    headers = {"Content-Range": f"bytes {span}"}
    return workspace.call("PUT", path, data=content, headers=headers)


def test_repeated_create_with_own_id_is_409_and_makes_one_file(client):
    own = client.files().generateIds(count=1).execute()["ids"][0]

    def make():
        media = MediaIoBaseUpload(io.BytesIO(CONTENT), DOCX, resumable=False)
        body = {"id": own, "name": "a.docx", "appProperties": {"k": "v"}}
        return client.files().create(body=body, media_body=media, fields="id,size").execute()

    assert make() == {"id": own, "size": str(len(CONTENT))}
    with pytest.raises(HttpError) as refused:
        make()
    assert refused.value.status_code == 409
    assert refused.value.error_details[0]["reason"] == "fileIdInUse"
    assert len(client.files().list().execute()["files"]) == 1


def test_own_id_is_refused_for_googles_own_documents_and_when_invented(workspace):
    own = workspace.get(f"{FILES}/generateIds?count=1")["ids"][0]
    sheet = "application/vnd.google-apps.spreadsheet"
    refused = workspace.post(FILES, {"id": own, "name": "x", "mimeType": sheet})
    assert refused["error"]["message"] == (
        "Generated IDs are not supported for Docs Editors formats."
    )
    invented = workspace.post(FILES, {"id": "1" + "x" * 32, "name": "x"})
    assert invented["error"]["message"] == "The provided file ID is not usable."


def test_resumable_upload_arrives_in_pieces_and_reads_back_in_ranges(client):
    media = MediaIoBaseUpload(io.BytesIO(CONTENT), DOCX, chunksize=256 * 1024, resumable=True)
    request, answer, steps = client.files().create(body={"name": "b"}, media_body=media), None, 0
    while answer is None:
        _, answer = request.next_chunk()
        steps += 1
    assert steps == 4
    buffer, done = io.BytesIO(), False
    download = MediaIoBaseDownload(
        buffer, client.files().get_media(fileId=answer["id"]), chunksize=300_000
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


def test_batch_answers_each_call_alone(client):
    made = client.files().create(body={"name": "một"}).execute()["id"]
    answers = {}
    batch = client.new_batch_http_request(callback=lambda key, r, e: answers.update({key: (r, e)}))
    batch.add(client.files().get(fileId=made, fields="name"), request_id="good")
    batch.add(client.files().get(fileId="none"), request_id="bad")
    batch.execute()
    assert answers["good"] == ({"name": "một"}, None)
    assert answers["bad"][1].status_code == 404


def test_upload_tells_how_far_it_came_and_takes_whole_chunks(workspace):
    path = begin(workspace, name="x")
    asked = send(workspace, path, b"", f"*/{len(CONTENT)}")
    assert (asked.status_code, asked.headers.get("Range")) == (308, None)
    first = send(workspace, path, CONTENT[: CHUNK + 10], f"0-{CHUNK + 9}/{len(CONTENT)}")
    assert (first.status_code, first.headers["Range"]) == (308, f"bytes=0-{CHUNK - 1}")
    again = send(workspace, path, b"", "*/*")
    assert (again.status_code, again.headers["Range"]) == (308, f"bytes=0-{CHUNK - 1}")
    last = send(workspace, path, CONTENT[CHUNK:], f"{CHUNK}-{len(CONTENT) - 1}/{len(CONTENT)}")
    assert last.status_code == 200
    assert send(workspace, path, b"", f"*/{len(CONTENT)}").json() == last.json()
    media = workspace.call("GET", f"{FILES}/{last.json()['id']}?alt=media")
    assert media.content == CONTENT


TOO_SHORT = (
    "Invalid request. The number of bytes uploaded is required to be equal or greater than 262144, "
    "except for the final request (it's recommended to be the exact multiple of 262144). The "
    "received request contained 10 bytes, which does not meet this requirement."
)
PLACED = "Invalid request.  According to the Content-Range header, "
GAP = "the upload offset is 50 byte(s), which exceeds already uploaded size of 0 byte(s)."


@pytest.mark.parametrize(
    ("span", "content", "status", "text"),
    [
        ("0-9/100", b"x" * 10, 400, TOO_SHORT),
        ("50-99/100", b"x" * 50, 503, PLACED + GAP),
        ("0-99/100", b"x" * 50, 400, PLACED + "100 byte(s) are sent, but 50 came."),
        ("0 to 99", b"x", 400, "Failed to parse Content-Range header."),
    ],
)
def test_piece_that_does_not_fit_is_refused_in_plain_words(workspace, span, content, status, text):
    answer = send(workspace, begin(workspace, name="x"), content, span)
    assert (answer.status_code, answer.text) == (status, text)


def test_cancelled_and_unknown_and_week_old_uploads_are_gone(workspace):
    path = begin(workspace, name="x")
    assert workspace.call("DELETE", path).status_code == 499
    assert send(workspace, path, b"", "*/*").status_code == 404
    assert send(workspace, path + "x", b"", "*/*").status_code == 404
    workspace.post("/_local/clock", {"now": "2023-04-20T07:30:00+07:00"})
    old = begin(workspace, name="x")
    workspace.post("/_local/clock", {"now": "2023-04-27T07:30:00+07:00"})
    assert send(workspace, old, b"x", "0-0/1").status_code == 404


def test_upload_that_is_refused_at_its_end_can_be_sent_again(workspace, drive):
    folder = drive.folder()
    path = begin(workspace, name="x", parents=[folder])
    workspace.call("DELETE", f"{FILES}/{folder}")
    assert send(workspace, path, b"x", "0-0/1").status_code == 404
    assert send(workspace, path, b"", "*/1").headers.get("Range") is None


@pytest.mark.parametrize(
    ("asked", "status", "content", "span"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=7-", 206, b"789", "bytes 7-9/10"),
        ("bytes=-2", 206, b"89", "bytes 8-9/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("bytes=0-1,4-5", 200, b"0123456789", None),
        ("bytes=5-2", 200, b"0123456789", None),
    ],
)
def test_range_gives_a_part(workspace, drive, asked, status, content, span):
    made = drive.upload(b"0123456789")
    answer = workspace.call("GET", f"{FILES}/{made}?alt=media", headers={"Range": asked})
    found = (answer.status_code, answer.content, answer.headers.get("Content-Range"))
    assert found == (status, content, span)


def test_range_behind_the_end_is_416(workspace, drive, reason):
    made = drive.upload(b"0123456789")
    answer = workspace.call("GET", f"{FILES}/{made}?alt=media", headers={"Range": "bytes=10-"})
    assert reason(answer) == (416, "requestedRangeNotSatisfiable")
    assert answer.headers["Content-Range"] == "bytes */10"


def test_batch_refuses_the_calls_after_the_hundredth_and_media(workspace, drive, client):
    made = drive.upload(b"x")
    answers = []
    batch = client.new_batch_http_request(callback=lambda _key, r, e: answers.append((r, e)))
    for _ in range(101):
        batch.add(client.files().get(fileId=made, fields="name"))
    batch.execute()
    assert [r for r, _ in answers[:100]] == [{"name": "x.txt"}] * 100
    assert answers[100][1].status_code == 403
    assert (
        answers[100][1].reason == "Exceeds allowed inner batch requests soft limit. Please retry."
    )
    head = "--b\r\nContent-Type: application/http\r\n\r\n"
    body = f"{head}GET {FILES}/{made}?alt=media HTTP/1.1\r\n\r\n--b--"
    kind = {"Content-Type": "multipart/mixed; boundary=b"}
    answer = workspace.call("POST", "/batch/drive/v3", data=body, headers=kind).text
    assert "HTTP/1.1 400 Bad Request" in answer
    assert "Media is not supported in a batch request." in answer
