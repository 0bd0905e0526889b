"""The log of looks at personal data, read by those who answer for it (F:N4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cso_registry.domain.permission import DeniedError
from cso_registry.domain.roles import Role
from cso_registry.journal.moment import thai_time
from cso_registry.kernel.canonical import read_canonical
from cso_registry.kernel.ids import RecordId
from cso_registry.storage import desk
from cso_registry.storage.errors import told

if TYPE_CHECKING:
    from datetime import datetime

    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

READERS = (Role.ADMINISTRATOR, Role.AUDITOR)
DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Look:
    """One line of the log.

    Attributes:
        moment: When, in Thailand.
        what: What was done: `viewed`, `history`, `exported`, `denied`, a print and the like.
        record: What was looked at; for a denial the act that was refused.
    """

    moment: datetime
    officer: str
    what: str
    record: str


def read_looks(workspace: Workspace, session: Session, limit: int) -> list[Look]:
    """Return the newest `limit` lines, newest first; that they were read is logged, too.

    Raises:
        DeniedError: `looks.role_missing`, for all but administrators and auditors; logged.
    """
    officer = workspace.officer(session.officer)
    if not any(right.role in READERS for right in officer.rights_on(workspace.today)):
        workspace.note_look(session, "denied looks", RecordId(session.officer))
        raise DeniedError("looks.role_missing", roles=", ".join(READERS))
    with told():
        lines = desk.looks(workspace.connection)
    workspace.note_look(session, "looks", RecordId(session.officer))
    newest = lines[-limit:]
    newest.reverse()
    return [_look(read_canonical(line, limit=len(line))) for line in newest]


def _look(line: dict[str, Any]) -> Look:
    about = line.get("record") or line.get("act") or ""
    return Look(thai_time(line["at"]), line["officer"], line["what"], about)
