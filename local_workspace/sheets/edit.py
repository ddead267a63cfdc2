"""One call at one workbook: opened for reading or writing, kept when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from local_workspace.drive.files import SPREADSHEET, touch
from local_workspace.errors import forbidden, invalid
from local_workspace.rights import require, role_of
from local_workspace.service import Call
from local_workspace.sheets import a1, store
from local_workspace.sheets.book import Book
from local_workspace.sheets.limits import check_size
from local_workspace.sheets.pivots.outputs import refresh
from local_workspace.sheets.protection import Guard
from local_workspace.sheets.ranges import span_of
from local_workspace.sheets.refusals import language_of
from local_workspace.state import State

NO_SPREADSHEET = "This operation is not supported for this document"


@dataclass(frozen=True)
class Edit:
    """Who changes which workbook: what every request of a batch is given."""

    state: State
    book: Book
    guard: Guard

    def fresh_id(self) -> int:
        """Return an unused id for a sheet, range, rule, view or piece of metadata."""
        return store.fresh_id(self.state, self.book.id)


def open_for_reading(call: Call) -> Book:
    """Return the call's workbook; raises Google's 404 or 403."""
    return store.load(call.state, admitted(call, "reader")["id"])


def open_for_writing(call: Call) -> Edit:
    """Return the call's workbook with the caller's guard; raises Google's 404 or 403."""
    document = admitted(call, "writer")
    if any(one["readOnly"] for one in document.get("contentRestrictions", ())):
        raise forbidden()
    book = store.load(call.state, document["id"])
    return Edit(call.state, book, guard_of(call, book, document))


def admitted(call: Call, role: str, spreadsheet_id: str | None = None) -> dict[str, Any]:
    """Return the Drive document of the call's spreadsheet if the caller has this role.

    Raises Google's 404 or 403, and a 400 where the file is no spreadsheet.
    """
    wanted = spreadsheet_id or call.path["spreadsheetId"]
    document = require(call.state, wanted, call.caller, role)
    if document["mimeType"] != SPREADSHEET:
        raise invalid(NO_SPREADSHEET, status_name="FAILED_PRECONDITION")
    return document


def guard_of(call: Call, book: Book, document: dict[str, Any]) -> Guard:
    """Return the guard of a call's caller at a workbook with this Drive document."""
    email = call.caller.email
    role = role_of(call.state, book.id, email)
    is_owner = role in ("owner", "organizer")
    language = language_of(call.state, email)
    return Guard(book, email, owner_of(document), is_owner=is_owner, language=language)


def owner_of(document: dict[str, Any]) -> str:
    """Return the address of a file's owner, "" in a shared drive."""
    for permission in document.get("permissions", ()):
        if permission.get("role") == "owner":
            return str(permission.get("emailAddress", ""))
    return ""


def keep(edit: Edit) -> None:
    """Calculate, and keep a changed workbook; its file's modifiedTime moves on."""
    book = edit.book
    check_size(book)
    book.engine.set_names(_names(book))
    book.engine.evaluate()
    refresh(book)
    store.save(edit.state, book)
    touch(edit.state, book.id, edit.guard.email)


def _names(book: Book) -> list[tuple[str, str]]:
    """Return the named ranges as IronCalc's defined names."""
    names = []
    for named in book.named_ranges:
        tab = book.tab(named["range"].get("sheetId"))
        box = span_of(named["range"]).bounded(tab.rows, tab.columns)
        title = book.engine.title(book.place(tab)).replace("'", "''")
        start = f"${a1.letters(box.left)}${box.top + 1}"
        end = f"${a1.letters(box.right - 1)}${box.bottom}"
        names.append((named["name"], f"'{title}'!{start}:{end}"))
    return names
