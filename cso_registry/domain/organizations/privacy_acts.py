"""Removing what is held on a person, once no retention period protects it (F:N6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from cso_registry.domain.act import Act, Read, act
from cso_registry.domain.certification.erasing import erasures_of_certificates
from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.certification.shadow import CERTIFICATE_OF
from cso_registry.domain.contacts.records import CONTACT_OF, ContactNote
from cso_registry.domain.erasure import Erasure
from cso_registry.domain.fields import Day, Line, OrderNumber, ReasonText
from cso_registry.domain.intake.records import INTAKE_OF, Intake
from cso_registry.domain.letters.records import Letter
from cso_registry.domain.letters.shadow import LETTER_ABOUT
from cso_registry.domain.organizations import privacy_rules, rules
from cso_registry.domain.organizations.questions import IdentifierHolders
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.papers.records import PAPER_OF, Paper
from cso_registry.domain.roles import Role
from cso_registry.domain.screening.appeals import Appeal
from cso_registry.domain.screening.erasing import erasures_of_cases
from cso_registry.domain.screening.questions import RecordsUnder
from cso_registry.domain.screening.records import Screening
from cso_registry.domain.screening.shadow import APPEAL_OF, SCREENING_OF
from cso_registry.kernel.ids import OrganizationId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change


LETTER_GROUPS = (Letter.entry.name, Letter.receipt.name)


def _papers_of(act: Any, _setting: Setting) -> Question[Any]:
    return IdentifierHolders(((PAPER_OF, act.organization),))


def _certificates_of(act: Any, _setting: Setting) -> Question[Any]:
    return RecordsUnder(CERTIFICATE_OF, act.organization)


def _cases_of(act: Any, _setting: Setting) -> Question[Any]:
    return RecordsUnder(SCREENING_OF, act.organization)


def _appeals_of(act: Any, _setting: Setting) -> Question[Any]:
    return RecordsUnder(APPEAL_OF, act.organization)


def _contacts_of(act: Any, _setting: Setting) -> Question[Any]:
    return RecordsUnder(CONTACT_OF, act.organization)


def _intakes_of(act: Any, _setting: Setting) -> Question[Any]:
    return RecordsUnder(INTAKE_OF, act.organization)


def _letters_about(act: Any, _setting: Setting) -> Question[Any]:
    return IdentifierHolders(((LETTER_ABOUT, act.organization),))


@act("organization.erase_personal", Role.HEAD)
class ErasePersonalData(Act):
    """Removes the personal part of groups from record, history, search and papers.

    The entries stay and their chain still verifies; papers of the subject can no
    longer be printed again. What a retention period protects is refused with its date.
    """

    writes = (
        Organization.erasures,
        Paper.erasures,
        Letter.erasures,
        ContactNote.erasures,
        Intake.erasures,
        Screening.erasures,
        Appeal.erasures,
        Certificate.erasures,
    )
    reads: ClassVar[Mapping[str, Read]] = {
        "organization": Organization,
        "papers": _papers_of,
        "letters": _letters_about,
        "certificates": _certificates_of,
        "cases": _cases_of,
        "appeals": _appeals_of,
        "contacts": _contacts_of,
        "intakes": _intakes_of,
    }
    relies_on = (Organization.life,)
    rules = (
        rules.order_is_named,
        privacy_rules.groups_hold_personal_data,
        privacy_rules.retention_is_over,
    )
    entry_per_record = True

    organization: OrganizationId
    groups: tuple[Line, ...]
    order_number: OrderNumber
    order_date: Day
    reason: ReasonText

    def scope(self, facts: Facts) -> str:
        """Return the home of the subject."""
        return facts.record("organization", Organization).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the erasure of the subject, of every paper and of every letter about it."""
        own = Organization.erasures.put(self.organization, facts.act_id, self._of(self.groups))
        papers = tuple(
            Paper.erasures.put(paper, facts.act_id, self._of((Paper.frozen.name,)))
            for paper in facts.answer("papers", tuple)
        )
        letters = tuple(
            Letter.erasures.put(letter, facts.act_id, self._of(LETTER_GROUPS))
            for letter in facts.answer("letters", tuple)
        )
        certificates = erasures_of_certificates(
            facts.answer("certificates", tuple), facts.act_id, self._of
        )
        cases = erasures_of_cases(
            (*facts.answer("cases", tuple), *facts.answer("appeals", tuple)),
            facts.act_id,
            self._of,
        )
        return (own, *papers, *letters, *certificates, *cases, *self._at_the_counter(facts))

    def _at_the_counter(self, facts: Facts) -> tuple[Change, ...]:
        """Return the erasure of what was said in contacts, and who handed in an application."""
        spoken, received = (ContactNote.spoken.name,), (Intake.received.name,)
        return (
            *(
                ContactNote.erasures.put(one.id, facts.act_id, self._of(spoken))
                for one in facts.answer("contacts", tuple)
            ),
            *(
                Intake.erasures.put(one.id, facts.act_id, self._of(received))
                for one in facts.answer("intakes", tuple)
            ),
        )

    def _of(self, groups: tuple[str, ...]) -> Erasure:
        return Erasure(
            groups=groups,
            order_number=self.order_number,
            order_date=self.order_date,
            reason=self.reason,
        )


ACTS = (ErasePersonalData,)
