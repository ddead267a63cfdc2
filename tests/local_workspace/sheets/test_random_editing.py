"""Random inserting, deleting, moving and sorting, held against a list of rows."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from local_workspace.sheets import store
from local_workspace.sheets.book import Book
from local_workspace.sheets.cells import write
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.protection import Guard
from local_workspace.sheets.requests.registry import perform
from local_workspace.state import State

ROWS = 8
TEXTS = ["=1+2", "12", "'a", "TRUE", "2023-04-30", "b", "A", "=A1", ""]
VALUES = st.one_of(st.sampled_from(TEXTS), st.sampled_from([1, 2.5, 45046.25, True]))
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["insertDimension", "deleteDimension", "moveDimension", "sortRange"]),
        st.integers(0, ROWS - 1),
        st.integers(1, 3),
        st.integers(0, ROWS),
    ),
    max_size=6,
)


def run(start: int, count: int) -> dict:
    return {"sheetId": 0, "dimension": "ROWS", "startIndex": start, "endIndex": start + count}


def applied(rows: list, step: tuple) -> tuple[dict, list] | None:
    """Return the request of a step and the rows after it; None where Google would refuse it."""
    kind, start, count, to = step
    end = start + count
    if kind == "insertDimension":
        if start >= len(rows):
            return None
        return {"range": run(start, count)}, rows[:start] + [("", "")] * count + rows[start:]
    if end > len(rows) or (kind == "deleteDimension" and count == len(rows)):
        return None
    if kind == "deleteDimension":
        return {"range": run(start, count)}, rows[:start] + rows[end:]
    if kind == "moveDimension":
        if to > len(rows) or start < to < end:
            return None
        rest = rows[:start] + rows[end:]
        at = to - count if to > start else to
        content = {"source": run(start, count), "destinationIndex": to}
        return content, rest[:at] + rows[start:end] + rest[at:]
    box = {"sheetId": 0, "startRowIndex": start, "endRowIndex": end, "endColumnIndex": 2}
    content = {"range": box, "sortSpecs": [{"dimensionIndex": 0}]}
    return content, rows[:start] + sorted(rows[start:end], key=order) + rows[end:]


def order(row: tuple) -> tuple:
    value = row[0]
    if value == "":
        return (9,)
    if isinstance(value, bool):
        return 2, value
    return (1, value.casefold()) if isinstance(value, str) else (0, value)


def seen(book: Book) -> list[tuple]:
    tab = book.first
    notes = tab.layers["note"]
    found = []
    for row in range(tab.rows):
        value = book.engine.value(0, row, 0)
        assert book.engine.formula(0, row, 0) is None
        found.append(("" if value is None else value, notes.get(row, 1) or ""))
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(VALUES, min_size=ROWS, max_size=ROWS), STEPS)
def test_rows_stay_whole_and_literal_through_any_editing(tmp_path_factory, values, steps) -> None:
    state = State(tmp_path_factory.mktemp("state"))
    book = store.new_book(state, "x", {})
    book.first.properties["gridProperties"] = {"rowCount": ROWS, "columnCount": 2}
    rows = [(value, f"ghi chú {n}") for n, value in enumerate(values)]
    for n, (value, note) in enumerate(rows):
        write(book, book.first, n, 0, value, typed=False)
        book.annotate(book.first, "note", n, 1, note)
    edit = Edit(state, book, Guard(book, "me@example.com", "me@example.com", is_owner=True))
    for step in steps:
        after = applied(rows, step)
        if after is not None:
            perform(edit, [{step[0]: after[0]}])
            rows = after[1]
            assert seen(book) == rows
    state.close()
