"""Bundles between two offices, against SQLite session changesets of the same content."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_spec.bench import changesets
from build_spec.bench.figures import Figure, median, ratio
from build_spec.bench.ground import ROOT, data_key, scratch, settle
from build_spec.bench.two_offices import (
    attach_scans,
    contact_changes,
    exported,
    fill,
    found_two,
    subjects,
    taken,
)
from cso_registry.seal.age import new_identity, recipient_of
from cso_registry.storage.connection import DATABASE_NAME, open_reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from build_spec.bench.changesets import Content
    from build_spec.bench.sizes import Sizes
    from build_spec.bench.two_offices import Offices
    from cso_registry.workspace.exchanging.exchange import Written

PART = "exchange"
TIME_AIM, SIZE_AIM, MEMORY_AIM = 2, 1.5, 150
SCANS_A_BUNDLE = 4
FOUNDED = 2
"""Records of a registry that was only founded: its office and its officer."""
NOTE = "same age, zstandard, at-rest key and page cache"
WAYS = {
    "session changesets of the same tables": changesets.whole_content_of,
    "session changesets of acts and present values alone, no journal": changesets.content_of,
}
"""What the raw side hands over, and how it is read from what our import left."""


@dataclass(frozen=True, slots=True)
class Handed:
    """How a first load went one way: seconds out and in, and the bytes that travelled."""

    out: float
    into: float
    size: int


def measure(sizes: Sizes) -> list[Figure]:
    """Return times and sizes of a first load, half registrations and half changes."""
    count = sizes.exchanged
    with scratch() as folder:
        offices = filled(folder, count)
        runs = [_run(folder, offices) for _ in range(sizes.exchanges)]
    ours = _middle([one for one, _, _ in runs])
    figures = [
        figure
        for way in WAYS
        for figure in _against(way, ours, _middle([raw[way] for _, raw, _ in runs]), count)
    ]
    return [*figures, *_parts(runs[-1][2], ours.size, count), *_peaks(sizes)]


def _middle(runs: list[Handed]) -> Handed:
    return Handed(median(one.out for one in runs), median(one.into for one in runs), runs[-1].size)


def _against(way: str, ours: Handed, raw: Handed, count: int) -> Iterator[Figure]:
    said = f"{count:,} entries against {way}"
    yield ratio(PART, f"export of {said}", ours.out, raw.out, aim=TIME_AIM, note=NOTE)
    yield ratio(PART, f"import of {said}", ours.into, raw.into, aim=TIME_AIM, note=NOTE)
    yield Figure(
        PART, f"size of {said}", ours.size / raw.size, "x", SIZE_AIM,
        f"{ours.size / count:.0f} B an entry", f"{raw.size / count:.0f} B an entry", NOTE,
    )  # fmt: skip


def filled(folder: Path, count: int) -> Offices:
    """Return two offices; the province registered and changed invented subjects."""
    offices = found_two(folder)
    acts = list(subjects(count // 2))
    fill(offices.province, offices.session, iter(acts))
    fill(offices.province, offices.session, contact_changes([act.organization for act in acts]))
    return offices


def _peaks(sizes: Sizes) -> Iterator[Figure]:
    """Yield the memory that an import takes: of many entries, and of many large bundles."""
    with scratch() as folder:
        offices = filled(folder, sizes.held)
        _, written = exported(offices.province, folder / "entries.csob")
        peak = _peak(offices.nation, [one.file for one in written])
        yield Figure(PART, f"import of {sizes.held:,}, peak", peak, "MiB", MEMORY_AIM)
    with scratch() as folder:
        offices = found_two(folder)
        scans = sizes.bundles * SCANS_A_BUNDLE
        attach_scans(offices.province, offices.session, scans, sizes.bundle_bytes // SCANS_A_BUNDLE)
        room = sizes.bundle_bytes + sizes.bundle_bytes // 10
        _, written = exported(offices.province, folder / "large.csob", room=room)
        files = [one.file for one in written]
        alone = folder / "alone"
        shutil.copytree(offices.nation, alone)
        first, all_of_them = _peak(alone, files[:1]), _peak(offices.nation, files)
        size = max(path.stat().st_size for path in files) / 1e6
        name = f"{len(files)} bundles of at most {size:.1f} MB in one run, peak"
        note = f"{first:.0f} MiB for the first alone"
        yield Figure(PART, name, all_of_them, "MiB", MEMORY_AIM, note=note)


def _peak(registry: Path, bundles: list[Path]) -> float:
    command = (sys.executable, "-m", "build_spec.bench.taking", str(registry), *map(str, bundles))
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return float(done.stdout)


def _run(folder: Path, offices: Offices) -> tuple[Handed, dict[str, Handed], list[Written]]:
    """Hand everything over once in each way, at fresh copies of both offices."""
    giver, taker = folder / "giver", folder / "taker"
    shutil.copytree(offices.province, giver)
    shutil.copytree(offices.nation, taker)
    out, written = exported(giver, folder / "ours.csob")
    files = [one.file for one in written]
    into, _ = taken(taker, files)
    key = data_key(taker)
    raw = {}
    for way, content_of in WAYS.items():
        connection = open_reader(taker / DATABASE_NAME, key)
        content = content_of(connection, entry=1, rec=FOUNDED)
        connection.close()
        raw[way] = _raw(folder, content, key)
    ours = Handed(out, into, sum(path.stat().st_size for path in files))
    for path in files:
        path.unlink()
    shutil.rmtree(giver)
    shutil.rmtree(taker)
    return ours, raw, written


def _raw(folder: Path, content: Content, key: bytes) -> Handed:
    """Do the same with the raw library."""
    identity, others = new_identity(), new_identity()
    giver = changesets.opened(folder / "giver.db", key)
    taker = changesets.opened(folder / "taker.db", key)
    session, bundle = changesets.recorded(giver, content), folder / "theirs.age"
    settle()
    began = time.perf_counter()
    changesets.export(session, [recipient_of(identity), recipient_of(others)], bundle)
    out = time.perf_counter() - began
    settle()
    began = time.perf_counter()
    changesets.take(taker, identity, bundle, content.derived)
    taken_in = time.perf_counter() - began
    size = bundle.stat().st_size
    session.close()
    for connection in (giver, taker):
        connection.close()
    for path in folder.glob("*.db*"):
        path.unlink()
    bundle.unlink()
    return Handed(out, taken_in, size)


def _parts(written: list[Written], whole: int, count: int) -> Iterator[Figure]:
    manifests = [one.manifest for one in written]
    headers = [signed.header for manifest in manifests for signed in manifest.segments]
    blocks = [block for manifest in manifests for block in manifest.personal]
    packed = sum(one.bytes for one in headers)
    personal = sum(one.bytes for one in blocks)
    for name, held, note in (
        ("signed entries, packed", packed, f"{sum(h.size for h in headers) / count:.0f} before"),
        ("personal parts, packed", personal, f"{sum(b.size for b in blocks) / count:.0f} before"),
        ("manifest, roster and seal", whole - packed - personal, "of the whole bundles"),
    ):
        yield Figure(PART, name, held / count, "bytes an entry", note=note)
