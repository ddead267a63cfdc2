"""Gmail's search: each operator against letters that it finds and letters that it does not."""

from __future__ import annotations

import base64

import pytest

LETTERS = {
    "Nhắc lần 1": ("An <an@khoa1.example.com>", "20 Apr 2023 07:30:00 +0700", ("INBOX", "UNREAD")),
    "Nhắc lần 2": ("binh@khoa2.example.com", "25 Apr 2023 07:30:00 +0700", ("INBOX", "STARRED")),
    "Họp giao ban": ("an@khoa1.example.com", "30 Apr 2023 07:30:00 +0700", ()),
    "Rác": ("ai@example.net", "30 Apr 2023 08:30:00 +0700", ("SPAM",)),
}


@pytest.fixture
def filled(mail):
    mail.server.post("/_local/clock", {"now": "2023-05-01T00:00:00+00:00"})
    for subject, (sender, date, labels) in LETTERS.items():
        encoded = base64.b64encode(subject.encode()).decode()
        more = "List-ID: <cb.lists.example.com>\r\nCc: c@example.com\r\n" if not labels else ""
        mail.insert(
            f"From: {sender}\r\nTo: me@example.com\r\nSubject: =?utf-8?B?{encoded}?=\r\n{more}"
            f"Date: {date}\r\n\r\nXem https://docs.google.com/document/d/1 của {subject} nhé",
            labels,
            internalDateSource="dateHeader",
        )
    return mail


ONE, TWO, THREE = "Nhắc lần 1", "Nhắc lần 2", "Họp giao ban"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("nhắc", [ONE, TWO]),
        ("NHẮC lần", [ONE, TWO]),
        ("nh", []),
        ('"nhắc 1"', []),
        ('"nhắc lần 1"', [ONE]),
        ("+nhắc -from:an", [TWO]),
        ("from:an", [THREE, ONE]),
        ("from:khoa2.example.com", [TWO]),
        ("from:an@khoa1.example.com nhắc", [ONE]),
        ("from:(an OR binh) nhắc", [ONE, TWO]),
        ("from:{binh ai}", [TWO]),
        ("{from:binh subject:họp}", [THREE, TWO]),
        ("from:binh OR subject:họp", [THREE, TWO]),
        ("nhắc from:binh OR from:ai", [TWO]),
        ("(nhắc from:binh) OR họp", [THREE, TWO]),
        ("-(nhắc OR họp)", []),
        ("-{nhắc họp}", []),
        ("nhắc AND lần", [ONE, TWO]),
        ("subject:(lần nhắc)", [ONE, TWO]),
        ("to:me cc:c@example.com", [THREE]),
        ("from:me", []),
        ("xem AROUND 12 nhé", [THREE, ONE, TWO]),
        ("xem AROUND 2 nhé", []),
        ('"nhé AROUND 20 xem"', []),
        ("is:unread", [ONE]),
        ("is:read", [THREE, TWO]),
        ("is:starred", [TWO]),
        ("is:snoozed", []),
        ("in:inbox", [ONE, TWO]),
        ("in:archive", [THREE]),
        ("label:inbox -label:starred", [ONE]),
        ("label:không-có", []),
        ("in:spam", ["Rác"]),
        ("in:anywhere from:ai", ["Rác"]),
        ("from:ai", []),
        ("after:2023/04/25", [THREE]),
        ("before:2023-04-25", [ONE, TWO]),
        ("after:04/21/2023 older:2023/04/26", [TWO]),
        ("newer:1682382600 before:1682382601", [TWO]),
        ("newer_than:3d", [THREE]),
        ("older_than:1w", None),
        ("older_than:7d", [ONE]),
        ("larger:1K", []),
        ("smaller:1M size:10", [THREE, ONE, TWO]),
        ("has:attachment", []),
        ("has:document -has:spreadsheet", [THREE, ONE, TWO]),
        ("has:nouserlabels has:yellow-star", [TWO]),
        ("list:cb.lists.example.com", [THREE]),
        ("category:primary is:unread", [ONE]),
        ("category:promotions", []),
        ("https://docs.google.com/document/d/1 họp", [THREE]),
        ("lần:1", [ONE]),
        ("nhắc)", [ONE, TWO]),
        ("after:hôm-qua", None),
        ("is:mới", None),
        ("has:lửa", None),
    ],
)
def test_query_finds(filled, query, found):
    if found is None:
        assert filled.call("GET", "/messages", params={"q": query}).status_code == 501
    else:
        assert filled.found(query) == sorted(found)


def test_own_labels_are_found_by_their_names(filled):
    label = filled.post("/labels", {"name": "Đợt 1/Khoa"})["id"]
    letter = filled.get("/messages", q="họp")["messages"][0]["id"]
    filled.post(f"/messages/{letter}/modify", {"addLabelIds": [label]})
    assert filled.found("label:đợt-1-khoa") == [THREE]
    assert filled.found('label:"Đợt 1/Khoa" has:userlabels') == [THREE]


def test_files_are_found_by_name_and_kind(mail):
    mail.send("Có tệp")
    mail.insert("Subject: a\r\n\r\nb")
    assert mail.found("has:attachment filename:pdf") == ["Có tệp"]
    assert mail.found('filename:"công văn.pdf"') == ["Có tệp"]
    assert mail.found("filename:docx") == []


def test_query_and_labels_hold_together(filled):
    assert filled.found("nhắc", labelIds="UNREAD") == [ONE]
    assert filled.found("họp", labelIds="UNREAD") == []
    assert filled.refused("GET", "/messages", labelIds="Label_9") == (
        400, "Invalid label: Label_9",
    )  # fmt: skip


def test_delivered_to_is_known_of_letters_that_arrived(mail):
    mail.of("khoa1@example.com").send("Nộp", to="me@example.com")
    assert mail.found("deliveredto:me@example.com") == ["Nộp"]
    assert mail.found("deliveredto:other@example.com") == []


def test_metadata_scope_forbids_searching_and_bodies_whatever_stands_beside_it(mail):
    sent = mail.send()["id"]
    scopes = [f"https://www.googleapis.com/auth/gmail.{name}" for name in ("metadata", "readonly")]
    user = {"email": "me@example.com", "authorised_user": True, "scopes": scopes}
    credentials = mail.server.post("/_local/principals", user)["credentials"]
    form = {name: credentials[name] for name in ("client_id", "client_secret", "refresh_token")}
    answer = mail.server.call("POST", "/token", data={"grant_type": "refresh_token", **form})
    mail.token = answer.json()["access_token"]
    assert mail.refused("GET", "/messages", q="nhắc") == (
        403, "Metadata scope does not support 'q' parameter",
    )  # fmt: skip
    assert mail.refused("GET", f"/messages/{sent}") == (
        403, "Metadata scope doesn't allow format FULL",
    )  # fmt: skip
    assert mail.get("/messages", labelIds="SENT")["resultSizeEstimate"] == 1
