"""What the page of a committee shows: members by group, procedure, sub-committees, meetings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cso_registry.domain.committee.meetings import Meeting
from cso_registry.domain.committee.records import Committee
from cso_registry.kernel.ids import RecordId
from cso_registry.thai.era import buddhist_year
from cso_registry.workspace.case_view import CaseView, case_view, held_case
from cso_registry.workspace.record_lines import RecordLine, record_line, record_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cso_registry.domain.committee.groups import Departure, MemberGroup, Procedure, Seat
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

MOST_MEETINGS = 10
"""So many meetings are shown, the last one first; the list has the rest."""
NEVER_BEFORE = 0


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member.

    Attributes:
        key: Names the membership in acts.
        organization: The subject of the register they come from.
        days_left: Days until the term ends, None while no end is set.
        why: Why a former member serves no longer, None of a term that ran out.
        is_followed: Whether somebody was appointed in their place already.
    """

    key: str
    name: str
    group: MemberGroup
    seat: Seat
    represents: str
    organization: RecordLine | None
    starts: date
    ends: date | None
    days_left: int | None
    why: Departure | None
    is_followed: bool


@dataclass(frozen=True, slots=True)
class CommitteeView:
    """A committee as its page shows it.

    Attributes:
        members: Those who serve today, the chair first.
        coming: Those whose term begins later.
        former: Those who served before, the last one first.
        parent: The committee it belongs to.
        procedure: By which it sits today.
        own_since: From when the committee decided it; None when it is that of the settings.
        meetings: The last meetings, the last one first, each with its day.
        next_number: The number that its next meeting of this year has.
    """

    case: CaseView
    committee: Committee
    status: str
    members: tuple[MemberLine, ...]
    coming: tuple[MemberLine, ...]
    former: tuple[MemberLine, ...]
    parent: RecordLine | None
    subs: tuple[RecordLine, ...]
    procedure: Procedure
    own_since: date | None
    meetings: tuple[tuple[RecordLine, date], ...]
    next_number: int

    def of(self, group: MemberGroup) -> tuple[MemberLine, ...]:
        """Return who serves for a group today."""
        return tuple(one for one in self.members if one.group is group)


def committee_view(
    workspace: Workspace,
    identity: RecordId,
    session: Session,
    language: Language,
    *,
    personal: bool = False,
) -> CommitteeView:
    """Return everything that the page of a committee shows.

    Raises:
        InputError: `record.unknown`.
    """
    found = held_case(workspace, identity, Committee)
    today, serving = workspace.today, found.serving(workspace.today)
    followed = _followed(found)
    lines = {key: _member(workspace, found, key, followed) for key in found.members}
    others = [one for key, one in lines.items() if key not in serving]
    meetings = tuple(_meetings(workspace, identity))
    own = [one.starts for one in found.procedures.values() if one.starts <= today]
    parent = None if found.constitution is None else found.constitution.parent
    held = None if parent is None else workspace.read.record(parent)
    subs = workspace.read.records_about(identity, Committee.type)
    return CommitteeView(
        case=case_view(workspace, found, None, session, language, personal=personal),
        committee=found,
        status="sitting" if found.last_day is None or today <= found.last_day else "dissolved",
        members=tuple(lines[key] for key in serving),
        coming=tuple(one for one in others if one.starts > today),
        former=tuple(
            sorted(
                (one for one in others if one.starts <= today),
                key=lambda one: (one.ends or one.starts, one.key),
                reverse=True,
            )
        ),
        parent=None if held is None else record_line(held),
        # A committee is known by its name; the number in its list is that of its order.
        subs=tuple(replace(one, number="") for one in record_lines(subs)),
        procedure=found.procedure(workspace.program.policies, today),
        own_since=max(own, default=None),
        meetings=tuple((line, day) for line, day, _ in meetings[:MOST_MEETINGS]),
        next_number=1
        + max(
            (number for _, day, number in meetings if buddhist_year(day) == buddhist_year(today)),
            default=NEVER_BEFORE,
        ),
    )


def _followed(committee: Committee) -> frozenset[str]:
    open_terms = committee.open_terms()
    ending = {key for key, one in committee.members.items() if one.ends is not None}
    return frozenset(ending.difference(open_terms))


def _member(
    workspace: Workspace, committee: Committee, key: str, followed: frozenset[str]
) -> MemberLine:
    one, last = committee.members[key], committee.last_day_of(key)
    left = next((gone for gone in committee.departures.values() if gone.member == key), None)
    held = None if one.organization is None else workspace.read.record(one.organization)
    return MemberLine(
        key=key,
        name=one.full_name or "–",
        group=one.group,
        seat=one.seat,
        represents=one.represents or "",
        organization=None
        if held is None
        else RecordLine(held.type, RecordId(held.id), getattr(held, "display_name", ""), "", ""),
        starts=one.starts,
        ends=last,
        days_left=None if last is None else (last - workspace.today).days,
        why=None if left is None else left.why,
        is_followed=key in followed,
    )


def _meetings(workspace: Workspace, committee: RecordId) -> Iterator[tuple[RecordLine, date, int]]:
    """Yield the meetings of a committee with day and number, the last one first."""
    for found in reversed(workspace.read.records_about(committee, Meeting.type)):
        if isinstance(found, Meeting) and found.call is not None:
            line = RecordLine("meeting", found.id, "", found.number, found.status.value)
            yield line, found.call.held, found.call.number
