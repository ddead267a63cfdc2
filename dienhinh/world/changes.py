"""What the change logs of Drive tell of the files that are ours: one call a log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dienhinh.google.client import Workspace
from dienhinh.ledger import Ledger
from dienhinh.world import look
from dienhinh.world.memory import DOCUMENT, Memory
from dienhinh.world.world import Setting


@dataclass(frozen=True)
class Changes:
    """What changed since the cursors: each file's newest state by key, and the new cursors.

    `begins` tells that a log is followed from now on only: what was before it is unknown.
    """

    seen: Mapping[str, look.Seen]
    tokens: Mapping[str, str]
    begins: bool


def read_changes(workspace: Workspace, ledger: Ledger, setting: Setting, memory: Memory) -> Changes:
    """Read on the user's change log and, where there is one, the shared drive's."""
    keys = _keys(memory)
    tokens: dict[str, str] = {}
    seen: dict[str, look.Seen] = {}
    begins = False
    for drive in (None, setting.shared_drive) if setting.shared_drive else (None,):
        name = f"changes/{drive or 'user'}"
        token = ledger.cursors.get(name)
        if token is None:
            tokens[name] = workspace.drive.changes_get_start_page_token(drive_id=drive)
            begins = True
            continue
        read = look.changes(workspace, token, drive=drive)
        tokens[name] = read.token
        seen |= {keys[each]: file for each, file in read.seen.items() if each in keys}
    return Changes(seen, tokens, begins)


def _keys(memory: Memory) -> dict[str, str]:
    documents = {
        effect.external_id: effect.key
        for effect in memory.effects(DOCUMENT)
        if effect.external_id is not None
    }
    return {place.id: key for key, place in memory.places.items()} | documents
