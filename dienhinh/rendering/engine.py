"""The one template environment: sandboxed, strict about names, escaping, and quiet about nothing.

Templates are code, so they run in Jinja's sandbox without its global functions and are given plain
data only. What people typed is data: it is normalised to NFC, freed of control characters, escaped,
and can neither be taken for a template's tag nor become one.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    Undefined,
    UndefinedError,
)
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from dienhinh.rendering.errors import RenderError
from dienhinh.rendering.word_check import check_tags
from dienhinh.rendering.word_count import check_count
from dienhinh.rendering.word_parts import Element, text_parts
from dienhinh.rendering.word_whole import made_whole
from dienhinh.shipped import shipped

TEMPLATES = shipped("templates")

# Noncharacters stand for the braces of typed text until the parts are packed: so a "{{" found after
# rendering is the template's own, and docxtpl, which rewrites `{_{` and `}_}`, finds none of them.
_MASKS = {"{": "\ufdd0", "}": "\ufdd1"}
_MASKING = str.maketrans(_MASKS)
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_KEPT = 64  # templates and their parts that are kept compiled
_LEFT_OVER = re.compile(r"\{[{%#].{0,60}", re.DOTALL)
# lxml's complaint about broken XML is a SyntaxError.
_NO_WORD_FILE = (
    PackageNotFoundError,
    BadZipFile,
    LookupError,
    ValueError,
    OSError,
    SyntaxError,
)
# What a tag that parses may still end with: 1/0, a text that is counted or called.
_NOT_COMPUTED = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError)


def printable(text: str) -> str:
    """The text as it may be printed: NFC, one kind of line end, no control or noncharacters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _FORBIDDEN.sub("", unicodedata.normalize("NFC", lines))


def render_text(template: str, context: Mapping[str, Any], *, folder: Path = TEMPLATES) -> str:
    """Renders a `.txt` (as it is) or `.html` (escaped) template of the folder, NFC.

    Raises:
        RenderError: the template is missing, wrong, or asks for a name that the context lacks.
    """
    try:
        return _environment(folder, _printable_value).get_template(template).render(context)
    except TemplateNotFound as error:
        raise RenderError(f"{folder / template}: không tìm thấy tệp mẫu") from error
    except OSError as error:
        raise RenderError(f"{folder / template}: không đọc được tệp mẫu: {error}") from error
    except (RenderError, *_NOT_COMPUTED) as error:
        raise RenderError(f"{folder / template}: {_told(error)}") from error


def render_docx(template: str, context: Mapping[str, Any], *, folder: Path = TEMPLATES) -> bytes:
    """Renders a Word template; equal context and template give equal bytes.

    Raises:
        RenderError: as `render_text`; or the template has a broken tag, or what it gave is no
            whole document: broken XML, a tag left over, paragraphs or rows lost.
    """
    path = folder / template
    if not path.is_file():
        raise RenderError(f"{path}: không tìm thấy tệp mẫu")
    environment = _environment(folder, _masked_value)
    try:
        parts = _checked(path.read_bytes(), environment)
    except RenderError as error:
        raise RenderError(f"{path}: {error}") from error
    except _NO_WORD_FILE as error:
        raise RenderError(
            f"{path}: không mở được, không phải tệp Word lành lặn: {error}"
        ) from error
    try:
        raw = _rendered(path, context, environment)
        made = text_parts(raw)
        for name, part in made.items():
            check_count(parts[name], part, environment, context)
        _check_left_over(raw)
    except (RenderError, SyntaxError, *_NOT_COMPUTED) as error:
        raise RenderError(f"{path}: {_told(error)}") from error
    return canonical_zip(raw, {name: made_whole(part) for name, part in made.items()})


@lru_cache(maxsize=_KEPT)  # one template makes many documents
def _checked(template: bytes, environment: SandboxedEnvironment) -> Mapping[str, Element]:
    """Take a template apart, once it is found to be a Word file whose tags are whole."""
    parts = text_parts(template)
    Document(io.BytesIO(template))
    for part in parts.values():
        check_tags(part, environment)
    return parts


class _StrictTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl ships no types
    """docxtpl, but for its reading of what it rendered, which drops what is broken in silence."""

    def patch_xml(self, src_xml: str) -> str:
        """Draws the tags together as docxtpl does, once for each part of a template."""
        return _patched(src_xml)

    def fix_tables(self, xml: str) -> Any:
        """Mends tables as docxtpl does, in XML that is whole.

        Raises:
            XMLSyntaxError: it is not.
        """
        etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
        return super().fix_tables(xml)


@lru_cache(maxsize=_KEPT)
def _patched(xml: str) -> str:
    patched: str = DocxTemplate.patch_xml(None, xml)  # it asks nothing of the document
    return patched


def _rendered(path: Path, context: Mapping[str, Any], environment: SandboxedEnvironment) -> bytes:
    document = _StrictTemplate(path)
    # autoescape is said again because docxtpl's own default is False, which loses "R&D".
    document.render(dict(context), environment, autoescape=True)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def canonical_zip(content: bytes, instead: Mapping[str, bytes] | None = None) -> bytes:
    """The same package with sorted names, fixed dates and level: equal parts give equal bytes.

    Parts that are given stand `instead` of those of their names.
    """
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    # Office programs expect the list of content types first.
    names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name in names:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            part = (instead or {}).get(name) or source.read(name)
            # A picture may hold the masks' bytes by chance.
            packed.writestr(entry, _unmasked(part) if name.endswith(".xml") else part)
    return target.getvalue()


def _check_left_over(raw: bytes) -> None:
    """Looks for tags that nobody replaced in a package whose typed braces are still masked."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        for name in package.namelist():
            text = package.read(name).decode("utf-8") if name.endswith(".xml") else ""
            if found := _LEFT_OVER.search(text):
                raise RenderError(f"thẻ chưa được thay trong {name}: {found[0]!r}")


def _told(error: Exception) -> str:
    """What is wrong with a tag, for who edits templates; what Jinja says itself is English."""
    if isinstance(error, (RenderError, UndefinedError)):
        return str(error)
    torn = isinstance(error, SyntaxError)  # as lxml calls broken XML
    return f"{'văn bản dựng ra không lành lặn' if torn else 'thẻ không tính được'}: {error}"


class _Missing(StrictUndefined):
    """A name that the context lacks."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return f"không có biến “{self._undefined_name}”"


class _Environment(SandboxedEnvironment):
    """Jinja's sandbox, which compiles a text that it is given again but once."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._compiled = lru_cache(maxsize=_KEPT)(super().from_string)

    def from_string(self, source: Any, *args: Any, **more: Any) -> Template:
        """Give the template of a text."""
        return self._compiled(source, *args, **more)


@cache
def _environment(folder: Path, finalize: Callable[[object], object]) -> SandboxedEnvironment:
    environment = _Environment(
        loader=FileSystemLoader(folder),
        undefined=_Missing,
        autoescape=_escaped,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.clear()
    return environment


def _escaped(template: str | None) -> bool:
    return template is None or not template.endswith(".txt")


def _printable_value(value: object) -> object:
    """Give what a tag prints; Python's own word for a list or a condition is no word of a letter.

    Raises:
        RenderError: it is neither text nor a number.
    """
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Undefined) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise RenderError("thẻ “{{ … }}” chỉ in chữ và số, không in danh sách hay đúng/sai")


def _masked_value(value: object) -> object:
    shown = _printable_value(value)
    return shown.translate(_MASKING) if isinstance(shown, str) else shown


def _unmasked(part: bytes) -> bytes:
    for brace, mask in _MASKS.items():
        part = part.replace(mask.encode(), brace.encode())
    return part
