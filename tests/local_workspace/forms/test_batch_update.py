import pytest


def test_items_are_created_where_asked_with_the_ids_asked_for(forms, make):
    form_id = forms.create()

    answer = forms.update(
        form_id,
        make.add(make.question(1, "Hai", {"textQuestion": {}}), 0),
        make.add(make.question(2, "Một", {"textQuestion": {"paragraph": True}}), 0),
        make.add({"title": "Ba", "textItem": {}}, 2),
    ).json()

    assert answer["replies"][:2] == [
        {"createItem": {"itemId": "10000001", "questionId": ["20000001"]}},
        {"createItem": {"itemId": "10000002", "questionId": ["20000002"]}},
    ]
    assert set(answer["replies"][2]["createItem"]) == {"itemId"}
    assert answer["writeControl"] == {"requiredRevisionId": "00000003"}
    assert forms.titles(form_id) == ["Một", "Hai", "Ba"]


def test_batch_with_one_wrong_request_changes_nothing(forms, make):
    form_id = forms.create()
    before = forms.get(form_id)

    answer = forms.update(
        form_id,
        make.add(make.question(1, "Một", {"textQuestion": {}})),
        {"deleteItem": {"location": {"index": 7}}},
    )

    assert answer.status_code == 400
    assert forms.get(form_id) == before


def test_batch_sent_twice_with_own_ids_is_refused_the_second_time(forms, make):
    form_id = forms.create()
    change = make.add(make.question(1, "Một", {"textQuestion": {}}))

    assert forms.update(form_id, change).status_code == 200
    again = forms.update(form_id, change)

    assert again.status_code == 400
    assert again.json()["error"]["message"] == ("The item ID 10000001 is already used in the form.")
    assert forms.titles(form_id) == ["Một"]


@pytest.mark.parametrize("wrong", ["xyz", "1234", "80000000", "00000000", "2000000A"])
def test_question_id_that_is_not_31_bits_of_hex_is_refused(forms, make, wrong):
    item = make.question(1, "Một", {"textQuestion": {}})
    item["questionItem"]["question"]["questionId"] = wrong

    assert forms.update(forms.create(), make.add(item)).status_code == 400


@pytest.mark.parametrize("name", ["requiredRevisionId", "targetRevisionId"])
def test_write_on_another_revision_is_refused(forms, make, name):
    form_id = forms.create()
    change = make.add({"title": "Một", "textItem": {}})

    first = forms.update(form_id, change, writeControl={name: "00000002"})
    second = forms.update(form_id, change, writeControl={name: "00000002"})

    assert (first.status_code, second.status_code) == (200, 400)
    assert forms.titles(form_id) == ["Một"]


def test_update_changes_only_what_the_mask_names(forms, make):
    form_id = forms.create()
    forms.update(form_id, make.add(make.question(1, "Một", {"textQuestion": {}}, required=True)))

    forms.update(
        form_id,
        {
            "updateItem": {
                "item": {"title": "Mới", "description": "bỏ qua"},
                "location": {"index": 0},
                "updateMask": "title,questionItem.question.required",
            }
        },
    )

    assert forms.get(form_id)["items"] == [
        {
            "itemId": "10000001",
            "title": "Mới",
            "questionItem": {"question": {"questionId": "20000001", "textQuestion": {}}},
        }
    ]


def test_item_read_and_written_back_whole_stays_the_same(forms, make):
    form_id = forms.create()
    forms.update(form_id, make.add(make.question(1, "Một", make.choice("RADIO", "a", "b"))))
    item = forms.get(form_id)["items"][0]

    change = {"item": item, "location": {"index": 0}, "updateMask": "*"}
    assert forms.update(form_id, {"updateItem": change}).status_code == 200

    assert forms.get(form_id)["items"] == [item]


def test_mask_with_an_unknown_field_is_refused(forms, make):
    form_id = forms.create()
    forms.update(form_id, make.add({"title": "Một", "textItem": {}}))
    change = {"item": {}, "location": {"index": 0}, "updateMask": "titel"}

    assert forms.update(form_id, {"updateItem": change}).status_code == 400


def test_items_move_and_go(forms, make):
    form_id = forms.create()
    for title in ("Ba", "Hai", "Một"):
        forms.update(form_id, make.add({"title": title, "textItem": {}}))

    forms.update(
        form_id,
        {"moveItem": {"originalLocation": {"index": 0}, "newLocation": {"index": 2}}},
        {"deleteItem": {"location": {"index": 1}}},
    )

    assert forms.titles(form_id) == ["Hai", "Một"]


def test_form_info_takes_a_description_but_no_document_title(forms):
    form_id = forms.create()
    info = {"title": "Tên", "description": "dòng 1\ndòng 2"}

    good = forms.update(form_id, {"updateFormInfo": {"info": info, "updateMask": "*"}})
    bad = forms.update(form_id, {"updateFormInfo": {"info": info, "updateMask": "documentTitle"}})

    assert (good.status_code, bad.status_code) == (200, 400)
    assert forms.get(form_id)["info"] == {**info, "documentTitle": "Untitled form"}


def test_form_is_in_the_answer_when_asked_for(forms, make):
    form_id = forms.create()

    answer = forms.update(
        form_id, make.add({"title": "Một", "textItem": {}}), includeFormInResponse=True
    ).json()

    assert answer["form"] == forms.get(form_id)


def test_leaving_quiz_mode_drops_all_grading(forms, make):
    form_id = forms.create()
    quiz = {"settings": {"quizSettings": {"isQuiz": True}}, "updateMask": "quizSettings.isQuiz"}
    plain = {"settings": {}, "updateMask": "quizSettings"}
    grading = {"grading": {"pointValue": 2, "correctAnswers": {"answers": [{"value": "a"}]}}}
    asked = make.question(1, "Một", {**make.choice("RADIO", "a", "b"), **grading})

    assert forms.update(form_id, make.add(asked)).status_code == 400
    assert forms.update(form_id, {"updateSettings": quiz}, make.add(asked)).status_code == 200
    forms.update(form_id, {"updateSettings": plain})

    question = forms.get(form_id)["items"][0]["questionItem"]["question"]
    assert "grading" not in question


def test_two_kinds_in_one_request_are_refused(forms, make):
    both = make.add({"title": "Một", "textItem": {}}) | {"deleteItem": {"location": {"index": 0}}}

    answer = forms.update(forms.create(), both)

    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith("Invalid value at 'requests[0]' (oneof)")
