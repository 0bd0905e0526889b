"""The conflict desk: everything that waits for somebody, one line each."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cso_registry.domain.record import slot_name
from cso_registry.workspace.exchanging.conflict_desk import Desk, desk_view
from cso_registry.workspace.exchanging.telling import span
from ui.look.measures import Type
from ui.look.parts import Badge, Card, Hairline, Text, Wrapped, button, column, row
from ui.organizations.cards import emptied
from ui.widgets.scrolled import Scrolled
from ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton, QVBoxLayout

    from cso_registry.kernel.ids import RecordId
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings


class WaitingPane(QWidget):
    """What waits: groups with several values, contested acts, and what else is to be seen to.

    Attributes:
        shown: The desk was asked anew.
        group: A group is to be decided: record, group.
        act: A contested act is to be settled: record, entry.
    """

    shown = Signal()
    group = Signal(str, str)
    act = Signal(str, str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around = around
        self.desk: Desk | None = None
        self._buttons: list[QPushButton] = []
        self.area = Scrolled(around.look)
        self._values, self._acts, self._items = (Card(around.look) for _ in range(3))
        for card in (self._values, self._acts, self._items):
            card.hide()
            self.area.body.addWidget(card)
        self.area.body.addStretch(1)
        column(around.look, self).addWidget(self.area)

    def refresh(self) -> None:
        """Ask for the desk anew."""
        view = partial(desk_view, language=self.around.speech.language)
        self.around.tasks.ask(self, view, self._take, topic="desk")

    def first(self) -> QPushButton | None:
        """Return the first thing that can be opened."""
        return next(iter(self._buttons), None)

    def _take(self, desk: Desk) -> None:
        self.desk = desk
        self._buttons.clear()
        self._show_values(desk)
        self._show_acts(desk)
        self._show_items(desk)
        self.shown.emit()

    def _show_values(self, desk: Desk) -> None:
        body = self._begin(self._values, "ui.exchange.values", len(desk.values), "soon")
        if not desk.values:
            said = self.around.speech.say("ui.exchange.no_values")
            body.addWidget(Wrapped(said, tone="secondary"))
        for one in desk.values:
            label = self._group(one.type, one.group)
            words = f"{desk.titles[one.record]} · {label}"
            body.addWidget(self._line(words, partial(self.group.emit, str(one.record), one.group)))

    def _show_acts(self, desk: Desk) -> None:
        self._acts.setVisible(bool(desk.contested))
        if not desk.contested:
            return
        body = self._begin(self._acts, "ui.exchange.acts", len(desk.contested), "late")
        speech = self.around.speech
        for one in desk.contested:
            words = speech.texts.text(
                "conflicts.act",
                speech.language,
                title=desk.titles[one.record],
                act=self._act(one.said.kind),
                office=desk.offices[one.said.replica] or one.said.replica[:8],
                day=self._day(one.said.wall),
                other=self._act(one.other.kind),
                other_office=desk.offices[one.other.replica] or one.other.replica[:8],
                other_day=self._day(one.other.wall),
            )
            body.addWidget(self._line(words, partial(self.act.emit, str(one.record), one.hash)))

    def _show_items(self, desk: Desk) -> None:
        said = self._item_words(desk)
        self._items.setVisible(bool(said))
        if not said:
            return
        body = self._begin(self._items, "ui.exchange.items", len(said), "secondary")
        for at, words in enumerate(said):
            if at:
                body.addWidget(Hairline())
            body.addWidget(Wrapped(words))

    def _item_words(self, desk: Desk) -> list[str]:
        speech, items = self.around.speech, desk.items
        words = Words(self.around.tasks.program, speech.language)

        def named(replica: str) -> str:
            return desk.offices.get(replica) or replica[:8]

        def title(record: RecordId) -> str:
            return desk.titles.get(record) or str(record)

        said = [
            speech.say(
                "conflicts.missing",
                office=named(one.stream.replica),
                scope=words.area(one.stream.scope),
                numbers=span(one.first, one.last),
            )
            for one in items.missing
        ]
        said += [
            speech.say("conflicts.parent", title=title(record), group=self._group(kind, group))
            for record, kind, group in items.parents
        ]
        said += [speech.say("conflicts.unread", title=title(one)) for one in items.unread]
        said += [
            speech.say("conflicts.clock", office=named(one.replica), day=speech.day(one.last))
            for one in items.clocks
        ]
        if items.aside:
            said.append(speech.say("ui.exchange.aside", count=items.aside))
        return said

    def _begin(self, card: Card, key: str, count: int, tone: Tone) -> QVBoxLayout:
        body, look = emptied(card), self.around.look
        whole = QWidget()
        head = row(look, whole)
        head.addWidget(Text(self.around.speech.say(key), kind=Type.SECTION))
        if count:
            head.addWidget(Badge(f"{count:,}", tone))
        head.addStretch(1)
        body.addWidget(whole)
        card.show()
        return body

    def _line(self, words: str, do: Callable[[], object]) -> QWidget:
        whole = QWidget()
        line = row(self.around.look, whole)
        open_it = button(self.around.speech.say("ui.exchange.decide"))
        open_it.setAccessibleName(f"{open_it.text()}: {words}")
        open_it.clicked.connect(lambda _=False: do())
        self._buttons.append(open_it)
        line.addWidget(Wrapped(words), 1)
        line.addWidget(open_it, 0, Qt.AlignmentFlag.AlignTop)
        return whole

    def _group(self, record_type: str, group: str) -> str:
        texts, language = self.around.speech.texts, self.around.speech.language
        name = slot_name(group)
        found = texts.words_or_none("group", f"{record_type}.{name}")
        return name if found is None else found.say(language)

    def _act(self, kind: str) -> str:
        return self.around.speech.texts.act(kind).say(self.around.speech.language)

    def _day(self, wall: str) -> str:
        return self.around.speech.day(datetime.fromisoformat(wall).date())
