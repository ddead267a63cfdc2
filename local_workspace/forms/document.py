"""The stored form: how it is made, found, rendered for the API, and tied to its Drive file."""

from __future__ import annotations

import hashlib
from typing import Any

from local_workspace.drive.files import native_copiers, native_makers, native_removers
from local_workspace.drive.resource import is_trashed
from local_workspace.errors import forbidden, not_found
from local_workspace.forms.fieldmask import tidy
from local_workspace.own_files import is_reached
from local_workspace.rights import role_of
from local_workspace.service import Call
from local_workspace.state import State

MIME_TYPE = "application/vnd.google-apps.form"
WRITERS = ("owner", "organizer", "fileOrganizer", "writer")
READERS = (*WRITERS, "commenter", "reader")

Form = dict[str, Any]


def make(state: State, file_id: str, title: str) -> Form:
    """Keep and return a new, empty, unpublished form for a Drive file."""
    form: Form = {
        "formId": file_id,
        "info": {"title": title} if title else {},
        "settings": {},
        "items": [],
        "revision": 2,
        "responderId": "1FAIpQLS" + state.new_id(49)[1:],
    }
    state.put("form", file_id, form)
    state.put("form_responder", form["responderId"], {"formId": file_id})
    return form


def make_native(state: State, file_id: str, title: str, owner: str) -> None:  # noqa: ARG001
    """Make the form behind a file that drive.files.create made.

    As on Google such a form has no title of its own and begins with one untitled question.
    """
    form = make(state, file_id, "")
    question = {
        "questionId": new_id(state, form),
        "choiceQuestion": {"type": "RADIO", "options": [{"value": "Option 1"}]},
    }
    form["items"].append(
        {
            "itemId": new_id(state, form),
            "title": "Untitled Question",
            "questionItem": {"question": question},
        }
    )
    state.put("form", file_id, form)


def copy_native(state: State, source_id: str, file_id: str, title: str, owner: str) -> None:  # noqa: ARG001
    """Copy a form's content behind a copied file: no answers, no publication."""
    source = state.get("form", source_id) or {}
    kept = {name: source[name] for name in ("info", "settings", "items") if name in source}
    state.put("form", file_id, make(state, file_id, "") | kept)


def remove_native(state: State, file_id: str) -> None:
    """Forget a form, its answers and its watches when its file is deleted for ever."""
    form = state.get("form", file_id)
    if form is None:
        return
    state.delete("form_responder", form["responderId"])
    state.delete("form", file_id)
    for kind in ("form_response", "form watch"):
        for key, _ in list(state.scan(kind, f"{file_id}/")):
            state.delete(kind, key)


native_makers[MIME_TYPE] = make_native
native_copiers[MIME_TYPE] = copy_native
native_removers[MIME_TYPE] = remove_native


def new_id(state: State, form: Form) -> str:
    """Return an unused item or question id: eight hexadecimal digits, at most 7fffffff."""
    taken = used_ids(form)
    while True:
        seed = f"{form['formId']} {state.serial('form_item')}"
        number = int(hashlib.sha256(seed.encode()).hexdigest()[:8], 16) & 0x7FFFFFFF
        if number and f"{number:08x}" not in taken:
            return f"{number:08x}"


def used_ids(form: Form) -> set[str]:
    """Return the ids of all items and questions of a form."""
    items = {item["itemId"] for item in form["items"]}
    return items | {q["questionId"] for item in form["items"] for q in questions_of(item)}


def questions_of(item: dict[str, Any]) -> list[dict[str, Any]]:
    """Return an item's questions: one, the rows of a grid, or none."""
    if "questionItem" in item:
        question = item["questionItem"].get("question")
        return [] if question is None else [question]
    return list(item.get("questionGroupItem", {}).get("questions", ()))


def file_of(state: State, form_id: str) -> dict[str, Any] | None:
    """Return the Drive file behind a form; None where it, or a folder above, is binned or gone."""
    file = state.get("file", form_id)
    return None if file is None or is_trashed(state, file) else file


def open_form(call: Call, roles: tuple[str, ...] = WRITERS) -> Form:
    """Return the form that a call names; 404 where it is gone, 403 without one of the roles."""
    form = call.state.get("form", call.path["formId"])
    file = None if form is None else file_of(call.state, form["formId"])
    if form is None or file is None or not is_reached(call.caller, file):
        raise not_found()
    if role_of(call.state, form["formId"], call.caller.email) not in roles:
        raise forbidden()
    return form


def revision_id(form: Form) -> str:
    """Return the revision as Google prints it: eight hexadecimal digits."""
    return f"{form['revision']:08x}"


def is_open(form: Form) -> bool:
    """Tell whether a form is published and takes answers."""
    state = form.get("publishState", {})
    return bool(state.get("isPublished") and state.get("isAcceptingResponses"))


def rendered(state: State, form: Form, base_url: str) -> dict[str, Any]:
    """Return a form as forms.get gives it.

    A form whose publication nobody has stated yet shows neither `publishSettings` nor the default
    way of collecting addresses, like the recorded forms from before publishing existed.
    """
    file = file_of(state, form["formId"]) or {}
    settings = dict(form["settings"])
    answer = {
        "formId": form["formId"],
        "info": {**form["info"], "documentTitle": file.get("name", "")},
        "revisionId": revision_id(form),
        "responderUri": f"{base_url}/forms/d/e/{form['responderId']}/viewform",
        "items": form["items"],
    }
    if "publishState" in form:
        settings.setdefault("emailCollectionType", "DO_NOT_COLLECT")
        answer["publishSettings"] = {"publishState": form["publishState"]}
    if settings:
        answer["settings"] = settings
    return dict(tidy(answer))
