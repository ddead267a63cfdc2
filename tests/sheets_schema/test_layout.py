import copy

import pytest

from sheets_schema import ALL_SHEETS, LISTS, QUARANTINE, REVIEW, SECTIONS, section
from sheets_schema.header import header
from sheets_schema.layout import (
    WantedSheet,
    difference,
    find_sheet,
    first_sheet_removal,
    renamed_tabs,
    sheet_id,
    sheet_requests,
    structure_ranges,
)
from sheets_schema.protection import automation_runs
from tests.sheets_schema.workbook import NEW, applied, move_column, titles_of

OFFICE = "tchc@example.com"


def kinds(requests):
    return [next(iter(request)) for request in requests]


def bodies(requests, kind):
    return [request[kind] for request in requests if kind in request]


def made(sheet, choices):
    return sheet_requests(sheet, sheet_id=sheet_id(sheet), choices=choices, automation_email=OFFICE)


@pytest.fixture
def wanted(choices):
    return [WantedSheet(sheet, choices, OFFICE) for sheet in SECTIONS.values()]


@pytest.mark.parametrize("sheet", ALL_SHEETS, ids=lambda sheet: sheet.key)
def test_every_layout_is_one_that_google_accepts(sheet, choices, accepted):
    body = {"requests": made(sheet, choices)}
    accepted("sheets", "v4", "BatchUpdateSpreadsheetRequest", body)


@pytest.mark.parametrize("sheet", ALL_SHEETS, ids=lambda sheet: sheet.key)
def test_header_row_holds_the_titles_and_who_writes_each(sheet, choices):
    heads = bodies(made(sheet, choices), "updateCells")
    cells = [cell for head in heads for row in head["rows"] for cell in row["values"]]
    assert [cell["userEnteredValue"]["stringValue"] for cell in cells] == header(sheet)
    assert [cell["note"].split(".")[0] for cell in cells] == [
        field.owner.value for field in sheet.stored
    ]


def test_header_and_code_column_are_frozen(choices):
    (sheet,) = bodies(made(section("dang_ky"), choices), "addSheet")
    assert sheet["properties"] == {
        "sheetId": sheet_id(section("dang_ky")),
        "title": "Đăng ký",
        "gridProperties": {
            "rowCount": 200,
            "columnCount": 19,
            "frozenRowCount": 1,
            "frozenColumnCount": 1,
        },
    }


def test_ids_of_sheets_and_protected_ranges_all_differ(choices):
    ids = [sheet_id(sheet) for sheet in ALL_SHEETS]
    ids += [
        body["protectedRange"]["protectedRangeId"]
        for sheet in ALL_SHEETS
        for body in bodies(made(sheet, choices), "addProtectedRange")
    ]
    assert len(ids) == len(set(ids))
    assert [one for one in ids if not 0 < one < 2**31] == []


def test_header_and_the_automations_columns_are_protected_and_no_others(choices):
    sheet = section("vuong_mac")
    ranges = [b["protectedRange"] for b in bodies(made(sheet, choices), "addProtectedRange")]
    identity = sheet_id(sheet)
    assert [entry["range"] for entry in ranges] == [
        {"sheetId": identity, "startRowIndex": 0, "endRowIndex": 1},
        {"sheetId": identity, "startColumnIndex": 0, "endColumnIndex": 1},
        {"sheetId": identity, "startColumnIndex": 6, "endColumnIndex": 9},
    ]
    assert [entry["editors"] for entry in ranges] == [{"users": [OFFICE]}] * 3
    assert ranges[2]["description"] == (
        "Cột do hệ thống ghi, đề nghị không sửa: “Nộp lúc”, “Người nộp”, “Kết quả kiểm tra”."
    )


def test_review_sheet_forbids_its_header_and_warns_in_its_columns_so_that_it_can_be_sorted(choices):
    ranges = [b["protectedRange"] for b in bodies(made(REVIEW, choices), "addProtectedRange")]
    assert [(entry["warningOnly"], "editors" in entry) for entry in ranges] == [
        (False, True),
        (True, False),
    ]
    assert automation_runs(REVIEW) == ((0, 15),)
    assert [field.key for field in REVIEW.stored[15:]] == ["y_kien", "ket_luan", "ghi_chu"]


def test_lists_forbid_their_header_and_warn_in_the_automations_columns(choices):
    for sheet in LISTS.values():
        ranges = [b["protectedRange"] for b in bodies(made(sheet, choices), "addProtectedRange")]
        runs = len(automation_runs(sheet))
        assert [entry["warningOnly"] for entry in ranges] == [False, *[True] * runs]


def validation(sheet, key, choices):
    at = [field.key for field in sheet.stored].index(key)
    return [
        body["rule"]
        for body in bodies(made(sheet, choices), "setDataValidation")
        if body["range"]["startColumnIndex"] == at and "rule" in body
    ]


def test_choice_is_validated_by_the_words_that_people_see(choices):
    (rule,) = validation(section("dang_ky"), "khau", choices)
    assert (rule["condition"], rule["strict"]) == (
        {
            "type": "ONE_OF_LIST",
            "values": [{"userEnteredValue": "Phát hiện"}, {"userEnteredValue": "Bồi dưỡng"}],
        },
        True,
    )


def test_consent_is_a_box_that_is_blank_when_unticked(choices):
    (rule,) = validation(section("dang_ky"), "dong_y_website", choices)
    assert rule["condition"] == {"type": "BOOLEAN", "values": [{"userEnteredValue": "Đồng ý"}]}


def test_columns_of_the_automation_and_free_texts_are_not_validated(choices):
    for key in ("ma", "ten", "tieu_chi", "nop_luc", "ket_qua"):
        assert validation(section("dang_ky"), key, choices) == []


def test_verdicts_are_coloured(choices):
    rules = [b["rule"] for b in bodies(made(QUARANTINE, choices), "addConditionalFormatRule")]
    assert [rule["booleanRule"]["condition"] for rule in rules] == [
        {"type": "TEXT_STARTS_WITH", "values": [{"userEnteredValue": words}]}
        for words in ("Còn thiếu", "Cần sửa", "Đủ")
    ]
    assert rules[0]["ranges"] == [
        {
            "sheetId": sheet_id(QUARANTINE),
            "startColumnIndex": 6,
            "endColumnIndex": 7,
        }
    ]


def test_new_workbook_is_filled_once_and_then_left_alone(wanted):
    requests = difference(NEW, wanted)
    workbook = applied(NEW, [*requests, *first_sheet_removal(NEW, wanted)])
    assert [entry["properties"]["title"] for entry in workbook["sheets"]] == [
        sheet.title for sheet in SECTIONS.values()
    ]
    assert workbook["properties"] == {"locale": "vi_VN", "timeZone": "Asia/Ho_Chi_Minh"}
    assert difference(workbook, wanted) == []
    assert first_sheet_removal(workbook, wanted) == []


def tab(workbook, key):
    return next(
        entry
        for entry in workbook["sheets"]
        if entry["properties"]["sheetId"] == sheet_id(SECTIONS[key])
    )


@pytest.fixture
def whole(wanted):
    return applied(NEW, difference(NEW, wanted))


def test_sheet_that_was_deleted_is_made_again(whole, wanted):
    del whole["sheets"][2]
    requests = difference(whole, wanted)
    assert kinds(requests)[:2] == ["addSheet", "updateCells"]
    assert difference(applied(whole, requests), wanted) == []


def test_protection_and_colours_taken_away_come_back_and_validation_is_not_touched(whole, wanted):
    registration = whole["sheets"][2]
    del registration["protectedRanges"][0]
    del registration["conditionalFormats"][1:]
    registration["properties"]["gridProperties"]["frozenRowCount"] = 0
    requests = difference(whole, wanted)
    assert kinds(requests) == [
        "updateSheetProperties",
        "addProtectedRange",
        "addConditionalFormatRule",
        "addConditionalFormatRule",
    ]
    assert difference(applied(whole, requests), wanted) == []


def test_rules_and_ranges_of_people_stay(whole, wanted):
    own = {"ranges": [], "booleanRule": {"condition": {"type": "BLANK"}}}
    whole["sheets"][2]["conditionalFormats"].insert(0, own)
    whole["sheets"][2]["protectedRanges"].insert(0, {"protectedRangeId": 5})
    whole["sheets"].append({"properties": {"sheetId": 9, "title": "Riêng của khoa"}})
    assert difference(whole, wanted) == []


def test_tab_that_was_renamed_gets_its_title_back_and_is_told(whole, wanted):
    whole["sheets"][2]["properties"]["title"] = "Minh chứng năm nay"
    assert renamed_tabs(whole, wanted) == (("Minh chứng năm nay", "Đăng ký"),)
    requests = difference(whole, wanted)
    assert kinds(requests) == ["updateSheetProperties"]
    assert difference(applied(whole, requests), wanted) == []
    assert renamed_tabs(applied(whole, requests), wanted) == ()


def test_tab_whose_title_another_tab_bears_is_told_and_left(whole, wanted):
    whole["sheets"][2]["properties"]["title"] = "Bản cũ"
    whole["sheets"].append({"properties": {"sheetId": 9, "title": "Đăng ký"}})
    assert renamed_tabs(whole, wanted) == (("Bản cũ", "Đăng ký"),)
    assert difference(whole, wanted) == []


def users(workbook, key):
    return [entry["editors"]["users"] for entry in tab(workbook, key)["protectedRanges"]]


def test_editors_become_those_declared_and_the_files_owner_stays(whole, choices):
    sheet = SECTIONS["ke_hoach"]
    want = [WantedSheet(sheet, choices, OFFICE, ("pho@example.com",), owner="chu@example.com")]
    tab(whole, "ke_hoach")["protectedRanges"][1]["editors"] = {
        "users": [OFFICE, "chu@example.com", "khach@example.com"],
        "domainUsersCanEdit": True,
    }
    requests = difference(whole, want)
    assert kinds(requests) == ["updateProtectedRange"] * 3
    mended = applied(whole, requests)
    assert users(mended, "ke_hoach") == [[OFFICE, "pho@example.com"]] * 3
    for entry in tab(mended, "ke_hoach")["protectedRanges"]:  # as Google does by itself
        entry["editors"]["users"].append("Chu@example.com")
    assert difference(mended, want) == []


def test_warning_that_was_made_of_a_prohibition_becomes_one_again(whole, wanted):
    tab(whole, "dang_ky")["protectedRanges"][0] |= {"warningOnly": True, "editors": {}}
    requests = difference(whole, wanted)
    assert kinds(requests) == ["updateProtectedRange"]
    assert users(applied(whole, requests), "dang_ky")[0] == [OFFICE]


def test_range_that_somebody_shrank_covers_its_columns_again(whole, wanted):
    tab(whole, "ke_hoach")["protectedRanges"][2]["range"]["endRowIndex"] = 40
    requests = difference(whole, wanted)
    assert [body["fields"] for body in bodies(requests, "updateProtectedRange")] == ["range"]
    assert difference(applied(whole, requests), wanted) == []


def test_range_that_reaches_to_the_grids_end_is_a_whole_one(whole, wanted):
    for entry in whole["sheets"][1:]:
        for each in entry["protectedRanges"][1:]:
            each["range"]["endRowIndex"] = 200
    assert difference(whole, wanted) == []


def test_columns_that_were_dragged_are_protected_where_they_stand_now(whole, wanted):
    entry = tab(whole, "ke_hoach")
    titles = titles_of(entry)
    move_column(entry, len(titles) - 1, 2)
    mended = applied(whole, difference(whole, wanted))
    assert [
        (one["range"]["startColumnIndex"], one["range"]["endColumnIndex"])
        for one in tab(mended, "ke_hoach")["protectedRanges"][1:]
    ] == [(0, 1), (len(titles) - 2, len(titles)), (2, 3)]
    assert difference(mended, wanted) == []


def test_ranges_whose_editors_cannot_be_seen_are_left(whole, wanted):
    for entry in whole["sheets"][1]["protectedRanges"]:
        del entry["editors"]
    assert difference(whole, wanted) == []


def test_blank_sheet_of_the_same_title_made_by_hand_is_taken_for_ours(choices):
    sheet = SECTIONS["ke_hoach"]
    want = [WantedSheet(sheet, choices, OFFICE)]
    made_by_hand = {
        "addSheet": {
            "properties": {"sheetId": 77, "title": "Kế hoạch", "gridProperties": {"columnCount": 3}}
        }
    }
    book = applied(NEW, [made_by_hand])
    assert find_sheet(book, sheet) == 77
    grown = applied(book, difference(book, want))
    assert titles_of(grown["sheets"][1]) == [*header(sheet), "", "", ""]
    assert difference(grown, want) == []


def test_sheet_whose_cells_were_not_asked_for_keeps_its_columns(whole, wanted):
    for entry in whole["sheets"][1:]:
        del entry["data"]
    assert difference(whole, wanted) == []


def test_ranges_name_two_rows_of_each_sheet(whole):
    assert structure_ranges([section("ke_hoach")]) == ["'Kế hoạch'!1:2"]
    tab(whole, "ke_hoach")["properties"]["title"] = "Kế hoạch '23"
    del whole["sheets"][2:]
    assert structure_ranges(SECTIONS.values(), whole) == ["'Kế hoạch ''23'!1:2"]


def test_first_sheet_stays_where_people_have_others(wanted):
    book = copy.deepcopy(NEW)
    book["sheets"].append({"properties": {"sheetId": 9, "title": "Riêng"}})
    assert first_sheet_removal(book, wanted) == []
