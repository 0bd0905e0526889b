"""Sending: to whom, what, seen before it is written, written with progress (F:M3, M6, X32, X33)."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QWidget,
)

from cso_registry.thai.searching import search_key, search_terms
from cso_registry.workspace.exchanging.carried import look_out, send
from cso_registry.workspace.exchanging.exchange import SUFFIX, Exchange
from cso_registry.workspace.exchanging.offices import offices_view
from cso_registry.workspace.exchanging.outgoing import Order
from cso_registry.workspace.exchanging.telling import MEGABYTE, BundleWords, names_of
from ui.exchange.parts import ErrandPane, SaidCard
from ui.exchange.places import beside
from ui.exchange.seeing import seen_words
from ui.gate.fields import Field, PlaceEdit
from ui.look.parts import Wrapped, column
from ui.shell.room import Message
from ui.widgets.progress_line import ProgressLine

if TYPE_CHECKING:
    from cso_registry.workspace.exchanging.exchange import Written
    from cso_registry.workspace.exchanging.offices import OfficesView
    from cso_registry.workspace.exchanging.outgoing import Preview
    from cso_registry.workspace.exchanging.telling import OfficeNames
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble
    from ui.tasks.jobs import Job, Report

CODE: Final = int(Qt.ItemDataRole.UserRole)
ROW, MOST_ROWS = 32, 6
SIZES: Final = (1, 2, 5, 10, 20, 50, 90)


class OfficePicker(QWidget):
    """Offices to be ticked, found by any part of name, code or province."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self.field, self.list = QLineEdit(), QListWidget()
        speech = around.speech
        for put in (self.field.setPlaceholderText, self.field.setAccessibleName):
            speech.put(self.field, put, "ui.exchange.find_office")
        speech.put(self.list, self.list.setAccessibleName, "ui.exchange.to")
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        around.look.keep(self.list, self._measure)
        whole = column(around.look, self, gap=4)
        whole.addWidget(self.field)
        whole.addWidget(self.list)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(lambda _: self._find())

    def offer(self, view: OfficesView) -> None:
        """Offer every office of the roster but our own, and our own when it has more desks.

        Those that were ticked stay so, and nobody is told of a change that is none.
        """
        ticked = set(self.chosen())
        was = self.list.blockSignals(True)  # noqa: FBT003 - Qt's way
        words = BundleWords(self._around.tasks.program, self._around.speech.language, {})
        self.list.clear()
        for one in view.offices:
            if one.is_own and len(one.desks) < 2:  # noqa: PLR2004 - this desk and another
                continue
            name = one.name(self._around.speech.language)
            said = seen_words(self._around, one)
            item = QListWidgetItem(f"{name} ({one.code}) · {said}", self.list)
            item.setData(CODE, one.office)
            item.setData(CODE + 1, search_key(f"{name} {one.code} {words.area(one.jurisdiction)}"))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_on = one.office in ticked
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        self.list.blockSignals(was)
        self._measure()

    def _measure(self) -> None:
        rows = max(2, min(self.list.count(), MOST_ROWS))
        self.list.setFixedHeight(self._around.look.px(ROW * rows + 10))

    def choose(self, *offices: str) -> None:
        """Tick these offices and no others."""
        for at in range(self.list.count()):
            item = self.list.item(at)
            is_on = item.data(CODE) in offices
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)

    def chosen(self) -> tuple[str, ...]:
        """Return the offices that are ticked."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return tuple(one.data(CODE) for one in items if one.checkState() is Qt.CheckState.Checked)

    def _find(self) -> None:
        terms = search_terms(self.field.text())
        for at in range(self.list.count()):
            item = self.list.item(at)
            item.setHidden(not all(term in item.data(CODE + 1) for term in terms))


class SendPane(ErrandPane):
    """An export: chosen, seen, written."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "send")
        speech = around.speech
        self.picker, self.progress = OfficePicker(around), ProgressLine(around)
        self.told, self.done = SaidCard(around), SaidCard(around)
        self.difference, self.everything = QRadioButton(), QRadioButton()
        self.province, self.redacted, self.attachments = QComboBox(), QCheckBox(), QCheckBox()
        self.most = QComboBox()
        self.place = PlaceEdit(around.look, speech, is_folder=False, suffix=SUFFIX)
        self._place = Field("ui.exchange.out_file", self.place, around.look, speech)
        self._ready: tuple[Order, int] | None = None
        self._wished: tuple[str, ...] = ()
        self._wrong, self._training = Wrapped(tone="late"), Wrapped(tone="soon")
        self._still_told = Wrapped(tone="soon")
        self._say_fields()
        self._lay_out()
        for box in (self.redacted, self.attachments):
            box.toggled.connect(lambda _: self._forget())
        self.redacted.toggled.connect(self._still_told.setVisible)
        self.everything.toggled.connect(lambda _: self._forget())
        self.province.activated.connect(lambda _: self._forget())
        self.most.activated.connect(lambda _: self._forget())
        self.picker.list.itemChanged.connect(lambda _: self._forget())
        speech.changed.connect(self._fill_provinces)

    def begin(self) -> None:
        """Ask for the offices."""
        self.picker.setFocus()
        self.around.tasks.ask(self, offices_view, self._take_offices, topic="offices")

    def send_to(self, office: str) -> None:
        """Begin with one office ticked."""
        self._wished = (office,)
        self.begin()

    def order(self) -> Order:
        """Return what is to go out, as the fields stand."""
        return Order(
            to=self.picker.chosen(),
            everything=self.everything.isChecked(),
            scope=self.province.currentData(),
            redacted=self.redacted.isChecked(),
            attachments=self.attachments.isChecked(),
            room=int(self.most.currentData()) * MEGABYTE,
        )

    def look(self) -> Job | None:
        """Look what would go out; nothing is written."""
        order, session = self.order(), self.around.tasks.session
        self._wrong.setText("" if order.to else self.around.speech.say("ui.exchange.to_whom"))
        self._wrong.setVisible(not order.to)
        if not order.to or session is None or self.progress.is_busy:
            return None

        def work(workspace: Workspace, report: Report) -> tuple[list[Preview], OfficeNames, str]:
            report(0, 0)
            room = Exchange(workspace)
            return (
                look_out(workspace, session, order),
                names_of(room),
                room.file_name(order.to[0]),
            )

        title = self.around.speech.say("ui.exchange.looking_out")
        return self.progress.follow(
            self.around.tasks.run(
                title, work, lambda found: self._looked(order, *found), self._failed, writes=True
            )
        )

    def write(self) -> Job | None:
        """Write what was looked at."""
        session, say = self.around.tasks.session, self.around.speech.say
        if self._ready is None or session is None or self.progress.is_busy:
            return None
        (order, expected), typed = self._ready, self.place.text()
        out = Path(typed).expanduser().absolute()
        wrong = "" if typed else say("ui.found.needed")
        if typed and out.exists():
            wrong = say("cli.file_exists", file=out.name)
        elif typed and not out.parent.is_dir():
            wrong = say("cli.no_such_file", path=str(out.parent))
        self._place.set_wrong(wrong)
        if wrong:
            return None

        def work(workspace: Workspace, report: Report) -> tuple[list[Written], OfficeNames]:
            written = send(workspace, session, order, out, report, expected)
            return written, names_of(Exchange(workspace))

        return self.progress.follow(
            self.around.tasks.run(
                say("bundle.writing"), work, self._written, self._failed, writes=True
            )
        )

    def _take_offices(self, view: OfficesView) -> None:
        before = self.picker.chosen()
        self.picker.offer(view)
        if self.picker.chosen() != before:
            self._forget()
        if self._wished:
            self.picker.choose(*self._wished)
            self._wished = ()
        self._training.setVisible(view.is_training)
        if not view.has_joined:
            self.told.show_said(self.around.speech.say("trust.alone"), ())

    def _looked(
        self, order: Order, parts: list[Preview], names: OfficeNames, file_name: str
    ) -> None:
        self._ready = (order, sum(one.bytes for one in parts))
        self._say_told(order, parts, names)
        self.told.again = partial(self._say_told, order, parts, names)
        if not self.place.text():
            self.place.line.setText(beside(self.around.keeper, file_name))
        self.out.show()
        self.reveal(self.out)

    def _say_told(self, order: Order, parts: list[Preview], names: OfficeNames) -> None:
        speech = self.around.speech
        words = BundleWords(self.around.tasks.program, speech.language, names)
        said = [one for part in parts for one in words.goes_out(part, order)]
        self.told.show_said(speech.say("ui.exchange.goes_out"), said)

    def _written(self, found: tuple[list[Written], OfficeNames]) -> None:
        written, names = found
        speech = self.around.speech
        words = BundleWords(self.around.tasks.program, speech.language, names)
        self._forget()
        self.place.line.clear()
        self.done.show_said(
            speech.say("ui.exchange.written"), [words.written(one) for one in written]
        )
        self.around.shell.tell(Message(speech.say("ui.exchange.written_more"), "good"))
        self.begin()

    def _failed(self, trouble: Trouble) -> None:
        self.around.shell.tell_trouble(trouble)

    def _forget(self) -> None:
        """Let go of what was looked at: it is not what the fields say any more."""
        self._ready = None
        self.out.hide()
        self.told.clear()
        self.done.clear()

    def _say_fields(self) -> None:
        speech = self.around.speech
        for name, one in (
            ("difference", self.difference),
            ("everything", self.everything),
            ("redacted", self.redacted),
            ("attachments", self.attachments),
        ):
            speech.put(one, one.setText, f"ui.exchange.{name}")
        self.difference.setChecked(True)
        self.attachments.setChecked(True)
        speech.keep(self.most, self._fill_sizes)
        speech.put(self._training, self._training.setText, "ui.exchange.training")
        speech.put(self._still_told, self._still_told.setText, "bundle.still_told")
        self._still_told.hide()
        self._training.hide()
        self._wrong.hide()
        self._fill_provinces()

    def _lay_out(self) -> None:
        look, speech = self.around.look, self.around.speech
        self.area.body.addWidget(self._training)
        self.card("ui.exchange.to", self.picker, self._wrong)
        what = self.card("ui.exchange.what", self.difference, self.everything)
        what.body.addWidget(Field("ui.exchange.province", self.province, look, speech))
        what.body.addWidget(self.redacted)
        what.body.addWidget(self._still_told)
        what.body.addWidget(self.attachments)
        what.body.addWidget(
            Field("ui.exchange.most", self.most, look, speech, help_key="ui.exchange.most_more")
        )
        look_button = self.button("ui.exchange.look_out", self.look, "main")
        look.dress(look_button, "eye", "on_accent")
        what.body.addWidget(look_button, 0, Qt.AlignmentFlag.AlignLeft)
        write = self.button("ui.exchange.write_file", self.write, "main")
        look.dress(write, "file-export", "on_accent")
        self.area.body.addWidget(self.progress)
        self.area.body.addWidget(self.told)
        self.out = self.card("", self._place)
        self.out.body.addWidget(write, 0, Qt.AlignmentFlag.AlignLeft)
        self.out.hide()
        self.area.body.addWidget(self.done)
        self.area.body.addStretch(1)

    def _fill_sizes(self) -> None:
        chosen = self.most.currentData() or Order(to=()).room // MEGABYTE
        self.most.clear()
        for size in SIZES:
            words = self.around.speech.say("bundle.megabytes", count=str(size))
            self.most.addItem(words, size)
        self.most.setCurrentIndex(max(0, self.most.findData(chosen)))

    def _fill_provinces(self) -> None:
        speech, areas = self.around.speech, self.around.tasks.program.means.areas
        chosen = self.province.currentIndex()
        self.province.clear()
        self.province.addItem(speech.say("ui.exchange.all_areas"), None)
        for area in areas.provinces:
            self.province.addItem(areas.name(area.code, speech.language), area.code)
        self.province.setCurrentIndex(max(chosen, 0))
