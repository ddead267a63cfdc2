"""Sheets v4 through gspread's HTTP client: values as they are stored, writes as they are given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dienhinh.google.answers import Json, as_object
from dienhinh.google.exchange import Exchange
from dienhinh.google.transport import SheetsHttp

CellValue = str | int | float | bool | None

_SHEETS = "https://sheets.googleapis.com/v4/spreadsheets"


class Sheets:
    """The methods of https://developers.google.com/workspace/sheets/api/reference/rest in use.

    Each raises a WorkspaceError. Spreadsheets are made through Drive, in their folder at once.
    """

    def __init__(self, http: SheetsHttp, *, to: Exchange) -> None:
        self._http = http
        self._exchange = to

    def spreadsheets_get(
        self, *, spreadsheet_id: str, fields: str, ranges: Sequence[str] = ()
    ) -> Json:
        """A spreadsheet's structure; name `ranges` whenever `fields` asks for cells (`data`).

        https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/get
        """
        return self._send(
            lambda: self._http.spreadsheets_get(
                spreadsheet_id, {"fields": fields, "ranges": list(ranges)}
            ),
            method="get",
            writes=False,
            harmless=True,
        )

    def spreadsheets_batch_update(
        self,
        *,
        spreadsheet_id: str,
        requests: Sequence[Mapping[str, Any]],
        harmless: bool = False,
    ) -> Json:
        """Apply all requests or none of them.

        `harmless` says that a second application would change nothing or be refused whole (full
        overwrites; an `add...` with an id of our own); only then is an unclear failure repeated.
        https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/batchUpdate
        """
        return self._send(
            lambda: self._http.batch_update(spreadsheet_id, {"requests": list(requests)}),
            method="batchUpdate",
            writes=True,
            harmless=harmless,
        )

    def values_batch_get(
        self, *, spreadsheet_id: str, ranges: Sequence[str]
    ) -> list[list[list[CellValue]]]:
        """The values of each range in one request: ranges × rows × cells.

        Numbers as numbers, dates as serial numbers; empty cells and rows at the end are missing.
        https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/batchGet
        """
        answer = self._send(
            lambda: self._http.values_batch_get(
                spreadsheet_id,
                list(ranges),
                {
                    "valueRenderOption": "UNFORMATTED_VALUE",
                    "dateTimeRenderOption": "SERIAL_NUMBER",
                },
            ),
            method="values.batchGet",
            writes=False,
            harmless=True,
        )
        return [found.get("values", []) for found in answer["valueRanges"]]

    def values_batch_update(
        self, *, spreadsheet_id: str, data: Mapping[str, Sequence[Sequence[CellValue]]]
    ) -> Json:
        """Overwrite ranges with rows of values, RAW: text stays text, whatever it begins with.

        None leaves a cell as it is. A full overwrite, so harmless to repeat.
        https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/batchUpdate
        """
        ranges = [
            {"range": where, "values": [list(row) for row in rows]} for where, rows in data.items()
        ]
        return self._send(
            lambda: self._http.values_batch_update(
                spreadsheet_id, {"valueInputOption": "RAW", "data": ranges}
            ),
            method="values.batchUpdate",
            writes=True,
            harmless=True,
        )

    def values_batch_update_by_data_filter(
        self, *, spreadsheet_id: str, rows: Mapping[int, Sequence[CellValue]]
    ) -> Json:
        """Overwrite the rows on which developer metadata stand, by the metadata's id, RAW.

        Rows are found when the call is carried out, wherever people have moved them meanwhile; an
        id that stands nowhere writes nothing. None leaves a cell as it is, "" empties it. A full
        overwrite, so harmless to repeat.
        https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/batchUpdateByDataFilter
        """
        data = [
            {
                "dataFilter": {"developerMetadataLookup": {"metadataId": anchor}},
                "majorDimension": "ROWS",
                "values": [list(row)],
            }
            for anchor, row in rows.items()
        ]
        address = f"{_SHEETS}/{spreadsheet_id}/values:batchUpdateByDataFilter"
        body = {"valueInputOption": "RAW", "data": data}
        return self._send(
            lambda: self._http.request("post", address, json=body).json(),
            method="values.batchUpdateByDataFilter",
            writes=True,
            harmless=True,
        )

    def developer_metadata_search(self, *, spreadsheet_id: str, key: str) -> list[Json]:
        """All developer metadata with a key, each with its id and where it stands now.

        https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.developerMetadata/search
        """
        address = f"{_SHEETS}/{spreadsheet_id}/developerMetadata:search"
        body = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": key}}]}
        answer = self._send(
            lambda: self._http.request("post", address, json=body).json(),
            method="developerMetadata.search",
            writes=False,
            harmless=True,
        )
        matched = answer.get("matchedDeveloperMetadata", [])
        return [found["developerMetadata"] for found in matched]

    def _send(
        self, act: Callable[[], object], *, method: str, writes: bool, harmless: bool
    ) -> Json:
        """Send a request of gspread's, repeating it by the policy."""
        return self._exchange.send(
            lambda: as_object(act()),
            method=f"sheets.spreadsheets.{method}",
            writes=writes,
            harmless=harmless,
        )
