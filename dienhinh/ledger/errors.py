"""What can go wrong with the ledger itself, one class for each thing that a person can do about it.

The docstring of a class is its message; facts are attributes and stand in the message's braces.
"""

from __future__ import annotations

from inspect import cleandoc


class LedgerError(Exception):
    """The ledger cannot be used."""

    def __init__(self, **facts: object) -> None:
        """Keep the facts, each as an attribute, and make the message of them."""
        self.facts = facts
        super().__init__(" ".join(cleandoc(type(self).__doc__ or "").format(**facts).split()))

    def __getattr__(self, name: str) -> object:
        """Give a fact by its name."""
        try:
            return self.__dict__["facts"][name]
        except KeyError:
            raise AttributeError(name) from None


class CannotOpen(LedgerError):
    """The ledger at {address} cannot be opened: {why}. Mend DIENHINH_LEDGER, or the folder and
    the rights of the file; an address looks like sqlite:///var/office/ledger.db.
    """  # noqa: D205  # the whole docstring is the message


class NoAnswer(CannotOpen):
    """The ledger at {address} cannot be opened: {why}. Mend DIENHINH_LEDGER, or let the server
    answer and the account in; an address looks like postgresql://user:password@host/database.
    """  # noqa: D205


class NoDriver(CannotOpen):
    """The ledger at {address} cannot be opened: {why}. Install the driver with
    `pip install "dienhinh[postgresql]"`, and write the address as
    postgresql://user:password@host/database.
    """  # noqa: D205


class OtherProgramme(LedgerError):
    """The ledger at {address} belongs to another programme than {programme}: {why}. Nothing was
    changed. Open it with its own programme file (--programme) first, or give {programme} a folder
    of its own (DIENHINH_DATA).
    """  # noqa: D205


class UnknownOwner(LedgerError):
    """The ledger at {address} was made by version 0.1.0 and does not tell whose it is: it gave no
    code yet, and its folder in Drive is not to be seen. Nothing was changed. If it is
    {programme}'s, let DIENHINH_ACCOUNT and DIENHINH_CREDENTIALS reach that folder; if the folder
    is lost, move the ledger's file away and run `dienhinh rebuild`, which finds what
    {programme} has made, or `dienhinh set-up` where that finds nothing.
    """  # noqa: D205


class NewerLedger(LedgerError):
    """The ledger at {address} was made by a newer version of this program (its form is {version},
    known are {known}). Nothing was changed. Install the newer version, or put back an older copy.
    """  # noqa: D205


class BrokenMigration(LedgerError):
    """The ledger at {address} could not be brought from form {version} to {head}: {why}. It stands
    as it stood before. Run the version of the program that made it, and send this message to
    whoever looks after the program.
    """  # noqa: D205


class LeaseLost(LedgerError):
    """Another run took over the programme {programme} while this one stood still (its lease,
    number {number}, is no longer in force). Nothing more was written. Nothing needs to be mended:
    the other run goes on with the work.
    """  # noqa: D205


class NotEmpty(LedgerError):
    """The ledger at {address} is not empty, so there is nothing to rebuild: it holds {holds} of
    {programme}. Nothing was changed. If it is to be given up, move its file away first (it can be
    put back), then rebuild.
    """  # noqa: D205


class CodeTaken(LedgerError):
    """The code {code} cannot be given to {origin}: {why}. Codes are given once and for ever; run
    again, so that the next free code is looked for.
    """  # noqa: D205


class NoClock(LedgerError):
    """The ledger was opened without a clock, so nobody can take its lease; hand in the real one."""
