"""The cards of proposals: those of a call, and of one its standing, evidence and budget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cso_registry.kernel.money import format_baht
from ui.calls.lists import PROPOSED
from ui.cases.blocks import add_act, card_head, link, pairs
from ui.cases.card import CaseCard
from ui.cases.cards import clock_words
from ui.look.measures import Type
from ui.look.parts import Badge, Hairline, Wrapped, column, row
from ui.missions.costing_cards import money_grid
from ui.organizations.cards import emptied
from ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QVBoxLayout

    from cso_registry.domain.selection.proposals import CriterionEvidence, Proposal
    from cso_registry.workspace.selection.call_view import CallView, ProposalLine
    from cso_registry.workspace.selection.proposal_view import CriterionShown, ProposalView
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings

RECEIVE, ASK, SUPPLY = "proposal.receive", "proposal.ask_papers", "proposal.supply"
CRITERIA: Final = "V-12"
STANDARD, FAME = "SC2", "SC4"
AT_ONCE: Final = 25
"""So many proposals are shown; more when they are asked for."""


class ProposalsCard(CaseCard):
    """What came to a call, in the order of arrival; the late and withdrawn ones stand, too."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._shown, self._id = AT_ONCE, ""

    def show_view(self, view: CallView) -> None:
        """Show the proposals, the first ones at once."""
        body, say = emptied(self), self.around.speech.say
        self.setVisible(view.call.opening is not None)
        if str(view.call.id) != self._id:
            self._id, self._shown = str(view.call.id), AT_ONCE
        badge = Badge(say("ui.calls.count", count=len(view.proposals)), "accent")
        body.addWidget(card_head(self.around, say("ui.calls.proposals"), badge))
        if not view.proposals:
            body.addWidget(Wrapped(say("ui.calls.no_proposals"), tone="secondary"))
        for at, one in enumerate(view.proposals[: self._shown]):
            if at:
                body.addWidget(Hairline())
            body.addWidget(self._line(one))
        left = len(view.proposals) - self._shown
        if left > 0:
            words = say("ui.calls.more_proposals", count=left)
            more = link(self.around, words, "chevron-down", lambda: self._show_more(view))
            body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        offer = view.case.offer(RECEIVE)
        if offer is not None and offer.is_open:
            add_act(self, self.around, RECEIVE)

    def _show_more(self, view: CallView) -> None:
        self._shown += AT_ONCE
        self.show_view(view)

    def _line(self, one: ProposalLine) -> QWidget:
        speech = self.around.speech
        words = Words(self.around.tasks.program, speech.language)
        whole = QWidget()
        lines = column(self.around.look, whole, gap=0)
        head = row(self.around.look)
        name, top = f"{one.code} {one.applicant}", Qt.AlignmentFlag.AlignTop

        def go() -> None:
            self.around.shell.open_record("proposal", str(one.id))

        head.addWidget(link(self.around, one.code, "external-link", go, name), 0, top)
        head.addWidget(Wrapped(one.applicant), 1)
        badge = Badge(words.status("proposal", one.status), PROPOSED.tone(one.status))
        head.addWidget(badge, 0, top)
        lines.addLayout(head)
        amount = speech.say("ui.calls.asks_for", amount=format_baht(one.budget))
        said = [speech.day(one.received), amount]
        if one.is_informal:
            said.append(speech.say("ui.calls.informal"))
        lines.addWidget(Wrapped(" · ".join(said), kind=Type.SMALL, tone="secondary"))
        for text, of in self._marks(one):
            lines.addWidget(Wrapped(text, kind=Type.SMALL, tone=of))
        return whole

    def _marks(self, one: ProposalLine) -> Iterator[tuple[str, Tone]]:
        say = self.around.speech.say
        if one.is_late:
            yield say("ui.calls.came_late"), "late"
        if one.breaches:
            yield say("ui.calls.breaches", count=one.breaches), "late"
        if one.waits_for_papers:
            yield say("ui.calls.waits_for_papers"), "soon"


class StandingCard(CaseCard):
    """Where a proposal stands: late, what was asked for and until when, what came, admission."""

    def show_view(self, view: ProposalView) -> None:
        """Show everything that happened to it."""
        body, speech, proposal = emptied(self), self.around.speech, view.proposal
        file = proposal.file
        if file is None:
            return
        key = "ui.calls.came_late" if file.late else "ui.calls.came_in_time"
        badge = Badge(speech.say(key), "late" if file.late else "good")
        body.addWidget(card_head(self.around, speech.say("ui.calls.standing"), badge))
        if file.late:
            body.addWidget(Wrapped(speech.say("ui.calls.late_is_kept"), tone="secondary"))
        if file.informal:
            body.addWidget(Wrapped(speech.say("ui.calls.informal_may"), tone="secondary"))
        if view.certificate is not None:
            said = speech.say("ui.calls.certified", number=view.certificate.number)
            body.addWidget(Wrapped(said))
        for breach in file.breaches:
            day = speech.day(breach.weighs_until)
            said = speech.say("ui.calls.breach", what=breach.what, day=day)
            body.addWidget(Wrapped(said, tone="late"))
        self._show_request(body, view)
        self._show_ends(body, view, proposal)

    def _show_request(self, body: QVBoxLayout, view: ProposalView) -> None:
        speech, request = self.around.speech, view.proposal.request
        if request is not None:
            body.addWidget(Hairline())
            title = speech.say("ui.calls.papers_asked", day=speech.day(request.asked))
            body.addWidget(Wrapped(title, kind=Type.STRONG))
            if view.days_left is not None:
                words, of = clock_words(speech, request.due, view.days_left)
                body.addWidget(Wrapped(words, tone="soon" if of == "text" else of))
            for number, item in enumerate(request.items, 1):
                body.addWidget(Wrapped(f"{number}. {item}"))
        for one in view.proposal.supplements.values():
            key = "ui.calls.supplied_late" if one.late else "ui.calls.supplied"
            said = speech.say(key, day=speech.day(one.received))
            body.addWidget(Wrapped(said, tone="late" if one.late else "good"))
            if one.note:
                body.addWidget(Wrapped(one.note))

    def _show_ends(self, body: QVBoxLayout, view: ProposalView, proposal: Proposal) -> None:
        speech = self.around.speech
        for gone in proposal.withdrawals.values():
            body.addWidget(Hairline())
            day = speech.day(gone.withdrawn)
            said = speech.say("ui.calls.withdrawn", day=day, letter=gone.letter)
            body.addWidget(Wrapped(said, kind=Type.STRONG))
            body.addWidget(Wrapped(gone.reason))
        admission = proposal.admission
        if admission is not None:
            body.addWidget(Hairline())
            key = "ui.calls.was_admitted" if admission.admitted else "ui.calls.was_refused"
            said = speech.say(key, day=speech.day(admission.day))
            of: Tone = "good" if admission.admitted else "late"
            body.addWidget(Wrapped(said, kind=Type.STRONG, tone=of))
            parts = (admission.reason, view.case.names.get(admission.by, ""))
            body.addWidget(Wrapped(" · ".join(one for one in parts if one)))


class EvidenceCard(CaseCard):
    """Every criterion with what is asked and what is shown; what lacks stands out."""

    def show_view(self, view: ProposalView) -> None:
        """Show the criteria in their order."""
        body, say = emptied(self), self.around.speech.say
        lacking = [one.code for one in view.criteria if not one.is_enough]
        badge = Badge(say("ui.calls.evidence_whole"), "good")
        if lacking:
            badge = Badge(say("ui.calls.evidence_lacks", codes=", ".join(lacking)), "soon")
        body.addWidget(card_head(self.around, say("ui.calls.evidence"), badge))
        informal = view.proposal.file is not None and view.proposal.file.informal
        for at, one in enumerate(view.criteria):
            if at:
                body.addWidget(Hairline())
            self._show(body, one, informal=informal)

    def _show(self, body: QVBoxLayout, one: CriterionShown, *, informal: bool) -> None:
        speech = self.around.speech
        words = Words(self.around.tasks.program, speech.language)
        title = f"{one.code} {words.term(CRITERIA, one.code)}"
        body.addWidget(Wrapped(title, kind=Type.STRONG))
        if not one.applies:
            body.addWidget(Wrapped(speech.say("ui.calls.does_not_apply"), tone="secondary"))
            return
        if one.asked:
            said = speech.say("ui.calls.is_asked", what=one.asked)
            body.addWidget(Wrapped(said, kind=Type.SMALL, tone="secondary"))
        for piece in one.evidence:
            body.addWidget(Wrapped(self._piece(piece, words)))
        if not one.is_enough:
            body.addWidget(Wrapped(speech.say("ui.calls.not_shown"), tone="soon"))
            key = {STANDARD: "ui.calls.either_limb", FAME: "ui.calls.fame_informal"}.get(one.code)
            if key is not None and (informal or one.code == STANDARD):
                body.addWidget(Wrapped(speech.say(key), kind=Type.SMALL, tone="secondary"))

    def _piece(self, one: CriterionEvidence, words: Words) -> str:
        kind = words.value(("evidence_kind",), one.evidence_kind.value)
        kept = f" ({one.kept_as})" if one.kept_as else ""
        return f"{kind}: {one.what}{kept} · {self.around.speech.day(one.dated)}"


class OfferCard(CaseCard):
    """The plan with its days, and the budget line by line beside what the call gives."""

    def show_view(self, view: ProposalView) -> None:
        """Show plan and budget."""
        body, speech, file = emptied(self), self.around.speech, view.proposal.file
        if file is None:
            return
        words = Words(self.around.tasks.program, speech.language)
        body.addWidget(card_head(self.around, speech.say("ui.calls.plan")))
        days = f"{speech.day(file.starts)} – {speech.day(file.ends)}"
        areas = ", ".join(map(words.area_line, file.areas)) or "–"
        said = [
            (self._label("goal"), file.goal),
            (self._label("target_group"), file.target_group),
            (self._label("plan"), file.plan),
            (speech.say("ui.calls.period"), days),
            (self._label("areas"), areas),
        ]
        if file.bank_account:
            said.append((self._label("bank_account"), str(file.bank_account)))
        body.addWidget(pairs(self.around.look, said))
        body.addWidget(Hairline())
        body.addWidget(card_head(self.around, speech.say("ui.calls.budget")))
        rows = [
            (one.what, f"{one.quantity:,} {one.unit}", f"{one.periods:,}",
             format_baht(one.unit_price), format_baht(one.amount))
            for one in file.budget_lines
        ]  # fmt: skip
        body.addWidget(money_grid(self.around, rows))
        total = speech.say("ui.costing.total_is", amount=format_baht(file.budget))
        last = Wrapped(total, kind=Type.STRONG)
        last.setAlignment(Qt.AlignmentFlag.AlignRight)
        body.addWidget(last)
        if view.call_budget is not None:
            over = file.budget - view.call_budget
            key = "ui.calls.over_budget" if over > 0 else "ui.calls.within_budget"
            amount = format_baht(over if over > 0 else view.call_budget)
            told = Wrapped(speech.say(key, amount=amount), tone="late" if over > 0 else "secondary")
            told.setAlignment(Qt.AlignmentFlag.AlignRight)
            body.addWidget(told)

    def _label(self, name: str) -> str:
        speech = self.around.speech
        return speech.texts.field("proposal.receive", name).say(speech.language)
