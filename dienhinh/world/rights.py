"""Who may open what: the rights that follow from the lists, and what stands against them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dienhinh.acts.effects import Access, NoAccess, Recognised
from dienhinh.acts.plan import Draft
from dienhinh.domain.roster import Roster
from dienhinh.world import places
from dienhinh.world.memory import ACCESS
from dienhinh.world.mended import CLOSED, tell_mended
from dienhinh.world.world import World

READER, WRITER, OWNER = "reader", "writer", "owner"
RANKS = (READER, "commenter", WRITER, "fileOrganizer", "organizer", OWNER)
"""Google's roles on a file, each with all that those before it may do."""

NAMED = "có trong danh sách"
RESPONDENTS = "published"
"""The view of the permission by which everybody may answer a form."""

OPENED = (
    "đã được mở cho người ngoài danh sách bằng liên kết chia sẻ; hệ thống đã đóng lại. Đề nghị tìm"
    " hiểu ai đã mở và ai đã xem"
)

Rights = Mapping[str, str]
"""Role by e-mail address."""


def wanted(roster: Roster) -> dict[str, Rights]:
    """Give the rights on each workbook and folder: units their own, the council its sheet.

    Staff of the office keep the lists, settle what waits and edit the reports; they read the boards
    and what lies beside them, the histories they alone. Restricted dossiers are read by the party
    committee and the office's account alone, which owns all. What lies in a folder is opened with
    it: folders are opened to nobody but who is named here.
    """
    staff_write = dict.fromkeys(roster.office.staff, WRITER)
    staff_read = dict.fromkeys(roster.office.staff, READER)
    above = {roster.vice_rector.email: READER}
    rights: dict[str, Rights] = {key: {} for key in (places.ROOT, *places.FOLDERS)}
    rights |= {
        places.unit_book(unit.id): dict.fromkeys(unit.emails, WRITER) for unit in roster.units
    }
    rights[places.LISTS_BOOK] = staff_write
    rights[places.QUARANTINE_BOOK] = staff_write
    rights[places.REVIEW_BOOK] = staff_read | {each.email: WRITER for each in roster.council}
    rights[places.DASHBOARD_BOOK] = staff_read | above
    rights[places.HISTORY_BOOK] = staff_read
    rights["folder/ra_soat"] = staff_read
    rights["folder/bao_cao"] = above | staff_write
    rights[places.RESTRICTED_BOOK] = (
        dict.fromkeys(roster.party.emails, WRITER) if roster.party else {}
    )
    return rights


def _wanted(world: World) -> dict[str, Rights]:
    """Give the rights on every place, those of units that were given up included: nobody's."""
    retired = world.lists.kept.retired if world.lists.kept else ()
    given_up: dict[str, Rights] = {places.unit_book(unit): {} for unit in retired}
    return given_up | wanted(world.roster)


def plan_all_rights(world: World, draft: Draft) -> None:
    """Bring the rights on every place to the lists; a unit whose row is in doubt keeps its own."""
    doubtful = {places.unit_book(unit) for unit in world.lists.doubtful}
    for key, people in _wanted(world).items():
        if key in world.memory.places:
            plan_rights(world, draft, key, people, sure=key not in doubtful)


def beyond_lists(world: World) -> Iterator[tuple[str, str]]:
    """Give who may open what by somebody else's will: the place's name and the address."""
    doubtful = {places.unit_book(unit) for unit in world.lists.doubtful}
    for key, people in _wanted(world).items():
        for each in _beyond(world, key, _standing(world, key) or (), people):
            email = _email(each)
            ours = world.memory.is_done(ACCESS, f"{key}/{email}")
            if not (_is_open(each) or ours or key in doubtful):
                yield places.title_of(key, world.programme, world.roster), email


def plan_rights(world: World, draft: Draft, key: str, people: Rights, *, sure: bool = True) -> None:
    """Give what is missing, take back what the program gave and the lists no longer name.

    What stands as the lists want it is the program's, even where the run that gave it was broken
    off. What others gave to a person is reported; what opens the file to everybody is closed. Where
    it is not `sure` who the people are, nobody gains and nobody loses anything.
    """
    standing = _standing(world, key)
    if standing is None:
        return
    roles = {_email(each): str(each["role"]) for each in standing}
    members = {_email(each): each["role"] for each in standing if any(_from_drive(world, each))}
    for email, role in people.items() if sure else ():
        if email == world.setting.account or roles.get(email) == OWNER:
            continue
        if email in members and RANKS.index(members[email]) >= RANKS.index(role):
            continue  # members of a shared drive have their rights from it, never less on a file
        if roles.get(email) != role:
            draft.add(Access(key=key, email=email, role=role, counts="permissions", reason=NAMED))
        elif not world.memory.is_done(ACCESS, f"{key}/{email}"):
            draft.add(Recognised(key=key, email=email))
    for each in _beyond(world, key, standing, people):
        if sure or _is_open(each):
            _mend(world, draft, key, each)


def plan_respondents(world: World, draft: Draft, key: str) -> None:
    """Let everybody with the address answer a form: publishing it invites nobody by itself.

    Who answered is known, since respondents sign in; a stranger's answer waits for the office.
    """
    standing = _standing(world, key)
    if standing is None:
        return
    if not any(each.get("view") == RESPONDENTS for each in standing):
        draft.add(
            Access(
                key=key,
                email="",
                role=READER,
                view=RESPONDENTS,
                counts="permissions",
                reason="để đơn vị trả lời",
            )
        )
    for each in standing:
        if _is_open(each) and each.get("view") != RESPONDENTS:
            _mend(world, draft, key, each)


def _standing(world: World, key: str) -> list[Mapping[str, Any]] | None:
    """Give the permissions on a file as last seen; None where they were never seen."""
    permissions = world.files.get(f"file/{key}", {}).get("permissions")
    if permissions is None:
        return None
    return [each for each in permissions if not each.get("deleted")]


def _email(permission: Mapping[str, Any]) -> str:
    return str(permission.get("emailAddress") or permission.get("type", "")).lower()


def _beyond(
    world: World, key: str, standing: Iterable[Mapping[str, Any]], people: Rights
) -> Iterator[Mapping[str, Any]]:
    """Give the permissions that the lists do not name.

    Members of a shared drive may open all that lies in it: they are named at the root alone, and
    where nobody but who is named should read.
    """
    is_told = key in {places.ROOT, places.RESTRICTED_BOOK}
    for each in standing:
        email = _email(each)
        if each["role"] == OWNER or email in people or email == world.setting.account:
            continue
        if is_told or not all(_from_drive(world, each)):
            yield each


def _from_drive(world: World, permission: Mapping[str, Any]) -> list[bool]:
    """Tell of each ground of a right whether it is the membership in the shared drive."""
    drive = world.setting.shared_drive
    details: Iterable[Mapping[str, Any]] = permission.get("permissionDetails") or ({},)
    return [drive is not None and each.get("inheritedFrom") == drive for each in details]


def _is_open(permission: Mapping[str, Any]) -> bool:
    """Tell whether a permission lets in people whom nobody has named."""
    return permission.get("type") in {"anyone", "domain"}


def _mend(world: World, draft: Draft, key: str, permission: Mapping[str, Any]) -> None:
    """Take back what may not stand; tell of what somebody else gave to a person."""
    email = _email(permission)
    if _is_open(permission):
        title = places.title_of(key, world.programme, world.roster)
        tell_mended(world, draft, CLOSED, title, OPENED)
    elif world.memory.is_done(ACCESS, f"{key}/{email}") and not all(_from_drive(world, permission)):
        draft.note(f"{key}: thu hồi quyền truy cập của {email}")
    else:
        draft.note(f"{key}: {email} có quyền ngoài danh sách; xem lại việc chia sẻ")
        return
    draft.add(
        NoAccess(
            key=key,
            permission=str(permission["id"]),
            email=email,
            counts="permissions taken back",
            reason="không có trong danh sách",
        )
    )
