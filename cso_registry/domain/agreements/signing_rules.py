"""What refuses a signing, or that an agreement is in force (R-13, R-30, R-36 to R-39, R-88)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.groups import OF_SECTOR, Instrument, Side, SignerRole
from cso_registry.domain.agreements.questions import linked
from cso_registry.domain.agreements.terms_rules import terms_of
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.organizations.standing import Status
from cso_registry.domain.papers.records import Paper
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.domain.selection.delegations import Delegation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.rule import Fault

SHOWN_DIGITS = 16
"""So many digits of the hash stand at the foot of each page."""


@rule("R-28", cite="004 concept")
def terms_are_written(_act: Any, facts: Facts) -> Verdict:
    """Something is signed only when it was written."""
    return None if facts.record("agreement", Agreement).terms is not None else fault("agreement")


@rule("R-30", cite="004 Grant 3")
def both_sides_sign(act: Any, _facts: Facts) -> Verdict:
    """Each side has somebody who may bind it."""
    binding = {one.side for one in act.signers if one.signer_role is SignerRole.SIGNATORY}
    return None if binding == set(Side) else fault("signers")


@rule("R-30", cite="004 Grant 3; features F6")
def signers_have_authority(act: Any, _facts: Facts) -> Iterable[Fault]:
    """Who binds a side says by what authority, and who acts for another by which order."""
    for one in act.signers:
        binds = one.signer_role is SignerRole.SIGNATORY
        for_another = one.acting_for is not None and one.order_number is None
        if (binds and one.authority is None) or for_another:
            yield fault("signers", name=one.name)


@rule("F:E4", cite="features E3, E4")
def signed_paper_is_this_edition(act: Any, facts: Facts) -> Iterable[Fault]:
    """What was signed is the paper of the present terms, and its pages carry its hash."""
    agreement = facts.record("agreement", Agreement)
    frozen = facts.record("paper", Paper).frozen
    if frozen is None or (frozen.subject, frozen.number) != (agreement.id, agreement.edition):
        yield fault("paper", edition=agreement.edition)
    elif act.page_hash.lower() != frozen.content_sha256[: len(act.page_hash)]:
        yield fault("page_hash", edition=agreement.edition)


@rule("F:E4", cite="features E4")
def whole_hash_is_read_back(act: Any, _facts: Facts) -> Verdict:
    """The hash is read back as the foot shows it, not a part of it."""
    return None if len(act.page_hash) >= SHOWN_DIGITS else fault("page_hash")


@rule("F:E4", cite="features E4")
def signing_is_not_to_come(act: Any, facts: Facts) -> Verdict:
    """A signing has been, and not before the agreement began."""
    file = facts.record("agreement", Agreement).file
    early = file is not None and act.signed < file.begun
    return fault("signed") if early or act.signed > facts.today else None


@rule("R-39", cite="001 1; domain C-15")
def signed_unless_there_is_no_document(_act: Any, facts: Facts) -> Verdict:
    """Only cooperation without a document, and without public money, needs no signature."""
    agreement = facts.record("agreement", Agreement)
    file, terms = agreement.file, terms_of(facts)
    without = file is not None and file.instrument is Instrument.NO_DOCUMENT and not terms.amount
    signed = agreement.signing is not None and agreement.signing.revision == terms.revision
    return None if without or signed else fault("agreement")


@rule("R-13", cite="002 3.3.5(2)")
def scope_holds(act: Any, facts: Facts) -> Verdict:
    """No project is in force without its scope decision (D-09), under the same model."""
    file = facts.record("agreement", Agreement).file
    if file is None or file.instrument in OF_SECTOR:
        return None
    scope = linked(facts, Delegation)
    decision = None if scope is None else scope.decision
    same = decision is not None and decision.model == file.model
    holds = scope is not None and scope.holds_on(act.effective)
    return None if same and holds else fault("agreement")


@rule("R-03", cite="analogy of 002 2UK inst(3); 002 3.3.5(2)")
def partner_stands_registered(_act: Any, facts: Facts) -> Verdict:
    """The partner, when it is of the register, stands registered."""
    partner = linked(facts, Organization)
    good = partner is None or partner.standing.on(facts.today) is Status.REGISTERED
    return None if good else fault("agreement")


@rule("R-87", cite="004 องค์ประกอบ(1)")
def partner_is_named(_act: Any, facts: Facts) -> Verdict:
    """An agreement has a partner before it is signed or in force."""
    links = facts.record("agreement", Agreement).links
    named = links is not None and (links.organization or links.counterparty)
    return None if named else fault("agreement")


@rule("F:E7", cite="features E7")
def agreement_takes_effect_once(act: Any, facts: Facts) -> Verdict:
    """It comes into force once, not before it was signed, and not after its end."""
    agreement, terms = facts.record("agreement", Agreement), terms_of(facts)
    signing = agreement.signing
    early = signing is not None and act.effective < signing.signed
    late = terms.ends is not None and act.effective > terms.ends
    again = agreement.in_force_from is not None
    return fault("effective") if early or late or again or agreement.is_over else None


@rule("F:E5", cite="features E5")
def agreement_was_in_force(_act: Any, facts: Facts) -> Verdict:
    """Only what is in force is amended; before, the terms are written anew."""
    return None if facts.record("agreement", Agreement).in_force_from else fault("agreement")
