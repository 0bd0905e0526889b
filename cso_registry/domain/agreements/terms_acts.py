"""Writing the terms, signing them, bringing them into force, amending them (F:E1 to E5)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.act import act
from cso_registry.domain.agreements import budget_rules, signing_rules, terms_rules
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.aspects import Aspect
from cso_registry.domain.agreements.begin_acts import OnAgreement
from cso_registry.domain.agreements.begin_rules import (
    agreement_is_not_over,
    nothing_is_signed_yet,
)
from cso_registry.domain.agreements.groups import (
    Amendment,
    AmendmentReason,
    AmendmentSignature,
    GivenTerms,
    InForce,
    Signature,
    Signer,
    Signing,
    TermsCore,
)
from cso_registry.domain.agreements.ledger import paid
from cso_registry.domain.agreements.noticed import (
    allowance_for,
    earliest_lawful_end,
    is_service,
)
from cso_registry.domain.agreements.questions import (
    budget_records,
    linked,
    linked_records,
    new_budget_records,
    new_costing,
)
from cso_registry.domain.fields import Day, Line, ReasonText
from cso_registry.domain.notice.law import law_of
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.papers.records import Paper
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.domain.selection.calls import Call
from cso_registry.domain.selection.delegations import Delegation
from cso_registry.kernel.ids import PaperId

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change

SOUND_TERMS = (
    terms_rules.days_run_forward,
    terms_rules.shares_total_a_hundred,
    terms_rules.other_shares_have_a_reason,
    terms_rules.pay_is_part_of_the_amount,
    terms_rules.evaluation_is_of_the_list,
    terms_rules.terms_areas_are_known,
    terms_rules.chosen_clauses_are_offered,
)


@act("agreement.write_terms", Role.OFFICER, Role.HEAD, version=2)
class WriteTerms(OnAgreement):
    """Writes down what the sides agree so far; each writing is one more revision."""

    aspect = Aspect.TERMS
    upgrades = {1: list}
    writes = (Agreement.terms,)
    reads = {"agreement": Agreement}
    relies_on = (Agreement.signings,)
    rules = (
        agreement_is_not_over,
        nothing_is_signed_yet,
        terms_rules.public_money_has_a_document,
        *SOUND_TERMS,
    )

    terms: GivenTerms

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the terms."""
        return (Agreement.terms.set(self.agreement, terms_rules.written(self.terms, facts)),)


@act("agreement.sign", Role.OFFICER, Role.HEAD)
class SignAgreement(OnAgreement):
    """Records that both sides signed a printed paper, whose hash was read back (F:E4, R-30)."""

    aspect = Aspect.TERMS
    writes = (Agreement.signings, Agreement.signatures)
    reads = {"agreement": Agreement, "paper": Paper, "linked": linked_records}
    relies_on = (Agreement.terms, Agreement.endings)
    rules = (
        agreement_is_not_over,
        signing_rules.terms_are_written,
        signing_rules.partner_is_named,
        terms_rules.compulsory_clauses_are_filled,
        terms_rules.both_sides_contribute,
        terms_rules.amount_rests_on_a_chosen_costing,
        signing_rules.both_sides_sign,
        signing_rules.signers_have_authority,
        signing_rules.signing_is_not_to_come,
        signing_rules.whole_hash_is_read_back,
        signing_rules.signed_paper_is_this_edition,
    )

    paper: PaperId
    page_hash: Line
    signed: Day
    kept_as: Line
    signers: tuple[Signer, ...]

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the signing, and each signature by itself."""
        terms = terms_rules.terms_of(facts)
        signing = Signing(
            signed=self.signed,
            paper=self.paper,
            page_hash=self.page_hash,
            revision=terms.revision,
            kept_as=self.kept_as,
            by=facts.actor.officer,
        )
        signatures = (
            Agreement.signatures.put(
                self.agreement,
                facts.identities.new(),
                Signature(**dict(one), nth=nth, signed=self.signed),
            )
            for nth, one in enumerate(self.signers, start=1)
        )
        return (Agreement.signings.put(self.agreement, facts.act_id, signing), *signatures)


@act("agreement.bring_into_force", Role.HEAD)
class BringIntoForce(OnAgreement):
    """Brings a signed agreement into force; a project needs its scope decision (R-13)."""

    aspect = Aspect.TERMS
    writes = (Agreement.effects,)
    reads = {"agreement": Agreement, "linked": linked_records, "budget": budget_records}
    relies_on = (
        Agreement.terms,
        Agreement.signings,
        Agreement.endings,
        Delegation.endings,
        Organization.life,
    )
    rules = (
        signing_rules.signed_unless_there_is_no_document,
        signing_rules.partner_is_named,
        signing_rules.scope_holds,
        signing_rules.partner_stands_registered,
        signing_rules.agreement_takes_effect_once,
        budget_rules.budget_can_be_committed,
    )

    effective: Day

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return that it is in force."""
        call = linked(facts, Call)
        begun = InForce(
            effective=self.effective,
            recorded=facts.today,
            by=facts.actor.officer,
            sourcing=None if call is None or call.terms is None else call.terms.sourcing,
        )
        return (Agreement.effects.put(self.agreement, facts.act_id, begun),)


@rule("F:E5", cite="features E5")
def something_is_amended(act: Any, facts: Facts) -> Verdict:
    """An amendment changes at least one term."""
    return None if changed_terms(act, facts) else fault("terms")


def is_shortened(act: Any, facts: Facts) -> bool:
    """Return whether an amendment puts the last day of a public service earlier."""
    before, after = terms_rules.terms_of(facts).ends, act.terms.ends
    cut = after is not None and (before is None or after < before)
    return cut and is_service(facts.record("agreement", Agreement))


@rule("R-56", cite="002 3.3.4(6); domain N6")
def shortening_is_signed(act: Any, facts: Facts) -> Verdict:
    """A term is cut only by both sides: who binds each signs, and by what authority."""
    asked = (signing_rules.both_sides_sign, signing_rules.signers_have_authority)
    lacks = any(one.faults(act, facts) for one in asked)
    return fault("signers") if lacks and is_shortened(act, facts) else None


@rule("F:G5", cite="features G5, E5")
def amendment_covers_what_was_paid(act: Any, facts: Facts) -> Verdict:
    """No amendment takes back what was paid, as a whole or of an instalment."""
    agreement = facts.record("agreement", Agreement)
    after = {one.nth: one.amount for one in terms_rules.written(act.terms, facts).instalments}
    times = {one.nth for one in agreement.payments.values()}
    short = any(paid(agreement, nth) > after.get(nth, 0) for nth in times)
    return fault("terms") if short else None


def changed_terms(act: AmendAgreement, facts: Facts) -> tuple[str, ...]:
    """Return the names of the terms that an amendment changes."""
    before, after = terms_rules.terms_of(facts), terms_rules.written(act.terms, facts)
    names = (*TermsCore.model_fields, "instalments")
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


@act("agreement.amend", Role.HEAD, version=2)
class AmendAgreement(OnAgreement):
    """Amends what is in force: numbered, with its reason and the new total (F:E5)."""

    aspect = Aspect.TERMS
    upgrades = {1: list}
    writes = (Agreement.terms, Agreement.amendments, Agreement.amendment_signatures)
    reads = {
        "agreement": Agreement,
        "costing": new_costing,
        "budget": new_budget_records,
    }
    relies_on = (
        Agreement.terms,
        Agreement.amendments,
        Agreement.endings,
        Agreement.notices,
        Agreement.payments,
        Agreement.reversals,
    )
    rules = (
        agreement_is_not_over,
        signing_rules.agreement_was_in_force,
        something_is_amended,
        amendment_covers_what_was_paid,
        shortening_is_signed,
        budget_rules.budget_covers_the_amendment,
        terms_rules.compulsory_clauses_are_filled,
        terms_rules.both_sides_contribute,
        terms_rules.amount_rests_on_a_chosen_costing,
        terms_rules.public_money_has_a_document,
        *SOUND_TERMS,
    )

    terms: GivenTerms
    effective: Day
    why: AmendmentReason
    kept_as: Line
    signers: tuple[Signer, ...] = ()
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the new terms, the amendment, and who signed a shortening."""
        agreement, after = (
            facts.record("agreement", Agreement),
            terms_rules.written(self.terms, facts),
        )
        before, lawful, short = shortening(self, facts)
        amendment = Amendment(
            number=len(agreement.amendments) + 1,
            effective=self.effective,
            why=self.why,
            rationale=self.reason,
            changed_terms=changed_terms(self, facts),
            amount_before=terms_rules.terms_of(facts).amount,
            amount_after=after.amount,
            revision=after.revision,
            kept_as=self.kept_as,
            by=facts.actor.officer,
            ends_before=before,
            lawful_end=lawful,
            short_days=short,
        )
        signatures = (
            Agreement.amendment_signatures.put(
                self.agreement,
                facts.identities.new(),
                AmendmentSignature(**dict(one), number=amendment.number, nth=nth),
            )
            for nth, one in enumerate(self.signers, start=1)
        )
        return (
            Agreement.terms.set(self.agreement, after),
            Agreement.amendments.put(self.agreement, facts.act_id, amendment),
            *signatures,
        )


def shortening(act: AmendAgreement, facts: Facts) -> tuple[date | None, date | None, int | None]:
    """Return the last day before, the earliest that a notice could reach, and the days between.

    A notice that was received already counts; without one, a notice received today.
    """
    agreement, ends = facts.record("agreement", Agreement), act.terms.ends
    if ends is None or not is_shortened(act, facts):
        return None, None, None
    before = terms_rules.terms_of(facts).ends
    law = law_of(facts)
    lawful = earliest_lawful_end(agreement) or law.count(facts.today, law.months).earliest_end
    allowed = ends >= lawful or allowance_for(agreement, ends) is not None
    return before, lawful, None if allowed else (lawful - ends).days


ACTS = (WriteTerms, SignAgreement, BringIntoForce, AmendAgreement)
