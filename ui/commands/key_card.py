"""The card of all keys, as a PDF to print and put beside the keyboard."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QKeySequence

from ui.commands.command import Menu
from ui.commands.thai_keys import sequences

if TYPE_CHECKING:
    from cso_registry.workspace.means import Program
    from ui.commands.catalogue import Catalogue
    from ui.look.speech import Speech

BETWEEN: Final = "   =   "
CIRCLE: Final = "\u25cc"


def key_card(commands: Catalogue, speech: Speech, program: Program) -> bytes:
    """Return the card in the language of the window, each key with its Thai twin."""
    from cso_registry.workspace.desk_sheets import SheetTable, draw_tables

    columns = (speech.say("ui.key_card.keys"), speech.say("ui.key_card.command"))
    tables = []
    for menu in Menu:
        rows = tuple(
            (spelt(one.keys), commands.words(one.id).removesuffix("…"))
            for one in commands
            if one.menu is menu and one.keys
        )
        if rows:
            heading = speech.say(f"ui.menu.{menu.value}").partition("(")[0].replace("&", "")
            tables.append(SheetTable(heading, columns, rows))
    return draw_tables(
        program,
        speech.language,
        title=speech.say("ui.key_card.title"),
        subtitle=speech.say("ui.app.name"),
        tables=tables,
    )


def spelt(keys: str) -> str:
    """Return a key sequence and its Thai twin as they are written on the keys."""
    native = QKeySequence.SequenceFormat.NativeText
    return BETWEEN.join(_on_circle(one.toString(native)) for one in sequences(keys))


def _on_circle(keys: str) -> str:
    """Return keys whose mark stands on a circle, as it is drawn on a keyboard."""
    is_mark = unicodedata.category(keys[-1]) == "Mn"
    return f"{keys[:-1]}{CIRCLE}{keys[-1]}" if is_mark else keys
