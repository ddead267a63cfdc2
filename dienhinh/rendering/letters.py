"""The letters to people: a subject, a plain text and an HTML text from one template folder each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dienhinh.domain.calendar import short_date
from dienhinh.rendering import phrases
from dienhinh.rendering.engine import TEMPLATES, render_text
from dienhinh.rendering.facts import DigestFacts, GapLine


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


def gap_digest_context(facts: DigestFacts) -> dict[str, Any]:
    """The variables of `emails/gap_digest`, as templates/README.md lists them."""
    common = {(gap.due, gap.effective) for gap in facts.gaps} == {(facts.due, facts.effective)}
    return {
        "giai_doan": facts.programme_label,
        "giai_doan_ngan": facts.programme_label.replace(" ", ""),
        "ten_truong": facts.school,
        "don_vi": facts.unit,
        "kinh_gui": phrases.addressee(
            facts.head_salutation, facts.head_name, facts.head_title, facts.unit
        ),
        "xung_ho": facts.head_salutation,
        "de_nghi": facts.requested,
        "ngay_lap": short_date(facts.today),
        "so_noi_dung": phrases.two_digits(len(facts.gaps)),
        "thieu": [
            _line(number, gap, common=common) for number, gap in enumerate(facts.gaps, start=1)
        ],
        "han": short_date(facts.effective),
        "han_ke_hoach": short_date(facts.due),
        "doi_han": facts.due != facts.effective,
        "chung_han": common,
        "lien_ket_so": facts.workbook_link,
        "don_vi_gui": facts.office,
        "don_vi_gui_hoa": facts.office.upper(),
        "thu_dien_tu": facts.office_email,
        "co_dong_gui": bool(facts.copied_to),
        "dong_gui": "; ".join(facts.copied_to),
        "kem_du_thao": facts.draft_attached,
        "tham_chieu": facts.reference,
    }


def _line(number: int, gap: GapLine, *, common: bool) -> dict[str, Any]:
    # A deadline that all gaps share is explained once below the table.
    return {
        "tt": str(number),
        "ho_so": phrases.dossier(gap),
        "noi_dung": gap.what,
        "vi_tri": gap.where,
        "lien_ket": gap.link,
        "han": short_date(gap.effective) if common else phrases.deadline(gap),
        "con_lai": phrases.time_left(gap),
    }


def _letter(name: str, context: dict[str, Any], folder: Path) -> Letter:
    subject, text, html = (
        render_text(f"emails/{name}/{part}", context, folder=folder)
        for part in ("subject.txt", "body.txt", "body.html")
    )
    # A subject is a header: whatever a name brings along, it stays one line.
    return Letter(subject=" ".join(subject.split()), text=text, html=html)
