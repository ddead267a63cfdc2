"""What the workspace still knows of a programme whose ledger was lost: files by mark, letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import getaddresses
from typing import Any

import sheets_schema
from dienhinh.acts.documents import CONTENT, TOLD, WORD
from dienhinh.acts.letters import KEY, PREFIX, REFERENCE, RUNGS, reference_of
from dienhinh.domain.calendar import TIMEZONE
from dienhinh.google.client import Workspace
from dienhinh.ledger import Effect, State
from dienhinh.world import places
from dienhinh.world.choices import choices_of
from dienhinh.world.memory import DOCUMENT, LETTER, PLACE, RUNG
from dienhinh.world.world import Setting
from sheets_schema.form_difference import item_ids
from sheets_schema.forms import wanted_form

FILE = (
    "id,name,mimeType,webViewLink,appProperties,createdTime,sha256Checksum,parents,trashed,"
    "description"
)

KINDS = (places.FOLDER_MIME, places.SPREADSHEET_MIME, places.FORM_MIME, WORD)

File = Mapping[str, Any]


def marked_files(workspace: Workspace, setting: Setting) -> dict[str, File]:
    """Give the programme's files by key; of two with one mark the one that was made first.

    One that lies in the bin counts only where no other bears its mark. Forms of version 0.1.0 bear
    none: they are known by title, folder and questions.
    """
    listed: list[File] = list(
        workspace.drive.files_list(
            q=" or ".join(f"mimeType = '{kind}'" for kind in KINDS),
            fields=FILE,
            drive_id=setting.shared_drive,
        )
    )
    listed.sort(key=lambda file: (bool(file.get("trashed")), str(file["createdTime"])))
    begun = f"{setting.programme.id}/"
    found: dict[str, File] = {}
    for file in listed:  # the first of two stands
        mark = str(file.get("appProperties", {}).get("dienhinh", ""))
        if mark.startswith(begun):
            found.setdefault(mark.removeprefix(begun), file)
    for key, file in _old_forms(workspace, setting, listed, found):
        found.setdefault(key, file)
    return found


def _old_forms(
    workspace: Workspace, setting: Setting, listed: Iterable[File], found: Mapping[str, File]
) -> Iterator[tuple[str, File]]:
    folder = found.get("folder/dang_ky", {}).get("id")
    forms = [
        file
        for file in listed
        if file["mimeType"] == places.FORM_MIME
        and folder in file.get("parents", ())
        and "dienhinh" not in file.get("appProperties", {})
    ]
    choices = choices_of(setting.programme, setting.roster.ordered_units)
    for sheet in sheets_schema.SECTIONS.values():
        ours = item_ids(wanted_form(sheet, choices))
        for file in forms if places.form(sheet.key) not in found else ():
            items = workspace.forms.forms_get(form_id=str(file["id"])).get("items", ())
            if any(item.get("itemId") in ours for item in items):
                yield places.form(sheet.key), file


def place_effects(workspace: Workspace, found: Mapping[str, File]) -> Iterator[Effect]:
    """Give what stands as if it had just been made; a document holds what its own marks say."""
    for key, file in found.items():
        made = datetime.fromisoformat(str(file["createdTime"]))
        if key.startswith(f"{DOCUMENT}/"):
            marks = file.get("appProperties", {})
            facts = {"sha256": marks.get(CONTENT, ""), "told": marks.get(TOLD, "")}
            yield Effect(DOCUMENT, key, State.DONE, str(file["id"]), facts, made)
            continue
        link = str(file.get("webViewLink", ""))
        if key.startswith(places.FORMS) and not file.get("trashed"):
            link = str(workspace.forms.forms_get(form_id=str(file["id"]))["responderUri"])
        yield Effect(PLACE, key, State.DONE, str(file["id"]), {"link": link}, made)


def letter_effects(
    workspace: Workspace, setting: Setting, units: Iterable[str]
) -> Iterator[Effect]:
    """Give the letters that were sent in the period, with the rungs that each says it climbed."""
    units = tuple(units)
    for entry in workspace.gmail.messages_list(label_ids=["SENT"]):
        message = workspace.gmail.messages_get(message_id=entry["id"], format="metadata")
        headers = _headers(message)
        reference = headers.get(REFERENCE, "")
        if not reference.startswith(PREFIX):
            continue
        sent = datetime.fromtimestamp(int(message["internalDate"]) / 1000, tz=UTC)
        key = _key(setting, units, headers, sent)
        if key is None:
            continue
        rungs = [rung.strip() for rung in headers.get(RUNGS, "").split(",") if rung.strip()]
        facts = {
            "reference": reference,
            "to": _listed(headers.get("to", "")),
            "cc": _listed(headers.get("cc", "")),
            "rungs": rungs,
            "gaps": [],
        }
        yield Effect(LETTER, key, State.DONE, str(entry["id"]), facts, sent)
        yield from (Effect(RUNG, rung, State.DONE, None, {}, sent) for rung in rungs)


def _key(
    setting: Setting, units: Iterable[str], headers: Mapping[str, str], sent: datetime
) -> str | None:
    """Give the key that a letter bears, of whatever kind it is; None for another programme's.

    Letters of version 0.1.0 bear none: it is that of a unit and the day.
    """
    day = sent.astimezone(TIMEZONE).date()
    keys = (headers.get(KEY, ""), *(f"{unit}/{day}" for unit in units))
    references = ((key, reference_of(setting.programme.id, key)) for key in keys if key)
    return next((key for key, each in references if each == headers[REFERENCE]), None)


def _headers(message: Mapping[str, Any]) -> dict[str, str]:
    headers = message.get("payload", {}).get("headers", ())
    return {str(each["name"]).lower(): str(each["value"]) for each in headers}


def _listed(addresses: str) -> list[str]:
    return [address for _, address in getaddresses([addresses]) if address]
