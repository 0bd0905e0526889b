"""Leaving a desk for another computer, and what a backup does not hold (F:Q2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cso_registry.domain.permission import DeniedError
from cso_registry.domain.roles import Role
from cso_registry.journal.moment import thai_time, wall_ms_of
from cso_registry.kernel.errors import KnownError
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.backup import Manifest, read_manifest
from cso_registry.workspace.record_titles import title_of_record

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

MOST_TOLD: Final = 50
CLOSED: Final = "desk closed"


@dataclass(frozen=True, slots=True)
class ActSince:
    """An act that a backup does not hold: when, its kind, and what it was about."""

    moment: datetime
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A backup beside the registry that is open.

    Attributes:
        is_of_this: Whether it is a backup of this registry.
        missing: How many acts of this registry it does not hold.
        since: The newest of them, newest first.
    """

    manifest: Manifest
    is_of_this: bool
    missing: int
    since: tuple[ActSince, ...]


def compare_backup(workspace: Workspace, file: Path) -> Compared:
    """Return what a backup holds, and what this registry holds beyond it.

    Raises:
        InputError: `backup.malformed`.
        KnownError: `backup.newer_form`.
    """
    manifest = read_manifest(file)
    if manifest.registry != workspace.registry:
        return Compared(manifest, is_of_this=False, missing=0, since=())
    beyond = workspace.read.beyond
    since = tuple(
        ActSince(
            thai_time(wall_ms_of(one.wall)),
            one.kind,
            title_of_record(workspace.read.record(RecordId.read(one.records[0].record))),
        )
        for one in beyond.newest(manifest.heads, MOST_TOLD)
    )
    return Compared(manifest, is_of_this=True, missing=beyond.count(manifest.heads), since=since)


def close_desk(workspace: Workspace, session: Session, saved: Manifest) -> None:
    """Close this desk for good: it can be read, and records nothing any more.

    Only the same act that opens a restored desk opens it again, under another mark.

    Args:
        workspace: The registry of this desk.
        session: An administrator.
        saved: The backup from which work goes on elsewhere.

    Raises:
        DeniedError: `moving.role_missing`; logged.
        KnownError: `moving.other_registry`; `moving.recorded_since`, when the backup does
            not hold everything.
    """
    officer = workspace.officer(session.officer)
    if not any(right.role is Role.ADMINISTRATOR for right in officer.rights_on(workspace.today)):
        workspace.note_look(session, "denied close desk", RecordId(session.officer))
        raise DeniedError("moving.role_missing", roles=Role.ADMINISTRATOR.value)
    if saved.registry != workspace.registry:
        raise KnownError("moving.other_registry")
    missing = workspace.read.beyond.count(saved.heads)
    if missing:
        raise KnownError("moving.recorded_since", count=missing)
    workspace.leave_desk()
    workspace.note_look(session, CLOSED, RecordId(session.officer))
