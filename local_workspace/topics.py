"""Pub/Sub topics, where Google publishes its notices: here only their names are looked at."""

from __future__ import annotations

import re
from datetime import timedelta

TOPIC = re.compile(r"projects/[^/\s]+/topics/[^/\s]+")
LIFETIME = timedelta(days=7)
"""How long a watch over a mailbox or a form lasts."""


def is_topic(name: str) -> bool:
    """Tell whether a name is a topic's, whole."""
    return TOPIC.fullmatch(name) is not None
