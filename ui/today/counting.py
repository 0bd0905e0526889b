"""How much presses, for the navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.workspace.today import Turn, duties

if TYPE_CHECKING:
    from cso_registry.workspace.workspace import Workspace


def pressing(workspace: Workspace) -> int:
    """Return how much is overdue or due; run on a reading thread."""
    found = duties(workspace.read, workspace.program, workspace.today)
    return found.counts[Turn.OVERDUE] + found.counts[Turn.DUE]
