"""Values for drawn calls: right ones, odd ones and garbage, and which fields go together."""

from __future__ import annotations

RANGES = (
    *("A1", "A1:C4", "B2:B", "C:C", "3:3", "A1:ZZZ10000000", "'Đăng ký'!A2:B4", "Ten", "Danh mục"),
    *("R1C1:R2C2", "Đăng ký!A1:F12", "D5:B1", "Z99", "", "!", "'", "A0", "A1:B2:C3", "Không có!A1"),
)
TEXTS = (
    *("", "a", "An", "Thi đua", "  y ", "=A1", "=SUM(A1:A3)", "=1/0", "=A1:A3", "=(((", "1e308"),
    *(
        "20/4/2023",
        "TRUE",
        "-0",
        "a.b*",
        "(a+)+$",
        "[",
        "x" * 300,
        "\x00\x07",
        "\u202e🏫",
        "%2e%2e/",
        "'",
    ),
)
GARBAGE = (
    *(None, True, False, 0, -1, 2**31, 2**53 + 1, 2**64, -(2**63) - 1, 1e308, 0.5, "", "x", "NaN"),
    *("Infinity", "-1", "1e3", " 1", "ZZZ", "\ud800", "\x00", [], {}, [[]], [None], {"x": 1}),
    *("<" * 60_000, "(" * 20_000, " " * 50_000, "a," * 20_000, "'" * 50_000, "=A1+" * 9_000 + "1"),
    *({"": None}, ["a", {"b": []}], "A" * 60_000, "2023-04-20T00:00:00Z", "____"),
)
MASKS = (
    "*",
    "title",
    "userEnteredValue",
    "userEnteredFormat.numberFormat",
    "properties",
    "a.b.c",
    "",
)
QUERIES = {
    "drive": (
        *("name = 'a'", "'root' in parents", "trashed = true and name contains 'b'", "not (x"),
        *("mimeType != 'a' or modifiedTime > '2023-01-01T00:00:00'", "fullText contains 'x'", "'"),
        *("appProperties has { key='k' and value='v' }", "sharedWithMe", "name =", "(" * 300),
    ),
    "gmail": (
        *(
            "from:user1@example.com",
            "label:inbox",
            "subject:(a b)",
            "is:unread -x",
            "after:2023/01/01",
        ),
        *(
            "rfc822msgid:<a@b>",
            '"',
            "{a b}",
            "larger:5M",
            "has:attachment",
            "in:anywhere (((",
            "after:x",
        ),
    ),
}
OFTEN = frozenset(
    {"range", "fields", "properties", "sheetId", "cell", "rows", "source", "destination", "rule"}
    | {"item", "location", "updateMask", "values", "raw", "message", "dimension", "requests"}
    | {"startIndex", "endIndex", "filter", "find", "sheetIds", "data", "valueInputOption"}
)
ALTERNATIVES = {
    "Item": [
        ["questionItem", "questionGroupItem", "pageBreakItem", "textItem", "imageItem", "videoItem"]
    ],
    "Question": [
        [f"{kind}Question" for kind in ("choice", "text", "scale", "date", "time", "row", "rating")]
    ],
    "ExtendedValue": [["stringValue", "numberValue", "boolValue", "formulaValue", "errorValue"]],
    "DataFilter": [["a1Range", "gridRange", "developerMetadataLookup"]],
    "DeveloperMetadataLocation": [["sheetId", "dimensionRange", "spreadsheet"]],
    "ConditionalFormatRule": [["booleanRule", "gradientRule"]],
    "ColorStyle": [["rgbColor", "themeColor"]],
}
"""Fields of which a message mostly has one, as the documents say in words only."""
SELDOM = frozenset({"writeControl", "commentsViewMode", "responseRanges", "dataSourceSheetRange"})
