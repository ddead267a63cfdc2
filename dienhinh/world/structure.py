"""How workbooks and forms are built: looked at where that may have changed, and what is wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import Any

from dienhinh.google.client import Workspace
from dienhinh.google.errors import InvalidRequest, WorkspaceError
from dienhinh.ledger import Ledger, SourceState
from dienhinh.world import look, places
from dienhinh.world.world import Problem, World
from sheets_schema import layout, structure
from sheets_schema.choices import Choices
from sheets_schema.model import Sheet

MADE = "made"
"""The key under which a structure says that it stands as a declaration of that digest made it."""


def structure_key(key: str) -> str:
    """Give the key of the source that a workbook's structure is."""
    return f"structure/{key}"


def wanted_sheets(
    sheets: Sequence[Sheet], choices: Choices, account: str, *, shared: bool
) -> list[layout.WantedSheet]:
    """Declare how sheets shall stand in a workbook of the account, or in a shared drive."""
    owner = "" if shared else None
    return [layout.WantedSheet(sheet, choices, account, owner=owner) for sheet in sheets]


def declaration(wanted: Sequence[layout.WantedSheet]) -> str:
    """Make the digest of what a new workbook is made with."""
    requests = layout.difference({}, wanted)
    return sha256(json.dumps(requests, sort_keys=True).encode()).hexdigest()


def look_at_structures(
    world: World, workspace: Workspace, ledger: Ledger, *, whole: bool, keep: bool
) -> World:
    """Look at the structure and the rights of each place that may have changed since last.

    With `whole` at all of them. Calls: one a workbook, one more for its rights where the change log
    does not tell them.
    """
    looker = _Looker(world, workspace, ledger, whole=whole, keep=keep)
    for key in world.memory.places:
        looker.look(key)
    return world.with_(
        structures=looker.structures,
        files=looker.files,
        problems=(*world.problems, *looker.problems),
    )


class _Looker:
    """One look at the structures: what it needs, and what it has found."""

    def __init__(
        self,
        world: World,
        workspace: Workspace,
        ledger: Ledger,
        *,
        whole: bool,
        keep: bool,
    ) -> None:
        self._world, self._workspace, self._ledger = world, workspace, ledger
        self._whole, self._keep = whole, keep
        # Drive tells of rights in the log of a user's files, not in that of a shared drive.
        self._is_shared = bool(world.setting.shared_drive)
        self._heads = ledger.sources.heads()
        self._declared: dict[tuple[str, ...], str] = {}
        self.structures: dict[str, Mapping[str, Any]] = {}
        self.files: dict[str, Any] = dict(world.files)
        self.problems: list[Problem] = []

    def look(self, key: str) -> None:
        """Look at one place, or take what is known of it."""
        file = dict(self.files.get(f"file/{key}", {}))
        if file.get("gone") or file.get("binned"):
            return
        link = self._world.memory.place(key).link
        try:
            if key in self._world.books:
                self.structures[key] = self._book(key, looked=bool(file.get("looked")))
            elif key.startswith(places.FORMS):
                known = self.files.get(f"structure/{key}")
                self.structures[key] = known or self._ledger.sources.content(key) or {}
            if file.get("permissions") is None or (self._whole and self._is_shared):
                self._rights(key, file)
        except WorkspaceError as error:
            self.problems.append(Problem(key, f"{link}: {look.why(error, key)}"))
            self.structures.pop(key, None)
            return
        file["looked"] = True
        if self.files.get(f"file/{key}") != file:
            self.files[f"file/{key}"] = file
            if self._keep:
                self._ledger.facts.put(f"file/{key}", file)

    def _book(self, key: str, *, looked: bool) -> Mapping[str, Any]:
        source = structure_key(key)
        if looked and not self._whole and source in self._heads:
            known: Mapping[str, Any] = self._ledger.sources.content(source) or {}
            if MADE not in known or known[MADE] == self._declaration(key):
                return known
        read = _read(self._workspace, self._world.memory.place(key).id, key, self._world)
        at = self._world.at
        if self._keep:
            self._ledger.sources.keep(source, read, state=SourceState.READ, at=at)
        return read

    def _rights(self, key: str, file: dict[str, Any]) -> None:
        file_id = self._world.memory.place(key).id
        file["permissions"] = self._workspace.drive.permissions_list(
            file_id=file_id, fields=look.PERMISSION
        )
        if key.startswith(places.FORMS) and not file.get("parents"):
            found = self._workspace.drive.files_get(file_id=file_id, fields="parents")
            file["parents"] = found.get("parents", [])

    def _declaration(self, key: str) -> str:
        """Give the digest of a book's declaration; the same for all units' workbooks."""
        sheets = places.sheets_of(key, self._world.programme)
        kind = tuple(sheet.key for sheet in sheets)
        if kind not in self._declared:
            setting = self._world.setting
            wanted = wanted_sheets(
                sheets, self._world.choices, setting.account, shared=bool(setting.shared_drive)
            )
            self._declared[kind] = declaration(wanted)
        return self._declared[kind]


def _read(workspace: Workspace, spreadsheet: str, key: str, world: World) -> dict[str, Any]:
    """Read a workbook's structure; in two calls where a tab was renamed or deleted."""
    sheets = places.sheets_of(key, world.programme)
    with suppress(InvalidRequest):  # a tab is not there under its title
        read = workspace.sheets.spreadsheets_get(
            spreadsheet_id=spreadsheet,
            fields=structure.FIELDS,
            ranges=structure.structure_ranges(sheets),
        )
        if layout.shows_ours(read, sheets):
            return read
    outline = workspace.sheets.spreadsheets_get(
        spreadsheet_id=spreadsheet, fields=structure.OUTLINE_FIELDS
    )
    ranges = structure.structure_ranges(sheets, outline)
    if not ranges:
        return outline
    detail = workspace.sheets.spreadsheets_get(
        spreadsheet_id=spreadsheet, fields=structure.FIELDS, ranges=ranges
    )
    return structure.whole(outline, detail)
