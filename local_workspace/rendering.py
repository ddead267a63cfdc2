"""Pages' templates: environments that escape everything and know no silent gaps."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any


def render(folder: Path, template: str, **context: Any) -> str:
    """Return the text of a page; `context` must hold every name that the template uses."""
    return str(_environment(folder).get_template(template).render(context))


@cache
def _environment(folder: Path) -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
