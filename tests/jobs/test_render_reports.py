from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document

from tests.office import OFFICE
from tests.wave import ARCHIVE, K1, LECTURER, MEMBER, RAPID, TCHC

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LIST = "document/danh_sach_dang_ky/2023-1"
MIDTERM = "document/bao_cao_so_ket"
SUMMARY = "Tóm tắt thành tích"


def documents(office) -> list[str]:
    """List the names of the Word files in Drive."""
    return sorted(
        file["name"] for file in office.clerk.files(f"mimeType='{WORD}' and trashed=false")
    )


def text_of(office, key: str) -> str:
    """Read a document's words, tables as well."""
    document = Document(BytesIO(office.clerk.download(office.place(key))))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_list_of_registrations_is_made_in_the_folder_of_reports(wave):
    outcome = wave.run("render_reports", "2023-04-18 16:30")
    assert (outcome.problems, dict(outcome.counts)) == ((), {"documents made": 1})
    assert documents(wave) == ["2023-1_danh-sach-dang-ky.docx"]
    (file,) = wave.clerk.files(f"mimeType='{WORD}'")
    assert file["parents"] == [wave.place("folder/bao_cao")]


def test_list_holds_every_registration_with_its_typed_words_whole(wave):
    wave.run("render_reports", "2023-04-18 16:30")
    text = text_of(wave, LIST)
    assert [code for code in (ARCHIVE, RAPID, MEMBER, LECTURER) if code in text] == [
        ARCHIVE,
        RAPID,
        MEMBER,
        LECTURER,
    ]
    assert "Đội R&D <b>phản ứng</b>" in text
    assert "Đảng viên 1" not in text


def test_document_that_tells_nothing_new_is_left_alone_on_a_later_day(wave):
    wave.run("render_reports", "2023-04-18 16:30")
    wave.forget_calls()
    outcome = wave.run("render_reports", "2023-04-19 16:30")
    assert (dict(outcome.counts), wave.writes()) == ({}, [])


def test_document_is_renewed_in_place_and_never_doubled(wave):
    wave.run("render_reports", "2023-04-18 16:30")
    before = wave.place(LIST)
    wave.type(TCHC, "don_vi/TCHC", "Đăng ký", ("Mã hồ sơ", ARCHIVE), SUMMARY, "Giảm 5 biểu mẫu")
    outcome = wave.run("render_reports", "2023-04-19 16:30")
    assert dict(outcome.counts) == {"documents renewed": 1}
    assert wave.place(LIST) == before
    assert documents(wave) == ["2023-1_danh-sach-dang-ky.docx"]
    assert "Giảm 5 biểu mẫu" in text_of(wave, LIST)


def test_document_that_a_person_edited_is_kept_and_told(wave):
    wave.run("render_reports", "2023-04-18 16:30")
    edited = Document(BytesIO(wave.clerk.download(wave.place(LIST))))
    edited.paragraphs[0].add_run("Đã duyệt")
    content = BytesIO()
    edited.save(content)
    wave.clerk._send(
        "PATCH",
        f"/upload/drive/v3/files/{wave.place(LIST)}",
        params={"uploadType": "media"},
        data=content.getvalue(),
        headers={"Content-Type": WORD},
    )
    wave.type(TCHC, "don_vi/TCHC", "Đăng ký", ("Mã hồ sơ", ARCHIVE), SUMMARY, "Giảm 5 biểu mẫu")
    wave.forget_calls()
    outcome = wave.run("render_reports", "2023-04-19 16:30")
    (note,) = outcome.notes
    assert note.startswith("“Danh sách tổng hợp đăng ký điển hình tiên tiến, đợt 1 năm 2023” (")
    assert note.endswith("đã có người sửa; bản đó được giữ nguyên, không cập nhật")
    assert wave.writes() == []
    assert "Đã duyệt" in text_of(wave, LIST)


@pytest.mark.parametrize("how", ["trash", "delete"])
def test_document_that_a_person_deleted_is_told_and_not_made_again(wave, how):
    wave.run("render_reports", "2023-04-18 16:30")
    address = f"/drive/v3/files/{wave.place(LIST)}"
    if how == "trash":
        wave.clerk._send("PATCH", address, json={"trashed": True})
    else:
        wave.clerk._send("DELETE", address)
    wave.forget_calls()
    outcome = wave.run("render_reports", "2023-04-19 16:30")
    assert outcome.notes == (
        (
            "“Danh sách tổng hợp đăng ký điển hình tiên tiến, đợt 1 năm 2023” đã bị xóa khỏi Drive "
            f"và không được tạo lại; cần tạo lại thì chạy `dienhinh set-up --remake {LIST}`"
        ),
    )
    assert (wave.writes(), documents(wave)) == ([], [])


def test_deleted_document_is_made_again_when_told(wave):
    wave.run("render_reports", "2023-04-18 16:30")
    wave.clerk._send("DELETE", f"/drive/v3/files/{wave.place(LIST)}")
    wave.runner.forget_place(LIST)
    outcome = wave.run("render_reports", "2023-04-19 16:30")
    assert (outcome.notes, documents(wave)) == ((), ["2023-1_danh-sach-dang-ky.docx"])


def test_unit_five_working_days_overdue_gets_a_draft_letter_and_others_do_not(wave):
    wave.run("render_reports", "2023-05-10 16:30")
    assert documents(wave) == ["2023-1_danh-sach-dang-ky.docx"]
    wave.run("render_reports", "2023-05-11 16:30")
    letters = [name for name in documents(wave) if name.startswith("cong-van")]
    assert letters == [
        f"cong-van-don-doc_{unit}.docx" for unit in ("CD", "DTN", "DTNCKH", "K1", "K2", "K3", "K4")
    ]
    text = text_of(wave, "document/cong_van_don_doc/K1")
    assert (LECTURER in text, "Giảng viên 7" in text) == (True, False)


def test_nobody_is_urged_by_letter_after_the_plans_period(wave):
    outcome = wave.run("render_reports", "2026-01-05 16:30")
    assert (outcome.problems, dict(outcome.counts)) == ((), {})


def test_mid_term_report_is_made_between_the_units_part_and_the_meeting(wave):
    wave.run("render_reports", "2023-06-14 16:30")
    assert MIDTERM not in wave.runner.places()
    wave.run("render_reports", "2023-06-15 16:30")
    text = text_of(wave, MIDTERM)
    assert "SƠ KẾT" in text.upper()
    assert "Khoa Y" in text
    made = wave.place(MIDTERM)
    wave.run("render_reports", "2023-08-01 16:30")
    assert wave.place(MIDTERM) == made


def test_nothing_is_rendered_before_anybody_has_registered(office):
    outcome = office.run("render_reports", "2023-04-12 16:30")
    assert (outcome.problems, dict(outcome.counts), office.writes()) == ((), {}, [])


def test_report_that_needs_every_unit_waits_while_one_cannot_be_read(wave):
    wave.put(OFFICE, "don_vi/K2", "'Đăng ký'!C1", "Tên")
    outcome = wave.run("render_reports", "2023-05-11 16:30")
    assert [problem.where for problem in outcome.problems] == ["sổ của Khoa Dược"]
    assert [name for name in documents(wave) if not name.startswith("cong-van")] == []
    assert "document/cong_van_don_doc/K2" not in wave.runner.places()
    assert "document/cong_van_don_doc/K1" in wave.runner.places()
    assert K1 in wave.column("don_vi/K1", "Đăng ký", "Người nộp").values()
