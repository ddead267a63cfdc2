"""Watches over a form: kept for seven days and renewed, though no notice is ever sent."""

from __future__ import annotations

import hashlib
import re
import uuid
from datetime import datetime
from typing import Any

from local_workspace.errors import conflict, invalid, not_found
from local_workspace.forms import document
from local_workspace.service import Call, answers
from local_workspace.state import State
from local_workspace.topics import LIFETIME, is_topic

KIND = "form watch"
MOST = 20
ID = re.compile(r"[a-z-]{4,63}")

Watch = dict[str, Any]


@answers("forms.forms.watches.create")
def create(call: Call) -> Watch:
    """Make a watch: one a person for each kind of event, twenty in all.

    The reference speaks of one a project; the service, and .../forms/api/guides/push-notifications,
    of one a person.
    """
    form = document.open_form(call)
    asked = _checked(call.body.get("watch", {}))
    held = _alive(call.state, form["formId"])
    alike = [each for each in held if each["eventType"] == asked["eventType"]]
    if any(each["owner"] == call.caller.email for each in alike):
        raise _precondition(
            "A watch for the given end user, project, form, and event type already exists."
        )
    if len(alike) >= MOST:
        raise _precondition(f"A form can have at most {MOST} watches of an event type.")
    identifier = call.body.get("watchId") or _new_id(call.state)
    if call.body.get("watchId") and not ID.fullmatch(identifier):
        raise invalid("Invalid watch_id: it must be 4-63 characters of a-z and '-'.")
    if identifier in (each["id"] for each in held):
        raise conflict(f"The watch ID {identifier} is already in use.")
    now = call.state.now()
    watch = {"id": identifier} | asked | {"createTime": _timestamp(now)}
    watch |= {"expireTime": _timestamp(now + LIFETIME), "state": "ACTIVE"}
    return _keep(call.state, form["formId"], watch | {"owner": call.caller.email})


@answers("forms.forms.watches.list")
def list_watches(call: Call) -> dict[str, Any]:
    """Give the caller's watches over a form."""
    form = document.open_form(call)
    own = [w for w in _alive(call.state, form["formId"]) if w["owner"] == call.caller.email]
    return {"watches": [_rendered(watch) for watch in own]} if own else {}


@answers("forms.forms.watches.renew")
def renew(call: Call) -> Watch:
    """Give a watch seven more days from now; one that has expired is gone."""
    watch = _find(call)
    watch |= {"expireTime": _timestamp(call.state.now() + LIFETIME), "state": "ACTIVE"}
    return _keep(call.state, call.path["formId"], watch)


@answers("forms.forms.watches.delete")
def delete(call: Call) -> dict[str, Any]:
    """Delete a watch."""
    watch = _find(call)
    call.state.delete(KIND, f"{call.path['formId']}/{watch['id']}")
    return {}


def _checked(watch: Watch) -> Watch:
    """Return what a caller may say of a watch; raises a 400 where that is not enough."""
    if watch.get("id"):
        raise invalid("watch.id must not be set; use watch_id instead.")
    if watch.get("eventType", "EVENT_TYPE_UNSPECIFIED") == "EVENT_TYPE_UNSPECIFIED":
        raise invalid("watch.event_type must be set.")
    topic = watch.get("target", {}).get("topic", {}).get("topicName", "")
    if not is_topic(topic):
        raise invalid(
            "Invalid topic name format. Should follow 'projects/my-project-id/topics/my-topic-id'"
        )
    return {"target": {"topic": {"topicName": topic}}, "eventType": watch["eventType"]}


def _alive(state: State, form_id: str) -> list[Watch]:
    now = _timestamp(state.now())
    return [w for _, w in state.scan(KIND, f"{form_id}/") if w["expireTime"] > now]


def _find(call: Call) -> Watch:
    form = document.open_form(call)
    for watch in _alive(call.state, form["formId"]):
        if watch["id"] == call.path["watchId"] and watch["owner"] == call.caller.email:
            return watch
    raise not_found()


def _keep(state: State, form_id: str, watch: Watch) -> Watch:
    state.put(KIND, f"{form_id}/{watch['id']}", watch)
    return _rendered(watch)


def _rendered(watch: Watch) -> Watch:
    return {name: value for name, value in watch.items() if name != "owner"}


def _new_id(state: State) -> str:
    seed = f"watch {state.serial('form watch')}".encode()
    return str(uuid.UUID(bytes=hashlib.sha256(seed).digest()[:16], version=4))


def _timestamp(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S.%f}Z"


def _precondition(message: str) -> Exception:
    return invalid(message, status_name="FAILED_PRECONDITION")
