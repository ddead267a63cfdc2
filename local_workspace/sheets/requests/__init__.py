"""The requests of spreadsheets.batchUpdate, one small module a family."""

from local_workspace.sheets.requests import (
    cellwise,
    copies,
    dimensions,
    filters,
    finding,
    groups,
    merges,
    metadata,
    named,
    rules,
    sorting,
    tables,
    tabs,
)

__all__ = [
    "cellwise",
    "copies",
    "dimensions",
    "filters",
    "finding",
    "groups",
    "merges",
    "metadata",
    "named",
    "rules",
    "sorting",
    "tables",
    "tabs",
]
