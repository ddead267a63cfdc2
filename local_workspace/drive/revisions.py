"""The revisions of a file: every upload of bytes, every session of edits of a document."""

from __future__ import annotations

from typing import Any

from local_workspace.drive import blobs, files
from local_workspace.drive.access import not_writable, reach
from local_workspace.drive.content import not_downloadable, sent
from local_workspace.drive.paging import page
from local_workspace.drive.people import user
from local_workspace.drive.resource import export_links, view_path
from local_workspace.errors import ApiError, forbidden, invalid, not_found
from local_workspace.service import Call, answers

BASIC = "kind,id,mimeType,modifiedTime"
MOST = 1000
PUBLISHING = ("published", "publishAuto", "publishedOutsideDomain")


@answers("drive.revisions.list", default_fields=f"kind,nextPageToken,revisions({BASIC})")
def list_revisions(call: Call) -> dict[str, Any]:
    """Give a file's revisions, the oldest first."""
    document = _reach(call, "writer")
    found = [_resource(call, document, revision) for _, revision in _all(call, document)]
    shown, token = page(call, found, 200, MOST)
    return {"kind": "drive#revisionList", "revisions": shown} | token


@answers("drive.revisions.get", default_fields=BASIC)
def get(call: Call) -> Any:
    """Give one revision, or its bytes with alt=media."""
    document = _reach(call, "writer")
    _, revision = _find(call, document)
    if call.text("alt", "json") != "media":
        return _resource(call, document, revision)
    if not files.has_content(document):
        raise not_downloadable()
    if revision["id"] != document["headRevisionId"] and not revision["keepForever"]:
        raise forbidden(
            "This revision cannot be downloaded by the authenticated user.",
            reason="download_restricted_for_revision",
        )
    content = blobs.revision_content(call.state, document, revision)
    return sent(call, content, revision["mimeType"])


@answers("drive.revisions.update", default_fields=BASIC)
def update(call: Call) -> dict[str, Any]:
    """Keep a revision of bytes for ever, or publish one of a Google document."""
    document = _reach(call, "writer")
    place, revision = _find(call, document)
    allowed = ("keepForever",) if files.has_content(document) else PUBLISHING
    if call.body.keys() - set(allowed):
        raise not_writable()
    if "keepForever" in call.body:
        _keep(call, document, place, revision)
    else:
        revision |= call.body
    files.save(call.state, document)
    return _resource(call, document, revision)


@answers("drive.revisions.delete")
def delete(call: Call) -> None:
    """Delete one of several revisions of bytes for ever."""
    document = _reach(call, "writer")
    place, revision = _find(call, document)
    if not files.has_content(document):
        raise forbidden(
            "Revision deletion is not supported for this file.",
            reason="revisionDeletionNotSupported",
        )
    if len(_all(call, document)) == 1:
        raise forbidden(
            "The only revision of a file cannot be deleted.", reason="cannotDeleteOnlyRevision"
        )
    blobs.drop_revision(call.state, document, place, revision)
    files.save(call.state, document)


def _reach(call: Call, role: str) -> dict[str, Any]:
    document = reach(call, call.path["fileId"], role)
    if not files.has_content(document) and "edits" not in document:
        raise forbidden("The file does not support revisions.", reason="revisionsNotSupported")
    return document


def _all(call: Call, document: dict[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    if files.has_content(document):
        return list(blobs.revisions_of(call.state, document))
    return list(enumerate(document["edits"]))


def _find(call: Call, document: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    wanted = call.path["revisionId"]
    found = _all(call, document)
    if wanted == "head":
        return found[-1]
    for place, revision in found:
        if revision["id"] == wanted:
            return place, revision
    raise _unknown(wanted)


def _keep(call: Call, document: dict[str, Any], place: int, revision: dict[str, Any]) -> None:
    if not call.body["keepForever"] and revision["keepForever"]:
        raise invalid(
            "Bad Request. Cannot update a revision to false that is marked as keepForever.",
            reason="illegalKeepForeverModification",
        )
    if call.body["keepForever"] and not revision["keepForever"]:
        blobs.pin(call.state, document, place, revision)


def _resource(call: Call, document: dict[str, Any], revision: dict[str, Any]) -> dict[str, Any]:
    kept = {k: v for k, v in revision.items() if k not in ("by", "began")}
    resource = {"kind": "drive#revision", "mimeType": document["mimeType"]} | kept
    resource["lastModifyingUser"] = user(revision["by"], call.caller.email, call.base_url)
    if files.has_content(document):
        return resource
    resource.setdefault("published", False)
    links = export_links(document["id"], document["mimeType"], call.base_url)
    if links:
        resource["exportLinks"] = links
    if resource["published"]:
        resource["publishedLink"] = call.base_url + view_path(document)
    return resource


def _unknown(identifier: str) -> ApiError:
    return not_found(f"Revision not found: {identifier}.", location="revisionId")
