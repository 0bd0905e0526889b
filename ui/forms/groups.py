"""Groups of fields inside a form, and any number of them as cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from cso_registry.kernel.errors import RegistryError
from ui.forms.row import FieldRow
from ui.look.measures import GRID, Type
from ui.look.parts import Hairline, Text, button, column, icon_button, row
from ui.widgets.choices import AreaEditor
from ui.widgets.editor import Editor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cso_registry.domain.act import Act
    from ui.forms.form import Section
    from ui.forms.plan import FieldPlan
    from ui.shell.room import Surroundings

    Make = Callable[[FieldPlan], Editor]

TOP = Qt.AlignmentFlag(0)
NARROW_INPUTS = frozenset(
    {"line", "number", "money", "identifier", "day", "term", "word", "jurisdiction"}
)


class FieldGrid(QWidget):
    """Fields side by side: short ones two to a line, long ones over the whole width."""

    def __init__(self, around: Surroundings, rows: Iterable[FieldRow]) -> None:
        super().__init__()
        self._around = around
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        around.look.keep(self, self._measure)
        at, side = 0, 0
        for one in rows:
            is_narrow = one.plan.input.value in NARROW_INPUTS and not one.plan.several
            if not is_narrow and side:
                at, side = at + 1, 0
            self._grid.addWidget(one, at, side, 1, 1 if is_narrow else 2, TOP)
            if is_narrow and side == 0:
                side = 1
            else:
                at, side = at + 1, 0
        for place in (0, 1):
            self._grid.setColumnStretch(place, 1)

    def _measure(self) -> None:
        self._grid.setHorizontalSpacing(self._around.look.px(GRID * 4))
        self._grid.setVerticalSpacing(self._around.look.px(GRID * 3))


class GroupEditor(Editor):
    """The fields of one group; nothing typed in an optional group means there is none."""

    def __init__(
        self,
        around: Surroundings,
        declared: type[Act],
        plans: list[FieldPlan],
        make: Make,
        *,
        required: bool,
        sections: Sequence[Section] = (),
    ) -> None:
        """Make the group; `sections` lay its fields out under headings.

        Args:
            around: What a page is given.
            declared: The act.
            plans: Its fields.
            make: Makes the input of a field.
            required: Whether the group must be there.
            sections: Headings with the fields under each; all together by default.
        """
        super().__init__(around)
        self._required = required
        self.rows = {one.name: FieldRow(around, declared, one, make(one)) for one in plans}
        self._lay_out(sections)
        self._empty = {name: one.editor.raw() for name, one in self.rows.items()}
        for one in self.rows.values():
            one.changed.connect(self.changed)
            one.left.connect(self.left)
        self._join_postal()
        first = next(iter(self.rows.values()), None)
        if first is not None:
            self.setFocusProxy(first.editor)

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was typed."""
        return bool(self.raw() == self._empty)

    def plain(self) -> Any:
        """Return the fields that were filled, None when nothing was typed.

        Raises:
            InputError: One of the fields cannot be read; it says so itself.
        """
        if self.is_empty and not self._required:
            return None
        found: dict[str, Any] = {}
        for name, one in self.rows.items():
            try:
                value = one.plain()
            except RegistryError:
                continue
            if value is not None and value != []:
                found[name] = value
        return found

    def put(self, plain: Any) -> None:
        """Show the values of a group."""
        for name, one in self.rows.items():
            one.editor.put((plain or {}).get(name, one.plan.default))

    def raw(self) -> Any:
        """Return what was typed, by field."""
        return {name: one.editor.raw() for name, one in self.rows.items()}

    def put_raw(self, raw: Any) -> None:
        """Show what was typed before."""
        for name, value in (raw or {}).items():
            if name in self.rows:
                self.rows[name].editor.put_raw(value)

    def say_name(self, name: str, help_text: str) -> None:
        """Name the group for a screen reader."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(help_text)

    def places(self) -> Iterator[tuple[str, FieldRow]]:
        """Yield every field inside, with its place."""
        for name, one in self.rows.items():
            yield from within(name, one)

    def _lay_out(self, sections: Sequence[Section]) -> None:
        named = {name for section in sections for name in section.fields}
        for section in sections:
            self.body.addWidget(Hairline())
            title = Text(kind=Type.SECTION)
            self.around.speech.put(title, title.setText, section.title)
            self.body.addWidget(title)
            fields = [self.rows[name] for name in section.fields if name in self.rows]
            self.body.addWidget(FieldGrid(self.around, fields))
        rest = [one for name, one in self.rows.items() if name not in named]
        if rest:
            self.body.addWidget(FieldGrid(self.around, rest))

    def _join_postal(self) -> None:
        area, postal = self.rows.get("area"), self.rows.get("postal")
        if area is not None and postal is not None and isinstance(area.editor, AreaEditor):
            area.editor.postal_found.connect(postal.editor.put)


class ItemsEditor(Editor):
    """Any number of values, each on a card of its own that can be taken away."""

    def __init__(self, around: Surroundings, make: Callable[[], Editor], words: str) -> None:
        super().__init__(around)
        self._make, self._words = make, words
        self.items: list[Editor] = []
        self._said = ("", "")
        self._cards: list[QFrame] = []
        self._list = column(around.look, gap=GRID * 2)
        self.body.addLayout(self._list)
        self.add = button(role="plain")
        self.add.setProperty("presses", "yes")
        around.look.dress(self.add, "plus", "accent")
        around.speech.put(self, self.add.setText, "ui.form.add")
        self.add.clicked.connect(lambda: self.add_item(by_hand=True))
        self.body.addWidget(self.add)
        self.takes(self.add)

    def add_item(self, *, by_hand: bool = False) -> Editor:
        """Add an empty item."""
        editor = self._make()
        card = QFrame()
        card.setProperty("role", "inset")
        line = row(self.around.look, card, margin=GRID * 3)
        line.addWidget(editor, 1)
        cross = icon_button(self.around.look, "trash")
        cross.setProperty("presses", "yes")
        removing = self.around.speech.say("ui.form.remove")
        cross.setAccessibleName(removing)
        cross.setToolTip(removing)
        cross.clicked.connect(lambda: self.remove(editor))
        line.addWidget(cross)
        line.setAlignment(cross, Qt.AlignmentFlag.AlignTop)
        self._list.addWidget(card)
        editor.say_name(*self._said)
        card.show()  # Tab finds it at once, not when the layout comes to it
        self.items.append(editor)
        self._cards.append(card)
        editor.changed.connect(self.changed)
        editor.left.connect(self.left)
        if by_hand:
            editor.setFocus()
            self.changed.emit()
        return editor

    def remove(self, editor: Editor) -> None:
        """Take an item away."""
        at = self.items.index(editor)
        self.items.pop(at)
        card = self._cards.pop(at)
        self._list.removeWidget(card)
        card.hide()
        card.deleteLater()
        self.add.setFocus()
        self.changed.emit()

    def plain(self) -> Any:
        """Return the items that hold something.

        Raises:
            InputError: One of them cannot be read.
        """
        found = [one.plain() for one in self.items]
        return [one for one in found if one is not None]

    def put(self, plain: Any) -> None:
        """Show items."""
        self._clear()
        for one in plain or ():
            self.add_item().put(one)

    def raw(self) -> Any:
        """Return what was typed in each."""
        return [one.raw() for one in self.items]

    def put_raw(self, raw: Any) -> None:
        """Show what was typed before."""
        self._clear()
        for one in raw or ():
            self.add_item().put_raw(one)

    def say_name(self, name: str, help_text: str) -> None:
        """Name the button that adds one, and every one that was added."""
        self._said = (name, help_text)
        self.add.setText(self.around.speech.say("ui.form.add_one", name=name))
        self.add.setAccessibleDescription(help_text)
        for one in self.items:
            one.say_name(name, help_text)

    def set_wrong(self, wrong: str) -> None:
        """The items say themselves what is wrong."""

    def _clear(self) -> None:
        for one in list(self.items):
            was = self.blockSignals(True)  # noqa: FBT003 - Qt's way
            self.remove(one)
            self.blockSignals(was)


def within(place: str, one: FieldRow | QWidget) -> Iterator[tuple[str, FieldRow]]:
    """Yield a field, and the fields inside it, with their places as pydantic names them."""
    if not isinstance(one, FieldRow):
        return
    yield place, one
    editor = one.editor
    if isinstance(editor, GroupEditor):
        for inner, row_inside in editor.places():
            yield f"{place}.{inner}", row_inside
    elif isinstance(editor, ItemsEditor):
        for at, item in enumerate(editor.items):
            if isinstance(item, GroupEditor):
                for inner, row_inside in item.places():
                    yield f"{place}.{at}.{inner}", row_inside
