"""spreadsheets.get with cells: errors and links said in full, sizes that fit the text."""

from __future__ import annotations

import pytest


def typed(sheet, text: str, rows: list) -> None:
    sheet.write(text, rows, option="USER_ENTERED")


def cell(sheet, fields: str, text: str = "A1") -> dict:
    data = sheet.get(f"sheets.data.rowData.values({fields})", ranges=text)["sheets"][0]["data"][0]
    return data["rowData"][0]["values"][0]


@pytest.mark.parametrize(
    ("formula", "shown", "kind", "message"),
    [
        ("=1/0", "#DIV/0!", "DIVIDE_BY_ZERO", "Function DIVIDE parameter 2 cannot be zero."),
        ("=MOD(5,0)", "#DIV/0!", "DIVIDE_BY_ZERO", "Function MOD parameter 2 cannot be zero."),
        (
            "=AVERAGE(B1:B2)",
            "#DIV/0!",
            "DIVIDE_BY_ZERO",
            "Evaluation of function AVERAGE caused a divide by zero error.",
        ),
        ("=LẠ(1)", "#NAME?", "NAME", "Unknown function: 'LẠ'."),
        ("=tong", "#NAME?", "NAME", "Unknown range name: 'TONG'."),
        ("=#REF!+1", "#REF!", "REF", "Reference does not exist."),
        (
            "=A1+1",
            "#REF!",
            "REF",
            (
                "Circular dependency detected. To resolve with iterative calculation, "
                "see File > Settings."
            ),
        ),
        (
            '=VLOOKUP("x",B1:C2,2,FALSE)',
            "#N/A",
            "N_A",
            "Did not find value 'x' in VLOOKUP evaluation.",
        ),
        ("=1+", "#ERROR!", "ERROR", "Formula parse error."),
    ],
)
def test_an_error_says_its_type_and_why(sheet, formula, shown, kind, message) -> None:
    typed(sheet, "A1", [[formula]])
    assert cell(sheet, "effectiveValue,formattedValue") == {
        "effectiveValue": {"errorValue": {"type": kind, "message": message}},
        "formattedValue": shown,
    }


def test_a_link_is_told_whatever_made_it(sheet, box) -> None:
    address = "https://example.com/a"
    typed(sheet, "A1", [[f'=HYPERLINK("{address}","nhãn")', "=HYPERLINK(D1)", address, address]])
    linked = {"userEnteredFormat": {"textFormat": {"link": {"uri": "https://example.com/b"}}}}
    sheet.write("E1", [["chữ", "chữ"]])
    part = {"textFormatRuns": [{"format": {"link": {"uri": "https://example.com/c"}}}]}
    sheet.batch(
        {"repeatCell": {"range": box(0, 4, 1, 5), "cell": linked, "fields": "userEnteredFormat"}},
        {"repeatCell": {"range": box(0, 5, 1, 6), "cell": part, "fields": "textFormatRuns"}},
    )
    data = sheet.get("sheets.data.rowData.values.hyperlink", ranges="A1:F1")["sheets"][0]["data"]
    links = [one.get("hyperlink") for one in data[0]["rowData"][0]["values"]]
    assert links == [*[address] * 4, "https://example.com/b", "https://example.com/c"]
    look = cell(sheet, "effectiveFormat(hyperlinkDisplayType,textFormat.underline)")
    assert look == {
        "effectiveFormat": {"hyperlinkDisplayType": "LINKED", "textFormat": {"underline": True}}
    }


def test_columns_fit_their_widest_text_by_the_widths_of_its_letters(sheet) -> None:
    sheet.write("A1", [["A" * 1024, "Ằ" * 1024, "i", "mm\ni"]])
    run = {"dimension": "COLUMNS", "startIndex": 0, "endIndex": 5}
    sheet.batch({"autoResizeDimensions": {"dimensions": run}})
    data = sheet.get("sheets.data.columnMetadata.pixelSize", ranges="A1:E1")["sheets"][0]["data"]
    sizes = [one["pixelSize"] for one in data[0]["columnMetadata"]]
    assert sizes == [8691, 8691, 11, 30, 100]


def test_rows_fit_their_lines(sheet, box, rows) -> None:
    sheet.write("A1", [["một"], ["một\nhai"], ["to"]])
    large = {"userEnteredFormat": {"textFormat": {"fontSize": 20}}}
    sheet.batch(
        {"repeatCell": {"range": box(2, 0, 3, 1), "cell": large, "fields": "userEnteredFormat"}},
        {"autoResizeDimensions": {"dimensions": rows(0, 4)}},
    )
    data = sheet.get("sheets.data.rowMetadata.pixelSize", ranges="A1:A4")["sheets"][0]["data"]
    assert [one["pixelSize"] for one in data[0]["rowMetadata"]] == [21, 36, 37, 21]


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("=1/3", "0.3333333333"),
        ("=100/3", "33.33333333"),
        ("=1000000/3", "333333.3333"),
        ("1234567890123", "1234567890123"),
        ("1234567890123456", "1.23457E+15"),
        ("=0.1+0.2", "0.3"),
    ],
)
def test_a_number_without_a_format_shows_ten_digits(sheet, formula: str, shown: str) -> None:
    typed(sheet, "A1", [[formula]])
    assert sheet.read("A1", "FORMATTED_VALUE") == [[shown]]
