import re

import pytest


def set_clock(workspace, text):
    workspace.post("/_local/clock", {"now": text})


def form_with_answers(forms, make, workspace, *times):
    form_id = forms.open(make.question(1, "Một", {"textQuestion": {}}))
    for number, time in enumerate(times):
        set_clock(workspace, time)
        assert forms.send(form_id, {"20000001": f"câu {number}"}).status_code == 200
    return form_id


def test_times_are_milliseconds_and_microseconds(forms, make, workspace):
    form_id = form_with_answers(forms, make, workspace, "2023-04-20T07:30:00.123456+07:00")

    response = workspace.get(f"/v1/forms/{form_id}/responses")["responses"][0]

    assert response["createTime"] == "2023-04-20T00:30:00.123Z"
    assert response["lastSubmittedTime"] == "2023-04-20T00:30:00.123456Z"
    assert set(response) == {"responseId", "createTime", "lastSubmittedTime", "answers"}


def test_one_response_comes_with_its_form_id(forms, make, workspace):
    form_id = form_with_answers(forms, make, workspace, "2023-04-20T07:30:00+07:00")
    listed = workspace.get(f"/v1/forms/{form_id}/responses")["responses"][0]

    single = workspace.get(f"/v1/forms/{form_id}/responses/{listed['responseId']}")

    assert single == {"formId": form_id, **listed}
    assert workspace.call("GET", f"/v1/forms/{form_id}/responses/ACYDBNx").status_code == 404


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("timestamp > 2023-04-20T00:30:00Z", ["câu 1", "câu 2"]),
        ("timestamp >= 2023-04-20T00:30:00Z", ["câu 0", "câu 1", "câu 2"]),
        ("timestamp > 2023-04-21T00:30:00.000000001Z", ["câu 2"]),
        ("timestamp >= 2023-04-22T00:30:00.000Z", ["câu 2"]),
        ("timestamp > 2023-04-22T00:30:00Z", []),
    ],
)
def test_filter_bounds_the_time_of_submission(forms, make, workspace, condition, expected):
    days = [f"2023-04-2{day}T07:30:00+07:00" for day in range(3)]
    form_id = form_with_answers(forms, make, workspace, *days)

    found = workspace.get(f"/v1/forms/{form_id}/responses", params={"filter": condition})

    texts = [
        response["answers"]["20000001"]["textAnswers"]["answers"][0]["value"]
        for response in found.get("responses", [])
    ]
    assert texts == expected


@pytest.mark.parametrize(
    "condition",
    [
        "timestamp < 2023-04-20T00:30:00Z",
        "timestamp > 2023-04-20T00:30:00+07:00",
        "timestamp > 2023-13-45T00:30:00Z",
        "respondentEmail = x",
    ],
)
def test_filter_that_google_does_not_know_is_refused(forms, workspace, condition):
    path = f"/v1/forms/{forms.create()}/responses"

    assert workspace.call("GET", path, params={"filter": condition}).status_code == 400


def test_pages_follow_one_another_with_the_same_filter(forms, make, workspace):
    days = [f"2023-04-2{day}T07:30:00+07:00" for day in range(3)]
    form_id = form_with_answers(forms, make, workspace, *days)
    path = f"/v1/forms/{form_id}/responses"

    first = workspace.get(path, params={"pageSize": 2})
    second = workspace.get(path, params={"pageSize": 2, "pageToken": first["nextPageToken"]})
    other = workspace.call(
        "GET",
        path,
        params={"pageToken": first["nextPageToken"], "filter": "timestamp > 2023-01-01T00:00:00Z"},
    )

    assert (len(first["responses"]), len(second["responses"])) == (2, 1)
    assert "nextPageToken" not in second
    assert other.status_code == 400


def test_edited_answer_keeps_its_id_and_create_time(forms, make, workspace):
    form_id = form_with_answers(forms, make, workspace, "2023-04-20T07:30:00+07:00")
    set_clock(workspace, "2023-04-20T08:00:00+07:00")
    sent = forms.send(form_id, {"20000001": "ban đầu"})
    edit = re.search(r"\?edit2=[^\"]+", sent.text)[0]
    before = workspace.get(f"/v1/forms/{form_id}/responses")["responses"][1]

    set_clock(workspace, "2023-04-21T08:00:00+07:00")
    again = forms.send(form_id, {"20000001": "đã sửa"}, edit)

    after = workspace.get(f"/v1/forms/{form_id}/responses")["responses"][1]
    assert again.status_code == 200
    assert forms.answers(form_id) == [{"20000001": ["câu 0"]}, {"20000001": ["đã sửa"]}]
    assert after["responseId"] == before["responseId"]
    assert after["createTime"] == before["createTime"]
    assert after["lastSubmittedTime"] == "2023-04-21T01:00:00.000000Z"


def test_seeded_responses_are_given_as_they_were_put_in(forms, workspace):
    form_id = forms.create()
    response = {
        "responseId": "ACYDBN1",
        "createTime": "2024-06-19T16:05:51.394Z",
        "lastSubmittedTime": "2024-06-19T16:05:51.394652Z",
        "answers": {
            "704f9a53": {
                "questionId": "704f9a53",
                "textAnswers": {"answers": [{"value": "soramimi"}]},
            }
        },
    }

    workspace.post(
        "/_local/seed", {"seed": "forms.responses", "formId": form_id, "responses": [response]}
    )

    assert workspace.get(f"/v1/forms/{form_id}/responses") == {"responses": [response]}


def test_seed_of_another_kind_is_refused(workspace):
    assert workspace.call("POST", "/_local/seed", {"seed": "drive.files"}).status_code == 400


def test_quiz_answers_are_graded_by_their_key(forms, make, workspace):
    form_id = forms.create()
    quiz = {"settings": {"quizSettings": {"isQuiz": True}}, "updateMask": "quizSettings.isQuiz"}
    key = {"grading": {"pointValue": 2, "correctAnswers": {"answers": [{"value": "a"}]}}}
    forms.update(
        form_id,
        {"updateSettings": quiz},
        make.add(make.question(1, "Một", {**make.choice("RADIO", "a", "b"), **key}), 0),
        make.add(make.question(2, "Hai", {**make.choice("RADIO", "a", "b"), **key}), 1),
    )
    forms.publish(form_id)

    forms.send(form_id, {"20000001": "a", "20000002": "b"})

    response = workspace.get(f"/v1/forms/{form_id}/responses")["responses"][0]
    assert response["totalScore"] == 2
    assert response["answers"]["20000001"]["grade"] == {"correct": True, "score": 2}
    assert response["answers"]["20000002"]["grade"] == {}


def test_reader_of_the_file_may_not_read_the_answers(forms, make, workspace):
    form_id = form_with_answers(forms, make, workspace, "2023-04-20T07:30:00+07:00")
    reader = {"type": "user", "role": "reader", "emailAddress": "reader@example.com"}
    workspace.post(
        f"/drive/v3/files/{form_id}/permissions", reader, params={"sendNotificationEmail": "false"}
    )
    token = workspace.token_of("reader@example.com")

    assert workspace.call("GET", f"/v1/forms/{form_id}", token=token).status_code == 200
    refused = workspace.call("GET", f"/v1/forms/{form_id}/responses", token=token)
    assert refused.status_code == 403
