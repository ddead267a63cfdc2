"""A ledger in its first form, as it was before programmes had names, is taken over."""

from __future__ import annotations

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from dienhinh.ledger import (
    BrokenMigration,
    Effect,
    Ledger,
    OtherProgramme,
    Slot,
    State,
    digest,
    migrations,
    tables,
)
from dienhinh.ledger.answers import AnswerState, TakenAnswer
from dienhinh.ledger.opening import KNOWN
from tests.office import moment

AT = moment("2023-04-20 08:00")
STAMP = "2023-04-20T01:00:00.000000Z"

OLD = f"""
CREATE TABLE effects (kind VARCHAR NOT NULL, "key" VARCHAR NOT NULL, state VARCHAR NOT NULL,
  external_id VARCHAR, facts JSON NOT NULL, changed_at VARCHAR NOT NULL,
  PRIMARY KEY (kind, "key"));
CREATE TABLE slots (job VARCHAR NOT NULL, slot VARCHAR NOT NULL, state VARCHAR NOT NULL,
  started_at VARCHAR NOT NULL, ended_at VARCHAR, counts JSON NOT NULL, problems JSON NOT NULL,
  PRIMARY KEY (job, slot));
CREATE TABLE lease (name VARCHAR NOT NULL, holder VARCHAR NOT NULL, until VARCHAR NOT NULL,
  PRIMARY KEY (name));
CREATE TABLE answers (form VARCHAR NOT NULL, response_id VARCHAR NOT NULL,
  submitted_at VARCHAR NOT NULL, state VARCHAR NOT NULL, unit VARCHAR, code VARCHAR,
  content JSON NOT NULL, PRIMARY KEY (form, response_id));
CREATE TABLE codes (origin VARCHAR NOT NULL, code VARCHAR NOT NULL, series VARCHAR NOT NULL,
  number INTEGER NOT NULL, PRIMARY KEY (origin), UNIQUE (code));
CREATE TABLE cells (sheet VARCHAR NOT NULL, code VARCHAR NOT NULL, column_key VARCHAR NOT NULL,
  value JSON, PRIMARY KEY (sheet, code, column_key));
CREATE TABLE cursors (name VARCHAR NOT NULL, value VARCHAR NOT NULL, PRIMARY KEY (name));
CREATE TABLE readings (source VARCHAR NOT NULL, rows INTEGER NOT NULL, read_at VARCHAR NOT NULL,
  PRIMARY KEY (source));
INSERT INTO effects VALUES ('place', 'form/dang_ky', 'done', 'f1', '{{"link": "http://x/"}}', '{STAMP}');
INSERT INTO slots VALUES ('check', '{STAMP}', 'done', '{STAMP}', NULL, '{{"forms": 9}}', '[]');
INSERT INTO lease VALUES ('plan', 'host/1', '2099-04-20T01:00:00.000000Z');
INSERT INTO answers VALUES ('dang_ky', 'r1', '2023-04-17T02:00:00Z', 'taken', 'K1',
  '2023-1-LV4-CNA-001', '{{"ten": "T\\u1ed5 1"}}');
INSERT INTO codes VALUES ('dang_ky/r1', '2023-1-LV4-CNA-001', '2023-1-LV4-CNA', 1);
INSERT INTO codes VALUES ('dang_ky/r2', '2023-2-LV4-CNA-001', '2023-2-LV4-CNA', 1);
INSERT INTO cells VALUES ('b/s', '001', 'ten', '"T\\u1ed5 1"');
INSERT INTO cells VALUES ('b/s', '001', 'so', '8.5');
INSERT INTO cells VALUES ('b/s', '002', 'ten', 'null');
INSERT INTO cells VALUES ('b/t', '001', 'dat', 'true');
INSERT INTO cursors VALUES ('form/dang_ky', '2023-04-17T02:00:00Z');
INSERT INTO readings VALUES ('workbook/don_vi/K1', 7, '{STAMP}');
"""  # noqa: E501  # rows as they stand

WAVES = ("2023-1", "2023-2")


@pytest.fixture
def address(tmp_path):
    """What is told here is about a file."""
    return f"sqlite:///{tmp_path / 'ledger.db'}"


@pytest.fixture
def file(tmp_path):
    """A ledger in the first form, readable by everybody."""
    path = tmp_path / "ledger.db"
    write(path, OLD)
    path.chmod(0o644)
    return path


def write(path, statements):
    with closing(sqlite3.connect(path)) as database:
        database.executescript(statements)


def dump(path):
    with closing(sqlite3.connect(path)) as database:
        return list(database.iterdump())


def shape(address):
    """Tell columns, keys and unique sets of every table."""
    ledger = Ledger(address, "plan")
    looked = inspect(ledger._store.engine)
    told = {
        table: (
            [(c["name"], str(c["type"]), c["nullable"]) for c in looked.get_columns(table)],
            looked.get_pk_constraint(table)["constrained_columns"],
            [unique["column_names"] for unique in looked.get_unique_constraints(table)],
        )
        for table in looked.get_table_names()
    }
    ledger.close()
    return told


def test_everything_of_an_old_ledger_goes_to_the_programme_that_opens_it(file, opened):
    ledger = opened("plan", waves=WAVES)
    assert ledger.effects.everything() == {
        ("place", "form/dang_ky"): Effect(
            "place", "form/dang_ky", State.DONE, "f1", {"link": "http://x/"}, AT
        )
    }
    assert ledger.slots.last("check") == Slot("check", AT, "done", AT, None, {"forms": 9}, [])
    assert ledger.answers.all() == [
        TakenAnswer("dang_ky", "r1", "2023-04-17T02:00:00Z", AnswerState.TAKEN, "K1",
                    "2023-1-LV4-CNA-001", {"ten": "Tổ 1"})
    ]  # fmt: skip
    assert ledger.codes.give("dang_ky/r3", "2023-1-LV4-CNA") == "2023-1-LV4-CNA-002"
    assert ledger.cursors.get("form/dang_ky") == "2023-04-17T02:00:00Z"
    assert ledger.lease.holder("plan") is None
    assert opened("another").codes.all() == {}


def test_what_was_last_written_becomes_the_first_of_our_words(file, opened):
    words = opened("plan").words
    assert words.of("b/s") == {
        "001": {"ten": [digest("Tổ 1")], "so": [digest(8.5)]},
        "002": {"ten": [digest(None)]},
    }
    assert words.of("b/t") == {"001": {"dat": [digest(True)]}}


def test_copy_of_the_old_ledger_is_kept_beside_it_for_its_owner_alone(file, opened):
    before = dump(file)
    opened("plan")
    copy = file.with_name("ledger.db.before-0002")
    assert dump(copy) == before
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}
    assert set(modes.values()) == {0o600}
    assert set(modes) == {"ledger.db", "ledger.db-shm", "ledger.db-wal", "ledger.db.before-0002"}


def test_upgraded_ledger_has_the_form_of_a_fresh_one(file, address, tmp_path):
    assert shape(address) == shape(f"sqlite:///{tmp_path / 'fresh.db'}")


def test_ledger_of_an_early_time_lacks_tables_and_is_taken_over_too(file, opened):
    write(file, "DROP TABLE readings; DROP TABLE cells;")
    ledger = opened("plan")
    assert ledger.codes.of("dang_ky/r1") == "2023-1-LV4-CNA-001"
    assert ledger.words.of("b/s") == {}


def test_old_ledger_of_another_programme_is_refused_by_its_waves(file, address):
    before = dump(file)
    with pytest.raises(OtherProgramme) as refused:
        Ledger(address, "2026-2030", waves=["2023-1", "2026-1"])
    assert refused.value.programme == "2026-2030"
    assert refused.value.why == "it holds codes of 2023-2, which 2026-2030 does not have"
    assert dump(file) == before
    assert [path.name for path in file.parent.iterdir()] == ["ledger.db"]


def test_wave_that_begins_like_another_is_not_taken_for_it(file, address):
    write(file, "UPDATE codes SET code = '2023-11-LV4-CNA-001' WHERE origin = 'dang_ky/r2'")
    with pytest.raises(OtherProgramme, match="codes of 2023-11, which plan does not have"):
        Ledger(address, "plan", waves=["2023-1"])


def test_step_that_breaks_half_way_leaves_the_old_ledger_whole_and_is_named(file, address):
    write(file, "UPDATE cells SET value = '{broken' WHERE sheet = 'b/t'")
    before = dump(file)
    with pytest.raises(BrokenMigration) as refused:
        Ledger(address, "plan", waves=WAVES)
    assert (refused.value.version, refused.value.head) == ("0001", "0002")
    assert "It stands as it stood before." in str(refused.value)
    assert dump(file) == before
    write(file, "UPDATE cells SET value = 'true' WHERE sheet = 'b/t'")
    ledger = Ledger(address, "plan", waves=WAVES)
    assert ledger.words.of("b/t") == {"001": {"dat": [digest(True)]}}
    ledger.close()


def test_two_that_open_an_old_ledger_at_once_both_find_it_taken_over(file, address):
    def take_over(_: int) -> dict[str, str]:
        ledger = Ledger(address, "plan", waves=WAVES)
        try:
            return ledger.codes.all()
        finally:
            ledger.close()

    before = dump(file)
    with ThreadPoolExecutor(4) as several:
        told = list(several.map(take_over, range(4)))
    assert told == [told[0]] * 4
    assert sorted(told[0]) == ["dang_ky/r1", "dang_ky/r2"]
    assert dump(file.with_name("ledger.db.before-0002")) == before


def test_newest_script_makes_the_form_that_the_program_knows():
    scripts = ScriptDirectory(migrations.__path__[0])
    steps = [script.revision for script in scripts.walk_revisions()]
    assert (scripts.get_current_head(), sorted(steps)) == (tables.VERSION, list(KNOWN))


def test_histories_begin_with_what_is_known_and_units_with_their_workbooks(file, opened):
    made = "2023-04-09T20:00:00.000000Z"
    write(
        file,
        f"""
        INSERT INTO effects VALUES ('place', 'workbook/don_vi/K1', 'done', 'b1', '{{}}', '{made}');
        INSERT INTO codes VALUES
          ('typed/K1/dang_ky/abc', '2023-1-LV4-CNA-002', '2023-1-LV4-CNA', 2),
          ('typed/K1/minh_chung/abc', '2023-1-MC-K1-001', '2023-1-MC-K1', 1);
        """,
    )
    ledger = opened("plan", waves=WAVES)
    assert [(e.subject, e.kind, str(e.at), e.by, e.key) for e in ledger.history.all()] == [
        ("2023-1-LV4-CNA-001", "registered", "2023-04-17 02:00:00+00:00", "K1", "r1"),
        (
            "2023-1-LV4-CNA-002",
            "registered",
            "2023-04-09 20:00:00+00:00",
            "K1",
            "2023-1-LV4-CNA-002",
        ),
    ]
    assert ledger.facts.get("since/K1") == "2023-04-10"


def test_set_up_is_due_anew_after_the_upgrade(file, opened):
    write(
        file, f"INSERT INTO slots VALUES ('set_up', '{STAMP}', 'done', '{STAMP}', NULL, '0', '0')"
    )
    assert opened("plan").slots.last("set_up") is None
