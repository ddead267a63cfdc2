"""Chart specifications: read as Google reads them, and kept as it gives them back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from local_workspace.errors import ApiError, invalid, not_built
from local_workspace.sheets.book import Book
from local_workspace.sheets.formats import tidy
from local_workspace.sheets.ranges import range_of, span_of
from local_workspace.sheets.targets import Target, beyond

Json = Mapping[str, Any]

NEEDED: dict[str, str | None] = {
    "basicChart": None,  # it has its own refusal
    "pieChart": "series",
    "bubbleChart": "series",
    "candlestickChart": "data",
    "orgChart": "labels",
    "histogramChart": "series",
    "waterfallChart": "series",
    "treemapChart": "labels",
    "scorecardChart": "keyValueData",
}
"""Each kind of chart, and the data without which it has nothing to draw."""
OF_DATA_SOURCES = ("dataSourceChartProperties", "filterSpecs", "sortSpecs")
NOT_A_LINE = "ChartSourceRange ranges require all rows or all columns to have length of 1"
STACKABLE = ("AREA", "BAR", "COLUMN", "COMBO", "STEPPED_AREA")
SOLID = ("BAR", "COLUMN", "COMBO")
SHOWN_HIDDEN = "SKIP_HIDDEN_ROWS_AND_COLUMNS"


def read(book: Book, given: Json | None) -> dict[str, Any]:
    """Return a ChartSpec to keep; raises Google's 400, or its 500 for a basic chart of nothing."""
    spec = given or {}
    kinds = [kind for kind in NEEDED if kind in spec]
    if any(name in spec for name in OF_DATA_SOURCES):
        raise not_built("charts of data sources")
    if len(kinds) != 1:
        raise invalid("The chart spec must have exactly one kind of chart.")
    kind = kinds[0]
    needed = NEEDED[kind]
    if needed is not None and not spec[kind].get(needed):
        raise invalid(f"The chart spec's {kind} has no {needed}.")
    read_spec = {**dict(_read_data(book, spec)), "hiddenDimensionStrategy": _hidden(spec)}
    kept = dict(_kept(tidy(read_spec)))
    if kind == "basicChart":
        kept[kind] = _basic(kept.get(kind) or {})
    elif kind == "bubbleChart" and "bubbleSizes" in spec[kind] and "groupIds" not in spec[kind]:
        raise invalid("If bubbleSizes is specified, groupIds must also be specified.")
    return kept


def _hidden(spec: Json) -> str:
    given = str(spec.get("hiddenDimensionStrategy") or "")
    return SHOWN_HIDDEN if given in ("", "CHART_HIDDEN_DIMENSION_STRATEGY_UNSPECIFIED") else given


def _basic(chart: Json) -> dict[str, Any]:
    """Return a basic chart with Google's defaults; raises a 400 for parts that do not fit."""
    domains, series = chart.get("domains") or [], chart.get("series") or []
    if not domains and not series:
        # Google fails at this, each time anew; it is no passing fault.
        raise ApiError(500, "Internal error encountered.")
    kind = chart.get("chartType")
    if kind is None:
        raise invalid("The basic chart has no chartType.")
    if len(domains) > 1:
        raise invalid("Only a single domain is supported.")
    if chart.get("threeDimensional") and kind not in SOLID:
        raise invalid(f"Charts of type {kind} cannot be three dimensional.")
    _check_axes(chart)
    _check_total_label(chart, str(kind))
    if len({len(sources) for sources in _data_of(domains, series)}) > 1:
        raise invalid("The domain and all series must have the same number of source ranges.")
    kept = dict(chart)
    if chart.get("axis"):
        kept["axis"] = [{"viewWindowOptions": {}, **axis} for axis in chart["axis"]]
    if series:
        kept["series"] = [_with_axis(one, str(kind)) for one in series]
    return kept


def _data_of(domains: list[Json], series: list[Json]) -> Iterator[list[Json]]:
    for data in (*(one.get("domain") for one in domains), *(one.get("series") for one in series)):
        yield ((data or {}).get("sourceRange") or {}).get("sources") or []


def _with_axis(series: Json, kind: str) -> dict[str, Any]:
    valid = ("BOTTOM_AXIS",) if kind == "BAR" else ("LEFT_AXIS", "RIGHT_AXIS")
    axis = series.get("targetAxis", valid[0])
    if axis not in valid:
        raise invalid(f"{axis} is not a valid minor axis for charts of type {kind}.")
    return {**series, "targetAxis": axis}


def _check_axes(chart: Json) -> None:
    positions = [axis.get("position") for axis in chart.get("axis") or ()]
    if len(set(positions)) < len(positions):
        raise invalid("A chart may not have more than one axis per axis position.")


def _check_total_label(chart: Json, kind: str) -> None:
    label = chart.get("totalDataLabel")
    if label is None:
        return
    if kind not in STACKABLE or chart.get("stackedType") not in ("STACKED", "PERCENT_STACKED"):
        raise invalid("Total data labels can only be set on stacked charts.")
    if label.get("type") == "CUSTOM" or "placement" in label:
        raise invalid("Neither CUSTOM nor placement can be set on the total data label.")


def _read_data(book: Book, value: Any) -> Any:
    """Return JSON with its source ranges checked, bounded and naming their sheet."""
    if isinstance(value, list):
        return [_read_data(book, item) for item in value]
    if not isinstance(value, Mapping):
        return value
    if "sources" in value:
        return {**value, "sources": _sources(book, value["sources"])}
    if "columnReference" in value or ("sourceRange" in value and _is_of_data_source(value)):
        raise not_built("charts of data sources")
    return {key: _read_data(book, item) for key, item in value.items()}


def _is_of_data_source(data: Json) -> bool:
    return "aggregateType" in data or "groupRule" in data


def _sources(book: Book, given: list[Json]) -> list[dict[str, Any]]:
    boxes = []
    for source in given:
        tab = book.tab(source.get("sheetId"))
        box = Target(tab, span_of(source)).box
        if not tab.grid.covers(box):
            raise beyond(tab, box)
        boxes.append((tab.id, box))
    if not (all(box.width == 1 for _, box in boxes) or all(box.height == 1 for _, box in boxes)):
        raise invalid(NOT_A_LINE)
    return [range_of(sheet_id, box) for sheet_id, box in boxes]


def _kept(value: Any) -> Any:
    """Return JSON without what is as it would be anyway, but for formats, which may say "not"."""
    if isinstance(value, list):
        return [_kept(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    return {
        key: item if key.endswith("Format") or key == "format" else _kept(item)
        for key, item in value.items()
        if not (item is False or item == "" or _is_unspecified(item))
    }


def _is_unspecified(value: Any) -> bool:
    return isinstance(value, str) and value.endswith("_UNSPECIFIED")
