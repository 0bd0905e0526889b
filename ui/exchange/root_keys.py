"""The ceremony of the root keys, one keeper after the other at the keyboard (design, section 5)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cso_registry.kernel.errors import RegistryError
from cso_registry.workspace import opening
from cso_registry.workspace.exchanging import trust_jobs
from ui.exchange.parts import ErrandPane, WordsCard
from ui.gate.fields import Field, PlaceEdit, SecretEdit, tell_faults
from ui.look.measures import Type
from ui.look.parts import Card, Text, Wrapped, button, row
from ui.widgets.progress_line import ProgressLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.seal.passphrase import Cost
    from cso_registry.seal.secret import Secret
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.jobs import Job, Report

FOUND, RENEW = "found", "renew"
KEYS, HELD = 3, 2


class Step(Card):
    """One step: who sits at the keyboard, what is asked, and what is wrong with it."""

    def __init__(self, around: Surroundings, key: str, number: int) -> None:
        super().__init__(around.look)
        self._around = around
        self.fields: dict[str, Field] = {}
        title, more = Wrapped(kind=Type.SECTION), Wrapped(tone="secondary")
        said: dict[str, int] = {"number": number} if number else {}
        around.speech.put(title, title.setText, f"ui.exchange.step_{key}", **said)
        around.speech.put(more, more.setText, f"ui.exchange.step_{key}_more", **said)
        self.body.addWidget(title)
        self.body.addWidget(more)

    def ask_place(self, key: str, *, is_folder: bool) -> PlaceEdit:
        """Ask for a file or folder."""
        look, speech = self._around.look, self._around.speech
        made = PlaceEdit(look, speech, is_folder=is_folder)
        self._add("place", key, made)
        return made

    def ask_secret(self, name: str, key: str) -> SecretEdit:
        """Ask for a passphrase."""
        made = SecretEdit(self._around.look, self._around.speech)
        self._add(name, key, made)
        return made

    def text(self, name: str) -> str:
        """Return what was typed."""
        control = self.fields[name].control
        return control.text() if isinstance(control, PlaceEdit | SecretEdit) else ""

    def path(self) -> Path:
        """Return the place that was named."""
        return Path(self.text("place").strip()).expanduser().absolute()

    def secret(self) -> Secret:
        """Return the passphrase that was typed."""
        return opening.typed(self.text("secret"))

    def is_right(self) -> bool:
        """Say what is wrong; return whether nothing is."""
        faults = self._faults()
        tell_faults(self.fields, faults)
        return not faults

    def clear(self) -> None:
        """Forget what was typed."""
        for field in self.fields.values():
            field.clear()

    def begin(self) -> None:
        """Stand at the first field."""
        next(iter(self.fields.values())).control.setFocus()

    def _add(self, name: str, key: str, control: QWidget) -> None:
        self.fields[name] = Field(key, control, self._around.look, self._around.speech)
        self.body.addWidget(self.fields[name])

    def _faults(self) -> dict[str, str]:
        speech, needed = self._around.speech, self._around.speech.say("ui.found.needed")
        found = {name: needed for name in self.fields if not self.text(name).strip()}
        if "again" in self.fields:
            found |= self._weak()
        elif "place" in self.fields and "place" not in found:
            is_file = "secret" in self.fields
            is_there = self.path().is_file() if is_file else self.path().is_dir()
            if not is_there:
                found["place"] = speech.say("cli.no_such_file", path=self.text("place"))
            elif not is_file and any(one.exists() for one in trust_jobs.root_files(self.path())):
                name = trust_jobs.root_files(self.path())[0].name
                found["place"] = speech.say("cli.file_exists", file=name)
        return found

    def _weak(self) -> dict[str, str]:
        speech = self._around.speech
        try:
            opening.require_good(self.secret())
        except RegistryError as error:
            return {"secret": "\n".join(speech.error(error))}
        if self.text("secret") != self.text("again"):
            return {"again": speech.say("ui.gate.new_secret.differ")}
        return {}


class RootPane(ErrandPane):
    """Founds the national root, or puts new keys in the place of the old ones.

    Attributes:
        cost: How long guessing a passphrase takes; None for the usual.
    """

    def __init__(self, around: Surroundings, name: str) -> None:
        super().__init__(around, name)
        self.cost: Cost | None = None
        self.words, self.progress = WordsCard(around), ProgressLine(around)
        self.at = 0
        self.place = self._step("folder", 0, self._ask_folder)
        self.held = [
            self._step("held", at, self._ask_held) for at in range(1, HELD + 1) if name == RENEW
        ]
        self.new = [self._step("key", at, self._ask_new) for at in range(1, KEYS + 1)]
        self.steps = [self.place, *self.held, *self.new]
        self._count = Text(tone="secondary")
        self.back, self.next = button(), button(role="main")
        self.back.clicked.connect(lambda _=False: self.go(-1))
        self.next.clicked.connect(lambda _=False: self.go(1))
        line = row(around.look)
        for part in (self._count, self.back, self.next):
            line.addWidget(part)
        line.insertStretch(1, 1)
        self._line = QWidget()
        self._line.setLayout(line)
        for shown in (*self.steps, self._line, self.progress, self.words):
            self.area.body.addWidget(shown)
        self.area.body.addStretch(1)
        around.speech.keep(self, self._say)

    def begin(self) -> None:
        """Begin with the first step; nothing typed before is left."""
        for step in self.steps:
            step.clear()
        self.words.hide()
        self._line.show()
        self._show(0)

    def go(self, by: int) -> None:
        """Go a step on or back; after the last one the keys are made."""
        at = self.at
        if by > 0 and not self.steps[at].is_right():
            return
        if at + by < 0:
            self.closed.emit()
        elif at + by == len(self.steps):
            self.make()
        else:
            self._show(at + by)

    def make(self) -> Job | None:
        """Make the keys."""
        session = self.around.tasks.session
        if session is None or self.progress.is_busy:
            return None
        folder, cost = self.place.path(), self.cost
        secrets = [step.secret() for step in self.new]
        held = [(step.path(), step.secret()) for step in self.held]

        def work(workspace: Workspace, _report: Report) -> tuple[str, ...]:
            if held:
                return trust_jobs.renew_root(workspace, session, held, folder, secrets, cost)
            return trust_jobs.found_root(workspace, session, folder, secrets, cost)

        title = self.around.speech.say("ui.exchange.making_root")
        failed = self.around.shell.tell_trouble
        return self.progress.follow(
            self.around.tasks.run(title, work, self._done, failed, writes=True)
        )

    def _done(self, words: tuple[str, ...]) -> None:
        for step in (*self.new, *self.held):
            step.clear()
        self.steps[self.at].hide()
        self._line.hide()
        key = "trust.root_renewed" if self.held else "trust.founded"
        self.words.show_words(self.around.speech.say(key), words)

    def _show(self, at: int) -> None:
        self.at = at
        for number, step in enumerate(self.steps):
            step.setVisible(number == at)
        self._say()
        self.steps[at].begin()

    def _say(self) -> None:
        say, at = self.around.speech.say, self.at
        self._count.setText(say("ui.exchange.step", number=at + 1, of=len(self.steps)))
        self.back.setText(say("ui.gate.back"))
        is_last = at + 1 == len(self.steps)
        self.next.setText(say(f"ui.exchange.{self.name}_do" if is_last else "ui.gate.next"))

    def _step(self, key: str, number: int, ask: Callable[[Step], None]) -> Step:
        made = Step(self.around, key, number)
        ask(made)
        return made

    @staticmethod
    def _ask_folder(step: Step) -> None:
        step.ask_place("ui.exchange.root_folder", is_folder=True)

    @staticmethod
    def _ask_held(step: Step) -> None:
        step.ask_place("ui.exchange.root_file", is_folder=False)
        step.ask_secret("secret", "ui.exchange.root_secret")

    @staticmethod
    def _ask_new(step: Step) -> None:
        step.ask_secret("secret", "ui.exchange.root_secret")
        step.ask_secret("again", "ui.settings.key_again")
