"""Shared drives: who may do what in them, and what moves in and out."""

from __future__ import annotations

import pytest

FILES = "/drive/v3/files"
DRIVES = "/drive/v3/drives"


def test_shared_drive_files_have_no_owner_and_want_supports_all_drives(workspace):
    drive = workspace.post("/drive/v3/drives?requestId=r1", {"name": "Chung"})["id"]
    body = {"name": "x", "parents": [drive]}
    made = workspace.post(f"{FILES}?supportsAllDrives=true&fields=id,driveId,owners", body)
    assert made == {"id": made["id"], "driveId": drive}
    assert workspace.call("GET", f"{FILES}/{made['id']}").status_code == 404
    assert workspace.call("POST", "/drive/v3/drives?requestId=r1", {"name": "x"}).status_code == 409


def test_shared_drives_are_searched_hidden_and_paged(workspace, drive):
    ids = {name: drive.shared_drive(name) for name in ("Khoa Y", "Khoa Dược", "Phòng")}
    found = workspace.call("GET", DRIVES, params={"q": "name contains 'khoa'"}).json()
    assert [d["name"] for d in found["drives"]] == ["Khoa Y", "Khoa Dược"]
    hidden = workspace.post(f"{DRIVES}/{ids['Phòng']}/hide?fields=hidden")
    assert hidden == {"hidden": True}
    found = workspace.call("GET", DRIVES, params={"q": "hidden = true and memberCount = 1"})
    assert [d["name"] for d in found.json()["drives"]] == ["Phòng"]
    assert workspace.post(f"{DRIVES}/{ids['Phòng']}/unhide?fields=hidden") == {"hidden": False}
    first = workspace.get(f"{DRIVES}?pageSize=2")
    rest = workspace.get(f"{DRIVES}?pageSize=2&pageToken={first['nextPageToken']}")
    assert [d["name"] for d in rest["drives"]] == ["Phòng"]
    assert workspace.call("GET", DRIVES, params={"q": "colour = 'x'"}).status_code == 400


def test_team_drives_are_shared_drives_by_their_old_name(workspace):
    made = workspace.post("/drive/v3/teamdrives?requestId=r", {"name": "Chung"})
    assert made == {"kind": "drive#teamDrive", "id": made["id"], "name": "Chung"}
    assert workspace.get(f"{DRIVES}/{made['id']}")["kind"] == "drive#drive"
    listed = workspace.get("/drive/v3/teamdrives")
    assert (listed["kind"], listed["teamDrives"]) == ("drive#teamDriveList", [made])


def test_theme_sets_colour_and_picture_and_restrictions_are_kept(workspace, drive):
    shared = drive.shared_drive()
    fields = "?fields=colorRgb,backgroundImageLink,restrictions(driveMembersOnly,domainUsersOnly)"
    body = {"themeId": "abacus", "restrictions": {"driveMembersOnly": True}}
    changed = workspace.call("PATCH", f"{DRIVES}/{shared}{fields}", body)
    assert changed.json() == {
        "colorRgb": "#ea6100",
        "backgroundImageLink": "https://ssl.gstatic.com/team_drive_themes/abacus_background.jpg",
        "restrictions": {"driveMembersOnly": True, "domainUsersOnly": False},
    }


def test_drive_with_files_is_not_deleted_until_they_are_binned(workspace, drive, reason):
    shared = drive.shared_drive()
    made = drive.make(parents=[shared])
    refused = workspace.call("DELETE", f"{DRIVES}/{shared}")
    assert reason(refused) == (403, "teamDriveHasUntrashedItems")
    drive.update(made, trashed=True)
    assert workspace.call("DELETE", f"{DRIVES}/{shared}").status_code == 204
    assert workspace.get(DRIVES)["drives"] == []


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("reader", []),
        ("commenter", []),
        ("writer", ["rename", "add"]),
        ("fileOrganizer", ["rename", "add", "trash", "move"]),
        ("organizer", ["rename", "add", "trash", "move", "delete"]),
    ],
)
def test_each_role_may_do_what_google_says(workspace, drive, other, role, allowed):
    shared = drive.shared_drive()
    folder = drive.folder(parents=[shared])
    made = drive.make(parents=[shared])
    drive.share(shared, role)
    done = {
        "rename": drive.update(made, token=other, name="y"),
        "add": workspace.call(
            "POST", f"{FILES}?supportsAllDrives=true", {"parents": [shared]}, token=other
        ),
        "trash": drive.update(made, token=other, trashed=True),
        "move": drive.update(made, f"&addParents={folder}&removeParents={shared}", token=other),
        "delete": workspace.call("DELETE", f"{FILES}/{made}?supportsAllDrives=true", token=other),
    }
    assert [name for name, answer in done.items() if answer.status_code < 300] == allowed


def test_file_moves_into_a_shared_drive_and_loses_its_owner(drive):
    shared, made = drive.shared_drive(), drive.upload(b"x")
    drive.share(made, "reader")
    moved = drive.update(made, f"&addParents={shared}&removeParents=root&fields=driveId,owners")
    assert moved.json() == {"driveId": shared}
    fields = "hasAugmentedPermissions,ownedByMe,shared,writersCanShare,permissions"
    assert drive.get(made, fields) == {"hasAugmentedPermissions": True}
    back = drive.update(made, f"&addParents=root&removeParents={shared}&fields=ownedByMe,driveId")
    assert back.json() == {"ownedByMe": True}


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        ("folder", "teamDrivesFolderMoveInNotSupported"),
        ("binned", "cannotMoveTrashedItemIntoTeamDrive"),
    ],
)
def test_what_cannot_move_into_a_shared_drive(drive, reason, make, expected):
    shared = drive.shared_drive()
    made = drive.folder() if make == "folder" else drive.make()
    if make == "binned":
        drive.update(made, trashed=True)
    answer = drive.update(made, f"&addParents={shared}&removeParents=root")
    assert reason(answer) == (403, expected)


def test_writer_moves_in_only_what_a_member_owns(workspace, drive, other, reason):
    made = drive.make()
    drive.share(made, "writer")
    theirs = workspace.post(f"{DRIVES}?requestId=r", {"name": "Khác"}, token=other)["id"]
    root = drive.get("root", "id")["id"]
    answer = drive.update(made, f"&addParents={theirs}&removeParents={root}", token=other)
    assert reason(answer) == (404, "notFound")  # the owner's root is nothing that they see
    answer = drive.update(made, f"&addParents={theirs}&enforceSingleParent=true", token=other)
    assert reason(answer) == (403, "fileOwnerNotMemberOfTeamDrive")


def test_item_of_a_shared_drive_keeps_exactly_one_parent(drive, reason):
    shared = drive.shared_drive()
    folder, made = drive.folder(parents=[shared]), drive.make(parents=[shared])
    assert reason(drive.update(made, f"&addParents={folder}")) == (403, "teamDrivesParentLimit")
    assert reason(drive.update(made, f"&removeParents={shared}")) == (403, "teamDrivesParentLimit")


def test_bin_of_a_shared_drive_is_emptied_by_its_organizer(workspace, drive, other, reason):
    shared = drive.shared_drive()
    made, mine = drive.make(parents=[shared]), drive.make()
    for each in (made, mine):
        drive.update(each, trashed=True)
    drive.share(shared, "fileOrganizer")
    empty = f"{FILES}/trash?driveId={shared}"
    refused = workspace.call("DELETE", empty, token=other)
    assert reason(refused) == (403, "insufficientFilePermissions")
    assert workspace.call("DELETE", empty).status_code == 204
    assert drive.names() == ["x"]
    assert drive.get(made, "id")["error"]["code"] == 404


@pytest.mark.parametrize("kind", ["text/plain", "application/vnd.google-apps.spreadsheet"])
def test_bare_service_account_owns_nothing_outside_a_shared_drive(workspace, drive, reason, kind):
    email = "bot@office.iam.gserviceaccount.example.com"
    bot = workspace.post("/_local/principals", {"email": email, "service_account": True})["token"]
    body = {"name": "x", "mimeType": kind}
    assert reason(workspace.call("POST", FILES, body, token=bot)) == (403, "storageQuotaExceeded")
    made = drive.make(mimeType=kind)
    drive.share(made, "reader", email)
    refused = workspace.call("POST", f"{FILES}/{made}/copy", {}, token=bot)
    assert reason(refused) == (403, "storageQuotaExceeded")
    shared = drive.shared_drive()
    drive.share(shared, "writer", email)
    query = "?supportsAllDrives=true"
    inside = {"parents": [shared]}
    assert workspace.call("POST", FILES + query, body | inside, token=bot).status_code == 200
    copied = workspace.call("POST", f"{FILES}/{made}/copy{query}", inside, token=bot)
    assert copied.status_code == 200
    refused = workspace.call("POST", "/v4/spreadsheets", {}, token=bot)
    assert refused.json()["error"]["status"] == "PERMISSION_DENIED"
