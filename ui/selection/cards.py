"""The cards of a selection: who scores, what was decided, and what is delegated to whom."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cso_registry.domain.selection.deciding import Weighing
from cso_registry.domain.selection.score_sheets import TYPINGS
from cso_registry.kernel.money import format_baht
from ui.cases.blocks import act_link, card_head, link, pairs
from ui.cases.card import CaseCard
from ui.look.measures import Type
from ui.look.parts import Badge, Hairline, Wrapped, column, row
from ui.organizations.cards import emptied

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.workspace.selection.selection_view import (
        EvaluatorLine,
        ScopeLine,
        SelectionView,
        ShareLine,
    )
    from ui.look.parts import Tone

CLEAR, RELEASE, TYPE = "evaluator.clear", "evaluator.release", "scores.type"
PRINT_SHEETS, DECIDE_SCOPE, DECLARATION = "print_sheets", "delegation.decide", "print_declaration"
SEPARATOR: Final = "/"


class EvaluatorsCard(CaseCard):
    """Who scores: what each declared, what the program found, how many sheets are in."""

    def show_view(self, view: SelectionView) -> None:
        """Show the evaluators; before the opening no score of theirs is anywhere."""
        body, speech = emptied(self), self.around.speech
        body.addWidget(card_head(self.around, speech.say("ui.selection.evaluators")))
        if not view.evaluators:
            body.addWidget(Wrapped(speech.say("ui.selection.no_evaluators"), tone="secondary"))
        for at, one in enumerate(view.evaluators):
            if at:
                body.addWidget(Hairline())
            body.addWidget(self._line(one, view))

    def _line(self, one: EvaluatorLine, view: SelectionView) -> QWidget:
        speech, look = self.around.speech, self.around.look
        whole = QWidget()
        line = row(look, whole)
        said = column(look, gap=0)
        said.addWidget(Wrapped(one.name, kind=Type.STRONG))
        kind = speech.texts.value(f"evaluator_kind.{one.kind}").say(speech.language)
        sheets = speech.say("ui.selection.sheets_in", count=one.sheets, wanted=len(view.competing))
        said.addWidget(Wrapped(f"{kind} · {sheets}", kind=Type.SMALL, tone="secondary"))
        if one.statement and (one.is_me or view.case.is_personal_shown):
            said.addWidget(Wrapped(one.statement, kind=Type.SMALL))
        if one.found:
            found = speech.say("ui.selection.found", words=self._found(one))
            said.addWidget(Wrapped(found, kind=Type.SMALL, tone="late" if one.blocks else "text"))
        for made in self._acts(one, view):
            said.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        line.addLayout(said, 1)
        key, tone = _state(one)
        line.addWidget(Badge(speech.say(key), tone), 0, Qt.AlignmentFlag.AlignTop)
        return whole

    def _found(self, one: EvaluatorLine) -> str:
        speech = self.around.speech
        words = (
            f"{speech.texts.value(f'shared.{thing}').say(speech.language)} ({code})"
            for code, thing in one.found
        )
        return ", ".join(dict.fromkeys(words))

    def _acts(self, one: EvaluatorLine, view: SelectionView) -> Iterator[QWidget]:
        say = self.around.speech.say
        if one.declared is not None:
            yield link(
                self.around, say("ui.selection.print_declaration"), "printer",
                lambda: self.asked.emit(DECLARATION, one.officer),
                f"{say('ui.selection.print_declaration')}: {one.name}",
            )  # fmt: skip
        if view.compared is not None:
            return
        if one.blocks and self._may(view, CLEAR):
            yield self._named(CLEAR, one.declaration, one)
        if self._may(view, RELEASE):
            yield self._named(RELEASE, one.officer, one)
        if not view.is_closed or not view.competing:
            return
        printing = say("ui.selection.print_sheets")
        yield link(
            self.around, printing, "printer",
            lambda: self.asked.emit(PRINT_SHEETS, one.officer), f"{printing}: {one.name}",
        )  # fmt: skip
        if self._may(view, TYPE) and not one.must_declare and not one.blocks and not one.is_me:
            for number in TYPINGS:
                words = say("ui.selection.type", number=number)
                item = f"{one.officer}{SEPARATOR}{number}"
                do = partial(self.asked.emit, TYPE, item)
                yield link(self.around, words, "keyboard", do, f"{words}: {one.name}")

    def _named(self, kind: str, item: str, one: EvaluatorLine) -> QWidget:
        made = act_link(self.around, kind, self.asked.emit, item)
        made.setAccessibleName(f"{made.text()}: {one.name}")
        return made

    @staticmethod
    def _may(view: SelectionView, kind: str) -> bool:
        offer = view.case.offer(kind)
        return offer is not None and offer.denied is None


def _state(one: EvaluatorLine) -> tuple[str, Tone]:
    if one.must_declare:
        key = "ui.selection.declare_again" if one.declared else "ui.selection.not_declared"
        return key, "soon"
    if one.blocks:
        return "ui.selection.blocked", "late"
    if one.has_interest or one.found:
        return "ui.selection.cleared", "accent"
    return "ui.selection.no_interest", "good"


class DecisionCard(CaseCard):
    """What was decided: who, by which resolution, why, against whose view, and the shares."""

    def show_view(self, view: SelectionView) -> None:
        """Show the decision, once there is one."""
        body, decision = emptied(self), view.call.decision
        self.setVisible(decision is not None)
        if decision is None:
            return
        speech = self.around.speech
        badge = Badge(decision.resolution, "good")
        body.addWidget(card_head(self.around, speech.say("ui.selection.decision"), badge))
        kind = speech.texts.value(f"decision_kind.{decision.decision_kind.value}")
        by = view.case.names.get(str(decision.by), "")
        small = f"{speech.day(decision.decided)} · {kind.say(speech.language)} · {by}"
        body.addWidget(Wrapped(small, kind=Type.SMALL, tone="secondary"))
        known = {one.id: one for one in view.competing}
        for proposal in decision.chosen_ones:
            one = known.get(str(proposal))
            if one is not None:
                body.addWidget(Wrapped(f"{one.code} {one.applicant}", kind=Type.STRONG))
        if not decision.chosen_ones:
            body.addWidget(Wrapped(speech.say("ui.selection.nobody"), tone="soon"))
        for key, text in (
            ("ui.selection.override", decision.override_reason),
            ("ui.selection.minority", decision.minority_view),
        ):
            if text:
                body.addWidget(Wrapped(speech.say(key, words=text), tone="soon"))
        weighed = (
            (speech.texts.value(f"weighed.{name}").say(speech.language), said)
            for name in Weighing.model_fields
            if (said := getattr(decision.weighing, name))
        )
        body.addWidget(pairs(self.around.look, weighed))
        self._add_holds(view)
        for share in view.shares:
            self._add_share(share)

    def _add_holds(self, view: SelectionView) -> None:
        holds = None if view.compared is None else view.compared.standings.holds
        if holds is not None:
            key = "score.ranking_holds" if holds else "score.ranking_differs"
            said = self.around.speech.say(key)
            self.body.addWidget(Wrapped(said, kind=Type.SMALL, tone="good" if holds else "late"))

    def _add_share(self, one: ShareLine) -> None:
        speech, share = self.around.speech, one.share
        tone: Tone = "late" if one.warns else "secondary"
        said = speech.say(
            "call.share", name=one.name, times=share.times, all_times=share.all_times,
            amount=format_baht(share.amount), all_amount=format_baht(share.all_amount),
        )  # fmt: skip
        self.body.addWidget(Wrapped(said, kind=Type.SMALL, tone=tone))
        if one.linked:
            linked = speech.say(
                "call.share_linked", linked=", ".join(one.linked),
                linked_times=share.linked_times,
                linked_amount=format_baht(share.linked_amount),
            ).strip()  # fmt: skip
            self.body.addWidget(Wrapped(linked, kind=Type.SMALL, tone=tone))
        if one.warns:
            self.body.addWidget(Wrapped(speech.say("ui.selection.share_warns"), tone="late"))


class ScopesCard(CaseCard):
    """What is delegated to each chosen one; without it no agreement comes into force (R-13)."""

    def show_view(self, view: SelectionView) -> None:
        """Show the chosen ones with the scope of each."""
        body, speech = emptied(self), self.around.speech
        self.setVisible(bool(view.scopes))
        if not view.scopes:
            return
        body.addWidget(card_head(self.around, speech.say("ui.selection.scopes")))
        offer = view.case.offer("selection.decide")
        may = offer is not None and offer.denied is None
        for one in view.scopes:
            body.addWidget(self._line(one, may_fix=may))

    def _line(self, one: ScopeLine, *, may_fix: bool) -> QWidget:
        speech = self.around.speech
        whole = QWidget()
        line = row(self.around.look, whole)
        said = column(self.around.look, gap=0)
        said.addWidget(Wrapped(f"{one.proposal.code} {one.proposal.applicant}", kind=Type.STRONG))
        if one.delegation:
            said.addWidget(
                link(
                    self.around, one.code, "external-link",
                    lambda: self.around.shell.open_record("delegation", one.delegation),
                ),
                0, Qt.AlignmentFlag.AlignLeft,
            )  # fmt: skip
        if may_fix and not one.is_in_force:
            made = act_link(self.around, DECIDE_SCOPE, self.asked.emit, one.proposal.id)
            made.setAccessibleName(f"{made.text()}: {one.proposal.code}")
            said.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        line.addLayout(said, 1)
        key = "delegation_status.in_force" if one.is_in_force else "delegation_status.ended"
        word = speech.texts.value(key).say(speech.language)
        if not one.delegation:
            word = speech.say("ui.selection.no_scope")
        tone: Tone = "good" if one.is_in_force else "soon"
        line.addWidget(Badge(word, tone), 0, Qt.AlignmentFlag.AlignTop)
        return whole
