"""The proof of the whole journal: its cost for each entry must not grow."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from build_spec.bench.figures import Figure, seconds_of, shown
from build_spec.bench.ground import FAST, Desk, data_key, found, registrations, scratch
from cso_registry.storage.connection import DATABASE_NAME
from cso_registry.storage.verify import Prover

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from build_spec.bench.sizes import Sizes

PART = "verify"
LINEAR = 1.25
BLOCK = 10_000


class UnsoundError(RuntimeError):
    """The proof found a fault in a registry that the bench had just made."""


def measure(sizes: Sizes) -> list[Figure]:
    """Return the time for each entry at every size, and how much it grows."""
    with scratch() as folder:
        each = list(_each(folder, sizes.proved))
    figures = [
        Figure(PART, f"for each of {size:,} entries", taken / size * 1e6, "us", ours=shown(taken))
        for size, taken in each
    ]
    (small, first), (large, last) = each[0], each[-1]
    growth = (last / large) / (first / small)
    note = f"an entry of {large:,} against one of {small:,}; 1 is exactly linear"
    return [*figures, Figure(PART, "growth for each entry", growth, "x", LINEAR, note=note)]


def _each(folder: Path, sizes: tuple[int, ...]) -> Iterator[tuple[int, float]]:
    session = found(folder / "ours")
    desk = Desk(folder / "ours", session, FAST)
    acts, done = registrations(sizes[-1]), 0
    for size in sizes:
        while done < size:
            block = min(BLOCK, size - done)
            desk.fill(islice(acts, block))
            done += block
        yield size, _prove(desk, folder / "ours")
    desk.close()


def _prove(desk: Desk, folder: Path) -> float:
    prover = Prover(desk.connection, folder / DATABASE_NAME, data_key(folder))

    def prove() -> None:
        result = prover.prove()
        if not result.is_sound:
            raise UnsoundError(result.findings[:3])

    return seconds_of(prove)


def prove_once(size: int) -> None:
    """Fill and prove a registry, for the peak of memory."""
    with scratch() as folder:
        list(_each(folder, (size,)))
