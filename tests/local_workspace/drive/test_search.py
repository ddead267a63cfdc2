"""files.list: what a query finds, in which order, where, and page by page."""

from __future__ import annotations

import pytest

FOLDER = "application/vnd.google-apps.folder"
FILES = "/drive/v3/files"


def test_query_finds_by_each_clause(workspace, drive):
    folder = workspace.post(FILES, {"name": "Đơn vị", "mimeType": FOLDER})["id"]
    properties = {"k": "2023-1"}
    workspace.post(FILES, {"name": "Khoa Y", "parents": [folder], "appProperties": properties})
    other = workspace.post(FILES, {"name": "Khoa Dược", "properties": {"p": "q"}})["id"]
    workspace.call("PATCH", f"{FILES}/{other}", {"description": "hồ sơ R&D", "trashed": True})
    assert drive.names("name = 'Khoa Y'") == ["Khoa Y"]
    assert drive.names("name contains 'dư'") == ["Khoa Dược"]
    assert drive.names(f"'{folder}' in parents") == ["Khoa Y"]
    assert drive.names("'root' in parents and trashed = false") == ["Đơn vị"]
    assert drive.names("appProperties has { key='k' and value='2023-1' }") == ["Khoa Y"]
    assert drive.names("properties has { key='p' and value='q' }") == ["Khoa Dược"]
    assert drive.names("fullText contains 'hồ sơ'") == ["Khoa Dược"]
    assert drive.names(f"mimeType != '{FOLDER}' and not trashed = true") == ["Khoa Y"]
    either = "(name = 'Khoa Y' or name = 'Khoa Dược') and modifiedTime > '2020-01-01T00:00:00'"
    assert drive.names(either, orderBy="name") == ["Khoa Dược", "Khoa Y"]
    assert drive.names("'me@example.com' in owners", orderBy="folder,name desc") == [
        "Đơn vị",
        "Khoa Y",
        "Khoa Dược",
    ]


@pytest.mark.parametrize(
    "query", ["nmae = 'x'", "name = 'x", "name ~ 'x'", "name = 'x' xor trashed = true", "'x' in y"]
)
def test_query_that_google_does_not_know_is_its_400(workspace, query):
    error = workspace.call("GET", FILES, params={"q": query}).json()["error"]
    assert error == {
        "code": 400,
        "message": "Invalid Value",
        "errors": [
            {
                "message": "Invalid Value",
                "domain": "global",
                "reason": "invalid",
                "location": "q",
                "locationType": "parameter",
            }
        ],
    }


@pytest.mark.parametrize("query", ["'labels/x' in labels", "labels = 'x'"])
def test_query_that_we_lack_is_501(workspace, query):
    assert workspace.call("GET", FILES, params={"q": query}).status_code == 501


def test_parameter_that_we_lack_is_501(workspace):
    answer = workspace.call("POST", f"{FILES}?ocrLanguage=vi", {"name": "x"})
    assert answer.status_code == 501


def test_list_comes_in_pages(workspace):
    for number in range(5):
        workspace.post(FILES, {"name": f"tệp {number}"})
    first = workspace.get(f"{FILES}?pageSize=3&orderBy=name")
    token = first["nextPageToken"]
    rest = workspace.call(
        "GET", FILES, params={"pageSize": 3, "orderBy": "name", "pageToken": token}
    )
    shown = [file["name"] for page in (first, rest.json()) for file in page["files"]]
    assert shown == [f"tệp {number}" for number in range(5)]
    assert "nextPageToken" not in rest.json()


def test_page_token_fits_only_the_query_it_came_from(workspace, drive, reason):
    for number in range(3):
        drive.make(f"tệp {number}")
    token = workspace.get(f"{FILES}?pageSize=2&orderBy=name")["nextPageToken"]
    for wrong in ({"orderBy": "name desc"}, {"orderBy": "name", "q": "trashed = false"}, {}):
        answer = workspace.call("GET", FILES, params={"pageToken": token, **wrong})
        assert reason(answer) == (400, "invalid")
        assert answer.json()["error"]["errors"][0]["location"] == "pageToken"


def test_page_size_is_cut_at_1000_and_refused_below_1(workspace, reason):
    assert workspace.call("GET", f"{FILES}?pageSize=5000").status_code == 200
    assert reason(workspace.call("GET", f"{FILES}?pageSize=0")) == (400, "invalidParameter")


def test_visibility_is_the_widest_permission(drive):
    found = drive.make("tìm thấy")
    drive.share(found, "reader", type="anyone", allowFileDiscovery=True)
    linked = drive.make("có liên kết")
    drive.share(linked, "reader", type="anyone")
    domain = drive.make("trong cơ quan")
    drive.share(domain, "reader", type="domain", domain="example.com", allowFileDiscovery=True)
    drive.make("riêng")
    assert drive.names("visibility = 'anyoneCanFind'") == ["tìm thấy"]
    assert drive.names("visibility = 'anyoneWithLink'") == ["có liên kết"]
    assert drive.names("visibility = 'domainCanFind'") == ["trong cơ quan"]
    assert drive.names("visibility = 'limited'") == ["riêng"]


def test_domain_corpora_lists_what_the_domain_may_find(drive, other):
    domain = drive.make("trong cơ quan")
    drive.share(domain, "reader", type="domain", domain="example.com", allowFileDiscovery=True)
    drive.share(drive.make("chỉ liên kết"), "reader", type="domain", domain="example.com")
    assert drive.names(token=other) == []
    assert drive.names(token=other, corpora="domain") == ["trong cơ quan"]


def test_shared_with_me_is_what_was_shared_itself(workspace, drive, other):
    workspace.post("/_local/clock", {"now": "2023-04-20T00:00:00Z"})
    folder = drive.folder("thư mục")
    drive.make("bên trong", parents=[folder])
    drive.share(folder, "reader")
    workspace.post("/_local/clock", {"now": "2023-04-21T00:00:00Z"})
    drive.share(drive.make("tệp"), "reader")
    shared = drive.names("sharedWithMe = true", token=other, orderBy="sharedWithMeTime")
    assert shared == ["thư mục", "tệp"]
    shown = drive.get(folder, "sharedWithMeTime,sharingUser(emailAddress),viewedByMe", token=other)
    assert shown == {
        "sharedWithMeTime": "2023-04-20T00:00:00.000Z",
        "sharingUser": {"emailAddress": "me@example.com"},
        "viewedByMe": False,
    }


def test_readers_list_files_without_their_permissions(workspace, drive, other):
    drive.share(drive.make("tệp"), "reader")
    shown = workspace.get(f"{FILES}?fields=files(name,permissions,permissionIds)", token=other)
    assert shown == {"files": [{"name": "tệp"}]}


def test_viewed_time_is_each_persons_own(drive, other):
    made = drive.make("tệp")
    drive.share(made, "reader")
    assert drive.names("viewedByMeTime > '2020-01-01T00:00:00'", token=other) == []
    answer = drive.update(made, token=other, viewedByMeTime="2023-04-20T07:00:00+07:00")
    assert answer.status_code == 200
    assert drive.names("viewedByMeTime = '2023-04-20T00:00:00'", token=other) == ["tệp"]
    assert drive.get(made, "viewedByMeTime")["viewedByMeTime"] != "2023-04-20T00:00:00.000Z"


def test_full_text_cannot_be_sorted(workspace, reason):
    params = {"q": "fullText contains 'x'", "orderBy": "name"}
    answer = workspace.call("GET", FILES, params=params)
    assert reason(answer) == (400, "badRequest")


def test_indexable_text_is_found_and_never_shown(drive):
    made = drive.make("tệp", contentHints={"indexableText": "<b>hồ sơ</b> thi đua"})
    assert drive.names("fullText contains 'thi đua'") == ["tệp"]
    assert drive.get(made, "contentHints,indexableText,id").get("error") is not None
    assert drive.get(made, "contentHints,id") == {"id": made}


@pytest.mark.parametrize(
    ("query", "status", "location"),
    [
        ("corpora=drive", 400, "driveId"),
        ("corpora=user&driveId=D", 400, "driveId"),
        ("corpora=allDrives", 403, "includeItemsFromAllDrives"),
        ("corpora=drive&driveId=D", 403, "includeItemsFromAllDrives"),
        ("corpora=allDrives&includeItemsFromAllDrives=true", 403, "supportsAllDrives"),
        ("corpora=mine", 400, "corpora"),
        ("spaces=photos", 400, "spaces"),
        ("orderBy=size", 400, "orderBy"),
    ],
)
def test_corpora_and_spaces_want_their_parameters(workspace, query, status, location):
    answer = workspace.call("GET", f"{FILES}?{query}")
    found = answer.json()["error"]["errors"][0]
    assert (answer.status_code, found["location"]) == (status, location)


def test_application_data_lie_apart(workspace, drive, reason):
    made = drive.make("cấu hình", parents=["appDataFolder"])
    drive.make("tệp")
    assert drive.names() == ["tệp"]
    assert drive.names(spaces="appDataFolder") == ["cấu hình"]
    assert drive.names("'appDataFolder' in parents", spaces="appDataFolder") == ["cấu hình"]
    assert drive.get(made, "spaces") == {"spaces": ["appDataFolder"]}
    assert reason(drive.share(made, "reader")) == (403, "notSupportedForAppDataFolderFiles")
    moved = drive.update(made, "&addParents=root&removeParents=appDataFolder")
    assert reason(moved) == (403, "notSupportedForAppDataFolderFiles")
