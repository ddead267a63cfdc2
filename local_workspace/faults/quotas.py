"""Google's quotas: what a call costs, how much a minute allows, and the refusal of more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from local_workspace.errors import ApiError
from local_workspace.faults import fields
from local_workspace.faults.costs import Cost
from local_workspace.state import State

PROJECT = "123456789012"
"""The number of the cloud project that all callers belong to."""
HELP = {
    "@type": "type.googleapis.com/google.rpc.Help",
    "links": [
        {
            "description": "Request a higher quota limit.",
            "url": "https://cloud.google.com/docs/quotas/help/request_increase",
        }
    ],
}
SCOPES = ("user", "project")
Limits = Mapping[str, Mapping[str, int]]
"""Quota -> "user" or "project" -> units a minute; what is not named is without limit."""


@dataclass(frozen=True)
class Quota:
    """What is metered, as Google names it; `user` and `project` are units a minute."""

    metric: str
    title: str
    limit: str
    limit_title: str
    user: int
    project: int
    status: int = 429

    @property
    def api(self) -> str:
        """Return the API that is metered."""
        return self.metric.partition(".")[0]

    def refusal(self, scope: str, figure: int | None = None) -> ApiError:
        """Return the refusal of a call that would exceed the limit of a user or of the project."""
        service = f"{self.api}.googleapis.com"
        of_whom = " per user" if scope == "user" else ""
        limit = "PerMinutePerUser" if scope == "user" else "PerMinutePerProject"
        info = {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": "RATE_LIMIT_EXCEEDED",
            "domain": "googleapis.com",
            "metadata": {
                "consumer": f"projects/{PROJECT}",
                "quota_limit": self.limit + limit,
                "quota_limit_value": str(getattr(self, scope) if figure is None else figure),
                "quota_location": "global",
                "quota_metric": self.metric,
                "quota_unit": "1/min/{project}" + ("/{user}" if scope == "user" else ""),
                "service": service,
            },
        }
        return ApiError(
            self.status,
            f"Quota exceeded for quota metric '{self.title}' and limit '{self.limit_title} per "
            f"minute{of_whom}' of service '{service}' for consumer 'project_number:{PROJECT}'.",
            reason="rateLimitExceeded",
            domain="usageLimits",
            details=[info, HELP],
        )


def _requests(api: str, kind: str, user: int, project: int) -> Quota:
    title = f"{kind} requests"
    limit = "".join(word.capitalize() for word in title.split())
    metric = f"{api}.googleapis.com/{title.lower().replace(' ', '_')}"
    return Quota(metric, title, limit, title, user, project)


# Figures: .../workspace/{sheets,forms}/api/limits, .../workspace/drive/api/guides/limits and
# .../workspace/gmail/api/reference/quota, those for projects made since May 2026.
QUOTAS: dict[str, Quota] = {
    "sheets-read": _requests("sheets", "Read", 60, 300),
    "sheets-write": _requests("sheets", "Write", 60, 300),
    "forms-read": _requests("forms", "Read", 390, 975),
    "forms-expensive-read": _requests("forms", "Expensive read", 180, 450),
    "forms-write": _requests("forms", "Write", 150, 375),
    "drive": Quota(
        "drive.googleapis.com/default", "Queries", "default", "Queries", 325_000, 1_000_000, 403
    ),
    "gmail": Quota(
        "gmail.googleapis.com/total_query_cost",
        "Total Query Cost",
        "totalQueryCost",
        "Units",
        6_000,
        1_200_000,
        403,
    ),
}
GOOGLES: Limits = {
    name: {"user": quota.user, "project": quota.project} for name, quota in QUOTAS.items()
}


def read_limits(value: Any, where: str) -> Limits:
    """Read which quotas are kept: "google" for all of Google's, or figures for some."""
    if value == "google":
        return GOOGLES
    if not isinstance(value, dict):
        raise fields.wrong(where, '"google" or an object of figures belongs here.')
    figure = fields.whole(0)
    return {
        name: fields.read(figures, f"{where}.{name}", dict.fromkeys(SCOPES, figure))
        for name, figures in fields.mapping(value, where, QUOTAS).items()
    }


def spend(state: State, limits: Limits, cost: Cost, email: str) -> ApiError | None:
    """Charge a call to its caller and the project, or return the refusal and charge nothing."""
    if cost.quota not in limits:
        return None
    minute = int(state.now().timestamp()) // 60
    purses = {"user": f"{cost.quota}/{email}", "project": f"{cost.quota}/"}
    totals = {scope: _spent(state, key, minute) + cost.units for scope, key in purses.items()}
    for scope in SCOPES:
        figure = limits[cost.quota].get(scope)
        if figure is not None and totals[scope] > figure:
            return QUOTAS[cost.quota].refusal(scope, figure)
    for scope, key in purses.items():
        state.put("quota", key, {"minute": minute, "units": totals[scope]})
    return None


def spent(state: State, limits: Limits) -> dict[str, Any]:
    """Return what was spent in the clock's present minute, by quota: project and each user."""
    minute = int(state.now().timestamp()) // 60
    return {
        name: {
            "project": _spent(state, f"{name}/", minute),
            "users": {
                key.partition("/")[2]: purse["units"]
                for key, purse in state.scan("quota", f"{name}/")
                if purse["minute"] == minute and key != f"{name}/"
            },
        }
        for name in limits
    }


def _spent(state: State, key: str, minute: int) -> int:
    purse = state.get("quota", key)
    return purse["units"] if purse and purse["minute"] == minute else 0
