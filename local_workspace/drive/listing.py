"""files.list: which files a caller sees, in which order, page by page."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from local_workspace.drive.access import reach, shown
from local_workspace.drive.files import FOLDER, root_of
from local_workspace.drive.query import parse_query
from local_workspace.errors import ApiError, invalid, not_built
from local_workspace.rights import effective_permissions
from local_workspace.service import Call, answers
from local_workspace.state import State

DEFAULT = "kind,incompleteSearch,nextPageToken,files(kind,id,name,mimeType)"
MAX_PAGE = 1000
LINK_ONLY = ("anyone", "domain")
ORDERS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "createdTime": lambda file: file["createdTime"],
    "folder": lambda file: file["mimeType"] != FOLDER,
    "modifiedByMeTime": lambda file: file.get("modifiedByMeTime", ""),
    "modifiedTime": lambda file: file["modifiedTime"],
    "name": lambda file: file["name"].casefold(),
    "name_natural": lambda file: _natural(file["name"]),
    "quotaBytesUsed": lambda file: int(file["quotaBytesUsed"]),
    "recency": lambda file: file["modifiedTime"],
    "starred": lambda file: not file["starred"],
}
NOT_BUILT = frozenset({"sharedWithMeTime", "viewedByMeTime"})


@answers("drive.files.list", default_fields=DEFAULT, lacks=["includeLabels", "corpus"])
def list_files(call: Call) -> dict[str, Any]:
    """Give the files that the caller sees and the query names, the newest first by default."""
    size = page_size(call, 100)
    test = parse_query(call.text("q") or "") if call.text("q") else None
    sort = read_order(call.text("orderBy") or "")
    start = read_page_token(call)
    found = [facts for facts in visible(call) if test is None or test(facts)]
    found = sort(found)
    answer: dict[str, Any] = {
        "kind": "drive#fileList",
        "incompleteSearch": False,
        "files": [_without_facts(facts) for facts in found[start : start + size]],
    }
    if start + size < len(found):
        answer["nextPageToken"] = page_token(start + size)
    return answer


def visible(call: Call) -> Iterator[dict[str, Any]]:
    """Yield the facts of every file in the caller's view, the last made first."""
    drive = _asked_drive(call)
    root = root_of(call.state, call.caller.email)
    for _, document in reversed(list(call.state.scan("file"))):
        if document.get("isRoot") or not _belongs(call, document, drive):
            continue
        permissions = effective_permissions(call.state, document["id"])
        if _is_shared_with(permissions, call.caller.email):
            yield _facts(call, document, permissions, root)


def read_order(text: str) -> Callable[[list[dict[str, Any]]], list[dict[str, Any]]]:
    """Return what sorts files as `orderBy` asks: "folder,modifiedTime desc,name"."""
    keys = []
    for part in [p for p in text.split(",") if p.strip()]:
        name, _, direction = part.strip().partition(" ")
        if name in NOT_BUILT:
            raise not_built(f"the order by {name}")
        if name not in ORDERS or direction.strip() not in ("", "desc"):
            raise invalid("Invalid Value", reason="invalid", location="orderBy")
        keys.append((ORDERS[name], direction.strip() == "desc"))

    def sort(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
        for key, is_descending in reversed(keys or [(ORDERS["modifiedTime"], True)]):
            found = sorted(found, key=key, reverse=is_descending)
        return found

    return sort


def page_size(call: Call, default: int) -> int:
    """Return the asked page size; raises Drive's 400 outside 1 to 1000."""
    size = call.number("pageSize", default)
    if not 1 <= size <= MAX_PAGE:
        raise invalid(
            f"Invalid value '{size}'. Values must be within the range: [1, {MAX_PAGE}]",
            reason="invalidParameter",
            location="pageSize",
        )
    return size


def page_token(start: int) -> str:
    """Return the token of the page that begins at an item."""
    return "~!!~" + base64.urlsafe_b64encode(json.dumps({"start": start}).encode()).decode()


def read_page_token(call: Call) -> int:
    """Return where the asked page begins; raises a 400 for a token not given by us."""
    token = call.text("pageToken")
    if not token:
        return 0
    try:
        return int(json.loads(base64.urlsafe_b64decode(token.removeprefix("~!!~")))["start"])
    except (ValueError, KeyError, TypeError) as wrong:
        raise _bad_token() from wrong


def _bad_token() -> ApiError:
    return invalid("Invalid Value", reason="invalid", location="pageToken")


def _asked_drive(call: Call) -> str | None:
    if call.text("spaces", "drive") != "drive":
        raise not_built(f"the space {call.text('spaces')}")
    corpora, drive = call.text("corpora"), call.text("driveId")
    if corpora == "domain":
        raise not_built("the corpora domain")
    if drive is None and corpora == "drive":
        raise invalid("The driveId parameter must be specified.", location="driveId")
    if drive is not None:
        reach(call, drive, "reader")
    return drive


def _belongs(call: Call, document: dict[str, Any], drive: str | None) -> bool:
    if drive is not None:
        return document.get("driveId") == drive and document["id"] != drive
    wants_all = call.flag("includeItemsFromAllDrives") or call.flag("includeTeamDriveItems")
    return "driveId" not in document or (wants_all and document["id"] != document["driveId"])


def _is_shared_with(permissions: list[dict[str, Any]], email: str) -> bool:
    """A link that anyone may follow does not list the file in everyone's view."""
    return any(
        p["type"] not in LINK_ONLY and p.get("emailAddress", "").lower() == email.lower()
        for p in permissions
    )


def _facts(
    call: Call, document: dict[str, Any], permissions: list[dict[str, Any]], root: str
) -> dict[str, Any]:
    facts = shown(call, document)
    facts.setdefault("permissions", permissions)
    facts["inMyRoot"] = root in document["parents"]
    facts["sharedWithMe"] = "driveId" not in document and not facts["ownedByMe"]
    facts["texts"] = [
        document["name"],
        document.get("description", ""),
        _text(call.state, document),
    ]
    return facts


def _text(state: State, document: dict[str, Any]) -> str:
    if not str(document["mimeType"]).startswith("text/"):
        return ""
    return (state.get_blob(f"file/{document['id']}") or b"").decode("utf-8", "replace")


def _without_facts(facts: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in facts.items() if k not in ("inMyRoot", "sharedWithMe", "texts")}


def _natural(name: str) -> list[tuple[int, int, str]]:
    pieces = re.split(r"(\d+)", name.casefold())
    return [(0, int(p), "") if p.isdigit() else (1, 0, p) for p in pieces if p]
