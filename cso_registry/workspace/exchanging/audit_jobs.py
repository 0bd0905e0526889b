"""What an auditor does with a file: a bundle or a backup proved anew, and the report on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.exchange.file_kinds import FileKind
from cso_registry.host.private_files import write_small_file
from cso_registry.journal.moment import thai_time
from cso_registry.kernel.canonical import canonical_bytes, digest
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.seal.fingerprint import fingerprint_words, read_fingerprint_words
from cso_registry.storage.verify import no_progress
from cso_registry.workspace.exchanging.audit_content import known_in
from cso_registry.workspace.exchanging.auditing import (
    Audit,
    Fault,
    Proved,
    audit_bundle,
    audit_of_backup,
    audit_report,
)
from cso_registry.workspace.exchanging.carried import kind_of
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.telling import names_of
from cso_registry.workspace.restoring import read_manifest, rehearse_restore
from cso_registry.workspace.workspace import ReadingDoor

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.exchange.roster import RosterOffice
    from cso_registry.seal.secret import Secret
    from cso_registry.storage.verify import Progress
    from cso_registry.workspace.exchanging.audit_content import Known
    from cso_registry.workspace.exchanging.telling import OfficeNames
    from cso_registry.workspace.keyfile import Keys
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.workspace import Workspace

REGISTRY = "registry"


@dataclass(frozen=True, slots=True)
class Audited:
    """What the proof found, with what its report needs.

    Attributes:
        names: Of offices, by identity.
        words: Of the root that came with the file and was compared with nobody.
        known: What a registry knows of the records of the file, when it was proved in one.
    """

    audit: Audit
    names: OfficeNames
    words: tuple[str, ...]
    known: Known | None = None


def is_backup(file: Path) -> bool:
    """Return whether a file is a backup.

    Raises:
        InputError: `cli.no_such_file`.
    """
    return kind_of(file) is FileKind.BACKUP


def audit_with_registry(workspace: Workspace, file: Path, language: Language) -> Audited:
    """Prove a bundle with the keys and the roster of an open registry; nothing is kept.

    Args:
        workspace: The open registry.
        file: The bundle.
        language: Of what the registry knows of its records.

    Raises:
        InputError, KnownError: When it cannot be opened at all.
    """
    room = Exchange(workspace)
    with file.open("rb") as source:
        made = audit_bundle(source, file.name, room.identities, room.trust.trusted.roster)
    return Audited(made, names_of(room), (), known_in(workspace, made.content, language))


def audit_with_key(file: Path, keys: Keys, program: Program) -> Audited:
    """Prove a bundle with a recovery key and the roster in it.

    Raises:
        InputError: `audit.needs_key`.
        KnownError: When it cannot be opened at all.
    """
    if keys.recovery is None:
        raise InputError("audit.needs_key")
    with file.open("rb") as source:
        made = audit_bundle(source, file.name, [keys.recovery.identity], None)
    return Audited(made, made.offices, _words(made, program))


def audit_backup(
    file: Path, scratch: Path, keys: Keys, program: Program, progress: Progress = no_progress
) -> Audited:
    """Prove a backup by restoring it beside; nothing of it stays.

    Raises:
        InputError, KnownError: When it cannot be opened at all.
    """
    offices: dict[str, str] = {}
    names: dict[str, RosterOffice] = {}
    own = [""]

    def look(folder: Path, key: Secret) -> None:
        workspace = ReadingDoor(folder, key, program).open()
        try:
            if workspace.office is not None:
                room = Exchange(workspace)
                own[0] = str(room.office.id)
                names.update(names_of(room))
                replicas = {replica for replica, _ in room.segments().have()}
                offices.update(_offices_of(room, replicas) if workspace.is_desk_open else {})
        finally:
            workspace.close()

    proof = rehearse_restore(file.absolute(), scratch, keys, progress, look)
    made = audit_of_backup(file, read_manifest(file), proof, office=own[0], offices=offices)
    return Audited(made, names, _words(made, program))


def _offices_of(room: Exchange, replicas: Iterable[str]) -> dict[str, str]:
    return {replica: room.office_of(replica) for replica in replicas}


def audit_registry(workspace: Workspace, progress: Progress = no_progress) -> Audited:
    """Prove the open registry: every chain, every table, every attached file.

    Raises:
        KnownError: `restore.no_office`, and what the disk said.
    """
    office = workspace.office
    if office is None or office.identity is None:
        raise KnownError("restore.no_office")
    proof = workspace.verify(progress)
    heads = canonical_bytes([list(one) for one in proof.heads])
    made = Audit(
        REGISTRY,
        office.identity.name_th,
        digest(heads).hex(),
        str(office.id),
        thai_time(workspace.program.clock.now_ms()).isoformat(timespec="seconds"),
        entries=proof.entries,
        records=proof.records,
    )
    made.findings += [Fault(one.key, one.where) for one in proof.findings]
    room = Exchange(workspace)
    made.streams += [
        Proved(
            room.office_of(replica) if workspace.is_desk_open else "",
            replica,
            scope,
            1,
            seq,
            head,
        )
        for replica, scope, seq, head in proof.heads
    ]
    return Audited(made, names_of(room), ())


def report_of(audited: Audited, program: Program, language: Language, today: date) -> bytes:
    """Return the report of a proof as PDF (D-38)."""
    names, words = audited.names, audited.words
    return audit_report(
        audited.audit, program, language, today, names=names, words=words, known=audited.known
    )


def save_report(
    audited: Audited, out: Path, program: Program, language: Language, today: date
) -> None:
    """Write the report of a proof.

    Raises:
        KnownError: What the disk said.
    """
    write_small_file(out.absolute(), report_of(audited, program, language, today))


def _words(made: Audit, program: Program) -> tuple[str, ...]:
    if made.root is None:
        return ()
    listed = program.resources.text("texts/fingerprint_words.txt")
    return fingerprint_words(made.root, read_fingerprint_words(listed))
