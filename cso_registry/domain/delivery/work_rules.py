"""What refuses an act of delivery whatever it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.delivery.work import Work
from cso_registry.domain.rule import Verdict, fault, rule

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts


@rule("F:E7", cite="features E7; 004 Grant 4")
def agreement_has_begun(_act: Any, facts: Facts) -> Verdict:
    """Nothing is delivered under an agreement that never was in force."""
    agreement = facts.record("agreement", Agreement)
    return fault("agreement") if agreement.in_force_from is None else None


@rule("F:E7", cite="features E7")
def work_is_of_the_agreement(act: Any, facts: Facts) -> Verdict:
    """What an act is about belongs to the agreement that it names."""
    named = act.agreement
    files = (getattr(one, "file", None) for one in facts.records.values())
    strange = any(isinstance(one, Work) and one.agreement != named for one in files)
    return fault("agreement") if strange else None
