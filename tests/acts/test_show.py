from __future__ import annotations

from datetime import date

from dienhinh.acts.effects import Cells, Letter, NoAccess, Paper
from dienhinh.acts.perform import where_of
from dienhinh.acts.plan import Plan
from dienhinh.acts.show import as_json, as_markdown, as_text, summary

LETTER = Letter(
    key="K1/2023-04-20",
    on=date(2023, 4, 20),
    reference="DHTT-1",
    to=("truong-khoa-1@example.com",),
    cc=("tchc@example.com",),
    sender=("Phòng Tổ chức - Hành chính", "tchc@example.com"),
    paper=Paper("gap_digest", None),
    reason="K1/2023-04-30: BEFORE_7",
)
VERDICT = Cells(
    book="workbook/don_vi/K1",
    sheet="dang_ky",
    code="2023-1-LV4-CNA-001",
    values={"ket_qua": "Đủ"},
    reason="kết quả kiểm tra",
)
CLOSED = NoAccess(key="workbook/don_vi/K1", permission="p1", email="giang-vien-9@example.com")


def test_permission_is_named_by_whose_it_is():
    assert where_of(CLOSED) == "quyền truy cập của giang-vien-9@example.com ở workbook/don_vi/K1"


def plan(*effects) -> Plan:
    return Plan("remind_heads", effects, (), (), {})


def test_plan_is_summed_up_in_one_line():
    assert summary(plan(LETTER, VERDICT, VERDICT, CLOSED)) == (
        "1 letters to 1 people, 2 cells, 1 permissions taken back"
    )


def test_plan_that_does_nothing_says_so():
    assert summary(plan()) == "nothing to do"
    assert as_markdown(plan()) == "### remind_heads: nothing to do"


def test_each_effect_says_what_where_and_why_and_cells_stand_together():
    assert as_text(plan(LETTER, VERDICT, VERDICT, CLOSED)) == [
        "letter: truong-khoa-1@example.com, copies to tchc@example.com (K1/2023-04-30: BEFORE_7)",
        "access taken back: workbook/don_vi/K1: giang-vien-9@example.com",
        "2 cells: workbook/don_vi/K1/dang_ky (kết quả kiểm tra)",
    ]


def test_plan_as_a_table():
    assert as_markdown(plan(VERDICT)).splitlines() == [
        "### remind_heads: 1 cells",
        "",
        "| what | where | why |",
        "|---|---|---|",
        "| 1 cells | workbook/don_vi/K1/dang_ky | kết quả kiểm tra |",
    ]


def test_plan_as_data():
    assert as_json(plan(VERDICT)) == {
        "job": "remind_heads",
        "summary": "1 cells",
        "effects": [
            {
                "what": "1 cells",
                "where": "workbook/don_vi/K1/dang_ky",
                "why": "kết quả kiểm tra",
            }
        ],
    }
