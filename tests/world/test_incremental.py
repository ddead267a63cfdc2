"""What is known by reading only what changed is what stands: whatever people do, in any order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from dienhinh.world.observe import observe
from dienhinh.world.places import UNIT_BOOKS
from dienhinh.world.world import World
from tests import office as offices
from tests.office import Office, moment
from tests.wave import CTHSSV, K1, K2, LECTURER, report_of_person, team, unit_plan

BEGINNING = "2023-04-18 09:00"
LAG = 120
"""Seconds by which an edit moves its file's time late, and by which the log tells of it late."""

BOOKS = ("don_vi/TCHC", "don_vi/K1", "don_vi/CTHSSV", "cho_xu_ly", "xet_chon", "danh_muc")


@dataclass
class History:
    """An office, its clock, and what was done in it; each act is a person's or the program's."""

    office: Office
    at: datetime = field(default_factory=lambda: moment(BEGINNING))
    count: int = 0

    def wait(self, minutes: float) -> None:
        self.at += timedelta(minutes=minutes)
        self.office.post("/_local/clock", {"now": self.at.isoformat()})

    def look(self, *, whole: bool = False) -> World:
        """Look as a cycle does; a whole look beside it is not remembered."""
        runner = self.office.runner
        return observe(
            runner.workspace, runner.ledger, runner.setting, self.at, whole=whole, keep=not whole
        )

    def words(self) -> str:
        self.count += 1
        return f"Nội dung {self.count}"

    def drive(self, method: str, key: str, path: str = "", **how: Any) -> Any:
        where = f"/drive/v3/files/{self.office.place(key)}{path}"
        return self.office.clerk._send(method, where, **how)


def answer_a_form(history: History, book: str) -> None:
    office, number = history.office, history.count % 4
    if number == 0:
        office.fill_in(K2, "ke_hoach", unit_plan())
    elif number == 1:
        office.fill_in(CTHSSV, "dang_ky", team("LV3-TT", history.words(), ("3X1",)))
    elif number == 2:
        office.fill_in("nguoi-la@example.com", "dang_ky", team("LV2-TT", "Tổ lạ", ("2T1",)))
    else:
        office.fill_in(K1, "bao_cao_ca_nhan", report_of_person(LECTURER, history.words()))
    history.count += 1


def first_tab(history: History, book: str) -> tuple[str, int]:
    about = history.office.clerk._get(
        f"/v4/spreadsheets/{history.office.place(f'workbook/{book}')}", fields="sheets.properties"
    )
    first = about["sheets"][0]["properties"]
    return first["title"], first["sheetId"]


def edit_a_cell(history: History, book: str) -> None:
    tab, _ = first_tab(history, book)
    column = "BCD"[history.count % 3]
    history.office.put(
        offices.OFFICE, book, f"'{tab}'!{column}{2 + history.count % 4}", history.words()
    )


def empty_a_row(history: History, book: str) -> None:
    tab, _ = first_tab(history, book)
    history.office.clerk._put(
        history.office.place(f"workbook/{book}"), f"'{tab}'!B2:F2", [["", "", "", "", ""]]
    )


def sort_rows(history: History, book: str) -> None:
    _, sheet = first_tab(history, book)
    area = {"sheetId": sheet, "startRowIndex": 1, "startColumnIndex": 0}
    order = {"dimensionIndex": 0, "sortOrder": ("ASCENDING", "DESCENDING")[history.count % 2]}
    request = {"sortRange": {"range": area, "sortSpecs": [order]}}
    history.office.edit(offices.OFFICE, book, request)
    history.count += 1


def insert_a_row(history: History, book: str) -> None:
    _, sheet = first_tab(history, book)
    place = {"sheetId": sheet, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}
    history.office.edit(offices.OFFICE, book, {"insertDimension": {"range": place}})


def rename_a_tab(history: History, book: str) -> None:
    tab, sheet = first_tab(history, book)
    title = tab.removesuffix(" (cũ)") if tab.endswith(" (cũ)") else f"{tab} (cũ)"
    properties = {"sheetId": sheet, "title": title}
    history.office.edit(
        offices.OFFICE,
        book,
        {"updateSheetProperties": {"properties": properties, "fields": "title"}},
    )


def bin_or_restore(history: History, book: str) -> None:
    key = f"workbook/{book}"
    standing = history.drive("GET", key, params={"fields": "trashed"}).json()
    history.drive("PATCH", key, json={"trashed": not standing["trashed"]})


def bin_or_restore_a_form(history: History, book: str) -> None:
    standing = history.drive("GET", "form/minh_chung", params={"fields": "trashed"}).json()
    history.drive("PATCH", "form/minh_chung", json={"trashed": not standing["trashed"]})


def share_or_take_back(history: History, book: str) -> None:
    key, whom = f"workbook/{book}", "dong-nghiep@example.com"
    fields = {"fields": "permissions(id,emailAddress)"}
    standing = history.drive("GET", key, "/permissions", params=fields).json()["permissions"]
    given_ = [each["id"] for each in standing if each.get("emailAddress") == whom]
    if given_:
        history.drive("DELETE", key, f"/permissions/{given_[0]}")
    else:
        body = {"type": "user", "role": "writer", "emailAddress": whom}
        history.drive("POST", key, "/permissions", json=body)


def reword_a_question(history: History, book: str) -> None:
    form = history.office.place("form/vuong_mac")
    items = history.office.clerk._get(f"/v1/forms/{form}")["items"]
    item = {**items[0], "title": history.words()}
    update = {"item": item, "location": {"index": 0}, "updateMask": "title"}
    history.office.clerk._send(
        "POST", f"/v1/forms/{form}:batchUpdate", json={"requests": [{"updateItem": update}]}
    )


def let_the_program_run(history: History, book: str) -> None:
    jobs = (["collect_responses", "check_completeness"], ["compile_review"])[history.count % 2]
    history.office.runner.run_all(jobs, at=history.at)
    history.count += 1


def let_the_program_mend(history: History, book: str) -> None:
    history.office.runner.run_all(["set_up"], at=history.at)


ACTS: Mapping[str, Callable[[History, str], None]] = {
    act.__name__: act
    for act in (
        answer_a_form,
        edit_a_cell,
        empty_a_row,
        sort_rows,
        insert_a_row,
        rename_a_tab,
        bin_or_restore,
        bin_or_restore_a_form,
        share_or_take_back,
        reword_a_question,
        let_the_program_run,
        let_the_program_mend,
    )
}


def standing(world: World) -> dict[str, Any]:
    """What a plan is made from, as values that can be compared."""
    return {
        "books": {
            key: (book.state, book.why, {name: table(grid) for name, grid in book.grids.items()})
            for key, book in world.books.items()
        },
        "forms": {
            key: (form.why, form.newest, sorted(each["responseId"] for each in form.responses))
            for key, form in world.forms.items()
        },
        "lists": (
            world.lists.roster,
            world.lists.programme,
            world.lists.why,
            world.lists.problems,
        ),
        "unread": sorted(world.unread()),
    }


def table(grid: Any) -> list[list[Any]]:
    return [list(row) for row in grid]


def known_files(world: World) -> dict[str, tuple[Any, ...]]:
    """What is known of the files that Drive has told of: binned, where, who may open them."""
    return {
        key: (
            bool(file.get("binned")),
            people(file["permissions"]) if file.get("permissions") is not None else None,
        )
        for key in world.memory.places
        if (file := world.files.get(f"file/{key}"))
    }


def real_files(history: History, known: Mapping[str, tuple[Any, ...]]) -> dict[str, Any]:
    """The same, asked of Drive file by file."""
    found = {}
    for key, (_, permissions) in known.items():
        asked = {
            "fields": "trashed,permissions(type,role,emailAddress,view,deleted)",
            "includePermissionsForView": "published",
        }
        file = history.drive("GET", key, params=asked).json()
        found[key] = (
            bool(file.get("trashed")),
            None if permissions is None else people(file["permissions"]),
        )
    return found


def people(permissions: Any) -> list[tuple[str, str, str]]:
    """Who may do what, without the owner, whom the program need not know."""
    return sorted(
        (str(each.get("emailAddress", "")), each["role"], str(each.get("view", "")))
        for each in permissions
        if each["role"] != "owner" and not each.get("deleted")
    )


STEPS = st.lists(
    st.tuples(
        st.sampled_from(sorted(ACTS)), st.sampled_from(BOOKS), st.sampled_from((0.5, 3.0, 12.0))
    ),
    min_size=1,
    max_size=5,
)


@pytest.mark.parametrize("lag", [0, LAG], ids=["at once", "late"])
def test_reading_what_changed_is_as_good_as_reading_all(wave_office, tmp_path_factory, lag):
    @settings(
        max_examples=10,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(steps=STEPS)
    def check(steps):
        folder = tmp_path_factory.mktemp("history") / "office"
        with offices.opened(offices.copied(wave_office, folder)) as office:
            history = History(office)
            history.wait(0)
            history.look()  # the day's sweep
            if lag:
                late = dict.fromkeys(("modifiedTime", "files.list", "changes.list"), lag)
                office.post("/_local/faults", {"lag": late})
            for name, book, minutes in steps:
                note(f"{history.at:%H:%M:%S} {name} {book}")
                try:
                    ACTS[name](history, book)
                except requests.HTTPError as refused:
                    note(f"refused: {refused}")
                assert not history.look().whole  # an eager look must not lose what comes late
                history.wait(minutes)
            for _ in range(2 if lag else 0):
                history.wait(lag / 60 + 0.5)
                history.look()
            compare(history)

    check()


def compare(history: History) -> None:
    known, real = history.look(), history.look(whole=True)
    assert standing(known) == standing(real)
    files = known_files(known)
    assert files == real_files(history, files)


def test_a_look_without_news_reads_no_workbook(wave):
    history = History(wave)
    history.wait(0)
    history.look()
    history.wait(30)
    before = dict(wave.runner.calls())
    world = history.look()
    calls = {api: count - before.get(api, 0) for api, count in wave.runner.calls().items()}
    assert {api: count for api, count in calls.items() if count} == {
        "drive": 1,
        "forms": len(world.forms),
    }
    assert [key for key, book in world.books.items() if book.fresh] == []
    assert any(key.startswith(UNIT_BOOKS) for key in world.books)
