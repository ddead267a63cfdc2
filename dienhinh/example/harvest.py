"""What the demo leaves behind: letters, documents, the review sheet and the figures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dienhinh.example.cast import OFFICE, QUARANTINE, QUARANTINE_SHEET, REVIEW, REVIEW_SHEET
from dienhinh.example.letters import Letter, outbox
from dienhinh.example.stage import Stage

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Summary:
    """The figures of a demo, and what happened in it that was not expected."""

    facts: Mapping[str, Any]
    unexpected: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Tell whether all went as written by hand."""
        return not self.unexpected

    def as_dict(self) -> dict[str, Any]:
        """Give the figures and the unexpected as they go into `summary.json`."""
        return {**self.facts, "unexpected": list(self.unexpected)}


def gather(
    stage: Stage, out: Path, counts: Mapping[str, int], unexpected: list[str], seconds: float
) -> Summary:
    """Fetch all that the demo leaves into `out`; `counts` are those of the last check."""
    letters = _letters(stage, out / "outbox")
    to_office = sum(letter.to == OFFICE for letter in letters)
    documents = _documents(stage, out / "documents")
    review = stage.scene.places[f"workbook/{REVIEW}"]
    (out / "review.xlsx").write_bytes(stage.scene.office.export(review, XLSX))
    summary = Summary(
        {
            **_figures(stage),
            "dossiers": counts.get("dossiers", 0),
            "findings": counts.get("gaps", 0),
            "letters": len(letters) - to_office,
            "office_letters": to_office,
            "documents": documents,
            "api_calls": stage.runner.calls(),
            "seconds": round(seconds, 1),
        },
        tuple(unexpected),
    )
    told = json.dumps(summary.as_dict(), ensure_ascii=False, indent=2)
    (out / "summary.json").write_text(told + "\n", encoding="utf-8")
    return summary


def _figures(stage: Stage) -> dict[str, int]:
    office, places = stage.scene.office, stage.scene.places
    forms = [place for key, place in places.items() if key.startswith("form/")]
    return {
        "units": sum(1 for key in places if key.startswith("workbook/don_vi/")),
        "forms": len(forms),
        "responses": sum(office.count_responses(form) for form in forms),
        "quarantined": len(office.table(places[f"workbook/{QUARANTINE}"], QUARANTINE_SHEET)),
        "review_rows": len(office.table(places[f"workbook/{REVIEW}"], REVIEW_SHEET)),
    }


def _letters(stage: Stage, folder: Path) -> list[Letter]:
    folder.mkdir(exist_ok=True)
    letters = outbox(stage.base_url)
    for number, letter in enumerate(letters, start=1):
        (folder / f"{number:02d}_{letter.reference}.eml").write_bytes(letter.raw)
    return letters


def _documents(stage: Stage, folder: Path) -> int:
    folder.mkdir(exist_ok=True)
    office = stage.scene.office
    files = office.files(f"mimeType='{DOCX}' and trashed=false")
    for file in files:
        (folder / file["name"]).write_bytes(office.download(file["id"]))
    return len(files)
