"""Protected ranges and colour rules of a sheet in use, brought back to what is declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_SIDES = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
_EVERYWHERE = 1 << 40


@dataclass(frozen=True)
class Grid:
    """The size of a sheet once its columns have grown, and where columns were put in."""

    rows: int
    columns: int
    inserted: tuple[int, ...] = ()

    def moved(self, given: Mapping[str, Any]) -> dict[str, int]:
        """Give the sides of a range as it will stand once the columns are in.

        Google moves a range on that begins at or behind a new column, and widens one in whose
        midst the column is put.
        """
        if not given.keys() & {"startColumnIndex", "endColumnIndex"}:
            return self.sides(given)
        start = given.get("startColumnIndex", 0)
        end = given.get("endColumnIndex", _EVERYWHERE)
        for at in self.inserted:
            start, end = start + (at <= start), end + (at < end)
        return self.sides({**given, "startColumnIndex": start, "endColumnIndex": end})

    def sides(self, given: Mapping[str, Any]) -> dict[str, int]:
        """Give the sides of a range; one that is the sheet's own is left out."""
        most = {"endRowIndex": self.rows, "endColumnIndex": self.columns}
        found = {side: given[side] for side in _SIDES if given.get(side)}
        return {side: v for side, v in found.items() if side not in most or v < most[side]}


def protections(
    standing: Iterable[Mapping[str, Any]],
    wanted: Sequence[Mapping[str, Any]],
    *,
    ours: frozenset[int],
    owner: str,
    grid: Grid,
) -> Iterator[dict[str, Any]]:
    """Give what brings a sheet's protected ranges to the wanted ones; ranges of people stay.

    `ours` are the ids of ranges that we may have made: one that is no longer wanted goes. `owner`
    is the file's owner, whom Google keeps among the editors whatever is asked.
    """
    known = {entry["protectedRangeId"]: entry for entry in standing}
    ids = {entry["protectedRangeId"] for entry in wanted}
    for gone in sorted(known.keys() & ours - ids):
        if _is_ours_to_change(known[gone]):
            yield {"deleteProtectedRange": {"protectedRangeId": gone}}
    for want in wanted:
        entry = known.get(want["protectedRangeId"])
        if entry is None:
            yield {"addProtectedRange": {"protectedRange": want}}
        elif _is_ours_to_change(entry):
            yield from _mended(entry, want, owner, grid)


def editors_only(
    standing: Iterable[Mapping[str, Any]], wanted: Iterable[Mapping[str, Any]], owner: str
) -> Iterator[dict[str, Any]]:
    """Give what mends the editors of those wanted ranges that stand, wherever they lie."""
    known = {entry["protectedRangeId"]: entry for entry in standing}
    for want in wanted:
        entry = known.get(want["protectedRangeId"], {})
        if entry and _is_ours_to_change(entry):
            yield from _update(want, _guard(entry, want, owner))


def _is_ours_to_change(standing: Mapping[str, Any]) -> bool:
    """Tell whether we may change a range: Google shows the editors only to those who may edit."""
    return bool(standing.get("warningOnly")) or "editors" in standing


def _mended(
    standing: Mapping[str, Any], want: Mapping[str, Any], owner: str, grid: Grid
) -> Iterator[dict[str, Any]]:
    changes: dict[str, Any] = {}
    if grid.moved(standing.get("range", {})) != grid.sides(want["range"]):
        changes["range"] = want["range"]
    if standing.get("description", "") != want["description"]:
        changes["description"] = want["description"]
    yield from _update(want, changes | _guard(standing, want, owner))


def _update(want: Mapping[str, Any], changes: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    if changes:
        changed = {"protectedRangeId": want["protectedRangeId"], **changes}
        fields = ",".join(changes)
        yield {"updateProtectedRange": {"protectedRange": changed, "fields": fields}}


def _guard(standing: Mapping[str, Any], want: Mapping[str, Any], owner: str) -> dict[str, Any]:
    """Give what must change of who may edit."""
    if bool(standing.get("warningOnly")) != want["warningOnly"]:
        return {key: want[key] for key in ("warningOnly", "editors") if key in want}
    if want["warningOnly"]:
        return {}
    now = standing["editors"]
    wanted = _folded(want["editors"]["users"])
    present = _folded(now.get("users", ()))
    is_open = bool(now.get("groups") or now.get("domainUsersCanEdit"))
    if wanted <= present <= wanted | _folded([owner]) and not is_open:
        return {}
    return {"editors": want["editors"]}


def colours(
    sheet_id: int,
    standing: Sequence[Mapping[str, Any]],
    wanted: Sequence[Mapping[str, Any]],
    grid: Grid,
) -> Iterator[dict[str, Any]]:
    """Give what restores missing colour rules, and extends those that lack a wanted column."""
    known = {_fingerprint(rule): at for at, rule in reversed(list(enumerate(standing)))}
    count = len(standing)
    for rule in wanted:
        at = known.get(_fingerprint(rule))
        if at is None:
            yield {"addConditionalFormatRule": {"rule": rule, "index": count}}
            count += 1
            continue
        reached = [grid.moved(one) for one in standing[at].get("ranges", ())]
        if not all(_reaches(reached, one) for one in rule["ranges"]):
            changed = {**standing[at], "ranges": rule["ranges"]}
            yield {
                "updateConditionalFormatRule": {"sheetId": sheet_id, "index": at, "rule": changed}
            }


def _reaches(ranges: Iterable[Mapping[str, int]], wanted: Mapping[str, int]) -> bool:
    """Tell whether a column is coloured at all: sorting and pasting cut ranges into pieces."""
    return any(
        each.get("startColumnIndex", 0) <= wanted["startColumnIndex"]
        and wanted["endColumnIndex"] <= each.get("endColumnIndex", _EVERYWHERE)
        for each in ranges
    )


def _folded(addresses: Iterable[str]) -> set[str]:
    return {address.casefold() for address in addresses if address}


def _fingerprint(rule: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Know a rule by its condition: Google rounds colours and moves ranges with their columns."""
    condition = rule.get("booleanRule", {}).get("condition", {})
    values = condition.get("values", ())
    return condition.get("type", ""), tuple(v.get("userEnteredValue", "") for v in values)
