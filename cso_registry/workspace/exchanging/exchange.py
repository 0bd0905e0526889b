"""The exchange room of one open registry; wires trust, bundles going out and coming in."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from shutil import copyfileobj
from typing import TYPE_CHECKING

from cso_registry.domain.offices.records import Officer
from cso_registry.domain.permission import DeniedError
from cso_registry.domain.roles import Role
from cso_registry.exchange.container import LARGEST as LARGEST_BUNDLE
from cso_registry.exchange.kit import LARGEST as KIT_HEAD
from cso_registry.exchange.kit import kit_head, read_kit_head
from cso_registry.host.file_names import safe_file_name
from cso_registry.host.private_files import new_whole_file
from cso_registry.kernel.canonical import canonical_bytes, digest
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.seal.fingerprint import read_fingerprint_words
from cso_registry.storage import desk
from cso_registry.storage.arriving import Arrivals
from cso_registry.storage.connection import small_cache
from cso_registry.storage.segments import PeerTable, SegmentTable
from cso_registry.storage.verify import no_progress
from cso_registry.workspace.exchanging.contests import open_contests
from cso_registry.workspace.exchanging.incoming import Incoming
from cso_registry.workspace.exchanging.marks import mark_of
from cso_registry.workspace.exchanging.outgoing import Files, Order, Outgoing
from cso_registry.workspace.exchanging.parties import ourselves
from cso_registry.workspace.exchanging.trusting import Trusting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import BinaryIO

    from cso_registry.domain.offices.records import Office
    from cso_registry.exchange.models import Manifest
    from cso_registry.seal.secret import Secret
    from cso_registry.storage.connection import Connection
    from cso_registry.storage.segments import Peer
    from cso_registry.storage.verify import Progress
    from cso_registry.workspace.exchanging.incoming import Inspected, Report
    from cso_registry.workspace.exchanging.outgoing import Preview
    from cso_registry.workspace.exchanging.parties import Ourselves
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

LARGEST_SEALED = LARGEST_BUNDLE + 1_000_000
SUFFIX = ".csob"
"""Of bundles; receipts are bundles without segments."""
EXCHANGERS = frozenset({Role.OFFICER, Role.HEAD, Role.ADMINISTRATOR})
"""Who carries bundles."""
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
"""Who changes what is trusted."""


@dataclass(frozen=True, slots=True)
class Written:
    """A bundle that was written."""

    file: Path
    manifest: Manifest


class _Joined:
    """Reads pieces one after the other."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left = pieces, b""

    def read(self, size: int, /) -> bytes:
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._left = piece
        given, self._left = self._left[:size], self._left[size:]
        return given


class Exchange:
    """What an officer does with other offices."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._store = workspace.store
        self._connection = workspace.connection

    @property
    def office(self) -> Office:
        """Return this office.

        Raises:
            KnownError: `restore.no_office`.
        """
        office = self._workspace.office
        if office is None:
            raise KnownError("restore.no_office")
        return office

    @property
    def trust(self) -> Trusting:
        """Return what is trusted here."""
        words = self._workspace.program.resources.text("texts/fingerprint_words.txt")
        return Trusting(
            self._store,
            self._connection,
            self.office,
            read_fingerprint_words(words),
            self._judge_again,
        )

    def preview(self, order: Order) -> list[Preview]:
        """Return what would go out; nothing is written but what is signed for good."""
        outgoing = self._outgoing()
        outgoing.cut()
        return outgoing.preview(order)

    def export(
        self, order: Order, out: Path, progress: Progress = no_progress, expected: int = 0
    ) -> list[Written]:
        """Write bundles to `out`; a second and later one gets its number in its name.

        Args:
            order: What goes to whom.
            out: The file.
            progress: Told bytes, of `expected`; may raise to cancel, and no file is left.
            expected: Bytes that a preview told.

        Raises:
            InputError, KnownError: See `Outgoing.make`, and what the disk said.
        """
        self._require_joined()
        outgoing = self._outgoing()
        outgoing.cut()
        files: list[Path] = []

        @contextmanager
        def opened(count: int) -> Iterator[BinaryIO]:
            file = out if count == 1 else out.with_stem(f"{out.stem}.{count}")
            with new_whole_file(file) as sink:
                yield sink
            files.append(file)

        try:
            made = outgoing.make(
                order,
                identities=self._workspace.program.means.identities.new,
                wall_ms=self._workspace.program.clock.now_ms(),
                open_sink=opened,
                progress=lambda done: progress(done, max(done, expected)),
            )
        except BaseException:
            for file in files:
                file.unlink(missing_ok=True)
            raise
        written = [Written(*pair) for pair in zip(files, made, strict=True)]
        for one in written:
            self._log("sent", one.manifest, {"file": one.file.name, "mark": mark_of(one.file)})
        return written

    def write_kit(self, to: str, out: Path, *, scope: str | None = None) -> list[Manifest]:
        """Write the kit of an office: the trust, and what it may read, sealed to it (F:X35).

        Raises:
            InputError: `exchange.unknown_office`.
            KnownError: `trust.not_joined`, and what the disk said.
        """
        self._require_joined()
        outgoing = self._outgoing()
        outgoing.cut()
        parts: list[Path] = []

        def opened(count: int) -> AbstractContextManager[BinaryIO]:
            parts.append(out.with_name(f"{out.name}.{count}.part"))
            return new_whole_file(parts[-1])

        try:
            made = outgoing.make(
                Order(to=(to,), everything=True, scope=scope),
                identities=self._workspace.program.means.identities.new,
                wall_ms=self._workspace.program.clock.now_ms(),
                open_sink=opened,
            )
            head = kit_head(self.trust.trusted.spelt, [part.stat().st_size for part in parts])
            with new_whole_file(out) as sink:
                sink.write(head)
                for part in parts:
                    with part.open("rb") as source:
                        copyfileobj(source, sink)
        finally:
            for part in parts:
                part.unlink(missing_ok=True)
        for manifest in made:
            self._log("sent", manifest, {"file": out.name})
        return made

    def kit_words(self, path: Path) -> tuple[str, ...]:
        """Return the words of the root in a kit, to be compared aloud before joining."""
        with path.open("rb") as source:
            spelt, _ = read_kit_head(source.read(KIT_HEAD))
        return self.trust.root_words(spelt)

    def join(
        self, path: Path, heard: Sequence[str], progress: Callable[[int, int], None]
    ) -> list[Report]:
        """Trust the root in a kit whose words were compared, and take its bundles.

        Raises:
            InputError: `bundle.malformed`.
            KnownError: `trust.other_words`, `trust.not_in_roster`; see `take`.
        """
        with path.open("rb") as source:
            spelt, places = read_kit_head(source.read(KIT_HEAD))
        if not self.trust.has_joined:
            self.trust.join(spelt, heard)
        reports = []
        for offset, size in places:
            with path.open("rb") as source:
                source.seek(offset)
                reports.append(self.take(BytesIO(source.read(min(size, LARGEST_SEALED))), progress))
        return reports

    def inspect(self, source: BinaryIO) -> Inspected:
        """Return what a bundle holds and what is missing before it; nothing is kept."""
        return self._incoming().inspect(source)

    def require_receipt(self, source: BinaryIO) -> None:
        """Make sure that a file is a receipt; where reading stands does not change.

        Raises:
            InputError: `bundle.no_receipt`; otherwise see `inspect`.
        """
        at = source.tell()
        if self.inspect(source).manifest.answers is None:
            raise InputError("bundle.no_receipt")
        source.seek(at)

    def take(
        self, source: BinaryIO, progress: Callable[[int, int], None], *, mark: str | None = None
    ) -> Report:
        """Import a bundle; see `Incoming.take`.

        Args:
            source: The bundle.
            progress: Told segments.
            mark: By what its file is known again.
        """
        with small_cache(self._connection):
            report = self._incoming().take(source, progress)
        self._workspace.refresh()
        if report.contested:
            # What was settled stays contested in the journal, and waits for nobody.
            report.contested = len(open_contests(self._workspace))
        answers = report.manifest.answers
        self._log(
            "received",
            report.manifest,
            {
                "receipt": report.receipt.model_dump(),
                # What others witness of us is kept with who said so.
                "answers": None if answers is None else answers.model_dump(),
                **({} if mark is None else {"mark": mark}),
            },
        )
        return report

    def write_receipt(self, report: Report, out: Path) -> Manifest:
        """Write the receipt of an imported bundle, to be carried back to its sender."""
        outgoing = self._outgoing()
        outgoing.cut()
        return outgoing.receipt(
            report.manifest.office,
            report.receipt,
            identities=self._workspace.program.means.identities.new,
            wall_ms=self._workspace.program.clock.now_ms(),
            open_sink=lambda _count: new_whole_file(out),
        )

    def require(self, session: Session, roles: frozenset[Role]) -> None:
        """Refuse an officer who holds none of `roles` today; a denial is logged.

        Raises:
            DeniedError: `exchange.role_missing`.
        """
        denied = self.denial(session, roles)
        if denied is not None:
            self._workspace.note_look(session, "denied exchange", session.officer)
            raise denied

    def denial(self, session: Session, roles: frozenset[Role]) -> DeniedError | None:
        """Return why an officer may not do this today; None when one of `roles` is held."""
        officer = self._workspace.read.record(session.acting_for or session.officer)
        rights = officer.rights_on(self._workspace.today) if isinstance(officer, Officer) else ()
        holds = any(right.role in roles for right in rights)
        return None if holds else DeniedError("exchange.role_missing")

    @property
    def identities(self) -> tuple[Secret, ...]:
        """Return the private keys that open what is sealed to this office."""
        return self._us().identities

    def read_again(self) -> int:
        """Fold what an older program had kept and could not read; return how many entries."""
        before = self.segments().unread_count()
        if before:
            self._store.take_in(lambda connection: self._judge_again(connection, frozenset()))
        return before - self.segments().unread_count()

    def peers(self) -> list[Peer]:
        """Return what each known replica last said that it has (F:X30)."""
        return list(PeerTable(self._connection).all())

    def conflict_count(self) -> int:
        """Return how many field groups wait for a decision."""
        return self._workspace.read.conflict_count()

    def has_news(self) -> bool:
        """Return whether something came or was done since the last bundle to our own desks."""
        return desk.setting(self._connection, desk.WATCHED) != self._have_spelt()

    def note_news_told(self) -> None:
        """Remember that our own desks were told everything up to now."""
        spelt = self._have_spelt()
        self._store.run(lambda at_desk: desk.put_setting(at_desk, desk.WATCHED, spelt))

    def all_desks_have_everything(self) -> bool:
        """Return whether every other desk of this office is known to have all that is here."""
        us = self._us()
        spoken = {peer.replica: peer for peer in self.peers()}
        lost = self.trust.trusted.roster.lost_of(us.office)
        others = [one for one in us.desks if one != us.replica and one not in lost]
        have = self.segments().have()
        return all(
            one in spoken
            and all(
                {(said[0], said[1]): said[2] for said in spoken[one].have}.get(stream, 0) >= seq
                for stream, seq in have.items()
            )
            for one in others
        )

    def _have_spelt(self) -> str:
        have = sorted((*stream, seq) for stream, seq in self.segments().have().items())
        return digest(canonical_bytes(have)).hex()

    def unseen(self) -> list[tuple[Peer, int]]:
        """Return each peer, and how many entries of ours it may read and is not known to have."""
        own, roster = self._workspace.performer.home.replica, self.trust.trusted.roster
        ours = [one for one in self.segments().have().items() if one[0][0] == own]
        found = []
        for peer in self.peers():
            office = roster.offices.get(peer.office)
            if office is not None and peer.replica in office.revoked:
                continue
            seen = {(one[0], one[1]): one[2] for one in peer.have}
            count = sum(
                max(0, seq - seen.get(stream, 0))
                for stream, seq in ours
                if office is not None and office.may_read(stream[1])
            )
            found.append((peer, count))
        return found

    def office_of(self, replica: str) -> str:
        """Return the office whose replica this is; empty when none of its entries is here."""
        return self._incoming().office_of(replica)

    def segments(self) -> SegmentTable:
        """Return the segments that are kept, with those that wait or were refused."""
        return SegmentTable(self._connection)

    def file_name(self, to: str) -> str:
        """Return a name for a bundle to an office."""
        code = self.trust.trusted.roster.offices[to].code
        identity = self.office.identity
        own = identity.code if identity is not None else ""
        return safe_file_name(f"{own}-{code}-{self._workspace.today.isoformat()}{SUFFIX}")

    def _require_joined(self) -> None:
        if not self.trust.has_joined:
            raise KnownError("trust.not_joined")

    def _outgoing(self) -> Outgoing:
        return Outgoing(
            self._store, self._connection, self._us(), self.trust.trusted, self._files()
        )

    def _incoming(self) -> Incoming:
        trust = self.trust
        return Incoming(
            self._store,
            self._connection,
            self._us(),
            roster=lambda: trust.trusted.roster,
            newer=trust.newer_roster,
            adopt=trust.adopt,
            keep_file=self._keep_file,
            holds_file=lambda sha256: self._files().size_of(sha256) is not None,
            wall_ms=self._workspace.program.clock.now_ms,
        )

    def _us(self) -> Ourselves:
        if not self._workspace.is_desk_open:
            raise KnownError("desk.unopened")
        return ourselves(
            self._connection,
            self.office,
            self._workspace.performer.home.replica,
            is_training=self._workspace.is_training,
            is_known=self._is_known,
        )

    def _is_known(self, public: str) -> bool:
        own = self.trust.trusted.roster.offices.get(str(self.office.id))
        return own is not None and own.has_key(public)

    def _files(self) -> Files:
        kept, connection = self._workspace.attachments, self._connection
        return Files(
            lambda sha256: kept.size_of(connection, bytes.fromhex(sha256)),
            lambda sha256, sink: kept.copy_to(connection, bytes.fromhex(sha256), sink),
        )

    def _keep_file(self, sha256: str, pieces: Iterator[bytes]) -> None:
        kept = self._workspace.attachments.add(_Joined(pieces))
        if kept.sha256.hex() != sha256:
            raise KnownError("attachment.changed", name=sha256[:12])

    def _judge_again(self, connection: Connection, replicas: frozenset[str]) -> None:
        incoming = self._incoming()
        arrivals = Arrivals(connection, incoming.fault_at)
        for replica in sorted(replicas):
            arrivals.judge_again(replica)
        arrivals.finish()

    def _log(self, what: str, manifest: Manifest, said: dict[str, object]) -> None:
        line = canonical_bytes(
            {
                "what": what,
                "bundle": manifest.bundle,
                "office": manifest.office,
                "to": manifest.to,
                "made": manifest.made,
                "at": self._workspace.program.clock.now_ms(),
                **said,
            }
        )
        self._store.run(lambda connection: desk.log_exchange(connection, line))
