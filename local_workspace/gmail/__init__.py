"""Gmail v1: letters sent and received, drafts, labels, threads, history, search, settings."""

from local_workspace.gmail import (
    delegates,
    drafts,
    filters,
    forwarding,
    history,
    labels,
    messages,
    profile,
    send_as,
    settings,
    threads,
    verification,
)

__all__ = [
    "delegates",
    "drafts",
    "filters",
    "forwarding",
    "history",
    "labels",
    "messages",
    "profile",
    "send_as",
    "settings",
    "threads",
    "verification",
]
