"""Whether a unit's workbook can be believed: no rows lost, none torn from their codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dienhinh.acts.effects import Remembered
from dienhinh.acts.plan import Draft
from dienhinh.domain.dossier import is_withdrawn
from dienhinh.domain.roster import Unit
from dienhinh.domain.torn import exchanged, torn_rows
from dienhinh.world.books import Page, Unreadable
from dienhinh.world.places import unit_book
from dienhinh.world.world import World
from sheets_schema.filled import row_fingerprints
from sheets_schema.reading import Row

# A reading that lost more than this share of its rows since the last good one is not believed.
MOST_LOST = (3, 10)

Prints = dict[str, str]
"""The fingerprints of a section's rows by code."""

Cells = dict[str, Any]
"""The fingerprints of its words: `columns` are their keys, `words` one text a row, with dots."""

LOOK = "nếu đúng như vậy, xác nhận bằng `dienhinh examine --accept-rows`"


class RowsLost(Unreadable):
    """A workbook holds far fewer rows than at the last good reading."""


class RowsTorn(Unreadable):
    """Contents stand under other codes than before, as after sorting some columns only."""


def size_of(pages: Mapping[str, Page]) -> int:
    """Count the rows in which anything of the unit's own stands."""
    return sum(
        not is_withdrawn(page.sheet, row) for page in pages.values() for row in page.table.rows
    )


def prints_of(pages: Mapping[str, Page]) -> tuple[dict[str, Prints], dict[str, Cells]]:
    """Give the fingerprint of each coded row by section and code, and those of its words."""
    prints: dict[str, Prints] = {}
    cells: dict[str, Cells] = {}
    for key, page in pages.items():
        if page.by_code:
            both = {code: row_fingerprints(page.sheet, row) for code, row in page.by_code.items()}
            prints[key] = {code: whole for code, (whole, _) in both.items()}
            words = {code: each for code, (_, each) in both.items()}
            cells[key] = {"columns": list(page.sheet.worded), "words": words}
    return prints, cells


def size_key(unit: str) -> str:
    """Give the key under which the size of a unit's last good reading is remembered."""
    return f"size/{unit_book(unit)}"


def cells_key(unit: str) -> str:
    """Give the key under which the fingerprints of the words in a unit's rows are remembered."""
    return f"cells/{unit_book(unit)}"


def prints_key(unit: str) -> str:
    """Give the key under which the fingerprints of a unit's rows are remembered."""
    return f"prints/{unit_book(unit)}"


def believe(world: World, draft: Draft, unit: Unit, pages: Mapping[str, Page]) -> None:
    """Refuse a reading whose rows fell too far or are torn; remember a good one.

    Raises:
        RowsLost: the text says from how many to how many, and what to do.
        RowsTorn: the text names the rows, and what to do.
    """
    # Own words change neither, so they are told once of what was read.
    of = tuple(page.root for page in pages.values())
    size, prints, cells = world.once(
        f"prints/{unit.id}", of, lambda: (size_of(pages), *prints_of(pages))
    )
    _whole(world.memory.fact(size_key(unit.id)), size)
    _untorn(world.memory.fact(prints_key(unit.id)) or {}, prints, pages)
    _unexchanged(world.memory.fact(cells_key(unit.id)) or {}, cells, pages)
    for key, value in (
        (size_key(unit.id), size),
        (prints_key(unit.id), prints),
        (cells_key(unit.id), cells),
    ):
        if world.memory.fact(key) != value:
            draft.add(Remembered(key=key, value=value))


def _whole(before: int | None, rows: int) -> None:
    lost, share = MOST_LOST
    if before is not None and (before - rows) * share > before * lost and before - rows > 1:
        raise RowsLost(
            f"số dòng có nội dung giảm từ {before} còn {rows} so với lần đọc trước; tạm dừng xử lý"
            f" sổ này. Nếu xóa nhầm, khôi phục từ lịch sử phiên bản; {LOOK}"
        )


def _untorn(
    before: Mapping[str, Any], now: Mapping[str, Mapping[str, str]], pages: Mapping[str, Page]
) -> None:
    for key, prints in now.items():
        stood = before.get(key, {})
        # A row that is new may say what an emptied one said: only rows that stood can be torn.
        torn = torn_rows(stood, {code: each for code, each in prints.items() if code in stood})
        if torn:
            named = ", ".join(f"{code} (trước ở {earlier})" for code, earlier in torn.items())
            raise RowsTorn(
                f"bảng “{pages[key].sheet.title}”: nội dung đứng cạnh mã khác với lần đọc trước:"
                f" {named}. Có thể đã sắp xếp một số cột mà không kèm cột mã; tạm dừng xử lý sổ"
                f" này. Đề nghị hoàn tác việc sắp xếp (Ctrl+Z hoặc lịch sử phiên bản); {LOOK}"
            )


def _unexchanged(
    before: Mapping[str, Any], now: Mapping[str, Cells], pages: Mapping[str, Page]
) -> None:
    """Refuse a reading in which rows exchanged the words of a column, as a sort of some does."""
    for key, cells in now.items():
        stood = before.get(key, {})
        if stood == cells or stood.get("columns") != cells["columns"]:
            continue
        for at, column in enumerate(cells["columns"]):
            moved = exchanged(_words(stood, at), _words(cells, at))
            if moved:
                sheet = pages[key].sheet
                named = ", ".join(f"{code} (trước ở {was})" for code, was in moved.items())
                raise RowsTorn(
                    f"bảng “{sheet.title}”, cột “{sheet.field(column).title}”: nội dung của các"
                    f" dòng đã đổi chỗ cho nhau: {named}. Có thể đã sắp xếp một số cột mà không kèm"
                    " các cột khác; tạm dừng xử lý sổ này. Đề nghị hoàn tác việc sắp xếp (Ctrl+Z"
                    f" hoặc lịch sử phiên bản); {LOOK}"
                )


def _words(cells: Cells, at: int) -> dict[str, str]:
    """Give the words of one column by code; a row in which nothing stands has blanks alone."""
    return {code: each and each.split(".")[at] for code, each in cells["words"].items()}


def strange_rows(world: World, unit: Unit, pages: Mapping[str, Page]) -> list[tuple[Page, Row]]:
    """Find coded rows whose code was not given to this unit: copied from elsewhere or overtyped."""
    owners = world.memory.owners
    return [
        (page, row)
        for page in pages.values()
        for code, row in page.by_code.items()
        if owners.get(code, unit.id if code in world.memory.origins else "") != unit.id
    ]


def tell_strange(draft: Draft, unit: Unit, page: Page, row: Row) -> None:
    """Name a row whose code is not the unit's."""
    cell = page.table.columns.address(page.sheet.identity, row.number)
    draft.problem(
        f"sổ của {unit.name}",
        f"bảng “{page.sheet.title}”, ô {cell}: mã này không cấp cho dòng của đơn vị nên dòng không"
        " được xử lý. Nếu là dòng chép từ nơi khác, đề nghị xóa mã để hệ thống cấp mã mới; nếu mã"
        " bị ghi đè, đề nghị khôi phục từ lịch sử phiên bản",
    )
