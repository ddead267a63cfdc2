"""What stands at the head and foot of every document of a day."""

from __future__ import annotations

from dienhinh.rendering.facts import DocumentHead, Signer
from dienhinh.world.context import Context
from dienhinh.world.directory import Directory


def document_head(ctx: Context, directory: Directory, document: str) -> DocumentHead:
    """Choose school, place, signer and recipients of a kind of document by the run's day."""
    programme = directory.programme
    school = programme.school_on(ctx.today)
    signer = programme.signer_for(document, ctx.today)
    return DocumentHead(
        governing_body=school.governing_body,
        school=school.name,
        abbreviation=school.abbreviation,
        place=school.place,
        office=directory.roster.office.name,
        office_code=directory.roster.office.unit,
        programme_label=programme.period.label,
        on=ctx.today,
        signer=Signer(
            authority=signer.authority if signer else "",
            title=signer.title if signer else "",
            name=(signer.name or "") if signer else "",
        ),
        recipients=programme.recipients_of(document),
    )
