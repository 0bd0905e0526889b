"""The card of a course: its steps, what keeps the case where it stands, and the ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from cso_registry.domain.agreements.aspects import Aspect
from cso_registry.domain.agreements.gates import is_beyond
from cso_registry.domain.workflow.model import END
from cso_registry.workspace.agreements.agreement_page import Place
from ui.cases.blocks import add_acts, card_head, link
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Card, Hairline, Text, Wrapped, button, column, icon_button, row
from ui.organizations.cards import emptied

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QVBoxLayout

    from cso_registry.domain.workflow.model import Gate, Move
    from cso_registry.domain.workflow.sources import Quoted
    from cso_registry.workspace.agreements.agreement_page import AgreementPage, StepLine
    from ui.look.parts import Tone
    from ui.look.speech import Speech
    from ui.shell.room import Surroundings

FILE_PAPER: Final = "agreement.file_paper"
ADVANCE: Final = "agreement.advance"
STEP_BACK: Final = "agreement.step_back"
PLACED: Final = (FILE_PAPER, ADVANCE, STEP_BACK)
"""Acts of the course that stand beside the gate or the step that they are about."""
DRAWING: Final = "agreement.drawing"
"""What is asked for when the map is to be seen as a drawing; it is no act."""
TOP: Final = Qt.AlignmentFlag.AlignTop
EARLY: Final = "early"
PAPER: Final = "paper"
MARKS: Final[Mapping[Place, str]] = {Place.LEFT: "✓", Place.HERE: "●", Place.AHEAD: "○"}
TONES: Final[Mapping[Place, Tone]] = {
    Place.LEFT: "good",
    Place.HERE: "accent",
    Place.AHEAD: "secondary",
}


def said_in(speech: Speech, part: object) -> str:
    """Return the words of a part of a map, or of a clause, in the language that is spoken."""
    return str(getattr(part, "th" if speech.language == "th" else "en"))


class CourseCard(Card):
    """The steps of the map, what is missing here, and where the case may go.

    Attributes:
        asked: An act is to be done: its kind, and the gate or the step that it is about.
    """

    asked = Signal(str, str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.look)
        self._around = around
        self._read: set[str] = set()

    def show_view(self, view: AgreementPage) -> None:
        """Show the course; an agreement without a map, such as a compact, has none."""
        body, say, course = emptied(self), self._around.speech.say, view.agreement.course
        self.setVisible(course is not None)
        if course is None:
            return
        badges: tuple[Badge, ...] = ()
        if any(one.move_way == "cycle" for one in course.moves):
            said = say("ui.agreements.round", count=view.agreement.round)
            badges = (Badge(said, "secondary"),)
        body.addWidget(card_head(self._around, say("ui.agreements.course"), *badges))
        name = f"{said_in(self._around.speech, course)} · {course.cite}"
        body.addWidget(Wrapped(name, kind=Type.SMALL, tone="secondary"))
        if view.stands.other_edition:
            told = say("agreement.other_edition", edition=view.stands.other_edition)
            body.addWidget(Wrapped(told, kind=Type.SMALL, tone="soon"))
        body.addWidget(self._steps(view.path))
        drawn = link(
            self._around, say("ui.agreements.drawing"), "affiliate",
            lambda: self.asked.emit(DRAWING, ""),
        )  # fmt: skip
        body.addWidget(drawn, 0, Qt.AlignmentFlag.AlignLeft)
        if view.stands.at is not None:
            body.addWidget(Hairline())
            self._show_here(body, view)

    def _steps(self, path: tuple[StepLine, ...]) -> QWidget:
        speech, look = self._around.speech, self._around.look
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(GRID * 2))
        grid.setVerticalSpacing(look.px(GRID))
        grid.setColumnStretch(1, 1)
        for at, one in enumerate(path):
            mark = Text(MARKS[one.place], tone=TONES[one.place])
            mark.setAccessibleName(speech.say(f"ui.agreements.step_{one.place.value}"))
            grid.addWidget(mark, at * 2, 0, TOP)
            kind = Type.STRONG if one.place is Place.HERE else Type.BODY
            tone: Tone = "text" if one.place is not Place.AHEAD else "secondary"
            name = f"{at + 1}. {said_in(speech, one.step)}"
            grid.addWidget(Wrapped(name, kind=kind, tone=tone), at * 2, 1)
            actor = speech.texts.value(f"side.{one.step.actor}").say(speech.language)
            aside = actor if one.left is None else speech.day(one.left)
            said = Text(aside, kind=Type.SMALL, tone="secondary")
            grid.addWidget(said, at * 2, 2, TOP | Qt.AlignmentFlag.AlignRight)
            quoted = self._around.tasks.program.delivered.sources.of(one.step.cite)
            if quoted:
                block = self._quoted(quoted)
                block.setVisible(one.place is Place.HERE or one.step.code in self._read)
                grid.addWidget(block, at * 2 + 1, 1, 1, 3)
                grid.addWidget(self._opener(one, block), at * 2, 3, TOP)
        return whole

    def _quoted(self, quoted: tuple[Quoted, ...]) -> QWidget:
        """Return what the sources say, each with its document, place and page."""
        speech = self._around.speech
        whole = QFrame()
        whole.setProperty("role", "inset")
        lines = column(self._around.look, whole, margin=GRID * 2, gap=GRID)
        for one in quoted:
            words = f"“{said_in(speech, one.passage)}”"
            lines.addWidget(Wrapped(words, kind=Type.SMALL))
            page = one.passage.page
            at = "" if page is None else speech.say("source.page", page=page)
            parts = (said_in(speech, one.document), one.cite, at)
            place = " · ".join(part for part in parts if part)
            lines.addWidget(Wrapped(place, kind=Type.SMALL, tone="secondary"))
        return whole

    def _opener(self, one: StepLine, block: QWidget) -> QWidget:
        speech = self._around.speech
        made = icon_button(self._around.look, "book-2")
        made.setAccessibleName(
            speech.say("ui.agreements.source_of", step=said_in(speech, one.step))
        )
        made.setToolTip(made.accessibleName())

        def turn() -> None:
            self._read ^= {one.step.code}
            block.setVisible(block.isHidden())

        made.clicked.connect(turn)
        return made

    def _show_here(self, body: QVBoxLayout, view: AgreementPage) -> None:
        say, missing = self._around.speech.say, view.stands.missing
        if missing:
            body.addWidget(Wrapped(say("ui.agreements.missing"), kind=Type.STRONG))
        else:
            body.addWidget(Wrapped(say("ui.agreements.all_there"), tone="good"))
        offer = view.case.offer(FILE_PAPER)
        may_file = offer is not None and offer.is_open
        for one in missing:
            body.addWidget(self._gate(one, may_file=may_file))
        self._show_ways(body, view)
        add_acts(self, self._around, view.case, Aspect.COURSE, self.asked.emit, placed=PLACED)

    def _gate(self, gate: Gate, *, may_file: bool) -> QWidget:
        speech, look = self._around.speech, self._around.look
        whole = QWidget()
        lines = column(look, whole, gap=2)
        head = row(look)
        head.addWidget(Wrapped(said_in(speech, gate)), 1)
        if gate.paper:
            head.addWidget(Badge(gate.paper, "soon"), 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(head)
        lines.addWidget(Wrapped(gate.cite, kind=Type.SMALL, tone="secondary"))
        if gate.shown_by == PAPER and may_file:
            made = link(
                self._around, speech.texts.act(FILE_PAPER).say(speech.language), "paperclip",
                lambda: self.asked.emit(FILE_PAPER, gate.code),
                speech.say("ui.agreements.file_for", what=said_in(speech, gate)),
            )  # fmt: skip
            lines.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        elif is_beyond(gate):
            told = speech.say("agreement.needs_newer_program", gate=said_in(speech, gate))
            lines.addWidget(Wrapped(told, kind=Type.SMALL, tone="late"))
        elif gate.shown_by != PAPER:
            told = speech.say("ui.agreements.opens_by_itself")
            lines.addWidget(Wrapped(told, kind=Type.SMALL, tone="secondary"))
        return whole

    def _show_ways(self, body: QVBoxLayout, view: AgreementPage) -> None:
        advance, back = view.case.offer(ADVANCE), view.case.offer(STEP_BACK)
        if advance is not None and advance.is_open and not view.stands.missing:
            for one in view.stands.ways:
                if one.move_way != EARLY:
                    made = button(self._way(view, one), role="plain")
                    self._around.look.dress(made, "arrow-right", "accent")
                    made.clicked.connect(
                        lambda _=False, to=one.to_step: self.asked.emit(ADVANCE, to)
                    )
                    body.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        if back is not None and back.is_open and view.back_to is not None:
            said = self._around.speech.say("ui.agreements.back_to", step=view.back_to)
            made = link(self._around, said, "arrow-back-up", lambda: self.asked.emit(STEP_BACK, ""))
            body.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)

    def _way(self, view: AgreementPage, move: Move) -> str:
        speech = self._around.speech
        way = speech.texts.value(f"move_way.{move.move_way}").say(speech.language)
        if move.to_step == END:
            return way
        course = view.agreement.course
        step = None if course is None else course.step(move.to_step)
        return way if step is None else f"{way}: {said_in(speech, step)}"
