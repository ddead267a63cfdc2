"""Sheets in use follow their declaration, and nobody loses a word."""

import copy
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_schema.choices import Choice, Choices
from sheets_schema.layout import WantedSheet, difference, restored_headers, sheet_id
from sheets_schema.model import Kind, ask, written
from sheets_schema.placing import place_fields
from sheets_schema.structure import standing_sheet
from tests.sheets_schema.drawn import declared, fields_of
from tests.sheets_schema.workbook import (
    NEW,
    applied,
    grid_of,
    header_row,
    hidden_of,
    move_column,
    put_column,
    second_row,
    titles_of,
    words_of,
)

OFFICE = "tchc@example.com"
UNITS = Choices(units=(Choice("K1", "Khoa Y"), Choice("K2", "Khoa Dược")))

CODE = written("ma", "Mã dòng", Kind.CODE)
NAME = ask("ten", "Họ và tên", help="Ghi đủ họ, chữ đệm và tên.")
UNIT = ask("don_vi", "Đơn vị", Kind.CHOICE, options="units")
COUNT = ask("so_nguoi", "Số người", Kind.NUMBER)
CLASS = ask("lop", "Lớp")
SENT = written("nop_luc", "Nộp lúc", Kind.TIME)
CHECKED = written("ket_qua", "Kết quả kiểm tra", Kind.PARAGRAPH, status=True)


def wanted(*fields, choices=UNITS):
    return [WantedSheet(declared(*fields), choices, OFFICE)]


def made(*fields, words=True, choices=UNITS):
    """A workbook as set-up makes it, with a word in row 2 of each column."""
    book = applied(NEW, difference(NEW, wanted(*fields, choices=choices)))
    for cell, field in zip(second_row(book["sheets"][1]), fields, strict=True):
        if words:
            cell["effectiveValue"] = {"stringValue": f"chữ của {field.key}"}
    return book


def unmarked(book):
    """The same as it was made before columns carried marks."""
    book = copy.deepcopy(book)
    for fact in grid_of(book["sheets"][1])["columnMetadata"]:
        fact.pop("developerMetadata", None)
    return book


def grown(book, *fields, choices=UNITS):
    """The workbook brought to a declaration, where a second look finds nothing to do."""
    want = wanted(*fields, choices=choices)
    after = applied(book, difference(book, want))
    assert difference(after, want) == []
    return after


def tab(book):
    return book["sheets"][1]


def kinds(requests):
    return [next(iter(request)) for request in requests]


def words(*fields):
    return {field.title: f"chữ của {field.key}" for field in fields}


@pytest.mark.parametrize("before", [made, lambda *f: unmarked(made(*f))], ids=["marked", "of old"])
@pytest.mark.parametrize(
    ("fields", "new"),
    [((CODE, NAME, UNIT, CHECKED), 2), ((NAME, UNIT), 2), ((CODE, NAME, UNIT, CHECKED), 0)],
    ids=["in the middle", "at the end", "at the start"],
)
def test_field_that_was_added_stands_at_its_declared_place_and_no_word_moves(before, fields, new):
    later = (*fields[:new], COUNT, *fields[new:])
    after = tab(grown(before(*fields), *later))
    assert titles_of(after) == [field.title for field in later]
    assert words_of(after) == {**words(*fields), "Số người": ""}


def test_field_that_was_added_beside_a_list_of_options_offers_no_options():
    after = tab(grown(made(CODE, UNIT), CODE, UNIT, CLASS))
    assert "dataValidation" not in second_row(after)[2]


def test_new_field_is_put_right_of_the_one_before_it_wherever_that_stands_now():
    book = made(CODE, NAME, UNIT)
    put_column(tab(book), 2, "Của khoa", "riêng")
    for line in (
        header_row(tab(book)),
        second_row(tab(book)),
        grid_of(tab(book))["columnMetadata"],
    ):
        line.append(line.pop(1))  # the unit dragged the name to the end
    after = tab(grown(book, CODE, NAME, CLASS, UNIT))
    assert titles_of(after) == ["Mã dòng", "Của khoa", "Đơn vị", "Họ và tên", "Lớp"]
    assert words_of(after)["Của khoa"] == "riêng"


def test_two_fields_added_side_by_side_keep_their_order():
    after = tab(grown(made(CODE, UNIT), CODE, NAME, CLASS, UNIT, SENT, CHECKED))
    assert titles_of(after) == [f.title for f in (CODE, NAME, CLASS, UNIT, SENT, CHECKED)]


def test_added_column_of_the_automation_is_protected_and_its_verdict_coloured():
    second = written("ket_qua_2", "Kết quả lần hai", Kind.PARAGRAPH, status=True)
    after = tab(grown(made(CODE, NAME, CHECKED), CODE, NAME, second, CHECKED))
    assert [one["range"] for one in after["protectedRanges"][1:]] == [
        {"sheetId": sheet_id(declared(CODE)), **columns}
        for columns in (
            {"startColumnIndex": 0, "endColumnIndex": 1},
            {"startColumnIndex": 2, "endColumnIndex": 4},
        )
    ]
    for rule in after["conditionalFormats"]:
        assert [r["startColumnIndex"] for r in rule["ranges"]] == [2, 3]


def test_title_changed_in_the_declaration_renames_the_header_in_place():
    full = replace(NAME, title="Họ, chữ đệm và tên")
    book = made(CODE, NAME, UNIT)
    requests = difference(book, wanted(CODE, full, UNIT))
    assert kinds(requests) == ["updateCells", "updateDeveloperMetadata"]
    after = tab(grown(book, CODE, full, UNIT))
    assert words_of(after) == {
        "Mã dòng": "chữ của ma",
        "Họ, chữ đệm và tên": "chữ của ten",
        "Đơn vị": "chữ của don_vi",
    }


def test_title_handed_on_from_one_field_to_another_moves_no_word():
    first, second = replace(NAME, title="Lớp"), replace(CLASS, title="Lớp, khóa")
    after = tab(grown(made(CODE, NAME, CLASS), CODE, first, second))
    assert words_of(after) == {
        "Mã dòng": "chữ của ma",
        "Lớp": "chữ của ten",
        "Lớp, khóa": "chữ của lop",
    }


def test_header_that_a_person_reworded_is_put_right():
    for book in (made(CODE, NAME, UNIT), unmarked(made(CODE, NAME, UNIT))):
        header_row(tab(book))[1]["effectiveValue"] = {"stringValue": "Họ tên"}
        assert restored_headers(book, wanted(CODE, NAME, UNIT)) == (("Thử", "Họ tên", "Họ và tên"),)
        assert words_of(tab(grown(book, CODE, NAME, UNIT))) == words(CODE, NAME, UNIT)


def test_headers_that_a_person_exchanged_are_believed():
    book = made(CODE, NAME, CLASS)
    name, group = header_row(tab(book))[1:]
    name["effectiveValue"], group["effectiveValue"] = (
        group["effectiveValue"],
        name["effectiveValue"],
    )
    assert words_of(tab(grown(book, CODE, NAME, CLASS))) == {
        "Mã dòng": "chữ của ma",
        "Lớp": "chữ của ten",
        "Họ và tên": "chữ của lop",
    }


def test_header_of_old_that_may_be_a_field_reworded_is_left_to_the_reader():
    book = unmarked(made(CODE, CLASS, UNIT))
    header_row(tab(book))[1]["effectiveValue"] = {"stringValue": "Chi đoàn"}
    assert titles_of(tab(grown(book, CODE, CLASS, UNIT))) == ["Mã dòng", "Chi đoàn", "Đơn vị"]


def test_sheet_whose_header_row_is_gone_keeps_every_cell():
    for book in (made(CODE, NAME), unmarked(made(CODE, NAME))):
        rows = grid_of(tab(book))["rowData"]
        rows[0] = rows.pop(1)
        rows.append({"values": [{}, {}]})
        after = tab(grown(book, CODE, NAME, CLASS))
        assert titles_of(after) == ["chữ của ma", "chữ của ten"]


def test_sheet_with_a_blank_row_above_its_header_keeps_every_cell():
    book = unmarked(made(CODE, NAME))
    rows = grid_of(tab(book))["rowData"]
    rows.insert(0, {"values": [{}, {}]})
    assert len(titles_of(tab(grown(book, CODE, NAME, CLASS)))) == 2


def test_header_that_was_emptied_is_written_again():
    book = made(CODE, NAME)
    for cell in header_row(tab(book)):
        del cell["effectiveValue"]
    assert words_of(tab(grown(book, CODE, NAME))) == words(CODE, NAME)


def test_field_taken_away_is_hidden_and_kept_and_shown_again_when_it_returns():
    book = grown(made(CODE, NAME, CLASS, UNIT), CODE, NAME, UNIT)
    assert hidden_of(tab(book)) == ["Lớp"]
    assert words_of(tab(book)) == words(CODE, NAME, CLASS, UNIT)
    back = tab(grown(book, CODE, NAME, CLASS, UNIT))
    assert hidden_of(back) == []
    assert words_of(back) == words(CODE, NAME, CLASS, UNIT)


def test_column_of_a_former_field_that_a_person_shows_stays_shown():
    book = grown(made(CODE, NAME, CLASS), CODE, NAME)
    grid_of(tab(book))["columnMetadata"][2]["hiddenByUser"] = False
    assert difference(book, wanted(CODE, NAME)) == []


def test_declared_column_that_a_person_hid_stays_hidden():
    book = made(CODE, NAME, CLASS)
    grid_of(tab(book))["columnMetadata"][2]["hiddenByUser"] = True
    assert hidden_of(tab(grown(book, CODE, NAME, UNIT, CLASS))) == ["Lớp"]


def test_key_that_changed_under_its_title_keeps_its_column():
    again = replace(CLASS, key="lop_hoc")
    after = tab(grown(made(CODE, CLASS), CODE, again))
    assert words_of(after) == words(CODE, CLASS)
    assert hidden_of(after) == []


def test_column_that_is_nobodys_yields_the_title_that_a_field_takes():
    # Renamed and named back as before: of a workbook without marks the first column is nobody's.
    renamed = replace(CLASS, title="Năm nhập học")
    book = grown(unmarked(made(CLASS, CODE, NAME)), CODE, NAME, renamed)
    after = tab(grown(book, CODE, NAME, CLASS))
    assert words_of(after) == {
        "Lớp (không còn dùng)": "chữ của lop",
        "Mã dòng": "chữ của ma",
        "Họ và tên": "chữ của ten",
        "Lớp": "",
    }


def test_former_fields_title_given_to_another_is_told_apart():
    other = replace(NAME, title="Lớp")
    book = grown(made(CODE, NAME, CLASS), CODE, NAME)
    after = tab(grown(book, CODE, other))
    assert words_of(after) == {
        "Mã dòng": "chữ của ma",
        "Lớp": "chữ của ten",
        "Lớp (không còn dùng)": "chữ của lop",
    }
    back = tab(grown(grown(book, CODE, other), CODE, NAME, CLASS))
    assert words_of(back) == words(CODE, NAME, CLASS)


def test_columns_of_people_are_never_touched():
    book = made(CODE, NAME)
    put_column(tab(book), 1, "Ghi chú riêng", "để nhớ")
    after = tab(grown(book, CODE, CLASS))
    assert words_of(after)["Ghi chú riêng"] == "để nhớ"
    assert hidden_of(after) == ["Họ và tên"]


MORE = Choices(units=(*UNITS.units, Choice("K3", "Khoa Điều dưỡng")))
LIST = {"type": "ONE_OF_LIST"}


def offered(book, at):
    condition = second_row(tab(book))[at]["dataValidation"]["condition"]
    return [value["userEnteredValue"] for value in condition["values"]]


@pytest.mark.parametrize("before", [made, lambda *f: unmarked(made(*f))], ids=["marked", "of old"])
def test_unit_that_was_added_reaches_the_list_of_the_whole_column(before):
    book = before(CODE, UNIT, NAME)
    requests = difference(book, wanted(CODE, UNIT, NAME, choices=MORE))
    assert [
        request["setDataValidation"]["range"]
        for request in requests
        if "setDataValidation" in request
    ] == [
        {
            "sheetId": sheet_id(declared(CODE)),
            "startRowIndex": 1,
            "startColumnIndex": 1,
            "endColumnIndex": 2,
        }
    ]
    after = grown(book, CODE, UNIT, NAME, choices=MORE)
    assert offered(after, 1) == ["Khoa Y", "Khoa Dược", "Khoa Điều dưỡng"]


def test_list_whose_options_are_not_known_now_is_left():
    book = made(CODE, UNIT)
    assert difference(book, wanted(CODE, UNIT, choices=Choices())) == []


def test_validation_that_a_person_took_away_or_replaced_is_left():
    book = made(CODE, UNIT, COUNT)
    del second_row(tab(book))[1]["dataValidation"]
    second_row(tab(book))[2]["dataValidation"] = {"condition": {"type": "CUSTOM_FORMULA"}}
    assert difference(book, wanted(CODE, UNIT, COUNT)) == []


def test_column_that_became_another_kind_loses_the_rule_that_was_ours():
    book = made(CODE, UNIT)
    after = tab(grown(book, CODE, replace(UNIT, kind=Kind.TEXT, options=())))
    assert "dataValidation" not in second_row(after)[1]


def test_list_of_a_table_that_a_person_made_is_the_tables():
    book = made(CODE, UNIT)
    tab(book)["tables"] = [{"range": {"startColumnIndex": 0, "endColumnIndex": 2}}]
    want = wanted(CODE, UNIT, choices=MORE)
    assert difference(book, want) == []
    del tab(book)["tables"]
    assert kinds(difference(book, want)) == ["setDataValidation", "updateDeveloperMetadata"]


def formats(requests):
    return [
        (
            request["repeatCell"]["range"]["startColumnIndex"],
            request["repeatCell"]["cell"].get("userEnteredFormat", {}).get("numberFormat"),
        )
        for request in requests
        if "repeatCell" in request
    ]


def test_columns_of_words_that_people_write_are_text_from_the_start():
    fields = (NAME, UNIT, ask("thu", "Thư", Kind.EMAIL), ask("lk", "Liên kết", Kind.LINK))
    text = {"type": "TEXT", "pattern": "@"}
    requests = difference(NEW, wanted(*fields, COUNT, SENT, CHECKED))
    assert formats(requests) == [
        *[(at, text) for at in range(4)],
        (4, None),
        (5, {"type": "DATE_TIME", "pattern": "dd/mm/yyyy hh:mm"}),
        (6, None),
    ]


def test_columns_in_use_become_text_once():
    book = unmarked(made(CODE, NAME, COUNT))
    requests = difference(book, wanted(CODE, NAME, COUNT))
    text = {"type": "TEXT", "pattern": "@"}
    assert formats(requests) == [(0, text), (1, text)]
    assert "repeatCell" not in kinds(difference(applied(book, requests), wanted(CODE, NAME, COUNT)))


def test_help_that_changed_reaches_the_note_and_no_rule_is_set_again():
    book = made(CODE, UNIT)
    clearer = replace(UNIT, help="Chọn đơn vị nơi công tác.")
    assert kinds(difference(book, wanted(CODE, clearer))) == ["updateCells"]
    after = tab(grown(book, CODE, clearer))
    assert header_row(after)[1]["note"] == "Đơn vị điền. Chọn đơn vị nơi công tác."


def test_every_column_says_by_its_mark_which_field_it_is():
    placing = place_fields(declared(CODE, NAME), standing_sheet(tab(made(CODE, NAME))))
    assert {key: column.index for key, column in placing.columns.items()} == {"ma": 0, "ten": 1}
    assert [column.mark.key for column in placing.columns.values()] == ["ma", "ten"]


@settings(max_examples=150, deadline=None)
@given(st.lists(fields_of(), min_size=2, max_size=4), st.data())
def test_any_declaration_follows_any_other_and_no_word_is_lost(history, data):
    book = made(*history[0])
    for fields in history[1:]:
        for number in range(data.draw(st.integers(0, 2))):
            at = data.draw(st.integers(0, len(titles_of(tab(book)))))
            put_column(tab(book), at, f"Riêng {number} {len(titles_of(tab(book)))}", "riêng")
        before = words_of(tab(book))
        book = grown(book, *fields)
        placed = place_fields(declared(*fields), standing_sheet(tab(book)))
        assert placed.missing == ()
        assert sorted(filter(None, words_of(tab(book)).values())) == sorted(
            filter(None, before.values())
        )
        for field in fields:
            column = placed.columns[field.key]
            assert column.title == field.title
            assert words_of(tab(book))[field.title] in ("", f"chữ của {field.key}")
            assert not column.is_hidden


@settings(max_examples=100, deadline=None)
@given(fields_of(), fields_of())
def test_workbook_of_old_follows_any_declaration_and_no_word_is_lost(first, second):
    book = unmarked(made(*first))
    after = grown(book, *second)
    kept_words = sorted(filter(None, words_of(tab(after)).values()))
    assert kept_words == sorted(filter(None, words_of(tab(book)).values()))


@settings(max_examples=150, deadline=None)
@given(fields_of(), fields_of(), st.data())
def test_whatever_people_did_one_look_brings_all_that_can_be_brought(first, second, data):
    book = made(*first)
    count = len(first)
    for _ in range(data.draw(st.integers(0, 4))):
        at, to = data.draw(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)))
        act = data.draw(st.sampled_from(["move", "retitle", "blank", "note", "forget", "lift"]))
        if act == "move":
            move_column(tab(book), at, to)
        elif act == "retitle":
            title = data.draw(st.sampled_from(["Khác", f"Cột {'abcdefgh'[to]}", "cột A mới "]))
            header_row(tab(book))[at]["effectiveValue"] = {"stringValue": title}
        elif act == "forget":
            grid_of(tab(book))["columnMetadata"][at].pop("developerMetadata", None)
        elif act == "lift":
            tab(book)["protectedRanges"][:1] = []
        else:
            header_row(tab(book))[at].pop("note" if act == "note" else "effectiveValue", None)
    before = sorted(cell["effectiveValue"]["stringValue"] for cell in second_row(tab(book)))
    after = tab(grown(book, *second))
    words = (cell.get("effectiveValue", {}).get("stringValue") for cell in second_row(after))
    assert sorted(filter(None, words)) == before
