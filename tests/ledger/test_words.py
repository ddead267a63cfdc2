from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dienhinh.ledger import digest

SECOND = 1 / 86_400


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (None, ""),
        (None, " \n\t"),
        (8, 8.0),
        (0, -0.0),
        (0.1 + 0.2, 0.3),
        (10**20, 1e20),
        (45036.333333333336, 45036.333333333336 + 1e-9),
    ],
)
def test_values_that_show_the_same_have_one_digest(one, other):
    assert digest(one) == digest(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (None, 0),
        ("", "0"),
        (8, "8"),
        (True, 1),
        (False, 0),
        (True, "True"),
        (True, False),
        (8.5, 8.25),
        ("Tổ 1", "Tổ 2"),
        ("Tổ 1", "tổ 1"),
        ("Tổ 1", "Tổ 1 "),
    ],
)
def test_values_that_differ_have_digests_that_differ(one, other):
    assert digest(one) != digest(other)


@given(
    days=st.integers(0, 60_000),
    seconds=st.integers(0, 86_399),
    noise=st.floats(-1e-9, 1e-9),
)
def test_serial_date_has_one_digest_whatever_its_noise(days, seconds, noise):
    serial = timedelta(days=days, seconds=seconds) / timedelta(days=1)
    assert digest(serial) == digest(serial + noise)
    assert digest(serial) != digest(serial + SECOND)


def test_every_word_that_was_ever_intended_stays_and_the_newest_is_last(ledger):
    for word in ("Đủ", "Còn thiếu", "Đủ", None):
        ledger.words.intend("don_vi/K1/dang_ky", {("001", "ket_qua"): word})
    assert ledger.words.of("don_vi/K1/dang_ky") == {
        "001": {"ket_qua": [digest("Còn thiếu"), digest("Đủ"), digest(None)]}
    }


class Code:
    """A code as a type of its own."""

    def __str__(self) -> str:
        return "2023-1-LV4-CNA-001"


def test_code_that_is_no_text_goes_by_its_text(ledger):
    ledger.words.intend("b/s", {(Code(), 3): "Tổ 1"})
    assert ledger.words.of("b/s") == {"2023-1-LV4-CNA-001": {"3": [digest("Tổ 1")]}}


def test_words_of_one_column_leave_those_of_the_others(ledger):
    ledger.words.intend("b/s", {("001", "ten"): "Tổ 1", ("002", "ten"): "Tổ 2"})
    ledger.words.intend("b/s", {("001", "so"): 5})
    ledger.words.intend("b/other", {("001", "ten"): "Tổ 3"})
    ledger.words.intend("b/s", {})
    assert ledger.words.of("b/s") == {
        "001": {"ten": [digest("Tổ 1")], "so": [digest(5)]},
        "002": {"ten": [digest("Tổ 2")]},
    }
    assert ledger.words.of("b/third") == {}


def test_book_that_is_forgotten_takes_its_own_sheets_alone(ledger):
    sheets = ("don_vi/k_1/s", "don_vi/k_1/t", "don_vi/kx1/s", "don_vi/K_1/s", "don_vi/k_12/s")
    for sheet in sheets:
        ledger.words.intend(sheet, {("001", "ten"): "Tổ 1"})
    ledger.words.forget("don_vi/k_1")
    kept = ["don_vi/kx1/s", "don_vi/K_1/s", "don_vi/k_12/s"]
    assert [sheet for sheet in sheets if ledger.words.of(sheet)] == kept


def test_blank_that_is_about_to_be_filled_is_ours_until_the_word_was_seen_there(ledger):
    spot = ("001", "ket_qua")
    ledger.words.intend("b/s", {spot: "Đủ"}, over_blanks={spot})
    assert ledger.words.of("b/s") == {"001": {"ket_qua": [digest(None), digest("Đủ")]}}
    ledger.words.arrive("b/s", [spot, ("001", "ten"), ("002", "ket_qua")])
    assert ledger.words.of("b/s") == {"001": {"ket_qua": [digest("Đủ")]}}
