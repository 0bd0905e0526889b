"""The cases that wait for a committee, so that an agenda is made from them (F:D7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.certification.standing import Status
from cso_registry.domain.committee.meetings import RESOLUTION_ABOUT, Meeting, MeetingStatus
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.reading import RecordFilter

if TYPE_CHECKING:
    from cso_registry.workspace.workspace import Workspace

MOST = 200
"""More cases than this are never heard in one meeting."""
FOR_A_COMMITTEE = (("certificate", Status.CHECKED.value, "meeting.case_for_certificate"),)
"""Types of records, the status in which they wait, and how their item is called."""
_GOING_ON = frozenset({MeetingStatus.CALLED, MeetingStatus.OPEN})


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """A case that waits: what it is, and the key of the words for its item."""

    id: RecordId
    type: str
    name: str
    words: str


def waiting_cases(workspace: Workspace) -> list[WaitingCase]:
    """Return the cases that wait and stand on no agenda, the oldest first."""
    taken = _on_an_agenda(workspace)
    found = [
        WaitingCase(RecordId(row.id), type_name, row.title, words)
        for type_name, status, words in FOR_A_COMMITTEE
        for row in workspace.read.first_records(
            type_name, RecordFilter(status=status), workspace.today, MOST
        )
    ]
    return [one for one in found if one.id not in taken]


def resolutions_about(workspace: Workspace, record: RecordId) -> list[tuple[Meeting, str]]:
    """Return the meetings that resolved on a record, with the keys of those resolutions."""
    meetings = (
        workspace.read.record(found)
        for found in workspace.read.by_identifier(RESOLUTION_ABOUT, str(record))
    )
    return [
        (meeting, key)
        for meeting in meetings
        if isinstance(meeting, Meeting)
        for key, one in meeting.in_force().items()
        if one.about == record
    ]


def _on_an_agenda(workspace: Workspace) -> frozenset[str]:
    rows = [
        row
        for status in _GOING_ON
        for row in workspace.read.first_records(
            "meeting", RecordFilter(status=status.value), workspace.today, MOST
        )
    ]
    meetings = (workspace.read.record(RecordId(row.id)) for row in rows)
    return frozenset(
        point.about
        for meeting in meetings
        if isinstance(meeting, Meeting)
        for point in meeting.agenda.values()
        if point.about is not None
    )
