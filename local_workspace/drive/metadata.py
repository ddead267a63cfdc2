"""What a request may write into a file's metadata, field by field."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from local_workspace.drive import files, themes
from local_workspace.drive.access import insufficient, is_read_only, not_writable, require_role
from local_workspace.drive.blobs import learn_extension
from local_workspace.drive.capabilities import capabilities
from local_workspace.errors import forbidden, invalid, not_built
from local_workspace.rights import role_of
from local_workspace.service import Call

NOT_BUILT = frozenset({"downloadRestrictions", "inheritedPermissionsDisabled", "linkShareMetadata"})
IGNORED = frozenset({"kind", "id"})
"""Fields that a client may send back as it got them."""
OWNERS = ("owner", "organizer")
BINNERS = ("owner", "organizer", "fileOrganizer")
PROPERTY_BYTES, OWN_PROPERTIES, ALL_PROPERTIES = 124, 30, 100
INDEXABLE_BYTES = 128 * 1024
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")

Document = dict[str, Any]
Setter = Callable[[Call, Document, Any], None]


def apply_metadata(call: Call, document: Document, *, skip: frozenset[str]) -> None:
    """Write a body's fields into a document (not saved here); raises for what may not be."""
    for field, value in call.body.items():
        setter = SETTERS.get(field)
        if field in skip:
            continue
        if setter is not None:
            setter(call, document, value)
        elif field in NOT_BUILT:
            raise not_built(f"the file field {field} in a request")
        elif field == "parents":
            raise not_writable(
                "The parents field is not directly writable in update requests. Use the "
                "addParents and removeParents parameters instead."
            )
        elif field not in IGNORED:
            raise not_writable()


def set_trashed(call: Call, document: Document, value: Any) -> None:
    """Put a file into the trash or take it out; in My Drive only its owner may."""
    if document.get("isRoot") or document["id"] == document.get("driveId"):
        raise insufficient(document["id"])
    require_role(call, document, *BINNERS)
    document["trashed"] = document["explicitlyTrashed"] = bool(value)
    if value:
        document["trashedTime"] = files.rfc3339(call.state.now())
        document["trashedBy"] = call.caller.email
    else:
        document.pop("trashedTime", None)
        document.pop("trashedBy", None)


def index_text(document: Document, text: str) -> None:
    """Keep a text by which fullText finds a file; raises a 400 for one that is too long."""
    if len(text.encode()) > INDEXABLE_BYTES:
        raise invalid("The indexable text is too long.", reason="invalid")
    document["indexableText"] = re.sub(r"<[^>]*>", " ", text)


def _set_name(_call: Call, document: Document, value: Any) -> None:
    if document.get("isRoot") or document["id"] == document.get("driveId"):
        raise insufficient(document["id"])
    if is_read_only(document) and value != document["name"]:
        raise insufficient(document["id"])
    document["name"] = value
    if files.has_content(document):
        learn_extension(document)


def _set_starred(call: Call, document: Document, value: Any) -> None:
    others = [who for who in document.get("starredBy", ()) if who != call.caller.email]
    document["starredBy"] = [*others, call.caller.email] if value else others


def _set_kind(_call: Call, document: Document, value: Any) -> None:
    native = document["mimeType"].startswith(files.NATIVE) or value.startswith(files.NATIVE)
    if native and value != document["mimeType"]:
        raise not_built("the conversion of a file that is there to another type")
    document["mimeType"] = value


def _set_colour(_call: Call, document: Document, value: Any) -> None:
    if document["mimeType"] not in (files.FOLDER, files.SHORTCUT):
        raise not_writable()
    if value is not None and not COLOUR.fullmatch(value):
        raise invalid("Invalid Value", reason="invalid", location="folderColorRgb")
    document["folderColorRgb"] = (
        themes.nearest_colour(value) if value else themes.FOLDER_COLOURS[-1]
    )


def _set_sharing_restriction(field: str, roles: tuple[str, ...]) -> Setter:
    def apply(call: Call, document: Document, value: Any) -> None:
        if field == "writersCanShare" and "driveId" in document:
            raise forbidden(
                "Sharing restrictions cannot be set on a shared drive item.",
                reason="teamDrivesSharingRestrictionNotAllowed",
            )
        require_role(call, document, *roles)
        document[field] = bool(value)

    return apply


def _set_viewers_can_copy(call: Call, document: Document, value: Any) -> None:
    SETTERS["copyRequiresWriterPermission"](call, document, not value)


def _set_time_of(field: str) -> Setter:
    def apply(_call: Call, document: Document, value: Any) -> None:
        document[field] = files.rfc3339(files.read_time(value))

    return apply


def _set_modified(call: Call, document: Document, value: Any) -> None:
    files.modified(call.state, document, call.caller.email, files.rfc3339(files.read_time(value)))


def _set_viewed(call: Call, document: Document, value: Any) -> None:
    document.setdefault("seen", {})[call.caller.email] = files.rfc3339(files.read_time(value))


def _set_hints(_call: Call, document: Document, value: Any) -> None:
    if "thumbnail" in (value or {}):
        raise not_built("thumbnails given in contentHints")
    if "indexableText" in (value or {}):
        index_text(document, value["indexableText"])


def _set_restrictions(call: Call, document: Document, value: Any) -> None:
    """Lock a file's content, or unlock it: one restriction at most is there."""
    role = role_of(call.state, document["id"], call.caller.email)
    if not capabilities(document, role)["canModifyContentRestriction"]:
        raise insufficient(document["id"])
    given = (value or [{}])[-1]
    if given.get("ownerRestricted") and role not in OWNERS:
        raise insufficient(document["id"])
    if not given.get("readOnly"):
        if "reason" in given:
            raise invalid("A reason needs readOnly=true.", reason="invalid")
        document.pop("contentRestrictions", None)
        return
    document["contentRestrictions"] = [
        {
            "readOnly": True,
            "ownerRestricted": bool(given.get("ownerRestricted")),
            "restrictingUser": call.caller.email,
            "restrictionTime": files.rfc3339(call.state.now()),
            "type": "globalContentRestriction",
            "systemRestricted": False,
        }
        | ({"reason": given["reason"]} if "reason" in given else {})
    ]


def _set_properties(field: str) -> Setter:
    def apply(_call: Call, document: Document, value: Any) -> None:
        merged = {**document.get(field, {}), **(value or {})}
        kept = {k: v for k, v in merged.items() if v is not None}
        for key, text in kept.items():
            if len(key.encode()) + len(text.encode()) > PROPERTY_BYTES:
                raise invalid(
                    f"Property key and value together are longer than {PROPERTY_BYTES} bytes.",
                    reason="propertyTooLong",
                )
        document.pop(field, None)
        both = kept.keys() | document.get(OTHER_PROPERTIES[field], {}).keys()
        if len(kept) > OWN_PROPERTIES or len(both) > ALL_PROPERTIES:
            raise forbidden(
                f"A file cannot have more than {OWN_PROPERTIES} {field}.",
                reason="propertyCountExceeded",
            )
        if kept:
            document[field] = kept

    return apply


OTHER_PROPERTIES = {"appProperties": "properties", "properties": "appProperties"}
SETTERS: dict[str, Setter] = {
    "appProperties": _set_properties("appProperties"),
    "contentHints": _set_hints,
    "contentRestrictions": _set_restrictions,
    "copyRequiresWriterPermission": _set_sharing_restriction(
        "copyRequiresWriterPermission", BINNERS
    ),
    "description": lambda _c, d, v: d.update(description=v),
    "folderColorRgb": _set_colour,
    "mimeType": _set_kind,
    "modifiedTime": _set_modified,
    "name": _set_name,
    "originalFilename": lambda _c, d, v: d.update(originalFilename=v),
    "properties": _set_properties("properties"),
    "starred": _set_starred,
    "trashed": set_trashed,
    "viewedByMeTime": _set_viewed,
    "viewersCanCopyContent": _set_viewers_can_copy,
    "writersCanShare": _set_sharing_restriction("writersCanShare", OWNERS),
}
ON_CREATION: dict[str, Setter] = {"createdTime": _set_time_of("createdTime")}
"""What only a new file takes."""
