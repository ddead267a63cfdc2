"""Turns of phrase that letters and documents share: who is greeted, what is due, how lists end."""

from __future__ import annotations

from collections.abc import Sequence

from dienhinh.domain.calendar import short_date
from dienhinh.rendering.facts import GapLine

UNIT_DUTY = "Nội dung chung của đơn vị"

LONGEST = 40
"""How many gaps a letter lists at most; the rest is counted, and stands in the workbook."""


def two_digits(count: int) -> str:
    """A count in running text, as offices write it: "03 hồ sơ", "12 hồ sơ"."""
    return f"{count:02d}"


def position(title: str, unit: str) -> str:
    """Title and unit, with words said once: "Trưởng khoa" of "Khoa Dược" is "Trưởng Khoa Dược"."""
    titles, units = title.split(), unit.split()
    shared = next(
        (
            count
            for count in range(min(len(titles), len(units)), 0, -1)
            if [word.casefold() for word in titles[-count:]]
            == [word.casefold() for word in units[:count]]
        ),
        0,
    )
    return " ".join([*titles[: len(titles) - shared], *units])


def addressee(salutation: str, name: str, title: str, unit: str) -> str:
    """Who is greeted, by title and never by a guessed gender: "Thầy/Cô …, Trưởng Khoa Dược"."""
    where = position(title, unit)
    return f"{salutation} {name}, {where}" if name else f"{salutation} {where}"


def dossier(gap: GapLine) -> str:
    """The code of the dossier, or the words for a duty of the unit itself."""
    return gap.code or UNIT_DUTY


def deadline(gap: GapLine) -> str:
    """The deadline; both dates where the stated one fell on a day off."""
    effective = short_date(gap.effective)
    if gap.due == gap.effective:
        return effective
    return f"{effective} (theo kế hoạch {short_date(gap.due)}, trùng ngày nghỉ)"


def time_left(gap: GapLine) -> str:
    """Working days left, or how many days the deadline is past: a fact, not a judgement."""
    if gap.arose is not None:
        return f"phát sinh ngày {short_date(gap.arose)}, khi thời hạn đã qua"
    if gap.calendar_days_overdue > 0:
        return f"quá hạn {gap.calendar_days_overdue} ngày"
    return f"còn {gap.days} ngày làm việc" if gap.days > 0 else "hết hạn trong hôm nay"


def by_urgency(gaps: Sequence[GapLine]) -> list[GapLine]:
    """The gaps with the oldest deadline first, in their own order within a day."""
    return sorted(gaps, key=lambda gap: gap.effective)


def told(gap: GapLine) -> str:
    """What is missing; or what is there but wrong, and what to do about it."""
    advice = f". {gap.advice.rstrip('.')}" if gap.advice else ""
    return f"{'Cần sửa: ' if gap.wrong else ''}{gap.what.rstrip('.')}{advice}"


def asked_for(gaps: Sequence[GapLine]) -> str:
    """What is asked: "bổ sung" what is missing, "sửa" what is wrong, or both."""
    verbs = {"bổ sung": any(not gap.wrong for gap in gaps), "sửa": any(gap.wrong for gap in gaps)}
    return ", ".join(verb for verb, asked in verbs.items() if asked)


def named_first(gaps: Sequence[GapLine]) -> str:
    """The first gap by name and dossier, and how many more there are, short enough for a subject.

    "Minh chứng (2023-1-LV4-CNA-001) và 02 nội dung khác".
    """
    first = shorten(gaps[0].what.rstrip(".")) + (f" ({gaps[0].code})" if gaps[0].code else "")
    others = len(gaps) - 1
    return f"{first} và {two_digits(others)} nội dung khác" if others else first


def shorten(text: str, length: int = 60) -> str:
    """At most so many characters, cut between words and then ended by an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut, blank, _ = line[:length].rpartition(" ")
    return f"{(cut if blank else line[: length - 1]).rstrip(' ,;:–-')}…"


def joined(lines: Sequence[str]) -> str:
    """Whole lines ("Thực hiện Kế hoạch …") as the beginning of one sentence."""
    bare = [line.strip().rstrip(";,.") for line in lines]
    return "; ".join([*bare[:1], *(line[:1].lower() + line[1:] for line in bare[1:])])


def closed_list(lines: Sequence[str]) -> list[str]:
    """Lines ended as Decree 30/2020 ends `Nơi nhận` and `Căn cứ`: each ";", the last "."."""
    bare = [line.strip().rstrip(";.") for line in lines]
    return [f"{line};" for line in bare[:-1]] + [f"{line}." for line in bare[-1:]]
