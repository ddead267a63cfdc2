"""The rules of /_local/faults: which calls they meet, which they strike, what is refused."""

from __future__ import annotations

import email
import json

import pytest

FILES = "/drive/v3/files"
LABELS = "/gmail/v1/users/me/labels"
UNAVAILABLE = {"calls": "drive.*", "kind": "unavailable"}


def ask(workspace, *rules, **more):
    return workspace.post("/_local/faults", {"rules": list(rules), **more})


def statuses(workspace, count, path=FILES, **more):
    return [workspace.call("GET", path, **more).status_code for _ in range(count)]


def test_nothing_is_asked_for_by_itself(workspace):
    assert workspace.get("/_local/faults") == {"rules": [], "quotas": {}, "spent": {}, "lag": {}}


@pytest.mark.parametrize(
    ("choice", "struck"),
    [
        ({}, [1, 2, 3, 4, 5, 6]),
        ({"nth": 2}, [2]),
        ({"every": 3}, [3, 6]),
        ({"first": 2}, [1, 2]),
        ({"after": 4}, [5, 6]),
        ({"after": 1, "first": 2}, [2, 3]),
        ({"after": 1, "nth": 2}, [3]),
        ({"after": 1, "every": 2}, [3, 5]),
    ],
)
def test_rule_strikes_the_calls_that_it_is_asked_to(workspace, choice, struck):
    ask(workspace, UNAVAILABLE | choice)
    found = statuses(workspace, 6)
    assert [n for n, status in enumerate(found, 1) if status == 503] == struck
    [rule] = workspace.get("/_local/faults")["rules"]
    assert (rule["met"], rule["struck"]) == (6, len(struck))


def test_probability_strikes_the_same_calls_in_two_equal_runs_and_others_with_another_seed(
    workspace,
):
    def run(seed):
        workspace.post("/_local/reset")
        workspace.post("/_local/clock", {"now": "2023-04-20T07:30:00+07:00"})
        ask(workspace, UNAVAILABLE | {"probability": 0.3, "seed": seed})
        return [workspace.post(f"{FILES}?fields=*", {"name": "x"}) for _ in range(60)]

    first, again, other = run(1), run(1), run(2)
    assert first == again != other
    assert 8 <= sum("error" in answer for answer in first) <= 28


def test_rule_meets_only_its_methods_and_its_caller(workspace):
    head = workspace.token_of("head@example.com")
    ask(
        workspace,
        {
            "calls": ["drive.files.list", "gmail.users.labels.*"],
            "caller": "Head@example.com",
            "kind": "unavailable",
        },
    )
    assert statuses(workspace, 1) == [200]
    assert statuses(workspace, 1, token=head) == [503]
    assert statuses(workspace, 1, LABELS, token=head) == [503]
    assert statuses(workspace, 1, f"{FILES}/root", token=head) == [200]
    assert workspace.get("/_local/faults")["rules"][0]["met"] == 2


def test_what_is_struck_by_a_refusal_is_not_done_and_is_in_the_log(workspace):
    ask(workspace, {"calls": "drive.files.create", "kind": "html-502", "nth": 1})
    workspace.call("DELETE", "/_local/log")
    assert workspace.call("POST", FILES, {"name": "x"}).status_code == 502
    assert workspace.get(FILES)["files"] == []
    [struck, _] = workspace.get("/_local/log")
    assert (struck["status"], struck["fault"]) == (502, "html-502")


def test_first_refusal_counts_and_every_rule_goes_on_counting(workspace):
    ask(workspace, UNAVAILABLE | {"every": 2}, UNAVAILABLE | {"kind": "internal", "every": 3})
    assert statuses(workspace, 6) == [200, 503, 500, 503, 200, 503]
    counts = [(r["met"], r["struck"]) for r in workspace.get("/_local/faults")["rules"]]
    assert counts == [(6, 3), (6, 2)]


def test_parts_that_are_not_named_stay_and_rules_sent_anew_count_from_nought(workspace):
    ask(workspace, UNAVAILABLE | {"nth": 1}, lag={"search": 60})
    assert statuses(workspace, 2) == [503, 200]
    workspace.post("/_local/faults", {"quotas": "google"})
    kept = workspace.get("/_local/faults")
    assert (kept["rules"][0]["met"], kept["lag"]) == (2, {"search": 60})
    ask(workspace, UNAVAILABLE | {"nth": 1})
    assert statuses(workspace, 2) == [503, 200]
    workspace.post("/_local/faults", {"quotas": None, "lag": None})
    assert workspace.get("/_local/faults")["quotas"] == {}


@pytest.mark.parametrize("away", [("DELETE", "/_local/faults"), ("POST", "/_local/reset")])
def test_delete_and_reset_take_all_away(workspace, away):
    ask(workspace, UNAVAILABLE, lag={"search": 60}, quotas={"drive": {"user": 0}})
    workspace.call(*away)
    assert statuses(workspace, 1) == [200]
    assert workspace.get("/_local/faults") == {"rules": [], "quotas": {}, "spent": {}, "lag": {}}


def test_rules_and_their_counts_outlive_a_kill(start_server, stop_server, tmp_path):
    running = start_server(tmp_path)
    ask(running, UNAVAILABLE | {"nth": 3})
    assert statuses(running, 2) == [200, 200]
    running.process.kill()
    running.process.wait(timeout=10)
    stop_server(running)
    again = start_server(tmp_path)
    found = statuses(again, 2)
    stop_server(again)
    assert found == [503, 200]


def test_call_inside_a_batch_is_struck_alone(workspace):
    ask(workspace, {"calls": "drive.files.get", "kind": "drive-user-rate-limit", "nth": 2})
    parts = [
        f"--b\r\nContent-Type: application/http\r\nContent-ID: <{n}>\r\n\r\n"
        f"GET {FILES}/root HTTP/1.1\r\n\r\n"
        for n in (1, 2, 3)
    ]
    answer = workspace.call(
        "POST",
        "/batch/drive/v3",
        data="\r\n".join([*parts, "--b--\r\n"]),
        headers={"Content-Type": "multipart/mixed; boundary=b"},
    )
    head = f"Content-Type: {answer.headers['content-type']}\n\n"
    inner = [part.get_payload() for part in email.message_from_string(head + answer.text).walk()]
    found = [text.split("\r\n", 1)[0].split()[1] for text in inner if isinstance(text, str)]
    assert (answer.status_code, found) == (200, ["200", "403", "200"])
    assert json.loads(inner[2].split("\r\n\r\n", 1)[1])["error"]["errors"] == [
        {
            "domain": "usageLimits",
            "reason": "userRateLimitExceeded",
            "message": "User Rate Limit Exceeded",
        }
    ]


def test_piece_of_a_resumable_upload_is_struck_and_the_next_one_goes_on(workspace):
    begun = workspace.call("POST", f"/upload{FILES}?uploadType=resumable", {"name": "x.txt"})
    address = begun.headers["Location"].removeprefix(workspace.base)
    ask(workspace, {"calls": "drive.files.create", "kind": "unavailable", "nth": 1})
    assert workspace.call("PUT", address, data=b"abc").status_code == 503
    done = workspace.call("PUT", address, data=b"abc")
    assert (done.status_code, done.json()["name"]) == (200, "x.txt")


def test_token_endpoint_can_be_struck_too(workspace):
    ask(workspace, {"calls": "token", "kind": "html-502"})
    assert workspace.call("POST", "/token", data={}).status_code == 502


RULE = {"calls": "drive.*", "kind": "unavailable"}


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ([], "faults: an object belongs here."),
        ({"rule": []}, "faults.rule: no such field; known are rules, quotas, lag."),
        ({"rules": {}}, "rules: a list of rules belongs here."),
        ({"rules": [RULE, 1]}, "rules[1]: an object belongs here."),
        ({"rules": [{"kind": "internal"}]}, "rules[0].calls: is missing."),
        ({"rules": [RULE | {"calls": "drive.file.get"}]}, "'drive.file.get' matches no method."),
        ({"rules": [RULE | {"calls": []}]}, "a list, belongs here."),
        ({"rules": [RULE | {"often": 1}]}, "rules[0].often: no such field"),
        (
            {"rules": [RULE | {"nth": 0}]},
            "rules[0].nth: a whole number of at least 1 belongs here.",
        ),
        ({"rules": [RULE | {"nth": True}]}, "rules[0].nth: a whole number of at least 1"),
        ({"rules": [RULE | {"nth": 1, "every": 2}]}, "rules[0].every: cannot stand beside nth."),
        (
            {"rules": [RULE | {"probability": 1.5}]},
            "rules[0].probability: a number above 0, at most 1,",
        ),
        ({"rules": [RULE | {"seed": 1}]}, "rules[0].seed: needs a probability."),
        ({"rules": [RULE | {"caller": "head"}]}, "rules[0].caller: an address such as"),
        ({"rules": [RULE | {"kind": "broken"}]}, "rules[0].kind: 'broken' is not known; known are"),
        ({"rules": [RULE | {"status": 500}]}, "rules[0].status: unavailable has 503."),
        ({"rules": [{"calls": "drive.*", "status": 500}]}, "rules[0].status: needs a kind"),
        ({"rules": [RULE | {"drop": "before"}]}, "rules[0].kind: cannot stand beside drop"),
        ({"rules": [{"calls": "*", "drop": "never"}]}, "rules[0].drop: 'never' is not known"),
        (
            {"rules": [{"calls": "*", "delay": 601}]},
            "rules[0].delay: a number above 0, at most 600",
        ),
        ({"rules": [{"calls": "*"}]}, "rules[0]: kind, drop or delay is missing"),
        (
            {"rules": [RULE | {"kind": "storage-quota", "calls": "*"}]},
            "rules[0].kind: forms, gmail, sheets, token never answers so, only drive.",
        ),
        ({"quotas": "some"}, 'quotas: "google" or an object of figures belongs here.'),
        ({"quotas": {"drives": {}}}, "quotas.drives: no such field; known are sheets-read"),
        ({"quotas": {"drive": {"user": -1}}}, "quotas.drive.user: a whole number of at least 0"),
        (
            {"quotas": {"drive": {"day": 1}}},
            "quotas.drive.day: no such field; known are user, project.",
        ),
        ({"lag": {"files.get": 1}}, "lag.files.get: no such field; known are modifiedTime"),
        ({"lag": {"search": "long"}}, "lag.search: a number above 0, at most 86400, belongs here."),
    ],
)
def test_wrong_field_is_named_and_nothing_is_changed(workspace, sent, told):
    ask(workspace, RULE)
    answer = workspace.call("POST", "/_local/faults", sent)
    assert (answer.status_code, told in answer.json()["error"]["message"]) == (400, True)
    assert len(workspace.get("/_local/faults")["rules"]) == 1
