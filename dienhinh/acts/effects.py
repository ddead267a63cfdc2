"""What a job wants done, as values: nothing here does anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from dienhinh.domain.merge import Plain
from dienhinh.world import places


class Priority(IntEnum):
    """The order in which the effects of a cycle are carried out, over the plans of all jobs."""

    PLACES = 1
    """Folders, workbooks, forms and rights: all else stands in them."""
    ENTRIES = 2
    """What units handed in, in their books, in what waits and in the lists: letters speak of it."""
    LETTERS = 3
    BOARDS = 4
    DOCUMENTS = 5
    MEMORY = 6
    """What is only remembered, once the rest is done."""


@dataclass(frozen=True, kw_only=True)
class Effect:
    """One thing to be done to the outside, or to be remembered once it is done.

    `key` names what it is done to, `priority` when in a cycle. `reason` is why, for who
    asks. `rests_on` are the keys of the sources without which it would be wrong: what rests on a
    source that is unreadable or in doubt is dropped, and said to be.
    `counts` is the name under which an outcome counts it, `many` how many it stands for.
    """

    reason: str = ""
    rests_on: frozenset[str] = frozenset()
    counts: str = ""
    many: int = 1

    if TYPE_CHECKING:  # at run time it would be taken for the default of the fields below

        @property
        def key(self) -> str:
            """What it is done to."""

    @property
    def priority(self) -> Priority:
        """When in a cycle it is carried out."""
        return Priority.MEMORY


@dataclass(frozen=True, kw_only=True)
class InRow(Effect):
    """What concerns a row of a workbook's sheet, which is found by its code."""

    book: str
    sheet: str
    code: str

    @property
    def key(self) -> str:
        """The row: workbook, sheet and code."""
        return f"{self.book}/{self.sheet}/{self.code}"


@dataclass(frozen=True, kw_only=True)
class Written(InRow):
    """Something that is written into a workbook."""

    @property
    def priority(self) -> Priority:
        """Boards that sum up what stands elsewhere are written after the letters."""
        is_entry = self.book.startswith(places.UNIT_BOOKS) or self.book in {
            places.QUARANTINE_BOOK,
            places.LISTS_BOOK,
        }
        return Priority.ENTRIES if is_entry else Priority.BOARDS


@dataclass(frozen=True, kw_only=True)
class Built(Effect):
    """What makes or changes a place: done before anything is planned that needs it."""

    key: str

    @property
    def priority(self) -> Priority:
        """Before all else."""
        return Priority.PLACES


@dataclass(frozen=True, kw_only=True)
class Cells(Written):
    """Own words in a row that stands: by column key, None empties; the row is found by its code."""

    values: Mapping[str, Plain]


@dataclass(frozen=True, kw_only=True)
class NewRow(Written):
    """A row of ours below the last one, where nobody's row can be overwritten.

    `answer` is the id of the form answer that makes it; the row carries a mark of it.
    """

    values: Mapping[str, Plain]
    answer: str = ""


@dataclass(frozen=True, kw_only=True)
class Own(InRow):
    """Words in a standing row that are ours: found while a lost ledger is rebuilt, not written."""

    values: Mapping[str, Plain]


@dataclass(frozen=True, kw_only=True)
class GivenCode(Written):
    """A code for a row that a person typed; `row` is its number as read, counted from 1."""

    row: int
    column: str


Write = Cells | NewRow | GivenCode


@dataclass(frozen=True, kw_only=True)
class NewCode(Effect):
    """A code of the series for an origin: recorded before anything is written with it."""

    origin: str
    series: str
    number: int
    code: str

    @property
    def key(self) -> str:
        """The code, with the series in which it is given once."""
        return f"code/{self.series}/{self.code}"


@dataclass(frozen=True, kw_only=True)
class Taken(Effect):
    """A form answer that stands where it belongs once the book is written; with it, its state."""

    book: str
    form: str
    response_id: str
    submitted_at: str
    waiting: bool
    unit: str | None
    code: str | None
    content: Mapping[str, Any]

    @property
    def key(self) -> str:
        """The answer: its form and Google's id."""
        return f"answer/{self.form}/{self.response_id}"


@dataclass(frozen=True, kw_only=True)
class ReadTo(Effect):
    """How far a form has been read; moves last, when all that came from it stands."""

    form: str
    cursor: str

    @property
    def key(self) -> str:
        """The form."""
        return f"cursor/{self.form}"


@dataclass(frozen=True, kw_only=True)
class Told(Effect):
    """An entry of a dossier's history: what, when, by whom, why; codes only."""

    subject: str
    at: datetime
    kind: str
    key: str
    by: str = ""
    why: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Remembered(Effect):
    """A fact for the next run, by key: the last good lists, sizes of readings.

    With `first` it is kept before anything is done, since nothing would tell of it afterwards.
    """

    key: str
    value: Any
    first: bool = False


@dataclass(frozen=True)
class Paper:
    """A letter or document to be rendered: its kind and the facts that it tells."""

    kind: str
    facts: Any


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A document that goes along with a letter."""

    name: str
    paper: Paper


@dataclass(frozen=True, kw_only=True)
class Letter(Effect):
    """A letter, sent once by its key; `rungs` are the steps of the ladder that it climbs.

    `reference` is how a sent letter is found again; `gaps` is what it told, for who asks later, and
    `read_to` the last moment among the answers of each form that were known then. `whom` names the
    receiver to who reads along, without the address.
    """

    key: str
    on: date
    reference: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    sender: tuple[str, str]
    paper: Paper
    whom: str = ""
    attached: tuple[Attached, ...] = ()
    rungs: tuple[str, ...] = ()
    gaps: tuple[Mapping[str, Any], ...] = ()
    read_to: Mapping[str, str] = field(default_factory=dict)

    @property
    def priority(self) -> Priority:
        """People wait for it: before boards."""
        return Priority.LETTERS


@dataclass(frozen=True, kw_only=True)
class Document(Effect):
    """A Word document in a folder: made once, renewed when what it tells has changed.

    `told` is a fingerprint of its facts. Bytes are rendered only when they go out.
    """

    key: str
    name: str
    title: str
    folder: str
    paper: Paper
    told: str

    @property
    def priority(self) -> Priority:
        """After what it tells of."""
        return Priority.DOCUMENTS


@dataclass(frozen=True, kw_only=True)
class Folder(Built):
    """A folder to be made in another one, or in `above` (a shared drive or None: the root)."""

    name: str
    parent: str | None


@dataclass(frozen=True, kw_only=True)
class Workbook(Built):
    """A workbook to be made with its sheets: `requests` fill what Google makes empty.

    `headers` are the titles that stand in each sheet then, `declaration` the digest of the whole.
    """

    title: str
    folder: str
    requests: tuple[Mapping[str, Any], ...]
    headers: Mapping[str, Sequence[str]]
    declaration: str


@dataclass(frozen=True, kw_only=True)
class Structure(Built):
    """Requests that bring a workbook that stands to its declaration."""

    requests: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, kw_only=True)
class Form(Built):
    """A form to be made: titles and the items that fill it."""

    title: str
    document_title: str
    requests: tuple[Mapping[str, Any], ...]
    folder: str


@dataclass(frozen=True, kw_only=True)
class FormChange(Built):
    """Requests that bring a form that stands to its declaration, against the revision seen."""

    requests: tuple[Mapping[str, Any], ...]
    revision: str | None


@dataclass(frozen=True, kw_only=True)
class Published(Built):
    """A form opened for answers."""


@dataclass(frozen=True, kw_only=True)
class Moved(Built):
    """A file put into a folder of ours, out of the parents in which it lies, under its name."""

    folder: str
    out_of: tuple[str, ...]
    name: str


@dataclass(frozen=True, kw_only=True)
class Access(Built):
    """A role on a file for a person, or for everybody (`email` ""); `view` for respondents."""

    email: str
    role: str
    view: str = ""


@dataclass(frozen=True, kw_only=True)
class NoAccess(Built):
    """A permission taken away, by its id; `email` says whose, for who reads along."""

    permission: str
    email: str


@dataclass(frozen=True, kw_only=True)
class Recognised(Effect):
    """A right that stands as the lists want it, though no run heard that it was given: ours."""

    key: str
    email: str


@dataclass(frozen=True, kw_only=True)
class Seeded(Effect):
    """A list has its first rows; recorded with them."""

    sheet: str

    @property
    def key(self) -> str:
        """The list."""
        return f"seed/{self.sheet}"
