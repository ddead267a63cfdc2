"""Gmail's settings: what is kept, what works on letters that arrive, who must agree first."""

from __future__ import annotations

import re
from email import message_from_bytes

import pytest

OUTSIDE = "an@other.example.net"


def criteria(**more) -> dict:
    return {"criteria": more, "action": {"addLabelIds": ["STARRED"], "removeLabelIds": ["INBOX"]}}


def test_settings_begin_as_in_a_new_mailbox(mail):
    assert mail.get("/settings/imap") == {
        "enabled": False, "autoExpunge": True, "expungeBehavior": "archive", "maxFolderSize": 0,
    }  # fmt: skip
    assert mail.get("/settings/pop") == {"accessWindow": "allMail", "disposition": "leaveInInbox"}
    assert mail.get("/settings/language") == {"displayLanguage": "en"}
    assert mail.get("/settings/autoForwarding") == {"enabled": False}
    for empty in ("filters", "forwardingAddresses", "delegates"):
        assert mail.call("GET", f"/settings/{empty}").status_code == 204


def test_settings_are_kept_per_mailbox(mail):
    vacation = {"enableAutoReply": True, "responseSubject": "Đi vắng", "restrictToContacts": True}
    put = mail.call("PUT", "/settings/vacation", vacation).json()
    assert put == vacation | {"restrictToDomain": False}
    assert mail.get("/settings/vacation") == put
    assert mail.of("b@example.com").get("/settings/vacation")["enableAutoReply"] is False
    mail.call("PUT", "/settings/language", {"displayLanguage": "vi"})
    assert mail.get("/settings/language") == {"displayLanguage": "vi"}
    mail.call("PUT", "/settings/pop", {"accessWindow": "disabled"})
    assert mail.get("/settings/pop") == {"accessWindow": "disabled", "disposition": "leaveInInbox"}


@pytest.mark.parametrize(
    ("name", "setting"),
    [
        ("imap", {"maxFolderSize": 7}),
        ("vacation", {"enableAutoReply": True}),
        ("vacation", {"responseSubject": "a", "startTime": "2", "endTime": "1"}),
        ("pop", {"accessWindow": "accessWindowUnspecified"}),
        ("language", {}),
        ("autoForwarding", {"enabled": True, "emailAddress": OUTSIDE}),
    ],
)
def test_setting_that_cannot_be_is_refused(mail, name, setting):
    assert mail.refused("PUT", f"/settings/{name}", setting)[0] == 400


def test_filter_has_googles_kind_of_id_and_comes_once(mail):
    made = mail.post("/settings/filters", criteria(**{"from": "an@example.com"}))
    assert re.fullmatch(r"ANe1Bm[-\w]{32}", made["id"])
    assert mail.get(f"/settings/filters/{made['id']}") == made
    assert mail.get("/settings/filters") == {"filter": [made]}
    again = criteria(**{"from": "an@example.com"})
    assert mail.refused("POST", "/settings/filters", again) == (400, "Filter already exists")
    assert mail.call("DELETE", f"/settings/filters/{made['id']}").status_code == 204
    assert mail.call("GET", f"/settings/filters/{made['id']}").status_code == 404


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"action": {"addLabelIds": ["STARRED"]}}, "Filter doesn't have any criteria"),
        ({"criteria": {"from": "a"}}, "Filter doesn't have any actions"),
        ({"criteria": {"from": "a"}, "action": {"addLabelIds": ["x"]}}, "Invalid label: x"),
        ({"criteria": {"from": "a"}, "action": {"forward": OUTSIDE}},
         "Unrecognized forwarding address"),
    ],
)  # fmt: skip
def test_filter_that_cannot_work_is_refused(mail, given, message):
    assert mail.refused("POST", "/settings/filters", given) == (400, message)


@pytest.mark.parametrize(
    "given",
    [
        {"from": "khoa1@example.com"},
        {"from": "nobody OR khoa1"},
        {"to": "me@example.com"},
        {"subject": "nhắc nộp"},
        {"query": "subject:nhắc has:attachment"},
        {"negatedQuery": "họp"},
        {"hasAttachment": True},
        {"size": 100, "sizeComparison": "larger"},
    ],
)
def test_filter_takes_effect_on_letters_that_arrive(mail, given):
    mail.post("/settings/filters", criteria(**given))
    sender = mail.of("khoa1@example.com")
    sender.send(to="me@example.com")
    letter = mail.get("/messages", labelIds="STARRED")["messages"][0]["id"]
    assert mail.get(f"/messages/{letter}")["labelIds"] == ["UNREAD", "STARRED"]


def test_filter_leaves_other_letters_and_those_put_in_alone(mail):
    mail.post("/settings/filters", criteria(subject="họp"))
    mail.of("khoa1@example.com").send("Nhắc", to="me@example.com")
    mail.insert("Subject: họp\r\n\r\nb", ("INBOX",))
    assert [letter["labelIds"] for letter in mail.inbox()] == [["INBOX"], ["UNREAD", "INBOX"]]


def test_filter_forwards_to_a_verified_address_and_never_in_circles(mail):
    other = mail.of("khoa1@example.com")
    for each, to in ((mail, "khoa1@example.com"), (other, "me@example.com")):
        each.post("/settings/forwardingAddresses", {"forwardingEmail": to})
        forward = {"criteria": {"subject": "nhắc"}, "action": {"forward": to}}
        each.post("/settings/filters", forward)
    mail.of("khoa2@example.com").send("Nhắc", to="me@example.com")
    assert [letter["to"] for letter in mail.server.get("/_local/outbox")] == [
        ["me@example.com"], ["khoa1@example.com"], ["me@example.com"],
    ]  # fmt: skip
    assert other.heads(other.inbox()[0]["id"])["From"] == "khoa2@example.com"


def test_everything_is_forwarded_while_the_address_is_listed(mail):
    mail.post("/settings/forwardingAddresses", {"forwardingEmail": "khoa1@example.com"})
    setting = {"enabled": True, "emailAddress": "khoa1@example.com", "disposition": "archive"}
    assert mail.call("PUT", "/settings/autoForwarding", setting).json() == setting
    mail.of("khoa2@example.com").send(to="me@example.com")
    assert mail.inbox() == []
    mail.call("DELETE", "/settings/forwardingAddresses/khoa1@example.com")
    mail.of("khoa2@example.com").send(to="me@example.com")
    assert [letter["kind"] for letter in mail.server.get("/_local/outbox")] == [
        "letter", "forwarded", "letter",
    ]  # fmt: skip


def test_address_outside_the_domain_is_used_only_after_its_owner_agreed(mail):
    made = mail.post("/settings/forwardingAddresses", {"forwardingEmail": OUTSIDE})
    assert made == {"forwardingEmail": OUTSIDE, "verificationStatus": "pending"}
    forward = {"criteria": {"subject": "a"}, "action": {"forward": OUTSIDE}}
    assert mail.refused("POST", "/settings/filters", forward)[0] == 400
    letter = message_from_bytes(mail.server.call("GET", "/mail/1/raw").content)
    link = re.search(r"/mail/vf/[-\w]+", letter.get_payload(decode=True).decode())[0]
    assert mail.server.call("GET", link).status_code == 200
    assert mail.server.call("POST", link).status_code == 200
    assert mail.server.call("POST", link).status_code == 404
    listed = mail.get("/settings/forwardingAddresses")["forwardingAddresses"]
    assert listed == [{"forwardingEmail": OUTSIDE, "verificationStatus": "accepted"}]
    assert mail.call("POST", "/settings/filters", forward).status_code == 200
    assert mail.call("DELETE", f"/settings/forwardingAddresses/{OUTSIDE}").status_code == 204


PRIMARY = {
    "sendAsEmail": "me@example.com",
    "displayName": "",
    "replyToAddress": "",
    "signature": "",
    "isPrimary": True,
    "isDefault": True,
}


def test_mailbox_sends_as_itself_first(mail):
    assert mail.get("/settings/sendAs") == {"sendAs": [PRIMARY]}
    named = mail.call("PATCH", "/settings/sendAs/me@example.com", {"displayName": "Phòng KH"})
    assert named.json() == PRIMARY | {"displayName": "Phòng KH"}
    assert mail.heads(mail.send()["id"])["From"] == "Phòng KH <me@example.com>"
    relay = {"smtpMsa": {"host": "smtp.example.com", "port": 587, "securityMode": "starttls"}}
    assert mail.call("PATCH", "/settings/sendAs/me@example.com", relay).json() == named.json()
    assert mail.call("DELETE", "/settings/sendAs/me@example.com").status_code == 400
    assert mail.call("GET", "/settings/sendAs/other@example.com").status_code == 404


def test_letter_may_come_from_an_alias_but_from_no_other_address(mail):
    alias = {"sendAsEmail": "phong@example.com", "replyToAddress": "hoi@example.com"}
    made = mail.post("/settings/sendAs", alias)
    assert (made["verificationStatus"], made["treatAsAlias"]) == ("accepted", False)
    sent = mail.heads(mail.send(From="Phòng <phong@example.com>")["id"])
    assert (sent["From"], sent["Reply-To"]) == ("Phòng <phong@example.com>", "hoi@example.com")
    assert mail.heads(mail.send(From="x@example.com")["id"])["From"] == "me@example.com"
    assert mail.refused("POST", "/settings/sendAs", alias)[0] == 409
    assert mail.call("DELETE", "/settings/sendAs/phong@example.com").status_code == 204


def test_one_alias_at_a_time_is_the_default(mail):
    mail.post("/settings/sendAs", {"sendAsEmail": "phong@example.com", "isDefault": True})
    listed = mail.get("/settings/sendAs")["sendAs"]
    assert [alias.get("isDefault") for alias in listed] == [None, True]
    assert mail.heads(mail.send()["id"])["From"] == "phong@example.com"
    mail.call("PATCH", "/settings/sendAs/me@example.com", {"isDefault": True})
    listed = mail.get("/settings/sendAs")["sendAs"]
    assert [alias.get("isDefault") for alias in listed] == [True, None]
    refused = mail.refused("PATCH", "/settings/sendAs/me@example.com", {"isDefault": False})
    assert refused[0] == 400


def test_alias_outside_the_domain_waits_for_its_owner_and_shows_no_password(mail):
    relay = {"host": "smtp.example.net", "port": 465, "securityMode": "ssl"}
    alias = {"sendAsEmail": OUTSIDE, "smtpMsa": relay | {"username": "an", "password": "x"}}
    made = mail.post("/settings/sendAs", alias)
    assert (made["verificationStatus"], made["smtpMsa"]) == ("pending", relay)
    assert mail.heads(mail.send(From=OUTSIDE)["id"])["From"] == "me@example.com"
    assert mail.call("POST", f"/settings/sendAs/{OUTSIDE}/verify").status_code == 204
    posted = [letter["to"] for letter in mail.server.get("/_local/outbox")]
    assert posted == [[OUTSIDE], ["a@example.com"], [OUTSIDE]]


def test_delegates_are_people_of_the_same_domain(mail):
    made = mail.post("/settings/delegates", {"delegateEmail": "b@example.com"})
    assert made == {"delegateEmail": "b@example.com", "verificationStatus": "accepted"}
    assert mail.get("/settings/delegates") == {"delegates": [made]}
    assert mail.get("/settings/delegates/b@example.com") == made
    assert mail.refused("POST", "/settings/delegates", {"delegateEmail": OUTSIDE})[0] == 400
    assert mail.call("DELETE", "/settings/delegates/b@example.com").status_code == 204
    assert mail.call("GET", "/settings/delegates/b@example.com").status_code == 404


def test_sharing_is_set_only_by_service_accounts_that_act_for_the_owner(mail):
    scopes = ["https://www.googleapis.com/auth/gmail.settings.sharing"]
    user = {"email": "me@example.com", "authorised_user": True, "scopes": scopes}
    credentials = mail.server.post("/_local/principals", user)["credentials"]
    form = {name: credentials[name] for name in ("client_id", "client_secret", "refresh_token")}
    answer = mail.server.call("POST", "/token", data={"grant_type": "refresh_token", **form})
    mail.token = answer.json()["access_token"]
    assert mail.refused("POST", "/settings/delegates", {"delegateEmail": "b@example.com"}) == (
        403, "Access restricted to service accounts that have been delegated domain-wide authority",
    )  # fmt: skip
