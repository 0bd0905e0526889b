"""Opening a call: its last day, and the phrase with which its secretary will open the scores."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cso_registry.kernel.errors import RegistryError
from cso_registry.workspace.opening import typed
from cso_registry.workspace.selection.opening_keys import open_call
from ui.gate.fields import Field, SecretEdit
from ui.look.measures import GRID, Type
from ui.look.parts import Card, Text, Wrapped, column, row
from ui.shell.room import Message
from ui.tasks.sentences import sentences
from ui.widgets.buttons import said_button
from ui.widgets.days import DayEditor
from ui.widgets.page_head import PageHead
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from cso_registry.domain.selection.calls import Call
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble


class OpeningPane(QWidget):
    """Asks what a call needs to be opened, and opens it.

    Attributes:
        closed: Nothing was opened; the call is to be shown again.
        opened: The call was opened: its identity.
    """

    closed = Signal()
    opened = Signal(str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around = around
        self.call: Call | None = None
        look, speech = around.look, around.speech
        whole = column(look, self, gap=GRID * 3)
        self.head = PageHead(around)
        self.head.closed.connect(self.leave)
        self.area = Scrolled(look)
        self.closes = DayEditor(around)
        self.phrase = Field(
            "ui.calls.phrase", SecretEdit(look, speech), look, speech,
            help_key="ui.calls.phrase_more",
        )  # fmt: skip
        self.again = Field("ui.calls.phrase_again", SecretEdit(look, speech), look, speech)
        self.why = Wrapped(tone="late")
        self.why.hide()
        self.area.body.addWidget(self._fixed())
        self.area.body.addWidget(self._day())
        self.area.body.addWidget(self._secret())
        self.area.body.addWidget(self.why)
        self.area.body.addStretch(1)
        self.main = said_button(around, "ui.calls.open_now", self.open_now, role="main")
        foot = row(look)
        foot.addStretch(1)
        foot.addWidget(self.main)
        whole.addWidget(self.head)
        whole.addWidget(self.area, 1)
        whole.addLayout(foot)
        self.setFocusProxy(self.closes)

    def show_for(self, call: Call) -> None:
        """Ask for a call; nothing of another one stays."""
        self.call = call
        name = "" if call.terms is None else call.terms.name_th
        self.head.title.setText(self.around.speech.say("ui.calls.opening", name=name))
        self.closes.put(None)
        self.forget()

    def forget(self) -> None:
        """Forget the phrase."""
        for one in (self.phrase, self.again):
            one.clear()
            one.set_wrong("")
        self.why.hide()
        self.main.setEnabled(True)

    def leave(self) -> None:
        """Open nothing."""
        self.forget()
        self.closed.emit()

    def open_now(self) -> None:
        """Open the call, or say what stands in the way."""
        day, call, session = self._read_day(), self.call, self.around.tasks.session
        say = self.around.speech.say
        is_same = self.phrase.text() == self.again.text()
        self.again.set_wrong("" if is_same else say("ui.calls.phrases_differ"))
        if day is None or call is None or session is None or not is_same:
            return
        secret = typed(self.phrase.text())
        self.main.setEnabled(False)

        def work(workspace: Workspace) -> str:
            open_call(workspace, call, day, secret, session)
            return str(call.id)

        self.around.tasks.write(self, work, self._done, self._not_done)

    def _read_day(self) -> date | None:
        try:
            plain: Any = self.closes.plain()
        except RegistryError as error:
            self.closes.tell_error(error)
            return None
        if plain is None:
            self.closes.tell(self.around.speech.say("ui.calls.which_day"), "late")
            return None
        return date.fromisoformat(str(plain))

    def _done(self, identity: str) -> None:
        say = self.around.speech.say
        self.forget()
        self.around.shell.tell(Message(say("ui.calls.was_opened"), "good"))
        self.opened.emit(identity)

    def _not_done(self, trouble: Trouble) -> None:
        self.main.setEnabled(True)
        speech, tasks = self.around.speech, self.around.tasks
        said = sentences(trouble, speech.texts, speech.language, folder=tasks.program.fonts)
        self.why.setText("\n".join(said))
        self.why.show()
        self.area.ensureWidgetVisible(self.why)

    def _fixed(self) -> Card:
        return self._card("ui.calls.what_is_fixed", "ui.calls.what_is_fixed_more")

    def _day(self) -> Card:
        card = self._card("ui.calls.last_day", "ui.calls.last_day_more")
        card.body.addWidget(self.closes)
        name = self.around.speech.say("ui.calls.last_day")
        self.closes.say_name(name, "")
        return card

    def _secret(self) -> Card:
        card = self._card("ui.calls.secret", "ui.calls.secret_more")
        card.body.addWidget(self.phrase)
        card.body.addWidget(self.again)
        return card

    def _card(self, title: str, more: str) -> Card:
        card, speech = Card(self.around.look), self.around.speech
        head, said = Text(kind=Type.SECTION), Wrapped(tone="secondary")
        speech.put(card, head.setText, title)
        speech.put(card, said.setText, more)
        card.body.addWidget(head)
        card.body.addWidget(said)
        return card
