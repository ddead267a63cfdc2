"""What was asked of Google: every request that was sent, by Google's own method id."""

from __future__ import annotations

from dataclasses import dataclass, field

APIS = ("sheets", "drive", "gmail", "forms")


@dataclass
class Calls:
    """The requests sent since the connection was made, repetitions and further pages included.

    Each of them costs quota, so each is counted.
    """

    _sent: list[str] = field(default_factory=list)
    _writes: list[str] = field(default_factory=list)

    def record(self, method: str, *, writes: bool) -> None:
        """Note one request that is about to be sent, and whether it changes anything at Google."""
        self._sent.append(method)
        if writes:
            self._writes.append(method)

    def total(self) -> dict[str, int]:
        """Number of requests by API: `{"sheets": n, "drive": n, "gmail": n, "forms": n}`."""
        apis = [method.partition(".")[0] for method in self._sent]
        return {api: apis.count(api) for api in APIS}

    def sent(self) -> list[str]:
        """The method ids of all requests, in the order sent."""
        return list(self._sent)

    def writes(self) -> list[str]:
        """The method ids of the requests that could change something, in the order sent."""
        return list(self._writes)
