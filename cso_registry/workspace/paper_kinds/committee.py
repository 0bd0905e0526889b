"""The paper of a committee: the minutes of a meeting with its resolutions (D-39)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.committee.meetings import MeetingStatus
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.committee.minutes_facts import minutes_facts
from cso_registry.workspace.paper_kinds.kind import PaperKind

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.committee.meetings import Meeting

FINISHED = frozenset({MeetingStatus.CLOSED, MeetingStatus.ADOPTED})


def _number(meeting: Meeting) -> str | None:
    return meeting.number or None


def _require_closed(meeting: Meeting, _day: date) -> None:
    if meeting.status not in FINISHED:
        raise InputError("meeting.not_closed", number=meeting.number)


PAPERS = (
    PaperKind("D-39", "meeting", minutes_facts, refuse_unless=_require_closed, number=_number),
)
