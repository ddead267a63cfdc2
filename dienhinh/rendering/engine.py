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
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.sandbox import SandboxedEnvironment

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"

# Noncharacters stand for the braces of typed text until the parts are packed: so a "{{" found after
# rendering is the template's own, and docxtpl, which rewrites `{_{` and `}_}`, finds none of them.
_MASKS = {"{": "\ufdd0", "}": "\ufdd1"}
_MASKING = str.maketrans(_MASKS)
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_LEFT_OVER = re.compile(r"\{[{%#].{0,60}", re.DOTALL)


class RenderError(Exception):
    """A letter or document could not be made; the text names the template and what to mend."""


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
        RenderError: as `render_text`, or a tag of the template is left in the result.
    """
    path = folder / template
    if not path.is_file():
        raise RenderError(f"{path}: không tìm thấy tệp mẫu")
    document = DocxTemplate(path)
    try:
        # autoescape is said again because docxtpl's own default is False, which loses "R&D".
        document.render(dict(context), _environment(folder, _masked_value), autoescape=True)
    except (TemplateError, TypeError) as error:
        raise RenderError(f"{path}: {error}") from error
    except (PackageNotFoundError, BadZipFile, KeyError, SyntaxError) as error:
        # lxml's complaint about broken XML is a SyntaxError.
        raise RenderError(
            f"{path}: không mở được, không phải tệp Word lành lặn: {error}"
        ) from error
    packed = io.BytesIO()
    document.save(packed)
    result = canonical_zip(packed.getvalue())
    _check(path, packed.getvalue(), result)
    return result


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


def _check(path: Path, raw: bytes, result: bytes) -> None:
    """Opens the result again and looks for tags left over (`raw`: with masked braces)."""
    Document(io.BytesIO(result))
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        for name in package.namelist():
            text = package.read(name).decode("utf-8") if name.endswith(".xml") else ""
            if found := _LEFT_OVER.search(text):
                raise RenderError(f"{path}: thẻ chưa được thay trong {name}: {found[0]!r}")


def _environment(folder: Path, finalize: Callable[[object], object]) -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
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
