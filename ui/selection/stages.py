"""The way of a call to its partner, stage by stage: where it stands, and what is next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.cases.blocks import card_head
from ui.cases.card import CaseCard
from ui.look.measures import Type
from ui.look.parts import Badge, Hairline, Wrapped, button, column, row
from ui.organizations.cards import emptied

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.workspace.selection.selection_view import SelectionView
    from ui.look.parts import Tone

NAME, DECLARE, DECIDE = "evaluator.name", "evaluator.declare", "selection.decide"
SUBMIT, TYPE, UNSEAL = "scores.submit", "scores.type", "scores.open"
MATRIX, LETTERS = "matrix", "letters"
ICONS: Final = {
    NAME: "user-plus",
    DECLARE: "user-check",
    SUBMIT: "clipboard-text",
    UNSEAL: "key",
    MATRIX: "table",
    DECIDE: "gavel",
    LETTERS: "mail",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its state in words, and what can be done in it now."""

    name: str
    said: str
    state: str
    acts: tuple[str, ...] = ()


TONES: Final[dict[str, Tone]] = {"done": "good", "now": "accent", "waits": "secondary"}


class StagesCard(CaseCard):
    """Every stage with its state; what can be done now stands beside it."""

    def show_view(self, view: SelectionView) -> None:
        """Show the stages in their order."""
        body, speech = emptied(self), self.around.speech
        body.addWidget(card_head(self.around, speech.say("ui.selection.stages")))
        for at, one in enumerate(self._stages(view)):
            if at:
                body.addWidget(Hairline())
            body.addWidget(self._line(at + 1, one))

    def _line(self, number: int, one: Stage) -> QWidget:
        speech = self.around.speech
        whole = QWidget()
        line = row(self.around.look, whole)
        said = column(self.around.look, gap=0)
        title = speech.say(f"ui.selection.stage.{one.name}")
        said.addWidget(Wrapped(f"{number}. {title}", kind=Type.STRONG))
        if one.said:
            said.addWidget(Wrapped(one.said, kind=Type.SMALL, tone="secondary"))
        for kind in one.acts:
            made = button(self._words(kind), role="link")
            self.around.look.dress(made, ICONS[kind], "accent")
            made.clicked.connect(lambda _=False, act=kind: self.asked.emit(act, ""))
            said.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        line.addLayout(said, 1)
        state = speech.say(f"ui.selection.state.{one.state}")
        line.addWidget(Badge(state, TONES[one.state]), 0, Qt.AlignmentFlag.AlignTop)
        return whole

    def _words(self, kind: str) -> str:
        speech = self.around.speech
        own = {SUBMIT, UNSEAL, MATRIX, DECIDE, LETTERS}
        if kind in own:
            return speech.say(f"ui.selection.do.{kind}")
        return speech.texts.act(kind).say(speech.language)

    def _stages(self, view: SelectionView) -> Iterator[Stage]:
        say = self.around.speech.say
        closes = view.call.closes
        day = "" if closes is None else self.around.speech.day(closes)
        opened, decided = view.compared is not None, view.call.decision is not None
        counts = {"competing": len(view.competing), "undecided": view.undecided}
        key = "ui.selection.closed_on" if view.is_closed else "ui.selection.open_until"
        closed_done = view.is_closed and not view.undecided
        yield Stage("closed", say(key, day=day, **counts), _state(done=closed_done, now=True))
        yield self._evaluators(view, opened=opened)
        yield self._scores(view, opened=opened)
        yield self._opening(view, opened=opened)
        yield Stage(
            "ranking",
            say("ui.selection.computed") if opened else "",
            _state(done=opened, now=False),
            (MATRIX,) if opened else (),
        )
        yield self._choice(view, opened=opened, decided=decided)
        due = len(view.letters)
        said = say("ui.selection.letters_due", count=due) if due else ""
        may = decided and due and self._may(view, DECIDE)
        yield Stage(
            "letters", said, _state(done=decided and not due, now=decided),
            (LETTERS,) if may else (),
        )  # fmt: skip
        fixed = sum(one.is_in_force for one in view.scopes)
        said = say("ui.selection.scopes_fixed", count=fixed, chosen=len(view.scopes))
        yield Stage(
            "scope",
            said if decided else "",
            _state(done=decided and fixed == len(view.scopes), now=decided),
        )

    def _evaluators(self, view: SelectionView, *, opened: bool) -> Stage:
        say, people = self.around.speech.say, view.evaluators
        ready = [one for one in people if not one.must_declare and not one.blocks]
        acts = [] if opened or not self._may(view, NAME) else [NAME]
        me = view.me
        if me is not None and me.must_declare and not opened:
            acts.append(DECLARE)
        blocked = sum(one.blocks for one in people)
        said = say(
            "ui.selection.evaluators_ready", ready=len(ready), count=len(people), blocked=blocked
        )
        done = bool(people) and len(ready) == len(people)
        return Stage("evaluators", said, _state(done=done or opened, now=True), tuple(acts))

    def _scores(self, view: SelectionView, *, opened: bool) -> Stage:
        say, me = self.around.speech.say, view.me
        said = say("ui.selection.sheets_in", count=view.sheets_in, wanted=view.sheets_wanted)
        done = bool(view.sheets_wanted) and view.sheets_in == view.sheets_wanted
        mine = me is not None and not me.must_declare and not me.blocks
        may = mine and view.is_closed and not opened
        state = _state(done=done or opened, now=view.is_closed and bool(view.evaluators))
        return Stage("scores", said, state, (SUBMIT,) if may else ())

    def _opening(self, view: SelectionView, *, opened: bool) -> Stage:
        say = self.around.speech.say
        is_in = bool(view.sheets_wanted) and view.sheets_in == view.sheets_wanted
        may = not opened and is_in and self._may(view, UNSEAL)
        said = say("ui.selection.sealed_till") if not opened else ""
        return Stage("opening", said, _state(done=opened, now=is_in), (UNSEAL,) if may else ())

    def _choice(self, view: SelectionView, *, opened: bool, decided: bool) -> Stage:
        say = self.around.speech.say
        if decided:
            return Stage("choice", "", "done")
        numbers = ", ".join(view.resolutions)
        key = "ui.selection.resolutions" if numbers else "ui.selection.no_resolution"
        said = say(key, numbers=numbers) if numbers else say(key)
        may = opened and self._may(view, DECIDE)
        return Stage(
            "choice", said if opened else "", _state(done=False, now=opened),
            (DECIDE,) if may else (),
        )  # fmt: skip

    @staticmethod
    def _may(view: SelectionView, kind: str) -> bool:
        offer = view.case.offer(kind)
        return offer is not None and offer.denied is None


def _state(*, done: bool, now: bool) -> str:
    return "done" if done else "now" if now else "waits"
