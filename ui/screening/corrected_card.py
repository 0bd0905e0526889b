"""What a file that came back changed, and what the register of breaches says of its subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.cases.card import CaseCard
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Text, Wrapped, button, row
from ui.organizations.cards import emptied

if TYPE_CHECKING:
    from cso_registry.workspace.screening.screening_view import BreachLine, ScreeningView

EMPTY = "–"


class CorrectedCard(CaseCard):
    """Only what changed since the file was returned, before and after (X24)."""

    def show_view(self, view: ScreeningView) -> None:
        """Show the changes side by side, or that nothing changed."""
        body, say = emptied(self), self.around.speech.say
        came_back = bool(view.screening.resubmissions)
        self.setVisible(came_back)
        if not came_back:
            return
        body.addWidget(Text(say("ui.screening.corrected"), kind=Type.SECTION))
        if not view.corrected:
            body.addWidget(Wrapped(say("ui.screening.nothing_corrected"), tone="soon"))
            return
        body.addWidget(self._grid(view))

    def _grid(self, view: ScreeningView) -> QWidget:
        look, say = self.around.look, self.around.speech.say
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(GRID * 3))
        grid.setVerticalSpacing(look.px(GRID))
        for at, key in enumerate(("ui.screening.before", "ui.screening.after"), start=1):
            grid.addWidget(Wrapped(say(key), kind=Type.SMALL, tone="secondary"), 0, at)
        for at in range(3):
            grid.setColumnStretch(at, 1)
        top = Qt.AlignmentFlag.AlignTop
        for at, (label, before, after) in enumerate(view.corrected, start=1):
            grid.addWidget(Wrapped(label, tone="secondary"), at, 0, top)
            grid.addWidget(Wrapped(before or EMPTY, tone="secondary"), at, 1, top)
            new = Wrapped(after or EMPTY)
            new.setProperty("role", "differs")
            grid.addWidget(new, at, 2, top)
        return whole


class BreachesCard(CaseCard):
    """The breaches that the register holds against the subject (F:B5)."""

    def show_view(self, view: ScreeningView) -> None:
        """Show the breaches, or that there are none."""
        body, say = emptied(self), self.around.speech.say
        body.addWidget(Text(say("ui.screening.breaches"), kind=Type.SECTION))
        if not view.breaches:
            body.addWidget(Wrapped(say("ui.screening.no_breaches"), tone="secondary"))
        for one in view.breaches:
            body.addWidget(self._line(one))

    def _line(self, one: BreachLine) -> QWidget:
        speech, look = self.around.speech, self.around.look
        whole = QWidget()
        line = row(look, whole)
        made = button(f"{one.what} · {speech.day(one.happened)}", role="link")
        look.dress(made, "alert-triangle", "accent")
        made.clicked.connect(lambda _=False: self.around.shell.open_record("breach", one.id))
        line.addWidget(made)
        line.addStretch(1)
        key = "ui.screening.weighs" if one.weighs else "ui.screening.weighs_no_more"
        said = speech.say(key, day=speech.day(one.until))
        line.addWidget(Badge(said, "late" if one.weighs else "secondary"))
        return whole
