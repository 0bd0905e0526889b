"""The coded lists: the terms in force, those that ended, and new ones by act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cso_registry.domain.vocabulary.acts import AddTerm
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Hairline, Wrapped, button, column, row
from ui.organizations.cards import emptied
from ui.settings.listed import ListedPart
from ui.settings.stage import act_button, add_reason

if TYPE_CHECKING:
    from cso_registry.domain.vocabulary.model import Term, Vocabulary
    from ui.forms.form import ActForm
    from ui.shell.room import Surroundings


class WordListsPart(ListedPart):
    """The lists, one of them, the form of a term."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "lists", AddTerm.kind)

    def fill_list(self) -> None:
        """Show the lists as they stand."""
        lists = self.around.tasks.program.vocabulary
        known = [lists.get(code) for code in lists.codes]
        self.list.show_lines((one.code, self._words(one), self._about(one)) for one in known)

    def add(self) -> ActForm:
        """Open the form of a new term."""
        today = self.around.tasks.today.isoformat()
        return self.open_form(AddTerm, {"list_code": self.opened}, {"effective_from": today})

    def end(self, code: str) -> ActForm:
        """Open the form that gives a term its last day, or other words."""
        listed = self.around.tasks.program.vocabulary.get(self.opened)
        term = listed.by_code[code]
        since = term.effective_from or listed.effective_from
        prefill: dict[str, Any] = {
            "th": term.th,
            "en": term.en,
            "source": term.source,
            "effective_from": since.isoformat(),
            "effective_to": self.around.tasks.today.isoformat(),
            "note": term.note,
        }
        return self.open_form(AddTerm, {"list_code": self.opened, "code": code}, prefill)

    def _words(self, one: Vocabulary | Term) -> str:
        return one.th if self.around.speech.language == "th" else one.en

    def _about(self, one: Vocabulary) -> str:
        count = len(one.in_force(self.around.tasks.today))
        said = self.around.speech.say("ui.settings.terms", count=count)
        return f"{one.code} · {said} · {one.source}"

    def fill_card(self) -> None:
        """Show the terms of the list, those that ended among them."""
        body, speech = emptied(self.card), self.around.speech
        one = self.around.tasks.program.vocabulary.get(self.opened)
        body.addWidget(Wrapped(self._words(one), kind=Type.SECTION))
        about = Wrapped(self._about(one), tone="secondary", kind=Type.SMALL)
        body.addWidget(about)
        add = act_button(speech.say("ui.settings.add_term"), self.why_not, main=True)
        add.clicked.connect(lambda _=False: self.add())
        body.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        add_reason(self.card, self.why_not)
        for term in one.items:
            body.addWidget(Hairline())
            body.addWidget(self._term(one, term))

    def _term(self, listed: Vocabulary, term: Term) -> QWidget:
        whole, speech, look = QWidget(), self.around.speech, self.around.look
        line = row(look, whole, gap=GRID * 2)
        said = column(look, gap=0)
        said.addWidget(Wrapped(self._words(term)))
        other = term.en if speech.language == "th" else term.th
        since = speech.day(term.effective_from or listed.effective_from)
        small = [term.code, other, speech.say("ui.settings.since_day", day=since), term.source]
        if term.effective_to is not None:
            small.insert(3, speech.say("ui.settings.until_day", day=speech.day(term.effective_to)))
        said.addWidget(Wrapped(" · ".join(small), kind=Type.SMALL, tone="secondary"))
        line.addLayout(said, 1)
        if not term.in_force(self.around.tasks.today):
            line.addWidget(Badge(speech.say("ui.settings.not_in_force")))
        end = button(speech.say("ui.settings.end_term"), role="link")
        end.setAccessibleName(f"{end.text()}: {self._words(term)}")
        end.setEnabled(not self.why_not)
        end.setToolTip(self.why_not)
        end.clicked.connect(lambda _=False: self.end(term.code))
        line.addWidget(end)
        return whole
