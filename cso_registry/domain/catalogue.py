"""Every act and every type of record; the list that forms, imports and tests walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.batches import acts as batch_acts
from cso_registry.domain.batches.records import Batch
from cso_registry.domain.offices import acts as office_acts
from cso_registry.domain.offices.records import Office, Officer
from cso_registry.domain.organizations import acts as organization_acts
from cso_registry.domain.organizations import life_acts, privacy_acts
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.papers import acts as paper_acts
from cso_registry.domain.papers.records import Paper

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
        organization_acts.ACTS,
        life_acts.ACTS,
        privacy_acts.ACTS,
        batch_acts.ACTS,
        paper_acts.ACTS,
        vocabulary_acts.ACTS,
    )
    for declared in acts
}

RECORDS: Mapping[str, type[Record]] = {
    kept.type: kept for kept in (Office, Officer, Organization, Batch, Paper, WordList, PolicyBook)
}
