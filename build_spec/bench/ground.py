"""Registries to measure on: founded, filled with invented subjects, thrown away after."""

from __future__ import annotations

import gc
import hashlib
import os
import shutil
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cso_registry.domain.offices.records import Office
from cso_registry.seal.passphrase import Cost
from cso_registry.seal.secret import Secret
from cso_registry.storage.connection import DATABASE_NAME, LEGAL, Durability, open_writer
from cso_registry.storage.reading import Reading
from cso_registry.storage.store import Store
from cso_registry.workspace.founding import Founding, found_registry
from cso_registry.workspace.keyfile import Keys, Locks, read_key_file, unlock
from cso_registry.workspace.means import Program, this_program
from cso_registry.workspace.performing import Performer, Session, home_of
from cso_registry.workspace.sampling import sample_acts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cso_registry.domain.act import Act
    from cso_registry.storage.connection import Connection

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
KEPT = BUILD / "bench-data"
MEMORY_DISK = Path("/dev/shm")  # noqa: S108 - the very thing measured; a random folder in it
PASSPHRASE = Secret.of_text("correct horse battery staple for a bench")
CHEAP = Cost(memory_kib=8 * 1_024, passes=1, lanes=1)
SEED = 2569
FAST = Durability(synchronous="off")


@cache
def program() -> Program:
    """Return the program, its lists loaded once."""
    return this_program()


@contextmanager
def scratch(*, in_memory: bool = False) -> Iterator[Path]:
    """Give an empty folder on disk, or in memory, and remove it afterwards."""
    parent = MEMORY_DISK if in_memory and MEMORY_DISK.is_dir() else KEPT
    parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def settle() -> None:
    """Have what was done before ended, in memory and on the disk, so that it is not measured."""
    gc.collect()
    os.sync()


def found(folder: Path, *, code: str = "ชม", province: str | None = None) -> Session:
    """Found an office in `folder` and return a session of its founder."""
    founding = Founding(
        code=code,
        name_th="สำนักงานสมมติ",
        name_en="Invented office",
        province=province,
        title=None,
        given="สมมติ",
        family="ตัวอย่าง",
        position="ผู้ทดสอบ",
        secret=PASSPHRASE,
        is_training=True,
    )
    locks = Locks(passphrase=PASSPHRASE, cost=CHEAP)
    return Session(found_registry(folder, founding, locks, program()))


def keys() -> Keys:
    """Return what opens a registry of the bench."""
    return Keys(passphrase=PASSPHRASE)


def data_key(folder: Path) -> bytes:
    """Return the data key of a registry of the bench."""
    return unlock(read_key_file(folder), keys()).reveal()


class Desk:
    """The writing side of a registry, wired as the workspace wires it.

    Attributes:
        connection: The one that writes.
        performer: Performs acts.
    """

    def __init__(self, folder: Path, session: Session, durability: Durability = LEGAL) -> None:
        self.connection: Connection = open_writer(
            folder / DATABASE_NAME, data_key(folder), durability
        )
        offices = Reading(self.connection).records("office")
        office = next((one for one in offices if isinstance(one, Office)), None)
        home = home_of(self.connection, office)
        self.performer = Performer(Store(self.connection), program().means, home)
        self._session = session

    def save(self, act: Act) -> None:
        """Do one act, durable on return."""
        self.performer.perform(act, self._session)

    def fill(self, acts: Iterable[Act]) -> None:
        """Do many acts in one transaction."""
        with self.performer.performing() as work:
            for act in acts:
                work.perform(act, self._session)

    def close(self) -> None:
        """Close the registry."""
        self.connection.close()


def registrations(count: int) -> Iterator[Act]:
    """Yield the acts that register invented subjects."""
    return sample_acts(program(), count=count, seed=SEED)


def digest_of(*folders: str) -> str:
    """Return a short hash of everything in some folders of the project."""
    made = hashlib.sha256()
    for folder in folders:
        base = ROOT / folder
        for path in [base] if base.is_file() else sorted(base.rglob("*")):
            if path.is_file() and path.suffix in {".py", ".sql", ".toml"}:
                made.update(path.read_bytes())
    return made.hexdigest()[:12]
