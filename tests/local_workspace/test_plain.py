"""A body that is taken as it is, is one that the reader of bodies would have left as it was."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from local_workspace import discovery
from local_workspace.plain import is_plain
from local_workspace.schema import Reader

MESSAGES = (
    ("sheets", "BatchUpdateSpreadsheetRequest"),
    ("sheets", "ValueRange"),
    ("forms", "BatchUpdateFormRequest"),
    ("drive", "File"),
    ("gmail", "Draft"),
)
SCALARS = st.sampled_from(
    [None, True, 0, 7, -1, 1.0, 2.5, 1e300, 2**40, "", "7", "true", "ROWS", "chữ", [], {}]
)


def fitting(api: str, described: dict[str, Any], depth: int) -> st.SearchStrategy[Any]:
    """Draw values that mostly are what a discovery document describes."""
    if "$ref" in described:
        described = dict(discovery.schema(api, described["$ref"]))
    kind = described.get("type")
    right: st.SearchStrategy[Any] = SCALARS
    if "enum" in described:
        right = st.sampled_from(described["enum"])
    elif kind == "array" and depth:
        right = st.lists(fitting(api, described["items"], depth - 1), max_size=2)
    elif "properties" in described and depth:
        fields = described["properties"]

        def body(names: list[str]) -> st.SearchStrategy[Any]:
            return st.fixed_dictionaries(
                {name: fitting(api, fields.get(name, {}), depth - 1) for name in names}
            )

        names = st.sampled_from([*fields, "unknown"])
        right = st.lists(names, max_size=3, unique=True).flatmap(body)
    return st.one_of(right, right, right, SCALARS)


@settings(max_examples=300, deadline=None)
@given(data=st.data(), of=st.sampled_from(MESSAGES))
def test_what_passes_as_plain_is_read_to_the_same(data, of: tuple[str, str]) -> None:
    api, name = of
    body = data.draw(fitting(api, {"$ref": name}, 7))
    reader = Reader(api)
    read = reader.message(body, name, "")
    if is_plain(api, name)(body, 0):
        assert (repr(read), reader.wrong) == (repr(body), [])


def test_an_ordinary_body_passes_as_plain() -> None:
    cell = {"userEnteredValue": {"numberValue": 7}, "note": "chữ"}
    update = {"start": {"sheetId": 0}, "rows": [{"values": [cell, {}]}], "fields": "*"}
    body = {"requests": [{"updateCells": update}], "includeSpreadsheetInResponse": True}
    assert is_plain("sheets", "BatchUpdateSpreadsheetRequest")(body, 0)


def test_fields_that_exclude_each_other_are_left_to_the_reader() -> None:
    update = {"start": {}, "range": {}, "fields": "*"}
    body = {"requests": [{"updateCells": update}]}
    assert not is_plain("sheets", "BatchUpdateSpreadsheetRequest")(body, 0)
