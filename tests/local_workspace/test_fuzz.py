"""Whatever is sent gets an answer of Google's shape; what is refused has changed nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from local_workspace import conformity, discovery
from local_workspace.app import respond
from local_workspace.incoming import Incoming, unwrap_override
from tests.local_workspace.drawn_calls import Drawer
from tests.local_workspace.prepared_world import World, prepared

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "150"))
"""How many runs of some calls an API gets; the seed is fixed unless FUZZ_SEED=random asks."""
RANDOM = os.environ.get("FUZZ_SEED") == "random"
PROFILE = settings(
    max_examples=EXAMPLES,
    derandomize=not RANDOM,
    database=None,
    deadline=None,
    print_blob=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
HANDS_OUT_IDS = "drive.files.generateIds"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One prepared workspace for the module; each run of calls begins with it as it was."""
    folder = tmp_path_factory.mktemp("world")
    made = prepared(folder, Path(os.environ["LOCAL_WORKSPACE_CHECK_ANSWERS"]))
    yield made
    made.origin.close()
    made.state.close()


@pytest.mark.parametrize("api", ["sheets", "drive", "gmail", "forms", "pages", "batches"])
def test_any_call_is_answered_as_google_does_and_a_refused_one_changes_nothing(world, api):
    @PROFILE
    @given(chance=st.randoms(use_true_random=False), count=st.integers(1, 4))
    def run(chance: Random, count: int) -> None:
        one_run(world, api, chance, count)

    run()


def one_run(world: World, api: str, chance: Random, count: int) -> None:
    """Make some calls in the prepared world, and hold what is in memory to what is kept."""
    world.restore()
    drawer = Drawer(world, api, chance)
    for _ in range(count):
        held(world, drawer.call())
    in_memory = world.as_read()
    world.forget()
    assert world.as_read() == in_memory


def held(world: World, incoming: Incoming) -> None:
    """Make a call and hold its answer and its effect to what the module says."""
    before = world.digest()
    answer = world.server.answer(incoming)
    respond(answer)
    if answer.status == 500:
        world.server._answer(unwrap_override(incoming))  # raises what went wrong, unless it is
        assert answer.content["error"]["message"] == "Internal error encountered."  # Google's own
    assert answer.status <= 501
    method = discovery.match(incoming.verb, incoming.raw_path)
    if method is not None and answer.status >= 400:
        assert conformity.faults(method.method, answer, incoming.query) == []
        assert answer.status != 501 or " does not have " in json.dumps(answer.content)
    reads = incoming.verb == "GET" and (method is None or method.method.id != HANDS_OUT_IDS)
    if reads or answer.status >= 400:
        assert world.digest() == before


@pytest.mark.parametrize("verb", ["GET", "POST", "PATCH", "PUT", "DELETE", "OPTIONS", "BREW"])
@pytest.mark.parametrize("path", ["/v4", "/v4/../etc/passwd", "/drive/v3/x/y", "/v4/%00"])
def test_unknown_path_is_googles_page(world, verb, path):
    answer = world.server.answer(Incoming(verb, path, {}, {}, b"{"))
    assert (answer.status, answer.media_type) == (404, "text/html; charset=UTF-8")
