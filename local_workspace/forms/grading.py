"""Automatic grades of a quiz, worked out when a response is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from local_workspace.forms import document


def graded(form: document.Form, response: dict[str, Any]) -> dict[str, Any]:
    """Return a response with grades where the form is a quiz with answer keys.

    A CHECKBOX answer is right when it holds exactly the key's values, any other when it is one
    of them. Source: the schemas CorrectAnswers and Grade of the discovery document.
    """
    if not form["settings"].get("quizSettings", {}).get("isQuiz"):
        return response
    answers = {key: dict(answer) for key, answer in response["answers"].items()}
    total = 0
    for item in form["items"]:
        for question in document.questions_of(item):
            key = question.get("grading", {}).get("correctAnswers")
            if key and question["questionId"] in answers:
                answer = answers[question["questionId"]]
                answer["grade"] = _grade(question, answer)
                total += answer["grade"].get("score", 0)
    return response | {"answers": answers} | ({"totalScore": total} if total else {})


def _grade(question: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, Any]:
    right = {one["value"] for one in question["grading"]["correctAnswers"]["answers"]}
    given = {one["value"] for one in answer["textAnswers"]["answers"]}
    is_checkbox = question.get("choiceQuestion", {}).get("type") == "CHECKBOX"
    if not (given == right if is_checkbox else given <= right):
        return {}
    points = question["grading"].get("pointValue", 0)
    return {"correct": True} | ({"score": points} if points else {})
