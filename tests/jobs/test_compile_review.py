from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.office import OFFICE, SCHOOL_TIME
from tests.wave import (
    ARCHIVE,
    K1,
    KEPT,
    LECTURER,
    MEMBER,
    PAPER,
    RAPID,
    TCHC,
    empty_registration,
    proof,
    team,
)

COUNCIL = "truong-khoa-3@example.com"
BOOK, SHEET = "xet_chon", "Bảng xét chọn"
CLOSED_BOOK, CLOSED_SHEET = "xet_chon_han_che", "Bảng xét chọn (hạn chế)"
NAME, STATE = "Họ và tên hoặc tên tập thể", "Tình trạng hồ sơ"
OPINION, CONCLUSION, NOTE = (
    "Ý kiến của thành viên Hội đồng",
    "Kết luận của Hội đồng",
    "Ghi chú của Hội đồng",
)
SUMMARY, MINUTES = "Tóm tắt thành tích", "Liên kết biên bản họp của đơn vị"
FOUR = "2023-04-18 16:00"


def review(office) -> dict[str, dict[str, object]]:
    """Read the council's sheet by code, blank rows left out."""
    table = [row for row in office.table(BOOK, SHEET) if any(row.values())]
    rows = {str(row["Mã hồ sơ"]): row for row in table}
    assert len(rows) == len(table)
    return rows


def complete_the_lecturer(office, day: str) -> None:
    """Let Khoa Y fill its last gaps, so that its dossier is whole."""
    office.set_clock(f"{day} 09:00")
    office.type(K1, "don_vi/K1", "Đăng ký", ("Mã hồ sơ", LECTURER), MINUTES, PAPER)
    office.fill_in(K1, "minh_chung", proof(LECTURER, "4A1"))
    office.run("collect_responses", f"{day} 10:00")


def test_each_whole_dossier_stands_once_and_the_others_do_not(wave):
    outcome = wave.run("compile_review", FOUR)
    assert (outcome.problems, outcome.counts["rows"]) == ((), 3)
    assert sorted(review(wave)) == [MEMBER, ARCHIVE, RAPID]


def test_same_name_in_another_unit_is_shown_to_the_council_and_holds_nothing_back(wave):
    wave.set_clock("2023-04-18 09:00")
    wave.fill_in(K1, "dang_ky", team("LV2-TT", "tổ  văn thư", ("2T1",)))
    wave.run("collect_responses", "2023-04-18 10:00")
    wave.run("compile_review", FOUR)
    states = {code: row[STATE] for code, row in review(wave).items()}
    assert states == {
        MEMBER: "Đủ",
        ARCHIVE: "Đủ. Cùng tên với hồ sơ 2023-1-LV2-TT-002: đề nghị đối chiếu.",
        RAPID: "Đủ",
    }


def test_row_tells_what_the_unit_has_handed_in(wave):
    wave.run("compile_review", FOUR)
    row = review(wave)[RAPID]
    assert {title: row[title] for title in list(row)[:14] if title != "Cập nhật lúc"} == {
        "Mã hồ sơ": RAPID,
        "Đợt": "Đợt 1 năm 2023",
        "Lĩnh vực": "Những điển hình trong công tác phòng, chống dịch bệnh Covid-19",
        "Đối tượng": "Tập thể",
        "Đơn vị đăng ký": "Phòng Công tác Học sinh - Sinh viên",
        NAME: "Đội R&D <b>phản ứng</b>",
        "Chức vụ, chức danh (người học: lớp, khóa)": None,
        SUMMARY: "Đội R&D <b>phản ứng</b> đã làm tốt",
        "Tiêu chí đạt được": "3X1. có thành tích xuất sắc trong công tác lãnh đạo, chỉ đạo, tổ "
        "chức triển khai thực hiện tốt công tác phòng, chống dịch Covid-19",
        "Đơn vị tự đánh giá": "Đạt đầy đủ các tiêu chí",
        "Hình thức đề nghị": "Khen thưởng cấp trường",
        "Báo cáo thành tích": "Dẫn đầu phong trào",
        "Minh chứng": f"3X1: {PAPER}",
        STATE: "Đủ",
    }


def test_dossier_that_became_whole_is_added_below(wave):
    wave.run("compile_review", FOUR)
    complete_the_lecturer(wave, "2023-04-19")
    wave.run("compile_review", "2023-04-19 16:00")
    assert list(review(wave)) == [MEMBER, ARCHIVE, RAPID, LECTURER]


def test_second_proof_stands_beside_the_first(wave):
    wave.run("compile_review", FOUR)
    wave.set_clock("2023-04-19 09:00")
    wave.fill_in(TCHC, "minh_chung", proof(ARCHIVE, "2T2", "https://example.com/2.pdf"))
    wave.run("collect_responses", "2023-04-19 10:00")
    wave.run("compile_review", "2023-04-19 16:00")
    assert review(wave)[ARCHIVE]["Minh chứng"] == f"2T1: {PAPER}\n2T2: https://example.com/2.pdf"


def test_restricted_dossier_is_hidden_in_the_councils_sheet_and_whole_in_its_own(wave):
    wave.run("compile_review", FOUR)
    hidden = review(wave)[MEMBER]
    assert {title: value for title, value in hidden.items() if value is not None} == {
        "Mã hồ sơ": MEMBER,
        "Đợt": "Đợt 1 năm 2023",
        "Lĩnh vực": "Xây dựng tổ chức cơ sở đảng trong sạch vững mạnh",
        "Đối tượng": "Cá nhân là đảng viên",
        "Đơn vị đăng ký": "Cấp ủy",
        NAME: "Hồ sơ hạn chế",
        STATE: "Đủ",
        "Cập nhật lúc": hidden["Cập nhật lúc"],
    }
    whole = wave.rows(CLOSED_BOOK, CLOSED_SHEET)
    assert list(whole) == [MEMBER]
    assert (whole[MEMBER][NAME], whole[MEMBER]["Báo cáo thành tích"]) == (
        "Đảng viên 1",
        "Dẫn đầu hội giảng",
    )


def test_dossier_that_lost_something_stays_says_what_and_shows_it_no_more(wave):
    wave.run("compile_review", FOUR)
    wave.type(COUNCIL, BOOK, SHEET, ("Mã hồ sơ", ARCHIVE), OPINION, "Nhất trí")
    wave.type(TCHC, "don_vi/TCHC", "Đăng ký", ("Mã hồ sơ", ARCHIVE), SUMMARY, "")
    wave.run("compile_review", "2023-04-19 16:00")
    row = review(wave)[ARCHIVE]
    assert (row[STATE], row[SUMMARY], row[OPINION]) == (
        f"Còn thiếu: {SUMMARY}.",
        None,
        "Nhất trí",
    )


def test_dossier_that_the_unit_took_back_is_marked_and_not_removed(wave):
    wave.run("compile_review", FOUR)
    row = {
        "sheetId": wave.sheet_id("don_vi/TCHC", "Đăng ký"),
        "dimension": "ROWS",
        "startIndex": 1,
        "endIndex": 2,
    }
    wave.edit(OFFICE, "don_vi/TCHC", {"deleteDimension": {"range": row}})
    wave.run("compile_review", "2023-04-19 16:00")
    assert review(wave)[ARCHIVE][STATE] == "Không còn trong sổ đăng ký của đơn vị"


def test_dossier_that_the_unit_emptied_is_marked_and_keeps_the_councils_words(wave):
    wave.run("compile_review", FOUR)
    wave.type(COUNCIL, BOOK, SHEET, ("Mã hồ sơ", ARCHIVE), OPINION, "Nhất trí")
    empty_registration(wave, TCHC, "TCHC", 2)
    wave.run("compile_review", "2023-04-19 16:00")
    row = review(wave)[ARCHIVE]
    assert (row[STATE], row[OPINION]) == ("Không còn trong sổ đăng ký của đơn vị", "Nhất trí")


def test_cell_of_the_automation_that_the_council_changed_is_kept_and_told(wave):
    wave.run("compile_review", FOUR)
    wave.type(COUNCIL, BOOK, SHEET, ("Mã hồ sơ", ARCHIVE), SUMMARY, "Xem bản giấy")
    wave.type(TCHC, "don_vi/TCHC", "Đăng ký", ("Mã hồ sơ", ARCHIVE), SUMMARY, "Đã làm rất tốt")
    outcome = wave.run("compile_review", "2023-04-19 16:00")
    assert review(wave)[ARCHIVE][SUMMARY] == "Xem bản giấy"
    assert outcome.notes == (f"bảng “{SHEET}”, dòng {ARCHIVE}, cột “{SUMMARY}”: {KEPT}",)


def test_row_that_the_council_deleted_comes_back_whole_and_once(wave):
    wave.run("compile_review", FOUR)
    before = review(wave)
    wave.edit(OFFICE, BOOK, delete(wave, 2))
    outcome = wave.run("compile_review", FOUR)
    assert (outcome.counts["new rows"], outcome.notes) == (1, ())
    assert review(wave) == before
    wave.forget_calls()
    wave.run("compile_review", FOUR)
    assert wave.writes() == []


def test_row_that_changed_takes_the_time_of_the_run_and_the_others_keep_theirs(wave):
    wave.run("compile_review", FOUR)
    before = {code: row["Cập nhật lúc"] for code, row in review(wave).items()}
    wave.type(TCHC, "don_vi/TCHC", "Đăng ký", ("Mã hồ sơ", ARCHIVE), SUMMARY, "Đã làm rất tốt")
    wave.run("compile_review", "2023-04-19 16:00")
    after = {code: row["Cập nhật lúc"] for code, row in review(wave).items()}
    assert {code for code in after if after[code] != before[code]} == {ARCHIVE}


# What people do to the council's sheet between two runs: (act, a number that says where).


def grid(office, start: int, end: int) -> dict[str, object]:
    return {
        "sheetId": office.sheet_id(BOOK, SHEET),
        "startRowIndex": start,
        "endRowIndex": end,
        "startColumnIndex": 0,
        "endColumnIndex": 18,
    }


def rows_of(office, start: int, end: int) -> dict[str, object]:
    sheet = office.sheet_id(BOOK, SHEET)
    return {"sheetId": sheet, "dimension": "ROWS", "startIndex": start, "endIndex": end}


def delete(office, row: int) -> dict[str, object]:
    return {"deleteDimension": {"range": rows_of(office, row, row + 1)}}


def sort(office, at: int) -> dict[str, object]:
    order = {"dimensionIndex": at % 18, "sortOrder": ("ASCENDING", "DESCENDING")[at % 2]}
    return {"sortRange": {"range": grid(office, 1, 12), "sortSpecs": [order]}}


def insert(office, at: int) -> dict[str, object]:
    row = 1 + at % 4
    return {
        "insertDimension": {"range": rows_of(office, row, row + 1), "inheritFromBefore": row > 1}
    }


def move(office, at: int) -> dict[str, object]:
    row = 1 + at % 3
    return {"moveDimension": {"source": rows_of(office, row, row + 1), "destinationIndex": row + 2}}


def narrow(office, at: int) -> dict[str, object]:
    hidden = {str(at % 18): {"hiddenValues": ["Đủ", "Hồ sơ hạn chế"]}}
    return {"setBasicFilter": {"filter": {"range": grid(office, 0, 12), "criteria": hidden}}}


def hide(office, at: int) -> dict[str, object]:
    return {
        "updateDimensionProperties": {
            "range": rows_of(office, 1 + at % 4, 2 + at % 4),
            "properties": {"hiddenByUser": True},
            "fields": "hiddenByUser",
        }
    }


ACTS = {act.__name__: act for act in (sort, insert, move, narrow, hide)}

edits = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 40)), min_size=1, max_size=4
)


@pytest.fixture
def judged(wave):
    """The council has written beside every dossier."""
    wave.run("compile_review", FOUR)
    for code in (MEMBER, ARCHIVE, RAPID):
        for column, text in words(code).items():
            wave.type(COUNCIL, BOOK, SHEET, ("Mã hồ sơ", code), column, text)
    return wave


def words(code: str) -> dict[str, str]:
    return {OPINION: f"Ý kiến về {code}", CONCLUSION: "Đạt", NOTE: f"Ghi chú về {code}"}


def test_councils_words_stay_with_their_dossier_whatever_people_do_to_the_rows(judged):
    moments = iter(range(1, 100_000))
    names = {MEMBER: "Hồ sơ hạn chế", ARCHIVE: "", RAPID: "Đội R&D <b>phản ứng</b>"}

    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(edits=edits)
    def holds(edits):
        number = next(moments)
        judged.edit(COUNCIL, BOOK, *(ACTS[name](judged, at) for name, at in edits))
        summary = f"Lần {number}"
        registration = ("Mã hồ sơ", ARCHIVE)
        judged.type(TCHC, "don_vi/TCHC", "Đăng ký", registration, SUMMARY, summary)
        at = datetime(2023, 4, 19, 16, tzinfo=SCHOOL_TIME) + timedelta(minutes=number)
        assert judged.runner.run("compile_review", at=at).problems == ()
        rows = review(judged)
        assert {
            code: {title: row[title] for title in (OPINION, CONCLUSION, NOTE)}
            for code, row in rows.items()
        } == {code: words(code) for code in names}
        assert rows[ARCHIVE][SUMMARY] == summary
        assert (rows[MEMBER][NAME], rows[RAPID][NAME]) == (names[MEMBER], names[RAPID])

    holds()
