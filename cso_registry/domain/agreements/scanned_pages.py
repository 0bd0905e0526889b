"""Which pages of a scan are of the paper that was signed, and where they should stand (F:E4)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cso_registry.domain.agreements.negotiation_groups import ScannedPage


def foreign_pages(pages: Sequence[ScannedPage], digits: str) -> tuple[int, ...]:
    """Return the places in a scan, from 1, of pages that carry other digits than the paper."""
    return tuple(at for at, one in enumerate(pages, start=1) if one.digits.lower() != digits)


def pages_amiss(pages: Sequence[ScannedPage], count: int) -> tuple[int, ...]:
    """Return the pages of a paper of `count` pages that are missing, and those it has not."""
    return tuple(sorted(set(range(1, count + 1)) ^ {one.page for one in pages}))


def pages_out_of_order(pages: Sequence[ScannedPage]) -> tuple[int, ...]:
    """Return the places in a scan, from 1, of pages that do not follow the one before them."""
    following = enumerate(pairwise(pages), start=2)
    return tuple(at for at, (one, after) in following if after.page <= one.page)
