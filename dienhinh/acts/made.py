"""Folders, workbooks and forms: made once, whatever breaks, and brought to their declaration."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dienhinh.acts import effects as acts
from dienhinh.google.client import Workspace
from dienhinh.google.errors import Conflict, NotFound, Unreachable, WorkspaceError
from dienhinh.ledger import Effect, Ledger, SourceState, State
from dienhinh.world.linked import to_keep
from dienhinh.world.memory import ACCESS, PLACE
from dienhinh.world.places import FOLDER_MIME, FORM_MIME, SPREADSHEET_MIME, mark
from dienhinh.world.structure import MADE, structure_key
from dienhinh.world.world import World

LISTINGS_LAG = timedelta(minutes=15)
"""So long after a broken creation a listing that does not show the file proves nothing."""


class Undecided(Exception):
    """An earlier creation got no answer, and listings may lag; the next run looks again."""


@dataclass
class Maker:
    """Makes places; each is a row of the ledger, claimed before the act."""

    world: World
    workspace: Workspace
    ledger: Ledger
    at: datetime

    def folder(self, folder: acts.Folder) -> None:
        """Make a folder under an id reserved before, so that a repeat makes no second."""
        effect = self.ledger.effects.get(PLACE, folder.key)
        reserved = str(effect.facts.get("reserved", "")) if effect else ""
        if not reserved:
            reserved = self.workspace.drive.files_generate_ids(count=1)[0]
            self._record(folder.key, State.STARTED, facts={"reserved": reserved})
        body: dict[str, Any] = {
            "id": reserved,
            "name": folder.name,
            "mimeType": FOLDER_MIME,
            "appProperties": mark(self.world.setting.programme, folder.key),
        }
        parent = self._id(folder.parent) if folder.parent else self.world.setting.shared_drive
        if parent:
            body["parents"] = [parent]
        with suppress(Conflict):  # an earlier try that got no answer had made it
            self.workspace.drive.files_create(body=body, fields="id")
        self._record(folder.key, State.DONE, external_id=reserved)

    def workbook(self, book: acts.Workbook) -> None:
        """Make a workbook with its sheets; it is found again by a mark of ours."""
        self._once(
            book.key,
            act=lambda: self._create_workbook(book),
            look=lambda: self._find_marked(book.key),
        )
        self.workspace.sheets.spreadsheets_batch_update(
            spreadsheet_id=self._id(book.key), requests=book.requests, harmless=True
        )
        # What stands in it is known without a look: the headers, and nobody's rights.
        with self.ledger.transaction():
            made = to_keep({sheet: [titles] for sheet, titles in book.headers.items()}, {})
            self.ledger.sources.keep(book.key, made, state=SourceState.EMPTY, at=self.at)
            self.ledger.sources.keep(
                structure_key(book.key),
                {MADE: book.declaration},
                state=SourceState.READ,
                at=self.at,
            )
            self.ledger.facts.put(f"file/{book.key}", {"permissions": [], "looked": True})

    def structure(self, structure: acts.Structure) -> None:
        """Bring a workbook to its declaration."""
        self.workspace.sheets.spreadsheets_batch_update(
            spreadsheet_id=self._id(structure.key), requests=structure.requests
        )

    def form(self, form: acts.Form) -> None:
        """Make a form, fill it, open it for answers and put it into its folder."""
        self._once(
            form.key,
            act=lambda: self._create_form(form),
            look=lambda: self._find_form(form),
        )
        form_id = self._id(form.key)
        made = self.workspace.forms.forms_batch_update(
            form_id=form_id, requests=form.requests, include_form_in_response=True
        )
        self.ledger.sources.keep(form.key, made.get("form", {}), state=SourceState.READ, at=self.at)
        self.ledger.facts.put(f"file/{form.key}", {"permissions": [], "looked": True})
        self.publish(acts.Published(key=form.key))
        self.access(acts.Access(key=form.key, email="", role="reader", view="published"))
        file = self.workspace.drive.files_get(file_id=form_id, fields="parents")
        parents = [each for each in file.get("parents", ()) if each != self._id(form.folder)]
        self.move(
            acts.Moved(
                key=form.key, folder=form.folder, out_of=tuple(parents), name=form.document_title
            )
        )

    def form_change(self, change: acts.FormChange) -> None:
        """Bring a form to its declaration."""
        made = self.workspace.forms.forms_batch_update(
            form_id=self._id(change.key),
            requests=change.requests,
            required_revision_id=change.revision,
            include_form_in_response=True,
        )
        self.ledger.sources.keep(
            change.key, made.get("form", {}), state=SourceState.READ, at=self.at
        )

    def publish(self, published: acts.Published) -> None:
        """Open a form for answers."""
        self.workspace.forms.forms_set_publish_settings(
            form_id=self._id(published.key), is_published=True, is_accepting_responses=True
        )
        kept = dict(self.ledger.sources.content(published.key) or {})
        state = {"isPublished": True, "isAcceptingResponses": True}
        kept["publishSettings"] = {"publishState": state}
        self.ledger.sources.keep(published.key, kept, state=SourceState.READ, at=self.at)

    def move(self, moved: acts.Moved) -> None:
        """Put a file into a folder of ours; from then on it bears its name and our mark."""
        self.workspace.drive.files_update(
            file_id=self._id(moved.key),
            body={
                "name": moved.name,
                "appProperties": mark(self.world.setting.programme, moved.key),
            },
            add_parents=self._id(moved.folder),
            remove_parents=",".join(moved.out_of) or None,
            fields="id",
        )

    def access(self, access: acts.Access) -> None:
        """Give a role."""
        body: dict[str, Any] = {"role": access.role}
        if access.email:
            body |= {"type": "user", "emailAddress": access.email}
        else:
            body |= {"type": "anyone"}
        if access.view:
            body["view"] = access.view
        made = self.workspace.drive.permissions_create(file_id=self._id(access.key), body=body)
        kind = str(body.pop("type"))
        self._know_right(access.key, {**body, "type": kind, "id": str(made.get("id", ""))})
        if access.email:
            self.ledger.effects.record(
                ACCESS, f"{access.key}/{access.email}", State.DONE, at=self.at
            )

    def no_access(self, taken: acts.NoAccess) -> None:
        """Take a role away."""
        with suppress(NotFound):
            self.workspace.drive.permissions_delete(
                file_id=self._id(taken.key), permission_id=taken.permission
            )
        file = dict(self.ledger.facts.get(f"file/{taken.key}") or {})
        standing = [
            each for each in file.get("permissions") or () if each["id"] != taken.permission
        ]
        self.ledger.facts.put(f"file/{taken.key}", {**file, "permissions": standing})
        self.ledger.effects.forget(ACCESS, f"{taken.key}/{taken.email}")

    def _know_right(self, key: str, permission: dict[str, Any]) -> None:
        """Remember a right that was given, so that nobody has to ask for it."""
        file = dict(self.ledger.facts.get(f"file/{key}") or {})
        standing = [
            each
            for each in file.get("permissions") or ()
            if each.get("emailAddress", "") != permission.get("emailAddress", "")
            or each.get("view", "") != permission.get("view", "")
        ]
        self.ledger.facts.put(f"file/{key}", {**file, "permissions": [*standing, permission]})

    def _create_workbook(self, book: acts.Workbook) -> tuple[str, str]:
        made = self.workspace.drive.files_create(
            body={
                "name": book.title,
                "mimeType": SPREADSHEET_MIME,
                "parents": [self._id(book.folder)],
                "appProperties": mark(self.world.setting.programme, book.key),
            },
            fields="id,webViewLink",
        )
        return str(made["id"]), str(made["webViewLink"])

    def _find_marked(self, key: str) -> tuple[str, str] | None:
        value = mark(self.world.setting.programme, key)["dienhinh"].replace("'", r"\'")
        found = self.workspace.drive.files_list(
            q=f"appProperties has {{ key='dienhinh' and value='{value}' }} and trashed=false",
            fields="id,webViewLink",
        )
        return (str(found[0]["id"]), str(found[0].get("webViewLink", ""))) if found else None

    def _create_form(self, form: acts.Form) -> tuple[str, str]:
        made = self.workspace.forms.forms_create(
            title=form.title, document_title=self._first_title(form)
        )
        return str(made["formId"]), str(made["responderUri"])

    def _find_form(self, form: acts.Form) -> tuple[str, str] | None:
        """Find a form that was made without an answer: Google takes no mark at its making.

        Only one that nobody has filled yet, by the title that it bears until it is whole: another
        programme's or a person's of the same final title is none of ours.
        """
        title = self._first_title(form).replace("'", r"\'")
        found = self.workspace.drive.files_list(
            q=f"name = '{title}' and mimeType = '{FORM_MIME}' and trashed = false", fields="id"
        )
        known = {place.id for place in self.world.memory.places.values()}
        for each in found:
            if each["id"] not in known:
                made = self.workspace.forms.forms_get(form_id=str(each["id"]))
                if not made.get("items"):
                    return str(made["formId"]), str(made["responderUri"])
        return None

    def _first_title(self, form: acts.Form) -> str:
        """Give the document's title that a form bears until it is marked as ours."""
        return f"{form.document_title} ({self.world.setting.programme.id})"

    def _once(
        self,
        key: str,
        *,
        act: Callable[[], tuple[str, str]],
        look: Callable[[], tuple[str, str] | None],
    ) -> None:
        """Do a creation unless the ledger knows that it was done; settle a broken one by looking.

        Raises:
            Undecided: an earlier one got no answer and listings may not show it yet.
            WorkspaceError: it was refused, or its end is unknown.
        """
        effect = self.ledger.effects.get(PLACE, key)
        if effect and effect.state is State.DONE and effect.external_id:
            return
        found = look() if effect and effect.state in {State.STARTED, State.UNKNOWN} else None
        if found is None:
            self._wait_for_listings(effect)
            self._record(key, State.STARTED)
            try:
                found = act()
            except Unreachable as error:
                self._record(key, State.UNKNOWN if error.maybe_done else State.FAILED)
                raise
            except WorkspaceError:
                self._record(key, State.FAILED)
                raise
        made, link = found
        self._record(key, State.DONE, external_id=made, facts={"link": link})

    def _wait_for_listings(self, effect: Effect | None) -> None:
        if effect is None or effect.state not in {State.STARTED, State.UNKNOWN}:
            return
        if self.at - effect.changed_at < LISTINGS_LAG:
            raise Undecided(
                "lần tạo trước không có trả lời và danh mục tệp của Drive có thể hiện chậm; sau 15"
                " phút hệ thống tự xem lại"
            )

    def _record(
        self,
        key: str,
        state: State,
        *,
        external_id: str | None = None,
        facts: dict[str, Any] | None = None,
    ) -> None:
        self.ledger.effects.record(
            PLACE, key, state, at=self.at, external_id=external_id, facts=facts
        )

    def _id(self, key: str) -> str:
        """Give Google's id of what was made, in this run or before.

        Raises:
            LookupError: it was not made.
        """
        effect = self.ledger.effects.get(PLACE, key)
        if effect is None or effect.state is not State.DONE or not effect.external_id:
            raise LookupError(f"chưa tạo được {key}")
        return effect.external_id
