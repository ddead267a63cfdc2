"""The folders of data that come with the program: `programmes/` and `templates/`.

In a wheel they lie inside this package, in a checkout beside it (setup.py says which).
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

PACKAGE = Path(str(files("dienhinh")))


def shipped(folder: str) -> Path:
    """Find a folder of data, wherever the program is installed.

    Raises:
        FileNotFoundError: it is neither in the package nor beside it; the installation is broken.
    """
    for place in (PACKAGE / folder, PACKAGE.parent / folder):
        if place.is_dir():
            return place
    raise FileNotFoundError(
        f"{PACKAGE / folder} is missing: dienhinh was not installed whole, install it again"
    )
