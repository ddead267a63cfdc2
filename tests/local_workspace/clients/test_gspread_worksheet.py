"""Every call of gspread's Worksheet does here what it does at Google."""

from __future__ import annotations

import re

import gspread
import pytest
from gspread.utils import (
    Dimension,
    InsertDataOption,
    MergeType,
    PasteOrientation,
    PasteType,
    TableDirection,
    ValidationConditionType,
    ValueInputOption,
    ValueRenderOption,
)

TABLE = [["Đơn vị", "Số", "Ngày"], ["Khoa", 2, "x"], ["Phòng", 1, "y"]]
SHOWN = [["Đơn vị", "Số", "Ngày"], ["Khoa", "2", "x"], ["Phòng", "1", "y"]]


@pytest.fixture
def filled(tab) -> gspread.Worksheet:
    tab.update(TABLE)
    return tab


def fresh(tab: gspread.Worksheet) -> gspread.Worksheet:
    """The same sheet with what the server tells of it now."""
    return tab.spreadsheet.get_worksheet_by_id(tab.id)


def told(tab: gspread.Worksheet, fields: str, ranges: str = "") -> dict:
    """A part of the sheet as the server tells it."""
    params = {"fields": f"sheets({fields})"} | ({"ranges": ranges} if ranges else {})
    return tab.spreadsheet.fetch_sheet_metadata(params)["sheets"][0]


# Reading


def test_values_are_read_whole_and_in_parts(filled):
    tab = filled
    assert tab.get_all_values() == SHOWN
    assert tab.get_values("A2:B3") == [["Khoa", "2"], ["Phòng", "1"]]
    assert tab.get("B2:B3", value_render_option=ValueRenderOption.unformatted) == [[2], [1]]
    assert tab.get("A2:B3", major_dimension=Dimension.cols) == [["Khoa", "Phòng"], ["2", "1"]]
    assert tab.batch_get(["A1", "B2:C2"]) == [[["Đơn vị"]], [["2", "x"]]]
    assert tab.row_values(2) == ["Khoa", "2", "x"]
    assert tab.col_values(1) == ["Đơn vị", "Khoa", "Phòng"]
    assert tab.get_all_records() == [
        {"Đơn vị": "Khoa", "Số": 2, "Ngày": "x"},
        {"Đơn vị": "Phòng", "Số": 1, "Ngày": "y"},
    ]


def test_cells_are_read_one_by_one_and_as_ranges(filled):
    tab = filled
    assert (tab.cell(2, 1).value, tab.acell("C3").value) == ("Khoa", "y")
    assert [cell.value for cell in tab.range("A2:B3")] == ["Khoa", "2", "Phòng", "1"]
    assert [cell.address for cell in tab.get_all_cells() if cell.value == "1"] == ["B3"]
    assert tab.acell("Z99").value is None


def test_merged_cells_can_be_read_as_one(filled):
    tab = filled
    tab.merge_cells("A2:A3")
    read = tab.get("A1:B3", combine_merged_cells=True)
    assert read == [["Đơn vị", "Số"], ["Khoa", "2"], ["Khoa", "1"]]


def test_find_looks_for_text_and_patterns(filled):
    tab = filled
    assert tab.find("Phòng").address == "A3"
    assert tab.find("phòng", case_sensitive=False).address == "A3"
    assert [cell.address for cell in tab.findall(re.compile(r"^[xy]$"))] == ["C2", "C3"]
    assert tab.find("Khoa", in_column=2) is None


def test_expand_follows_filled_cells(filled):
    tab = filled
    tab.update_acell("A5", "xa")
    assert tab.expand("A1") == SHOWN
    assert tab.expand("A2", TableDirection.right) == [["Khoa", "2", "x"]]


# Writing


def test_update_writes_raw_or_as_typed(tab):
    tab.update([["1/2/2023", "=1+1"]], "A1")
    tab.update([["=1+1", "007"]], "A2", value_input_option=ValueInputOption.user_entered)
    unformatted = ValueRenderOption.unformatted
    assert tab.get("A1:B2", value_render_option=unformatted) == [["1/2/2023", "=1+1"], [2, 7]]
    assert tab.acell("A2", value_render_option=ValueRenderOption.formula).value == "=1+1"


def test_one_cell_or_a_list_of_cells_is_updated(filled):
    tab = filled
    tab.update_acell("A2", "Khoa 1")
    tab.update_cell(3, 1, "Phòng 1")
    cells = tab.range("B2:B3")
    for number, cell in enumerate(cells):
        cell.value = number
    tab.update_cells([*cells, gspread.Cell.from_address("C2", "z")])
    assert tab.get("A2:C3") == [["Khoa 1", "0", "z"], ["Phòng 1", "1", "y"]]


def test_several_ranges_are_updated_and_cleared_at_once(filled):
    tab = filled
    tab.batch_update([{"range": "A2", "values": [["a"]]}, {"range": "C2:C3", "values": [[1], [2]]}])
    assert tab.get("A2:C3") == [["a", "2", "1"], ["Phòng", "1", "2"]]
    tab.batch_clear(["A1:C1", "B3"])
    assert tab.get_all_values() == [["", "", ""], ["a", "2", "1"], ["Phòng", "", "2"]]
    tab.clear()
    assert tab.get_all_values() == [[]]


def test_rows_are_appended_below_the_table(filled):
    tab = filled
    answer = tab.append_row(["Ban", 3], include_values_in_response=True)
    assert answer["updates"]["updatedRange"] == "Sheet1!A4:B4"
    tab.append_rows(
        [["=1+1"], ["Tổ"]],
        value_input_option=ValueInputOption.user_entered,
        insert_data_option=InsertDataOption.insert_rows,
        table_range="A1:C4",
    )
    assert tab.col_values(1) == ["Đơn vị", "Khoa", "Phòng", "Ban", "2", "Tổ"]


def test_rows_and_columns_are_inserted_with_values(filled):
    tab = filled
    tab.insert_row(["Ban", 9], index=2)
    tab.insert_rows([["Tổ"], ["Đội"]], row=2, inherit_from_before=True)
    assert tab.col_values(1) == ["Đơn vị", "Tổ", "Đội", "Ban", "Khoa", "Phòng"]
    tab.insert_cols([["Mã", "t"], ["Ghi"]], col=1)
    assert tab.get("A1:C2") == [["Mã", "Ghi", "Đơn vị"], ["t", "", "Tổ"]]


def test_rows_and_columns_are_deleted(filled):
    tab = filled
    tab.delete_rows(2)
    assert tab.get_all_values() == [SHOWN[0], SHOWN[2]]
    tab.delete_columns(1, 2)
    assert tab.get_all_values() == [["Ngày"], ["y"]]
    tab.delete_dimension(Dimension.rows, 1, 1)
    assert tab.get_all_values() == [["y"]]


# The grid


def test_the_grid_grows_and_is_resized(tab):
    tab.add_rows(10)
    tab.add_cols(4)
    assert (fresh(tab).row_count, fresh(tab).col_count) == (1010, 30)
    tab.resize(rows=5, cols=3)
    assert (fresh(tab).row_count, fresh(tab).column_count) == (5, 3)
    with pytest.raises(gspread.exceptions.APIError, match="exceeds grid limits"):
        tab.update([["x"]], "A6")


def test_rows_and_columns_are_frozen(tab):
    tab.freeze(rows=1, cols=2)
    assert (fresh(tab).frozen_row_count, fresh(tab).frozen_col_count) == (1, 2)


def test_columns_and_rows_fit_their_contents(filled):
    tab = filled
    tab.update_acell("A1", "một dòng chữ dài hơn cột thường rất nhiều")
    fields = "data(columnMetadata(pixelSize),rowMetadata(pixelSize))"
    before = told(tab, fields, "A1:A1")["data"][0]
    tab.columns_auto_resize(0, 1)
    tab.rows_auto_resize(0, 1)
    after = told(tab, fields, "A1:A1")["data"][0]
    assert before["columnMetadata"] == [{"pixelSize": 100}]
    assert after["columnMetadata"][0]["pixelSize"] > 150
    assert after["rowMetadata"] == before["rowMetadata"] == [{"pixelSize": 21}]


def test_columns_and_rows_are_hidden_and_shown(tab):
    fields = "data(columnMetadata(hiddenByUser),rowMetadata(hiddenByUser))"
    tab.hide_columns(0, 1)
    tab.hide_rows(1, 2)
    assert told(tab, fields, "A1:B2")["data"] == [
        {
            "columnMetadata": [{"hiddenByUser": True}, {}],
            "rowMetadata": [{}, {"hiddenByUser": True}],
        }
    ]
    tab.unhide_columns(0, 1)
    tab.unhide_rows(1, 2)
    assert told(tab, fields, "A1:B2")["data"] == [
        {"columnMetadata": [{}, {}], "rowMetadata": [{}, {}]}
    ]


def test_columns_and_rows_are_grouped(tab):
    tab.add_dimension_group_columns(1, 3)
    tab.add_dimension_group_rows(2, 5)
    columns, rows = tab.list_dimension_group_columns(), tab.list_dimension_group_rows()
    assert [(g["range"]["startIndex"], g["range"]["endIndex"]) for g in columns] == [(1, 3)]
    assert [(g["range"]["startIndex"], g["depth"]) for g in rows] == [(2, 1)]
    tab.delete_dimension_group_columns(1, 3)
    tab.delete_dimension_group_rows(2, 5)
    assert (tab.list_dimension_group_columns(), tab.list_dimension_group_rows()) == ([], [])


# The sheet itself


def test_title_place_and_facts_of_a_sheet(tab):
    other = tab.spreadsheet.add_worksheet("Khác", 5, 5)
    tab.update_title("Đầu")
    tab.update_index(2)  # counted before the sheet is taken out
    seen = fresh(tab)
    assert (seen.id, seen.title, seen.index) == (0, "Đầu", 1)
    assert fresh(other).index == 0
    assert tab.url == f"{tab.spreadsheet.url}#gid=0"


def test_a_sheet_is_hidden_and_shown(tab):
    tab.spreadsheet.add_worksheet("Khác", 5, 5)
    tab.hide()
    assert fresh(tab).isSheetHidden is True
    tab.show()
    assert fresh(tab).isSheetHidden is False


def test_gridlines_are_hidden_and_shown(tab):
    tab.hide_gridlines()
    assert fresh(tab).is_gridlines_hidden is True
    tab.show_gridlines()
    assert fresh(tab).is_gridlines_hidden is False


def test_a_tab_has_a_colour(tab):
    tab.update_tab_color("#ff7f00")
    assert fresh(tab).get_tab_color() == "#FF7F00"
    assert fresh(tab).tab_color == "#FF7F00"
    tab.clear_tab_color()
    assert fresh(tab).get_tab_color() is None


def test_a_sheet_is_duplicated_and_copied_to_another_spreadsheet(filled, google):
    tab = filled
    twin = tab.duplicate(insert_sheet_index=1, new_sheet_id=5, new_sheet_name="Bản sao")
    assert (twin.id, twin.title, twin.get_all_values()) == (5, "Bản sao", SHOWN)
    other = google.create("Sổ khác")
    answer = tab.copy_to(other.id)
    assert answer["title"] == "Copy of Sheet1"
    assert other.worksheet("Copy of Sheet1").get_all_values() == SHOWN


# What lies on cells


def test_formats_are_set_on_one_range_and_on_several(filled):
    tab = filled
    tab.format(["A1:C1"], {"textFormat": {"bold": True}})
    tab.batch_format(
        [
            {"range": "B2:B3", "format": {"numberFormat": {"type": "NUMBER", "pattern": "0.00"}}},
            {"range": "C2", "format": {"horizontalAlignment": "CENTER"}},
        ]
    )
    assert tab.get("A2:B3") == [["Khoa", "2.00"], ["Phòng", "1.00"]]
    assert told(tab, "data(rowData(values(userEnteredFormat)))", "B1:C2")["data"][0]["rowData"] == [
        {"values": [{"userEnteredFormat": {"textFormat": {"bold": True}}}] * 2},
        {
            "values": [
                {"userEnteredFormat": {"numberFormat": {"type": "NUMBER", "pattern": "0.00"}}},
                {"userEnteredFormat": {"horizontalAlignment": "CENTER"}},
            ]
        },
    ]


def test_cells_are_merged_and_unmerged(tab):
    tab.merge_cells("A1:B2", MergeType.merge_rows)
    tab.batch_merge([{"range": "D1:E2"}])
    merges = told(tab, "merges")["merges"]
    corners = [(m["startRowIndex"], m["endRowIndex"], m["startColumnIndex"]) for m in merges]
    assert sorted(corners) == [(0, 1, 0), (0, 2, 3), (1, 2, 0)]
    tab.unmerge_cells("A1:E2")
    assert told(tab, "merges") == {}


def test_notes_are_written_read_and_cleared(tab):
    tab.insert_note("A1", "một")
    tab.update_note("B2", "hai")
    tab.insert_notes({"A2": "ba"})
    tab.update_notes({"A1": "bốn"})
    assert (tab.get_note("A1"), tab.get_notes()) == ("bốn", [["bốn"], ["ba", "hai"]])
    tab.clear_note("B2")
    tab.clear_notes(["A2"])
    assert tab.get_notes() == [["bốn"]]


def test_a_basic_filter_is_set_and_cleared(filled):
    tab = filled
    tab.set_basic_filter("A1:B3")
    at = {"startRowIndex": 0, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 2}
    assert told(tab, "basicFilter")["basicFilter"]["range"] == at
    tab.clear_basic_filter()
    assert told(tab, "basicFilter") == {}


def test_a_protected_range_is_added_and_deleted(tab):
    made = tab.add_protected_range(
        "A1:B2", editor_users_emails=["me@example.com"], description="Tiêu đề"
    )
    protected = made["replies"][0]["addProtectedRange"]["protectedRange"]
    listed = tab.spreadsheet.list_protected_ranges(tab.id)
    assert [each["protectedRangeId"] for each in listed] == [protected["protectedRangeId"]]
    tab.delete_protected_range(protected["protectedRangeId"])
    assert tab.spreadsheet.list_protected_ranges(tab.id) == []


def test_a_named_range_is_defined_and_deleted(filled):
    tab = filled
    made = tab.define_named_range("A2:A3", "Don_vi")
    assert tab.get("Don_vi") == [["Khoa"], ["Phòng"]]
    named = made["replies"][0]["addNamedRange"]["namedRange"]["namedRangeId"]
    tab.delete_named_range(named)
    assert tab.spreadsheet.list_named_ranges() == []


def test_a_validation_is_added(tab):
    tab.add_validation(
        "A1:A2",
        ValidationConditionType.one_of_list,
        ["Khoa", "Phòng"],
        inputMessage="Chọn",
        strict=True,
        showCustomUi=True,
    )
    rule = told(tab, "data(rowData(values(dataValidation)))", "A1:A1")["data"][0]["rowData"]
    listed = [{"userEnteredValue": "Khoa"}, {"userEnteredValue": "Phòng"}]
    assert rule[0]["values"][0]["dataValidation"] == {
        "condition": {"type": "ONE_OF_LIST", "values": listed},
        "inputMessage": "Chọn",
        "strict": True,
        "showCustomUi": True,
    }


def test_rows_are_sorted(filled):
    tab = filled
    tab.sort((2, "asc"), range="A2:C3")
    assert tab.col_values(1) == ["Đơn vị", "Phòng", "Khoa"]
    tab.freeze(rows=1)
    fresh(tab).sort((1, "asc"))
    assert tab.col_values(1) == ["Đơn vị", "Khoa", "Phòng"]


def test_a_range_is_copied_and_turned(filled):
    tab = filled
    tab.copy_range("A1:B2", "E1")
    tab.copy_range("A1:A3", "E5", PasteType.values, paste_orientation=PasteOrientation.transpose)
    assert tab.get("E1:F2") == [["Đơn vị", "Số"], ["Khoa", "2"]]
    assert tab.get("E5:G5") == [["Đơn vị", "Khoa", "Phòng"]]


def test_a_range_is_cut(filled):
    tab = filled
    tab.cut_range("A1:A3", "E1")
    assert tab.get("E1:E3") == [["Đơn vị"], ["Khoa"], ["Phòng"]]
    assert tab.get("A1:A3") == [[]]
