"""The scenes that are disturbed: how each begins, what people do meanwhile and afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from dienhinh.example import answers as forms
from tests.crashing.stage import Stage, opened
from tests.office import OFFICE, moment
from tests.wave import (
    ARCHIVE,
    CTHSSV,
    CU,
    EPIDEMIC,
    MEMBER,
    OFFICE_CULTURE,
    PAPER,
    PARTY_BUILDING,
    RAPID,
    STRANGER,
    TCHC,
    empty_registration,
    person,
    proof,
    report_of_person,
    report_of_team,
    team,
    unit_plan,
)

Act = Callable[[Stage], None]

COUNCIL = "hieu-truong-1@example.com"
STRANGER_2 = "nguoi-la-2@example.com"
STUDENTS = "Phòng Công tác Học sinh - Sinh viên"
NAME, SUMMARY, MINUTES = forms.NAME, forms.SUMMARY, forms.MINUTES
CODE, CELL, CRITERION, ACHIEVEMENT = forms.CODE, forms.CELL, forms.CRITERION, forms.ACHIEVEMENT


@dataclass(frozen=True)
class Scene:
    """A moment at which a cycle is disturbed; `prepare` makes what it begins with.

    `meanwhile` is what people may do before the next run, by name; `afterwards` is what they do
    when all is quiet again, to see that nothing is frozen.
    """

    name: str
    at: datetime
    prepare: Callable[[Path], None]
    afterwards: Act
    meanwhile: Mapping[str, Act] = field(default_factory=dict)

    def __str__(self) -> str:
        """Give its name, as the id of its tests."""
        return self.name


def nobody(_stage: Stage) -> None:
    """Nobody does anything."""


# First set-up


def _nothing_yet(folder: Path) -> None:
    with opened(folder, moment("2023-04-10 06:00")):
        pass


MEMBER_4 = {
    "Họ và tên": "Ủy viên 4",
    "Thư điện tử": "uy-vien-4@example.com",
    "Vai trò trong Hội đồng": "Ủy viên",
    "Chức vụ": "Trưởng khoa",
    "Thứ tự": "4",
}


def _first_words(stage: Stage) -> None:
    """Let the office name a member of the council as soon as there is a list to write into."""
    office = stage.office
    place = office.runner.places().get("workbook/danh_muc")
    if place is None:
        return
    about = office.clerk._get(f"/v4/spreadsheets/{place}", fields="sheets.properties.title")
    if "Hội đồng" not in [each["properties"]["title"] for each in about["sheets"]]:
        return
    address = "Thư điện tử"
    rows = office.table("danh_muc", "Hội đồng")
    if MEMBER_4[address] not in [row.get(address) for row in rows]:
        office.add_row(OFFICE, "danh_muc", "Hội đồng", MEMBER_4)


def _first_answers(stage: Stage) -> None:
    """Let the office name its member if it could not, and the units answer each form once."""
    _first_words(stage)
    stage.answer("plan", TCHC, "ke_hoach", unit_plan())
    stage.answer("archive", TCHC, "dang_ky", team("LV2-TT", "Tổ Văn thư", ("2T1", "2T2")))
    stage.answer("stranger", STRANGER, "dang_ky", person("LV3-CN", "Viên chức 3", ("3X1",)))
    stage.answer("rapid", CTHSSV, "dang_ky", team("LV3-TT", "Đội 1", ("3X1",)))
    _others(stage)


def _others(stage: Stage) -> None:
    """Answer the forms that are about a unit's work, not about a dossier."""
    stage.answer(
        "exchange",
        CTHSSV,
        "nhan_rong",
        forms.exchange(
            date(2023, 4, 14),
            kind="Hội nghị, tọa đàm",
            content="Trao đổi kinh nghiệm",
            units=("Cấp ủy",),
            people=9,
            result="Tốt",
        ),
    )
    stage.answer(
        "publicity",
        TCHC,
        "truyen_thong",
        forms.publicity(date(2023, 4, 14), title="Tin 1", where="Website", content="Gương tốt"),
    )
    stage.answer(
        "obstacle", CU, "vuong_mac", forms.obstacle(content="Thiếu thời gian", proposal="Gia hạn")
    )


# A busy cycle


def _wave(folder: Path) -> None:
    """Set up, let the units hand in for two days, then let all kinds of news wait."""
    with opened(folder, moment("2023-04-10 07:00")) as stage, stage.program() as runner:
        stage.cycle(runner)
        stage.until(moment("2023-04-17 09:00"))
        for email, name in ((TCHC, OFFICE_CULTURE), (CTHSSV, EPIDEMIC), (CU, PARTY_BUILDING)):
            stage.office.fill_in(email, "ke_hoach", unit_plan(name))
        stage.answer("archive", TCHC, "dang_ky", team("LV2-TT", "Tổ Văn thư", ("2T1", "2T2")))
        stage.answer("rapid", CTHSSV, "dang_ky", team("LV3-TT", "Đội R&D <b>1</b>", ("3X1",)))
        stage.answer("member", CU, "dang_ky", person("LV1-CN", "Đảng viên 1", ("1C1",)))
        stage.answer("clerk", TCHC, "dang_ky", person("LV2-CN", "Viên chức 2", ("2C1",)))
        stage.answer("stranger", STRANGER, "dang_ky", person("LV3-CN", "Viên chức 3", ("3X1",)))
        stage.until(moment("2023-04-17 10:00"))
        stage.cycle(runner)
        for code, report in ((ARCHIVE, report_of_team), (RAPID, report_of_team)):
            email = TCHC if code == ARCHIVE else CTHSSV
            stage.answer(f"report {code}", email, "bao_cao_tap_the", report(code))
        stage.answer("report", CU, "bao_cao_ca_nhan", report_of_person(MEMBER))
        for email, code, criterion in ((TCHC, ARCHIVE, "2T1"), (CTHSSV, RAPID, "3X1")):
            stage.office.fill_in(email, "minh_chung", proof(code, criterion))
        stage.office.fill_in(CU, "minh_chung", proof(MEMBER, "1C1"))
        stage.until(moment("2023-04-18 07:45"))
        stage.cycle(runner)
        stage.until(moment("2023-04-18 08:30"))
        _news(stage)


def _news(stage: Stage) -> None:
    """Let answers of all kinds, typed rows, an edited, a withdrawn and a released one wait."""
    office = stage.office
    stage.edit_answer("archive", TCHC, {NAME: "Tổ Văn thư - Lưu trữ", SUMMARY: "Từ biểu mẫu"})
    stage.edit_answer(f"report {RAPID}", CTHSSV, {ACHIEVEMENT: "Dẫn đầu khối"})
    stage.answer("general", TCHC, "dang_ky", team("LV2-TT", "Tổ Tổng hợp", ("2T1",), minutes=""))
    stage.answer("young", CU, "dang_ky", person("LV1-CN", "Đảng viên 5", ("1C1",)))
    stage.answer("plan", CU, "ke_hoach", unit_plan())
    stage.answer("proof", TCHC, "minh_chung", proof(ARCHIVE, "2T2"))
    stage.answer("progress", TCHC, "tien_do", _progress())
    _others(stage)
    stage.answer("new", STRANGER_2, "dang_ky", person("LV2-CN", "Viên chức 9", ("2C1",)))
    waiting = ("Người nộp", STRANGER)
    office.type(OFFICE, "cho_xu_ly", "Chờ xử lý", waiting, "Đơn vị được xác nhận", STUDENTS)
    typed = {NAME: "Đội 2", CELL: _option(stage, RAPID, "Đăng ký", CELL), SUMMARY: "Đã làm tốt"}
    office.add_row(CTHSSV, "don_vi/CTHSSV", "Đăng ký", typed)
    office.add_row(CTHSSV, "don_vi/CTHSSV", "Minh chứng", _typed_proof(stage, "CTHSSV", RAPID))
    empty_registration(office, TCHC, "TCHC", 3)


def _progress() -> forms.Answers:
    return forms.progress(
        ARCHIVE,
        date(2023, 4, 14),
        stage="Bồi dưỡng",
        work="Tập huấn",
        result="Tốt",
        keeper="Phó trưởng phòng",
    )


def _typed_proof(stage: Stage, unit: str, code: str) -> dict[str, str]:
    return {
        CODE: code,
        CRITERION: _option(stage, code, "Minh chứng", CRITERION, unit),
        "Loại minh chứng": "Biên bản, báo cáo",
        "Nội dung minh chứng": "Báo cáo tháng",
        "Liên kết minh chứng": PAPER,
    }


def _option(stage: Stage, code: str, sheet: str, column: str, unit: str = "CTHSSV") -> str:
    """Give the words that a dossier's row holds already under a column with options."""
    rows = stage.office.table(f"don_vi/{unit}", sheet)
    return next(str(row[column]) for row in rows if row[CODE] == code)


def _everybody(stage: Stage) -> None:
    """Let a respondent edit, a unit type over a cell, sort and type a row, the council sort."""
    office = stage.office
    stage.edit_answer("archive", TCHC, {NAME: "Tổ Lưu trữ"})
    archive = (CODE, ARCHIVE)
    office.type(TCHC, "don_vi/TCHC", "Đăng ký", archive, SUMMARY, "Đơn vị tự ghi")
    stage.sort(OFFICE, "don_vi/TCHC", "Đăng ký", CODE, descending=True)
    stage.sort(OFFICE, "don_vi/CTHSSV", "Minh chứng", "Nội dung minh chứng", descending=True)
    office.add_row(CU, "don_vi/CU", "Minh chứng", _typed_proof(stage, "CU", MEMBER))
    stage.sort(COUNCIL, "xet_chon", "Bảng xét chọn", CODE, descending=True)


def _later_edits(stage: Stage) -> None:
    """Let people change again what the disturbed cycle was about."""
    office = stage.office
    stage.edit_answer("archive", TCHC, {NAME: "Tổ Hành chính"})
    stage.edit_answer("general", TCHC, {NAME: "Tổ Tổng hợp 2", MINUTES: PAPER})
    stage.edit_answer("young", CU, {SUMMARY: "Đã làm rất tốt"})
    office.type(CU, "don_vi/CU", "Đăng ký", (CODE, MEMBER), SUMMARY, "")
    office.type(CTHSSV, "don_vi/CTHSSV", "Đăng ký", (CODE, RAPID), NAME, "Đội 3")
    stage.answer("last", CTHSSV, "minh_chung", proof(RAPID, "3X1"))


# A day of letters, with documents due


def _letter_day(folder: Path) -> None:
    """Let the wave end with gaps, and more news wait on a day on which heads are written to."""
    _wave(folder)
    with opened(folder, moment("2023-04-18 09:00")) as stage, stage.program() as runner:
        stage.cycle(runner)
        stage.cycle(runner)
        stage.until(moment("2023-05-12 07:00"))
        stage.edit_answer("archive", TCHC, {NAME: "Tổ Văn thư 4"})
        stage.edit_answer("general", TCHC, {SUMMARY: "Đã làm tốt hơn"})
        stage.answer("late", CTHSSV, "dang_ky", person("LV3-CN", "Viên chức 7", ("3X1",)))


FIRST = Scene(
    "first set-up",
    moment("2023-04-10 07:00"),
    _nothing_yet,
    _first_answers,
    {"the office edits": _first_words},
)
BUSY = Scene(
    "busy cycle",
    moment("2023-04-18 09:00"),
    _wave,
    _later_edits,
    {"everybody edits": _everybody},
)
LETTERS = Scene(
    "letter day",
    moment("2023-05-12 08:00"),
    _letter_day,
    _later_edits,
    {"everybody edits": _everybody},
)
SCENES = (FIRST, BUSY, LETTERS)
"""What is disturbed."""
