"""Word documents: ours, checked and canonical, beside docxtpl alone on the same template."""

from __future__ import annotations

import io
from datetime import date

from docxtpl import DocxTemplate
from measure import Measure, Measures, in_turn, seconds

from dienhinh.rendering.documents import registration_list, registration_list_context
from dienhinh.rendering.engine import TEMPLATES
from dienhinh.rendering.facts import (
    DocumentHead,
    FieldRegistrations,
    Registration,
    RegistrationListFacts,
    Signer,
)

DOCUMENTS = 50
FIELDS, ROWS = 4, 10


def measures() -> Measures:
    """Render lists of forty registrations."""
    facts = _facts()
    context = registration_list_context(facts)

    def plain() -> None:
        document = DocxTemplate(TEMPLATES / "reports" / "danh_sach_dang_ky.docx")
        document.render(dict(context), autoescape=True)
        document.save(io.BytesIO())

    value, baseline = in_turn(
        lambda: seconds(lambda: registration_list(facts)), lambda: seconds(plain), DOCUMENTS
    )
    yield Measure(
        "a list of 40 registrations in Word",
        value * 1000,
        "ms",
        baseline * 1000,
        "docxtpl",
        DOCUMENTS,
    )


def _facts() -> RegistrationListFacts:
    head = DocumentHead(
        governing_body="UBND tỉnh Tiền Giang",
        school="Trường Cao đẳng Y tế Tiền Giang",
        abbreviation="CĐYT",
        place="Tiền Giang",
        office="Phòng Tổ chức - Hành chính",
        office_code="TCHC",
        programme_label="2021 - 2025",
        on=date(2023, 5, 11),
        signer=Signer("", "TRƯỞNG PHÒNG", "Trưởng phòng 1"),
        recipients=("Hội đồng Thi đua - Khen thưởng", "Lưu: TCHC"),
    )
    fields = tuple(
        FieldRegistrations(
            f"Phong trào thi đua {number}",
            "Khoa Dược",
            restricted=False,
            rows=tuple(_registration(number, row) for row in range(ROWS)),
        )
        for number in range(FIELDS)
    )
    return RegistrationListFacts(head, "đợt 1 năm 2023", fields)


def _registration(field: int, row: int) -> Registration:
    return Registration(
        code=f"2023-1-LV{field + 1}-CN-{row + 1:03}",
        name=f"Giảng viên {row}",
        title="Giảng viên",
        unit="Khoa Dược",
        cell="Cá nhân",
        summary="Đổi mới phương pháp giảng dạy theo hướng tiếp cận năng lực. " * 5,
        state="Đủ",
        team=False,
        complete=True,
    )
