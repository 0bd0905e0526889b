"""The facts of the minutes of a meeting (D-39): present by group, agenda, resolutions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.committee.groups import Seat
from cso_registry.domain.committee.meeting_groups import Attendance, Manner
from cso_registry.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.committee.meeting_groups import Place, Resolution, Sitting, Votes
    from cso_registry.domain.committee.meetings import Meeting
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

THERE = frozenset({Attendance.PRESENT, Attendance.PROXY, Attendance.ASKED})
SECRETARIES = (Seat.SECRETARY, Seat.ASSISTANT_SECRETARY)


def minutes_facts(meeting: Meeting, showing: Showing, _reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of D-39.

    Raises:
        InputError: `meeting.not_open`, before the meeting began.
    """
    call, sitting = meeting.call, meeting.sitting
    if call is None or sitting is None:
        raise InputError("meeting.not_open", number=meeting.number)
    telling = _Telling(meeting, showing)
    closed = next(iter(meeting.closings.values()), None)
    adopted = next(iter(meeting.adoptions.values()), None)
    places = sitting.places or ()
    return {
        "office": showing.office_name(),
        "legal_basis": showing.basis(),
        "committee": call.committee_name,
        "number": meeting.number,
        "held": showing.day(call.held),
        "mode": telling.word(f"meeting_mode.{call.mode}"),
        "place": call.place or "–",
        "began": telling.moment(sitting.clock),
        "ended": "" if closed is None else telling.moment(closed.clock),
        "is_closed": closed is not None,
        "is_circulated": meeting.is_circulated,
        "answer_by": showing.day(call.answer_by),
        "quorum": telling.quorum(sitting, places),
        "procedure": sitting.procedure.citation,
        "present": telling.place_rows(one for one in places if one.attendance in THERE),
        "absent": telling.place_rows(one for one in places if one.attendance not in THERE),
        "has_absent": any(one.attendance not in THERE for one in places),
        "guests": [{"text": one} for one in sitting.guests or ()],
        "has_guests": bool(sitting.guests),
        "agenda": [telling.item_row(number) for number in meeting.points],
        "is_adopted": adopted is not None,
        "adopted_by": "" if adopted is None else adopted.by_number,
        "corrections": "" if adopted is None else adopted.corrections or "–",
        "chair": next((one.name for one in places if one.member == sitting.chaired_by), ""),
        "secretary": _secretary(places),
    }


def _secretary(places: Sequence[Place]) -> str:
    """Return who signs as the secretary: one who was there, empty when none was."""
    there = [one for one in places if one.attendance in THERE]
    return next((one.name for seat in SECRETARIES for one in there if one.seat is seat), "")


@dataclass(frozen=True, slots=True)
class _Telling:
    """Says the parts of one meeting in the language of the paper."""

    meeting: Meeting
    showing: Showing

    def word(self, key: str) -> str:
        """Return the words for a value of the program."""
        return self.showing.program.texts.value(key).say(self.showing.language)

    def say(self, key: str, **params: str | int) -> str:
        """Return a sentence of the program."""
        return self.showing.program.texts.message(key).say(self.showing.language, **params)

    def moment(self, clock: str | None) -> str:
        """Return a time of day as it is written, empty when it is not known."""
        return "" if clock is None else self.say("meeting.clock", clock=clock.replace(":", "."))

    def quorum(self, sitting: Sitting, places: Iterable[Place]) -> str:
        """Return who was there, by group, and whether it was enough."""
        there = Counter(one.group for one in places if one.attendance in THERE)
        groups = ", ".join(
            f"{self.word(f'member_group.{group}')} {count}" for group, count in there.items()
        )
        key = "meeting.asked_all" if self.meeting.is_circulated else "meeting.quorum"
        counts = {"there": len(sitting.counted), "members": sitting.members}
        return self.say(key, **counts, needed=sitting.needed, groups=groups)

    def place_rows(self, places: Iterable[Place]) -> list[FactRow]:
        """Return a row for each member: name, group, seat, how they took part."""
        return [
            {
                "name": one.name,
                "group": self._lines(self.word(f"member_group.{one.group}"), one.represents),
                "seat": self.word(f"seat.{one.seat}"),
                "how": self._lines(self.word(f"attendance.{one.attendance}"), one.proxy),
            }
            for one in places
        ]

    def item_row(self, number: str) -> FactRow:
        """Return what an item was about, what was said, and what was resolved."""
        point = self.meeting.points[number]
        minute = self.meeting.minutes.get(number)
        said = None if minute is None else minute.text
        return {
            "number": number,
            "matter": self._lines(
                self.word(f"matter.{point.matter}"), point.title, point.text, said
            ),
            "resolution": self._resolution(number),
        }

    def _resolution(self, number: str) -> str:
        made = self.meeting.resolution_on(number)
        if made is None:
            return self.say("meeting.no_resolution")
        return self._lines(
            self.say("meeting.resolution_no", number=made.number),
            made.text,
            self._manner(made),
            *self._recusals(number),
            None if made.minority is None else self.say("meeting.minority", text=made.minority),
        )

    def _manner(self, made: Resolution) -> str:
        if made.votes is None:
            return self.word(f"manner.{made.manner}")
        counted = self._votes(made.votes)
        key = "meeting.passed" if made.passed else "meeting.not_passed"
        if made.manner is Manner.VOTE:
            return f"{self.say(key)} {counted}"
        return f"{self.word(f'manner.{made.manner}')} {counted}"

    def _votes(self, votes: Votes) -> str:
        said = self.say(
            "meeting.votes",
            in_favour=votes.in_favour,
            against=votes.against,
            abstained=votes.abstained,
        )
        if votes.casting is None:
            return said
        cast = self.say("meeting.casting", voice=self.word(f"voice.{votes.casting}"))
        return f"{said} {cast}"

    def _recusals(self, number: str) -> list[str]:
        names = {one.member: one.name for one in self._places()}
        return [
            self.say("meeting.recused", name=names.get(one.member, "–"), reason=one.reason)
            for one in self.meeting.recusals.values()
            if one.item == number
        ]

    def _places(self) -> Iterable[Place]:
        sitting = self.meeting.sitting
        return () if sitting is None else sitting.places or ()

    @staticmethod
    def _lines(*texts: str | None) -> str:
        return "\n".join(text for text in texts if text)
