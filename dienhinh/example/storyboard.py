"""The demo told day by day on one page that needs nothing but itself: `index.html`.

Letters stand in frames that may run nothing and reach nothing; the page's own policy allows no
script and no address but pictures that it carries. All text is escaped by the one environment for
templates (`dienhinh.rendering.engine`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dienhinh.example.acts import Act
from dienhinh.example.chronicle import Chronicle, DayTold
from dienhinh.example.days import SCHOOL_TIME, WEEKDAYS
from dienhinh.example.letters import Letter
from dienhinh.example.papers import Paper, papers
from dienhinh.example.retelling import retell
from dienhinh.rendering.engine import render_text

PAGE = "index.html"
TEMPLATE = "storyboard.html"

# Pixels that a letter takes in a frame as wide as itself: without its table, each line of that,
# each further row of letters (so many) that a line needs, the line about copies or an attachment.
LETTER, LINE, ROW, ROW_OF, FOOT = 650, 66, 20, 32, 26

FIGURES = (
    ("units", "đơn vị"),
    ("forms", "biểu mẫu"),
    ("responses", "câu trả lời"),
    ("quarantined", "câu trả lời chờ xử lý"),
    ("dossiers", "hồ sơ"),
    ("review_rows", "dòng trong Bảng xét chọn"),
    ("findings", "nội dung còn thiếu"),
    ("letters", "thư gửi người đứng đầu"),
    ("office_letters", "thư gửi đơn vị đầu mối"),
    ("documents", "văn bản"),
)


@dataclass(frozen=True)
class Told:
    """A line of a day's course: the time as `08:30`, the sentence, whether it is worth telling."""

    at: str
    sentence: str
    is_main: bool


def write(out: Path, chronicle: Chronicle, facts: Mapping[str, Any]) -> Path:
    """Write the page into `out` and give its path; `facts` are those of `summary.json`."""
    path = out / PAGE
    path.write_text(page(chronicle, facts), encoding="utf-8")
    return path


def page(chronicle: Chronicle, facts: Mapping[str, Any]) -> str:
    """Render the page; the documents stand on the day on which they last changed."""
    drawn = papers(chronicle.documents)
    last = {name: told.day.on for told in chronicle.days for name in told.documents}
    days = [
        _day(told, [drawn[name] for name in told.documents if last[name] == told.day.on])
        for told in chronicle.days
    ]
    context = {
        "days": days,
        "figures": [(facts.get(key, 0), name) for key, name in FIGURES],
        "unexpected": facts.get("unexpected", ()),
        "without_pictures": any(paper.words for paper in drawn.values()),
    }
    return render_text(TEMPLATE, context, folder=Path(__file__).parent)


def _day(told: DayTold, shown: list[Paper]) -> dict[str, Any]:
    lines = [_told(act) for act in told.acts]
    shown_names = {paper.name for paper in shown}
    return {
        "id": f"ngay-{told.day.on:%Y-%m-%d}",
        "short": f"{told.day.on:%d/%m}",
        "date": f"{WEEKDAYS[told.day.on.weekday()]}, {told.day.on:%d/%m/%Y}",
        "title": told.day.title,
        "main": [line for line in lines if line.is_main],
        "usual": [line for line in lines if not line.is_main],
        "letters": [_letter(letter) for letter in told.letters],
        "sheets": [sheet for sheet in told.sheets if not sheet.difference.is_empty],
        "papers": shown,
        "renewed": [name for name in told.documents if name not in shown_names],
        "counts": told.counts,
        "unexpected": told.unexpected,
    }


def _told(act: Act) -> Told:
    said = act.says[:1].upper() + act.says[1:]
    return Told(f"{act.at:%H:%M}", said or retell(act), bool(act.says))


def _letter(letter: Letter) -> dict[str, Any]:
    return {
        "at": f"{letter.sent.astimezone(SCHOOL_TIME):%H:%M}",
        "subject": letter.subject,
        "sender": letter.sender,
        "to": letter.to,
        "copies": ", ".join(letter.copies),
        "attachments": ", ".join(letter.attachments),
        "told": _in_short(letter),
        "height": _height(letter),
        # What a reader follows opens beside the page: `make serve` answers there.
        "body": letter.html.replace("<head>", '<head><base target="_blank">', 1),
    }


def _in_short(letter: Letter) -> str:
    """Say how much a letter asks for, or what it is about where it asks for nothing."""
    asked = sum(bool(line.link) for line in letter.lines)
    return f"{asked:02d} nội dung còn thiếu" if asked else letter.matter


def _height(letter: Letter) -> int:
    """Guess how high a letter is: no frame may measure what it holds without running a script."""
    lines = sum(LINE + ROW * (len(line.what) // ROW_OF) for line in letter.lines)
    return LETTER + lines + FOOT * (bool(letter.copies) + bool(letter.attachments))
