"""The address under which Sheets lets a workbook, or one sheet of it, be downloaded."""

from __future__ import annotations

from urllib.parse import quote

from local_workspace.errors import invalid, not_built, not_found
from local_workspace.principals import OWNER
from local_workspace.rights import role_of
from local_workspace.service import Answer, Visit, page
from local_workspace.sheets import exporting, store
from local_workspace.sheets.book import Book, Tab

TYPES = {"csv": exporting.CSV, "tsv": exporting.TSV, "xlsx": exporting.XLSX}


@page("GET", "/spreadsheets/d/{id}/export")
def download(visit: Visit) -> Answer:
    """Give a workbook as xlsx, or one sheet (`gid`, else the first) as csv or tsv."""
    caller = visit.caller.email if visit.caller else OWNER
    file_id = visit.path["id"]
    document = visit.state.get("file", file_id)
    if document is None or role_of(visit.state, file_id, caller) is None:
        raise not_found()
    wanted = _asked(visit, "format") or _asked(visit, "exportFormat") or "xlsx"
    if wanted not in TYPES:
        raise not_built(f"the export of a spreadsheet as {wanted}")
    book = store.load(visit.state, file_id)
    name = str(document["name"])
    if TYPES[wanted] == exporting.XLSX:
        content = exporting.as_xlsx(book)
    else:
        tab = _tab(book, _asked(visit, "gid"))
        name = f"{name} - {tab.title}"
        content = exporting.as_text(book, tab, TYPES[wanted])
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}.{wanted}"}
    return Answer(content=content, media_type=TYPES[wanted], headers=headers)


def _asked(visit: Visit, name: str) -> str:
    return visit.query.get(name, [""])[-1]


def _tab(book: Book, gid: str) -> Tab:
    for tab in book.tabs:
        if not gid or str(tab.id) == gid:
            return tab
    raise invalid(f"No grid with id: {gid}")
