"""An open registry; it wires the parts together and delegates."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from cso_registry.domain.offices.acts import ChangeSecret, ConfirmClock, ResetSecret
from cso_registry.domain.offices.records import Office, Officer
from cso_registry.domain.organizations.privacy_acts import ErasePersonalData
from cso_registry.host.lock import RegistryLock
from cso_registry.journal.moment import thai_time, wall_ms_of
from cso_registry.kernel.errors import KnownError
from cso_registry.storage import desk
from cso_registry.storage.attachments import Attachments
from cso_registry.storage.backup import Manifest, make_backup
from cso_registry.storage.connection import DATABASE_NAME, open_reader, open_writer
from cso_registry.storage.errors import told
from cso_registry.storage.reading import Reading
from cso_registry.storage.schema import is_current, migrate, migration_scripts
from cso_registry.storage.store import ChangeSet, Store
from cso_registry.storage.verify import Finding, Prover, Verification, no_progress
from cso_registry.workspace.amendments import AMENDING, with_amendments
from cso_registry.workspace.attaching import keep_file, save_copy
from cso_registry.workspace.keyfile import Keys, read_key_file, unlock
from cso_registry.workspace.performing import HomeOffice, Performer, Session, home_of
from cso_registry.workspace.sign_in import SignIn, find_officer, new_verifier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from cso_registry.domain.act import Act
    from cso_registry.domain.organizations.records import Attachment
    from cso_registry.kernel.ids import OfficerId, RecordId
    from cso_registry.seal.secret import Secret
    from cso_registry.storage.connection import Connection
    from cso_registry.storage.verify import Progress
    from cso_registry.workspace.means import Program


@dataclass(frozen=True, slots=True)
class OpenedParts:
    """What one open registry is made of."""

    folder: Path
    key: Secret
    connection: Connection
    lock: RegistryLock
    program: Program


class Workspace:
    """An open registry. Belongs to the thread that opened it.

    Attributes:
        read: Answers what screens and commands ask.
        program: The program's texts, lists and means.
        is_training: Whether its data are invented; its papers say so.
    """

    def __init__(self, parts: OpenedParts) -> None:
        self._parts = parts
        self._store = Store(parts.connection)
        self.folder = parts.folder
        self.read = Reading(parts.connection)
        self.program = with_amendments(parts.program, self.read)
        self.is_training = desk.setting(parts.connection, desk.TRAINING) == "yes"
        self.registry = desk.setting(parts.connection, desk.REGISTRY_ID) or ""
        self._performer = Performer(self._store, self.program.means, self._home())
        self.attachments = Attachments(parts.folder, self._store, parts.key)

    @classmethod
    @contextmanager
    def opened(cls, folder: Path, keys: Keys, program: Program) -> Iterator[Workspace]:
        """Open the registry in `folder` for the length of a block.

        Raises:
            KnownError: `keyfile.missing`, `seal.wrong_passphrase`,
                `host.registry_in_use`, `storage.newer_file`, and what the disk said.
        """
        workspace = cls.open(folder, keys, program)
        try:
            yield workspace
        finally:
            workspace.close()

    @classmethod
    def open(cls, folder: Path, keys: Keys, program: Program) -> Workspace:
        """Open the registry in `folder`; see `opened`."""
        kept = read_key_file(folder)
        key = unlock(kept, keys)
        lock = RegistryLock(folder, program.clock.now_ms())
        lock.acquire()
        try:
            database = folder / DATABASE_NAME
            # A reader never makes the file: a registry whose database is gone says so.
            open_reader(database, key.reveal()).close()
            connection = open_writer(database, key.reveal())
            try:
                with told():
                    if not is_current(connection, migration_scripts()):
                        migrate(connection)
                    return cls(OpenedParts(folder, key, connection, lock, program))
            except BaseException:
                connection.close()
                raise
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
        """Close the registry; what was acknowledged is on the disk already."""
        self._parts.connection.close()
        self._parts.lock.release()

    @property
    def office(self) -> Office | None:
        """Return the office of this registry, None before it is founded."""
        return next(
            (found for found in self.read.records("office") if isinstance(found, Office)), None
        )

    @property
    def today(self) -> date:
        """Return the date in Thailand."""
        return thai_time(self.program.clock.now_ms()).date()

    @property
    def performer(self) -> Performer:
        """Return what performs runs of acts, for imports."""
        return self._performer

    def officer(self, named: str) -> Officer:
        """Return an officer by id or name; see `find_officer`."""
        known = (found for found in self.read.records("officer") if isinstance(found, Officer))
        return find_officer(known, named)

    def sign_in(self, officer: OfficerId, secret: Secret) -> Session:
        """Return a session of `officer`; see `SignIn.enter`."""
        return SignIn(self._parts.connection, self._store, self.program.clock).enter(
            officer, secret
        )

    def perform(self, act: Act, session: Session) -> ChangeSet:
        """Do one act; see `Performer.perform`."""
        done = self._performer.perform(act, session)
        if done.kind == ErasePersonalData.kind:
            # What was removed must not lie on in the write-ahead log.
            self._store.bring_in_log()
        if done.kind in AMENDING:
            self.program = with_amendments(self._parts.program, self.read)
            self._performer = Performer(self._store, self.program.means, self._home())
        return done

    def set_secret(self, act: ChangeSecret | ResetSecret, secret: Secret, session: Session) -> None:
        """Change or reset an officer's secret; the act and the verifier together."""
        found = self.read.record(act.officer)
        officer = found if isinstance(found, Officer) else None
        made = new_verifier(secret, officer)
        self._performer.perform(
            act,
            session,
            beside=lambda connection: desk.put_verifier(connection, act.officer, made),
        )

    def appoint(self, act: Act, officer: OfficerId, secret: Secret, session: Session) -> ChangeSet:
        """Appoint an officer with a first secret, which they must change."""
        made = new_verifier(secret, None)
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
        """Save a kept file of `record` as a new file of `folder`; the look is logged."""
        self.note_look(session, "saved attachment", record)
        return save_copy(
            lambda target: self.copy_attachment(attachment, target), attachment.name, folder
        )

    def verify(self, progress: Progress = no_progress) -> Verification:
        """Prove the whole registry: journal, tables, attachments, log of looks."""
        parts = self._parts
        found = Prover(parts.connection, parts.folder / DATABASE_NAME, parts.key.reveal()).prove(
            progress
        )
        with told():
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
        line = {
            "at": self.program.clock.now_ms(),
            "officer": session.officer,
            "what": what,
            "record": record,
        }
        self._store.run(lambda connection: desk.log_look(connection, line))

    def take_desk_mark(self) -> str:
        """Number from now on under the mark that the office gave this desk."""
        office, replica = self.office, self._performer.home.replica
        mark = office.desks[replica].mark if office is not None else ""
        self._store.run(lambda connection: desk.put_setting(connection, desk.DESK_MARK, mark))
        self._performer.home = self._home()
        return mark

    def _home(self) -> HomeOffice:
        return home_of(self._parts.connection, self.office)
