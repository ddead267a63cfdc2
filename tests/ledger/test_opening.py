from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import tomllib
from contextlib import closing, suppress

import pytest
from sqlalchemy import make_url
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from dienhinh.ledger import CannotOpen, Ledger, NewerLedger, State
from dienhinh.ledger.store import upsert
from dienhinh.ledger.tables import metadata
from tests.office import moment
from tests.texts import read

AT = moment("2023-04-20 08:00")


@pytest.fixture
def address(tmp_path):
    """What is told here is about a file."""
    return f"sqlite:///{tmp_path / 'ledger.db'}"


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_file_of_a_fresh_ledger_and_those_beside_it_are_for_their_owner_alone(tmp_path):
    before = os.umask(0)
    try:
        ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}", "plan")
        ledger.facts.put("first", 1)
        modes = {path.name: mode(path) for path in tmp_path.iterdir()}
        ledger.close()
    finally:
        os.umask(before)
    assert modes == {"ledger.db": 0o600, "ledger.db-wal": 0o600, "ledger.db-shm": 0o600}


@pytest.mark.parametrize("given", [0o640, 0o644, 0o666, 0o777])
def test_ledger_that_others_may_read_is_its_owners_alone_again_once_it_is_opened(
    tmp_path, address, given
):
    first = Ledger(address, "plan")  # holds the files beside it
    first.facts.put("first", 1)
    for path in tmp_path.iterdir():
        path.chmod(given)
    second = Ledger(address, "plan")
    modes = {path.name: mode(path) for path in tmp_path.iterdir()}
    second.close()
    first.close()
    assert modes == {"ledger.db": 0o600, "ledger.db-wal": 0o600, "ledger.db-shm": 0o600}


def test_mode_of_a_ledger_that_is_narrower_stays(tmp_path, address):
    Ledger(address, "plan").close()
    (tmp_path / "ledger.db").chmod(0o400)
    with suppress(CannotOpen):  # only root may write there all the same
        Ledger(address, "plan").close()
    assert mode(tmp_path / "ledger.db") == 0o400


@pytest.mark.parametrize(
    ("address", "shown", "why"),
    [
        ("var/office/ledger.db", "var/office/ledger.db", "it is no address"),
        ("postgresql//an:bi:mat@may", "postgresql//an:***@may", "it is no address"),
        ("mysql://an:bimat@may/so", "mysql://an:***@may/so", "sqlite or postgresql only"),
        ("mysql://may/so?password=bimat", "mysql://may/so?password=***", "or postgresql only"),
        ("postgresql+none://an:bimat@may/so", "postgresql+none://an:***@may/so", "none"),
        ("sqlite:////none/such/ledger.db", "sqlite:////none/such/ledger.db", "No such file"),
        ("sqlite:////", "sqlite:////", "unable to open database file"),
    ],
)
def test_address_that_cannot_be_opened_is_named_without_its_password(address, shown, why):
    with pytest.raises(CannotOpen) as refused:
        Ledger(address, "plan")
    assert refused.value.address == shown
    assert why in refused.value.why
    assert str(refused.value).startswith(f"The ledger at {shown} cannot be opened: ")
    assert "mat" not in str(refused.value)


@pytest.mark.parametrize("form", ["postgresql", "postgresql+psycopg", "postgresql+psycopg2"])
def test_address_in_postgresql_without_its_driver_names_what_to_install(monkeypatch, form):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.setitem(sys.modules, "psycopg2", None)
    with pytest.raises(CannotOpen) as refused:
        Ledger(f"{form}://an:bimat@may/so", "plan")
    assert str(refused.value).endswith(
        'Install the driver with `pip install "dienhinh[postgresql]"`, and write the address as'
        " postgresql://user:password@host/database."
    )
    assert "mat" not in str(refused.value)


def test_driver_that_the_remedy_installs_is_the_one_that_an_address_without_a_driver_takes():
    extra = tomllib.loads(read("pyproject.toml"))["project"]["optional-dependencies"]["postgresql"]
    driver = make_url("postgresql://an:bimat@may/so").get_dialect()
    assert [name.partition("[")[0] for name in extra] == [driver.driver] == ["psycopg"]


def test_file_that_is_no_database_is_named_and_left_as_it_is(tmp_path, address):
    (tmp_path / "ledger.db").write_text("Kính gửi: Thầy/Cô" * 100, encoding="utf-8")
    with pytest.raises(CannotOpen, match="file is not a database"):
        Ledger(address, "plan")
    assert (tmp_path / "ledger.db").read_text(encoding="utf-8") == "Kính gửi: Thầy/Cô" * 100


def test_ledger_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path, address):
    ledger = Ledger(address, "plan")
    ledger.effects.record("place", "a", State.DONE, at=AT)
    ledger.close()
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as database:
        database.execute("UPDATE alembic_version SET version_num = '0999'")
        database.commit()
        before = list(database.iterdump())
    with pytest.raises(NewerLedger) as refused:
        Ledger(address, "plan")
    assert (refused.value.version, refused.value.known) == ("0999", "0001, 0002")
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as database:
        assert list(database.iterdump()) == before
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.db"]


def test_fresh_ledger_is_made_and_opened_again_without_alembic(address):
    script = (
        "import sys\nfrom dienhinh.ledger import Ledger\n"
        f"for _ in range(2):\n    Ledger({address!r}, 'plan').close()\n"
        "print(sorted(name for name in sys.modules if name.startswith(('alembic', 'mako'))))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=str)
def test_every_table_begins_with_its_programme_and_can_be_made_in_postgresql(table):
    if table.name != "alembic_version":
        assert next(iter(table.primary_key)).name == "programme"
        names = tuple(column.name for column in table.columns)
        told = str(upsert("postgresql", table, names).compile(dialect=postgresql.dialect()))
        assert " ON CONFLICT (programme" in told
    assert str(CreateTable(table).compile(dialect=postgresql.dialect())).strip() != ""
