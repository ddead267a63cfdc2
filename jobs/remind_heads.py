"""Write every letter: to heads whose units have gaps, what corrects them, and to the office."""

from __future__ import annotations

from datetime import datetime, timedelta

from dienhinh.acts.belief import FORESEEN, excess
from dienhinh.acts.effects import Letter, Remembered
from dienhinh.acts.plan import Draft, Plan
from dienhinh.papers import correction, gap_digest, office_digest, official_letter
from dienhinh.world.climbing import is_sure, track
from dienhinh.world.places import FORMS
from dienhinh.world.units import Reading, read_units
from dienhinh.world.world import World


def plan(world: World) -> Plan:
    """Write the letters that the day asks for; none to a head on what could not be read."""
    draft = Draft("remind_heads")
    draft.until = _turns(world)
    closed = _closed(world)
    if closed:
        draft.note(closed)
        return draft.plan()
    readings = list(read_units(world, draft))
    _write_to_heads(world, draft, readings)
    _foresee(world, draft, readings)
    with draft.guard("thư gửi đơn vị đầu mối"):
        seen = office_digest.Seen(readings, draft.problems, excess(world, draft.plan()))
        letter = office_digest.letter(world, seen)
        _send(world, draft, "thư gửi đơn vị đầu mối", letter)
    return draft.plan()


def _write_to_heads(world: World, draft: Draft, readings: list[Reading]) -> None:
    """Write one digest a day at most to each head, and once what was told wrongly before."""
    waiting = _units_with_answers(world)
    undrafted = official_letter.doubts(world)
    read_to = correction.read_to(world)
    for reading in readings:
        unit = reading.unit
        if unit.id in world.lists.doubtful:
            draft.note(f"{unit.name}: dòng trong Danh mục chưa rõ nên chưa gửi thư")
            continue
        if not all(is_sure(world, gap) for gap in reading.gaps):
            draft.note(f"{unit.name}: chưa nhắc nội dung mà thời hạn trong Danh mục chưa rõ")
        with draft.guard(f"thư gửi {unit.name}"):
            corrected = correction.letter(world, reading)
            call = gap_digest.due(world, reading)
            if unit.id in waiting and (call or corrected):
                draft.note(f"{unit.name}: câu trả lời mới chưa được ghi vào sổ; thư chờ lượt sau")
                continue
            _send(world, draft, unit.name, corrected)
            digest = gap_digest.letter(world, call, read_to) if call else None
            _send(world, draft, unit.name, digest)
            if call and call.highest.copy_vice_rector and undrafted:
                draft.note(f"{unit.name}: thư không kèm dự thảo công văn đôn đốc, vì {undrafted}")


def _send(world: World, draft: Draft, to: str, letter: Letter | None) -> None:
    """Let a letter go; it waits where it would go to an address that may be a former one."""
    if letter is None:
        return
    former = world.lists.kept.unsure_addresses if world.lists.kept else frozenset()
    if former.intersection((*letter.to, *letter.cc)):
        draft.note(f"{to}: địa chỉ của người nhận trong Danh mục chưa rõ nên chưa gửi thư")
    else:
        draft.add(letter)


def _foresee(world: World, draft: Draft, readings: list[Reading]) -> None:
    """Remember on which ladders units are, so that tomorrow's letters can be foreseen."""
    foreseen = dict(world.memory.fact(FORESEEN) or {})
    for reading in readings:
        foreseen[reading.unit.id] = sorted({track(world, gap) for gap in reading.gaps})
    if foreseen != world.memory.fact(FORESEEN):
        draft.add(Remembered(key=FORESEEN, value=foreseen))


def _turns(world: World) -> datetime | None:
    """Tell when the sending hours next begin, or are next over, today."""
    ladder = world.programme.ladder
    begins = datetime.combine(world.today, ladder.send_from, world.at.tzinfo)
    ends = datetime.combine(world.today, ladder.send_until, world.at.tzinfo)
    turns = (begins, ends + timedelta(microseconds=1))
    return next((each for each in turns if world.at < each), None)


def _closed(world: World) -> str:
    """Say why no letter leaves now, or nothing."""
    ladder = world.programme.ladder
    if not world.programme.period.holds_on(world.today):
        return "ngoài giai đoạn của kế hoạch: không gửi thư"
    if not world.days_off.is_working_day(world.today):
        return "ngày nghỉ: không gửi thư"
    if not ladder.send_from <= world.at.time() <= ladder.send_until:
        return "ngoài giờ làm việc: không gửi thư"
    return ""


def _units_with_answers(world: World) -> frozenset[str]:
    """Find the units of which a form holds answers that no workbook has yet."""
    units = set()
    known_as = world.roster.by_address()
    for key, form in world.forms.items():
        for response in form.responses:
            known = world.memory.answers.get((key.removeprefix(FORMS), str(response["responseId"])))
            if known is None or known.submitted_at != response["lastSubmittedTime"]:
                unit = known_as.get(str(response.get("respondentEmail", "")).strip().lower())
                units.add(unit.id if unit else "")
    return frozenset(units)
