"""What stands at the head and foot of every document of a day."""

from __future__ import annotations

from collections.abc import Collection

from dienhinh.rendering.facts import DocumentHead, Signer
from dienhinh.world.world import World


def document_head(world: World, document: str) -> DocumentHead:
    """Choose school, place, signer and recipients of a kind of document by the run's day."""
    programme = world.programme
    school = programme.school_on(world.today)
    signer = programme.signer_for(document, world.today)
    return DocumentHead(
        governing_body=school.governing_body,
        school=school.name,
        abbreviation=school.abbreviation,
        place=school.place,
        office=world.roster.office.name,
        office_code=world.roster.office.unit,
        programme_label=programme.period.label,
        on=world.today,
        signer=Signer(
            authority=signer.authority if signer else "",
            title=signer.title if signer else "",
            name=(signer.name or "") if signer else "",
        ),
        recipients=programme.recipients_of(document),
    )


def doubts_about(world: World, document: str, verbs: Collection[str]) -> str:
    """Say which cells of `Danh mục` a kind of document has to wait for, "" where it can be made.

    It rests on the row of who signs it, and on the legal bases with these `verbs`.
    """
    kept = world.lists.kept
    found = kept.doubts(document, verbs, world.today) if kept else ()
    return ". ".join(dict.fromkeys(each.cause for each in found))
