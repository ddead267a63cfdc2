"""Rights: who sees, who writes, who shares; folders hand their rights down."""

from __future__ import annotations

import pytest

FILES = "/drive/v3/files"
FOLDER = "application/vnd.google-apps.folder"
HEAD = "truongkhoa1@example.com"


@pytest.fixture
def head(workspace):
    return workspace.token_of(HEAD)


def share(workspace, file_id: str, role: str, **more: str):
    body = {"type": "user", "role": role, "emailAddress": HEAD} | more
    return workspace.post(f"{FILES}/{file_id}/permissions?sendNotificationEmail=false", body)


def test_stranger_does_not_see_that_a_file_exists(workspace, head):
    made = workspace.post(FILES, {"name": "x"})["id"]
    answer = workspace.call("GET", f"{FILES}/{made}", token=head)
    assert answer.status_code == 404
    assert workspace.get(FILES, token=head)["files"] == []


def test_reader_reads_but_does_not_write(workspace, head):
    made = workspace.post(FILES, {"name": "x"})["id"]
    share(workspace, made, "reader")
    assert workspace.get(f"{FILES}/{made}?fields=name", token=head) == {"name": "x"}
    answer = workspace.call("PATCH", f"{FILES}/{made}", {"name": "y"}, token=head)
    assert answer.status_code == 403
    assert answer.json()["error"]["errors"][0]["reason"] == "insufficientFilePermissions"


def test_folder_hands_its_rights_down_and_takes_them_back(workspace, head):
    folder = workspace.post(FILES, {"name": "Đơn vị", "mimeType": FOLDER})["id"]
    made = workspace.post(FILES, {"name": "x", "parents": [folder]})["id"]
    given = share(workspace, folder, "writer")["id"]
    changed = workspace.call("PATCH", f"{FILES}/{made}?fields=name", {"name": "y"}, token=head)
    assert changed.json() == {"name": "y"}
    listed = workspace.get(f"{FILES}/{made}/permissions?fields=permissions(role,emailAddress)")
    assert listed == {
        "permissions": [
            {"role": "owner", "emailAddress": "me@example.com"},
            {"role": "writer", "emailAddress": HEAD},
        ]
    }
    workspace.call("DELETE", f"{FILES}/{folder}/permissions/{given}")
    assert workspace.call("GET", f"{FILES}/{made}", token=head).status_code == 404


def test_writer_may_not_delete_nor_trash_another_persons_file(workspace, head):
    made = workspace.post(FILES, {"name": "x"})["id"]
    share(workspace, made, "writer")
    assert workspace.call("DELETE", f"{FILES}/{made}", token=head).status_code == 403
    trashed = workspace.call("PATCH", f"{FILES}/{made}", {"trashed": True}, token=head)
    assert trashed.status_code == 403


def test_link_opens_a_file_without_listing_it(workspace, head):
    made = workspace.post(FILES, {"name": "x"})["id"]
    workspace.post(f"{FILES}/{made}/permissions", {"type": "anyone", "role": "reader"})
    assert workspace.call("GET", f"{FILES}/{made}", token=head).status_code == 200
    assert workspace.get(FILES, token=head)["files"] == []


def test_sharing_twice_leaves_one_permission(workspace):
    made = workspace.post(FILES, {"name": "x"})["id"]
    first = share(workspace, made, "reader")
    second = share(workspace, made, "writer")
    assert first["id"] == second["id"]
    listed = workspace.get(f"{FILES}/{made}/permissions")["permissions"]
    assert [p["role"] for p in listed] == ["owner", "writer"]


def test_owner_cannot_be_put_out(workspace):
    made = workspace.post(FILES, {"name": "x"})["id"]
    owner = workspace.get(f"{FILES}/{made}/permissions")["permissions"][0]["id"]
    assert workspace.call("DELETE", f"{FILES}/{made}/permissions/{owner}").status_code == 403


def test_published_view_opens_no_file(workspace, head):
    made = workspace.post(FILES, {"name": "x"})["id"]
    share(workspace, made, "reader", view="published")
    own = f"{FILES}/{made}/permissions"
    assert len(workspace.get(own)["permissions"]) == 1
    assert len(workspace.get(f"{own}?includePermissionsForView=published")["permissions"]) == 2
    assert workspace.call("GET", f"{FILES}/{made}", token=head).status_code == 404


def test_sharing_posts_a_notice_unless_forbidden(workspace):
    made = workspace.post(FILES, {"name": "Sổ"})["id"]
    share(workspace, made, "reader")
    assert workspace.get("/_local/outbox") == []
    body = {"type": "user", "role": "writer", "emailAddress": HEAD}
    workspace.post(f"{FILES}/{made}/permissions", body)
    posted = workspace.get("/_local/outbox")
    assert [(p["kind"], p["to"]) for p in posted] == [("notice", [HEAD])]
