"""Make the folders, workbooks and forms; share and protect them. Again changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sheets_schema
from dienhinh.acts.cells import write_rows
from dienhinh.acts.effects import (
    Folder,
    Form,
    FormChange,
    Moved,
    Published,
    Remembered,
    Seeded,
    Structure,
    Workbook,
)
from dienhinh.acts.plan import Draft, Plan
from dienhinh.world import places, rights
from dienhinh.world.deleted import last_read
from dienhinh.world.memory import SEED
from dienhinh.world.mended import DELETED, tell_mended
from dienhinh.world.places import BookPlan
from dienhinh.world.seeds import seed_rows
from dienhinh.world.structure import MADE, declaration, wanted_sheets
from dienhinh.world.taken_over import carried
from dienhinh.world.world import World
from sheets_schema import layout
from sheets_schema.form_difference import (
    added_by_people,
    difference,
    form_requests,
    item_ids,
)
from sheets_schema.forms import wanted_form
from sheets_schema.model import Sheet
from sheets_schema.refilling import LastRead

FRESH: Mapping[str, Any] = {
    "properties": {"locale": "", "timeZone": ""},
    "sheets": [{"properties": {"sheetId": 0, "title": "Sheet1"}}],
}
"""A workbook as Google makes it."""

LACKING = "chưa có"
CHANGED = "khác với khai báo"
"""Why something is built: it is not there, or not as it is declared."""

DELETED_TAB = "bảng “{title}” đã bị xóa; hệ thống lập lại bảng và ghi lại "
REFILLED = (
    "{rows:02} dòng theo lần đọc gần nhất{but}. Nội dung do người dùng ghi sau lần đọc đó, nếu có,"
    " xem trong lịch sử phiên bản của sổ (Tệp, Lịch sử phiên bản)"
)
TAKEN_BACK = ", trừ hồ sơ đã rút: {codes}"
LOST = (
    "phần của hệ thống. Đề nghị khôi phục nội dung do người dùng ghi từ lịch sử phiên bản của sổ"
    " (Tệp, Lịch sử phiên bản)"
)
"""What set-up says of a tab that was deleted: what it puts back, and what it does not know."""


def plan(world: World) -> Plan:
    """Make what is missing and mend what differs from its declaration."""
    draft = Draft("set_up")
    _folders(world, draft)
    books = list(places.books(world.programme, world.roster.ordered_units))
    if world.lists.why and places.LISTS_BOOK in world.memory.places:
        # What else there is to be, and who may open it, stands in the lists: they are mended first.
        with draft.guard(f"sổ “{books[0].title}”"):
            _book(world, draft, books[0])
        return draft.plan()
    for book in books:
        with draft.guard(f"sổ “{book.title}”"):
            _book(world, draft, book)
    for sheet in sheets_schema.SECTIONS.values():
        with draft.guard(f"biểu mẫu “{sheet.title}”"):
            _form(world, draft, sheet)
    _seeds(world, draft)
    rights.plan_all_rights(world, draft)
    return draft.plan()


def _folders(world: World, draft: Draft) -> None:
    """Make the root folder, in the shared drive if there is one, and the folders of the plan."""
    root = f"Điển hình tiên tiến {world.programme.period.label}"
    for key, name in {places.ROOT: root, **places.FOLDERS}.items():
        if key not in world.memory.places:
            parent = None if key == places.ROOT else places.ROOT
            draft.add(Folder(key=key, name=name, parent=parent, counts="folders", reason=LACKING))


def _book(world: World, draft: Draft, book: BookPlan) -> None:
    setting = world.setting
    wanted = wanted_sheets(
        book.sheets, world.choices, setting.account, shared=bool(setting.shared_drive)
    )
    if book.key not in world.memory.places:
        requests = [
            *layout.difference(FRESH, wanted),
            *layout.first_sheet_removal(FRESH, wanted),
        ]
        draft.add(
            Workbook(
                key=book.key,
                title=book.title,
                folder=book.folder,
                requests=tuple(requests),
                headers={sheet.key: [each.title for each in sheet.stored] for sheet in book.sheets},
                declaration=declaration(wanted),
                counts="workbooks",
                reason=LACKING,
            )
        )
        return
    if _is_lost(world, draft, book.key, f"sổ “{book.title}”"):
        return
    existing = world.structures.get(book.key)
    if existing is None or existing.get(MADE) == declaration(wanted):
        return
    for tab, found, declared in layout.restored_headers(existing, wanted):
        draft.note(
            f"sổ “{book.title}”, bảng “{tab}”: tiêu đề “{found}” được ghi lại là “{declared}”"
        )
    for found, declared in layout.renamed_tabs(existing, wanted):
        draft.note(f"sổ “{book.title}”: bảng “{found}” được đặt lại tên “{declared}”")
    last = {
        sheet.key: _last_read(world, draft, book, sheet)
        for sheet in layout.lacking(existing, wanted)
    }
    requests = layout.difference(existing, wanted, last)
    requests += layout.first_sheet_removal(existing, wanted)
    if requests:
        draft.add(
            Structure(
                key=book.key,
                requests=tuple(requests),
                counts="changes of sheets",
                many=len(requests),
                reason=CHANGED,
            )
        )


def _last_read(world: World, draft: Draft, book: BookPlan, sheet: Sheet) -> LastRead:
    """Give what a tab that is made again held; say of one that somebody deleted what comes back."""
    last, gone = last_read(world, book.key, sheet)
    said = ""
    if last.rows:
        but = TAKEN_BACK.format(codes=", ".join(gone)) if gone else ""
        said = REFILLED.format(rows=len(last.rows), but=but)
    elif world.memory.has_words(f"{book.key}/{sheet.key}"):
        said = LOST
    if said:
        what = DELETED_TAB.format(title=sheet.title) + said
        tell_mended(world, draft, DELETED, f"sổ “{book.title}”", what)
    return last


def _is_lost(world: World, draft: Draft, key: str, where: str) -> bool:
    """Say that something of ours is binned or gone; nothing is written into it."""
    file = world.files.get(f"file/{key}", {})
    if not (file.get("gone") or file.get("binned")):
        return False
    link = world.memory.place(key).link
    draft.problem(
        where,
        f"không mở được ({link}): khôi phục từ thùng rác của Drive, hoặc chạy"
        f" `dienhinh set-up --remake {key}` để tạo mới",
    )
    return True


def _form(world: World, draft: Draft, sheet: Sheet) -> None:
    """Make a section's form, or bring it to its declaration, each step by itself."""
    key = places.form(sheet.key)
    wanted = wanted_form(sheet, world.choices)
    ours = frozenset(world.memory.fact(f"items/{key}") or ())
    if not item_ids(wanted) <= ours:
        # Questions that we ever asked are known as ours when a later declaration has them no more.
        draft.add(Remembered(key=f"items/{key}", value=sorted(ours | item_ids(wanted))))
    if key not in world.memory.places:
        draft.add(
            Form(
                key=key,
                title=wanted.title,
                document_title=_document_title(world, sheet),
                requests=tuple(form_requests(sheet, world.choices)),
                folder="folder/dang_ky",
                counts="forms",
                reason=LACKING,
            )
        )
        return
    if _is_lost(world, draft, key, f"biểu mẫu “{sheet.title}”"):
        return
    existing = world.structures.get(key)
    if existing is None:
        return
    requests = difference(existing, wanted, ours=ours)
    if requests:
        draft.add(
            FormChange(
                key=key,
                requests=tuple(requests),
                revision=existing.get("revisionId"),
                counts="changes of forms",
                many=len(requests),
                reason=CHANGED,
            )
        )
    state = existing.get("publishSettings", {}).get("publishState", {})
    if not (state.get("isPublished") and state.get("isAcceptingResponses")):
        draft.add(Published(key=key, counts="changes of forms", reason="chưa nhận câu trả lời"))
    _place(world, draft, key, _document_title(world, sheet))
    rights.plan_respondents(world, draft, key)
    for title in added_by_people(existing, wanted, ours=ours):
        draft.note(f"biểu mẫu “{sheet.title}”: câu hỏi thêm “{title}” không được đọc")


def _document_title(world: World, sheet: Sheet) -> str:
    return f"{sheet.title} – điển hình tiên tiến {world.programme.period.label}"


def _place(world: World, draft: Draft, key: str, name: str) -> None:
    """Put a form beside the workbooks: Google makes every form in the account's root."""
    parents = tuple(world.files.get(f"file/{key}", {}).get("parents") or ())
    folder = world.memory.places.get("folder/dang_ky")
    if folder and parents and folder.id not in parents:
        draft.add(
            Moved(
                key=key,
                folder="folder/dang_ky",
                out_of=parents,
                name=name,
                reason="nằm ngoài thư mục",
            )
        )


def _seeds(world: World, draft: Draft) -> None:
    """Write the first rows of each list once; what the office makes of them is the office's.

    Rows that stand there already are an earlier, broken run's or somebody's who was quicker.
    """
    if places.LISTS_BOOK not in world.memory.places or world.lists.why:
        return  # first the sheets; the lists are looked at again once they stand
    rows = seed_rows(world.setting.programme, world.setting.roster)
    for sheet in sheets_schema.LISTS.values():
        if world.memory.is_done(SEED, sheet.key) or not rows.get(sheet.key):
            continue
        with draft.guard(f"danh mục “{sheet.title}”"):
            page = world.page(places.LISTS_BOOK, sheet)
            first = carried(world, sheet, rows[sheet.key])
            by_code = {str(row[sheet.identity]): row for row in first}
            lacking = {code: row for code, row in by_code.items() if code not in page.by_code}
            written = write_rows(world, page, lacking, reason="danh mục ban đầu")
            draft.add(*written.effects)
            draft.figures["rows of lists"] += written.rows
            draft.add(Seeded(sheet=sheet.key))
