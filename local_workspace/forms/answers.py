"""Posted inputs read as answers: what each question was given, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from local_workspace.forms.questions import OTHER, Question

Inputs = Mapping[str, Sequence[str]]
"""Input name -> values, as a browser posts them or a prefilled link holds them."""
YEAR_WITH_LEAP_DAY = 2000


@dataclass(frozen=True)
class Reading:
    """A question's answer as Google keeps it (no values: unanswered), and its problem if any."""

    values: tuple[str, ...] = ()
    problem: str = ""


def read(question: Question, inputs: Inputs) -> Reading:
    """Read one question's inputs; the problem is a sentence for the respondent."""
    try:
        values = READERS[question.kind](question, inputs)
    except ValueError as wrong:
        return Reading(problem=str(wrong))
    if question.is_required and not values:
        return Reading(problem="Câu hỏi này bắt buộc trả lời.")
    return Reading(values)


def input_names(question: Question) -> set[str]:
    """Return the names of all inputs that a question may be answered with."""
    names = {question.entry}
    if any(option.is_other for option in question.options):
        names.add(question.other_entry)
    if question.kind in ("DATE", "TIME"):
        names |= {f"{question.entry}_{part}" for part in ("year", "month", "day", "hour", "minute")}
    return names


def _one(question: Question, inputs: Inputs) -> str:
    values = inputs.get(question.entry, ())
    if len(values) > 1:
        raise ValueError("Chỉ được trả lời một lần.")
    return values[0] if values else ""


def _text(question: Question, inputs: Inputs) -> tuple[str, ...]:
    value = _one(question, inputs).replace("\r\n", "\n")
    if question.kind == "SHORT" and "\n" in value:
        raise ValueError("Câu trả lời ngắn không có dòng mới.")
    return (value,) if value.strip() else ()


def _choice(question: Question, inputs: Inputs) -> tuple[str, ...]:
    given = [value for value in inputs.get(question.entry, ()) if value]
    if question.kind != "CHECKBOX" and len(given) > 1:
        raise ValueError("Chỉ được chọn một mục.")
    known = [option.value for option in question.options if not option.is_other]
    has_other = len(known) < len(question.options)
    for value in given:
        if value not in known and not (has_other and value == OTHER):
            raise ValueError(f"Mục “{value}” không có trong danh sách.")
    chosen = [value for value in known if value in given]
    if OTHER in given:
        chosen.append(_other(question, inputs))
    return tuple(chosen)


def _other(question: Question, inputs: Inputs) -> str:
    text = "".join(inputs.get(question.other_entry, ())).strip()
    if not text:
        raise ValueError("Hãy ghi nội dung của mục khác.")
    return text


def _date(question: Question, inputs: Inputs) -> tuple[str, ...]:
    """Read a date given whole ("2023-04-28", "2023-04-28T14:51", "04-28") or in Google's parts."""
    text = _one(question, inputs) or _parts(question, inputs)
    if not text:
        return ()
    with_year = bool(question.detail.get("includeYear"))
    with_time = bool(question.detail.get("includeTime"))
    pattern = r"(?:(\d{4})-)?(\d\d?)-(\d\d?)(?:[T ](\d\d?):(\d\d?)(?::\d\d)?)?"
    found = re.fullmatch(pattern, text)
    if not found or bool(found[1]) != with_year or bool(found[4]) != with_time:
        raise ValueError(f"“{text}” chưa đúng cách ghi ngày{' giờ' if with_time else ''}.")
    try:
        day = date(int(found[1] or YEAR_WITH_LEAP_DAY), int(found[2]), int(found[3]))
        hour = time(int(found[4] or 0), int(found[5] or 0))
    except ValueError as wrong:
        raise ValueError(f"“{text}” không phải là một ngày có thật.") from wrong
    shown = day.isoformat() if with_year else f"{day:%m-%d}"
    return (f"{shown} {hour:%H:%M}" if with_time else shown,)


def _time(question: Question, inputs: Inputs) -> tuple[str, ...]:
    text = _one(question, inputs) or _parts(question, inputs)
    if not text:
        return ()
    found = re.fullmatch(r"(\d\d?):(\d\d?)(?::\d\d?)?", text)
    last_hour = 72 if question.detail.get("duration") else 23
    if not found or int(found[1]) > last_hour or int(found[2]) > 59:
        raise ValueError(f"“{text}” chưa đúng cách ghi giờ và phút, như 07:30.")
    return (f"{int(found[1]):02d}:{int(found[2]):02d}",)


def _parts(question: Question, inputs: Inputs) -> str:
    """Return a date or time given as entry.N_year, _month, _day, _hour and _minute, as one text."""
    given = {
        part: "".join(inputs.get(f"{question.entry}_{part}", ())).strip()
        for part in ("year", "month", "day", "hour", "minute")
    }
    day = "-".join(given[part] for part in ("year", "month", "day") if given[part])
    clock = ":".join(given[part] for part in ("hour", "minute") if given[part])
    return " ".join(part for part in (day, clock) if part)


READERS: dict[str, Callable[[Question, Inputs], tuple[str, ...]]] = {
    "SHORT": _text,
    "PARAGRAPH": _text,
    "RADIO": _choice,
    "CHECKBOX": _choice,
    "DROP_DOWN": _choice,
    "SCALE": _choice,
    "RATING": _choice,
    "DATE": _date,
    "TIME": _time,
}
