"""The page of the calendar: what is asked for, the month, and the clocks as a list."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QWidget

from cso_registry.domain.clocks.acts import DecideHoliday, SettleClock
from cso_registry.domain.organizations.acts import HandOverCases
from cso_registry.workspace.clocks.calendar import ClockRules
from cso_registry.workspace.clocks.calendar_view import CalendarView, calendar_view
from cso_registry.workspace.clocks.move_words import decision_words
from cso_registry.workspace.clocks.moves import for_decision
from cso_registry.workspace.subject_file.standing_subjects import nobody_watches
from cso_registry.workspace.today import WARN_DAYS
from ui.calendar.filters import ClockFilters, Span
from ui.calendar.month import Month
from ui.calendar.moved import SETTLE, tell_moved
from ui.calendar.table import WIDTHS, ClockTable
from ui.commands.catalogue import Binding
from ui.forms.form import ActForm
from ui.lists.table import ListTable
from ui.look.measures import GRID, LARGE
from ui.look.parts import Card, Text, column
from ui.shell.room import Message
from ui.shell.rooms import ROOMS
from ui.shell.stacked_page import StackedPage
from ui.widgets.page_head import RoomHead
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.clocks.handing_over import HandedOver
    from cso_registry.workspace.clocks.moves import ForDecision
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.paper_sights import PaperSight
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings

SUBJECT: Final = "organization"
LEAST_LIST: Final = 260


def _waiting(workspace: Workspace) -> tuple[ForDecision, ...]:
    return for_decision(workspace, nobody_watches)


class CalendarPage(StackedPage):
    """Shows every clock, anew after each change that comes."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self.view: CalendarView | None = None
        self._handed: HandedOver | None = None
        self._work = QWidget()
        self.stack.addWidget(self._work)
        self.filters, self.month = ClockFilters(around), Month(around)
        self.model = ClockTable(around, self)
        self.table = ListTable(around.look, self)
        self.table.setModel(self.model)
        self.said = Text(tone="secondary")
        self._lay_out()
        self.table.opened.connect(self.open_clock)
        self.filters.changed.connect(self.refresh)
        self.month.chosen.connect(self.refresh)
        self.month.turned.connect(self._turned)
        around.tasks.changed.connect(self._on_changed)
        around.look.keep(self, self._arrange)
        around.speech.keep(self, self._show)

    def bindings(self) -> dict[str, Binding]:
        """Look anew and print; before a sheet or form what it does itself."""
        front = self.stack.currentWidget()
        if self._paper is not None and front is self._paper:
            return {**self._paper.bindings(), "record.close": Binding(self.show_work)}
        if self.form is not None and front is self.form:
            return {**self.form.bindings(), "record.close": Binding(self.form.close_form)}
        return {
            "list.refresh": Binding(self.refresh),
            "record.print": Binding(self.show_sheet),
        }

    def enter(self) -> None:
        """Begin with the lines, or the month when there are none."""
        front = self.stack.currentWidget()
        if front is not None and front is not self._work:
            front.setFocus()
        elif self.model.lines:
            self.table.setFocus()
        else:
            self.month.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Look anew each time it is come to: days pass."""
        super().showEvent(event)
        self.refresh()

    def span(self) -> tuple[date, date]:
        """Return the days that the list is asked for."""
        today = self.around.tasks.today
        if self.filters.span() is Span.LATE:
            return date.min, today - timedelta(days=1)
        if self.filters.span() is Span.SOON:
            days = self.around.tasks.program.policies.number(WARN_DAYS, today)
            return today, today + timedelta(days=days)
        if self.month.picked is not None:
            return self.month.picked, self.month.picked
        return self.month.span()

    def refresh(self) -> None:
        """Ask for the clocks."""
        wanted, span, month = self.filters.wanted(), self.span(), self.month.span()

        def look(workspace: Workspace) -> CalendarView:
            return calendar_view(workspace, wanted, span, month)

        self.around.tasks.ask(self, look, self._take, topic="calendar")

    def open_clock(self, at: int) -> None:
        """Open the record of a line, else the subject that it is about."""
        clock, shell = self.model.lines[at], self.around.shell
        known = {record_type for room in ROOMS for record_type in room.records}
        if clock.type in known:
            shell.open_record(clock.type, clock.id)
        elif clock.subject is not None:
            shell.open_record(SUBJECT, clock.subject)

    def show_sheet(self) -> None:
        """Show the list as a sheet to be printed."""
        session, language = self.around.tasks.session, self.around.speech.language
        if session is None:
            return
        wanted, (first, last) = self.filters.wanted(), self.span()

        def work(workspace: Workspace) -> PaperSight:
            # Fonts and templates are not loaded before somebody prints.
            from cso_registry.workspace.clocks.calendar_sheet import (  # noqa: PLC0415
                calendar_sheet,
            )

            return calendar_sheet(workspace, session, language, wanted, first, last)

        self.paper.show_sheet(work)
        self.show_page(self.paper)

    def show_hand_over(self) -> None:
        """Show what the chosen officer would hand over, to be printed and signed."""
        session, language = self.around.tasks.session, self.around.speech.language
        officer = self.filters.wanted().officer
        if session is None or officer is None:
            self.around.shell.tell(Message(self.around.speech.say("ui.calendar.choose_officer")))
            self.filters.chosen["officer"].setFocus()
            return

        def work(workspace: Workspace) -> PaperSight:
            # Fonts and templates are not loaded before somebody prints.
            from cso_registry.workspace.clocks.handing_over import (  # noqa: PLC0415
                hand_over_sheet,
                open_work,
            )

            return hand_over_sheet(workspace, session, language, open_work(workspace, officer))

        self.paper.show_sheet(work)
        self.show_page(self.paper)

    def move_cases(self) -> None:
        """Open the form that moves all cases and reviews of the chosen officer to another."""
        officer = self.filters.wanted().officer
        if officer is None:
            self.around.shell.tell(Message(self.around.speech.say("ui.calendar.choose_officer")))
            self.filters.chosen["officer"].setFocus()
            return
        given = {"officer": str(officer)}
        form = ActForm(self.around, HandOverCases, given=given, perform=self._move)
        self.put_form(form, self.show_work, lambda _: self._tell_handed())

    def _move(self, workspace: Workspace, act: Any, session: Session) -> None:
        # The cases and the reviews are several acts: what moved is told when all are done.
        from cso_registry.workspace.clocks.handing_over import hand_over  # noqa: PLC0415

        self._handed = hand_over(workspace, session, act.officer, act.to, act.reason)

    def _tell_handed(self) -> None:
        self.show_work()
        if self._handed is not None:
            # Fonts and templates are not loaded before somebody prints.
            from cso_registry.workspace.clocks.handing_over import (  # noqa: PLC0415
                handed_over_words,
            )

            lines = handed_over_words(self._handed, *self._language())
            tone: Tone = "soon" if self._handed.kept else "good"
            told = Message(lines[0], tone=tone, details="\n".join(lines[1:]))
            self.around.shell.tell(told)

    def enter_holiday(self) -> ActForm:
        """Open the form that enters a day on which offices are closed."""
        day = self.month.picked or self.month.day
        before = ClockRules.of(self.around.tasks.program)
        form = ActForm(self.around, DecideHoliday, prefill={"day": day.isoformat()})
        return self.put_form(form, self.show_work, lambda _: self._tell_moved(before))

    def open_record(self, identity: str) -> None:
        """Show what another room leads to: what waits to be decided, or a span of a group."""
        if identity == SETTLE:
            self.settle()
            return
        span, group, officer = identity.split(":")
        self.show_page(self._work)
        if officer and self.view is None:
            # Who may own is known with the first answer only.
            self.filters.offer({officer: officer}, {})
        self.month.picked = None
        self.filters.choose(span=span, group=group, officer=officer)
        self.refresh()

    def settle(self) -> None:
        """Open the form about the first matter that was judged by days amended since."""
        self.around.tasks.ask(self, _waiting, self._decide)

    def _decide(self, waiting: tuple[ForDecision, ...]) -> None:
        if not waiting:
            said = self.around.speech.say("ui.calendar.nothing_to_decide")
            self.around.shell.tell(Message(said, tone="good"))
            self.show_work()
            return
        first = waiting[0]
        known = {"what": first.what, "matter": str(first.id)}
        days = {"recorded": first.recorded.isoformat(), "counted": first.counted.isoformat()}
        form = ActForm(self.around, SettleClock, prefill={**known, **days})
        self.put_form(form, self.show_work, lambda _: self.settle())
        head, *more = decision_words(waiting, *self._language())
        self.around.shell.tell(Message(head, tone="soon", details="\n".join(more)))

    def _tell_moved(self, before: ClockRules) -> None:
        """Say which clocks the day moved, and what waits for a decision because of it."""
        self.show_work()
        tell_moved(self.around, self, before, if_nothing=True)

    def _language(self) -> tuple[Program, Language]:
        return self.around.tasks.program, self.around.speech.language

    def ask_file(self) -> None:
        """Ask where the calendar file goes."""
        title = self.around.speech.say("ui.calendar.ics")
        start = str(Path.home() / "calendar.ics")
        file, _ = QFileDialog.getSaveFileName(self, title, start, "iCalendar (*.ics)")
        if file:
            self.write_file(Path(file))

    def write_file(self, file: Path) -> None:
        """Write the clocks of the list as a calendar file."""
        session, language = self.around.tasks.session, self.around.speech.language
        if session is None or self.view is None:
            return
        lines = self.view.found.lines

        def work(workspace: Workspace) -> int:
            # The library of calendar files is not loaded before somebody writes one.
            from cso_registry.host.private_files import write_small_file  # noqa: PLC0415
            from cso_registry.workspace.clocks.calendar_export import (  # noqa: PLC0415
                calendar_bytes,
            )

            write_small_file(file.absolute(), calendar_bytes(workspace, session, language, lines))
            return len(lines)

        def tell(count: int) -> None:
            said = self.around.speech.say("calendar.ics_saved", count=count, file=str(file))
            self.around.shell.tell(Message(said, tone="good"))

        self.around.tasks.write(self, work, tell)

    def close_paper(self) -> None:
        """Leave the sheet."""
        self.show_work()

    def show_work(self) -> None:
        """Show the calendar again."""
        self.show_page(self._work)
        self.refresh()
        self.enter()

    def _turned(self) -> None:
        self.filters.show_month()
        self.refresh()

    def _on_changed(self, _changes: object) -> None:
        if self.isVisible():
            self.refresh()

    def _take(self, view: CalendarView) -> None:
        self.view = view
        self.filters.offer(view.officers, view.agencies)
        self._show()

    def _show(self) -> None:
        view = self.view
        if view is None:
            return
        self.month.show_view(view)
        self.model.show_lines(view.found.lines, view.officers)
        self.table.lay_out(list(WIDTHS))
        if view.found.lines:
            self.table.selectRow(0)
        say, count = self.around.speech.say, view.found.count
        more = count - len(view.found.lines)
        told = say("ui.list.count", count=f"{count:,}") if count else say("calendar.none")
        self.said.setText(
            " · ".join([told, say("ui.calendar.more", count=more)] if more else [told])
        )

    def _lay_out(self) -> None:
        look, speech = self.around.look, self.around.speech
        whole = column(look, self._work)
        head = RoomHead(self.around, "ui.room.calendar")
        head.add_button("ui.calendar.holiday", self.enter_holiday, icon="flag")
        head.add_button("ui.calendar.settle", self.settle, icon="gavel")
        head.add_button("ui.calendar.hand_over", self.show_hand_over, icon="users")
        head.add_button("ui.calendar.move_cases", self.move_cases, icon="user-check")
        head.add_button("ui.calendar.ics", self.ask_file, icon="file-export")
        head.add_button("ui.calendar.print", self.show_sheet, icon="printer")
        whole.addWidget(head)
        whole.addWidget(self.filters)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        card = Card(look)
        look.keep(card, lambda: card.body.setContentsMargins(1, 1, 1, 1))
        self.table.setFrameShape(self.table.Shape.NoFrame)
        self.table.setProperty("role", "inner")
        self.table.setSelectionMode(self.table.SelectionMode.SingleSelection)
        speech.put(self.table, self.table.setAccessibleName, "ui.room.calendar")
        card.body.addWidget(self.table)
        self._both.addWidget(self.month)
        self._both.addWidget(card, 1)
        area = Scrolled(look)
        area.body.addLayout(self._both, 1)
        look.keep(card, lambda: card.setMinimumHeight(look.px(LEAST_LIST)))
        whole.addWidget(area, 1)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        whole.addWidget(self.said)

    def _arrange(self) -> None:
        look, ways = self.around.look, QBoxLayout.Direction
        self._both.setDirection(ways.TopToBottom if look.percent >= LARGE else ways.LeftToRight)
        self._both.setSpacing(look.px(GRID * 3))
        self.month.compact(is_compact=look.percent >= LARGE)
