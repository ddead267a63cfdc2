"""Gmail's sending: drafts sent once, what is added to a letter, where it arrives."""

from __future__ import annotations

import base64
import json

import pytest

UPLOAD = "/upload/gmail/v1/users/me/messages/send"
LETTER = b"To: a@example.com\r\nSubject: a\r\n\r\nb"


def test_a_draft_is_sent_once_and_then_gone(mail):
    identifier = mail.draft()
    sent = mail.post("/drafts/send", {"id": identifier})
    assert sent == {"id": sent["id"], "threadId": sent["threadId"], "labelIds": ["SENT"]}
    assert mail.call("POST", "/drafts/send", {"id": identifier}).status_code == 404
    assert mail.call("GET", f"/drafts/{identifier}").status_code == 404
    assert len(mail.server.get("/_local/outbox")) == 1


def test_sent_draft_stays_in_the_drafts_thread(mail):
    identifier = mail.draft()
    thread = mail.get(f"/drafts/{identifier}")["message"]["threadId"]
    assert mail.post("/drafts/send", {"id": identifier})["threadId"] == thread


def test_sent_letter_has_gmails_message_id_and_the_accounts_address(mail):
    own = "<mine@school.example.com>"
    identifier = mail.draft(Message_ID=own, From="Khác <other@example.com>")
    sent = mail.post("/drafts/send", {"id": identifier})["id"]
    found = mail.heads(sent)
    assert found["From"] == "me@example.com"
    assert found["Subject"] == "Nhắc nộp báo cáo"
    assert found["Message-Id"].endswith("@mail.gmail.com>")
    assert "Message-ID" not in found
    assert mail.found("rfc822msgid:mine@school.example.com") == []
    assert mail.found(f"rfc822msgid:{found['Message-Id']}") == ["Nhắc nộp báo cáo"]


def test_changed_draft_keeps_its_id_and_sends_its_last_text(mail, write):
    identifier = mail.draft()
    mail.call("PUT", f"/drafts/{identifier}", {"message": {"raw": write("Lần hai")}})
    mail.post("/drafts/send", {"id": identifier})
    assert [letter["subject"] for letter in mail.server.get("/_local/outbox")] == ["Lần hai"]
    assert mail.get("/drafts") == {"resultSizeEstimate": 0}


def test_draft_may_be_reworded_in_the_call_that_sends_it(mail, write):
    identifier = mail.draft()
    mail.post("/drafts/send", {"id": identifier, "message": {"raw": write("Lần hai")}})
    assert [letter["subject"] for letter in mail.server.get("/_local/outbox")] == ["Lần hai"]


def test_draft_may_be_incomplete_but_not_go_out_so(mail):
    raw = base64.urlsafe_b64encode(b"Subject: a\r\n\r\nb").decode()
    identifier = mail.post("/drafts", {"message": {"raw": raw}})["id"]
    refusal = mail.refused("POST", "/drafts/send", {"id": identifier})
    assert refusal == (400, "Recipient address required")
    assert mail.get(f"/drafts/{identifier}")["id"] == identifier


def test_letter_to_what_is_no_address_is_refused_and_not_sent(mail, write):
    refusal = mail.refused("POST", "/messages/send", {"raw": write(to="human@f")})
    assert refusal == (400, "Invalid To header")
    assert mail.server.get("/_local/outbox") == []


def test_letter_arrives_in_the_mailbox_of_a_person_known_here(mail):
    other = mail.of("truongkhoa1@example.com")
    sent = mail.send(to="truongkhoa1@example.com", Bcc="phong@example.com")
    message = other.inbox()[0]
    assert message["labelIds"] == ["UNREAD", "INBOX"]
    heads = other.heads(message["id"])
    assert "Bcc" not in heads
    assert heads["Delivered-To"] == "truongkhoa1@example.com"
    assert mail.heads(sent["id"])["Bcc"] == "phong@example.com"
    posted = mail.server.get("/_local/outbox")[0]
    assert (posted["to"], posted["bcc"]) == (["truongkhoa1@example.com"], ["phong@example.com"])


def test_capitals_and_what_follows_a_plus_lead_to_the_same_mailbox(mail):
    other = mail.of("khoa1@example.com")
    mail.send("Một", to="Khoa1@Example.com")
    mail.send("Hai", to="khoa1+nhac@example.com")
    assert other.found("in:inbox") == ["Hai", "Một"]
    assert other.found("deliveredto:nhac") == ["Hai"]


def test_letter_to_oneself_is_one_letter_sent_and_arrived(mail):
    assert mail.send(to="me@example.com")["labelIds"] == ["UNREAD", "SENT", "INBOX"]
    assert mail.get("/profile")["messagesTotal"] == 1


def test_answer_arrives_in_the_thread_of_the_letter_it_answers(mail):
    other = mail.of("truongkhoa1@example.com")
    sent = mail.send("Nhắc", to="truongkhoa1@example.com")
    message_id = mail.heads(sent["id"])["Message-Id"]
    other.send("Re: Nhắc", to="me@example.com", In_Reply_To=message_id, References=message_id)
    other.send("Việc khác", to="me@example.com", In_Reply_To=message_id)
    threads = {mail.heads(m["id"])["Subject"]: m["threadId"] for m in mail.inbox()}
    assert threads["Re: Nhắc"] == sent["threadId"]
    assert threads["Việc khác"] != sent["threadId"]


def test_thread_that_is_asked_for_needs_the_same_subject(mail, write):
    thread = mail.send("Nhắc")["threadId"]
    assert mail.send("Re: Nhắc", thread=thread)["threadId"] == thread
    assert mail.send("Việc khác", thread=thread)["threadId"] != thread
    body = {"raw": write("Nhắc"), "threadId": "không"}
    assert mail.refused("POST", "/messages/send", body) == (400, "Invalid thread_id value")
    body["threadId"] = "18f0000000000000"
    assert mail.refused("POST", "/messages/send", body)[0] == 404


@pytest.mark.parametrize("kind", ["media", "multipart", "resumable"])
def test_letter_may_be_uploaded_in_each_of_googles_ways(mail, kind):
    server = mail.server
    headers, body = {"Content-Type": "message/rfc822"}, LETTER
    if kind == "multipart":
        headers = {"Content-Type": "multipart/related; boundary=x"}
        parts = {b"application/json": b"{}", b"message/rfc822": LETTER}
        body = b"".join(b"--x\r\nContent-Type: %b\r\n\r\n%b\r\n" % part for part in parts.items())
        body += b"--x--"
    address = f"{UPLOAD}?uploadType={kind}"
    if kind == "resumable":
        opened = server.call(
            "POST", address, {}, headers={"X-Upload-Content-Type": "message/rfc822"}
        )
        address = opened.headers["Location"].removeprefix(server.base)
        answer = server.call("PUT", address, data=LETTER)
    else:
        answer = server.call("POST", address, data=body, headers=headers)
    assert answer.json()["labelIds"] == ["SENT"]
    assert [letter["subject"] for letter in server.get("/_local/outbox")] == ["a"]


def test_upload_of_another_kind_or_size_is_refused(mail):
    def upload(content: bytes, kind: str) -> tuple[int, str]:
        answer = mail.server.call(
            "POST", f"{UPLOAD}?uploadType=media", data=content, headers={"Content-Type": kind}
        )
        return answer.status_code, json.loads(answer.text)["error"]["message"]

    assert upload(LETTER, "application/json") == (
        400, "Media type 'application/json' is not supported. Valid media types: [message/*]",
    )  # fmt: skip
    status, _ = upload(LETTER + b"b" * 35 * 1024 * 1024, "message/rfc822")
    assert status == 413
    assert mail.server.get("/_local/outbox") == []
