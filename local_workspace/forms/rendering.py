"""The pages of forms from their templates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from local_workspace.rendering import render
from local_workspace.service import Answer, html

TEMPLATES = Path(__file__).parent / "templates"


def show(template: str, status: int = 200, **context: Any) -> Answer:
    """Return a page; `context` must hold every name that the template uses."""
    return html(render(TEMPLATES, template, **context), status)
