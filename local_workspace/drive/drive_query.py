"""The search language of drives.list: `name contains 'x' and hidden = false`."""

from __future__ import annotations

from local_workspace.drive.query import (
    COMPARISONS,
    Parser,
    Test,
    begins_a_word,
    tokens_of,
    wrong_query,
)
from local_workspace.errors import not_built

COUNTS = frozenset({"memberCount", "organizerCount"})


def parse_drive_query(query: str) -> Test:
    """Return a query as a test of one shared drive; the empty one takes all.

    See https://developers.google.com/workspace/drive/api/guides/search-shareddrives
    """
    if not query:
        return lambda _drive: True
    parser = DriveParser(tokens_of(query))
    test = parser.alternatives()
    if parser.rest:
        raise wrong_query()
    return test


class DriveParser(Parser):
    """Reads the terms of shared drives; `and`, `or`, `not` and parentheses are as for files."""

    def term(self) -> Test:
        """Read `field operator value`."""
        field = self.take("word")
        if field == "orgUnitId":
            raise not_built("the query term orgUnitId")
        if field == "name" and self.takes("word", "contains"):
            text = self.take("text")
            return lambda drive: begins_a_word(drive["name"], text)
        return self.comparison(field)

    def comparison(self, field: str) -> Test:
        """Read what a field is compared with."""
        if field not in COUNTS | {"hidden", "name", "createdTime"}:
            raise wrong_query()
        if field not in COUNTS and field != "hidden":
            return super().comparison(field)
        compare = COMPARISONS.get(self.take("sign"))
        if compare is None:
            raise wrong_query()
        if field == "hidden":
            flag = self.flag()
            return lambda drive: compare(drive["hidden"], flag)
        number = self.take("number")
        return lambda drive: compare(drive[field], int(number))
