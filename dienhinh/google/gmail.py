"""Gmail v1: drafts, sending them, and looking afterwards whether they went.

Under the scope gmail.metadata Google refuses every `q` and the formats "full" and "raw", even where
another scope of the token would allow them.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from dienhinh.google.answers import Json, every_page
from dienhinh.google.service import Service


class Gmail:
    """The methods of https://developers.google.com/workspace/gmail/api/reference/rest in use.

    The mailbox is the account's own ("me"). Each raises a WorkspaceError.
    """

    def __init__(self, service: Service) -> None:
        self._service = service

    @cached_property  # googleapiclient builds a collection anew, methods and all, at each call
    def _users(self) -> Any:
        return self._service.api.users()

    def drafts_create(self, *, raw: bytes) -> Json:
        """Put a letter (RFC 5322 bytes) among the drafts; nothing is sent.

        https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.drafts/create
        """
        message = {"raw": base64.urlsafe_b64encode(raw).decode("ascii")}
        request = self._users.drafts().create(userId="me", body={"message": message})
        return self._service.send(request, harmless=False)

    def drafts_get(self, *, draft_id: str, format: str = "metadata") -> Json:  # noqa: A002  Google's name
        """A draft; `NotFound` once it was sent or deleted.

        https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.drafts/get
        """
        request = self._users.drafts().get(userId="me", id=draft_id, format=format)
        return self._service.read(request)

    def drafts_send(self, *, draft_id: str) -> Json:
        """Send a draft, which Gmail then removes: one request, never repeated for any reason.

        An answer means accepted, not delivered.
        https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.drafts/send
        """
        request = self._users.drafts().send(userId="me", body={"id": draft_id})
        return self._service.send_once(request)

    def drafts_list(self, *, q: str | None = None) -> list[Json]:
        """All drafts (id and message id).

        https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.drafts/list
        """

        def page(token: str | None) -> Json:
            request = self._users.drafts().list(userId="me", q=q, maxResults=500, pageToken=token)
            return self._service.read(request)

        return every_page(page, items="drafts")

    def drafts_delete(self, *, draft_id: str) -> None:
        """Delete a draft for good; `NotFound` if it is gone already.

        https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.drafts/delete
        """
        self._service.delete(self._users.drafts().delete(userId="me", id=draft_id))

    def messages_get(self, *, message_id: str, format: str = "metadata") -> Json:  # noqa: A002
        """A letter; "metadata" gives its headers and labels.

        https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages/get
        """
        request = self._users.messages().get(userId="me", id=message_id, format=format)
        return self._service.read(request)

    def messages_list(
        self, *, q: str | None = None, label_ids: Sequence[str] = (), most: int | None = None
    ) -> list[Json]:
        """All letters with all those labels ("SENT"), newest first (id and thread id).

        `most` asks for so many of the newest (at most 500), in one request.
        https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages/list
        """

        def page(token: str | None) -> Json:
            request = self._users.messages().list(
                userId="me", q=q, labelIds=list(label_ids), maxResults=most or 500, pageToken=token
            )
            answer = self._service.read(request)
            return {"messages": answer.get("messages", [])} if most else answer

        return every_page(page, items="messages")

    def history_list(
        self,
        *,
        start_history_id: str,
        history_types: Sequence[str] = (),
        label_id: str | None = None,
    ) -> list[Json]:
        """What happened in the mailbox since `start_history_id`; `NotFound` if that is too old.

        https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.history/list
        """

        def page(token: str | None) -> Json:
            request = self._users.history().list(
                userId="me",
                startHistoryId=start_history_id,
                historyTypes=list(history_types),
                labelId=label_id,
                maxResults=500,
                pageToken=token,
            )
            return self._service.read(request)

        return every_page(page, items="history")

    def get_profile(self) -> Json:
        """The mailbox: `emailAddress`, and `historyId` to look back from.

        https://developers.google.com/workspace/gmail/api/reference/rest/v1/users/getProfile
        """
        return self._service.read(self._users.getProfile(userId="me"))
