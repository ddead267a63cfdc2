"""What Google accepts as the grading of a question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from local_workspace.errors import invalid
from local_workspace.forms import document


def check_grading(form: document.Form, question: Mapping[str, Any]) -> None:
    """Raise a 400 unless a question may be graded so. Source: the schemas Grading and Feedback."""
    grading = question["grading"]
    if not form["settings"].get("quizSettings", {}).get("isQuiz"):
        raise invalid("Grading can only be set on a quiz.")
    if grading.get("pointValue", 0) < 0:
        raise invalid("grading.point_value must not be negative.")
    key = [answer.get("value", "") for answer in _answers(grading)]
    _check_key(question.get("choiceQuestion"), key)
    is_marked = bool(key) and "choiceQuestion" in question
    if is_marked and "generalFeedback" in grading:
        raise invalid(
            "General feedback cannot be set for automatically graded multiple choice questions."
        )
    if not is_marked and ("whenRight" in grading or "whenWrong" in grading):
        raise invalid(
            "when_right and when_wrong can only be set for multiple choice questions that have "
            "correct answers provided."
        )
    for name in ("generalFeedback", "whenRight", "whenWrong"):
        if name in grading:
            _check_feedback(grading[name])


def _answers(grading: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list(grading.get("correctAnswers", {}).get("answers", ()))


def _check_key(choice: Mapping[str, Any] | None, key: list[str]) -> None:
    if "" in key:
        raise invalid("correct_answers.answers.value must be set.")
    if choice is None:
        return
    known = {option.get("value") for option in choice.get("options", ())}
    for value in key:
        if value not in known:
            raise invalid(f"Invalid correct answer: {value} is not an option of the question.")


def _check_feedback(feedback: Mapping[str, Any]) -> None:
    if not feedback.get("text"):
        raise invalid("feedback.text must be set.")
    for material in feedback.get("material", ()):
        link, video = material.get("link"), material.get("video")
        if (link is None) == (video is None):
            raise invalid("feedback.material must have either a link or a video.")
        named = {**(link or {}), **(video or {})}
        if not named.get("displayText") or not (named.get("uri") or named.get("youtubeUri")):
            raise invalid("feedback.material must have a display_text and a URI.")
