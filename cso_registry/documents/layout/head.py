"""What stands on top of the first page: garuda, number, office, date, title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reportlab.lib.units import mm

from cso_registry.documents.layout import room as measures
from cso_registry.documents.layout.marks import Mark, PictureMark, TextMark
from cso_registry.documents.layout.strips import Strip, gap

if TYPE_CHECKING:
    from cso_registry.documents.content import PaperContent
    from cso_registry.documents.layout.room import Room

_SIZE: Final = measures.BODY
_ABOVE_TEXT: Final = 10 * mm
_OFFICE_FROM: Final = 0.6
_AFTER_HEAD: Final = 8.0
_CERTIFICATE_GARUDA: Final = 20 * mm


def head(content: PaperContent, room: Room) -> list[Strip]:
    """Return the head of the first page, chained to the first block."""
    strips = _letter(content, room) if content.layout == "letter" else _titled(content, room)
    corner = _corner(content, room)
    if strips:
        strips[0] = strips[0]._replace(marks=(*corner, *strips[0].marks))
    elif corner:
        strips = [Strip(0.0, corner)]
    return [strip._replace(keep=True) for strip in (*strips, gap(_AFTER_HEAD))]


def _letter(content: PaperContent, room: Room) -> list[Strip]:
    """Return number and office on the foot line of the garuda, the date from the middle."""
    foot = measures.GARUDA - _ABOVE_TEXT if content.garuda else _drop(room)
    height = room.line_height(_SIZE)
    shift = foot - room.base(_SIZE)
    number = room.part(0, room.width * _OFFICE_FROM - 8)
    office = room.part(room.width * _OFFICE_FROM, room.width * (1 - _OFFICE_FROM))
    face = room.family.regular
    left = list(number.lines(content.number, face, _SIZE))
    right = [mark for text in content.office for mark in office.lines(text, face, _SIZE)]
    marks = (*_stacked(left, shift, height), *_stacked(right, shift, height))
    below = max(len(left), len(right), 1) * height
    date = room.part(room.width / 2, room.width / 2).strips(content.date, face, _SIZE)
    return [Strip(shift + below, (*_garuda(content, room), *marks)), gap(3.0), *date]


def _titled(content: PaperContent, room: Room) -> list[Strip]:
    """Return title, office and number in the middle, the date from the middle."""
    regular, bold = room.family.regular, room.family.bold
    top = [Strip(_emblem(content) - _ABOVE_TEXT + 6, _garuda(content, room))]
    return [
        *(top if content.garuda else ()),
        *room.strips(content.title, bold, measures.TITLE, "center"),
        *room.strips(content.subtitle, regular, _SIZE, "center"),
        *(line for text in content.office for line in room.strips(text, regular, _SIZE, "center")),
        *room.strips(content.number, bold, _SIZE, "center"),
        *room.part(room.width / 2, room.width / 2).strips(content.date, regular, _SIZE),
    ]


def _garuda(content: PaperContent, room: Room) -> tuple[Mark, ...]:
    if not content.garuda:
        return ()
    size = _emblem(content)
    return (
        PictureMark("garuda", room.x + (room.width - size) / 2, size - _ABOVE_TEXT, size, size),
    )


def _emblem(content: PaperContent) -> float:
    """Return the side of the garuda; smaller on a certificate, which has a code to carry."""
    return _CERTIFICATE_GARUDA if content.layout == "certificate" else measures.GARUDA


def _corner(content: PaperContent, room: Room) -> tuple[Mark, ...]:
    column = room.part(room.width * 0.65, room.width * 0.35)
    lines = column.lines(content.corner, room.family.regular, measures.SMALL, "right")
    height = room.line_height(measures.SMALL)
    return _stacked(list(lines), -_ABOVE_TEXT, height)


def _stacked(lines: list[TextMark], first: float, height: float) -> tuple[TextMark, ...]:
    return tuple(
        mark._replace(y=mark.y + first + number * height) for number, mark in enumerate(lines)
    )


def _drop(room: Room) -> float:
    return room.base(_SIZE)
