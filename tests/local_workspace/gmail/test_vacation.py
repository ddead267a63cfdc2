"""Gmail's vacation responder: whom it answers, how often, with what."""

from __future__ import annotations

import pytest

AWAY = {"enableAutoReply": True, "responseSubject": "Đi vắng", "responseBodyPlainText": "Thứ hai."}
NOON = "2023-04-20T12:00:00+00:00"
NOON_MS = 1681992000000


@pytest.fixture
def sender(mail):
    mail.server.post("/_local/clock", {"now": NOON})
    return mail.of("khoa1@example.com")


def replies(mail) -> list:
    return [
        (letter["to"], letter["subject"])
        for letter in mail.server.get("/_local/outbox")
        if letter["kind"] == "vacation"
    ]


def test_sender_is_answered_once_in_four_days(mail, sender):
    mail.call("PUT", "/settings/vacation", AWAY)
    for day in (20, 23, 24):
        mail.server.post("/_local/clock", {"now": NOON.replace("20T", f"{day}T")})
        sender.send("Nộp", to="me@example.com")
    assert replies(mail) == [(["khoa1@example.com"], "Đi vắng Re: Nộp")] * 2
    answer = sender.inbox()[0]
    assert (answer["snippet"], mail.get("/messages", labelIds="SENT")["resultSizeEstimate"]) == (
        "Thứ hai.", 0,
    )  # fmt: skip
    assert sender.heads(answer["id"])["Auto-Submitted"] == "auto-replied"


@pytest.mark.parametrize(
    ("setting", "answered"),
    [
        ({}, True),
        ({"enableAutoReply": False}, False),
        ({"startTime": str(NOON_MS + 1)}, False),
        ({"startTime": str(NOON_MS), "endTime": str(NOON_MS + 1)}, True),
        ({"endTime": str(NOON_MS)}, False),
        ({"restrictToDomain": True}, True),
        ({"restrictToContacts": True}, False),
    ],
)
def test_answer_goes_out_only_as_the_setting_says(mail, sender, setting, answered):
    mail.call("PUT", "/settings/vacation", AWAY | setting)
    sender.send(to="me@example.com")
    assert bool(replies(mail)) == answered


@pytest.mark.parametrize(
    "heads", [{"List_ID": "<a.b>"}, {"Precedence": "bulk"}, {"Auto_Submitted": "auto-generated"}]
)
def test_letters_that_nobody_wrote_by_hand_are_not_answered(mail, sender, heads):
    mail.call("PUT", "/settings/vacation", AWAY)
    sender.send(to="me@example.com", **heads)
    assert replies(mail) == []


def test_two_people_on_vacation_do_not_answer_each_others_answers(mail, sender):
    for each in (mail, sender):
        each.call("PUT", "/settings/vacation", AWAY)
    sender.send(to="me@example.com")
    assert len(replies(mail)) == 1
