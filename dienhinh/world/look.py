"""Looking at Google: what changed since the last look, and reading what did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from dienhinh.google.client import Workspace
from dienhinh.google.errors import CredentialsError, InvalidRequest, NotFound, WorkspaceError
from dienhinh.world.books import MOST_ROWS
from sheets_schema.model import Sheet

OVERLAP = timedelta(minutes=10)
"""Google may order answers of one moment anew for a while; what is seen twice is taken once."""

PERMISSION = "id,type,role,emailAddress,view,deleted,permissionDetails(inheritedFrom)"
PERMISSIONS = f"permissions({PERMISSION})"
CHANGE = f"fileId,removed,file(trashed,parents,{PERMISSIONS})"

BINNED = "nằm trong thùng rác của Drive: đề nghị khôi phục"
GONE = (
    "không mở được: khôi phục từ thùng rác của Drive, hoặc chạy `dienhinh set-up --remake {key}` để"
    " tạo mới"
)


@dataclass(frozen=True)
class Seen:
    """What Drive said of a file in its change log: gone, binned, where, and who may open it.

    `permissions` is None where Drive does not list them there (shared drives).
    """

    gone: bool
    binned: bool
    parents: tuple[str, ...]
    permissions: tuple[Mapping[str, Any], ...] | None


@dataclass(frozen=True)
class Log:
    """The new entries of a change log by file id, and the token of what is to come."""

    seen: Mapping[str, Seen]
    token: str


def changes(workspace: Workspace, token: str, *, drive: str | None) -> Log:
    """Read a change log on from a token."""
    found, following = workspace.drive.changes_list(page_token=token, fields=CHANGE, drive_id=drive)
    return Log({str(each["fileId"]): _seen(each) for each in found if "fileId" in each}, following)


def _seen(change: Mapping[str, Any]) -> Seen:
    file = change.get("file") or {}
    permissions = file.get("permissions")
    return Seen(
        gone=bool(change.get("removed")),
        binned=bool(file.get("trashed")),
        parents=tuple(file.get("parents", ())),
        permissions=None if permissions is None else tuple(permissions),
    )


def read_grids(
    workspace: Workspace, spreadsheet: str, sheets: Sequence[Sheet]
) -> dict[str, list[list[Any]]]:
    """Read sheets of a workbook in one request, by key; one row more than may be read at most.

    Raises:
        WorkspaceError: it cannot be read.
    """
    ranges = [f"{quoted(sheet.title)}!1:{MOST_ROWS + 2}" for sheet in sheets]
    grids = workspace.sheets.values_batch_get(spreadsheet_id=spreadsheet, ranges=ranges)
    return {sheet.key: grid for sheet, grid in zip(sheets, grids, strict=True)}


def quoted(title: str) -> str:
    """Give a sheet's title as it stands in an A1 range."""
    quoted = title.replace("'", "''")
    return f"'{quoted}'"


def read_responses(
    workspace: Workspace, form: str, cursor: str | None
) -> tuple[list[Mapping[str, Any]], str | None]:
    """Read a form's answers since a cursor (all without one), and the newest moment among them."""
    responses = workspace.forms.responses_list(
        form_id=form, since=_earlier(cursor) if cursor else None
    )
    newest = max((each["lastSubmittedTime"] for each in responses), default=None)
    return list(responses), max(filter(None, (cursor, newest)), default=None)


def _earlier(cursor: str) -> str:
    moment = datetime.fromisoformat(cursor) - OVERLAP
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def why(error: WorkspaceError, key: str, titles: Iterable[str] = ()) -> str:
    """Say to the office why a source cannot be read; refused credentials end the run instead.

    Raises:
        CredentialsError: it was that.
    """
    if isinstance(error, CredentialsError):
        raise error
    if isinstance(error, NotFound):
        return GONE.format(key=key)
    if isinstance(error, InvalidRequest) and titles:
        named = ", ".join(f"“{title}”" for title in titles)
        return (
            f"thiếu một trong các bảng {named} (bị xóa hoặc đổi tên): chạy `dienhinh set-up` để"
            " khôi phục"
        )
    return str(error)
