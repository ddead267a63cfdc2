"""The baselines of reading a school's workbooks: scripts without us, their calls counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import process_time
from typing import Any

import gspread
from school import School

from dienhinh.google.credentials import load
from dienhinh.google.transport import SheetsHttp, open_session
from dienhinh.world.places import UNIT_BOOKS


class Counting(SheetsHttp):
    """gspread's own client towards a local workspace, with its requests counted."""

    calls = 0

    def request(self, *given: Any, **named: Any) -> Any:
        """Count a request and send it."""
        self.calls += 1
        return super().request(*given, **named)


Read = Callable[[gspread.Client, str], object]


def plain(client: gspread.Client, spreadsheet: str) -> object:
    """Read a workbook as gspread's first page shows it: sheet by sheet."""
    book = client.open_by_key(spreadsheet)
    return [book.worksheet(sheet.title).get_all_values() for sheet in book.worksheets()]


def careful(client: gspread.Client, spreadsheet: str) -> object:
    """Read a workbook in one call after the one that opens it."""
    book = client.open_by_key(spreadsheet)
    return book.values_batch_get([sheet.title for sheet in book.worksheets()])


def one_read(client: gspread.Client, spreadsheet: str) -> object:
    """Read a workbook whose sheets are known in a single call."""
    return client.http_client.values_batch_get(spreadsheet, ["'Đăng ký'", "'Minh chứng'"])


def taken(school: School, read: Read, most: int = 10) -> tuple[float, float]:
    """Give the calls and the seconds of CPU of reading all units' workbooks so.

    At most so many books are read, and counted for all: each costs the same.
    """
    settings = school.runner.settings
    credentials = load(settings.credentials, subject=settings.account, endpoint=school.base)
    client = gspread.Client(credentials)
    http = Counting(open_session(credentials, endpoint=school.base), endpoint=school.base)
    client.http_client = http
    books = list(_books(school))
    begun = process_time()
    for spreadsheet in books[:most]:
        read(client, spreadsheet)
    share = len(books) / len(books[:most])
    return http.calls * share, (process_time() - begun) * share


def _books(school: School) -> Iterable[str]:
    return (
        spreadsheet
        for key, spreadsheet in school.runner.places().items()
        if key.startswith(UNIT_BOOKS)
    )
