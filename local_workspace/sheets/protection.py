"""Protected ranges: whom they keep out, and of which cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.refusals import protected_cells


class Guard:
    """Holds one person's changes against a workbook's protected ranges."""

    def __init__(
        self, book: Book, email: str, owner: str, *, is_owner: bool, language: str = "en"
    ) -> None:
        """Judge for this address, and refuse in its language; `owner` is the owner's."""
        self._book = book
        self.email = email
        self.owner = owner
        self.is_owner = is_owner
        self._language = language

    def may_edit(self, protected: Mapping[str, Any]) -> bool:
        """Tell whether the person may edit what a protected range protects."""
        if self.is_owner or protected.get("warningOnly"):
            return True
        editors = protected.get("editors") or {}
        if editors.get("domainUsersCanEdit") and _domain(self.email) == _domain(self.owner):
            return True
        return self.email.casefold() in (user.casefold() for user in editors.get("users", ()))

    def box(self, tab: Tab, box: Box) -> None:
        """Raise the 400 unless the person may edit every cell of a box."""
        for closed, open_boxes in self._closed(tab):
            self._require_open(box.within(closed), open_boxes)

    def gap(self, tab: Tab, before: Box, after: Box) -> None:
        """Raise the 400 if new rows or columns would stand inside closed cells.

        `before` and `after` are the lines on both sides. Beside a protected range everybody may
        insert; what it protects moves on.
        """
        for closed, open_boxes in self._closed(tab):
            if closed.meets(before) and closed.meets(after):
                self._require_open(before.within(closed), open_boxes)
                self._require_open(after.within(closed), open_boxes)

    def cells(self, tab: Tab, places: Iterable[tuple[int, int]]) -> None:
        """Raise the 400 unless the person may edit each of these cells."""
        closed_boxes = self._closed(tab)
        if not closed_boxes:
            return
        for row, column in places:
            for closed, open_boxes in closed_boxes:
                if closed.holds(row, column) and not any(o.holds(row, column) for o in open_boxes):
                    raise protected_cells(self._language)

    def sheet(self, tab: Tab) -> None:
        """Raise the 400 unless the person may change the sheet itself (title, deletion)."""
        for protected in tab.lists["protectedRanges"]:
            if covers_sheet(protected) and not self.may_edit(protected):
                raise protected_cells(self._language)

    def anything_on(self, tab: Tab) -> None:
        """Raise the 400 if any range of the sheet is closed to the person."""
        if self._closed(tab):
            raise protected_cells(self._language)

    def protected(self, protected: Mapping[str, Any]) -> None:
        """Raise the 400 unless the person may change or remove a protected range."""
        if not self.may_edit(protected):
            raise protected_cells(self._language)

    def _closed(self, tab: Tab) -> list[tuple[Box, list[Box]]]:
        """Return the boxes closed to the person, each with the boxes left open in it."""
        if self.is_owner:
            return []
        closed = []
        for _, protected in self._book.protections():
            where, box = self._place(protected)
            if where is tab and not self.may_edit(protected):
                exempt = protected.get("unprotectedRanges", ())
                closed.append((box, [tab.box_of(item) for item in exempt]))
        return closed

    def _place(self, protected: Mapping[str, Any]) -> tuple[Tab, Box]:
        return self._book.box(self._book.range_behind(protected) or {})

    def _require_open(self, box: Box, open_boxes: list[Box]) -> None:
        """Raise the 400 unless each cell of a closed box lies in a box left open."""
        if not (box.height and box.width) or any(o.covers(box) for o in open_boxes):
            return
        if not open_boxes:
            raise protected_cells(self._language)
        for row in range(box.top, box.bottom):
            for column in range(box.left, box.right):
                if not any(o.holds(row, column) for o in open_boxes):
                    raise protected_cells(self._language)


def covers_sheet(protected: Mapping[str, Any]) -> bool:
    """Tell whether a protected range is a protected sheet."""
    if "namedRangeId" in protected or "tableId" in protected:
        return False
    return not (set(protected.get("range", {})) - {"sheetId"})


def _domain(email: str) -> str:
    return email.rpartition("@")[2].casefold()
