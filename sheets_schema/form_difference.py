"""What must be asked of Google so that a form becomes the declared one; nothing when it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sheets_schema.choices import Choices
from sheets_schema.forms import WantedForm, wanted_form
from sheets_schema.model import Sheet
from sheets_schema.text import normalise_title

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


def difference(
    existing: Mapping[str, Any], wanted: WantedForm, *, ours: Collection[str] = ()
) -> list[dict[str, Any]]:
    """Compare a form of forms.get with the declared one; give the least requests, [] if equal.

    Missing items are created in their places, sections before what leads to them; changed titles,
    descriptions and questions are updated by field mask. Of items that are not declared, those
    whose item id or question id is among `ours` (ids of earlier declarations, see `item_ids`) are
    deleted; answers to them stay in the responses. Items that a person added, and the order that a
    person gave, stay. A question in doubt (see `doubtful_items`) is not created.
    """
    standing = {item["itemId"]: item for item in existing.get("items", ())}
    order = list(standing)
    requests = [*_info(existing.get("info", {}), wanted), *_settings(existing)]
    doubtful = {item["itemId"] for item in _doubtful(existing, wanted, ours)}
    declared = [item for item in wanted.items if item["itemId"] not in doubtful]
    requests += _creations(declared, order)
    for item in declared:
        if item["itemId"] in standing:
            requests += _update(standing[item["itemId"]], item, order.index(item["itemId"]))
    retired = [item["itemId"] for item in _undeclared(existing, wanted) if _is_ours(item, ours)]
    return [*requests, *_deletions(retired, order)]


def item_ids(wanted: WantedForm) -> frozenset[str]:
    """Give the ids of the form's items and questions, to be remembered as `ours` for later."""
    questions = (item["questionItem"] for item in wanted.items if "questionItem" in item)
    ids = {one["question"]["questionId"] for one in questions}
    return frozenset(ids | {item["itemId"] for item in wanted.items})


def added_by_people(
    existing: Mapping[str, Any], wanted: WantedForm, *, ours: Collection[str] = ()
) -> tuple[str, ...]:
    """Give the titles of items that the declaration does not have; answers to them are not read."""
    undeclared = _undeclared(existing, wanted)
    return tuple(item.get("title", "") for item in undeclared if not _is_ours(item, ours))


def doubtful_items(
    existing: Mapping[str, Any], wanted: WantedForm, *, ours: Collection[str] = ()
) -> tuple[str, ...]:
    """Give the titles of declared questions that somebody deleted and typed again by hand.

    Such a question is missing while a question of the same title, with an id that is not ours,
    stands: answers come back under that id and are not read.
    """
    return tuple(dict.fromkeys(item["title"] for item in _doubtful(existing, wanted, ours)))


def standing_questions(existing: Mapping[str, Any]) -> frozenset[str]:
    """Give the ids of the questions that a form of forms.get asks."""
    asked = (item.get("questionItem", {}).get("question", {}) for item in existing.get("items", ()))
    return frozenset(question["questionId"] for question in asked if "questionId" in question)


def gone_items(
    existing: Mapping[str, Any], wanted: WantedForm, asked: Collection[str]
) -> tuple[str, ...]:
    """Give the titles of declared questions that a form once `asked` (ids) and asks no more.

    Somebody deleted them, or typed them again as others. What the declaration has gained since
    was never asked.
    """
    lost = frozenset(asked) - standing_questions(existing)
    declared = (item for item in wanted.items if "questionItem" in item)
    return tuple(
        dict.fromkeys(
            item["title"]
            for item in declared
            if item["questionItem"]["question"]["questionId"] in lost
        )
    )


def collects_verified_addresses(existing: Mapping[str, Any]) -> bool:
    """Tell whether respondents sign in, so that their addresses are known and not only typed."""
    return bool(existing.get("settings", {}).get("emailCollectionType") == _EMAILS)


def _undeclared(existing: Mapping[str, Any], wanted: WantedForm) -> list[Mapping[str, Any]]:
    known = {item["itemId"] for item in wanted.items}
    return [item for item in existing.get("items", ()) if item["itemId"] not in known]


def _doubtful(
    existing: Mapping[str, Any], wanted: WantedForm, ours: Collection[str]
) -> list[dict[str, Any]]:
    standing = {item["itemId"] for item in existing.get("items", ())}
    foreign = {
        normalise_title(item.get("title", ""))
        for item in _undeclared(existing, wanted)
        if "questionItem" in item and not _is_ours(item, ours)
    }
    missing = (item for item in wanted.items if item["itemId"] not in standing)
    return [
        item
        for item in missing
        if "questionItem" in item and normalise_title(item["title"]) in foreign
    ]


def _is_ours(item: Mapping[str, Any], ours: Collection[str]) -> bool:
    question = item.get("questionItem", {}).get("question", {})
    return item["itemId"] in ours or question.get("questionId") in ours


def _deletions(retired: Sequence[str], order: list[str]) -> Iterator[dict[str, Any]]:
    """Delete items, last of all: by then no option leads to a section among them."""
    for identity in retired:
        yield {"deleteItem": {"location": {"index": order.index(identity)}}}
        order.remove(identity)


def _info(info: Mapping[str, Any], wanted: WantedForm) -> Iterator[dict[str, Any]]:
    parts = {"title": wanted.title, "description": wanted.description}
    changed = {key: text for key, text in parts.items() if info.get(key, "") != text}
    if changed:
        yield {"updateFormInfo": {"info": changed, "updateMask": ",".join(changed)}}


def _settings(existing: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    if not collects_verified_addresses(existing):
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
        index = _index_for(wanted, at, order)
        order.insert(index, wanted[at]["itemId"])
        yield {"createItem": {"item": wanted[at], "location": {"index": index}}}


def _index_for(wanted: Sequence[dict[str, Any]], at: int, order: Sequence[str]) -> int:
    """Give the place right after the declared item before it.

    A new section stands right before the next one, so that what people added at the end of a
    section stays in it.
    """
    before = [item["itemId"] for item in wanted[:at] if item["itemId"] in order]
    if "pageBreakItem" not in wanted[at]:
        return order.index(before[-1]) + 1 if before else 0
    later = (item for item in wanted[at + 1 :] if "pageBreakItem" in item)
    after = next((item["itemId"] for item in later if item["itemId"] in order), None)
    return order.index(after) if after is not None else len(order)


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
