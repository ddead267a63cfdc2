"""Which documents `render_reports` would make or renew from drawn workbooks, without a server."""

from __future__ import annotations

from dienhinh.acts.effects import Document
from jobs.render_reports import plan
from tests.domain.lists.drawn import Book
from tests.jobs.plans.drawn import archive, carried_out, drawn, of_kind

LIST = "document/danh_sach_dang_ky/2023-1"
MIDTERM = "document/bao_cao_so_ket"
LATE, JUNE = "2023-05-11 16:30", "2023-06-20 16:30"
BINNED = {"workbook/don_vi/K1": "nằm trong thùng rác"}
TCHC = "don_vi/TCHC"


def documents(said) -> dict[str, str]:
    """Give the documents of a plan by key, and what they count as."""
    return {each.key: each.counts for each in of_kind(said, Document)}


def test_list_of_registrations_is_made_once_there_is_one():
    assert documents(plan(drawn())) == {}
    assert documents(plan(drawn(books={TCHC: archive()}))) == {LIST: "documents made"}


def test_document_that_tells_nothing_new_is_not_rendered_again_on_a_later_day():
    world = drawn(LATE, books={TCHC: archive()})
    first = plan(world)
    assert len(documents(first)) == 11  # the list, and a letter to each unit that owes something
    after = carried_out(world, first)
    assert documents(plan(after)) == {}
    assert documents(plan(after.with_(at=world.at.replace(day=12)))) == {}


def test_document_that_tells_something_new_is_renewed():
    world = drawn(books={TCHC: archive()})
    kept = carried_out(world, plan(world)).memory
    changed = drawn(books={TCHC: archive(ten="Tổ Lưu trữ")}).with_(memory=kept)
    assert documents(plan(changed)) == {LIST: "documents renewed"}


def test_totals_are_not_made_while_a_unit_cannot_be_read():
    assert {LIST, MIDTERM} <= documents(plan(drawn(JUNE, books={TCHC: archive()}))).keys()
    said = plan(drawn(JUNE, books={TCHC: archive()}, unread=BINNED))
    assert [problem.where for problem in said.problems] == ["sổ của Khoa Y"]
    made = documents(said)
    assert (LIST in made, MIDTERM in made) == (False, False)
    assert "document/cong_van_don_doc/K2" in made


def test_totals_are_not_made_from_a_roster_with_a_doubtful_row():
    for column, text in (("truong_don_vi_thu", ""), ("ma", "K2")):
        lists = Book().put("don_vi", "K1", column, text)
        made = documents(plan(drawn(JUNE, lists=lists, books={TCHC: archive()})))
        assert (LIST in made, MIDTERM in made) == (False, False)


def test_midterm_report_is_made_between_the_units_part_and_the_meeting():
    days = ("2023-06-14", "2023-06-15", "2023-07-31", "2023-08-01")
    made = {
        day: MIDTERM in documents(plan(drawn(f"{day} 16:30", books={TCHC: archive()})))
        for day in days
    }
    assert made == {
        "2023-06-14": False,
        "2023-06-15": True,
        "2023-07-31": True,
        "2023-08-01": False,
    }


def test_official_letter_is_drafted_from_the_fifth_working_day_after():
    letters = {
        day: "document/cong_van_don_doc/K1" in documents(plan(drawn(f"{day} 16:30")))
        for day in ("2023-05-10", "2023-05-11")
    }
    assert letters == {"2023-05-10": False, "2023-05-11": True}


def test_totals_rest_on_every_workbook_and_a_letter_on_its_own():
    made = {
        each.key: each.rests_on
        for each in of_kind(plan(drawn(LATE, books={TCHC: archive()})), Document)
    }
    assert made["document/cong_van_don_doc/K1"] == {"workbook/danh_muc", "workbook/don_vi/K1"}
    units = ("CU", "TCHC", "CTHSSV", "DTNCKH", "CD", "DTN", "K1", "K2", "K3", "K4")
    assert made[LIST] == {"workbook/danh_muc", *(f"workbook/don_vi/{unit}" for unit in units)}
