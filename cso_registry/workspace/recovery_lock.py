"""A registry is locked anew: with another passphrase, or for one more recovery key (F:N7)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cso_registry.domain.permission import DeniedError
from cso_registry.domain.roles import Role
from cso_registry.host.private_files import write_small_file
from cso_registry.kernel.ids import RecordId
from cso_registry.seal.passphrase import STANDARD_COST, Cost, require_strong
from cso_registry.seal.recovery import create_recovery_key, protect_identity
from cso_registry.seal.wrapped import PassphraseWrapped
from cso_registry.seal.wrapping import wrap_for_recovery, wrap_with_passphrase
from cso_registry.workspace.keeping import require_outside
from cso_registry.workspace.keyfile import read_key_file, write_key_file

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.seal.secret import Secret
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace


def require_administrator(workspace: Workspace, session: Session) -> None:
    """Refuse everybody but an administrator; the denial is logged.

    Raises:
        DeniedError: `recovery.role_missing`.
    """
    officer = workspace.officer(session.officer)
    if not any(right.role is Role.ADMINISTRATOR for right in officer.rights_on(workspace.today)):
        workspace.note_look(session, "denied recovery key", RecordId(session.officer))
        raise DeniedError("recovery.role_missing", roles=Role.ADMINISTRATOR.value)


def change_passphrase(
    workspace: Workspace, session: Session, passphrase: Secret, cost: Cost = STANDARD_COST
) -> None:
    """Lock the data key with a new passphrase, in place of the old one or of the keyring.

    Recovery keys go on opening it. Older backups open with what opened the registry then.

    Raises:
        InputError: A passphrase that is too weak.
        DeniedError: `recovery.role_missing`.
        KnownError: What the disk said; the old key file stands then.
    """
    require_strong(passphrase)
    require_administrator(workspace, session)
    kept = read_key_file(workspace.folder)
    locked = wrap_with_passphrase(workspace.data_key, passphrase, kept.binding, cost=cost)
    others = (one for one in kept.wrapped if not isinstance(one, PassphraseWrapped))
    write_key_file(workspace.folder, replace(kept, in_keyring=False, wrapped=(locked, *others)))
    workspace.note_look(session, "new passphrase", RecordId(session.officer))


def make_recovery_key(
    workspace: Workspace,
    session: Session,
    file: Path,
    passphrase: Secret,
    cost: Cost = STANDARD_COST,
) -> int:
    """Make a recovery key, write it to `file` behind `passphrase`, and lock for it.

    Returns:
        How many recovery keys open the registry now.

    Raises:
        InputError: `cli.inside_registry`.
        DeniedError: `recovery.role_missing`.
        KnownError: What the disk said; no file is left then.
    """
    require_outside(file, workspace.folder)
    require_administrator(workspace, session)
    key = create_recovery_key()
    write_small_file(file.absolute(), protect_identity(key, passphrase, cost=cost))
    try:
        return add_recovery_key(workspace, session, key.recipient)
    except BaseException:
        # It opens nothing: the registry was not locked for it.
        file.unlink(missing_ok=True)
        raise


def add_recovery_key(workspace: Workspace, session: Session, recipient: str) -> int:
    """Lock the data key for one more recovery key; return how many open the registry now.

    The keys that were there before go on opening it, and so do older backups with theirs.

    Raises:
        DeniedError: `recovery.role_missing`.
        KnownError: What the disk said; the old key file stands then.
    """
    require_administrator(workspace, session)
    kept = read_key_file(workspace.folder)
    wrapped = wrap_for_recovery(workspace.data_key, recipient, kept.binding)
    write_key_file(workspace.folder, replace(kept, wrapped=(*kept.wrapped, wrapped)))
    workspace.note_look(session, "recovery key", RecordId(session.officer))
    return len(kept.recipients) + 1
