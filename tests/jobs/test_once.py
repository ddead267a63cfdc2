from __future__ import annotations

import pytest

from dienhinh.acts.once import once
from dienhinh.google import connect
from dienhinh.google.errors import InvalidRequest, Unreachable
from dienhinh.ledger import State
from dienhinh.running.programme_file import load_programme, load_roster
from dienhinh.world.context import Context
from tests.office import OFFICE, PROGRAMME, ROSTER, moment

KEY = "workbook/danh_muc"


@pytest.fixture
def ctx(ledger):
    programme = load_programme(PROGRAMME)
    with connect(None, endpoint="http://127.0.0.1:9") as workspace:
        yield Context(
            workspace=workspace,
            ledger=ledger,
            programme=programme,
            roster=load_roster(ROSTER, programme),
            account=OFFICE,
            now=moment("2023-04-20 08:00"),
        )


class World:
    """What stands outside: things that were made, and how the next making ends."""

    def __init__(self, *ends: Exception | None) -> None:
        self.made: list[str] = []
        self.looked = 0
        self.ends = list(ends)

    def act(self) -> str:
        end = self.ends.pop(0) if self.ends else None
        if end is None or (isinstance(end, Unreachable) and end.maybe_done):
            self.made.append(f"id-{len(self.made) + 1}")
        if end is not None:
            raise end
        return self.made[-1]

    def look(self) -> str | None:
        self.looked += 1
        return self.made[-1] if self.made else None

    def once(self, ctx: Context) -> str:
        return once(ctx, "place", KEY, act=self.act, look=self.look)


def unreachable(*, maybe_done: bool) -> Unreachable:
    error = Unreachable()
    error.maybe_done = maybe_done
    return error


def state(ctx: Context) -> State:
    return ctx.ledger.effects.get("place", KEY).state


def test_act_is_done_once_and_then_remembered(ctx):
    world = World()
    assert [world.once(ctx), world.once(ctx)] == ["id-1", "id-1"]
    assert (world.made, world.looked, state(ctx)) == (["id-1"], 0, State.DONE)


def test_claim_is_committed_before_the_act(ctx):
    seen = []

    def act() -> str:
        seen.append(state(ctx))
        return "id-1"

    once(ctx, "place", KEY, act=act, look=lambda: None)
    assert seen == [State.STARTED]


def test_act_whose_answer_was_lost_is_found_and_not_repeated(ctx):
    world = World(unreachable(maybe_done=True))
    with pytest.raises(Unreachable):
        world.once(ctx)
    assert state(ctx) is State.UNKNOWN
    assert world.once(ctx) == "id-1"
    assert (world.made, state(ctx)) == (["id-1"], State.DONE)


def test_act_that_never_arrived_is_done_after_looking(ctx):
    world = World(unreachable(maybe_done=False))
    with pytest.raises(Unreachable):
        world.once(ctx)
    assert state(ctx) is State.FAILED
    assert world.once(ctx) == "id-1"
    assert (world.made, state(ctx)) == (["id-1"], State.DONE)


def test_refused_act_is_tried_again_without_looking(ctx):
    world = World(InvalidRequest("refused"))
    with pytest.raises(InvalidRequest):
        world.once(ctx)
    assert state(ctx) is State.FAILED
    assert world.once(ctx) == "id-1"
    assert world.looked == 0


def test_run_that_was_killed_in_the_act_looks_before_it_acts(ctx):
    ctx.ledger.effects.record("place", KEY, State.STARTED, at=ctx.now)
    world = World()
    world.made.append("id-of-the-killed-run")
    assert world.once(ctx) == "id-of-the-killed-run"
    assert world.made == ["id-of-the-killed-run"]


def test_workbook_whose_making_got_no_answer_is_found_by_its_mark(office):
    office.runner.forget_place("workbook/theo_doi")
    marked = (
        "appProperties has { key='dienhinh' and value='tien-giang-2021-2025/workbook/theo_doi' }"
    )
    (before,) = office.clerk.files(marked)
    office.clerk._send("PATCH", f"/drive/v3/files/{before['id']}", json={"trashed": True})
    office.loses("drive.files.create", arrived=True)
    lost = office.run("set_up", "2023-04-20 07:00")
    assert [problem.where for problem in lost.problems] == ["sổ “Bảng theo dõi 2021 - 2025”"]
    assert office.run("set_up", "2023-04-20 07:05").problems == ()
    (after,) = office.clerk.files(f"{marked} and trashed=false")
    assert office.place("workbook/theo_doi") == after["id"] != before["id"]
