"""Lays a whole paper out on pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from cso_registry.documents.content import Code, LabelRows, Signatures
from cso_registry.documents.layout import room as measures
from cso_registry.documents.layout import running
from cso_registry.documents.layout.bars import bars
from cso_registry.documents.layout.certificate import certificate_room, display, frame
from cso_registry.documents.layout.checklist import checklist
from cso_registry.documents.layout.foot import foot, foot_height
from cso_registry.documents.layout.head import head
from cso_registry.documents.layout.room import Room
from cso_registry.documents.layout.rows import label_rows
from cso_registry.documents.layout.signatures import signatures
from cso_registry.documents.layout.square_code import square_code
from cso_registry.documents.layout.strips import Placed, Strip, gap, kept_with_next, paginate
from cso_registry.documents.layout.table import table

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.documents.content import Block, PaperContent
    from cso_registry.documents.fonts import FontFamily

_BETWEEN: Final = 4.0
_ABOVE_FOOT: Final = 6.0
_ABOVE_SIGNATURES: Final = 2
"""Lines that are never left behind by the signatures under them."""
_ABOVE_SIGNED_CODE: Final = 3
"""Lines that stand over the signatures of a certificate: what was decided, and until when."""
_CACHED_BLOCKS: Final = 256

_BUILDERS: Final[dict[str, Callable[[Any, Room], list[Strip]]]] = {
    "heading": running.heading,
    "display": display,
    "paragraph": running.paragraph,
    "note": running.note,
    "lines": running.writing_lines,
    "separator": running.separator,
    "spacer": running.spacer,
    "rows": label_rows,
    "table": table,
    "bars": bars,
    "checklist": checklist,
    "code": square_code,
    "list": running.numbered_list,
    "signatures": signatures,
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes:
        body: Marks by their distance below the top of the text area.
        foot: Marks of the foot, by the distance of its top.
    """

    body: tuple[Placed, ...]
    foot: Placed


def lay_out(content: PaperContent, family: FontFamily, snapshot: str | None) -> tuple[Page, ...]:
    """Return the pages of a paper; ``snapshot`` is its hash, None leaves hashes out."""
    framed = content.layout == "certificate"
    room = certificate_room(family) if framed else Room(family)
    around = (frame(),) if framed else ()
    below = foot_height(content, room)
    foot_top = measures.PAGE_HEIGHT - measures.TOP - measures.BOTTOM - below
    strips = [*head(content, room), *_body(content.blocks, room)]
    bodies = paginate(strips, foot_top - _ABOVE_FOOT)
    return tuple(
        Page((*around, *body), Placed(foot_top, foot(content, room, number, len(bodies), snapshot)))
        for number, body in enumerate(bodies, 1)
    )


def _body(blocks: tuple[Block, ...], room: Room) -> list[Strip]:
    strips: list[Strip] = []
    before: Block | None = None
    for block in blocks:
        if isinstance(before, Signatures):
            # Whom to ask, and who gets a copy, never stand on a page of their own.
            strips[-1] = strips[-1]._replace(keep=True)
        if strips and not _run_on(before, block):
            strips.append(gap(_BETWEEN, keep=strips[-1].keep))
        before = block
        if isinstance(block, Signatures):
            strips = kept_with_next(strips, _ABOVE_SIGNATURES)
        elif isinstance(block, Code) and block.people:
            strips = kept_with_next(strips, _ABOVE_SIGNED_CODE)
        strips.extend(_strips(block, room))
    return strips


@lru_cache(maxsize=_CACHED_BLOCKS)
def _strips(block: Block, room: Room) -> tuple[Strip, ...]:
    """Return a block as strips; most blocks of a thousand letters are the same."""
    return tuple(_BUILDERS[block.kind](block, room))


def _run_on(before: Block | None, block: Block) -> bool:
    """Return whether two blocks are rows that read as one."""
    return isinstance(block, LabelRows) and isinstance(before, LabelRows)
