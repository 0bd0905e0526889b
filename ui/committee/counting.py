"""How much waits for a committee, for the navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.workspace.committee.waiting_cases import waiting_cases

if TYPE_CHECKING:
    from cso_registry.workspace.workspace import Workspace


def waiting(workspace: Workspace) -> int:
    """Return how many cases wait for a meeting; run on a reading thread."""
    return len(waiting_cases(workspace, needed_only=True))
