"""Writes the pages that follow from the code: `python docs/build.py`.

With `--check` it writes nothing and fails when a page is out of date.
"""

from __future__ import annotations

import sys
from pathlib import Path

import local_workspace_page

from sheets_schema.describe import describe

DOCS = Path(__file__).resolve().parent
PAGES = {"local-workspace.md": local_workspace_page.write, "sheets.md": describe}


def main(arguments: list[str]) -> int:
    """Write the pages, or only look; returns the exit status, 1 when a page was out of date."""
    only_look = arguments == ["--check"]
    if arguments and not only_look:
        sys.stderr.write("usage: python docs/build.py [--check]\n")
        return 2
    stale = [name for name in PAGES if _is_stale(name)]
    for name in stale:
        if only_look:
            sys.stderr.write(f"docs/{name} is out of date: run `make docs`\n")
        else:
            (DOCS / name).write_text(PAGES[name](), encoding="utf-8")
            sys.stdout.write(f"docs/{name}\n")
    return 1 if stale and only_look else 0


def _is_stale(name: str) -> bool:
    path = DOCS / name
    return not path.is_file() or path.read_text(encoding="utf-8") != PAGES[name]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
