"""A workbook read again is the workbook that was kept, whatever was done to it before."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from local_workspace.drive.files import SPREADSHEET, new_file
from local_workspace.errors import ApiError
from local_workspace.sheets import cells, keeping, store
from local_workspace.sheets.book import Book
from local_workspace.sheets.edit import Edit, keep
from local_workspace.sheets.griddata import grid_data
from local_workspace.sheets.journal import LONGEST
from local_workspace.sheets.protection import Guard
from local_workspace.sheets.requests.registry import perform
from local_workspace.state import State

ME = "me@example.com"
ROWS, COLUMNS = 6, 4
PARTS = frozenset(("rowData", "rowMetadata", "columnMetadata"))
RENDERS = ("FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA")
TYPED = [
    *("=A1+1", "=SUM(A1:B3)", "=SEQUENCE(3)", '=B2&"x"', "=Khu", "=1/0", "=A1:A2"),
    *("12", "'12", "2023-04-30", "10%", "$5", "TRUE", "chữ", "", "#N/A"),
]
PLACES = st.tuples(st.integers(0, ROWS - 1), st.integers(0, COLUMNS - 1))
FORMATS = [
    {"numberFormat": {"type": "PERCENT", "pattern": "0%"}},
    {"numberFormat": {"type": "TEXT", "pattern": "@"}},
    {"textFormat": {"bold": True}},
    {},
]
WRONG = {"deleteSheet": {"sheetId": 99}}


def a_range(place: tuple[int, int], height: int = 1, width: int = 1) -> dict:
    row, column = place
    bottom, right = min(ROWS, row + height), min(COLUMNS, column + width)
    return {
        "sheetId": 0,
        "startRowIndex": row,
        "endRowIndex": bottom,
        "startColumnIndex": column,
        "endColumnIndex": right,
    }


def rows(start: int, end: int) -> dict:
    return {"sheetId": 0, "dimension": "ROWS", "startIndex": start, "endIndex": end}


def cell(place: tuple[int, int], field: str, value: Any, size: tuple[int, int] = (1, 1)) -> dict:
    return {"repeatCell": {"range": a_range(place, *size), "cell": {field: value}, "fields": field}}


def a_named_range(name: str) -> dict:
    return {"addNamedRange": {"namedRange": {"name": name, "range": a_range((0, 0), 2, 1)}}}


SIZES = st.tuples(st.integers(1, 3), st.integers(1, 3))
WRITES = st.tuples(
    st.just("write"),
    PLACES,
    st.one_of(st.sampled_from(TYPED), st.sampled_from([1, 2.5, 1e21, False])),
    st.booleans(),
)
REQUESTS = st.one_of(
    st.builds(cell, PLACES, st.just("userEnteredFormat"), st.sampled_from(FORMATS), SIZES),
    st.builds(cell, PLACES, st.just("note"), st.sampled_from(["ghi chú", "khác", ""]), SIZES),
    st.builds(
        cell,
        PLACES,
        st.just("userEnteredValue"),
        st.sampled_from([{"formulaValue": "=A1*2"}, {"numberValue": 7}, {}]),
    ),
    st.builds(lambda n: {"insertDimension": {"range": rows(n, n + 1)}}, st.integers(0, 2)),
    st.builds(lambda n: {"deleteDimension": {"range": rows(n, n + 1)}}, st.integers(0, 2)),
    st.just({"moveDimension": {"source": rows(0, 2), "destinationIndex": 4}}),
    st.just({"sortRange": {"range": a_range((0, 0), 4, 3), "sortSpecs": [{"dimensionIndex": 0}]}}),
    st.just({"copyPaste": {"source": a_range((0, 0), 2, 2), "destination": a_range((2, 1), 2, 2)}}),
    st.just({"addSheet": {"properties": {"title": "Khác", "sheetId": 5}}}),
    st.just({"deleteSheet": {"sheetId": 5}}),
    st.just(a_named_range("Khu")),
    st.just(
        {"updateSpreadsheetProperties": {"properties": {"locale": "vi_VN"}, "fields": "locale"}}
    ),
    st.just(WRONG),
)
CALLS = st.lists(
    st.one_of(WRITES, st.lists(REQUESTS, min_size=1, max_size=3)), min_size=1, max_size=9
)


def answers(book: Book) -> list:
    """Return all that can be read of a workbook."""
    return [
        deepcopy(book.outline()),
        *[grid_data(book, tab, tab.grid, PARTS) for tab in book.tabs],
        *[
            cells.read(book, tab, tab.grid, r, "SERIAL_NUMBER")
            for tab in book.tabs
            for r in RENDERS
        ],
    ]


def make(state: State) -> str:
    """Keep a new workbook of one small sheet and return its id."""
    document = new_file(state, owner=ME, name="Sổ", mime_type=SPREADSHEET)
    book = store.new_book(state, document["id"], {})
    grid = {"rowCount": ROWS, "columnCount": COLUMNS}
    book.first.properties["gridProperties"] = grid
    store.save(state, book)
    return str(document["id"])


def call(state: State, identifier: str, one: Any) -> None:
    """Do one call as the server does: in a transaction, kept at its end."""
    with state.transaction():
        book = store.load(state, identifier)
        edit = Edit(state, book, Guard(book, ME, ME, is_owner=True))
        if isinstance(one, tuple):
            _, place, value, typed = one
            cells.write(book, book.first, *place, value, typed=typed)
        else:
            perform(edit, one)
        keep(edit)


def read_again(state: State, identifier: str) -> Book:
    kept = keeping.read(state, identifier)
    assert kept is not None
    return kept.book


@settings(max_examples=100, deadline=None)
@given(calls=CALLS, looks=st.lists(st.booleans(), min_size=9, max_size=9))
def test_a_workbook_read_again_answers_as_the_one_in_memory(tmp_path_factory, calls, looks) -> None:
    state = State(tmp_path_factory.mktemp("state"))
    identifier = make(state)
    for one, looked_at in zip(calls, looks, strict=False):
        before = answers(store.load(state, identifier)) if looked_at else None
        try:
            call(state, identifier, one)
        except ApiError:
            assert before is None or answers(store.load(state, identifier)) == before
        again = answers(read_again(state, identifier))
        assert again == answers(store.load(state, identifier)) or not looked_at
    assert answers(read_again(state, identifier)) == answers(store.load(state, identifier))
    state.close()


def edited(state: State, identifier: str, *writes: tuple) -> None:
    """Write cells in one call."""
    with state.transaction():
        book = store.load(state, identifier)
        for row, column, value in writes:
            cells.write(book, book.first, row, column, value, typed=True)
        keep(Edit(state, book, Guard(book, ME, ME, is_owner=True)))


def test_a_small_write_leaves_the_snapshot_alone_until_the_journal_is_long(tmp_path) -> None:
    state = State(tmp_path)
    identifier = make(state)
    key = f"spreadsheet/{identifier}"
    snapshot = state.get_blob(key)
    edited(state, identifier, (0, 0, "=SUM(B1:B2)"), (0, 1, 2), (1, 1, "12%"))
    assert state.get_blob(key) == snapshot
    edited(state, identifier, *[(n % ROWS, 2, n) for n in range(LONGEST)])
    assert state.get_blob(key) != snapshot
    assert state.journal(key) == []
    assert answers(read_again(state, identifier)) == answers(store.load(state, identifier))
    state.close()


def test_a_refused_call_leaves_an_unchanged_workbook_at_hand(tmp_path) -> None:
    state = State(tmp_path)
    identifier = make(state)
    book = store.load(state, identifier)
    before = answers(book)
    with pytest.raises(ApiError):
        call(state, identifier, [WRONG])
    assert store.load(state, identifier) is book
    with pytest.raises(ApiError):
        call(state, identifier, [cell((0, 0), "note", "ghi chú"), WRONG])
    assert answers(store.load(state, identifier)) == before
    state.close()


def test_what_comes_after_keeping_undoes_the_keeping_too(tmp_path) -> None:
    state = State(tmp_path)
    identifier = make(state)
    before = answers(store.load(state, identifier))

    def act() -> None:
        with state.transaction():
            book = store.load(state, identifier)
            cells.write(book, book.first, 0, 0, "x", typed=True)
            keep(Edit(state, book, Guard(book, ME, ME, is_owner=True)))
            raise ValueError("accident")

    with pytest.raises(ValueError, match="accident"):
        act()
    assert answers(store.load(state, identifier)) == before
    state.close()


def test_a_workbook_kept_with_its_layers_inside_is_still_read(tmp_path) -> None:
    state = State(tmp_path)
    identifier = make(state)
    call(state, identifier, [cell((1, 1), "note", "ghi chú")])
    book = store.load(state, identifier)
    before = answers(book)
    state.put("spreadsheet", identifier, book.dump())
    state.put_blob(f"spreadsheet/{identifier}", book.engine.dump())
    state.delete_blob(f"spreadsheet/{identifier}/layers")
    state.drop_journal(f"spreadsheet/{identifier}")
    state.close()

    state = State(tmp_path)
    assert answers(store.load(state, identifier)) == before
    edited(state, identifier, (0, 0, 1))
    assert answers(read_again(state, identifier)) == answers(store.load(state, identifier))
    state.close()


def test_a_literal_over_a_spilling_formula_takes_its_place(sheet) -> None:
    sheet.write("A1", [["=SEQUENCE(3)"]], option="USER_ENTERED")
    assert sheet.read("A1:A4") == [[1], [2], [3]]
    sheet.write("A1", [["x"]])
    assert sheet.read("A1:A4") == [["x"]]
