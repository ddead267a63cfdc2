"""Google's client for Node reads and writes here as at Google."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).with_name("node")
PERSON = "office@example.com"
ROBOT = "robot@p.iam.gserviceaccount.com"
NODE = shutil.which("node")
HAS_CLIENT = NODE is not None and (HERE / "node_modules" / "googleapis").is_dir()


@pytest.mark.skipif(not HAS_CLIENT, reason="needs node and the package googleapis: make node")
def test_the_node_client_reads_and_writes(workspace, tmp_path):
    robot = {"email": ROBOT, "service_account": True, "delegates": [PERSON]}
    key = tmp_path / "key.json"
    key.write_text(json.dumps(workspace.post("/_local/principals", robot)["credentials"]))
    script = str(HERE / "reads_and_writes.mjs")
    done = subprocess.run(
        [NODE, script, workspace.base, str(key), PERSON],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.stderr, done.returncode) == ("", 0)
    assert json.loads(done.stdout) == {
        "spreadsheet": {
            "appended": "Sheet1!A3:B3",
            "added": "Lưu",
            "values": [["Trung tâm", 3], ["Phòng", 4], ["Khoa", 1]],
        },
        "file": {
            "size": "24",
            "listed": [{"name": "báo cáo.txt", "mimeType": "text/plain"}],
            "content": "Hai mươi điển hình",
        },
        "letter": {"labels": ["SENT"]},
        "form": {"title": "Phiếu", "questions": ["Họ và tên"]},
        "refusal": {"status": 404, "message": "Requested entity was not found."},
    }
    outbox = workspace.get("/_local/outbox")
    assert [(letter["from"], letter["to"]) for letter in outbox] == [
        (PERSON, ["user2@example.com"])
    ]
