"""What the acts of delivery share: what they read, and what they put on file for the course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.act import Act
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.aspects import Aspect
from cso_registry.domain.agreements.groups import FiledPaper
from cso_registry.domain.delivery.work import Work
from cso_registry.domain.delivery.work_rules import agreement_has_begun
from cso_registry.domain.fields import NumberText
from cso_registry.domain.missions.codes import code_holders, code_is_free
from cso_registry.kernel.ids import AgreementId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from cso_registry.domain.act import Read
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change

BEGINS: Mapping[str, Read] = {"agreement": Agreement, "holders": code_holders}
"""What an act reads that begins a record of delivery."""
BEGINNING = (agreement_has_begun, code_is_free)
"""What may refuse it."""
MOST_SUMMARY = 500


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


def put_on_file(
    facts: Facts, opens: Iterable[str], *, dated: date, summary: str, kept_as: str
) -> tuple[Change, ...]:
    """Return the papers that a record is for the course of its agreement.

    So a gate opens and a duty is fulfilled by the record itself, and nobody writes it twice.
    What the map does not ask for is left out, and so is everything once the course is over.

    Args:
        facts: With the agreement.
        opens: Codes of gates and duties.
        dated: The day of the record.
        summary: What it says, in few words.
        kept_as: Its code.
    """
    agreement = facts.record("agreement", Agreement)
    course = agreement.course
    if course is None or agreement.is_over:
        return ()
    gates = {one.code for one in course.gates if one.shown_by == "paper"}
    known = gates | {one.code for one in course.duties}
    return tuple(
        Agreement.filed.put(
            agreement.id,
            facts.identities.new(),
            FiledPaper(
                opens=code,
                round=agreement.round,
                dated=dated,
                summary=summary[:MOST_SUMMARY],
                kept_as=kept_as,
                filed=facts.today,
                by=facts.actor.officer,
            ),
        )
        for code in opens
        if code in known
    )
