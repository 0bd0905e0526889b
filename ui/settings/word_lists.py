"""The coded lists: the terms in force, those that ended, and new ones by act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cso_registry.domain.vocabulary.acts import AddTerm
from cso_registry.workspace.office_view import denial
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Card, Hairline, Text, Wrapped, button, column, row
from ui.organizations.cards import emptied
from ui.settings.find_list import FindList
from ui.settings.stage import Stage, act_button, add_reason

if TYPE_CHECKING:
    from cso_registry.domain.permission import DeniedError
    from cso_registry.domain.vocabulary.model import Term, Vocabulary
    from ui.forms.form import ActForm
    from ui.shell.room import Surroundings


class WordListsPart(Stage):
    """The lists, one of them, the form of a term."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.list = FindList(around, "lists")
        self.card = Card(around.look)
        self._code, self._why = "", ""
        front = QWidget()
        body = column(around.look, front, gap=GRID * 2)
        title, more = Text(kind=Type.SECTION), Wrapped(tone="secondary")
        around.speech.put(title, title.setText, "ui.settings.lists")
        around.speech.put(more, more.setText, "ui.settings.lists_more")
        for one in (title, more):
            body.addWidget(one)
        body.addWidget(self.list, 1)
        front.setFocusProxy(self.list)
        self._one = self.page()
        self._one.body.addWidget(self.back_button(), 0, Qt.AlignmentFlag.AlignLeft)
        self._one.body.addWidget(self.card)
        self._one.body.addStretch(1)
        self.add_page(front)
        self.add_page(self._one)
        self.list.opened.connect(self.show_list)
        around.tasks.program_changed.connect(lambda _: self.refresh())
        around.speech.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the lists as they stand."""
        lists = self.around.tasks.program.vocabulary
        known = [lists.get(code) for code in lists.codes]
        self.list.show_lines((one.code, self._words(one), self._about(one)) for one in known)
        if self._code:
            self._fill()

    def show_list(self, code: str) -> None:
        """Show the terms of a list."""
        self._code = code
        session = self.around.tasks.session
        if session is not None:
            kind = AddTerm.kind
            self.around.tasks.ask(
                self, lambda workspace: denial(workspace, session, kind), self._take_right,
                topic="right",
            )  # fmt: skip
        self._fill()
        self.show_page(self._one)

    def add(self) -> ActForm:
        """Open the form of a new term."""
        today = self.around.tasks.today.isoformat()
        return self.open_form(AddTerm, {"list_code": self._code}, {"effective_from": today})

    def end(self, code: str) -> ActForm:
        """Open the form that gives a term its last day, or other words."""
        listed = self.around.tasks.program.vocabulary.get(self._code)
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
        return self.open_form(AddTerm, {"list_code": self._code, "code": code}, prefill)

    def _words(self, one: Vocabulary | Term) -> str:
        return one.th if self.around.speech.language == "th" else one.en

    def _about(self, one: Vocabulary) -> str:
        count = len(one.in_force(self.around.tasks.today))
        said = self.around.speech.say("ui.settings.terms", count=count)
        return f"{one.code} · {said} · {one.source}"

    def _take_right(self, denied: DeniedError | None) -> None:
        self._why = "" if denied is None else " ".join(self.around.speech.error(denied))
        self._fill()

    def _fill(self) -> None:
        body, speech = emptied(self.card), self.around.speech
        one = self.around.tasks.program.vocabulary.get(self._code)
        body.addWidget(Wrapped(self._words(one), kind=Type.SECTION))
        about = Wrapped(self._about(one), tone="secondary", kind=Type.SMALL)
        body.addWidget(about)
        add = act_button(speech.say("ui.settings.add_term"), self._why, main=True)
        add.clicked.connect(lambda _=False: self.add())
        body.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        add_reason(self.card, self._why)
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
        end.setEnabled(not self._why)
        end.setToolTip(self._why)
        end.clicked.connect(lambda _=False: self.end(term.code))
        line.addWidget(end)
        return whole
