"""One field of a form: label, input, help, and the sentence why it is not accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cso_registry.host.texts import MissingTextError
from cso_registry.kernel.errors import RegistryError
from ui.forms.plan import Input
from ui.look.measures import GRID, Type
from ui.look.parts import Wrapped, column
from ui.widgets.lines import YesNoEditor

if TYPE_CHECKING:
    from cso_registry.domain.act import Act
    from ui.forms.plan import FieldPlan
    from ui.shell.room import Surroundings
    from ui.widgets.editor import Editor


class FieldRow(QWidget):
    """One field.

    Attributes:
        changed: The person changed it.
        left: The person went on.
    """

    changed = Signal()
    left = Signal()

    def __init__(
        self, around: Surroundings, declared: type[Act], plan: FieldPlan, editor: Editor
    ) -> None:
        super().__init__()
        self.plan, self.editor = plan, editor
        self._around, self._declared = around, declared
        self.was_left = False
        is_part = plan.input is Input.GROUP or plan.several
        self.label = Wrapped(kind=Type.SECTION if is_part else None)
        self.help = Wrapped(kind=Type.SMALL, tone="secondary")
        self.fault = Wrapped(kind=Type.SMALL, tone="late")
        self.fault.hide()
        body = column(around.look, self, gap=GRID)
        if not isinstance(editor, YesNoEditor):
            body.addWidget(self.label)
        # What is asked in a part of a form stands above it, that of a field below.
        inside = (self.help, self.fault, editor) if is_part else (editor, self.fault, self.help)
        for one in inside:
            body.addWidget(one)
        # Beside a taller field the label stays on the line of the other label.
        body.addStretch(1)
        editor.changed.connect(self.changed)
        editor.left.connect(self._on_left)
        around.speech.keep(self, self._renew)

    @property
    def words(self) -> str:
        """Return what the field is called."""
        return self._words()[0]

    def plain(self) -> Any:
        """Return the value; see `Editor.plain`."""
        return self.editor.plain()

    def show_fault(self, sentence: str) -> None:
        """Say why the value is not accepted; nothing when it is."""
        if sentence != self.fault.plain:
            self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        self.help.setVisible(bool(self.help.plain) and not sentence)
        self.editor.set_wrong(sentence)

    def unread(self) -> str:
        """Return why what was typed cannot be read; nothing when it can."""
        try:
            self.editor.plain()
        except RegistryError as error:
            return " ".join(self._around.speech.error(error))
        return ""

    def _words(self) -> tuple[str, str]:
        texts, language = self._around.speech.texts, self._around.speech.language
        try:
            found = texts.field(self._declared.kind, self.plan.name)
        except MissingTextError:
            return self.plan.name, ""
        return found.say(language), found.help(language)

    def _renew(self) -> None:
        words, said = self._words()
        speech = self._around.speech
        marked = words if self.plan.required else speech.say("ui.form.optional", field=words)
        if isinstance(self.editor, YesNoEditor):
            self.editor.input.setText(words)
        self.label.setText(marked)
        self.help.setText(said)
        self.help.setVisible(bool(said))
        self.editor.say_name(words, said)

    def _on_left(self) -> None:
        self.was_left = True
        self.left.emit()
