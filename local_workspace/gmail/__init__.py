"""Gmail v1: drafts, letters sent and received, labels, threads, history."""

from local_workspace.gmail import drafts, history, labels, messages, threads

__all__ = ["drafts", "history", "labels", "messages", "threads"]
