"""Numbers of a report as tables and sentences: counted, added and printed, never judged."""

from __future__ import annotations

from collections.abc import Sequence

from dienhinh.domain.vietnamese import percent
from dienhinh.rendering.facts import Count, MidtermFacts, Share
from dienhinh.rendering.phrases import closed_list, two_digits

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(count: int) -> list[str]:
    """The first numerals: I, II, III… up to `count` (below 40)."""
    return [_numeral(number) for number in range(1, count + 1)]


def _numeral(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def rows(counts: Sequence[Count]) -> list[dict[str, str]]:
    """One table row a count: number, name, teams, people, sum, complete, still to complete."""
    return [
        {"tt": str(number), "ten": each.name, **_cells(each)}
        for number, each in enumerate(counts, start=1)
    ]


def sums(counts: Sequence[Count]) -> dict[str, str]:
    """The last row of the table: the same columns added up."""
    return _cells(total(counts))


def total(counts: Sequence[Count]) -> Count:
    """All counts added up into one without a name."""
    return Count(
        name="",
        note="",
        teams=sum(each.teams for each in counts),
        people=sum(each.people for each in counts),
        complete=sum(each.complete for each in counts),
    )


def shares(items: Sequence[Share], of: str) -> list[str]:
    """Sentences "Kế hoạch của đơn vị: 08/10 đơn vị", ended as a list."""
    return closed_list(
        [f"{each.name}: {two_digits(each.done)}/{two_digits(each.total)} {of}" for each in items]
    )


def reached(facts: MidtermFacts) -> list[str]:
    """What the figures alone say was reached; a line is left out where its count is zero."""
    all_units, dossiers = facts.units, total(facts.fields)
    registered = [each for each in all_units if each.teams + each.people]
    lines = []
    if registered:
        lines.append(
            f"{two_digits(len(registered))}/{two_digits(len(all_units))} đơn vị đã đăng ký"
            " điển hình tiên tiến"
        )
    if dossiers.complete:
        sum_of_all = dossiers.teams + dossiers.people
        lines.append(
            f"{two_digits(dossiers.complete)}/{two_digits(sum_of_all)} hồ sơ đã đủ thành phần"
            f" ({percent(dossiers.complete, sum_of_all)})"
        )
    if facts.activities:
        lines.append(
            f"{two_digits(len(facts.activities))} hoạt động nhân rộng, trao đổi kinh nghiệm"
            " đã được các đơn vị báo cáo"
        )
    return closed_list(lines)


def outstanding(facts: MidtermFacts) -> list[str]:
    """What the figures alone say is open: units without registration, dossiers, empty fields."""
    dossiers = total(facts.fields)
    missing = dossiers.teams + dossiers.people - dossiers.complete
    silent = [each.name for each in facts.units if not each.teams + each.people]
    empty = [each.name for each in facts.fields if not each.teams + each.people]
    lines = []
    if silent:
        lines.append(f"{two_digits(len(silent))} đơn vị chưa có hồ sơ đăng ký: {', '.join(silent)}")
    if missing:
        lines.append(f"{two_digits(missing)} hồ sơ cần bổ sung thành phần")
    if empty:
        lines.append(f"{two_digits(len(empty))} lĩnh vực chưa có hồ sơ đăng ký: {', '.join(empty)}")
    return closed_list(lines)


def _cells(count: Count) -> dict[str, str]:
    number = count.teams + count.people
    return {
        "tap_the": str(count.teams),
        "ca_nhan": str(count.people),
        "tong": str(number),
        "du": str(count.complete),
        "can_bo_sung": str(number - count.complete),
    }
