"""Which names a template asks for and a context offers, as paths: `linh_vuc[].dong[].ma`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment, nodes

_Scope = Mapping[str, str]


def template_names(path: Path) -> frozenset[str]:
    """The names that a template file (.txt, .html or .docx) prints or asks about."""
    found: set[str] = set()
    for source in _sources(path):
        # Only parsed, never run: escaping plays no part.
        tree = Environment(autoescape=True).parse(source)
        found.update(_asked(tree, {}))
    return frozenset(found)


def context_names(context: Mapping[str, Any]) -> frozenset[str]:
    """The names that a context offers; a list is known by its items, so none may be empty."""
    return frozenset(path for key, value in context.items() for path in _offered(key, value))


def _sources(path: Path) -> Iterator[str]:
    if path.suffix != ".docx":
        yield path.read_text(encoding="utf-8")
        return
    document = DocxTemplate(path)
    document.init_docx()
    yield document.patch_xml(document.get_xml())
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        for _, part in document.get_headers_footers(uri):
            yield document.patch_xml(document.get_part_xml(part))


def _offered(path: str, value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _offered(f"{path}.{key}", item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _offered(f"{path}[]", item)
    else:
        yield path


def _asked(node: nodes.Node, scope: _Scope) -> Iterator[str]:
    """Walks the tree; a loop's variable stands for the items of what it loops over."""
    if isinstance(node, (nodes.Name, nodes.Getattr)):
        path = _path(node, scope)
        if path is not None:
            yield path
        return
    if not isinstance(node, nodes.For):
        for child in node.iter_child_nodes():
            yield from _asked(child, scope)
        return
    items = _path(node.iter, scope)
    if items is None or not isinstance(node.target, nodes.Name):
        raise ValueError(f"line {node.lineno}: a loop runs over one name with one variable")
    inner = {**scope, node.target.name: f"{items}[]"}
    for child in node.body:
        yield from _asked(child, inner)
    for child in node.else_:
        yield from _asked(child, scope)


def _path(node: nodes.Node, scope: _Scope) -> str | None:
    """The dotted path of a name; None for Jinja's own `loop` and for anything that is no name."""
    if isinstance(node, nodes.Name):
        return None if node.name == "loop" else scope.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        owner = _path(node.node, scope)
        return None if owner is None else f"{owner}.{node.attr}"
    return None
