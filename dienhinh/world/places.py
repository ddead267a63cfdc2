"""Where things lie in Drive: folders, workbooks and forms, each made once, found again by key."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from dienhinh.acts.once import once
from dienhinh.domain.vietnamese import ascii_name
from dienhinh.google.errors import Conflict
from dienhinh.ledger import State
from dienhinh.world.context import Context

PLACE = "place"
SEED = "seed"
"""The kinds of effect under which the ledger knows what set-up made, and what it filled in."""

FOLDER_MIME = "application/vnd.google-apps.folder"
SPREADSHEET_MIME = "application/vnd.google-apps.spreadsheet"
FORM_MIME = "application/vnd.google-apps.form"

ROOT = "folder/goc"
LISTS_BOOK = "workbook/danh_muc"
DASHBOARD_BOOK = "workbook/theo_doi"
QUARANTINE_BOOK = "workbook/cho_xu_ly"
REVIEW_BOOK = "workbook/xet_chon"
RESTRICTED_BOOK = "workbook/xet_chon_han_che"

FOLDERS: Mapping[str, str] = {
    "folder/ke_hoach": "01 Kế hoạch",
    "folder/dang_ky": "02 Đăng ký",
    "folder/ra_soat": "03 Rà soát",
    "folder/hoi_dong": "04 Hội đồng",
    "folder/quyet_dinh": "05 Quyết định",
    "folder/bao_cao": "06 Báo cáo",
    "folder/truyen_thong": "07 Truyền thông",
}


def unit_book(unit: str) -> str:
    """Give the key of a unit's own workbook."""
    return f"workbook/don_vi/{unit}"


def form(section: str) -> str:
    """Give the key of a section's form."""
    return f"form/{section}"


class Missing(Exception):
    """Something that set-up makes is not there; the text says what and what to do."""

    def __init__(self, key: str) -> None:
        super().__init__(f"chưa có {key}: chạy `dienhinh set-up` trước")


@dataclass(frozen=True)
class Place:
    """A thing in Drive: Google's id, and the address at which a person opens it."""

    id: str
    link: str


def place(ctx: Context, key: str) -> Place:
    """Find what set-up made under a key.

    Raises:
        Missing: it was not made yet.
    """
    effect = ctx.ledger.effects.get(PLACE, key)
    if effect is None or effect.state is not State.DONE or not effect.external_id:
        raise Missing(key)
    return Place(effect.external_id, str(effect.facts.get("link", "")))


def exists(ctx: Context, key: str) -> bool:
    """Tell whether set-up made it."""
    effect = ctx.ledger.effects.get(PLACE, key)
    return effect is not None and effect.state is State.DONE


def ensure_folder(ctx: Context, key: str, name: str, parent: str | None) -> str:
    """Make a folder unless it is there; its id is reserved first, so a repeat makes no second."""
    effects = ctx.ledger.effects
    effect = effects.get(PLACE, key)
    if effect and effect.state is State.DONE and effect.external_id:
        return effect.external_id
    if effect and "reserved" in effect.facts:
        reserved = str(effect.facts["reserved"])
    else:
        reserved = ctx.workspace.drive.files_generate_ids(count=1)[0]
        effects.record(PLACE, key, State.STARTED, at=ctx.now, facts={"reserved": reserved})
    body = {"id": reserved, "name": name, "mimeType": FOLDER_MIME, "appProperties": mark(ctx, key)}
    if parent:
        body["parents"] = [parent]
    with suppress(Conflict):  # an earlier try that got no answer had made it
        ctx.workspace.drive.files_create(body=body, fields="id")
    effects.record(PLACE, key, State.DONE, at=ctx.now, external_id=reserved)
    return reserved


def ensure_spreadsheet(ctx: Context, key: str, title: str, parent: str) -> str:
    """Make an empty workbook unless it is there; it is found again by a mark of ours."""
    return once(
        ctx,
        PLACE,
        key,
        act=lambda: _create(ctx, key, title, parent),
        look=lambda: find_marked(ctx, key),
    )


def _create(ctx: Context, key: str, title: str, parent: str) -> str:
    made = ctx.workspace.drive.files_create(
        body={
            "name": title,
            "mimeType": SPREADSHEET_MIME,
            "parents": [parent],
            "appProperties": mark(ctx, key),
        },
        fields="id,webViewLink",
    )
    ctx.ledger.effects.record(
        PLACE, key, State.STARTED, at=ctx.now, facts={"link": made["webViewLink"]}
    )
    return str(made["id"])


def mark(ctx: Context, key: str) -> dict[str, str]:
    """Give the mark by which a file of ours is found again (at most 124 bytes with its key)."""
    return {"dienhinh": f"{ctx.programme.id}/{key}"}


def find_marked(ctx: Context, key: str) -> str | None:
    """Find the file that carries a key's mark, or None."""
    value = mark(ctx, key)["dienhinh"].replace("'", r"\'")
    found = ctx.workspace.drive.files_list(
        q=f"appProperties has {{ key='dienhinh' and value='{value}' }} and trashed=false",
        fields="id,webViewLink",
    )
    if not found:
        return None
    ctx.ledger.effects.record(
        PLACE, key, State.STARTED, at=ctx.now, facts={"link": found[0].get("webViewLink", "")}
    )
    return str(found[0]["id"])


def file_name(*parts: str) -> str:
    """Make a sortable file name of plain letters: `2023-1_danh-sach-dang-ky.docx`."""
    return "_".join(ascii_name(part) for part in parts)
