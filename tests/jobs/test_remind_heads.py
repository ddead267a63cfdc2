from __future__ import annotations

from tests.office import OFFICE
from tests.wave import K1, LECTURER, PAPER, proof, unit_plan

HEAD, VICE_RECTOR = "truong-khoa-1@example.com", "pho-hieu-truong-1@example.com"
MINUTES = "Liên kết biên bản họp của đơn vị"
OWN = "Nội dung chung của đơn vị"
PLAN = "Kế hoạch bồi dưỡng, nhân rộng điển hình tiên tiến của đơn vị"
MIDTERM = [
    (OWN, "Tiến độ bồi dưỡng điển hình tiên tiến"),
    (OWN, "Nhân rộng, trao đổi kinh nghiệm"),
    (OWN, "Tuyên truyền điển hình tiên tiến"),
]


def days_of_letters(office, *days: str, to: str = HEAD) -> list[str]:
    """Run the job at 8:00 on each day and tell the days on which a head got a letter."""
    found = []
    for day in days:
        before = [letter.to for letter in office.letters()].count(to)
        assert office.run("remind_heads", f"{day} 08:00").problems == ()
        after = [letter.to for letter in office.letters()].count(to)
        assert after - before in {0, 1}
        found += [day] * (after - before)
    return found


def last_letter(office, to: str = HEAD):
    return [letter for letter in office.letters() if letter.to == to][-1]


def test_ladder_climbs_seven_three_and_one_working_days_before_over_weekend_and_holidays(wave):
    # 30 April is a Sunday and a holiday; the last day rolls to Thursday 4 May.
    days = [f"2023-04-{day}" for day in range(18, 31)]
    days += [f"2023-05-0{day}" for day in range(1, 5)]
    assert days_of_letters(wave, *days) == ["2023-04-20", "2023-04-26", "2023-04-28"]


def test_ladder_climbs_one_and_five_working_days_after_and_then_rests(wave):
    days = [f"2023-05-{day:02}" for day in range(4, 16)]
    assert days_of_letters(wave, *days) == ["2023-05-04", "2023-05-05", "2023-05-11"]


def test_late_letters_go_to_the_office_then_to_the_vice_rector_with_a_draft(wave):
    copies = {}
    for day in ("2023-04-28", "2023-05-05", "2023-05-11"):
        wave.run("remind_heads", f"{day} 08:00")
        letter = last_letter(wave)
        copies[day] = (letter.copies, letter.attachments)
    assert copies == {
        "2023-04-28": ((), ()),
        "2023-05-05": ((OFFICE,), ()),
        "2023-05-11": (
            (OFFICE, VICE_RECTOR),
            ("2023-05-11_cong-van-don-doc_K1.docx",),
        ),
    }


def test_letter_lists_each_gap_with_its_place_and_nothing_of_what_was_typed(wave):
    wave.run("remind_heads", "2023-04-20 08:00")
    letter = last_letter(wave)
    assert [(line.dossier, line.what) for line in letter.lines] == [
        (LECTURER, MINUTES),
        (LECTURER, "Minh chứng"),
        (OWN, PLAN),
    ]
    assert letter.lines[0].where == "Bảng “Đăng ký”, ô L2"
    assert "Giảng viên 7" not in letter.text + letter.html


def test_link_of_a_missing_report_opens_the_form_with_the_code_filled_in(wave):
    wave.run("remind_heads", "2023-04-20 08:00")
    (link,) = [line.link for line in last_letter(wave).lines if line.what == "Minh chứng"]
    page = wave.person(K1).open_form(link)
    assert [q.text for q in page.parts[0].questions if q.title == "Mã hồ sơ"] == [LECTURER]


def test_filled_gap_is_not_in_the_next_letter(wave):
    wave.run("remind_heads", "2023-04-20 08:00")
    wave.type(K1, "don_vi/K1", "Đăng ký", ("Mã hồ sơ", LECTURER), MINUTES, PAPER)
    wave.run("remind_heads", "2023-04-26 08:00")
    assert [(line.dossier, line.what) for line in last_letter(wave).lines] == [
        (LECTURER, "Minh chứng"),
        (OWN, PLAN),
    ]


def test_what_is_due_in_june_is_named_when_its_own_ladder_begins(wave):
    wave.run("remind_heads", "2023-05-11 08:00")
    early = [(line.dossier, line.what) for line in last_letter(wave).lines]
    assert [gap for gap in early if gap in MIDTERM] == []
    # The older gaps go on at the ladder's pace: their next letter was due on 25 May.
    assert days_of_letters(wave, "2023-06-05", "2023-06-06") == ["2023-06-05", "2023-06-06"]
    assert [(line.dossier, line.what) for line in last_letter(wave).lines] == [*early, *MIDTERM]


def test_letters_stop_when_all_that_is_due_is_filled(wave):
    assert days_of_letters(wave, "2023-04-20") == ["2023-04-20"]
    wave.type(K1, "don_vi/K1", "Đăng ký", ("Mã hồ sơ", LECTURER), MINUTES, PAPER)
    wave.fill_in(K1, "minh_chung", proof(LECTURER, "4A1"))
    wave.fill_in(K1, "ke_hoach", unit_plan())
    wave.run("collect_responses", "2023-04-24 10:00")
    assert days_of_letters(wave, "2023-04-26", "2023-04-28", "2023-05-05", "2023-05-11") == []


def test_unit_that_owes_nothing_yet_due_gets_no_letter(wave):
    wave.run("remind_heads", "2023-04-20 08:00")
    assert sorted(letter.to for letter in wave.letters()) == [
        "bi-thu-doan-1@example.com",
        "chu-tich-cong-doan-1@example.com",
        "truong-khoa-1@example.com",
        "truong-khoa-2@example.com",
        "truong-khoa-3@example.com",
        "truong-khoa-4@example.com",
        "truong-phong-3@example.com",
    ]


def test_one_digest_a_day_at_most(wave):
    wave.run("remind_heads", "2023-04-20 08:00")
    wave.type(OFFICE, "danh_muc", "Mốc thời gian", ("Mã mốc", "SO_KET"), "Hạn", "25/04/2023")
    # The new deadline is three working days off: those who had no letter today get theirs.
    assert wave.run("remind_heads", "2023-04-20 09:00").counts["letters"] == 3
    heads = [letter.to for letter in wave.letters()]
    assert len(heads) == len(set(heads)) == 10
    assert wave.run("remind_heads", "2023-04-21 08:00").counts["letters"] == 7


def test_no_letter_leaves_outside_hours_working_days_and_period(wave):
    why = {
        "2023-04-20 07:29": "ngoài giờ làm việc: không gửi thư",
        "2023-04-20 16:31": "ngoài giờ làm việc: không gửi thư",
        "2023-04-22 08:00": "ngày nghỉ: không gửi thư",
        "2023-05-02 08:00": "ngày nghỉ: không gửi thư",
        "2026-04-20 08:00": "ngoài giai đoạn của kế hoạch: không gửi thư",
        "2020-12-31 08:00": "ngoài giai đoạn của kế hoạch: không gửi thư",
    }
    told = {at: wave.run("remind_heads", at) for at in why}
    assert {at: outcome.notes for at, outcome in told.items()} == {
        at: (reason,) for at, reason in why.items()
    }
    assert {outcome.problems for outcome in told.values()} == {()}
    assert wave.letters() == []


def test_day_off_that_the_office_adds_moves_the_ladder(wave):
    wave.add_row(
        OFFICE,
        "danh_muc",
        "Lịch nghỉ",
        {"Ngày": "20/04/2023", "Tên ngày nghỉ": "Ngày truyền thống", "Loại": "Nghỉ lễ, tết"},
    )
    # Seven working days before 4 May are now counted from the 19th.
    assert days_of_letters(wave, "2023-04-18", "2023-04-19", "2023-04-20") == ["2023-04-19"]


def test_dry_run_says_how_many_letters_to_how_many_people(wave):
    outcome = wave.run("remind_heads", "2023-04-20 08:00", dry_run=True)
    assert (outcome.counts["letters"], outcome.notes) == (7, ("7 letters to 7 people",))
    assert wave.letters() == []


def test_party_and_unions_are_asked_and_greeted_by_title(wave):
    wave.run("remind_heads", "2023-04-20 08:00")
    assert "Kính gửi: Đồng chí" in last_letter(wave, "bi-thu-doan-1@example.com").text
    assert "Kính gửi: Thầy/Cô" in last_letter(wave).text


def test_both_days_are_told_when_the_deadline_rolls(wave):
    wave.run("remind_heads", "2023-04-20 08:00")
    text = last_letter(wave).text
    assert "30/4/2023" in text
    assert "04/5/2023" in text


def test_letter_can_be_explained(wave):
    from dienhinh.running.inspection import explain
    from tests.office import moment

    wave.run("remind_heads", "2023-04-20 08:00")
    letter = last_letter(wave)
    told, *gaps = explain(wave.runner.look(moment("2023-04-21 08:00")), letter.reference)
    assert told == {
        "letter": "K1/2023-04-20",
        "state": "done",
        "rungs": ["K1/2023-04-30/BEFORE_7"],
        "to": [HEAD],
        "cc": [],
    }
    assert len(gaps) == len(letter.lines)
