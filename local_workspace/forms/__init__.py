"""Google Forms v1, and the page on which people answer a form."""

from local_workspace.forms import api, overview, pages, responses, seed, watches

__all__ = ["api", "overview", "pages", "responses", "seed", "watches"]
