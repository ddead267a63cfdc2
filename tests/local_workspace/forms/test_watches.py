import re

import pytest

WATCH = {"target": {"topic": {"topicName": "projects/p/topics/t"}}, "eventType": "RESPONSES"}


def watches(workspace, form_id, body=None, *, token=""):
    verb = "GET" if body is None else "POST"
    return workspace.call(verb, f"/v1/forms/{form_id}/watches", body, token=token)


def test_watch_lasts_seven_days_and_may_be_renewed(forms, workspace):
    workspace.post("/_local/clock", {"now": "2023-04-20T00:00:00+00:00"})
    form_id = forms.create()

    made = watches(workspace, form_id, {"watch": WATCH}).json()

    assert made == {
        "id": made["id"],
        **WATCH,
        "createTime": "2023-04-20T00:00:00.000000Z",
        "expireTime": "2023-04-27T00:00:00.000000Z",
        "state": "ACTIVE",
    }
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", made["id"])
    assert watches(workspace, form_id).json() == {"watches": [made]}
    workspace.post("/_local/clock", {"now": "2023-04-26T00:00:00+00:00"})
    renewed = workspace.post(f"/v1/forms/{form_id}/watches/{made['id']}:renew", {})
    assert renewed == made | {"expireTime": "2023-05-03T00:00:00.000000Z"}


def test_expired_watch_is_gone(forms, workspace):
    workspace.post("/_local/clock", {"now": "2023-04-20T00:00:00+00:00"})
    form_id = forms.create()
    made = watches(workspace, form_id, {"watch": WATCH}).json()
    workspace.post("/_local/clock", {"now": "2023-04-28T00:00:00+00:00"})

    renewed = workspace.call("POST", f"/v1/forms/{form_id}/watches/{made['id']}:renew", {})

    assert renewed.status_code == 404
    assert watches(workspace, form_id).json() == {}
    assert watches(workspace, form_id, {"watch": WATCH}).status_code == 200


def test_person_has_one_watch_of_a_kind_over_a_form(forms, workspace):
    form_id = forms.create()
    for kind in ("RESPONSES", "SCHEMA"):
        made = watches(workspace, form_id, {"watch": WATCH | {"eventType": kind}})
        assert made.status_code == 200

    again = watches(workspace, form_id, {"watch": WATCH}).json()["error"]

    assert again == {
        "code": 400,
        "message": "A watch for the given end user, project, form, and event type already exists.",
        "status": "FAILED_PRECONDITION",
    }


def test_each_editor_has_watches_of_their_own(forms, workspace):
    form_id = forms.create()
    share = {"type": "user", "role": "writer", "emailAddress": "an@example.com"}
    workspace.post(f"/drive/v3/files/{form_id}/permissions", share)
    other = workspace.token_of("an@example.com")
    mine = watches(workspace, form_id, {"watch": WATCH, "watchId": "cua-toi"}).json()

    theirs = watches(workspace, form_id, {"watch": WATCH}, token=other)

    assert theirs.status_code == 200
    assert watches(workspace, form_id).json() == {"watches": [mine]}
    taken = {"watch": WATCH | {"eventType": "SCHEMA"}, "watchId": "cua-toi"}
    assert watches(workspace, form_id, taken, token=other).status_code == 409
    deleted = workspace.call("DELETE", f"/v1/forms/{form_id}/watches/cua-toi", token=other)
    assert deleted.status_code == 404


def test_deleted_watch_is_gone(forms, workspace):
    form_id = forms.create()
    watches(workspace, form_id, {"watch": WATCH, "watchId": "theo-doi"})

    first = workspace.call("DELETE", f"/v1/forms/{form_id}/watches/theo-doi")
    second = workspace.call("DELETE", f"/v1/forms/{form_id}/watches/theo-doi")

    assert (first.status_code, first.json()) == (200, {})
    assert second.status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"watch": {"eventType": "SCHEMA"}},
        {"watch": WATCH | {"target": {"topic": {"topicName": "t"}}}},
        {"watch": {"target": WATCH["target"]}},
        {"watch": WATCH | {"eventType": "EVENT_TYPE_UNSPECIFIED"}},
        {"watch": WATCH | {"id": "theo-doi"}},
        {"watch": WATCH, "watchId": "abc"},
        {"watch": WATCH, "watchId": "Theo-Doi-1"},
    ],
)
def test_watch_that_says_too_little_or_too_much_is_refused(forms, workspace, body):
    assert watches(workspace, forms.create(), body).status_code == 400


def test_only_editors_watch(forms, workspace):
    stranger = workspace.token_of("stranger@example.com")

    assert watches(workspace, forms.create(), token=stranger).status_code == 403
