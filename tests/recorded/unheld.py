"""Tells which differences come of a state that a recording does not hold.

A recording begins in the midst of an account's life. Its set-up makes again what could be made
again; where an answer tells of something that nothing in the case made, no server can give it.
Each rule looks at the recorded case alone, and at where the answers differ.
"""

from __future__ import annotations

import base64
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tests.recorded.tabs import Tabs, named_tabs, shown_tabs

THEME = "properties.spreadsheetTheme.themeColors"
HEADER = re.compile(r"^(.*payload\.headers)\[(\d+)\]\.value$")
GRID_REQUESTS = re.compile(
    r"gridProperties|insertDimension|appendDimension|deleteDimension|insertRange|deleteRange"
)
USUAL_END = "Z1000"
MADE_BY_POST = ("drives", "filter")
"""Lists of what can only be made by a POST to the list's own address."""


@dataclass(frozen=True)
class Differing:
    """One interaction whose answer differs: what came before it, itself, and where it differs."""

    before: Sequence[dict[str, Any]]
    item: dict[str, Any]
    missing: Sequence[str]
    extra: Sequence[str]
    values: Sequence[Sequence[Any]]
    usual_themes: frozenset[str]

    @property
    def answer(self) -> Any:
        """Return the recorded answer."""
        return self.item.get("response")

    @property
    def paths(self) -> list[str]:
        """Return every place where the answers differ."""
        return [*self.missing, *self.extra, *(value[0] for value in self.values)]


def in_unmade_tab(case: Differing) -> bool:
    """Tell whether the request or its answer names a sheet that nothing in the case made."""
    match = re.match(r"/v4/spreadsheets/([^/:]+)", urlsplit(case.item["url"]).path)
    if match is None or case.item["status"] >= 400:
        return False
    known = Tabs()
    for item in case.before:
        known.learn(item)
    known.learn_requested(case.item)
    named = [*named_tabs(case.item), *shown_tabs(case.answer)]
    return any(not known.has(match[1], tab) for tab in named)


def of_unset_size(case: Differing) -> bool:
    """Tell whether only a range differs that ends where nothing in the case let the grid end."""
    ends = [
        str(recorded).rpartition(":")[2]
        for path, _, recorded, _ in case.values
        if path.rpartition(".")[2] in ("range", "clearedRange")
    ]
    was_set = any(GRID_REQUESTS.search(json.dumps(item.get("body"))) for item in case.before)
    return bool(ends) and len(ends) == len(case.paths) and not was_set and USUAL_END not in ends


def in_other_colours(case: Differing) -> bool:
    """Tell whether only the theme differs, its usual colours standing in another order."""
    if not all(path.startswith(THEME) for path in case.paths):
        return False
    return theme(case.answer) in case.usual_themes


def of_scrubbed_letter(case: Differing) -> bool:
    """Tell whether only a Message-ID differs that the letter put in by the case does not have."""
    letters = "".join(letter for item in case.before for letter in raw_letters(item.get("body")))
    for path in case.paths:
        match = HEADER.match(path)
        header = look_up(case.answer, match[1])[int(match[2])] if match else {}
        if header.get("name", "").casefold() != "message-id" or header["value"] in letters:
            return False
    return bool(case.paths)


def of_unmade_label(case: Differing) -> bool:
    """Tell whether the request names a label's id that the case only wrote into a label's name."""
    match = re.search(r"/labels/([^/?]+)$", case.item["url"])
    names = [(item.get("body") or {}).get("name", "") for item in case.before]
    return match is not None and any(match[1] in name.split() for name in names)


def in_other_order(case: Differing) -> bool:
    """Tell whether a list's files were recorded as made in another order than the case's."""
    files = case.answer.get("files", ()) if isinstance(case.answer, dict) else ()
    times = {file["id"]: file["createdTime"] for file in files if "createdTime" in file}
    made = [times[i] for i in map(made_id, case.before) if i in times]
    return made != sorted(made)


def of_fuller_account(case: Differing) -> bool:
    """Tell whether a list shows that the account held more than the case made.

    Either only a next page is missing though all that was made is listed, or things are listed
    that can be made at this address alone, and were not.
    """
    answer = case.answer if isinstance(case.answer, dict) else {}
    if list(case.paths) == ["nextPageToken"]:
        listed = next(value for value in answer.values() if isinstance(value, list))
        return len(listed) >= len([item for item in case.before if made_id(item)])
    listed = {each["id"] for field in MADE_BY_POST for each in answer.get(field, ())}
    here = urlsplit(case.item["url"]).path
    made = {made_id(item) for item in case.before if urlsplit(item["url"]).path == here}
    return bool(listed - made)


RULES: dict[str, Callable[[Differing], bool]] = {
    "name a sheet that nothing in the case made": in_unmade_tab,
    "tell the size of a grid that nothing in the case set": of_unset_size,
    "have the theme's colours in another order": in_other_colours,
    "give a Message-ID that the letter put in does not have": of_scrubbed_letter,
    "name a label's id that only stands in a label's name": of_unmade_label,
    "list files in the order of times that the case cannot set": in_other_order,
    "list an account that holds more than the case made": of_fuller_account,
}


def reason(case: Differing) -> str | None:
    """Return the first rule by which the recording does not hold the state, or None."""
    return next((name for name, holds in RULES.items() if holds(case)), None)


def theme(answer: Any) -> str:
    """Return a spreadsheet's theme colours in an order of our own, "" where there are none."""
    found = look_up(answer, THEME)
    colours = found if isinstance(found, list) else []
    return json.dumps(sorted(json.dumps(colour, sort_keys=True) for colour in colours))


def usual_themes(items: Iterable[dict[str, Any]]) -> frozenset[str]:
    """Return the theme that most recorded spreadsheets have, as `theme` words it."""
    counts = Counter(theme(item["response"]) for item in items if has_theme(item))
    return frozenset(name for name, _ in counts.most_common(1))


def has_theme(item: dict[str, Any]) -> bool:
    """Tell whether a recorded answer shows a theme."""
    return isinstance(look_up(item.get("response"), THEME), list)


def look_up(value: Any, path: str) -> Any:
    """Return what stands at a path such as "messages[0].payload.headers", or None."""
    for name in re.findall(r"[^.\[\]]+", path):
        if isinstance(value, list) and name.isdigit():
            value = value[int(name)]
        else:
            value = value.get(name) if isinstance(value, dict) else None
    return value


def raw_letters(body: Any) -> Iterator[str]:
    """Yield the letters that a request's body holds, in any depth."""
    if isinstance(body, dict):
        for name, value in body.items():
            if name == "raw":
                yield base64.urlsafe_b64decode(value + "===").decode("utf-8", "replace")
            else:
                yield from raw_letters(value)


def made_id(item: dict[str, Any]) -> str:
    """Return the id of what a recorded request made, "" where it made nothing."""
    answer = item.get("response")
    if item["method"] != "POST" or not isinstance(answer, dict):
        return ""
    return str(answer.get("id") or answer.get("spreadsheetId") or "")
