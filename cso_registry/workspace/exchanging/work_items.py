"""What waits at the conflict desk beside conflicts: missing pieces, what does not count, clocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.organizations.records import Organization
from cso_registry.exchange.vectors import Stream
from cso_registry.journal.moment import thai_time
from cso_registry.kernel.hybrid import DAY_MS, HybridTime
from cso_registry.kernel.ids import RecordId

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cso_registry.workspace.exchanging.exchange import Exchange
    from cso_registry.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Gap:
    """Entries of a stream, from the first to the last number, that have not come."""

    stream: Stream
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class AheadClock:
    """A computer whose entries carry a time more than a day ahead of this one."""

    office: str
    replica: str
    last: date


@dataclass(frozen=True, slots=True)
class WorkItems:
    """What somebody should see to.

    Attributes:
        missing: Entries that are known to be elsewhere, or must come before what waits.
        aside: How many entries and segments are kept and do not count.
        unread: Records about which a newer program has written.
        parents: Record, its type and the group whose change names one that has not come.
        clocks: Computers that are ahead of this one.
    """

    missing: list[Gap]
    aside: int
    unread: list[RecordId]
    parents: list[tuple[RecordId, str, str]]
    clocks: list[AheadClock]


def work_items(workspace: Workspace, room: Exchange) -> WorkItems:
    """Return what waits, asked anew each time."""
    kept = room.segments()
    return WorkItems(
        missing=sorted(_missing(room), key=lambda one: one.stream),
        aside=kept.withheld_count() + len(kept.refused()),
        unread=[RecordId(one) for one in kept.unread_records()],
        parents=list(_parents(workspace, kept.awaited())),
        clocks=list(_clocks(workspace, room)),
    )


def _missing(room: Exchange) -> Iterator[Gap]:
    have, kept = room.segments().have(), room.segments()
    waiting: dict[tuple[str, str], int] = {}
    for _, replica, scope, lo in kept.waiting_places():
        waiting[replica, scope] = min(waiting.get((replica, scope), lo - 1), lo - 1)
    known: dict[tuple[str, str], int] = {}
    own = room.trust.trusted.roster.offices.get(str(room.office.id))
    for peer in room.peers():
        for replica, scope, seq in peer.have:
            if own is not None and own.may_read(scope):
                known[replica, scope] = max(known.get((replica, scope), 0), seq)
    roster = room.trust.trusted.roster
    for stream, last in (known | waiting).items():
        held, good = have.get(stream, 0), roster.last_good(*stream)
        # Of a lost computer nothing is missed that does not count.
        wanted = last if good is None else min(last, good.seq)
        if wanted > held:
            yield Gap(Stream(*stream), held + 1, wanted)


def _parents(
    workspace: Workspace, awaited: list[tuple[str, str]]
) -> Iterator[tuple[RecordId, str, str]]:
    for identity, group in awaited:
        record = workspace.read.record(RecordId(identity))
        # What was changed in a home that is not read here never comes, and is not missing.
        moved = isinstance(record, Organization | Certificate) and bool(record.transfers)
        if record is not None and not moved:
            yield record.id, record.type, group


def _clocks(workspace: Workspace, room: Exchange) -> Iterator[AheadClock]:
    latest = workspace.program.clock.now_ms() + DAY_MS
    for replica, time in sorted(room.segments().last_times().items()):
        moment = HybridTime.read(time).ms
        if moment > latest and replica != workspace.performer.home.replica:
            yield AheadClock(room.office_of(replica), replica, thai_time(moment).date())
