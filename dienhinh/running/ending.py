"""How a program that runs for long ends when it is told to, and what it does when nobody listens.

SIGTERM is what `systemctl stop` and `kill` send, SIGINT is Ctrl+C, SIGHUP a terminal that closed.
Under `nohup` SIGHUP is ignored from the start, and stays so.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Ending:
    """Whether somebody asked the program to end; who waits on it wakes up at once when asked."""

    def __init__(self) -> None:
        """Begin unasked."""
        self.asked = False
        self._heard, self._asks = os.pipe()

    def ask(self, number: int, _frame: FrameType | None = None) -> None:
        """Ask for the end; asked again, end where the program stands.

        Raises:
            SystemExit: it was asked for before; the status is the shell's for the signal `number`.
        """
        if self.asked:
            raise SystemExit(128 + number)
        self.asked = True
        os.write(self._asks, b".")

    def wait(self, seconds: float) -> None:
        """Wait so long, or until the end is asked for."""
        select.select([self._heard], [], [], max(0.0, seconds))

    def close(self) -> None:
        """Give back what was needed for waiting."""
        os.close(self._heard)
        os.close(self._asks)


@contextmanager
def asked_by_signals() -> Iterator[Ending]:
    """Let signals ask for the end, so that a run under way comes to its own end first."""
    ending = Ending()
    try:
        with _handled(ending.ask):
            yield ending
    finally:
        ending.close()


@contextmanager
def unwound_by_signals() -> Iterator[None]:
    """Let a signal unwind the program from where it stands: all that it started ends with it."""
    with _handled(_unwind):
        yield


@contextmanager
def heard_or_not() -> Iterator[None]:
    """Tell something in here: when its reader is gone, the work goes on without being heard."""
    try:
        yield
    except OSError:
        for stream in (sys.stdout, sys.stderr):
            _let_go(stream.fileno(), stream.flush)


@contextmanager
def _handled(handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in SIGNALS}
    for number, old in before.items():
        if old is not signal.SIG_IGN:
            signal.signal(number, handler)
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)


def _unwind(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _let_go(descriptor: int, flush: Callable[[], None]) -> None:
    """Send to nowhere what a stream still holds and will be given, if nobody takes it any more."""
    try:
        flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, descriptor)
        os.close(nowhere)
        with suppress(OSError):
            flush()
