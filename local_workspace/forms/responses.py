"""Answers to a form: kept, and given by forms.responses.list and get."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from local_workspace.errors import invalid, not_found
from local_workspace.forms import document, grading
from local_workspace.service import Call, answers
from local_workspace.state import State

KIND = "form_response"
PAGE = 5000
FILTER = re.compile(r"\s*timestamp\s*(>=|>)\s*(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z\s*")
Response = dict[str, Any]


def keep(
    state: State, form: document.Form, values: Mapping[str, tuple[str, ...]], email: str | None,
    *, edited: Response | None = None,
) -> Response:  # fmt: skip
    """Keep a submission and return it; `edited` is the earlier one that it takes the place of.

    `values` is question id -> answer. An edited response keeps its id and createTime.
    """
    now = state.now().astimezone(UTC)
    response: Response = {
        "responseId": "ACYDBN" + state.new_id(67)[1:],
        "createTime": f"{now:%Y-%m-%dT%H:%M:%S}.{now.microsecond // 1000:03d}Z",
        "editToken": "2_ABaOnu" + state.new_id(65)[1:],
    }
    if edited is not None:
        response = {name: edited[name] for name in response}
    response["lastSubmittedTime"] = f"{now:%Y-%m-%dT%H:%M:%S.%f}Z"
    if email:
        response["respondentEmail"] = email
    response["answers"] = {
        key: {"questionId": key, "textAnswers": {"answers": [{"value": v} for v in texts]}}
        for key, texts in values.items()
        if texts
    }
    state.put(KIND, f"{form['formId']}/{response['responseId']}", response)
    return response


def with_token(state: State, form: document.Form, token: str) -> Response | None:
    """Return the response that an edit link leads to."""
    for _, response in state.scan(KIND, f"{form['formId']}/"):
        if token and response.get("editToken") == token:
            return response
    return None


@answers("forms.forms.responses.list")
def list_responses(call: Call) -> dict[str, Any]:
    """Give a form's responses, oldest first, up to 5000 a page.

    Source: developers.google.com/workspace/forms/api/reference/rest/v1/forms.responses/list
    """
    form = document.open_form(call)
    size = call.number("pageSize") or PAGE
    if size < 0:
        raise invalid("page_size must not be negative.")
    wanted = _read_filter(call.text("filter"))
    found = [
        response
        for _, response in call.state.scan(KIND, f"{form['formId']}/")
        if wanted is None or _passes(response, *wanted)
    ]
    start = _read_token(call)
    end = start + min(size, PAGE)
    answer: dict[str, Any] = {}
    if found[start:end]:
        answer["responses"] = [_rendered(form, response) for response in found[start:end]]
    if end < len(found):
        answer["nextPageToken"] = _token(call, end)
    return answer


@answers("forms.forms.responses.get")
def get_response(call: Call) -> dict[str, Any]:
    """Give one response."""
    form = document.open_form(call)
    response = call.state.get(KIND, f"{form['formId']}/{call.path['responseId']}")
    if response is None:
        raise not_found()
    return {"formId": form["formId"], **_rendered(form, response)}


def _rendered(form: document.Form, response: Response) -> dict[str, Any]:
    shown = {name: value for name, value in response.items() if name != "editToken"}
    return grading.graded(form, shown)


def _read_filter(text: str | None) -> tuple[str, tuple[str, str]] | None:
    if not text:
        return None
    found = FILTER.fullmatch(text)
    if not found:
        raise invalid(
            f"Invalid filter: {text}. Supported are 'timestamp > N' and 'timestamp >= N', "
            'N in RFC3339 UTC "Zulu" format.'
        )
    try:
        datetime.fromisoformat(found[2])
    except ValueError as wrong:
        raise invalid(f"Invalid filter: {found[2]}Z is no time.") from wrong
    return found[1], (found[2], (found[3] or "").ljust(9, "0"))


def _passes(response: Response, sign: str, bound: tuple[str, str]) -> bool:
    second, _, fraction = response["lastSubmittedTime"].rstrip("Z").partition(".")
    at = (second, fraction.ljust(9, "0"))
    return bool(at > bound or (sign == ">=" and at == bound))


def _token(call: Call, start: int) -> str:
    held = [start, call.path["formId"], call.text("filter")]
    return base64.urlsafe_b64encode(json.dumps(held).encode()).decode()


def _read_token(call: Call) -> int:
    """Return where a page begins; a token is good for the form and filter that it was made for."""
    token = call.text("pageToken")
    if not token:
        return 0
    try:
        start, form_id, filter_text = json.loads(base64.urlsafe_b64decode(token))
    except ValueError as wrong:
        raise invalid("Invalid page token.") from wrong
    if (form_id, filter_text) != (call.path["formId"], call.text("filter")):
        raise invalid(
            "The form and the filter must be the same as in the request that gave the page token."
        )
    return int(start)
