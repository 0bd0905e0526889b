"""The errands of trust: a request, an admission, a kit, joining; words are compared aloud."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from cso_registry.workspace.exchanging import trust_jobs
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.telling import BundleWords, names_of
from ui.exchange.parts import ErrandPane, SaidCard, WordsCard
from ui.exchange.places import beside
from ui.gate.fields import Field, PlaceEdit
from ui.look.measures import Type
from ui.look.parts import Text, Wrapped, column
from ui.settings.stage import fact
from ui.shell.room import Message
from ui.widgets.drop_button import DropButton
from ui.widgets.progress_line import ProgressLine

if TYPE_CHECKING:
    from cso_registry.workspace.exchanging.telling import OfficeNames
    from cso_registry.workspace.exchanging.trust_jobs import Asked, Joined
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble
    from ui.tasks.jobs import Job, Report

WORDS: Final = 8
REQUEST, KIT = ".json", ".kit"


class HeardWords(QWidget):
    """Takes the words as they are heard on the telephone, and counts them."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self.line, self._count = QLineEdit(), Text(kind=Type.SMALL, tone="secondary")
        field = Field(
            "ui.exchange.heard", self.line, around.look, around.speech,
            help_key="ui.exchange.heard_more",
        )  # fmt: skip
        whole = column(around.look, self, gap=2)
        whole.addWidget(field)
        whole.addWidget(self._count)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(lambda _: self._say())
        around.speech.keep(self, self._say)
        self.refuse = field.set_wrong

    def words(self) -> tuple[str, ...]:
        """Return the words that were typed."""
        return tuple(self.line.text().split())

    def are_all(self) -> bool:
        """Say what is missing; return whether all eight were typed."""
        found = len(self.words()) == WORDS
        self.refuse("" if found else self._around.speech.say("ui.exchange.eight_words"))
        return found

    def tell_trouble(self, trouble: Trouble) -> None:
        """Say that other words were heard beside the words, and anything else as ever."""
        if getattr(trouble.error, "key", "") == "trust.other_words":
            self.refuse(self._around.speech.say("trust.other_words"))
        else:
            self._around.shell.tell_trouble(trouble)

    def _say(self) -> None:
        said = self._around.speech.say("ui.exchange.counted", count=len(self.words()), of=WORDS)
        self._count.setText(said)


class WritingPane(ErrandPane):
    """An errand that writes one file and tells words to be read aloud."""

    def __init__(self, around: Surroundings, name: str, suffix: str, done: str) -> None:
        super().__init__(around, name)
        self._suffix, self._done = suffix, done
        self.place = PlaceEdit(around.look, around.speech, is_folder=False, suffix=suffix)
        self.field = Field(f"ui.exchange.{name}_file", self.place, around.look, around.speech)
        self.do = self.button(f"ui.exchange.{name}_do", self.write, "main")
        self.words = WordsCard(around)
        card = self.card("", self.field)
        card.body.addWidget(self.do, 0, Qt.AlignmentFlag.AlignLeft)
        self.area.body.addWidget(self.words)
        self.area.body.addStretch(1)

    def begin(self) -> None:
        """Offer a name."""
        self.words.hide()
        if not self.place.text():
            name = self.around.speech.say(f"ui.exchange.{self.name}_name")
            self.place.line.setText(beside(self.around.keeper, f"{name}{self._suffix}"))
        self.place.setFocus()

    def write(self) -> None:
        """Write the file."""
        say, typed = self.around.speech.say, self.place.text()
        out = Path(typed).expanduser().absolute()
        wrong = "" if typed else say("ui.found.needed")
        if typed and out.exists():
            wrong = say("cli.file_exists", file=out.name)
        self.field.set_wrong(wrong)
        if not wrong:
            self.do_write(out)

    def do_write(self, out: Path) -> None:
        """Do the errand."""
        raise NotImplementedError

    def tell_words(self, out: Path, words: tuple[str, ...], **said: int) -> None:
        """Show the words."""
        title = self.around.speech.say(self._done, file=str(out), **said)
        self.words.show_words(title, words)
        self.place.line.clear()


class RequestPane(WritingPane):
    """Asks the secretariat to admit this office, or its new keys."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "request", REQUEST, "trust.requested")

    def do_write(self, out: Path) -> None:
        """Write the request."""
        session = self.around.tasks.session
        if session is not None:
            self.around.tasks.write(
                self,
                lambda workspace: trust_jobs.write_request(workspace, session, out),
                lambda words: self.tell_words(out, words),
                self.around.shell.tell_trouble,
            )


class KitPane(WritingPane):
    """Writes the kit with which an office starts."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "kit", KIT, "trust.kit_made")
        self.office = ""

    def give(self, office: str) -> None:
        """Take the office whose kit it is."""
        self.office = office
        self.place.line.clear()

    def do_write(self, out: Path) -> None:
        """Write the kit, on the list of jobs: it may be large."""
        session, office = self.around.tasks.session, self.office
        if session is None:
            return

        def work(workspace: Workspace, _report: Report) -> tuple[int, tuple[str, ...]]:
            return trust_jobs.write_kit(workspace, session, office, out)

        self.around.tasks.run(
            self.around.speech.say("ui.exchange.writing_kit"),
            work,
            lambda made: self.tell_words(out, made[1], bundles=made[0]),
            self.around.shell.tell_trouble,
            writes=True,
        )


class AdmitPane(ErrandPane):
    """Signs an office into the roster once its words were heard.

    Attributes:
        admitted: The office stands in the roster: its identity.
    """

    admitted = Signal(str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "admit")
        self.file: Path | None = None
        self.asked: Asked | None = None
        self.drop = DropButton(around, "ui.exchange.drop_request", "inbox", "(*.json);;(*)")
        self.drop.given.connect(self.give)
        self.heard = HeardWords(around)
        self.area.body.addWidget(self.drop)
        self.facts = self.card("ui.exchange.asks")
        self._about = column(around.look, gap=2)
        self.facts.body.addLayout(self._about)
        self.facts.body.addWidget(self.heard)
        self.do = self.button("ui.exchange.admit_do", self.admit, "main")
        self.facts.body.addWidget(self.do, 0, Qt.AlignmentFlag.AlignLeft)
        self.facts.hide()
        self.area.body.addStretch(1)

    def begin(self) -> None:
        """Begin with the file."""
        self.drop.setFocus()

    def give(self, file: Path) -> None:
        """Read a request; the words in it are compared, never shown."""
        self.file, language = file, self.around.speech.language
        self.around.tasks.ask(
            self,
            lambda workspace: trust_jobs.asked_in(workspace, file, language),
            self._take,
            self.around.shell.tell_trouble,
        )

    def admit(self) -> None:
        """Admit the office, if the words are those in its request."""
        file, session = self.file, self.around.tasks.session
        if file is None or session is None or not self.heard.are_all():
            return
        heard = self.heard.words()
        self.around.tasks.write(
            self,
            lambda workspace: trust_jobs.admit(workspace, session, file, heard),
            lambda roster: self._done(roster.version, len(roster.offices)),
            self.heard.tell_trouble,
        )

    def _take(self, asked: Asked) -> None:
        self.asked = asked
        speech = self.around.speech
        words = BundleWords(self.around.tasks.program, speech.language, {})
        while (item := self._about.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for label, said in (
            ("trust.column_name", asked.name),
            ("trust.column_code", asked.code),
            ("trust.column_area", words.area(asked.jurisdiction)),
        ):
            self._about.addWidget(fact(self.around, speech.say(label), said))
        if asked.known_as:
            known = speech.say("ui.exchange.known_as", office=asked.known_as)
            self._about.addWidget(Wrapped(known, tone="soon"))
        self.facts.show()
        self.heard.setFocus()

    def _done(self, version: int, count: int) -> None:
        said = self.around.speech.say("trust.admitted", version=version, count=count)
        self.around.shell.tell(Message(said, "good"))
        office = "" if self.asked is None else self.asked.office
        self.heard.line.clear()
        self.facts.hide()
        self.admitted.emit(office)


class JoinPane(ErrandPane):
    """Joins the nation with the kit that the secretariat sent."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "join")
        self.file: Path | None = None
        self.joined: Joined | None = None
        self.drop = DropButton(around, "ui.exchange.drop_kit", "inbox", "(*.kit);;(*)")
        self.drop.given.connect(self.give)
        self.heard, self.progress, self.report = (
            HeardWords(around),
            ProgressLine(around),
            SaidCard(around),
        )
        self.area.body.addWidget(self.drop)
        self._file = Wrapped(kind=Type.STRONG)
        self.facts = self.card("", self._file, self.heard)
        self.do = self.button("ui.exchange.join_do", self.join, "main")
        self.facts.body.addWidget(self.do, 0, Qt.AlignmentFlag.AlignLeft)
        self.facts.hide()
        self.area.body.addWidget(self.progress)
        self.area.body.addWidget(self.report)
        self.area.body.addStretch(1)

    def begin(self) -> None:
        """Begin with the file."""
        (self.drop if self.file is None else self.heard).setFocus()

    def give(self, file: Path) -> None:
        """Take a kit, after a look whether it is one."""
        self.around.tasks.ask(
            self,
            lambda workspace: trust_jobs.kit_words(workspace, file),
            lambda _: self._take(file),
            self.around.shell.tell_trouble,
        )

    def join(self) -> Job | None:
        """Join, if the words are those of the root in the kit."""
        file, session = self.file, self.around.tasks.session
        if file is None or session is None or self.progress.is_busy or not self.heard.are_all():
            return None
        heard = self.heard.words()

        def work(workspace: Workspace, report: Report) -> tuple[Joined, OfficeNames]:
            joined = trust_jobs.join(workspace, session, file, heard, report)
            return joined, names_of(Exchange(workspace))

        title = self.around.speech.say("trust.joining")
        return self.progress.follow(
            self.around.tasks.run(title, work, self._done, self.heard.tell_trouble, writes=True)
        )

    def _take(self, file: Path) -> None:
        self.file = file
        self._file.setText(file.name)
        self.facts.show()
        self.heard.setFocus()

    def _done(self, found: tuple[Joined, OfficeNames]) -> None:
        self.joined, names = found
        speech = self.around.speech
        words = BundleWords(self.around.tasks.program, speech.language, names)
        said = [one for each in self.joined.reports for one in words.taken(each)]
        roster = self.joined.roster
        title = speech.say(
            "trust.joined",
            count=len(roster.offices),
            entries=self.joined.entries,
            version=roster.version,
            issued=roster.issued,
        )
        self.report.show_said(title, said)
        self.facts.hide()
        self.heard.line.clear()
        self.file = None
        self.around.shell.tell(Message(title, "good"))
