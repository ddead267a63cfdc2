"""Messages as bytes: both texts, attachments, headers that stay one line each."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from dienhinh.rendering.engine import RenderError
from dienhinh.rendering.letters import Letter, gap_digest
from dienhinh.rendering.mime import WORD, Attachment, compose
from tests.rendering import cast

OFFICE = "Phòng Tổ chức - Hành chính <tchc@example.com>"
DRAFT = Attachment("2023-05-11_CV-don-doc_K2.docx", b"PK-word")


def read(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


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
    assert message["From"] == OFFICE
    assert message["To"] == "truong-khoa-2@example.com"
    assert message["Cc"] == "tchc@example.com, pht@example.com"
    assert message["Subject"] == gap_digest(cast.digest()).subject
    assert message["X-Reference"] == "RMD0123456789ab"


def test_a_message_without_copy_has_no_copy_header():
    assert read(sent(cc=[], attachments=[]))["Cc"] is None


def test_the_reference_stands_in_both_texts_too():
    message = read(sent())

    for kind in ("plain", "html"):
        assert "Tham chiếu: RMD0123456789ab" in message.get_body((kind,)).get_content()


def test_equal_letters_give_equal_bytes():
    assert sent() == sent()


@pytest.mark.parametrize(
    "wrong",
    ["a@example.com\nBcc: x@example.com", "a@example.com\r\n\r\nhello", "khoa duoc", "",
     "a@example.com, b@example.com", "a@"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(wrong):
    for place in ({"to": [wrong]}, {"cc": [wrong]}, {"sender": wrong}):
        with pytest.raises(RenderError, match="RMD0123456789ab"):
            sent(**place)


def test_a_line_break_in_a_header_is_refused():
    with pytest.raises(RenderError, match="phần đầu thư"):
        sent(letter=Letter("một\nBcc: x@example.com", "", ""))
    with pytest.raises(RenderError, match="phần đầu thư"):
        sent(reference="RMD\nBcc: x@example.com")
