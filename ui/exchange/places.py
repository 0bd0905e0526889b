"""The folders of exchange at this desk: where bundles are carried, and the office's shared one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ui.settings.keeper import Keeper

ROOM: Final = "exchange"
CARRIED, SHARED, EVERY = "folder", "shared", "every"
"""Names under which they are kept in the preferences of the desk."""


def kept(keeper: Keeper, name: str) -> str:
    """Return what was chosen under a name; empty for nothing."""
    return keeper.now.rooms.get(ROOM, {}).get(name, "")


def keep(keeper: Keeper, **chosen: str) -> None:
    """Keep what was chosen."""
    before = keeper.now.rooms
    keeper.choose(rooms={**before, ROOM: {**before.get(ROOM, {}), **chosen}})


def carried_folder(keeper: Keeper) -> Path | None:
    """Return the folder in which bundles are carried."""
    chosen = kept(keeper, CARRIED)
    return Path(chosen) if chosen else None


def beside(keeper: Keeper, name: str) -> str:
    """Return a path for a new file where bundles are carried, else in the person's folder."""
    return str((carried_folder(keeper) or Path.home()) / name)
