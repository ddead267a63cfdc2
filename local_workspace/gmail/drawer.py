"""What is kept of one person's mail: documents by kind and name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from local_workspace.errors import not_found
from local_workspace.state import State

Document = dict[str, Any]


@dataclass(frozen=True)
class Drawer:
    """The documents of one address."""

    state: State
    email: str

    def kept(self, kind: str) -> list[Document]:
        """Return all documents of a kind, the oldest first."""
        return [document for _, document in self.state.scan(kind, self.key(""))]

    def seek(self, kind: str, name: str) -> Document | None:
        """Return one document, or None."""
        return self.state.get(kind, self.key(name))

    def find(self, kind: str, name: str) -> Document:
        """Return one document; raises Gmail's 404."""
        document = self.seek(kind, name)
        if document is None:
            raise not_found()
        return document

    def keep(self, kind: str, name: str, document: Document) -> Document:
        """Keep a document, over what had its name before, and return it."""
        self.state.put(kind, self.key(name), document)
        return document

    def drop(self, kind: str, name: str) -> None:
        """Forget a document; one that is absent is no error."""
        self.state.delete(kind, self.key(name))

    def key(self, name: str) -> str:
        """Return the key under which the state keeps what has this name."""
        return f"{self.email}/{name}"
