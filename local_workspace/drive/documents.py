"""Google Docs, of which only the words are kept: from plain text and Word, and back again."""

from __future__ import annotations

from local_workspace.drive import files, formats
from local_workspace.errors import not_built
from local_workspace.state import State

BYTE_ORDER_MARK = "\ufeff"


def text_of(state: State, file_id: str) -> str:
    """Return a document's words, a line a paragraph; nothing for what is no document."""
    return (state.get_blob(f"document/{file_id}") or b"").decode()


def make(state: State, file_id: str, title: str, owner: str) -> None:  # noqa: ARG001 - Drive's call
    """Make the empty document behind a new file."""
    _keep(state, file_id, "")


def copy(state: State, source_id: str, file_id: str, title: str, owner: str) -> None:  # noqa: ARG001
    """Make a copy behind a new file."""
    _keep(state, file_id, text_of(state, source_id))


def fill(state: State, file_id: str, title: str, media_type: str, content: bytes) -> None:  # noqa: ARG001
    """Take over the words of an upload; raises a 501 for types whose words are not read here."""
    if media_type == formats.PLAIN:
        text = content.decode("utf-8", "replace").removeprefix(BYTE_ORDER_MARK)
        _keep(state, file_id, text.replace("\r\n", "\n"))
    elif media_type == formats.WORD:
        from local_workspace.drive import words

        _keep(state, file_id, words.read(content))
    else:
        raise not_built(f"the conversion of {media_type} to a Google document")


def export(state: State, file_id: str, media_type: str) -> bytes:
    """Return a document's words as plain text or Word; raises a 501 for other types."""
    text = text_of(state, file_id)
    if media_type == formats.PLAIN:
        return (BYTE_ORDER_MARK + text.replace("\n", "\r\n")).encode()
    if media_type == formats.WORD:
        from local_workspace.drive import words

        return words.write(text)
    raise not_built(f"the export of a Google document as {media_type}")


def forget(state: State, file_id: str) -> None:
    """Forget a document for ever."""
    state.delete_blob(f"document/{file_id}")


def _keep(state: State, file_id: str, words: str) -> None:
    state.put_blob(f"document/{file_id}", words.encode())


files.native_makers[formats.DOCUMENT] = make
files.native_copiers[formats.DOCUMENT] = copy
files.native_importers[formats.DOCUMENT] = fill
files.native_exporters[formats.DOCUMENT] = export
files.native_removers[formats.DOCUMENT] = forget
