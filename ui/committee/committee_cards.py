"""The cards of a committee: members by group with their terms, its procedure, its meetings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from cso_registry.domain.committee.groups import MemberGroup
from ui.cases.blocks import add_act, card_head, link, pairs
from ui.cases.card import CaseCard
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Hairline, Wrapped, column, row
from ui.organizations.cards import emptied
from ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QVBoxLayout

    from cso_registry.workspace.committee.committee_view import CommitteeView, MemberLine
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings

APPOINT, LEAVE = "committee.appoint", "committee.end_membership"
PROCEDURE, CALL, TAKE_OVER = "committee.set_procedure", "meeting.call", "meeting.take_over"
SOON_DAYS: Final = 90
YES, NO = "ui.committee.yes", "ui.committee.no"
FIGURES: Final = ("quorum_percent", "pass_percent")
SWITCHES: Final = ("each_group", "casting_vote", "circulated_unanimous")


def is_open(view: CommitteeView, kind: str) -> bool:
    """Return whether an act can be done on the committee now."""
    offer = view.case.offer(kind)
    return offer is not None and offer.is_open


class MembersCard(CaseCard):
    """Who serves for each of the four groups, until when, and who served before."""

    def show_view(self, view: CommitteeView) -> None:
        """Show group by group; a group that nobody serves for says so."""
        body, speech = emptied(self), self.around.speech
        count = speech.say("ui.committee.serving", count=len(view.members))
        heading = speech.texts.group("committee.members").say(speech.language)
        body.addWidget(card_head(self.around, heading, Badge(count)))
        may_leave = is_open(view, LEAVE)
        for group in MemberGroup:
            found = view.of(group)
            body.addWidget(Wrapped(self._word(f"member_group.{group}"), kind=Type.STRONG))
            for one in found:
                body.addWidget(self._line(one, may_leave=may_leave))
            if not found:
                body.addWidget(Wrapped(speech.say("ui.committee.nobody"), tone="soon"))
        self._others(body, "ui.committee.coming", view.coming)
        self._others(body, "ui.committee.former", view.former)
        if is_open(view, APPOINT):
            add_act(self, self.around, APPOINT)

    def _others(self, body: QVBoxLayout, heading: str, members: tuple[MemberLine, ...]) -> None:
        if not members:
            return
        body.addWidget(Hairline())
        body.addWidget(Wrapped(self.around.speech.say(heading), kind=Type.STRONG))
        for one in members:
            body.addWidget(self._line(one, may_leave=False))

    def _line(self, one: MemberLine, *, may_leave: bool) -> QWidget:
        look, speech = self.around.look, self.around.speech
        whole = QWidget()
        line, said = row(look, whole), column(look, gap=0)
        said.addWidget(Wrapped(f"{one.name} · {self._word(f'seat.{one.seat}')}"))
        said.addWidget(Wrapped(self._small(one), kind=Type.SMALL, tone="secondary"))
        line.addLayout(said, 1)
        badge = self._badge(one)
        if badge is not None:
            line.addWidget(badge)
        if may_leave:
            name = f"{speech.say('ui.committee.leaves')}: {one.name}"
            do = link(
                self.around,
                speech.say("ui.committee.leaves"),
                "door-exit",
                lambda: self.asked.emit(LEAVE, one.key),
                name,
            )
            line.addWidget(do)
        return whole

    def _small(self, one: MemberLine) -> str:
        speech = self.around.speech
        ends = speech.say("committee.no_end") if one.ends is None else speech.day(one.ends)
        term = speech.say("ui.committee.term", starts=speech.day(one.starts), ends=ends)
        came = "" if one.organization is None else one.organization.title
        why = "" if one.why is None else self._word(f"departure.{one.why}")
        return " · ".join(part for part in (one.represents, came, term, why) if part)

    def _badge(self, one: MemberLine) -> Badge | None:
        """Return that the seat is soon vacant, and whether somebody follows."""
        say = self.around.speech.say
        if one.days_left is None or one.days_left < 0 or one.days_left > SOON_DAYS:
            return None
        if one.is_followed:
            return Badge(say("ui.committee.followed"), "good")
        return Badge(say("ui.committee.vacant_in", count=one.days_left), "soon")

    def _word(self, key: str) -> str:
        return self.around.speech.texts.value(key).say(self.around.speech.language)


class ProcedureCard(CaseCard):
    """By which numbers the committee sits and decides, and whose decision they are."""

    def show_view(self, view: CommitteeView) -> None:
        """Show the procedure of today."""
        body, speech, holds = emptied(self), self.around.speech, view.procedure
        body.addWidget(card_head(self.around, speech.say("ui.committee.procedure")))
        figures = [(self._label(name), f"{getattr(holds, name)} %") for name in FIGURES]
        switches = [
            (self._label(name), speech.say(YES if getattr(holds, name) else NO))
            for name in SWITCHES
        ]
        cited = (self._label("citation"), holds.citation)
        body.addWidget(pairs(self.around.look, (*figures, *switches, cited)))
        whose = (
            speech.say("ui.committee.default")
            if view.own_since is None
            else speech.say("ui.committee.own", day=speech.day(view.own_since))
        )
        body.addWidget(Wrapped(whose, kind=Type.SMALL, tone="secondary"))
        if is_open(view, PROCEDURE):
            add_act(self, self.around, PROCEDURE)

    def _label(self, name: str) -> str:
        speech = self.around.speech
        return speech.texts.field(PROCEDURE, name).say(speech.language)


class MeetingsCard(CaseCard):
    """The last meetings, and what calls the next one."""

    def __init__(self, around: Surroundings, tone: Callable[[str], Tone]) -> None:
        super().__init__(around)
        self._tone = tone

    def show_view(self, view: CommitteeView) -> None:
        """Show the meetings, the last one first."""
        body, speech = emptied(self), self.around.speech
        words = Words(self.around.tasks.program, speech.language)
        body.setSpacing(self.around.look.px(GRID))
        body.addWidget(card_head(self.around, speech.say("ui.list.meetings")))
        if not view.meetings:
            body.addWidget(Wrapped(speech.say("ui.committee.no_meeting"), tone="secondary"))
        for one, day in view.meetings:
            whole = QWidget()
            line = row(self.around.look, whole)
            title = speech.say("ui.committee.meeting_title", number=one.number)
            identity = str(one.id)
            line.addWidget(
                link(
                    self.around,
                    f"{title} · {speech.day(day)}",
                    "external-link",
                    partial(self.around.shell.open_record, "meeting", identity),
                )
            )
            line.addStretch(1)
            line.addWidget(Badge(words.status("meeting", one.status), self._tone(one.status)))
            body.addWidget(whole)
        for kind in (CALL, TAKE_OVER):
            if is_open(view, kind):
                add_act(self, self.around, kind)
