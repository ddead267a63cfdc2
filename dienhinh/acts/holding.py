"""Holding a plan that is not believed: its row asks the office, whose tick is obeyed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dienhinh.acts.belief import JOBS, OFFICE_LETTERS, Excess, excess, held_plans, measures
from dienhinh.acts.cells import write_rows
from dienhinh.acts.effects import Effect, Letter, NoAccess, Remembered
from dienhinh.acts.plan import Plan
from dienhinh.world import places
from dienhinh.world.books import Unreadable
from dienhinh.world.memory import HELD, Missing
from dienhinh.world.world import Problem, World
from sheets_schema.steering import CHO_PHEP

MOST_KEPT = 20
"""So many held plans are remembered, the newest; an older one is held anew if it comes again."""


def believed(world: World, plan: Plan) -> Plan:
    """Give the plan itself, or one that holds it and asks the office."""
    found = excess(world, plan)
    if found is None:
        return replace(plan, effects=(*plan.effects, *_let_go(world, plan)))
    return Plan(
        plan.job,
        (*_exempt(plan), *_asking(world, found)),
        (Problem(JOBS.get(plan.job, plan.job), found.what), *plan.problems),
        plan.notes,
        {},
    )


def _exempt(plan: Plan) -> tuple[Effect, ...]:
    """Give what goes all the same: what set-up makes, and the office's own letter."""
    if plan.job == "set_up":
        return tuple(each for each in plan.effects if not isinstance(each, NoAccess))
    return tuple(
        each for each in plan.effects if isinstance(each, Letter) and each.counts == OFFICE_LETTERS
    )


def _asking(world: World, found: Excess) -> list[Effect]:
    """Give the row that asks the office, and what is remembered of the plan."""
    held = dict(held_plans(world))
    held[found.code] = {
        "job": found.job,
        "things": sorted(found.things),
        "went": False,
    }
    remembered = Remembered(key=HELD, value=dict(list(held.items())[-MOST_KEPT:]))
    effects: list[Effect] = []
    if held_plans(world) != remembered.value:
        effects.append(remembered)
    try:
        page = world.page(places.LISTS_BOOK, CHO_PHEP)
    except (Missing, Unreadable):  # it is told as a problem all the same
        return effects
    if found.code not in page.by_code:
        row: dict[str, Any] = {
            "ma": found.code,
            "ngay": world.today,
            "cong_viec": JOBS.get(found.job, found.job),
            "noi_dung": found.would,
            "ly_do": found.why,
        }
        written = write_rows(world, page, {found.code: row}, reason="chờ cho phép")
        effects += written.effects
    return effects


def _let_go(world: World, plan: Plan) -> Sequence[Effect]:
    """Remember that a tick was used; once nothing of its plan is left, it means nothing more."""
    held = dict(held_plans(world))
    if not held:
        return []
    ticked = world.lists.kept.allowed if world.lists.kept else frozenset()
    things = {thing for each in measures(world, plan) for thing in each.things}
    for code, kept in held_plans(world).items():
        if kept["job"] != plan.job or code not in ticked:
            continue
        if things & set(kept["things"]):
            held[code] = {**kept, "went": True}
        elif kept["went"]:
            del held[code]
    return [Remembered(key=HELD, value=held)] if held != held_plans(world) else []
