"""The demo: the example term played on a fresh local workspace, and told day by day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from time import perf_counter

import requests
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress

from dienhinh.acts.plan import Outcome
from dienhinh.example import storyboard
from dienhinh.example.acts import Act
from dienhinh.example.chronicle import Chronicle
from dienhinh.example.days import WEEKDAYS, Day
from dienhinh.example.expected import LETTERS, OFFICE, OFFICE_LETTERS, ExpectedLetter
from dienhinh.example.form_page import PageError
from dienhinh.example.harvest import Summary, gather
from dienhinh.example.letters import Letter, outbox
from dienhinh.example.stage import Stage, opened
from dienhinh.example.term import TERM
from dienhinh.running.timetable import Timetable


@dataclass
class Telling:
    """What has been seen so far: the last check's counts, what was not expected, and the days."""

    console: Console
    counts: dict[str, int] = field(default_factory=dict)
    unexpected: list[str] = field(default_factory=list)
    chronicle: Chronicle = field(default_factory=Chronicle)

    def say(self, text: str) -> None:
        """Tell one line of the day."""
        self.console.print(f"   {escape(text)}", highlight=False, soft_wrap=True)

    def alarm(self, text: str) -> None:
        """Tell something that was not expected, and keep it."""
        self.unexpected.append(text)
        line = f"   [red]NGOÀI DỰ KIẾN[/red] {escape(text)}"
        self.console.print(line, highlight=False, soft_wrap=True)


def run_demo(
    out: Path,
    timetable: Timetable,
    console: Console,
    term: Sequence[Day] = TERM,
    *,
    clock: Callable[[], datetime],
) -> Summary:
    """Play the term into `out` and tell it; what earlier demos left there is cleared first.

    `clock` gives the real time, by which runs hold their lease.
    """
    started = perf_counter()
    console.print("[bold]Đợt 1 năm 2023 trên không gian làm việc cục bộ[/bold]")
    with opened(out, timetable, clock) as stage:
        telling = play(stage, console, term)
        seconds = perf_counter() - started
        summary = gather(stage, out, telling.counts, telling.unexpected, seconds)
    storyboard.write(out, telling.chronicle, summary.as_dict())
    _tell_summary(console, out, summary)
    return summary


def play(stage: Stage, console: Console, term: Sequence[Day] = TERM) -> Telling:
    """Play the days of a term one after the other; a bar shows how far, to who watches."""
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("Các ngày của đợt", total=len(term))
        telling = Telling(console)
        for day in term:
            _play_day(stage, telling, day)
            progress.advance(bar)
    return telling


def _play_day(stage: Stage, telling: Telling, day: Day) -> None:
    name = f"{WEEKDAYS[day.on.weekday()]}, {day.on:%d/%m/%Y}"
    telling.console.print(f"\n[bold]{name}[/bold] – {day.title}", highlight=False, soft_wrap=True)
    expected = len(telling.unexpected)
    played = []
    for moment, act in _course(day):
        at = day.at(moment)
        stage.set_clock(at)
        if act is None:
            _run_jobs(stage, telling, at)
        elif _act(stage, telling, act):
            played.append(act)
    _tell_state(telling)
    alarms = telling.unexpected[expected:]
    telling.chronicle.end_day(stage.scene, day, played, dict(telling.counts), alarms)


def _course(day: Day) -> Iterator[tuple[time, Act | None]]:
    """Give the acts and the moments of the jobs (None) in the order of the day."""
    course: list[tuple[time, Act | None]] = [(moment, None) for moment in day.moments]
    course += [(act.at, act) for act in day.acts]
    yield from sorted(course, key=lambda each: each[0])


def _act(stage: Stage, telling: Telling, act: Act) -> bool:
    """Let somebody act; tells whether it went as it should."""
    try:
        act.play(stage.scene)
    except (PageError, LookupError, requests.RequestException) as error:
        telling.alarm(f"{act}: {error}")
        return False
    if act.says:
        telling.say(f"{act.at:%H:%M} {act.says}")
    return True


def _run_jobs(stage: Stage, telling: Telling, at: datetime) -> None:
    for outcome in stage.runner.run_due(at=at):
        _judge(telling, outcome)
        if outcome.job == "set_up":
            stage.scene.places = stage.runner.places()
        if outcome.job == "remind_heads":
            before = len(stage.scene.letters)
            stage.scene.letters = outbox(stage.base_url)
            _judge_letters(telling, at.date(), stage.scene.letters[before:])


def _judge(telling: Telling, outcome: Outcome) -> None:
    for problem in outcome.problems:
        telling.alarm(f"{outcome.job}: {problem}")
    if outcome.job == "check_completeness":
        telling.counts |= outcome.counts
    if waiting := outcome.counts.get("quarantined"):
        telling.say(f"{waiting} câu trả lời vào bảng “Chờ xử lý”: người gửi không thuộc đơn vị nào")


def _judge_letters(telling: Telling, on: date, letters: Sequence[Letter]) -> None:
    """Tell the letters of a day and hold those to heads against those written by hand."""
    expected = {letter.to: letter for letter in LETTERS if letter.on == on}
    _judge_office_letters(telling, on, [each for each in letters if each.to == OFFICE])
    for letter in letters:
        if letter.to == OFFICE:
            continue
        copies = f" (đồng gửi {', '.join(letter.copies)})" if letter.copies else ""
        telling.say(f"thư gửi {letter.to}{copies}: {len(letter.lines)} nội dung còn thiếu")
        wanted = expected.pop(letter.to, None)
        if wanted is None:
            telling.alarm(f"{on}: không có thư nào dự kiến gửi {letter.to}")
        else:
            _compare(telling, wanted, letter)
    for missing in expected.values():
        telling.alarm(f"{on}: chưa thấy thư gửi {missing.to}")


def _judge_office_letters(telling: Telling, on: date, letters: Sequence[Letter]) -> None:
    """Tell the letter of a day to the office and hold it against the one written by hand."""
    told = [letter.matter for letter in letters]
    for each in told:
        telling.say(f"thư gửi đơn vị đầu mối: {each}")
    wanted = [OFFICE_LETTERS[on]] if on in OFFICE_LETTERS else []
    if told != wanted:
        telling.alarm(f"{on}, thư gửi đơn vị đầu mối: {told}, dự kiến {wanted}")


def _compare(telling: Telling, wanted: ExpectedLetter, letter: Letter) -> None:
    listed = sorted((line.dossier, line.what) for line in letter.lines)
    for gap in sorted(set(wanted.gaps) - set(listed)):
        telling.alarm(f"{wanted.on}, thư gửi {wanted.to}: thiếu dòng {gap}")
    for gap in sorted(set(listed) - set(wanted.gaps)):
        telling.alarm(f"{wanted.on}, thư gửi {wanted.to}: thừa dòng {gap}")
    if len(listed) != len(set(listed)):
        telling.alarm(f"{wanted.on}, thư gửi {wanted.to}: có dòng lặp lại")
    if letter.copies != wanted.copies:
        telling.alarm(f"{wanted.on}, thư gửi {wanted.to}: đồng gửi {letter.copies}")


def _tell_state(telling: Telling) -> None:
    counts = telling.counts
    telling.say(
        f"cuối ngày: {counts.get('dossiers', 0)} hồ sơ, {counts.get('whole', 0)} đủ; "
        f"còn thiếu {counts.get('gaps', 0)} nội dung"
    )


def _tell_summary(console: Console, out: Path, summary: Summary) -> None:
    facts = summary.facts
    calls = ", ".join(f"{api} {number}" for api, number in facts["api_calls"].items())
    console.print(
        f"\n[bold]Kết quả[/bold]: {facts['units']} đơn vị, {facts['forms']} biểu mẫu, "
        f"{facts['responses']} câu trả lời, {facts['dossiers']} hồ sơ, {facts['letters']} thư, "
        f"{facts['office_letters']} thư gửi đơn vị đầu mối, "
        f"{facts['review_rows']} dòng trong Bảng xét chọn, {facts['documents']} văn bản; "
        f"{facts['seconds']} giây; lượt gọi: {calls}.\nXem tại {out}.",
        highlight=False,
        soft_wrap=True,
    )
    if summary.unexpected:
        console.print(f"[red]{len(summary.unexpected)} việc ngoài dự kiến.[/red]")
