"""The foot of each page: the law in force, page of pages, and what the page was made from.

A paper of several pages says its number on each, so that no page can go with another paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reportlab.lib.units import mm

from cso_registry.documents.layout import room as measures
from cso_registry.documents.layout.marks import CodeMark, Mark, RuleMark
from cso_registry.documents.page_codes import PageCode
from cso_registry.thai.digits import to_thai_digits

if TYPE_CHECKING:
    from cso_registry.documents.content import PaperContent
    from cso_registry.documents.fonts import Typeface
    from cso_registry.documents.layout.room import Room

_SIZE: Final = measures.FOOT
_ABOVE: Final = 5.0
_SHOWN_DIGITS: Final = 16
_APART: Final = "   "
_GAP: Final = 12.0
_CUT: Final = "…"
_CODE: Final = 14 * mm
"""The side of the code of a page: read from a scan of 150 dots per inch."""


def foot_height(content: PaperContent, room: Room) -> float:
    """Return the height of the foot, the same on each page of a paper."""
    lines = _ABOVE + (1 + len(_law(content, _beside(content, room)))) * room.line_height(_SIZE)
    return max(lines, _ABOVE + _CODE) if content.page_code else lines


def foot(
    content: PaperContent, room: Room, page: int, pages: int, snapshot: str | None
) -> tuple[Mark, ...]:
    """Return the marks of the foot.

    Args:
        content: The paper.
        room: The text area.
        page: Number of this page, from 1.
        pages: Number of pages of the paper.
        snapshot: Hash of the snapshot, or None to leave out both hashes.
    """
    whole, room = room, _beside(content, room)
    height = room.line_height(_SIZE)
    law = _law(content, room)
    lines = [mark._replace(y=mark.y + _ABOVE + at * height) for at, mark in enumerate(law)]
    y = _ABOVE + len(law) * height
    face = room.family.regular
    made_from = _made_from(content, snapshot)
    left = room.width - face.width(made_from, _SIZE) - _GAP
    last = [
        *room.lines(made_from, face, _SIZE),
        *room.lines(_page_of_pages(content, page, pages, left, face), face, _SIZE, "right"),
    ]
    rule = RuleMark(whole.x, 2.0, whole.x + whole.width, 2.0)
    code: tuple[Mark, ...] = ()
    if content.page_code and snapshot is not None:
        text = PageCode(snapshot[:_SHOWN_DIGITS], page, pages).text
        code = (CodeMark(whole.x + whole.width - _CODE, _ABOVE + _CODE, _CODE, text),)
    return (rule, *lines, *(mark._replace(y=mark.y + y) for mark in last), *code)


def _beside(content: PaperContent, room: Room) -> Room:
    """Return the room of the words, which leave the code its place."""
    return room.part(0, room.width - _CODE - _GAP) if content.page_code else room


def _law(content: PaperContent, room: Room) -> list[Mark]:
    return [
        mark
        for text in content.legal_basis
        for mark in room.lines(text, room.family.regular, _SIZE)
    ]


def _made_from(content: PaperContent, snapshot: str | None) -> str:
    if snapshot is None:
        return ""
    words = content.foot
    return (
        f"{words.snapshot} {snapshot[:_SHOWN_DIGITS]}"
        f"  {words.template} {content.template_hash[:_SHOWN_DIGITS]}"
    )


def _page_of_pages(
    content: PaperContent, page: int, pages: int, width: float, face: Typeface
) -> str:
    """Return number and page; of a number that is wider than its place only the beginning."""
    words = content.foot
    text = words.page.replace("{page}", str(page)).replace("{pages}", str(pages))
    shown = to_thai_digits(text) if words.thai_digits else text
    if not content.number or pages == 1:
        return shown
    number, rest = content.number, f"{_APART}{shown}"
    if face.width(f"{number}{rest}", _SIZE) <= width:
        return f"{number}{rest}"
    while number and face.width(f"{number}{_CUT}{rest}", _SIZE) > width:
        number = number[:-1]
    return f"{number}{_CUT}{rest}"
