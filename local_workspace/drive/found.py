"""A file as files.list searches and sorts it, made into a resource only where it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

from local_workspace.drive.access import shown
from local_workspace.drive.blobs import content_of
from local_workspace.drive.documents import text_of
from local_workspace.drive.resource import is_trashed
from local_workspace.service import Call

PLAIN = frozenset(
    ("appProperties", "createdTime", "mimeType", "modifiedTime", "name", "parents", "properties")
)
"""What a file's document and its resource have in common."""
RANK_OF_VISIBILITY = ("anyoneCanFind", "anyoneWithLink", "domainCanFind", "domainWithLink")


class Found(Mapping[str, Any]):
    """The resource's fields, and the facts that only a search asks for."""

    def __init__(
        self,
        call: Call,
        document: Mapping[str, Any],
        permissions: list[dict[str, Any]],
        aliases: Mapping[str, str],
    ) -> None:
        """Describe a file to a caller; `aliases` are the names of their own folders, by id."""
        self._call = call
        self._document = dict(document)
        self._permissions = permissions
        self._aliases = aliases

    @cached_property
    def resource(self) -> dict[str, Any]:
        """Return the file as the caller sees it."""
        return shown(self._call, self._document)

    def __getitem__(self, name: str) -> Any:
        """Return a field or a fact; most are told without making the resource."""
        if name in PLAIN:
            return self._document[name]
        return FACTS[name](self) if name in FACTS else self.resource[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self.resource, **FACTS})

    def __len__(self) -> int:
        return len({**self.resource, **FACTS})

    def holders(self) -> list[dict[str, Any]]:
        """Return the permissions that count for the file."""
        return self._permissions

    def inside(self) -> set[str]:
        """Return the folder that the file lies in, by id and by the alias of the caller's own."""
        parents = self._document["parents"]
        return {*parents, *(self._aliases[p] for p in parents if p in self._aliases)}

    def is_shared(self) -> bool:
        """Tell whether the file was shared with the caller."""
        return "sharedWithMeTime" in self.resource

    def is_trashed(self) -> bool:
        """Tell whether the file, or a folder above it, lies in the trash."""
        return is_trashed(self._call.state, self._document)

    def visibility(self) -> str:
        """Return how far the file's links reach."""
        found = {
            p["type"] + ("CanFind" if p.get("allowFileDiscovery") else "WithLink")
            for p in self._permissions
            if p["type"] in ("anyone", "domain") and p.get("view") != "published"
        }
        return next((each for each in RANK_OF_VISIBILITY if each in found), "limited")

    def texts(self) -> list[str]:
        """Return what a search for words looks through."""
        document = self._document
        described = [document.get("description", ""), document.get("indexableText", "")]
        return [document["name"], *described, self._content()]

    def _content(self) -> str:
        if str(self._document["mimeType"]).startswith("text/"):
            return content_of(self._call.state, self._document).decode("utf-8", "replace")
        return text_of(self._call.state, self._document["id"])


FACTS: dict[str, Callable[[Found], Any]] = {
    "holders": Found.holders,
    "inside": Found.inside,
    "sharedWithMe": Found.is_shared,
    "texts": Found.texts,
    "trashed": Found.is_trashed,
    "visibility": Found.visibility,
}
