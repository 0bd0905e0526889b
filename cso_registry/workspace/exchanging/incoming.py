"""Bundles coming in: proved in a fixed order, shown, applied segment by segment.

The order: limits of the container, the seal, the manifest's signature before it is
parsed, the signer in the roster, each segment's signature and digest before anything is
decompressed, its place in the roster, its chain, and the rights at the heads that each
entry names. Until all but the last two hold nothing of the bundle is kept.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from cso_registry.exchange.certificates import require_certified
from cso_registry.exchange.container import OpenedBundle, unseal
from cso_registry.exchange.file_kinds import require_bundle
from cso_registry.exchange.models import Receipt, SignedSegment
from cso_registry.exchange.roster import LastGood
from cso_registry.exchange.segments import require_signed
from cso_registry.exchange.vectors import Stream
from cso_registry.journal.entry import entry_hash
from cso_registry.kernel.canonical import digest
from cso_registry.kernel.collecting import collecting_paused
from cso_registry.kernel.errors import InputError, KnownError, RegistryError
from cso_registry.storage.aide import ReadAhead
from cso_registry.storage.arriving import Arrivals, Taken
from cso_registry.storage.connection import whole_cache
from cso_registry.storage.desk import observe_time
from cso_registry.storage.file_pieces import (
    FilePiece,
    drop_pieces,
    has_pieces,
    is_whole,
    keep_piece,
    pieces_of,
)
from cso_registry.storage.first_load import without_indexes
from cso_registry.storage.inbox import InboxTable
from cso_registry.storage.seeing import note_arrival
from cso_registry.storage.segments import (
    HELD,
    REFUSED,
    WAITING,
    KeptSegment,
    Peer,
    PeerTable,
    SegmentTable,
)
from cso_registry.storage.wanted_files import want_files
from cso_registry.workspace.aide_process import aide_for
from cso_registry.workspace.exchanging.openings import Opening, Openings, kept_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from typing import BinaryIO

    from cso_registry.exchange.models import Manifest, ReplicaCertificate
    from cso_registry.exchange.roster import Roster
    from cso_registry.storage.aide import Aide
    from cso_registry.storage.connection import Connection
    from cso_registry.storage.store import Store
    from cso_registry.workspace.exchanging.parties import Ourselves

    Progress = Callable[[int, int], None]

MOST_HEADS = 1_000
MOST_NAMED = 2_000
"""Records of one bundle that are named one by one, so that memory and time stay small."""
TAKEN_AT_ONCE = 4
"""Segments that are written together: what many of them touch is written once."""
TAKEN_AT_ONCE_FIRST = 8
"""The same in a first load, beside which nobody has much to save yet."""
READ_AHEAD_FIRST = 16
"""Blocks of entries that are read ahead in a first load."""
FIRST_LOAD = 25_000
"""New entries above which memory saves much time: pages of indexes are written less often."""
Place = tuple[int, SignedSegment]
"""A segment, and where it stands in its bundle."""
STREAM_FAULTS = frozenset({"exchange.fork", "bundle.revoked_replica"})
"""What is wrong with one stream only, whoever hands it over."""
SEGMENT_FAULTS = STREAM_FAULTS | {
    "bundle.bad_segment",
    "bundle.bad_personal",
    "entry.personal_part_wrong",
}
"""What can be wrong with a segment that waited, which nobody sends again."""
FILE_FAULTS = frozenset({"attachment.changed", "seal.attachment_too_large"})


@dataclass(frozen=True, slots=True)
class Missing:
    """Entries of a stream that must come before what a bundle brings (F:M4).

    Attributes:
        office: Whose stream it is.
        since: When the last entry that is held was written, as ISO 8601; empty for none.
    """

    stream: Stream
    first: int
    last: int
    office: str
    since: str


class Refusal(NamedTuple):
    """A segment that does not count, why, at which entry that shows, its last one, and whose."""

    stream: Stream
    why: str
    seq: int
    last: int
    office: str


class Ahead(NamedTuple):
    """Entries of this very computer that another one holds and that are not here."""

    office: str
    stream: Stream
    seq: int
    held: int


@dataclass(slots=True)
class Inspected:
    """What a bundle holds, before anything of it is applied.

    Attributes:
        new_entries: Entries that are not held here.
        missing: What must come from another bundle first.
        refused: Streams whose segments the roster does not carry, and why.
    """

    manifest: Manifest
    new_entries: int = 0
    known_entries: int = 0
    missing: list[Missing] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    bringing: dict[int, int] = field(default_factory=dict)
    """Places of the segments that can be taken and bring something new, and its first entry."""


@dataclass(slots=True)
class Report:
    """What became of an imported bundle.

    Attributes:
        changed: The records that changed, of a bundle that changed no more than
            `MOST_NAMED`; None of a larger one.
    """

    manifest: Manifest
    receipt: Receipt
    records: int
    attachments: list[str]
    missing: list[Missing]
    refused: list[Refusal]
    changed: frozenset[bytes] | None = frozenset()
    contested: int = 0
    unfinished: int = 0
    """Attached files of which a part came, and another part must come from another file."""
    suspicious_clock: bool = False
    other_heads: list[tuple[Stream, int]] = field(default_factory=list)
    """Entries of this office that the answering one witnesses, and that are not here."""
    lost_tails: list[tuple[Stream, int]] = field(default_factory=list)
    """Those that a computer wrote which was restored here since: its backup was older."""
    ahead: list[Ahead] = field(default_factory=list)
    """What shows that this registry was copied, or went back, and that another wrote on."""


class _Source(NamedTuple):
    """A bundle that is being taken in, and how.

    Attributes:
        openings: Opens its segments.
        ahead: Reads what they hold.
        at_once: How many of them are written together.
    """

    bundle: OpenedBundle
    openings: Openings
    ahead: ReadAhead
    at_once: int


class Incoming:
    """Imports bundles into one registry.

    Args:
        store: Of the registry.
        connection: Its writer.
        us: This office at this desk.
        roster: The roster in force, asked anew after each bundle has been proved.
        adopt: Takes a newer roster that came with a bundle; returns whether it did.
        newer: Gives the roster that would be adopted, proved against the root; None for no
            newer one.
        keep_file: Keeps an attached file whose parts are all here.
        holds_file: Tells whether an attached file is held whole already.
        wall_ms: What the clock says.
        aide_for: Gives who works beside on so many entries.
    """

    def __init__(
        self,
        store: Store,
        connection: Connection,
        us: Ourselves,
        *,
        roster: Callable[[], Roster],
        adopt: Callable[[bytes], bool],
        keep_file: Callable[[str, Iterator[bytes]], None],
        wall_ms: Callable[[], int],
        holds_file: Callable[[str], bool] = lambda _sha256: False,
        newer: Callable[[bytes], Roster | None] = lambda _spelt: None,
        aide_for: Callable[[int], AbstractContextManager[Aide | None]] = aide_for,
    ) -> None:
        self._store, self._connection, self._us = store, connection, us
        self._roster, self._adopt, self._keep_file = roster, adopt, keep_file
        self._wall_ms, self._newer, self._holds_file = wall_ms, newer, holds_file
        self._aide_for = aide_for
        self._table = SegmentTable(connection)
        self._offices: dict[str, str] = {}
        self._proved_roster: Roster | None = None

    def inspect(self, source: BinaryIO) -> Inspected:
        """Return what a bundle holds, from whom, and what is missing before it.

        Raises:
            KnownError, InputError: Why it is refused; nothing of it is kept either way.
        """
        found: list[Inspected] = []

        def look(connection: Connection) -> None:
            bundle = self._proved(connection, source)
            looked = self._looked_at(bundle)
            looked.refused.extend(self._forks_in(bundle))
            found.append(looked)
            raise _Enough

        try:
            self._store.run(look)
        except _Enough:
            return found[0]
        finally:
            self._proved_roster = None
        raise AssertionError

    def take(self, source: BinaryIO, progress: Callable[[int, int], None]) -> Report:
        """Prove and apply a bundle; doing it again, or going on after a stop, is harmless.

        Raises:
            KnownError, InputError: Why it is refused; then nothing of it is kept.
        """
        staged: list[OpenedBundle] = []
        try:
            self._store.run(lambda connection: staged.append(self._proved(connection, source)))
        finally:
            self._proved_roster = None
        bundle = staged[0]
        try:
            if bundle.manifest.roster_bytes:
                self._adopt(bundle.roster())
            return self._apply(bundle, progress)
        finally:
            self._store.run(lambda connection: InboxTable(connection).empty())

    def _in_force(self) -> Roster:
        """Return the roster in force, which is proved once for all entries of a bundle."""
        if self._proved_roster is None:
            self._proved_roster = self._roster()
        return self._proved_roster

    def _proved(self, connection: Connection, source: BinaryIO) -> OpenedBundle:
        inbox = InboxTable(connection)
        self._unseal(source, inbox)
        bundle = OpenedBundle(inbox)
        self._require_for_us(bundle)
        for at, signed in enumerate(bundle.manifest.segments):
            require_certified(signed.certificate)
            require_signed(signed)
            content = bundle.segment(at)
            if digest(content).hex() != signed.header.sha256:
                raise KnownError("bundle.bad_segment", lo=signed.header.lo, hi=signed.header.hi)
        for block in bundle.manifest.personal:
            content = bundle.personal(block.segment) or b""
            if digest(content).hex() != block.sha256:
                raise KnownError("bundle.bad_personal")
        spelt = bundle.roster()
        if bundle.manifest.roster_bytes and digest(spelt).hex() != bundle.manifest.roster_sha256:
            raise InputError("bundle.malformed", what="Roster")
        return bundle

    def _unseal(self, source: BinaryIO, inbox: InboxTable) -> None:
        require_bundle(source)
        start = source.tell()
        for identity in self._us.identities:
            try:
                source.seek(start)
                inbox.empty()
                unseal(identity, source, inbox)
            except KnownError as error:
                if error.key != "seal.not_for_this_key":
                    raise
                continue
            return
        raise KnownError("bundle.sealed_to_others")

    def _require_for_us(self, bundle: OpenedBundle) -> None:
        manifest = bundle.manifest
        said = require_certified(manifest.certificate)
        signed_by_it = bundle.envelope.public_key.hex() == said.public
        if not signed_by_it or (said.office, said.replica) != (manifest.office, manifest.replica):
            raise KnownError("bundle.bad_certificate", replica=manifest.replica[:8])
        fault = self._fault_of_sender(bundle, said)
        if fault is not None:
            known = self._in_force().offices.get(manifest.office)
            name = manifest.office[:8] if known is None else known.name_th
            raise KnownError(fault, office=name)
        if self._belongs_elsewhere(said.replica, said.office):
            raise KnownError("bundle.foreign_replica", office=manifest.office[:8])
        if self._us.office not in (*manifest.to, manifest.office):
            raise KnownError("bundle.not_for_us")
        if manifest.training != self._us.is_training:
            raise KnownError("bundle.training_mixed")

    def _fault_of_sender(self, bundle: OpenedBundle, said: ReplicaCertificate) -> str | None:
        """Return why the sender is not believed, by the roster in force or the one it brings.

        Who renewed its keys signs with one that stands in no roster before: the newer roster
        is proved against the root that is pinned here, whoever brings it.
        """
        fault = self._in_force().fault_of(said)
        if fault is None or not bundle.manifest.roster_bytes:
            return fault
        spelt = bundle.roster()
        if digest(spelt).hex() != bundle.manifest.roster_sha256:
            return fault
        try:
            newer = self._newer(spelt)
        except RegistryError:
            return fault
        if newer is None or newer.fault_of(said) is not None:
            return fault
        self._proved_roster = newer
        return None

    def _looked_at(self, bundle: OpenedBundle) -> Inspected:
        seen = Inspected(bundle.manifest)
        have = dict(self._table.have())
        for at, signed in enumerate(bundle.manifest.segments):
            header = signed.header
            stream = Stream(header.replica, header.scope)
            fault = self._fault_of(signed)
            if fault is not None:
                seen.refused.append(_refusal(signed, fault, header.lo))
                continue
            held = have.get(stream, 0)
            if header.lo > held + 1:
                office = signed.certificate.certificate.office
                since = self._table.wall_at(*stream, held)
                seen.missing.append(Missing(stream, held + 1, header.lo - 1, office, since))
            elif header.hi > held:
                seen.bringing[at] = held + 1
            new = max(0, header.hi - max(held, header.lo - 1))
            seen.new_entries += new
            seen.known_entries += header.count - new
            have[stream] = max(held, header.hi)
        return seen

    def _forks_in(self, bundle: OpenedBundle) -> Iterator[Refusal]:
        """Yield the segments that end in another entry than the one held under its number."""
        for signed in bundle.manifest.segments:
            header = signed.header
            held = self._table.hash_at(header.replica, header.scope, header.hi)
            if held not in (None, header.head):
                yield _refusal(signed, "exchange.fork", header.hi)

    def _apply(self, bundle: OpenedBundle, progress: Callable[[int, int], None]) -> Report:
        manifest = bundle.manifest
        looked = self._looked_at(bundle)
        entries, records, ahead = 0, 0, 0
        changed: set[bytes] = set()
        with self._loading(looked.new_entries), self._aide_for(looked.new_entries) as aide:
            openings = Openings(bundle, looked.bringing)
            is_first = looked.new_entries > FIRST_LOAD
            reader = ReadAhead(aide, openings.following, READ_AHEAD_FIRST if is_first else None)
            at_once = TAKEN_AT_ONCE_FIRST if is_first else TAKEN_AT_ONCE
            source = _Source(bundle, openings, reader, at_once)
            for taken in self._take_segments(source, looked, progress):
                entries += taken.new
                records += len(taken.records)
                if len(changed) <= MOST_NAMED:
                    changed |= taken.records
                ahead += taken.ahead
        entries += self._take_waiting()
        attachments, unfinished = self._take_attachments(bundle)
        self._store.run(
            lambda connection: want_files(connection, manifest.office, manifest.named_attachments)
        )
        self._store.run(lambda connection: self._note_peer(connection, manifest))
        receipt = Receipt(
            bundle=manifest.bundle,
            entries=entries,
            withheld=self._table.withheld_count(),
            waiting=len(self._table.waiting_places()),
            conflicts=self._table.conflict_count(),
            heads=self._heads_of(manifest.office),
        )
        return Report(
            manifest,
            receipt,
            records,
            attachments,
            looked.missing,
            looked.refused,
            changed=frozenset(changed) if len(changed) <= MOST_NAMED else None,
            contested=self._table.contested_count(),
            unfinished=unfinished,
            suspicious_clock=ahead > 0,
            other_heads=self._other_heads(manifest.answers),
            lost_tails=self._lost_tails(manifest.answers),
            ahead=list(self._ahead(manifest)),
        )

    def _ahead(self, manifest: Manifest) -> Iterator[Ahead]:
        """Yield the streams of this computer of which the sender holds more than stands here."""
        have = self._table.have()
        for replica, scope, seq in manifest.have:
            held = have.get((replica, scope), 0)
            if replica == self._us.replica and seq > held:
                yield Ahead(manifest.office, Stream(replica, scope), seq, held)

    @contextmanager
    def _loading(self, coming: int) -> Iterator[None]:
        """Load so many entries, a first load with more memory and with fewer indexes."""
        if coming <= FIRST_LOAD:
            yield
            return
        self._store.run(whole_cache)
        with without_indexes(self._store, self._connection, coming):
            yield

    def _take_segments(
        self, source: _Source, looked: Inspected, progress: Progress
    ) -> Iterator[Taken]:
        """Take the segments in order, a few in one transaction.

        When one of those cannot be taken, each of them is taken in a transaction of its own.
        """
        places = list(enumerate(source.bundle.manifest.segments))
        for start in range(0, len(places), source.at_once):
            few = places[start : start + source.at_once]
            work = partial(self._take_few, few=few, source=source, progress=progress)
            try:
                yield from self._store.take_in(work)
            except RegistryError:
                yield from self._take_singly(few, source, looked, progress)

    def _take_few(
        self,
        connection: Connection,
        *,
        few: Sequence[Place],
        source: _Source,
        progress: Progress,
    ) -> list[Taken]:
        """Take some segments in the transaction that is open."""
        found = []
        for at, signed in few:
            with collecting_paused():
                taken = self._take_segment(connection, source=source, at=at, signed=signed)
            if taken is not None:
                found.append(taken)
            progress(at + 1, len(source.bundle.manifest.segments))
        return found

    def _take_singly(
        self, few: Sequence[Place], source: _Source, looked: Inspected, progress: Progress
    ) -> Iterator[Taken]:
        """Take some segments, each in a transaction of its own."""
        for at, signed in few:
            work = partial(self._take_few, few=[(at, signed)], source=source, progress=progress)
            try:
                yield from self._store.take_in(work)
            except KnownError as error:
                if error.key not in STREAM_FAULTS:
                    raise
                # One stream that is at fault never stands in the way of the others.
                seq = int(error.params.get("seq", signed.header.lo))
                looked.refused.append(_refusal(signed, error.key, seq))
                self._store.run(partial(self._refuse, bundle=source.bundle, at=at, why=error.key))
                progress(at + 1, len(source.bundle.manifest.segments))

    def _heads_of(self, office: str) -> tuple[tuple[str, str, int, str], ...]:
        """Return what this office witnesses: where each stream of another office stands."""
        have = sorted(self._table.have().items())
        return tuple(
            (replica, scope, seq, self._table.hash_at(replica, scope, seq) or "")
            for (replica, scope), seq in have
            if self.office_of(replica) == office
        )[:MOST_HEADS]

    def _other_heads(self, answers: Receipt | None) -> list[tuple[Stream, int]]:
        """Return which witnessed entries are not, or no longer, those held here."""
        return [
            (Stream(replica, scope), seq)
            for replica, scope, seq, head in self._witnessed(answers)
            if self._table.hash_at(replica, scope, seq) != head
            and not self._is_lost_tail(replica, scope, seq)
        ]

    def _lost_tails(self, answers: Receipt | None) -> list[tuple[Stream, int]]:
        return [
            (Stream(replica, scope), seq)
            for replica, scope, seq, _ in self._witnessed(answers)
            if self._is_lost_tail(replica, scope, seq)
        ]

    def _witnessed(self, answers: Receipt | None) -> Iterator[tuple[str, str, int, str]]:
        """Yield the entries of ours that somebody holds.

        What does not count of a lost computer is left out, where its last good one is held:
        nobody misses it.
        """
        for replica, scope, seq, head in () if answers is None else answers.heads:
            good = self._in_force().last_good(replica, scope)
            if good is None or seq <= good.seq or self._lacks(replica, scope, good):
                yield replica, scope, seq, head

    def _lacks(self, replica: str, scope: str, good: LastGood) -> bool:
        return good.seq > 0 and self._table.hash_at(replica, scope, good.seq) != good.hash

    def _is_lost_tail(self, replica: str, scope: str, seq: int) -> bool:
        """Return whether an entry is simply not here, of another computer of this office.

        A restored registry goes on as a new replica: what the lost computer wrote after
        its last backup comes back from whoever holds it. Nobody cuts the journal of the
        computer at which they write on without this one being told.
        """
        is_another = replica != self._us.replica and replica in self._us.desks
        return is_another and self._table.hash_at(replica, scope, seq) is None

    def _take_segment(
        self, connection: Connection, *, source: _Source, at: int, signed: SignedSegment
    ) -> Taken | None:
        fault = self._fault_of(signed)
        if fault is not None:
            self._refuse(connection, bundle=source.bundle, at=at, why=fault)
            return None
        opened = source.openings.opened(at)
        return self._take(connection, opened, judge_withheld=at == 0, ahead=source.ahead)

    def _refuse(self, _connection: Connection, *, bundle: OpenedBundle, at: int, why: str) -> None:
        """Keep a segment for the record, without what it says of persons."""
        self._table.put(replace(kept_from(bundle, at), personal=None), REFUSED, why)

    def _fault_of(self, signed: SignedSegment) -> str | None:
        """Return why a segment does not count, by the roster and by whose its replica is."""
        said = signed.certificate.certificate
        fault = self._in_force().fault_in(said, _stream_of(signed), signed.header)
        if fault is not None:
            return fault
        if self._belongs_elsewhere(said.replica, said.office):
            return "bundle.foreign_replica"
        return None

    def _belongs_elsewhere(self, replica: str, office: str) -> bool:
        """Return whether a replica is known to be another office's than the one that says so."""
        known = self._us.office if replica in self._us.desks else self.office_of(replica)
        return known not in ("", office)

    def _take(
        self,
        connection: Connection,
        opened: Opening,
        *,
        judge_withheld: bool,
        ahead: ReadAhead | None = None,
    ) -> Taken | None:
        kept, signed = opened.kept, opened.signed
        arrivals = Arrivals(
            connection,
            self.fault_at,
            wall_ms=self._wall_ms(),
            judge_withheld=judge_withheld,
            ahead=ahead,
        )
        link = arrivals.link(kept.replica, kept.scope)
        if kept.replica == self._us.replica and kept.hi > link.seq:
            # Only a copy of this computer writes on where this one did not.
            raise KnownError("exchange.fork", replica=kept.replica[:8], seq=link.seq + 1)
        if kept.lo > link.seq + 1:
            self._table.put(kept, WAITING)
            return None
        if kept.lo == link.seq + 1 and signed.header.prev != link.hash:
            raise KnownError("exchange.fork", replica=kept.replica[:8], seq=link.seq)
        self._offices[kept.replica] = signed.certificate.certificate.office
        self._require_last_good(kept, link.seq, opened.entries)
        arrivals.take(opened.run)
        taken = arrivals.finish()
        # What is personal lies beside the entries from here on, and is erased there.
        self._table.put(replace(kept, personal=None), HELD)
        if taken.new:
            note_arrival(connection)
            observe_time(connection, latest=taken.latest, wall_ms=self._wall_ms())
        return taken

    def _require_last_good(self, kept: KeptSegment, held: int, bodies: list[bytes]) -> None:
        """Refuse what goes on after the last good entry of a lost replica for nothing.

        What was cut before the loss brings that very entry, to who lacks it; whoever found
        the computer can cut anew, and says nothing that counts.

        Raises:
            KnownError: `bundle.revoked_replica`.
        """
        last = self._in_force().last_good(kept.replica, kept.scope)
        if last is None or kept.hi <= last.seq:
            return
        brings_it = held < last.seq and kept.lo <= last.seq
        if not brings_it or entry_hash(bodies[last.seq - kept.lo]) != last.hash:
            office = self._offices[kept.replica]
            raise KnownError("bundle.revoked_replica", office=office[:8])

    def _take_waiting(self) -> int:
        """Take segments whose predecessors have come meanwhile."""
        new, again = 0, True
        while again:
            again = False
            for row, replica, scope, lo in self._table.waiting_places():
                link = Arrivals(self._connection, self.fault_at).link(replica, scope)
                if lo <= link.seq + 1:
                    new += self._take_row(row)
                    again = True
        return new

    def _take_row(self, row: int) -> int:
        """Take a segment that waited; return how many entries were new."""
        try:
            taken = self._store.take_in(partial(self._take_kept, kept=self._table.kept(row)))
        except RegistryError as error:
            if error.key not in SEGMENT_FAULTS:
                raise
            why = error.key
            self._store.run(lambda _connection: self._table.set_aside(row, why))
            return 0
        return 0 if taken is None else taken.new

    def _take_kept(self, connection: Connection, *, kept: KeptSegment) -> Taken | None:
        opened = Opening.of_kept(SignedSegment.read(kept.signed), kept)
        return self._take(connection, opened, judge_withheld=False)

    def fault_at(self, replica: str, scope: str, seq: int, entry_hash: str) -> str | None:
        """Return why an entry does not count by the roster in force, None when it does."""
        if replica == self._us.replica:
            return None
        office = self._offices.get(replica) or self.office_of(replica)
        return self._in_force().fault_at(office, replica, scope, LastGood(seq, entry_hash))

    def office_of(self, replica: str) -> str:
        """Return the office whose replica this is; empty when nothing of it is held."""
        signed = self._table.signed_by(replica)
        if signed is None:
            return self._us.office if replica in self._us.desks else ""
        office = SignedSegment.read(signed).certificate.certificate.office
        self._offices[replica] = office
        return office

    def _take_attachments(self, bundle: OpenedBundle) -> tuple[list[str], int]:
        """Return the attached files that are whole now, and how many lack other parts still."""
        whole: list[str] = []
        parts: set[str] = set()
        for at, part in enumerate(bundle.manifest.attachments):
            if self._holds_file(part.sha256):
                if has_pieces(self._connection, part.sha256):
                    # The file became whole, and then the power was gone.
                    self._store.run(partial(drop_pieces, sha256=part.sha256))
                continue
            parts.add(part.sha256)
            content = b"".join(bundle.attachment(at))
            piece = FilePiece(part.sha256, part.offset, part.size, content)
            self._store.run(partial(keep_piece, piece=piece))
            if is_whole(self._connection, part.sha256, part.size):
                self._keep_whole(part.sha256)
                whole.append(part.sha256)
        return whole, len(parts.difference(whole))

    def _keep_whole(self, sha256: str) -> None:
        try:
            self._keep_file(sha256, pieces_of(self._connection, sha256))
        except KnownError as error:
            if error.key in FILE_FAULTS:
                # Or the wrong pieces would spoil the file whenever it comes again.
                self._store.run(partial(drop_pieces, sha256=sha256))
            raise
        self._store.run(partial(drop_pieces, sha256=sha256))

    def _note_peer(self, connection: Connection, manifest: Manifest) -> None:
        office = self._in_force().offices.get(manifest.office)
        if office is None or manifest.replica in office.revoked:
            # Who found a lost computer does not say what its office has.
            return
        peer = Peer(
            manifest.office,
            manifest.replica,
            manifest.time,
            manifest.made,
            manifest.have,
            manifest.lacking,
            manifest.without_personal,
        )
        PeerTable(connection).put(peer, manifest.bundle)


def _refusal(signed: SignedSegment, why: str, seq: int) -> Refusal:
    office = signed.certificate.certificate.office
    return Refusal(_stream_of(signed), why, seq, signed.header.hi, office)


def _stream_of(signed: SignedSegment) -> Stream:
    return Stream(signed.header.replica, signed.header.scope)


class _Enough(Exception):  # noqa: N818 - ends a look; it is no error
    """Rolls back what was staged for a look."""
