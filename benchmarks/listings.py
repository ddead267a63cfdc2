"""Long lists: files, letters and answers to a form, beside the same JSON sent from a file."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlencode, urlsplit

from measure import Measure, Measures, in_turn, seconds
from servers import BARE, OURS, Request, Server, keep_json, served

FILES, LETTERS, ANSWERS = 10_000, 5_000, 5_000
FOLDER = {"name": "Đợt 1", "mimeType": "application/vnd.google-apps.folder"}


def measures() -> Measures:
    """Fill a workspace with files, letters and answers, and list them."""
    with (
        TemporaryDirectory() as folder,
        served(OURS, Path(folder)) as ours,
        served(BARE, Path(folder)) as bare,
    ):
        for name, path in (*_files(ours), *_letters(ours), *_answers(ours)):
            keep_json(Path(folder), "answer", ours.call("GET", path))
            n = 5
            value, baseline = in_turn(
                lambda path=path: seconds(lambda: ours.call("GET", path)),  # type: ignore[misc]
                lambda: seconds(lambda: bare.call("GET", "/kept/answer")),
                n,
            )
            yield Measure(name, value, "s", baseline, "the same JSON file", n)


def _files(server: Server) -> list[tuple[str, str]]:
    folder = server.call("POST", "/drive/v3/files", FOLDER)["id"]
    server.do([_file(folder, number) for number in range(FILES)])
    queries = (
        f"'{folder}' in parents and trashed = false",
        "name = 'Hồ sơ 77'",
        "appProperties has { key='code' and value='77' }",
    )
    among = f"among {FILES:,}"
    listed = [(f"files.list {among}, the first thousand", "/drive/v3/files?pageSize=1000")]
    for query, of in zip(queries, ("in a folder", "by name", "by appProperties"), strict=True):
        listed.append((f"files.list {of} {among}", f"/drive/v3/files?q={quote(query)}"))
    return [*listed, (f"changes.list {among}", "/drive/v3/changes?pageToken=1")]


def _file(folder: str, number: int) -> Request:
    body = {"name": f"Hồ sơ {number}", "appProperties": {"code": str(number)}}
    if number % 10 == 0:
        body["parents"] = [folder]  # type: ignore[assignment]
    return "POST", "/drive/v3/files", json.dumps(body)


def _letters(server: Server) -> list[tuple[str, str]]:
    letters = "/gmail/v1/users/me/messages"
    server.do([("POST", f"{letters}/send", _letter(number)) for number in range(LETTERS)])
    among = f"among {LETTERS:,} letters"
    return [
        (f"messages.list {among}", f"{letters}?maxResults=500"),
        (f"messages.list by subject {among}", f"{letters}?q=subject:77"),
    ]


def _letter(number: int) -> str:
    head = f"From: me@example.com\nTo: user1@example.com\nSubject: Nhắc việc {number}\n"
    text = f"{head}\nThư {number}\n"
    return json.dumps({"raw": base64.urlsafe_b64encode(text.encode()).decode()})


def _answers(server: Server) -> list[tuple[str, str]]:
    form = server.call("POST", "/v1/forms", {"info": {"title": "Đăng ký"}})
    path = f"/v1/forms/{form['formId']}"
    question = {"questionId": "20000001", "textQuestion": {}}
    item = {"title": "Họ và tên", "questionItem": {"question": question}}
    add = {"createItem": {"item": item, "location": {"index": 0}}}
    server.call("POST", f"{path}:batchUpdate", {"requests": [add]})
    settings = {"publishState": {"isPublished": True, "isAcceptingResponses": True}}
    body = {"publishSettings": settings, "updateMask": "publishState"}
    server.call("POST", f"{path}:setPublishSettings", body)
    address = urlsplit(form["responderUri"]).path.replace("/viewform", "/formResponse")
    entry = f"entry.{0x20000001}"
    server.do(
        [("POST", address, urlencode({entry: f"Giảng viên {number}"})) for number in range(ANSWERS)]
    )
    return [(f"responses.list of {ANSWERS:,} answers", f"{path}/responses")]
