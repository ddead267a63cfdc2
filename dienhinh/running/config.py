"""Settings of one office: which programme, which Google account, where its memory lies."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from dienhinh.shipped import shipped

PROGRAMMES = shipped("programmes")
PREFIX = "DIENHINH_"


class ConfigurationError(Exception):
    """A setting is missing or wrong; the text names each one and says what was expected."""


class Settings(BaseSettings):
    """What an office sets, by environment variable (`DIENHINH_…`) or on the command line.

    `endpoint` is `local` (the embedded local workspace), `google`, or the address of a local
    workspace that already runs.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    programme: Path = PROGRAMMES / "tien-giang-2021-2025.toml"
    roster: Path = PROGRAMMES / "example-roster.toml"
    endpoint: str = Field(default="local", pattern=r"^(local|google|https?://\S+)$")
    credentials: Path | None = None
    account: str = Field(default="tchc@example.com", pattern=r"^\S+@\S+$")
    shared_drive: str | None = None
    data: Path = Path("var") / "office"
    ledger: str | None = None

    @property
    def ledger_address(self) -> str:
        """The SQLAlchemy address of the ledger; a SQLite file in `data` unless told otherwise."""
        return self.ledger or f"sqlite:///{self.data / 'ledger.db'}"


def settings(given: Mapping[str, Any] | None = None) -> Settings:
    """Read the settings; what is `given` (command line) goes before the environment.

    Raises:
        ConfigurationError: one line a wrong or unknown setting.
    """
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    unknown = [
        f"{name}: no such setting; known are {', '.join(sorted(known))}"
        for name in os.environ
        if name.startswith(PREFIX) and name not in known and name != PREFIX + "GOOGLE_TESTS"
    ]
    wrong: list[str] = []
    try:
        read = Settings(**{key: value for key, value in (given or {}).items() if value is not None})
    except ValidationError as error:
        wrong = [
            f"{PREFIX}{str(part['loc'][0]).upper()}: {part['msg']}, got {part['input']!r}"
            for part in error.errors()
        ]
    if unknown or wrong:
        raise ConfigurationError("\n".join([*unknown, *wrong]))
    for name in ("programme", "roster", "credentials"):
        path = getattr(read, name)
        if path is not None and not path.is_file():
            raise ConfigurationError(
                f"{PREFIX}{name.upper()}: there is no file {path}; give the path of an existing one"
            )
    return read
