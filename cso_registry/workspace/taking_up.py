"""Goes on with a registry whose journal went back behind what was acknowledged.

Two things bring that about. An older write-ahead log lies beside the database and hides
what the file holds: then nothing is lost, and the log is put aside. Or the database is
an older copy: then acts are gone, and their numbers may stand on letters already, so it
goes on only as a restored registry does, as a new replica whose desk must be opened.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.host.lock import RegistryLock
from cso_registry.kernel.errors import KnownError
from cso_registry.storage.backup import scratch_folder
from cso_registry.storage.connection import DATABASE_NAME, open_writer
from cso_registry.storage.errors import told
from cso_registry.storage.head_note import head_of, holds, read_note
from cso_registry.storage.schema import migrate
from cso_registry.storage.standing import LOG, UNREADABLE, WENT_BACK, require_last
from cso_registry.storage.syncing import sync_folder
from cso_registry.storage.verify import Prover, Verification, no_progress
from cso_registry.workspace.keyfile import Keys, read_key_file, unlock
from cso_registry.workspace.restoring import renew_replica

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.storage.head_note import Head
    from cso_registry.storage.verify import Progress
    from cso_registry.workspace.performing import Clock

TRYING = "unproved"


@dataclass(frozen=True, slots=True)
class TakenUp:
    """How a registry goes on.

    Attributes:
        noted: Number of the last entry that was acknowledged.
        found: Number of the last entry there is.
        is_whole: Whether nothing was lost; otherwise the desk must be opened.
        proof: What the proof of the registry found.
    """

    noted: int
    found: int
    is_whole: bool
    proof: Verification


def take_up(
    folder: Path, keys: Keys, clock: Clock, new_replica: str, progress: Progress = no_progress
) -> TakenUp:
    """Go on with the registry in `folder`, whose opening says that it went back.

    That is `storage.rolled_back` or `storage.foreign_log`.

    Raises:
        KnownError: `restore.nothing_lost`, when its journal holds what was acknowledged;
            `restore.not_sound`, when it does not prove itself; a wrong key, or what the
            disk said.
    """
    key = unlock(read_key_file(folder), keys).reveal()
    now_ms = clock.now_ms()
    with RegistryLock(folder, now_ms), told():
        if _is_last(folder, key):
            raise KnownError("restore.nothing_lost")
        noted = read_note(folder)
        best = _best(folder, key, noted, progress)
        log = folder / LOG
        if log.exists() and not best.with_log:
            log.rename(log.with_name(f"{log.name}.old-{now_ms}"))
            sync_folder(folder)
        if not best.is_whole:
            renew_replica(folder, key, new_replica)
    return TakenUp((noted or best.head).entry, best.head.entry, best.is_whole, best.proof)


def _is_last(folder: Path, key: bytes) -> bool:
    try:
        require_last(folder, key)
    except KnownError as error:
        if error.key in WENT_BACK:
            return False
        raise
    return True


@dataclass(frozen=True, slots=True)
class _Left:
    """What is left, read in one of two ways."""

    with_log: bool
    is_whole: bool
    head: Head
    proof: Verification


def _best(folder: Path, key: bytes, noted: Head | None, progress: Progress) -> _Left:
    """Return the sound reading that goes furthest.

    A log is brought into whatever database it lies beside, also one that it does not
    belong to; so each reading is tried on a copy, and nothing is touched before.
    """
    ways = (False, True) if (folder / LOG).exists() else (False,)
    tried = [_tried(folder, key, noted, progress, with_log=way) for way in ways]
    sound = [one for one in tried if isinstance(one, _Left)]
    if not sound:
        raise KnownError("restore.not_sound", where=" / ".join(str(one) for one in tried))
    return max(sound, key=lambda one: (one.is_whole, one.head.entry))


def _tried(
    folder: Path, key: bytes, noted: Head | None, progress: Progress, *, with_log: bool
) -> _Left | str:
    """Prove a copy; return where it is not sound otherwise."""
    with scratch_folder(folder / TRYING) as scratch:
        database = scratch / DATABASE_NAME
        shutil.copyfile(folder / DATABASE_NAME, database)
        if with_log:
            shutil.copyfile(folder / LOG, scratch / LOG)
        try:
            with told(), closing(open_writer(database, key)) as connection:
                migrate(connection)
                proof = Prover(connection, database, key).prove(progress)
                if not proof.is_sound:
                    return proof.findings[0].where
                is_whole = noted is not None and holds(connection, noted)
                return _Left(with_log, is_whole, head_of(connection), proof)
        except KnownError as error:
            if error.key in UNREADABLE:
                return DATABASE_NAME
            raise
