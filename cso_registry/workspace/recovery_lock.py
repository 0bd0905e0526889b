"""A recovery key is added to a registry that was founded without one, or with another (F:N7)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cso_registry.domain.permission import DeniedError
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import RecordId
from cso_registry.seal.wrapping import wrap_for_recovery
from cso_registry.workspace.keyfile import read_key_file, write_key_file

if TYPE_CHECKING:
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
