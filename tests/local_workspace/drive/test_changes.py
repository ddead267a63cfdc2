"""changes.*: what became different, or gone, since a token; channels that would tell of it."""

from __future__ import annotations

FILES = "/drive/v3/files"
CHANGES = "/drive/v3/changes"


def listed(workspace, since: str, query: str = "", **more):
    """Return (file or drive id, removed) of the changes since a token."""
    found = workspace.get(f"{CHANGES}?pageToken={since}{query}", **more)["changes"]
    return [(c.get("fileId", c.get("driveId")), c["removed"]) for c in found]


def start(workspace, **more) -> str:
    """Return the token of now."""
    return str(workspace.get(f"{CHANGES}/startPageToken", **more)["startPageToken"])


def test_changes_name_each_changed_file_once_and_what_is_gone(workspace):
    kept = workspace.post(FILES, {"name": "kept"})["id"]
    gone = workspace.post(FILES, {"name": "gone"})["id"]
    start = workspace.get("/drive/v3/changes/startPageToken")["startPageToken"]
    for name in ("a", "b"):
        workspace.call("PATCH", f"{FILES}/{kept}", {"name": name})
    workspace.call("DELETE", f"{FILES}/{gone}")
    listed = workspace.get(f"/drive/v3/changes?pageToken={start}")
    found = [(c["fileId"], c["removed"], c.get("file", {}).get("name")) for c in listed["changes"]]
    assert found == [(kept, False, "b"), (gone, True, None)]
    again = workspace.get(f"/drive/v3/changes?pageToken={listed['newStartPageToken']}")
    assert again["changes"] == []


def test_changes_want_a_page_token(workspace, reason):
    assert reason(workspace.call("GET", CHANGES)) == (400, "required")
    assert reason(workspace.call("GET", f"{CHANGES}?pageToken=x")) == (400, "invalid")


def test_lost_access_is_a_removal_unless_it_is_not_asked_for(workspace, drive, other):
    made = drive.make()
    given = drive.share(made, "reader").json()["id"]
    token = start(workspace, token=other)
    workspace.call("DELETE", f"{FILES}/{made}/permissions/{given}")
    assert listed(workspace, token, token=other) == [(made, True)]
    assert listed(workspace, token, "&includeRemoved=false", token=other) == []


def test_only_my_drive_leaves_out_what_others_shared(workspace, drive, other):
    token = start(workspace, token=other)
    drive.share(drive.make("của người khác"), "reader")
    mine = drive.make("của tôi", token=other)
    assert listed(workspace, token, "&restrictToMyDrive=true", token=other) == [(mine, False)]


def test_shared_drive_has_changes_of_its_own(workspace, drive):
    shared = drive.shared_drive()
    token = start(workspace)
    inside = drive.make("trong", parents=[shared])
    drive.make("ngoài")
    workspace.call("PATCH", f"/drive/v3/drives/{shared}", {"name": "Mới"})
    query = f"&driveId={shared}&supportsAllDrives=true&includeItemsFromAllDrives=true"
    assert listed(workspace, token, query) == [(inside, False), (shared, False)]
    drive.update(inside, f"&addParents=root&removeParents={shared}")
    query += "&includeCorpusRemovals=true&fields=changes(fileId,removed,file(name))"
    found = workspace.get(f"{CHANGES}?pageToken={token}{query}")["changes"]
    assert found[-1] == {"fileId": inside, "removed": True, "file": {"name": "trong"}}


def watch(workspace, path: str, **more):
    body = {"id": "kênh", "type": "web_hook", "address": "https://example.com/hook"} | more
    return workspace.call("POST", path, body)


def test_channel_keeps_its_notices_undelivered(workspace, drive, reason):
    workspace.post("/_local/clock", {"now": "2023-04-20T00:00:00Z"})
    made = drive.make()
    opened = watch(workspace, f"{FILES}/{made}/watch", token="t").json()
    assert opened == {
        "kind": "api#channel",
        "id": "kênh",
        "resourceId": opened["resourceId"],
        "resourceUri": f"{workspace.base}{FILES}/{made}?alt=json",
        "expiration": "1681952400000",
        "token": "t",
    }
    assert reason(watch(workspace, f"{FILES}/{made}/watch")) == (400, "channelIdNotUnique")
    drive.update(made, name="y")
    drive.make("khác")
    stop = {"id": "kênh", "resourceId": opened["resourceId"]}
    assert workspace.call("POST", "/drive/v3/channels/stop", stop).status_code == 204
    drive.update(made, name="z")
    notices = workspace.get("/_local/notices")
    assert [n["headers"]["X-Goog-Resource-State"] for n in notices] == ["sync", "update"]
    assert [n["delivered"] for n in notices] == [False, False]


def test_channel_of_all_changes_ends_with_its_time(workspace, drive):
    workspace.post("/_local/clock", {"now": "2023-04-20T00:00:00Z"})
    far = str(1681948800000 + 30 * 86_400_000)
    path = f"{CHANGES}/watch?pageToken={start(workspace)}"
    opened = watch(workspace, path, expiration=far).json()
    assert opened["expiration"] == str(1681948800000 + 7 * 86_400_000)
    drive.make()
    workspace.post("/_local/clock", {"now": "2023-04-28T00:00:00Z"})
    drive.make()
    states = [n["headers"]["X-Goog-Resource-State"] for n in workspace.get("/_local/notices")]
    assert states == ["sync", "change"]


def test_channel_wants_a_secure_address(workspace, drive, reason):
    made = drive.make()
    answer = watch(workspace, f"{FILES}/{made}/watch", address="http://example.com")
    assert reason(answer) == (400, "push.webhookUrlNotHttps")
    missing = {"resourceId": "x", "id": "y"}
    assert workspace.call("POST", "/drive/v3/channels/stop", missing).status_code == 404
