"""What committees bring to the catalogue."""

from __future__ import annotations

from cso_registry.domain.committee import acts, meeting_acts, taking_over
from cso_registry.domain.committee.meetings import Meeting
from cso_registry.domain.committee.records import Committee

COMMITTEE_ACTS = (*acts.ACTS, *meeting_acts.ACTS, *taking_over.ACTS)
COMMITTEE_RECORDS = (Committee, Meeting)
