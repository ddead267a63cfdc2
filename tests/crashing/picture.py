"""What stands in a workspace and in the ledger, once ids and the times of runs are made keys."""

from __future__ import annotations

import io
import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx import Document

from dienhinh.ledger import State
from dienhinh.world.memory import RUNG
from dienhinh.world.places import FOLDER_MIME, FORM_MIME, SPREADSHEET_MIME
from tests.crashing.stage import Stage

STAMPS = frozenset({"Cập nhật lúc", "Thời điểm"})
"""Columns that say when a run wrote, or when it found what it tells of a dossier."""

OWN_CODES = ("Mã dòng", "Mã câu trả lời", "Mã ghi")
CODES = ("Mã hồ sơ", "Mã đơn vị", *OWN_CODES)
STRUCTURE = (
    "properties(title,locale,timeZone),sheets(properties(title,hidden,gridProperties,tabColor),"
    "protectedRanges(range,warningOnly,editors,description),conditionalFormats,basicFilter,"
    "merges,data(rowData(values(note,dataValidation)),columnMetadata(hiddenByUser,pixelSize)))"
)

TEXT = "text of "
"""How the keys begin of what letters say."""

Picture = Mapping[str, list[str]]
"""What stands under each key; more than one thing under a key is something doubled."""


@dataclass(frozen=True)
class Difference:
    """How a picture differs from the one that it should be, key by key."""

    lost: tuple[str, ...]
    doubled: tuple[str, ...]
    changed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.lost or self.doubled or self.changed)


def difference(wanted: Picture, found: Picture) -> Difference:
    """Hold one picture against another.

    A letter tells what is true when it leaves: its text is held against that of one that left at
    the same moment alone.
    """
    keys = sorted(
        key
        for key in {*wanted, *found}
        if not key.startswith(TEXT) or (key in wanted and key in found)
    )
    counts = {key: (len(wanted.get(key, ())), len(found.get(key, ()))) for key in keys}
    return Difference(
        tuple(f"{key}: {wanted[key]}" for key in keys if counts[key][0] > counts[key][1]),
        tuple(f"{key}: {found[key]}" for key in keys if counts[key][0] < counts[key][1]),
        tuple(
            f"{key}: {_parts(wanted[key], found[key])}"
            for key in keys
            if counts[key][0] == counts[key][1] and sorted(wanted[key]) != sorted(found[key])
        ),
    )


def _parts(wanted: list[str], found: list[str]) -> str:
    """Show of two texts what differs."""
    for ours, theirs in zip(sorted(wanted), sorted(found), strict=True):
        if ours != theirs:
            try:
                one, other = json.loads(ours), json.loads(theirs)
            except ValueError:
                return f"{ours[:300]!r} became {theirs[:300]!r}"
            if isinstance(one, dict) and isinstance(other, dict):
                names = {*one, *other}
                return "; ".join(
                    f"{name}: {one.get(name)!r} became {other.get(name)!r}"
                    for name in sorted(names)
                    if one.get(name) != other.get(name)
                )
            return f"{ours[:300]} became {theirs[:300]}"
    return ""


@dataclass
class _Painter:
    """Paints one picture; `names` gives what an id stands for."""

    stage: Stage
    painted: dict[str, list[str]]
    names: dict[str, str]

    def put(self, key: str, value: Any) -> None:
        """Add what stands under a key."""
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        self.painted[self.named(key)].append(self.named(text))

    def named(self, text: str) -> str:
        """Put names in the places of ids."""
        text = text.replace(self.stage.base, "")
        return re.sub(r"[\w-]{12,}", lambda found: self.names.get(found[0], found[0]), text)

    def get(self, path: str, **query: str) -> dict[str, Any]:
        """Ask as the office."""
        return self.stage.office.clerk._get(path, **query)

    def files(self) -> None:
        """Folders, workbooks, forms and documents: where they are and who may open them."""
        found = self.get(
            "/drive/v3/files",
            pageSize="1000",
            fields="files(id,name,mimeType,parents,trashed,appProperties,description,"
            "permissions(type,role,emailAddress,view))",
        )["files"]
        self.names |= {each["id"]: f"<{each['name']}>" for each in found}
        for each in sorted(found, key=lambda each: each["name"]):
            about = dict(each)
            file = about.pop("id")
            about["permissions"] = sorted(
                about["permissions"], key=lambda one: json.dumps(one, sort_keys=True)
            )
            # The print of a document's facts holds links, and with them ids.
            about.get("appProperties", {}).pop("dienhinh_told", None)
            about["parents"] = len(about["parents"]) == 1 and about["parents"][0]
            self.put(f"file {each['name']}", about)
            if each["mimeType"] == FORM_MIME:
                self.form(each["name"], file)
            elif each["mimeType"] == SPREADSHEET_MIME:
                self.workbook(each["name"], file)
            elif each["mimeType"] != FOLDER_MIME:
                self.document(each["name"], file)

    def form(self, name: str, file: str) -> None:
        """Paint a form: its questions, and whether it takes answers."""
        form = self.get(f"/v1/forms/{file}")
        for one in self.get(f"/v1/forms/{file}/responses").get("responses", []):
            whose = f"<{name}/{one.get('respondentEmail')}/{one['createTime']}>"
            self.names[one["responseId"]] = whose
        form = {key: form[key] for key in ("info", "settings", "publishSettings", "items")
                if key in form}  # fmt: skip
        self.put(f"form {name}", form)

    def workbook(self, name: str, file: str) -> None:
        """Paint a workbook: how it is built, and its rows by code."""
        about = self.get(f"/v4/spreadsheets/{file}", fields="sheets.properties.title")
        titles = [each["properties"]["title"] for each in about["sheets"]]
        clerk = self.stage.office.clerk
        read = clerk._send(
            "GET",
            f"/v4/spreadsheets/{file}",
            params=[("fields", STRUCTURE), *(("ranges", f"'{title}'!1:2") for title in titles)],
        ).json()
        for sheet in read.pop("sheets"):
            sheet["properties"]["gridProperties"].pop("rowCount", None)
            sheet.get("basicFilter", {}).pop("range", None)
            for row in sheet.get("data", [{}])[0].get("rowData", [])[1:]:
                row.clear()
            self.put(f"sheet {name}/{sheet['properties']['title']}", _without_rows(sheet))
        self.put(f"workbook {name}", read)
        grids = clerk._send(
            "GET",
            f"/v4/spreadsheets/{file}/values:batchGet",
            params=[
                ("valueRenderOption", "UNFORMATTED_VALUE"),
                *(("ranges", f"'{title}'") for title in titles),
            ],
        ).json()["valueRanges"]
        for title, grid in zip(titles, grids, strict=True):
            self.rows(f"{name}/{title}", grid.get("values", []))

    def rows(self, where: str, grid: list[list[Any]]) -> None:
        """Paint rows by their code."""
        header, *rows = grid or [[]]
        codes = [title for title in header if title in CODES]
        own = [title for title in OWN_CODES if title in codes] or codes
        for row in rows:
            cells = {
                title: cell
                for title, cell in zip(header, row, strict=False)
                if cell not in {"", False} and title not in STAMPS
            }
            if cells:
                code = cells.get(own[0], "uncoded") if own else next(iter(cells.values()))
                self.put(f"row {where}/{code}", cells)

    def document(self, name: str, file: str) -> None:
        """Paint a document's text."""
        content = Document(io.BytesIO(self.stage.office.clerk.download(file)))
        texts = [paragraph.text for paragraph in content.paragraphs]
        texts += [cell.text for table in content.tables for row in table.rows for cell in row.cells]
        self.put(f"document {name}", "\n".join(texts))

    def mail(self) -> None:
        """Paint the letters by their reference, and the drafts that are left."""
        for letter in self.stage.office.letters():
            told = {"to": letter.to, "cc": letter.copies, "attached": letter.attachments}
            self.put(f"{TEXT}{letter.reference} at {letter.sent:%H:%M}", letter.text)
            self.put(f"letter {letter.reference}", told)
            self.put(f"letter of {letter.sent:%Y-%m-%d} to {letter.to}", letter.subject)
        for _ in self.get("/gmail/v1/users/me/drafts").get("drafts", []):
            self.put("draft", "left")

    def ledger(self) -> None:
        """Paint what the ledger knows for later: codes, answers, history, how far effects came."""
        ledger = self.stage.office.runner.ledger
        for (kind, key), effect in ledger.effects.everything().items():
            if kind == RUNG:  # which steps a letter climbs follows from when it leaves
                continue
            self.put(f"effect {kind}/{key}", str(effect.state))
            if effect.state in {State.STARTED, State.UNKNOWN, State.PLANNED}:
                self.put(f"unsettled {kind}/{key}", str(effect.state))
        for origin, code in ledger.codes.all().items():
            self.put(f"code {code}", re.sub(r"/[0-9a-f]{24}", "/typed", origin))
        for answer in ledger.answers.all():
            told = [answer.form, str(answer.state), answer.unit, answer.code, answer.submitted_at]
            self.put(f"answer {answer.response_id}", told)
        for entry in ledger.history.all():
            told = [entry.by, entry.why, dict(entry.evidence)]
            self.put(f"history {entry.subject}/{entry.kind}/{entry.key}", told)


def _without_rows(sheet: dict[str, Any]) -> dict[str, Any]:
    """Leave out how far down ranges reach: rows that were inserted push them."""
    if isinstance(sheet, dict):
        return {
            key: _without_rows(value)
            for key, value in sheet.items()
            if key not in {"endRowIndex", "sheetId"}
        }
    if isinstance(sheet, list):
        return [_without_rows(each) for each in sheet]  # type: ignore[return-value]
    return sheet


def paint(stage: Stage) -> Picture:
    """Paint what stands now."""
    painter = _Painter(stage, defaultdict(list), {})
    painter.files()
    painter.mail()
    painter.ledger()
    # Ids of answers are known once all forms are painted.
    return {
        painter.named(key): [painter.named(value) for value in values]
        for key, values in painter.painted.items()
    }
