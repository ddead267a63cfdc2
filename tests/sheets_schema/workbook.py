"""A workbook in these tests: takes a batchUpdate and answers spreadsheets.get with FIELDS.

It keeps what Google's reference says of each request and refuses what Google refuses; each column
may hold a word in row 2, which moves with it.
"""

from __future__ import annotations

import copy
import json
import re
from typing import Any

NEW = {
    "properties": {"locale": "en_US", "timeZone": "Etc/GMT"},
    "sheets": [{"properties": {"sheetId": 0, "title": "Sheet1", "gridProperties": {}}}],
}


def applied(standing: dict[str, Any], requests: list[dict[str, Any]]) -> dict[str, Any]:
    """Apply a batchUpdate to what spreadsheets.get answered, and give what it answers then."""
    book = Workbook(standing)
    for request in json.loads(json.dumps(requests)):
        ((kind, body),) = request.items()
        getattr(book, re.sub("([A-Z])", r"_\1", kind).lower())(body)
    return book.answer()


def grid_of(entry: dict[str, Any]) -> dict[str, Any]:
    """Give the GridData of a sheet's entry."""
    return entry["data"][0]


def header_row(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the header cells of a sheet's entry, for a test to change."""
    return grid_of(entry)["rowData"][0]["values"]


def second_row(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the cells of row 2 of a sheet's entry, for a test to change."""
    return grid_of(entry)["rowData"][1]["values"]


def titles_of(entry: dict[str, Any]) -> list[str]:
    """Give the words of the header."""
    return [cell.get("effectiveValue", {}).get("stringValue", "") for cell in header_row(entry)]


def words_of(entry: dict[str, Any]) -> dict[str, str]:
    """Give the word of row 2 under each title."""
    words = [c.get("effectiveValue", {}).get("stringValue", "") for c in second_row(entry)]
    return dict(zip(titles_of(entry), words, strict=True))


def hidden_of(entry: dict[str, Any]) -> list[str]:
    """Give the titles of hidden columns."""
    facts = grid_of(entry)["columnMetadata"]
    pairs = zip(titles_of(entry), facts, strict=True)
    return [title for title, fact in pairs if fact.get("hiddenByUser")]


def put_column(entry: dict[str, Any], at: int, title: str, word: str = "") -> None:
    """Let a person put in a column of their own; ranges that it parts or precedes move on."""
    entry["properties"]["gridProperties"]["columnCount"] += 1
    header_row(entry).insert(at, {"effectiveValue": {"stringValue": title}})
    second_row(entry).insert(at, {"effectiveValue": {"stringValue": word}})
    grid_of(entry)["columnMetadata"].insert(at, {})
    _shift(entry, at)


def move_column(entry: dict[str, Any], start: int, to: int) -> None:
    """Let a person drag a column; protected ranges stay where they are, as a drag leaves them."""
    for line in (header_row(entry), second_row(entry), grid_of(entry)["columnMetadata"]):
        line.insert(to, line.pop(start))


def _shift(entry: dict[str, Any], at: int) -> None:
    ranges = [one["range"] for one in entry.get("protectedRanges", ()) if "range" in one]
    ranges += [one for rule in entry.get("conditionalFormats", ()) for one in rule["ranges"]]
    for each in ranges:
        for side, reaches in (("startColumnIndex", 0), ("endColumnIndex", 1)):
            if side in each and at <= each[side] - reaches:
                each[side] += 1


class Workbook:
    """The spreadsheet while requests are applied to it."""

    def __init__(self, standing: dict[str, Any]) -> None:
        self.kept = copy.deepcopy(standing)

    def answer(self) -> dict[str, Any]:
        return self.kept

    def sheet(self, identity: int) -> dict[str, Any]:
        return next(s for s in self.kept["sheets"] if s["properties"]["sheetId"] == identity)

    def columns(self, place: dict[str, Any]) -> tuple[dict[str, Any], range]:
        entry = self.sheet(place["sheetId"])
        count = entry["properties"]["gridProperties"]["columnCount"]
        assert 0 <= place["startIndex"] < place["endIndex"] <= count
        return entry, range(place["startIndex"], place["endIndex"])

    def ranges(self) -> list[dict[str, Any]]:
        return [one for entry in self.kept["sheets"] for one in entry.get("protectedRanges", ())]

    def marks(self) -> list[dict[str, Any]]:
        return [
            mark
            for entry in self.kept["sheets"]
            for data in entry.get("data", ())
            for fact in data["columnMetadata"]
            for mark in fact.get("developerMetadata", ())
        ]

    def add_sheet(self, body: dict[str, Any]) -> None:
        made = body["properties"]
        others = [entry["properties"] for entry in self.kept["sheets"]]
        assert made["sheetId"] not in [one["sheetId"] for one in others]
        assert made["title"] not in [one["title"] for one in others]
        count = made["gridProperties"]["columnCount"]
        rows = [{"values": [{} for _ in range(count)]} for _ in range(2)]
        data = {"rowData": rows, "columnMetadata": [{} for _ in range(count)]}
        self.kept["sheets"].append({"properties": made, "data": [data]})

    def delete_sheet(self, body: dict[str, Any]) -> None:
        self.kept["sheets"].remove(self.sheet(body["sheetId"]))

    def update_spreadsheet_properties(self, body: dict[str, Any]) -> None:
        self.kept["properties"] |= body["properties"]

    def update_sheet_properties(self, body: dict[str, Any]) -> None:
        entry, new = self.sheet(body["properties"]["sheetId"])["properties"], body["properties"]
        if body["fields"] == "title":
            assert new["title"] not in [s["properties"]["title"] for s in self.kept["sheets"]]
            entry["title"] = new["title"]
        else:
            assert body["fields"] == "gridProperties.frozenRowCount"
            entry["gridProperties"] |= new["gridProperties"]

    def insert_dimension(self, body: dict[str, Any]) -> None:
        place = body["range"]
        entry, (at,) = self.columns({**place, "endIndex": place["startIndex"] + 1})
        assert at > 0 or not body["inheritFromBefore"]
        neighbour = second_row(entry)[at - body["inheritFromBefore"]]
        put_column(entry, at, "")
        header_row(entry)[at] = {}
        taken = {k: v for k, v in neighbour.items() if k == "dataValidation"}
        second_row(entry)[at] = copy.deepcopy(taken)

    def append_dimension(self, body: dict[str, Any]) -> None:
        entry = self.sheet(body["sheetId"])
        for _ in range(body["length"]):
            put_column(entry, len(header_row(entry)), "")

    def update_cells(self, body: dict[str, Any]) -> None:
        start, fields = body["start"], body["fields"].split(",")
        assert start["rowIndex"] == 0
        ((given,),) = [row["values"] for row in body["rows"]]
        cell = header_row(self.sheet(start["sheetId"]))[start["columnIndex"]]
        if "userEnteredValue" in fields:
            cell["effectiveValue"] = given["userEnteredValue"]
        if "note" in fields:
            cell["note"] = given["note"]

    def repeat_cell(self, body: dict[str, Any]) -> None:
        """Formats are not asked for: nothing is kept of them but that the range is a column."""
        place = body["range"]
        self.columns({**place, **_indexes(place)})

    def update_dimension_properties(self, body: dict[str, Any]) -> None:
        entry, places = self.columns(body["range"])
        for at in places:
            if "hiddenByUser" in body["fields"]:
                hidden = body["properties"]["hiddenByUser"]
                grid_of(entry)["columnMetadata"][at]["hiddenByUser"] = hidden

    def set_data_validation(self, body: dict[str, Any]) -> None:
        place = body["range"]
        entry, (at,) = self.columns({**place, **_indexes(place)})
        assert place["startRowIndex"] == 1
        cell = second_row(entry)[at]
        cell.pop("dataValidation", None)
        if "rule" in body:
            cell["dataValidation"] = {"condition": body["rule"]["condition"]}

    def create_developer_metadata(self, body: dict[str, Any]) -> None:
        made = body["developerMetadata"]
        place = made.pop("location")["dimensionRange"]
        assert made.pop("visibility") == "DOCUMENT"
        assert made["metadataId"] not in [mark["metadataId"] for mark in self.marks()]
        entry, (at,) = self.columns(place)
        grid_of(entry)["columnMetadata"][at].setdefault("developerMetadata", []).append(made)

    def update_developer_metadata(self, body: dict[str, Any]) -> None:
        assert body["fields"] == "metadataValue"
        (one,) = body["dataFilters"]
        (mark,) = [m for m in self.marks() if m["metadataId"] == _number(one)]
        mark |= body["developerMetadata"]

    def delete_developer_metadata(self, body: dict[str, Any]) -> None:
        for entry in self.kept["sheets"]:
            for fact in (f for d in entry.get("data", ()) for f in d["columnMetadata"]):
                marks = fact.get("developerMetadata", ())
                gone = _number(body["dataFilter"])
                fact["developerMetadata"] = [m for m in marks if m["metadataId"] != gone]

    def add_protected_range(self, body: dict[str, Any]) -> None:
        made = body["protectedRange"]
        assert made["protectedRangeId"] not in [r["protectedRangeId"] for r in self.ranges()]
        self.sheet(made["range"]["sheetId"]).setdefault("protectedRanges", []).append(made)

    def update_protected_range(self, body: dict[str, Any]) -> None:
        changed = body["protectedRange"]
        (known,) = [
            one for one in self.ranges() if one["protectedRangeId"] == changed["protectedRangeId"]
        ]
        for name in body["fields"].split(","):
            known[name] = changed[name]

    def delete_protected_range(self, body: dict[str, Any]) -> None:
        for entry in self.kept["sheets"]:
            standing = entry.get("protectedRanges", [])
            gone = body["protectedRangeId"]
            standing[:] = [one for one in standing if one["protectedRangeId"] != gone]

    def add_conditional_format_rule(self, body: dict[str, Any]) -> None:
        entry = self.sheet(body["rule"]["ranges"][0]["sheetId"])
        entry.setdefault("conditionalFormats", []).insert(body["index"], body["rule"])

    def update_conditional_format_rule(self, body: dict[str, Any]) -> None:
        self.sheet(body["sheetId"])["conditionalFormats"][body["index"]] = body["rule"]


def _number(data_filter: dict[str, Any]) -> int:
    return data_filter["developerMetadataLookup"]["metadataId"]


def _indexes(place: dict[str, Any]) -> dict[str, int]:
    return {"startIndex": place["startColumnIndex"], "endIndex": place["endColumnIndex"]}
