"""The state: what is kept, in which order, and through which accidents."""

from __future__ import annotations

import os
import signal
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from local_workspace.state import State


@pytest.fixture
def state(tmp_path: Path):
    opened = State(tmp_path)
    yield opened
    opened.close()


def test_document_is_a_copy_of_what_was_put(state):
    state.put("file", "a", {"name": "Thư mục"})
    found = state.get("file", "a")
    found["name"] = "khác"
    assert state.get("file", "a") == {"name": "Thư mục"}


def test_scan_keeps_the_order_of_first_putting_and_minds_the_prefix(state):
    for key in ("m/2", "n/1", "m/1"):
        state.put("letter", key, {"key": key})
    state.put("letter", "m/2", {"key": "again"})
    assert list(state.scan("letter", "m/")) == [("m/2", {"key": "again"}), ("m/1", {"key": "m/1"})]


def test_two_equal_runs_give_equal_ids(tmp_path):
    def run(folder: Path) -> list[str]:
        state = State(folder)
        ids = [state.new_id(), state.new_id(33), str(state.serial("x")), str(state.serial("x"))]
        state.close()
        return ids

    first = run(tmp_path / "one")
    assert first == run(tmp_path / "two")
    assert [len(first[0]), len(first[1])] == [44, 33]
    assert first[2:] == ["1", "2"]


def test_a_failed_transaction_leaves_nothing_and_drops_caches(state):
    dropped = []
    state.on_rollback.append(lambda: dropped.append("cache"))

    def act():
        with state.transaction():
            state.put("file", "a", {})
            state.put_blob("b", b"x")
            state.serial("s")
            raise ValueError("accident")

    with pytest.raises(ValueError, match="accident"):
        act()
    assert state.get("file", "a") is None
    assert state.get_blob("b") is None
    assert state.serial("s") == 1
    assert dropped == ["cache"]


def test_clock_stands_where_it_is_set_until_it_is_let_go(state):
    at = datetime(2023, 4, 20, 0, 30, tzinfo=UTC)
    state.set_clock(at)
    assert state.now() == state.now() == at
    state.set_clock(None)
    assert abs(datetime.now(UTC) - state.now()).total_seconds() < 5  # noqa: TID251


def test_a_folder_belongs_to_one_process_at_a_time(tmp_path, state):
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        State(tmp_path)


def test_every_answered_write_is_there_after_kill_9(start_server, stop_server, tmp_path):
    running = start_server(tmp_path)
    made = [running.post("/drive/v3/files", {"name": f"tệp {n}"})["id"] for n in range(20)]
    os.kill(running.process.pid, signal.SIGKILL)
    running.process.wait(timeout=10)
    stop_server(running)
    again = start_server(tmp_path)
    listed = again.get("/drive/v3/files?orderBy=createdTime&fields=files(id)")["files"]
    stop_server(again)
    assert sorted(file["id"] for file in listed) == sorted(made)


def test_a_view_follows_what_is_put_and_deleted_in_the_order_of_first_putting(state):
    for key in "ab":
        state.put("file", key, {"key": key})
    view = state.view("file")
    state.put("file", "c", {"key": "c"})
    state.put("file", "a", {"key": "again"})
    state.delete("file", "b")
    assert list(view.items()) == [("a", {"key": "again"}), ("c", {"key": "c"})]
    assert dict(state.scan("file")) == view


def test_a_view_forgets_what_a_rollback_undid_and_what_a_reset_forgot(state):
    state.put("file", "a", {"key": "a"})
    state.view("file")

    def act():
        with state.transaction():
            state.put("file", "a", {"key": "wrong"})
            state.put("file", "b", {"key": "wrong"})
            raise ValueError("accident")

    with pytest.raises(ValueError, match="accident"):
        act()
    assert state.view("file") == {"a": {"key": "a"}}
    state.reset()
    assert state.view("file") == {}


def test_a_journal_keeps_its_order_by_key_until_it_is_dropped(state):
    for key, entries in (("a", "1"), ("b", "2"), ("a", "3")):
        state.append(key, entries)
    assert [state.journal("a"), state.journal("b")] == [["1", "3"], ["2"]]
    state.drop_journal("a")
    assert [state.journal("a"), state.journal("b")] == [[], ["2"]]
