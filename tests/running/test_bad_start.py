"""What cannot be started is named with what to do, ends with 2, and changes nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from jobs.__main__ import main
from tests.ledger.test_upgrade import OLD, dump
from tests.office import PROGRAMME


@pytest.fixture
def started(tmp_path, monkeypatch, capsys):
    """Try a command in a data folder of its own; gives what it says, which is one refusal."""
    monkeypatch.setenv("DIENHINH_DATA", str(tmp_path / "office"))

    def run(*arguments: str) -> str:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        told = capsys.readouterr()
        assert (ended.value.code, told.out) == (2, "")
        assert "Traceback" not in told.err
        return told.err

    return run


def ledger_of(tmp_path, statements):
    """Lay a database where the ledger is looked for; gives its path."""
    (tmp_path / "office").mkdir()
    path = tmp_path / "office" / "ledger.db"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(statements)
    return path


def test_ledger_of_a_newer_version_is_named_and_stays(tmp_path, started):
    path = ledger_of(
        tmp_path,
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);"
        "INSERT INTO alembic_version VALUES ('0099');",
    )
    before = dump(path)

    said = started("run", "all", "--at", "2023-04-20T08:00")

    assert "was made by a newer version of this program (its form is 0099" in said
    assert "Install the newer version, or put back an older copy." in said
    assert dump(path) == before


def test_migration_that_breaks_half_way_is_named_and_leaves_the_ledger_as_it_was(tmp_path, started):
    ours = OLD.replace("'2023-2-LV4-CNA", "'2023-1-LV1-CN")
    path = ledger_of(tmp_path, ours + "CREATE TABLE new_answers (x VARCHAR);")

    said = started("status")

    assert "could not be brought from form 0001 to 0002" in said
    assert "It stands as it stood before." in said
    with closing(sqlite3.connect(path)) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(effects)")]
    assert "programme" not in columns


def test_folder_for_the_data_that_cannot_be_made_is_named(tmp_path, started):
    (tmp_path / "office").write_text("no folder")

    said = started("status")

    assert said.startswith(f"DIENHINH_DATA: the folder {tmp_path / 'office'} cannot be made")
    assert "give the path of a folder" in said


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_key_to_be_made_anew_that_nothing_has_is_named_with_those_that_there_are(started, dry):
    said = started("set-up", "--remake", "form/dang_ki", *dry)

    assert said.startswith("--remake: nothing of tien-giang-2021-2025 has the key form/dang_ki")
    for key in ("folder/goc", "workbook/danh_muc", "workbook/don_vi/K1", "form/dang_ky"):
        assert key in said


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        (
            'field = "pham_vi"',
            'field = "pham_vy"',
            '"pham_vy" stands here; the section ke_hoach has no such field',
        ),
        (
            'equals = "Kế hoạch của đơn vị"',
            'equals = "Kế hoạch của phòng"',
            '"Kế hoạch của phòng" stands here; options of pham_vi are Kế hoạch của đơn vị,',
        ),
        ('section = "tien_do"', 'section = "tien_to"', '"tien_to" stands here; expected'),
    ],
)
def test_programme_that_names_what_no_sheet_has_is_refused_by_line(
    tmp_path, started, old, new, named
):
    text = PROGRAMME.read_text(encoding="utf-8")
    path = tmp_path / "plan.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1

    said = started("status", "--programme", str(path))

    assert f"line {line}, " in said
    assert named in said


def test_rebuild_over_a_ledger_that_is_not_empty_is_refused(wave, monkeypatch, started):
    for name, value in wave.environment().items():
        monkeypatch.setenv(name, value)
    wave.forget_calls()

    said = started("rebuild")

    assert "is not empty, so there is nothing to rebuild" in said
    assert "move its file away first" in said
    assert wave.writes() == []


def test_rebuild_without_anything_to_rebuild_from_is_refused(started):
    assert "there is nothing to rebuild from" in started("rebuild")
