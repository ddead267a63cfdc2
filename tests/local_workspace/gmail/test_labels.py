"""Gmail's labels, and the history that tells what happened to letters."""

from __future__ import annotations

import pytest

LETTER = "Subject: a\r\n\r\nb"


def test_labels_are_made_put_on_and_counted(mail):
    label = mail.post("/labels", {"name": "Đợt 1"})["id"]
    sent = mail.send()["id"]
    mail.post(f"/messages/{sent}/modify", {"addLabelIds": [label, "STARRED"]})
    assert mail.get(f"/labels/{label}")["messagesTotal"] == 1
    assert mail.get("/messages", labelIds=label)["messages"][0]["id"] == sent
    mail.post(f"/messages/{sent}/trash")
    assert mail.get("/messages") == {"resultSizeEstimate": 0}


@pytest.mark.parametrize(
    ("label", "refusal"),
    [
        ({"name": "đợt 1"}, (409, "Label name exists or conflicts")),
        ({"name": "Inbox"}, (400, "Invalid label name")),
        ({"name": "Drafts"}, (400, "Invalid label name")),
        ({"name": "a^b"}, (400, "Invalid label name")),
        ({}, (400, "Invalid label name")),
        (
            {"name": "màu", "color": {"backgroundColor": "#123456", "textColor": "#ffffff"}},
            (400, "Label color #123456 is not on the allowed color palette"),
        ),
    ],
)
def test_label_that_gmail_would_not_make_is_refused(mail, label, refusal):
    mail.post("/labels", {"name": "Đợt 1"})
    assert mail.refused("POST", "/labels", label) == refusal


def test_label_read_and_written_back_with_another_name_changes_no_more(mail):
    label = mail.post("/labels", {"name": "Đợt 1"})["id"]
    held = mail.get(f"/labels/{label}")
    answer = mail.call("PUT", f"/labels/{label}", held | {"name": "Đợt 2", "messagesTotal": 9})
    assert answer.json() == held | {"name": "Đợt 2"}


@pytest.mark.parametrize(
    ("verb", "message"), [("PUT", "Invalid update request"), ("DELETE", "Invalid delete request")]
)
def test_labels_of_the_system_stay_as_they_are(mail, verb, message):
    assert mail.refused(verb, "/labels/INBOX", {"name": "x"}) == (400, message)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({}, "No label add or removes specified"),
        ({"addLabelIds": ["Label_9"]}, "Invalid label: Label_9"),
        ({"removeLabelIds": ["SENT"]}, "Invalid label: SENT"),
        ({"addLabelIds": ["DRAFT"]}, "Invalid label: DRAFT"),
        (
            {"addLabelIds": ["INBOX"], "removeLabelIds": ["INBOX"]},
            "Cannot both add and remove the same label",
        ),
        ({"addLabelIds": ["INBOX"] * 101}, "Too many labels specified: at most 100"),
    ],
)
def test_change_of_labels_that_cannot_be_is_refused(mail, change, message):
    letter = mail.insert(LETTER)
    assert mail.refused("POST", f"/messages/{letter}/modify", change) == (400, message)


def test_many_letters_are_relabelled_and_deleted_at_once(mail):
    letters = [mail.insert(LETTER, ("INBOX",)) for _ in range(3)]
    body = {"ids": letters, "addLabelIds": ["STARRED"], "removeLabelIds": ["INBOX"]}
    assert mail.call("POST", "/messages/batchModify", body).status_code == 204
    assert mail.get("/labels/STARRED")["messagesTotal"] == 3
    assert mail.call("POST", "/messages/batchDelete", {"ids": letters[:2]}).status_code == 204
    assert mail.get("/profile")["messagesTotal"] == 1
    many = {"ids": [f"{n:x}" for n in range(1001)], "addLabelIds": ["STARRED"]}
    assert mail.refused("POST", "/messages/batchModify", many)[0] == 400


def test_history_tells_that_a_draft_was_sent(mail):
    identifier = mail.draft()
    start = mail.get("/profile")["historyId"]
    sent = mail.post("/drafts/send", {"id": identifier})
    events = mail.get(
        "/history", startHistoryId=start, historyTypes="messageAdded", labelId="SENT"
    )["history"]
    assert [event["messagesAdded"][0]["message"]["id"] for event in events] == [sent["id"]]


def test_history_of_a_thread_thrown_away_is_one_event_of_each_kind(mail):
    first = mail.send("Nhắc", to="me@example.com")
    second = mail.send("Re: Nhắc", thread=first["threadId"])
    start = mail.get("/profile")["historyId"]
    mail.post(f"/threads/{first['threadId']}/trash")
    history = mail.get("/history", startHistoryId=start)["history"]
    ids = [{"id": m["id"], "threadId": m["threadId"]} for m in (first, second)]
    assert history == [
        {
            "id": str(int(start) + 1),
            "messages": ids,
            "labelsAdded": [
                {
                    "message": ids[0] | {"labelIds": ["UNREAD", "TRASH", "SENT", "INBOX"]},
                    "labelIds": ["TRASH"],
                },
                {"message": ids[1] | {"labelIds": ["TRASH", "SENT"]}, "labelIds": ["TRASH"]},
            ],
        },
        {
            "id": str(int(start) + 2),
            "messages": ids[:1],
            "labelsRemoved": [
                {
                    "message": ids[0] | {"labelIds": ["UNREAD", "TRASH", "SENT"]},
                    "labelIds": ["INBOX"],
                }
            ],
        },
    ]


def test_history_older_than_a_week_is_gone(mail):
    mail.server.post("/_local/clock", {"now": "2023-04-20T07:30:00+07:00"})
    start = mail.get("/profile")["historyId"]
    mail.insert(LETTER)
    assert len(mail.get("/history", startHistoryId=start)["history"]) == 1
    mail.server.post("/_local/clock", {"now": "2023-04-28T07:30:00+07:00"})
    assert mail.refused("GET", "/history", startHistoryId=start)[0] == 404
    latest = mail.get("/profile")["historyId"]
    assert mail.get("/history", startHistoryId=latest) == {"historyId": latest}


def test_watch_lasts_seven_days_and_holds_one_topic(mail):
    mail.server.post("/_local/clock", {"now": "2023-04-20T00:00:00+00:00"})
    watch = {"topicName": "projects/p/topics/t"}
    assert mail.post("/watch", watch) == {"historyId": "0", "expiration": "1682553600000"}
    other = {"topicName": "projects/p/topics/other"}
    assert mail.refused("POST", "/watch", other) == (
        400,
        "Only one user push notification client allowed per developer (call /stop then try again)",
    )
    assert mail.call("POST", "/stop").status_code == 204
    assert mail.call("POST", "/watch", other).status_code == 200


@pytest.mark.parametrize(
    ("watch", "message"),
    [
        ({}, "topicName required"),
        ({"topicName": "t"}, "Invalid topicName does not match projects/*/topics/*"),
        ({"topicName": "projects/p/topics/t", "labelIds": ["x"]}, "Invalid label: x"),
    ],
)
def test_watch_without_a_topic_or_over_no_label_is_refused(mail, watch, message):
    assert mail.refused("POST", "/watch", watch) == (400, message)
