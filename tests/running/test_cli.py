from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from dienhinh.acts.effects import Letter, Paper, Remembered
from dienhinh.acts.plan import Plan
from dienhinh.domain.slots import Daily
from dienhinh.ledger import Ledger
from dienhinh.running.runner import SCHOOL_TIME
from dienhinh.running.timetable import Line
from dienhinh.world.world import World
from jobs.__main__ import main
from jobs.timetable import TIMETABLE
from tests.office import JOBS, OFFICE, moment, real_time
from tests.texts import ROOT

HEAVY = (
    "docxtpl",
    "google",
    "googleapiclient",
    "gspread",
    "holidays",
    "pandas",
    "pydantic",
    "requests",
    "sqlalchemy",
)


@pytest.fixture
def dienhinh(wave, monkeypatch, capsys):
    """Run the command line for the wave's office; gives exit status, output and error."""
    for name, value in wave.environment().items():
        monkeypatch.setenv(name, value)

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        told = capsys.readouterr()
        return ended.value.code or 0, told.out, told.err

    return run


def loaded_by(*arguments: str, **environment: str) -> tuple[str, set[str]]:
    """Run the command line in a process of its own; gives what it told and what it loaded."""
    script = (
        "import sys\n"
        "from jobs.__main__ import main\n"
        f"try:\n    main({list(arguments)})\n"
        "except SystemExit as ended:\n    assert not ended.code\n"
        "print('LOADED', *sys.modules)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    told, _, loaded = ran.stdout.partition("LOADED")
    return told, set(loaded.split())


def test_help_imports_nothing_heavy():
    told, loaded = loaded_by("--help")
    assert "collect" not in told
    assert sorted(loaded & set(HEAVY)) == []


@pytest.mark.parametrize("asked", [("status",), ("due", "--at", "2023-04-18T03:00")])
def test_what_ran_and_that_nothing_is_due_is_told_without_what_a_cycle_works_with(wave, asked):
    wave.runner.run_due(at=datetime(2023, 4, 17, 23, tzinfo=SCHOOL_TIME))
    told, loaded = loaded_by(*asked, **wave.environment())
    assert ("collect_responses" in told) == (asked == ("status",))
    rooms = {".".join(name.split(".")[:2]) for name in loaded}
    assert sorted(rooms & {"dienhinh.acts", "dienhinh.papers", "dienhinh.rendering"}) == []
    assert sorted(loaded & {"docxtpl", "gspread", "pandas", "requests", "google"}) == []


@pytest.mark.parametrize("command", ["set-up", "run", "due", "serve", "status", "examine"])
def test_every_command_tells_its_options(capsys, command):
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert not ended.value.code
    assert "--at" in capsys.readouterr().out


@pytest.mark.parametrize("command", [("explain", "2023-1-LV4-CNA-001"), ("run", "remind_heads")])
def test_office_that_was_never_set_up_is_told_to_be(tmp_path, monkeypatch, capsys, command):
    monkeypatch.setenv("DIENHINH_DATA", str(tmp_path))
    with pytest.raises(SystemExit) as ended:
        main([*command, "--at", "2023-04-20T08:00"])
    told = capsys.readouterr()
    assert ended.value.code == 1
    assert "chưa có Danh mục: chạy `dienhinh set-up` trước" in told.out + told.err


def test_run_without_problems_ends_with_0_and_a_line_a_job(dienhinh):
    assert dienhinh("run", "collect_responses", "compile-review", "--at", "2023-04-18T16:00") == (
        0,
        (
            "collect_responses: nothing to do\n"
            "compile_review: 3 rows, 4 new rows, 51 cells, 1 restricted rows\n"
        ),
        "",
    )


def test_run_with_a_problem_ends_with_1_and_tells_it(wave, dienhinh):
    wave.put(OFFICE, "don_vi/K1", "'Đăng ký'!C1", "Tên gọi")
    status, out, _ = dienhinh("run", "check_completeness", "--at", "2023-04-18T16:00")
    assert status == 1
    assert "  ! sổ của Khoa Y: " in out


def test_wrong_use_ends_with_2_and_says_why(wave, dienhinh):
    wrong = {
        ("run", "fly"): "no job 'fly'; jobs are set_up, collect_responses",
        ("run", "all", "--at", "morning"): "'morning' is not a time",
        ("run", "all", "--no-such"): "No such option",
        ("fly",): "No such command",
        ("serve", "--dry-run", "--until", "2023-04-20"): "a simulation rests on what its runs do",
        **{
            ("demo", *option): "the demo plays the example term of its own programme, at its own"
            for option in (("--programme", "x.toml"), ("--at", "2023-04-20T08:00"), ("--dry-run",))
        },
    }
    for arguments, why in wrong.items():
        status, out, err = dienhinh(*arguments)
        assert (status, out) == (2, "")
        assert why in " ".join(err.replace("│", " ").split())
    assert wave.writes() == []


def test_json_tells_counts_problems_and_notes_of_each_job(wave, dienhinh):
    status, out, _ = dienhinh(
        "run", "check_completeness", "remind_heads", "--at", "2023-04-20T08:00", "--json"
    )
    assert status == 0
    checked, reminded = json.loads(out)
    assert checked == {
        "job": "check_completeness",
        "counts": {"codes given": 0, "cells": 0, "dossiers": 4, "whole": 3, "gaps": 46},
        "problems": [],
        "notes": [],
    }
    assert reminded == {
        "job": "remind_heads",
        "counts": {"letters": 7},
        "problems": [],
        "notes": [],
    }
    assert len(wave.letters()) == 7


def test_dry_run_of_every_job_makes_no_writing_call(wave, dienhinh):
    status, out, _ = dienhinh("run", "all", "--dry-run", "--json", "--at", "2023-05-11T08:00")
    assert (status, [each["job"] for each in json.loads(out)]) == (0, list(JOBS))
    assert wave.writes() == []


def test_dry_run_of_the_letters_says_how_many_to_how_many(dienhinh):
    status, out, _ = dienhinh("run", "remind-heads", "--dry-run", "--at", "2023-04-20T08:00")
    assert (status, out.splitlines()[:2]) == (
        0,
        ["remind_heads: 7 letters", "  7 letters to 7 people"],
    )
    assert len(out.splitlines()) == 2 + 7  # a line each: to whom and why


def test_dry_run_composes_each_letter_and_names_the_one_that_cannot_be_made(wave):
    def plan(_world: World) -> Plan:
        whom = {"key": "K1/2023-04-20", "reference": "X", "to": ("truong-khoa-1@example.com",)}
        letter = Letter(
            **whom,
            on=date(2023, 4, 20),
            cc=(),
            sender=("Phòng", "tchc@example.com"),
            paper=Paper("khong_co", {}),
            whom="Khoa Y",
            counts="letters",
        )
        return Plan("thank_heads", (letter,), (), (), {})

    wave.runner.timetable = (Line("thank_heads", Daily(time(8)), plan, timedelta(hours=1)),)
    outcome = wave.runner.run("thank_heads", at=moment("2023-04-20 08:00"), dry_run=True)
    (problem,) = outcome.problems
    assert problem.where == "thư gửi Khoa Y"
    assert "không tìm thấy tệp mẫu" in problem.what
    assert outcome.counts.get("letters", 0) == 0


def test_dry_run_of_serving_says_what_it_would_run_now_and_ends(wave, dienhinh):
    wave.set_clock("2023-04-20 08:05")
    wave.forget_calls()
    status, out, err = dienhinh("serve", "--dry-run")
    assert (status, out, err) == dienhinh("due", "--dry-run", "--at", "2023-04-20T08:05")
    assert (status, err) == (0, "")
    assert "remind_heads: " in out
    assert wave.writes() == []
    assert dienhinh("serve", "--dry-run") == (status, out, err)


def test_set_up_is_a_command_of_its_own(wave, dienhinh):
    assert dienhinh("set-up", "--at", "2023-04-18T07:00") == (0, "set_up: nothing to do\n", "")
    assert wave.writes() == []


def test_due_runs_what_has_come_once(wave, dienhinh):
    status, out, _ = dienhinh("due", "--at", "2023-04-20T08:02", "--json")
    assert (status, [each["job"] for each in json.loads(out)]) == (0, list(JOBS))
    wave.forget_calls()
    assert dienhinh("due", "--at", "2023-04-20T08:04") == (0, "", "")
    assert wave.writes() == []


def test_status_tells_when_each_job_last_ran_and_what_is_not_settled(wave, dienhinh):
    dienhinh("due", "--at", "2023-04-20T08:02")
    status, out, _ = dienhinh("status", "--json", "--at", "2023-04-20T09:00")
    rows = {row["job"]: row for row in json.loads(out)}
    assert (status, list(rows)) == (0, list(JOBS))
    assert rows["remind_heads"]["due"] == "2023-04-20 08:00:00+07:00"
    assert rows["remind_heads"]["counts"] == {"letters": 7}
    assert rows["compile_review"]["due"] == "2023-04-19 16:00:00+07:00"


def test_examine_passes_and_warns_of_what_is_not_confirmed(dienhinh):
    status, out, _ = dienhinh("examine", "--json", "--at", "2023-04-20T09:00")
    found = json.loads(out)
    assert status == 0
    assert {entry["state"] for entry in found} == {"PASS", "WARN"}
    assert {"check": "account", "state": "PASS", "found": OFFICE} in found


def test_examine_ends_with_1_when_something_fails(wave, dienhinh):
    wave.put(OFFICE, "don_vi/K1", "'Đăng ký'!C1", "Tên gọi")
    status, out, _ = dienhinh("examine", "--json", "--at", "2023-04-20T09:00")
    assert status == 1
    assert [entry["check"] for entry in json.loads(out) if entry["state"] == "FAIL"] == [
        "workbook/don_vi/K1"
    ]


def test_examine_says_how_much_is_not_as_declared_and_what_puts_it_right(wave, dienhinh):
    book = wave.place("workbook/don_vi/K1")
    everybody = {"type": "anyone", "role": "reader"}
    wave.clerk._send("POST", f"/drive/v3/files/{book}/permissions", json=everybody)
    tab = {"sheetId": wave.sheet_id("don_vi/K1", "Đăng ký"), "title": "Đăng ký 2023"}
    change = {"updateSheetProperties": {"properties": tab, "fields": "title"}}
    wave.edit(OFFICE, "don_vi/K1", change)
    wave.forget_calls()
    _, out, _ = dienhinh("examine", "--json", "--at", "2023-04-20T09:00")
    assert wave.writes() == []
    (told,) = [entry for entry in json.loads(out) if entry["check"] == "set_up"]
    assert told == {
        "check": "set_up",
        "state": "WARN",
        "why": "2 things are not as declared: 1 changes of sheets, 1 permissions taken back;"
        " run `dienhinh set-up`",
    }
    assert wave.run("set_up", "2023-04-20 09:05").counts["permissions taken back"] == 1
    _, out, _ = dienhinh("examine", "--json", "--at", "2023-04-20T09:10")
    assert {"check": "set_up", "state": "PASS"} in json.loads(out)


def test_examine_names_a_board_that_lies_in_the_bin(wave, dienhinh):
    place = wave.place("workbook/xet_chon")
    wave.clerk._send("PATCH", f"/drive/v3/files/{place}", json={"trashed": True})
    status, out, _ = dienhinh("examine", "--json", "--at", "2023-04-20T09:00")
    failed = [entry for entry in json.loads(out) if entry["state"] == "FAIL"]
    assert (status, [entry["check"] for entry in failed]) == (1, ["sổ “Bảng xét chọn 2021 - 2025”"])
    assert "thùng rác" in failed[0]["why"]


def test_explain_tells_what_a_dossier_lacks_and_where(dienhinh):
    status, out, _ = dienhinh("explain", "2023-1-lv4-cna-001", "--json", "--at", "2023-04-20T09:00")
    told, *gaps, now, registered, said = json.loads(out)
    assert (status, told) == (
        0,
        {"dossier": "2023-1-LV4-CNA-001", "unit": "Khoa Y", "missing": 2},
    )
    assert [gap["where"] for gap in gaps] == ["Bảng “Đăng ký”, ô L2", "Biểu mẫu “Minh chứng”"]
    assert (now["bước"], now["tình trạng"]) == ("Đăng ký", "Đang bổ sung")
    assert now["khâu"] == "Bồi dưỡng"
    assert (registered["việc"], registered["người thực hiện"]) == ("Đăng ký", "Khoa Y")
    assert said["căn cứ"] == "Khâu: Bồi dưỡng; Đăng ký: 2023-1-LV4-CNA-001"


def test_explain_of_an_unknown_code_ends_with_1(dienhinh):
    assert dienhinh("explain", "2023-1-LV4-CNA-999")[0] == 1


def test_run_beside_another_run_of_the_programme_ends_with_1(wave, dienhinh):
    lease = wave.runner.ledger.lease
    number = lease.take("tien-giang-2021-2025", "another/1", timedelta(minutes=2))
    status, out, err = dienhinh("run", "all", "--at", "2030-04-20T08:10")
    assert (status, out) == (1, "")
    assert err.startswith("Another run of this programme is under way")
    assert "another/1" in err
    lease.give_back("tien-giang-2021-2025", number)
    assert dienhinh("run", "all", "--at", "2023-04-20T08:30")[0] == 0


def test_status_names_the_run_that_is_under_way(wave, dienhinh):
    wave.runner.ledger.lease.take("tien-giang-2021-2025", "another/1", timedelta(minutes=2))
    told = json.loads(dienhinh("status", "--json", "--at", "2030-04-20T08:10")[1])
    assert told[0]["run by"] == "another/1"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ledger.db", "The ledger at ledger.db cannot be opened: it is no address. Mend"),
        ("sqlite:////none/such.db", "The ledger at sqlite:////none/such.db cannot be opened: "),
        ("mysql://an:bimat@may/so", "The ledger at mysql://an:***@may/so cannot be opened: "),
    ],
)
def test_ledger_that_cannot_be_opened_ends_with_2_and_its_address(
    dienhinh, monkeypatch, address, said
):
    monkeypatch.setenv("DIENHINH_LEDGER", address)
    status, out, err = dienhinh("run", "all", "--at", "2023-04-20T08:00")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(said)


def test_run_that_lost_its_lease_ends_with_2_and_leaves_the_rest_to_the_other(
    wave, dienhinh, monkeypatch
):
    ledger = wave.runner.ledger

    def overtaken(_world):
        later = real_time() + timedelta(days=365)
        other = Ledger(
            f"sqlite:///{wave.data / 'ledger.db'}", ledger.programme, clock=lambda: later
        )
        assert other.lease.take(ledger.programme, "another/1", timedelta(minutes=2))
        other.close()
        return Plan("any", (Remembered(key="overtaken", value="yes"),), (), (), {})

    timetable = tuple(replace(entry, plan=overtaken) for entry in TIMETABLE)
    monkeypatch.setattr("jobs.timetable.TIMETABLE", timetable)
    status, out, err = dienhinh("run", "all", "--at", "2023-04-20T08:00")
    assert (status, out) == (2, "")
    assert err.startswith("Another run took over the programme tien-giang-2021-2025 while this one")
    assert ledger.facts.get("overtaken") is None
    assert wave.writes() == []
