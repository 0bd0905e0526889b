"""The page of the room: meetings and committees, attendance, and what is put on agendas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.committee.acts import ConstituteCommittee
from cso_registry.domain.committee.meeting_acts import ArrangeAgenda, CallMeeting
from cso_registry.domain.committee.meetings import MeetingStatus
from cso_registry.kernel.ids import MeetingId
from cso_registry.workspace.committee.agenda import put_cases
from ui.cases.page import CasesPage
from ui.commands.catalogue import Binding
from ui.committee.agenda_card import ARRANGE, PUT, TAKE_OVER, WAITING
from ui.committee.asking import on_committee, on_meeting, with_type_of_case
from ui.committee.cases_panel import CasesPanel
from ui.committee.kinds import COMMITTEE_CASES, COMMITTEES, MEETING_CASES, MEETINGS
from ui.committee.places_card import ATTEND
from ui.forms.form import ActForm
from ui.shell.room import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from cso_registry.workspace.committee.meeting_view import MeetingView
    from cso_registry.workspace.workspace import Workspace
    from ui.cases.page import Maker
    from ui.committee.asking import Asked
    from ui.committee.attendance import AttendancePane
    from ui.shell.room import Surroundings

GOING_ON: Final = frozenset({MeetingStatus.CALLED.value, MeetingStatus.OPEN.value})


class CommitteePage(CasesPage):
    """Committees and their meetings on the screen."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, MEETING_CASES, COMMITTEE_CASES, parent=parent)
        self._attendance: AttendancePane | None = None

    @property
    def attendance(self) -> AttendancePane:
        """Return where a meeting is opened; made when it is first needed."""
        if self._attendance is None:
            from ui.committee.attendance import AttendancePane  # noqa: PLC0415 - not at the start

            self._attendance = AttendancePane(self.around)
            self._attendance.closed.connect(self.show_record)
            self.stack.addWidget(self._attendance)
        return self._attendance

    @property
    def meeting(self) -> MeetingView | None:
        """Return the meeting in front."""
        view: Any = self.record.view
        return view if self.kind is MEETING_CASES else None

    def crumbs(self) -> tuple[str, ...]:
        """Return what is in front."""
        if self._is_attending():
            return (self.record.title.plain, self.around.speech.say("ui.committee.attend"))
        return super().crumbs()

    def place(self) -> str:
        """Return the record in front; attendance is that of its meeting."""
        return str(self.record.identity) if self._is_attending() else super().place()

    def bindings(self) -> dict[str, Binding]:
        """Return what can be done with what is in front."""
        if self._is_attending():
            return self.attendance.bindings()
        found = super().bindings()
        if self.stack.currentWidget() is self.record and self.meeting is not None:
            found["committee.put_waiting"] = Binding(self.put_waiting, self._why_no_item)
            found["committee.attend"] = Binding(self.attend, self._why_not_open)
        return found

    def call(self) -> ActForm:
        """Open the form that calls a meeting of any committee."""
        form = ActForm(self.around, CallMeeting, prefill={"mode": "in_person"})
        return self.put_form(form, self.show_list)

    def constitute(self) -> ActForm:
        """Open the form that sets up a committee."""
        return self.put_form(ActForm(self.around, ConstituteCommittee), self.show_list)

    def do(self, kind: str, item: str = "") -> ActForm | None:
        """Do an act: by a form that knows its meeting and item, or where it needs more."""
        view: Any = self.record.view
        if view is None:
            return None
        if kind == WAITING:
            self.put_waiting()
        elif kind == ARRANGE:
            self.arrange(tuple(item.split()))
        elif kind == ATTEND and not view.meeting.is_circulated:
            self.attend()
        else:
            asking = on_meeting if self.kind is MEETING_CASES else on_committee
            return self._ask(kind, asking(kind, view, item))
        return None

    def _ask(self, kind: str, asked: Asked) -> ActForm | None:
        typed = with_type_of_case if kind in {PUT, TAKE_OVER} else None
        return self.open_form(
            ACTS[kind],
            asked.prefill,
            asked.given,
            editors=asked.editors,
            sections=asked.sections,
            perform=typed,
        )

    def attend(self) -> None:
        """Ask who came, or whom the resolutions are sent to."""
        view = self.meeting
        if view is None or self._why_not_open():
            return
        if view.meeting.is_circulated:
            self._ask(ATTEND, on_meeting(ATTEND, view, ""))
            return
        self.attendance.show_for(view)
        self.show_page(self.attendance)
        self.attendance.begin()

    def arrange(self, order: tuple[str, ...]) -> None:
        """Put the agenda into another order."""
        view = self.meeting
        if view is not None:
            act = ArrangeAgenda(meeting=MeetingId(view.meeting.id), items=order)
            self.around.tasks.perform(self, act, lambda _: None, self.around.shell.tell_trouble)

    def put_waiting(self) -> CasesPanel | None:
        """Let those cases be ticked that are to go on the agenda."""
        view = self.meeting
        if view is None or self._why_no_item() or not view.waiting:
            return None
        speech = self.around.speech
        words = {}
        for one in view.waiting:
            said = speech.say(one.words, name=one.name)
            key = "ui.committee.must" if one.needed else "ui.committee.may"
            words[str(one.id)] = speech.say(key, case=said)
        panel = CasesPanel(self.around, words, self)
        panel.taken.connect(self.put)
        panel.open_under(self.record.title)
        panel.search.setFocus()
        return panel

    def put(self, ticked: tuple[str, ...]) -> None:
        """Put cases on the agenda of the meeting in front."""
        view, session = self.meeting, self.around.tasks.session
        if view is None or session is None or not ticked:
            return
        cases = [one for one in view.waiting if str(one.id) in ticked]
        meeting, language = view.meeting.id, self.around.speech.language

        def work(workspace: Workspace) -> list[str]:
            return put_cases(workspace, session, meeting, cases, language)

        def done(put: list[str]) -> None:
            said = self.around.speech.say(
                "meeting.waiting_put", count=len(put), first=put[0], last=put[-1]
            )
            self.around.shell.tell(Message(said, "good"))

        self.around.tasks.write(self, work, done, self.around.shell.tell_trouble)

    def _is_attending(self) -> bool:
        return self._attendance is not None and self.stack.currentWidget() is self._attendance

    def makers(self) -> Mapping[str, Maker]:
        """Return what makes a new one, by tab."""
        return {
            MEETINGS.name: ("ui.committee.call", self.call),
            COMMITTEES.name: ("ui.committee.constitute", self.constitute),
        }

    def _why_no_item(self) -> str:
        view = self.meeting
        takes = view is not None and view.status in GOING_ON
        return "" if takes else self.around.speech.say("ui.committee.takes_no_item")

    def _why_not_open(self) -> str:
        view = self.meeting
        waits = view is not None and view.status == MeetingStatus.CALLED.value
        return "" if waits else self.around.speech.say("ui.committee.is_not_called")
