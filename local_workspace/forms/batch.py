"""The six requests of forms.batchUpdate, each applied to a form in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from local_workspace.errors import invalid
from local_workspace.forms import document, items
from local_workspace.forms.fieldmask import chosen, merge, paths, tidy
from local_workspace.state import State

Request = Mapping[str, Any]


def apply(state: State, form: document.Form, request: Request, where: str) -> dict[str, Any]:
    """Apply one request to `form` and return its reply; raises a 400 where it cannot be done."""
    name = chosen("Request", request, where)
    if name is None:
        raise invalid(f"Invalid {where}: No request set.")
    return APPLIERS[name](state, form, request[name])


def _create_item(state: State, form: document.Form, request: Request) -> dict[str, Any]:
    item = tidy(request.get("item", {}))
    place = _index(request, "location", len(form["items"]) + 1)
    items.complete(state, form, item)
    items.check(form, item)
    form["items"].insert(place, item)
    reply: dict[str, Any] = {"itemId": item["itemId"]}
    if document.questions_of(item):
        reply["questionId"] = [question["questionId"] for question in document.questions_of(item)]
    return {"createItem": reply}


def _update_item(state: State, form: document.Form, request: Request) -> dict[str, Any]:
    place = _index(request, "location", len(form["items"]))
    item = form["items"].pop(place)
    was_section = "pageBreakItem" in item
    old_id = item["itemId"]
    merge(item, request.get("item", {}), paths(request.get("updateMask"), "Item"))
    item = tidy(item)
    items.complete(state, form, item)
    form["items"].insert(place, item)
    items.check(form, item, place)
    if was_section and (item["itemId"] != old_id or "pageBreakItem" not in item):
        _forget_section(form, old_id)
    return {}


def _delete_item(state: State, form: document.Form, request: Request) -> dict[str, Any]:  # noqa: ARG001
    item = form["items"].pop(_index(request, "location", len(form["items"])))
    _forget_section(form, item["itemId"])
    return {}


def _move_item(state: State, form: document.Form, request: Request) -> dict[str, Any]:  # noqa: ARG001
    count = len(form["items"])
    item = form["items"].pop(_index(request, "originalLocation", count))
    form["items"].insert(_index(request, "newLocation", count), item)
    return {}


def _update_form_info(state: State, form: document.Form, request: Request) -> dict[str, Any]:  # noqa: ARG001
    mask = paths(request.get("updateMask"), "Info")
    named = {path[0] for path in mask}
    if request.get("updateMask") == "*":
        mask = [["title"], ["description"]]
    elif "documentTitle" in named:
        raise invalid(
            "info.document_title cannot be modified by batchUpdate. Use the Drive API instead."
        )
    merge(form["info"], request.get("info", {}), mask)
    if not items.line(form["info"].get("title", "")):
        raise invalid("info.title cannot be empty.")
    return {}


def _update_settings(state: State, form: document.Form, request: Request) -> dict[str, Any]:  # noqa: ARG001
    mask = paths(request.get("updateMask"), "FormSettings")
    merge(form["settings"], request.get("settings", {}), mask)
    if form["settings"].get("emailCollectionType") == "EMAIL_COLLECTION_TYPE_UNSPECIFIED":
        raise invalid("email_collection_type cannot be unspecified.")
    if not form["settings"].get("quizSettings", {}).get("isQuiz"):
        for item in form["items"]:
            for question in document.questions_of(item):
                question.pop("grading", None)
    return {}


def _index(request: Request, name: str, count: int) -> int:
    index = request.get(name, {}).get("index")
    if index is None:
        raise invalid(f"{name}.index must be set.")
    if not 0 <= index < count:
        raise invalid(f"Invalid {name}.index {index}: it must be in the range [0, {count}).")
    return int(index)


def _forget_section(form: document.Form, section: str) -> None:
    """Let options that led to a section go on to the next one instead."""
    for item in form["items"]:
        for question in document.questions_of(item):
            for option in question.get("choiceQuestion", {}).get("options", ()):
                if option.get("goToSectionId") == section:
                    del option["goToSectionId"]


APPLIERS: dict[str, Callable[[State, document.Form, Request], dict[str, Any]]] = {
    "createItem": _create_item,
    "updateItem": _update_item,
    "deleteItem": _delete_item,
    "moveItem": _move_item,
    "updateFormInfo": _update_form_info,
    "updateSettings": _update_settings,
}
