"""Who and when, as the office keeps it in the workbook `Danh mục`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import get_args

from pydantic import ValidationError

import sheets_schema
from dienhinh.domain.calendar import DayKind, DaysOff, SpecialDay
from dienhinh.domain.conduct import WaveDay
from dienhinh.domain.programme import LegalBasis, Programme, Signer
from dienhinh.domain.roster import CouncilMember, Roster, Unit
from dienhinh.world.books import Page, Unreadable, read_pages
from dienhinh.world.choices import choices_of
from dienhinh.world.context import Context, Work
from dienhinh.world.places import LISTS_BOOK
from sheets_schema.choices import Choices
from sheets_schema.model import Value
from sheets_schema.reading import Row

VERBS = get_args(LegalBasis.model_fields["verb"].annotation)
CONFIRMED = {True: "Đã xác nhận", False: "Chưa xác nhận"}

WAVE_DAYS: tuple[WaveDay, ...] = get_args(WaveDay)


@dataclass(frozen=True)
class Directory:
    """The lists in force: the roster, the programme with the office's own days, and days off."""

    roster: Roster
    programme: Programme
    days_off: DaysOff
    choices: Choices


def read_directory(ctx: Context, work: Work) -> Directory:
    """Read `Danh mục`; a row that cannot be used is a problem of its own and is left out.

    Raises:
        Unreadable: a list is not what it should be, or no unit is left.
    """
    seed = choices_of(ctx.programme, ctx.roster.units)
    pages = read_pages(ctx, LISTS_BOOK, tuple(sheets_schema.LISTS.values()), seed)
    units = [unit for row in pages["don_vi"].table.rows if (unit := _unit(work, row))]
    council = [member for row in pages["hoi_dong"].table.rows if (member := _member(work, row))]
    try:
        roster = Roster(
            office=ctx.roster.office,
            vice_rector=ctx.roster.vice_rector,
            units=tuple(units),
            council=tuple(council),
        )
    except ValidationError as error:
        raise Unreadable(
            f"Danh mục, bảng “{pages['don_vi'].sheet.title}”: {_said(error)}"
        ) from error
    programme = _with_milestones(ctx.programme, pages["moc_thoi_gian"]).model_copy(
        update={
            "legal_bases": tuple(_legal_bases(work, pages["can_cu"])),
            "signers": tuple(_signers(work, pages["nguoi_ky"])),
        }
    )
    return Directory(
        roster,
        programme,
        DaysOff(_days_off(work, pages["lich_nghi"])),
        choices_of(programme, roster.ordered_units),
    )


def _unit(work: Work, row: Row) -> Unit | None:
    values = row.values
    try:
        return Unit.model_validate(
            {
                "id": values["ma"],
                "name": values["ten"],
                "kind": values["loai"],
                "head": {
                    "title": values["truong_don_vi_chuc_danh"],
                    "name": values["truong_don_vi_ten"],
                    "email": values["truong_don_vi_thu"],
                    "salutation": values["xung_ho"],
                },
                "contacts": values["dau_moi"] or (),
                "order": int(str(values["thu_tu"] or 0)),
                "leads": values["chu_tri"],
            }
        )
    except (ValidationError, ValueError) as error:
        _left_out(work, "Đơn vị", row, error)
        return None


def _member(work: Work, row: Row) -> CouncilMember | None:
    values = row.values
    try:
        return CouncilMember.model_validate(
            {
                "name": values["ho_ten"],
                "email": values["thu"],
                "role": values["vai_tro"],
                "position": values["chuc_vu"],
            }
        )
    except ValidationError as error:
        _left_out(work, "Hội đồng", row, error)
        return None


def _days_off(work: Work, page: Page) -> list[SpecialDay]:
    days = []
    for row in page.table.rows:
        day, kind = row.values["ngay"], row.values["loai"]
        if isinstance(day, date) and isinstance(kind, str):
            days.append(
                SpecialDay(day, _text(row.values["ten"]), DayKind(kind), _text(row.values["nguon"]))
            )
        else:
            work.problem(
                f"Danh mục, bảng “{page.sheet.title}”, dòng {row.number}",
                "thiếu ngày hoặc loại; dòng này chưa được dùng",
            )
    return days


def _legal_bases(work: Work, page: Page) -> Iterator[LegalBasis]:
    for row in page.table.rows:
        line = _text(row.values["noi_dung"])
        verb = next((verb for verb in VERBS if line.startswith(verb)), "")
        try:
            yield LegalBasis.model_validate(
                {
                    "id": row.values["ma"],
                    "verb": verb,
                    "text": line.removeprefix(verb).strip(),
                    "effective_from": row.values["hieu_luc_tu"],
                    "effective_until": row.values["hieu_luc_den"],
                    "order": int(str(row.values["thu_tu"] or 0)),
                    "source": row.values["nguon"] or page.sheet.title,
                    "confirmed": row.values["xac_nhan"] == CONFIRMED[True],
                }
            )
        except (ValidationError, ValueError) as error:
            _left_out(work, page.sheet.title, row, error)


def _signers(work: Work, page: Page) -> Iterator[Signer]:
    for row in page.table.rows:
        documents = [part.strip() for part in _text(row.values["van_ban"]).split(";")]
        try:
            yield Signer.model_validate(
                {
                    "authority": row.values["quyen_han"],
                    "title": row.values["chuc_vu"],
                    "name": row.values["ho_ten"],
                    "from": row.values["tu_ngay"],
                    "until": row.values["den_ngay"],
                    "documents": [document for document in documents if document],
                    "source": page.sheet.title,
                    "confirmed": row.values["xac_nhan"] == CONFIRMED[True],
                }
            )
        except ValidationError as error:
            _left_out(work, page.sheet.title, row, error)


def _with_milestones(programme: Programme, page: Page) -> Programme:
    """Let the office's own last days stand for the programme's, by id of milestone or wave day."""
    set_by_office = {
        _text(row.values["ma"]): row.values["han"]
        for row in page.table.rows
        if isinstance(row.values["han"], date)
    }
    milestones = tuple(
        milestone.model_copy(update={"due": set_by_office.get(milestone.id, milestone.due)})
        for milestone in programme.milestones
    )
    waves = tuple(
        wave.model_copy(
            update={
                day: set_by_office[milestone_code(wave.id, day)]
                for day in WAVE_DAYS
                if milestone_code(wave.id, day) in set_by_office
            }
        )
        for wave in programme.waves
    )
    return programme.model_copy(update={"milestones": milestones, "waves": waves})


def milestone_code(wave: str, day: str) -> str:
    """Give the code under which a day of a wave stands among the milestones."""
    return f"{wave}/{day}".upper()


def _left_out(work: Work, sheet: str, row: Row, error: Exception) -> None:
    said = _said(error) if isinstance(error, ValidationError) else str(error)
    work.problem(
        f"Danh mục, bảng “{sheet}”, dòng {row.number}",
        f"dòng này chưa dùng được, đề nghị sửa: {said}",
    )


def _said(error: ValidationError) -> str:
    return "; ".join(
        f"{'.'.join(str(part) for part in each['loc'])}: {each['msg']}" for each in error.errors()
    )


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""
