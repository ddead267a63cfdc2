"""What each call costs, in requests (Sheets, Forms) or in units (Drive, Gmail)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

READS_BY_POST = frozenset(
    {
        "sheets.spreadsheets.getByDataFilter",
        "sheets.spreadsheets.values.batchGetByDataFilter",
        "sheets.spreadsheets.developerMetadata.search",
    }
)
"""Methods of Sheets that only read, though by POST."""
DRIVE_LIST, DRIVE_DOWNLOAD, DRIVE_EDIT, DRIVE_OTHER = 100, 200, 50, 5
DRIVE_EDITS = frozenset(
    {"copy", "create", "delete", "emptyTrash", "hide", "modifyLabels", "unhide", "update"}
)
GMAIL_BY_KIND = {"GET": 1, "": 5}
"""Of methods whose price is not named below: those that only read, and the others."""
GMAIL: dict[str, int] = {
    "drafts.create": 10,
    "drafts.delete": 10,
    "drafts.get": 20,
    "drafts.list": 5,
    "drafts.send": 100,
    "drafts.update": 15,
    "history.list": 2,
    "messages.attachments.get": 20,
    "messages.batchDelete": 50,
    "messages.batchModify": 50,
    "messages.delete": 10,
    "messages.get": 20,
    "messages.import": 25,
    "messages.insert": 25,
    "messages.list": 5,
    "messages.send": 100,
    "messages.trash": 20,
    "settings.delegates.create": 100,
    "settings.forwardingAddresses.create": 100,
    "settings.sendAs.create": 100,
    "settings.sendAs.update": 100,
    "settings.sendAs.verify": 100,
    "settings.updatePop": 100,
    "stop": 50,
    "threads.delete": 20,
    "threads.get": 40,
    "threads.list": 10,
    "threads.modify": 10,
    "threads.trash": 20,
    "threads.untrash": 10,
    "watch": 100,
}
"""Units, from .../workspace/gmail/api/reference/quota as of 2026."""


@dataclass(frozen=True)
class Cost:
    """How many units of which quota a call takes."""

    quota: str
    units: int = 1


def cost_of(method: str, verb: str, query: Mapping[str, list[str]]) -> Cost:
    """Return the cost of one call; a batchUpdate is one whatever it holds."""
    api, _, name = method.partition(".")
    if api == "gmail":
        units = GMAIL.get(name.removeprefix("users."))
        return Cost("gmail", units or GMAIL_BY_KIND.get(verb, GMAIL_BY_KIND[""]))
    if api == "drive":
        return Cost("drive", _drive_units(name.rpartition(".")[2], query))
    if method == "forms.forms.responses.list":
        return Cost("forms-expensive-read")
    is_read = verb == "GET" or method in READS_BY_POST
    return Cost(f"{api}-{'read' if is_read else 'write'}")


def _drive_units(action: str, query: Mapping[str, list[str]]) -> int:
    if action in ("export", "download") or query.get("alt", [""])[-1] == "media":
        return DRIVE_DOWNLOAD
    if action == "list":
        return DRIVE_LIST
    return DRIVE_EDIT if action in DRIVE_EDITS else DRIVE_OTHER
