"""`python -m dienhinh.google CLIENT_SECRET`: let the office account consent, in the browser."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from dienhinh.google.credentials import authorise
from dienhinh.google.errors import CredentialsError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the consent and say where the token lies; 0 done, 2 not."""
    parser = argparse.ArgumentParser(
        prog="python -m dienhinh.google", description=authorise.__doc__
    )
    parser.add_argument("client_secret", type=Path, help="the JSON of a client of type Desktop app")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    given = parser.parse_args(arguments)
    try:
        token = authorise(given.client_secret, open_browser=not given.no_browser)
    except CredentialsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{token}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
