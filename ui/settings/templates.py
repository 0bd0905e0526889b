"""Templates of papers: the delivered one as a start, one's own checked, tried and in force."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from cso_registry.domain.papers.shelf import TemplateForm
from cso_registry.domain.papers.template_acts import (
    ImportTemplate,
    PutTemplateInForce,
    RetireTemplate,
)
from cso_registry.host.private_files import write_small_file
from cso_registry.workspace.office_templates import (
    Read,
    kept_template,
    read_template,
    start_of,
    trial,
)
from ui.look.measures import Type
from ui.look.parts import Hairline, Wrapped
from ui.organizations.cards import emptied
from ui.settings.listed import ListedPart
from ui.settings.stage import act_button, add_reason
from ui.shell.room import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.documents.editable.marks import Mistake
    from cso_registry.domain.papers.shelf import TemplateEdition
    from ui.forms.form import ActForm
    from ui.shell.room import Surroundings
    from ui.tasks.jobs import Job


class TemplatesPart(ListedPart):
    """The papers, the editions of one, and the forms of what is done with them.

    Attributes:
        mistakes: What is wrong with the file that was looked at last.
    """

    def __init__(self, around: Surroundings) -> None:
        self.mistakes: tuple[Mistake, ...] = ()
        super().__init__(around, "templates", ImportTemplate.kind)

    def fill_list(self) -> None:
        """Show every paper, with how many editions the office made."""
        program, thai = self.around.tasks.program, self.around.speech.language == "th"
        self.list.show_lines(
            (code, f"{code} {one.spec.title.th if thai else one.spec.title.en}", self._about(code))
            for code, one in sorted(program.templates.items())
        )

    def show_one(self, code: str) -> None:
        """Show one paper; what was wrong with another file is forgotten."""
        self.mistakes = ()
        super().show_one(code)

    def fill_card(self) -> None:
        """Show the editions of the paper in front, and what can be done."""
        body, say, program = emptied(self.card), self._say, self.around.tasks.program
        title = program.templates[self.opened].spec.title
        words = title.th if self.around.speech.language == "th" else title.en
        body.addWidget(Wrapped(f"{self.opened} {words}", kind=Type.SECTION))
        body.addWidget(Wrapped(say("template_how"), tone="secondary"))
        self._button("template_start", self.ask_start, may=True)
        self._button("template_take", self.ask_file)
        add_reason(self.card, self.why_not)
        for one in self.mistakes:
            said = self.around.speech.say(
                f"template_mistake.{one.key}", name=one.name, place=one.place
            )
            body.addWidget(Wrapped(said, tone="late"))
        for edition in self._editions():
            self._show(edition)

    def ask_start(self) -> None:
        """Ask where the delivered template is to be written."""
        start = str(Path.home() / f"{self.opened}.docx")
        kinds = "DOCX (*.docx);;TOML (*.toml)"
        file, _ = QFileDialog.getSaveFileName(self, self._say("template_start"), start, kinds)
        if file:
            self.save_start(Path(file))

    def save_start(self, file: Path) -> Job:
        """Write the delivered template, to be changed in a word processor."""
        program, paper = self.around.tasks.program, self.opened
        form = TemplateForm.BUILT_IN if file.suffix == ".toml" else TemplateForm.DOCX
        language = self.around.speech.language
        return self._write(file, lambda: start_of(program, paper, form, language))

    def ask_file(self) -> None:
        """Ask which file is to be looked at."""
        kinds = "DOCX, TOML (*.docx *.toml)"
        file, _ = QFileDialog.getOpenFileName(self, self._say("template_take"), "", kinds)
        if file:
            self.take(Path(file))

    def take(self, file: Path) -> Job:
        """Check a file: say what is wrong with it, or open the form that keeps it."""
        around, paper = self.around, self.opened
        program, language = around.tasks.program, around.speech.language

        def done(read: Read) -> None:
            self.mistakes = read.mistakes
            self.fill_card()
            if not read.mistakes:
                self.open_form(ImportTemplate, read.fields, {"edition": read.next_edition})

        return around.tasks.run(
            self._say("template_checking"),
            lambda _, __: read_template(program, paper, file, language),
            done,
            around.shell.tell_trouble,
            writes=False,
        )

    def try_out(self, edition: TemplateEdition, file: Path) -> Job:
        """Write a draft of an edition, filled with test data."""
        program, language = self.around.tasks.program, self.around.speech.language
        return self._write(file, lambda: trial(program, kept_template(edition), language))

    def begin(self, edition: TemplateEdition) -> ActForm:
        """Open the form that puts an edition in force."""
        today = self.around.tasks.today.isoformat()
        return self._dated(PutTemplateInForce, edition, effective_from=today, cite=edition.cite)

    def retire(self, edition: TemplateEdition) -> ActForm:
        """Open the form that ends the use of an edition."""
        today = self.around.tasks.today.isoformat()
        return self._dated(RetireTemplate, edition, effective_to=today)

    def _dated(self, act: Any, edition: TemplateEdition, **prefill: str) -> ActForm:
        named = {"paper": edition.paper, "edition": edition.edition}
        return self.open_form(act, named, prefill)

    def _show(self, one: TemplateEdition) -> None:
        body, speech, shelf = self.card.body, self.around.speech, self.around.tasks.program.shelf
        begun, ended = shelf.begins(one.paper, one.edition), shelf.ends(one.paper, one.edition)
        body.addWidget(Hairline())
        body.addWidget(Wrapped(f"{self._say('template_edition')} {one.edition}", kind=Type.STRONG))
        days = [
            speech.say(f"ui.settings.{key}_day", day=speech.day(day))
            for key, day in (("since", begun), ("until", ended))
            if day is not None
        ] or [self._say("template_kept")]
        body.addWidget(Wrapped(" · ".join((*days, one.owner, one.cite)), tone="secondary"))
        self._button("template_try", lambda: self._ask_try(one), may=True)
        if begun is None or ended is not None:
            self._button("template_begin", lambda: self.begin(one))
        else:
            self._button("template_retire", lambda: self.retire(one))

    def _ask_try(self, one: TemplateEdition) -> None:
        start = str(Path.home() / f"{one.paper}-{one.edition}.pdf")
        file, _ = QFileDialog.getSaveFileName(self, self._say("template_try"), start, "*.pdf")
        if file:
            self.try_out(one, Path(file))

    def _write(self, file: Path, make: Callable[[], bytes]) -> Job:
        around = self.around

        def done(_: None) -> None:
            said = around.speech.say("ui.settings.template_written", file=str(file))
            around.shell.tell(Message(said, "good"))

        return around.tasks.run(
            self._say("template_writing"),
            lambda _, __: write_small_file(file, make()),
            done,
            around.shell.tell_trouble,
            writes=False,
        )

    def _button(self, key: str, do: Callable[[], object], *, may: bool = False) -> None:
        made = act_button(self._say(key), "" if may else self.why_not)
        made.clicked.connect(lambda _=False: do())
        self.card.body.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)

    def _editions(self) -> list[TemplateEdition]:
        shelf = self.around.tasks.program.shelf
        return [one for one in shelf.editions if one.paper == self.opened]

    def _about(self, code: str) -> str:
        program, today = self.around.tasks.program, self.around.tasks.today
        own = program.shelf.in_force(code, self.around.speech.language, today)
        if own is None:
            return self._say("template_delivered")
        return f"{self._say('template_edition')} {own.edition} · {own.cite}"

    def _say(self, key: str) -> str:
        return self.around.speech.say(f"ui.settings.{key}")
