"""The cases that wait for a committee, so that an agenda is made from them (F:D7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cso_registry.domain.certification.standing import Status
from cso_registry.domain.committee.meetings import RESOLUTION_ABOUT, Meeting, MeetingStatus
from cso_registry.domain.missions.missions import Mission
from cso_registry.domain.selection.delegations import DELEGATION_OF
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.reading import RecordFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from cso_registry.domain.certification.records import Certificate
    from cso_registry.domain.missions.analyses import Analysis
    from cso_registry.domain.selection.calls import Call
    from cso_registry.domain.selection.proposals import Proposal
    from cso_registry.workspace.workspace import Workspace

MOST = 200
"""More cases than this are never heard in one meeting."""
LOOKED_AT = 5_000
"""So many lines of a list are looked through; what was chosen and has its scope stays in it."""
_GOING_ON = frozenset({MeetingStatus.CALLED, MeetingStatus.OPEN})


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """A case that waits.

    Attributes:
        id: Its identity.
        type: Its type of record.
        name: What it is called on the agenda.
        words: The key of the words for its item.
        needed: Whether it cannot be decided without a resolution; a head may decide the others.
        subject: The subject it concerns, None where there is none.
    """

    id: RecordId
    type: str
    name: str
    words: str
    needed: bool
    subject: str | None


@dataclass(frozen=True, slots=True)
class _Ripe:
    """That a case can be heard: since when, what it is called, whether it must be heard."""

    since: date | None
    name: str
    needed: bool = True


def _certificate(_workspace: Workspace, record: Certificate, title: str) -> _Ripe | None:
    check = record.check
    return None if check is None else _Ripe(check.checked, title)


def _analysis(workspace: Workspace, record: Analysis, title: str) -> _Ripe | None:
    sides = (record.mission_side, record.level_side, record.people_side)
    answered = [one.answered for one in sides if one is not None]
    if len(answered) < len(sides) or record.file is None or record.mission_side is None:
        return None
    mission = workspace.read.record(record.file.mission)
    profile = mission.profile if isinstance(mission, Mission) else None
    name = title if profile is None else f"{title} {profile.name_th}"
    risks = record.mission_side.lawful and not record.mission_side.safe
    return _Ripe(max(answered), name, needed=risks)


def _drafted(_workspace: Workspace, record: Call, title: str) -> _Ripe | None:
    terms = record.terms
    return None if terms is None else _Ripe(None, f"{terms.code} {title}", needed=False)


def _scored(_workspace: Workspace, record: Call, title: str) -> _Ripe | None:
    opened = min((one.opened for one in record.score_openings.values()), default=None)
    return None if record.terms is None else _Ripe(opened, f"{record.terms.code} {title}")


def _chosen(_workspace: Workspace, record: Proposal, title: str) -> _Ripe | None:
    result = record.result
    if result is None or record.file is None:
        return None
    return _Ripe(result.day, f"{record.file.code} {title}")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of case: its type and status, the words of its item, and what tells it is ripe.

    `over` is the scheme under which something is found once the case is settled.
    """

    type: str
    status: str
    words: str
    ripe: Callable[..., _Ripe | None]
    over: str | None = None


FOR_A_COMMITTEE = (
    _Kind("certificate", Status.CHECKED.value, "meeting.case_for_certificate", _certificate),
    _Kind("analysis", "answered", "meeting.case_of_analysis", _analysis),
    _Kind("call", "drafted", "meeting.case_of_call", _drafted),
    _Kind("call", "scored", "meeting.case_of_selection", _scored),
    _Kind("proposal", "chosen", "meeting.case_of_scope", _chosen, over=DELEGATION_OF),
)


def waiting_cases(workspace: Workspace, *, needed_only: bool = False) -> list[WaitingCase]:
    """Return the cases that wait and stand on no agenda, kind by kind, the oldest first.

    What was resolved on since it became ripe waits for its act, not for another meeting.
    """
    taken = _on_an_agenda(workspace)
    found = (one for one in _ripe_cases(workspace) if one.id not in taken)
    return [one for one in found if one.needed or not needed_only][:MOST]


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


def _ripe_cases(workspace: Workspace) -> Iterator[WaitingCase]:
    read = workspace.read
    for kind in FOR_A_COMMITTEE:
        wanted = RecordFilter(status=kind.status)
        most = MOST if kind.over is None else LOOKED_AT
        for row in read.first_records(kind.type, wanted, workspace.today, most):
            if kind.over is not None and read.by_identifier(kind.over, str(row.id)):
                continue
            case = RecordId(row.id)
            record: Any = read.record(case)
            ripe = None if record is None else kind.ripe(workspace, record, row.title)
            if ripe is not None and not _was_resolved(workspace, case, ripe.since):
                yield WaitingCase(case, kind.type, ripe.name, kind.words, ripe.needed, row.about)


def _was_resolved(workspace: Workspace, record: RecordId, since: date | None) -> bool:
    made = (meeting.resolutions[key] for meeting, key in resolutions_about(workspace, record))
    return any(one.passed and (since is None or one.resolved >= since) for one in made)


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
