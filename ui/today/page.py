"""The start page: what is late, what is next, what waits for others; each line opens its record."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QComboBox, QWidget

from cso_registry.kernel.ids import OfficerId
from cso_registry.workspace.today import DeskNews, Duties, Turn, desk_news, duties, duty_words
from ui.commands.catalogue import Binding
from ui.lists.empty import EmptyState
from ui.lists.pane import officer_names
from ui.look.measures import Type
from ui.look.parts import Card, Text, Wrapped, column, row
from ui.shell.room import Message, RoomPage
from ui.shell.rooms import ROOMS
from ui.today.parts import DutyLine, Figure, turn_words
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from cso_registry.workspace.today import Duty
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings

MOST_SHOWN: Final = 25
SUBJECT: Final = "organization"
EVERYBODY: Final = ""
Found = tuple[Duties, DeskNews, dict[str, str]]


class TodayPage(RoomPage):
    """Shows what is to be done, anew after each change that comes."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self.found: Found | None = None
        look, speech = around.look, around.speech
        whole, head, figures = column(look, self, margin=20), row(look), row(look, gap=14)
        title = Text(kind=Type.TITLE)
        speech.put(title, title.setText, "ui.room.today")
        self.whose = QComboBox()
        speech.put(self.whose, self.whose.setAccessibleName, "ui.today.whose")
        self.whose.addItem(speech.say("ui.today.all"), EVERYBODY)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.whose)
        self.figures = {turn: Figure(around, turn) for turn in Turn}
        for figure in self.figures.values():
            figures.addWidget(figure, 1)
        self.area, self.empty = Scrolled(look), EmptyState(around, "ui.today.nothing")
        self.lines: list[DutyLine] = []
        self._cards: list[Card] = []
        self.empty.hide()
        whole.addLayout(head)
        whole.addLayout(figures)
        whole.addWidget(self.area, 1)
        whole.addWidget(self.empty, 1)
        self.area.body.addStretch(1)
        self.whose.activated.connect(lambda _: self.refresh())
        around.tasks.changed.connect(self._on_changed)
        speech.keep(self, self._show)

    def bindings(self) -> dict[str, Binding]:
        """Look anew."""
        return {"list.refresh": Binding(self.refresh)}

    def enter(self) -> None:
        """Begin with the most pressing line."""
        (self.lines[0] if self.lines else self.whose).setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Look anew each time it is come to: days pass."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Ask what is to be done."""
        chosen = str(self.whose.currentData() or EVERYBODY)
        officer = OfficerId(chosen) if chosen else None

        def look(workspace: Workspace) -> Found:
            policies, today = workspace.program.policies, workspace.today
            found = duties(workspace.read, policies, today, officer)
            return found, desk_news(workspace), officer_names(workspace)

        self.around.tasks.ask(self, look, self._take, topic="today")

    def open_duty(self, duty: Duty) -> None:
        """Open the record of a line: in its own room, else the subject that it is about."""
        shell, tasks = self.around.shell, self.around.tasks
        known = {record_type for room in ROOMS for record_type in room.records}
        if duty.type in known:
            shell.open_record(duty.type, duty.id)
        elif duty.subject is not None and SUBJECT in known:
            shell.open_record(SUBJECT, duty.subject)
        else:
            what = duty_words(duty.what, tasks.program, self.around.speech.language)
            said = self.around.speech.say(
                "ui.today.no_room", what=what, title=duty.title, identity=duty.id
            )
            shell.tell(Message(said))

    def _on_changed(self, _changes: object) -> None:
        if self.isVisible():
            self.refresh()

    def _take(self, found: Found) -> None:
        self.found = found
        self._show()

    def _show(self) -> None:
        self.whose.setItemText(0, self.around.speech.say("ui.today.all"))
        if self.found is None:
            return
        found, news, names = self.found
        self._list_officers(names)
        for figure in self.figures.values():
            figure.show_for(found)
        had_focus = any(line.hasFocus() for line in self.lines)
        self._fill(found, news, names)
        is_quiet = not self.lines and not any(asdict(news).values())
        self.area.setVisible(not is_quiet)
        self.empty.setVisible(is_quiet)
        if had_focus:
            self.enter()

    def _list_officers(self, names: dict[str, str]) -> None:
        known = [self.whose.itemData(at) for at in range(1, self.whose.count())]
        for identity, name in names.items():
            if identity not in known:
                self.whose.addItem(name, identity)

    def _fill(self, found: Duties, news: DeskNews, names: dict[str, str]) -> None:
        for card in self._cards:
            self.area.body.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.lines = []
        self._cards = [self._card(found, turn, names) for turn in Turn if found.counts[turn]]
        told = [(name, count) for name, count in asdict(news).items() if count]
        if told:
            self._cards.append(Card(self.around.look))
            for name, count in told:
                said = Wrapped(self.around.speech.say(f"today.{name}", count=count))
                self._cards[-1].body.addWidget(said)
        for place, card in enumerate(self._cards):
            self.area.body.insertWidget(place, card)

    def _card(self, found: Duties, turn: Turn, names: dict[str, str]) -> Card:
        card = Card(self.around.look)
        card.body.addWidget(Text(turn_words(self.around, turn, found.days), kind=Type.SECTION))
        for duty in found.of(turn)[:MOST_SHOWN]:
            line = DutyLine(self.around, duty, found.today, names.get(duty.officer or "", ""))
            line.clicked.connect(lambda _=False, one=duty: self.open_duty(one))
            self.lines.append(line)
            card.body.addWidget(line)
        more = found.counts[turn] - min(MOST_SHOWN, len(found.of(turn)))
        if more > 0:
            said = self.around.speech.say("ui.today.more", count=more)
            card.body.addWidget(Text(said, tone="secondary"))
        return card
