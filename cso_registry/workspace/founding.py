"""From an empty folder to an office with a registry of its own."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.offices.acts import FoundOffice
from cso_registry.domain.offices.records import Level
from cso_registry.host.disk_faults import disk_faults_named
from cso_registry.host.folders import require_writable
from cso_registry.host.private_files import make_private_folder, sync_folder
from cso_registry.journal.moment import thai_time
from cso_registry.kernel.errors import KnownError
from cso_registry.kernel.ids import OfficeId, OfficerId, ReplicaId
from cso_registry.seal.secret import Secret
from cso_registry.storage import desk
from cso_registry.storage.connection import DATABASE_NAME, open_writer
from cso_registry.storage.head_note import NAME as HEAD_NOTE
from cso_registry.storage.head_note import begin_note, head_of
from cso_registry.storage.schema import migrate
from cso_registry.storage.store import Store
from cso_registry.workspace.keyfile import Locks, lock, write_key_file
from cso_registry.workspace.office_keys import founding_keys, keep_private
from cso_registry.workspace.performing import FOUNDER, HomeOffice, Performer
from cso_registry.workspace.sign_in import new_verifier
from cso_registry.workspace.ways import NAME

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.domain.offices.records import OfficeKey
    from cso_registry.storage.connection import Connection
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.office_keys import NewKey


UNFINISHED = f"{DATABASE_NAME}.founding"
IN_USE = (NAME, DATABASE_NAME, f"{DATABASE_NAME}-wal")
"""A log without its database may hold somebody's last acts; beside ours it would be read."""


@dataclass(frozen=True, slots=True)
class Founding:
    """What a person says when founding an office.

    Attributes:
        code: Stands first in the numbers of the office.
        province: Two digits for a provincial office, None for the national one.
        is_training: Marks a registry with invented data: watermarked papers, and it
            never exchanges with a real office.
    """

    code: str
    name_th: str
    name_en: str | None
    province: str | None
    given: str
    family: str
    title: str | None
    position: str | None
    secret: Secret
    is_training: bool = False


def found_registry(folder: Path, founding: Founding, locks: Locks, program: Program) -> OfficerId:
    """Make a registry in `folder` and found its office; return its first officer.

    Raises:
        KnownError: `founding.folder_in_use`, or what disk and keyring said; nothing
            usable is left behind then.
        RefusedError: When the rules refuse the office.
    """
    with disk_faults_named(folder):
        _clear(folder)
        if any((folder / name).exists() for name in IN_USE):
            raise KnownError("founding.folder_in_use", folder=folder.name)
    make_private_folder(folder)
    require_writable(folder)
    means = program.means
    replica = ReplicaId(means.identities.new())
    keys = founding_keys(thai_time(means.clock.now_ms()).date(), replica)
    public = tuple(key.public for key in keys)
    act = _act(founding, means.identities.new(), means.identities.new(), replica, public)
    verifier = new_verifier(founding.secret, None, locks.cost)
    data_key = Secret.random_key()
    registry = means.identities.new()
    kept = lock(registry, data_key, locks)
    connection = open_writer(folder / UNFINISHED, data_key.reveal())
    try:
        migrate(connection)
        store = Store(connection)
        facts = _facts(registry, act, is_training=founding.is_training)
        store.run(lambda at_desk: desk.put_settings(at_desk, facts))
        home = HomeOffice(None, founding.code, founding.province or "00", act.replica, "")
        Performer(store, means, home).perform(
            act, FOUNDER, beside=lambda at_desk: _keep(at_desk, act.founder, verifier, keys)
        )
        # Closing would do the same, but would not say that it failed.
        store.bring_in_log()
        head = head_of(connection)
        connection.close()
        write_key_file(folder, kept)
        # The last step: without a database of this name the folder can be used again.
        with disk_faults_named(folder):
            begin_note(folder, head)
            (folder / UNFINISHED).rename(folder / DATABASE_NAME)
            sync_folder(folder)
    except BaseException:
        connection.close()
        _clear(folder)
        if locks.keyring is not None:
            with suppress(KnownError):
                locks.keyring.forget(registry)
        raise
    return act.founder


def _keep(
    connection: Connection, founder: OfficerId, verifier: str, keys: tuple[NewKey, ...]
) -> None:
    desk.put_verifier(connection, founder, verifier)
    keep_private(connection, keys)


def _act(
    founding: Founding, office: str, founder: str, replica: ReplicaId, keys: tuple[OfficeKey, ...]
) -> FoundOffice:
    return FoundOffice(
        office=OfficeId(office),
        founder=OfficerId(founder),
        code=founding.code,
        name_th=founding.name_th,
        name_en=founding.name_en,
        level=Level.NATIONAL if founding.province is None else Level.PROVINCIAL,
        province=founding.province,
        founder_title=founding.title,
        founder_given=founding.given,
        founder_family=founding.family,
        founder_position=founding.position,
        replica=replica,
        keys=keys,
    )


def _facts(registry: str, act: FoundOffice, *, is_training: bool) -> dict[str, str]:
    return {
        desk.REGISTRY_ID: registry,
        desk.OFFICE: act.office,
        desk.REPLICA: act.replica,
        desk.DESK_MARK: "",
        desk.TRAINING: "yes" if is_training else "no",
    }


def _clear(folder: Path) -> None:
    """Take away what a founding left that was cut short, and nothing else."""
    if not (folder / UNFINISHED).exists():
        return
    if not (folder / DATABASE_NAME).exists():
        (folder / NAME).unlink(missing_ok=True)
        (folder / HEAD_NOTE).unlink(missing_ok=True)
    for suffix in ("-wal", "-shm", "-journal", ""):
        (folder / f"{UNFINISHED}{suffix}").unlink(missing_ok=True)
