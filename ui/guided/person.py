"""Answering a person: what is held about them, a copy to hand over, erasure where law allows."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from cso_registry.domain.organizations.privacy_acts import ErasePersonalData
from cso_registry.domain.organizations.records import Organization
from cso_registry.workspace.data_subject import find_held, note_held
from cso_registry.workspace.held_files import write_held
from cso_registry.workspace.office_view import denial
from ui.gate.fields import PlaceEdit
from ui.guided.lead import Lead
from ui.guided.step import GuidedStep, path_of
from ui.look.measures import Type
from ui.look.parts import Badge, Hairline, Wrapped, button, column, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.domain.permission import DeniedError
    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.data_subject import HeldAbout, HeldPart
    from cso_registry.workspace.workspace import Workspace
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings
    from ui.tasks.jobs import Report


MOST_SHOWN: Final = 60
"""The copy holds all; a window with hundreds of parts is read by nobody."""


class AskStep(GuidedStep):
    """Who asks."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__("person_who", around)
        self.held: HeldAbout | None = None
        for number in range(1, 4):
            self.tell(f"person_who_{number}")
        self.add("asked", QLineEdit(), with_help=True)

    def faults(self) -> dict[str, str]:
        """Look whether somebody is named."""
        return self.needed("asked")

    def carry_out(self, then: Callable[[], None]) -> None:
        """Look through every personal part; the look is logged before it is shown."""
        asked, language = self.text("asked"), self.speech.language
        session = self.around.tasks.session

        def work(workspace: Workspace, report: Report) -> HeldAbout:
            return find_held(workspace, asked, language, report)

        def found(held: HeldAbout) -> None:
            if session is not None:
                self.set_busy(is_busy=True)
                self.around.tasks.write(
                    self,
                    lambda workspace: note_held(workspace, session, held),
                    lambda _: logged(held),
                    self._failed,
                )

        def logged(held: HeldAbout) -> None:
            self.set_busy(is_busy=False)
            self.held = held
            then()

        self.run(work, found, writes=False)


class SeenStep(GuidedStep):
    """What was found, part by part."""

    def __init__(self, around: Surroundings, ask: AskStep) -> None:
        super().__init__("person_seen", around)
        self._ask = ask

    def arrive(self) -> None:
        """Show the parts."""
        held, speech = self._ask.held, self.speech
        body = self.renewed()
        if held is None:
            return
        key = "ui.guided.found" if held.parts else "ui.guided.found_none"
        said = speech.say(key, count=f"{len(held.parts):,}", asked=held.asked)
        body.addWidget(Wrapped(said, kind=Type.STRONG))
        if held.is_cut:
            body.addWidget(Wrapped(speech.say("ui.guided.found_cut"), tone="soon"))
        for one in held.parts[:MOST_SHOWN]:
            body.addWidget(Hairline())
            body.addWidget(self._part(one))
        if len(held.parts) > MOST_SHOWN:
            body.addWidget(Hairline())
            body.addWidget(Wrapped(speech.say("ui.guided.more_in_copy", count=MOST_SHOWN)))

    def _part(self, one: HeldPart) -> QWidget:
        look, speech, whole = self.look, self.speech, QWidget()
        lines, head = column(look, whole, gap=2), row(look)
        head.addWidget(Wrapped(f"{one.title} · {one.label}", kind=Type.STRONG), 1)
        tone: Tone = "good" if one.is_current else "secondary"
        head.addWidget(Badge(speech.say("held.now" if one.is_current else "held.before"), tone))
        lines.addLayout(head)
        for label, words in one.values:
            lines.addWidget(Wrapped(f"{label}: {words}"))
        why = " · ".join(part for part in (speech.day(one.day), one.by, one.purpose) if part)
        lines.addWidget(Wrapped(why, kind=Type.SMALL, tone="secondary"))
        return whole


class CopyStep(GuidedStep):
    """A copy for the person: a paper and a sheet."""

    def __init__(self, around: Surroundings, ask: AskStep) -> None:
        super().__init__("person_copy", around)
        self._ask = ask
        place = PlaceEdit(around.look, around.speech, is_folder=True)
        self.add("copies", place, with_help=True)
        place.line.setText(str(Path.home()))
        self.write = self.add_button("ui.guided.write_copy", self._write)

    def _write(self) -> None:
        held, folder = self._ask.held, path_of(self, "copies")
        missing = self.needed("copies")
        self.fields["copies"].set_wrong(missing.get("copies", ""))
        if held is None or missing:
            return
        language = self.speech.language

        def work(workspace: Workspace, _: Report) -> tuple[Path, Path]:
            return write_held(workspace, held, folder, language)

        def done(files: tuple[Path, Path]) -> None:
            said = self.speech.say("ui.guided.written", paper=str(files[0]), sheet=str(files[1]))
            self.say(said, "good")

        self.run(work, done, writes=False)


class EraseStep(GuidedStep):
    """Erasure by order, for each registered subject that holds it now.

    Attributes:
        erase: A subject and its groups are to be erased: opens the form of the act.
    """

    erase = Signal(str, object)

    def __init__(self, around: Surroundings, ask: AskStep) -> None:
        super().__init__("person_erase", around)
        self._ask = ask
        self.tell("person_erase_1")
        self.tell("person_erase_2")

    def arrive(self) -> None:
        """Ask whether this officer may erase."""
        session = self.around.tasks.session
        if session is not None:
            self.around.tasks.ask(
                self,
                lambda workspace: denial(workspace, session, ErasePersonalData.kind),
                self._take,
                topic="denial",
            )

    def _take(self, denied: DeniedError | None) -> None:
        held, body, speech = self._ask.held, self.renewed(), self.speech
        why = "" if denied is None else " ".join(speech.error(denied))
        subjects = [
            record
            for record, kind in ({} if held is None else held.records).items()
            if kind == Organization.type and held is not None and held.groups_of(record)
        ]
        if not subjects:
            body.addWidget(Wrapped(speech.say("ui.guided.nothing_to_erase"), tone="secondary"))
        for record in subjects:
            body.addWidget(self._line(record, why))
        if why and subjects:
            body.addWidget(Wrapped(why, kind=Type.SMALL, tone="secondary"))

    def _line(self, record: RecordId, why: str) -> QWidget:
        held, whole = self._ask.held, QWidget()
        line = row(self.look, whole)
        if held is None:
            return whole
        title = next(one.title for one in held.parts if one.record == record)
        line.addWidget(Wrapped(title), 1)
        made = button(self.speech.say("ui.guided.erase"), role="link")
        made.setAccessibleName(f"{made.text()}: {title}")
        made.setEnabled(not why)
        made.setToolTip(why)
        groups = held.groups_of(record)
        made.clicked.connect(partial(self._erase, str(record), groups))
        line.addWidget(made)
        return whole

    def _erase(self, record: str, groups: tuple[str, ...], _: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt hands it over
        self.erase.emit(record, groups)


class PersonLead(Lead):
    """The steps of the answer."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.ask = AskStep(around)
        self.seen, self.copy = SeenStep(around, self.ask), CopyStep(around, self.ask)
        self.erase = EraseStep(around, self.ask)
        self.take((self.ask, self.seen, self.copy, self.erase))
