"""Where rows and ranges go when others are inserted, deleted and moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local_workspace.sheets.a1 import Box
from local_workspace.sheets.changes import Delete, Insert, Move
from local_workspace.sheets.layers import Layer

ROWS = 12


@pytest.mark.parametrize(
    ("change", "span", "after"),
    [
        (Insert(2, 3), (2, 4), (5, 7)),
        (Insert(3, 3), (2, 4), (2, 7)),
        (Insert(4, 3), (2, 4), (2, 4)),
        (Delete(0, 2), (2, 4), (0, 2)),
        (Delete(3, 5), (2, 4), (2, 3)),
        (Delete(1, 9), (2, 4), None),
        (Move(5, 6, 0), (2, 4), (3, 5)),
        (Move(2, 4, 9), (2, 4), (7, 9)),
        (Move(3, 4, 1), (3, 4), (1, 2)),
        (Move(4, 5, 2), (2, 6), (2, 6)),
        (Move(8, 9, 4), (2, 6), (2, 7)),
    ],
)
def test_a_span_follows_its_rows(change, span, after) -> None:
    assert change.span(*span) == after


@given(st.integers(0, ROWS - 1), st.integers(1, ROWS), st.integers(0, ROWS))
def test_moving_rows_reorders_them_as_a_list_would(start: int, length: int, to: int) -> None:
    end = min(ROWS, start + length)
    if start < to < end:
        return
    rows = list(range(ROWS))
    block, rest = rows[start:end], rows[:start] + rows[end:]
    at = to if to <= start else to - len(block)
    expected = rest[:at] + block + rest[at:]
    change = Move(start, end, to)
    assert [change.index(row) for row in expected] == rows


@given(st.integers(0, ROWS), st.integers(1, 5), st.integers(0, ROWS - 1))
def test_what_is_inserted_and_deleted_again_changes_nothing(at: int, count: int, row: int) -> None:
    there = Insert(at, count).index(row)
    assert there is not None
    assert Delete(at, count).index(there) == row


def test_a_layer_is_kept_as_runs_and_comes_back() -> None:
    layer = Layer()
    for row in range(1, 1000):
        layer.put(row, 3, {"strict": True})
    layer.put(5, 3, None)
    kept = layer.dump()
    assert kept == {"values": [{"strict": True}], "runs": [[3, 1, 5, 0], [3, 6, 1000, 0]]}
    assert dict(Layer(kept).items()) == dict(layer.items())


def test_sorted_rows_take_their_notes_along_inside_the_box_only() -> None:
    layer = Layer()
    layer.put(1, 0, "một")
    layer.put(2, 0, "hai")
    layer.put(1, 9, "bên ngoài")
    layer.rearrange(Box(1, 0, 3, 2), [2, 1])
    assert dict(layer.items()) == {(2, 0): "một", (1, 0): "hai", (1, 9): "bên ngoài"}
