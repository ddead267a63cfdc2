"""PivotTable JSON: read as Google reads it, and kept as it gives it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from local_workspace.errors import invalid, not_built
from local_workspace.sheets import conditions
from local_workspace.sheets.book import Book

Json = Mapping[str, Any]

NO_FUNCTION = ("", "PIVOT_STANDARD_VALUE_FUNCTION_UNSPECIFIED")
NO_ORDER = ("", "SORT_ORDER_UNSPECIFIED")


def read(book: Book, given: Json) -> dict[str, Any]:
    """Return a pivot table to keep; raises a 400 where it points outside its source."""
    if "dataSourceId" in given or any(
        "dataSourceColumnReference" in part for part in _parts(given)
    ):
        raise not_built("pivot tables of data sources")
    if not given.get("source"):
        raise invalid("The pivot table has no source.")
    tab, box = book.box(given["source"])
    if not box.height or not box.width:
        raise invalid("The pivot table's source is not on the sheet.")
    for offset in _offsets(given):
        if not 0 <= offset < box.width:
            raise invalid(
                f"The column offset {offset} is outside the pivot table's source, "
                f"which has {box.width} columns."
            )
    filters = _filters(given)
    for item in filters["criteria"].values():
        _check(book, item)
    kept = {**given, "source": {**given["source"], "sheetId": tab.id}}
    for name in ("rows", "columns"):
        kept[name] = [_group(group) for group in given.get(name) or ()]
    kept["values"] = [_value(value) for value in given.get("values") or ()]
    return {name: item for name, item in {**kept, **filters}.items() if _says(item)}


def offset_of(part: Json) -> int:
    """Return the column offset of a group or value; Google leaves out one that is 0."""
    return int(part.get("sourceColumnOffset") or 0)


def _parts(given: Json) -> Iterator[Json]:
    for name in ("rows", "columns", "values", "filterSpecs"):
        yield from given.get(name) or ()


def _offsets(given: Json) -> Iterator[int]:
    for name in ("rows", "columns", "values"):
        yield from (offset_of(part) for part in given.get(name) or ())
    yield from (int(spec.get("columnOffsetIndex") or 0) for spec in given.get("filterSpecs") or ())
    yield from (int(offset) for offset in given.get("criteria") or {})


def _group(given: Json) -> dict[str, Any]:
    group = {name: item for name, item in given.items() if _says(item) or item == {}}
    if group.get("sortOrder", "") in NO_ORDER:
        group["sortOrder"] = "ASCENDING"
    return group


def _value(given: Json) -> dict[str, Any]:
    function = given.get("summarizeFunction", "")
    if function in NO_FUNCTION:
        raise invalid("A pivot value has no summarizeFunction.")
    if "formula" in given and function not in ("SUM", "CUSTOM"):
        raise invalid("If formula is set, the only supported functions are SUM and CUSTOM.")
    if "formula" not in given and function == "CUSTOM":
        raise invalid("CUSTOM is only valid if a formula is set.")
    return {name: item for name, item in given.items() if _says(item)}


def _filters(given: Json) -> dict[str, Any]:
    """Return the filters under both their names; the newer one is heard where both are given."""
    if "filterSpecs" in given:
        specs = [dict(spec) for spec in given["filterSpecs"]]
        criteria = {
            str(spec.get("columnOffsetIndex") or 0): spec.get("filterCriteria") or {}
            for spec in specs
        }
    else:
        criteria = dict(given.get("criteria") or {})
        specs = [
            {"columnOffsetIndex": int(offset), "filterCriteria": item}
            for offset, item in criteria.items()
        ]
    kept = [{name: item for name, item in spec.items() if _says(item)} for spec in specs]
    return {"criteria": criteria, "filterSpecs": kept}


def _check(book: Book, criteria: Json) -> None:
    """Raise a 400 for a condition that is wrong, a 501 for one with a formula."""
    condition = criteria.get("condition")
    if condition is None:
        return
    conditions.check(book, condition, "filters")
    texts = (value.get("userEnteredValue", "") for value in condition.get("values") or ())
    if any(text.startswith(("=", "+")) for text in texts):
        raise not_built("pivot tables filtered by a formula")


def _says(value: Any) -> bool:
    """Tell whether a field says anything that Google would give back."""
    return value not in (None, False, 0, "", [], {}, "HORIZONTAL")
