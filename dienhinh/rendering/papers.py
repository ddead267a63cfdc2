"""Every document by its kind: from facts to the bytes of a Word file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dienhinh.rendering.documents import gap_letter, midterm_report, registration_list
from dienhinh.rendering.engine import render_docx

DOCUMENTS: Mapping[str, Callable[[Any], bytes]] = {
    "registration_list": registration_list,
    "midterm_report": midterm_report,
    "gap_letter": gap_letter,
}


def rendered(kind: str, facts: Any) -> bytes:
    """Render a document of a kind: by its function, or facts that are a mapping as they are.

    A document that prints what a paper tells needs nothing here but its template.

    Raises:
        RenderError: there is no such template, or it asks for what the facts do not tell.
    """
    make = DOCUMENTS.get(kind)
    return make(facts) if make else render_docx(f"reports/{kind}.docx", dict(facts))
