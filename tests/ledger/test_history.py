from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from dienhinh.ledger import Entry, Ledger
from tests.office import moment

AT, LATER = moment("2023-04-20 08:00"), moment("2023-04-20 08:30")
DOSSIER, OTHER = "2023-1-LV4-CNA-001", "2023-1-LV4-CNA-002"


def entry(subject, kind, key, *, at=AT, why="biểu mẫu"):
    return Entry(subject, at, kind, "TCHC", why, {"answer": "r1"}, key)


def test_entries_are_read_in_the_order_in_which_they_were_appended(ledger):
    late, early = entry(DOSSIER, "registered", "r1", at=LATER), entry(OTHER, "registered", "r2")
    checked = entry(DOSSIER, "checked", "r1")
    assert ledger.history.append_all([late, early]) == 2
    assert ledger.history.append_all([checked]) == 1
    assert ledger.history.all() == [late, early, checked]
    assert ledger.history.of(DOSSIER) == [late, checked]
    assert ledger.history.of("2023-1-LV4-CNA-003") == []


def test_entry_that_is_there_already_is_ignored_and_never_changed(ledger):
    first = entry(DOSSIER, "registered", "r1")
    second = entry(DOSSIER, "registered", "r2")
    ledger.history.append_all([first])
    again = entry(DOSSIER, "registered", "r1", at=LATER, why="khác")
    assert ledger.history.append_all([again, second, again]) == 1
    assert ledger.history.append_all([]) == 0
    assert ledger.history.all() == [first, second]


NAMES = st.tuples(st.sampled_from("AB"), st.sampled_from("kl"), st.sampled_from("123"))


@given(batches=st.lists(st.lists(NAMES, max_size=6), max_size=6))
def test_history_is_each_first_entry_in_order_however_it_came(batches):
    ledger = Ledger("sqlite://", "plan")
    try:
        for batch in batches:
            ledger.history.append_all(entry(*name) for name in batch)
        told = [(one.subject, one.kind, one.key) for one in ledger.history.all()]
    finally:
        ledger.close()
    assert told == list(dict.fromkeys(name for batch in batches for name in batch))


def test_moment_comes_back_in_utc(ledger):
    ledger.history.append_all([entry(DOSSIER, "registered", "r1")])
    assert ledger.history.all()[0].at == datetime(2023, 4, 20, 1, tzinfo=UTC)
