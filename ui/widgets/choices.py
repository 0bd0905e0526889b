"""Inputs that choose: one word of a list, several words, an area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QSizePolicy, QWidget

from cso_registry.kernel.errors import InputError
from cso_registry.thai.searching import search_key, search_terms
from ui.look.parts import Button
from ui.widgets.editor import Editor
from ui.widgets.panel import WordPanel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ui.shell.room import Surroundings

MOST_AREAS: Final = 20
TAMBON: Final = 6


class ChoiceEditor(Editor):
    """One word of a list, found by typing any part of it.

    Args:
        around: What a page is given.
        words: Words by code, in the language spoken.
        parent: The widget it stands in.
    """

    def __init__(
        self,
        around: Surroundings,
        words: Callable[[], Mapping[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(around, parent)
        self._words = words
        self.input, edit = QComboBox(), QLineEdit()
        # A field that Qt makes may be lost to Python while one still types into it.
        self.input.setLineEdit(edit)
        self.input.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.input.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.input.setMinimumContentsLength(12)
        completer = QCompleter(self.input.model(), self)
        self.input.setCompleter(completer)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.body.addWidget(self.input)
        self.body.addWidget(self.note)
        self.takes(self.input)
        self.takes(edit)
        self.fill()
        self.input.activated.connect(lambda _: self.changed.emit())
        self.input.editTextChanged.connect(lambda _: self.changed.emit())
        around.speech.changed.connect(self.fill)
        self.left.connect(self.settle)

    def fill(self) -> None:
        """Put the words in, in the language that is spoken."""
        code = self._code()
        was = self.input.blockSignals(True)  # noqa: FBT003 - Qt's way
        self.input.clear()
        for one, said in self._words().items():
            self.input.addItem(said, one)
        self._show(code)
        self.input.blockSignals(was)

    def plain(self) -> Any:
        """Return the code.

        Raises:
            InputError: `ui.form.not_in_list`.
        """
        code = self._code()
        if code is None and self.input.currentText().strip():
            raise InputError("ui.form.not_in_list")
        return code

    def put(self, plain: Any) -> None:
        """Show the word of a code."""
        self._show(None if plain is None else str(plain))

    def raw(self) -> Any:
        """Return the code, or what was typed."""
        return self._code() or self.input.currentText()

    def put_raw(self, raw: Any) -> None:
        """Show what was chosen or typed before."""
        self._show(str(raw or ""))
        if self.input.currentIndex() < 0:
            self.input.setEditText(str(raw or ""))

    def settle(self) -> None:
        """Choose the one word that holds what was typed."""
        terms = search_terms(self.input.currentText())
        if not terms or self._code() is not None:
            return
        words = (search_key(self.input.itemText(at)) for at in range(self.input.count()))
        found = [at for at, said in enumerate(words) if all(term in said for term in terms)]
        if len(found) == 1:
            self.input.setCurrentIndex(found[0])
            self.input.setEditText(self.input.itemText(found[0]))

    def _code(self) -> str | None:
        wanted = search_key(self.input.currentText())
        if not wanted:
            return None
        at = self.input.currentIndex()
        if at >= 0 and search_key(self.input.itemText(at)) == wanted:
            return str(self.input.itemData(at))
        for place in range(self.input.count()):
            if search_key(self.input.itemText(place)) == wanted:
                return str(self.input.itemData(place))
        return None

    def _show(self, code: str | None) -> None:
        at = -1 if not code else self.input.findData(code)
        self.input.setCurrentIndex(at)
        if at < 0:
            self.input.setEditText("")


class ManyEditor(Editor):
    """Several words of a list, ticked in a panel that opens under it."""

    def __init__(
        self,
        around: Surroundings,
        words: Callable[[], Mapping[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(around, parent)
        self._words = words
        self._codes: list[str] = []
        self.input = Button()
        self.input.setProperty("role", "choosing")
        self.input.setProperty("presses", "yes")
        self.input.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        around.look.dress(self.input, "list")
        self.body.addWidget(self.input)
        self.body.addWidget(self.note)
        self.takes(self.input)
        self.input.clicked.connect(self.open_panel)
        around.speech.keep(self, self._renew)

    def plain(self) -> Any:
        """Return the codes."""
        return list(self._codes)

    def put(self, plain: Any) -> None:
        """Show the words of codes."""
        self._codes = [str(one) for one in plain or ()]
        self._renew()

    def open_panel(self) -> WordPanel:
        """Open the words."""
        around = self.around
        panel = WordPanel(around.look, around.speech, self._words(), self._codes, self)
        panel.chosen.connect(self._take)
        panel.open_under(self.input)
        panel.search.setFocus()
        return panel

    def _take(self, codes: list[str]) -> None:
        self.put(codes)
        self.changed.emit()

    def _renew(self) -> None:
        words = self._words()
        said = [words.get(code, code) for code in self._codes]
        speech = self.around.speech
        count = speech.say("ui.form.chosen", count=len(said)) if said else ""
        self.input.setText(count or speech.say("ui.form.choose"))
        self.tell(" · ".join(said))


class AreaEditor(Editor):
    """An area, found by any part of tambon, amphoe, province or postal code.

    Attributes:
        postal_found: The one postal code of the area that was chosen.
    """

    postal_found = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._code: str | None = None
        self._found: dict[str, str] = {}
        self.input = QLineEdit(maxLength=200)
        self._lines = QStringListModel(self)
        completer = QCompleter(self._lines, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(10)
        self.input.setCompleter(completer)
        self.body.addWidget(self.input)
        self.body.addWidget(self.note)
        self.takes(self.input)
        self.input.textEdited.connect(self._on_typed)
        completer.activated.connect(self._choose)
        self.left.connect(self.settle)
        around.speech.put(self, self.input.setPlaceholderText, "ui.form.area_example")
        around.speech.changed.connect(self._say_again)

    def plain(self) -> Any:
        """Return the code of the area.

        Raises:
            InputError: `ui.form.area_unknown`: what was typed names no area, or several.
        """
        if self._code is None and self.input.text().strip():
            raise InputError("ui.form.area_unknown")
        return self._code

    def put(self, plain: Any) -> None:
        """Show an area."""
        self._code = None if not plain else str(plain)
        self.input.setText("" if self._code is None else self._line(self._code))
        self.input.setCursorPosition(0)
        self.tell("")

    def raw(self) -> Any:
        """Return the code, or what was typed."""
        return self._code or self.input.text()

    def _say_again(self) -> None:
        # What is half typed stays: only an area that was found has words in two languages.
        if self._code is not None:
            self.put(self._code)

    def put_raw(self, raw: Any) -> None:
        """Show what was chosen or typed before."""
        text = str(raw or "")
        if self.around.tasks.program.means.areas.get(text) is not None:
            self.put(text)
        else:
            self._code = None
            self.input.setText(text)

    def _on_typed(self, text: str) -> None:
        self._code = None
        areas = self.around.tasks.program.means.areas
        found = areas.find(text, limit=MOST_AREAS) if text.strip() else ()
        self._found = {}
        for one in found:
            postal = f" {', '.join(one.postal)}" if one.postal else ""
            self._found[f"{self._line(one.code)}{postal}"] = one.code
        self._lines.setStringList(list(self._found))
        self.changed.emit()

    def _choose(self, said: object) -> None:
        line = said.data() if isinstance(said, QModelIndex) else said
        code = self._found.get(str(line))
        if code is None:
            return
        self.put(code)
        found = self.around.tasks.program.means.areas.get(code)
        if found is not None and len(found.postal) == 1:
            self.postal_found.emit(found.postal[0])
        self.changed.emit()

    def settle(self) -> None:
        """Choose the one area that answers what was typed."""
        if self._code is None and len(self._found) == 1:
            self._choose(next(iter(self._found)))

    def _line(self, code: str) -> str:
        return self.around.tasks.program.means.areas.line(code, self.around.speech.language)
