"""The levers under /_local/, the pages, and the command itself."""

from __future__ import annotations

import base64
import subprocess
import sys

FILES = "/drive/v3/files"


def test_health_answers(workspace):
    assert workspace.get("/_local/health") == {"ok": True}


def test_reset_forgets_files_mail_people_clock_and_log(workspace):
    workspace.post("/_local/clock", {"now": "2023-04-20T07:30:00+07:00"})
    workspace.post(FILES, {"name": "x"})
    workspace.token_of("a@example.com")
    workspace.post("/_local/reset")
    assert workspace.get(FILES)["files"] == []
    assert workspace.get("/_local/principals") == []
    assert workspace.get("/_local/log") == [] or len(workspace.get("/_local/log")) == 1
    assert not workspace.get("/_local/clock")["now"].startswith("2023")


def test_clock_stamps_what_is_made_and_stands_still(workspace):
    workspace.post("/_local/clock", {"now": "2023-04-20T07:30:00+07:00"})
    made = workspace.post(f"{FILES}?fields=createdTime,modifiedTime", {"name": "x"})
    assert made == {
        "createdTime": "2023-04-20T00:30:00.000Z",
        "modifiedTime": "2023-04-20T00:30:00.000Z",
    }


def test_clock_wants_a_zone(workspace):
    answer = workspace.call("POST", "/_local/clock", {"now": "2023-04-20T07:30:00"})
    assert answer.status_code == 400


def test_advance_moves_a_standing_clock_so_far_and_it_stands_again(workspace):
    workspace.post("/_local/clock", {"now": "2023-04-20T07:30:00+07:00"})
    moved = workspace.post("/_local/clock", {"advance": 90.5})
    assert moved == {"now": "2023-04-20T00:31:30.500000+00:00", "running": False}
    assert workspace.get("/_local/clock") == moved


def test_clock_runs_on_from_where_it_is_set_and_can_be_advanced(workspace):
    workspace.post("/_local/clock", {"now": "2023-04-20T07:30:00+07:00", "running": True})
    moved = workspace.post("/_local/clock", {"advance": 3600})
    later = workspace.get("/_local/clock")
    assert moved["running"] is True
    assert moved["now"].startswith("2023-04-20T01:30:0")
    assert later["now"] > moved["now"]


def test_clock_wants_one_thing_at_a_time_and_names_the_wrong_field(workspace):
    def told(body):
        return workspace.post("/_local/clock", body)["error"]["message"]

    assert told({"advance": -1}) == (
        "clock.advance: a number above 0, at most 1e+09, belongs here."
    )
    assert told({"now": "today"}) == (
        "clock.now: 'today' is not a time such as 2023-04-20T07:30:00+07:00."
    )
    assert told({"then": 1}) == "clock.then: no such field; known are now, running, advance."
    assert told({"advance": 1, "now": None}).startswith("Send one of ")
    assert told({"running": True}).startswith("Send one of ")


def test_log_names_calls_and_tells_writes_apart(workspace):
    workspace.call("DELETE", "/_local/log")
    made = workspace.post(FILES, {"name": "x"})["id"]
    workspace.get(f"{FILES}/{made}")
    workspace.get(f"{FILES}/none")
    calls = workspace.get("/_local/log")
    assert [(c["method"], c["status"], c["caller"]) for c in calls] == [
        ("drive.files.create", 200, "me@example.com"),
        ("drive.files.get", 200, "me@example.com"),
        ("drive.files.get", 404, "me@example.com"),
    ]
    writes = workspace.get("/_local/log?writes=1")
    assert [c["method"] for c in writes] == ["drive.files.create"]


def test_unknown_bearer_is_the_owner_and_a_known_one_its_person(workspace):
    about = "/drive/v3/about?fields=user(emailAddress)"
    token = workspace.token_of("a@example.com")
    assert workspace.get(about, token="nobody") == {"user": {"emailAddress": "me@example.com"}}
    assert workspace.get(about, token=token) == {"user": {"emailAddress": "a@example.com"}}


def test_pages_show_files_and_letters_escaped(workspace):
    workspace.post(FILES, {"name": "<b>R&D</b>"})
    letter = b"To: a@example.com\r\nSubject: <i>Nhac</i>\r\n\r\n<script>x</script>"
    raw = base64.urlsafe_b64encode(letter).decode()
    workspace.post("/gmail/v1/users/me/messages/send", {"raw": raw})
    home = workspace.call("GET", "/").text
    assert "&lt;b&gt;R&amp;D&lt;/b&gt;" in home
    assert "&lt;i&gt;Nhac&lt;/i&gt;" in home
    shown = workspace.call("GET", "/mail/1").text
    assert "<script>" not in shown
    assert workspace.call("GET", "/mail/2").status_code == 404


def test_page_of_a_workbook_shows_its_cells(workspace):
    sheet = workspace.post("/v4/spreadsheets", {"properties": {"title": "Sổ"}})["spreadsheetId"]
    workspace.call(
        "PUT",
        f"/v4/spreadsheets/{sheet}/values/A1?valueInputOption=RAW",
        {"values": [["Mã", "<Tên>"], ["01", 8.5]]},
    )
    shown = workspace.call("GET", f"/spreadsheets/d/{sheet}/edit").text
    assert "<td>&lt;Tên&gt;</td>" in shown
    assert "<td>01</td><td>8.5</td>" in shown


def test_second_server_on_the_same_folder_says_that_it_is_taken(server):
    command = [sys.executable, "-m", "local_workspace", "--port", "0", "--data", str(server.folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert done.returncode == 2
    assert "locked" in done.stderr
