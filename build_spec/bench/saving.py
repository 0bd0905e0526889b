"""One durable save against a raw transaction that writes the very same rows."""

from __future__ import annotations

import gc
import shutil
from typing import TYPE_CHECKING

from build_spec.bench.figures import Figure, median, ratio, seconds_of
from build_spec.bench.ground import FAST, Desk, data_key, found, registrations, scratch
from build_spec.bench.raw_rows import (
    put_streams,
    rows_of_saves,
    rows_since,
    streams_of,
    tops,
    write_raw,
)
from cso_registry.storage.connection import DATABASE_NAME, LEGAL, Durability, open_writer

if TYPE_CHECKING:
    from pathlib import Path

    from build_spec.bench.raw_rows import Rows
    from build_spec.bench.sizes import Sizes
    from cso_registry.domain.act import Act
    from cso_registry.storage.connection import Connection

PART = "save"
BLOCKS = 10
"""Saves are measured in blocks, ours and the raw ones in turn."""


def measure(sizes: Sizes) -> list[Figure]:
    """Return the two figures of a single save."""
    return [
        _figure(sizes, LEGAL, aim=2, name="one save, fsync", in_memory=False),
        _figure(sizes, FAST, aim=6, name="one save, synchronous=OFF on tmpfs", in_memory=True),
    ]


def _figure(
    sizes: Sizes, durability: Durability, *, aim: float, name: str, in_memory: bool
) -> Figure:
    with scratch(in_memory=in_memory) as folder:
        ours, theirs = _medians(sizes, durability, folder)
    note = "entry, record and search against a raw transaction of the same rows"
    return ratio(PART, name, ours, theirs, aim=aim, note=note)


def _medians(sizes: Sizes, durability: Durability, folder: Path) -> tuple[float, float]:
    session = found(folder / "ours")
    desk = Desk(folder / "ours", session, FAST)
    acts = list(registrations(sizes.saved_beside + sizes.saves))
    desk.fill(acts[: sizes.saved_beside])
    del acts[: sizes.saved_beside]
    desk.close()
    theirs_path = folder / "theirs.db"
    shutil.copyfile(folder / "ours" / DATABASE_NAME, theirs_path)
    desk = Desk(folder / "ours", session, durability)
    raw = open_writer(theirs_path, data_key(folder / "ours"), durability)
    taken: list[tuple[float, float]] = []
    each = max(1, len(acts) // BLOCKS)
    for first in range(0, len(acts), each):
        taken += _block(desk, raw, acts[first : first + each])
    desk.close()
    raw.close()
    return median(one[0] for one in taken), median(one[1] for one in taken)


def _block(desk: Desk, raw: Connection, acts: list[Act]) -> list[tuple[float, float]]:
    before = tops(desk.connection)
    gc.collect()
    ours = [_seconds(desk, act) for act in acts]
    saves = rows_of_saves(rows_since(desk.connection, *before))
    put_streams(raw, streams_of(desk.connection))
    gc.collect()
    theirs = [_raw_seconds(raw, rows) for rows in saves]
    return list(zip(ours, theirs, strict=True))


def _seconds(desk: Desk, act: Act) -> float:
    return seconds_of(lambda: desk.save(act))


def _raw_seconds(raw: Connection, rows: Rows) -> float:
    return seconds_of(lambda: write_raw(raw, rows))
