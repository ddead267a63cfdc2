"""A letter as a search sees it: words, addresses, files, labels; each worked out when asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from local_workspace.gmail import mime, parts
from local_workspace.gmail.aliases import own_addresses
from local_workspace.gmail.mailbox import Mailbox

WORD = re.compile(r"\w+")
NOT_IN_LABELS = re.compile(r"[\s/&()\[\]{}|\"'-]+")


@dataclass(frozen=True)
class Desk:
    """What a search has to know of its mailbox: whose it is, what time, which labels."""

    addresses: frozenset[str]
    now: datetime
    labels: Mapping[str, str]

    @classmethod
    def of(cls, mailbox: Mailbox) -> Desk:
        """Return a mailbox's desk."""
        labels = {label_key(name): key for key, name in mailbox.label_names().items()}
        return cls(own_addresses(mailbox), mailbox.state.now(), labels)


@dataclass(frozen=True)
class View:
    """One letter, on a desk."""

    desk: Desk
    document: Mapping[str, Any]
    content: bytes

    @property
    def labels(self) -> list[str]:
        """Return the ids of the letter's labels."""
        return list(self.document["labelIds"])

    @property
    def at(self) -> float:
        """Return the letter's internal date, in seconds since 1970."""
        return int(self.document["internalDate"]) / 1000

    @cached_property
    def body(self) -> str:
        """Return the letter's text as it is."""
        return mime.plain_text(self.content)

    @cached_property
    def files(self) -> list[str]:
        """Return the names of the letter's files."""
        return parts.file_names(self.content)

    @cached_property
    def words(self) -> str:
        """Return all that a word of a search may stand in, as `spaced` words."""
        heads = [mime.header(self.content, field) for field in ("Subject", "From", "To", "Cc")]
        return spaced("\n".join([*heads, self.body, *self.files]))

    def header(self, *fields: str) -> str:
        """Return some header fields as `spaced` words."""
        return spaced("\n".join(mime.header(self.content, field) for field in fields))


def words_of(text: str) -> list[str]:
    """Return the words of a text as Gmail's index has them: no signs, no capitals, none in part."""
    return WORD.findall(unicodedata.normalize("NFC", text).casefold())


def spaced(text: str) -> str:
    """Return a text's words with one space around each, so that phrases are found as substrings."""
    return f" {' '.join(words_of(text))} "


def label_key(name: str) -> str:
    """Return a label's name as a search writes it: a hyphen for spaces, slashes and the like."""
    return NOT_IN_LABELS.sub("-", unicodedata.normalize("NFC", name).casefold()).strip("-")
