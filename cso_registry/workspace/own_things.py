"""What an officer keeps for themselves at this desk: views of lists, drafts of forms.

It lies in the encrypted store and nowhere else, is no part of the journal, and never
travels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.storage import desk
from cso_registry.storage.errors import told

if TYPE_CHECKING:
    from cso_registry.kernel.ids import OfficerId
    from cso_registry.workspace.workspace import Workspace


def own_things(workspace: Workspace, officer: OfficerId, start: str) -> dict[str, str]:
    """Return what `officer` keeps, by name, of the names that begin with `start`."""
    with told():
        return desk.preferences(workspace.connection, officer, start)


def keep(workspace: Workspace, officer: OfficerId, name: str, value: str | None) -> None:
    """Keep something under a name in place of what is there; None lets it go.

    Raises:
        KnownError: What the disk said.
    """
    workspace.store.run(lambda connection: desk.put_preference(connection, officer, name, value))
