"""Every act and every type of record; the list that forms, imports and tests walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.agreements.acts_and_records import AGREEMENT_ACTS, AGREEMENT_RECORDS
from cso_registry.domain.batches import acts as batch_acts
from cso_registry.domain.batches import edit_acts, print_acts
from cso_registry.domain.batches.records import Batch
from cso_registry.domain.certification.acts_and_records import (
    CERTIFICATION_ACTS,
    CERTIFICATION_RECORDS,
)
from cso_registry.domain.clocks.acts import CLOCK_ACTS, CLOCK_RECORDS
from cso_registry.domain.committee.acts_and_records import COMMITTEE_ACTS, COMMITTEE_RECORDS
from cso_registry.domain.conflicts import acts as conflict_acts
from cso_registry.domain.conflicts.records import Settlement
from cso_registry.domain.contacts import acts as contact_acts
from cso_registry.domain.contacts.records import ContactNote
from cso_registry.domain.delivery.acts_and_records import DELIVERY_ACTS, DELIVERY_RECORDS
from cso_registry.domain.intake import acts as intake_acts
from cso_registry.domain.intake import form_batches
from cso_registry.domain.intake.form_batches import FormBatch
from cso_registry.domain.intake.records import Intake
from cso_registry.domain.letters import acts as letter_acts
from cso_registry.domain.letters.records import Letter
from cso_registry.domain.missions.acts_and_records import MISSION_ACTS, MISSION_RECORDS
from cso_registry.domain.notice.acts_and_records import NOTICE_ACTS, NOTICE_RECORDS
from cso_registry.domain.offices import acts as office_acts
from cso_registry.domain.offices import private_acts, year_acts
from cso_registry.domain.offices.records import Office, Officer
from cso_registry.domain.organizations import acts as organization_acts
from cso_registry.domain.organizations import (
    group_acts,
    kin_acts,
    life_acts,
    privacy_acts,
    succession_acts,
    transfer_acts,
)
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.papers import acts as paper_acts
from cso_registry.domain.papers import template_acts
from cso_registry.domain.papers.records import Paper
from cso_registry.domain.papers.shelf import TemplateBook
from cso_registry.domain.returns import acts as return_acts
from cso_registry.domain.returns.records import Return
from cso_registry.domain.screening.acts_and_records import SCREENING_ACTS, SCREENING_RECORDS
from cso_registry.domain.selection.acts_and_records import SELECTION_ACTS, SELECTION_RECORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.domain.act import Act
    from cso_registry.domain.record import Record
from cso_registry.domain.vocabulary import acts as vocabulary_acts
from cso_registry.domain.vocabulary.records import PolicyBook, WordList

ACTS: Mapping[str, type[Act]] = {
    declared.kind: declared
    for acts in (
        office_acts.ACTS,
        year_acts.ACTS,
        private_acts.ACTS,
        letter_acts.ACTS,
        organization_acts.ACTS,
        life_acts.ACTS,
        group_acts.ACTS,
        privacy_acts.ACTS,
        transfer_acts.ACTS,
        kin_acts.ACTS,
        succession_acts.ACTS,
        return_acts.ACTS,
        contact_acts.ACTS,
        intake_acts.ACTS,
        form_batches.ACTS,
        batch_acts.ACTS,
        print_acts.ACTS,
        edit_acts.ACTS,
        paper_acts.ACTS,
        template_acts.ACTS,
        vocabulary_acts.ACTS,
        CLOCK_ACTS,
        SCREENING_ACTS,
        CERTIFICATION_ACTS,
        MISSION_ACTS,
        COMMITTEE_ACTS,
        SELECTION_ACTS,
        AGREEMENT_ACTS,
        DELIVERY_ACTS,
        NOTICE_ACTS,
        conflict_acts.ACTS,
    )
    for declared in acts
}

KEPT: tuple[type[Record], ...] = (
    Office,
    Officer,
    Organization,
    Batch,
    Paper,
    TemplateBook,
    WordList,
    PolicyBook,
    Letter,
    Settlement,
    Return,
    ContactNote,
    Intake,
    FormBatch,
    *CLOCK_RECORDS,
    *SCREENING_RECORDS,
    *CERTIFICATION_RECORDS,
    *MISSION_RECORDS,
    *COMMITTEE_RECORDS,
    *SELECTION_RECORDS,
    *AGREEMENT_RECORDS,
    *DELIVERY_RECORDS,
    *NOTICE_RECORDS,
)
RECORDS: Mapping[str, type[Record]] = {kept.type: kept for kept in KEPT}
