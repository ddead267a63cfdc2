from urllib.parse import urlencode


def test_page_names_each_input_by_the_question_id_in_decimal(forms, make):
    form_id = forms.open(make.question(1, "Họ và tên", {"textQuestion": {}}, required=True))

    page = forms.page(form_id)

    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert (
        'data-entry="entry.536870913" data-kind="SHORT" data-title="Họ và tên" data-required="true"'
    ) in page.text
    assert '<label class="title" for="f-20000001">Họ và tên</label>' in page.text
    assert 'id="f-20000001" name="entry.536870913" aria-required="true"' in page.text


def test_typed_text_is_shown_and_never_run(forms, make):
    evil = "<script>alert(1)</script>"
    form_id = forms.open(make.question(1, evil, make.choice("RADIO", evil)))

    page = forms.page(form_id, "?" + urlencode({"entry.536870913": evil}))
    sent = forms.send(form_id, {"20000001": evil})

    assert evil not in page.text
    assert evil not in sent.text
    assert forms.answers(form_id) == [{"20000001": [evil]}]


def test_link_fills_the_inputs_in(forms, make):
    form_id = forms.open(
        make.question(1, "Tên", {"textQuestion": {}}),
        make.question(2, "Khâu", make.choice("RADIO", "Phát hiện", {"isOther": True})),
        make.question(3, "Ngày", {"dateQuestion": {"includeYear": True}}),
    )
    query = {
        "usp": "pp_url",
        "entry.536870913": "Cá nhân 07",
        "entry.536870914": "__other_option__",
        "entry.536870914.other_option_response": "Sơ kết",
        "entry.536870915": "2023-04-28",
    }

    page = forms.page(form_id, "?" + urlencode(query))

    assert 'value="Cá nhân 07"' in page.text
    assert 'value="__other_option__" checked' in page.text
    assert 'value="Sơ kết"' in page.text
    assert 'value="2023-04-28"' in page.text


def test_link_for_an_input_that_is_not_there_says_so(forms, make):
    form_id = forms.open(make.question(1, "Tên", {"textQuestion": {}}))

    page = forms.page(form_id, "?entry.5=x")

    assert "không còn khớp với biểu mẫu: entry.5." in make.visible_text(page)


def test_closed_form_says_that_it_takes_no_answers(forms, make):
    form_id = forms.open(make.question(1, "Tên", {"textQuestion": {}}))
    forms.publish(form_id, accepting=False)

    page = forms.page(form_id)
    sent = forms.send(form_id, {"20000001": "x"})

    assert (page.status_code, sent.status_code) == (403, 403)
    assert make.visible_text(page).endswith("Biểu mẫu này hiện không nhận câu trả lời.")
    assert forms.answers(form_id) == []


def test_verified_form_asks_a_stranger_to_sign_in_and_keeps_no_answer(forms, make):
    form_id = forms.open(make.question(1, "Tên", {"textQuestion": {}}), collect="VERIFIED")

    page = forms.page(form_id)
    sent = forms.send(form_id, {"20000001": "x"})

    assert (page.status_code, sent.status_code) == (401, 401)
    assert "Đăng nhập" in make.visible_text(page)
    assert forms.answers(form_id) == []


def test_verified_form_keeps_the_address_of_the_token(forms, make, workspace):
    form_id = forms.open(make.question(1, "Tên", {"textQuestion": {}}), collect="VERIFIED")

    forms.send(form_id, {"20000001": "x"}, token=workspace.token_of("unit1@example.com"))

    response = workspace.get(f"/v1/forms/{form_id}/responses")["responses"][0]
    assert response["respondentEmail"] == "unit1@example.com"


def test_signing_in_leads_back_with_a_cookie(forms, make, workspace):
    form_id = forms.open(make.question(1, "Tên", {"textQuestion": {}}), collect="VERIFIED")
    path = forms.get(form_id)["responderUri"].removeprefix(workspace.base)

    signed = workspace.call(
        "POST",
        "/_local/sign-in",
        data={"email": "unit1@example.com", "continue": path},
        allow_redirects=False,
    )
    cookie = signed.headers["set-cookie"].partition(";")[0]
    page = workspace.call("GET", path, headers={"Cookie": cookie})
    workspace.session.cookies.clear()

    assert (signed.status_code, signed.headers["location"]) == (303, path)
    assert page.status_code == 200
    assert "unit1@example.com" in make.visible_text(page)


def test_signing_in_never_leads_to_another_server(workspace):
    for elsewhere in ("https://example.org/", "//example.org/", "/\\example.org"):
        signed = workspace.call(
            "POST",
            "/_local/sign-in",
            data={"email": "unit1@example.com", "continue": elsewhere},
            allow_redirects=False,
        )
        workspace.session.cookies.clear()
        assert signed.headers["location"] == "/"


def test_respondent_may_type_an_address_where_the_form_asks_for_one(forms, make, workspace):
    form_id = forms.open(make.question(1, "Tên", {"textQuestion": {}}), collect="RESPONDER_INPUT")

    bad = forms.send(form_id, {"20000001": "x", "emailAddress": "unit1"})
    good = forms.send(form_id, {"20000001": "x", "emailAddress": "unit1@example.com"})

    assert (bad.status_code, good.status_code) == (400, 200)
    kept = workspace.get(f"/v1/forms/{form_id}/responses")["responses"]
    assert [response["respondentEmail"] for response in kept] == ["unit1@example.com"]


def test_restricted_form_takes_answers_of_those_invited_only(forms, make, workspace):
    form_id = forms.open(make.question(1, "Tên", {"textQuestion": {}}))
    invited = {
        "type": "user",
        "role": "reader",
        "view": "published",
        "emailAddress": "unit1@example.com",
    }
    workspace.post(
        f"/drive/v3/files/{form_id}/permissions", invited, params={"sendNotificationEmail": "false"}
    )

    statuses = [
        forms.send(form_id, {"20000001": name}, token=token).status_code
        for name, token in (
            ("invited", workspace.token_of("unit1@example.com")),
            ("other", workspace.token_of("unit2@example.com")),
            ("nobody", ""),
        )
    ]

    assert statuses == [200, 403, 401]
    assert forms.answers(form_id) == [{"20000001": ["invited"]}]


def test_binned_form_is_gone_everywhere(forms, make, workspace):
    form_id = forms.open(make.question(1, "Tên", {"textQuestion": {}}))
    path = forms.get(form_id)["responderUri"].removeprefix(workspace.base)

    workspace.call("PATCH", f"/drive/v3/files/{form_id}", {"trashed": True})

    page = workspace.call("GET", path)
    assert workspace.call("GET", f"/v1/forms/{form_id}").status_code == 404
    assert page.status_code == 404
    assert make.visible_text(page).endswith("Biểu mẫu này không còn hoặc đã bị xóa.")


def test_form_in_a_binned_folder_is_gone_too(forms, workspace):
    form_id = forms.create()
    folder = workspace.post(
        "/drive/v3/files",
        {"name": "Thư mục", "mimeType": "application/vnd.google-apps.folder"},
    )["id"]
    parents = workspace.get(f"/drive/v3/files/{form_id}", params={"fields": "parents"})["parents"]
    move = {"addParents": folder, "removeParents": ",".join(parents)}
    workspace.call("PATCH", f"/drive/v3/files/{form_id}", {}, params=move)

    workspace.call("PATCH", f"/drive/v3/files/{folder}", {"trashed": True})

    assert workspace.call("GET", f"/v1/forms/{form_id}").status_code == 404


def test_form_deleted_for_ever_takes_its_answers_along(forms, make, workspace):
    form_id = forms.open(make.question(1, "Tên", {"textQuestion": {}}))
    path = forms.get(form_id)["responderUri"].removeprefix(workspace.base)
    forms.send(form_id, {"20000001": "x"})

    workspace.call("DELETE", f"/drive/v3/files/{form_id}")

    assert workspace.call("GET", path).status_code == 404
    assert workspace.call("GET", f"/v1/forms/{form_id}/responses").status_code == 404


def test_copied_form_has_the_questions_but_neither_answers_nor_publication(forms, make, workspace):
    form_id = forms.open(make.question(1, "Tên", {"textQuestion": {}}))
    forms.send(form_id, {"20000001": "x"})

    copy = workspace.post(f"/drive/v3/files/{form_id}/copy", {"name": "Bản sao"})["id"]

    assert forms.get(copy)["items"] == forms.get(form_id)["items"]
    assert forms.get(copy)["info"] == {"title": "Phiếu 1", "documentTitle": "Bản sao"}
    assert forms.answers(copy) == []
    assert forms.page(copy).status_code == 403


def test_form_made_in_drive_begins_with_an_untitled_question(forms, workspace):
    file = workspace.post(
        "/drive/v3/files", {"name": "Phiếu", "mimeType": "application/vnd.google-apps.form"}
    )

    form = forms.get(file["id"])

    assert form["info"] == {"documentTitle": "Phiếu"}
    assert [item["title"] for item in form["items"]] == ["Untitled Question"]


def test_renaming_the_file_renames_the_document_not_the_form(forms, workspace):
    form_id = forms.create("Phiếu 1")

    workspace.call("PATCH", f"/drive/v3/files/{form_id}", {"name": "Tên tệp"})

    assert forms.get(form_id)["info"] == {"title": "Phiếu 1", "documentTitle": "Tên tệp"}


def test_keepers_page_lists_the_answers_to_those_with_rights(forms, make, workspace):
    form_id = forms.open(make.question(1, "Tên", {"textQuestion": {}}))
    forms.send(form_id, {"20000001": "Cá nhân 07"})

    mine = workspace.call("GET", f"/forms/d/{form_id}/edit")
    other = workspace.call(
        "GET", f"/forms/d/{form_id}/edit", token=workspace.token_of("unit1@example.com")
    )

    assert "Cá nhân 07" in make.visible_text(mine)
    assert (mine.status_code, other.status_code) == (200, 403)
