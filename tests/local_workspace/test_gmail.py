"""Gmail: drafts sent once, letters read back, what happened told."""

from __future__ import annotations

import base64
from email.message import EmailMessage

MAIL = "/gmail/v1/users/me"


def raw(subject: str = "Nhắc nộp báo cáo", to: str = "a@example.com", **headers: str) -> str:
    letter = EmailMessage()
    letter["To"] = to
    letter["Subject"] = subject
    for name, value in headers.items():
        letter[name.replace("_", "-")] = value
    letter.set_content("Kính gửi: R&D <b>")
    letter.add_alternative("<p>Kính gửi: R&amp;D</p>", subtype="html")
    letter.add_attachment(
        b"\x00\x01", maintype="application", subtype="pdf", filename="công văn.pdf"
    )
    return base64.urlsafe_b64encode(letter.as_bytes()).decode()


def draft(workspace, **more: str) -> str:
    return workspace.post(f"{MAIL}/drafts", {"message": {"raw": raw(**more)}})["id"]


def headers(message) -> dict[str, str]:
    return {h["name"]: h["value"] for h in message["payload"]["headers"]}


def test_a_draft_is_sent_once_and_then_gone(workspace):
    identifier = draft(workspace)
    sent = workspace.post(f"{MAIL}/drafts/send", {"id": identifier})
    assert sent == {"id": sent["id"], "threadId": sent["threadId"], "labelIds": ["SENT"]}
    again = workspace.call("POST", f"{MAIL}/drafts/send", {"id": identifier})
    assert again.status_code == 404
    assert workspace.call("GET", f"{MAIL}/drafts/{identifier}").status_code == 404
    assert len(workspace.get("/_local/outbox")) == 1


def test_sent_letter_has_gmails_message_id_and_the_accounts_address(workspace):
    own = "<mine@school.example.com>"
    identifier = draft(workspace, Message_ID=own, From="Khác <other@example.com>")
    sent = workspace.post(f"{MAIL}/drafts/send", {"id": identifier})["id"]
    found = headers(workspace.get(f"{MAIL}/messages/{sent}?format=metadata"))
    assert found["From"] == "me@example.com"
    assert found["Subject"] == "Nhắc nộp báo cáo"
    assert found["Message-Id"].endswith("@mail.gmail.com>")
    assert "Message-ID" not in found
    assert workspace.get(f"{MAIL}/messages?q=rfc822msgid:mine@school.example.com") == {
        "resultSizeEstimate": 0
    }


def test_history_tells_that_a_draft_was_sent(workspace):
    identifier = draft(workspace)
    start = workspace.get(f"{MAIL}/profile")["historyId"]
    sent = workspace.post(f"{MAIL}/drafts/send", {"id": identifier})
    query = f"startHistoryId={start}&historyTypes=messageAdded&labelId=SENT"
    events = workspace.get(f"{MAIL}/history?{query}")["history"]
    assert [event["messagesAdded"][0]["message"]["id"] for event in events] == [sent["id"]]


def test_changed_draft_keeps_its_id_and_sends_its_last_text(workspace):
    identifier = draft(workspace)
    workspace.call("PUT", f"{MAIL}/drafts/{identifier}", {"message": {"raw": raw("Lần hai")}})
    workspace.post(f"{MAIL}/drafts/send", {"id": identifier})
    assert [letter["subject"] for letter in workspace.get("/_local/outbox")] == ["Lần hai"]
    assert workspace.get(f"{MAIL}/drafts") == {"resultSizeEstimate": 0}


def test_full_letter_shows_its_parts_and_keeps_attachments_apart(workspace):
    sent = workspace.post(f"{MAIL}/messages/send", {"raw": raw()})["id"]
    message = workspace.get(f"{MAIL}/messages/{sent}")
    assert message["snippet"] == "Kính gửi: R&amp;D &lt;b&gt;"
    body, attached = message["payload"]["parts"]
    assert [part["mimeType"] for part in body["parts"]] == ["text/plain", "text/html"]
    assert base64.urlsafe_b64decode(body["parts"][0]["body"]["data"]).decode() == (
        "Kính gửi: R&D <b>\n"
    )
    assert (attached["filename"], attached["body"]["size"]) == ("công văn.pdf", 2)
    key = attached["body"]["attachmentId"]
    assert workspace.get(f"{MAIL}/messages/{sent}/attachments/{key}")["data"] == "AAE="


def test_formats_show_no_more_than_they_should(workspace):
    sent = workspace.post(f"{MAIL}/messages/send", {"raw": raw()})["id"]
    minimal = workspace.get(f"{MAIL}/messages/{sent}?format=minimal")
    assert minimal["payload"] == {"partId": ""}
    metadata = workspace.get(
        f"{MAIL}/messages/{sent}?format=metadata&metadataHeaders=To&metadataHeaders=subject"
    )
    assert headers(metadata) == {"To": "a@example.com", "Subject": "Nhắc nộp báo cáo"}
    whole = workspace.get(f"{MAIL}/messages/{sent}?format=raw")["raw"]
    assert b"R&D" in base64.urlsafe_b64decode(whole)


def test_letter_to_what_is_no_address_is_refused_and_not_sent(workspace):
    refused = workspace.call("POST", f"{MAIL}/messages/send", {"raw": raw(to="human@f")})
    assert refused.json()["error"]["message"] == "Invalid To header"
    assert workspace.get("/_local/outbox") == []


def test_letter_arrives_in_the_mailbox_of_a_person_known_here(workspace):
    token = workspace.token_of("truongkhoa1@example.com")
    letter = raw(to="truongkhoa1@example.com", Bcc="phong@example.com")
    workspace.post(f"{MAIL}/messages/send", {"raw": letter})
    inbox = workspace.get(f"{MAIL}/messages?labelIds=INBOX", token=token)["messages"]
    message = workspace.get(f"{MAIL}/messages/{inbox[0]['id']}", token=token)
    assert message["labelIds"] == ["UNREAD", "INBOX"]
    assert "Bcc" not in headers(message)
    posted = workspace.get("/_local/outbox")[0]
    assert (posted["to"], posted["bcc"]) == (["truongkhoa1@example.com"], ["phong@example.com"])


def test_search_finds_by_words_and_headers_and_refuses_what_we_lack(workspace):
    workspace.post(f"{MAIL}/messages/send", {"raw": raw("Nhắc lần 1", to="a@example.com")})
    workspace.post(f"{MAIL}/messages/send", {"raw": raw("Nhắc lần 2", to="b@example.com")})

    def count(query: str) -> int:
        answer = workspace.call("GET", f"{MAIL}/messages", params={"q": query}).json()
        return len(answer.get("messages", []))

    assert count("nhắc") == 2
    assert count("to:b@example.com") == 1
    assert count('subject:"Nhắc lần 1" in:sent') == 1
    assert count("nhắc -to:b@example.com has:attachment") == 1
    lacking = workspace.call("GET", f"{MAIL}/messages", params={"q": "larger:5M"})
    assert lacking.status_code == 501


def test_labels_are_made_put_on_and_counted(workspace):
    label = workspace.post(f"{MAIL}/labels", {"name": "Đợt 1"})["id"]
    assert workspace.call("POST", f"{MAIL}/labels", {"name": "Đợt 1"}).status_code == 409
    sent = workspace.post(f"{MAIL}/messages/send", {"raw": raw()})["id"]
    workspace.post(f"{MAIL}/messages/{sent}/modify", {"addLabelIds": [label, "STARRED"]})
    assert workspace.get(f"{MAIL}/labels/{label}")["messagesTotal"] == 1
    assert workspace.get(f"{MAIL}/messages?labelIds={label}")["messages"][0]["id"] == sent
    workspace.post(f"{MAIL}/messages/{sent}/trash")
    assert workspace.get(f"{MAIL}/messages") == {"resultSizeEstimate": 0}


def test_another_persons_mailbox_is_closed(workspace):
    refused = workspace.call("GET", "/gmail/v1/users/other@example.com/profile")
    assert refused.status_code == 403
