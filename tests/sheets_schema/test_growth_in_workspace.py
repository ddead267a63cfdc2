"""Sheets and forms in use follow their declaration in a workspace that answers like Google."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dienhinh.google import InvalidRequest
from dienhinh.google.client import Workspace, connect
from sheets_schema import CellChoice, Choice, Choices, layout, section
from sheets_schema.form_difference import collects_verified_addresses, difference, item_ids
from sheets_schema.forms import wanted_form
from sheets_schema.identity import row_anchor
from sheets_schema.model import Kind, ask, written
from sheets_schema.rows import anchor_row, insert_rows
from tests.office import forked_workspace
from tests.sheets_schema.drawn import declared, fields_of

ME = "me@example.com"
SPREADSHEET = "application/vnd.google-apps.spreadsheet"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("workspace")
    with forked_workspace(folder) as base, connect(None, endpoint=base) as found:
        yield found


class Book:
    """One spreadsheet, with what set-up does to it."""

    def __init__(self, workspace: Workspace) -> None:
        self.sheets = workspace.sheets
        body = {"name": "Sổ thử", "mimeType": SPREADSHEET}
        self.id = workspace.drive.files_create(body=body, fields="id")["id"]

    def change(self, requests) -> None:
        if requests:
            self.sheets.spreadsheets_batch_update(spreadsheet_id=self.id, requests=requests)

    def make(self, fields) -> None:
        outline = self.sheets.spreadsheets_get(spreadsheet_id=self.id, fields=layout.OUTLINE_FIELDS)
        want = wanted(fields)
        requests = layout.difference(outline, want)
        self.change([*requests, *layout.first_sheet_removal(outline, want)])

    def difference(self, fields):
        existing = self.sheets.spreadsheets_get(
            spreadsheet_id=self.id,
            fields=layout.FIELDS,
            ranges=layout.structure_ranges([declared(*fields)]),
        )
        return layout.difference(existing, wanted(fields))

    def type_words(self, fields) -> None:
        """Put a word into row 40 of each column, below what anybody looks at."""
        data = {"'Thử'!A40:Z40": [[f"chữ {field.key}" for field in fields]]}
        self.sheets.values_batch_update(spreadsheet_id=self.id, data=data)

    def words(self):
        """Give title -> word of row 40; titles are told apart by the test's declarations."""
        ranges = ["'Thử'!1:1", "'Thử'!40:40"]
        head, row = self.sheets.values_batch_get(spreadsheet_id=self.id, ranges=ranges)
        cells = dict(enumerate(row[0] if row else []))
        return {title: cells.get(at, "") for at, title in enumerate(head[0])}


def wanted(fields):
    return [layout.WantedSheet(declared(*fields), Choices(), ME)]


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(fields_of(), min_size=2, max_size=3), st.booleans())
def test_any_declaration_follows_any_other_and_no_word_is_lost(workspace, history, is_of_old):
    book = Book(workspace)
    book.make(history[0])
    book.type_words(history[0])
    if is_of_old:  # as workbooks were made before their columns carried marks
        lookup = {"developerMetadataLookup": {"metadataKey": "cot"}}
        book.change([{"deleteDeveloperMetadata": {"dataFilter": lookup}}])
    before = sorted(book.words().values())
    for fields in history[1:]:
        book.change(book.difference(fields))
        assert book.difference(fields) == []
        assert sorted(filter(None, book.words().values())) == before
        if not is_of_old:
            for field in fields:
                assert book.words()[field.title] in ("", f"chữ {field.key}")


def test_growth_sent_again_after_a_lost_answer_is_refused_whole(workspace):
    fields = (written("ma", "Mã dòng", Kind.CODE), ask("ten", "Họ và tên"))
    later = (*fields, ask("lop", "Lớp"))
    book = Book(workspace)
    book.make(fields)
    requests = book.difference(later)
    book.change(requests)
    with pytest.raises(InvalidRequest):
        book.change(requests)
    assert list(book.words()) == ["Mã dòng", "Họ và tên", "Lớp"]


def test_column_put_in_takes_nothing_over_from_its_neighbour(workspace):
    fields = (ask("ten", "Họ và tên"), ask("ngay", "Ngày", Kind.DATE))
    later = (fields[0], ask("so", "Số người", Kind.NUMBER), fields[1])
    book = Book(workspace)
    book.make(fields)
    found = layout.sheet_id(declared(*fields))
    column = {"sheetId": found, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}
    hidden = {"range": column, "properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}
    book.change([{"updateDimensionProperties": hidden}])
    book.change(book.difference(later))
    ((data,),) = [
        sheet["data"]
        for sheet in book.sheets.spreadsheets_get(
            spreadsheet_id=book.id,
            fields="sheets(data(columnMetadata(hiddenByUser),rowData(values("
            "userEnteredFormat(numberFormat),dataValidation(condition)))))",
            ranges=["'Thử'!A2:C2"],
        )["sheets"]
    ]
    assert [fact.get("hiddenByUser", False) for fact in data["columnMetadata"]] == [
        True,
        False,
        False,
    ]
    cells = data["rowData"][0]["values"]
    formats = [cell.get("userEnteredFormat", {}).get("numberFormat") for cell in cells]
    assert formats == [
        {"type": "TEXT", "pattern": "@"},
        None,
        {"type": "DATE", "pattern": "dd/mm/yyyy"},
    ]
    assert [cell.get("dataValidation", {}).get("condition", {}).get("type") for cell in cells] == [
        None,
        "NUMBER_GREATER_THAN_EQ",
        "DATE_IS_VALID",
    ]


def test_rows_are_put_in_and_tied_to_their_codes(workspace):
    fields = (written("ma", "Mã dòng", Kind.CODE), ask("ten", "Họ và tên"))
    book = Book(workspace)
    book.make(fields)
    book.type_words(fields)
    found = layout.sheet_id(declared(*fields))
    anchor = row_anchor("thu", "2023-1-LV4-CNA-001")
    book.change([anchor_row(found, 39, anchor)])
    book.change([insert_rows(found, 1, 2)])
    everything = book.sheets.spreadsheets_get(
        spreadsheet_id=book.id,
        fields="sheets(data(rowMetadata(developerMetadata(metadataId,metadataKey,location))))",
        ranges=["'Thử'!42:42"],
    )
    ((row,),) = [data["rowMetadata"] for data in everything["sheets"][0]["data"]]
    (mark,) = row["developerMetadata"]
    assert (mark["metadataId"], mark["metadataKey"]) == (anchor, "d")
    assert mark["location"]["dimensionRange"]["startIndex"] == 41


DANG_KY = section("dang_ky")
FREE = [field.key for field in DANG_KY.asked if field.options != "cells"]


@st.composite
def wanted_forms(draw):
    """Draw an earlier or later form of the registration: other cells, criteria, questions."""
    cells = draw(st.lists(st.sampled_from("ABC"), min_size=1, unique=True))
    stages = draw(st.lists(st.sampled_from(["Một", "Hai"]), min_size=1, unique=True))
    gone = draw(st.sets(st.sampled_from(FREE), max_size=4))
    choices = Choices(
        cells=[CellChoice(c, f"{c} – Ô {c}", ((f"{c}1", "có tiêu chí"),)) for c in cells],
        stages=[Choice(stage, stage) for stage in stages],
    )
    fields = tuple(field for field in DANG_KY.fields if field.key not in gone)
    return wanted_form(replace(DANG_KY, fields=fields), choices)


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(wanted_forms(), min_size=2, max_size=3))
def test_any_form_follows_any_declaration(workspace, history):
    form_id = workspace.forms.forms_create(title="Thử", document_title="Thử")["formId"]
    ours = frozenset()
    for want in history:
        requests = difference(workspace.forms.forms_get(form_id=form_id), want, ours=ours)
        if requests:
            workspace.forms.forms_batch_update(form_id=form_id, requests=requests)
        ours |= item_ids(want)
        form = workspace.forms.forms_get(form_id=form_id)
        assert difference(form, want, ours=ours) == []
        assert {item["itemId"] for item in form["items"]} == {i["itemId"] for i in want.items}
        assert collects_verified_addresses(form)
