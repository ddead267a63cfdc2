"""Whatever befalls a call of a run: nothing lost, nothing doubled, nothing frozen."""

from __future__ import annotations

import pytest

from tests.crashing.faults import Fault
from tests.crashing.histories import Histories, Point
from tests.crashing.scenes import BUSY, FIRST, LETTERS, Scene

EVERYBODY = "everybody edits"

INSERT = ("sheets.spreadsheets.batchUpdate", 1)
OVERWRITE = ("sheets.spreadsheets.values.batchUpdateByDataFilter", 1)
FIRST_DRAFT, FIRST_LETTER = ("gmail.users.drafts.create", 1), ("gmail.users.drafts.send", 1)


@pytest.mark.parametrize(
    ("scene", "call", "fault", "edits"),
    [
        (FIRST, ("sheets.spreadsheets.batchUpdate", 2), Fault.KILLED_BEFORE, "the office edits"),
        (FIRST, ("forms.forms.create", 2), Fault.DROPPED, ""),
        (BUSY, INSERT, Fault.KILLED_AFTER, EVERYBODY),
        (BUSY, OVERWRITE, Fault.UNAVAILABLE, EVERYBODY),
        (BUSY, ("drive.changes.list", 3), Fault.QUOTA, EVERYBODY),
        (LETTERS, FIRST_DRAFT, Fault.TIMED_OUT, ""),
        (LETTERS, FIRST_LETTER, Fault.KILLED_AFTER, EVERYBODY),
        (LETTERS, FIRST_LETTER, Fault.BROKEN, EVERYBODY),
        (LETTERS, ("drive.files.create", 1), Fault.PAGE, ""),
    ],
    ids=lambda part: part[0] if isinstance(part, tuple) else str(part),
)
def test_history_with_a_fault_ends_as_the_one_without(
    histories: Histories, scene: Scene, call: tuple[str, int], fault: Fault, edits: str
):
    method, nth = call
    calls = histories.calls(scene)
    number = [place for place, each in enumerate(calls, start=1) if each == method][nth - 1]
    told, difference = histories.compare(Point(scene, number, fault, edits))
    assert (difference.lost, difference.doubled, difference.changed) == ((), (), ())
    assert told.cycles is not None


def test_runs_that_are_each_killed_at_their_first_write_come_to_the_same_end(histories: Histories):
    difference = histories.worn(BUSY)
    assert (difference.lost, difference.doubled, difference.changed) == ((), (), ())
