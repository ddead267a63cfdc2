"""Rows are written where they are, or not taken for written, whatever becomes of their metadata."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from dienhinh.acts.books import ANCHOR_KEY
from dienhinh.running.runner import Runner
from sheets_schema.findings import COMPLETE
from tests.crashing.histories import Histories
from tests.crashing.scenes import BUSY, NAME
from tests.crashing.stage import Stage, opened
from tests.office import OFFICE, copied
from tests.wave import ARCHIVE, TCHC

BOOK, SHEET = "don_vi/TCHC", "Đăng ký"


@pytest.fixture
def after(histories: Histories, tmp_path: Path) -> Iterator[tuple[Stage, Runner]]:
    """A small school after a busy cycle."""
    data = copied(histories.beginning(BUSY), tmp_path / "school")
    with opened(data, BUSY.at) as stage, stage.program() as runner:
        stage.cycle(runner)
        yield stage, runner


@contextmanager
def edited(stage: Stage, name: str) -> Iterator[None]:
    """Let the respondent edit the registration ten minutes later."""
    stage.until(stage.time.now + timedelta(minutes=10))
    stage.edit_answer("archive", TCHC, {NAME: name})
    yield
    row = stage.office.rows(BOOK, SHEET)[ARCHIVE]
    assert (row[NAME], row["Kết quả kiểm tra"]) == (name, COMPLETE)


def test_row_that_was_deleted_comes_back_whole_and_is_reached_ever_after(after):
    stage, runner = after
    number = 2 + list(stage.office.rows(BOOK, SHEET)).index(ARCHIVE)
    where = {
        "sheetId": stage.office.sheet_id(BOOK, SHEET),
        "dimension": "ROWS",
        "startIndex": number - 1,
        "endIndex": number,
    }
    stage.office.edit(OFFICE, BOOK, {"deleteDimension": {"range": where}})
    for name in ("Tổ 1", "Tổ 2"):
        with edited(stage, name):
            stage.cycle(runner)


def test_answer_whose_row_lost_its_metadata_arrives_with_the_next_run(after):
    stage, runner = after
    ours = {"dataFilter": {"developerMetadataLookup": {"metadataKey": ANCHOR_KEY}}}
    stage.office.edit(OFFICE, BOOK, {"deleteDeveloperMetadata": ours})
    with edited(stage, "Tổ 1"):
        stage.cycle(runner)
        stage.cycle(runner)
