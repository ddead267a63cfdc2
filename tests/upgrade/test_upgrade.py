"""An office that version 0.1.0 set up and ran through a wave goes on with this version."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from dienhinh.domain.lists.milestones import MOVED
from dienhinh.running.runner import Runner
from dienhinh.world.places import SPREADSHEET_MIME
from jobs.timetable import TIMETABLE
from tests import office as offices
from tests import wave
from tests.office import JOBS, moment

ARCHIVE = Path(__file__).with_name("office-0.1.0.tar.xz")

UNITS = ("CU", "TCHC", "CTHSSV", "DTNCKH", "CD", "DTN", "K1", "K2", "K3", "K4")
BOOKS = (
    "danh_muc",
    "theo_doi",
    "cho_xu_ly",
    "xet_chon",
    "xet_chon_han_che",
    *(f"don_vi/{unit}" for unit in UNITS),
)

OURS = frozenset({"Kết quả kiểm tra", "Cập nhật lúc", "Tình trạng"})
"""Columns in which the program says what it finds now."""

POSITION = "Chức vụ, chức danh (người học: lớp, khóa)"

RETITLED = {"Ghi chú": "Thời gian theo Kế hoạch"}


@pytest.fixture
def left(tmp_path):
    """The office as it was left on the evening of 11 May 2023, its workspace running."""
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(tmp_path, filter="data")
    with offices.opened(tmp_path / "wave") as office:
        office.set_clock("2023-05-12 06:00")
        yield office


@pytest.fixture(scope="module")
def day_later(tmp_path_factory):
    """The folder of that office after every job has run on the morning of 12 May."""
    folder = tmp_path_factory.mktemp("upgraded")
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(folder, filter="data")
    with offices.opened(folder / "wave") as office:
        run_the_day(office)
    return folder / "wave"


@pytest.fixture
def upgraded(day_later, tmp_path):
    """An office of one's own after that morning, its workspace running."""
    with offices.opened(offices.copied(day_later, tmp_path / "office")) as office:
        office.set_clock("2023-05-12 08:00")
        yield office


def run_the_day(office):
    """Run every job of 12 May in one cycle, as the timetable would have them together."""
    office.set_clock("2023-05-12 08:00")
    outcomes = office.runner.run_all(list(JOBS), at=moment("2023-05-12 08:00"))
    assert [(each.job, each.problems) for each in outcomes] == [(job, ()) for job in JOBS]
    return outcomes


def tables(office):
    """Read every sheet of every workbook as its tab stands there: rows of texts by title."""
    told = {}
    for book in BOOKS:
        about = office.clerk._get(
            f"/v4/spreadsheets/{office.place(f'workbook/{book}')}", fields="sheets.properties.title"
        )
        for each in about["sheets"]:
            title = each["properties"]["title"]
            told[book, title] = office.table(book, title)
    return told


def files(office):
    """List everything that lies in Drive, by kind and name."""
    found = office.clerk._get("/drive/v3/files", fields="files(name,mimeType)", pageSize=1000)
    return sorted((each["mimeType"], each["name"]) for each in found["files"])


def test_a_day_runs_without_a_problem_and_a_second_time_writes_nothing(left):
    run_the_day(left)

    left.forget_calls()
    run_the_day(left)

    assert left.writes() == []


def test_nothing_is_written_sent_or_made_twice(left):
    before = files(left)

    run_the_day(left)

    assert files(left) == sorted([*before, (SPREADSHEET_MIME, "Lịch sử hồ sơ 2021 - 2025")])
    assert len(left.letters()) == 7


def test_not_a_word_of_units_council_or_office_is_lost(left):
    for title, said in (("Kết luận của Hội đồng", "Đạt"), ("Ghi chú của Hội đồng", "9/9 phiếu")):
        left.type(
            offices.OFFICE, "xet_chon", "Bảng xét chọn", ("Mã hồ sơ", wave.ARCHIVE), title, said
        )
    left.type(
        wave.K1, "don_vi/K1", "Đăng ký", ("Mã hồ sơ", wave.LECTURER), POSITION, "Trưởng bộ môn"
    )
    before = tables(left)

    run_the_day(left)

    after = tables(left)
    for sheet, rows in before.items():
        now = [cells_under(old, new) for old, new in zip(rows, after[sheet], strict=True)]
        assert now == [cells_under(old, old) for old in rows], sheet


def cells_under(old, row):
    """Give what a row holds under the titles of version 0.1.0, but for what the program finds."""
    titles = {title: RETITLED.get(title, title) for title in old if title not in OURS}
    return {now: row.get(now, row.get(title)) for title, now in titles.items()}


def test_days_and_confirmations_of_the_office_move_to_the_lists_that_hold_them_now(left):
    left.type(
        offices.OFFICE,
        "danh_muc",
        "Mốc thời gian",
        ("Mã mốc", "2023-1/DOSSIER_DUE"),
        "Hạn",
        "5/5/2023",
    )
    left.type(
        offices.OFFICE, "danh_muc", "Căn cứ", ("Mã căn cứ", "ND-91"), "Xác nhận", "Đã xác nhận"
    )

    run_the_day(left)

    shown = left.clerk.read_shown(left.place("workbook/danh_muc"), "Đợt")
    assert next(row for row in shown if row[0] == "2023-1")[2:6] == [
        "10/04/2023",
        "30/04/2023",
        "30/04/2023",
        "05/05/2023",
    ]
    ticks = left.rows("danh_muc", "Cần xác nhận", by="Mã")
    assert {code for code, row in ticks.items() if row["Đã xác nhận"]} == {"CAN_CU/ND-91"}
    told = left.rows("danh_muc", "Mốc thời gian", by="Mã mốc")
    assert told["2023-1/DOSSIER_DUE"]["Kết quả kiểm tra"] == MOVED
    assert told["SO_KET"]["Kết quả kiểm tra"] == "Đang áp dụng"


def test_columns_that_are_no_longer_declared_are_hidden_and_kept(upgraded):
    about = upgraded.clerk._get(
        f"/v4/spreadsheets/{upgraded.place('workbook/danh_muc')}",
        ranges="'Mốc thời gian'!1:1",
        fields="sheets.data(columnMetadata.hiddenByUser,rowData.values.formattedValue)",
    )
    data = about["sheets"][0]["data"][0]
    titles = [cell["formattedValue"] for cell in data["rowData"][0]["values"]]
    hidden = [each.get("hiddenByUser", False) for each in data["columnMetadata"]]
    assert [title for title, is_hidden in zip(titles, hidden, strict=True) if is_hidden] == [
        "Bắt đầu",
        "Xác nhận",
    ]


def test_own_words_of_before_are_renewed_with_their_source_and_sorted_rows_stay_themselves(
    upgraded,
):
    upgraded.clerk.sort(
        upgraded.place("workbook/xet_chon"), "Bảng xét chọn", "Mã hồ sơ", descending=True
    )
    upgraded.fill_in(
        wave.TCHC, "bao_cao_tap_the", wave.report_of_team(wave.ARCHIVE, "Dẫn đầu toàn tỉnh")
    )

    for job in ("collect_responses", "check_completeness", "compile_review"):
        assert upgraded.run(job, "2023-05-12 10:00").problems == ()

    report = upgraded.rows("don_vi/TCHC", "Báo cáo thành tích tập thể", by="Mã dòng")[
        "2023-1-BT-TCHC-001"
    ]
    assert "Dẫn đầu toàn tỉnh" in report.values()
    compiled = upgraded.column("xet_chon", "Bảng xét chọn", "Báo cáo thành tích")
    assert {code for code, text in compiled.items() if "Dẫn đầu toàn tỉnh" in str(text)} == {
        wave.ARCHIVE
    }


def test_columns_of_words_stay_text_whatever_a_unit_types_there(upgraded):
    upgraded.type(wave.K1, "don_vi/K1", "Đăng ký", ("Mã hồ sơ", wave.LECTURER), POSITION, "12/4")

    assert upgraded.rows("don_vi/K1", "Đăng ký")[wave.LECTURER][POSITION] == "12/4"


def test_each_dossier_has_a_history_that_begins_with_its_registration(left):
    ledger = left.runner.ledger

    assert {
        entry.subject: (entry.kind, str(entry.at.date()), entry.by)
        for entry in ledger.history.all()
    } == {
        wave.ARCHIVE: ("registered", "2023-04-17", "TCHC"),
        wave.RAPID: ("registered", "2023-04-17", "CTHSSV"),
        wave.MEMBER: ("registered", "2023-04-17", "CU"),
        wave.LECTURER: ("registered", "2023-04-17", "K1"),
    }


def test_what_the_ledger_knew_already_is_shown_to_the_office(upgraded):
    rows = upgraded.rows("lich_su", "Lịch sử hồ sơ", by="Mã ghi")
    whole = ("Đăng ký", "Đủ hồ sơ", "Ghi nhận khâu", "Đưa vào Bảng xét chọn")
    assert {name: row["Việc"] for name, row in rows.items()} == {
        f"{wave.LECTURER}/01": "Đăng ký",
        f"{wave.LECTURER}/02": "Ghi nhận khâu",
        **{
            f"{code}/{number:02}": said
            for code in (wave.ARCHIVE, wave.RAPID, wave.MEMBER)
            for number, said in enumerate(whole, start=1)
        },
    }


def test_no_letter_leaves_on_lists_that_are_not_as_declared_yet(left):
    left.set_clock("2023-05-12 08:00")

    outcome = left.runner.run("remind_heads", at=moment("2023-05-12 08:00"))

    assert len(outcome.problems) > 0
    assert len(left.letters()) == 7


def test_ledger_of_an_upgraded_office_can_be_rebuilt_without_the_marks_of_today(upgraded):
    run_the_day(upgraded)  # what names the address at which the workspace runs now
    codes = upgraded.runner.ledger.codes.all()
    upgraded.runner.close()
    (upgraded.data / "ledger.db").unlink()
    upgraded.runner = Runner.open(
        offices.settings(upgraded.base, upgraded.data), TIMETABLE, clock=offices.real_time
    )
    upgraded.forget_calls()

    told = upgraded.runner.rebuild(at=moment("2023-05-12 09:00"))
    run_the_day(upgraded)

    assert told.counts["letters"] == 7
    assert upgraded.runner.ledger.codes.all() == codes
    assert upgraded.writes() == []
    upgraded.runner.close()
