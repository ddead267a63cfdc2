"""A lost ledger is rebuilt from the workspace, and nothing is made, written or sent twice."""

from __future__ import annotations

import pytest

from dienhinh.example.answers import CONSENT
from dienhinh.ledger import Ledger, NotEmpty
from dienhinh.running.rebuild import CannotRebuild
from dienhinh.running.runner import Runner
from jobs.timetable import TIMETABLE
from tests import office as offices
from tests import wave as said
from tests.office import JOBS, OFFICE, moment

LATER = "2023-05-11 10:00"

WITHOUT_MARKS = {
    "deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": {"metadataKey": "d"}}}
}

FOUND = {"places": 33, "documents": 8, "letters": 14, "rungs": 14, "codes": 17, "answers": 17}


@pytest.fixture(scope="session")
def late_office(store, wave_office):
    """The wave on 11 May: letters have left, the council has spoken, documents lie in Drive."""
    folder = store / "late-office"
    if not folder.with_suffix(".done").exists():
        with offices.opened(offices.copied(wave_office, folder)) as office:
            for at in ("2023-04-20 08:00", "2023-05-11 08:00"):
                for outcome in office.run_all(at):
                    assert outcome.problems == ()
            council(office, "Kết luận của Hội đồng", "Đạt")
        folder.with_suffix(".done").touch()
    return folder


def council(office, column, text):
    """Let the council write beside a dossier."""
    office.type(OFFICE, "xet_chon", "Bảng xét chọn", ("Mã hồ sơ", said.ARCHIVE), column, text)


@pytest.fixture
def late(late_office, tmp_path):
    """An office of one's own on 11 May, whose documents name the addresses at which it runs now."""
    with offices.opened(offices.copied(late_office, tmp_path / "office")) as office:
        assert office.run("render_reports", "2023-05-11 09:00").problems == ()
        yield office
        office.runner.close()


def lose(office):
    """Delete the ledger of an office; gives it as it was."""
    office.runner.close()
    kept = office.data / "kept.db"
    (office.data / "ledger.db").rename(kept)
    for left in office.data.glob("ledger.db*"):
        left.unlink()
    office.runner = Runner.open(
        offices.settings(office.base, office.data), TIMETABLE, clock=offices.real_time
    )
    office.set_clock(LATER)
    office.forget_calls()
    return Ledger(f"sqlite:///{kept}", office.runner.programme.id)


def rebuilt(office):
    """Rebuild; nothing in the workspace may be changed by it."""
    outcome = office.runner.rebuild(at=moment(LATER))
    assert office.writes() == []
    return outcome


def remembered(ledger):
    """Tell what must be known so that nothing is done twice."""
    return {
        "effects": {
            name: (effect.state, effect.external_id)
            for name, effect in ledger.effects.everything().items()
        },
        "links": {
            each.key: each.facts["link"]
            for each in ledger.effects.all("place")
            if not each.key.startswith("folder/")
        },
        "documents": {
            each.key: (each.facts["sha256"], each.facts["told"])
            for each in ledger.effects.all("document")
        },
        "codes": ledger.codes.all(),
        "answers": ledger.answers.all(),
        "history": {(each.subject, each.at, each.by, each.key) for each in ledger.history.all()},
    }


def test_rebuilt_ledger_knows_what_the_lost_one_knew(late):
    before = lose(late)

    assert rebuilt(late).counts == FOUND

    assert remembered(late.runner.ledger) == remembered(before)
    before.close()


def letters(ledger):
    """List the letters that left, by key."""
    return {each.key for each in ledger.effects.all("letter")}


def happenings(ledger):
    """List what happened to each dossier, in order and with all that is kept of it."""
    told = {}
    for entry in ledger.history.all():
        told.setdefault(entry.subject, []).append(entry)
    return told


def test_histories_are_read_back_whole_and_in_order(late):
    before = lose(late)
    rebuilt(late)

    found = happenings(late.runner.ledger)
    assert found == happenings(before)
    assert [entry.kind for entry in found[said.ARCHIVE]] == [
        "registered",
        "completed",
        "stage",
        "compiled",
    ]
    before.close()


def test_row_of_a_history_that_tells_nothing_any_more_is_told_anew_under_another_number(late):
    rows = set(late.rows("lich_su", "Lịch sử hồ sơ", by="Mã ghi"))
    second = ("Mã ghi", f"{said.ARCHIVE}/02")
    late.type(OFFICE, "lich_su", "Lịch sử hồ sơ", second, "Việc", "đã xem")
    lose(late).close()
    rebuilt(late)

    late.set_clock(LATER)
    late.runner.run_all(list(JOBS), at=moment(LATER))

    after = late.rows("lich_su", "Lịch sử hồ sơ", by="Mã ghi")
    assert set(after) == rows | {f"{said.ARCHIVE}/05"}
    assert after[f"{said.ARCHIVE}/02"]["Việc"] == "đã xem"
    assert after[f"{said.ARCHIVE}/05"]["Việc"] == "Đủ hồ sơ"


def test_nothing_is_written_made_or_sent_after_it(late):
    lose(late).close()
    rebuilt(late)

    for at in (LATER, "2023-05-11 16:30"):
        late.set_clock(at)
        outcomes = late.runner.run_all(list(JOBS), at=moment(at))
        assert [(each.job, each.problems) for each in outcomes] == [(job, ()) for job in JOBS]
    assert late.writes() == []


def test_letter_of_every_kind_is_known_by_what_it_bears_and_none_is_sent_again(late):
    """One to the office, one that corrects and one that reminds; all sent on a later day."""
    late.set_clock("2023-05-11 07:55")
    late.fill_in(said.K1, "minh_chung", said.proof(said.LECTURER, "4A1"))
    late.run("collect_responses", "2023-05-11 10:00")
    late.set_clock("2023-05-16 07:40")
    late.runner.run_all(["remind_heads"], at=moment("2023-05-15 08:00"))
    before = lose(late)
    kinds = {key.partition("/")[0] for key in letters(before)}
    assert {"correction", "office", "K1"} <= kinds
    late.runner.rebuild(at=moment("2023-05-16 07:50"))

    assert letters(late.runner.ledger) == letters(before)
    late.runner.run_all(["remind_heads"], at=moment("2023-05-15 09:00"))
    assert late.writes() == []
    before.close()


def test_own_words_are_renewed_with_their_source_and_those_of_people_stay(late):
    council(late, "Tóm tắt thành tích", "Hội đồng sửa")
    lose(late).close()
    rebuilt(late)

    late.fill_in(said.TCHC, "bao_cao_tap_the", said.report_of_team(said.ARCHIVE, "Dẫn đầu tỉnh"))
    for job in ("collect_responses", "check_completeness", "compile_review"):
        assert late.run(job, "2023-05-12 10:00").problems == ()

    row = late.rows("xet_chon", "Bảng xét chọn")[said.ARCHIVE]
    assert "Dẫn đầu tỉnh" in str(row["Báo cáo thành tích"])
    assert row["Tóm tắt thành tích"] == "Hội đồng sửa"
    assert row["Kết luận của Hội đồng"] == "Đạt"


def test_a_unit_that_registers_later_gets_the_next_code(late):
    lose(late).close()
    rebuilt(late)

    late.fill_in(said.TCHC, "dang_ky", said.team("LV2-TT", "Tổ Tổng hợp", ("2T1", "2T2")))
    late.run("collect_responses", "2023-05-12 10:00")

    assert set(late.rows("don_vi/TCHC", "Đăng ký")) == {said.ARCHIVE, "2023-1-LV2-TT-002"}


def test_answers_that_wait_still_wait_and_one_sent_meanwhile_is_taken(late):
    late.fill_in(said.STRANGER, "dang_ky", said.team("LV2-TT", "Tổ lạ", ("2T1",)))
    late.run("collect_responses", "2023-05-11 09:30")
    late.fill_in(said.STRANGER, "dang_ky", said.team("LV2-TT", "Tổ khác", ("2T1",)))
    lose(late).close()
    rebuilt(late)

    late.run("collect_responses", "2023-05-11 11:00")
    waiting = late.table("cho_xu_ly", "Chờ xử lý")
    assert len(waiting) == 2
    late.type(
        OFFICE,
        "cho_xu_ly",
        "Chờ xử lý",
        ("Mã câu trả lời", waiting[0]["Mã câu trả lời"]),
        "Đơn vị được xác nhận",
        late.table("danh_muc", "Đơn vị")[1]["Tên đơn vị"],
    )
    late.run("collect_responses", "2023-05-11 11:30")

    assert [row["Kết quả xử lý"] for row in late.table("cho_xu_ly", "Chờ xử lý")] == [
        "Đã chuyển vào sổ của Phòng Tổ chức - Hành chính",
        "Đang chờ xử lý",
    ]


def test_edited_answer_that_waits_is_still_that_of_its_row(late):
    """Until the office has said whose it is, its row stays as it was and its word is not in it."""
    edit = late.fill_in(said.K1, "dang_ky", said.person("LV4-CNA", "Giảng viên 9", ("4A1",)))
    late.run("collect_responses", "2023-05-11 09:20")
    other = said.person("LV1-CN", "Giảng viên 9", ("1C1",))
    late.person(said.K1).edit_answer(edit, {**other, CONSENT: ()})
    late.run("collect_responses", "2023-05-11 09:40")
    before = lose(late)
    rebuilt(late)

    (known,) = late.runner.ledger.answers.waiting()
    assert (known.unit, known.code) == ("K1", "2023-1-LV4-CNA-002")
    assert known == before.answers.waiting()[0]
    assert known.content["dong_y_xet_chon"] == ""
    before.close()


def test_rows_that_bear_no_mark_are_known_by_their_words(late):
    for unit in ("CU", "TCHC", "CTHSSV", "K1"):
        late.edit(OFFICE, f"don_vi/{unit}", WITHOUT_MARKS)
    late.clerk.sort(late.place("workbook/don_vi/TCHC"), "Kế hoạch", "Mã dòng", descending=True)
    before = lose(late)
    rebuilt(late)

    codes = late.runner.ledger.codes.all()
    assert {code: origin for origin, code in codes.items()} == {
        code: origin for origin, code in before.codes.all().items()
    }
    before.close()


def test_a_dry_run_tells_what_is_found_and_remembers_nothing(late):
    lose(late).close()

    assert late.runner.rebuild(at=moment(LATER), dry_run=True).counts == FOUND
    assert late.runner.ledger.effects.everything() == {}


def test_ledger_that_is_not_empty_is_refused_and_stays(wave):
    before = remembered(wave.runner.ledger)

    with pytest.raises(NotEmpty, match="things made, 17 codes, 17 answers"):
        wave.runner.rebuild(at=moment(LATER))

    assert remembered(wave.runner.ledger) == before
    assert wave.writes() == []


def test_workspace_that_cannot_be_read_whole_is_named_and_nothing_is_remembered(late):
    binned = f"/drive/v3/files/{late.place('workbook/don_vi/K1')}"
    late.clerk._send("PATCH", binned, json={"trashed": True})
    lose(late).close()

    with pytest.raises(CannotRebuild, match="workbook/don_vi/K1"):
        late.runner.rebuild(at=moment(LATER))

    assert late.runner.ledger.effects.everything() == {}


def test_workspace_without_anything_of_the_programme_is_named(tmp_path):
    with (
        offices.opened(tmp_path / "office") as office,
        pytest.raises(CannotRebuild, match="there is nothing to rebuild from"),
    ):
        office.runner.rebuild(at=moment(LATER))
