"""Messages as bytes: both texts, attachments, headers that stay one line each."""

from __future__ import annotations

import unicodedata
from email import message_from_bytes
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dienhinh.rendering.errors import RenderError
from dienhinh.rendering.letters import Letter, gap_digest
from dienhinh.rendering.mime import WORD, Attachment, compose
from tests.rendering import cast

NAME = "Phòng Tổ chức - Hành chính"
OFFICE = (NAME, "tchc@example.com")
WITH_COMMA = "Phòng Tổ chức, Hành chính và Quản trị"
DRAFT = Attachment("2023-05-11_CV-don-doc_K2.docx", b"PK-word")


def read(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def headers(raw: bytes) -> dict[str, str]:
    """The headers as RFC 5322 and 2047 say to read them, by another reader than Python's newer."""
    return {
        name: "".join(str(value).split("\r\n")) for name, value in message_from_bytes(raw).items()
    }


def decoded(text: str) -> str:
    return str(make_header(decode_header(text)))


def mailboxes(raw: bytes, header: str) -> list[tuple[str, str]]:
    return [(decoded(name), spec) for name, spec in getaddresses([headers(raw)[header]])]


def sent(**changes) -> bytes:
    facts = {
        "sender": OFFICE,
        "to": ["truong-khoa-2@example.com"],
        "cc": ["tchc@example.com", "pht@example.com"],
        "reference": "RMD0123456789ab",
        "attachments": [DRAFT],
    }
    letter = changes.pop("letter", gap_digest(cast.digest()))
    return compose(letter, **{**facts, **changes})


def test_a_message_carries_text_html_and_the_draft():
    letter = gap_digest(cast.digest())
    message = read(sent())

    text, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert text.splitlines() == letter.text.splitlines()
    assert html.splitlines() == letter.html.splitlines()
    [draft] = message.iter_attachments()
    assert (draft.get_filename(), draft.get_content_type()) == (DRAFT.name, WORD)
    assert draft.get_content() == DRAFT.content


def test_the_headers_say_who_whom_what_and_which():
    message = read(sent())

    assert message.keys() == [
        "From", "To", "Cc", "Subject", "X-Reference", "MIME-Version", "Content-Type",
    ]  # fmt: skip
    assert mailboxes(sent(), "From") == [OFFICE]
    assert message["To"] == "truong-khoa-2@example.com"
    assert message["Cc"] == "tchc@example.com, pht@example.com"
    assert decoded(headers(sent())["Subject"]) == gap_digest(cast.digest()).subject
    assert message["X-Reference"] == "RMD0123456789ab"


def test_a_message_without_copy_has_no_copy_header():
    assert read(sent(cc=[], attachments=[]))["Cc"] is None


def test_the_reference_stands_in_both_texts_too():
    message = read(sent())

    for kind in ("plain", "html"):
        assert "Tham chiếu: RMD0123456789ab" in message.get_body((kind,)).get_content()


def test_equal_letters_give_equal_bytes():
    assert sent() == sent()


names = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=120).map(
    lambda name: " ".join(unicodedata.normalize("NFC", name).split())
)


@settings(deadline=None)
@given(names, names)
@example(WITH_COMMA, 'Ban, Tổ; <x@y.z> (a) [b] \\ "c"')
@example("a" * 90 + ", b", "=?utf-8?q?x?=")
@example("Đ, Y", "'")
def test_any_name_arrives_beside_its_own_address_and_brings_no_other(name, other):
    raw = compose(
        Letter(f"Thư {name}", "t", "h"),
        sender=(name, "tchc@example.com"),
        to=[(other, "a@example.com"), Address(name, "b", "example.com"), "c@example.com"],
        reference="RMD1",
    )
    assert mailboxes(raw, "From") == [(name, "tchc@example.com")]
    assert mailboxes(raw, "To") == [
        (other, "a@example.com"),
        (name, "b@example.com"),
        ("", "c@example.com"),
    ]
    assert decoded(headers(raw)["Subject"]) == f"Thư {name}".strip()
    assert list(headers(raw))[:4] == ["From", "To", "Subject", "X-Reference"]
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78


def test_a_name_with_commas_is_quoted_or_encoded_and_never_two_addresses():
    raw = sent(sender=(WITH_COMMA, "tchc@example.com"), to=[("Tran, B", "b@example.com")])

    assert mailboxes(raw, "From") == [(WITH_COMMA, "tchc@example.com")]
    assert read(raw)["To"].addresses == (Address("Tran, B", "b", "example.com"),)


@pytest.mark.parametrize(
    "wrong",
    ["a@example.com\nBcc: x@example.com", "a@example.com\r\n\r\nhello", "khoa duoc", "",
     "a@example.com, b@example.com", "a@", "a@example", "A <a@example.com>", "đ@example.com",
     "a b@example.com", "a@example.com\n", ".a@example.com"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(wrong):
    for place in ({"to": [wrong]}, {"cc": [wrong]}, {"sender": wrong}, {"to": [("A", wrong)]}):
        with pytest.raises(RenderError, match="RMD0123456789ab"):
            sent(**place)


@pytest.mark.parametrize("letter", ["\n", "\r", "\x00", "\x1b", "\u2028", "\x85"])
def test_a_line_break_in_a_header_is_refused(letter):
    for place in (
        {"letter": Letter(f"một{letter}Bcc: x@example.com", "", "")},
        {"reference": f"RMD{letter}Bcc: x@example.com"},
        {"sender": (f"Phòng{letter}Bcc: x@example.com", "tchc@example.com")},
        {"cc": [(f"Phòng{letter}", "tchc@example.com")]},
    ):
        with pytest.raises(RenderError, match="phần đầu thư"):
            sent(**place)


def test_a_letter_to_nobody_is_refused():
    with pytest.raises(RenderError, match="không có người nhận"):
        sent(to=[])
