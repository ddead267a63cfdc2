import copy
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_schema import SECTIONS, CellChoice, Choice, Choices, section
from sheets_schema.form_difference import (
    added_by_people,
    collects_verified_addresses,
    difference,
    doubtful_items,
    form_requests,
    item_ids,
)
from sheets_schema.forms import page_id, wanted_form

DANG_KY = section("dang_ky")


def as_google_keeps(value):
    """Google leaves out what is false or empty text, and keeps empty objects."""
    if isinstance(value, dict):
        kept = {key: as_google_keeps(part) for key, part in value.items()}
        return {key: part for key, part in kept.items() if part is not False and part != ""}
    return [as_google_keeps(part) for part in value] if isinstance(value, list) else value


def put(target, source, mask):
    for path in mask.split(","):
        *parents, last = path.split(".")
        here, there = target, source
        for parent in parents:
            here, there = here.setdefault(parent, {}), there[parent]
        here[last] = there[last]


def applied(form, requests):
    """Apply a batchUpdate as the Forms API describes it; a section must stand before its leads."""
    form = copy.deepcopy({"info": {}, "items": [], "settings": {}, **form})
    for request in copy.deepcopy(requests):
        ((kind, body),) = request.items()
        if kind == "updateFormInfo":
            put(form["info"], body["info"], body["updateMask"])
        elif kind == "updateSettings":
            put(form["settings"], body["settings"], body["updateMask"])
        elif kind == "createItem":
            assert 0 <= body["location"]["index"] <= len(form["items"])
            assert body["item"]["itemId"] not in {item["itemId"] for item in form["items"]}
            form["items"].insert(body["location"]["index"], body["item"])
        elif kind == "deleteItem":
            del form["items"][body["location"]["index"]]
        else:
            assert kind == "updateItem"
            put(form["items"][body["location"]["index"]], body["item"], body["updateMask"])
        sections = {item["itemId"] for item in form["items"] if "pageBreakItem" in item}
        assert leads(form) <= sections
    return as_google_keeps(form)


def leads(form):
    return {
        option["goToSectionId"]
        for item in form["items"]
        for option in item.get("questionItem", {})
        .get("question", {})
        .get("choiceQuestion", {})
        .get("options", ())
        if "goToSectionId" in option
    }


@pytest.mark.parametrize("sheet", SECTIONS.values(), ids=SECTIONS)
def test_form_made_is_the_form_wanted(sheet, choices, accepted):
    requests = form_requests(sheet, choices)
    accepted("forms", "v1", "BatchUpdateFormRequest", {"requests": requests})
    wanted = wanted_form(sheet, choices)
    made = applied({"info": {"title": wanted.title}}, requests)
    assert [item["itemId"] for item in made["items"]] == [i["itemId"] for i in wanted.items]
    assert made["settings"] == {"emailCollectionType": "VERIFIED"}
    assert difference(made, wanted) == []
    assert added_by_people(made, wanted) == ()


def changed_at(requests):
    return [
        (kind, body.get("location", {}).get("index"), body.get("updateMask"))
        for request in requests
        for kind, body in request.items()
    ]


@pytest.fixture
def wanted(choices):
    return wanted_form(DANG_KY, choices)


@pytest.fixture
def made(choices):
    return applied({}, form_requests(DANG_KY, choices))


def test_title_changed_by_a_person_is_put_right(made, wanted):
    made["info"]["title"] = "Đăng ký"
    made["items"][1]["title"] = "Họ tên"
    assert changed_at(difference(made, wanted)) == [
        ("updateFormInfo", None, "title"),
        ("updateItem", 1, "title"),
    ]


def test_option_changed_is_put_right_and_nothing_else(made, wanted):
    made["items"][4]["questionItem"]["question"]["choiceQuestion"]["options"].pop()
    requests = difference(made, wanted)
    assert changed_at(requests) == [("updateItem", 4, "questionItem.question.choiceQuestion")]
    assert difference(applied(made, requests), wanted) == []


def test_description_and_must_are_put_right(made, wanted):
    made["items"][1].pop("description")
    made["items"][1]["questionItem"]["question"]["required"] = True
    requests = difference(made, wanted)
    assert changed_at(requests) == [("updateItem", 1, "description,questionItem.question.required")]
    assert difference(applied(made, requests), wanted) == []


def test_question_of_another_kind_is_replaced_whole(made, wanted):
    question = made["items"][1]["questionItem"]["question"]
    made["items"][1]["questionItem"]["question"] = {
        "questionId": question["questionId"],
        "dateQuestion": {"includeYear": True},
    }
    assert changed_at(difference(made, wanted)) == [("updateItem", 1, "questionItem.question")]


def test_form_that_stopped_asking_who_answers_is_put_right(made, wanted):
    made["settings"] = {"emailCollectionType": "DO_NOT_COLLECT"}
    assert not collects_verified_addresses(made)
    requests = difference(made, wanted)
    assert changed_at(requests) == [("updateSettings", None, "emailCollectionType")]
    assert collects_verified_addresses(applied(made, requests))


def test_what_google_adds_by_itself_is_no_difference(made, wanted):
    made["revisionId"] = "7"
    made["items"][4]["questionItem"]["question"]["choiceQuestion"]["shuffle"] = False
    assert difference(made, wanted) == []


def test_question_that_a_person_added_stays_and_is_told(made, wanted):
    own = {"itemId": "0000beef", "title": "Ý kiến khác", "questionItem": {"question": {}}}
    made["items"].insert(2, own)
    del made["items"][1]
    requests = difference(made, wanted)
    assert changed_at(requests) == [("createItem", 1, None)]
    assert applied(made, requests)["items"][2] == own
    assert added_by_people(made, wanted) == ("Ý kiến khác",)


def test_page_that_was_deleted_comes_back_before_what_leads_to_it(made, wanted):
    gone = page_id(DANG_KY, "LV4-CNB")
    made["items"] = [item for item in made["items"] if item["itemId"] != gone]
    for item in made["items"]:  # as Google does when a section is deleted
        choice = item.get("questionItem", {}).get("question", {}).get("choiceQuestion", {})
        for option in choice.get("options", ()):
            if option.get("goToSectionId") == gone:
                del option["goToSectionId"]
    requests = difference(made, wanted)
    assert [next(iter(request)) for request in requests] == ["createItem", "updateItem"]
    assert difference(applied(made, requests), wanted) == []


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_damage_is_mended_in_one_batch_and_people_keep_their_items(data):
    # Deleted pages leave no leads behind, so only questions are deleted here.
    known = Choices(
        cells=(
            CellChoice("A1", "A1 – Một", (("1X", "x"),)),
            CellChoice("B2", "B2 – Hai", (("2X", "y"),)),
        ),
        stages=(Choice("S", "Phát hiện"),),
    )
    want = wanted_form(DANG_KY, known)
    form = applied({}, form_requests(DANG_KY, known))
    deletable = [item["itemId"] for item in form["items"] if "questionItem" in item]
    gone = data.draw(st.sets(st.sampled_from(deletable)))
    form["items"] = [item for item in form["items"] if item["itemId"] not in gone]
    for item in form["items"]:
        if data.draw(st.booleans()):
            item["title"] = data.draw(st.sampled_from(["", "Khác", item["title"]]))
    for number in range(data.draw(st.integers(0, 3))):
        own = {"itemId": f"0000000{number}", "title": f"Riêng {number}", "textItem": {}}
        form["items"].insert(data.draw(st.integers(0, len(form["items"]))), own)
    mended = applied(form, difference(form, want))
    assert difference(mended, want) == []
    assert [item for item in mended["items"] if "textItem" in item] == [
        item for item in form["items"] if "textItem" in item
    ]
    ours = [item["itemId"] for item in mended["items"] if "textItem" not in item]
    assert ours == [item["itemId"] for item in want.items]


def small(*cells, stages=("Phát hiện",)):
    return Choices(
        cells=[
            CellChoice(cell, f"{cell} – Ô {cell}", ((f"{cell}1", "có tiêu chí"),)) for cell in cells
        ],
        stages=[Choice(stage, stage) for stage in stages],
    )


def form_of(choices, without=()):
    """A form of DANG_KY as an earlier declaration made it, and the ids that it had."""
    fields = tuple(field for field in DANG_KY.fields if field.key not in without)
    sheet = replace(DANG_KY, fields=fields)
    return applied({}, form_requests(sheet, choices)), item_ids(wanted_form(sheet, choices))


def titles(form):
    return [item["title"] for item in form["items"]]


def test_field_that_was_added_is_asked_at_its_declared_place():
    form, ours = form_of(small("A", "B"), without={"ten"})
    want = wanted_form(DANG_KY, small("A", "B"))
    assert [kind for kind, *_ in changed_at(difference(form, want, ours=ours))] == ["createItem"]
    assert titles(applied(form, difference(form, want))) == [item["title"] for item in want.items]


def test_cell_that_was_added_has_its_page_and_is_led_to():
    form, ours = form_of(small("A", "C"))
    own = {"itemId": "0000beef", "title": "Riêng", "textItem": {}}
    at = titles(form).index("C – Ô C")
    form["items"].insert(at, own)  # at the end of A's page
    want = wanted_form(DANG_KY, small("A", "B", "C"))
    after = applied(form, difference(form, want, ours=ours))
    assert difference(after, want, ours=ours) == []
    assert [title for title in titles(after) if title != "Riêng"] == [
        i["title"] for i in want.items
    ]
    assert titles(after)[at : at + 2] == ["Riêng", "B – Ô B"]


def test_cell_that_was_taken_away_goes_with_its_page_and_questions():
    form, ours = form_of(small("A", "B", "C"))
    want = wanted_form(DANG_KY, small("A", "C"))
    after = applied(form, difference(form, want, ours=ours))
    assert titles(after) == [item["title"] for item in want.items]


def test_question_taken_away_is_deleted_if_it_is_ours_and_told_if_it_is_not():
    form, ours = form_of(small("A"))
    want = wanted_form(replace(DANG_KY, fields=without(DANG_KY, "ten")), small("A"))
    title = DANG_KY.field("ten").title
    assert difference(form, want) == []
    assert added_by_people(form, want) == (title,)
    assert changed_at(difference(form, want, ours=ours)) == [("deleteItem", 1, None)]
    assert added_by_people(form, want, ours=ours) == ()


def without(sheet, *keys):
    return tuple(field for field in sheet.fields if field.key not in keys)


def test_stage_that_was_added_is_offered():
    form, ours = form_of(small("A"))
    want = wanted_form(DANG_KY, small("A", stages=("Phát hiện", "Bồi dưỡng")))
    requests = difference(form, want, ours=ours)
    assert {kind for kind, *_ in changed_at(requests)} == {"updateItem"}
    assert difference(applied(form, requests), want, ours=ours) == []


def test_question_typed_again_by_hand_is_told_and_not_doubled(made, wanted):
    title = made["items"][1]["title"]
    made["items"][1] = {
        "itemId": "0000beef",
        "title": f" {title.upper()} ",
        "questionItem": {"question": {"questionId": "0000cafe", "textQuestion": {}}},
    }
    assert doubtful_items(made, wanted) == (title,)
    assert difference(made, wanted) == []
    del made["items"][1]
    assert doubtful_items(made, wanted) == ()
    assert changed_at(difference(made, wanted)) == [("createItem", 1, None)]


def test_question_whose_key_changed_is_asked_anew_and_the_old_one_goes():
    form, ours = form_of(small("A"))
    fields = tuple(replace(f, key="ho_ten") if f.key == "ten" else f for f in DANG_KY.fields)
    want = wanted_form(replace(DANG_KY, fields=fields), small("A"))
    assert doubtful_items(form, want, ours=ours) == ()
    after = applied(form, difference(form, want, ours=ours))
    assert titles(after) == [item["title"] for item in want.items]


FREE = [field.key for field in DANG_KY.asked if field.options != "cells"]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_form_follows_any_declaration(data):
    cells = st.lists(st.sampled_from("ABCD"), min_size=1, unique=True)
    stages = st.lists(st.sampled_from(["Một", "Hai", "Ba"]), min_size=1, unique=True)
    drawn = [
        (
            small(*data.draw(cells), stages=data.draw(stages)),
            data.draw(st.sets(st.sampled_from(FREE))),
        )
        for _ in range(3)
    ]
    form, ours = form_of(*drawn[0])
    numbers = count()
    for choices, gone in drawn[1:]:
        sheet = replace(DANG_KY, fields=without(DANG_KY, *gone))
        want = wanted_form(sheet, choices)
        for _ in range(data.draw(st.integers(0, 2))):
            own = {"itemId": f"{next(numbers):08x}", "title": "Riêng", "textItem": {}}
            form["items"].insert(data.draw(st.integers(0, len(form["items"]))), own)
        form = applied(form, difference(form, want, ours=ours))
        ours |= item_ids(want)
        assert difference(form, want, ours=ours) == []
        assert sorted(i["itemId"] for i in form["items"] if "textItem" not in i) == sorted(
            item["itemId"] for item in want.items
        )
