"""The views of a list: chosen, saved under a name, given on as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMenu, QPushButton, QWidget

from cso_registry.kernel.errors import RegistryError
from ui.lists.view import FILE_ENDING, first_view
from ui.look.parts import Text, button
from ui.tasks.errand import Trouble
from ui.widgets.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.lists.keeping import ViewKeeper
    from ui.lists.view import View
    from ui.shell.room import Surroundings

LONGEST_NAME = 60
WIDTH = 300


class NamePanel(Panel):
    """Asks under which name a view is kept.

    Attributes:
        named: The name that was given.
    """

    named = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget) -> None:
        super().__init__(around.look, parent)
        label = Text(around.speech.say("ui.view.name"))
        self.name = QLineEdit(maxLength=LONGEST_NAME)
        self.name.setAccessibleName(label.text())
        self.save = button(around.speech.say("ui.view.save"), role="main")
        for one in (label, self.name, self.save):
            self.body.addWidget(one)
        self.setFixedWidth(around.look.px(WIDTH))
        self.name.returnPressed.connect(self._tell)
        self.save.clicked.connect(self._tell)
        self.setFocusProxy(self.name)

    def _tell(self) -> None:
        name = " ".join(self.name.text().split())
        if name:
            self.named.emit(name)
            self.close()


class ViewMenu(QPushButton):
    """The button that opens the menu of views.

    Attributes:
        chosen: A `View` is to be shown.
    """

    chosen = Signal(object)

    def __init__(
        self,
        around: Surroundings,
        keeper: ViewKeeper,
        current: Callable[[], View],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._around, self._keeper, self._current = around, keeper, current
        self.setProperty("role", "plain")
        around.look.dress(self, "layout-list")
        around.speech.put(self, self.setText, "ui.view.views")
        self.clicked.connect(self.open_menu)

    def open_menu(self) -> QMenu:
        """Offer the views, and what can be done with the one that is shown."""
        say, menu = self._around.speech.say, QMenu(self)
        everything = first_view(self._keeper.kind)
        menu.addAction(say("ui.view.everything")).triggered.connect(
            lambda: self.chosen.emit(everything)
        )
        for name, view in sorted(self._keeper.named.items()):
            action = menu.addAction(name)
            action.triggered.connect(lambda _=False, one=view: self.chosen.emit(one))
        menu.addSeparator()
        menu.addAction(say("ui.view.save_as")).triggered.connect(self.ask_name)
        if self._keeper.named:
            forget = menu.addMenu(say("ui.view.forget"))
            for name in sorted(self._keeper.named):
                action = forget.addAction(name)
                action.triggered.connect(lambda _=False, one=name: self._keeper.forget(one))
        menu.addAction(say("ui.view.share")).triggered.connect(self._ask_where)
        menu.addAction(say("ui.view.take_in")).triggered.connect(self._ask_which)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        return menu

    def ask_name(self) -> NamePanel:
        """Ask for a name and keep what is shown under it."""
        panel = NamePanel(self._around, self)
        panel.named.connect(lambda name: self._keeper.save(name, self._current()))
        panel.open_under(self)
        panel.setFocus()
        return panel

    def _ask_where(self) -> None:
        say = self._around.speech.say
        start = str(Path.home() / f"{say(f'ui.list.{self._keeper.kind.name}')}{FILE_ENDING}")
        kinds = f"{say('ui.view.file')} (*{FILE_ENDING})"
        chosen, _ = QFileDialog.getSaveFileName(self, say("ui.view.share"), start, kinds)
        if chosen:
            self._try(lambda: self._keeper.share(self._current(), Path(chosen)))

    def _ask_which(self) -> None:
        say = self._around.speech.say
        kinds = f"{say('ui.view.file')} (*{FILE_ENDING})"
        title, home = say("ui.view.take_in"), str(Path.home())
        chosen, _ = QFileDialog.getOpenFileName(self, title, home, kinds)
        if chosen:
            self._try(lambda: self.chosen.emit(self._keeper.take_in(Path(chosen))))

    def _try(self, work: Callable[[], object]) -> None:
        try:
            work()
        except RegistryError as error:
            self._around.shell.tell_trouble(Trouble(error))
