"""The web pages of files, workbooks and letters, in Vietnamese; they show and change nothing."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from local_workspace.drive import files
from local_workspace.drive.resource import is_trashed, view_path
from local_workspace.errors import ApiError
from local_workspace.gmail import mime, parts
from local_workspace.gmail.delivery import posted
from local_workspace.principals import OWNER
from local_workspace.rendering import render
from local_workspace.rights import role_of
from local_workspace.service import HANDLERS, Answer, Call, Principal, Visit, html, page

TEMPLATES = Path(__file__).parent / "templates"
KINDS = {
    files.FOLDER: "thư mục",
    files.SPREADSHEET: "bảng tính",
    files.FORM: "biểu mẫu",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "văn bản Word",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "bảng tính Excel",
    "application/pdf": "PDF",
}
VIETNAM = timezone(timedelta(hours=7))
SHOWN = "properties.title,sheets(properties.title,data.rowData.values.formattedValue)"


@page("GET", "/")
def home(visit: Visit) -> Answer:
    """List the files that the visitor may see, as a tree, and the letters sent."""
    seen = _visible(visit)
    letters = [_letter(entry) for _, entry in visit.state.scan("outbox")]
    return _show(
        visit,
        "home.html",
        title="Tệp và thư",
        files=_tree(seen, None),
        count=len(seen),
        letters=list(reversed(letters)),
    )


@page("GET", "/drive/folders/{id}")
def folder(visit: Visit) -> Answer:
    """List what lies in a folder."""
    document = _found(visit)
    if document is None:
        return _gone(visit)
    below = _tree(_visible(visit), document["id"])
    return _show(
        visit, "home.html", title=document["name"], files=below, count=len(below), letters=[]
    )


@page("GET", "/spreadsheets/d/{id}")
@page("GET", "/spreadsheets/d/{id}/edit")
def workbook(visit: Visit) -> Answer:
    """Show a workbook's sheets as tables, the values formatted as in Sheets."""
    document = _found(visit)
    if document is None or document["mimeType"] != files.SPREADSHEET:
        return _gone(visit)
    query = {"includeGridData": ["true"], "fields": [SHOWN]}
    call = Call(
        method="sheets.spreadsheets.get",
        path={"spreadsheetId": document["id"]},
        query=query,
        body={},
        media=None,
        caller=Principal(_who(visit)),
        state=visit.state,
        base_url=visit.base_url,
    )
    try:
        spreadsheet = HANDLERS[call.method].act(call)
    except ApiError as refused:
        title = document["name"]
        return _show(visit, "notice.html", 403, title=title, text=refused.message, link="")
    sheets = [_sheet(sheet) for sheet in spreadsheet["sheets"]]
    return _show(visit, "workbook.html", title=document["name"], id=document["id"], sheets=sheets)


@page("GET", "/file/d/{id}/view")
def file_page(visit: Visit) -> Answer:
    """Name a file and offer its bytes."""
    document = _found(visit)
    if document is None:
        return _gone(visit)
    return _show(
        visit,
        "notice.html",
        title=document["name"],
        text=f"{_kind(document)}, {document.get('size', '0')} byte",
        link=f"/uc?id={document['id']}&export=download",
        link_text="Tải về",
    )


@page("GET", "/uc")
def download(visit: Visit) -> Answer:
    """Give a file's bytes to a browser."""
    document = _found(visit, visit.query.get("id", [""])[-1])
    content = None if document is None else visit.state.get_blob(f"file/{document['id']}")
    if document is None or content is None:
        return _gone(visit)
    headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
    return Answer(content=content, media_type=document["mimeType"], headers=headers)


@page("GET", "/mail/{id}")
def letter(visit: Visit) -> Answer:
    """Show a letter that was sent."""
    found = posted(visit.state, visit.path["id"])
    if found is None:
        return _gone(visit)
    entry, content = found
    parsed = parts.payload(content, entry["id"])
    return _show(
        visit,
        "letter.html",
        title=entry["subject"] or "(không tiêu đề)",
        letter=_letter(entry),
        files=[part["filename"] for part in _parts(parsed) if part["filename"]],
        has_html=mime.html_text(content) is not None,
        text=mime.plain_text(content),
    )


@page("GET", "/mail/{id}/html")
def letter_html(visit: Visit) -> Answer:
    """Give a letter's HTML part, for the frame that lets it do nothing."""
    found = posted(visit.state, visit.path["id"])
    text = None if found is None else mime.html_text(found[1])
    if text is None:
        return _gone(visit)
    policy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return Answer(200, text, "text/html; charset=utf-8", {"Content-Security-Policy": policy})


@page("GET", "/mail/{id}/raw")
def letter_raw(visit: Visit) -> Answer:
    """Give a letter's bytes."""
    found = posted(visit.state, visit.path["id"])
    return _gone(visit) if found is None else Answer(content=found[1], media_type="message/rfc822")


def _show(visit: Visit, template: str, status: int = 200, **context: Any) -> Answer:
    text = render(TEMPLATES, template, who=_who(visit), here=visit.address, **context)
    return html(text, status)


def _gone(visit: Visit) -> Answer:
    return _show(
        visit,
        "notice.html",
        404,
        title="Không tìm thấy",
        text="Không có trang này, hoặc bạn không có quyền xem.",
        link="",
    )


def _who(visit: Visit) -> str:
    return visit.caller.email if visit.caller else OWNER


def _found(visit: Visit, identifier: str | None = None) -> dict[str, Any] | None:
    key = visit.path["id"] if identifier is None else identifier
    if role_of(visit.state, key, _who(visit)) is None:
        return None
    return visit.state.get("file", key)


def _visible(visit: Visit) -> list[dict[str, Any]]:
    return [
        document
        for _, document in visit.state.scan("file")
        if not document.get("isRoot")
        and not is_trashed(visit.state, document)
        and role_of(visit.state, document["id"], _who(visit)) is not None
    ]


def _tree(seen: list[dict[str, Any]], parent: str | None) -> list[dict[str, Any]]:
    """Return files as nested entries, folders first; None takes those whose folder is not seen."""
    known = {document["id"] for document in seen}

    def is_here(document: dict[str, Any]) -> bool:
        if parent is None:
            return not known & set(document["parents"])
        return parent in document["parents"]

    here = sorted(filter(is_here, seen), key=lambda d: (d["mimeType"] != files.FOLDER, d["name"]))
    return [
        {
            "name": document["name"],
            "kind": _kind(document),
            "path": view_path(document),
            "below": _tree(seen, document["id"]) if document["mimeType"] == files.FOLDER else [],
        }
        for document in here
    ]


def _kind(document: dict[str, Any]) -> str:
    kind = str(document["mimeType"])
    return KINDS.get(kind, kind)


def _sheet(sheet: dict[str, Any]) -> dict[str, Any]:
    rows = [
        [cell.get("formattedValue", "") for cell in row.get("values", [])]
        for data in sheet.get("data", [])
        for row in data.get("rowData", [])
    ]
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((_last(row) for row in rows), default=0)
    return {
        "title": sheet["properties"]["title"],
        "letters": [_column(number) for number in range(width)],
        "rows": [row[:width] + [""] * (width - len(row)) for row in rows],
    }


def _last(row: list[str]) -> int:
    return max((number for number, text in enumerate(row, 1) if text), default=0)


def _column(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _letter(entry: dict[str, Any]) -> dict[str, Any]:
    at = datetime.fromisoformat(entry["date"]).astimezone(VIETNAM)
    return entry | {
        "at": f"{at:%d/%m/%Y %H:%M}",
        "to": ", ".join(entry["to"]),
        "cc": ", ".join(entry["cc"]),
    }


def _parts(part: dict[str, Any]) -> list[dict[str, Any]]:
    return [part, *(deep for below in part.get("parts", ()) for deep in _parts(below))]
