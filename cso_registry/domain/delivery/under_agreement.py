"""The bases of acts under an agreement: at its home, on a record with a code of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.act import Act
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.aspects import Aspect
from cso_registry.domain.delivery.work import Work
from cso_registry.domain.delivery.work_rules import agreement_has_begun
from cso_registry.domain.fields import NumberText
from cso_registry.domain.missions.codes import code_holders, code_is_free
from cso_registry.kernel.ids import AgreementId

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.domain.act import Read
    from cso_registry.domain.facts import Facts

BEGINS: Mapping[str, Read] = {"agreement": Agreement, "holders": code_holders}
"""What an act reads that begins a record of delivery."""
BEGINNING = (agreement_has_begun, code_is_free)
"""What may refuse it."""


class UnderAgreement(Act):
    """An act of delivery, at the home of the agreement under which it is done."""

    agreement: AgreementId

    def scope(self, facts: Facts) -> str:
        """Return the home of the agreement."""
        return facts.record("agreement", Agreement).scope


class BeginsWork(UnderAgreement):
    """An act that begins a record of delivery under a code of its own."""

    aspect = Aspect.DELIVERY
    code: NumberText

    def work(self, facts: Facts) -> Work:
        """Return what the record begins with."""
        agreement = facts.record("agreement", Agreement)
        links, file = agreement.links, agreement.file
        return Work(
            agreement=self.agreement,
            organization=None if links is None else links.organization,
            code=self.code,
            recorded=facts.today,
            by=facts.actor.officer,
            agency=None if file is None else file.agency,
        )
