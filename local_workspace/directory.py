"""The discovery documents, served as Google serves them, with this server as their root."""

from __future__ import annotations

from local_workspace import discovery
from local_workspace.service import Answer, Visit, page


@page("GET", "/discovery/v1/apis/{api}/{version}/rest")
def described(visit: Visit) -> Answer:
    """Give an API's discovery document; its addresses lead here."""
    return _document(visit, visit.path["api"], visit.path["version"])


@page("GET", "/$discovery/rest")
def own_description(visit: Visit) -> Answer:
    """Give the discovery document of the API that the host or the version alone names."""
    host = visit.headers.get("host", "").partition(".")[0]
    version = visit.query.get("version", [""])[-1]
    named = [api for api, its in discovery.APIS.items() if its == version]
    api = host if host in discovery.APIS else named[0] if len(named) == 1 else ""
    return _document(visit, api, version)


def _document(visit: Visit, api: str, version: str) -> Answer:
    if discovery.APIS.get(api) != version:
        return Answer(404, {"error": {"code": 404, "message": "Discovery document not found"}})
    document = dict(discovery.document(api))
    document.pop("mtlsRootUrl", None)
    root = f"{visit.base_url}/"
    return Answer(content={**document, "rootUrl": root, "baseUrl": root + document["servicePath"]})
