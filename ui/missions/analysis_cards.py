"""The cards of an analysis: each dimension with its questions, both guards, the decision."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt

from cso_registry.domain.missions.analyses import Outcome
from ui.cases.blocks import add_act, card_head, link, pairs
from ui.cases.card import CaseCard
from ui.look.measures import Type
from ui.look.parts import Badge, Hairline, Wrapped
from ui.missions.lists import ANALYSED
from ui.organizations.cards import emptied
from ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QVBoxLayout

    from cso_registry.domain.missions.analyses import LevelSide, MissionSide, PeopleSide
    from cso_registry.workspace.missions.analysis_view import AnalysisView
    from ui.shell.room import Surroundings

DECIDE, CLOSE = "analysis.decide", "close"
DIMENSIONS, FORMS, ORGANIZATION_FORMS = "V-08", "V-06", "V-05"


class Side(StrEnum):
    """The three dimensions: each the name of its group."""

    MISSION = "mission_side"
    LEVEL = "level_side"
    PEOPLE = "people_side"


CODES: Final = {Side.MISSION: "DM1", Side.LEVEL: "DM2", Side.PEOPLE: "DM3"}
ACTS: Final = {
    Side.MISSION: "analysis.answer_mission",
    Side.LEVEL: "analysis.answer_level",
    Side.PEOPLE: "analysis.answer_people",
}
GUARDS: Final = (("DM1-G1", "lawful"), ("DM1-G2", "safe"))


class DimensionCard(CaseCard):
    """One dimension: its questions, what was answered to each, and by whom."""

    def __init__(self, around: Surroundings, side: Side) -> None:
        super().__init__(around)
        self._side = side

    def show_view(self, view: AnalysisView) -> None:
        """Show the questions with their answers, or that they wait."""
        body, speech = emptied(self), self.around.speech
        words = Words(self.around.tasks.program, speech.language)
        answers, act = getattr(view.analysis, self._side), ACTS[self._side]
        offer = view.case.offer(act)
        state = Badge(speech.say("ui.analysis.waits"), "soon")
        if answers is not None:
            state = Badge(speech.say("ui.analysis.answered"), "good")
        title = f"{CODES[self._side]} {words.term(DIMENSIONS, CODES[self._side])}"
        body.addWidget(card_head(self.around, title, state))
        said = dict(self._answers(view, answers, words)) if answers is not None else {}
        for question in _questions(self._side):
            body.addWidget(Wrapped(speech.say(question), kind=Type.STRONG))
            body.addWidget(Wrapped(said.get(question) or "–"))
        if self._side is Side.MISSION:
            self._show_guards(body, answers, words)
        if answers is not None:
            by = view.case.names.get(answers.by, "")
            small = " · ".join(one for one in (speech.day(answers.answered), by) if one)
            body.addWidget(Wrapped(small, kind=Type.SMALL, tone="secondary"))
        if offer is not None and offer.is_open:
            add_act(self, self.around, act)

    def _show_guards(self, body: QVBoxLayout, side: MissionSide | None, words: Words) -> None:
        say = self.around.speech.say
        body.addWidget(Hairline())
        for code, name in GUARDS:
            holds = None if side is None else bool(getattr(side, name))
            badge = Badge(say("ui.analysis.waits"), "secondary")
            if holds is not None:
                word = words.value(("guard",), "passes" if holds else "fails")
                badge = Badge(word, "good" if holds else "late")
            body.addWidget(card_head(self.around, words.term(DIMENSIONS, code), badge))
            if side is not None:
                body.addWidget(Wrapped(str(getattr(side, f"{name}_reason"))))

    def _answers(self, view: AnalysisView, answers: Any, words: Words) -> Iterator[tuple[str, str]]:
        first, second, *rest = _questions(self._side)
        if self._side is Side.MISSION:
            yield first, _mission_kind(answers, words)
            yield second, f"{words.value(('degree',), answers.room)}: {answers.nature}"
        elif self._side is Side.LEVEL:
            yield first, _level(answers, words)
            yield second, _forms(answers, words, answers.argued)
        else:
            is_active = words.value(("active",), "yes" if answers.active else "no")
            yield first, f"{is_active}: {answers.activity}"
            yield second, f"{words.value(('degree',), answers.capacity)}: {answers.argued}"
            yield rest[0], _forms(answers, words, ", ".join(view.candidates))


def _questions(side: Side) -> tuple[str, ...]:
    count = 3 if side is Side.PEOPLE else 2
    return tuple(f"ui.analysis.{side.value}_{number}" for number in range(1, count + 1))


def _mission_kind(side: MissionSide, words: Words) -> str:
    return f"{words.term('V-01', side.mission_type)} · {words.term('V-02', side.process)}"


def _level(side: LevelSide, words: Words) -> str:
    parts = (words.term(DIMENSIONS, side.opening), words.term(FORMS, side.participation_form))
    said = " · ".join(one for one in parts if one != "–")
    return f"{said}\n{side.stages}" if side.stages else said


def _forms(side: LevelSide | PeopleSide, words: Words, more: str) -> str:
    named = ", ".join(words.term(ORGANIZATION_FORMS, code) for code in side.forms)
    return "\n".join(one for one in (named, more) if one)


class DecisionCard(CaseCard):
    """What was decided and why; before that, what the answers allow and what still waits."""

    def show_view(self, view: AnalysisView) -> None:
        """Show the decision, or the way to it."""
        body, speech = emptied(self), self.around.speech
        words = Words(self.around.tasks.program, speech.language)
        decision = view.analysis.decision
        if decision is None:
            self._show_way(body, view, words)
            return
        outcome = decision.outcome.value
        badge = Badge(words.value(("analysis_outcome",), outcome), ANALYSED.tone(outcome))
        body.addWidget(card_head(self.around, speech.say("ui.analysis.decision"), badge))
        body.addWidget(Wrapped(decision.reason))
        said = []
        if decision.suggested:
            said.append(
                (speech.say("ui.missions.suggested"), words.term(FORMS, decision.suggested))
            )
        if decision.resolution:
            said.append((speech.say("ui.analysis.resolution"), decision.resolution))
        if said:
            body.addWidget(pairs(self.around.look, said))
        by = view.case.names.get(decision.by, "")
        small = " · ".join(one for one in (speech.day(decision.decided), by) if one)
        body.addWidget(Wrapped(small, kind=Type.SMALL, tone="secondary"))

    def _show_way(self, body: QVBoxLayout, view: AnalysisView, words: Words) -> None:
        say = self.around.speech.say
        body.addWidget(card_head(self.around, say("ui.analysis.decision")))
        if view.missing:
            codes = (CODES[Side(one)] for one in view.missing)
            named = ", ".join(words.term(DIMENSIONS, code) for code in codes)
            body.addWidget(Wrapped(say("ui.analysis.missing", names=named), tone="soon"))
            return
        named = ", ".join(words.value(("analysis_outcome",), one.value) for one in view.fitting)
        body.addWidget(Wrapped(say("ui.analysis.may_be", names=named)))
        side = view.analysis.mission_side
        if side is not None and not side.lawful:
            body.addWidget(Wrapped(say("ui.analysis.unlawful"), tone="late"))
        elif side is not None and not side.safe:
            body.addWidget(Wrapped(say("ui.analysis.unsafe"), tone="soon"))
        offer = view.case.offer(DECIDE)
        if offer is None or not offer.is_open:
            return
        if Outcome.NOT_OPEN in view.fitting:
            do = self.asked.emit
            made = link(
                self.around, say("ui.analysis.close_file"), "circle-x",
                lambda: do(DECIDE, Outcome.NOT_OPEN.value),
            )  # fmt: skip
            body.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
