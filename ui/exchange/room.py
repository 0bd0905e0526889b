"""The room of exchange between offices."""

from __future__ import annotations

from typing import Final

from ui.commands.command import Command, Menu
from ui.shell.room import Room

MOST_BY_KEY: Final = 4
ROOM: Final = Room(
    name="exchange",
    icon="arrows-exchange",
    page="ui.exchange.page:ExchangePage",
    help="exchange",
    commands=(
        *(
            Command(f"conflict.use_{at}", Menu.RECORD, keys=f"Alt+{at}")
            for at in range(1, MOST_BY_KEY + 1)
        ),
        Command("exchange.offices", Menu.LIST, "building", "Ctrl+Shift+O"),
        Command("exchange.folders", Menu.LIST, "folder"),
    ),
    waiting="cso_registry.workspace.exchanging.conflict_desk:waiting_count",
    at_work="ui.exchange.watch:FolderWatch",
    group="office",
    keys="Ctrl+Shift+8",
)
