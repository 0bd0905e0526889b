"""Those who sign, with a place for the office seal."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from reportlab.lib.units import mm

from cso_registry.documents.layout import room as measures
from cso_registry.documents.layout.marks import Mark, PictureMark, RuleMark, lowered
from cso_registry.documents.layout.strips import Strip

if TYPE_CHECKING:
    from cso_registry.documents import content
    from cso_registry.documents.layout.room import Room

_SIZE: Final = measures.BODY
_PEN_ROOM: Final = 20.0
_SHORTEST_RULE: Final = 30 * mm
_LONGEST_RULE: Final = 44 * mm
_AROUND_RULE: Final = 4.0
_BLANK_NAME: Final = 50 * mm
_SEAL: Final = 30 * mm
_BETWEEN: Final = 4.0
_APART: Final = 14.0
"""Points between two who sign beside each other, so that long names do not run together."""


def signatures(block: content.Signatures, room: Room) -> list[Strip]:
    """Return one strip for each row of those who sign; the last two stay together."""
    rooms = _columns(block, room)
    step = len(rooms)
    rows = [block.people[at : at + step] for at in range(0, len(block.people), step)]
    strips = [_row(people, rooms) for people in rows]
    if block.seal:
        strips[-1] = _sealed(strips[-1], room)
    if len(strips) > 1:
        strips[-2] = strips[-2]._replace(keep=True)
    closing = rooms[-1].strips(block.closing, room.family.regular, _SIZE, "center")
    return [strip._replace(keep=True) for strip in closing] + strips


def _columns(block: content.Signatures, room: Room) -> list[Room]:
    half = room.width / 2
    if block.columns == 1:
        return [room.part(half, half)]
    side = half - _APART / 2
    return [room.part(0, side), room.part(half + _APART / 2, side)]


def _row(people: tuple[content.Signatory, ...], rooms: list[Room]) -> Strip:
    columns = [_person(person, room) for person, room in zip(people, rooms, strict=False)]
    height = rooms[0].line_height(_SIZE)
    marks = [
        lowered(mark, _PEN_ROOM + number * height)
        for number, line in enumerate(zip_longest(*columns, fillvalue=()))
        for cell in line
        for mark in cell
    ]
    return Strip(_PEN_ROOM + max(map(len, columns)) * height + _BETWEEN, tuple(marks))


def _person(person: content.Signatory, room: Room) -> list[tuple[Mark, ...]]:
    name = f"({person.name})" if person.name else ""
    beside = _beside(person, room)
    lines: list[tuple[Mark, ...]] = [_signing_line(person.before, beside, room)]
    lines = lines if person.before else [()]
    lines += [_blank_name(room)] if not name else []
    after = "" if beside or not person.before else person.after
    for text in (name, after, *person.below):
        lines += [(mark,) for mark in room.lines(text, room.family.regular, _SIZE, "center")]
    return lines


def _beside(person: content.Signatory, room: Room) -> str:
    """Return the words after the rule; none when they would leave no room for a signature."""
    face = room.family.regular
    words = face.width(person.before, _SIZE) + face.width(person.after, _SIZE)
    fits = room.width - words - 2 * _AROUND_RULE >= _SHORTEST_RULE
    return person.after if fits else ""


def _signing_line(before: str, after: str, room: Room) -> tuple[Mark, ...]:
    face = room.family.regular
    first, last = (face.width(text, _SIZE) for text in (before, after))
    rule = min(room.width - first - last - 2 * _AROUND_RULE, _LONGEST_RULE)
    whole = first + rule + last + 2 * _AROUND_RULE
    left = room.x + max(0.0, (room.width - whole) / 2)
    y = room.base(_SIZE)
    start = left + first + _AROUND_RULE
    words = (
        *room.part(left - room.x, first + 1).lines(before, face, _SIZE),
        *room.part(start + rule + _AROUND_RULE - room.x, last + 1).lines(after, face, _SIZE),
    )
    return (*words, RuleMark(start, y + 2, start + rule, y + 2, dotted=True))


def _blank_name(room: Room) -> tuple[Mark, ...]:
    middle, y = room.x + room.width / 2, room.base(_SIZE)
    left, right = middle - _BLANK_NAME / 2, middle + _BLANK_NAME / 2
    face = room.family.regular
    return (
        *room.part(left - room.x - 6, 8).lines("(", face, _SIZE),
        RuleMark(left, y + 2, right, y + 2, dotted=True),
        *room.part(right - room.x + 2, 8).lines(")", face, _SIZE),
    )


def _sealed(strip: Strip, room: Room) -> Strip:
    """Return the strip with a place for the seal on its left, and high enough for it."""
    height = max(strip.height, _SEAL + 4)
    x = room.x + room.width / 4 - _SEAL / 2
    slot = PictureMark("seal", x, _SEAL + 2, _SEAL, _SEAL)
    return strip._replace(height=height, marks=(slot, *strip.marks))
