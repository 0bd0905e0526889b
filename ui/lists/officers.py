"""The names of officers, for whoever shows whose something is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.offices.records import Officer

if TYPE_CHECKING:
    from cso_registry.workspace.workspace import Workspace


def officer_names(workspace: Workspace) -> dict[str, str]:
    """Return the names of all officers by identity."""
    found = workspace.read.records(Officer.type)
    return {str(one.id): one.display_name for one in found if isinstance(one, Officer)}
