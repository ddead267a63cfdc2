"""The respondent's page: a form shown, answered, and an answer edited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from local_workspace.forms import document, respondents, responses
from local_workspace.forms.answers import Inputs, input_names
from local_workspace.forms.navigation import Walk, walk
from local_workspace.forms.questions import OTHER, Question, Section, sections_of
from local_workspace.forms.rendering import show
from local_workspace.service import Answer, Visit, page

CLOSED = "Biểu mẫu này hiện không nhận câu trả lời."
BROWSERS_OWN = frozenset(
    {"usp", "edit2", "pageHistory", "fvv", "fbzx", "draftResponse", "submissionTimestamp"}
)
"""Inputs that Google's own page posts beside the answers."""


@dataclass(frozen=True)
class Guest:
    """A visit to an open form: the form, its sections, who answers and what is being edited."""

    visit: Visit
    form: document.Form
    sections: list[Section]
    edited: responses.Response | None

    @property
    def email(self) -> str | None:
        """Return the address of the respondent who is signed in."""
        return self.visit.caller.email if self.visit.caller else None

    @property
    def collects(self) -> str:
        """Return how addresses are collected: DO_NOT_COLLECT, VERIFIED or RESPONDER_INPUT."""
        kind = self.form["settings"].get("emailCollectionType", "DO_NOT_COLLECT")
        return str(kind)

    @property
    def questions(self) -> list[Question]:
        """Return all questions of the form."""
        return [question for section in self.sections for question in section.questions]

    def address(self, page_name: str) -> str:
        """Return the path of one of the form's pages, with the edit token where there is one."""
        token = f"?edit2={self.edited['editToken']}" if self.edited else ""
        return f"/forms/d/e/{self.form['responderId']}/{page_name}{token}"


@page("GET", "/forms/d/e/{responder}/viewform")
def view_form(visit: Visit) -> Answer:
    """Show a form, filled in from the link (entry.N=...) or from the answer being edited."""
    guest = admit(visit)
    if isinstance(guest, Answer):
        return guest
    given = stored_inputs(guest) if guest.edited else prefilled(visit)
    known = known_inputs(guest)
    stale = sorted(name for name in given if name not in known)
    return show_form(guest, given, {}, stale)


@page("POST", "/forms/d/e/{responder}/formResponse")
def submit(visit: Visit) -> Answer:
    """Take an answer: 200 with the confirmation, or 400 with the form and what is wrong in it."""
    guest = admit(visit)
    if isinstance(guest, Answer):
        return guest
    unknown = sorted(set(visit.form) - known_inputs(guest) - BROWSERS_OWN)
    if unknown:
        text = f"Biểu mẫu không có ô nhập {', '.join(unknown)}. Hãy mở lại biểu mẫu."
        return notice(guest.form["info"].get("title", ""), text, 400)
    walked = walk(guest.sections, visit.form)
    email, email_problem = respondent_email(guest)
    problems = ({"email": email_problem} if email_problem else {}) | walked.problems
    if problems:
        return show_form(guest, visit.form, problems, [], 400)
    values = {key: reading.values for key, reading in walked.readings.items()}
    kept = responses.keep(visit.state, guest.form, values, email, edited=guest.edited)
    return confirm(guest, kept, walked)


@page("GET", "/forms/d/{form_id}/viewform")
def view_by_file(visit: Visit) -> Answer:
    """Lead from the file's address to the respondent's."""
    form = visit.state.get("form", visit.path["form_id"])
    if form is None:
        return gone()
    return Answer(302, "", "text/html", {"Location": f"/forms/d/e/{form['responderId']}/viewform"})


def admit(visit: Visit) -> Guest | Answer:
    """Return the guest who may answer, or the page that tells why not."""
    found = visit.state.get("form_responder", visit.path["responder"])
    form = visit.state.get("form", found["formId"]) if found else None
    if form is None or document.file_of(visit.state, form["formId"]) is None:
        return gone()
    title = form["info"].get("title", "")
    if not document.is_open(form):
        return notice(title, CLOSED, 403)
    token = visit.query.get("edit2", [""])[-1]
    edited = responses.with_token(visit.state, form, token)
    if token and edited is None:
        return notice(title, "Liên kết sửa câu trả lời không còn dùng được.", 404)
    guest = Guest(visit, form, sections_of(form), edited)
    return refusal(guest) or guest


def refusal(guest: Guest) -> Answer | None:
    """Return the page for a respondent who must sign in first or may not answer; else None."""
    title = guest.form["info"].get("title", "")
    is_allowed = respondents.may_respond(guest.visit.state, guest.form, guest.email)
    if guest.email is None and (guest.collects == "VERIFIED" or not is_allowed):
        problem = "" if guest.visit.verb == "GET" else "Cần đăng nhập trước khi gửi câu trả lời."
        return respondents.ask_who(
            guest.visit, guest.address("viewform"), status=401, problem=problem
        )
    if not is_allowed:
        return notice(title, f"Địa chỉ {guest.email} không được mời trả lời biểu mẫu này.", 403)
    owner = guest.edited.get("respondentEmail") if guest.edited else None
    if guest.collects == "VERIFIED" and owner and owner != guest.email:
        return notice(title, "Câu trả lời này của một người khác.", 403)
    return None


def respondent_email(guest: Guest) -> tuple[str | None, str]:
    """Return the address to keep with the answer (None: none is collected), and its problem."""
    if guest.collects == "VERIFIED":
        return guest.email, ""
    if guest.collects != "RESPONDER_INPUT":
        return None, ""
    email = "".join(guest.visit.form.get("emailAddress", ())).strip()
    is_good = respondents.ADDRESS.fullmatch(email)
    return email, "" if is_good else "Hãy ghi một địa chỉ thư điện tử."


def show_form(
    guest: Guest, inputs: Inputs, problems: dict[str, str], stale: Sequence[str], status: int = 200
) -> Answer:
    """Return the form's page with inputs filled in and problems told beside their questions."""
    titles = {question.id: question.title for question in guest.questions}
    titles["email"] = "Địa chỉ thư điện tử"
    return show(
        "form.html",
        status,
        title=guest.form["info"].get("title", ""),
        description=guest.form["info"].get("description", ""),
        action=guest.address("formResponse"),
        sections=guest.sections,
        inputs=inputs,
        problems=problems,
        titles=titles,
        stale=stale,
        email=guest.email,
        collects=guest.collects,
        is_edit=guest.edited is not None,
        change_address=f"{respondents.SIGN_IN}?continue={guest.address('viewform')}",
        has_required=any(question.is_required for question in guest.questions),
    )


def confirm(guest: Guest, kept: responses.Response, walked: Walk) -> Answer:
    """Return the page that says the answer is kept, what it holds, and where to edit it."""
    address = f"/forms/d/e/{guest.form['responderId']}/viewform"
    return show(
        "confirmation.html",
        title=guest.form["info"].get("title", ""),
        response_id=kept["responseId"],
        email=kept.get("respondentEmail"),
        edit=f"{address}?edit2={kept['editToken']}",
        again=address,
        is_edit=guest.edited is not None,
        sections=walked.sections,
        readings=walked.readings,
    )


def known_inputs(guest: Guest) -> set[str]:
    """Return the names of all inputs that the form has."""
    names = {name for question in guest.questions for name in input_names(question)}
    return names | ({"emailAddress"} if guest.collects == "RESPONDER_INPUT" else set())


def prefilled(visit: Visit) -> Inputs:
    """Return the inputs that a link fills in."""
    return {
        name: values
        for name, values in visit.query.items()
        if name.startswith("entry.") or name == "emailAddress"
    }


def stored_inputs(guest: Guest) -> Inputs:
    """Return an answer that is being edited as the inputs that would give it."""
    answers = (guest.edited or {})["answers"]
    found: dict[str, list[str]] = {
        "emailAddress": [(guest.edited or {}).get("respondentEmail", "")]
    }
    for question in guest.questions:
        if question.id in answers:
            texts = [one["value"] for one in answers[question.id]["textAnswers"]["answers"]]
            found |= _inputs_of(question, texts)
    return found if guest.collects == "RESPONDER_INPUT" else _without_email(found)


def _without_email(inputs: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: values for name, values in inputs.items() if name != "emailAddress"}


def _inputs_of(question: Question, texts: list[str]) -> dict[str, list[str]]:
    known = {option.value for option in question.options if not option.is_other}
    if len(known) == len(question.options):
        return {question.entry: texts}
    return {
        question.entry: [text if text in known else OTHER for text in texts],
        question.other_entry: [text for text in texts if text not in known],
    }


def notice(title: str, text: str, status: int) -> Answer:
    """Return a page that only says something."""
    return show("notice.html", status, title=title or "Biểu mẫu", text=text)


def gone() -> Answer:
    """Return the page for a form that is not there, or no longer."""
    return notice("Không tìm thấy biểu mẫu", "Biểu mẫu này không còn hoặc đã bị xóa.", 404)
