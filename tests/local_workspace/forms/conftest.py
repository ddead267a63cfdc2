"""Forms made and answered over HTTP, as a program and a respondent would."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

import pytest
import requests

Item = dict[str, Any]


@dataclass
class Forms:
    """What the tests do again and again with the forms of a running local workspace."""

    server: Any

    def create(self, title: str = "Phiếu 1") -> str:
        return str(self.server.post("/v1/forms", {"info": {"title": title}})["formId"])

    def update(self, form_id: str, *changes: Item, **more: Any) -> requests.Response:
        body = {"requests": list(changes), **more}
        found: requests.Response = self.server.call(
            "POST", f"/v1/forms/{form_id}:batchUpdate", body
        )
        return found

    def publish(self, form_id: str, *, published: bool = True, accepting: bool = True) -> Any:
        state = {"isPublished": published, "isAcceptingResponses": accepting}
        return self.server.call(
            "POST",
            f"/v1/forms/{form_id}:setPublishSettings",
            {"publishSettings": {"publishState": state}, "updateMask": "publishState"},
        )

    def open(self, *items: Item, collect: str = "DO_NOT_COLLECT") -> str:
        """Return the id of a published form with these items, sections made first."""
        form_id = self.create()
        settings = {"settings": {"emailCollectionType": collect}, "updateMask": "*"}
        changes = [{"updateSettings": settings}]
        sections = [item for item in items if "pageBreakItem" in item]
        changes += [add(item, index) for index, item in enumerate(sections)]
        others = 0
        for index, item in enumerate(items):
            if item not in sections:
                passed = [one for one in items[:index] if one in sections]
                changes.append(add(item, len(passed) + others))
                others += 1
        answer = self.update(form_id, *changes)
        assert answer.status_code == 200, answer.text
        assert self.publish(form_id).status_code == 200
        titles = [item.get("title") for item in self.get(form_id)["items"]]
        assert titles == [item.get("title") for item in items]
        return form_id

    def get(self, form_id: str) -> Any:
        return self.server.get(f"/v1/forms/{form_id}")

    def titles(self, form_id: str) -> list[str]:
        return [item["title"] for item in self.get(form_id).get("items", [])]

    def page(self, form_id: str, query: str = "", *, token: str = "") -> requests.Response:
        address = self.get(form_id)["responderUri"].removeprefix(self.server.base)
        found: requests.Response = self.server.call("GET", address + query, token=token)
        return found

    def send(
        self, form_id: str, answers: dict[str, Any], query: str = "", *, token: str = ""
    ) -> requests.Response:
        """Post answers; a key is a question id, or an input's name."""
        address = self.get(form_id)["responderUri"].removeprefix(self.server.base)
        address = address.replace("/viewform", "/formResponse") + query
        named = {entry(key): value for key, value in answers.items()}
        found: requests.Response = self.server.call("POST", address, data=named, token=token)
        return found

    def answers(self, form_id: str) -> list[dict[str, list[str]]]:
        """Return what responses.list gives, each answer cut down to question id -> texts."""
        found = self.server.get(f"/v1/forms/{form_id}/responses").get("responses", [])
        return [
            {
                key: [text["value"] for text in answer["textAnswers"]["answers"]]
                for key, answer in response["answers"].items()
            }
            for response in found
        ]


def entry(name: str) -> str:
    """Return a question id as its input's name; a name stays."""
    return f"entry.{int(name, 16)}" if re.fullmatch(r"[0-9a-f]{8}", name) else name


def add(item: Item, index: int = 0) -> Item:
    return {"createItem": {"item": item, "location": {"index": index}}}


def question(number: int, title: str, kind: Item, *, required: bool = False) -> Item:
    """Return a question item with the item id 1000000N and the question id 2000000N."""
    asked = {"questionId": f"2{number:07x}", "required": required, **kind}
    return {"itemId": f"1{number:07x}", "title": title, "questionItem": {"question": asked}}


def choice(kind: str, *options: str | Item) -> Item:
    listed = [option if isinstance(option, dict) else {"value": option} for option in options]
    return {"choiceQuestion": {"type": kind, "options": listed}}


def section(number: int, title: str) -> Item:
    return {"itemId": f"3{number:07x}", "title": title, "pageBreakItem": {}}


def visible_text(page: requests.Response) -> str:
    """Return a page's text without styles, scripts and tags."""
    body = re.sub(r"(?s)<(style|script)>.*?</\1>|<[^>]*>", " ", page.text)
    return re.sub(r"\s+", " ", html.unescape(body)).strip()


@pytest.fixture
def forms(workspace: Any) -> Forms:
    return Forms(workspace)


@pytest.fixture
def make() -> Any:
    """The builders of this file, for tests cannot import one another."""

    class Make:
        pass

    for builder in (add, question, choice, section, visible_text, entry):
        setattr(Make, builder.__name__, staticmethod(builder))
    return Make
