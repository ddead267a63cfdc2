"""What Google says of a formula that went wrong, beside the error that the cell shows."""

from __future__ import annotations

import re

TYPES = {
    "#DIV/0!": "DIVIDE_BY_ZERO",
    "#VALUE!": "VALUE",
    "#REF!": "REF",
    "#NAME?": "NAME",
    "#NUM!": "NUM",
    "#N/A": "N_A",
    "#NULL!": "NULL_VALUE",
}
CIRCULAR = (
    "Circular dependency detected. To resolve with iterative calculation, see File > Settings."
)
QUOTED = re.compile(r'"(?:[^"]|"")*"')
CALLED = re.compile(r"([A-Za-z_][\w.]*)\(")
LOOKED_UP = re.compile(
    r"\b(VLOOKUP|HLOOKUP|XLOOKUP|MATCH)\((\"(?:[^\"]|\"\")*\"|-?[\d.]+)", re.IGNORECASE
)
NAMED = re.compile(r"(?<![\w!'.$:])([^\W\d]\w*)(?![\w(!'.:])")
CELL = re.compile(r"\$?[A-Za-z]{1,3}\$?\d+|TRUE|FALSE", re.IGNORECASE)


def error_value(shown: str, raw: str, formula: str) -> dict[str, str]:
    """Return the ErrorValue of a cell that shows an error; `raw` is the engine's own."""
    return {"type": TYPES.get(shown, "ERROR"), "message": _message(shown, raw, formula)}


def _message(shown: str, raw: str, formula: str) -> str:
    bare = QUOTED.sub('""', formula)
    if raw == "#CIRC!":
        return CIRCULAR
    if shown == "#DIV/0!":
        return _division(bare)
    if shown == "#NAME?":
        return _unknown(bare)
    if shown == "#N/A":
        found = LOOKED_UP.search(formula)
        if found:
            wanted = found[2].strip('"').replace('""', '"')
            return f"Did not find value '{wanted}' in {found[1].upper()} evaluation."
    return {"#REF!": "Reference does not exist.", "#ERROR!": "Formula parse error."}.get(
        shown, shown
    )


def _division(bare: str) -> str:
    called = CALLED.search(bare)
    if called and called[1].upper() == "MOD":
        return "Function MOD parameter 2 cannot be zero."
    if "/" in bare or called is None:
        return "Function DIVIDE parameter 2 cannot be zero."
    return f"Evaluation of function {called[1].upper()} caused a divide by zero error."


def _unknown(bare: str) -> str:
    names = [name for name in NAMED.findall(bare) if not CELL.fullmatch(name)]
    if names:
        return f"Unknown range name: '{names[0].upper()}'."
    called = CALLED.search(bare)
    return f"Unknown function: '{called[1].upper()}'." if called else "Unknown range name."
