"""The parts of the bench, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_spec.bench import (
    certifying,
    differing,
    exchanging,
    importing,
    listing,
    memory,
    printing,
    proving,
    rooms,
    saving,
    selecting,
    starting,
    supervising,
    waiting,
    watching,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from build_spec.bench.figures import Figure
    from build_spec.bench.sizes import Sizes

PARTS: Mapping[str, Callable[[Sizes], list[Figure]]] = {
    "save": saving.measure,
    "list": listing.measure_lists,
    "search": listing.measure_search,
    "import": importing.measure,
    "verify": proving.measure,
    "print": printing.measure,
    "certificates": certifying.measure,
    "exchange": exchanging.measure,
    "difference": differing.measure,
    "selection": selecting.measure,
    "supervision": supervising.measure,
    "memory": memory.measure,
    "start": starting.measure,
    "desktop": waiting.measure,
    "watch": watching.measure,
    "rooms": rooms.measure,
}


def measured(part: str, sizes: Sizes) -> list[Figure]:
    """Return the figures of one part."""
    return PARTS[part](sizes)
