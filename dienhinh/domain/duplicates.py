"""Registrations that are probably one exemplar: found and shown, never merged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dienhinh.domain.codes import in_order
from dienhinh.domain.dossier import Dossier, text
from dienhinh.domain.vietnamese import fold


def mark_namesakes(dossiers: Iterable[Dossier]) -> list[Dossier]:
    """Give each later dossier of the same wave, unit, name and position the earlier one's code.

    A name alone proves nothing: two people of one unit who share it are told apart by their
    position, which the letter asks the unit to write.
    """
    first: dict[tuple[str, ...], str] = {}
    marked = []
    # By number, then by code: people sort the rows, which must not make another one the first.
    for dossier in sorted(dossiers, key=lambda each: in_order(each.code)):
        row = dossier.registration
        name = fold(text(row, "ten"))
        key = (dossier.wave, dossier.unit, name, fold(text(row, "chuc_vu")))
        earlier = first.setdefault(key, dossier.code) if name else dossier.code
        marked.append(replace(dossier, namesake=earlier) if earlier != dossier.code else dossier)
    return sorted(marked, key=lambda each: each.code)


def same_names(dossiers: Iterable[Dossier]) -> dict[str, tuple[str, ...]]:
    """Give each dossier the codes of the others that carry its name, in whatever unit and wave.

    A name alone proves nothing, so this holds no dossier back: people are to look.
    """
    by_name: dict[str, list[str]] = {}
    for dossier in dossiers:
        by_name.setdefault(fold(text(dossier.registration, "ten")), []).append(dossier.code)
    return {
        code: tuple(sorted(other for other in codes if other != code))
        for name, codes in by_name.items()
        if name and len(codes) > 1
        for code in codes
    }
