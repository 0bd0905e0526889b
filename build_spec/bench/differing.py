"""What a small difference costs between two desks of one office, beside registries of many sizes.

Cost must follow the difference: a hundred changes beside a million subjects take as long
as beside ten thousand.
"""

from __future__ import annotations

import gc
import shutil
import time
from typing import TYPE_CHECKING

from build_spec.bench.figures import Figure, median, ratio
from build_spec.bench.ground import data_key, program, scratch
from build_spec.bench.two_offices import contact_changes, fill, found_two, opened, subjects
from cso_registry.storage.connection import DATABASE_NAME, open_writer
from cso_registry.storage.segments import Peer, PeerTable, SegmentTable
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.outgoing import Order
from cso_registry.workspace.restoring import open_desk, renew_replica

if TYPE_CHECKING:
    from pathlib import Path

    from build_spec.bench.sizes import Sizes
    from cso_registry.kernel.ids import OrganizationId
    from cso_registry.workspace.performing import Session

PART = "difference"
AIM = 2
"""Times the small registry: caches and the height of indexes are allowed, more is not."""
LONG_AGO = "0000000000000-0000"
"""Whatever is said later counts more."""
REASON = "ขึ้นเครื่องที่สอง (สมมติ)"


def measure(sizes: Sizes) -> list[Figure]:
    """Return the cost of one difference beside registries of every size."""
    taken = [_beside(size, sizes) for size in sizes.beside]
    small, large = sizes.beside[0], sizes.beside[-1]
    figures = []
    for at, what in enumerate(("export", "import")):
        name = f"{what} of {sizes.differing} changes, beside {large:,} against {small:,} subjects"
        note = ", ".join(
            f"{size:,}: {one[at] * 1e3:.0f} ms"
            for size, one in zip(sizes.beside, taken, strict=True)
        )
        figures.append(ratio(PART, name, taken[-1][at], taken[0][at], aim=AIM, note=note))
    sent = [one[2] for one in taken]
    name = f"bytes of {sizes.differing} changes, beside {large:,}"
    figures.append(Figure(PART, name, sent[-1], "bytes", note=f"{sent[0]:,} beside {small:,}"))
    return figures


def _beside(size: int, sizes: Sizes) -> tuple[float, float, int]:
    """Return the seconds out and in, and the bytes, of a difference beside `size` subjects."""
    with scratch() as folder:
        first, second, session, some = _two_desks(folder, size, sizes.differing)
        out, back, done = folder / "difference.csob", folder / "receipt.csob", []
        for number in range(sizes.differences):
            fill(first, session, contact_changes(some, first=number))
            done.append(_hand_over(first, second, out, back))
        return (
            median(one[0] for one in done),
            median(one[1] for one in done),
            done[-1][2],
        )


def _two_desks(
    folder: Path, size: int, some: int
) -> tuple[Path, Path, Session, list[OrganizationId]]:
    """Return two desks of one office that know to have the same subjects."""
    offices = found_two(folder)
    acts = subjects(size)
    known = [next(acts) for _ in range(some)]
    fill(offices.province, offices.session, known)
    fill(offices.province, offices.session, acts)
    first, second = offices.province, folder / "second"
    open_second(first, second, offices.session)
    return first, second, offices.session, [act.organization for act in known]


def open_second(first: Path, second: Path, session: Session) -> None:
    """Make a second desk out of a copy of the first; each knows that the other has the same."""
    with opened(first) as workspace:
        # Everything is signed before the copy is made, so that both keep the same segments.
        room = Exchange(workspace)
        room.preview(Order(to=(str(room.office.id),), scope="99"))
        office, replica = str(room.office.id), workspace.performer.home.replica
    shutil.copytree(first, second)
    renew_replica(second, data_key(second), program().means.identities.new())
    with opened(second) as workspace:
        open_desk(workspace, session, REASON)
    _note_what_is_held(second, office, replica)
    bundle, back = first.parent / "all.csob", first.parent / "receipt.csob"
    for path in _exported(second, bundle)[1]:
        _taken(first, path, back)
        path.unlink()
    _taken(second, back, None)


def _note_what_is_held(second: Path, office: str, replica: str) -> None:
    """Let the copy know what its source has, as a receipt would: not all travels once more."""
    connection = open_writer(second / DATABASE_NAME, data_key(second))
    have = SegmentTable(connection).have().items()
    vector = tuple((named, scope, seq) for (named, scope), seq in have if named == replica)
    PeerTable(connection).put(Peer(office, replica, LONG_AGO, "", vector), replica)
    connection.close()


def _hand_over(first: Path, second: Path, out: Path, back: Path) -> tuple[float, float, int]:
    took_out, (bundle,) = _exported(first, out)
    size = bundle.stat().st_size
    took_in = _taken(second, bundle, back)
    _taken(first, back, None)
    bundle.unlink()
    return took_out, took_in, size


def _exported(folder: Path, out: Path) -> tuple[float, list[Path]]:
    with opened(folder) as workspace:
        room = Exchange(workspace)
        order = Order(to=(str(room.office.id),))
        gc.collect()
        began = time.perf_counter()
        written = room.export(order, out)
        return time.perf_counter() - began, [one.file for one in written]


def _taken(folder: Path, bundle: Path, receipt: Path | None) -> float:
    """Take a bundle in, and write its receipt; return the seconds of the import alone."""
    with opened(folder) as workspace:
        room = Exchange(workspace)
        gc.collect()
        with bundle.open("rb") as source:
            began = time.perf_counter()
            report = room.take(source, lambda _done, _total: None)
            took = time.perf_counter() - began
        if receipt is not None:
            receipt.unlink(missing_ok=True)
            room.write_receipt(report, receipt)
        return took
