"""Answers that come late, not at all, or by half; what was done and what was not."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest
import requests

FILES = "/drive/v3/files"
CREATE = {"calls": "drive.files.create", "nth": 1}


def ask(workspace, *rules):
    return workspace.post("/_local/faults", {"rules": list(rules)})


def names(workspace):
    return [file["name"] for file in workspace.get(FILES)["files"]]


@pytest.mark.parametrize(("drop", "done"), [("before", []), ("after", ["x"]), ("half", ["x"])])
def test_dropped_call_ends_without_an_answer_and_is_done_or_not(workspace, drop, done):
    ask(workspace, CREATE | {"drop": drop})
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        workspace.call("POST", FILES, {"name": "x"})
    assert names(workspace) == done


def test_half_an_answer_has_its_head_and_half_of_its_body(workspace):
    workspace.post(FILES, {"name": "x"})
    whole = workspace.call("GET", FILES)
    ask(workspace, {"calls": "drive.files.list", "drop": "half"})
    with requests.get(workspace.base + FILES, stream=True, timeout=10, proxies={"http": ""}) as cut:
        head = (cut.status_code, cut.headers["content-length"])
        came = cut.raw.read(decode_content=False, amt=len(whole.content) // 2)
    assert head == (200, whole.headers["content-length"])
    assert came == whole.content[: len(whole.content) // 2]


def test_other_connections_live_on_while_one_is_dropped(workspace):
    with requests.Session() as peer:
        peer.trust_env = False
        peer.get(workspace.base + FILES, timeout=10)
        ask(workspace, CREATE | {"drop": "after"})
        with pytest.raises(requests.ConnectionError):
            workspace.call("POST", FILES, {"name": "x"})
        assert peer.get(workspace.base + FILES, timeout=10).status_code == 200


def test_delay_holds_up_its_own_call_and_no_other(workspace):
    ask(workspace, CREATE | {"delay": 0.6})
    took = {}

    def create():
        began = time.perf_counter()
        requests.post(workspace.base + FILES, json={"name": "slow"}, timeout=10)
        took["slow"] = time.perf_counter() - began

    slow = threading.Thread(target=create)
    slow.start()
    while not names(workspace):  # the slow call is done at once; only its answer is late
        assert slow.is_alive()
    assert slow.is_alive()
    slow.join()
    assert took["slow"] >= 0.6


def test_refusal_can_be_late_as_well(workspace):
    ask(
        workspace,
        CREATE | {"kind": "unavailable"},
        CREATE | {"delay": 0.2},
        CREATE | {"delay": 0.1},
    )
    began = time.perf_counter()
    assert workspace.call("POST", FILES, {"name": "x"}).status_code == 503
    assert time.perf_counter() - began >= 0.3


def test_client_that_gives_up_waiting_leaves_its_call_done(workspace):
    ask(workspace, CREATE | {"delay": 60})
    with pytest.raises(requests.exceptions.ReadTimeout):
        requests.post(workspace.base + FILES, json={"name": "x"}, timeout=(5, 0.3))
    assert names(workspace) == ["x"]


def test_dropped_call_of_a_batch_takes_the_whole_answer_with_it(workspace):
    ask(workspace, CREATE | {"drop": "before"})
    parts = [
        "--b\r\nContent-Type: application/http\r\n\r\n"
        f"POST {FILES} HTTP/1.1\r\nContent-Type: application/json\r\n\r\n"
        f'{{"name": "{name}"}}\r\n'
        for name in ("x", "y")
    ]
    headers = {"Content-Type": "multipart/mixed; boundary=b"}
    with pytest.raises(requests.ConnectionError):
        workspace.call(
            "POST", "/batch/drive/v3", data="".join([*parts, "--b--\r\n"]), headers=headers
        )
    assert names(workspace) == ["y"]


def test_drops_leave_no_line_in_the_servers_log(tmp_path):
    command = [sys.executable, "-m", "local_workspace", "--port", "0", "--data", str(tmp_path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) as process:
        base = process.stdout.readline().strip().removeprefix("local workspace: ")
        with requests.Session() as session:
            session.trust_env = False
            for drop in ("before", "after", "half"):
                rule = {"calls": "drive.files.list", "drop": drop}
                session.post(f"{base}/_local/faults", json={"rules": [rule]}, timeout=10)
                with pytest.raises(requests.RequestException):
                    session.get(base + FILES, timeout=10)
        process.terminate()
        assert process.stderr.read() == ""
