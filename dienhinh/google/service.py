"""One of Google's APIs as googleapiclient knows it, at Google or at an endpoint of our own."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from googleapiclient import discovery_cache
from googleapiclient.discovery import build_from_document

from dienhinh.google.answers import Json, as_nothing, as_object
from dienhinh.google.exchange import Exchange
from dienhinh.google.transport import RequestsHttp


class Service:
    """An API by name and version; its methods are built when first used (some milliseconds)."""

    def __init__(
        self, name: str, version: str, *, http: RequestsHttp, endpoint: str | None, to: Exchange
    ) -> None:
        self._name, self._version = name, version
        self._http, self._endpoint = http, endpoint
        self._exchange = to

    @cached_property
    def api(self) -> Any:
        """The resource of googleapiclient, from the discovery document it ships: no network.

        With an endpoint of ours the document's `rootUrl` is replaced: calls, uploads and batches
        all derive from it, which `client_options.api_endpoint` does not achieve.
        """
        document = json.loads(discovery_cache.get_static_doc(self._name, self._version))
        if self._endpoint:
            document["rootUrl"] = f"{self._endpoint}/"
            document.pop("mtlsRootUrl", None)
        return build_from_document(document, http=self._http)

    def send(self, request: Any, *, harmless: bool) -> Json:
        """Send a request of googleapiclient, repeating it by the policy."""
        return self._exchange.send(
            lambda: as_object(request.execute()),
            method=request.methodId,
            writes=request.method != "GET",
            harmless=harmless,
        )

    def send_once(self, request: Any) -> Json:
        """Send a request of googleapiclient exactly once, whatever comes of it."""
        return self._exchange.send_once(
            lambda: as_object(request.execute()), method=request.methodId, writes=True
        )

    def read(self, request: Any) -> Json:
        """Send a request that only reads."""
        return self.send(request, harmless=True)

    def download(self, request: Any) -> bytes:
        """Send a request that reads a file's content."""
        return self._exchange.send(
            lambda: bytes(request.execute()),
            method=request.methodId,
            writes=False,
            harmless=True,
        )

    def delete(self, request: Any) -> None:
        """Send a request that deletes and answers nothing; harmless to repeat."""
        self._exchange.send(
            lambda: as_nothing(request.execute()),
            method=request.methodId,
            writes=True,
            harmless=True,
        )
