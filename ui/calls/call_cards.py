"""The cards of what a call says: whether it may open, its sections, how partners are sought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from cso_registry.domain.selection.call_rules import BUDGET, RECEIVED, WHOLE
from cso_registry.kernel.money import format_baht
from ui.cases.blocks import add_act, card_head, link, pairs
from ui.cases.card import CaseCard
from ui.cases.cards import clock_words
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Hairline, Wrapped
from ui.organizations.cards import emptied
from ui.shell.rooms import ROOMS
from ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.domain.selection.calls import CallCriterion, CallTerms
    from cso_registry.workspace.selection.call_view import CallView
    from ui.look.speech import Speech
    from ui.shell.room import Surroundings

SELECTION: Final = "selection"
"""The room where what came is scored, once a call has closed."""
OPEN, REVISE, RECEIVE = "call.open", "call.revise", "proposal.receive"
CRITERIA, MODES, MODELS = "V-12", "V-11", "V-09"
TEXTS: Final = (
    "scope_of_work", "objective", "budget_method", "evaluation", "qualifications", "conditions",
    "advice",
)  # fmt: skip


class ReadyCard(CaseCard):
    """How far the call is: what still lacks before it opens, or how long proposals are taken."""

    def show_view(self, view: CallView) -> None:
        """Show what is next."""
        body, speech = emptied(self), self.around.speech
        if view.call.is_cancelled:
            body.addWidget(card_head(self.around, speech.say("ui.calls.cancelled")))
            for one in view.call.cancellations.values():
                body.addWidget(Wrapped(one.reason))
                small = f"{speech.day(one.cancelled)} · {view.case.names.get(one.by, '')}"
                body.addWidget(Wrapped(small, kind=Type.SMALL, tone="secondary"))
        elif view.call.opening is None:
            self._show_draft(view)
        else:
            self._show_open(view)

    def _show_draft(self, view: CallView) -> None:
        speech, body = self.around.speech, self.body
        key = "ui.calls.lacks" if view.missing else "ui.calls.is_ready"
        said = speech.say(key, count=len(view.missing)) if view.missing else speech.say(key)
        badge = Badge(said, "soon" if view.missing else "good")
        body.addWidget(card_head(self.around, speech.say("ui.calls.before_opening"), badge))
        told = dict.fromkeys(
            f"{speech.texts.refusal(one.key, speech.language, one.params)} ({one.rule})"
            for one in view.missing
        )
        for number, sentence in enumerate(told, 1):
            body.addWidget(Wrapped(f"{number}. {sentence}"))
        for kind in (REVISE, OPEN):
            offer = view.case.offer(kind)
            if offer is not None and offer.is_open and not (kind == OPEN and view.missing):
                add_act(self, self.around, kind)

    def _show_open(self, view: CallView) -> None:
        speech, closes = self.around.speech, view.call.closes
        opening = view.call.opening
        if closes is None or opening is None or view.days_left is None:
            return
        if view.days_left < 0:
            told = Wrapped(speech.say("ui.calls.has_closed", day=speech.day(closes)))
        else:
            words, of = clock_words(speech, closes, view.days_left)
            told = Wrapped(words, tone="accent" if of == "text" else of)
        self.body.addWidget(card_head(self.around, speech.say("ui.calls.proposals_taken")))
        self.body.addWidget(told)
        by = view.case.names.get(opening.by, "")
        small = speech.say("ui.calls.opened_by", day=speech.day(opening.opened), name=by)
        self.body.addWidget(Wrapped(small, kind=Type.SMALL, tone="secondary"))
        if view.days_left < 0 and any(one.name == SELECTION for one in ROOMS):
            shell, identity = self.around.shell, str(view.call.id)
            words = speech.say("ui.calls.to_selection")
            made = link(self.around, words, "scale", lambda: shell.go(SELECTION, identity))
            self.body.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        fixed = speech.say("ui.calls.is_fixed")
        self.body.addWidget(Wrapped(fixed, kind=Type.SMALL, tone="secondary"))


class SectionsCard(CaseCard):
    """Every section that a call must have, in its words, or that it is empty (R-22, R-23)."""

    def show_view(self, view: CallView) -> None:
        """Show the sections."""
        body, speech, terms = emptied(self), self.around.speech, view.call.terms
        if terms is None:
            return
        badge = Badge(speech.say("ui.calls.all_filled"), "good")
        if view.empty:
            badge = Badge(speech.say("ui.calls.sections_empty", count=len(view.empty)), "soon")
        body.addWidget(card_head(self.around, speech.say("ui.calls.sections"), badge))
        for name in TEXTS:
            body.addWidget(Wrapped(_label(speech, name), kind=Type.STRONG))
            said = getattr(terms, name)
            if said is None and name in view.empty:
                body.addWidget(Wrapped(speech.say("ui.calls.empty_section"), tone="soon"))
            else:
                body.addWidget(Wrapped(said or "–"))
        body.addWidget(Hairline())
        body.addWidget(pairs(self.around.look, self._short(view, terms)))

    def _short(self, view: CallView, terms: CallTerms) -> Iterator[tuple[str, str]]:
        speech = self.around.speech
        words = Words(self.around.tasks.program, speech.language)
        days = (terms.period_starts, terms.period_ends)
        period = " – ".join("…" if one is None else speech.day(one) for one in days)
        yield speech.say("ui.calls.period"), period
        yield (
            _label(speech, "areas"),
            ", ".join(map(words.area_line, terms.areas)) or "–",
        )
        yield _label(speech, "model"), words.term(MODELS, terms.model)
        key = "cli.yes" if terms.needs_certificate else "cli.no"
        yield _label(speech, "needs_certificate"), speech.say(key)
        amount = "–" if terms.budget is None else format_baht(terms.budget)
        yield _label(speech, "budget"), amount
        if view.costing is not None and view.costing_total is not None:
            total = format_baht(view.costing_total)
            said = speech.say("ui.calls.rests_on", code=view.costing.number, amount=total)
            yield _label(self.around.speech, "costing"), said


def _label(speech: Speech, name: str) -> str:
    return speech.texts.field("call.draft", name).say(speech.language)


class SourcingCard(CaseCard):
    """How a partner is sought and why so; who is approached, with what they were given before."""

    def show_view(self, view: CallView) -> None:
        """Show the mode; a share that the office warns of stands out and is never hidden."""
        body, speech, terms = emptied(self), self.around.speech, view.call.terms
        if terms is None:
            return
        words = Words(self.around.tasks.program, speech.language)
        badge = Badge(words.term(MODES, terms.sourcing), "accent")
        body.addWidget(card_head(self.around, speech.say("ui.calls.sourcing"), badge))
        if terms.sourcing_reason:
            body.addWidget(Wrapped(terms.sourcing_reason))
        for one in view.scouted:
            share = speech.say(
                "ui.calls.share", name=one.name, times=one.times, all_times=one.all_times,
                amount=format_baht(one.amount), all_amount=format_baht(one.all_amount),
            )  # fmt: skip
            body.addWidget(Wrapped(share, tone="late" if one.warns else "text"))
            if one.warns:
                said = speech.say("ui.calls.share_warns")
                body.addWidget(Wrapped(said, kind=Type.SMALL, tone="late"))


class CriteriaCard(CaseCard):
    """The five criteria with weights that total 100, levels, evidence, and how ties end."""

    def show_view(self, view: CallView) -> None:
        """Show every criterion."""
        body, speech = emptied(self), self.around.speech
        words = Words(self.around.tasks.program, speech.language)
        is_whole = view.weight == WHOLE
        total = speech.say("ui.calls.weights", total=view.weight)
        badge = Badge(total, "good" if is_whole else "late")
        body.addWidget(card_head(self.around, speech.say("ui.calls.criteria"), badge))
        for at, one in enumerate(view.criteria):
            if at:
                body.addWidget(Hairline())
            self._show(one, words)
        body.addWidget(Hairline())
        ties = " → ".join(tie_words(words, code) for code in view.selection.tie_rules)
        said = [(speech.say("ui.calls.ties"), ties or "–")]
        if view.selection.pass_mark is not None:
            said.append((_label(self.around.speech, "pass_mark"), str(view.selection.pass_mark)))
        body.addWidget(pairs(self.around.look, said))

    def _show(self, one: CallCriterion, words: Words) -> None:
        speech = self.around.speech
        badge = Badge(speech.say("ui.calls.weight", weight=one.weight), "accent")
        title = f"{one.criterion} {words.term(CRITERIA, one.criterion)}"
        head = card_head(self.around, title, badge)
        self.body.addWidget(head)
        if not one.applies:
            said = speech.say("ui.calls.not_applicable", reason=one.not_applicable or "")
            self.body.addWidget(Wrapped(said, tone="soon"))
            return
        lines = [(_label(self.around.speech, "evidence_asked"), one.evidence_asked or "–")]
        if one.made_with:
            lines.append((_label(self.around.speech, "made_with"), one.made_with))
        self.body.addWidget(pairs(self.around.look, lines))
        self.body.addWidget(self._levels(one))

    def _levels(self, one: CallCriterion) -> QWidget:
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self.around.look.px(GRID * 2))
        grid.setVerticalSpacing(self.around.look.px(2))
        grid.setColumnStretch(1, 1)
        for at, anchor in enumerate(sorted(one.anchors, key=lambda anchor: anchor.level)):
            level = Wrapped(str(anchor.level), kind=Type.SMALL, tone="secondary")
            grid.addWidget(level, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Wrapped(anchor.meaning, kind=Type.SMALL), at, 1)
        return whole


def tie_words(words: Words, code: str) -> str:
    """Return the words of what decides a tie."""
    if code in {BUDGET, RECEIVED}:
        return words.value(("tie_rule",), code)
    return f"{code} {words.term(CRITERIA, code)}"


def tie_choices(around: Surroundings) -> dict[str, str]:
    """Return everything that may decide a tie, by code."""
    words = Words(around.tasks.program, around.speech.language)
    items: Any = words.program.vocabulary.get(CRITERIA).in_force(around.tasks.today)
    codes = (*(one.code for one in items), BUDGET, RECEIVED)
    return {code: tie_words(words, code) for code in codes}
