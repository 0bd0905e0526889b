"""An open registry; it wires the parts together and delegates."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from cso_registry.domain.offices.acts import ChangeSecret, ConfirmClock, RenewKeys, ResetSecret
from cso_registry.domain.offices.records import KeyPurpose, Office, Officer
from cso_registry.domain.organizations.privacy_acts import ErasePersonalData
from cso_registry.host.lock import RegistryLock
from cso_registry.journal.moment import require_registry_year, thai_time, wall_ms_of
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.kernel.ids import OfficeId, ReplicaId
from cso_registry.seal.passphrase import STANDARD_COST, Cost, check_verifier
from cso_registry.storage import desk
from cso_registry.storage.attachments import Attachments
from cso_registry.storage.backup import Manifest, make_backup
from cso_registry.storage.connection import DATABASE_NAME, open_reader, open_writer
from cso_registry.storage.errors import told
from cso_registry.storage.head_note import HeadNote, head_of
from cso_registry.storage.reading import Reading
from cso_registry.storage.schema import is_current, make_whole, migrate, migration_scripts
from cso_registry.storage.standing import require_last
from cso_registry.storage.store import ChangeSet, Store
from cso_registry.storage.unread import can_be_read_now
from cso_registry.storage.verify import Finding, Prover, Verification, no_progress
from cso_registry.workspace.amendments import AMENDING, with_amendments
from cso_registry.workspace.attaching import files_named, keep_file, save_copy
from cso_registry.workspace.keyfile import Keys, read_key_file, unlock
from cso_registry.workspace.look_log import look_at
from cso_registry.workspace.office_keys import (
    NewKey,
    OfficeSigner,
    founding_keys,
    keep_private,
    new_key,
)
from cso_registry.workspace.performing import HomeOffice, Performer, Session, home_of
from cso_registry.workspace.sign_in import SignIn, find_officer, new_verifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from cso_registry.domain.act import Act
    from cso_registry.domain.organizations.records import Attachment
    from cso_registry.kernel.ids import OfficerId, RecordId
    from cso_registry.seal.secret import Secret
    from cso_registry.storage.connection import Connection
    from cso_registry.storage.verify import Progress
    from cso_registry.workspace.means import Program


LARGEST_ATTACHMENT = "attachment.maximum_mebibytes"
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class OpenedParts:
    """What one open registry is made of."""

    folder: Path
    key: Secret
    connection: Connection
    lock: RegistryLock | None
    note: HeadNote | None
    program: Program
    cost: Cost = STANDARD_COST


@dataclass(frozen=True, slots=True)
class ReadingDoor:
    """Opens an open registry once more, for another thread of this process, to read only."""

    folder: Path
    key: Secret
    program: Program

    def open(self) -> Workspace:
        """Return a workspace of the thread that calls; everything that writes is refused.

        Raises:
            KnownError: What the disk said; `storage.read_only`, later, from what writes.
        """
        connection = open_reader(self.folder / DATABASE_NAME, self.key.reveal())
        try:
            with told():
                parts = OpenedParts(self.folder, self.key, connection, None, None, self.program)
                return Workspace(parts)
        except BaseException:
            connection.close()
            raise


class Workspace:
    """An open registry. Belongs to the thread that opened it.

    Attributes:
        read: Answers what screens and commands ask.
        program: The program's texts, lists and means.
        is_training: Whether its data are invented; its papers say so.
    """

    def __init__(self, parts: OpenedParts) -> None:
        self._parts = parts
        self._store = Store(parts.connection, note=parts.note)
        self.folder = parts.folder
        self.read = Reading(parts.connection)
        self.program = with_amendments(parts.program, self.read, self._home().scope)
        self.is_training = desk.setting(parts.connection, desk.TRAINING) == "yes"
        self.registry = desk.setting(parts.connection, desk.REGISTRY_ID) or ""
        self._performer = Performer(self._store, self.program.means, self._home())
        largest = self.program.policies.number(LARGEST_ATTACHMENT, self.today) * MEBIBYTE
        self.attachments = Attachments(parts.folder, self._store, parts.key, largest)

    @classmethod
    @contextmanager
    def opened(cls, folder: Path, keys: Keys, program: Program) -> Iterator[Workspace]:
        """Open the registry in `folder` for the length of a block.

        Raises:
            KnownError: `clock.wrong_era`, `keyfile.missing`, `seal.wrong_passphrase`,
                `host.registry_in_use`, `storage.newer_file`, `storage.rolled_back`,
                `storage.foreign_log`, and what the disk said.
        """
        workspace = cls.open(folder, keys, program)
        try:
            yield workspace
        finally:
            workspace.close()

    @classmethod
    def open(cls, folder: Path, keys: Keys, program: Program) -> Workspace:
        """Open the registry in `folder`; see `opened`."""
        require_registry_year(program.clock.now_ms())
        kept = read_key_file(folder)
        key = unlock(kept, keys)
        lock = RegistryLock(folder, program.clock.now_ms())
        lock.acquire()
        try:
            database = folder / DATABASE_NAME
            require_last(folder, key.reveal())
            connection = open_writer(database, key.reveal())
            try:
                try:
                    make_whole(connection)
                except KnownError as error:
                    # On a full disk one asks more slowly, but asks.
                    if error.key != "storage.disk_full":
                        raise
                with told():
                    if not is_current(connection, migration_scripts()):
                        migrate(connection)
                    note = HeadNote.opened(folder, head_of(connection))
                try:
                    with told():
                        made = cls(
                            OpenedParts(folder, key, connection, lock, note, program, kept.cost)
                        )
                        made.read_again()
                except BaseException:
                    note.close()
                    raise
                else:
                    return made
            except BaseException:
                connection.close()
                raise
        except BaseException:
            lock.release()
            raise

    def read_again(self) -> None:
        """Fold what an older program had kept and could not read, after an update."""
        # Rooms are opened in a workspace, and this one only when there is something to do.
        if self.office is not None and can_be_read_now(self._parts.connection):
            from cso_registry.workspace.exchanging.exchange import Exchange  # noqa: PLC0415

            Exchange(self).read_again()

    def close(self) -> None:
        """Close the registry; what was acknowledged is on the disk already."""
        self._parts.connection.close()
        if self._parts.note is not None:
            self._parts.note.close()
        if self._parts.lock is not None:
            self._parts.lock.release()

    def reading_door(self) -> ReadingDoor:
        """Return what other threads open for themselves, to read beside this workspace."""
        return ReadingDoor(self.folder, self._parts.key, self._parts.program)

    @contextmanager
    def held_still(self, is_unwanted: Callable[[], bool]) -> Iterator[Workspace]:
        """Read one state for the length of a block, whatever is written meanwhile.

        Args:
            is_unwanted: Asked often while the database works; True ends the question.

        Raises:
            KnownError: `storage.cancelled`, when the answer is not wanted any more.
        """
        connection = self._parts.connection
        with told():
            connection.stop_when(is_unwanted)
            connection.execute("BEGIN")
        try:
            yield self
        finally:
            connection.stop_when(None)
            with told():
                connection.execute("ROLLBACK")

    @property
    def store(self) -> Store:
        """Return the writing side, for the rooms of this package."""
        return self._store

    @property
    def connection(self) -> Connection:
        """Return the writer's connection, for the rooms of this package."""
        return self._parts.connection

    @property
    def data_key(self) -> Secret:
        """Return the key of the store, for the rooms of this package that lock it."""
        return self._parts.key

    def refresh(self) -> None:
        """Read lists, settings and the office anew, after entries have come from elsewhere."""
        self.program = with_amendments(self._parts.program, self.read, self._home().scope)
        self._performer = Performer(self._store, self.program.means, self._home())

    @property
    def office(self) -> Office | None:
        """Return the office of this registry, None before it is founded."""
        named = desk.setting(self._parts.connection, desk.OFFICE)
        found = None if named is None else self.read.record(OfficeId.read(named))
        return found if isinstance(found, Office) else None

    @property
    def is_desk_open(self) -> bool:
        """Return whether this desk may number; after a restore an administrator opens it."""
        return self._home().desk_mark != desk.UNOPENED

    @property
    def today(self) -> date:
        """Return the date in Thailand."""
        return thai_time(self.program.clock.now_ms()).date()

    @property
    def performer(self) -> Performer:
        """Return what performs runs of acts, for imports."""
        return self._performer

    def officer(self, named: str) -> Officer:
        """Return an officer by id, or one of this desk by name; see `find_officer`."""
        known = [found for found in self.read.records("officer") if isinstance(found, Officer)]
        by_id = [one for one in known if one.id == named]
        return find_officer(by_id or self.officers_here(), named)

    def officers_here(self) -> list[Officer]:
        """Return the officers who can sign in at this desk; others come by exchange."""
        connection = self._parts.connection
        return [
            found
            for found in self.read.records("officer")
            if isinstance(found, Officer)
            and desk.verifier(connection, found.officer_id) is not None
        ]

    def sign_in(self, officer: OfficerId, secret: Secret, *, to_change: bool = False) -> Session:
        """Return a session of `officer`; see `SignIn.enter`.

        `to_change` is for changing the secret alone: a first one allows nothing else.
        """
        found = self.read.record(officer)
        credential = found.credential if isinstance(found, Officer) else None
        is_first = credential is not None and credential.must_change and not to_change
        door = SignIn(self._parts.connection, self._store, self.program.clock)
        return door.enter(officer, secret, is_first=is_first)

    def perform(self, act: Act, session: Session) -> ChangeSet:
        """Do one act; see `Performer.perform`.

        Raises:
            InputError: `attachment.not_kept`, when it names a file that is not kept here.
        """
        for sha256, name in files_named(act):
            if self.attachments.size_of(self._parts.connection, bytes.fromhex(sha256)) is None:
                raise InputError("attachment.not_kept", name=name)
        done = self._performer.perform(act, session)
        if done.kind == ErasePersonalData.kind:
            # What was removed must not lie on in the write-ahead log.
            self._store.bring_in_log()
        if done.kind in AMENDING:
            self.refresh()
        return done

    def judge(self, act: Act, session: Session) -> None:
        """Decide one act as `perform` would now, and write nothing.

        Raises:
            RefusedError: With every reason, when rules refuse it.
            DeniedError: When the officer has no right to it.
            InputError: When it names what is not there.
        """
        with self._performer.judging() as work:
            work.judge(act, session)

    def set_secret(self, act: ChangeSecret | ResetSecret, secret: Secret, session: Session) -> None:
        """Change or reset an officer's secret; the act and the verifier together.

        Raises:
            InputError: `sign_in.same_secret`, when one's own is changed into itself: a first
                secret would go on being known to two.
        """
        known = desk.verifier(self._parts.connection, act.officer)
        if isinstance(act, ChangeSecret) and known is not None and check_verifier(secret, known[0]):
            raise InputError("sign_in.same_secret")
        found = self.read.record(act.officer)
        officer = found if isinstance(found, Officer) else None
        made = new_verifier(secret, officer, self._parts.cost)
        self._performer.perform(
            act,
            session,
            beside=lambda connection: desk.put_verifier(connection, act.officer, made),
        )

    def appoint(self, act: Act, officer: OfficerId, secret: Secret, session: Session) -> ChangeSet:
        """Appoint an officer with a first secret, which they must change."""
        made = new_verifier(secret, None, self._parts.cost)
        return self._performer.perform(
            act,
            session,
            beside=lambda connection: desk.put_verifier(connection, officer, made),
        )

    def confirm_clock(self, session: Session, reason: str) -> None:
        """Let an administrator confirm a clock that had jumped."""
        office = self._performer.home.office
        if office is None:
            raise KnownError("restore.no_office")
        self._performer.perform(ConfirmClock(office=office, reason=reason), session)

    def signer(self) -> OfficeSigner:
        """Return what signs for this office; see `OfficeSigner`."""
        office = self.office
        if office is None:
            raise KnownError("restore.no_office")
        return OfficeSigner(self._parts.connection, office)

    def renew_keys(self, session: Session, reason: str, *, compromised: bool = False) -> None:
        """Take new keys of the office and of this replica into use; the old ones end.

        The office must be admitted with them before others know its new signing key.

        Raises:
            DeniedError: When the officer is no administrator.
        """
        keys = founding_keys(self.today, ReplicaId(self._performer.home.replica))
        self._take_keys(keys, session, reason, compromised=compromised)

    def give_replica_key(self, session: Session, reason: str) -> None:
        """Make the key with which this replica signs, after it became one of its own."""
        replica = ReplicaId(self._performer.home.replica)
        key = new_key(KeyPurpose.REPLICA, self.today, replica)
        self._take_keys((key,), session, reason, compromised=False)

    def _take_keys(
        self, keys: tuple[NewKey, ...], session: Session, reason: str, *, compromised: bool
    ) -> None:
        office = self._performer.home.office
        if office is None:
            raise KnownError("restore.no_office")
        act = RenewKeys(
            office=office,
            keys=tuple(key.public for key in keys),
            compromised=compromised,
            reason=reason,
        )
        self._performer.perform(act, session, beside=lambda at_desk: keep_private(at_desk, keys))

    def attach(self, source: BinaryIO, name: str) -> Attachment:
        """Keep a file and return how a document names it; see `keep_file`."""
        return keep_file(self.attachments, source, name)

    def copy_attachment(self, attachment: Attachment, target: BinaryIO) -> None:
        """Write the content of a kept file to `target`."""
        sha256 = bytes.fromhex(attachment.sha256)
        self.attachments.copy_to(self._parts.connection, sha256, target)

    def save_attachment(
        self, attachment: Attachment, folder: Path, record: RecordId, session: Session
    ) -> Path:
        """Save a kept file of `record` as a new file of `folder`; see `look_at`."""
        look_at(self, session, "saved attachment", record)
        return save_copy(
            lambda target: self.copy_attachment(attachment, target), attachment.name, folder
        )

    def verify(self, progress: Progress = no_progress) -> Verification:
        """Prove the whole registry: journal, tables, attachments, log of looks."""
        parts = self._parts
        database = parts.folder / DATABASE_NAME
        with told():
            found = Prover(parts.connection, database, parts.key.reveal()).prove(progress)
            for name in self.attachments.faults(parts.connection):
                found.findings.append(Finding("verify.attachment_changed", name))
            line = desk.first_changed_look(parts.connection)
        if line is not None:
            found.findings.append(Finding("verify.looks_changed", f"line {line}"))
        return found

    def back_up(self, target: Path, progress: Progress = no_progress) -> Manifest:
        """Write a proved backup to `target`; see `make_backup`."""
        parts = self._parts
        now = thai_time(self.program.clock.now_ms())
        made = make_backup(
            parts.folder,
            target,
            parts.connection,
            parts.key.reveal(),
            registry=self.registry,
            made=now.isoformat(timespec="seconds"),
            progress=progress,
        )
        self._store.run(
            lambda connection: desk.put_setting(connection, desk.LAST_BACKUP, made.made)
        )
        self.attachments.sweep(parts.connection)
        if parts.note is not None:
            parts.note.sync()
        return made

    @staticmethod
    def day_of(wall: str) -> date:
        """Return the date in Thailand of an entry's wall clock."""
        return thai_time(wall_ms_of(wall)).date()

    @property
    def last_backup(self) -> str | None:
        """Return when the last proved backup was made, as ISO 8601 in Thailand."""
        return desk.setting(self._parts.connection, desk.LAST_BACKUP)

    @property
    def last_proof(self) -> str | None:
        """Return when a restore was last rehearsed (F:X46)."""
        return desk.setting(self._parts.connection, desk.LAST_PROOF)

    def note_proof(self) -> None:
        """Remember that the restore of a backup was rehearsed just now."""
        now = thai_time(self.program.clock.now_ms()).isoformat(timespec="seconds")
        self._store.run(lambda connection: desk.put_setting(connection, desk.LAST_PROOF, now))

    def note_look(self, session: Session, what: str, record: RecordId) -> None:
        """Log that personal data was viewed, printed or exported (F:N4)."""
        line = self._look(session, what, record)
        self._store.run(lambda connection: desk.log_look(connection, line))

    def note_look_within(self, session: Session, what: str, record: RecordId) -> None:
        """Log a look inside the transaction now open; see `note_look`."""
        line = self._look(session, what, record)
        self._store.within(lambda connection: desk.log_look(connection, line))

    def _look(self, session: Session, what: str, record: RecordId) -> dict[str, object]:
        now = self.program.clock.now_ms()
        return {"at": now, "officer": session.officer, "what": what, "record": record}

    def take_desk_mark(self) -> str:
        """Number from now on under the mark that the office gave this desk."""
        office, replica = self.office, self._performer.home.replica
        mark = office.desks[replica].mark if office is not None else ""
        self._store.run(lambda connection: desk.put_setting(connection, desk.DESK_MARK, mark))
        self._performer.home = self._home()
        return mark

    def leave_desk(self) -> None:
        """Record nothing at this desk any more, until it is opened under another mark."""
        self._store.run(
            lambda connection: desk.put_setting(connection, desk.DESK_MARK, desk.UNOPENED)
        )
        self._performer.home = self._home()

    def _home(self) -> HomeOffice:
        return home_of(self._parts.connection, self.office)
