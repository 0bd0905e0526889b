"""How a person gets into a registry, and how a new one comes about; shared by every door.

Window and command line ask in their own ways; what is done with the answers stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.host.folders import inspect_folder
from cso_registry.host.private_files import read_small_file, write_small_file
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.seal.passphrase import STANDARD_COST, Cost, require_strong
from cso_registry.seal.recovery import create_recovery_key, open_identity, protect_identity
from cso_registry.seal.secret import Secret
from cso_registry.workspace.keyfile import Keys, Locks
from cso_registry.workspace.ways import is_registry

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.host.folders import FolderWarning
    from cso_registry.kernel.ids import OfficerId
    from cso_registry.storage.verify import Progress
    from cso_registry.workspace.founding import Founding
    from cso_registry.workspace.means import Program

LARGEST_IDENTITY_FILE = 65_536
TRAINING_FOLDER = "training"
TRAINING_WORDS = "ฝึกหัด-ทะเบียน-ภาคี"
"""Opens the training registry for everyone: nothing in it is real."""
TRAINING_SUBJECTS, TRAINING_SEED = 300, 2569


def is_free(folder: Path) -> bool:
    """Return whether a registry can be made in `folder`."""
    from cso_registry.storage.connection import DATABASE_NAME

    return not is_registry(folder) and not (folder / DATABASE_NAME).exists()


def keyring_keys() -> Keys:
    """Return the keys that the keyring of this computer holds."""
    from cso_registry.host.keys import SystemKeyring

    return Keys(keyring=SystemKeyring())


def keys_of(passphrase: Secret) -> Keys:
    """Return what a typed passphrase opens."""
    return Keys(passphrase=passphrase)


def recovery_keys(file: Path, passphrase: Secret) -> Keys:
    """Return what a recovery key file opens.

    Raises:
        InputError: `cli.no_such_file`.
        KnownError: `seal.wrong_passphrase`, `seal.not_a_recovery_file`, ...
    """
    if not file.is_file():
        raise InputError("cli.no_such_file", path=str(file))
    content = read_small_file(file.resolve(), limit=LARGEST_IDENTITY_FILE)
    return Keys(recovery=open_identity(content, passphrase))


def typed(text: str) -> Secret:
    """Return what a person typed as a secret.

    Raises:
        InputError: `seal.secret_not_text`.
    """
    return Secret.of_text(text)


def require_good(secret: Secret, *, unlike: tuple[str, ...] = ()) -> None:
    """Make sure that a new secret is not easily guessed.

    Raises:
        InputError: What is wrong with it.
    """
    require_strong(secret, unlike=unlike)


def require_keyring() -> None:
    """Make sure that this computer has a keyring that keeps secrets.

    Raises:
        KnownError: `host.no_keyring`, `host.keyring_not_trusted`, ...
    """
    from cso_registry.host.keys import trusted_backend

    trusted_backend()


def folder_warnings(folder: Path) -> tuple[FolderWarning, ...]:
    """Return what a person should know before a registry stands in `folder`.

    Raises:
        KnownError: `host.folder_on_network`, `host.not_a_folder`.
    """
    return inspect_folder(folder)


def warning_values(warning: FolderWarning) -> dict[str, str]:
    """Return what stands in the gap of the sentence of a warning."""
    return {"program" if warning.key == "host.folder_is_synced" else "path": warning.detail}


@dataclass(frozen=True, slots=True)
class NewLocks:
    """How a new registry is to be locked.

    Attributes:
        passphrase: Opens it; None leaves the key to the keyring of this computer.
        recovery_file: Where the recovery key is to be put, if there is to be one.
        recovery_passphrase: Opens that file.
        cost: How long guessing takes.
    """

    passphrase: Secret | None
    recovery_file: Path | None = None
    recovery_passphrase: Secret | None = None
    cost: Cost = STANDARD_COST


def found_office(folder: Path, founding: Founding, new: NewLocks, program: Program) -> OfficerId:
    """Make a registry and its recovery key, both or neither; return the first officer.

    Raises:
        KnownError: `founding.folder_in_use`, or what disk and keyring said.
        InputError: A secret that is too weak.
        RefusedError: When the rules refuse the office.
    """
    from cso_registry.host.keys import SystemKeyring
    from cso_registry.storage.connection import DATABASE_NAME
    from cso_registry.workspace.founding import found_registry

    if not is_free(folder):
        raise KnownError("founding.folder_in_use", folder=folder.name)
    recovery = create_recovery_key()
    locks = Locks(
        passphrase=new.passphrase,
        keyring=SystemKeyring() if new.passphrase is None else None,
        recipient=None if new.recovery_file is None else recovery.recipient,
        cost=new.cost,
    )
    if new.recovery_file is not None and new.recovery_passphrase is not None:
        content = protect_identity(recovery, new.recovery_passphrase, cost=new.cost)
        write_small_file(new.recovery_file.absolute(), content)
    try:
        return found_registry(folder, founding, locks, program)
    except BaseException:
        if new.recovery_file is not None and not (folder / DATABASE_NAME).exists():
            # It opens nothing: its registry was not made.
            new.recovery_file.unlink(missing_ok=True)
        raise


def keep_file(path: Path, content: bytes) -> None:
    """Write a small file of the office's own.

    Raises:
        KnownError: What the disk said.
    """
    write_small_file(path.absolute(), content)


def training_folder(data: Path) -> Path:
    """Return where the training registry stands below the folder of registries."""
    return data / TRAINING_FOLDER


def training_keys() -> Keys:
    """Return what opens the training registry."""
    return Keys(passphrase=Secret.of_text(TRAINING_WORDS))


def make_training(
    folder: Path,
    program: Program,
    *,
    progress: Progress | None = None,
    cost: Cost = STANDARD_COST,
    subjects: int = TRAINING_SUBJECTS,
) -> OfficerId:
    """Make a training registry with invented subjects; return its one officer."""
    from cso_registry.storage.verify import no_progress
    from cso_registry.workspace.founding import Founding, found_registry
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.sampling import add_samples
    from cso_registry.workspace.workspace import Workspace

    secret = Secret.of_text(TRAINING_WORDS)
    texts = program.texts
    founding = Founding(
        code=texts.text("welcome.code", "th"),
        name_th=texts.text("welcome.office", "th"),
        name_en=texts.text("welcome.office", "en"),
        province=None,
        title=None,
        given=texts.text("welcome.given", "th"),
        family=texts.text("welcome.family", "th"),
        position=None,
        secret=secret,
        is_training=True,
    )
    founder = found_registry(folder, founding, Locks(passphrase=secret, cost=cost), program)
    with Workspace.opened(folder, training_keys(), program) as workspace:
        session = Session(founder)
        add_samples(
            workspace, session, count=subjects, seed=TRAINING_SEED, progress=progress or no_progress
        )
    return founder
