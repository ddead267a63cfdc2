"""Who is answering: whether they may, and the page on which they say who they are."""

from __future__ import annotations

import re
from http.cookies import SimpleCookie
from typing import Any

from local_workspace.forms import document
from local_workspace.forms.rendering import show
from local_workspace.principals import COOKIE, give_token
from local_workspace.rights import role_of
from local_workspace.service import Answer, Visit, page
from local_workspace.state import State

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
SIGN_IN = "/_local/sign-in"


def may_respond(state: State, form: document.Form, email: str | None) -> bool:
    """Tell whether an address (None: not signed in) may answer a published form.

    Everyone may, unless the file has permissions with the view "published": then those named in
    them and the form's editors. Source: .../workspace/forms/api/guides/publish-form.
    """
    file = document.file_of(state, form["formId"]) or {}
    named = [p for p in file.get("permissions", ()) if p.get("view") == "published"]
    if not named or any(_is_for(permission, email) for permission in named):
        return True
    return bool(email) and role_of(state, form["formId"], str(email)) in document.WRITERS


def _is_for(permission: dict[str, Any], email: str | None) -> bool:
    if permission["type"] == "anyone" or email is None:
        return bool(permission["type"] == "anyone")
    if permission["type"] == "domain":
        return email.lower().endswith("@" + permission["domain"].lower())
    return bool(permission.get("emailAddress", "").lower() == email.lower())


def ask_who(visit: Visit, back: str, *, status: int = 200, problem: str = "") -> Answer:
    """Return the page on which a respondent chooses an address; `back` is where they go then."""
    known = sorted(_known(visit.state))
    return show(
        "sign_in.html", status, action=SIGN_IN, back=back, known=known, problem=problem,
        title="Đăng nhập",
    )  # fmt: skip


def _known(state: State) -> set[str]:
    """Return the addresses that have a token or a right on some file."""
    named = {
        str(permission["emailAddress"])
        for _, file in state.scan("file")
        for permission in file.get("permissions", ())
        if "emailAddress" in permission
    }
    return named | {str(token["email"]) for _, token in state.scan("token")}


@page("GET", SIGN_IN)
def sign_in_page(visit: Visit) -> Answer:
    """Show the page on which a respondent chooses an address."""
    return ask_who(visit, _local(visit.query.get("continue", ["/"])[-1]))


@page("POST", SIGN_IN)
def sign_in(visit: Visit) -> Answer:
    """Remember the chosen address in a cookie and go on to where the respondent came from."""
    email = visit.form.get("email", [""])[-1].strip()
    back = _local(visit.form.get("continue", ["/"])[-1])
    if not ADDRESS.fullmatch(email):
        problem = f"“{email}” chưa phải là một địa chỉ thư điện tử."
        return ask_who(visit, back, status=400, problem=problem)
    cookie = SimpleCookie({COOKIE: give_token(visit.state, email)})
    cookie[COOKIE]["path"] = "/"
    cookie[COOKIE]["httponly"] = True
    cookie[COOKIE]["samesite"] = "Lax"
    set_cookie = cookie[COOKIE].OutputString()
    return Answer(303, "", "text/html", {"Location": back, "Set-Cookie": set_cookie})


def _local(address: str) -> str:
    """Return an address of this server; anything else leads to the first page."""
    return address if re.match(r"/(?![/\\])", address) else "/"
