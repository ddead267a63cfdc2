"""What must be asked of Google so that a form becomes the declared one; nothing when it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sheets_schema.choices import Choices
from sheets_schema.forms import WantedForm, wanted_form
from sheets_schema.model import Sheet

_EMAILS = "VERIFIED"
"""Respondents sign in: their address decides whose answer it is."""

_QUESTION = "questionItem.question"
_KINDS = (
    "choiceQuestion",
    "textQuestion",
    "dateQuestion",
    "timeQuestion",
    "scaleQuestion",
    "ratingQuestion",
    "fileUploadQuestion",
)


def form_requests(sheet: Sheet, choices: Choices) -> list[dict[str, Any]]:
    """Give the batchUpdate requests that fill a form just created (title only)."""
    return difference({}, wanted_form(sheet, choices))


def difference(existing: Mapping[str, Any], wanted: WantedForm) -> list[dict[str, Any]]:
    """Compare a form of forms.get with the declared one; give the least requests, [] if equal.

    Missing items are created in their places, sections before what leads to them; changed titles,
    descriptions and questions are updated by field mask. Items that a person added, and the order
    that a person gave, stay.
    """
    standing = {item["itemId"]: item for item in existing.get("items", ())}
    order = list(standing)
    requests = [*_info(existing.get("info", {}), wanted), *_settings(existing)]
    requests += _creations(wanted.items, order)
    for item in wanted.items:
        if item["itemId"] in standing:
            requests += _update(standing[item["itemId"]], item, order.index(item["itemId"]))
    return requests


def added_by_people(existing: Mapping[str, Any], wanted: WantedForm) -> tuple[str, ...]:
    """Give the titles of items that the declaration does not have; answers to them are not read."""
    known = {item["itemId"] for item in wanted.items}
    items = existing.get("items", ())
    return tuple(item.get("title", "") for item in items if item["itemId"] not in known)


def _info(info: Mapping[str, Any], wanted: WantedForm) -> Iterator[dict[str, Any]]:
    parts = {"title": wanted.title, "description": wanted.description}
    changed = {key: text for key, text in parts.items() if info.get(key, "") != text}
    if changed:
        yield {"updateFormInfo": {"info": changed, "updateMask": ",".join(changed)}}


def _settings(existing: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    if existing.get("settings", {}).get("emailCollectionType") != _EMAILS:
        yield {
            "updateSettings": {
                "settings": {"emailCollectionType": _EMAILS},
                "updateMask": "emailCollectionType",
            }
        }


def _creations(wanted: Sequence[dict[str, Any]], order: list[str]) -> Iterator[dict[str, Any]]:
    """Create what is missing and keep `order` as the form will stand after each request."""
    missing = [at for at, item in enumerate(wanted) if item["itemId"] not in order]
    for at in sorted(missing, key=lambda at: _leads(wanted[at])):
        before = [item["itemId"] for item in wanted[:at] if item["itemId"] in order]
        index = order.index(before[-1]) + 1 if before else 0
        order.insert(index, wanted[at]["itemId"])
        yield {"createItem": {"item": wanted[at], "location": {"index": index}}}


def _leads(item: Mapping[str, Any]) -> bool:
    """Tell whether an option of the item leads to a section, which then must stand already."""
    question = item.get("questionItem", {}).get("question", {})
    options = question.get("choiceQuestion", {}).get("options", ())
    return any("goToSectionId" in option for option in options)


def _update(
    standing: Mapping[str, Any], wanted: Mapping[str, Any], index: int
) -> Iterator[dict[str, Any]]:
    mask = [key for key in ("title", "description") if standing.get(key, "") != wanted[key]]
    mask += _question_mask(standing, wanted)
    if mask:
        yield {
            "updateItem": {
                "item": wanted,
                "location": {"index": index},
                "updateMask": ",".join(mask),
            }
        }


def _question_mask(standing: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[str]:
    new = wanted.get("questionItem", {}).get("question", {})
    old = standing.get("questionItem", {}).get("question", {})
    kind = next((kind for kind in _KINDS if kind in new), None)
    if kind is None:
        return []
    if kind not in old or old.get("questionId") != new["questionId"]:
        return [_QUESTION]
    mask = [f"{_QUESTION}.required"] if old.get("required", False) != new["required"] else []
    return mask + ([] if _same(old[kind], new[kind]) else [f"{_QUESTION}.{kind}"])


def _same(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Compare what is declared; Google leaves out what is false and adds what was not asked."""
    return all(
        _bare(old.get(key, [])) == _bare(value)
        if isinstance(value, list)
        else (old.get(key) or False) == value
        for key, value in new.items()
    )


def _bare(options: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{key: value for key, value in option.items() if value} for option in options]
