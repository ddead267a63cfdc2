"""What changed in a part of a workbook since the part was last kept."""

from __future__ import annotations

from typing import Any, TypeAlias

Entry: TypeAlias = list[Any]
LONGEST = 5000  # entries; beyond, keeping the part whole costs less than doing them again


class Journal:
    """Changes small enough to be kept one by one, until one comes that is not."""

    def __init__(self) -> None:
        """Begin with a part that was never kept."""
        self.entries: list[Entry] | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing changed."""
        return self.entries == []

    def note(self, *entry: Any) -> None:
        """Write down one change; called before it is made, so that a failed one counts too."""
        if self.entries is not None:
            self.entries.append(list(entry))
            if len(self.entries) > LONGEST:
                self.entries = None

    def outgrow(self) -> None:
        """Say that the part is to be kept whole."""
        self.entries = None

    def clear(self) -> None:
        """Begin anew with a part that was just kept, or read."""
        self.entries = []
