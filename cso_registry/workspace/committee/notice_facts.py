"""The facts of the notice of a meeting (L-15), and of resolutions sent around (L-16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.committee.records import Committee
from cso_registry.kernel.ids import RecordId

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.committee.meeting_groups import Called
    from cso_registry.domain.committee.meetings import Meeting
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

TO_TICK = "☐"


def notice_facts(meeting: Meeting, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of L-15: when and where, the agenda, and who is called."""
    call = meeting.call
    if call is None:
        return {}
    at = ""
    if call.clock is not None:
        said = showing.program.texts.message("meeting.clock")
        at = said.say(showing.language, clock=call.clock.replace(":", "."))
    return {
        **_asked(meeting, call, showing, reading),
        "held": showing.day(call.held),
        "at": at,
        "place": call.place or "–",
        "mode": _word(showing, f"meeting_mode.{call.mode}"),
    }


def circular_facts(meeting: Meeting, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of L-16: what is asked, of whom, and by when."""
    call = meeting.call
    if call is None:
        return {}
    return {
        **_asked(meeting, call, showing, reading),
        "answer_by": showing.day(call.answer_by),
    }


def _asked(
    meeting: Meeting, call: Called, showing: Showing, reading: Reading
) -> dict[str, FactValue]:
    """Return the agenda with boxes to tick, and the members who serve on that day."""
    held = reading.record(RecordId(call.committee))
    serving = held.serving(call.held) if isinstance(held, Committee) else {}
    agenda: list[FactRow] = [
        {
            "number": number,
            "matter": "\n".join(
                part
                for part in (_word(showing, f"matter.{point.matter}"), point.title, point.text)
                if part
            ),
            "tick": TO_TICK,
        }
        for number, point in meeting.points.items()
    ]
    members: list[FactRow] = [
        {
            "name": one.full_name or "–",
            "group": _word(showing, f"member_group.{one.group}"),
            "seat": _word(showing, f"seat.{one.seat}"),
        }
        for one in serving.values()
    ]
    return {
        "committee": call.committee_name,
        "number": meeting.number,
        "agenda": agenda,
        "members": members,
    }


def _word(showing: Showing, key: str) -> str:
    return showing.program.texts.value(key).say(showing.language)
