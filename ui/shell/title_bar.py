"""The bar at the top: where am I, find anything, which office, who."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from ui.commands.command import Menu
from ui.look.measures import LARGE
from ui.look.parts import Elided, ElidedBadge, button, icon_button, row
from ui.shell.picture import Picture

if TYPE_CHECKING:
    from ui.commands.catalogue import Catalogue
    from ui.look.look import Look
    from ui.look.speech import Speech

HEIGHT: Final = 56
SEARCH_WIDTH: Final = 480
LEAST_SEARCH: Final = 90
BETWEEN: Final = "  ›  "
OFFICER_COMMANDS: Final = ("app.lock", "app.change_officer", "app.change_secret")


class MainMenu(QMenu):
    """Every command, by menus; greyed ones say why in their tooltip."""

    def __init__(self, commands: Catalogue, speech: Speech, parent: QWidget) -> None:
        super().__init__(parent)
        self._commands = commands
        for menu in Menu:
            # One that Qt makes may be lost to Python while it still stands here.
            part = QMenu(self)
            self.addMenu(part)
            part.setToolTipsVisible(True)
            speech.put(part, part.setTitle, f"ui.menu.{menu.value}")
            for command in commands:
                if command.menu is menu:
                    part.addAction(commands.action(command.id))
        self.aboutToShow.connect(commands.renew)


class TitleBar(QWidget):
    """One line over every room."""

    def __init__(self, commands: Catalogue, look: Look, speech: Speech) -> None:
        super().__init__()
        self._commands, self._look, self._speech = commands, look, speech
        self._is_training = False
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.where = Elided(tone="secondary")
        self.office, self.training = ElidedBadge(look, "accent"), ElidedBadge(look, "soon")
        speech.put(self.training, self.training.setText, "ui.training.badge")
        look.keep(self.training, self._show_training)
        self.search = self._search(look)
        self.officer = self._officer(look)
        self.menu = self._menu(look)
        line = row(look, self, gap=10)
        look.keep(self, lambda: line.setContentsMargins(look.px(20), 0, look.px(12), 0))
        line.addWidget(self.where, 2)
        line.addWidget(self.search, 5)
        line.addStretch(0)
        line.addWidget(self.training)
        line.addWidget(self.office)
        line.addWidget(self.officer)
        line.addWidget(self.menu)
        look.keep(self, lambda: self.setFixedHeight(look.px(HEIGHT)))

    def set_crumbs(self, crumbs: tuple[str, ...]) -> None:
        """Say where one is."""
        self.where.setText(BETWEEN.join(crumbs))

    def set_people(self, office: str, officer: str, *, is_training: bool) -> None:
        """Say which office this is and who works."""
        self.office.setText(office)
        self.office.setVisible(bool(office))
        self.officer.setText(officer)
        self._is_training = is_training
        self._show_training()

    def _show_training(self) -> None:
        """Leave it to the strip over the window where large text takes the room."""
        self.training.setVisible(self._is_training and self._look.percent < LARGE)

    def _search(self, look: Look) -> QPushButton:
        """Return what looks like a field and opens the palette: it never holds the cursor."""
        made, words = button(), Elided(tone="secondary")
        made.setProperty("role", "search")
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look.keep(made, lambda: made.setMaximumWidth(look.px(SEARCH_WIDTH)))
        look.keep(made, lambda: made.setMinimumWidth(look.px(LEAST_SEARCH)))
        inside = row(look, made)
        look.keep(made, lambda: inside.setContentsMargins(look.px(10), 0, look.px(10), 0))
        inside.addWidget(Picture(look, "search", size=16))
        inside.addWidget(words, 1)
        keys = self._commands.keys("app.palette")
        self._speech.put(made, words.setText, "ui.search.hint", keys=keys)
        self._speech.put(made, made.setAccessibleName, "ui.search.hint", keys=keys)
        self._speech.put(made, made.setToolTip, "ui.search.hint", keys=keys)
        for part in made.findChildren(QLabel):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        made.clicked.connect(self._commands.action("app.palette").trigger)
        return made

    def _officer(self, look: Look) -> QPushButton:
        made = button(role="quiet")
        look.dress(made, "user-circle")
        menu = QMenu(made)
        for command in OFFICER_COMMANDS:
            menu.addAction(self._commands.action(command))
        made.setMenu(menu)
        self._speech.put(made, made.setToolTip, "ui.title.officer")
        return made

    def _menu(self, look: Look) -> QToolButton:
        made = icon_button(look, "menu-2")
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._speech.put(made, made.setAccessibleName, "ui.command.app.menu")
        made.setMenu(MainMenu(self._commands, self._speech, made))
        return made
