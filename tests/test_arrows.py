"""Who may import whom: every package and every room stands in a contract of `pyproject.toml`."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.texts import FILES, read

LINTER = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]
CONTRACTS: dict[str, dict[str, Any]] = {each["id"]: each for each in LINTER["contracts"]}
NO_ROOMS = {"tests", "benchmarks", "docs", "templates"}
"""Folders whose scripts and tests nobody imports."""


def named(layers: list[str]) -> set[str]:
    """The modules that layers name."""
    return {name for line in layers for name in line.replace("|", " ").replace(":", " ").split()}


def modules_of(contract: dict[str, Any]) -> set[str]:
    keys = ("source_modules", "forbidden_modules", "modules")
    return {name for key in keys for name in contract.get(key, ())} | named(
        contract.get("layers", [])
    )


def test_every_package_at_the_top_is_held_by_a_contract():
    packages = {name.split("/")[0] for name in FILES if name.endswith(".py") and "/" in name}
    assert packages - NO_ROOMS == set(LINTER["root_packages"])
    held = {name.split(".")[0] for each in CONTRACTS.values() for name in modules_of(each)}
    assert set(LINTER["root_packages"]) <= held


def test_every_room_of_the_house_has_its_place_among_the_rooms():
    inside = [Path(name).parts[1] for name in FILES if name.startswith("dienhinh/")]
    rooms = {name.removesuffix(".py") for name in inside} - {"__init__"}
    assert CONTRACTS["rooms"]["exhaustive"] is True
    assert named(CONTRACTS["rooms"]["layers"]) == rooms


def test_every_job_is_held_apart_without_a_line_of_its_own():
    assert CONTRACTS["jobs_apart"]["modules"] == ["jobs.*"]
    assert CONTRACTS["jobs_plan"]["source_modules"] == ["jobs.*"]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """The packages alone, in a folder of their own, where a test may write what breaks a rule."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in FILES:
        top = name.split("/")[0]
        if name == "pyproject.toml" or (top in LINTER["root_packages"] and name.endswith(".py")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(read(name), encoding="utf-8")
    return folder


def broken(checkout: Path) -> str:
    """What import-linter says of a checkout; "" where all is kept."""
    program = (
        "import sys; sys.path.insert(0, '.');"
        "from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=checkout, capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        return ""
    assert "Broken contracts" in done.stdout or "Missing" in done.stdout, done.stdout + done.stderr
    return " ".join(done.stdout.split())


WRONG = {
    "a new room": ("dienhinh/cellar/__init__.py", '"""A room."""\n', "dienhinh.cellar"),
    "a job that imports a job": (
        "jobs/hold_vote.py",
        "import jobs.set_up\n",
        "jobs.hold_vote -> jobs.set_up",
    ),
    "a job that reads the ledger": (
        "jobs/hold_vote.py",
        "import dienhinh.ledger.words\n",
        "jobs.hold_vote -> dienhinh.ledger.words",
    ),
    "a noun that opens a file": (
        "dienhinh/domain/vote.py",
        "import pathlib\n",
        "dienhinh.domain.vote -> pathlib",
    ),
    "a paper that calls Google": (
        "dienhinh/papers/vote.py",
        "import dienhinh.google.gmail\n",
        "dienhinh.papers.vote -> dienhinh.google.gmail",
    ),
    "the house that knows a job": (
        "dienhinh/running/vote.py",
        "import jobs.set_up\n",
        "dienhinh.running.vote -> jobs.set_up",
    ),
}


def test_the_rules_are_kept(checkout):
    assert broken(checkout) == ""


@pytest.mark.parametrize("what", WRONG)
def test_what_breaks_a_rule_is_named(checkout, what):
    name, text, told = WRONG[what]
    path = checkout / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    try:
        assert told in broken(checkout)
    finally:
        path.unlink()
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
