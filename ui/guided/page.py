"""The page of guided jobs: the list of them, one job in front, or a form over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from cso_registry.domain.organizations.privacy_acts import ErasePersonalData
from ui.commands.catalogue import Binding
from ui.gate.start import Choice
from ui.guided.moving import MoveLead
from ui.guided.person import PersonLead
from ui.guided.publishing import PublicLead
from ui.guided.restoring import RestoreLead
from ui.look.measures import GRID, Type
from ui.look.parts import Card, Text, Wrapped, column
from ui.settings.stage import Stage
from ui.shell.room import RoomPage
from ui.widgets.scrolled import Lines, Scrolled

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.forms.form import ActForm
    from ui.guided.lead import Lead
    from ui.shell.room import Surroundings

MOVE, RESTORE, PERSON, PUBLIC, YEAR_END = "move", "restore", "person", "public", "year_end"
JOBS: Final = (
    (MOVE, "usb"),
    (RESTORE, "history"),
    (PERSON, "user-check"),
    (PUBLIC, "file-export"),
    (YEAR_END, "calendar"),
)
WIDE: Final = 640


class GuidedPage(RoomPage):
    """Guided jobs on the screen; a job that is left half way goes on where it stood."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._leads: dict[str, Lead] = {}
        self._name = ""
        self.choices: dict[str, Choice] = {}
        self.stage = Stage(around)
        self.stage.add_page(self._list())
        self.stage.moved.connect(self.moved)
        column(around.look, self, margin=GRID * 5).addWidget(self.stage)

    def lead(self, name: str) -> Lead:
        """Return a job; it is made when it is first begun."""
        if name not in self._leads:
            made: Lead
            if name == PERSON:
                person = made = PersonLead(self.around)
                person.erase.erase.connect(self.erase)
            else:
                made = {MOVE: MoveLead, RESTORE: RestoreLead, PUBLIC: PublicLead}[name](self.around)
            made.left.connect(self.show_list)
            made.moved.connect(self.moved)
            self._leads[name] = made
            self.stage.add_page(made)
        return self._leads[name]

    def begin(self, name: str) -> None:
        """Begin a job, or go on with it."""
        if name == YEAR_END:
            self.around.shell.go("settings", YEAR_END)
            return
        lead = self.lead(name)
        self._name = name
        self.stage.show_page(lead)
        lead.begin()

    def show_list(self) -> None:
        """Show the list of jobs."""
        name, self._name = self._name, ""
        self.stage.show_first()
        if name:
            self.choices[name].setFocus()

    def erase(self, subject: str, groups: tuple[str, ...]) -> ActForm:
        """Open the form that erases what is held on a person."""
        return self.stage.open_form(
            ErasePersonalData, {"organization": subject}, {"groups": list(groups)}
        )

    def crumbs(self) -> tuple[str, ...]:
        """Return the job in front."""
        if not self._name:
            return ()
        return (self.around.speech.say(f"ui.guided.{self._name}"), *self.stage.crumbs())

    def bindings(self) -> dict[str, Binding]:
        """Return what can be done with the form in front, or go back to the list."""
        if self.stage.form is not None:
            return self.stage.form.bindings()
        return {"record.close": Binding(self.show_list)} if self._name else {}

    def place(self) -> str:
        """Return the job in front."""
        return self._name

    def open_record(self, identity: str) -> None:
        """Begin a job by its name."""
        if identity in self.choices:
            self.begin(identity)

    def enter(self) -> None:
        """Begin with the first job, or where one stood."""
        if not self._name:
            self.choices[MOVE].setFocus()

    def _list(self) -> QWidget:
        look, speech = self.around.look, self.around.speech
        area, card = Scrolled(look, inside=Lines()), Card(look)
        title, more = Text(kind=Type.TITLE), Wrapped(tone="secondary")
        speech.put(title, title.setText, "ui.room.guided")
        speech.put(more, more.setText, "ui.guided.intro")
        for name, icon in JOBS:
            made = Choice(name, icon, look, speech, texts="ui.guided")
            made.clicked.connect(lambda _=False, one=name: self.begin(one))
            self.choices[name] = made
            card.body.addWidget(made)
        look.keep(card, lambda: card.setMaximumWidth(look.px(WIDE)))
        for part in (title, more, card):
            area.body.addWidget(part)
        area.body.setAlignment(card, Qt.AlignmentFlag(0))
        area.body.addStretch(1)
        return area
