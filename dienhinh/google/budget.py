"""Google's quotas kept from our side: a call waits for its turn before it is sent.

A refusal costs a wait that doubles each time, and holds up what else the account does; so no call
is sent that the minute's quota has no room for. Quotas of one user of one project a minute:

- Sheets: 60 reads, 60 writes. https://developers.google.com/workspace/sheets/api/limits
- Forms: 180 reads that are expensive (answers), 390 others, 150 writes.
  https://developers.google.com/workspace/forms/api/limits
- Drive: 325,000 units; a list costs 100, an edit 50, anything else 5.
  https://developers.google.com/workspace/drive/api/guides/limits
- Gmail: 6,000 units; a letter sent costs 100, a draft made 10.
  https://developers.google.com/workspace/gmail/api/reference/quota
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

MINUTE = 60.0


@dataclass(frozen=True)
class Share:
    """What may be spent in a minute, and how much of it at once."""

    a_minute: float
    at_once: float


QUOTAS: Mapping[str, Share] = MappingProxyType(
    {
        # Below the quota by a sixth: retries and a person at the same account have room beside us.
        "sheets.read": Share(50, 5),
        "sheets.write": Share(50, 5),
        "forms.expensive": Share(150, 15),
        "forms.read": Share(300, 30),
        "forms.write": Share(120, 12),
        "drive": Share(270_000, 27_000),
        "gmail": Share(5_000, 500),
    }
)

DRIVE_LIST, DRIVE_EDIT = 100, 50
UNITS: Mapping[str, float] = MappingProxyType(
    {
        "gmail.users.messages.send": 100,
        "gmail.users.drafts.send": 100,
        "gmail.users.drafts.create": 10,
        "gmail.users.drafts.delete": 10,
        "gmail.users.drafts.get": 20,
        "gmail.users.messages.get": 20,
        "drive.files.create": DRIVE_EDIT,
        "drive.files.update": DRIVE_EDIT,
        "drive.files.delete": DRIVE_EDIT,
        "drive.permissions.create": DRIVE_EDIT,
        "drive.permissions.delete": DRIVE_EDIT,
        "drive.permissions.update": DRIVE_EDIT,
        "drive.changes.list": DRIVE_LIST,
        "drive.files.list": DRIVE_LIST,
        "drive.permissions.list": DRIVE_LIST,
    }
)
"""What a call costs where it is not the ordinary, in its API's own units."""

ORDINARY = MappingProxyType({"drive": 5.0, "gmail": 5.0})
"""What any other call of an API that counts in units costs; elsewhere a call is one."""


@dataclass
class _Bucket:
    """A bucket of tokens: it fills with time up to what may be spent at once."""

    share: Share
    left: float
    at: float

    def take(self, cost: float, now: float) -> float:
        """Take tokens, and give the seconds until they are there; a debt is paid by waiting."""
        filled = self.left + (now - self.at) * self.share.a_minute / MINUTE
        self.left = min(self.share.at_once, filled) - cost
        self.at = now
        return max(0.0, -self.left * MINUTE / self.share.a_minute)


@dataclass
class Budget:
    """What the calls of one connection may still spend; without `quotas` nothing ever waits.

    `clock` gives seconds that only grow, `sleep` waits so many of them.
    """

    clock: Callable[[], float]
    sleep: Callable[[float], None]
    quotas: Mapping[str, Share] = field(default_factory=lambda: QUOTAS)
    _buckets: dict[str, _Bucket] = field(default_factory=dict, repr=False)

    def wait(self, method: str, *, writes: bool) -> float:
        """Wait until a call of the method with that id may be sent; give the seconds waited."""
        kind = kind_of(method, writes=writes)
        share = self.quotas.get(kind)
        if share is None:
            return 0.0
        now = self.clock()
        bucket = self._buckets.setdefault(kind, _Bucket(share, share.at_once, now))
        wait = bucket.take(cost_of(method), now)
        if wait:
            self.sleep(wait)
        return wait


def kind_of(method: str, *, writes: bool) -> str:
    """Give the quota that a method's calls are counted against."""
    api = method.partition(".")[0]
    if method.endswith("responses.list"):
        return f"{api}.expensive"
    return api if api in QUOTAS else f"{api}.{'write' if writes else 'read'}"


def cost_of(method: str) -> float:
    """Give what a call of a method costs in its API's units."""
    return UNITS.get(method, ORDINARY.get(method.partition(".")[0], 1.0))
