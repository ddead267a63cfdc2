from __future__ import annotations

import json
from io import BytesIO

import pytest
from docx import Document

from dienhinh.ledger import State
from dienhinh.running.serve import Scheduled
from jobs.__main__ import main
from tests import office as offices
from tests.office import Office, moment
from tests.wave import K1, K2, LECTURER, STRANGER, person, proof, unit_plan

THURSDAY, FRIDAY = "2023-04-27", "2023-04-28"
BOOKS = {
    "theo_doi": ("Bảng theo dõi",),
    "cho_xu_ly": ("Chờ xử lý",),
    "xet_chon": ("Bảng xét chọn",),
    "xet_chon_han_che": ("Bảng xét chọn (hạn chế)",),
    **{
        f"don_vi/{unit}": ("Kế hoạch", "Đăng ký", "Báo cáo thành tích cá nhân", "Minh chứng")
        for unit in ("CU", "TCHC", "CTHSSV", "DTNCKH", "CD", "DTN", "K1", "K2", "K3", "K4")
    },
}


def times(day: str) -> list[tuple[str, str]]:
    """Write down by hand what runs when on a day: (time, job), in order."""
    hours = range(7, 18)
    half_hours = [f"{hour:02}:{minute:02}" for hour in hours for minute in (0, 30)][1:]
    runs = [
        ("07:00", "set_up"),
        *((time, "collect_responses") for time in half_hours),
        *((f"{hour:02}:35", "check_completeness") for hour in hours),
        ("08:00", "remind_heads"),
        ("16:00", "compile_review"),
        ("16:30", "render_reports"),
    ]
    order = {job: number for number, job in enumerate(offices.JOBS)}
    return [(f"{day} {time}", job) for time, job in sorted(runs, key=lambda r: (r[0], order[r[1]]))]


# Before its first run of Thursday, `serve` catches up once what was last due on Wednesday.
CAUGHT_UP = [
    (f"{THURSDAY} 06:55", job)
    for job in ("set_up", "collect_responses", "check_completeness", "compile_review",
                "render_reports")
]  # fmt: skip
RUNS = [*CAUGHT_UP, *times(THURSDAY), *times(FRIDAY)]


def answer_before_the_days(office: Office) -> None:
    """Let people answer on Wednesday afternoon what no job has seen yet."""
    office.set_clock("2023-04-26 20:00")
    office.fill_in(K1, "minh_chung", proof(LECTURER, "4A1"))
    office.fill_in(K2, "ke_hoach", unit_plan())
    office.fill_in(K2, "dang_ky", person("LV4-CNA", "Giảng viên 15", ("4A2",), summary=""))
    office.fill_in(STRANGER, "dang_ky", person("LV4-CNA", "Giảng viên 16", ("4A2",)))


def left_by(office: Office) -> dict[str, object]:
    """Collect what the two days have left: sheets by code, letters, documents' words, effects."""
    sheets = {
        (book, title): sorted(map(str, office.table(book, title)))
        for book, titles in BOOKS.items()
        for title in titles
    }
    letters = [
        (letter.to, letter.copies, letter.subject, letter.reference, letter.sent,
         [(line.dossier, line.what, line.where) for line in letter.lines])
        for letter in office.letters()
    ]  # fmt: skip
    documents = {
        key: words(office.clerk.download(place))
        for key, place in office.runner.places().items()
        if key.startswith("document/")
    }
    effects = [
        (effect.key, effect.state, effect.changed_at)
        for kind in ("letter", "rung", "document")
        for effect in office.runner.ledger.effects.all(kind)
    ]
    return {"sheets": sheets, "letters": letters, "documents": documents, "effects": effects}


def words(content: bytes) -> list[str]:
    document = Document(BytesIO(content))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


@pytest.fixture
def served(wave_office, tmp_path, monkeypatch, capsys):
    """Two days of `dienhinh serve`: the office afterwards, and what the command told."""
    with offices.opened(offices.copied(wave_office, tmp_path / "served")) as office:
        answer_before_the_days(office)
        for name, value in office.environment().items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            main(["serve", "--at", f"{THURSDAY}T06:55", "--until", f"{FRIDAY}T18:00", "--json"])
        assert not ended.value.code
        yield office, json.loads(capsys.readouterr().out)


@pytest.fixture
def by_hand(wave_office, tmp_path):
    """The same two days, each job run by hand at its time."""
    with offices.opened(offices.copied(wave_office, tmp_path / "by-hand")) as office:
        answer_before_the_days(office)
        for at, job in RUNS:
            assert office.run(job, at).problems == ()
        yield office


def test_two_days_served_leave_what_the_jobs_run_by_hand_leave(served, by_hand):
    office, outcomes = served
    left, wanted = left_by(office), left_by(by_hand)
    for part, value in wanted.items():
        assert left[part] == value, part
    assert {letter[4].date().isoformat() for letter in left["letters"]} == {THURSDAY, FRIDAY}
    assert [outcome["job"] for outcome in outcomes] == [job for _, job in RUNS]
    slots = {job: office.runner.ledger.slots.last(job).due for job in offices.JOBS}
    assert slots == {
        "set_up": moment(f"{FRIDAY} 07:00"),
        "collect_responses": moment(f"{FRIDAY} 17:30"),
        "check_completeness": moment(f"{FRIDAY} 17:35"),
        "remind_heads": moment(f"{FRIDAY} 08:00"),
        "compile_review": moment(f"{FRIDAY} 16:00"),
        "render_reports": moment(f"{FRIDAY} 16:30"),
    }
    assert {effect[1] for effect in left["effects"]} == {State.DONE}


def test_timetable_is_a_scheduler_with_a_job_a_line(wave):
    scheduled = Scheduled(wave.runner, moment("2023-04-20 06:00"))
    assert [job.tags for job in scheduled.jobs] == [{name} for name in offices.JOBS]
    assert scheduled.next_run == moment("2023-04-20 07:00")
    # What was missed, what failed and a clock that was set back: the slots know.
    wave.runner.run_due(at=moment("2023-04-20 08:01"))
    assert scheduled.due(moment("2023-04-20 08:02")) == []
    assert scheduled.due(moment("2023-04-20 08:35")) == ["collect_responses", "check_completeness"]
    assert scheduled.due(moment("2023-04-20 08:36")) == ["collect_responses", "check_completeness"]
    wave.runner.run_due(at=moment("2023-04-20 08:36"))
    assert scheduled.due(moment("2023-04-20 08:37")) == []
    assert "set_up" in scheduled.due(moment("2023-04-19 08:00"))


def test_run_that_is_due_is_done_once_however_often_one_asks(wave):
    wave.set_clock("2023-04-20 08:01")
    first = wave.runner.run_due(at=moment("2023-04-20 08:01"))
    assert [outcome.job for outcome in first] == list(offices.JOBS)
    assert wave.runner.run_due(at=moment("2023-04-20 08:02")) == []
    assert wave.runner.ledger.slots.last("remind_heads").due == moment("2023-04-20 08:00")


def test_letters_of_a_morning_that_was_slept_through_are_not_sent_at_night(wave):
    late = wave.runner.run_due(at=moment("2023-04-20 16:31"))
    assert "remind_heads" not in [outcome.job for outcome in late]
    assert wave.letters() == []


def test_pause_of_days_is_caught_up_with_one_run_of_each_job(wave):
    wave.runner.run_due(at=moment("2023-04-20 08:01"))
    wave.set_clock("2023-04-26 12:10")
    after = wave.runner.run_due(at=moment("2023-04-26 12:10"))
    assert [outcome.job for outcome in after] == list(offices.JOBS)
    due = {job: wave.runner.ledger.slots.last(job).due for job in offices.JOBS}
    assert due["collect_responses"] == moment("2023-04-26 12:00")
    assert due["check_completeness"] == moment("2023-04-26 11:35")
    assert due["compile_review"] == moment("2023-04-25 16:00")


def test_run_that_was_killed_is_run_again(wave):
    at = moment("2023-04-20 08:00")
    for job in offices.JOBS:
        wave.runner.ledger.slots.start(job, at, at)
    again = wave.runner.run_due(at=moment("2023-04-20 08:01"))
    assert [outcome.job for outcome in again] == list(offices.JOBS)
