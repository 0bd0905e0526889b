"""Who may look at guarded data, and the log of looks, read by who answers for it (F:N4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cso_registry.domain.permission import DeniedError, refuse_unless_may_look
from cso_registry.domain.roles import NATION, Role
from cso_registry.journal.moment import thai_time
from cso_registry.kernel.canonical import read_canonical
from cso_registry.kernel.ids import RecordId
from cso_registry.storage import desk
from cso_registry.storage.errors import told

if TYPE_CHECKING:
    from datetime import datetime

    from cso_registry.domain.facts import Actor
    from cso_registry.domain.record import Record
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


def look_at(workspace: Workspace, session: Session, what: str, *records: RecordId) -> None:
    """Log that an officer looks at the guarded data of records, when they may see all of them.

    Raises:
        DeniedError: `look.role_missing` or `look.outside_jurisdiction`; the denial is logged.
    """
    actor = looking_officer(workspace, session)
    for one in records:
        record = workspace.read.record(one)
        try:
            refuse_unless_may_look(actor, NATION if record is None else record.scope)
        except DeniedError:
            workspace.note_look(session, f"denied {what}", one)
            raise
    for one in records:
        workspace.note_look(session, what, one)


def require_may_look(workspace: Workspace, session: Session, record: Record) -> None:
    """Make sure that an officer may see the guarded data of a record; nothing is logged.

    Raises:
        DeniedError: `look.role_missing` or `look.outside_jurisdiction`.
    """
    refuse_unless_may_look(looking_officer(workspace, session), record.scope)


def looking_officer(workspace: Workspace, session: Session) -> Actor:
    """Return an officer with the rights in force today.

    Raises:
        DeniedError: When the officer is not held, or acts for one without an order.
    """
    with workspace.performer.judging() as work:
        return work.actor(session)


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
