"""The papers of a committee: notice, circulated resolutions (L-15, L-16), minutes (D-39)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.committee.meetings import MeetingStatus
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.committee.minutes_facts import minutes_facts
from cso_registry.workspace.committee.notice_facts import circular_facts, notice_facts
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


def _require_notice(meeting: Meeting, _day: date) -> None:
    if meeting.is_circulated:
        raise InputError("meeting.is_circulated", number=meeting.number)
    if meeting.status is not MeetingStatus.CALLED:
        raise InputError("meeting.not_called", number=meeting.number)
    _require_agenda(meeting)


def _require_circular(meeting: Meeting, _day: date) -> None:
    if not meeting.is_circulated:
        raise InputError("meeting.is_not_circulated", number=meeting.number)
    if meeting.status not in {MeetingStatus.CALLED, MeetingStatus.OPEN}:
        raise InputError("meeting.not_called", number=meeting.number)
    _require_agenda(meeting)


def _require_agenda(meeting: Meeting) -> None:
    if not meeting.points:
        raise InputError("meeting.no_agenda", number=meeting.number)


def _members(meeting: Meeting) -> str:
    return "" if meeting.call is None else meeting.call.committee_name


PAPERS = (
    PaperKind(
        "L-15",
        "meeting",
        notice_facts,
        refuse_unless=_require_notice,
        letter=True,
        recipient=_members,
    ),
    PaperKind(
        "L-16",
        "meeting",
        circular_facts,
        refuse_unless=_require_circular,
        letter=True,
        recipient=_members,
    ),
    PaperKind("D-39", "meeting", minutes_facts, refuse_unless=_require_closed, number=_number),
)
