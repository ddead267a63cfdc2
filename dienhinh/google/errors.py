"""What can go wrong with a call to Google, one class for each thing the caller can do about it.

The first line of a class's docstring is its message; facts are attributes.
"""

from __future__ import annotations


class WorkspaceError(Exception):
    """Google Workspace did not do what was asked."""

    def __init__(
        self,
        explanation: str = "",
        *,
        method: str = "",
        status: int | None = None,
        reason: str = "",
        message: str = "",
        body: str = "",
        remedy: str = "",
        retry_after: float | None = None,
    ) -> None:
        """Keep the facts of one failed call.

        `explanation` replaces the class's own sentence; `method` is Google's id of the method
        ("drive.files.get"), `status` the HTTP status if there was an answer, `reason` Google's
        machine-readable reason, `message` Google's own words (in any language, for people only),
        `body` the answer as it came, `remedy` what to do, `retry_after` the seconds that the server
        asked to wait.
        """
        self.explanation = explanation or (type(self).__doc__ or "").partition("\n")[0]
        self.method = method
        self.status = status
        self.reason = reason
        self.message = message
        self.body = body
        self.remedy = remedy
        self.retry_after = retry_after
        super().__init__(str(self))

    def __str__(self) -> str:
        """Say which call failed, what happened, what to do, and Google's own words."""
        said = " ".join(str(part) for part in (self.status, self.reason) if part)
        words = f" [{': '.join(part for part in (said, self.message) if part)}]"
        call = f"{self.method}: " if self.method else ""
        return f"{call}{' '.join(p for p in (self.explanation, self.remedy) if p)}" + (
            words if said or self.message else ""
        )


class NotFound(WorkspaceError):
    """Google does not find it: it was deleted, or this account may not see it."""


class Forbidden(WorkspaceError):
    """This account may not do that."""


class InvalidRequest(WorkspaceError):
    """Google refuses the request as wrong; repeating it would not help."""


class Conflict(WorkspaceError):
    """It is there already, or somebody else changed it at the same moment."""


class QuotaExceeded(WorkspaceError):
    """Google refuses for now because too much was asked of it; nothing was done.

    `lasting` tells a quota that waiting some minutes does not mend (a day's limit, a full drive).
    """

    lasting: bool = False


class Unreachable(WorkspaceError):
    """There was no usable answer: Google, or the way to it, failed.

    `maybe_done` is False only where the request provably never arrived. Where it is True the call
    may have taken effect: find out by looking, not by repeating.
    """

    maybe_done: bool = True


class CredentialsError(WorkspaceError):
    """The credentials are missing, wrong or not enough."""
