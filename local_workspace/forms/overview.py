"""The form's page for those who keep it: its state, its link and the answers so far."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from local_workspace.forms import document, responses
from local_workspace.forms.pages import gone, notice
from local_workspace.forms.rendering import show
from local_workspace.principals import OWNER
from local_workspace.rights import role_of
from local_workspace.service import Answer, Visit, page

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


@page("GET", "/forms/d/{form_id}/edit")
def overview(visit: Visit) -> Answer:
    """Show a form's questions and answers to someone with rights on its file; nothing is edited."""
    form = visit.state.get("form", visit.path["form_id"])
    file = document.file_of(visit.state, visit.path["form_id"])
    if form is None or file is None:
        return gone()
    email = visit.caller.email if visit.caller else OWNER
    if role_of(visit.state, form["formId"], email) not in document.READERS:
        return notice(file["name"], f"Địa chỉ {email} không có quyền xem biểu mẫu này.", 403)
    questions = [
        (question["questionId"], _title(item, question))
        for item in form["items"]
        for question in document.questions_of(item)
    ]
    kept = [found for _, found in visit.state.scan(responses.KIND, f"{form['formId']}/")]
    return show(
        "overview.html",
        title=form["info"].get("title") or file["name"],
        is_open=document.is_open(form),
        address=f"/forms/d/e/{form['responderId']}/viewform",
        questions=questions,
        rows=[_row(response, [key for key, _ in questions]) for response in kept],
    )


def _title(item: dict[str, Any], question: dict[str, Any]) -> str:
    row = question.get("rowQuestion", {}).get("title")
    return " – ".join(text for text in (item.get("title", ""), row) if text)


def _row(response: dict[str, Any], keys: list[str]) -> list[str]:
    at = datetime.fromisoformat(response["lastSubmittedTime"]).astimezone(HANOI)
    cells = [f"{at:%d/%m/%Y %H:%M}", response.get("respondentEmail", "")]
    for key in keys:
        texts = response["answers"].get(key, {}).get("textAnswers", {}).get("answers", [])
        cells.append("; ".join(one["value"] for one in texts))
    return cells
