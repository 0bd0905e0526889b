"""Who sits: as expected before a meeting, as it was from when it began; and the quorum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cso_registry.domain.committee.meeting_groups import Attendance
from cso_registry.domain.committee.meetings import MeetingStatus
from ui.cases.blocks import card_head
from ui.cases.card import CaseCard
from ui.look.measures import Type
from ui.look.parts import Badge, Wrapped, column, row
from ui.organizations.cards import emptied
from ui.widgets.buttons import said_button

if TYPE_CHECKING:
    from cso_registry.workspace.committee.meeting_view import MeetingView, PlaceLine
    from ui.look.parts import Tone

ATTEND: Final = "meeting.open"
TONES: Final[dict[Attendance, Tone]] = {
    Attendance.PRESENT: "good",
    Attendance.PROXY: "good",
    Attendance.EXCUSED: "secondary",
    Attendance.ABSENT: "late",
    Attendance.ASKED: "accent",
}


class PlacesCard(CaseCard):
    """The members with their attendance, and whether there is a quorum."""

    def show_view(self, view: MeetingView) -> None:
        """Show the members, and before a meeting what opens it."""
        body, speech = emptied(self), self.around.speech
        self.setVisible(bool(view.places))
        body.addWidget(card_head(self.around, speech.say("ui.committee.places")))
        body.addWidget(Wrapped(self._quorum(view)))
        offer = view.case.offer(ATTEND)
        if view.status == MeetingStatus.CALLED.value and offer is not None and not offer.denied:
            key = (
                "ui.committee.send_around" if view.meeting.is_circulated else "ui.committee.attend"
            )
            made = said_button(
                self.around, key, lambda: self.asked.emit(ATTEND, ""), icon="user-check"
            )
            body.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        for one in view.places:
            body.addWidget(self._line(one))
        guests = () if view.meeting.sitting is None else view.meeting.sitting.guests or ()
        if guests:
            said = speech.say("ui.committee.guests", names=", ".join(guests))
            body.addWidget(Wrapped(said, kind=Type.SMALL, tone="secondary"))

    def _quorum(self, view: MeetingView) -> str:
        say = self.around.speech.say
        if view.meeting.is_circulated:
            return say("ui.committee.asked_all", members=view.members)
        if view.there is None:
            return say("ui.committee.quorum_needed", members=view.members, needed=view.needed)
        counts = {"there": view.there, "members": view.members, "needed": view.needed}
        return say("ui.committee.quorum_was", **counts)

    def _line(self, one: PlaceLine) -> QWidget:
        whole = QWidget()
        line, said = row(self.around.look, whole), column(self.around.look, gap=0)
        said.addWidget(Wrapped(f"{one.name} · {self._word(f'seat.{one.seat}')}"))
        parts = (self._word(f"member_group.{one.group}"), one.represents, one.proxy)
        small = " · ".join(part for part in parts if part)
        said.addWidget(Wrapped(small, kind=Type.SMALL, tone="secondary"))
        line.addLayout(said, 1)
        if one.attendance is not None:
            word = self._word(f"attendance.{one.attendance}")
            line.addWidget(Badge(word, TONES[one.attendance]))
        return whole

    def _word(self, key: str) -> str:
        return self.around.speech.texts.value(key).say(self.around.speech.language)
