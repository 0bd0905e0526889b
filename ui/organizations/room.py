"""The room of the register."""

from __future__ import annotations

from typing import Final

from ui.shell.room import Room

ROOM: Final = Room(
    name="organizations",
    icon="building-community",
    page="ui.organizations.page:OrganizationsPage",
    help="register",
    records=("organization",),
    group="register",
    keys="Ctrl+2",
)
