"""A kill at any moment: what was acknowledged is there, nothing is half, no id comes twice."""

from __future__ import annotations

import base64
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
import requests

FILES = "/drive/v3/files"
DRAFTS = "/gmail/v1/users/me/drafts"
ROUNDS = 3
SHEETS = 2


@dataclass
class Writers:
    """Clients that write until the server is gone, and what each was told is done."""

    files: list[str] = field(default_factory=list)
    rows: dict[str, list[int]] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    """Draft -> subject, of every draft that was made."""
    sent: list[str] = field(default_factory=list)
    told: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def write_until_killed(self, server, acknowledged: int) -> None:
        """Write from four lines at once, and kill the server after so many answers."""
        acts = [self.create, self.send, *(self._edits(sheet) for sheet in self.rows)]
        lines = [threading.Thread(target=self._go_on, args=(server.base, act)) for act in acts]
        for line in lines:
            line.start()
        for _ in range(acknowledged):
            self.told.acquire()
        server.process.kill()
        for line in lines:
            line.join()
        server.process.wait(timeout=10)

    def create(self, post: Callable) -> None:
        """Make a file."""
        self.files.append(post(FILES, {"name": "tệp"})["id"])

    def send(self, post: Callable) -> None:
        """Make a draft, then send it."""
        subject = f"Letter {len(self.drafts)}"
        letter = f"To: a@example.com\r\nSubject: {subject}\r\n\r\nx".encode()
        raw = base64.urlsafe_b64encode(letter).decode()
        draft = post(DRAFTS, {"message": {"raw": raw}})["id"]
        self.drafts[draft] = subject
        post(f"{DRAFTS}/send", {"id": draft})
        self.sent.append(subject)

    def _edits(self, sheet: str) -> Callable:
        def write(post: Callable) -> None:
            """Write one number in two places of a new row, by one batch."""
            number = self.rows[sheet][-1] + 1 if self.rows[sheet] else 1
            cell = {"values": [{"userEnteredValue": {"numberValue": number}}]}
            requests = [
                {
                    "updateCells": {
                        "start": {"sheetId": 0, "rowIndex": number - 1, "columnIndex": column},
                        "rows": [cell],
                        "fields": "userEnteredValue",
                    }
                }
                for column in (0, 1)
            ]
            post(f"/v4/spreadsheets/{sheet}:batchUpdate", {"requests": requests})
            self.rows[sheet].append(number)

        return write

    def _go_on(self, base: str, act: Callable) -> None:
        with requests.Session() as session:
            session.trust_env = False

            def post(path: str, body: dict) -> dict:
                answer = session.post(base + path, json=body, timeout=30)
                answer.raise_for_status()
                self.told.release()
                return answer.json()

            try:
                while True:
                    act(post)
            except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError):
                return


def check(server, writers: Writers) -> None:
    """Hold what the server has against what the writers were told."""
    listed = server.get(f"{FILES}?pageSize=1000&q=name='tệp'&fields=files(id)")["files"]
    there = [file["id"] for file in listed]
    assert len(set(writers.files)) == len(writers.files)
    assert set(writers.files) <= set(there)
    assert len(there) <= len(writers.files) + ROUNDS  # one a kill may be done and not told
    for sheet, told in writers.rows.items():
        rows = server.get(f"/v4/spreadsheets/{sheet}/values/A1:B1000").get("values", [])
        assert all(first == second for first, second in rows)
        numbers = [int(first) for first, _ in rows]
        assert numbers == list(range(1, len(numbers) + 1))
        assert numbers[: len(told)] == told
        writers.rows[sheet] = numbers
    check_letters(server, writers)


def check_letters(server, writers: Writers) -> None:
    """Every draft that was made is still there or has gone out, and never both."""
    out = [letter["subject"] for letter in server.get("/_local/outbox")]
    kept = {draft["id"] for draft in server.get(f"{DRAFTS}?maxResults=500").get("drafts", [])}
    assert len(set(out)) == len(out)
    assert set(writers.sent) <= set(out)
    for draft, subject in writers.drafts.items():
        assert (draft in kept) != (subject in out)


@pytest.fixture
def start(start_server, stop_server, tmp_path):
    """What starts a server over one folder, the one before it stopped or killed."""
    running = []

    def start():
        while running:
            stop_server(running.pop())
        running.append(start_server(tmp_path))
        return running[0]

    yield start
    stop_server(running.pop())


def test_server_that_is_killed_again_and_again_keeps_its_word(start):
    dice, writers = random.Random(1), Writers()
    server = start()
    for _ in range(SHEETS):
        made = server.post("/v4/spreadsheets", {})["spreadsheetId"]
        writers.rows[made] = []
    for _ in range(ROUNDS):
        writers.write_until_killed(server, dice.randint(15, 60))
        server = start()
        check(server, writers)


def test_kill_between_the_deed_and_its_answer_leaves_the_deed(start):
    server = start()
    rule = {"calls": "drive.files.create", "delay": 60}
    server.post("/_local/faults", {"rules": [rule]})
    with pytest.raises(requests.ReadTimeout):
        server.session.post(server.base + FILES, json={"name": "tệp"}, timeout=(5, 0.3))
    server.process.kill()
    server.process.wait(timeout=10)
    assert [file["name"] for file in start().get(FILES)["files"]] == ["tệp"]
