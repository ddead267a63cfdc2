"""Two programmes in one installation never see one another."""

from __future__ import annotations

import re
import sqlite3
import tarfile
from contextlib import closing, contextmanager

import pytest
import requests

from dienhinh.ledger import Ledger, LedgerError, OtherProgramme, UnknownOwner
from dienhinh.running.runner import Runner
from jobs.timetable import TIMETABLE
from tests import office as offices
from tests import wave as said
from tests.crashing import school
from tests.ledger.test_upgrade import dump
from tests.office import PROGRAMME, ROSTER, moment
from tests.upgrade.test_upgrade import ARCHIVE

MAIN, OTHER = "tien-giang-2021-2025", "thu-nghiem"


@pytest.fixture
def twin(tmp_path):
    """A plan of the same words and years under another name, and its three units.

    Its forms are titled alike.
    """
    programme, roster = school.written(tmp_path / "twin")
    text = programme.read_text(encoding="utf-8")
    programme.write_text(
        re.sub(r'(?m)^id = "[^"]+"', f'id = "{OTHER}"', text, count=1), encoding="utf-8"
    )
    return programme, roster


@contextmanager
def beside(office, plan):
    """Open another plan, its programme and roster, upon the same folder, ledger and workspace."""
    programme, roster = plan
    settings = offices.settings(office.base, office.data, programme=programme, roster=roster)
    with Runner.open(settings, TIMETABLE, clock=offices.real_time) as runner:
        yield offices.Office(office.base, office.data, runner)


def stands(office):
    """Tell all that stands in a programme's files: when they changed, cells, questions by place."""
    told = {}
    for key, file in office.runner.places().items():
        fields = "name,parents,modifiedTime,sha256Checksum,permissions(emailAddress,role)"
        told[key] = [office.clerk._get(f"/drive/v3/files/{file}", fields=fields)]
        if key.startswith("workbook/"):
            about = office.clerk._get(
                f"/v4/spreadsheets/{file}", fields="properties,sheets(properties,protectedRanges)"
            )
            titles = [each["properties"]["title"] for each in about["sheets"]]
            told[key] += [about, *(office.clerk.table(file, title) for title in titles)]
        elif key.startswith("form/"):
            told[key].append(office.clerk._get(f"/v1/forms/{file}"))
    return told


def memory(ledger):
    """Tell what a programme remembers of its acts."""
    return ledger.effects.everything(), ledger.codes.all(), ledger.answers.all()


def test_running_one_leaves_the_others_workspace_and_memory_as_they_are(wave, twin):
    workspace, ledger = stands(wave), memory(wave.runner.ledger)
    letters = len(wave.letters())

    with beside(wave, twin) as other:
        for outcome in other.run_all("2023-04-20 07:45"):
            assert outcome.problems == ()
        assert not set(other.runner.places().values()) & set(wave.runner.places().values())
        assert other.runner.ledger.codes.all() == {}
        other.fill_in(said.CTHSSV, "dang_ky", said.team("LV3-TT", "Đội 1", ("3X1",)))
        other.run("collect_responses", "2023-04-20 10:00")
        assert list(other.rows("don_vi/CTHSSV", "Đăng ký")) == ["2023-1-LV3-TT-001"]
        assert other.runner.ledger.answers.count() == 1

    assert stands(wave) == workspace
    assert memory(wave.runner.ledger) == ledger
    assert len(wave.letters()) > letters


def test_form_whose_making_broke_is_never_taken_from_a_programme_that_titles_it_alike(office, twin):
    # Of the other programme there stands a form that nobody has filled yet, of the same title.
    with beside(office, twin) as other:
        office.loses("forms.forms.batchUpdate", arrived=False)
        other.run("set_up", "2023-04-10 08:00")
        office.loses("forms.forms.create", arrived=True)
        office.runner.forget_place("form/ke_hoach")
        office.run("set_up", "2023-04-10 08:00")
        office.run("set_up", "2023-04-10 08:30")
        other.run("set_up", "2023-04-10 08:30")

        ours, theirs = office.runner.places(), other.runner.places()
        assert "form/ke_hoach" in ours
        assert "form/ke_hoach" in theirs
        assert not set(ours.values()) & set(theirs.values())


def test_letters_of_one_are_not_the_others_when_a_ledger_is_rebuilt(wave, twin):
    wave.run("remind_heads", "2023-04-20 08:00")
    sent = len(wave.letters())
    assert sent > 0
    with beside(wave, twin) as other:
        other.run("set_up", "2023-04-20 08:10")
    wave.runner.close()
    (wave.data / "ledger.db").unlink()

    with beside(wave, twin) as other:
        told = other.runner.rebuild(at=moment("2023-04-20 09:00"))
        assert (told.counts["letters"], told.counts["codes"]) == (0, 0)
    with beside(wave, (PROGRAMME, ROSTER)) as ours:
        told = ours.runner.rebuild(at=moment("2023-04-20 09:00"))
        assert (told.counts["letters"], told.counts["codes"]) == (sent, 17)


@pytest.fixture
def old(tmp_path):
    """The data folder that version 0.1.0 left, and the address at which its workspace runs."""
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(tmp_path, filter="data")
    with offices.forked_workspace(tmp_path / "wave" / "workspace") as base:
        yield tmp_path / "wave", base


def forget(data, *tables):
    """Let an old ledger be one of an earlier day: what some tables held had not come yet."""
    with closing(sqlite3.connect(data / "ledger.db")) as database:
        for table in tables:
            database.execute(f"DELETE FROM {table}")
        database.commit()


def refused(old, plan):
    """Try to open a plan upon an old ledger; gives the refusal, after which all is as before."""
    data, base = old
    programme, roster = plan
    before = dump(data / "ledger.db")
    requests.delete(f"{base}/_local/log", timeout=30)
    settings = offices.settings(base, data, programme=programme, roster=roster)
    with pytest.raises(LedgerError) as error:
        Runner.open(settings, TIMETABLE, clock=offices.real_time)
    assert dump(data / "ledger.db") == before
    assert not (data / "ledger.db.before-0002").exists()
    assert requests.get(f"{base}/_local/log?writes=1", timeout=30).json() == []
    return error.value


@pytest.mark.parametrize(
    "empty",
    [
        pytest.param((), id="with-codes"),
        pytest.param(("codes", "answers"), id="with-places-alone"),
    ],
)
def test_old_ledger_is_known_by_its_folder_and_refused_by_name_to_a_plan_of_the_same_waves(
    old, twin, empty
):
    forget(old[0], *empty)

    error = refused(old, twin)

    assert isinstance(error, OtherProgramme)
    assert f"belongs to another programme than {OTHER}: its folder in Drive is that of {MAIN}" in (
        str(error)
    )
    settings = offices.settings(old[1], old[0])
    with Runner.open(settings, TIMETABLE, clock=offices.real_time) as owner:
        assert "workbook/don_vi/K1" in owner.places()


def test_old_ledger_without_codes_whose_folder_is_gone_is_nobodys(old, twin):
    forget(old[0], "codes", "answers")
    with closing(sqlite3.connect(old[0] / "ledger.db")) as database:
        database.execute("UPDATE effects SET external_id = 'gone' WHERE key = 'folder/goc'")
        database.commit()

    error = refused(old, twin)

    assert isinstance(error, UnknownOwner)
    assert "does not tell whose it is" in str(error)
    assert "move the ledger's file away and run `dienhinh rebuild`" in str(error)


def test_old_ledger_that_holds_nothing_is_anybodys(old, twin):
    forget(old[0], "codes", "answers", "effects")
    programme, roster = twin
    settings = offices.settings(old[1], old[0], programme=programme, roster=roster)
    with Runner.open(settings, TIMETABLE, clock=offices.real_time) as office:
        assert office.places() == {}


def test_first_set_up_beside_other_programmes_names_them_once(wave, twin, caplog):
    with beside(wave, twin) as other:
        (said,) = caplog.messages
        assert said.startswith(f"nothing of {OTHER} is in this ledger yet, which holds {MAIN}; if")
        other.run("set_up", "2023-04-20 07:45")
    caplog.clear()
    with beside(wave, twin):
        assert caplog.messages == []


def test_old_ledger_of_another_programme_is_refused_by_its_waves_where_drive_is_not_asked(tmp_path):
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(tmp_path, filter="data")
    address = f"sqlite:///{tmp_path / 'wave' / 'ledger.db'}"

    with pytest.raises(OtherProgramme, match="it holds codes of 2023-1, which 2026-2030 does not"):
        Ledger(address, "2026-2030", waves=["2026-1"])

    assert Ledger(address, MAIN, waves=["2023-1"]).answers.count() == 17
