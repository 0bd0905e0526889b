"""Writing a letter in own words: to whom, about what; it is seen as a draft before it is issued."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import OrganizationId
from ui.commands.catalogue import Binding
from ui.look.measures import GRID
from ui.look.parts import Card, Wrapped, column
from ui.widgets.lines import LineEditor, LinesEditor
from ui.widgets.page_head import PageHead
from ui.widgets.records import RecordEditor
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from ui.shell.room import Surroundings
    from ui.widgets.editor import Editor

LINES = frozenset({"address", "body"})
FIELDS = ("recipient", "address", "topic", "body", "references", "enclosures", "copies")


class WritingPane(QWidget):
    """Asks for the words of a letter.

    Attributes:
        written: The draft is to be seen: the subject or nothing, and the words by name.
        closed: The list is to be shown again.
    """

    written = Signal(str, dict)
    closed = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around = around
        self.subject = RecordEditor(around, OrganizationId)
        self.fields: dict[str, Editor] = {
            name: LinesEditor(around) if name in LINES else LineEditor(around) for name in FIELDS
        }
        look = around.look
        whole = column(look, self, gap=GRID * 3)
        head = PageHead(around, "ui.letters.write")
        head.closed.connect(self.closed)
        self.see = head.add_button("ui.letters.see_draft", self.show_draft, icon="eye", role="main")
        whole.addWidget(head)
        self.said = Wrapped(tone="late")
        self.said.hide()
        whole.addWidget(self.said)
        area = Scrolled(look)
        card = Card(look)
        card.body.addLayout(self._grid())
        area.body.addWidget(card)
        area.body.addStretch(1)
        whole.addWidget(area, 1)

    def begin(self, subject: str = "") -> None:
        """Begin anew, to a subject or to anybody."""
        for one in self.fields.values():
            one.put(None)
        self.subject.put(subject or None)
        self.said.hide()
        (self.fields["topic"] if subject else self.subject).setFocus()

    def bindings(self) -> dict[str, Binding]:
        """Return the commands that it does."""
        return {
            "record.save": Binding(self.show_draft),
            "record.close": Binding(self.closed.emit),
        }

    def show_draft(self) -> None:
        """Show the letter as it will be, or say what is missing."""
        try:
            known = str(self.subject.plain() or "")
        except InputError as error:
            self._refuse(" ".join(self.around.speech.error(error)), self.subject)
            return
        asked = {name: str(one.plain() or "").strip() for name, one in self.fields.items()}
        missing = [name for name in ("topic", "body") if not asked[name]]
        if not known and not asked["recipient"]:
            missing.insert(0, "recipient")
        if missing:
            say = self.around.speech.say
            names = ", ".join(say(f"ui.letters.{name}") for name in missing)
            self._refuse(say("ui.letters.missing", names=names), self.fields[missing[0]])
            return
        self.said.hide()
        self.written.emit(known, {name: words for name, words in asked.items() if words})

    def _refuse(self, words: str, at: Editor) -> None:
        self.said.setText(words)
        self.said.show()
        at.setFocus()

    def _grid(self) -> QGridLayout:
        speech, look = self.around.speech, self.around.look
        grid = QGridLayout()
        look.keep(self, lambda: grid.setVerticalSpacing(look.px(GRID * 2)))
        rows: list[tuple[str, Editor]] = [("subject", self.subject), *self.fields.items()]
        for at, (name, editor) in enumerate(rows):
            label = Wrapped(tone="secondary")
            speech.put(label, label.setText, f"ui.letters.{name}")
            speech.keep(editor, partial(self._name, editor, f"ui.letters.{name}"))
            grid.addWidget(label, at * 2, 0)
            grid.addWidget(editor, at * 2 + 1, 0)
        return grid

    def _name(self, editor: Editor, key: str) -> None:
        editor.say_name(self.around.speech.say(key), "")
