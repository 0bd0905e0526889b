"""Tables whose head is repeated and whose long rows may run over the end of a page."""

from __future__ import annotations

from itertools import accumulate, zip_longest
from typing import TYPE_CHECKING, Final

from cso_registry.documents.layout.marks import FillMark, RuleMark
from cso_registry.documents.layout.strips import Strip, as_paragraph
from cso_registry.documents.paragraph import widest_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cso_registry.documents import content
    from cso_registry.documents.fonts import Typeface
    from cso_registry.documents.layout.room import Room

_SIZE: Final = 15.0
_PADDING: Final = 3.5
_WHOLE: Final = 12
"""A row of so many lines at most is never divided, so that its number stands with its words."""


def table(block: content.Table, room: Room) -> list[Strip]:
    """Return the table as strips; two rows at least stand under the head."""
    edges = list(accumulate(_widths(block, room), initial=room.x))
    aligns = [column.align for column in block.columns]
    titles = [column.title for column in block.columns]
    head = _head(_row(titles, ["center"] * len(titles), edges, room, room.family.bold))
    body = [
        strip._replace(head=head)
        for row in block.rows
        for strip in _row(row, aligns, edges, room, room.family.regular)
    ]
    return [head._replace(keep=bool(body)), *as_paragraph(body)]


def _widths(block: content.Table, room: Room) -> list[float]:
    """Return the widths as they are declared, unless a word would be torn in one of them.

    What such a column lacks is taken from those that have more than their words need.
    """
    total = sum(column.share for column in block.columns)
    widths = [room.width * column.share / total for column in block.columns]
    heads = [(column.title,) for column in block.columns]
    cells = zip(*block.rows, strict=True) if block.rows else ((),) * len(widths)
    needs = [
        max(_need(head, room.family.bold, width), _need(texts, room.family.regular, width))
        for head, texts, width in zip(heads, cells, widths, strict=True)
    ]
    lacks = [max(need - width, 0.0) for need, width in zip(needs, widths, strict=True)]
    spare = [max(width - need, 0.0) for need, width in zip(needs, widths, strict=True)]
    moved = min(sum(lacks), sum(spare))
    if not moved:
        return widths
    return [
        width + moved * (lack / sum(lacks) - more / sum(spare))
        for width, lack, more in zip(widths, lacks, spare, strict=True)
    ]


def _need(texts: Iterable[str], face: Typeface, width: float) -> float:
    """Return the width that no text of a column is torn in, nor broken that is whole in `width`."""
    within = width - 2 * _PADDING
    needed = 0.0
    for text in texts:
        whole = face.width(text, _SIZE)
        needed = max(needed, whole if whole <= within else widest_part(text, face, _SIZE))
    return needed + 2 * _PADDING


def _head(strips: Sequence[Strip]) -> Strip:
    """Return the lines of the head as one strip on a light ground."""
    tops = list(accumulate((strip.height for strip in strips), initial=0.0))
    rules = [mark for strip in strips for mark in strip.marks if isinstance(mark, RuleMark)]
    left, right = min(rule.x for rule in rules), max(rule.to_x for rule in rules)
    ground = FillMark(left, tops[-1], right - left, tops[-1])
    lines = (
        mark._replace(y=mark.y + top, to_y=mark.to_y + top)
        if isinstance(mark, RuleMark)
        else mark._replace(y=mark.y + top)
        for strip, top in zip(strips, tops, strict=False)
        for mark in strip.marks
    )
    return Strip(tops[-1], (ground, *lines, RuleMark(left, 0, right, 0)))


def _row(
    texts: Iterable[str], aligns: Sequence[str], edges: Sequence[float], room: Room, face: Typeface
) -> list[Strip]:
    columns = [
        list(
            room.part(left - room.x + _PADDING, right - left - 2 * _PADDING).lines(
                text, face, _SIZE, align
            )
        )
        for text, align, left, right in zip(texts, aligns, edges[:-1], edges[1:], strict=True)
    ]
    height = room.line_height(_SIZE)
    upright = tuple(RuleMark(x, 0, x, height) for x in edges)
    below = (RuleMark(edges[0], height, edges[-1], height),)
    closing = (RuleMark(edges[0], 0, edges[-1], 0),)
    lines = [
        Strip(height, (*(mark for mark in line if mark), *upright), tail=closing)
        for line in zip_longest(*columns)
    ] or [Strip(height, upright, tail=closing)]
    lines[-1] = lines[-1]._replace(marks=(*lines[-1].marks, *below))
    if len(lines) > _WHOLE:
        return as_paragraph(lines)
    return [*(line._replace(keep=True) for line in lines[:-1]), lines[-1]]
