"""What shows late: times of files, listings, changes, searches; all by the local clock."""

from __future__ import annotations

import base64

import pytest

FILES = "/drive/v3/files"
CHANGES = "/drive/v3/changes"
MESSAGES = "/gmail/v1/users/me/messages"
SHEET = "application/vnd.google-apps.spreadsheet"
FOLDER = "application/vnd.google-apps.folder"


@pytest.fixture
def noon(workspace):
    """The workspace at a clock that stands at noon in UTC."""
    workspace.post("/_local/clock", {"now": "2023-04-20T12:00:00+00:00"})
    return workspace


def lag(workspace, **seconds):
    named = {name.replace("_", "."): value for name, value in seconds.items()}
    return workspace.post("/_local/faults", {"lag": named})


def advance(workspace, seconds):
    workspace.post("/_local/clock", {"advance": seconds})


def listed(workspace, query=""):
    found = workspace.call("GET", FILES, params={"q": query} if query else None).json()
    return sorted(file["name"] for file in found["files"])


def changed(workspace, token):
    page = workspace.get(f"{CHANGES}?pageToken={token}&fields=newStartPageToken,changes(fileId)")
    return [change["fileId"] for change in page["changes"]], page["newStartPageToken"]


def write(workspace, sheet, value):
    workspace.call(
        "PUT",
        f"/v4/spreadsheets/{sheet}/values/A1?valueInputOption=RAW",
        {"values": [[value]]},
    )


def facts(workspace, file_id):
    return workspace.get(f"{FILES}/{file_id}?fields=name,modifiedTime,version")


def test_edit_of_cells_moves_the_time_of_the_file_later_and_to_when_it_was_made(noon):
    sheet = noon.post(FILES, {"name": "Sổ", "mimeType": SHEET})["id"]
    before = facts(noon, sheet)
    lag(noon, modifiedTime=180)
    advance(noon, 60)
    write(noon, sheet, "x")
    advance(noon, 179)
    assert facts(noon, sheet) == before
    assert noon.get(f"/v4/spreadsheets/{sheet}/values/A1")["values"] == [["x"]]
    advance(noon, 1)
    after = facts(noon, sheet)
    assert after["modifiedTime"] == "2023-04-20T12:01:00.000Z"
    assert int(after["version"]) == int(before["version"]) + 1


def test_change_through_drive_shows_at_once_and_no_late_edit_turns_time_back(noon):
    sheet = noon.post(FILES, {"name": "Sổ", "mimeType": SHEET})["id"]
    lag(noon, modifiedTime=180)
    write(noon, sheet, "x")
    advance(noon, 60)
    noon.call("PATCH", f"{FILES}/{sheet}", {"name": "Sổ mới"})
    renamed = {"name": "Sổ mới", "modifiedTime": "2023-04-20T12:01:00.000Z"}
    assert facts(noon, sheet).items() >= renamed.items()
    advance(noon, 600)
    assert facts(noon, sheet).items() >= renamed.items()


def test_late_edit_is_a_change_only_when_it_shows(noon):
    sheet = noon.post(FILES, {"name": "Sổ", "mimeType": SHEET})["id"]
    lag(noon, modifiedTime=180)
    token = noon.get(f"{CHANGES}/startPageToken")["startPageToken"]
    write(noon, sheet, "x")
    assert changed(noon, token) == ([], token)
    advance(noon, 180)
    assert changed(noon, token)[0] == [sheet]


def test_without_lag_what_was_late_shows_at_once(noon):
    sheet = noon.post(FILES, {"name": "Sổ", "mimeType": SHEET})["id"]
    before = facts(noon, sheet)
    lag(noon, modifiedTime=180)
    write(noon, sheet, "x")
    assert facts(noon, sheet) == before
    noon.call("DELETE", "/_local/faults")
    assert int(facts(noon, sheet)["version"]) == int(before["version"]) + 1


def test_new_file_is_there_by_its_id_long_before_it_is_listed(noon):
    lag(noon, files_list=210)
    made = noon.post(FILES, {"name": "x", "appProperties": {"unit": "CNA"}})["id"]
    by_mark = "appProperties has { key='unit' and value='CNA' }"
    assert facts(noon, made)["name"] == "x"
    assert (listed(noon), listed(noon, by_mark)) == ([], [])
    advance(noon, 209)
    assert listed(noon) == []
    advance(noon, 1)
    assert (listed(noon), listed(noon, by_mark)) == (["x"], ["x"])


def test_listing_shows_names_and_folders_as_they_were_each_for_its_time(noon):
    folder = noon.post(FILES, {"name": "thư mục", "mimeType": FOLDER})["id"]
    made = noon.post(FILES, {"name": "1"})["id"]
    lag(noon, files_list=100)
    move = f"addParents={folder}&removeParents=root"
    noon.call("PATCH", f"{FILES}/{made}?{move}", {"name": "2"})
    advance(noon, 50)
    noon.call("PATCH", f"{FILES}/{made}", {"name": "3"})
    assert facts(noon, made)["name"] == "3"
    inside = f"'{folder}' in parents"
    assert (listed(noon), listed(noon, inside)) == (["1", "thư mục"], [])
    advance(noon, 50)
    assert (listed(noon), listed(noon, inside)) == (["2", "thư mục"], ["2"])
    advance(noon, 50)
    assert listed(noon, inside) == ["3"]


def test_new_title_of_a_spreadsheet_is_listed_late_too(noon):
    sheet = noon.post(FILES, {"name": "cũ", "mimeType": SHEET})["id"]
    lag(noon, files_list=100)
    title = {"properties": {"title": "mới"}, "fields": "title"}
    requests = [{"updateSpreadsheetProperties": title}]
    noon.post(f"/v4/spreadsheets/{sheet}:batchUpdate", {"requests": requests})
    assert listed(noon) == ["cũ"]
    advance(noon, 100)
    assert listed(noon) == ["mới"]


def test_late_change_is_lost_to_nobody_who_goes_on_from_the_last_token(noon):
    first = noon.post(FILES, {"name": "1"})["id"]
    lag(noon, changes_list=60)
    token = noon.get(f"{CHANGES}/startPageToken")["startPageToken"]
    found, token = changed(noon, token)
    assert found == []
    advance(noon, 30)
    second = noon.post(FILES, {"name": "2"})["id"]
    advance(noon, 30)
    found, token = changed(noon, token)
    assert found == [first]
    advance(noon, 30)
    found, token = changed(noon, token)
    assert found == [second]
    assert changed(noon, token) == ([], token)


def test_search_of_letters_lags_while_labels_and_history_do_not(noon):
    lag(noon, search=120)
    raw = base64.urlsafe_b64encode(b"To: a@example.com\r\nSubject: Nhac viec\r\n\r\nx").decode()
    sent = noon.post(f"{MESSAGES}/send", {"raw": raw})["id"]

    def found(query):
        return [m["id"] for m in noon.get(f"{MESSAGES}?{query}").get("messages", [])]

    assert found("q=subject:viec") == []
    assert found("labelIds=SENT") == found("") == [sent]
    history = noon.get("/gmail/v1/users/me/history?startHistoryId=1")
    assert "history" in history or int(history["historyId"]) >= 1
    assert noon.get(f"{MESSAGES}/{sent}")["id"] == sent
    advance(noon, 120)
    assert found("q=subject:viec") == [sent]


def test_lag_is_told_and_can_be_had_for_each_thing_alone(noon):
    asked = lag(noon, files_list=5, search=2.5)
    assert asked["lag"] == {"files.list": 5, "search": 2.5}
    made = noon.post(FILES, {"name": "x"})["id"]
    assert changed(noon, "1")[0] == [made]
