"""Partial responses: the `fields` parameter, read once and applied to any API's answer."""

from __future__ import annotations

import re
from collections import deque
from functools import lru_cache
from typing import Any

from local_workspace.errors import invalid

Tree = dict[str, "Tree"]
DEEPEST = 200  # opening signs in a mask; the answers of these APIs need a dozen
TOKEN = re.compile(r"\s*([^\s,()/.]+|[,()/.])")


@lru_cache(maxsize=512)
def parse_mask(mask: str) -> Tree:
    """Return a mask such as "a.b,c(d,e/f),*" as a tree; an empty tree means everything below.

    Raises a 400 where the mask cannot be read.
    """
    tokens = deque(TOKEN.findall(mask))
    if len(re.findall(r"[(./]", mask)) > DEEPEST:
        raise _wrong(mask)
    if "".join(tokens) != re.sub(r"\s", "", mask) or not tokens:
        raise _wrong(mask)
    tree = _read_list(tokens, mask)
    if tokens:
        raise _wrong(mask)
    return tree


def apply_mask(value: Any, mask: str | None) -> Any:
    """Return the part of a JSON value that the mask names; None or "*" names all."""
    if mask is None or not mask.strip():
        return value
    return _cut(value, parse_mask(mask))


def _read_list(tokens: deque[str], mask: str) -> Tree:
    tree: Tree = {}
    _read_path(tokens, tree, mask)
    while tokens and tokens[0] == ",":
        tokens.popleft()
        _read_path(tokens, tree, mask)
    return tree


def _read_path(tokens: deque[str], tree: Tree, mask: str) -> None:
    if not tokens or tokens[0] in ",()/.":
        raise _wrong(mask)
    name = tokens.popleft()
    known = name in tree and not tree[name]  # "a,a.b" names all of a
    below: Tree = {}
    if tokens and tokens[0] in "/.":
        tokens.popleft()
        _read_path(tokens, below, mask)
    elif tokens and tokens[0] == "(":
        tokens.popleft()
        below = _read_list(tokens, mask)
        if not tokens or tokens.popleft() != ")":
            raise _wrong(mask)
    if not known:
        tree[name] = _merge(tree[name], below) if name in tree and below else below


def _merge(one: Tree, other: Tree) -> Tree:
    merged = dict(one)
    for name, below in other.items():
        whole = name in merged and (not merged[name] or not below)
        merged[name] = {} if whole else _merge(merged.get(name, {}), below)
    return merged


def _cut(value: Any, tree: Tree) -> Any:
    if not tree or tree.get("*") == {}:
        return value
    if isinstance(value, list):
        return [_cut(item, tree) for item in value]
    if not isinstance(value, dict):
        return value
    anything = tree.get("*")
    kept = {}
    for name, item in value.items():
        below = tree.get(name, anything)
        if below is not None:
            kept[name] = _cut(item, below)
    return kept


def _wrong(mask: str) -> Exception:
    return invalid(f"Invalid field selection {mask}", reason="invalidParameter", location="fields")
