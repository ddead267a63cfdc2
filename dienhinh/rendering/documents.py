"""The Word documents: each a function from facts to bytes, with its context beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dienhinh.domain.calendar import long_date, short_date
from dienhinh.rendering import figures, phrases
from dienhinh.rendering.engine import TEMPLATES, render_docx
from dienhinh.rendering.facts import (
    Activity,
    DocumentHead,
    FieldRegistrations,
    GapLetterFacts,
    GapLine,
    MidtermFacts,
    Registration,
    RegistrationListFacts,
)

RESTRICTED = "Hồ sơ hạn chế"
_WITHHELD = "–"


def registration_list(facts: RegistrationListFacts, *, folder: Path = TEMPLATES) -> bytes:
    """`Danh sách tổng hợp đăng ký` of one wave as a Word file; restricted names hidden."""
    return render_docx(
        "reports/danh_sach_dang_ky.docx", registration_list_context(facts), folder=folder
    )


def midterm_report(facts: MidtermFacts, *, folder: Path = TEMPLATES) -> bytes:
    """`Báo cáo sơ kết` as a Word draft: figures filled in, judgements left to the office."""
    return render_docx("reports/bao_cao_so_ket.docx", midterm_report_context(facts), folder=folder)


def gap_letter(facts: GapLetterFacts, *, folder: Path = TEMPLATES) -> bytes:
    """The draft `công văn` to a unit whose gaps stand past their deadline, as a Word file.

    Raises:
        ValueError: there is no gap to write about.
    """
    if not facts.gaps:
        raise ValueError(f"{facts.unit}: an official letter without a gap")
    return render_docx("reports/cong_van_don_doc.docx", gap_letter_context(facts), folder=folder)


def registration_list_context(facts: RegistrationListFacts) -> dict[str, Any]:
    """The variables of `danh_sach_dang_ky.docx`, as templates/README.md lists them."""
    rows = [row for field in facts.fields for row in field.rows]
    return _common(facts.head) | {
        "don_vi_soan": facts.head.office,
        "don_vi_soan_hoa": facts.head.office.upper(),
        "dot": facts.wave,
        "linh_vuc": [
            _field(numeral, field)
            for numeral, field in zip(figures.roman(len(facts.fields)), facts.fields, strict=True)
        ],
        "co_han_che": any(field.restricted and field.rows for field in facts.fields),
        "ten_han_che": RESTRICTED,
        "tong_so": phrases.two_digits(len(rows)),
        **_totals(rows),
    }


def midterm_report_context(facts: MidtermFacts) -> dict[str, Any]:
    """The variables of `bao_cao_so_ket.docx`, as templates/README.md lists them."""
    return (
        _common(facts.head)
        | _school(facts.head)
        | {
            "don_vi_soan": facts.head.office,
            "dip": facts.occasion,
            "ke_hoach": facts.plan,
            "can_cu": phrases.closed_list(facts.legal_bases),
            "linh_vuc": [
                row | {"chu_tri": each.note}
                for row, each in zip(figures.rows(facts.fields), facts.fields, strict=True)
            ],
            "cong_linh_vuc": figures.sums(facts.fields),
            "don_vi": figures.rows(facts.units),
            "cong_don_vi": figures.sums(facts.units),
            "nhiem_vu_don_vi": figures.shares(facts.duties, "đơn vị"),
            "khau": figures.shares(facts.stages, "hồ sơ"),
            "so_hoat_dong": phrases.two_digits(len(facts.activities)),
            "hoat_dong": [
                _activity(number, each) for number, each in enumerate(facts.activities, start=1)
            ],
            "so_lieu_thuan_loi": figures.reached(facts),
            "so_lieu_con_lai": figures.outstanding(facts),
            "nhiem_vu_tiep": phrases.closed_list(facts.upcoming),
        }
    )


def gap_letter_context(facts: GapLetterFacts) -> dict[str, Any]:
    """The variables of `cong_van_don_doc.docx`, as templates/README.md lists them."""
    blank = f"…… tháng …… năm {facts.head.on.year}"
    gaps = phrases.by_urgency(facts.gaps)
    shown = gaps[: phrases.LONGEST]
    return (
        _common(facts.head)
        | _school(facts.head)
        | {
            "ma_don_vi_soan": facts.head.office_code,
            "don_vi": facts.unit,
            "kinh_gui": facts.addressee,
            "de_nghi": facts.requested,
            "co_can_cu": bool(facts.legal_bases),
            "can_cu": phrases.joined(facts.legal_bases),
            "viec": phrases.asked_for(gaps),
            "so_noi_dung": phrases.two_digits(len(gaps)),
            "thieu": [_gap(number, gap) for number, gap in enumerate(shown, start=1)],
            "con_lai": len(gaps) > len(shown),
            "so_con_lai": phrases.two_digits(len(gaps) - len(shown)),
            "ngay_tra_loi": f"ngày {blank}"
            if facts.reply_by is None
            else long_date(facts.reply_by),
            "lien_he": facts.contact,
        }
    )


def _common(head: DocumentHead) -> dict[str, Any]:
    """What every document shares; number, day and month are the records clerk's to fill."""
    return {
        "ten_truong_hoa": head.school.upper(),
        "dia_danh": head.place,
        "nam": str(head.on.year),
        "giai_doan": head.programme_label,
        "ngay_so_lieu": short_date(head.on),
        "noi_nhan": phrases.closed_list(head.recipients),
        "quyen_han_ky": head.signer.authority,
        "chuc_vu_ky": head.signer.title,
        "ho_ten_ky": head.signer.name,
    }


def _school(head: DocumentHead) -> dict[str, Any]:
    """What a document of the school adds to one of its office: its superior body and its mark."""
    return {
        "co_quan_chu_quan": head.governing_body.upper(),
        "ten_truong": head.school,
        "ky_hieu_co_quan": head.abbreviation,
    }


def _totals(rows: list[Registration]) -> dict[str, str]:
    teams = sum(row.team for row in rows)
    complete = sum(row.complete for row in rows)
    return {
        "so_tap_the": phrases.two_digits(teams),
        "so_ca_nhan": phrases.two_digits(len(rows) - teams),
        "so_du": phrases.two_digits(complete),
        "so_can_bo_sung": phrases.two_digits(len(rows) - complete),
    }


def _field(numeral: str, field: FieldRegistrations) -> dict[str, Any]:
    return {
        "so_la_ma": numeral,
        "ten": field.name,
        "chu_tri": field.lead,
        **_totals(list(field.rows)),
        "dong": [
            _registration(number, row, restricted=field.restricted)
            for number, row in enumerate(field.rows, start=1)
        ],
    }


def _registration(number: int, row: Registration, *, restricted: bool) -> dict[str, str]:
    return {
        "tt": str(number),
        "ma": row.code,
        "ten": RESTRICTED if restricted else row.name,
        "chuc_vu": _WITHHELD if restricted else row.title,
        "don_vi": row.unit,
        "doi_tuong": row.cell,
        "tom_tat": _WITHHELD if restricted else row.summary,
        "tinh_trang": row.state,
    }


def _activity(number: int, activity: Activity) -> dict[str, str]:
    return {
        "tt": str(number),
        "ngay": short_date(activity.on) if activity.on else "",
        "don_vi": activity.unit,
        "ten": activity.name,
        "noi_dung": activity.content,
    }


def _gap(number: int, gap: GapLine) -> dict[str, str]:
    return {
        "tt": str(number),
        "ho_so": phrases.dossier(gap),
        "noi_dung": phrases.told(gap),
        "vi_tri": gap.where,
        "han": phrases.deadline(gap),
        "con_lai": phrases.time_left(gap),
    }
