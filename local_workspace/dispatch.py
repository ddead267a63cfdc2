"""From an HTTP request to a handler and back: the one place that knows both."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

from local_workspace import calling, discovery, jsontext, parameters, schema, uploads
from local_workspace.batch import answer_batch, is_batch
from local_workspace.conformity import WrongAnswerError, hold
from local_workspace.errors import ApiError, invalid, render
from local_workspace.faults import gate
from local_workspace.faults.kinds import SIGN_IN
from local_workspace.incoming import Incoming, plainly_named, unpacked, unwrap_override
from local_workspace.levers import LOG
from local_workspace.own_files import narrowed
from local_workspace.principals import identify, known_token
from local_workspace.service import PAGES, Answer, Call, Media, Principal, Visit
from local_workspace.state import State

LOST = (
    "<!DOCTYPE html>\n<html lang=en>\n  <meta charset=utf-8>\n"
    "  <title>Error 404 (Not Found)!!1</title>\n"
    "  <p><b>404.</b> <ins>That’s an error.</ins>\n"
    "  <p>The requested URL was not found on this server.  <ins>That’s all we know.</ins>\n"
)
LOGGER = logging.getLogger("local_workspace")
API_OF = re.compile(r"(?:/upload)?/(drive|gmail)/")


@dataclass
class Dispatcher:
    """Answers requests one after another, each in one transaction."""

    state: State
    base_url: str
    wrong_answers: Path | None = None
    """Where what is wrong with our own answers is written; None: they are not looked at."""

    def answer(self, incoming: Incoming) -> Answer:
        """Answer any request: a page, a lever, a batch, or a call of an API.

        A fault of ours is written to standard error and answered as Google answers its own: 500.
        """
        try:
            return self._answer(plainly_named(unwrap_override(unpacked(incoming))))
        except Exception as wrong:
            LOGGER.exception("%s %s", incoming.verb, incoming.raw_path)
            api = API_OF.match(incoming.raw_path)
            told = (
                str(wrong) if isinstance(wrong, WrongAnswerError) else "Internal error encountered."
            )
            return _failure(ApiError(500, told), api[1] if api else "sheets")

    def _answer(self, incoming: Incoming) -> Answer:
        if is_batch(incoming):
            return self._batch(incoming)
        for (verb, template), act in PAGES.items():
            found = _page_pattern(template).fullmatch(incoming.raw_path)
            if found and verb == incoming.verb:
                path = {k: unquote(v) for k, v in found.groupdict().items()}
                return self._page(incoming, template, path, act)
        if "upload_id" in incoming.query and "/upload/" in incoming.raw_path:
            return self._resume(incoming)
        return self._route(incoming)

    def _at_gate(self, incoming: Incoming, method: str, act: Callable[[], Answer]) -> Answer:
        """Let a call be done, unless the world is asked to do something else to it."""
        strike = gate.meet(self.state, method, incoming)
        if strike.refusal is None:
            return strike.on(act())
        answer = strike.refusal
        if isinstance(answer, ApiError):
            answer = _failure(answer, method.partition(".")[0])
        status = answer.status if strike.drop != "before" else 0
        self._note(incoming, method, status, strike.caller, fault=strike.name)
        return strike.on(answer)

    def _batch(self, incoming: Incoming) -> Answer:
        inner: list[Answer] = []

        def answer(call: Incoming) -> Answer:
            inner.append(self.answer(call))
            return inner[-1]

        try:
            return gate.joined(answer_batch(incoming, answer), inner)
        except ApiError as error:
            return _failure(error, "drive")

    def _page(
        self,
        incoming: Incoming,
        template: str,
        path: Mapping[str, str],
        act: Callable[[Visit], Answer],
    ) -> Answer:
        """Answer for a page or lever; of these only the token endpoint knows bad days."""
        if template != f"/{SIGN_IN}":
            return self._visit(incoming, path, act)
        return self._at_gate(incoming, SIGN_IN, lambda: self._visit(incoming, path, act))

    def _visit(
        self, incoming: Incoming, path: Mapping[str, str], act: Callable[[Visit], Answer]
    ) -> Answer:
        try:
            with self.state.transaction():
                return act(self._visit_of(incoming, path))
        except ApiError as error:
            return _failure(error, "sheets")

    def _visit_of(self, incoming: Incoming, path: Mapping[str, str]) -> Visit:
        kind = incoming.headers.get("content-type", "").partition(";")[0].strip()
        is_form = kind == "application/x-www-form-urlencoded"
        text = incoming.body.decode("utf-8", "replace") if is_form else ""
        cookies = SimpleCookie(incoming.headers.get("cookie", ""))
        return Visit(
            verb=incoming.verb,
            address=incoming.raw_path,
            path=path,
            query=incoming.query,
            form=parse_qs(text, keep_blank_values=True),
            body=jsontext.read(incoming.body) if incoming.body and not is_form else None,
            cookies={name: morsel.value for name, morsel in cookies.items()},
            headers=incoming.headers,
            caller=known_token(self.state, incoming.headers),
            state=self.state,
            base_url=self.base_url,
        )

    def _resume(self, incoming: Incoming) -> Answer:
        """Take a piece of a resumable upload; the call itself is made with the last one."""

        def finish(original: Incoming, metadata: Any, media: Media) -> Answer:
            return self._route(original, (metadata, media))

        def act() -> Answer:
            try:
                with self.state.transaction():
                    return uploads.resume(self.state, incoming, finish)
            except ApiError as error:
                return _failure(error, "drive")

        found = discovery.match(uploads.verb_of(self.state, incoming), incoming.raw_path)
        return act() if found is None else self._at_gate(incoming, found.method.id, act)

    def _route(self, incoming: Incoming, content: tuple[Any, Media | None] | None = None) -> Answer:
        """Find the call's method and do it; with content inside a transaction, past the gate."""
        matched = discovery.match(incoming.verb, incoming.raw_path)
        if matched is None:
            return Answer(404, LOST, "text/html; charset=UTF-8")

        def act() -> Answer:
            return self._done(incoming, matched, content)

        return act() if content else self._at_gate(incoming, matched.method.id, act)

    def _done(
        self,
        incoming: Incoming,
        matched: discovery.Match,
        content: tuple[Any, Media | None] | None,
    ) -> Answer:
        method, caller, is_inside = matched.method, Principal(""), content is not None
        status = 500
        try:
            parameters.check_system(method, incoming.query)
            if is_inside:
                caller = identify(self.state, incoming.headers)
                answer = self._call(incoming, matched, caller, content)
            else:
                with self.state.transaction():
                    caller = identify(self.state, incoming.headers)
                    answer = self._call(incoming, matched, caller, content)
            status = answer.status
        except ApiError as error:
            answer = _failure(error, method.api, incoming.query)
            self._look_at(answer, method, incoming)
            status = answer.status
            if is_inside:
                raise
        finally:
            self._note(incoming, method.id, status, caller.email)
        return _as_asked(answer, incoming)

    def _call(
        self,
        incoming: Incoming,
        matched: discovery.Match,
        caller: Principal,
        content: tuple[Any, Media | None] | None,
    ) -> Answer:
        method = matched.method
        calling.check_scopes(method, caller)
        caller = narrowed(caller, method.scopes)
        path = parameters.read_path(method, matched.path)
        query = parameters.read_query(method, incoming.query)
        parameters.check_mask(method, query.get("fields", [None])[0])
        if method.is_upload and content is None and uploads.begins_session(incoming):
            return uploads.begin(self.state, self.base_url, incoming)
        body, media = content or calling.read_content(incoming, method)
        call = Call(
            method=method.id,
            path=path,
            query=query,
            body=schema.read_body(method, body),
            media=media,
            caller=caller,
            state=self.state,
            base_url=self.base_url,
            headers=incoming.headers,
        )
        try:
            answer = calling.act(call)
        except RecursionError as wrong:  # a query, a mask or a letter too deep for us
            raise invalid("Request contains an invalid argument.") from wrong
        self._look_at(answer, method, incoming)
        return answer

    def _look_at(self, answer: Answer, method: discovery.Method, incoming: Incoming) -> None:
        """Raise, and write down, what is wrong with an answer of ours; only where tests ask."""
        if self.wrong_answers is not None:
            hold(answer, method, incoming, self.wrong_answers)

    def _note(self, incoming: Incoming, method: str, status: int, caller: str, **more: str) -> None:
        entry = {
            "method": method,
            "verb": incoming.verb,
            "path": incoming.raw_path,
            "status": status,
            "caller": caller,
            "time": self.state.now().isoformat(),
        }
        LOG.append(entry | more)


def _failure(error: ApiError, api: str, query: Mapping[str, list[str]] | None = None) -> Answer:
    envelope = (query or {}).get(parameters.ENVELOPE, [""])[-1]
    status, body = render(error, api, envelope)
    return Answer(status, body, indented=True)


def _as_asked(answer: Answer, incoming: Incoming) -> Answer:
    """Return an answer in the form that the request's own parameters ask for.

    Google indents by default; here that is done when it is asked for, since it takes time.
    """
    if incoming.query.get("prettyPrint", [""])[0] == "true":
        answer = replace(answer, indented=True)
    name = parameters.callback(incoming.verb, incoming.query)
    return replace(answer, callback=name) if name else answer


@cache
def _page_pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(template)))
