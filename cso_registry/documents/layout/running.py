"""Headings, paragraphs, notes, writing lines, separators and spacers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reportlab.lib.units import mm

from cso_registry.documents.layout import room as measures
from cso_registry.documents.layout.marks import RuleMark
from cso_registry.documents.layout.strips import Strip, as_paragraph, gap, kept_with_next

if TYPE_CHECKING:
    from cso_registry.documents import content
    from cso_registry.documents.layout.room import Room

_PADDING: Final = 6.0
_SEPARATOR_HEIGHT: Final = 10.0
_AFTER_LABEL: Final = 6.0


def heading(block: content.Heading, room: Room) -> list[Strip]:
    """Return a heading, chained to what follows."""
    size = measures.HEADING if block.level == 1 else measures.SUBHEADING
    lines = room.strips(block.text, room.family.bold, size, block.align)
    return [strip._replace(keep=True) for strip in lines]


def paragraph(block: content.Paragraph, room: Room) -> list[Strip]:
    """Return the lines of a paragraph without widow or orphan."""
    face = room.family.bold if block.strong else room.family.regular
    indent = measures.INDENT if block.indent else 0.0
    return as_paragraph(room.strips(block.text, face, measures.BODY, block.align, indent))


def note(block: content.Note, room: Room) -> list[Strip]:
    """Return small print, framed if it must not be overlooked."""
    if not block.framed:
        return as_paragraph(room.strips(block.text, room.family.italic, measures.SMALL))
    inner = room.part(_PADDING, room.width - 2 * _PADDING)
    lines = inner.strips(block.text, room.family.bold, measures.BODY, "center")
    left, right = room.x, room.x + room.width
    strips = [Strip(_PADDING / 2), *lines, Strip(_PADDING / 2)]
    framed = [
        strip._replace(
            marks=(
                *strip.marks,
                RuleMark(left, 0, left, strip.height),
                RuleMark(right, 0, right, strip.height),
            ),
        )
        for strip in strips
    ]
    framed[0] = framed[0]._replace(marks=(*framed[0].marks, RuleMark(left, 0, right, 0)))
    low = framed[-1].height
    framed[-1] = framed[-1]._replace(marks=(*framed[-1].marks, RuleMark(left, low, right, low)))
    return [strip._replace(keep=True) for strip in framed[:-1]] + framed[-1:]


def writing_lines(block: content.WritingLines, room: Room) -> list[Strip]:
    """Return dotted lines to write on."""
    y = room.base(measures.BODY) + 2
    rule = RuleMark(room.x, y, room.x + room.width, y, dotted=True)
    return as_paragraph([Strip(room.line_height(measures.BODY) * 1.15, (rule,))] * block.count)


def numbered_list(block: content.NumberedList, room: Room) -> list[Strip]:
    """Return the items, their numbers under the first lines of the paragraphs."""
    face = room.family.regular
    widest = max(face.width(item.label, measures.BODY) for item in block.items)
    width = max(widest + 1, measures.BODY)
    labels = room.part(measures.INDENT, width)
    start = measures.INDENT + width + _AFTER_LABEL
    words = room.part(start, room.width - start)
    strips: list[Strip] = []
    for item in block.items:
        lines = words.strips(item.text, face, measures.BODY)
        label = tuple(labels.lines(item.label, face, measures.BODY, "right"))
        first = lines[0] if lines else Strip(room.line_height(measures.BODY))
        numbered = first._replace(marks=(*label, *first.marks))
        strips += as_paragraph([numbered, *lines[1:]])
    return strips


def separator(_: content.Separator, room: Room) -> list[Strip]:
    """Return a line across the text."""
    y = _SEPARATOR_HEIGHT / 2
    return kept_with_next(
        [Strip(_SEPARATOR_HEIGHT, (RuleMark(room.x, y, room.x + room.width, y),))]
    )


def spacer(block: content.Spacer, _: Room) -> list[Strip]:
    """Return empty room."""
    return [gap(block.height_mm * mm)]
