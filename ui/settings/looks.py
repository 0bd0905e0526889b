"""Language, theme and size of text; what is chosen is worn at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from ui.look.look import Theme
from ui.look.measures import PERCENTS, Type
from ui.look.parts import Card, Text, Wrapped, column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.shell.room import Surroundings

LANGUAGES = ("th", "en")


class Looks(QWidget):
    """Three cards of choices."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around, self._keeper = around, around.keeper
        self._groups: dict[str, QButtonGroup] = {}
        whole = column(around.look, self)
        whole.addWidget(self._card("language", LANGUAGES, self._say_language))
        whole.addWidget(self._card("theme", tuple(Theme), self._say_theme))
        whole.addWidget(self._card("percent", PERCENTS, self._say_percent))
        whole.addStretch(1)
        self._keeper.changed.connect(self._mark)
        self._mark()

    def button(self, name: str, value: object) -> QRadioButton:
        """Return the button of one value of a choice."""
        buttons = (one for one in self._groups[name].buttons() if isinstance(one, QRadioButton))
        return next(one for one in buttons if one.property("value") == value)

    def _card(
        self, name: str, values: Sequence[str | int], say: Callable[[str | int], str]
    ) -> Card:
        speech, made = self._around.speech, Card(self._around.look)
        title, more = Text(kind=Type.SECTION), Wrapped(tone="secondary", kind=Type.SMALL)
        speech.put(title, title.setText, f"ui.settings.{name}")
        speech.put(more, more.setText, f"ui.settings.{name}_more")
        made.body.addWidget(title)
        made.body.addWidget(more)
        group = self._groups[name] = QButtonGroup(self)
        for value in values:
            one = QRadioButton()
            one.setProperty("value", value)
            speech.keep(one, partial(_say, one, value, say))
            one.clicked.connect(partial(self._choose, name, value))
            group.addButton(one)
            made.body.addWidget(one)
        return made

    def _choose(self, name: str, value: str | int) -> None:
        self._keeper.choose(**{name: str(value) if isinstance(value, str) else value})

    def _mark(self) -> None:
        for name, group in self._groups.items():
            chosen = getattr(self._keeper.now, name)
            for one in group.buttons():
                if one.property("value") == chosen:
                    one.setChecked(True)

    def _say_language(self, value: str | int) -> str:
        return self._around.speech.say(f"ui.settings.language_{value}")

    def _say_theme(self, value: str | int) -> str:
        return self._around.speech.say(f"ui.settings.theme_{value}")

    @staticmethod
    def _say_percent(value: str | int) -> str:
        return f"{value} %"


def _say(button: QRadioButton, value: str | int, say: Callable[[str | int], str]) -> None:
    button.setText(say(value))
