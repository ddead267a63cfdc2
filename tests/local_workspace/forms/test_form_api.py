import pytest


def test_create_copies_the_title_and_gives_no_items(workspace):
    form = workspace.post("/v1/forms", {"info": {"title": "Phiếu 1"}})

    assert form["info"] == {"title": "Phiếu 1", "documentTitle": "Untitled form"}
    assert set(form) == {"formId", "info", "revisionId", "responderUri"}
    assert form["revisionId"] == "00000002"
    assert form["responderUri"].startswith(workspace.base + "/forms/d/e/1FAIpQLS")


@pytest.mark.parametrize(
    "body",
    [
        {"info": {"title": "Phiếu 1", "description": "x"}},
        {"info": {"title": "Phiếu 1"}, "items": [{"title": "a", "textItem": {}}]},
        {"info": {"title": "Phiếu 1"}, "settings": {"quizSettings": {"isQuiz": True}}},
    ],
)
def test_create_with_more_than_a_title_is_refused(workspace, body):
    answer = workspace.call("POST", "/v1/forms", body)

    assert answer.status_code == 400
    assert answer.json()["error"] == {
        "code": 400,
        "message": "Only info.title can be set when creating a form. "
        "To add items and change settings, use batchUpdate.",
        "status": "INVALID_ARGUMENT",
    }


def test_title_with_a_line_break_is_refused(workspace):
    answer = workspace.call("POST", "/v1/forms", {"info": {"title": "a\nb"}})

    assert answer.status_code == 400
    assert answer.json()["error"]["message"] == "Displayed text cannot contain newlines"


@pytest.mark.parametrize(
    ("query", "state"),
    [
        ("?unpublished=true", {}),
        ("?unpublished=false", {"isPublished": True, "isAcceptingResponses": True}),
    ],
)
def test_create_states_its_publication_when_asked(workspace, query, state):
    form = workspace.post("/v1/forms" + query, {"info": {"title": "Phiếu 1"}})

    assert form["publishSettings"] == {"publishState": state}
    assert form["settings"] == {"emailCollectionType": "DO_NOT_COLLECT"}


def test_form_is_unpublished_unless_asked_otherwise(forms):
    assert forms.page(forms.create()).status_code == 403


def test_publishing_leaves_the_revision_alone(forms):
    form_id = forms.create()

    answer = forms.publish(form_id)

    assert answer.json() == {
        "formId": form_id,
        "publishSettings": {"publishState": {"isPublished": True, "isAcceptingResponses": True}},
    }
    assert forms.get(form_id)["revisionId"] == "00000002"


@pytest.mark.parametrize(
    "state",
    [{"isPublished": False, "isAcceptingResponses": True}, {"isPublished": True}, {}],
)
def test_impossible_or_half_stated_publication_is_refused(forms, workspace, state):
    form_id = forms.create()

    answer = workspace.call(
        "POST",
        f"/v1/forms/{form_id}:setPublishSettings",
        {"publishSettings": {"publishState": state}},
    )

    assert answer.status_code == 400
    assert "publishSettings" not in forms.get(form_id)


def test_unknown_form_is_404_and_a_strangers_403(forms, workspace):
    form_id = forms.create()
    stranger = workspace.token_of("stranger@example.com")

    unknown = workspace.call("GET", "/v1/forms/1nothing")
    hidden = workspace.call("GET", f"/v1/forms/{form_id}", token=stranger)

    assert (unknown.status_code, unknown.json()["error"]["status"]) == (404, "NOT_FOUND")
    assert (hidden.status_code, hidden.json()["error"]["status"]) == (403, "PERMISSION_DENIED")


def test_publication_has_no_finer_mask(forms, workspace):
    state = {"isPublished": True, "isAcceptingResponses": True}
    body = {
        "publishSettings": {"publishState": state},
        "updateMask": "publishState.isPublished",
    }

    answer = workspace.call("POST", f"/v1/forms/{forms.create()}:setPublishSettings", body)

    assert answer.status_code == 400
