import re

import pytest


def test_every_kind_of_answer_is_kept_as_google_words_it(forms, make):
    form_id = forms.open(
        make.question(1, "Ngắn", {"textQuestion": {}}),
        make.question(2, "Dài", {"textQuestion": {"paragraph": True}}),
        make.question(3, "Một mục", make.choice("RADIO", "a", {"isOther": True})),
        make.question(4, "Nhiều mục", make.choice("CHECKBOX", "a", "b", {"isOther": True})),
        make.question(5, "Danh sách", make.choice("DROP_DOWN", "a", "b")),
        make.question(6, "Ngày", {"dateQuestion": {"includeYear": True}}),
        make.question(7, "Ngày giờ", {"dateQuestion": {"includeYear": True, "includeTime": True}}),
        make.question(8, "Ngày trong năm", {"dateQuestion": {}}),
        make.question(9, "Giờ", {"timeQuestion": {}}),
        make.question(10, "Thang", {"scaleQuestion": {"low": 1, "high": 5}}),
        make.question(11, "Sao", {"ratingQuestion": {"ratingScaleLevel": 5, "iconType": "STAR"}}),
    )

    sent = forms.send(
        form_id,
        {
            "20000001": " Cá nhân 07 ",
            "20000002": "dòng 1\r\ndòng 2",
            "20000003": "__other_option__",
            "entry.536870915.other_option_response": "Khác",
            "20000004": ["b", "a", "__other_option__"],
            "entry.536870916.other_option_response": "c",
            "20000005": "b",
            "20000006": "2023-04-28",
            "20000007": "2023-04-28T14:51",
            "entry.536870920_month": "5",
            "entry.536870920_day": "19",
            "20000009": "07:30",
            "2000000a": "4",
            "2000000b": "5",
        },
    )

    assert sent.status_code == 200
    assert forms.answers(form_id) == [
        {
            "20000001": [" Cá nhân 07 "],
            "20000002": ["dòng 1\ndòng 2"],
            "20000003": ["Khác"],
            "20000004": ["a", "b", "c"],
            "20000005": ["b"],
            "20000006": ["2023-04-28"],
            "20000007": ["2023-04-28 14:51"],
            "20000008": ["05-19"],
            "20000009": ["07:30"],
            "2000000a": ["4"],
            "2000000b": ["5"],
        }
    ]


def test_unanswered_questions_are_left_out(forms, make):
    form_id = forms.open(
        make.question(1, "Một", {"textQuestion": {}}), make.question(2, "Hai", {"textQuestion": {}})
    )

    forms.send(form_id, {"20000001": "  ", "20000002": "x"})

    assert forms.answers(form_id) == [{"20000002": ["x"]}]


@pytest.mark.parametrize(
    ("kind", "value", "problem"),
    [
        ("text", "", "Câu hỏi này bắt buộc trả lời."),
        ("radio", "c", "Mục “c” không có trong danh sách."),
        ("radio", ["a", "b"], "Chỉ được chọn một mục."),
        ("radio", "__other_option__", "Mục “__other_option__” không có trong danh sách."),
        ("date", "2023-02-30", "“2023-02-30” không phải là một ngày có thật."),
        ("date", "28/4/2023", "“28/4/2023” chưa đúng cách ghi ngày."),
        ("time", "25:00", "“25:00” chưa đúng cách ghi giờ và phút, như 07:30."),
        ("scale", "6", "Mục “6” không có trong danh sách."),
    ],
)
def test_wrong_answer_is_400_and_names_its_question(forms, make, kind, value, problem):
    kinds = {
        "text": {"textQuestion": {}},
        "radio": make.choice("RADIO", "a", "b"),
        "date": {"dateQuestion": {"includeYear": True}},
        "time": {"timeQuestion": {}},
        "scale": {"scaleQuestion": {"low": 1, "high": 5}},
    }
    form_id = forms.open(make.question(1, "Câu một", kinds[kind], required=True))

    sent = forms.send(form_id, {"20000001": value})

    assert sent.status_code == 400
    assert f"Chưa gửi được. Xin xem lại: Câu một : {problem}" in make.visible_text(sent)
    assert forms.answers(form_id) == []


def test_refused_answer_is_shown_again_with_what_was_typed(forms, make):
    form_id = forms.open(
        make.question(1, "Một", {"textQuestion": {}}),
        make.question(2, "Hai", {"textQuestion": {}}, required=True),
    )

    sent = forms.send(form_id, {"20000001": "đã ghi"})

    assert 'value="đã ghi"' in sent.text


def test_input_that_the_form_does_not_have_is_refused(forms, make):
    form_id = forms.open(make.question(1, "Một", {"textQuestion": {}}))

    sent = forms.send(form_id, {"20000001": "x", "entry.5": "y"})

    assert sent.status_code == 400
    assert "không có ô nhập entry.5" in make.visible_text(sent)
    assert forms.answers(form_id) == []


def form_with_two_ways(forms, make):
    """Một -> (a) section A, which ends by sending; (b) section B, the last."""
    return forms.open(
        make.question(
            1,
            "Ô",
            make.choice(
                "RADIO",
                {"value": "a", "goToSectionId": "30000001"},
                {"value": "b", "goToSectionId": "30000002"},
            ),
            required=True,
        ),
        make.section(1, "Phần A"),
        make.question(2, "Tiêu chí A", {"textQuestion": {}}, required=True),
        make.question(
            3, "Tự đánh giá A", make.choice("RADIO", {"value": "Đạt", "goToAction": "SUBMIT_FORM"})
        ),
        make.section(2, "Phần B"),
        make.question(4, "Tiêu chí B", {"textQuestion": {}}, required=True),
    )


def test_only_visited_sections_are_judged_and_kept(forms, make):
    form_id = form_with_two_ways(forms, make)

    by_a = forms.send(
        form_id,
        {"20000001": "a", "20000002": "của A", "20000003": "Đạt", "20000004": "của B"},
    )
    by_b = forms.send(form_id, {"20000001": "b", "20000002": "của A", "20000004": "của B"})

    assert (by_a.status_code, by_b.status_code) == (200, 200)
    assert forms.answers(form_id) == [
        {"20000001": ["a"], "20000002": ["của A"], "20000003": ["Đạt"]},
        {"20000001": ["b"], "20000004": ["của B"]},
    ]


def test_section_without_a_way_leads_to_the_next_one(forms, make):
    form_id = form_with_two_ways(forms, make)

    without_last = forms.send(form_id, {"20000001": "a", "20000002": "của A"})

    assert without_last.status_code == 400
    assert "Tiêu chí B : Câu hỏi này bắt buộc trả lời." in make.visible_text(without_last)


def test_answer_that_leads_back_cannot_be_sent(forms, make):
    form_id = forms.open(
        make.question(1, "Một", {"textQuestion": {}}),
        make.section(1, "Phần hai"),
        make.question(
            2, "Làm lại?", make.choice("RADIO", {"value": "Làm lại", "goToAction": "RESTART_FORM"})
        ),
    )

    sent = forms.send(form_id, {"20000002": "Làm lại"})

    assert sent.status_code == 400
    assert "Làm lại? : Lựa chọn này quay lại phần trước." in make.visible_text(sent)


def test_grid_rows_are_answered_one_by_one(forms, make):
    rows = [
        {"questionId": f"2000000{n}", "required": True, "rowQuestion": {"title": f"Hàng {n}"}}
        for n in (1, 2)
    ]
    columns = {"type": "CHECKBOX", "options": [{"value": "a"}, {"value": "b"}]}
    grid = {
        "title": "Bảng",
        "questionGroupItem": {"questions": rows, "grid": {"columns": columns}},
    }
    form_id = forms.open(grid)

    missing = forms.send(form_id, {"20000001": "a"})
    whole = forms.send(form_id, {"20000001": ["a", "b"], "20000002": "b"})

    assert (missing.status_code, whole.status_code) == (400, 200)
    assert forms.answers(form_id) == [{"20000001": ["a", "b"], "20000002": ["b"]}]


def test_edit_link_shows_what_was_sent(forms, make):
    form_id = forms.open(
        make.question(1, "Tên", {"textQuestion": {}}),
        make.question(2, "Khâu", make.choice("CHECKBOX", "a", {"isOther": True})),
    )
    sent = forms.send(
        form_id,
        {
            "20000001": "Cá nhân 07",
            "20000002": ["a", "__other_option__"],
            "entry.536870914.other_option_response": "Khác",
        },
    )

    page = forms.page(form_id, re.search(r"\?edit2=[^\"]+", sent.text)[0])

    assert page.status_code == 200
    assert 'value="Cá nhân 07"' in page.text
    assert 'value="a" checked' in page.text
    assert 'value="Khác"' in page.text
    assert "Gửi câu trả lời đã sửa" in make.visible_text(page)


def test_edit_link_that_is_unknown_is_404(forms, make):
    form_id = forms.open(make.question(1, "Tên", {"textQuestion": {}}))

    assert forms.page(form_id, "?edit2=2_xyz").status_code == 404


def test_verified_answer_is_edited_by_its_own_respondent_only(forms, make, workspace):
    form_id = forms.open(make.question(1, "Tên", {"textQuestion": {}}), collect="VERIFIED")
    mine = workspace.token_of("unit1@example.com")
    other = workspace.token_of("unit2@example.com")
    edit = re.search(r"\?edit2=[^\"]+", forms.send(form_id, {"20000001": "x"}, token=mine).text)[0]

    refused = forms.send(form_id, {"20000001": "y"}, edit, token=other)

    assert refused.status_code == 403
    assert forms.answers(form_id) == [{"20000001": ["x"]}]
