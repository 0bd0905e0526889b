"""Opening a desk after a restore: a new series of numbers, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog

from ui.shell.room import Message

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.look.speech import Speech
    from ui.shell.room import Shell
    from ui.tasks.desk import Tasks


def offer_opening(window: QWidget, shell: Shell, speech: Speech, tasks: Tasks) -> None:
    """Say that nothing can be recorded yet, and offer to open the desk."""

    def ask() -> None:
        from cso_registry.workspace.restoring import open_desk

        say = speech.say
        reason, is_given = QInputDialog.getText(
            window, say("ui.desk.open"), say("ui.desk.reason"), text=say("ui.desk.usual_reason")
        )
        session = tasks.session
        if is_given and reason.strip() and session is not None:
            tasks.write(
                window, lambda workspace: open_desk(workspace, session, reason.strip()), opened
            )

    def opened(mark: str) -> None:
        shell.tell(Message(speech.say("cli.desk_opened", mark=mark), "good"))

    say = speech.say
    shell.tell(Message(say("ui.desk.unopened"), "soon", action=say("ui.desk.open"), do=ask))
