"""Forms v1: the form's items, its publication, and the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from dienhinh.google.answers import Json, every_page
from dienhinh.google.service import Service


class Forms:
    """The methods of https://developers.google.com/workspace/forms/api/reference/rest in use.

    Each raises a WorkspaceError.
    """

    def __init__(self, service: Service) -> None:
        self._service = service

    @cached_property  # googleapiclient builds a collection anew, methods and all, at each call
    def _forms(self) -> Any:
        return self._service.api.forms()

    def forms_create(self, *, title: str, document_title: str, unpublished: bool = True) -> Json:
        """Make an empty form in the account's My Drive; Google takes the two titles and no more.

        Unpublished unless told otherwise, whatever Google's own default is at the time.
        https://developers.google.com/workspace/forms/api/reference/rest/v1/forms/create
        """
        request = self._forms.create(
            body={"info": {"title": title, "documentTitle": document_title}},
            unpublished=unpublished,
        )
        return self._service.send(request, harmless=False)

    def forms_get(self, *, form_id: str) -> Json:
        """The whole form.

        https://developers.google.com/workspace/forms/api/reference/rest/v1/forms/get
        """
        return self._service.read(self._forms.get(formId=form_id))

    def forms_batch_update(
        self,
        *,
        form_id: str,
        requests: Sequence[Mapping[str, Any]],
        required_revision_id: str | None = None,
        include_form_in_response: bool = False,
    ) -> Json:
        """Apply all requests or none of them.

        With `required_revision_id` a change since that revision makes it an `InvalidRequest` (400),
        which also makes it harmless to repeat: a second application is refused.
        https://developers.google.com/workspace/forms/api/reference/rest/v1/forms/batchUpdate
        """
        body: Json = {
            "requests": list(requests),
            "includeFormInResponse": include_form_in_response,
        }
        if required_revision_id:
            body["writeControl"] = {"requiredRevisionId": required_revision_id}
        request = self._forms.batchUpdate(formId=form_id, body=body)
        return self._service.send(request, harmless=bool(required_revision_id))

    def forms_set_publish_settings(
        self, *, form_id: str, is_published: bool, is_accepting_responses: bool
    ) -> Json:
        """Publish a form or withdraw it, open it for answers or close it.

        https://developers.google.com/workspace/forms/api/reference/rest/v1/forms/setPublishSettings
        """
        state = {"isPublished": is_published, "isAcceptingResponses": is_accepting_responses}
        request = self._forms.setPublishSettings(
            formId=form_id,
            body={"publishSettings": {"publishState": state}, "updateMask": "publishState"},
        )
        return self._service.send(request, harmless=True)

    def responses_list(self, *, form_id: str, since: str | None = None) -> list[Json]:
        """All answers given or changed at or after `since` (RFC 3339 in UTC, "...Z"; None: all).

        https://developers.google.com/workspace/forms/api/reference/rest/v1/forms.responses/list
        """

        def page(token: str | None) -> Json:
            request = self._forms.responses().list(
                formId=form_id,
                filter=f"timestamp >= {since}" if since else None,
                pageSize=5000,
                pageToken=token,
            )
            return self._service.read(request)

        return every_page(page, items="responses")
