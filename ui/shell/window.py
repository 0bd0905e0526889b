"""The window: the gate, or the house of who is signed in; it remembers itself."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow

from cso_registry.kernel.errors import RegistryError
from cso_registry.workspace.ways import needs_backup
from ui.commands.catalogue import Catalogue
from ui.gate.gate import Gate
from ui.shell.room import Message
from ui.tasks.errand import Trouble
from ui.widgets.front_stack import FrontStack

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

    from cso_registry.workspace.means import Program
    from ui.gate.beginning import Begun
    from ui.gate.founding import Plan
    from ui.gate.sign_in import Entered
    from ui.look.look import Look
    from ui.look.speech import Speech
    from ui.settings.keeper import Keeper
    from ui.shell.house import House
    from ui.shell.room import Room
    from ui.tasks.desk import Tasks

WIDE, HIGH = 1366, 768
LEAST_WIDE, LEAST_HIGH = 900, 560
MINUTE_MS = 60_000
PRESSES = frozenset(
    {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress}
)
AT_WORK = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class Window(QMainWindow):
    """Hosts and routes; what a room does is the room's.

    Attributes:
        entered: Somebody signed in and the rooms can be seen.
    """

    entered = Signal()

    def __init__(
        self,
        program: Program,
        look: Look,
        speech: Speech,
        tasks: Tasks,
        keeper: Keeper,
        rooms: tuple[Room, ...],
    ) -> None:
        super().__init__()
        self._program, self._look, self._speech = program, look, speech
        self._tasks, self._keeper = tasks, keeper
        self.commands = Catalogue(self, speech, look)
        self._bind()
        self._rooms = rooms
        self._house: House | None = None
        self.gate = Gate(program, look, speech, tasks, keeper, self._one_sentence, rooms)
        self._pages = FrontStack()
        self._pages.addWidget(self.gate)
        self.setCentralWidget(self._pages)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.lock)
        self.gate.entered.connect(self._on_entered)
        self.gate.founded.connect(self._on_founded)
        keeper.changed.connect(self._on_preferences)
        speech.keep(self, lambda: self.setWindowTitle(speech.say("ui.app.name")))
        look.keep(self, self._draw_icon)
        self._remember()

    @property
    def is_inside(self) -> bool:
        """Return whether the rooms are in front."""
        return self._pages.currentWidget() is self._house

    @property
    def house(self) -> House:
        """Return what holds the rooms; made when somebody first comes in."""
        if self._house is None:
            from ui.shell.house import House

            look, speech, tasks = self._look, self._speech, self._tasks
            made = House(self._rooms, look, speech, tasks, self.commands, self._keeper)
            made.troubled.connect(self.tell_trouble)
            self._pages.addWidget(made)
            self._house = made
            # From here on keys are shared by commands, and idle time counts.
            app = QApplication.instance()
            if app is not None:
                app.installEventFilter(self)
        return self._house

    def begin(self, folder: Path | None = None) -> None:
        """Begin at the gate."""
        self._pages.setCurrentWidget(self.gate)
        self.gate.begin(folder)
        self.commands.renew()

    def lock(self) -> None:
        """Hide the rooms until the secret is typed again; pages stay as they are."""
        if self.is_inside:
            self._idle.stop()
            self._show_gate()
            self.gate.lock()
            self.commands.renew()

    def change_officer(self) -> None:
        """Let another officer sign in; the pages of the first are closed."""
        self.house.leave()
        self._show_gate()
        self.gate.ask_officers()

    def close_registry(self) -> None:
        """Close the registry; another one can be opened."""
        self.house.leave()
        self._idle.stop()
        self._pages.setCurrentWidget(self.gate)
        self.gate.leave_registry()

    def tell_trouble(self, trouble: Trouble) -> None:
        """Say in the message bar, or at the gate, why something did not come about."""
        if trouble.was_stopped:
            return
        from ui.tasks.sentences import is_fault_of_ours

        said = self._sentences(trouble)
        if not self.is_inside:
            self.gate.page.say("\n".join(said))
            return
        details = "\n".join(said[1:])
        if is_fault_of_ours(trouble):
            more = self.commands.words("app.report_fault").removesuffix("…")
            self.house.tell(Message(said[0], "late", details, more, self._report_fault))
            return
        if needs_backup(trouble.error):
            lead = partial(self.house.go, "guided", "restore")
            words = self._speech.say("ui.guided.restore")
            self.house.tell(Message(said[0], "late", details, words, lead))
            return
        self.house.tell(Message(said[0], "late", details))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember the window; end what runs; close the registry."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._idle.stop()
        state = bytes(self.saveGeometry().toBase64().data()).decode()
        room = "" if self._house is None else self._house.room
        room = room or self._keeper.now.room
        self._keeper.now = replace(self._keeper.now, window=state, room=room)
        self._keeper.keep()
        if self._house is not None:
            self._house.leave()
        self._tasks.close()
        super().closeEvent(event)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note that somebody is at work, and with which key."""
        if event.type() in PRESSES:
            self.commands.note_press(event)
        if event.type() in AT_WORK and self.is_inside:
            self._start_idle()
        return False

    def _bind(self) -> None:
        keeper, bind = self._keeper, self.commands.bind
        bind("app.lock", self.lock, self._why_not_inside)
        bind("app.change_officer", self.change_officer, self._why_not_inside)
        bind("app.change_secret", self._change_secret, self._why_not_inside)
        bind("app.close_registry", self.close_registry, self._why_not_inside)
        bind("app.quit", self.close)
        bind("app.larger", lambda: keeper.step_size(1))
        bind("app.smaller", lambda: keeper.step_size(-1))
        bind("app.usual_size", lambda: keeper.choose(percent=100))
        bind("app.language", self._change_language)
        bind("app.key_card", self._save_key_card, self._why_not_inside)
        bind("app.report_fault", self._report_fault)
        bind("app.about", self._about)

    def _save_key_card(self) -> None:
        """Draw the card of keys and open it, to be printed."""
        from ui.commands.key_card import key_card

        self._save_pdf(
            "ui.key_card.title", lambda: key_card(self.commands, self._speech, self._program)
        )

    def _save_sheet(self, plan: Plan) -> None:
        """Draw the sheet of recovery and open it, to be printed."""
        from ui.gate.recovery_sheet import recovery_sheet

        day = self._speech.day(self._tasks.today, style="long")
        self._save_pdf(
            "ui.sheet.title", lambda: recovery_sheet(plan, self._speech, self._program, day)
        )

    def _save_pdf(self, title: str, draw: Callable[[], bytes]) -> None:
        words = self._speech.say(title)
        file, _ = QFileDialog.getSaveFileName(
            self, words, str(Path.home() / f"{words}.pdf"), "*.pdf"
        )
        if not file:
            return
        try:
            self._keeper.computer.put(Path(file), draw())
        except (RegistryError, OSError) as error:
            self.tell_trouble(Trouble(error))
            return
        self.house.tell(Message(self._speech.say("ui.key_card.saved", file=file), "good"))
        QDesktopServices.openUrl(QUrl.fromLocalFile(file))

    def _report_fault(self) -> None:
        from ui.shell.text_dialogs import fault_dialog

        folder = self._keeper.computer.places.logs
        fault_dialog(folder, self._look, self._speech, self).exec()

    def _about(self) -> None:
        from ui.shell.text_dialogs import about_dialog

        credit = self._program.resources.text("CREDITS.md")
        version = self._keeper.computer.version
        about_dialog(version, credit, self._look, self._speech, self).exec()

    def _why_not_inside(self) -> str:
        inside = hasattr(self, "_pages") and self.is_inside
        return "" if inside else self._speech.say("ui.command.sign_in_first")

    def _change_language(self) -> None:
        self._keeper.choose(language="en" if self._speech.language == "th" else "th")

    def _show_gate(self) -> None:
        """Hide the rooms; what they still keep of what was typed, they keep for who typed it."""
        self._pages.setCurrentWidget(self.gate)
        self._tasks.session = None

    def _change_secret(self) -> None:
        self._show_gate()
        self.gate.ask_new_secret()

    def _on_entered(self, entered: Entered) -> None:
        self._pages.setCurrentWidget(self.house)
        self.house.begin(entered.name, self.house.room or self._keeper.now.room)
        self.commands.renew()
        self._start_idle()
        if self.gate.by_recovery:
            self.gate.by_recovery = False
            words, lead = self._speech.say, partial(self.house.go, "settings", "keys")
            told, do = words("ui.gate.lock_anew"), words("ui.settings.opens_with_do")
            self.house.tell(Message(told, "soon", action=do, do=lead))
        self.entered.emit()

    def _on_founded(self, begun: Begun) -> None:
        """Say where the recovery key stands, and what to do with the request."""
        say = self._speech.say
        kept = say("ui.found.keep_recovery", file=str(begun.recovery))
        sheet = say("ui.sheet.print")
        self.house.tell(
            Message(kept, "soon", action=sheet, do=partial(self._save_sheet, begun.plan))
        )
        if begun.request is not None:
            sent = say("ui.found.send_request", file=str(begun.request))
            words = say("ui.found.request_words", words=" ".join(begun.words))
            kit, join = say("ui.exchange.join"), partial(self.house.go, "exchange", "join")
            self.house.tell(Message(sent, "accent", words, action=kit, do=join))

    def _on_preferences(self) -> None:
        if self.is_inside:
            self._start_idle()

    def _start_idle(self) -> None:
        minutes = self._keeper.now.idle_minutes
        if minutes:
            self._idle.start(minutes * MINUTE_MS)
        else:
            self._idle.stop()

    def _one_sentence(self, trouble: Trouble) -> str:
        return "\n".join(self._sentences(trouble))

    def _sentences(self, trouble: Trouble) -> tuple[str, ...]:
        from ui.tasks.sentences import is_fault_of_ours, sentences

        report = None
        if is_fault_of_ours(trouble):
            now = self._program.clock.now_ms()
            report = self._keeper.computer.report(trouble.error, now)
        folder = self._keeper.computer.places.registry()
        return sentences(
            trouble, self._speech.texts, self._speech.language, folder=folder, report=report
        )

    def _draw_icon(self) -> None:
        self.setWindowIcon(QIcon(self._look.icon("building-community", "accent", 64)))

    def _remember(self) -> None:
        self.setMinimumSize(LEAST_WIDE, LEAST_HIGH)
        self.resize(WIDE, HIGH)
        if self._keeper.now.window:
            self.restoreGeometry(QByteArray.fromBase64(self._keeper.now.window.encode()))
