import pytest


def refusal(forms, make, item, *before):
    answer = forms.update(forms.create(), *before, make.add(item))
    return answer.json()["error"]["message"] if answer.status_code == 400 else answer.status_code


def test_file_upload_question_cannot_be_made(forms, make):
    item = make.question(1, "Tệp", {"fileUploadQuestion": {"folderId": "1abc"}})

    assert refusal(forms, make, item) == (
        "Creating file upload questions is not supported by the API."
    )


def test_line_breaks_are_refused_in_titles_and_options(forms, make):
    title = make.question(1, "a\nb", {"textQuestion": {}})
    option = make.question(1, "Một", make.choice("RADIO", "a\nb"))

    for item in (title, option):
        assert refusal(forms, make, item) == "Displayed text cannot contain newlines"


def test_other_option_has_no_value(forms, make):
    item = make.question(1, "Một", make.choice("RADIO", {"value": "Khác", "isOther": True}))

    assert refusal(forms, make, item) == "Cannot set option.value when isOther is true"


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("RADIO", []),
        ("RADIO", ["a", "a"]),
        ("RADIO", [""]),
        ("DROP_DOWN", ["a", {"isOther": True}]),
        ("CHECKBOX", [{"value": "a", "goToAction": "SUBMIT_FORM"}]),
        ("RADIO", [{"value": "a", "goToSectionId": "30000001"}]),
        ("RADIO", [{"value": "a", "goToSectionId": "30000001", "goToAction": "NEXT_SECTION"}]),
        ("CHOICE_TYPE_UNSPECIFIED", ["a"]),
    ],
)
def test_choice_question_that_google_does_not_take_is_refused(forms, make, kind, options):
    item = make.question(1, "Một", make.choice(kind, *options))

    assert refusal(forms, make, item) != 200


def test_option_may_lead_to_a_section_that_is_there(forms, make):
    item = make.question(
        1, "Một", make.choice("RADIO", {"value": "a", "goToSectionId": "30000001"})
    )

    assert refusal(forms, make, item, make.add(make.section(1, "Phần hai"))) == 200


def test_deleted_section_is_forgotten_by_the_options_that_led_to_it(forms, make):
    way = {"value": "a", "goToSectionId": "30000001"}
    form_id = forms.open(
        make.question(1, "Một", make.choice("RADIO", way)), make.section(1, "Phần hai")
    )

    forms.update(form_id, {"deleteItem": {"location": {"index": 1}}})

    question = forms.get(form_id)["items"][0]["questionItem"]["question"]
    assert question["choiceQuestion"]["options"] == [{"value": "a"}]


@pytest.mark.parametrize(
    "kind",
    [
        {"scaleQuestion": {"low": 2, "high": 5}},
        {"scaleQuestion": {"low": 1, "high": 11}},
        {"ratingQuestion": {"ratingScaleLevel": 2, "iconType": "STAR"}},
        {"ratingQuestion": {"ratingScaleLevel": 5}},
        {"rowQuestion": {"title": "Hàng"}},
        {},
    ],
)
def test_question_out_of_its_bounds_is_refused(forms, make, kind):
    assert refusal(forms, make, make.question(1, "Một", kind)) != 200


def test_image_gives_the_address_it_came_from(forms, make):
    form_id = forms.create()
    image = {"sourceUri": "https://example.com/anh.png", "altText": "Ảnh"}

    forms.update(form_id, make.add({"title": "Ảnh", "imageItem": {"image": image}}))

    assert forms.get(form_id)["items"][0]["imageItem"] == {
        "image": {"contentUri": "https://example.com/anh.png", "altText": "Ảnh"}
    }


def test_pictures_of_options_and_questions_are_kept_too(forms, make):
    form_id = forms.create()
    picture = {"sourceUri": "https://example.com/a.png"}
    asked = make.question(1, "Một", make.choice("RADIO", {"value": "a", "image": picture}))
    asked["questionItem"]["image"] = {"sourceUri": "https://example.com/b.png"}

    forms.update(form_id, make.add(asked))

    item = forms.get(form_id)["items"][0]["questionItem"]
    assert item["image"] == {"contentUri": "https://example.com/b.png"}
    assert item["question"]["choiceQuestion"]["options"] == [
        {"value": "a", "image": {"contentUri": "https://example.com/a.png"}}
    ]


@pytest.mark.parametrize(
    "item",
    [
        {"imageItem": {}},
        {"imageItem": {"image": {"altText": "Ảnh"}}},
        {
            "imageItem": {
                "image": {"sourceUri": "https://a.example.com", "properties": {"width": 741}}
            }
        },
        {"videoItem": {}},
        {"videoItem": {"video": {"youtubeUri": "https://example.com/watch?v=1"}}},
    ],
)
def test_picture_or_film_that_google_does_not_take_is_refused(forms, make, item):
    assert refusal(forms, make, {"title": "Ảnh", **item}) != 200


def test_film_is_kept_with_its_caption(forms, make):
    form_id = forms.create()
    film = {"video": {"youtubeUri": "https://www.youtube.com/watch?v=1"}, "caption": "Phim"}

    forms.update(form_id, make.add({"title": "Phim", "videoItem": film}))

    assert forms.get(form_id)["items"][0]["videoItem"] == film


KEY = {"answers": [{"value": "a"}]}
FEEDBACK = {"text": "Đúng"}


@pytest.mark.parametrize(
    ("grading", "taken"),
    [
        ({"pointValue": 2, "correctAnswers": KEY, "whenRight": FEEDBACK}, True),
        ({"pointValue": 2, "correctAnswers": KEY, "generalFeedback": FEEDBACK}, False),
        ({"pointValue": 2, "generalFeedback": FEEDBACK}, True),
        ({"pointValue": 2, "whenWrong": FEEDBACK}, False),
        ({"pointValue": -1, "correctAnswers": KEY}, False),
        ({"pointValue": 2, "correctAnswers": {"answers": [{"value": "c"}]}}, False),
        ({"pointValue": 2, "correctAnswers": KEY, "whenRight": {}}, False),
        (
            {"correctAnswers": KEY, "whenRight": FEEDBACK | {"material": [{"link": {"uri": "x"}}]}},
            False,
        ),
    ],
)
def test_grading_keeps_googles_rules(forms, make, grading, taken):
    quiz = {"settings": {"quizSettings": {"isQuiz": True}}, "updateMask": "*"}
    asked = make.question(1, "Một", {**make.choice("RADIO", "a", "b"), "grading": grading})

    assert (refusal(forms, make, asked, {"updateSettings": quiz}) == 200) == taken


def test_grid_takes_rows_only(forms, make):
    rows = [{"questionId": "20000001", "rowQuestion": {"title": "Hàng 1"}}]
    grid = {"columns": {"type": "RADIO", "options": [{"value": "a"}]}}
    good = {"title": "Bảng", "questionGroupItem": {"questions": rows, "grid": grid}}
    bad = {
        "title": "Bảng",
        "questionGroupItem": {"questions": [{"textQuestion": {}}], "grid": grid},
    }

    assert refusal(forms, make, good) == 200
    assert refusal(forms, make, bad) == "All questions of a grid must be rows."
