"""The agenda of a meeting: its items in their order, what was said, voted and resolved on each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from cso_registry.domain.committee.meetings import MeetingStatus
from cso_registry.workspace.committee.agenda import moved
from ui.cases.blocks import act_link, add_act, card_head, link
from ui.cases.card import CaseCard
from ui.committee.resolved import ResolutionPart
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Wrapped, column
from ui.organizations.cards import emptied
from ui.widgets.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QPushButton, QVBoxLayout

    from cso_registry.workspace.committee.meeting_view import ItemLine, MeetingView
    from ui.shell.room import Surroundings

PUT, DROP, ARRANGE = "meeting.put_item", "meeting.drop_item", "meeting.arrange"
RESOLVE, RECUSE, NOTE = "meeting.resolve", "meeting.recuse", "meeting.note"
ANSWER, RESCIND = "meeting.answer", "meeting.rescind"
TAKE_OVER, STRIKE = "meeting.take_over_resolution", "meeting.strike_taken_over"
WAITING: Final = "waiting"
MOVES: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
CALLED, OPEN = MeetingStatus.CALLED.value, MeetingStatus.OPEN.value


class ItemFrame(QFrame):
    """One item; with the focus on it Alt with an arrow moves it, Enter does what is next.

    Attributes:
        moves: It is to change places with a neighbour: by how many.
        entered: What is next is to be done.
    """

    moves = Signal(int)
    entered = Signal()

    def __init__(self, number: str, name: str) -> None:
        super().__init__()
        self.number = number
        self.setProperty("role", "inset")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move the item, or do what is next."""
        key = Qt.Key(event.key())
        if key in MOVES and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moves.emit(MOVES[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class AgendaCard(CaseCard):
    """The items of a meeting.

    Attributes:
        items: What shows them, by number.
    """

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.items: dict[str, ItemFrame] = {}
        self._wanted = ""

    def show_view(self, view: MeetingView) -> None:
        """Show item by item; the one that was moved keeps the focus."""
        focused = self.window().focusWidget()
        held = next((one.number for one in self.items.values() if one is focused), "")
        body, speech = emptied(self), self.around.speech
        heading = speech.texts.group("meeting.agenda").say(speech.language)
        body.addWidget(card_head(self.around, heading))
        self.items = {}
        if not view.items:
            body.addWidget(Wrapped(speech.say("ui.committee.no_item"), tone="secondary"))
        for one in view.items:
            body.addWidget(self._item(view, one))
        if view.status == CALLED and len(view.items) > 1:
            keys = speech.say("ui.committee.move_keys")
            body.addWidget(Wrapped(keys, kind=Type.SMALL, tone="secondary"))
        for kind in (PUT, TAKE_OVER):
            if self._can(view, kind):
                add_act(self, self.around, kind)
        if view.waiting and self._can(view, PUT):
            words = speech.say("ui.committee.put_waiting", count=len(view.waiting))
            put = link(self.around, words, "list", lambda: self.asked.emit(WAITING, ""))
            body.addWidget(put, 0, Qt.AlignmentFlag.AlignLeft)
        self._focus(self._wanted or held)

    def _can(self, view: MeetingView, kind: str) -> bool:
        offer = view.case.offer(kind)
        return offer is not None and offer.is_open

    def _focus(self, number: str) -> None:
        self._wanted = ""
        frame = self.items.get(number)
        if frame is not None:
            # What was just made takes the focus only once it is shown.
            frame.show()
            frame.setFocus()

    def _item(self, view: MeetingView, one: ItemLine) -> QWidget:
        speech, look = self.around.speech, self.around.look
        frame = ItemFrame(one.number, f"{one.number} {one.point.title}")
        self.items[one.number] = frame
        lines = column(look, frame, margin=GRID * 3, gap=GRID)
        state = self._state(one)
        lines.addWidget(card_head(self.around, f"{one.number}  {one.point.title}", *state))
        matter = speech.texts.value(f"matter.{one.point.matter}").say(speech.language)
        lines.addWidget(Wrapped(matter, kind=Type.SMALL, tone="secondary"))
        if one.point.text:
            lines.addWidget(Wrapped(one.point.text))
        about = one.about
        if about is not None:
            words = speech.say("ui.committee.case", name=about.number or about.title)
            opens = partial(self.around.shell.open_record, about.type, str(about.id))
            go = link(self.around, words, "external-link", opens)
            lines.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        self._people(lines, one)
        if one.note:
            lines.addWidget(Wrapped(one.note))
        if one.resolution is not None or one.gone or view.meeting.is_circulated:
            lines.addWidget(ResolutionPart(self.around, view, one))
        doing = list(self._doing(view, one))
        if doing:
            flow = Flow()
            flow.setSpacing(look.px(GRID * 2))
            for made in doing:
                flow.addWidget(made)
            lines.addLayout(flow)
        frame.moves.connect(lambda by: self._move(view, one.number, by))
        frame.entered.connect(lambda: doing[0].click() if doing else None)
        return frame

    def _state(self, one: ItemLine) -> tuple[QWidget, ...]:
        made, say = one.resolution, self.around.speech.say
        if made is None:
            return ()
        key = "meeting.passed" if made.passed else "meeting.not_passed"
        return (Badge(f"{made.number} {say(key)}", "good" if made.passed else "late"),)

    def _people(self, lines: QVBoxLayout, one: ItemLine) -> None:
        say = self.around.speech.say
        for name, why in one.interested:
            said = say(f"ui.committee.interest_{why}", name=name)
            lines.addWidget(Wrapped(said, kind=Type.SMALL, tone="soon"))
        for name, reason in one.recused:
            said = say("meeting.recused", name=name, reason=reason)
            lines.addWidget(Wrapped(said, kind=Type.SMALL, tone="secondary"))

    def _doing(self, view: MeetingView, one: ItemLine) -> Iterator[QPushButton]:
        """Yield what can be done on an item, what is next first."""
        if view.status == OPEN and one.resolution is None:
            if view.meeting.is_circulated:
                kinds: tuple[str, ...] = (ANSWER, RESOLVE, RECUSE, NOTE, DROP)
            else:
                kinds = (RESOLVE, RECUSE, NOTE, PUT, DROP)
        elif view.status == OPEN:
            kinds = (NOTE, RESCIND)
        elif view.status == CALLED:
            kinds = (PUT, DROP)
        elif one.resolution is None:
            kinds = ()
        else:
            kinds = (STRIKE,) if view.meeting.papers else (RESCIND,)
        for kind in kinds:
            if self._can(view, kind):
                yield self._act(kind, one)

    def _act(self, kind: str, one: ItemLine) -> QPushButton:
        made = act_link(self.around, kind, self.asked.emit, one.number)
        if kind == PUT:
            made.setText(self.around.speech.say("ui.committee.change_item"))
        made.setAccessibleName(f"{made.text()}: {one.number} {one.point.title}")
        return made

    def _move(self, view: MeetingView, number: str, by: int) -> None:
        numbers = [one.number for one in view.items]
        order = moved(numbers, number, by) if self._can(view, ARRANGE) else None
        if order is not None:
            self._wanted = numbers[numbers.index(number) + by]
            self.asked.emit(ARRANGE, " ".join(order))
