"""The room of certificates."""

from __future__ import annotations

from typing import Final

from ui.commands.command import Command, Menu
from ui.shell.room import Room

ROOM: Final = Room(
    name="certification",
    icon="certificate",
    page="ui.certification.page:CertificationPage",
    help="certificates",
    records=("certificate",),
    commands=(
        Command("certification.check", Menu.RECORD, "shield-check", "Ctrl+Shift+K", more=True),
        Command("certification.issue_all", Menu.LIST, "rubber-stamp", "Ctrl+Shift+I", more=True),
    ),
    group="register",
    keys="Ctrl+4",
)
