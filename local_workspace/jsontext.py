"""JSON as Google's front end reads it: leniently, and with its own words for what is no JSON.

It is the streaming parser of protobuf, which takes single quotes, bare keys, trailing commas,
control characters in strings and bytes that are no UTF-8, and names the twenty bytes on either
side of the place where it stopped. Almost every text is strict JSON, so Python's quick reader is
asked first; only what it refuses, or reads otherwise, is read here.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

from local_workspace.errors import ApiError, invalid

AROUND = 20
DEEPEST = 100  # objects in objects; the parser itself has no other limit
WIDEST = 200  # brackets open at once: no message of these APIs comes near it
UNALIKE = re.compile(rb"\\u[dD][89a-fA-F]|(?:^|[\s:,[])-?[\d.]*(?:\d{19}|[eE]\+?\d{3})")
"""What Python reads otherwise than protobuf: lone surrogates, numbers too large for it."""
SPACE = re.compile(rb"[ \t\n\v\f\r]*")
KEY = re.compile(rb"[A-Za-z_$][A-Za-z0-9_$]*")
NUMBER = re.compile(rb"[-+0-9.eEx]*")
HEX = re.compile(rb"\\u[0-9A-Fa-f]{4}")
STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
NO_BRACES = bytes(set(range(256)) - set(b"{}"))
PLAIN = re.compile(rb"[^\"'\\]+")
WORDS = {b"true": True, b"false": False, b"null": None}
ESCAPES = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read(content: bytes) -> Any:
    """Return a JSON text's value; raises Google's 400 for another text."""
    content = content.removeprefix(BYTE_ORDER_MARK)
    if not UNALIKE.search(content):
        try:
            value = json.loads(content.decode("utf-8"), strict=False, parse_constant=_no_constant)
        except (ValueError, RecursionError):
            return _Lenient(content).read()
        if content.count(b"{") <= DEEPEST or _is_shallow(content):
            return value
    return _Lenient(content).read()


def _is_shallow(content: bytes) -> bool:
    """Tell whether no more than DEEPEST objects stand in one another in a strict JSON text."""
    braces = STRING.sub(b"", content).translate(None, NO_BRACES)
    for _ in range(DEEPEST):
        if not braces:
            return True
        braces = braces.replace(b"{}", b"")
    return not braces


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


class _Lenient:
    """Reads one text without recursion: `open` holds the containers that are not yet closed."""

    def __init__(self, content: bytes) -> None:
        # One space for each byte that is no UTF-8: so the parser is set.
        escaped = content.decode("utf-8", "surrogateescape")
        self.text = re.sub("[\udc80-\udcff]", " ", escaped).encode()
        self.at = 0
        self.open: list[tuple[Any, Any]] = []
        self.objects = 0
        self.start: int | None = None

    def read(self) -> Any:
        """Return the value; what follows it may only be space."""
        value = self._whole()
        self._skip()
        if self.at < len(self.text):
            self._fail("Parsing terminated before end of input.")
        return value

    def _whole(self) -> Any:
        """Read values and put each where it belongs, until the outermost is closed."""
        key: Any = None
        while True:
            value, is_opened = self._value(key)
            if is_opened:
                self.open.append((value, key))
                key, is_closed = self._next_key()
                if not is_closed:
                    continue
                value, key = self._close()
            while self.open:
                holder = self.open[-1][0]
                _put(holder, key, value)
                if self._goes_on(holder):
                    key, is_closed = self._next_key()
                    if not is_closed:
                        break
                value, key = self._close()
            else:
                return value

    def _close(self) -> tuple[Any, Any]:
        value, key = self.open.pop()
        self.objects -= isinstance(value, dict)
        return value, key

    def _next_key(self) -> tuple[Any, bool]:
        """Read an object's next key and colon; tell instead that the innermost container ends."""
        holder = self.open[-1][0]
        self._skip()
        end = b"}" if isinstance(holder, dict) else b"]"
        if self._sees(end):
            self.at += 1
            return None, True
        if isinstance(holder, list):
            if not self.text[self.at : self.at + 1] or self._is_unknown():
                self._unknown("Expected a value or ] within an array.")
            return None, False
        key = self._key()
        self._skip()
        if not self._sees(b":"):
            self._refuse("Expected : between key:value pair.")
        self.at += 1
        return key, False

    def _key(self) -> str:
        expected = "Expected an object key or }."
        if self._sees(b'"') or self._sees(b"'"):
            return self._string()
        found = KEY.match(self.text, self.at)
        if found is None:
            self._refuse(expected)
        if found.end() == len(self.text):
            self._cut()
        self.at = found.end()
        if found[0] in WORDS:
            self._fail(expected)
        return found[0].decode()

    def _goes_on(self, holder: Any) -> bool:
        """Take the comma after a value and tell that more may come, or the closing bracket."""
        is_object = isinstance(holder, dict)
        self._skip()
        if self._sees(b","):
            self.at += 1
            return True
        if self._sees(b"}" if is_object else b"]"):
            self.at += 1
            return False
        pair = "Expected , or } after key:value pair."
        return self._refuse(pair if is_object else "Expected , or ] after array value.")

    def _value(self, key: Any) -> tuple[Any, bool]:
        """Read one value; of an object or array only its beginning, which is told by the flag."""
        self._skip()
        first = self.text[self.at : self.at + 1]
        if first in (b"{", b"["):
            self.at += 1
            self._look_at_depth(key, is_object=first == b"{")
            return ({} if first == b"{" else []), True
        if first in (b'"', b"'"):
            return self._string(), False
        if first and first in b"-0123456789":
            return self._number(), False
        for word, meant in WORDS.items():
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return meant, False
        if not first or self._is_unknown():
            self._unknown("Expected a value.")
        if len(self.text) - self.at < len(b"false"):
            self._cut()
        return self._fail("Unexpected token.")

    def _look_at_depth(self, key: Any, *, is_object: bool) -> None:
        self.objects += is_object
        if self.objects > DEEPEST or len(self.open) >= WIDEST:
            raise _refused(f"Message too deep. Max recursion depth reached for key '{key or ''}'")

    def _number(self) -> int | float:
        found = NUMBER.match(self.text, self.at)
        text = b"" if found is None else found[0]
        if self.at + len(text) == len(self.text):
            self._cut()
        digits = text.removeprefix(b"-")
        if digits[:1] == b"0" and len(digits) > 1 and not re.search(rb"[.eE]", text):
            self._fail("Octal/hex numbers are not valid JSON values.")
        whole = self._whole_number(text)
        number = self._double(text) if whole is None else whole
        self.at += len(text)
        return number

    def _whole_number(self, text: bytes) -> int | None:
        if not re.fullmatch(rb"-?[0-9]{1,20}", text):
            return None
        number = int(text)
        return number if -(2**63) <= number < 2**64 else None

    def _double(self, text: bytes) -> float:
        try:
            number = float(text)
        except ValueError:
            self._fail("Unable to parse number.")
        if not math.isfinite(number):
            self._fail("Number exceeds the range of double.")
        return number

    def _string(self) -> str:
        quote = self.text[self.at : self.at + 1]
        self.at += 1
        taken = []
        while True:
            plain = PLAIN.match(self.text, self.at)
            if plain:
                taken.append(plain[0])
                self.at = plain.end()
            sign = self.text[self.at : self.at + 1]
            if sign == quote:
                self.at += 1
                return b"".join(taken).decode("utf-8", "replace")
            if sign == b"\\" and self.at + 1 < len(self.text):
                taken.append(self._escape())
            elif sign in (b"\\", b""):
                self._cut()
                self._fail("Closing quote expected in string.")
            else:
                taken.append(sign)
                self.at += 1

    def _escape(self) -> bytes:
        sign = self.text[self.at + 1 : self.at + 2]
        if sign != b"u":
            self.at += 2
            return ESCAPES.get(sign, sign)
        code = self._code(self.at)
        self.at += 6
        if 0xD800 <= code < 0xDC00 and self.text[self.at : self.at + 2] == b"\\u":
            low = self._code(self.at)
            if 0xDC00 <= low < 0xE000:
                self.at += 6
                code = 0x10000 + ((code & 0x3FF) << 10 | low & 0x3FF)
        return "\ufffd".encode() if 0xD800 <= code < 0xE000 else chr(code).encode()

    def _code(self, at: int) -> int:
        if len(self.text) - at < len(b"\\uXXXX"):
            self._cut()
            self._fail("Illegal hex string.")
        if not HEX.match(self.text, at):
            self._fail("Invalid escape sequence.")
        return int(self.text[at + 2 : at + 6], 16)

    # Where it stopped, and why

    def _skip(self) -> None:
        found = SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _sees(self, sign: bytes) -> bool:
        return self.text[self.at : self.at + 1] == sign

    def _is_unknown(self) -> bool:
        """Tell whether nothing in JSON begins with what stands here."""
        first = self.text[self.at : self.at + 1]
        return first not in b"\"'-0123456789{}[]:," and not KEY.match(self.text, self.at)

    def _refuse(self, why: str) -> NoReturn:
        if self.at == len(self.text) or self._is_unknown():
            self._unknown(why)
        self._fail(why)

    def _unknown(self, why: str) -> NoReturn:
        self._cut()
        at_end = self.at == len(self.text)
        self._fail(f"Unexpected end of string. {why}" if at_end else why)

    def _cut(self) -> None:
        """Note that the parser came to something that more text could complete.

        It then reads what is left anew, and complains of that alone; it does so once.
        """
        if self.start is None:
            self.start = self.at

    def _fail(self, why: str) -> NoReturn:
        begin = max(self.at - AROUND, self.start or 0)
        try:
            shown = self.text[begin : self.at + AROUND].decode("utf-8")
        except UnicodeDecodeError:  # the window cuts a letter in two
            raise invalid("Request contains an invalid argument.") from None
        raise _refused(f"{why}\n{shown}\n{' ' * (self.at - begin)}^")


def _put(holder: Any, key: Any, value: Any) -> None:
    if isinstance(holder, dict):
        holder[key] = value
    else:
        holder.append(value)


def _refused(why: str) -> ApiError:
    return invalid(f"Invalid JSON payload received. {why}", reason="parseError")
