"""What Google accepts as an item of a form, and what it adds: ids, addresses of pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from local_workspace.errors import invalid
from local_workspace.forms import document, quiz
from local_workspace.forms.fieldmask import chosen
from local_workspace.state import State

ID = re.compile(r"[0-7][0-9a-f]{7}")
YOUTUBE = re.compile(r"(https?://)?((www\.|m\.)?youtube\.com|youtu\.be)/\S+")
WIDEST = 740
NO_FILES = "Creating file upload questions is not supported by the API."


def line(text: str) -> str:
    """Return a title or option; Google refuses line breaks in them."""
    if "\n" in text or "\r" in text:
        raise invalid("Displayed text cannot contain newlines")
    return text


def complete(state: State, form: document.Form, item: dict[str, Any]) -> None:
    """Give the item what Google gives it: ids where it has none, an address for each picture.

    Google fetches a picture and gives the address of its copy; here it stays where it came from.
    """
    if not item.get("itemId"):
        item["itemId"] = document.new_id(state, form)
    for question in document.questions_of(item):
        if not question.get("questionId"):
            question["questionId"] = document.new_id(state, form)
    for image in _images(item):
        if image.get("sourceUri"):
            image["contentUri"] = image.pop("sourceUri")


def check(form: document.Form, item: dict[str, Any], place: int | None = None) -> None:
    """Raise a 400 unless `item` may stand in `form`; `place` is where it already stands."""
    others = [other for index, other in enumerate(form["items"]) if index != place]
    _check_ids(others, item)
    line(item.get("title", ""))
    kind = chosen("Item", item, "item")
    if kind is None:
        raise invalid("Invalid item: its kind must be set.")
    for image in _images(item):
        _check_image(image)
    CHECKS.get(kind, _accept)({**form, "items": others}, item[kind])


def _check_ids(others: list[dict[str, Any]], item: dict[str, Any]) -> None:
    _check_id("item", item["itemId"], {other["itemId"] for other in others})
    taken = {q["questionId"] for other in others for q in document.questions_of(other)}
    for question in document.questions_of(item):
        _check_id("question", question["questionId"], taken)
        taken.add(question["questionId"])


def _check_id(kind: str, number: str, taken: set[str]) -> None:
    if not ID.fullmatch(number) or number == "00000000":
        raise invalid(
            f"Invalid {kind} ID: {number}. It must be eight hexadecimal digits, at most 7fffffff."
        )
    if number in taken:
        raise invalid(f"The {kind} ID {number} is already used in the form.")


def _accept(form: document.Form, content: Mapping[str, Any]) -> None:
    """Accept a page break or a text: their title and description are all they have."""


def _check_question_item(form: document.Form, content: Mapping[str, Any]) -> None:
    question = content.get("question")
    if question is None:
        raise invalid("question_item.question must be set.")
    _check_question(form, question)
    if question.get("grading") is not None:
        quiz.check_grading(form, question)


def _check_question(form: document.Form, question: Mapping[str, Any]) -> None:
    kind = chosen("Question", question, "question")
    if kind is None or kind == "rowQuestion":
        raise invalid("Invalid question: its kind must be set.")
    if kind == "fileUploadQuestion":
        raise invalid(NO_FILES)
    if kind == "choiceQuestion":
        _check_choice(form, question[kind])
    elif kind == "scaleQuestion":
        _check_scale(question[kind])
    elif kind == "ratingQuestion":
        _check_rating(question[kind])


def _check_choice(form: document.Form, choice: Mapping[str, Any]) -> None:
    kind = choice.get("type", "CHOICE_TYPE_UNSPECIFIED")
    if kind == "CHOICE_TYPE_UNSPECIFIED":
        raise invalid("choice_question.type must be set.")
    options = choice.get("options", [])
    if not options:
        raise invalid("choice_question.options must not be empty.")
    sections = {item["itemId"] for item in form["items"] if "pageBreakItem" in item}
    seen: set[str] = set()
    for option in options:
        _check_option(option, seen)
        _check_way(option, kind, sections)
    others = [option for option in options if option.get("isOther")]
    if len(others) > 1 or (others and kind == "DROP_DOWN"):
        raise invalid(f"An 'other' option is not allowed here: {kind} with {len(others)} of them.")


def _check_option(option: Mapping[str, Any], seen: set[str]) -> None:
    value = option.get("value", "")
    if option.get("isOther"):
        if value:
            raise invalid("Cannot set option.value when isOther is true")
        return
    if not value:
        raise invalid("option.value must be set.")
    if line(value) in seen:
        raise invalid(f"Cannot have duplicate options: {value}")
    seen.add(value)


def _check_way(option: Mapping[str, Any], kind: str, sections: set[str]) -> None:
    """Check where an option leads; a section must be there before an option can lead to it."""
    way = chosen("Option", option, "option")
    if way is not None and kind == "CHECKBOX":
        raise invalid("Section navigation is only allowed for RADIO and DROP_DOWN questions.")
    if way == "goToSectionId" and option[way] not in sections:
        raise invalid(f"Invalid go_to_section_id: {option[way]} is no section of the form.")


def _check_scale(scale: Mapping[str, Any]) -> None:
    low, high = scale.get("low", 0), scale.get("high", 0)
    if low not in (0, 1) or not 2 <= high <= 10:
        raise invalid("scale_question.low must be 0 or 1 and scale_question.high from 2 to 10.")


def _check_rating(rating: Mapping[str, Any]) -> None:
    if not 3 <= rating.get("ratingScaleLevel", 0) <= 10 or "iconType" not in rating:
        raise invalid("rating_question needs an icon_type and a level from 3 to 10.")


def _check_group(form: document.Form, group: Mapping[str, Any]) -> None:
    columns = group.get("grid", {}).get("columns", {})
    _check_choice(form, columns)
    if columns["type"] == "DROP_DOWN" or any(set(o) - {"value"} for o in columns["options"]):
        raise invalid("A grid's columns must be plain RADIO or CHECKBOX options.")
    if not group.get("questions"):
        raise invalid("question_group_item.questions must not be empty.")
    for question in group["questions"]:
        if chosen("Question", question, "question") != "rowQuestion":
            raise invalid("All questions of a grid must be rows.")
        if not line(question["rowQuestion"].get("title", "")):
            raise invalid("row_question.title must be set.")


def _images(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the pictures of an item: its own, and those of its options."""
    group = item.get("questionGroupItem", {})
    for content in (item.get("imageItem", {}), item.get("questionItem", {}), group):
        if "image" in content:
            yield content["image"]
    choices = [question.get("choiceQuestion", {}) for question in document.questions_of(item)]
    for choice in [*choices, group.get("grid", {}).get("columns", {})]:
        for option in choice.get("options", ()):
            if "image" in option:
                yield option["image"]


def _check_image(image: Mapping[str, Any]) -> None:
    if not image.get("contentUri"):
        raise invalid("image.source_uri must be set.")
    _check_width(image)


def _check_width(media: Mapping[str, Any]) -> None:
    if not 0 <= media.get("properties", {}).get("width", 0) <= WIDEST:
        raise invalid(f"properties.width must be between 0 and {WIDEST}, inclusive.")


def _check_image_item(form: document.Form, content: Mapping[str, Any]) -> None:  # noqa: ARG001
    if "image" not in content:
        raise invalid("image_item.image must be set.")


def _check_video(form: document.Form, content: Mapping[str, Any]) -> None:  # noqa: ARG001
    video = content.get("video", {})
    if not YOUTUBE.match(video.get("youtubeUri", "")):
        raise invalid("video.youtube_uri must be set to a YouTube URI.")
    _check_width(video)


CHECKS = {
    "questionItem": _check_question_item,
    "questionGroupItem": _check_group,
    "imageItem": _check_image_item,
    "videoItem": _check_video,
}
