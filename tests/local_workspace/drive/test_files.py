"""Files: their metadata, folders, properties, shortcuts, copies, the trash."""

from __future__ import annotations

import pytest

FOLDER = "application/vnd.google-apps.folder"
SHORTCUT = "application/vnd.google-apps.shortcut"
FILES = "/drive/v3/files"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x80\x00\x00\x01\xe0\x08\x02\x00\x00\x00"


def test_create_answers_four_fields_unless_asked(workspace):
    made = workspace.post(FILES, {"name": "Danh mục", "mimeType": FOLDER})
    assert made == {
        "kind": "drive#file",
        "id": made["id"],
        "name": "Danh mục",
        "mimeType": FOLDER,
    }


def test_file_moves_between_folders_but_never_into_two_or_itself(workspace):
    one = workspace.post(FILES, {"name": "1", "mimeType": FOLDER})["id"]
    two = workspace.post(FILES, {"name": "2", "mimeType": FOLDER, "parents": [one]})["id"]
    made = workspace.post(FILES, {"name": "x", "parents": [one]})["id"]
    moved = workspace.call(
        "PATCH", f"{FILES}/{made}?addParents={two}&removeParents={one}&fields=parents"
    )
    assert moved.json() == {"parents": [two]}
    doubled = workspace.call("PATCH", f"{FILES}/{made}?addParents={one}")
    assert doubled.json()["error"]["errors"][0]["reason"] == "cannotAddParent"
    inside = workspace.call("PATCH", f"{FILES}/{one}?addParents={two}&removeParents=root")
    assert inside.json()["error"]["errors"][0]["reason"] == "cyclicMembershipsNotAllowed"


def test_parents_in_an_update_body_are_refused(workspace):
    made = workspace.post(FILES, {"name": "x"})["id"]
    answer = workspace.call("PATCH", f"{FILES}/{made}", {"parents": ["root"]})
    assert answer.json()["error"]["errors"][0]["reason"] == "fieldNotWritable"


def test_properties_merge_and_null_takes_one_away(workspace):
    made = workspace.post(FILES, {"name": "x", "appProperties": {"a": "1", "b": "2"}})["id"]
    changed = workspace.call(
        "PATCH",
        f"{FILES}/{made}?fields=appProperties",
        {"appProperties": {"a": None, "c": "3"}},
    )
    assert changed.json() == {"appProperties": {"b": "2", "c": "3"}}
    long = workspace.call("PATCH", f"{FILES}/{made}", {"appProperties": {"k": "x" * 124}})
    assert long.status_code == 400


def test_deleting_a_folder_deletes_what_lies_in_it(workspace):
    folder = workspace.post(FILES, {"name": "1", "mimeType": FOLDER})["id"]
    made = workspace.post(FILES, {"name": "x", "parents": [folder]})["id"]
    assert workspace.call("DELETE", f"{FILES}/{folder}").status_code == 204
    assert workspace.get(f"{FILES}/{made}")["error"]["message"] == f"File not found: {made}."


def test_copy_of_a_blob_has_its_bytes_and_another_id(workspace):
    made = workspace.post(FILES, {"name": "x", "mimeType": "text/plain"})["id"]
    workspace.call("PATCH", f"/upload{FILES}/{made}?uploadType=media", data=b"abc")
    copied = workspace.post(f"{FILES}/{made}/copy", {"name": "y"})["id"]
    assert copied != made
    assert workspace.call("GET", f"{FILES}/{copied}?alt=media").content == b"abc"


def test_blob_tells_its_checksums_extension_and_picture(drive):
    made = drive.upload(PNG, "ảnh.tar.gz", "image/png")
    fields = "size,quotaBytesUsed,fileExtension,fullFileExtension,originalFilename"
    assert drive.get(made, f"{fields},imageMediaMetadata,hasThumbnail,spaces") == {
        "size": "29",
        "quotaBytesUsed": "29",
        "fileExtension": "gz",
        "fullFileExtension": "tar.gz",
        "originalFilename": "ảnh.tar.gz",
        "imageMediaMetadata": {"width": 640, "height": 480, "rotation": 0},
        "hasThumbnail": True,
        "spaces": ["drive"],
    }
    drive.update(made, name="ảnh")
    assert drive.get(made, "name,fileExtension") == {"name": "ảnh", "fileExtension": "gz"}


def test_shortcut_points_at_a_file_and_has_no_content(workspace, drive, reason):
    target = drive.make("đích")
    made = drive.make("", mimeType=SHORTCUT, shortcutDetails={"targetId": target})
    assert drive.get(made, "name,shortcutDetails,size") == {
        "name": "đích",
        "shortcutDetails": {"targetId": target, "targetMimeType": "application/octet-stream"},
    }
    assert drive.names(f"shortcutDetails.targetId = '{target}'") == ["đích"]
    media = workspace.call("GET", f"{FILES}/{made}?alt=media")
    assert reason(media) == (403, "fileNotDownloadable")
    body = {"mimeType": SHORTCUT, "shortcutDetails": {"targetId": made}}
    assert reason(workspace.call("POST", FILES, body)) == (403, "shortcutTargetInvalid")
    assert reason(workspace.call("POST", FILES, {"mimeType": SHORTCUT})) == (400, "required")
    own = workspace.get(f"{FILES}/generateIds?type=shortcuts&count=1")["ids"][0]
    again = drive.make("", id=own, mimeType=SHORTCUT, shortcutDetails={"targetId": target})
    assert again == own


def test_only_thirty_properties_of_a_kind_are_kept(workspace, drive, reason):
    many = {f"k{number}": "v" for number in range(31)}
    made = drive.make()
    assert reason(drive.update(made, properties=many)) == (403, "propertyCountExceeded")
    assert drive.update(made, properties={"k": "v", "l": None}).status_code == 200
    assert drive.get(made, "properties") == {"properties": {"k": "v"}}


def test_folder_takes_the_nearest_colour_of_the_palette(drive, reason):
    folder = drive.folder(folderColorRgb="#ff0000")
    assert drive.get(folder, "folderColorRgb") == {"folderColorRgb": "#f83a22"}
    assert reason(drive.update(drive.make(), folderColorRgb="#ff0000")) == (403, "fieldNotWritable")


def test_file_has_one_parent_that_is_a_folder(workspace, drive, reason):
    folder, made = drive.folder(), drive.make()
    two = workspace.call("POST", FILES, {"parents": [folder, made]})
    assert reason(two) == (400, "invalid")
    assert reason(workspace.call("POST", FILES, {"parents": [made]})) == (403, "parentNotAFolder")
    moved = drive.update(made, f"&addParents={folder}&enforceSingleParent=true&fields=parents")
    assert moved.json() == {"parents": [folder]}


def test_folders_are_at_most_100_levels_deep(workspace, drive, reason):
    folder = "root"
    for _ in range(100):
        folder = drive.folder(parents=[folder])
    refused = workspace.call("POST", FILES, {"mimeType": FOLDER, "parents": [folder]})
    assert reason(refused) == (403, "myDriveHierarchyDepthLimitExceeded")


def test_what_lies_in_a_binned_folder_is_binned_but_not_by_itself(drive):
    folder = drive.folder()
    made = drive.make(parents=[folder])
    drive.update(folder, trashed=True)
    assert drive.get(made, "trashed,explicitlyTrashed") == {
        "trashed": True,
        "explicitlyTrashed": False,
    }
    assert drive.get(folder, "trashed,explicitlyTrashed,trashedTime,trashingUser") == {
        "trashed": True,
        "explicitlyTrashed": True,
    }
    drive.update(folder, trashed=False)
    assert drive.get(made, "trashed") == {"trashed": False}


def test_deleted_folder_leaves_others_files_in_their_own_drive(workspace, drive, other):
    folder = drive.folder()
    drive.share(folder, "writer")
    theirs = drive.make("của họ", token=other, parents=[folder])
    root = drive.get("root", "id", token=other)["id"]
    assert workspace.call("DELETE", f"{FILES}/{folder}").status_code == 204
    assert drive.get(theirs, "parents", token=other) == {"parents": [root]}


def test_locked_file_keeps_content_title_and_comments(workspace, drive, reason):
    made = drive.upload(b"x")
    locked = {"readOnly": True, "reason": "đã nộp"}
    fields = "&fields=contentRestrictions(readOnly,reason,type,restrictingUser(me))"
    answer = drive.update(made, fields, contentRestrictions=[locked])
    kept = {"type": "globalContentRestriction", "restrictingUser": {"me": True}}
    assert answer.json() == {"contentRestrictions": [locked | kept]}
    denied = (403, "insufficientFilePermissions")
    assert reason(drive.update(made, name="y")) == denied
    assert reason(drive.put(made, b"y")) == denied
    comment = workspace.call("POST", f"{FILES}/{made}/comments?fields=*", {"content": "?"})
    assert reason(comment) == denied
    assert drive.update(made, description="vẫn đổi được").status_code == 200
    assert drive.update(made, contentRestrictions=[{"readOnly": False}]).status_code == 200
    assert drive.update(made, name="y").status_code == 200


def test_locked_spreadsheet_is_not_written(workspace, drive):
    made = drive.make(mimeType="application/vnd.google-apps.spreadsheet")
    drive.update(made, contentRestrictions=[{"readOnly": True}])
    path = f"/v4/spreadsheets/{made}/values/A1?valueInputOption=RAW"
    assert workspace.call("PUT", path, {"values": [["x"]]}).status_code == 403


def test_readers_take_nothing_away_where_copying_wants_a_writer(workspace, drive, other, reason):
    made = drive.upload(b"x")
    drive.share(made, "reader")
    drive.update(made, copyRequiresWriterPermission=True)
    media = workspace.call("GET", f"{FILES}/{made}?alt=media", token=other)
    assert reason(media) == (403, "cannotDownloadFile")
    copied = workspace.call("POST", f"{FILES}/{made}/copy", {}, token=other)
    assert reason(copied) == (403, "cannotCopyFile")
    shown = drive.get(made, "capabilities(canCopy,canDownload)", token=other)
    assert shown == {"capabilities": {"canCopy": False, "canDownload": False}}


def test_star_is_each_persons_own_and_no_change(drive, other):
    made = drive.make()
    drive.share(made, "reader")
    before = drive.get(made, "modifiedTime,modifiedByMe,starred")
    assert drive.update(made, token=other, starred=True).status_code == 200
    assert drive.get(made, "starred", token=other) == {"starred": True}
    assert drive.get(made, "modifiedTime,modifiedByMe,starred") == before


def test_given_times_are_kept(drive):
    times = {
        "createdTime": "2021-01-02T03:04:05.678Z",
        "modifiedTime": "2022-01-02T03:04:05.678Z",
    }
    made = drive.make(**times)
    shown = drive.get(made, "createdTime,modifiedTime,modifiedByMeTime")
    assert shown == times | {"modifiedByMeTime": times["modifiedTime"]}


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("reader", {"canCopy", "canDownload"}),
        ("commenter", {"canCopy", "canDownload", "canComment"}),
        (
            "writer",
            {"canCopy", "canDownload", "canComment", "canEdit", "canShare", "canReadRevisions"},
        ),
    ],
)
def test_capabilities_follow_the_role(drive, other, role, allowed):
    made = drive.upload(b"x")
    drive.share(made, role)
    names = "canCopy,canDownload,canComment,canEdit,canShare,canReadRevisions,canTrash,canDelete"
    shown = drive.get(made, f"capabilities({names})", token=other)["capabilities"]
    assert {name for name, may in shown.items() if may} == allowed


def test_copy_takes_open_comments_along_when_asked(workspace, drive):
    made = drive.upload(b"x")
    workspace.post(f"{FILES}/{made}/comments?fields=id", {"content": "còn mở"})
    copied = workspace.post(f"{FILES}/{made}/copy?copyComments=true", {})["id"]
    found = workspace.get(f"{FILES}/{copied}/comments?fields=comments(content)")
    assert found == {"comments": [{"content": "còn mở"}]}


def test_what_google_has_and_we_lack_is_501(workspace, drive):
    made = drive.make()
    for verb, path in [
        ("GET", f"{FILES}/{made}/listLabels"),
        ("POST", f"{FILES}/{made}/modifyLabels"),
        ("GET", f"{FILES}/generateCseToken"),
        ("POST", f"{FILES}/{made}/download"),
        ("GET", f"{FILES}/{made}/accessproposals"),
        ("GET", f"{FILES}/{made}/approvals"),
        ("GET", "/drive/v3/operations/x"),
    ]:
        assert workspace.call(verb, path).status_code == 501


def test_whole_answers_hold_for_each_kind_of_file_and_person(workspace, drive, other):
    shared = drive.shared_drive()
    drive.share(shared, "reader")
    made = [
        drive.upload(PNG, "a.png", "image/png"),
        drive.folder(),
        drive.make(mimeType="application/vnd.google-apps.document"),
        drive.make(mimeType=SHORTCUT, shortcutDetails={"targetId": drive.folder()}),
        drive.make(parents=[shared]),
        shared,
    ]
    for each in made:
        if each != shared:
            drive.share(each, "commenter")
        for token in ("", other):
            assert drive.get(each, "*", token=token)["id"] == each
        listed = workspace.get(f"{FILES}/{each}/permissions?supportsAllDrives=true&fields=*")
        assert listed["permissions"][0]["kind"] == "drive#permission"
    everything = "supportsAllDrives=true&includeItemsFromAllDrives=true&fields=*"
    assert len(workspace.get(f"{FILES}?{everything}", token=other)["files"]) == 5
    assert workspace.get("/drive/v3/drives?fields=*")["drives"][0]["id"] == shared
    changes = workspace.get(f"/drive/v3/changes?pageToken=1&{everything}", token=other)["changes"]
    assert {c["changeType"] for c in changes} == {"file", "drive"}
    assert workspace.get(f"{FILES}/{made[0]}/revisions?fields=*")["revisions"][0]["size"] == "0"
