"""A form as a respondent meets it: sections of blocks, and the questions in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

OTHER = "__other_option__"
NEXT, RESTART, SUBMIT = "NEXT_SECTION", "RESTART_FORM", "SUBMIT_FORM"


@dataclass(frozen=True)
class Option:
    """One choice; `go` is a section's item id or an action, empty where it leads nowhere."""

    value: str
    is_other: bool = False
    go: str = ""


@dataclass(frozen=True)
class Question:
    """One question as it is asked.

    `kind` is SHORT, PARAGRAPH, RADIO, CHECKBOX, DROP_DOWN, SCALE, RATING, DATE or TIME; `detail`
    is the rest of its JSON, as the labels of a scale or the parts of a date.
    """

    id: str
    title: str
    description: str
    kind: str
    is_required: bool
    options: tuple[Option, ...] = ()
    detail: Mapping[str, Any] = field(default_factory=dict)
    is_row: bool = False

    @property
    def entry(self) -> str:
        """Return the name of the question's input, as on Google: the id in decimal."""
        return f"entry.{int(self.id, 16)}"

    @property
    def other_entry(self) -> str:
        """Return the name of the input that holds the text of "other"."""
        return f"{self.entry}.other_option_response"


@dataclass(frozen=True)
class Block:
    """What stands between two others on a page: a question, a grid's rows, a text, a picture."""

    kind: str
    item_id: str
    title: str
    description: str
    questions: tuple[Question, ...] = ()
    link: str = ""
    link_text: str = ""


@dataclass(frozen=True)
class Section:
    """The items from one page break to the next; the first section has no id of its own."""

    id: str
    title: str
    description: str
    blocks: tuple[Block, ...]

    @property
    def questions(self) -> Iterator[Question]:
        """Yield the section's questions in order."""
        for block in self.blocks:
            yield from block.questions


def sections_of(form: Mapping[str, Any]) -> list[Section]:
    """Return a form's sections, at least one."""
    heads: list[tuple[str, str, str]] = [("", "", "")]
    blocks: list[list[Block]] = [[]]
    for item in form["items"]:
        if "pageBreakItem" in item:
            heads.append((item["itemId"], item.get("title", ""), item.get("description", "")))
            blocks.append([])
        else:
            blocks[-1].append(_block(item))
    return [Section(*head, tuple(below)) for head, below in zip(heads, blocks, strict=True)]


def _block(item: Mapping[str, Any]) -> Block:
    title, description = item.get("title", ""), item.get("description", "")
    if "questionItem" in item:
        question = _question(item["questionItem"]["question"], title, description)
        return Block("question", item["itemId"], title, description, (question,))
    if "questionGroupItem" in item:
        return Block("grid", item["itemId"], title, description, _rows(item["questionGroupItem"]))
    if "imageItem" in item:
        image = item["imageItem"]["image"]
        text = image.get("altText") or "Mở hình ảnh"
        return Block("link", item["itemId"], title, description, (), image["contentUri"], text)
    if "videoItem" in item:
        video = item["videoItem"]
        text = video.get("caption") or "Mở đoạn phim"
        address = video["video"]["youtubeUri"]
        return Block("link", item["itemId"], title, description, (), address, text)
    return Block("text", item["itemId"], title, description)


def _rows(group: Mapping[str, Any]) -> tuple[Question, ...]:
    columns = group["grid"]["columns"]
    return tuple(
        Question(
            id=row["questionId"],
            title=row["rowQuestion"]["title"],
            description="",
            kind=columns["type"],
            is_required=row.get("required", False),
            options=_options(columns),
            is_row=True,
        )
        for row in group["questions"]
    )


def _question(question: Mapping[str, Any], title: str, description: str) -> Question:
    kind, detail = _kind(question)
    return Question(
        id=question["questionId"],
        title=title,
        description=description,
        kind=kind,
        is_required=question.get("required", False),
        options=_options(detail) if "options" in detail else _steps(kind, detail),
        detail=detail,
    )


def _kind(question: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    for name in ("scale", "rating", "date", "time"):
        if f"{name}Question" in question:
            return name.upper(), question[f"{name}Question"]
    if "choiceQuestion" in question:
        return question["choiceQuestion"]["type"], question["choiceQuestion"]
    text = question["textQuestion"]
    return ("PARAGRAPH" if text.get("paragraph") else "SHORT"), text


def _options(choice: Mapping[str, Any]) -> tuple[Option, ...]:
    return tuple(
        Option(
            option.get("value", ""),
            option.get("isOther", False),
            option.get("goToSectionId") or option.get("goToAction", ""),
        )
        for option in choice["options"]
    )


def _steps(kind: str, detail: Mapping[str, Any]) -> tuple[Option, ...]:
    """Return the steps of a scale or rating as options."""
    if kind == "SCALE":
        return tuple(Option(str(n)) for n in range(detail.get("low", 0), detail["high"] + 1))
    if kind == "RATING":
        return tuple(Option(str(n)) for n in range(1, detail["ratingScaleLevel"] + 1))
    return ()
