"""The cards of carrying out and closing: what was delivered, what is late, how it was judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.domain.agreements.aspects import Aspect
from cso_registry.domain.delivery.commissioning import CommissioningPlan
from cso_registry.domain.delivery.complaints import Complaint
from cso_registry.domain.delivery.compliance import ComplianceCheck
from cso_registry.domain.delivery.consultations import Consultation
from cso_registry.domain.delivery.evaluation_committees import EvaluationCommittee
from cso_registry.domain.delivery.findings import Finding
from cso_registry.domain.delivery.indicators import Indicator
from cso_registry.domain.delivery.problems import Problem
from cso_registry.domain.delivery.reports import ProgressReport
from cso_registry.domain.delivery.surveys import Survey
from cso_registry.domain.delivery.visits import SiteVisit
from cso_registry.kernel.money import format_baht
from cso_registry.workspace.delivery.evaluating import in_order, members_missing
from cso_registry.workspace.record_lines import record_line
from ui.agreements.course_card import said_in
from ui.cases.blocks import add_acts, card_head, pairs, record_link
from ui.cases.card import CaseCard
from ui.delivery import lists
from ui.look.measures import Type
from ui.look.parts import Hairline, Wrapped
from ui.organizations.cards import emptied

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cso_registry.domain.agreements.delivery_groups import Evaluation
    from cso_registry.domain.record import Record
    from cso_registry.workspace.agreements.agreement_page import AgreementPage
    from cso_registry.workspace.delivery.clocks import Clock
    from cso_registry.workspace.delivery.delivery_view import DeliveryView
    from ui.lists.statuses import Statuses
    from ui.look.parts import Tone

EVALUATION: Final = "V-15"
SHOWN: Final[Mapping[str, tuple[str, Statuses]]] = {
    ProgressReport.type: ("reports", lists.REPORTED),
    Problem.type: ("problems", lists.TROUBLED),
    Complaint.type: ("complaints", lists.COMPLAINED),
    SiteVisit.type: ("visits", lists.VISITED),
    Consultation.type: ("consultations", lists.CONSULTED),
    Indicator.type: ("indicators", lists.MEASURED),
    Survey.type: ("surveys", lists.ASKED),
    EvaluationCommittee.type: ("committees", lists.SEATED),
    Finding.type: ("findings", lists.FOUND),
    CommissioningPlan.type: ("plans", lists.PLANNED),
    ComplianceCheck.type: ("checks", lists.CHECKED),
}
"""By the type of a record of delivery where a view holds them, and where they can stand."""
WORKS: Final = frozenset(SHOWN)


class DeliveryCard(CaseCard):
    """What was reported, found, asked and counted under an agreement, and what of it is late."""

    def show_view(self, view: AgreementPage) -> None:
        """Show the records, each kind below the others."""
        body, say, delivery = emptied(self), self.around.speech.say, view.delivery
        body.addWidget(card_head(self.around, say("ui.agreements.delivery")))
        if view.agreement.in_force_from is None:
            body.addWidget(Wrapped(say("ui.agreements.not_begun"), tone="secondary"))
        if delivery.spending.agreed and view.agreement.in_force_from is not None:
            body.addWidget(self._money(delivery))
        for words, tone in self._late(delivery):
            body.addWidget(Wrapped(words, tone=tone))
        for record_type, (name, statuses) in SHOWN.items():
            found: tuple[Record, ...] = getattr(delivery, name)
            if found:
                body.addWidget(Hairline())
                title = say("ui.agreements.works", kind=self._kind(record_type), count=len(found))
                body.addWidget(Wrapped(title, kind=Type.STRONG))
            for one in reversed(found):
                line = record_line(one, self._note(one, delivery))
                if line is not None:
                    body.addWidget(record_link(self.around, line, statuses.tone(line.status)))
        add_acts(self, self.around, view.case, Aspect.DELIVERY, self.asked.emit)

    def _money(self, delivery: DeliveryView) -> Wrapped:
        spent = delivery.spending
        said = {
            "agreed": spent.agreed, "spent": spent.accepted + spent.waiting,
            "waiting": spent.waiting, "left": spent.left,
        }  # fmt: skip
        amounts = {name: format_baht(satang) for name, satang in said.items()}
        return Wrapped(self.around.speech.say("delivery.money", **amounts))

    def _late(self, delivery: DeliveryView) -> Iterator[tuple[str, Tone]]:
        speech = self.around.speech
        for duty, day in delivery.late:
            what = said_in(speech, duty)
            yield speech.say("delivery.late", what=what, day=speech.day(day)), "late"
        if delivery.consult_by is not None:
            is_late = delivery.consult_by < delivery.today
            key = "delivery.consult_late" if is_late else "delivery.consult_by"
            tone: Tone = "late" if is_late else "secondary"
            yield speech.say(key, day=speech.day(delivery.consult_by)), tone

    def _note(self, one: Record, delivery: DeliveryView) -> str:
        """Return by how many days a record is or was late; nothing when it was in time."""
        late = 0
        if isinstance(one, ProgressReport) and one.file is not None:
            late = one.file.late_days
        elif isinstance(one, Finding):
            late = one.days_late(delivery.today)
        elif isinstance(one, Problem):
            late = one.days_unanswered(delivery.today)
        elif isinstance(one, Complaint) and one.file is not None and not one.is_answered:
            late = max(0, (delivery.today - one.file.answer_by).days)
        return self.around.speech.say("ui.delivery.late_by", count=late) if late else ""

    def _kind(self, record_type: str) -> str:
        speech = self.around.speech
        return speech.texts.value(f"record.{record_type}").say(speech.language)


class ClosingCard(CaseCard):
    """Training, evaluations, completion, settlement, and the two clocks of closing (R-46, R-52)."""

    def show_view(self, view: AgreementPage) -> None:
        """Show what was done, what is due and what is missing."""
        body, say, delivery = emptied(self), self.around.speech.say, view.delivery
        self.setVisible(view.agreement.in_force_from is not None)
        body.addWidget(card_head(self.around, say("ui.agreements.closing")))
        if delivery.clocks:
            body.addWidget(Wrapped(say("ui.agreements.clocks"), kind=Type.STRONG))
        for one in delivery.clocks:
            words, tone = self._clock(one)
            body.addWidget(Wrapped(words, tone=tone))
        done = [*self._done(view)]
        if done:
            body.addWidget(Hairline())
            body.addWidget(pairs(self.around.look, done))
        for words in self._gaps(view):
            body.addWidget(Wrapped(words, tone="soon"))
        add_acts(self, self.around, view.case, Aspect.CLOSING, self.asked.emit)

    def _clock(self, one: Clock) -> tuple[str, Tone]:
        speech = self.around.speech
        what = speech.texts.value(f"clock.{one.name}").say(speech.language)
        said = [speech.say("delivery.clock", what=what, day=speech.day(one.due))]
        if one.done is not None:
            said.append(speech.say("delivery.clock_done", day=speech.day(one.done)).strip())
        if one.late_days:
            said.append(speech.say("delivery.clock_late", days=one.late_days).strip())
        tone: Tone = "late" if one.late_days else "good" if one.done else "text"
        return " ".join(said), tone

    def _done(self, view: AgreementPage) -> Iterator[tuple[str, str]]:
        """Yield what was done: its day, and what it was."""
        speech, agreement = self.around.speech, view.agreement
        for training in sorted(agreement.trainings.values(), key=lambda one: one.held):
            people = speech.say("ui.agreements.trained", count=training.trained_people)
            yield speech.day(training.held), f"{training.topic} · {people}"
        for one in in_order(agreement):
            yield speech.day(one.evaluated), self._evaluation(one)
        for completion in agreement.completions.values():
            words = speech.texts.act("agreement.accept_completion").say(speech.language)
            yield speech.day(completion.completed), f"{words} · {completion.findings}"
        for settled in agreement.settlements.values():
            words = speech.texts.act("agreement.settle").say(speech.language)
            left = speech.say("ui.agreements.balance", amount=format_baht(settled.balance))
            yield speech.day(settled.settled), f"{words} · {left}"

    def _evaluation(self, one: Evaluation) -> str:
        speech = self.around.speech
        kind = self.around.tasks.program.vocabulary.label(
            EVALUATION, one.evaluation_kind, speech.language
        )
        stage = speech.texts.value(f"evaluation_stage.{one.stage.value}").say(speech.language)
        leads = speech.texts.value(f"next_step.{one.next_step.value}").say(speech.language)
        return f"{stage} · {kind} → {leads}"

    def _gaps(self, view: AgreementPage) -> Iterator[str]:
        speech = self.around.speech
        for one in in_order(view.agreement):
            lacks = [
                speech.texts.value(f"evaluator_kind.{kind.value}").say(speech.language)
                for kind in members_missing(one)
            ]
            if lacks:
                day = speech.day(one.evaluated)
                yield speech.say("delivery.committee_lacks", day=day, kinds=", ".join(lacks))
        for code in view.kinds_lack:
            label = self.around.tasks.program.vocabulary.label
            kind = label(EVALUATION, code, speech.language)
            yield speech.say("delivery.evaluation_lacks", kind=kind)
        if view.delivery.lacks_a_survey:
            yield speech.say("delivery.no_survey")
