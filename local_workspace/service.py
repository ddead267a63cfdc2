"""What a handler is given (a Call), what it may return, and where handlers are registered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from local_workspace.errors import invalid
from local_workspace.state import State

READ_FIRST = frozenset({"fields", "q", "pageSize", "pageToken", "orderBy", "mimeType"})
"""Parameters of which the first counts where they are repeated; of the others it is the last."""


@dataclass(frozen=True)
class Principal:
    """Who calls: an address, and the scopes of the token (None: everything).

    `delegated` says that a service account calls in the name of the address. `project` is that of
    the credentials, "" where a person calls by themselves; with `own_files_only` the call reaches
    only what the project made or was given.
    """

    email: str
    scopes: frozenset[str] | None = None
    bare_service_account: bool = False
    delegated: bool = False
    project: str = ""
    own_files_only: bool = False


@dataclass(frozen=True)
class Media:
    """Bytes that were uploaded with a call, and their content type."""

    content: bytes
    content_type: str


@dataclass(frozen=True)
class Call:
    """One call of an API method, its parameters and body already held against the discovery."""

    method: str
    path: Mapping[str, str]
    query: Mapping[str, list[str]]
    body: dict[str, Any]
    media: Media | None
    caller: Principal
    state: State
    base_url: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str, default: str | None = None) -> str | None:
        """Return a query parameter; where it is repeated, the one that Google reads."""
        values = self.query.get(name)
        return values[0 if name in READ_FIRST else -1] if values else default

    def texts(self, name: str) -> list[str]:
        """Return all values of a repeated query parameter."""
        return list(self.query.get(name, ()))

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a boolean query parameter."""
        value = self.text(name)
        return default if value is None else value.lower() in ("true", "1", "")

    def number(self, name: str, default: int = 0) -> int:
        """Return an integer query parameter; raises a 400 for another text."""
        value = self.text(name)
        try:
            return default if value is None else int(value)
        except ValueError as wrong:
            raise invalid(f"Invalid value at '{name}', \"{value}\"", location=name) from wrong


@dataclass(frozen=True)
class Answer:
    """An answer that is not simply 200 with JSON; bytes and text are sent as they are.

    It leaves `delay` seconds late, or, by `drop`, not at all or cut in half ("half"). `callback` is
    the function that a script wants called with the JSON.
    """

    status: int = 200
    content: Any = None
    media_type: str = "application/json; charset=UTF-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    indented: bool = False
    callback: str = ""
    delay: float = 0.0
    drop: str = ""


@dataclass(frozen=True)
class Handler:
    """A registered method: its function, and the fields that it gives when none are asked for."""

    act: Callable[[Call], Any]
    default_fields: str | None
    lacks: frozenset[str]


@dataclass(frozen=True)
class Visit:
    """One request of a web page or a lever: a browser's, or a test's; `address` is its path."""

    verb: str
    address: str
    path: Mapping[str, str]
    query: Mapping[str, list[str]]
    form: Mapping[str, list[str]]
    body: Any
    cookies: Mapping[str, str]
    headers: Mapping[str, str]
    caller: Principal | None
    state: State
    base_url: str


HANDLERS: dict[str, Handler] = {}
PAGES: dict[tuple[str, str], Callable[[Visit], Answer]] = {}


def answers(
    method_id: str, *, default_fields: str | None = None, lacks: Sequence[str] = ()
) -> Callable[[Callable[[Call], Any]], Callable[[Call], Any]]:
    """Register the decorated function for a method of the discovery documents.

    It returns a JSON-able value, None for 204, or an Answer. `default_fields` is the mask used
    when the call asks for none (Drive gives only a few fields then); `lacks` are query
    parameters that Google has and the function has not: a call that sets one gets a 501.
    """

    def register(act: Callable[[Call], Any]) -> Callable[[Call], Any]:
        HANDLERS[method_id] = Handler(act, default_fields, frozenset(lacks))
        return act

    return register


def page(
    verb: str, template: str
) -> Callable[[Callable[[Visit], Answer]], Callable[[Visit], Answer]]:
    """Register the decorated function for a page or lever, as in "/forms/d/e/{id}/viewform".

    Inside it, `visit.caller` is None when no token came (header or cookie `local_principal`).
    """

    def register(act: Callable[[Visit], Answer]) -> Callable[[Visit], Answer]:
        PAGES[verb, template] = act
        return act

    return register


def html(text: str, status: int = 200, **headers: str) -> Answer:
    """Return a page as an Answer."""
    return Answer(status, text, "text/html; charset=utf-8", headers)
