"""Gmail's letters: read in four formats, put in, taken out part by part."""

from __future__ import annotations

import base64

import pytest

NESTED = """\
From: a@example.com
To: b@example.com
Subject: =?utf-8?B?QuG6o24gdGhhbyBraOG6o28=?=
Content-Type: multipart/mixed; boundary=out

--out
Content-Type: multipart/alternative; boundary=in

--in
Content-Type: text/plain; charset=utf-8

  Xin   chào
--in
Content-Type: text/html; charset=utf-8

<p>Xin chào</p>
--in--
--out
Content-Type: text/csv; name="a.csv"
Content-Disposition: attachment; filename="a.csv"

x,y
--out
Content-Type: image/png
Content-ID: <logo>
Content-Transfer-Encoding: base64

AAEC
--out
Content-Type: message/rfc822
Content-Disposition: attachment; filename="thu.eml"

Subject: Trong

trong thư
--out--
""".replace("\n", "\r\n")


def tree(part) -> dict:
    return {part["partId"]: (part["mimeType"], part["filename"])} | {
        key: value for below in part.get("parts", []) for key, value in tree(below).items()
    }


def test_full_letter_shows_its_parts_and_keeps_attachments_apart(mail):
    sent = mail.send()["id"]
    message = mail.get(f"/messages/{sent}")
    assert message["snippet"] == "Kính gửi: R&amp;D &lt;b&gt;"
    body, attached = message["payload"]["parts"]
    assert [part["mimeType"] for part in body["parts"]] == ["text/plain", "text/html"]
    assert base64.urlsafe_b64decode(body["parts"][0]["body"]["data"]).decode() == (
        "Kính gửi: R&D <b>\n"
    )
    assert (attached["filename"], attached["body"]["size"]) == ("công văn.pdf", 2)
    key = attached["body"]["attachmentId"]
    assert mail.get(f"/messages/{sent}/attachments/{key}") == {"size": 2, "data": "AAE="}


def test_parts_in_parts_have_numbers_in_numbers(mail):
    payload = mail.get(f"/messages/{mail.insert(NESTED)}")["payload"]
    assert tree(payload) == {
        "": ("multipart/mixed", ""),
        "0": ("multipart/alternative", ""),
        "0.0": ("text/plain", ""),
        "0.1": ("text/html", ""),
        "1": ("text/csv", "a.csv"),
        "2": ("image/png", ""),
        "3": ("message/rfc822", "thu.eml"),
        "3.0": ("text/plain", ""),
    }


def test_files_pictures_and_enclosed_letters_are_fetched_apart(mail):
    identifier = mail.insert(NESTED)
    table, picture, enclosed = mail.get(f"/messages/{identifier}")["payload"]["parts"][1:]
    fetched = {
        part["partId"]: mail.get(
            f"/messages/{identifier}/attachments/{part['body']['attachmentId']}"
        )["data"]
        for part in (table, picture, enclosed)
    }
    assert base64.urlsafe_b64decode(fetched["1"]) == b"x,y"
    assert base64.urlsafe_b64decode(fetched["2"]) == b"\x00\x01\x02"
    assert base64.urlsafe_b64decode(fetched["3"]).splitlines() == [
        b"Subject: Trong", b"", "trong thư".encode(),
    ]  # fmt: skip
    assert [set(part["body"]) for part in (table, picture, enclosed)] == (
        [{"attachmentId", "size"}] * 3
    )


def test_headers_are_given_decoded_and_the_snippet_without_runs_of_space(mail):
    identifier = mail.insert(NESTED)
    assert mail.heads(identifier)["Subject"] == "Bản thao khảo"
    assert mail.get(f"/messages/{identifier}", format="minimal")["snippet"] == "Xin chào"


def test_subject_that_is_not_encoded_comes_out_garbled(mail):
    identifier = mail.insert("Subject: Nhắc nộp\r\n\r\nNhắc nộp")
    garbled = "Nhắc nộp".encode().decode("latin-1")
    assert mail.heads(identifier)["Subject"] == garbled
    head = mail.get(f"/messages/{identifier}")["payload"]["headers"][0]
    assert head == {"name": "Subject", "value": garbled}
    assert mail.found("subject:nhắc") == []


def test_formats_show_no_more_than_they_should(mail):
    sent = mail.send()["id"]
    assert mail.get(f"/messages/{sent}", format="minimal")["payload"] == {"partId": ""}
    metadata = mail.get(f"/messages/{sent}", format="metadata", metadataHeaders=["To", "subject"])
    assert metadata["payload"]["headers"] == [
        {"name": "To", "value": "a@example.com"},
        {"name": "Subject", "value": "Nhắc nộp báo cáo"},
    ]
    whole = mail.get(f"/messages/{sent}", format="raw")
    assert "payload" not in whole
    assert len(base64.urlsafe_b64decode(whole["raw"])) == whole["sizeEstimate"]


def test_letter_put_in_is_dated_by_its_arrival_or_by_its_own_date(mail):
    mail.server.post("/_local/clock", {"now": "2023-04-20T07:30:00.250+07:00"})
    letter = "Date: Tue, 8 Oct 2024 08:48:56 +0300\r\nSubject: a\r\n\r\nb"
    here = mail.insert(letter)
    there = mail.insert(letter, internalDateSource="dateHeader")
    assert mail.get(f"/messages/{here}")["internalDate"] == "1681950600000"
    assert mail.get(f"/messages/{there}")["internalDate"] == "1728366536000"


def test_imported_letter_keeps_its_own_date(mail):
    letter = b"Date: Tue, 8 Oct 2024 08:48:56 +0300\r\nSubject: a\r\n\r\nb"
    body = {"raw": base64.urlsafe_b64encode(letter).decode(), "labelIds": ["INBOX"]}
    made = mail.post("/messages/import", body)
    assert mail.get(f"/messages/{made['id']}")["internalDate"] == "1728366536000"
    assert mail.server.get("/_local/outbox") == []


def test_letter_put_in_as_deleted_is_nowhere_to_be_seen(mail):
    gone = mail.insert("Subject: a\r\n\r\nb", ("INBOX",), deleted="true")
    assert mail.refused("GET", f"/messages/{gone}") == (404, "Requested entity was not found.")


@pytest.mark.parametrize(
    ("path", "refusal"),
    [
        ("/messages/none-such", (400, "Invalid id value")),
        ("/messages/18f0000000000000", (404, "Requested entity was not found.")),
        ("/threads/none-such", (400, "Invalid id value")),
        ("/drafts/r1", (404, "Requested entity was not found.")),
    ],
)
def test_ids_that_are_none_differ_from_ids_of_nothing(mail, path, refusal):
    assert mail.refused("GET", path) == refusal


def test_attachment_that_is_not_there_is_refused(mail):
    sent = mail.send()["id"]
    refusal = mail.refused("GET", f"/messages/{sent}/attachments/xyz")
    assert refusal == (400, "Invalid attachment token")


def test_lists_come_in_pages_of_at_most_500(mail):
    for number in range(3):
        mail.insert(f"Subject: {number}\r\n\r\nb")
    first = mail.get("/messages", maxResults=2)
    assert (len(first["messages"]), first["resultSizeEstimate"]) == (2, 3)
    second = mail.get("/messages", maxResults=2, pageToken=first["nextPageToken"])
    assert (len(second["messages"]), "nextPageToken" in second) == (1, False)
    assert mail.refused("GET", "/messages", pageToken="x") == (400, "Invalid pageToken")
    assert len(mail.get("/messages", maxResults=900)["messages"]) == 3


def test_another_persons_mailbox_is_closed(workspace):
    answer = workspace.call("GET", "/gmail/v1/users/other@example.com/profile")
    assert answer.status_code == 403
    assert answer.json()["error"]["message"] == "Delegation denied for me@example.com"
    own = workspace.get("/gmail/v1/users/ME@example.com/profile")
    assert own["emailAddress"] == "me@example.com"


def test_service_account_that_acts_for_nobody_has_no_mailbox(workspace):
    robot = {"email": "robot@example.com", "service_account": True}
    token = workspace.post("/_local/principals", robot)["token"]
    error = workspace.get("/gmail/v1/users/me/profile", token=token)["error"]
    assert (error["code"], error["message"], error["status"]) == (
        400, "Precondition check failed.", "FAILED_PRECONDITION",
    )  # fmt: skip
