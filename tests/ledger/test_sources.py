from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from dienhinh.ledger import SourceHead, SourceState
from tests.office import moment

AT, LATER = moment("2023-04-20 08:00"), moment("2023-04-20 08:30")
READ, EMPTY, UNREADABLE = SourceState.READ, SourceState.EMPTY, SourceState.UNREADABLE
PAGE = {"Đăng ký": [["Mã", "Tên"], ["001", "Tổ Văn thư"]]}


@pytest.fixture
def sources(ledger):
    return ledger.sources


def test_source_that_was_never_read_has_no_head_and_no_content(sources):
    assert (sources.heads(), sources.content("don_vi/K1")) == ({}, None)
    assert list(sources.contents(["don_vi/K1"])) == []


def test_reading_is_kept_with_its_head(sources):
    hot = AT + timedelta(minutes=10)
    assert sources.keep("don_vi/K1", PAGE, state=READ, at=AT, hot_until=hot)
    head = sources.heads()["don_vi/K1"]
    assert head == SourceHead("don_vi/K1", READ, "", AT, hot, False, head.digest)
    assert (head.read_at.tzinfo, head.hot_until.tzinfo) == (UTC, UTC)
    assert sources.content("don_vi/K1") == PAGE


@pytest.mark.parametrize(
    ("then", "differs"),
    [
        (PAGE, False),
        ({"Đăng ký": [["Mã", "Tên"], ["001", "Tổ Văn thư"]], "Minh chứng": []}, True),
        ({"Đăng ký": [["Tên", "Mã"], ["001", "Tổ Văn thư"]]}, True),
        (None, True),
    ],
)
def test_second_reading_tells_whether_the_content_differs(sources, then, differs):
    sources.keep("don_vi/K1", PAGE, state=READ, at=AT, hot_until=LATER)
    before = sources.heads()["don_vi/K1"]
    assert sources.keep("don_vi/K1", then, state=READ, at=LATER) is differs
    after = sources.heads()["don_vi/K1"]
    assert (after.read_at, after.hot_until) == (LATER, None)
    assert (after.digest != before.digest) is differs
    assert sources.content("don_vi/K1") == then


def test_source_that_is_as_it_was_is_not_written(sources):
    for at in (AT, LATER):
        sources.keep("don_vi/K1", PAGE, state=READ, at=at, hot_until=LATER)
    assert sources.heads()["don_vi/K1"].read_at == AT


def test_order_of_keys_is_no_difference(sources):
    sources.keep("form/dang_ky", {"a": 1, "b": 2}, state=READ, at=AT)
    assert not sources.keep("form/dang_ky", {"b": 2, "a": 1}, state=READ, at=AT)


def test_unreadable_source_keeps_the_content_that_was_last_read(sources):
    sources.keep("don_vi/K1", PAGE, state=READ, at=AT)
    binned = "nằm trong thùng rác"
    assert not sources.keep("don_vi/K1", None, state=UNREADABLE, why=binned, at=LATER)
    head = sources.heads()["don_vi/K1"]
    assert (head.state, head.why, head.read_at) == (UNREADABLE, binned, LATER)
    assert sources.content("don_vi/K1") == PAGE
    assert not sources.keep("don_vi/K1", PAGE, state=READ, at=LATER)
    assert (sources.heads()["don_vi/K1"].state, sources.heads()["don_vi/K1"].why) == (READ, "")


def test_empty_source_is_neither_unreadable_nor_never_read(sources):
    sources.keep("don_vi/K1", [], state=EMPTY, at=AT)
    assert sources.heads()["don_vi/K1"].state is EMPTY
    assert sources.content("don_vi/K1") == []


def test_source_is_stale_from_its_mark_to_its_next_reading(sources):
    for key in ("don_vi/K1", "don_vi/K2"):
        sources.keep(key, PAGE, state=READ, at=AT, hot_until=AT)
    sources.mark(["don_vi/K1", "don_vi/none"], stale=True)
    assert {key: head.stale for key, head in sources.heads().items()} == {
        "don_vi/K1": True,
        "don_vi/K2": False,
    }
    assert sources.heads()["don_vi/K1"].hot_until == AT
    sources.mark(["don_vi/K1"], stale=True, hot_until=LATER)
    assert sources.heads()["don_vi/K1"].hot_until == LATER
    sources.mark([], stale=True)
    sources.keep("don_vi/K1", PAGE, state=READ, at=LATER)
    assert not sources.heads()["don_vi/K1"].stale


def test_contents_come_in_the_order_asked_for_each_once(sources):
    keys = [f"don_vi/K{number}" for number in range(120)]
    for number, key in enumerate(keys):
        sources.keep(key, number, state=READ, at=AT)
    asked = [*reversed(keys), "don_vi/none", keys[0]]
    assert list(sources.contents(asked)) == [(f"don_vi/K{n}", n) for n in reversed(range(120))]


def test_forgotten_source_was_never_read(sources):
    sources.keep("don_vi/K1", PAGE, state=READ, at=AT)
    sources.forget("don_vi/K1")
    assert sources.heads() == {}
