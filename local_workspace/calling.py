"""A call between its request and its handler: may it be made, what it holds, who answers it."""

from __future__ import annotations

from typing import Any

from local_workspace import jsontext, masks, uploads
from local_workspace.discovery import Method
from local_workspace.errors import ApiError, not_built
from local_workspace.incoming import Incoming
from local_workspace.service import HANDLERS, Answer, Call, Media, Principal


def act(call: Call) -> Answer:
    """Let the registered handler answer a call; raises a 501 where there is none."""
    handler = HANDLERS.get(call.method)
    if handler is None:
        raise not_built(f"the method {call.method}")
    for name in sorted(handler.lacks & call.query.keys()):
        if call.text(name) not in ("", "false"):
            raise not_built(f"the parameter {name} of {call.method}")
    result = handler.act(call)
    if isinstance(result, Answer):
        return result
    if result is None:
        return Answer(204)
    mask = call.text("fields", handler.default_fields)
    if mask == "" and call.method.startswith("drive."):
        return Answer(content={})
    return Answer(content=masks.apply_mask(result, mask))


def check_scopes(method: Method, caller: Principal) -> None:
    """Raise a 403 when none of the token's scopes opens the method."""
    if caller.scopes is None or caller.scopes & method.scopes:
        return
    info = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        "domain": "googleapis.com",
        "metadata": {"service": f"{method.api}.googleapis.com", "method": method.id},
    }
    raise ApiError(
        403,
        "Request had insufficient authentication scopes.",
        reason="insufficientPermissions",
        short="Insufficient Permission",
        details=[info],
    )


def read_content(incoming: Incoming, method: Method) -> tuple[Any, Media | None]:
    """Return the JSON body of a call, {} where it has none, and its uploaded media or None."""
    if method.is_upload:
        return uploads.read_upload(incoming)
    return (jsontext.read(incoming.body) if incoming.body.strip() else {}), None
