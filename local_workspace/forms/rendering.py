"""The pages' templates: one environment that escapes everything and knows no silent gaps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from local_workspace.service import Answer, html

ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def show(template: str, status: int = 200, **context: Any) -> Answer:
    """Return a page; `context` must hold every name that the template uses."""
    return html(ENVIRONMENT.get_template(template).render(context), status)
