"""The papers of registration: application and letter of registration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.kernel.errors import InputError
from cso_registry.workspace.paper_facts import (
    application_facts,
    is_numbered,
    registration_facts,
)
from cso_registry.workspace.paper_kinds.kind import PaperKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cso_registry.documents.facts import FactValue
    from cso_registry.domain.organizations.records import Organization
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

APPLICATION, REGISTRATION = "D-01", "D-02"


def _application(
    organization: Organization | None, showing: Showing, _reading: Reading
) -> Mapping[str, FactValue]:
    return application_facts(organization, showing)


def _registration(
    organization: Organization, showing: Showing, _reading: Reading
) -> Mapping[str, FactValue]:
    return registration_facts(organization, showing)


def _require_number(organization: Organization, day: date) -> None:
    if not is_numbered(organization, day):
        raise InputError("paper.not_numbered", paper=REGISTRATION)


def _number(organization: Organization) -> str | None:
    return organization.register_number


PAPERS = (
    PaperKind(APPLICATION, "organization", _application, number=_number, form=True, blank=True),
    PaperKind(
        REGISTRATION, "organization", _registration, refuse_unless=_require_number, number=_number
    ),
)
