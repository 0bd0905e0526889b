"""From a backup to a registry again, on this computer or another (F:X46)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.offices.acts import OpenDesk
from cso_registry.domain.offices.records import Office
from cso_registry.kernel.errors import KnownError
from cso_registry.kernel.ids import OfficeId, ReplicaId
from cso_registry.storage import desk
from cso_registry.storage.backup import (
    prove_unpacked,
    read_manifest,
    scratch_folder,
    unpack_backup,
    with_checkpoint,
)
from cso_registry.storage.connection import DATABASE_NAME, open_writer
from cso_registry.storage.errors import told
from cso_registry.storage.head_note import begin_note, head_of
from cso_registry.storage.store import Store
from cso_registry.storage.syncing import sync_folder
from cso_registry.storage.verify import Verification, no_progress
from cso_registry.workspace.keyfile import Keys, read_key_file, unlock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cso_registry.seal.secret import Secret
    from cso_registry.storage.verify import Progress
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

UNPROVED = ".unproved"


def restore(
    backup: Path, folder: Path, keys: Keys, new_replica: str, progress: Progress = no_progress
) -> Verification:
    """Unpack `backup` beside `folder`, prove it, and only then give it the name.

    The restored registry is a new replica: a chain continued twice would fork. Its
    desk has no mark until an administrator opens it with `open_desk`.

    Raises:
        KnownError: `restore.folder_not_empty`, `restore.not_sound`, a wrong key, or
            what the disk said; nothing is left in `folder` then.
        InputError: `backup.malformed`, `backup.changed`.
    """
    if folder.exists() and any(folder.iterdir()):
        raise KnownError("restore.folder_not_empty", folder=folder.name)
    # Before any folder is made: the drive with the backup may be gone.
    read_manifest(backup)
    with told(), scratch_folder(folder.with_name(folder.name + UNPROVED)) as unproved:
        manifest = unpack_backup(backup, unproved)
        key = unlock(read_key_file(unproved), keys)
        proof = prove_unpacked(unproved, key.reveal(), manifest, progress)
        renew_replica(unproved, key.reveal(), new_replica)
        if folder.exists():
            folder.rmdir()
        unproved.rename(folder)
        sync_folder(folder.parent)
    return proof


def rehearse_restore(
    backup: Path,
    scratch: Path,
    keys: Keys,
    progress: Progress = no_progress,
    look: Callable[[Path, Secret], None] = lambda _folder, _key: None,
) -> Verification:
    """Prove that `backup` can be restored, and leave nothing behind (F:X46).

    Args:
        backup: The file.
        scratch: Where it is unpacked meanwhile.
        keys: What it is opened with.
        progress: Told how far it is.
        look: Handed the proved registry and its key, before they are gone.

    Raises:
        KnownError: As `restore`.
        InputError: As `restore`.
    """
    with scratch_folder(scratch) as unproved:
        manifest = unpack_backup(backup, unproved)
        key = unlock(read_key_file(unproved), keys)
        proof = prove_unpacked(unproved, key.reveal(), manifest, progress)
        look(unproved, key)
        return proof


def open_desk(workspace: Workspace, session: Session, reason: str) -> str:
    """Open this desk after a restore or copy; return the mark of its numbers.

    The old series closes: numbers after the last known one are unproved.
    """
    office = workspace.office
    if not isinstance(office, Office):
        raise KnownError("restore.no_office")
    replica = workspace.performer.home.replica
    act = OpenDesk(office=OfficeId(office.id), replica=ReplicaId(replica), reason=reason)
    workspace.perform(act, session)
    mark = workspace.take_desk_mark()
    workspace.give_replica_key(session, reason)
    return mark


def renew_replica(folder: Path, key: bytes, new_replica: str) -> None:
    """Make the registry in `folder` a new replica, whose desk has no mark yet.

    Raises:
        KnownError: What the disk said.
    """
    connection = open_writer(folder / DATABASE_NAME, key)
    try:
        facts = {desk.REPLICA: new_replica, desk.DESK_MARK: desk.UNOPENED}
        Store(connection).run(lambda at_desk: desk.put_settings(at_desk, facts))
        with_checkpoint(connection)
        with told():
            begin_note(folder, head_of(connection))
    finally:
        connection.close()


__all__ = ["open_desk", "read_manifest", "rehearse_restore", "renew_replica", "restore"]
