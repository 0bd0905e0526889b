"""Which documents of the checklist a subject lacks, and which have ended (F:A12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.kernel.calendar import earliest_end

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cso_registry.domain.facts import Setting
    from cso_registry.domain.organizations.records import DocumentHeld, Organization
    from cso_registry.domain.vocabulary.model import ChecklistRule, Term

CHECKLIST = "V-S3"


def documents_lacking(organization: Organization, setting: Setting) -> tuple[Term, ...]:
    """Return the required items of the checklist that the subject never handed in."""
    held = {one.item for one in organization.documents.values()}
    return tuple(term for term, _ in _required(organization, setting) if term.code not in held)


def documents_ended(organization: Organization, setting: Setting) -> tuple[Term, ...]:
    """Return the required items that are held, but of which none is in force today."""
    ended = []
    for term, rule in _required(organization, setting):
        held = [one for one in organization.documents.values() if one.item == term.code]
        if held and not any(_is_in_force(one, rule, setting.today) for one in held):
            ended.append(term)
    return tuple(ended)


def _required(organization: Organization, setting: Setting) -> Iterable[tuple[Term, ChecklistRule]]:
    identity = organization.identity
    kind = None if identity is None else identity.kind.value
    for term in setting.vocabulary.get(CHECKLIST).in_force(setting.today):
        rule = term.checklist
        if rule is not None and rule.required and kind in rule.kinds:
            yield term, rule


def _is_in_force(held: DocumentHeld, rule: ChecklistRule, today: date) -> bool:
    if held.expires is not None:
        return today <= held.expires
    if not rule.expires or rule.valid_months is None or held.issued is None:
        return True
    return today <= earliest_end(held.issued, rule.valid_months)
