"""What findReplace looks for and puts there, by Java's rules, and how long it may look."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from local_workspace.errors import invalid, not_built

NAMED_GROUP = re.compile(r"\(\?<(?=[A-Za-z])")  # as Java writes it; Python has a P before
JAVA_TOKEN = re.compile(r"\\(.)|\$(\d)|\$\{(\w+)\}", re.DOTALL)
PATIENCE = 2.0  # seconds of computing


def pattern_of(content: Mapping[str, Any]) -> re.Pattern[str]:
    """Return what a findReplace request looks for; raises a 400 where that cannot be read."""
    find = content.get("find") or ""
    if not find:
        raise invalid("Must specify text to find.")
    flags = re.NOFLAG if content.get("matchCase") else re.IGNORECASE
    try:
        shape = NAMED_GROUP.sub("(?P<", find) if content.get("searchByRegex") else re.escape(find)
        return re.compile(shape, flags)
    except (re.error, OverflowError, RecursionError) as wrong:
        raise invalid(f"Invalid regular expression: {wrong}") from wrong


def replacement_of(content: Mapping[str, Any]) -> Callable[[re.Match[str]], str]:
    """Return what gives the new text of a place that was found: $1 and ${name} are groups.

    It raises IndexError where there is no such group.
    """
    new = content.get("replacement") or ""
    if not content.get("searchByRegex"):
        return lambda _: new

    def filled(found: re.Match[str]) -> str:
        def part(token: re.Match[str]) -> str:
            if token[1] is not None:
                return token[1]
            group = token[2] or token[3]
            return found[int(group) if group.isdecimal() else group] or ""

        return JAVA_TOKEN.sub(part, new)

    return filled


@contextmanager
def patience() -> Iterator[None]:
    """Stop with a 501 what computes for more than two seconds.

    An expression such as (a+)+$ tries every way through a text, and there are all too many. Only
    the main thread, in which the server answers, can be stopped so.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def give_up(_number: int, _frame: Any) -> None:
        raise not_built("regular expressions that take more than two seconds")

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
