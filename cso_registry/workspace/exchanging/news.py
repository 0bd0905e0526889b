"""What waits in exchange: bundles nobody read yet, and what others have not seen of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.workspace.exchanging.carried import unread_files
from cso_registry.workspace.exchanging.offices import offices_view

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.workspace.exchanging.offices import OfficesView
    from cso_registry.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class News:
    """What waits.

    Attributes:
        unread: Bundles in the folder of exchange that were not taken in.
        behind: Offices that are not known to have all of ours.
        silent: Offices that never spoke.
        unsent: The most entries that one office lacks.
    """

    has_joined: bool
    unread: int
    behind: int
    silent: int
    unsent: int


def news(workspace: Workspace, folder: Path | None) -> News:
    """Return what waits; it only reads."""
    if not workspace.is_desk_open:
        # A restored desk signs and sends nothing before it is opened.
        return News(has_joined=True, unread=0, behind=0, silent=0, unsent=0)
    view = offices_view(workspace)
    return News(
        view.has_joined,
        len(unread_files(workspace, folder)) if folder is not None else 0,
        *_behind(view),
    )


def _behind(view: OfficesView) -> tuple[int, int, int]:
    others = [one for one in view.offices if not one.is_own]
    lacking = [one.unseen for one in others if one.unseen]
    return len(lacking), sum(one.unseen is None for one in others), max(lacking, default=0)
