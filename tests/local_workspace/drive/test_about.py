"""about.get and apps.*: who calls, and what Drive can do."""

from __future__ import annotations


def test_about_wants_its_fields_named(workspace):
    assert workspace.call("GET", "/drive/v3/about").status_code == 400
    assert workspace.get("/drive/v3/about?fields=user(emailAddress,me)") == {
        "user": {"emailAddress": "me@example.com", "me": True}
    }


def test_about_tells_room_formats_and_palettes(workspace, drive):
    drive.upload(b"abc")
    about = workspace.get("/drive/v3/about?fields=*")
    assert about["storageQuota"] == {
        "limit": str(15 * 1024**3),
        "usage": "3",
        "usageInDrive": "3",
        "usageInDriveTrash": "0",
    }
    assert about["importFormats"]["text/csv"] == ["application/vnd.google-apps.spreadsheet"]
    assert len(about["folderColorPalette"]) == 24
    assert about["driveThemes"] == about["teamDriveThemes"]


def test_nobody_has_apps_here(workspace):
    assert workspace.get("/drive/v3/apps")["items"] == []
    assert workspace.get("/drive/v3/apps/x")["error"]["message"] == "App not found: x."
