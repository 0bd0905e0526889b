"""Opening a meeting: who came, who sent somebody, who is excused; the quorum is shown meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydantic import ValidationError
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from cso_registry.domain.committee.groups import Seat
from cso_registry.domain.committee.meeting_acts import OpenMeeting
from cso_registry.domain.committee.meeting_groups import Attendance
from cso_registry.domain.rule import RefusedError
from cso_registry.host.field_faults import fault_sentence
from cso_registry.kernel.ids import CommitteeId, MeetingId
from ui.commands.catalogue import Binding
from ui.look.measures import GRID, Type
from ui.look.parts import Card, Wrapped, cleared, column
from ui.shell.room import Message
from ui.widgets.lines import LineEditor, LinesEditor
from ui.widgets.page_head import PageHead
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from cso_registry.domain.act import Act
    from cso_registry.workspace.committee.meeting_view import MeetingView, PlaceLine
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble

CHOICES: Final = (
    Attendance.PRESENT,
    Attendance.PROXY,
    Attendance.EXCUSED,
    Attendance.ABSENT,
)
COUNTED: Final = frozenset({Attendance.PRESENT, Attendance.PROXY})


class MemberRow:
    """How one member came; the name of a proxy is asked only of who sent one."""

    def __init__(self, around: Surroundings, place: PlaceLine, label: str) -> None:
        self.place = place
        self.label = Wrapped(label)
        self.how, self.proxy = QComboBox(), QLineEdit(maxLength=200)
        for one in CHOICES:
            word = around.speech.texts.value(f"attendance.{one}").say(around.speech.language)
            self.how.addItem(word, one.value)
        self.how.setAccessibleName(label)
        proxy = around.speech.say("ui.committee.proxy_of", name=place.name)
        self.proxy.setAccessibleName(proxy)
        self.proxy.setPlaceholderText(around.speech.say("ui.committee.proxy"))
        self.proxy.hide()
        self.how.currentIndexChanged.connect(self._renew)

    @property
    def attendance(self) -> Attendance:
        """Return what is chosen."""
        return Attendance(self.how.currentData())

    def choose(self, attendance: Attendance) -> None:
        """Choose how the member came."""
        self.how.setCurrentIndex(CHOICES.index(attendance))

    def _renew(self) -> None:
        self.proxy.setVisible(self.attendance is Attendance.PROXY)


class AttendancePane(QWidget):
    """The attendance of one meeting, before it begins.

    Attributes:
        closed: The meeting is to be shown again.
        rows: The members, by key.
    """

    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around = around
        self.rows: dict[str, MemberRow] = {}
        self._view: MeetingView | None = None
        look = around.look
        body = column(look, self, gap=GRID * 3)
        self.head = PageHead(around)
        self.head.closed.connect(self.closed)
        self.begin_button = self.head.add_button(
            "ui.committee.begin", self.save, icon="check", role="main"
        )
        self.quorum = Wrapped(kind=Type.STRONG)
        self.trouble = Wrapped(tone="late")
        self.trouble.hide()
        self.area = Scrolled(look)
        for one in (self.head, self.quorum, self.trouble):
            body.addWidget(one)
        body.addWidget(self.area, 1)
        around.speech.changed.connect(self._again)

    def bindings(self) -> dict[str, Binding]:
        """Return what is done here."""
        return {
            "record.save": Binding(self.save),
            "record.save_and_close": Binding(self.save),
            "record.close": Binding(self.closed.emit),
        }

    def show_for(self, view: MeetingView) -> None:
        """Ask who came to a meeting; everybody is there until somebody says otherwise."""
        self._view = view
        say = self.around.speech.say
        self.head.title.setText(say("ui.committee.attend_to", number=view.meeting.number))
        self.trouble.hide()
        body = cleared(self.area.body)
        self.rows = {one.key: MemberRow(self.around, one, self._label(one)) for one in view.places}
        body.addWidget(self._members())
        body.addWidget(self._more())
        body.addStretch(1)
        self._count()

    def begin(self) -> None:
        """Stand on the first member."""
        first = next(iter(self.rows.values()), None)
        (self if first is None else first.how).setFocus()

    def save(self) -> None:
        """Open the meeting, or say what it lacks."""
        act = self._act()
        if act is not None:
            self.begin_button.setEnabled(False)
            self.around.tasks.perform(self, act, self._done, self._refused)

    def _act(self) -> Act | None:
        view = self._view
        if view is None or view.committee is None:
            return None
        chosen = {key: one.attendance for key, one in self.rows.items()}

        def those(attendance: Attendance) -> tuple[str, ...]:
            return tuple(key for key, one in chosen.items() if one is attendance)

        said = {
            "meeting": MeetingId(view.meeting.id),
            "committee": CommitteeId(view.committee.id),
            "began": self.around.tasks.today.isoformat(),
            "clock": self.clock.plain(),
            "chaired_by": self.chair.currentData(),
            "present": those(Attendance.PRESENT),
            "excused": those(Attendance.EXCUSED),
            "proxies": tuple(
                {"member": key, "name": self.rows[key].proxy.text().strip()}
                for key in those(Attendance.PROXY)
            ),
            "guests": tuple((self.guests.plain() or "").splitlines()),
        }
        unnamed = next(
            (one for one in said["proxies"] if not one["name"]),
            None,
        )
        if unnamed is not None:
            self.rows[unnamed["member"]].proxy.setFocus()
            self._say(self.around.speech.say("ui.committee.name_proxy"))
            return None
        try:
            return OpenMeeting.model_validate(said, strict=False)
        except ValidationError as wrong:
            self._say(self._faults(wrong))
            return None

    def _faults(self, wrong: ValidationError) -> str:
        speech = self.around.speech
        return " ".join(
            f"{self._field(str(one['loc'][0]))}: "
            + fault_sentence(speech.texts, speech.language, one["type"], one.get("ctx", {}))
            for one in wrong.errors(include_url=False, include_input=False)
        )

    def _members(self) -> Card:
        look = self.around.look
        card, whole = Card(look), QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(GRID * 3))
        grid.setVerticalSpacing(look.px(GRID * 2))
        grid.setColumnStretch(0, 1)
        for at, one in enumerate(self.rows.values()):
            grid.addWidget(one.label, at * 2, 0)
            grid.addWidget(one.how, at * 2, 1)
            grid.addWidget(one.proxy, at * 2 + 1, 0, 1, 2)
            one.how.currentIndexChanged.connect(self._count)
        card.body.addWidget(whole)
        return card

    def _more(self) -> Card:
        speech = self.around.speech
        card = Card(self.around.look)
        self.chair = QComboBox()
        for key, one in self.rows.items():
            self.chair.addItem(one.place.name, key)
        chairs = [key for key, one in self.rows.items() if one.place.seat is Seat.CHAIR]
        if chairs:
            self.chair.setCurrentIndex(self.chair.findData(chairs[0]))
        self.clock, self.guests = LineEditor(self.around), LinesEditor(self.around)
        call = None if self._view is None else self._view.meeting.call
        self.clock.put(None if call is None else call.clock)
        for widget, key in ((self.clock, "clock"), (self.guests, "guests")):
            name = self._field(key)
            widget.say_name(name, "")
        self.chair.setAccessibleName(self._field("chaired_by"))
        asked: tuple[tuple[str, QWidget], ...] = (
            (self._field("chaired_by"), self.chair),
            (self._field("clock"), self.clock),
            (speech.say("ui.committee.guests_by_line"), self.guests),
        )
        for label, field in asked:
            card.body.addWidget(Wrapped(label, tone="secondary"))
            card.body.addWidget(field)
        return card

    def _count(self) -> None:
        """Say how many are there, how many are needed, and which group is missing."""
        view = self._view
        if view is None:
            return
        there = [one for one in self.rows.values() if one.attendance in COUNTED]
        counts = {"there": len(there), "members": len(self.rows), "needed": view.needed}
        enough = len(there) >= view.needed and bool(there)
        key = "ui.committee.quorum_now" if enough else "ui.committee.no_quorum_now"
        said = self.around.speech.say(key, **counts)
        tone: Tone = "good" if enough else "late"
        lacking = self._lacking([one.place for one in there])
        if lacking:
            more = self.around.speech.say("ui.committee.groups_lack", groups=", ".join(lacking))
            said, tone = f"{said} {more}", "late"
        self.quorum.setText(said)
        self.quorum.set_tone(tone)

    def _lacking(self, there: list[PlaceLine]) -> list[str]:
        view = self._view
        if view is None or view.procedure is None or not view.procedure.each_group:
            return []
        groups = {one.group for one in view.places} - {one.group for one in there}
        return sorted(self._word(f"member_group.{one}") for one in groups)

    def _done(self, _changes: object) -> None:
        self.begin_button.setEnabled(True)
        speech = self.around.speech
        self.around.shell.tell(Message(speech.say("ui.committee.began"), "good"))
        self.closed.emit()

    def _refused(self, trouble: Trouble) -> None:
        self.begin_button.setEnabled(True)
        if isinstance(trouble.error, RefusedError):
            self._say(" ".join(self.around.speech.error(trouble.error)))
        else:
            self.around.shell.tell_trouble(trouble)

    def _say(self, why: str) -> None:
        self.trouble.setText(why)
        self.trouble.show()

    def _again(self) -> None:
        """Say everything in the other language; what was chosen stays."""
        if self._view is None or not self.rows:
            return
        kept = {key: (one.attendance, one.proxy.text()) for key, one in self.rows.items()}
        chair, clock, guests = self.chair.currentData(), self.clock.raw(), self.guests.raw()
        self.show_for(self._view)
        for key, (how, proxy) in kept.items():
            self.rows[key].choose(how)
            self.rows[key].proxy.setText(proxy)
        self.chair.setCurrentIndex(self.chair.findData(chair))
        self.clock.put_raw(clock)
        self.guests.put_raw(guests)

    def _label(self, one: PlaceLine) -> str:
        group = self._word(f"member_group.{one.group}")
        return f"{one.name} · {self._word(f'seat.{one.seat}')} · {group}"

    def _word(self, key: str) -> str:
        return self.around.speech.texts.value(key).say(self.around.speech.language)

    def _field(self, name: str) -> str:
        speech = self.around.speech
        return speech.texts.field("meeting.open", name).say(speech.language)
