"""The filters of a list: a button that adds one, and a chip for each that is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QWidget

from ui.lists.kind import Filter, FilterKind
from ui.lists.spans import SPANS, days_of, span_of
from ui.look.measures import GRID
from ui.look.parts import Button, button, icon_button, row
from ui.widgets.flow import Flow
from ui.widgets.panel import WordPanel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.lists.kind import ListKind
    from ui.lists.view import View
    from ui.look.look import Look
    from ui.look.speech import Speech
    from ui.widgets.words import Words

MOST_NAMED = 2


class Chip(QFrame):
    """One filter that is set: its words open it, its cross takes it away.

    Attributes:
        asked: Its words were pressed.
        removed: Its cross was pressed.
    """

    asked = Signal()
    removed = Signal()

    def __init__(self, look: Look, text: str, removing: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        line = row(look, self, gap=0)
        self.words = Button(text)
        self.words.setProperty("role", "quiet")
        self.words.clicked.connect(self.asked)
        self.cross = icon_button(look, "x")
        self.cross.setAccessibleName(removing)
        self.cross.setToolTip(removing)
        self.cross.clicked.connect(self.removed)
        line.addWidget(self.words)
        line.addWidget(self.cross)


class FilterBar(QWidget):
    """Says which filters are set, and lets them be changed; without any it takes no room.

    Attributes:
        add: The button that adds one; it stands where the list puts it.
        changed: A `View` with other filters is wanted.
    """

    changed = Signal(object)

    def __init__(self, look: Look, speech: Speech, kind: ListKind, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._speech, self._kind = look, speech, kind
        self._view: View | None = None
        self._words: Words | None = None
        flow = Flow(self)
        look.keep(self, lambda: flow.setSpacing(look.px(GRID * 2)))
        self.add = button(role="plain", parent=parent)
        look.dress(self.add, "filter")
        speech.put(self.add, self.add.setText, "ui.list.add_filter")
        self.add.clicked.connect(self.open_menu)
        self.clear = button(role="link")
        speech.put(self.clear, self.clear.setText, "ui.list.clear_filters")
        self.clear.clicked.connect(self._on_clear)
        self._flow, self._chips = flow, list[Chip]()
        self.hide()

    def show_view(self, view: View, words: Words) -> None:
        """Show the filters of a view."""
        self._view, self._words = view, words
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        self._flow.removeWidget(self.clear)
        for one in self._kind.filters:
            said = self._said(one)
            if said:
                self._add_chip(one, said)
        self.clear.setVisible(bool(self._chips))
        if self._chips:
            self._flow.addWidget(self.clear)
        self.setVisible(bool(self._chips))
        self.updateGeometry()

    def open_menu(self) -> None:
        """Offer all filters."""
        menu = QMenu(self)
        for one in self._kind.filters:
            action = menu.addAction(self._speech.say(one.label))
            action.triggered.connect(lambda _=False, chosen=one: self.open_filter(chosen))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def open_filter(self, one: Filter, anchor: QWidget | None = None) -> WordPanel:
        """Open the choices of a filter."""
        panel = WordPanel(
            self._look,
            self._speech,
            self._choices(one),
            self._chosen(one),
            self,
            several=self._is_codes(one),
        )
        panel.chosen.connect(lambda codes: self._take(one, codes))
        panel.open_under(anchor or self.add)
        panel.search.setFocus()
        return panel

    def _add_chip(self, one: Filter, said: str) -> None:
        label = self._speech.say(one.label)
        removing = self._speech.say("ui.list.remove_filter", name=label)
        chip = Chip(self._look, f"{label}: {said}", removing, self)
        chip.asked.connect(lambda: self.open_filter(one, chip))
        chip.removed.connect(lambda: self._take(one, ["any"] if not self._is_codes(one) else []))
        self._flow.addWidget(chip)
        chip.show()
        self._chips.append(chip)

    @staticmethod
    def _is_codes(one: Filter) -> bool:
        return one.kind in {FilterKind.CODES, FilterKind.UNDER}

    def _choices(self, one: Filter) -> Mapping[str, str]:
        if self._words is None:
            return {}
        if one.kind is FilterKind.DAYS:
            return {name: self._speech.say(f"ui.list.span.{name}") for name in SPANS}
        if one.kind is FilterKind.OFFICER:
            anyone = {"any": self._speech.say("ui.list.any_officer")}
            return {**anyone, **self._words.officers}
        if one.kind is FilterKind.UNDER:
            return self._words.records.get(one.of, {})
        return {} if one.choices is None else one.choices(self._words)

    def _chosen(self, one: Filter) -> list[str]:
        view = self._view
        if view is None:
            return []
        if one.kind is FilterKind.DAYS:
            return [span_of(view.days)]
        if one.kind is FilterKind.OFFICER:
            return [view.officer or "any"]
        return view.codes.get(one.name, [])

    def _said(self, one: Filter) -> str:
        codes = [code for code in self._chosen(one) if code != "any"]
        if one.kind is FilterKind.DAYS and codes == ["custom"]:
            return self._speech.say("ui.list.span.custom")
        words = self._choices(one)
        said = [words.get(code, code) for code in codes]
        more = len(said) - MOST_NAMED
        return ", ".join(said[:MOST_NAMED]) + (f" +{more}" if more > 0 else "")

    def _take(self, one: Filter, codes: list[str]) -> None:
        if self._view is None:
            return
        if one.kind is FilterKind.DAYS:
            update: dict[str, object] = {"days": days_of(codes[0])}
        elif one.kind is FilterKind.OFFICER:
            update = {"officer": None if codes[0] == "any" else codes[0]}
        else:
            update = {"codes": {**self._view.codes, one.name: codes}}
        self._view = self._view.model_copy(update=update)
        self.changed.emit(self._view)

    def _on_clear(self) -> None:
        if self._view is not None:
            self.changed.emit(self._view.without_filters())
