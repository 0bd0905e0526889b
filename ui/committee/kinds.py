"""What a committee and a meeting show: lists, headings, cards, papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.committee.meetings import Meeting, MeetingStatus
from cso_registry.domain.committee.records import Committee
from cso_registry.workspace.committee.committee_view import CommitteeView, committee_view
from cso_registry.workspace.committee.meeting_view import MeetingView, meeting_view
from ui.cases.blocks import RecordsCard
from ui.cases.kind import CaseKind
from ui.committee.agenda_card import AgendaCard
from ui.committee.committee_cards import MeetingsCard, MembersCard, ProcedureCard
from ui.committee.places_card import PlacesCard
from ui.lists.kind import Column, ListKind
from ui.lists.kinds import BY_DAYS, BY_PROVINCE, EMPTY, PROVINCE
from ui.lists.statuses import Statuses

if TYPE_CHECKING:
    from ui.shell.room import Surroundings
    from ui.widgets.words import Words

ROOM: Final = "committee"
MEETING: Final = Statuses(
    Meeting.type,
    tuple(one.value for one in MeetingStatus),
    {
        MeetingStatus.CALLED.value: "accent",
        MeetingStatus.OPEN.value: "soon",
        MeetingStatus.CLOSED.value: "accent",
        MeetingStatus.ADOPTED.value: "good",
    },
)
COMMITTEE: Final = Statuses(Committee.type, ("sitting", "dissolved"), {"sitting": "good"})

COMMITTEES: Final = ListKind(
    name="committees",
    record_type=Committee.type,
    columns=(
        Column("title", "ui.committee.name", lambda row, _: row.title, width=420),
        Column("number", "ui.committee.order", lambda row, _: row.number or EMPTY, width=150),
        COMMITTEE.column(160),
        PROVINCE,
    ),
    filters=(COMMITTEE.filter, BY_PROVINCE),
    empty="ui.committees.empty",
)
MEETINGS: Final = ListKind(
    name="meetings",
    record_type=Meeting.type,
    columns=(
        Column("title", "ui.committee.name", lambda row, _: row.title, width=380),
        Column("number", "ui.committee.number", lambda row, _: row.number or EMPTY, width=110),
        Column("until", "ui.committee.held", lambda row, words: words.day(row.until), width=140),
        MEETING.column(190),
        PROVINCE,
    ),
    filters=(MEETING.filter, BY_DAYS, BY_PROVINCE),
    empty="ui.meetings.empty",
    descending=True,
)


def _committee_heading(view: CommitteeView, words: Words) -> tuple[str, str]:
    set_up = view.committee.constitution
    if set_up is None:
        return "", ""
    name = set_up.name_en if words.language == "en" else None
    day, order = words.day(set_up.starts), set_up.order_number
    say = words.program.texts.text
    since = say("ui.committee.since", words.language, day=day, order=order)
    return name or set_up.name_th, f"{words.value(('committee_kind',), set_up.kind)} · {since}"


def _committee_links(view: CommitteeView) -> tuple[tuple[str, str], ...]:
    return () if view.parent is None else ((Committee.type, str(view.parent.id)),)


def _meeting_heading(view: MeetingView, words: Words) -> tuple[str, str]:
    call = view.meeting.call
    if call is None:
        return view.meeting.number, ""
    say, language = words.program.texts.text, words.language
    parts = [words.day(call.held), words.value(("meeting_mode",), call.mode), call.place or ""]
    if call.clock:
        parts.insert(1, say("meeting.clock", language, clock=call.clock))
    if call.answer_by is not None:
        parts.append(say("ui.committee.answer_by", language, day=words.day(call.answer_by)))
    paper = next(iter(view.meeting.papers.values()), None)
    if paper is not None:
        parts.append(say("ui.committee.kept_at", language, place=paper.kept_at))
    title = say("ui.committee.meeting_title", language, number=view.meeting.number)
    return f"{title} {call.committee_name}", " · ".join(one for one in parts if one)


def _meeting_links(view: MeetingView) -> tuple[tuple[str, str], ...]:
    return () if view.committee is None else ((Committee.type, str(view.committee.id)),)


def _committee_parts(around: Surroundings) -> tuple[Any, ...]:
    subs = RecordsCard(
        around, "ui.committee.subs", lambda view: view.subs,
        empty="ui.committee.no_sub", tone=COMMITTEE.tone,
    )  # fmt: skip
    return MembersCard(around), MeetingsCard(around, MEETING.tone), subs, ProcedureCard(around)


def _meeting_parts(around: Surroundings) -> tuple[Any, ...]:
    return AgendaCard(around), PlacesCard(around)


COMMITTEE_CASES: Final = CaseKind(
    room=ROOM,
    list=COMMITTEES,
    record=Committee,
    look=committee_view,
    heading=_committee_heading,
    tone=COMMITTEE.tone,
    links=_committee_links,
    parts=_committee_parts,
    papers=(),
    apart=frozenset(
        {
            "committee.appoint",
            "committee.end_membership",
            "committee.set_procedure",
            "meeting.call",
            "meeting.take_over",
        }
    ),
    hidden=frozenset({"members", "departures", "procedures"}),
    follows=frozenset({"meeting", "committee"}),
)
MEETING_CASES: Final = CaseKind(
    room=ROOM,
    list=MEETINGS,
    record=Meeting,
    look=meeting_view,
    heading=_meeting_heading,
    tone=MEETING.tone,
    links=_meeting_links,
    parts=_meeting_parts,
    papers=("L-15", "L-16", "D-39"),
    apart=frozenset(
        {
            "meeting.put_item",
            "meeting.drop_item",
            "meeting.arrange",
            "meeting.open",
            "meeting.recuse",
            "meeting.answer",
            "meeting.note",
            "meeting.resolve",
            "meeting.rescind",
            "meeting.take_over_resolution",
            "meeting.strike_taken_over",
        }
    ),
    hidden=frozenset(Meeting.slots),
    follows=frozenset({"certificate", "analysis", "call", "proposal", "committee"}),
    previews=frozenset({"D-39"}),
)
