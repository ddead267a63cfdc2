"""What letters and documents are told: plain, frozen data with every date already computed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class GapLine:
    """One thing a unit still owes, or has to put right (`wrong`).

    `code` is the dossier (None: the unit's own duty), `what` names the field and never its value,
    `where` is the cell or form as a person reads it, `link` leads there, `advice` is what to do
    there. `due` is the deadline as the plan states it, `effective` the same rolled to a working
    day. `days` are working days left (negative: overdue), `calendar_days_overdue` counts every day
    since `effective`. `arose` is the day on which it could first be known, None where that was
    before the deadline: nobody is told to be overdue since days on which there was nothing to do.
    """

    code: str | None
    what: str
    where: str
    link: str
    due: date
    effective: date
    days: int
    calendar_days_overdue: int
    advice: str = ""
    wrong: bool = False
    arose: date | None = None


@dataclass(frozen=True)
class DigestFacts:
    """One head's letter of one day: who is asked, by whom, for what, until when.

    `requested` marks party bodies and unions (asked, never ordered). `answer_by` is the working day
    by which an answer is asked about what is past its deadline. `copied_to` are the bodies in copy
    as printed, in order; `draft_attached` says that the draft official letter goes along.
    """

    programme_label: str
    school: str
    unit: str
    head_title: str
    head_salutation: str
    head_name: str
    requested: bool
    gaps: tuple[GapLine, ...]
    today: date
    answer_by: date
    copied_to: tuple[str, ...]
    draft_attached: bool
    office: str
    office_email: str
    workbook_link: str
    reference: str


@dataclass(frozen=True)
class ToldGap:
    """What a letter told to be missing, though it was not: dossier (None: a duty) and its name."""

    code: str | None
    what: str


@dataclass(frozen=True)
class WrongLetter:
    """A letter that told gaps which were none; `draft` says that an official draft went along."""

    on: date
    gaps: tuple[ToldGap, ...]
    draft: bool = False


@dataclass(frozen=True)
class CorrectionFacts:
    """The one letter that takes back what earlier letters told wrongly, oldest letter first.

    `copied_to` are the bodies that had been in copy of any of them, as printed.
    """

    programme_label: str
    school: str
    unit: str
    head_title: str
    head_salutation: str
    head_name: str
    letters: tuple[WrongLetter, ...]
    today: date
    copied_to: tuple[str, ...]
    office: str
    office_email: str
    workbook_link: str
    reference: str


@dataclass(frozen=True)
class OfficeLine:
    """One thing that waits for the office or failed: what it is, what to do, where (or nothing)."""

    title: str
    todo: str
    link: str = ""


@dataclass(frozen=True)
class OfficeSection:
    """Things of one kind, the most urgent first; `link` leads to the place where all stand."""

    title: str
    lines: tuple[OfficeLine, ...]
    link: str = ""


@dataclass(frozen=True)
class Unreached:
    """A head whose letter came back: `head` as a title ("Trưởng Khoa Dược"), `sent` its day."""

    head: str
    sent: date
    reason: str


@dataclass(frozen=True)
class Exhausted:
    """A unit to which no more letters go: open gaps, their oldest deadline, the last letter."""

    unit: str
    gaps: int
    oldest: date
    last_letter: date
    link: str


@dataclass(frozen=True)
class OfficeDigestFacts:
    """The letter of a day to the coordinating office: what waits, failed or came to an end.

    On a Monday it may have nothing to tell, and says so.
    """

    programme_label: str
    school: str
    office: str
    today: date
    sections: tuple[OfficeSection, ...]
    unreached: tuple[Unreached, ...]
    exhausted: tuple[Exhausted, ...]
    reference: str


@dataclass(frozen=True)
class Signer:
    """Who signs: `authority` ("KT. HIỆU TRƯỞNG" or empty), `title`, printed `name` (or empty)."""

    authority: str
    title: str
    name: str


@dataclass(frozen=True)
class DocumentHead:
    """What stands on every document: who issues it, on which date's names, who signs and receives.

    `office_code` is the drafting unit in the number (`Số:   /CĐYT-TCHC`), `recipients` are the
    lines of `Nơi nhận` without dash and end mark, the archive's line last. `on` gives the year and
    is the day the figures are of; number, day and month stay blank for the records clerk.
    """

    governing_body: str
    school: str
    abbreviation: str
    place: str
    office: str
    office_code: str
    programme_label: str
    on: date
    signer: Signer
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class Registration:
    """One registered team or person: `state` as a clerk reads it, `complete` for the totals."""

    code: str
    name: str
    title: str
    unit: str
    cell: str
    summary: str
    state: str
    team: bool
    complete: bool


@dataclass(frozen=True)
class FieldRegistrations:
    """The registrations of one field, in print order; a `restricted` field prints no names."""

    name: str
    lead: str
    restricted: bool
    rows: tuple[Registration, ...]


@dataclass(frozen=True)
class RegistrationListFacts:
    """The list of registrations of one wave (`wave`: "đợt 1 năm 2023"), every field in order."""

    head: DocumentHead
    wave: str
    fields: tuple[FieldRegistrations, ...]


@dataclass(frozen=True)
class Count:
    """Dossiers of one field or unit (`note`: the field's lead; empty for a unit), in numbers."""

    name: str
    note: str
    teams: int
    people: int
    complete: int


@dataclass(frozen=True)
class Share:
    """How many of how many: units that met a requirement, dossiers at a stage."""

    name: str
    done: int
    total: int


@dataclass(frozen=True)
class Activity:
    """One replication or exchange activity as its unit reported it; `on` is None where not told."""

    on: date | None
    unit: str
    name: str
    content: str


@dataclass(frozen=True)
class MidtermFacts:
    """The mid-term report: `occasion` ("6 tháng đầu năm 2023"), `plan` as cited, the figures.

    `legal_bases` are whole lines ("Căn cứ Luật …") without end marks, `duties` units per
    requirement, `stages` dossiers per stage, `upcoming` the plan's next milestones as sentences.
    """

    head: DocumentHead
    occasion: str
    plan: str
    legal_bases: tuple[str, ...]
    fields: tuple[Count, ...]
    units: tuple[Count, ...]
    duties: tuple[Share, ...]
    stages: tuple[Share, ...]
    activities: tuple[Activity, ...]
    upcoming: tuple[str, ...]


@dataclass(frozen=True)
class GapLetterFacts:
    """The draft official letter to one unit; `reply_by` None leaves the day for the office.

    `addressee` stands after `Kính gửi:` ("Khoa Dược", "Đồng chí Bí thư Đoàn Thanh niên").
    """

    head: DocumentHead
    unit: str
    addressee: str
    requested: bool
    legal_bases: tuple[str, ...]
    gaps: tuple[GapLine, ...]
    reply_by: date | None
    contact: str
