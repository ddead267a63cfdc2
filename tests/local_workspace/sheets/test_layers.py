"""Annotations as runs, held against a plain dictionary of cells."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from local_workspace.sheets.a1 import Box
from local_workspace.sheets.changes import Delete, Insert, Move
from local_workspace.sheets.layers import Layer

ROWS, COLUMNS = 7, 3
ALL = Box(0, 0, ROWS, COLUMNS)
VALUES = st.sampled_from(["a", "b", {"bold": True}, {"bold": False}, None, "", {}])
BOXES = st.builds(
    lambda top, left, height, width: Box(top, left, top + height, left + width).within(ALL),
    *(st.integers(0, 5) for _ in range(4)),
)
CHANGES = st.one_of(
    st.builds(Insert, st.integers(0, ROWS), st.integers(1, 3)),
    st.builds(Delete, st.integers(0, ROWS), st.integers(1, 3)),
    st.sampled_from([Move(0, 2, 5), Move(4, 6, 1), Move(1, 2, 3)]),
)
STEPS = st.one_of(
    st.tuples(st.just("put"), BOXES, VALUES),
    st.tuples(st.just("repaint"), BOXES, VALUES),
    st.tuples(st.just("swap"), BOXES, VALUES),
    st.tuples(st.sampled_from(["ROWS", "COLUMNS"]), CHANGES, st.none()),
    st.tuples(st.just("rearrange"), BOXES, st.randoms(use_true_random=False)),
)


def done(layer: Layer, cells: dict, kind: str, where: object, what: object) -> dict:
    """Do one step on the layer, and return what the dictionary becomes by it."""
    if kind in ("ROWS", "COLUMNS"):
        layer.shift(kind, where)
        moved = {}
        for (row, column), value in cells.items():
            new = where.index(row if kind == "ROWS" else column)
            if new is not None:
                moved[(new, column) if kind == "ROWS" else (row, new)] = value
        return moved
    inside = [
        (r, c) for r in range(where.top, where.bottom) for c in range(where.left, where.right)
    ]
    if kind == "rearrange":
        order = list(range(where.top, where.bottom))
        what.shuffle(order)
        layer.rearrange(where, order)
        taken = {(row, c): cells.get((order[row - where.top], c)) for row, c in inside}
        return {place: value for place, value in {**cells, **taken}.items() if value is not None}
    after = dict(cells)
    if kind == "repaint":
        layer.repaint(where, lambda _old: what)
    elif kind == "swap":
        layer.repaint(where, lambda old: what if old is None else None)
    for place in inside:
        if kind == "put":
            layer.put(*place, what)
        after[place] = what if kind != "swap" or place not in cells else None
    return {place: value for place, value in after.items() if value}


@given(st.lists(STEPS, max_size=8), BOXES)
def test_a_layer_of_runs_is_a_dictionary_of_cells(steps, box) -> None:
    layer, cells = Layer(), {}
    for step in steps:
        cells = done(layer, cells, *step)
        assert dict(layer.items()) == cells
    assert sorted(layer.places(box)) == sorted(place for place in cells if box.holds(*place))
    assert bool(layer) == bool(cells)
    again = Layer(json.loads(json.dumps(layer.dump())))
    assert dict(again.items()) == cells
    assert {place: layer.get(*place) for place in cells} == cells


def test_equal_values_in_a_column_are_one_run() -> None:
    layer = Layer()
    for row in (0, 2, 1, 4, 3):
        layer.put(row, 0, {"bold": True})
    assert layer.dump() == {"values": [{"bold": True}], "runs": [[0, 0, 5, 0]]}
