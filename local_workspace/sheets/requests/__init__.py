"""The requests of spreadsheets.batchUpdate, one small module a family."""

from local_workspace.sheets.requests import (
    cellwise,
    charts,
    copies,
    dimensions,
    embedded,
    filters,
    finding,
    groups,
    merges,
    metadata,
    named,
    rules,
    slicers,
    sorting,
    tables,
    tabs,
)

__all__ = [
    "cellwise",
    "charts",
    "copies",
    "dimensions",
    "embedded",
    "filters",
    "finding",
    "groups",
    "merges",
    "metadata",
    "named",
    "rules",
    "slicers",
    "sorting",
    "tables",
    "tabs",
]
