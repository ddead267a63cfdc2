"""What befalls one call of a run: killed, cut off, refused, or left without an answer."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

import requests

from dienhinh.google.failures import Refused
from dienhinh.google.refusals import Refusal

T = TypeVar("T")

KILLED = 9
"""The exit status of a process that was killed at its call."""


class Fault(StrEnum):
    """The kinds of faults; `AFTER` ones strike when Google has carried the call out."""

    KILLED_BEFORE = "killed before the call"
    KILLED_AFTER = "killed after the call"
    DROPPED = "answer dropped"
    UNAVAILABLE = "503 after the call"
    QUOTA = "429"
    BROKEN = "500"
    PAGE = "502 with a page"
    TIMED_OUT = "timed out"

    @property
    def kills(self) -> bool:
        """Tell whether the process is gone by it."""
        return self in {Fault.KILLED_BEFORE, Fault.KILLED_AFTER}

    @property
    def lasts(self) -> bool:
        """Tell whether every repetition of the call meets it, too."""
        return self in {Fault.QUOTA, Fault.BROKEN, Fault.PAGE, Fault.TIMED_OUT}


ARRIVED = frozenset({Fault.KILLED_AFTER, Fault.DROPPED, Fault.UNAVAILABLE, Fault.TIMED_OUT})
"""Google has carried out what the caller heard nothing of."""


WRITES = ("create", "update", "Update", "UpdateByDataFilter", "delete", "send", "Settings")
"""How the names of methods end that change something."""


def killed_at_each_write(method: str, act: Callable[[], T], /) -> T:
    """Kill the process as soon as it has written anything."""
    answer = act()
    if method.endswith(WRITES):
        os._exit(KILLED)
    return answer


@dataclass
class Disturbance:
    """Stands around the requests of a run and strikes the one with that number (from 1)."""

    number: int
    fault: Fault
    sent: int = 0
    method: str = ""
    _struck: Callable[[], Any] | None = field(default=None, repr=False)

    def __call__(self, method: str, act: Callable[[], T], /) -> T:
        """Send a request, or let it meet its fault."""
        if act is not self._struck:
            self.sent += 1
            if self.sent == self.number:
                self._struck, self.method = act, method
                return self._strike(act)
        elif self.fault.lasts:
            return self._strike(act)
        return act()

    def _strike(self, act: Callable[[], T]) -> T:
        if self.fault in ARRIVED:
            act()
        if self.fault.kills:
            os._exit(KILLED)
        raise failure(self.fault)


def failure(fault: Fault) -> Exception:
    """Make what the library raises when a call meets a fault."""
    if fault is Fault.DROPPED:
        return requests.ConnectionError("Connection aborted: closed without response")
    if fault is Fault.TIMED_OUT:
        return requests.ReadTimeout("read timed out")
    if fault is Fault.PAGE:
        return Refused(Refusal(502, {"content-type": "text/html"}, "<!DOCTYPE html><p>502."))
    status, name = {
        Fault.UNAVAILABLE: (503, "UNAVAILABLE"),
        Fault.QUOTA: (429, "RESOURCE_EXHAUSTED"),
        Fault.BROKEN: (500, "INTERNAL"),
    }[fault]
    error = {"code": status, "status": name, "message": f"{name} for the time being"}
    return Refused(
        Refusal(status, {"content-type": "application/json"}, json.dumps({"error": error}))
    )
