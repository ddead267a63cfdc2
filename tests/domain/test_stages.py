"""In which of the plan's stages a unit says that its exemplar is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dienhinh.domain.stages import Said, said
from tests.domain import draw

TODAY = date(2023, 6, 15)
FIRST, SECOND = "2023-1-TD-TCHC-001", "2023-1-TD-TCHC-002"


def progress(code: str | None, stage: str | None, day: date | None, **raw: str):
    """Draw a row of `Tiến độ bồi dưỡng`; `raw` stands where nothing could be read."""
    row = draw.row("tien_do", code, khau=stage, ngay=day)
    return replace(row, raw={**row.raw, **raw})


def registered(*rows, khau: str | None = "PHAT_HIEN"):
    return draw.dossier(khau=khau, progress=rows)


def test_registration_says_it_while_nothing_is_told_of_the_progress():
    assert said(registered(), TODAY) == Said("PHAT_HIEN", draw.CODE)
    assert said(registered(khau=None), TODAY) is None


@pytest.mark.parametrize(
    ("days", "newest"),
    [
        ((date(2023, 5, 1), date(2023, 6, 1)), Said("TONG_KET", SECOND)),
        ((date(2023, 6, 1), date(2023, 5, 1)), Said("BOI_DUONG", FIRST)),
        ((date(2023, 6, 1), date(2023, 6, 1)), Said("TONG_KET", SECOND)),
        ((date(2023, 6, 1), date(2023, 6, 16)), Said("BOI_DUONG", FIRST)),
        ((date(2023, 6, 16), date(2023, 6, 16)), Said("PHAT_HIEN", draw.CODE)),
        ((None, None), Said("PHAT_HIEN", draw.CODE)),
    ],
)
def test_newest_word_on_the_progress_counts_and_no_day_to_come(days, newest):
    rows = (progress(FIRST, "BOI_DUONG", days[0]), progress(SECOND, "TONG_KET", days[1]))
    assert said(registered(*rows), TODAY) == newest
    assert said(registered(*reversed(rows)), TODAY) == newest


def test_row_that_says_no_stage_takes_back_none():
    rows = (
        progress(FIRST, "BOI_DUONG", date(2023, 5, 1)),
        progress(SECOND, None, date(2023, 6, 1)),
        progress(None, "TONG_KET", date(2023, 6, 2)),  # has no code yet
    )
    assert said(registered(*rows), TODAY) == Said("BOI_DUONG", FIRST)


@pytest.mark.parametrize(
    "unread",
    [
        progress(SECOND, None, date(2023, 6, 1), khau="Nhân rông"),
        progress(SECOND, "NHAN_RONG", None, ngay="31/4/2023"),
    ],
)
def test_nothing_is_told_while_the_progress_cannot_be_read(unread):
    assert said(registered(progress(FIRST, "BOI_DUONG", date(2023, 5, 1)), unread), TODAY) is None
