"""Holds the local workspace to the recordings of the real services: `make recorded`.

The recordings and what replays them lie beside the checkout, in `../shared/oracle`; without them
there is nothing to hold. Fails when less is equal than `reached.toml` says; `--raise` writes there
what is reached now.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.recorded.unheld import Differing, reason, usual_themes

ROOT = Path(__file__).resolve().parents[2]
RECORDINGS = ROOT.parent / "shared" / "oracle"
REACHED = Path(__file__).with_name("reached.toml")
READY = "local workspace: "
PARTS: dict[str, Callable[[str], Any]] = {
    "sheets": re.compile(r"sheets\.").match,
    "drive": re.compile(r"drive\.(?!comments|replies|v2)").match,
    "forms": re.compile(r"forms\.").match,
    "gmail": re.compile(r"gmail\.(?!settings)").match,
}
"""What is counted by itself: its name in reached.toml, and which API methods belong to it."""
MEAN = "mean"


def main(arguments: Sequence[str] | None = None) -> int:
    """Replay, print the figures and what is left, and return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--recordings", type=Path, default=RECORDINGS, help="where they lie")
    parser.add_argument("--raise", action="store_true", dest="raises", help="keep these figures")
    options = parser.parse_args(arguments)
    corpus = options.recordings / "open"
    if not (options.recordings / "replay.py").is_file() or not corpus.is_dir():
        print(f"No recordings in {options.recordings}: nothing to hold.")
        return 0
    results = replay(options.recordings, corpus)
    counted = [result for result in results if "equal" in result]
    print_differing(corpus, counted)
    kept = tomllib.loads(REACHED.read_text(encoding="utf-8")) if REACHED.is_file() else {}
    figures = reached(counted)
    print_figures(figures, kept, counted)
    if options.raises:
        lines = [f"{name} = {figure}\n" for name, figure in figures.items()]
        REACHED.write_text("".join([*head(REACHED), *lines]), encoding="utf-8")
        return 0
    return judge(figures, kept)


def replay(recordings: Path, corpus: Path) -> list[dict[str, Any]]:
    """Return what became of each interaction, as replay.py words it."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "data") as base:
        answer = Path(folder) / "results.json"
        options = ["--reset", "/_local/reset", "--seed-url", "/_local/seed", "--json", str(answer)]
        command = [sys.executable, str(recordings / "replay.py"), base, "--corpus", str(corpus)]
        done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
        if not answer.is_file():
            sys.exit(f"The replay came to no end:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        results: list[dict[str, Any]] = json.loads(answer.read_text(encoding="utf-8"))["results"]
        return results


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Give the address of a local workspace on a free port."""
    command = [sys.executable, "-m", "local_workspace", "--port", "0", "--data", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip().removeprefix(READY)
        finally:
            server.terminate()


def reached(counted: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Return how many interactions of each part are equal, and the mean over methods and kinds."""
    figures: dict[str, float] = {
        part: sum(result["equal"] for result in counted if belongs(result["api"]))
        for part, belongs in PARTS.items()
    }
    by: dict[str, list[bool]] = defaultdict(list)
    for result in counted:
        by[result["api"]].append(result["equal"])
        for kind in set(result["kinds"]):
            by[f"{result['api']}:{kind}"].append(result["equal"])
    mean = sum(sum(equal) / len(equal) for equal in by.values()) / max(1, len(by))
    return figures | {MEAN: round(100 * mean, 1)}


def print_figures(
    figures: Mapping[str, float], kept: Mapping[str, float], counted: Sequence[Mapping[str, Any]]
) -> None:
    """Print a line a part: equal, of how many, and what was reached before."""
    print(f"\n{'':8} {'equal':>7} {'of':>7} {'kept':>7}")
    for name, figure in figures.items():
        belongs = PARTS.get(name)
        of = sum(bool(belongs(r["api"])) for r in counted) if belongs else "%"
        print(f"{name:8} {figure:>7} {of:>7} {kept.get(name, 0):>7}")


def print_differing(corpus: Path, counted: Sequence[dict[str, Any]]) -> None:
    """Print what differs: how many by each rule of `unheld`, and each that is left to us."""
    cases = {result["case"]: read_case(corpus, result["case"]) for result in counted}
    themes = usual_themes(item for items in cases.values() for item in items)
    reasons: Counter[str] = Counter()
    differing = [result for result in counted if not result["equal"]]
    for result in differing:
        items = cases[result["case"]]
        place = result["n"]
        where = (result["missing"], result["extra"], result["values"], themes)
        found = reason(Differing(items[:place], items[place], *where))
        if found:
            reasons[found] += 1
        else:
            print(f"differs: {result['case']} #{place} {result['api']} {' '.join(result['kinds'])}")
    total = sum(reasons.values())
    print(
        f"\n{total} of the {len(differing)} differing interactions start from a state that the "
        "recording does not hold:"
    )
    for name, count in reasons.most_common():
        print(f"{count:>5}  {name}")


def read_case(corpus: Path, name: str) -> list[dict[str, Any]]:
    """Return the interactions of one recorded case."""
    with (corpus / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def judge(figures: Mapping[str, float], kept: Mapping[str, float]) -> int:
    """Say which figures fell or rose; returns 1 when one fell."""
    fallen = [name for name, figure in kept.items() if figures.get(name, 0) < figure]
    risen = [name for name, figure in figures.items() if figure > kept.get(name, 0)]
    if fallen:
        print(f"Fewer answers equal the recorded ones than before: {', '.join(fallen)}.")
    elif risen:
        print(f"More than kept: {', '.join(risen)}. Keep it: make recorded RECORDED=--raise")
    return 1 if fallen else 0


def head(path: Path) -> list[str]:
    """Return the comment that a file opens with."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.is_file() else []
    return [line for line in lines if line.startswith("#")]


if __name__ == "__main__":
    sys.exit(main())
