"""Answering an offer, proposing and taking other words, writing the annex (R-29, R-31)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import act
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.aspects import Aspect
from cso_registry.domain.agreements.begin_rules import (
    agreement_is_not_over,
    nothing_is_signed_yet,
)
from cso_registry.domain.agreements.clauses import standing
from cso_registry.domain.agreements.delivery_acts import OnDelivery
from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.agreements.negotiation_groups import Reply
from cso_registry.domain.agreements.signing_rules import terms_are_written
from cso_registry.domain.fields import Code, Count, Day, Line, Lines
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change


@rule("R-29", cite="004 Grant 3")
def negotiation_says_its_points(act: Any, _facts: Facts) -> Verdict:
    """Who wants to negotiate says about what."""
    lacks = act.reply is Reply.NEGOTIATE and act.points is None
    return fault("points") if lacks else None


@rule("R-29", cite="004 Grant 3")
def reply_has_come(act: Any, facts: Facts) -> Verdict:
    """A reply came in, and was not planned."""
    return fault("received") if act.received > facts.today else None


@rule("F:E2", cite="features E2; 004 Grant 3")
def clause_stands(act: Any, facts: Facts) -> Verdict:
    """Other words are proposed for a clause that stands in this agreement."""
    agreement = facts.record("agreement", Agreement)
    if agreement.file is None or agreement.terms is None:
        return fault("clause")
    own = agreement.own_clauses(facts.setting.clauses)
    stands = standing(own, agreement.file.instrument, agreement.terms)
    return None if act.clause in {one.code for one in stands} else fault("clause")


@rule("R-29", cite="004 Grant 3")
def wording_waits_for_an_answer(act: Any, facts: Facts) -> Verdict:
    """Words that were proposed are answered once."""
    agreement = facts.record("agreement", Agreement)
    known = {one.nth for one in agreement.wordings.values()}
    answered = {one.nth for one in agreement.wording_answers.values()}
    return None if act.nth in known - answered else fault("nth")


@rule("R-31", cite="002 3.3.3(1)")
def annex_has_an_author(act: Any, _facts: Facts) -> Verdict:
    """Somebody wrote the annex; that the partner did not is told, and stops nothing."""
    return None if act.agency_author or act.partner_author else fault("agency_author")


@act("agreement.reply", Role.OFFICER, Role.HEAD)
class ReplyToOffer(OnDelivery):
    """Records the partner's answer: accept, negotiate or refuse, none of them blamed (R-29)."""

    aspect = Aspect.NEGOTIATION
    writes = (Agreement.replies,)
    reads = {"agreement": Agreement}
    rules = (
        agreement_is_not_over,
        terms_are_written,
        nothing_is_signed_yet,
        negotiation_says_its_points,
        reply_has_come,
    )

    reply: Reply
    points: Lines | None = None
    received: Day
    kept_as: Line

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the reply, numbered."""
        nth = len(facts.record("agreement", Agreement).replies) + 1
        return self.added(facts, Agreement.replies, nth=nth)


@act("agreement.propose_wording", Role.OFFICER, Role.HEAD)
class ProposeWording(OnDelivery):
    """Writes down other words that a side proposes for a clause, beside the present ones."""

    aspect = Aspect.NEGOTIATION
    writes = (Agreement.wordings,)
    reads = {"agreement": Agreement}
    rules = (agreement_is_not_over, nothing_is_signed_yet, clause_stands)

    side: Side
    clause: Code
    wording: Lines
    why: Lines

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the proposal beside the words that stand."""
        agreement = facts.record("agreement", Agreement)
        taken = agreement.taken_wording(self.clause)
        delivered = (
            one.text_th
            for one in agreement.own_clauses(facts.setting.clauses)
            if one.code == self.clause
        )
        return self.added(
            facts,
            Agreement.wordings,
            nth=len(agreement.wordings) + 1,
            before=taken or next(delivered, "–"),
            proposed=facts.today,
        )


@act("agreement.answer_wording", Role.OFFICER, Role.HEAD)
class AnswerWording(OnDelivery):
    """Takes proposed words or leaves them, with comments; taken ones stand in the paper."""

    aspect = Aspect.NEGOTIATION
    writes = (Agreement.wording_answers,)
    reads = {"agreement": Agreement}
    relies_on = (Agreement.wordings, Agreement.signings)
    rules = (agreement_is_not_over, nothing_is_signed_yet, wording_waits_for_an_answer)

    nth: Count
    accepted: bool
    comments: Lines

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the answer."""
        return self.added(facts, Agreement.wording_answers, answered=facts.today)


@act("agreement.write_annex", Role.OFFICER, Role.HEAD)
class WriteAnnex(OnDelivery):
    """Writes the project document of both sides, each time as one more revision (D-14)."""

    aspect = Aspect.NEGOTIATION
    writes = (Agreement.annexes,)
    reads = {"agreement": Agreement}
    rules = (agreement_is_not_over, nothing_is_signed_yet, annex_has_an_author)

    agency_author: Line | None = None
    partner_author: Line | None = None
    project_document: Lines

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the annex, numbered."""
        nth = len(facts.record("agreement", Agreement).annexes) + 1
        return self.added(facts, Agreement.annexes, nth=nth, annexed=facts.today)


ACTS = (ReplyToOffer, ProposeWording, AnswerWording, WriteAnnex)
