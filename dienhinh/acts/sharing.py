"""Who may open what: the rights that follow from the lists."""

from __future__ import annotations

from collections.abc import Mapping

from dienhinh.world import places
from dienhinh.world.context import Context
from dienhinh.world.directory import Directory

READER, WRITER = "reader", "writer"

Rights = Mapping[str, str]
"""Role by e-mail address."""


def wanted(directory: Directory) -> dict[str, Rights]:
    """Give the rights on each workbook and folder: units their own, the council its sheet.

    Restricted dossiers are read by the party committee and the office alone; the office owns all.
    """
    roster = directory.roster
    rights: dict[str, Rights] = {
        places.unit_book(unit.id): dict.fromkeys(unit.emails, WRITER) for unit in roster.units
    }
    rights[places.REVIEW_BOOK] = {member.email: WRITER for member in roster.council}
    rights[places.DASHBOARD_BOOK] = {roster.vice_rector.email: READER}
    rights["folder/bao_cao"] = {roster.vice_rector.email: READER}
    if roster.party:
        rights[places.RESTRICTED_BOOK] = dict.fromkeys(roster.party.emails, WRITER)
    return rights


def share(ctx: Context, key: str, people: Rights) -> tuple[int, list[str]]:
    """Give the rights that are missing; tell how many, and who has a right beyond the list.

    Rights are given one after the other: Drive keeps only the last of simultaneous changes.
    """
    where = places.place(ctx, key)
    standing = {
        str(each.get("emailAddress", each.get("type", ""))).lower(): str(each["role"])
        for each in ctx.workspace.drive.permissions_list(
            file_id=where.id, fields="id,type,role,emailAddress"
        )
    }
    missing = {
        email: role
        for email, role in people.items()
        if email != ctx.account and standing.get(email) not in {role, "owner"}
    }
    if not ctx.dry_run:
        for email, role in missing.items():
            ctx.workspace.drive.permissions_create(
                file_id=where.id, body={"type": "user", "role": role, "emailAddress": email}
            )
    beyond = [
        email
        for email, role in standing.items()
        if email not in people and email != ctx.account and role != "owner"
    ]
    return len(missing), beyond
