"""An office that keeps everything in a shared drive, whose members inherit their rights."""

from __future__ import annotations

import pytest

from dienhinh.running.runner import Runner
from jobs.timetable import TIMETABLE
from tests import office as offices
from tests.crashing import school
from tests.office import OFFICE, Office, forked_workspace

MANAGER, MEMBER = "truong-phong-1@example.com", "pho-hieu-truong-1@example.com"


@pytest.fixture
def office(tmp_path):
    programme, roster = school.written(tmp_path)
    with forked_workspace(tmp_path / "workspace") as base:
        offices.hire_robot(base, tmp_path)
        person = offices.Person(OFFICE, base)
        drive = person._send("POST", "/drive/v3/drives?requestId=r1", json={"name": "Chung"}).json()
        for email, role in ((MANAGER, "fileOrganizer"), (MEMBER, "reader")):
            person._send(
                "POST",
                f"/drive/v3/files/{drive['id']}/permissions?supportsAllDrives=true",
                json={"type": "user", "role": role, "emailAddress": email},
            )
        settings = offices.settings(
            base,
            tmp_path,
            programme=programme,
            roster=roster,
            shared_drive=drive["id"],
        )
        with Runner.open(settings, TIMETABLE, clock=offices.real_time) as runner:
            yield Office(base, tmp_path, runner)


def rights(office, key: str) -> dict[str, str]:
    """Read who may do what with a file."""
    standing = office.clerk._get(
        f"/drive/v3/files/{office.place(key)}/permissions?supportsAllDrives=true",
        fields="permissions(role,emailAddress)",
    )["permissions"]
    return {each["emailAddress"]: each["role"] for each in standing}


def test_members_keep_their_rights_without_a_call_a_day_and_are_named_once(office):
    office.run_all("2023-04-11 07:00")
    assert rights(office, "workbook/don_vi/TCHC") == {
        OFFICE: "organizer",
        MANAGER: "fileOrganizer",
        MEMBER: "reader",
        "dau-moi-tchc@example.com": "writer",
    }
    sent = office.runner.workspace.calls
    for at in ("2023-04-12 07:40", "2023-04-12 07:55"):  # a whole look, then by the change log
        before = len(sent.writes())
        told = office.run("set_up", at)
        assert (told.problems, sent.writes()[before:]) == ((), [])
        assert told.notes == (
            f"folder/goc: {MANAGER} có quyền ngoài danh sách; xem lại việc chia sẻ",
            f"folder/goc: {MEMBER} có quyền ngoài danh sách; xem lại việc chia sẻ",
            f"workbook/xet_chon_han_che: {MANAGER} có quyền ngoài danh sách; xem lại việc chia sẻ",
            f"workbook/xet_chon_han_che: {MEMBER} có quyền ngoài danh sách; xem lại việc chia sẻ",
        )


def test_right_that_the_drive_gives_is_nobodys_to_take_back_when_the_lists_change(office):
    office.run_all("2023-04-11 07:00")
    row = ("Mã đơn vị", "TCHC")
    office.type(OFFICE, "danh_muc", "Đơn vị", row, "Thư điện tử người đứng đầu", "moi@example.com")
    for at in ("2023-04-12 07:40", "2023-04-13 07:40"):
        assert office.run("set_up", at).problems == ()
    assert rights(office, "workbook/don_vi/TCHC")[MANAGER] == "fileOrganizer"
    assert rights(office, "workbook/don_vi/TCHC")["moi@example.com"] == "writer"
    sent = office.runner.workspace.calls
    before = len(sent.writes())
    office.run("set_up", "2023-04-14 07:40")
    assert sent.writes()[before:] == []
