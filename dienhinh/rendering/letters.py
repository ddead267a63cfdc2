"""The letters to people: a subject, a plain text and an HTML text from one template folder each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dienhinh.domain.calendar import short_date
from dienhinh.rendering import phrases
from dienhinh.rendering.engine import TEMPLATES, render_text
from dienhinh.rendering.facts import (
    CorrectionFacts,
    DigestFacts,
    GapLine,
    OfficeDigestFacts,
    ToldGap,
)
from dienhinh.rendering.office_lines import exhausted, section, unreached


@dataclass(frozen=True)
class Letter:
    """A letter ready to be put into a message: `subject` in one line, `text`, `html`."""

    subject: str
    text: str
    html: str


def gap_digest(facts: DigestFacts, *, folder: Path = TEMPLATES) -> Letter:
    """The one letter of a day to a head: what the unit still owes, where, until when.

    Raises:
        ValueError: there is no gap; a unit that owes nothing receives no letter.
    """
    if not facts.gaps:
        raise ValueError(f"{facts.unit}: a digest without a gap")
    return _letter("gap_digest", gap_digest_context(facts), folder)


def correction(facts: CorrectionFacts, *, folder: Path = TEMPLATES) -> Letter:
    """The letter that takes back, once and for all, what earlier letters told wrongly.

    Raises:
        ValueError: there is nothing to take back.
    """
    if not any(letter.gaps for letter in facts.letters):
        raise ValueError(f"{facts.unit}: a correction of nothing")
    return _letter("correction", correction_context(facts), folder)


def office_digest(facts: OfficeDigestFacts, *, folder: Path = TEMPLATES) -> Letter:
    """The letter of a day to the coordinating office: what waits for it, failed or came back."""
    return _letter("office_digest", office_digest_context(facts), folder)


def gap_digest_context(facts: DigestFacts) -> dict[str, Any]:
    """The variables of `emails/gap_digest`, as templates/README.md lists them."""
    gaps = phrases.by_urgency(facts.gaps)
    shown, oldest = gaps[: phrases.LONGEST], gaps[0]
    common = len({(gap.due, gap.effective) for gap in gaps}) == 1
    missing = [gap for gap in shown if not gap.wrong]
    wrong = [gap for gap in shown if gap.wrong]
    overdue = sum(gap.calendar_days_overdue > 0 for gap in gaps)
    return _to_head(facts) | {
        "de_nghi": facts.requested,
        "ngay_lap": short_date(facts.today),
        "viec": phrases.asked_for(gaps),
        "noi_dung_dau": phrases.named_first(gaps),
        "han_dau": _subject_deadline(oldest),
        "so_noi_dung": phrases.two_digits(len(gaps)),
        "co_thieu": bool(missing),
        "thieu": _lines(missing, common=common, start=1),
        "co_sua": bool(wrong),
        "sua": _lines(wrong, common=common, start=len(missing) + 1),
        "con_lai": len(gaps) > phrases.LONGEST,
        "so_neu": phrases.two_digits(len(shown)),
        "so_con_lai": phrases.two_digits(len(gaps) - len(shown)),
        "han": short_date(oldest.effective),
        "han_ke_hoach": short_date(oldest.due),
        "doi_han": oldest.due != oldest.effective,
        "chung_han": common,
        "qua_han": overdue > 0,
        "so_qua_han": phrases.two_digits(overdue),
        "tra_loi": short_date(facts.answer_by),
        "kem_du_thao": facts.draft_attached,
    }


def correction_context(facts: CorrectionFacts) -> dict[str, Any]:
    """The variables of `emails/correction`, as templates/README.md lists them."""
    letters = [letter for letter in facts.letters if letter.gaps]
    told: dict[ToldGap, list[date]] = {}
    for letter in sorted(letters, key=lambda letter: letter.on):
        for gap in letter.gaps:
            told.setdefault(gap, []).append(letter.on)
    drafts = [letter.on for letter in letters if letter.draft]
    return _to_head(facts) | {
        "ngay_lap": short_date(facts.today),
        "cac_ngay": _days([letter.on for letter in letters]),
        "so_noi_dung": phrases.two_digits(len(told)),
        "dinh_chinh": [
            {
                "tt": str(number),
                "ngay": _days(days),
                "ho_so": gap.code or phrases.UNIT_DUTY,
                "noi_dung": gap.what,
            }
            for number, (gap, days) in enumerate([*told.items()][: phrases.LONGEST], start=1)
        ],
        "con_lai": len(told) > phrases.LONGEST,
        "so_con_lai": phrases.two_digits(max(0, len(told) - phrases.LONGEST)),
        "co_du_thao": bool(drafts),
        "ngay_du_thao": _days(drafts),
    }


def office_digest_context(facts: OfficeDigestFacts) -> dict[str, Any]:
    """The variables of `emails/office_digest`, as templates/README.md lists them."""
    sections = [each for each in facts.sections if each.lines]
    waiting = sum(len(each.lines) for each in sections)
    number = waiting + len(facts.unreached) + len(facts.exhausted)
    return {
        "giai_doan": facts.programme_label,
        "giai_doan_ngan": facts.programme_label.replace(" ", ""),
        "ten_truong": facts.school,
        "don_vi_gui": facts.office,
        "ngay_lap": short_date(facts.today),
        "co_viec": number > 0,
        "so_viec": phrases.two_digits(number),
        "phan_viec": [section(each) for each in sections],
        "khong_toi": unreached(facts.unreached),
        "het_bac": exhausted(facts.exhausted),
        "tham_chieu": facts.reference,
    }


def _to_head(facts: DigestFacts | CorrectionFacts) -> dict[str, Any]:
    """What every letter to a head shares: who writes to whom, who reads along."""
    return {
        "giai_doan": facts.programme_label,
        "giai_doan_ngan": facts.programme_label.replace(" ", ""),
        "ten_truong": facts.school,
        "don_vi": facts.unit,
        "kinh_gui": phrases.addressee(
            facts.head_salutation, facts.head_name, facts.head_title, facts.unit
        ),
        "xung_ho": facts.head_salutation,
        "lien_ket_so": facts.workbook_link,
        "don_vi_gui": facts.office,
        "don_vi_gui_hoa": facts.office.upper(),
        "thu_dien_tu": facts.office_email,
        "co_dong_gui": bool(facts.copied_to),
        "dong_gui": "; ".join(facts.copied_to),
        "tham_chieu": facts.reference,
    }


def _subject_deadline(oldest: GapLine) -> str:
    passed = oldest.calendar_days_overdue > 0 and oldest.arose is None
    return f"{'đã quá hạn' if passed else 'hạn'} {short_date(oldest.effective)}"


def _lines(gaps: Sequence[GapLine], *, common: bool, start: int) -> list[dict[str, Any]]:
    # A deadline that all gaps share is explained once below the table.
    return [
        {
            "tt": str(number),
            "ho_so": phrases.dossier(gap),
            "noi_dung": gap.what,
            "cach_lam": gap.advice,
            "vi_tri": gap.where,
            "lien_ket": gap.link,
            "han": short_date(gap.effective) if common else phrases.deadline(gap),
            "con_lai": phrases.time_left(gap),
        }
        for number, gap in enumerate(gaps, start=start)
    ]


def _days(days: Sequence[date]) -> str:
    """Days in a sentence, each once: "05/5/2023, 11/5/2023 và 25/5/2023"."""
    *most, last = [short_date(day) for day in sorted(set(days))] or [""]
    return f"{', '.join(most)} và {last}" if most else last


def _letter(name: str, context: dict[str, Any], folder: Path) -> Letter:
    subject, text, html = (
        render_text(f"emails/{name}/{part}", context, folder=folder)
        for part in ("subject.txt", "body.txt", "body.html")
    )
    # A subject is a header: whatever a name brings along, it stays one line.
    return Letter(subject=" ".join(subject.split()), text=text, html=html)


LETTERS: Mapping[str, Callable[[Any], Letter]] = {
    "gap_digest": gap_digest,
    "correction": correction,
    "office_digest": office_digest,
}
"""Every letter by its kind: from facts to what is sent."""


def letter(kind: str, facts: Any) -> Letter:
    """Render a letter of a kind: by its function, or facts that are a mapping as they are.

    A letter that prints what a paper tells needs nothing here but its folder of templates.

    Raises:
        RenderError: there is no such folder, or a template asks for what the facts do not tell.
    """
    make = LETTERS.get(kind)
    return make(facts) if make else _letter(kind, dict(facts), TEMPLATES)
