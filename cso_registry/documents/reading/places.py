"""Where the runs of a PDF page stand: in which order they are seen, and whether at all.

A forger can leave every word of a page as it is and put it elsewhere: beyond the edge, on
top of another, into the place of another, or so small that nobody reads it.
"""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, Any, Final

from pypdfium2 import raw

from cso_registry.documents.page_text import SeenRun, as_seen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cso_registry.documents.reading.likeness import PlacedRun

_SLANT: Final = 0.02
_SMALLEST: Final = 6.0
_UNEVEN: Final = 0.02
_LINES_APART: Final = 0.6
_TOUCHING: Final = 1.0
Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""


def page_box(page: Any) -> Box:
    """Return what is seen of a page."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    return box.left, box.bottom, box.right, box.top


def texts_as_seen(runs: Sequence[PlacedRun]) -> list[str]:
    """Return the texts of the runs of a page, those aslant first, then line by line."""
    aslant = [run.text for run in runs if _is_aslant(run)]
    upright = (SeenRun(run.text, *run.matrix[4:]) for run in runs if not _is_aslant(run))
    return aslant + as_seen(upright)


def misplaced_runs(runs: Sequence[PlacedRun], box: Box) -> int:
    """Return how many runs cannot be read where they stand.

    A watermark, which is aslant and grey, may lie under other runs.
    """
    words = [run for run in runs if run.text.strip() and not run.grey]
    alone = {id(run) for run in words if _is_small(run) or not _is_within(run, box)}
    return len(alone | {id(run) for run in _crowded(words)})


def _is_aslant(run: PlacedRun) -> bool:
    return abs(run.matrix[1]) > _SLANT


def _size(run: PlacedRun) -> float:
    return run.size * hypot(run.matrix[0], run.matrix[1])


def _is_small(run: PlacedRun) -> bool:
    a, b, c, d, *_ = run.matrix
    return _size(run) < _SMALLEST or abs(a - d) > _UNEVEN or abs(b + c) > _UNEVEN


def _is_within(run: PlacedRun, box: Box) -> bool:
    left, bottom, right, top = box
    x, y = run.matrix[4:]
    return left <= x <= run.right <= right and bottom <= y <= top - _size(run) / 2


def _crowded(runs: Sequence[PlacedRun]) -> Iterator[PlacedRun]:
    """Yield the runs that stand on top of one that was drawn before."""
    for at, run in enumerate(runs):
        if any(_collide(run, other) for other in runs[:at]):
            yield run


def _collide(one: PlacedRun, other: PlacedRun) -> bool:
    (x, y), (other_x, other_y) = one.matrix[4:], other.matrix[4:]
    apart = _LINES_APART * max(_size(one), _size(other))
    across = min(one.right, other.right) - max(x, other_x)
    return abs(y - other_y) < apart and across > _TOUCHING
