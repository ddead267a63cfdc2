"""What a document tells, as a fingerprint: facts are compared, never bytes or days."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from dienhinh.rendering.facts import DocumentHead

# What moves with the day alone is no fact of a document: it is computed when it is rendered.
DAILY = frozenset({"days", "calendar_days_overdue"})


def told(facts: Any) -> str:
    """Make the fingerprint of a document's facts (frozen dataclasses of plain data).

    The day of the head counts by its year, which is printed; days left and days overdue not at
    all: a day later alone is nothing new.
    """
    return sha256(repr(_plain(facts)).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        shown = {
            field.name: _plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if field.name not in DAILY
        }
        if isinstance(value, DocumentHead):
            shown["on"] = value.on.year
        return tuple(shown.items())
    if isinstance(value, Mapping):
        return tuple((key, _plain(each)) for key, each in sorted(value.items()))
    if isinstance(value, (list, tuple)):
        return tuple(_plain(each) for each in value)
    return value
