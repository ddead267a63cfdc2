"""A school of three units, so that a whole history takes seconds: cut out of the real files."""

from __future__ import annotations

from pathlib import Path

from tests.office import PROGRAMME, ROSTER

UNITS = ("CU", "TCHC", "CTHSSV")
COUNCILLORS = 3
LEFT_OUT = "LV4"
"""The field whose lead is not among the units."""


def written(folder: Path) -> tuple[Path, Path]:
    """Write the small programme and its roster into a folder; gives both paths."""
    folder.mkdir(parents=True, exist_ok=True)
    programme, roster = folder / "programme.toml", folder / "roster.toml"
    programme.write_text("".join(_programme()), encoding="utf-8")
    roster.write_text("".join(_roster()), encoding="utf-8")
    return programme, roster


def _blocks(path: Path) -> list[str]:
    """Split a TOML file before each of its tables."""
    blocks = [""]
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        if line.startswith("["):
            blocks.append("")
        blocks[-1] += line
    return blocks


def _programme() -> list[str]:
    return [
        block
        for block in _blocks(PROGRAMME)
        if not (
            block.startswith(("[[fields]]", "[[fields.cells]]")) and f'id = "{LEFT_OUT}' in block
        )
    ]


def _roster() -> list[str]:
    kept, councillors = [], 0
    for block in _blocks(ROSTER):
        if block.startswith("[[council]]"):
            councillors += 1
            if councillors > COUNCILLORS:
                continue
        if block.startswith("[[units]]") and not any(f'id = "{unit}"' in block for unit in UNITS):
            continue
        kept.append(block)
    return kept
