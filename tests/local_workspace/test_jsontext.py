"""JSON as Google's front end reads it, and what it says of what is none."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from local_workspace.errors import ApiError
from local_workspace.jsontext import _Lenient, read

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda below: st.lists(below) | st.dictionaries(st.text(), below),
)


@settings(derandomize=True, deadline=None, max_examples=150, database=None)
@given(VALUES, st.booleans(), st.sampled_from([None, 2]))
def test_strict_json_is_read_alike_by_both_readers(value, escaped, indent):
    text = json.dumps(value, ensure_ascii=escaped, indent=indent).encode("utf-8", "replace")
    wanted = json.loads(text)
    assert _Lenient(text).read() == wanted
    assert read(text) == wanted


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{'a': \"b\", c: [1, 2,], $d: {},}", {"a": "b", "c": [1, 2], "$d": {}}),
        ("\ufeff{a_1: 1.}", {"a_1": 1.0}),
        ('{"a": "b\x07\nc\\x\\v"}', {"a": "b\x07\ncx\v"}),
        ('"\\ud800A \\ud83c\\udfeb \\udfeb"', "\ufffdA 🏫 \ufffd"),
        (b'{"a": "x\xff\xfey"}', {"a": "x  y"}),
        ("[18446744073709551615, 18446744073709551616]", [2**64 - 1, 2.0**64]),
        ('{"a": 1, "a": 2}', {"a": 2}),
        ("{nullx: null}", {"nullx": None}),
    ],
)
def test_lenient_text_is_read(text, value):
    assert read(text if isinstance(text, bytes) else text.encode()) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Unexpected end of string. Expected a value.\n\n^"),
        ("{", "Unexpected end of string. Expected an object key or }.\n\n^"),
        ("{bad", "Unexpected end of string. Expected : between key:value pair.\nbad\n   ^"),
        ("{bad}", "Expected : between key:value pair.\n{bad}\n    ^"),
        ("bad", "Unexpected token.\nbad\n^"),
        ("<html>", "Expected a value.\n<html>\n^"),
        ('{"a": 1', "Unexpected end of string. Expected , or } after key:value pair.\n1\n ^"),
        ('{"a": 1 "b"}', 'Expected , or } after key:value pair.\n{"a": 1 "b"}\n        ^'),
        ("[1 2]", "Expected , or ] after array value.\n[1 2]\n   ^"),
        ("[1,,2]", "Unexpected token.\n,2]\n^"),
        ("[*]", "Expected a value or ] within an array.\n*]\n^"),
        ("{,}", "Expected an object key or }.\n{,}\n ^"),
        ("{42: 1}", "Expected an object key or }.\n{42: 1}\n ^"),
        ("{true: 1}", "Expected an object key or }.\n{true: 1}\n     ^"),
        ('{"a":}', "Unexpected token.\n}\n^"),
        ('{"a": "b', "Closing quote expected in string.\n\n^"),
        ('"\\u12', "Illegal hex string.\n\\u12\n^"),
        ('"\\u12$4x"', 'Invalid escape sequence.\n"\\u12$4x"\n ^'),
        ("[012, 1]", "Octal/hex numbers are not valid JSON values.\n[012, 1]\n ^"),
        ("[-]", "Unable to parse number.\n[-]\n ^"),
        ("[1e999, 1]", "Number exceeds the range of double.\n[1e999, 1]\n ^"),
        ("{} x", "Parsing terminated before end of input.\n{} x\n   ^"),
        ("[NaN, 1, 2]", "Unexpected token.\n[NaN, 1, 2]\n ^"),
        (
            '{"aaaaaaaaaaaaaaaaaaaaaaaaa" 1, "b": "ccccccccccccccccccc"}',
            f'Expected : between key:value pair.\n{"a" * 18}" 1, "b": "{"c" * 11}\n{" " * 20}^',
        ),
        ("{a:" * 101, "Message too deep. Max recursion depth reached for key 'a'"),
        ("[" * 1_000_000, "Message too deep. Max recursion depth reached for key ''"),
    ],
)
def test_text_that_is_no_json_is_refused_with_its_surroundings(text, message):
    with pytest.raises(ApiError) as refused:
        read(text.encode())
    assert refused.value.message == f"Invalid JSON payload received. {message}"
    assert (refused.value.status, refused.value.reason) == (400, "parseError")


def test_window_that_cuts_a_letter_in_two_is_the_general_refusal():
    with pytest.raises(ApiError) as refused:
        read(("{" + '"a": "' + "é" * 10 + "x" + '" 1}').encode())
    assert refused.value.message == "Request contains an invalid argument."


@pytest.mark.parametrize("depth", [99, 100, 101])
def test_depth_is_told_among_many_objects_whatever_their_texts_hold(depth: int) -> None:
    aside = b'"x":"}}\\"{","y":[' + b"{}," * 200 + b"{}],"
    content = b"{" + aside + b'"a":{' * (depth - 1) + b"}" * depth
    if depth > 100:
        with pytest.raises(ApiError) as refused:
            read(content)
        assert refused.value.status == 400
    else:
        assert read(content) == json.loads(content)
