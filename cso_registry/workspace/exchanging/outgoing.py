"""Bundles going out: by difference from what each receiver last said that it has."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import TYPE_CHECKING

from cso_registry.exchange.choosing import BUNDLE_BYTES, packed, wanted_of
from cso_registry.exchange.container import write_bundle
from cso_registry.exchange.models import (
    MOST_FILES,
    AttachmentPart,
    Manifest,
    PersonalBlock,
    Receipt,
    SignedSegment,
)
from cso_registry.exchange.personal import make_block
from cso_registry.exchange.segments import MOST_ENTRIES, entries_of, make_segment, runs
from cso_registry.exchange.vectors import Stream, as_plain, from_plain
from cso_registry.journal.entry import GENESIS
from cso_registry.journal.moment import moment_of
from cso_registry.kernel.canonical import digest
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.storage.journal import JournalTable
from cso_registry.storage.segments import KeptSegment, Peer, PeerTable, SegmentTable
from cso_registry.storage.wanted_files import wanted_files
from cso_registry.workspace.exchanging.still_told import StillTold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from typing import BinaryIO

    from cso_registry.exchange.roster import RosterOffice
    from cso_registry.exchange.vectors import HaveVector
    from cso_registry.storage.connection import Connection
    from cso_registry.storage.store import Store
    from cso_registry.workspace.exchanging.parties import Ourselves, Trusted

PART_BYTES = 8_000_000
_NAMED = re.compile(rb'"sha256":"([0-9a-f]{64})"')


@dataclass(frozen=True, slots=True)
class Order:
    """What is to go out.

    Attributes:
        to: Identities of the receiving offices.
        everything: Send all, not only what the receivers lack.
        scope: Only this province and the nation.
        redacted: Leave personal parts out, and attached files with them.
        attachments: Send attached files, not only their names.
        room: Most bytes of one file.
    """

    to: tuple[str, ...]
    everything: bool = False
    scope: str | None = None
    redacted: bool = False
    attachments: bool = True
    room: int = BUNDLE_BYTES

    @property
    def content_room(self) -> int:
        """Return the room for entries and files, beside roster, manifest and seal."""
        return self.room - self.room // 20


@dataclass(frozen=True, slots=True)
class Piece:
    """One segment with its personal block, or one part of an attached file."""

    segment: KeptSegment | None = None
    personal: tuple[int, bytes] | None = None
    left_out: tuple[str, ...] = ()
    """Attached files that its entries name and that are not sent."""
    attachment: AttachmentPart | None = None

    @property
    def room(self) -> int:
        """Return its bytes in the bundle."""
        if self.attachment is not None:
            return self.attachment.bytes
        own = 0 if self.segment is None else len(self.segment.content) + len(self.segment.signed)
        return own + (0 if self.personal is None else len(self.personal[1]))


@dataclass(slots=True)
class Preview:
    """What would go out to some offices, which all may read the same.

    Attributes:
        to: Identities of the offices.
        streams: First and last entry of each stream.
        bytes: Before sealing.
        missing_files: Attached files that entries name and that are not here.
        unreadable: The province that was asked for and that they may not read.
        has_personal: Whether personal parts of entries go out.
        still_told: What the entries tell in words, when they are to go without those parts.
    """

    to: tuple[str, ...] = ()
    entries: int = 0
    streams: dict[Stream, tuple[int, int]] = field(default_factory=dict)
    bytes: int = 0
    bundles: int = 0
    attachments: int = 0
    attachment_bytes: int = 0
    missing_files: list[str] = field(default_factory=list)
    unreadable: str | None = None
    has_personal: bool = False
    still_told: StillTold | None = None


class Files:
    """Attached files: which are held, how large, and their bytes; supplied by the workspace."""

    def __init__(
        self,
        size_of: Callable[[str], int | None],
        copy_to: Callable[[str, BinaryIO], None],
    ) -> None:
        self.size_of = size_of
        self.copy_to = copy_to


class Outgoing:
    """Makes bundles for one order."""

    def __init__(
        self, store: Store, connection: Connection, us: Ourselves, trusted: Trusted, files: Files
    ) -> None:
        self._store = store
        self._connection = connection
        self._us, self._trusted, self._files = us, trusted, files
        self._table = SegmentTable(connection)
        self._last_file: tuple[str, bytes] | None = None
        self._tell: Callable[[int], None] = lambda _done: None
        self._done = 0
        self._stopped: BaseException | None = None

    def cut(self) -> None:
        """Sign what stands in no segment yet; segments are kept for ever."""
        self._store.take_in(lambda _connection: self._cut_all())

    def _cut_all(self) -> None:
        for (replica, scope), last in sorted(self._table.have().items()):
            if replica in self._us.replica_keys:
                after = self._table.cut_after(replica, scope)
                if last > after:
                    self._cut(Stream(replica, scope), after)

    def _cut(self, stream: Stream, after: int) -> None:
        replica, scope = stream
        prev = self._table.hash_at(replica, scope, after) or GENESIS
        lo = after + 1
        while run := self._next_run(replica, scope, lo - 1):
            signed, content = make_segment(
                stream,
                lo,
                prev,
                run,
                self._us.certificates[replica],
                lambda kind, said: self._us.sign_as(replica, kind, said),
            )
            header = signed.header
            self._table.put(
                KeptSegment(
                    replica, scope, header.lo, header.hi, header.head, signed.spelt(), content
                )
            )
            lo, prev = header.hi + 1, header.head

    def _next_run(self, replica: str, scope: str, after: int) -> list[bytes]:
        entries = self._table.entries_after(replica, scope, after, MOST_ENTRIES)
        return next(runs(entries), [])

    def preview(self, order: Order) -> list[Preview]:
        """Return what `make` would write for each area of receivers, without writing it."""
        told = []
        for one in self._by_area(order):
            said = Preview(one.to, still_told=StillTold() if one.redacted else None)
            for pieces in packed(self._pieces(one, said), room=order.content_room):
                said.bundles += 1
                said.bytes += sum(piece.room for piece in pieces)
            may = all(office.may_read(one.scope or "00") for office in self._receivers(one))
            said.unreadable = None if may else one.scope
            told.append(said)
        return told

    def _by_area(self, order: Order) -> list[Order]:
        """Return an order for each group of receivers that may read the same.

        What is sealed to several is read by all of them.
        """
        areas: dict[str, list[str]] = {}
        for office in self._receivers(order):
            areas.setdefault(office.jurisdiction, []).append(office.office)
        return [replace(order, to=tuple(to)) for _, to in sorted(areas.items())]

    def make(
        self,
        order: Order,
        *,
        identities: Callable[[], str],
        wall_ms: int,
        open_sink: Callable[[int], AbstractContextManager[BinaryIO]],
        answers: Receipt | None = None,
        progress: Callable[[int], None] = lambda _done: None,
    ) -> list[Manifest]:
        """Write as many bundles as the order needs, at least one; return their manifests.

        Args:
            order: What is to go out.
            identities: Gives the identity of each bundle.
            wall_ms: What the clock says.
            open_sink: Opens the file of the n-th bundle, from 1, for writing.
            answers: The receipt that the first bundle carries.
            progress: Told how many bytes were written; may raise to cancel.

        Raises:
            InputError: `exchange.unknown_office`.
            KnownError: `exchange.no_seal`, when a receiver has no key to seal to.
        """
        made: list[Manifest] = []
        self._tell, self._done, self._stopped = progress, 0, None
        for one in self._by_area(order):
            before = len(made)
            for pieces in packed(self._pieces(one, Preview()), room=order.content_room):
                made.append(
                    self._bundle(
                        one, pieces, identities, wall_ms, open_sink, made, answers,
                        is_first=len(made) == before,
                    )
                )  # fmt: skip
            if len(made) == before:
                made.append(
                    self._bundle(
                        one, [], identities, wall_ms, open_sink, made, answers, is_first=True
                    )
                )
        return made

    def receipt(
        self,
        to: str,
        answers: Receipt,
        *,
        identities: Callable[[], str],
        wall_ms: int,
        open_sink: Callable[[int], AbstractContextManager[BinaryIO]],
    ) -> Manifest:
        """Write the receipt of a bundle, sealed to its sender."""
        order = Order(to=(to,))
        return self._bundle(order, [], identities, wall_ms, open_sink, [], answers, is_first=True)

    def _receivers(self, order: Order) -> list[RosterOffice]:
        found = []
        for named in order.to:
            office = self._trusted.roster.offices.get(named)
            if office is None:
                raise InputError("exchange.unknown_office", office=named)
            if not office.sealing:
                raise KnownError("exchange.no_seal", office=office.name_th)
            found.append(office)
        return found

    def _known(self, office: str, order: Order) -> HaveVector:
        """Return what an office last said that it has, at whichever of its desks."""
        if order.everything:
            return {}
        said = self._said_by(office)
        if office == self._us.office:
            return self._known_at_our_desks(said, order)
        return self._had_by(said[0], order) if said else {}

    def _said_by(self, office: str) -> list[Peer]:
        """Return what its computers last said, the newest first.

        What a lost one said before it was revoked is not what its office has now.
        """
        lost = self._trusted.roster.lost_of(office)
        peers = PeerTable(self._connection).all()
        return [peer for peer in peers if peer.office == office and peer.replica not in lost]

    def _had_by(self, peer: Peer, order: Order) -> HaveVector:
        """Return what a replica has, as far as it has it with its personal parts.

        It is not known to have what an earlier bundle left out, unless this one leaves it
        out as well, or it was not sent here either.
        """
        have = from_plain(peer.have)
        if order.redacted:
            return have
        own = self._table.without_personal()
        for replica, scope, first in peer.without_personal:
            if own.get((replica, scope)) != first:
                stream = Stream(replica, scope)
                have[stream] = min(have.get(stream, 0), first - 1)
        return have

    def _known_at_our_desks(self, said: list[Peer], order: Order) -> HaveVector:
        """Return what all other desks of this office have; nothing while one has not spoken.

        A revoked one is no longer waited for.
        """
        lost = self._trusted.roster.lost_of(self._us.office)
        spoken = {peer.replica: self._had_by(peer, order) for peer in said}
        others = [one for one in self._us.desks if one != self._us.replica and one not in lost]
        if not others or any(one not in spoken for one in others):
            return {}
        streams = set.intersection(*(set(spoken[one]) for one in others))
        return {stream: min(spoken[one][stream] for one in others) for stream in streams}

    def _pieces(self, order: Order, said: Preview) -> Iterator[Piece]:
        receivers = self._receivers(order)
        own = {Stream(*name): seq for name, seq in self._table.have().items()}
        known = [self._known(one.office, order) for one in receivers]
        # Nobody can say of a scan that it shows no person.
        with_files = order.attachments and not order.redacted
        named = dict.fromkeys(self._lacked(receivers)) if with_files else {}
        for wanted in wanted_of(own, known, receivers, scope=order.scope):
            last = wanted.after
            for kept in self._table.held_after(*wanted.stream, wanted.after):
                personal = None if order.redacted else self._personal(kept)
                said.has_personal |= personal is not None
                said.entries += kept.hi - max(last, kept.lo - 1)
                last = kept.hi
                bodies = self._bodies(kept)
                names = [found.decode() for body in bodies for found in _NAMED.findall(body)]
                if said.still_told is not None:
                    said.still_told.add(bodies, names)
                if with_files:
                    named.update(dict.fromkeys(names))
                    names = [one for one in names if self._files.size_of(one) is None]
                yield Piece(segment=kept, personal=personal, left_out=tuple(names))
            if last > wanted.after:
                said.streams[wanted.stream] = (wanted.after + 1, last)
        yield from self._attached(named, said, min(PART_BYTES, order.content_room))

    def _lacked(self, receivers: list[RosterOffice]) -> Iterator[str]:
        """Yield the files that are here and that receivers said they lack.

        Who knows the hash of a file has read an entry that names it.
        """
        for office in receivers:
            for peer in self._said_by(office.office):
                yield from (one for one in peer.lacking if self._files.size_of(one) is not None)

    def _personal(self, kept: KeptSegment) -> tuple[int, bytes] | None:
        parts = list(self._table.personal_between(kept.replica, kept.scope, kept.lo, kept.hi))
        return make_block(parts) if parts else None

    def _bodies(self, kept: KeptSegment) -> list[bytes]:
        return entries_of(SignedSegment.read(kept.signed).header, kept.content)

    def _attached(self, named: Iterable[str], said: Preview, room: int) -> Iterator[Piece]:
        for sha256 in named:
            size = self._files.size_of(sha256)
            if size is None:
                said.missing_files.append(sha256)
                continue
            said.attachments += 1
            said.attachment_bytes += size
            for offset in range(0, size, room):
                length = min(room, size - offset)
                yield Piece(
                    attachment=AttachmentPart(sha256=sha256, size=size, offset=offset, bytes=length)
                )

    def _bundle(
        self,
        order: Order,
        pieces: list[Piece],
        identities: Callable[[], str],
        wall_ms: int,
        open_sink: Callable[[int], AbstractContextManager[BinaryIO]],
        made: list[Manifest],
        answers: Receipt | None,
        *,
        is_first: bool,
    ) -> Manifest:
        segments = [piece for piece in pieces if piece.segment is not None]
        parts = [piece.attachment for piece in pieces if piece.attachment is not None]
        moment = moment_of(JournalTable(self._connection).last_of(self._us.replica), wall_ms)
        manifest = Manifest(
            bundle=identities(),
            made=moment.wall,
            time=str(moment.time),
            office=self._us.office,
            replica=self._us.replica,
            certificate=self._us.certificates[self._us.replica],
            to=order.to,
            training=self._us.is_training,
            redacted=order.redacted,
            have=as_plain({Stream(*name): seq for name, seq in self._table.have().items()}),
            roster_version=self._trusted.roster.version,
            roster_bytes=len(self._trusted.spelt) if is_first else 0,
            roster_sha256=self._trusted.sha256,
            segments=tuple(
                SignedSegment.read(piece.segment.signed) for piece in segments if piece.segment
            ),
            personal=tuple(
                PersonalBlock(
                    segment=at,
                    size=piece.personal[0],
                    bytes=len(piece.personal[1]),
                    sha256=digest(piece.personal[1]).hex(),
                )
                for at, piece in enumerate(segments)
                if piece.personal is not None
            ),
            attachments=tuple(parts),
            named_attachments=tuple(
                dict.fromkeys(name for piece in segments for name in piece.left_out)
            )[:MOST_FILES],
            lacking=wanted_files(self._connection, order.to[0]) if len(order.to) == 1 else (),
            without_personal=as_plain(
                {Stream(*name): seq for name, seq in self._table.without_personal().items()}
            ),
            answers=answers if is_first else None,
        )
        with open_sink(len(made) + 1) as sink:
            try:
                write_bundle(
                    manifest,
                    self._heard(self._members(manifest, segments, parts)),
                    sign=self._us.sign,
                    recipients=self._recipients(order),
                    sink=sink,
                )
            except Exception:
                # What seals is no Python and tells every exception as one of its own.
                if self._stopped is not None:
                    raise self._stopped from None
                raise
        return manifest

    def _recipients(self, order: Order) -> list[str]:
        roster = self._trusted.roster
        found = [one.sealing[0] for one in self._receivers(order)]
        own = roster.offices.get(self._us.office)
        if own is not None and own.sealing:
            found.append(own.sealing[0])
        if roster.recovery is not None:
            found.append(roster.recovery)
        return list(dict.fromkeys(found))

    def _members(
        self, manifest: Manifest, segments: list[Piece], parts: list[AttachmentPart]
    ) -> Iterator[bytes]:
        if manifest.roster_bytes:
            yield self._trusted.spelt
        for piece in segments:
            if piece.segment is not None:
                yield self._told(piece.segment.content)
        for piece in segments:
            if piece.personal is not None:
                yield self._told(piece.personal[1])
        for part in parts:
            yield from map(self._told, self._part(part))

    def _told(self, content: bytes) -> bytes:
        self._done += len(content)
        self._tell(self._done)
        return content

    def _heard(self, members: Iterator[bytes]) -> Iterator[bytes]:
        try:
            yield from members
        except BaseException as error:
            self._stopped = error
            raise

    def _part(self, part: AttachmentPart) -> Iterator[bytes]:
        content = self._whole(part.sha256)[part.offset : part.offset + part.bytes]
        if len(content) != part.bytes:
            raise KnownError("attachment.changed", name=part.sha256[:12])
        yield content

    def _whole(self, sha256: str) -> bytes:
        """Return a file's bytes; the parts of one file follow one another."""
        if self._last_file is None or self._last_file[0] != sha256:
            held = BytesIO()
            self._files.copy_to(sha256, held)
            self._last_file = (sha256, held.getvalue())
        return self._last_file[1]
