"""The lever POST /_local/seed: puts form responses in that no API method can make."""

from __future__ import annotations

from typing import Any

from local_workspace.errors import invalid, not_found
from local_workspace.forms.responses import KIND
from local_workspace.service import Answer, Visit, page

REQUIRED = ("responseId", "createTime", "lastSubmittedTime")


@page("POST", "/_local/seed")
def seed(visit: Visit) -> Answer:
    """Keep {"seed": "forms.responses", "formId": ..., "responses": [...]} as they are.

    Each response has the shape that forms.responses.list gives; a response whose id is already
    there takes its place.
    """
    body = visit.body if isinstance(visit.body, dict) else {}
    if body.get("seed") != "forms.responses" or not isinstance(body.get("responses"), list):
        raise invalid('Send {"seed": "forms.responses", "formId": ID, "responses": [...]}.')
    if visit.state.get("form", str(body.get("formId"))) is None:
        raise not_found(f"There is no form {body.get('formId')}.")
    for response in body["responses"]:
        whole = _whole(response)
        visit.state.put(KIND, f"{body['formId']}/{whole['responseId']}", whole)
    return Answer(content={"responses": len(body["responses"])})


def _whole(response: dict[str, Any]) -> dict[str, Any]:
    for name in REQUIRED:
        if not isinstance(response.get(name), str):
            raise invalid(f"A response lacks its {name}.")
    return {"answers": {}, **response}
