import pytest

from sheets_schema import SECTIONS, Choices, section
from sheets_schema.forms import (
    answers_of,
    entry_number,
    form_items,
    page_id,
    question_id,
    questions,
    wanted_form,
)

DANG_KY = section("dang_ky")


def titles_by_page(items):
    pages = [["(trang đầu)"]]
    for item in items:
        if "pageBreakItem" in item:
            pages.append([item["title"]])
        else:
            pages[-1].append(item["title"])
    return pages


def item_of(items, title):
    return next(item for item in items if item["title"] == title)


def choice_of(item):
    return item["questionItem"]["question"]["choiceQuestion"]


def response(sheet, **answers):
    """Answers as forms.responses gives them; a key may carry its cell: `tieu_chi__LV4-CNA`."""
    given = {}
    for name, texts in answers.items():
        key, _, cell = name.partition("__")
        said = [{"value": text} for text in ([texts] if isinstance(texts, str) else texts)]
        identity = question_id(sheet, key, cell)
        given[identity] = {"questionId": identity, "textAnswers": {"answers": said}}
    return {"responseId": "r1", "answers": given}


@pytest.mark.parametrize("sheet", SECTIONS.values(), ids=SECTIONS)
def test_every_form_is_one_that_google_accepts(sheet, choices, accepted):
    form = wanted_form(sheet, choices)
    accepted("forms", "v1", "Form", {"items": list(form.items)})
    shown = [form.title, *(item["title"] for item in form.items)]
    options = [
        [option["value"] for option in choice_of(item)["options"]]
        for item in form.items
        if "choiceQuestion" in item.get("questionItem", {}).get("question", {})
    ]
    shown += [value for values in options for value in values]
    assert [text for text in shown if "\n" in text or not text or "{" in text] == []
    assert [values for values in options if len(values) != len(set(values))] == []


@pytest.mark.parametrize("sheet", SECTIONS.values(), ids=SECTIONS)
def test_ids_are_eight_hexadecimal_digits_and_all_differ(sheet, choices):
    items = form_items(sheet, choices)
    ids = [item["itemId"] for item in items]
    ids += [question.question_id for question in questions(sheet, choices)]
    assert len(ids) == len(set(ids))
    assert [
        one for one in ids if len(one) != 8 or not 0x10000000 <= int(one, 16) <= 0x7FFFFFFF
    ] == []


def test_ids_never_change():
    assert question_id(DANG_KY, "ten") == "2827f6d3"
    assert question_id(DANG_KY, "tieu_chi", "LV4-CNB") == "7cfcdfa7"
    assert page_id(DANG_KY, "LV4-CNB") == "7a418033"


def test_prefilled_entry_is_the_question_in_decimal():
    assert entry_number(DANG_KY, "ten") == int(question_id(DANG_KY, "ten"), 16)


def test_registration_asks_consent_then_the_cell_then_its_criteria(choices):
    assert titles_by_page(form_items(DANG_KY, choices)) == [
        [
            "(trang đầu)",
            "Mã hồ sơ cần bổ sung (để trống nếu đăng ký mới)",
            "Họ và tên hoặc tên tập thể",
            "Chức vụ, chức danh (người học: lớp, khóa)",
            "Số thành viên của tập thể",
            "Khâu đang thực hiện",
            "Tóm tắt thành tích",
            "Phạm vi ảnh hưởng",
            "Hình thức đề nghị",
            "Liên kết biên bản họp của đơn vị",
        ],
        [
            "Sử dụng dữ liệu cá nhân",
            "Đồng ý sử dụng dữ liệu để bình xét, lựa chọn",
            "Đồng ý công khai trong nội bộ nhà trường",
            "Đồng ý đăng trên Website của nhà trường",
        ],
        ["Lĩnh vực và đối tượng", "Lĩnh vực và đối tượng đăng ký"],
        *([cell.label, "Tiêu chí đạt được", "Đơn vị tự đánh giá"] for cell in choices.cells),
    ]


def test_each_cell_leads_to_its_page_and_its_self_assessment_ends_the_form(choices):
    items = form_items(DANG_KY, choices)
    leads = choice_of(item_of(items, "Lĩnh vực và đối tượng đăng ký"))
    assert leads == {
        "type": "RADIO",
        "options": [
            {"value": cell.label, "goToSectionId": page_id(DANG_KY, cell.id)}
            for cell in choices.cells
        ],
    }
    last = [item for item in items if item["title"] == "Đơn vị tự đánh giá"]
    ways = {option["goToAction"] for item in last for option in choice_of(item)["options"]}
    assert (len(last), ways) == (3, {"SUBMIT_FORM"})
    # An unanswered last question would lead on into the next cell's page.
    assert all(item["questionItem"]["question"]["required"] for item in last)


def test_criteria_of_a_cell_stand_on_its_page_alone(choices):
    items = form_items(DANG_KY, choices)
    offered = [
        [option["value"] for option in choice_of(item)["options"]]
        for item in items
        if item["title"] == "Tiêu chí đạt được"
    ]
    assert offered == [
        ["2T1. đoàn kết"],
        ["4A1. là tấm gương về đạo đức, tự học tập, rèn luyện", "4A2. có giải pháp"],
        ["4B1. vượt khó vươn lên", "4B2. có kỷ luật, kỷ cương"],
    ]


def test_consent_is_one_unticked_box_for_each_purpose(choices):
    items = form_items(DANG_KY, choices)
    boxes = [item for item in items if item["title"].startswith("Đồng ý")]
    assert [choice_of(box) for box in boxes] == [
        {"type": "CHECKBOX", "options": [{"value": "Đồng ý"}]}
    ] * 3
    assert [box["questionItem"]["question"]["required"] for box in boxes] == [False] * 3


def test_notice_names_who_keeps_the_data(choices):
    notice = item_of(form_items(DANG_KY, choices), "Sử dụng dữ liệu cá nhân")["description"]
    assert notice.splitlines()[0] == ("Thông báo về sử dụng dữ liệu cá nhân (phiên bản 2023-01)")
    assert "3. Bên lưu giữ: Trường Ví dụ, do Phòng Ví dụ quản lý" in notice


def test_general_criteria_stand_above_the_choice_of_the_cell(choices):
    page = item_of(form_items(DANG_KY, choices), "Lĩnh vực và đối tượng")
    assert page["description"] == (
        "Yêu cầu chung đối với điển hình tiên tiến: có tính nổi trội; thuộc phạm vi quản lý của "
        "đơn vị."
    )


def test_confirmation_closes_the_description(choices):
    text = wanted_form(section("vuong_mac"), choices).description
    assert text.endswith(
        "Sau khi gửi, nội dung được ghi vào bảng “Vướng mắc” của đơn vị và chuyển đến Phòng Ví dụ. "
        "Trân trọng cảm ơn sự phối hợp của đơn vị."
    )


def test_kinds_of_fields_become_kinds_of_questions(choices):
    items = form_items(section("nhan_rong"), choices)
    kinds = {
        item["title"]: next(
            (key, value)
            for key, value in item["questionItem"]["question"].items()
            if key.endswith("Question")
        )
        for item in items
        if item["title"] in {"Ngày tổ chức", "Nội dung hoạt động", "Số người tham gia"}
    }
    assert kinds == {
        "Ngày tổ chức": ("dateQuestion", {"includeYear": True, "includeTime": False}),
        "Nội dung hoạt động": ("textQuestion", {"paragraph": True}),
        "Số người tham gia": ("textQuestion", {"paragraph": False}),
    }


def test_form_without_its_lists_is_refused():
    with pytest.raises(ValueError, match="'khau' needs the list 'stages'"):
        form_items(DANG_KY, Choices())


def test_sheet_without_a_form_is_refused(choices):
    from sheets_schema import REVIEW

    with pytest.raises(ValueError, match="'bang_xet_chon' has no form"):
        wanted_form(REVIEW, choices)


def test_answers_come_back_by_key_with_ids_for_options(choices):
    given = response(
        DANG_KY,
        o="LV4-CNB – Cá nhân (người học) – Đổi mới, sáng tạo",
        ten="  Sinh viên   1 ",
        chuc_vu="",
        khau="Bồi dưỡng",
        tom_tat="=1+1\r\n<b>R&D</b>",
        dong_y_xet_chon=["Đồng ý"],
        **{
            "tieu_chi__LV4-CNB": ["4B1. vượt khó vươn lên", "4B2. có kỷ luật, kỷ cương"],
            "tu_danh_gia__LV4-CNB": "Đạt phần lớn các tiêu chí",
        },
    )
    assert answers_of(DANG_KY, choices, given) == {
        "o": "LV4-CNB",
        "ten": "Sinh viên 1",
        "khau": "BOI_DUONG",
        "tom_tat": "=1+1\n<b>R&D</b>",
        "dong_y_xet_chon": "Đồng ý",
        "tieu_chi": ("4B1", "4B2"),
        "tu_danh_gia": "Đạt phần lớn các tiêu chí",
    }


def test_answers_on_the_page_of_another_cell_do_not_count(choices):
    given = response(
        DANG_KY,
        o="LV4-CNA – Cá nhân (nhà giáo) – Đổi mới, sáng tạo",
        **{"tieu_chi__LV4-CNB": ["4B1. vượt khó vươn lên"]},
    )
    assert answers_of(DANG_KY, choices, given) == {"o": "LV4-CNA"}


def test_answer_to_an_option_since_removed_is_kept_as_text(choices):
    given = response(section("tien_do"), khau="Khâu cũ", noi_dung="  ")
    assert answers_of(section("tien_do"), choices, given) == {"khau": "Khâu cũ"}


def test_answers_to_questions_of_people_are_not_read(choices):
    given = {"answers": {"0badc0de": {"textAnswers": {"answers": [{"value": "x"}]}}}}
    assert answers_of(DANG_KY, choices, given) == {}
    assert answers_of(DANG_KY, choices, {}) == {}
