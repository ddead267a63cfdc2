"""The operators of Gmail's search: what each finds in a letter."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from local_workspace.errors import ApiError, not_built
from local_workspace.gmail import mime
from local_workspace.gmail.view import Desk, View, label_key, spaced, words_of

Test = Callable[[View], bool]
Operator = Callable[[str, Desk], Test]

PACIFIC = ZoneInfo("America/Los_Angeles")
"""Where the days of a search begin; developers.google.com/workspace/gmail/api/guides/filtering."""
CATEGORIES = {
    "social": "CATEGORY_SOCIAL",
    "promotions": "CATEGORY_PROMOTIONS",
    "updates": "CATEGORY_UPDATES",
    "forums": "CATEGORY_FORUMS",
}
STATES = {
    "unread": "UNREAD",
    "starred": "STARRED",
    "important": "IMPORTANT",
    "sent": "SENT",
    "draft": "DRAFT",
    "chat": "CHAT",
}
NEVER = frozenset({"snoozed", "scheduled", "muted", "reservations", "purchases", "chats"})
"""What a letter here never is: only the web interface, or Gmail's own judgement, makes it so."""
PLACES = {"draft": "DRAFT", "drafts": "DRAFT"}
SYSTEM = frozenset({"inbox", "sent", "trash", "spam", "starred", "important", "unread", "chat"})
OUT_OF_ARCHIVE = frozenset({"INBOX", "TRASH", "SPAM", "SENT", "DRAFT"})
LINKS = {
    "drive": re.compile(r"https?://(drive|docs)\.google\.com/"),
    "document": re.compile(r"https?://docs\.google\.com/document/"),
    "spreadsheet": re.compile(r"https?://docs\.google\.com/spreadsheets/"),
    "presentation": re.compile(r"https?://docs\.google\.com/presentation/"),
    "youtube": re.compile(r"https?://(www\.)?(youtube\.com|youtu\.be)/"),
}
COLOURED = re.compile(r"(orange|red|purple|blue|green)-star|(red|orange|yellow)-bang|green-check|"
                      r"blue-info|purple-question")  # fmt: skip
SIZE = re.compile(r"(\d+)([kmg]?)b?", re.IGNORECASE)
FACTORS = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}
AGE = re.compile(r"(\d+)([hdmy])", re.IGNORECASE)
AGES = {
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "m": timedelta(days=30),
    "y": timedelta(days=365),
}
YEAR_FIRST = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})")
YEAR_LAST = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
SHORTEST_EPOCH = 5


def phrase(text: str) -> Test:
    """Return the test for words one after another, anywhere in a letter."""
    wanted = spaced(text)
    return lambda view: not wanted.strip() or wanted in view.words


def near(first: str, second: str, words: int, *, in_order: bool) -> Test:
    """Return the test for two phrases with at most so many words between them."""
    one, other = words_of(first), words_of(second)

    def test(view: View) -> bool:
        held = view.words.split()
        gaps = [
            (there - here - len(one)) if there >= here else (here - there - len(other))
            for here in _places(held, one)
            for there in _places(held, other)
            if there >= here or not in_order
        ]
        return any(0 <= gap <= words for gap in gaps)

    return test


def _places(held: list[str], wanted: list[str]) -> list[int]:
    ends = len(held) - len(wanted) + 1
    return [at for at in range(ends) if held[at : at + len(wanted)] == wanted] if wanted else []


def _unknown(operator: str, text: str) -> ApiError:
    return not_built(f"{operator}:{text} in a Gmail search")


def _person(*fields: str) -> Operator:
    """Return an operator on addresses and the names beside them; "me" is the mailbox's owner."""

    def make(text: str, desk: Desk) -> Test:
        if text.lower() == "me":
            return lambda view: any(
                address.lower() in desk.addresses
                for address in mime.addresses(view.content, *fields)
            )
        return _header(*fields)(text, desk)

    return make


def _header(*fields: str) -> Operator:
    def make(text: str, _desk: Desk) -> Test:
        wanted = spaced(text)
        return lambda view: wanted in view.header(*fields)

    return make


def _message_id(text: str, _desk: Desk) -> Test:
    bare = text.strip("<>")
    return lambda view: mime.header(view.content, "Message-ID").strip("<>") == bare


def _label(text: str, desk: Desk) -> Test:
    """Find by a label's name; one that is not there finds nothing, as at Google."""
    key = label_key(text)
    wanted = desk.labels.get(key) or (key.upper() if key in SYSTEM else PLACES.get(key, ""))
    return lambda view: wanted in view.labels


def _in(text: str, desk: Desk) -> Test:
    place = text.lower()
    if place == "anywhere":
        return lambda _view: True
    if place == "archive":
        return lambda view: not OUT_OF_ARCHIVE & set(view.labels)
    return _label(text, desk)


def _is(text: str, _desk: Desk) -> Test:
    state = text.lower()
    if state == "read":
        return lambda view: "UNREAD" not in view.labels
    if state in NEVER:
        return lambda _view: False
    if state not in STATES:
        raise _unknown("is", text)
    return lambda view: STATES[state] in view.labels


def _category(text: str, _desk: Desk) -> Test:
    kind = text.lower()
    if kind == "primary":
        others = set(CATEGORIES.values())
        return lambda view: not others & set(view.labels)
    if kind in NEVER:
        return lambda _view: False
    if kind not in CATEGORIES:
        raise _unknown("category", text)
    return lambda view: CATEGORIES[kind] in view.labels


def _has(text: str, desk: Desk) -> Test:
    what = text.lower()
    if what == "attachment":
        return lambda view: bool(view.files)
    if what in LINKS:
        return lambda view: LINKS[what].search(view.body) is not None
    if what in ("userlabels", "nouserlabels"):
        own = set(desk.labels.values())
        return lambda view: bool(own & set(view.labels)) == (what == "userlabels")
    if what == "yellow-star":
        return lambda view: "STARRED" in view.labels
    if COLOURED.fullmatch(what):  # the API has one kind of star
        return lambda _view: False
    raise _unknown("has", text)


def _file_name(text: str, _desk: Desk) -> Test:
    wanted = spaced(text)
    return lambda view: any(wanted in spaced(name) for name in view.files)


def _moment(operator: str, compare: Callable[[float, float], bool]) -> Operator:
    def make(text: str, _desk: Desk) -> Test:
        limit = _seconds(operator, text)
        return lambda view: compare(view.at, limit)

    return make


def _seconds(operator: str, text: str) -> float:
    """Return a time in a search: seconds since 1970, or a day's beginning on the Pacific coast."""
    if text.isdigit() and len(text) >= SHORTEST_EPOCH:
        return int(text)
    if found := YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := YEAR_LAST.fullmatch(text):
        month, day, year = map(int, found.groups())
    else:
        raise _unknown(operator, text)
    try:
        return datetime(year, month, day, tzinfo=PACIFIC).timestamp()
    except ValueError as wrong:
        raise _unknown(operator, text) from wrong


def _age(operator: str, compare: Callable[[float, float], bool]) -> Operator:
    def make(text: str, desk: Desk) -> Test:
        found = AGE.fullmatch(text)
        if found is None:
            raise _unknown(operator, text)
        limit = (desk.now - int(found[1]) * AGES[found[2].lower()]).timestamp()
        return lambda view: compare(view.at, limit)

    return make


def _size(operator: str, compare: Callable[[int, int], bool]) -> Operator:
    def make(text: str, _desk: Desk) -> Test:
        found = SIZE.fullmatch(text)
        if found is None:
            raise _unknown(operator, text)
        limit = int(found[1]) * FACTORS[found[2].lower()]
        return lambda view: compare(len(view.content), limit)

    return make


def _since(at: float, limit: float) -> bool:
    return at >= limit


def _until(at: float, limit: float) -> bool:
    return at < limit


OPERATORS: dict[str, Operator] = {
    "from": _person("From"),
    "to": _person("To", "Cc", "Bcc"),
    "cc": _person("Cc"),
    "bcc": _person("Bcc"),
    "deliveredto": _person("Delivered-To"),
    "subject": _header("Subject"),
    "list": _header("List-ID", "List-Post", "Mailing-List"),
    "rfc822msgid": _message_id,
    "label": _label,
    "in": _in,
    "is": _is,
    "category": _category,
    "has": _has,
    "filename": _file_name,
    "after": _moment("after", _since),
    "newer": _moment("newer", _since),
    "before": _moment("before", _until),
    "older": _moment("older", _until),
    "newer_than": _age("newer_than", _since),
    "older_than": _age("older_than", _until),
    "size": _size("size", lambda size, limit: size >= limit),
    "larger": _size("larger", lambda size, limit: size > limit),
    "smaller": _size("smaller", lambda size, limit: size < limit),
}
