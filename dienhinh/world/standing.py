"""How a form stands against its declaration, and of which answers something is in doubt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sheets_schema.choices import Choices
from sheets_schema.form_difference import (
    collects_verified_addresses,
    doubtful_items,
    gone_items,
    standing_questions,
)
from sheets_schema.forms import questions, wanted_form
from sheets_schema.model import Sheet

UNVERIFIED = (
    "biểu mẫu không còn thu thập địa chỉ thư điện tử đã xác minh nên không rõ câu trả lời của ai;"
    " chạy `dienhinh set-up` để đặt lại"
)
RETYPED = (
    "câu hỏi {titles} đã bị xóa và gõ lại trong biểu mẫu; câu trả lời cho câu hỏi gõ lại không đọc"
    " được. Đề nghị khôi phục biểu mẫu từ lịch sử phiên bản, hoặc xóa câu hỏi gõ lại rồi chạy"
    " `dienhinh set-up`"
)
DELETED = (
    "câu hỏi {titles} không còn trong biểu mẫu (đã bị xóa, hoặc bị xóa rồi gõ lại thành câu hỏi"
    " khác) nên câu trả lời không đọc được đầy đủ; nội dung đã có trong sổ được giữ nguyên. Chạy"
    " `dienhinh set-up` để đặt lại câu hỏi, rồi xóa câu hỏi gõ lại nếu có"
)

ADDRESS = "address"
"""What is in doubt, beside questions by their ids, while respondents need not sign in."""

Doubted = Mapping[str, str | None]
"""The last moment of the answers of which a thing is in doubt; None while it still is."""


def standing_key(form: str) -> str:
    """Give the key of the fact under which it is remembered how a form stood."""
    return f"standing/{form}"


@dataclass(frozen=True)
class Standing:
    """How a form stands: `why` it cannot be believed, and its declared questions by their ids.

    `asked` once stood in it, `gone` do not stand in it now. `doubted` are the questions that were
    gone while the form could not be believed, and `ADDRESS` where it took typed addresses: answers
    of that time say nothing about them.
    """

    why: str = ""
    asked: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    doubted: Doubted = field(default_factory=dict)

    @property
    def fact(self) -> dict[str, Any]:
        """What is remembered of it."""
        return {"asked": sorted(self.asked), "doubted": dict(self.doubted)}

    @property
    def is_open(self) -> bool:
        """Tell whether it is not known yet until when something was in doubt."""
        return None in self.doubted.values()


def form_doubt(
    sheet: Sheet, choices: Choices, existing: Mapping[str, Any], *, asked: Collection[str] = ()
) -> str:
    """Say why the answers of a form that stands so cannot be believed; "" where they can.

    `asked` are the ids of the questions that it once asked: none of them goes by itself.
    """
    if not existing.get("items") and not asked:
        return ""
    if not collects_verified_addresses(existing):
        return UNVERIFIED
    wanted = wanted_form(sheet, choices)
    retyped = doubtful_items(existing, wanted)
    deleted = [title for title in gone_items(existing, wanted, asked) if title not in retyped]
    said = ((RETYPED, retyped), (DELETED, deleted))
    return "; ".join(text.format(titles=_quoted(titles)) for text, titles in said if titles)


def _quoted(titles: Sequence[str]) -> str:
    return ", ".join(f"“{title}”" for title in titles)


def look_at_form(
    sheet: Sheet,
    choices: Choices,
    existing: Mapping[str, Any],
    known: Mapping[str, Any],
    until: datetime | None,
) -> Standing:
    """Compare a form of forms.get with its declaration and with how it was `known` to stand.

    `until` is the moment up to which its answers were listed, None where they were not: then
    nothing is said to be over, for whoever answers before the next list may have seen it so.
    """
    asked = frozenset(known.get("asked", ()))
    doubted: dict[str, str | None] = dict(known.get("doubted", {}))
    declared = frozenset(question.question_id for question in questions(sheet, choices))
    standing = declared & standing_questions(existing)
    gone = declared - standing
    why = form_doubt(sheet, choices, existing, asked=asked)
    if why:
        typed = frozenset() if collects_verified_addresses(existing) else {ADDRESS}
        return Standing(why, asked, gone, doubted | dict.fromkeys(gone | typed))
    if until is not None:
        doubted = {thing: moment or until.isoformat() for thing, moment in doubted.items()}
    return Standing("", standing, gone, doubted)


def listed_until(at: datetime, newest: str | None) -> datetime:
    """Give the moment up to which answers were listed; Google's clock may be before ours."""
    return max(at, datetime.fromisoformat(newest)) if newest else at


def doubted_at(doubted: Doubted, submitted_at: str) -> Iterable[str]:
    """Give what is in doubt of an answer that was submitted at a moment."""
    submitted = datetime.fromisoformat(submitted_at)
    return (
        thing
        for thing, until in doubted.items()
        if until is None or submitted <= datetime.fromisoformat(until)
    )
