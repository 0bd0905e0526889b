"""The close of a fiscal year as three steps; where one stands is read from the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from cso_registry.domain.offices.acts import VoidOneNumber
from cso_registry.domain.offices.year_acts import CloseYear
from cso_registry.workspace.office_view import denial
from cso_registry.workspace.year_end import year_end
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Card, Hairline, Text, Wrapped, button, row
from ui.organizations.cards import emptied
from ui.settings.stage import Stage, act_button, add_reason

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from cso_registry.domain.permission import DeniedError
    from cso_registry.workspace.workspace import Workspace
    from cso_registry.workspace.year_end import Gap, YearEnd
    from ui.forms.form import ActForm
    from ui.shell.room import Surroundings
    from ui.tasks.desk import Changes


class YearEndPart(Stage):
    """Explain every number, keep a proved backup, close the year."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.state: YearEnd | None = None
        self._why, self._wanted = "", 0
        self.years = QComboBox()
        around.speech.put(self.years, self.years.setAccessibleName, "ui.settings.year_which")
        self.years.activated.connect(self._on_year)
        self.cards = {name: Card(around.look) for name in ("gaps", "saved", "close", "closed")}
        page = self.page("ui.settings.year_end", "ui.settings.year_end_more")
        page.body.addWidget(self.years, 0, Qt.AlignmentFlag.AlignLeft)
        for card in self.cards.values():
            page.body.addWidget(card)
        page.body.addStretch(1)
        self.add_page(page)
        around.tasks.changed.connect(self._on_changed)
        around.speech.changed.connect(self.refresh)
        self.refresh()

    def _on_changed(self, _: Changes) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Ask how far it is."""
        session, wanted = self.around.tasks.session, self._wanted
        if session is None:
            return

        def look(workspace: Workspace) -> tuple[YearEnd, DeniedError | None]:
            return year_end(workspace, wanted), denial(workspace, session, CloseYear.kind)

        self.around.tasks.ask(self, look, self._take, topic="year_end")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask again: a backup may have been made meanwhile."""
        super().showEvent(event)
        self.refresh()

    def explain(self, gap: Gap) -> ActForm:
        """Open the form that says why a number is not used."""
        given = {"office": self.around.tasks.office, "series": gap.series, "number": gap.first}
        return self.open_form(VoidOneNumber, given)

    def close_year(self) -> ActForm | None:
        """Open the form that closes the year."""
        if self.state is None or self.state.year is None:
            return None
        given = {"office": self.around.tasks.office, "year": self.state.year}
        return self.open_form(CloseYear, given)

    def _take(self, found: tuple[YearEnd, DeniedError | None]) -> None:
        self.state, denied = found
        self._why = "" if denied is None else " ".join(self.around.speech.error(denied))
        is_open = self.state.year is not None
        self._years(self.state)
        for name in ("gaps", "saved", "close"):
            emptied(self.cards[name])
            self.cards[name].setVisible(is_open)
        if is_open:
            self._gaps(self.state)
            self._saved(self.state)
            self._close(self.state)
        self._closed(self.state)

    def _on_year(self, at: int) -> None:
        self._wanted = self.years.itemData(at)
        self.refresh()

    def _years(self, state: YearEnd) -> None:
        self.years.clear()
        for year in state.open:
            words = self.around.speech.say("ui.settings.fiscal_year", year=str(year))
            self.years.addItem(words, year)
        self.years.setCurrentIndex(self.years.findData(state.year))
        self.years.setVisible(bool(state.open))

    def _step(self, name: str, *, is_done: bool) -> Card:
        say, card = self.around.speech.say, self.cards[name]
        holder = QWidget()
        head = row(self.around.look, holder)
        head.addWidget(Wrapped(say(f"ui.settings.year_{name}"), kind=Type.SECTION), 1)
        key = "ui.settings.step_done" if is_done else "ui.settings.step_open"
        head.addWidget(Badge(say(key), "good" if is_done else "soon"))
        card.body.addWidget(holder)
        card.body.addWidget(Wrapped(say(f"ui.settings.year_{name}_more"), tone="secondary"))
        return card

    def _gaps(self, state: YearEnd) -> None:
        card, speech = self._step("gaps", is_done=not state.gaps), self.around.speech
        for gap in state.gaps:
            card.body.addWidget(Hairline())
            holder = QWidget()
            line = row(self.around.look, holder, gap=GRID * 2)
            series = speech.texts.words_or_none("value", f"series.{gap.series}")
            name = gap.series if series is None else series.say(speech.language)
            line.addWidget(Wrapped(f"{name} {gap.written}"), 1)
            explain = button(speech.say("ui.settings.year_explain"), role="link")
            explain.setAccessibleName(f"{explain.text()}: {gap.first}")
            explain.setEnabled(not self._why)
            explain.setToolTip(self._why)
            explain.clicked.connect(lambda _=False, one=gap: self.explain(one))
            line.addWidget(explain)
            card.body.addWidget(holder)

    def _saved(self, state: YearEnd) -> None:
        is_done = bool(state.backup and state.proof)
        card = self._step("saved", is_done=is_done)
        go = button(self.around.speech.say("ui.settings.year_to_backup"))
        go.clicked.connect(lambda _=False: self.around.shell.go("settings", "backup"))
        card.body.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)

    def _close(self, state: YearEnd) -> None:
        say, card = self.around.speech.say, self._step("close", is_done=False)
        why = self._why or (say("ui.settings.year_gaps_first") if state.gaps else "")
        words = say("ui.settings.year_close_do", year=str(state.year))
        close = act_button(words, why, main=True)
        close.clicked.connect(lambda _=False: self.close_year())
        card.body.addWidget(close, 0, Qt.AlignmentFlag.AlignLeft)
        add_reason(card, why)

    def _closed(self, state: YearEnd) -> None:
        body, speech = emptied(self.cards["closed"]), self.around.speech
        if state.year is None:
            body.addWidget(Wrapped(speech.say("ui.settings.year_none"), kind=Type.STRONG))
        body.addWidget(Text(speech.say("ui.settings.years_closed"), kind=Type.SECTION))
        for year, day in state.closed:
            words = speech.say("ui.settings.year_closed_on", year=str(year), day=speech.day(day))
            body.addWidget(Wrapped(words))
        if not state.closed:
            body.addWidget(Wrapped(speech.say("ui.settings.not_yet"), tone="secondary"))
