"""Forms v1: create, get, batchUpdate and setPublishSettings."""

from __future__ import annotations

from typing import Any

from local_workspace.drive.files import new_file, touch
from local_workspace.errors import forbidden, invalid
from local_workspace.forms import batch, document, items
from local_workspace.forms.fieldmask import chosen, paths, tidy
from local_workspace.service import Call, answers


@answers("forms.forms.create")
def create(call: Call) -> dict[str, Any]:
    """Make a form with a title and nothing else; unpublished unless asked otherwise.

    Source: developers.google.com/workspace/forms/api/reference/rest/v1/forms/create and, for the
    default since July 2026, .../forms/api/guides/api-changes-to-google-forms.
    """
    info = call.body.get("info", {})
    if tidy({**call.body, "info": {}}) != {"info": {}} or info.get("description"):
        raise invalid(
            "Only info.title can be set when creating a form. "
            "To add items and change settings, use batchUpdate."
        )
    title = items.line(info.get("title", ""))
    if not title:
        raise invalid("info.title must be set when creating a form.")
    if call.caller.bare_service_account:  # it has no My Drive in which the form could lie
        raise forbidden()
    name = info.get("documentTitle") or "Untitled form"
    file = new_file(
        call.state,
        owner=call.caller.email,
        name=name,
        mime_type=document.MIME_TYPE,
        project=call.caller.project,
    )
    form = document.make(call.state, file["id"], title)
    if call.text("unpublished") is not None:
        is_published = not call.flag("unpublished")
        publish_state = {"isPublished": is_published, "isAcceptingResponses": is_published}
        _publish(call, form, publish_state)
    return document.rendered(call.state, form, call.base_url)


@answers("forms.forms.get")
def get(call: Call) -> dict[str, Any]:
    """Give a form."""
    form = document.open_form(call, document.READERS)
    return document.rendered(call.state, form, call.base_url)


@answers("forms.forms.batchUpdate")
def batch_update(call: Call) -> dict[str, Any]:
    """Apply all the changes or none of them.

    Source: developers.google.com/workspace/forms/api/reference/rest/v1/forms/batchUpdate
    """
    form = document.open_form(call)
    _check_revision(form, call.body.get("writeControl", {}))
    requests = call.body.get("requests") or []
    if not requests:
        raise invalid("Must specify at least one request.")
    replies = [
        batch.apply(call.state, form, request, f"requests[{number}]")
        for number, request in enumerate(requests)
    ]
    form["revision"] += 1
    call.state.put("form", form["formId"], form)
    touch(call.state, form["formId"], call.caller.email)
    answer: dict[str, Any] = {
        "replies": replies,
        "writeControl": {"requiredRevisionId": document.revision_id(form)},
    }
    if call.body.get("includeFormInResponse"):
        answer["form"] = document.rendered(call.state, form, call.base_url)
    return answer


@answers("forms.forms.setPublishSettings")
def set_publish_settings(call: Call) -> dict[str, Any]:
    """Open or close a form; the form's revision stays.

    Source: developers.google.com/workspace/forms/api/reference/rest/v1/forms/setPublishSettings
    """
    form = document.open_form(call)
    mask = call.body.get("updateMask") or "*"
    if any(len(path) > 1 for path in paths(mask, "PublishSettings")):
        raise invalid(f"Invalid update_mask: {mask}. Supported are publish_state and *.")
    wanted = call.body.get("publishSettings", {}).get("publishState", {})
    if not {"isPublished", "isAcceptingResponses"} <= set(wanted):
        raise invalid("Both is_published and is_accepting_responses must be set.")
    if wanted["isAcceptingResponses"] and not wanted["isPublished"]:
        raise invalid("is_accepting_responses cannot be true when is_published is false.")
    _publish(call, form, wanted)
    return {
        "formId": form["formId"],
        "publishSettings": tidy({"publishState": form["publishState"]}),
    }


def _publish(call: Call, form: document.Form, publish_state: dict[str, bool]) -> None:
    form["publishState"] = publish_state
    call.state.put("form", form["formId"], form)


def _check_revision(form: document.Form, control: dict[str, Any]) -> None:
    """Refuse a write that is based on another revision.

    Google merges a write whose *target* revision is a little old; we merge nothing and give the
    answer that Google gives for one that is too old, after which the caller reads again.
    """
    named = chosen("WriteControl", control, "write_control")
    if named is not None and control[named] != document.revision_id(form):
        raise invalid(
            f"The {named} {control[named]} is not the latest revision of the form. "
            "Read the form again and repeat the request."
        )
