"""The papers of a growing register: slip, lists, history, letters (F:A8, A13, A14, X25, X27)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.kernel.errors import InputError
from cso_registry.workspace.paper_kinds.kind import OFFICE, PaperKind
from cso_registry.workspace.public_extract.list_facts import public_facts
from cso_registry.workspace.subject_file import file_facts, letter_facts, list_facts, slip_facts

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.intake.records import Intake
    from cso_registry.domain.organizations.records import Organization


def _receipt_number(intake: Intake) -> str | None:
    return None if intake.received is None else intake.received.number


def _register_number(subject: Organization) -> str | None:
    return subject.register_number


def _require_merge(subject: Organization, _day: date) -> None:
    if subject.merged_into is None:
        raise InputError("organization.not_merged", name=subject.display_name)


PAPERS = (
    PaperKind("S-01", "intake", slip_facts.slip_facts, number=_receipt_number),
    PaperKind("S-02", OFFICE, list_facts.returns_facts),
    PaperKind("S-03", OFFICE, list_facts.visit_facts),
    PaperKind("D-40", OFFICE, public_facts),
    PaperKind("S-11", "organization", file_facts.file_facts, number=_register_number),
    PaperKind("L-06", "organization", letter_facts.reminder_facts, letter=True),
    PaperKind(
        "L-10",
        "organization",
        letter_facts.merge_facts,
        refuse_unless=_require_merge,
        letter=True,
    ),
)
