"""Quotas that are spent by calls and refilled by the local clock's minutes."""

from __future__ import annotations

import pytest

FILES = "/drive/v3/files"
NOON = "2023-04-20T12:00:20+07:00"


@pytest.fixture
def noon(workspace):
    """The workspace at a standing clock, with a spreadsheet."""
    workspace.post("/_local/clock", {"now": NOON})
    workspace.sheet = workspace.post("/v4/spreadsheets", {})["spreadsheetId"]
    return workspace


def read(workspace, **more):
    address = f"/v4/spreadsheets/{workspace.sheet}/values/A1"
    return workspace.call("GET", address, **more).status_code


def write(workspace):
    requests = [{"updateSpreadsheetProperties": {"properties": {"title": "x"}, "fields": "title"}}]
    address = f"/v4/spreadsheets/{workspace.sheet}:batchUpdate"
    return workspace.call("POST", address, {"requests": requests * 3}).status_code


def spent(workspace):
    return workspace.get("/_local/faults")["spent"]


def test_googles_quota_of_reads_is_sixty_a_minute_and_writes_are_counted_apart(noon):
    noon.post("/_local/faults", {"quotas": "google"})
    assert [read(noon) for _ in range(61)] == [200] * 60 + [429]
    assert write(noon) == 200
    assert spent(noon)["sheets-read"] == {"project": 60, "users": {"me@example.com": 60}}
    assert spent(noon)["sheets-write"] == {"project": 1, "users": {"me@example.com": 1}}
    noon.post("/_local/clock", {"advance": 39})
    assert read(noon) == 429
    noon.post("/_local/clock", {"advance": 1})
    assert read(noon) == 200
    assert spent(noon)["sheets-read"]["project"] == 1


def test_users_have_a_quota_each_and_share_the_projects(noon):
    noon.post("/_local/faults", {"quotas": {"drive": {"user": 200, "project": 300}}})
    people = [noon.token_of(f"user{n}@example.com") for n in (1, 2)]

    def lists(token):
        return noon.call("GET", FILES, token=token)

    assert [lists(people[0]).status_code for _ in range(3)] == [200, 200, 403]
    assert lists(people[1]).status_code == 200
    over = lists(people[1]).json()["error"]
    assert over["details"][0]["metadata"]["quota_limit"] == "defaultPerMinutePerProject"
    assert over["details"][0]["metadata"]["quota_limit_value"] == "300"
    assert spent(noon) == {
        "drive": {"project": 300, "users": {"user1@example.com": 200, "user2@example.com": 100}}
    }


def test_refused_calls_and_those_struck_by_a_rule_spend_nothing(noon):
    rule = {"calls": "sheets.*", "kind": "unavailable", "nth": 1}
    noon.post("/_local/faults", {"rules": [rule], "quotas": {"sheets-read": {"user": 2}}})
    assert [read(noon) for _ in range(5)] == [503, 200, 200, 429, 429]
    assert spent(noon)["sheets-read"]["project"] == 2


def test_calls_in_a_batch_are_counted_one_by_one(noon):
    noon.post("/_local/faults", {"quotas": "google"})
    part = f"--b\r\nContent-Type: application/http\r\n\r\nGET {FILES}/root HTTP/1.1\r\n\r\n"
    headers = {"Content-Type": "multipart/mixed; boundary=b"}
    noon.call("POST", "/batch/drive/v3", data=part * 3 + "--b--\r\n", headers=headers)
    assert spent(noon)["drive"]["project"] == 15


@pytest.mark.parametrize(
    ("verb", "path", "body", "quota", "units"),
    [
        ("GET", FILES, None, "drive", 100),
        ("GET", f"{FILES}/root", None, "drive", 5),
        ("GET", f"{FILES}/none?alt=media", None, "drive", 200),
        ("GET", f"{FILES}/generateIds", None, "drive", 5),
        ("POST", FILES, {"name": "x"}, "drive", 50),
        ("GET", "/drive/v3/changes?pageToken=1", None, "drive", 100),
        ("GET", "/gmail/v1/users/me/profile", None, "gmail", 1),
        ("GET", "/gmail/v1/users/me/messages", None, "gmail", 5),
        ("GET", "/gmail/v1/users/me/messages/1", None, "gmail", 20),
        ("GET", "/gmail/v1/users/me/threads/1", None, "gmail", 40),
        ("POST", "/gmail/v1/users/me/drafts/send", {"id": "1"}, "gmail", 100),
        ("POST", "/gmail/v1/users/me/labels", {"name": "x"}, "gmail", 5),
        ("GET", "/v1/forms/none", None, "forms-read", 1),
        ("GET", "/v1/forms/none/responses", None, "forms-expensive-read", 1),
        ("GET", "/v1/forms/none/responses/1", None, "forms-read", 1),
        ("POST", "/v1/forms", {"info": {"title": "x"}}, "forms-write", 1),
        ("POST", "/v4/spreadsheets", {}, "sheets-write", 1),
        ("POST", "/v4/spreadsheets/none:getByDataFilter", {}, "sheets-read", 1),
    ],
)
def test_call_costs_what_google_says(workspace, verb, path, body, quota, units):
    workspace.post("/_local/clock", {"now": NOON})
    workspace.post("/_local/faults", {"quotas": "google"})
    workspace.call(verb, path, body)
    costs = {name: purse["project"] for name, purse in spent(workspace).items()}
    assert {name: cost for name, cost in costs.items() if cost} == {quota: units}


def test_quotas_are_googles_figures(workspace):
    asked = workspace.post("/_local/faults", {"quotas": "google"})
    assert asked["quotas"] == {
        "sheets-read": {"user": 60, "project": 300},
        "sheets-write": {"user": 60, "project": 300},
        "forms-read": {"user": 390, "project": 975},
        "forms-expensive-read": {"user": 180, "project": 450},
        "forms-write": {"user": 150, "project": 375},
        "drive": {"user": 325_000, "project": 1_000_000},
        "gmail": {"user": 6_000, "project": 1_200_000},
    }
