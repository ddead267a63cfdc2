"""Which documents `render_reports` would make or renew from drawn workbooks, without a server."""

from __future__ import annotations

from dataclasses import replace

from dienhinh.acts.effects import Document
from jobs import check_completeness
from jobs.render_reports import WAITS, plan
from tests.domain.lists.drawn import Book
from tests.jobs.plans.drawn import TEAM, archive, carried_out, drawn, of_kind, waiting

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


def test_list_names_nobody_whose_waiting_answer_took_back_their_consent():
    sent = ("dang_ky", "r1", "nguoi-la@example.com", "2023-04-18 09:00")
    took = replace(waiting(*sent, dong_y_xet_chon=""), unit="TCHC", code=TEAM)
    for answers, named in (((), "Tổ Văn thư"), ((took,), "–")):
        said = plan(drawn(books={TCHC: archive()}, answers=answers))
        (made,) = of_kind(said, Document)
        rows = [row for field in made.paper.facts.fields for row in field.rows]
        assert [row.name for row in rows] == [named]


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


def test_midterm_report_counts_the_stages_that_histories_tell():
    progress = {"ma": "2023-1-TD-TCHC-001", "ma_ho_so": TEAM, "ngay": "2023-06-01"}
    books = {TCHC: {**archive(), "tien_do": [{**progress, "khau": "Nhân rộng"}]}}
    world = drawn(JUNE, books=books, began={TEAM: "2023-04-17"})
    checked = carried_out(world, check_completeness.plan(world))
    (report,) = (each for each in of_kind(plan(checked), Document) if each.key == MIDTERM)
    assert {share.name: share.done for share in report.paper.facts.stages} == {
        "Phát hiện": 0,
        "Bồi dưỡng": 0,
        "Tổng kết": 0,
        "Nhân rộng": 1,
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


NO_DAY = "31/4/2023"


def doubtful(row: str, column: str, typed: str, day: str = JUNE, sheet: str = "nguoi_ky"):
    """Plan the documents of a day on which one cell of a signer or legal basis is in doubt."""
    return plan(drawn(day, lists=Book().put(sheet, row, column, typed), books={TCHC: archive()}))


def test_document_whose_signer_is_in_doubt_waits_and_the_others_go_on():
    said = doubtful("NK02", "den_ngay", NO_DAY)
    assert MIDTERM not in documents(said)
    assert len(documents(said)) == 11
    assert [(problem.where, problem.what) for problem in said.problems] == [
        (
            "Báo cáo sơ kết xây dựng và nhân rộng điển hình tiên tiến 2021 - 2025",
            (
                f"{WAITS}: Danh mục, bảng “Người ký”, dòng 3, ô F3: không có ngày 31/4/2023"
                " trong lịch; đề nghị sửa cột “Đến ngày”"
            ),
        )
    ]


def test_letters_that_wait_for_their_signer_are_named_in_one_problem():
    said = doubtful("NK03", "ho_ten", "#REF!", LATE)
    assert documents(said) == {}
    listed, letters = said.problems
    assert listed.where == "Danh sách tổng hợp đăng ký điển hình tiên tiến, đợt 1 năm 2023"
    assert "Dự thảo công văn đôn đốc Khoa Y; Dự thảo công văn đôn đốc Khoa Dược" in letters.where
    assert letters.what == (
        f"{WAITS}: Danh mục, bảng “Người ký”, dòng 4, ô D4: công thức báo lỗi #REF!;"
        " đề nghị sửa cột “Họ và tên”"
    )


def test_signer_of_other_documents_in_doubt_holds_nothing():
    said = doubtful("NK01", "den_ngay", NO_DAY, LATE)
    assert (len(documents(said)), said.problems) == (11, ())


def test_document_that_tells_nothing_new_is_not_named_as_waiting():
    world = drawn(LATE, books={TCHC: archive()})
    kept = carried_out(world, plan(world)).memory
    lists = Book().put("nguoi_ky", "NK03", "den_ngay", NO_DAY)
    said = plan(drawn(LATE, lists=lists, books={TCHC: archive()}).with_(memory=kept))
    assert (said.effects, said.problems) == ((), ())


def test_document_waits_for_a_legal_basis_that_it_cites():
    # The letters cite plans alone, the report everything, the list of registrations nothing.
    law = doubtful("ND-91", "hieu_luc_den", NO_DAY, sheet="can_cu")
    assert (LIST in documents(law), MIDTERM in documents(law)) == (True, False)
    assert "document/cong_van_don_doc/K1" in documents(law)
    assert [problem.what for problem in law.problems] == [
        (
            f"{WAITS}: Danh mục, bảng “Căn cứ”, dòng 10, ô D10: không có ngày 31/4/2023 trong lịch;"
            " đề nghị sửa cột “Hiệu lực đến”"
        )
    ]
    above = doubtful("KH-265", "hieu_luc_den", NO_DAY, sheet="can_cu")
    assert documents(above) == {LIST: "documents made"}


def test_document_waits_for_a_new_signer_of_whom_a_cell_cannot_be_read():
    def with_new(*of: str):
        lists = Book().put("nguoi_ky", "NK03", "den_ngay", "30/4/2023")
        lists.add("nguoi_ky", ma="NK04", chuc_vu="TRƯỞNG PHÒNG", tu_ngay=NO_DAY, van_ban=of)
        return plan(drawn(LATE, lists=lists, books={TCHC: archive()}))

    assert documents(with_new("danh_sach_dang_ky", "cong_van_don_doc")) == {}
    assert list(documents(with_new("cong_van_don_doc"))) == [LIST]
