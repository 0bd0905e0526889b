"""Which documents of the checklist a subject lacks, and which have ended (F:A12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.organizations.checklist import ItemState, checklist_of

if TYPE_CHECKING:
    from cso_registry.domain.facts import Setting
    from cso_registry.domain.organizations.records import Organization
    from cso_registry.domain.vocabulary.model import Term


def documents_lacking(organization: Organization, setting: Setting) -> tuple[Term, ...]:
    """Return the required items of the checklist that the subject never handed in."""
    return _required(organization, setting, ItemState.MISSING)


def documents_ended(organization: Organization, setting: Setting) -> tuple[Term, ...]:
    """Return the required items that are held, but of which none is in force today."""
    return _required(organization, setting, ItemState.EXPIRED)


def _required(organization: Organization, setting: Setting, state: ItemState) -> tuple[Term, ...]:
    lines = checklist_of(organization, setting.vocabulary, setting.today)
    return tuple(line.term for line in lines if line.required and line.state is state)
