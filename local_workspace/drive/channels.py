"""Channels on which Drive would tell of changes: kept, and their notices with them.

The local workspace sends nothing over the network: `/_local/notices` gives what Google would have
posted to each channel's address.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from local_workspace.drive import files
from local_workspace.drive.access import reach, required
from local_workspace.errors import invalid, not_found
from local_workspace.rights import role_of
from local_workspace.service import Answer, Call, Visit, answers, page
from local_workspace.state import State

A_FILE, ALL_CHANGES = timedelta(days=1), timedelta(days=7)
"""How long a channel may live; see https://developers.google.com/workspace/drive/api/guides/push"""
USUAL = timedelta(hours=1)
TYPES = ("web_hook", "webhook")


@answers("drive.files.watch", lacks=["includeLabels"])
def watch_file(call: Call) -> dict[str, Any]:
    """Open a channel for the changes of one file, for a day at most."""
    document = reach(call, call.path["fileId"], "reader")
    uri = f"{call.base_url}/drive/v3/files/{document['id']}?alt=json"
    return _open(call, document["id"], uri, A_FILE)


@answers("drive.changes.watch", lacks=["includeLabels"])
def watch_changes(call: Call) -> dict[str, Any]:
    """Open a channel for the list of changes, for a week at most."""
    if not call.text("pageToken"):
        raise required("pageToken")
    uri = f"{call.base_url}/drive/v3/changes?alt=json&pageToken={call.text('pageToken')}"
    return _open(call, f"changes of {call.caller.email}", uri, ALL_CHANGES)


@answers("drive.channels.stop")
def stop(call: Call) -> None:
    """Close a channel."""
    identifier = call.body.get("id", "")
    channel = call.state.get("channel", identifier)
    if channel is None or channel["resourceId"] != call.body.get("resourceId"):
        raise not_found(f"Channel '{identifier}' not found for project 'local'")
    call.state.delete("channel", identifier)


@page("GET", "/_local/notices")
def read_notices(visit: Visit) -> Answer:
    """Give every notice that a channel would have been sent, the oldest first."""
    return Answer(content=[notice for _, notice in visit.state.scan("notice")])


def notify(state: State, document: dict[str, Any]) -> None:
    """Keep a notice for each open channel whose owner sees that a file changed."""
    for identifier, channel in state.scan("channel"):
        is_open = datetime.fromisoformat(channel["until"]) > state.now()
        of_all = channel["watched"] == f"changes of {channel['owner']}"
        concerned = of_all or channel["watched"] == document["id"]
        if is_open and concerned and role_of(state, document["id"], channel["owner"]):
            _keep_notice(state, identifier, channel, "change" if of_all else _kind_of(document))


def _kind_of(document: Mapping[str, Any]) -> str:
    return "trash" if document["trashed"] else "update"


def _open(call: Call, watched: str, uri: str, longest: timedelta) -> dict[str, Any]:
    identifier, address = call.body.get("id"), str(call.body.get("address") or "")
    if not identifier or not address:
        missing = "address" if identifier else "id"
        raise invalid("Required", reason="required", location=f"entity.{missing}")
    if call.body.get("type") not in TYPES:
        raise invalid(
            f"Unknown channel type: {call.body.get('type')}", reason="push.channelTypeUnknown"
        )
    if not address.startswith("https://"):
        raise invalid(
            f"WebHook callback must be HTTPS: {address}", reason="push.webhookUrlNotHttps"
        )
    if call.state.get("channel", identifier) is not None:
        raise invalid(f"Channel id {identifier} not unique", reason="channelIdNotUnique")
    until = _until(call, longest)
    channel = {
        "owner": call.caller.email,
        "watched": watched,
        "resourceId": hashlib.sha256(watched.encode()).hexdigest()[:27],
        "resourceUri": uri,
        "address": address,
        "token": call.body.get("token"),
        "until": until.isoformat(),
        "count": 0,
    }
    _keep_notice(call.state, identifier, channel, "sync")
    answer = {
        "kind": "api#channel",
        "id": identifier,
        "resourceId": channel["resourceId"],
        "resourceUri": uri,
        "expiration": str(int(until.timestamp() * 1000)),
    }
    return answer | ({"token": channel["token"]} if channel["token"] else {})


def _until(call: Call, longest: timedelta) -> datetime:
    now = call.state.now()
    asked = call.body.get("expiration")
    if asked is None:
        return now + USUAL
    until = datetime.fromtimestamp(int(asked) / 1000, now.tzinfo)
    if until <= now:
        raise invalid("Channel expiration must be in the future.", reason="invalid")
    return min(until, now + longest)


def _keep_notice(state: State, identifier: str, channel: dict[str, Any], kind: str) -> None:
    """Keep one notice with the headers that it would have; the channel counts it."""
    channel["count"] += 1
    state.put("channel", identifier, channel)
    headers = {
        "X-Goog-Channel-ID": identifier,
        "X-Goog-Message-Number": str(channel["count"]),
        "X-Goog-Resource-ID": channel["resourceId"],
        "X-Goog-Resource-State": kind,
        "X-Goog-Resource-URI": channel["resourceUri"],
    }
    if channel["token"]:
        headers["X-Goog-Channel-Token"] = channel["token"]
    notice = {"address": channel["address"], "headers": headers, "delivered": False}
    state.put("notice", f"{state.serial('notice'):08d}", notice)


files.on_save.append(notify)
