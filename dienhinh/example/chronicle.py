"""What each day of the demo left to be seen: acts, letters, sheets before and after, documents.

It is looked at as the office's own people do, over HTTP and with nothing but their rights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dienhinh.example.acts import Act, Scene
from dienhinh.example.answers import MINUTES, NAME, SUMMARY
from dienhinh.example.cast import (
    CODE,
    CONCLUSION,
    NOTE,
    OPINION,
    QUARANTINE,
    QUARANTINE_SHEET,
    REVIEW,
    REVIEW_SHEET,
)
from dienhinh.example.changes import Difference, Table, compare, table
from dienhinh.example.days import Day
from dienhinh.example.harvest import DOCX
from dienhinh.example.letters import Letter

REGISTRATIONS = "Đăng ký"
UNIT_BOOK = "workbook/don_vi/"
UNIT_NAME = "Đơn vị"


@dataclass(frozen=True)
class Window:
    """A sheet that is looked at: its workbook's place, its title, and the columns that tell most.

    `of` names the units' sheets apart, which all have one title.
    """

    place: str
    sheet: str
    columns: tuple[str, ...]
    of: str = ""


BOARD = Window("workbook/theo_doi", "Bảng theo dõi", ())
SHARED = (
    Window(
        f"workbook/{QUARANTINE}",
        QUARANTINE_SHEET,
        ("Nộp lúc", "Người nộp", "Biểu mẫu", "Lý do chờ xử lý", "Đơn vị được xác nhận",
         "Kết quả xử lý"),
    ),
    BOARD,
    Window(
        f"workbook/{REVIEW}",
        REVIEW_SHEET,
        (CODE, "Đơn vị đăng ký", NAME, SUMMARY, "Tình trạng hồ sơ", OPINION, CONCLUSION, NOTE),
    ),
)  # fmt: skip
OF_A_UNIT = (
    CODE, NAME, SUMMARY, MINUTES, "Nộp lúc", "Người nộp",
    "Kết quả kiểm tra",
)  # fmt: skip
# Of the board all but these: its other columns are the duties of the programme, whatever they are.
NOT_SHOWN = ("Mã đơn vị", "Cập nhật lúc")


@dataclass(frozen=True)
class Sheet:
    """A sheet at the end of a day, with what the day changed in it."""

    title: str
    of: str
    difference: Difference


@dataclass(frozen=True)
class DayTold:
    """One day as it can be told afterwards; `documents` names those made or renewed."""

    day: Day
    acts: tuple[Act, ...]
    letters: tuple[Letter, ...]
    sheets: tuple[Sheet, ...]
    documents: tuple[str, ...]
    counts: dict[str, int]
    unexpected: tuple[str, ...]


@dataclass
class Chronicle:
    """The days so far, and what is needed to see what the next one changes."""

    days: list[DayTold] = field(default_factory=list)
    documents: dict[str, bytes] = field(default_factory=dict)
    _tables: dict[Window, Table] = field(default_factory=dict)
    _letters: int = 0
    _checksums: dict[str, str] = field(default_factory=dict)

    def end_day(
        self,
        scene: Scene,
        day: Day,
        acts: Sequence[Act],
        counts: dict[str, int],
        unexpected: Sequence[str],
    ) -> None:
        """Look around in the evening; `acts` are those that were played."""
        letters = tuple(scene.letters[self._letters :])
        self._letters = len(scene.letters)
        self.days.append(
            DayTold(
                day,
                tuple(acts),
                letters,
                self._look_at_sheets(scene),
                self._look_at_documents(scene),
                counts,
                tuple(unexpected),
            )
        )

    def _look_at_sheets(self, scene: Scene) -> tuple[Sheet, ...]:
        before, looked_at = self._tables, windows(scene)
        self._tables = {window: _seen(scene, window) for window in looked_at}
        names = _unit_names(self._tables.get(BOARD, Table()))
        return tuple(
            Sheet(
                window.sheet,
                names.get(window.of, window.of),
                compare(before.get(window, Table()), self._tables[window]),
            )
            for window in looked_at
        )

    def _look_at_documents(self, scene: Scene) -> tuple[str, ...]:
        """Fetch the documents that are new or other than yesterday; gives their names."""
        changed = []
        for file in scene.office.files(f"mimeType='{DOCX}' and trashed=false"):
            if self._checksums.get(file["id"]) != file["md5Checksum"]:
                self._checksums[file["id"]] = file["md5Checksum"]
                self.documents[file["name"]] = scene.office.download(file["id"])
                changed.append(file["name"])
        return tuple(sorted(changed))


def windows(scene: Scene) -> tuple[Window, ...]:
    """List what is looked at: the registrations of each unit, and the shared sheets."""
    units = [
        Window(place, REGISTRATIONS, OF_A_UNIT, place.removeprefix(UNIT_BOOK))
        for place in scene.places
        if place.startswith(UNIT_BOOK)
    ]
    return (*units, *(window for window in SHARED if window.place in scene.places))


def _seen(scene: Scene, window: Window) -> Table:
    grid = scene.office.read_shown(scene.places[window.place], window.sheet)
    titles = grid[0] if grid else []
    return table(grid, window.columns or [each for each in titles if each not in NOT_SHOWN])


def _unit_names(board: Table) -> dict[str, str]:
    """Read on the board what the units are called."""
    if UNIT_NAME not in board.titles:
        return {}
    column = board.titles.index(UNIT_NAME)
    return {row[0]: row[column] for row in board.rows}
