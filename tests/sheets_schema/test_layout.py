import copy
import re

import pytest

from sheets_schema import ALL_SHEETS, LISTS, QUARANTINE, REVIEW, SECTIONS, section
from sheets_schema.header import header
from sheets_schema.layout import (
    WantedSheet,
    difference,
    find_sheet,
    first_sheet_removal,
    sheet_id,
    sheet_requests,
)
from sheets_schema.protection import automation_runs

OFFICE = "tchc@example.com"
NEW = {
    "properties": {"locale": "en_US", "timeZone": "Etc/GMT"},
    "sheets": [{"properties": {"sheetId": 0, "title": "Sheet1"}}],
}


class Workbook:
    """Keeps of a batchUpdate what spreadsheets.get with FIELDS gives back."""

    def __init__(self, standing):
        self.kept = copy.deepcopy(standing)

    def sheet(self, identity):
        return next(s for s in self.kept["sheets"] if s["properties"]["sheetId"] == identity)

    def add_sheet(self, body):
        assert body["properties"]["sheetId"] not in self.ids()
        self.kept["sheets"].append({"properties": body["properties"]})

    def ids(self):
        return [entry["properties"]["sheetId"] for entry in self.kept["sheets"]]

    def ranges(self):
        return [one for entry in self.kept["sheets"] for one in entry.get("protectedRanges", ())]

    def add_protected_range(self, body):
        made = body["protectedRange"]
        assert made["protectedRangeId"] not in [r["protectedRangeId"] for r in self.ranges()]
        self.sheet(made["range"]["sheetId"]).setdefault("protectedRanges", []).append(made)

    def update_protected_range(self, body):
        changed = body["protectedRange"]
        for known in self.ranges():
            if known["protectedRangeId"] == changed["protectedRangeId"]:
                known["editors"] = changed["editors"]

    def add_conditional_format_rule(self, body):
        entry = self.sheet(body["rule"]["ranges"][0]["sheetId"])
        entry.setdefault("conditionalFormats", []).insert(body["index"], body["rule"])

    def update_spreadsheet_properties(self, body):
        self.kept["properties"] |= body["properties"]

    def update_sheet_properties(self, body):
        entry = self.sheet(body["properties"]["sheetId"])["properties"]
        entry["gridProperties"] |= body["properties"]["gridProperties"]

    def delete_sheet(self, body):
        self.kept["sheets"].remove(self.sheet(body["sheetId"]))


def applied(workbook, requests):
    book = Workbook(workbook)
    for request in copy.deepcopy(requests):
        ((kind, body),) = request.items()
        act = getattr(book, re.sub("([A-Z])", r"_\1", kind).lower(), None)
        if act:
            act(body)
    return book.kept


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
    (head,) = bodies(made(sheet, choices), "updateCells")
    cells = head["rows"][0]["values"]
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
            "rowCount": 1000,
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
        {"sheetId": identity, "startRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 1},
        {"sheetId": identity, "startRowIndex": 1, "startColumnIndex": 6, "endColumnIndex": 9},
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


def test_lists_protect_their_header_alone(choices):
    for sheet in LISTS.values():
        assert len(bodies(made(sheet, choices), "addProtectedRange")) == 1


def validation(sheet, key, choices):
    at = [field.key for field in sheet.stored].index(key)
    return [
        body["rule"]
        for body in bodies(made(sheet, choices), "setDataValidation")
        if body["range"]["startColumnIndex"] == at
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
            "startRowIndex": 1,
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
    whole["sheets"][2]["properties"]["title"] = "Đăng ký (đổi tên)"
    assert difference(whole, wanted) == []


def test_editor_that_a_range_lacks_is_added_to_those_it_has(whole, choices):
    sheet = section("ke_hoach")
    want = [WantedSheet(sheet, choices, OFFICE, ("pho@example.com",))]
    requests = difference(whole, want)
    assert [
        body["protectedRange"]["editors"] for body in bodies(requests, "updateProtectedRange")
    ] == [{"users": [OFFICE, "pho@example.com"]}] * 3
    assert difference(applied(whole, requests), want) == []


def test_ranges_whose_editors_cannot_be_seen_are_left(whole, wanted):
    for entry in whole["sheets"][1]["protectedRanges"]:
        del entry["editors"]
    assert difference(whole, wanted) == []


def test_sheet_of_the_same_title_made_by_hand_is_taken_for_ours(choices):
    book = {"sheets": [{"properties": {"sheetId": 77, "title": "Kế hoạch", "gridProperties": {}}}]}
    sheet = section("ke_hoach")
    assert find_sheet(book, sheet) == 77
    assert kinds(difference(book, [WantedSheet(sheet, choices, OFFICE)])) == [
        "updateSheetProperties",
        *["addProtectedRange"] * 3,
        *["addConditionalFormatRule"] * 3,
    ]


def test_first_sheet_stays_where_people_have_others(wanted):
    book = copy.deepcopy(NEW)
    book["sheets"].append({"properties": {"sheetId": 9, "title": "Riêng"}})
    assert first_sheet_removal(book, wanted) == []
