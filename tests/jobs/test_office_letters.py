"""The coordinating office is told by letter what waits, failed or came back; heads are not."""

from __future__ import annotations

import base64
from email.message import EmailMessage

from dienhinh.running.status import status
from jobs.timetable import TIMETABLE
from tests.office import OFFICE
from tests.wave import K1, LECTURER, STRANGER, proof, team

HEAD, VICE_RECTOR = "truong-khoa-1@example.com", "pho-hieu-truong-1@example.com"


def told(office, at: str) -> list[str]:
    """Run the letters of a moment, and give the subjects of those to the office."""
    before = len(office.office_letters())
    office.run("remind_heads", at)
    return [letter.subject.partition("] ")[2] for letter in office.office_letters()[before:]]


def to_head(office, on: str) -> list[tuple[str, tuple[str, ...]]]:
    """Run the letters of a day, and give those to the head of K1 with who reads along."""
    before = len(office.letters())
    office.run("remind_heads", f"{on} 08:00")
    return [(each.subject, each.copies) for each in office.letters()[before:] if each.to == HEAD]


def comes_back(office, to: str, **headers: str) -> None:
    """Put a notice of failure into the sending mailbox, as the mail servers of others do."""
    notice = EmailMessage()
    notice["From"] = "Mail Delivery Subsystem <mailer-daemon@googlemail.com>"
    notice["To"] = OFFICE
    notice["Subject"] = "Delivery Status Notification (Failure)"
    notice["X-Failed-Recipients"] = to
    for name, value in headers.items():
        notice.replace_header(name, value)
    notice.set_content("Address not found")
    raw = base64.urlsafe_b64encode(notice.as_bytes()).decode()
    office.clerk._send(
        "POST", "/gmail/v1/users/me/messages", json={"raw": raw, "labelIds": ["INBOX"]}
    )


def test_office_gets_a_letter_on_mondays_and_on_days_on_which_something_waits(wave):
    assert told(wave, "2023-04-18 08:00") == []
    assert told(wave, "2023-04-24 08:00") == ["04 việc chờ xử lý – ngày 24/4/2023"]
    assert told(wave, "2023-04-24 09:00") == []
    assert told(wave, "2023-04-25 08:00") == []
    wave.fill_in(STRANGER, "dang_ky", team("LV2-TT", "Tổ Lưu trữ", ("2T1",)))
    wave.run("collect_responses", "2023-04-25 10:00")
    assert told(wave, "2023-04-26 08:00") == ["01 việc chờ xử lý – ngày 26/4/2023"]
    text = wave.office_letters()[-1].text
    assert "Câu trả lời biểu mẫu “Đăng ký”, nộp ngày 25/4/2023" in text
    assert STRANGER not in text
    # What waits still waits; but a letter of a day that was passed is not written any more.
    assert told(wave, "2023-04-21 08:00") == []


def test_unreadable_form_stops_the_heads_letters_and_reaches_office_and_status(wave):
    rule = {"calls": "forms.forms.responses.list", "kind": "api-disabled"}
    wave.post("/_local/faults", {"rules": [rule]})
    outcome = wave.run("remind_heads", "2023-04-20 08:00")
    assert wave.letters() == []
    (problem,) = outcome.problems
    assert problem.where == "07 thư gửi người đứng đầu đơn vị"
    assert problem.what.startswith("chưa đọc được biểu mẫu “Báo cáo thành tích cá nhân”, ")
    (letter,) = wave.office_letters()
    assert "Biểu mẫu, sổ chưa đọc được; thư và văn bản dựa vào đó phải chờ (09)" in letter.text
    rows = status(wave.runner.ledger, TIMETABLE, wave.runner.programme.id)
    assert len([row for row in rows if str(row.get("source", "")).startswith("form/")]) == 9
    wave.post("/_local/faults", {"rules": []})
    assert wave.run("remind_heads", "2023-04-20 09:00").counts["letters"] == 7
    rows = status(wave.runner.ledger, TIMETABLE, wave.runner.programme.id)
    assert [row for row in rows if "source" in row] == []


def test_head_whose_letter_came_back_is_named_and_nobody_reads_along_before_they_are_told(wave):
    assert len(to_head(wave, "2023-04-28")) == 1
    comes_back(wave, HEAD)
    told_on = told(wave, "2023-05-04 08:00")
    assert told_on == ["01 việc chờ xử lý – ngày 04/5/2023"]
    said = f"- Trưởng khoa Khoa Y: thư ngày 28/4/2023 bị trả lại (không gửi được tới {HEAD})"
    assert said in wave.office_letters()[-1].text.splitlines()
    rows = status(wave.runner.ledger, TIMETABLE, wave.runner.programme.id)
    assert {"effect": "letter K1/2023-04-28", "state": "came back", "why": HEAD} in rows
    # The rung was climbed by nobody: the letter after the deadline goes to the head alone first.
    ((_, copies),) = to_head(wave, "2023-05-05")
    assert copies == ()
    ((_, copies),) = to_head(wave, "2023-05-08")
    assert copies == (OFFICE,)


def test_notice_of_delay_is_no_letter_that_came_back(wave):
    to_head(wave, "2023-04-28")
    comes_back(wave, HEAD, Subject="Delivery Status Notification (Delay)")
    assert told(wave, "2023-05-04 08:00") == []


def test_mailbox_is_not_asked_where_no_letter_left_in_the_last_days(wave):
    wave.run("remind_heads", "2023-04-20 08:00")
    wave.forget_calls()
    wave.run("remind_heads", "2023-05-03 08:00")
    assert [each["method"] for each in wave.get("/_local/log") if "gmail" in each["method"]] == []


def test_what_was_told_though_it_had_been_handed_in_is_corrected_once(wave):
    assert len(to_head(wave, "2023-04-20")) == 1
    # Google shows an answer late: it was handed in before the letter left.
    wave.set_clock("2023-04-20 07:55")
    wave.fill_in(K1, "minh_chung", proof(LECTURER, "4A1"))
    wave.run("collect_responses", "2023-04-20 10:00")
    ((subject, copies),) = to_head(wave, "2023-04-21")
    assert (subject.partition("] ")[2], copies) == ("Đính chính thư ngày 20/4/2023 – Khoa Y", ())
    lines = [(line.dossier, line.what) for line in wave.letters()[-1].lines]
    assert lines == [(LECTURER, "Minh chứng")]
    assert to_head(wave, "2023-04-24") == []


def test_gap_that_was_filled_after_the_letter_is_not_corrected(wave):
    assert len(to_head(wave, "2023-04-20")) == 1
    wave.set_clock("2023-04-20 09:00")
    wave.fill_in(K1, "minh_chung", proof(LECTURER, "4A1"))
    wave.run("collect_responses", "2023-04-20 10:00")
    assert to_head(wave, "2023-04-21") == []
