from __future__ import annotations

import pytest

from dienhinh.ledger import State
from tests.office import moment

SEND, DRAFT = "gmail.users.drafts.send", "gmail.users.drafts.create"

# Of the wave: every unit without a whole registration has its first letter on 20 April.
HEADS = [
    "truong-phong-3@example.com",
    "chu-tich-cong-doan-1@example.com",
    "bi-thu-doan-1@example.com",
    "truong-khoa-1@example.com",
    "truong-khoa-2@example.com",
    "truong-khoa-3@example.com",
    "truong-khoa-4@example.com",
]
FIRST = "DTNCKH/2023-04-20"


def state(wave) -> State:
    return wave.runner.ledger.effects.get("letter", FIRST).state


def receivers(wave) -> list[str]:
    return sorted(letter.to for letter in wave.letters())


def test_letter_whose_answer_was_lost_is_settled_without_a_second(wave):
    wave.loses(SEND, arrived=True)
    lost = wave.run("remind_heads", "2023-04-20 08:00")
    assert [problem.where for problem in lost.problems] == [
        "thư gửi Phòng Đào tạo - Nghiên cứu khoa học"
    ]
    assert state(wave) is State.UNKNOWN
    settled = wave.run("remind_heads", "2023-04-20 08:30")
    assert (settled.problems, settled.counts) == ((), {"letters settled": 1})
    assert state(wave) is State.DONE
    assert receivers(wave) == sorted(HEADS)


def test_letter_that_was_lost_on_its_way_is_written_again(wave):
    wave.loses(SEND, arrived=False)
    lost = wave.run("remind_heads", "2023-04-20 08:00")
    assert len(lost.problems) == 1
    assert receivers(wave) == sorted(HEADS[1:])
    again = wave.run("remind_heads", "2023-04-20 08:30")
    assert (again.problems, again.counts) == ((), {"letters": 1})
    assert state(wave) is State.DONE
    assert receivers(wave) == sorted(HEADS)


@pytest.mark.parametrize("arrived", [True, False])
def test_letter_whose_draft_was_lost_is_sent_once(wave, arrived):
    wave.loses(DRAFT, arrived=arrived)
    lost = wave.run("remind_heads", "2023-04-20 08:00")
    assert len(lost.problems) == 1
    assert state(wave) is State.PLANNED
    again = wave.run("remind_heads", "2023-04-20 08:30")
    assert again.problems == ()
    assert receivers(wave) == sorted(HEADS)


def test_letter_of_a_run_that_was_killed_after_sending_is_found_among_the_sent(wave):
    wave.run("remind_heads", "2023-04-20 08:00")
    effects = wave.runner.ledger.effects
    effects.record("letter", FIRST, State.STARTED, at=moment("2023-04-20 08:00"))
    for rung in effects.get("letter", FIRST).facts["rungs"]:
        effects.forget("rung", rung)
    settled = wave.run("remind_heads", "2023-04-20 08:30")
    assert (settled.problems, settled.counts) == ((), {"letters settled": 1})
    assert state(wave) is State.DONE
    assert receivers(wave) == sorted(HEADS)


def test_letter_that_is_nowhere_is_shown_to_a_person_and_not_repeated(wave):
    wave.run("remind_heads", "2023-04-20 08:00")
    effects = wave.runner.ledger.effects
    facts = {**effects.get("letter", FIRST).facts, "reference": "DHTT-000000000000"}
    effects.record("letter", FIRST, State.UNKNOWN, at=moment("2023-04-20 08:00"), facts=facts)
    settled = wave.run("remind_heads", "2023-04-20 08:30")
    assert [str(problem) for problem in settled.problems] == [
        (
            "thư DHTT-000000000000: không rõ đã gửi hay chưa; đề nghị xem hộp thư đã gửi, hệ thống "
            "không gửi lại"
        )
    ]
    assert state(wave) is State.UNKNOWN
    assert receivers(wave) == sorted(HEADS)
