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

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateError, TemplateNotFound
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from dienhinh.rendering.errors import RenderError
from dienhinh.rendering.word_check import check_tags
from dienhinh.rendering.word_count import check_count
from dienhinh.rendering.word_parts import Element, text_parts
from dienhinh.shipped import shipped

TEMPLATES = shipped("templates")

# Noncharacters stand for the braces of typed text until the parts are packed: so a "{{" found after
# rendering is the template's own, and docxtpl, which rewrites `{_{` and `}_}`, finds none of them.
_MASKS = {"{": "\ufdd0", "}": "\ufdd1"}
_MASKING = str.maketrans(_MASKS)
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_KEPT = 64  # templates and their parts that are kept compiled
_LEFT_OVER = re.compile(r"\{[{%#].{0,60}", re.DOTALL)


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
    except (TemplateError, TypeError) as error:
        raise RenderError(f"{folder / template}: {error}") from error


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
        raw = _rendered(path, context, environment)
        result = canonical_zip(raw)
        for name, part in text_parts(result).items():
            check_count(parts[name], part, environment, context)
        _check_left_over(raw)
    except (RenderError, TemplateError, TypeError) as error:
        raise RenderError(f"{path}: {error}") from error
    except (PackageNotFoundError, BadZipFile, KeyError, SyntaxError) as error:
        # lxml's complaint about broken XML is a SyntaxError.
        raise RenderError(
            f"{path}: không mở được, không phải tệp Word lành lặn: {error}"
        ) from error
    return result


@lru_cache(maxsize=_KEPT)  # one template makes many documents
def _checked(template: bytes, environment: SandboxedEnvironment) -> Mapping[str, Element]:
    """Take a template apart, once its tags are found to be whole."""
    parts = text_parts(template)
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
            RenderError: it is not.
        """
        try:
            etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            raise RenderError(f"văn bản dựng ra không lành lặn: {error}") from error
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


def canonical_zip(content: bytes) -> bytes:
    """The same package with sorted names, fixed dates and level: equal parts give equal bytes."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    # Office programs expect the list of content types first.
    names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name in names:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            packed.writestr(entry, _unmasked(source.read(name)))
    return target.getvalue()


def _check_left_over(raw: bytes) -> None:
    """Looks for tags that nobody replaced in a package whose typed braces are still masked."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        for name in package.namelist():
            text = package.read(name).decode("utf-8") if name.endswith(".xml") else ""
            if found := _LEFT_OVER.search(text):
                raise RenderError(f"thẻ chưa được thay trong {name}: {found[0]!r}")


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
        undefined=StrictUndefined,
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
    return printable(value) if isinstance(value, str) else value


def _masked_value(value: object) -> object:
    return printable(value).translate(_MASKING) if isinstance(value, str) else value


def _unmasked(part: bytes) -> bytes:
    for brace, mask in _MASKS.items():
        part = part.replace(mask.encode(), brace.encode())
    return part
