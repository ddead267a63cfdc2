"""permissions.*: roles, ownership, expiry, inheritance, and Google's refusals."""

from __future__ import annotations

import pytest

FILES = "/drive/v3/files"
HEIR = "user1@example.com"


def permissions(workspace, file: str, fields: str = "role,emailAddress", **more):
    path = f"{FILES}/{file}/permissions?supportsAllDrives=true&fields=permissions({fields})"
    return workspace.get(path, **more)["permissions"]


def hand_over(workspace, file: str, query: str = "", email: str = HEIR, **more):
    body = {"type": "user", "role": "owner", "emailAddress": email}
    return workspace.call("POST", f"{FILES}/{file}/permissions?{query}", body, **more)


def test_ownership_is_handed_over_with_a_notice_and_the_owner_stays_a_writer(
    workspace, drive, reason
):
    made = drive.make()
    assert reason(hand_over(workspace, made)) == (403, "forbidden")
    quiet = "transferOwnership=true&sendNotificationEmail=false"
    assert reason(hand_over(workspace, made, quiet)) == (403, "forbidden")
    abroad = hand_over(workspace, made, "transferOwnership=true", "user1@example.org")
    assert reason(abroad) == (400, "ownershipChangeAcrossDomainNotPermitted")
    moved = hand_over(workspace, made, "transferOwnership=true&moveToNewOwnersRoot=true")
    assert moved.status_code == 200
    found = {p["emailAddress"]: p["role"] for p in permissions(workspace, made)}
    assert found == {"me@example.com": "writer", HEIR: "owner"}
    assert workspace.get("/_local/outbox")[0]["to"] == [HEIR]


def test_pending_owner_accepts_and_nobody_else_does(workspace, drive, other, reason):
    made = drive.make()
    given = drive.share(made, "reader").json()["id"]
    path = f"{FILES}/{made}/permissions/{given}"
    early = workspace.call("PATCH", path, {"pendingOwner": True})
    assert reason(early) == (403, "pendingOwnerWriterRequired")
    body = {"role": "writer", "pendingOwner": True}
    answer = workspace.call("PATCH", f"{path}?fields=role,pendingOwner", body)
    assert answer.json() == body
    drive.share(made, "writer", "user2@example.com")
    third = workspace.token_of("user2@example.com")
    owner, query = {"role": "owner"}, "?transferOwnership=true"
    assert workspace.call("PATCH", path + query, owner, token=third).status_code == 403
    assert workspace.call("PATCH", path + query, owner, token=other).status_code == 200
    assert drive.get(made, "ownedByMe", token=other) == {"ownedByMe": True}


def test_expired_permission_opens_nothing(workspace, drive, other):
    workspace.post("/_local/clock", {"now": "2023-04-20T00:00:00Z"})
    made = drive.make()
    until = "2023-04-21T00:00:00.000Z"
    given = drive.share(made, "reader", expirationTime=until).json()
    assert given["expirationTime"] == until
    assert drive.get(made, "name", token=other) == {"name": "x"}
    workspace.post("/_local/clock", {"now": "2023-04-21T00:00:00Z"})
    assert drive.get(made, "name", token=other)["error"]["code"] == 404
    assert len(permissions(workspace, made)) == 1


@pytest.mark.parametrize(
    ("permission", "expected"),
    [
        ({"expirationTime": "2023-04-19T00:00:00Z"}, "expirationDatesMustBeInTheFuture"),
        ({"expirationTime": "2025-04-19T00:00:00Z"}, "expirationDatesTooFarInTheFuture"),
        (
            {"type": "anyone", "expirationTime": "2023-05-19T00:00:00Z"},
            "cannotSetExpirationOnAnyoneOrDomain",
        ),
        ({"role": "organizer"}, "organizerOnNonTeamDriveItemNotSupported"),
        ({"role": "fileOrganizer"}, "fileOrganizerOnNonTeamDriveNotSupported"),
    ],
)
def test_permission_that_a_file_cannot_have_is_refused(
    workspace, drive, reason, permission, expected
):
    workspace.post("/_local/clock", {"now": "2023-04-20T00:00:00Z"})
    body = {"role": "reader"} | permission
    assert reason(drive.share(drive.make(), **body)) == (403, expected)


@pytest.mark.parametrize(
    "permission",
    [
        {"type": "anyone", "role": "owner"},
        {"type": "domain", "role": "reader", "domain": ""},
        {"role": "reader", "emailAddress": "không phải địa chỉ"},
    ],
)
def test_sharing_that_makes_no_sense_is_a_bad_request(drive, reason, permission):
    answer = drive.share(drive.make(), **permission)
    assert reason(answer) == (400, "invalidSharingRequest")
    assert answer.json()["error"]["message"] == "Bad Request"


def test_expiry_is_changed_and_taken_off(workspace, drive):
    workspace.post("/_local/clock", {"now": "2023-04-20T00:00:00Z"})
    made = drive.make()
    given = drive.share(made, "reader").json()["id"]
    path = f"{FILES}/{made}/permissions/{given}?fields=expirationTime"
    until = {"expirationTime": "2023-04-21T00:00:00.000Z"}
    assert workspace.call("PATCH", path, until).json() == until
    assert workspace.call("PATCH", f"{path}&removeExpiration=true", {}).json() == {}


def test_writers_share_unless_the_owner_keeps_it_to_themselves(workspace, drive, other):
    made = drive.make()
    drive.share(made, "writer")
    body = {"type": "anyone", "role": "reader"}
    path = f"{FILES}/{made}/permissions"
    assert workspace.call("POST", path, body, token=other).status_code == 200
    assert drive.update(made, token=other, writersCanShare=False).status_code == 403
    drive.update(made, writersCanShare=False)
    assert workspace.call("POST", path, body, token=other).status_code == 403


def test_readers_see_their_own_permission_only(workspace, drive, other):
    made = drive.make()
    given = drive.share(made, "reader").json()["id"]
    path = f"{FILES}/{made}/permissions"
    assert workspace.call("GET", path, token=other).status_code == 403
    assert workspace.get(f"{path}/{given}", token=other)["role"] == "reader"
    owner = permissions(workspace, made, "id")[0]["id"]
    assert workspace.call("GET", f"{path}/{owner}", token=other).status_code == 403
    assert workspace.call("DELETE", f"{path}/{given}", token=other).status_code == 204


def test_members_of_a_shared_drive_are_inherited_and_not_removed_below(workspace, drive, reason):
    shared = drive.shared_drive()
    member = drive.share(shared, "writer").json()["id"]
    made = drive.make(parents=[shared])
    drive.share(made, "commenter")
    details = "role,permissionDetails(permissionType,role,inherited,inheritedFrom)"
    assert permissions(workspace, made, details)[0] == {
        "role": "writer",
        "permissionDetails": [
            {"permissionType": "file", "role": "commenter", "inherited": False},
            {
                "permissionType": "member",
                "role": "writer",
                "inherited": True,
                "inheritedFrom": shared,
            },
        ],
    }
    path = f"{FILES}/{made}/permissions/{member}?supportsAllDrives=true"
    assert workspace.call("DELETE", path).status_code == 204
    inherited = (403, "cannotModifyInheritedTeamDrivePermission")
    assert reason(workspace.call("DELETE", path)) == inherited
    assert reason(workspace.call("PATCH", path, {"role": "reader"})) == inherited


@pytest.mark.parametrize(
    ("where", "permission", "expected"),
    [
        ("drive", {"type": "anyone"}, "cannotShareTeamDriveTopFolderWithAnyoneOrDomains"),
        (
            "drive",
            {"expirationTime": "2099-01-01T00:00:00Z"},
            "expirationDateNotAllowedForSharedDriveMembers",
        ),
        ("folder", {"role": "organizer"}, "organizerOnNonTeamDriveNotSupported"),
        ("file", {"role": "fileOrganizer"}, "fileOrganizerOnFoldersInSharedDriveOnly"),
    ],
)
def test_permission_that_a_shared_drive_cannot_have_is_refused(
    drive, reason, where, permission, expected
):
    shared = drive.shared_drive()
    places = {"drive": shared, "folder": drive.folder(parents=[shared])}
    places["file"] = drive.make(parents=[shared])
    answer = drive.share(places[where], **({"role": "reader"} | permission))
    assert reason(answer) == (403, expected)


def test_what_a_shared_drive_owns_has_no_owner(workspace, drive, reason):
    made = drive.make(parents=[drive.shared_drive()])
    answer = hand_over(workspace, made, "transferOwnership=true&supportsAllDrives=true")
    assert reason(answer) == (403, "ownerOnTeamDriveItemNotSupported")
    answer = drive.update(made, writersCanShare=False)
    assert reason(answer) == (403, "teamDrivesSharingRestrictionNotAllowed")


def test_restrictions_of_a_shared_drive_hold(workspace, drive, reason):
    shared = drive.shared_drive()
    made = drive.make(parents=[shared])
    path = f"/drive/v3/drives/{shared}"
    workspace.call("PATCH", path, {"restrictions": {"driveMembersOnly": True}})
    outside = (403, "teamDriveTeamMembersOnlyRestriction")
    assert reason(drive.share(made, "reader")) == outside
    body = {"restrictions": {"driveMembersOnly": False, "domainUsersOnly": True}}
    workspace.call("PATCH", path, body)
    abroad = drive.share(made, "reader", "user1@example.org")
    assert reason(abroad) == (403, "teamDriveDomainUsersOnlyRestriction")
    assert drive.share(made, "reader").status_code == 200


def test_last_organizer_and_owner_stay(workspace, drive, reason):
    shared = drive.shared_drive()
    organizer = permissions(workspace, shared, "id")[0]["id"]
    path = f"{FILES}/{shared}/permissions/{organizer}?supportsAllDrives=true"
    assert workspace.call("DELETE", path).status_code == 403
    made = drive.make()
    owner = permissions(workspace, made, "id")[0]["id"]
    refused = workspace.call("DELETE", f"{FILES}/{made}/permissions/{owner}")
    assert reason(refused) == (403, "cannotRemoveOwner")


def test_permissions_come_in_pages(workspace, drive):
    made = drive.make()
    drive.share(made, "reader")
    path = f"{FILES}/{made}/permissions?pageSize=1"
    first = workspace.get(path)
    rest = workspace.get(f"{path}&pageToken={first['nextPageToken']}")
    assert [p["role"] for page in (first, rest) for p in page["permissions"]] == ["owner", "reader"]


def test_name_of_the_old_api_is_taken_as_google_takes_it(workspace, drive):
    body = {"type": "anyone", "role": "reader", "withLink": True}
    assert workspace.call("POST", f"{FILES}/{drive.make()}/permissions", body).status_code == 200
