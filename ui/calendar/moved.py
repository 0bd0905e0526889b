"""What a day or a setting that was decided moved, said in the message bar of any room (F:I3)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from cso_registry.workspace.clocks.move_words import amended_words
from cso_registry.workspace.clocks.moves import NOTHING_AMENDED, amended
from cso_registry.workspace.subject_file.standing_subjects import nobody_watches
from ui.shell.room import Message

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from cso_registry.workspace.clocks.calendar import ClockRules
    from cso_registry.workspace.clocks.moves import Amended
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings

MOST_LINES: Final = 200
CALENDAR, SETTLE, NOTICES = "calendar", "settle", "notices"
"""The rooms in which it is decided, and what opens the form of it in the calendar."""


def tell_moved(
    around: Surroundings, owner: QObject, before: ClockRules, *, if_nothing: bool
) -> None:
    """Say which clocks were moved since the rules of `before`, and lead to what waits for decision.

    Args:
        around: What a page is given.
        owner: Who asks; nothing is said when it has gone.
        before: By what clocks were counted before.
        if_nothing: Whether it is said, too, that nothing moved.
    """

    def look(workspace: Workspace) -> Amended:
        return amended(workspace, before, nobody_watches)

    def tell(found: Amended) -> None:
        if if_nothing or found != NOTHING_AMENDED:
            around.shell.tell(_message(around, found))

    around.tasks.ask(owner, look, tell)


def _message(around: Surroundings, found: Amended) -> Message:
    speech, shell = around.speech, around.shell
    first, *more = amended_words(found, around.tasks.program, speech.language)
    if len(more) > MOST_LINES:
        more[MOST_LINES:] = [speech.say("ui.today.more", count=len(more) - MOST_LINES)]
    said = Message(first, tone="soon", details="\n".join(more))
    if found.waiting:
        decide = partial(shell.go, CALENDAR, SETTLE)
        return replace(said, action=speech.say("ui.calendar.settle"), do=decide)
    if found.doubted:
        look = partial(shell.go, NOTICES)
        return replace(said, action=speech.say("ui.room.notices"), do=look)
    return said
