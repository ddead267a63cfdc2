"""What the ledger may cost: seconds of this process's own CPU, far above what is measured."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from dienhinh.ledger import Effect, SourceState, State
from tests.office import moment

AT = moment("2023-04-20 08:00")


def seconds(act: Callable[[], object]) -> float:
    began = process_time()
    act()
    return process_time() - began


@pytest.fixture
def cells():
    return {(f"2023-1-{row}", f"c{column}"): f"ô {row} {column}"
            for row in range(600) for column in range(40)}  # fmt: skip


def test_words_of_600_rows_and_40_columns_are_written_in_half_a_second(ledger, cells):
    assert seconds(lambda: ledger.words.intend("b/s", cells)) < 0.5


def test_words_of_20000_rows_and_10_columns_are_read_in_a_second(ledger):
    words = {(f"2023-1-{row}", f"c{column}"): row for row in range(20_000) for column in range(10)}
    ledger.words.intend("b/s", words)
    assert seconds(lambda: ledger.words.of("b/s")) < 1


def test_ledger_of_1000_units_is_opened_and_its_heads_effects_and_codes_read_at_once(opened):
    page = [[f"ô {row} {column}" for column in range(39)] for row in range(20)]
    keys = [f"workbook/don_vi/K{number}" for number in range(1000)]
    before = opened()
    with before.transaction():
        for key in keys:
            before.sources.keep(key, page, state=SourceState.READ, at=AT)
        before.effects.record_all(Effect("place", key, State.DONE, key, {}, AT) for key in keys)
        before.codes.record_all({key: (key, "s", n) for n, key in enumerate(keys)})

    def start():
        ledger = opened()
        return ledger.sources.heads(), ledger.effects.everything(), ledger.codes.all()

    assert seconds(start) < 0.15
