"""How much waits for review or an answer, for the navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.workspace.delivery.work_page import waiting_work

if TYPE_CHECKING:
    from cso_registry.workspace.workspace import Workspace


def waiting(workspace: Workspace) -> int:
    """Return how many wait; run on a reading thread."""
    return waiting_work(workspace)
