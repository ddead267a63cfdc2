"""Requests about charts: added, and given another specification."""

from __future__ import annotations

from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets import chart_specs
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.formats import tidy
from local_workspace.sheets.ranges import shown
from local_workspace.sheets.requests.embedded import embedded, free_id, place, with_border
from local_workspace.sheets.requests.registry import request


@request("addChart")
def add_chart(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Draw a chart over a sheet, or on a new sheet of its own."""
    given = content.get("chart") or {}
    chart_id = free_id(edit, given.get("chartId"))
    spec = chart_specs.read(edit.book, given.get("spec"))
    chart = place(edit, "charts", {"chartId": chart_id, "spec": spec}, given.get("position") or {})
    chart |= with_border({}, tidy(given.get("border") or {}))
    return {"chart": shown(chart)}


@request("updateChartSpec")
def update_chart_spec(edit: Edit, content: dict[str, Any]) -> None:
    """Replace a chart's whole specification."""
    tab, name, old = embedded(edit.book, content.get("chartId"))
    if name != "charts":
        raise invalid(f"No chart with id: {content.get('chartId')}")
    edit.guard.sheet(tab)
    new = {**old, "spec": chart_specs.read(edit.book, content.get("spec"))}
    tab.lists[name][tab.lists[name].index(old)] = new
