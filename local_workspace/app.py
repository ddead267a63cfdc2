"""The web side: takes HTTP in, hands it to the dispatcher, sends the answer out."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

import local_workspace.directory
import local_workspace.drive
import local_workspace.faults.levers
import local_workspace.forms
import local_workspace.gmail
import local_workspace.levers
import local_workspace.pages
import local_workspace.sheets
import local_workspace.tokens
import local_workspace.userinfo  # noqa: F401 - all these register their handlers
from local_workspace.dispatch import Dispatcher
from local_workspace.faults.line import cut, linger
from local_workspace.incoming import Incoming
from local_workspace.service import Answer

SCRIPT = "text/javascript; charset=UTF-8"


class App:
    """The ASGI application; each request is answered whole before the next is looked at."""

    def __init__(self, dispatcher: Dispatcher) -> None:
        """Serve what this dispatcher answers."""
        self.dispatcher = dispatcher

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        incoming = Incoming(
            verb=request.method,
            raw_path=scope["raw_path"].partition(b"?")[0].decode("ascii", "replace"),
            query=parse_qs(
                scope["query_string"].decode("utf-8", "replace"), keep_blank_values=True
            ),
            headers=dict(request.headers),
            body=await request.body(),
        )
        # No `await` from here to the answer: that is what makes calls serial.
        answer = self.dispatcher.answer(incoming)
        if answer.delay:
            await linger(receive, answer.delay)
        response = respond(answer)
        if answer.drop:
            await cut(response, scope, receive, send, drop=answer.drop)
        else:
            await response(scope, receive, send)


def respond(answer: Answer) -> Response:
    """Return an answer as an HTTP response."""
    content = answer.content
    if content is not None and not isinstance(content, str | bytes):
        content = json.dumps(content, ensure_ascii=False, indent=2 if answer.indented else None)
        content += "\n" if answer.indented else ""
        if answer.callback:
            return Response(_script(answer.callback, content), media_type=SCRIPT)
    kind = answer.media_type if content is not None else None
    return Response(content, answer.status, dict(answer.headers), kind)


def _script(name: str, text: str) -> str:
    """Return JSON as a call of the function; a page sees no other status than the one inside."""
    name, text = (
        re.sub("[<>\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", each)
        for each in (json.dumps(name, ensure_ascii=False)[1:-1], text)
    )
    return f"// API callback\n{name}({text});"
