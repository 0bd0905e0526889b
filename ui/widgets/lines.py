"""Inputs for text and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from cso_registry.kernel.errors import InputError
from cso_registry.kernel.money import format_baht, read_baht
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.thai.identifiers import format_13, is_valid_13, normalize_identifier
from cso_registry.thai.text import normalize
from ui.widgets.editor import Editor

if TYPE_CHECKING:
    from ui.shell.room import Surroundings

THIRTEEN = 13
LINES = 4


def number_in(typed: str) -> int | None:
    """Return the number that was typed, None when nothing was.

    Raises:
        InputError: `ui.form.not_a_number`.
    """
    text = to_arabic_digits(normalize(typed)).replace(",", "").replace(" ", "")
    if not text:
        return None
    if not text.lstrip("-").isdecimal():
        raise InputError("ui.form.not_a_number")
    return int(text)


def satang_in(typed: str) -> int | None:
    """Return the amount in baht that was typed, in satang; None when nothing was.

    Raises:
        InputError: `money.unreadable`, `money.too_many_decimals`, `money.too_large`.
    """
    text = to_arabic_digits(normalize(typed))
    return int(read_baht(text)) if text else None


class LineEditor(Editor):
    """One line of text; its marks are put in order when it is left."""

    def __init__(
        self, around: Surroundings, parent: QWidget | None = None, *, longest: int = 500
    ) -> None:
        super().__init__(around, parent)
        self.input = QLineEdit(maxLength=longest)
        self.body.addWidget(self.input)
        self.body.addWidget(self.note)
        self.takes(self.input)
        self.input.textEdited.connect(lambda _: self.changed.emit())
        self.left.connect(self._tidy)

    def plain(self) -> Any:
        """Return the text in its normal form."""
        return normalize(self.input.text()) or None

    def put(self, plain: Any) -> None:
        """Show a text."""
        self.input.setText("" if plain is None else str(plain))
        self.input.setCursorPosition(0)

    def raw(self) -> Any:
        """Return the text as it was typed."""
        return self.input.text()

    def _tidy(self) -> None:
        tidy = self.plain() or ""
        if isinstance(tidy, str) and tidy != self.input.text():
            self.input.setText(tidy)


class IdentifierEditor(LineEditor):
    """A number that another register gave; thirteen digits are checked while typing."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent, longest=60)
        self.input.textChanged.connect(lambda _: self._check())

    def plain(self) -> Any:
        """Return the digits without blanks and dashes."""
        return normalize_identifier(self.input.text()) or None

    def _tidy(self) -> None:
        digits = self.plain()
        if isinstance(digits, str) and is_valid_13(digits):
            self.input.setText(format_13(digits))

    def _check(self) -> None:
        digits = self.plain() or ""
        if not digits.isdecimal() or len(digits) != THIRTEEN:
            self.tell("")
            return
        key = "ui.form.digits_right" if is_valid_13(digits) else "ui.form.digits_wrong"
        self.tell(self.around.speech.say(key), "good" if is_valid_13(digits) else "late")


class LinesEditor(Editor):
    """Text of several lines; Tab goes on."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self.input = QPlainTextEdit(tabChangesFocus=True)
        self.body.addWidget(self.input)
        self.body.addWidget(self.note)
        self.takes(self.input)
        self.input.textChanged.connect(self.changed)
        around.look.keep(self, self._measure)

    def plain(self) -> Any:
        """Return the text; the act puts it into its normal form."""
        return self.input.toPlainText().strip() or None

    def put(self, plain: Any) -> None:
        """Show a text."""
        self.input.setPlainText("" if plain is None else str(plain))

    def raw(self) -> Any:
        """Return the text as it was typed."""
        return self.input.toPlainText()

    def _measure(self) -> None:
        line = self.input.fontMetrics().lineSpacing()
        self.input.setFixedHeight(line * LINES + self.around.look.px(16))


class NumberEditor(LineEditor):
    """A whole number, in Arabic or Thai digits, with separators."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent, longest=20)

    def plain(self) -> Any:
        """Return the number.

        Raises:
            InputError: `ui.form.not_a_number`.
        """
        return number_in(self.input.text())

    def _tidy(self) -> None:
        try:
            found = self.plain()
        except InputError:
            return
        if found is not None:
            self.input.setText(self._said(found))

    def put(self, plain: Any) -> None:
        """Show a number."""
        self.input.setText("" if plain is None else self._said(int(plain)))

    def put_raw(self, raw: Any) -> None:
        """Show what was typed before."""
        self.input.setText(str(raw or ""))

    @staticmethod
    def _said(value: int) -> str:
        return str(value)


class MoneyEditor(NumberEditor):
    """An amount in baht, kept in satang."""

    def plain(self) -> Any:
        """Return the amount in satang.

        Raises:
            InputError: `money.unreadable`, `money.too_many_decimals`, `money.too_large`.
        """
        return satang_in(self.input.text())

    @staticmethod
    def _said(value: int) -> str:
        return format_baht(value)


class YesNoEditor(Editor):
    """Yes or no."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self.input = QCheckBox()
        self.body.addWidget(self.input)
        self.takes(self.input)
        self.input.toggled.connect(lambda _: self.changed.emit())

    def plain(self) -> Any:
        """Return whether it is ticked."""
        return self.input.isChecked()

    def put(self, plain: Any) -> None:
        """Tick it or not."""
        self.input.setChecked(bool(plain))
