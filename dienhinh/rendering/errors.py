"""What goes wrong when a letter or document is made."""

from __future__ import annotations


class RenderError(Exception):
    """A letter or document could not be made; the text names the template and what to mend."""
