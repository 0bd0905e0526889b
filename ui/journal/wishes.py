"""What is looked for in the journal: officer, act, record, days."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import OfficerId, OrganizationId, RecordId
from cso_registry.thai.sorting import sort_key
from cso_registry.workspace.journal_view import JournalWish
from cso_registry.workspace.officer_names import officer_names
from ui.gate.fields import Field
from ui.look.measures import GRID
from ui.look.parts import button
from ui.widgets.days import DayEditor
from ui.widgets.flow import Flow
from ui.widgets.records import RecordEditor
from ui.widgets.scrolled import Reflowing

if TYPE_CHECKING:
    from ui.shell.room import Surroundings
    from ui.widgets.editor import Editor

WIDTH, RECORD_WIDTH, MOST_WIDTH, MOST_SHOWN = 200, 250, 380, 18


class Wishes(Reflowing):
    """Fields in a row; each choice is looked for at once.

    Attributes:
        changed: A `JournalWish`.
    """

    changed = Signal(object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around = around
        self.officer, self.act = QComboBox(), QComboBox()
        self.record = RecordEditor(around, OrganizationId)
        self.since, self.until = DayEditor(around), DayEditor(around)
        self._record: RecordId | None = None
        flow, look, speech = Flow(self), around.look, around.speech
        look.keep(self, lambda: flow.setSpacing(look.px(GRID * 2)))
        controls: dict[str, QWidget] = {
            "officer": self.officer,
            "act": self.act,
            "record": self.record,
            "since": self.since,
            "until": self.until,
        }
        for name, control in controls.items():
            field = Field(f"ui.journal.{name}", control, look, speech)
            self._keep_width(field, RECORD_WIDTH if name == "record" else WIDTH)
            flow.addWidget(field)
        for name, editor in self._editors().items():
            speech.keep(editor, partial(self._name, name, editor))
        self.clear_button = button(role="link")
        speech.put(self.clear_button, self.clear_button.setText, "ui.journal.clear")
        self.clear_button.clicked.connect(lambda _=False: self.clear())
        flow.addWidget(self.clear_button)
        for box in (self.officer, self.act):
            box.setMaxVisibleItems(MOST_SHOWN)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.activated.connect(lambda _: self._tell())
        self.record.changed.connect(self._on_record)
        self.since.changed.connect(self._tell)
        self.until.changed.connect(self._tell)
        speech.keep(self, self._fill_acts)

    def begin(self) -> None:
        """Ask who may have done something."""
        self.around.tasks.ask(
            self,
            lambda workspace: officer_names(workspace.read),
            self._fill_officers,
            topic="officers",
        )

    def wish(self) -> JournalWish:
        """Return what is looked for; a day that cannot be read is left out."""
        officer = self.officer.currentData()
        return JournalWish(
            officer=OfficerId(officer) if officer else None,
            kind=self.act.currentData() or None,
            record=self._record,
            since=self._day(self.since),
            until=self._day(self.until),
        )

    def want_record(self, identity: str) -> None:
        """Look for the entries of one record."""
        self.clear(tells=False)
        self._record = RecordId(identity)
        self.record.put(identity)
        self._tell()

    def clear(self, *, tells: bool = True) -> None:
        """Look for everything."""
        self._record = None
        for box in (self.officer, self.act):
            box.setCurrentIndex(0)
        for editor in self._editors().values():
            editor.put(None)
        if tells:
            self._tell()

    def _editors(self) -> dict[str, Editor]:
        return {"record": self.record, "since": self.since, "until": self.until}

    def _name(self, name: str, editor: Editor) -> None:
        editor.say_name(self.around.speech.say(f"ui.journal.{name}"), "")

    def _keep_width(self, field: QWidget, width: int) -> None:
        look = self.around.look
        look.keep(field, lambda: field.setFixedWidth(min(look.px(width), MOST_WIDTH)))

    def _tell(self) -> None:
        self.changed.emit(self.wish())

    def _on_record(self) -> None:
        try:
            found = self.record.plain()
        except InputError:
            return
        self._record = RecordId(found) if found else None
        self._tell()

    @staticmethod
    def _day(editor: DayEditor) -> date | None:
        try:
            found = editor.plain()
        except InputError:
            return None
        return None if found is None else date.fromisoformat(found)

    def _fill_officers(self, names: dict[str, str]) -> None:
        chosen = self.officer.currentData()
        self.officer.clear()
        self.officer.addItem(self.around.speech.say("ui.journal.anybody"), "")
        for identity in sorted(names, key=lambda one: sort_key(names[one])):
            self.officer.addItem(names[identity], identity)
        self.officer.setCurrentIndex(max(0, self.officer.findData(chosen)))

    def _fill_acts(self) -> None:
        speech, chosen = self.around.speech, self.act.currentData()
        kinds = speech.texts.keys("act")
        words = {kind: speech.texts.act(kind).say(speech.language) for kind in kinds}
        self.act.clear()
        self.act.addItem(speech.say("ui.journal.any_act"), "")
        for kind in sorted(words, key=lambda one: sort_key(words[one])):
            self.act.addItem(words[kind], kind)
        self.act.setCurrentIndex(max(0, self.act.findData(chosen)))
        if self.officer.count():
            self.officer.setItemText(0, speech.say("ui.journal.anybody"))
