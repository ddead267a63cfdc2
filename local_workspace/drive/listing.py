"""files.list: which files a caller sees, in which order, page by page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from local_workspace.drive.access import require_space, supports_all_drives
from local_workspace.drive.drives import unknown_drive
from local_workspace.drive.files import APP_DATA, FOLDER, app_data_of, root_of
from local_workspace.drive.found import Found
from local_workspace.drive.paging import page
from local_workspace.drive.query import parse_query, tokens_of
from local_workspace.errors import forbidden, invalid
from local_workspace.faults import lag
from local_workspace.own_files import is_reached
from local_workspace.rights import effective_permissions, role_of
from local_workspace.service import Call, answers

DEFAULT = "kind,incompleteSearch,nextPageToken,files(kind,id,name,mimeType)"
CORPORA = ("user", "domain", "drive", "allDrives")
SPACES = ("drive", APP_DATA)
ORDERS: dict[str, Callable[[Found], Any]] = {
    "createdTime": lambda file: file["createdTime"],
    "folder": lambda file: file["mimeType"] != FOLDER,
    "modifiedByMeTime": lambda file: file.get("modifiedByMeTime", ""),
    "modifiedTime": lambda file: file["modifiedTime"],
    "name": lambda file: file["name"].casefold(),
    "name_natural": lambda file: _natural(file["name"]),
    "quotaBytesUsed": lambda file: int(file["quotaBytesUsed"]),
    "recency": lambda file: max(file["modifiedTime"], file.get("viewedByMeTime", "")),
    "sharedWithMeTime": lambda file: file.get("sharedWithMeTime", ""),
    "starred": lambda file: not file["starred"],
    "viewedByMeTime": lambda file: file.get("viewedByMeTime", ""),
}


@answers("drive.files.list", default_fields=DEFAULT, lacks=["includeLabels"])
def list_files(call: Call) -> dict[str, Any]:
    """Give the files that the caller sees and the query names, the newest first by default."""
    query = call.text("q") or ""
    test = parse_query(query) if query else None
    sort = read_order(call.text("orderBy") or "", query)
    found = sort([file for file in visible(call) if test is None or test(file)])
    files, token = page(call, found, 100, 1000)
    answer = {"kind": "drive#fileList", "incompleteSearch": False}
    return answer | {"files": [file.resource for file in files]} | token


def visible(call: Call) -> Iterator[Found]:
    """Yield every file in the caller's view, the last made first."""
    spaces = asked_spaces(call)
    for space in spaces:
        require_space(call, space)
    drive, with_domain = _asked_corpora(call)
    aliases = {root_of(call.state, call.caller.email): "root"}
    if APP_DATA in spaces:
        aliases[app_data_of(call.state, call.caller.email)] = APP_DATA
    documents = reversed(list(call.state.view("file").values()))
    for document in lag.as_listed(call.state, documents):
        if document.get("isRoot") or document.get("space", "drive") not in spaces:
            continue
        if not _belongs(call, document, drive) or not is_reached(call.caller, document):
            continue
        permissions = effective_permissions(call.state, document["id"])
        if _is_shared_with(permissions, call.caller.email, with_domain=with_domain):
            yield Found(call, document, permissions, aliases)


def read_order(text: str, query: str = "") -> Callable[[list[Found]], list[Found]]:
    """Return what sorts files as `orderBy` asks: "folder,modifiedTime desc,name"."""
    keys = []
    for part in [p for p in text.split(",") if p.strip()]:
        name, _, direction = part.strip().partition(" ")
        if name not in ORDERS or direction.strip() not in ("", "desc"):
            raise invalid("Invalid Value", reason="invalid", location="orderBy")
        keys.append((ORDERS[name], direction.strip() == "desc"))
    if keys and any(
        token.kind == "word" and token.text == "fullText" for token in tokens_of(query)
    ):
        raise invalid(
            "Sorting is not supported for queries with fullText terms. Results are always in "
            "descending relevance order.",
            reason="badRequest",
            location="orderBy",
        )

    def sort(found: list[Found]) -> list[Found]:
        for key, is_descending in reversed(keys or [(ORDERS["modifiedTime"], True)]):
            found = sorted(found, key=key, reverse=is_descending)
        return found

    return sort


def takes_all_drives(call: Call) -> bool:
    """Tell whether a call wants what lies in shared drives; it must say that it knows them."""
    wants = call.flag("includeItemsFromAllDrives") or call.flag("includeTeamDriveItems")
    if wants and not supports_all_drives(call):
        raise forbidden(
            "The supportsAllDrives parameter must be set to true if includeItemsFromAllDrives is "
            "set to true.",
            reason="teamDrivesSupportRequired",
            location="supportsAllDrives",
        )
    return wants


def asked_drive_id(call: Call) -> str | None:
    """Return the shared drive that a call names, under its old name too."""
    return call.text("driveId") or call.text("teamDriveId") or None


def asked_spaces(call: Call) -> set[str]:
    """Return the spaces that a call searches; raises a 400 for one that is none."""
    spaces = {space.strip() for space in (call.text("spaces") or "drive").split(",")}
    if not spaces <= set(SPACES):
        raise invalid("Invalid Value", reason="invalid", location="spaces")
    return spaces


def _asked_corpora(call: Call) -> tuple[str | None, bool]:
    """Return the one shared drive that is asked for, and whether the domain's files are."""
    corpora, drive = call.text("corpora") or call.text("corpus") or "user", asked_drive_id(call)
    corpora = corpora.replace("teamDrive", "drive").replace("allTeamDrives", "allDrives")
    if not set(corpora.split(",")) <= set(CORPORA):
        raise invalid("Invalid Value", reason="invalid", location="corpora")
    if (drive is None) == (corpora == "drive") and (drive is None or "corpora" in call.query):
        raise invalid(
            "The driveId must be specified if and only if corpora is set to drive.",
            reason="invalid",
            location="driveId",
        )
    if (drive or "allDrives" in corpora) and not takes_all_drives(call):
        raise forbidden(
            "The includeItemsFromAllDrives parameter must be set to true when driveId is "
            "specified or corpora contains drive or allDrives.",
            reason="teamDrivesIncludeItemsRequired",
            location="includeItemsFromAllDrives",
        )
    if drive is not None and role_of(call.state, drive, call.caller.email) is None:
        raise unknown_drive(drive)
    return drive, "domain" in corpora


def _belongs(call: Call, document: dict[str, Any], drive: str | None) -> bool:
    if drive is not None:
        return document.get("driveId") == drive and document["id"] != drive
    return "driveId" not in document or (
        takes_all_drives(call) and document["id"] != document["driveId"]
    )


def _is_shared_with(permissions: list[dict[str, Any]], email: str, *, with_domain: bool) -> bool:
    """A link that anyone may follow does not list the file in everyone's view."""
    domain = email.rpartition("@")[2].lower()
    return any(
        p.get("emailAddress", "").lower() == email.lower()
        or (with_domain and p.get("allowFileDiscovery") and p.get("domain", "").lower() == domain)
        for p in permissions
        if p.get("view") != "published"
    )


def _natural(name: str) -> list[tuple[int, int, str]]:
    pieces = re.split(r"(\d+)", name.casefold())
    return [(0, int(p), "") if p.isdigit() else (1, 0, p) for p in pieces if p]
