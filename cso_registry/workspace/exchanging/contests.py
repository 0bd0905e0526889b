"""Contested legal acts that nobody settled yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.conflicts.records import Settlement, settled_entries
from cso_registry.storage.conflicts import ConflictTable

if TYPE_CHECKING:
    from cso_registry.storage.conflicts import ContestedAct
    from cso_registry.workspace.workspace import Workspace


def open_contests(workspace: Workspace) -> list[ContestedAct]:
    """Return the contested legal acts that nobody settled yet."""
    found = ConflictTable(workspace.connection).contested()
    settled = settled_entries(
        one
        for record in {act.record for act in found}
        for one in workspace.read.records_about(record, Settlement.type)
        if isinstance(one, Settlement)
    )
    return [act for act in found if act.other_hash not in settled.get(act.hash, frozenset())]
