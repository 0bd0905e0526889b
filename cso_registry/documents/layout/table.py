"""Tables whose head is repeated and whose long rows may run over the end of a page."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, pairwise, zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from cso_registry.documents.layout.marks import FillMark, RuleMark, lowered
from cso_registry.documents.layout.strips import Strip, as_paragraph
from cso_registry.documents.paragraph import widest_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cso_registry.documents import content
    from cso_registry.documents.fonts import Typeface
    from cso_registry.documents.layout.room import Room

_SIZE: Final = 15.0
_PADDING: Final = 3.5
_CACHED_GRIDS: Final = 256
_WHOLE: Final = 12
"""A row of so many lines at most is never divided, so that its number stands with its words."""


class _Grid(NamedTuple):
    """What every row of a table has: where its cells stand, and the rules around them."""

    rooms: tuple[Room, ...]
    height: float
    upright: tuple[RuleMark, ...]
    below: tuple[RuleMark, ...]
    above: tuple[RuleMark, ...]


def table(block: content.Table, room: Room) -> list[Strip]:
    """Return the table as strips; two rows at least stand under the head."""
    grid = _grid(tuple(accumulate(_widths(block, room), initial=room.x)), room)
    aligns = [column.align for column in block.columns]
    head = _head(tuple(column.title for column in block.columns), grid, room.family.bold)
    body = [
        strip._replace(head=head)
        for row in block.rows
        for strip in _row(row, aligns, grid, room.family.regular)
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


@lru_cache(maxsize=_CACHED_GRIDS)
def _grid(edges: tuple[float, ...], room: Room) -> _Grid:
    """Return the grid between edges; the tables of many letters have the same."""
    height = room.line_height(_SIZE)
    left, right = edges[0], edges[-1]
    return _Grid(
        tuple(room.part(a - room.x + _PADDING, b - a - 2 * _PADDING) for a, b in pairwise(edges)),
        height,
        tuple(RuleMark(x, 0, x, height) for x in edges),
        (RuleMark(left, height, right, height),),
        (RuleMark(left, 0, right, 0),),
    )


@lru_cache(maxsize=_CACHED_GRIDS)
def _head(titles: tuple[str, ...], grid: _Grid, face: Typeface) -> Strip:
    """Return the lines of the head as one strip on a light ground."""
    strips = _row(titles, ["center"] * len(titles), grid, face)
    tops = list(accumulate((strip.height for strip in strips), initial=0.0))
    (edge,) = grid.above
    ground = FillMark(edge.x, tops[-1], edge.to_x - edge.x, tops[-1])
    lines = (
        lowered(mark, top) for strip, top in zip(strips, tops, strict=False) for mark in strip.marks
    )
    return Strip(tops[-1], (ground, *lines, edge))


def _row(texts: Iterable[str], aligns: Sequence[str], grid: _Grid, face: Typeface) -> list[Strip]:
    columns = [
        room.lines(text, face, _SIZE, align)
        for text, align, room in zip(texts, aligns, grid.rooms, strict=True)
    ]
    lines = [
        Strip(grid.height, (*(mark for mark in line if mark), *grid.upright), tail=grid.above)
        for line in zip_longest(*columns)
    ] or [Strip(grid.height, grid.upright, tail=grid.above)]
    lines[-1] = lines[-1]._replace(marks=(*lines[-1].marks, *grid.below))
    if len(lines) > _WHOLE:
        return as_paragraph(lines)
    return [*(line._replace(keep=True) for line in lines[:-1]), lines[-1]]
