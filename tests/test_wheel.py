"""The wheel, installed outside the checkout: the whole program with its data, and no junk."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.texts import FILES, ROOT

PACKAGES = ("dienhinh", "jobs", "local_workspace", "sheets_schema")
# Where the folders of data lie here, and where in the wheel.
DATA = {
    "programmes/": "dienhinh/programmes/",
    "templates/emails/": "dienhinh/templates/emails/",
    "templates/reports/": "dienhinh/templates/reports/",
}
ONE_DAY = """
from pathlib import Path
from datetime import datetime, timezone
from rich.console import Console
from dienhinh.example.demo import run_demo
from dienhinh.example.term import TERM
from jobs.timetable import TIMETABLE
clock = lambda: datetime.now(timezone.utc)
assert run_demo(Path("out"), TIMETABLE, Console(quiet=True), TERM[:1], clock=clock).ok
"""


def run(*command: object, **more: object) -> str:
    """Run a command with nothing of this checkout in its environment; gives what it says."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "DIENHINH_", "PIP_", "VIRTUAL_ENV"))
    }
    ran = subprocess.run(
        [str(part) for part in command],
        env=kept | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        capture_output=True,
        text=True,
        check=False,  # what it said is told with the status
        timeout=300,
        **more,
    )
    assert ran.returncode == 0, f"{command}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from what git knows: what an earlier build left in `build/` is not there."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in FILES:
        if not name.startswith("tests/"):
            (folder / "source" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / "source" / name)
    run(
        *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"),
        *("--wheel-dir", folder, folder / "source"),
        cwd=folder,
    )
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """An environment with the libraries of this one but not the checkout; gives its programs."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=True)
    # A folder named in a .pth file lends its packages; its own .pth files, and with them an
    # editable installation of the checkout, are not read.
    purelib = Path(run(folder / "bin" / "python", "-c", "import sysconfig as s; "
                       "print(s.get_path('purelib'))").strip())  # fmt: skip
    (purelib / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    run(
        *(sys.executable, "-m", "pip", "--python", folder / "bin" / "python", "install"),
        *("--quiet", "--no-deps", "--no-index", "--ignore-installed", wheel),
        cwd=folder,
    )
    return folder / "bin"


def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as packed:
        return [name for name in packed.namelist() if ".dist-info/" not in name]


def in_the_wheel(name: str) -> str | None:
    """Where a file of the project is to lie in the wheel; None if it stays behind."""
    for here, there in DATA.items():
        if name.startswith(here):
            return there + name.removeprefix(here)
    return name if name.startswith(tuple(f"{package}/" for package in PACKAGES)) else None


def test_wheel_holds_every_file_of_the_packages_and_their_data_and_nothing_else(wheel):
    assert sorted(names(wheel)) == sorted(filter(None, map(in_the_wheel, FILES)))


def test_nothing_but_our_packages_comes_to_stand_beside_everybodys(wheel):
    assert sorted({name.partition("/")[0] for name in names(wheel)}) == sorted(PACKAGES)


def test_installed_program_is_not_the_checkout(installed, tmp_path):
    where = run(
        installed / "python",
        "-c",
        "import dienhinh, jobs, local_workspace, sheets_schema as s; "
        "print(*(m.__file__ for m in (dienhinh, jobs, local_workspace, s)), sep='\\n')",
        cwd=tmp_path,
    )
    assert [
        path for path in where.split() if not path.startswith(str(installed.parent.resolve()))
    ] == []


def test_installed_program_tells_its_commands(installed, tmp_path):
    assert run(installed / "dienhinh", "--help", cwd=tmp_path).startswith("Usage: dienhinh ")


def test_installed_program_says_what_it_would_set_up(installed, tmp_path):
    (told,) = json.loads(run(installed / "dienhinh", "set-up", "--dry-run", "--json", cwd=tmp_path))
    assert (told["job"], told["problems"]) == ("set_up", [])


def test_installed_program_plays_a_day_of_the_demo(installed, tmp_path):
    run(installed / "python", "-c", ONE_DAY, cwd=tmp_path)
    told = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
    assert (tmp_path / "out" / "index.html").is_file()
    assert (told["units"], told["dossiers"], told["unexpected"]) == (10, 3, [])
    assert sorted(path.suffix for path in (tmp_path / "out" / "documents").iterdir()) == [".docx"]
