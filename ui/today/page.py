"""The start page: what is late, what is next, what waits for others; each line opens its record."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from cso_registry.kernel.ids import OfficerId
from cso_registry.workspace.duty_words import duty_words, section_words
from cso_registry.workspace.officer_names import officer_names
from cso_registry.workspace.today import DeskNews, Duties, Turn, desk_news, duties
from ui.calendar.filters import Span
from ui.commands.catalogue import Binding
from ui.lists.empty import EmptyState
from ui.look.measures import CARD_GAP, LARGE, Type
from ui.look.parts import Card, Text, Wrapped, button, column
from ui.shell.room import Message
from ui.shell.rooms import ROOMS
from ui.shell.stacked_page import StackedPage
from ui.today.parts import DutyLine, Figure
from ui.widgets.page_head import RoomHead
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from cso_registry.workspace.paper_sights import PaperSight
    from cso_registry.workspace.today import Duty, Section
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings

MOST_SHOWN: Final = 25
SUBJECT: Final = "organization"
EVERYBODY: Final = ""
SUBJECTS: Final = "organizations"
EXCHANGE: Final = "exchange"
CALENDAR: Final = "calendar"
NEWS_ROOMS: Final = {"for_committee": "committee", "doubted": "notices"}
"""Where something waits that is no matter of exchange."""
Found = tuple[Duties, DeskNews, dict[str, str]]


class TodayPage(StackedPage):
    """Shows what is to be done, anew after each change that comes."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self.found: Found | None = None
        look, speech = around.look, around.speech
        self._work = QWidget()
        self.stack.addWidget(self._work)
        whole, head = column(look, self._work), RoomHead(around, "ui.room.today")
        self.whose = QComboBox()
        speech.put(self.whose, self.whose.setAccessibleName, "ui.today.whose")
        self.whose.addItem(speech.say("ui.today.all"), EVERYBODY)
        head.add(self.whose)
        self.sheet = head.add_button("ui.today.sheet", self.show_sheet, icon="printer")
        self.figures = {turn: Figure(around, turn) for turn in Turn}
        self._grid = QGridLayout()
        self.area, self.empty = Scrolled(look), EmptyState(around, "ui.today.nothing")
        self.lines: list[DutyLine] = []
        self.news: dict[str, QWidget] = {}
        self._offer_beginning()
        self._cards: list[Card] = []
        self.empty.hide()
        whole.addWidget(head)
        whole.addWidget(self.area, 1)
        whole.addWidget(self.empty, 1)
        self.area.body.addLayout(self._grid)
        self.area.body.addStretch(1)
        look.keep(self, self._arrange)
        self.whose.activated.connect(lambda _: self.refresh())
        around.tasks.changed.connect(self._on_changed)
        speech.keep(self, self._show)

    def _offer_beginning(self) -> None:
        """Offer what a new office does first, where nothing waits yet."""
        shell = self.around.shell
        self.empty.offer("ui.today.begin", "building-community", partial(shell.go, SUBJECTS))
        officers = partial(shell.go, "settings", "officers")
        self.empty.offer("ui.settings.appoint", "user-plus", officers)

    def bindings(self) -> dict[str, Binding]:
        """Look anew, print the duty sheet; before the sheet: print it, go back."""
        if self.stack.currentWidget() is self._work:
            return {
                "list.refresh": Binding(self.refresh),
                "record.print": Binding(self.show_sheet),
            }
        return {**self.paper.bindings(), "record.close": Binding(self.show_work)}

    def crumbs(self) -> tuple[str, ...]:
        """Return the sheet, when it is in front."""
        at_work = self.stack.currentWidget() is self._work
        return () if at_work else (self.around.speech.say("duty_sheet.title"),)

    def show_sheet(self) -> None:
        """Show the duty sheet of the week, of the officer that is chosen."""
        session, officer = self.around.tasks.session, self._officer()
        if session is None:
            return
        language = self.around.speech.language

        def work(workspace: Workspace) -> PaperSight:
            # Fonts and templates are not loaded before somebody prints.
            from cso_registry.workspace.duty_sheet import duty_sheet_sight  # noqa: PLC0415

            return duty_sheet_sight(workspace, session, language, officer)

        self.paper.show_sheet(work)
        self.show_page(self.paper)

    def close_paper(self) -> None:
        """Leave the sheet."""
        self.show_work()

    def show_work(self) -> None:
        """Show what is to be done again."""
        self.show_page(self._work)
        self.enter()

    def enter(self) -> None:
        """Begin with the most pressing line."""
        if self.stack.currentWidget() is not self._work:
            self.paper.setFocus()
            return
        (self.lines[0] if self.lines else self.whose).setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Look anew each time it is come to: days pass."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Ask what is to be done."""
        officer = self._officer()

        def look(workspace: Workspace) -> Found:
            found = duties(workspace.read, workspace.program, workspace.today, officer)
            return found, desk_news(workspace), officer_names(workspace.read)

        self.around.tasks.ask(self, look, self._take, topic="today")

    def open_duty(self, duty: Duty) -> None:
        """Open the record of a line: in its own room, else the subject; of many, their list."""
        shell, tasks = self.around.shell, self.around.tasks
        if duty.count > 1:
            self._open_list(duty.turn, duty.group)
            return
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

    def _open_list(self, turn: Turn, group: str = "") -> None:
        """Open the calendar with what is late or soon due, of a group, of whom is chosen here."""
        span = Span.LATE if turn is Turn.OVERDUE else Span.SOON
        officer = str(self.whose.currentData() or EVERYBODY)
        self.around.shell.go(CALENDAR, f"{span}:{group}:{officer}")

    def _arrange(self) -> None:
        """Stand the figures side by side, in two lines when the text is large."""
        look = self.around.look
        broad = len(self.figures) if look.percent < LARGE else len(self.figures) // 2
        self._grid.setSpacing(look.px(CARD_GAP))
        for at, figure in enumerate(self.figures.values()):
            self._grid.addWidget(figure, at // broad, at % broad)
        for at in range(len(self.figures)):
            self._grid.setColumnStretch(at, int(at < broad))

    def _officer(self) -> OfficerId | None:
        chosen = str(self.whose.currentData() or EVERYBODY)
        return OfficerId(chosen) if chosen else None

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
        self.lines, self.news = [], {}
        self._cards = [self._card(found, one, names) for one in found.sections]
        told = [(name, count) for name, count in asdict(news).items() if count]
        if told:
            self._cards.append(Card(self.around.look))
            for name, count in told:
                self._cards[-1].body.addWidget(self._news(name, count))
        for place, card in enumerate(self._cards):
            self.area.body.insertWidget(1 + place, card)

    def _news(self, name: str, count: int) -> QWidget:
        """Return a line of what waits elsewhere; pressed, it opens the room of it."""
        look, room = self.around.look, NEWS_ROOMS.get(name, EXCHANGE)
        said = self.around.speech.say(f"today.{name}", count=count)
        if room not in {one.name for one in ROOMS}:
            return Wrapped(said)
        made = button(said, role="link")
        look.dress(made, "chevron-right", "accent")
        made.clicked.connect(lambda _=False: self.around.shell.go(room))
        self.news[name] = made
        return made

    def _card(self, found: Duties, section: Section, names: dict[str, str]) -> Card:
        speech, card = self.around.speech, Card(self.around.look)
        heading = section_words(section, self.around.tasks.program, speech.language)
        card.body.addWidget(Text(heading, kind=Type.SECTION))
        for duty in section.lines[:MOST_SHOWN]:
            line = DutyLine(self.around, duty, found.today, names.get(duty.officer or "", ""))
            line.clicked.connect(lambda _=False, one=duty: self.open_duty(one))
            self.lines.append(line)
            card.body.addWidget(line)
        more = section.count - sum(one.count for one in section.lines[:MOST_SHOWN])
        if more > 0:
            card.body.addWidget(self._more(section, more))
        return card

    def _more(self, section: Section, count: int) -> QWidget:
        """Return the line that says how many are left; of what has a day it opens the calendar."""
        left = section.lines[MOST_SHOWN:]
        said = self.around.speech.say("ui.today.more", count=count)
        if not left or section.name in {Turn.HERE, Turn.OTHERS}:
            return Text(said, tone="secondary")
        made = button(said, role="link")
        self.around.look.dress(made, "chevron-right", "accent")
        made.clicked.connect(lambda _=False: self._open_list(left[0].turn))
        return made
