"""Make the folders, workbooks and forms; share and protect them. Again changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sheets_schema
from dienhinh.acts import sharing
from dienhinh.acts.once import once
from dienhinh.google.errors import NotFound
from dienhinh.ledger import State
from dienhinh.world import places
from dienhinh.world.books import read_pages, write_rows
from dienhinh.world.choices import choices_of, dashboard_of
from dienhinh.world.context import Context, Outcome, Work
from dienhinh.world.directory import Directory, read_directory
from dienhinh.world.places import PLACE, SEED
from dienhinh.world.seeds import seed_rows
from sheets_schema import layout
from sheets_schema.choices import Choices
from sheets_schema.form_difference import added_by_people, difference
from sheets_schema.forms import wanted_form
from sheets_schema.model import Sheet


@dataclass(frozen=True)
class Book:
    """A workbook to be: its key, title, folder and sheets."""

    key: str
    title: str
    folder: str
    sheets: Sequence[Sheet]


def run(ctx: Context) -> Outcome:
    """Make what is missing, in the order in which one thing needs another."""
    work = Work("set_up")
    period = ctx.programme.period.label
    _folders(ctx, work)
    seed = choices_of(ctx.programme, ctx.roster.ordered_units)
    lists = Book(
        places.LISTS_BOOK,
        f"Danh mục điển hình tiên tiến {period}",
        places.ROOT,
        tuple(sheets_schema.LISTS.values()),
    )
    if not _book(ctx, work, lists, seed):
        return work.outcome()  # nothing else can be made without the lists
    _fill_lists(ctx, work, seed)
    if ctx.dry_run and not places.exists(ctx, places.LISTS_BOOK):
        directory = None
    else:
        directory = read_directory(ctx, work)
    units = directory.roster.ordered_units if directory else ctx.roster.ordered_units
    choices = directory.choices if directory else seed
    for book in _books(ctx, [(unit.id, unit.name) for unit in units]):
        with work.guard(f"sổ “{book.title}”"):
            _book(ctx, work, book, choices)
    for sheet in sheets_schema.SECTIONS.values():
        with work.guard(f"biểu mẫu “{sheet.title}”"):
            _form(ctx, work, sheet, choices)
    if directory:
        _share(ctx, work, directory)
    return work.outcome()


def _books(ctx: Context, units: Sequence[tuple[str, str]]) -> Iterator[Book]:
    period = ctx.programme.period.label
    yield Book(
        places.DASHBOARD_BOOK,
        f"Bảng theo dõi {period}",
        "folder/ra_soat",
        (dashboard_of(ctx.programme),),
    )
    yield Book(
        places.QUARANTINE_BOOK,
        f"Chờ xử lý {period}",
        "folder/ra_soat",
        (sheets_schema.QUARANTINE,),
    )
    yield Book(
        places.REVIEW_BOOK, f"Bảng xét chọn {period}", "folder/hoi_dong", (sheets_schema.REVIEW,)
    )
    yield Book(
        places.RESTRICTED_BOOK,
        f"Bảng xét chọn (hạn chế) {period}",
        "folder/hoi_dong",
        (sheets_schema.REVIEW_RESTRICTED,),
    )
    for unit, name in units:
        yield Book(
            places.unit_book(unit),
            f"Hồ sơ điển hình tiên tiến {period} – {name}",
            "folder/dang_ky",
            tuple(sheets_schema.SECTIONS.values()),
        )


def _folders(ctx: Context, work: Work) -> None:
    """Make the root folder, in the shared drive if there is one, and the folders of the plan."""
    root = f"Điển hình tiên tiến {ctx.programme.period.label}"
    for key, name in {places.ROOT: root, **places.FOLDERS}.items():
        if places.exists(ctx, key):
            continue
        work.counts["folders"] += 1
        if not ctx.dry_run:
            above = ctx.shared_drive if key == places.ROOT else places.place(ctx, places.ROOT).id
            places.ensure_folder(ctx, key, name, above)


def _book(ctx: Context, work: Work, book: Book, choices: Choices) -> bool:
    """Make a workbook and its sheets; False if it is known but cannot be opened."""
    if not places.exists(ctx, book.key):
        work.counts["workbooks"] += 1
        if ctx.dry_run:
            return True
        folder = places.place(ctx, book.folder).id
        places.ensure_spreadsheet(ctx, book.key, book.title, folder)
    where = places.place(ctx, book.key)
    wanted = [layout.WantedSheet(sheet, choices, ctx.account) for sheet in book.sheets]
    try:
        existing = ctx.workspace.sheets.spreadsheets_get(
            spreadsheet_id=where.id, fields=layout.FIELDS
        )
    except NotFound:
        work.problem(
            f"sổ “{book.title}”",
            f"không mở được ({where.link}): khôi phục từ thùng rác của Drive, hoặc chạy"
            f" `dienhinh set-up --remake {book.key}` để tạo sổ mới",
        )
        return False
    requests = layout.difference(existing, wanted)
    requests += layout.first_sheet_removal(existing, wanted)
    if requests:
        work.counts["changes of sheets"] += len(requests)
        if not ctx.dry_run:
            ctx.workspace.sheets.spreadsheets_batch_update(
                spreadsheet_id=where.id, requests=requests
            )
    return True


def _fill_lists(ctx: Context, work: Work, choices: Choices) -> None:
    """Write the first rows of each list once; what the office makes of them is the office's."""
    if not places.exists(ctx, places.LISTS_BOOK):
        return
    rows = seed_rows(ctx.programme, ctx.roster)
    missing = [
        sheet
        for sheet in sheets_schema.LISTS.values()
        if not _is_seeded(ctx, sheet) and rows.get(sheet.key)
    ]
    if not missing:
        return
    pages = read_pages(ctx, places.LISTS_BOOK, missing, choices)
    for sheet in missing:
        page = pages[sheet.key]
        if not page.table.rows:
            by_code = {str(row[sheet.identity]): row for row in rows[sheet.key]}
            work.counts["rows of lists"] += write_rows(ctx, page, by_code, choices).rows
        if not ctx.dry_run:
            ctx.ledger.effects.record(SEED, sheet.key, State.DONE, at=ctx.now)


def _is_seeded(ctx: Context, sheet: Sheet) -> bool:
    effect = ctx.ledger.effects.get(SEED, sheet.key)
    return effect is not None and effect.state is State.DONE


def _form(ctx: Context, work: Work, sheet: Sheet, choices: Choices) -> None:
    """Make a section's form, bring it to the declaration, publish it."""
    key = places.form(sheet.key)
    wanted = wanted_form(sheet, choices)
    if not places.exists(ctx, key):
        work.counts["forms"] += 1
        if ctx.dry_run:
            return
        once(
            ctx,
            PLACE,
            key,
            act=lambda: _create_form(ctx, key, wanted.title, sheet.title),
            look=lambda: _find_form(ctx, key, sheet.title),
        )
    where = places.place(ctx, key)
    try:
        existing = ctx.workspace.forms.forms_get(form_id=where.id)
    except NotFound:
        work.problem(
            f"biểu mẫu “{sheet.title}”",
            f"không tìm thấy ({where.link}): khôi phục từ thùng rác của Drive, hoặc chạy"
            f" `dienhinh set-up --remake {key}` để tạo biểu mẫu mới",
        )
        return
    _bring_form(ctx, work, sheet, choices, existing)
    for title in added_by_people(existing, wanted):
        work.note(f"biểu mẫu “{sheet.title}”: câu hỏi thêm “{title}” không được đọc")


def _create_form(ctx: Context, key: str, title: str, name: str) -> str:
    made = ctx.workspace.forms.forms_create(title=title, document_title=_document_title(ctx, name))
    ctx.ledger.effects.record(
        PLACE, key, State.STARTED, at=ctx.now, facts={"link": made["responderUri"]}
    )
    return str(made["formId"])


def _document_title(ctx: Context, name: str) -> str:
    return f"{name} – điển hình tiên tiến {ctx.programme.period.label}"


def _find_form(ctx: Context, key: str, name: str) -> str | None:
    """Find a form that was made without an answer: Google takes no mark at its making."""
    title = _document_title(ctx, name).replace("'", r"\'")
    found = ctx.workspace.drive.files_list(
        q=f"name = '{title}' and mimeType = '{places.FORM_MIME}' and trashed = false", fields="id"
    )
    if not found:
        return None
    form = ctx.workspace.forms.forms_get(form_id=str(found[0]["id"]))
    ctx.ledger.effects.record(
        PLACE, key, State.STARTED, at=ctx.now, facts={"link": form["responderUri"]}
    )
    return str(form["formId"])


def _bring_form(
    ctx: Context, work: Work, sheet: Sheet, choices: Choices, existing: Mapping[str, Any]
) -> None:
    requests = difference(existing, wanted_form(sheet, choices))
    state = existing.get("publishSettings", {}).get("publishState", {})
    published = state.get("isPublished") and state.get("isAcceptingResponses")
    work.counts["changes of forms"] += len(requests) + (not published)
    if ctx.dry_run:
        return
    form_id = existing["formId"]
    if requests:
        ctx.workspace.forms.forms_batch_update(
            form_id=form_id, requests=requests, required_revision_id=existing.get("revisionId")
        )
    if not published:
        ctx.workspace.forms.forms_set_publish_settings(
            form_id=form_id, is_published=True, is_accepting_responses=True
        )
        _open_to_respondents(ctx, form_id)
        _move(ctx, form_id)


def _open_to_respondents(ctx: Context, form_id: str) -> None:
    """Let everybody with the address answer: publishing a form invites nobody by itself.

    Who answered is known, since respondents sign in; a stranger's answer waits for the office.
    """
    permissions = ctx.workspace.drive.permissions_list(file_id=form_id, fields="id,type,role,view")
    if not any(each.get("view") == "published" for each in permissions):
        ctx.workspace.drive.permissions_create(
            file_id=form_id, body={"type": "anyone", "role": "reader", "view": "published"}
        )


def _move(ctx: Context, form_id: str) -> None:
    """Put a new form beside the workbooks: Google makes every form in the account's root."""
    folder = places.place(ctx, "folder/dang_ky").id
    file = ctx.workspace.drive.files_get(file_id=form_id, fields="parents")
    parents = file.get("parents", [])
    if parents != [folder]:
        ctx.workspace.drive.files_update(
            file_id=form_id,
            add_parents=folder,
            remove_parents=",".join(parents) or None,
            fields="id",
        )


def _share(ctx: Context, work: Work, directory: Directory) -> None:
    for key, people in sharing.wanted(directory).items():
        if not places.exists(ctx, key):
            continue
        with work.guard(f"quyền truy cập {key}"):
            given, beyond = sharing.share(ctx, key, people)
            work.counts["permissions"] += given
            for email in beyond:
                work.note(f"{key}: {email} có quyền ngoài danh sách; xem lại việc chia sẻ")
