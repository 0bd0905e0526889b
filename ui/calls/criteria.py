"""The input for the five criteria: weight, evidence, what each level means, and their total."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from cso_registry.kernel.errors import RegistryError
from ui.look.measures import GRID, Type
from ui.look.parts import Wrapped, column
from ui.widgets.editor import Editor
from ui.widgets.lines import LineEditor, LinesEditor, NumberEditor
from ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.shell.room import Surroundings

CRITERIA: Final = "V-12"
ONLY_MAYBE: Final = "SC3"
WHOLE: Final = 100
LEVELS: Final = 6
FIELDS: Final = ("weight", "evidence_asked", "made_with")


class CriterionEditor(QFrame):
    """One criterion: its weight, the evidence asked, and what every level means."""

    def __init__(self, around: Surroundings, code: str) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self.code, self._around = code, around
        self.weight, self.evidence = NumberEditor(around), LineEditor(around)
        self.made_with, self.not_applicable = LineEditor(around), LinesEditor(around)
        self.levels = [LineEditor(around) for _ in range(LEVELS)]
        body = column(around.look, self, margin=GRID * 3, gap=GRID)
        self._title = Wrapped(kind=Type.STRONG)
        body.addWidget(self._title)
        body.addWidget(self._fields())
        body.addWidget(self._anchors())
        self._labels: list[Wrapped]
        around.speech.keep(self, self._renew)

    def editors(self) -> Iterator[Editor]:
        """Yield every input."""
        yield from (self.weight, self.evidence, self.made_with, self.not_applicable, *self.levels)

    def plain(self) -> dict[str, Any]:
        """Return the criterion as an act takes it.

        Raises:
            InputError: The weight is no number.
        """
        why_not = self.not_applicable.plain() if self.code == ONLY_MAYBE else None
        anchors = [
            {"level": level, "meaning": meaning}
            for level, one in enumerate(self.levels)
            if (meaning := one.plain())
        ]
        said = {
            "criterion": self.code,
            "weight": self.weight.plain() or 0,
            "evidence_asked": self.evidence.plain(),
            "made_with": self.made_with.plain(),
            "not_applicable": why_not,
        }
        return {name: value for name, value in said.items() if value is not None} | {
            "anchors": anchors
        }

    def put(self, plain: dict[str, Any]) -> None:
        """Show a criterion."""
        self.weight.put(plain.get("weight"))
        self.evidence.put(plain.get("evidence_asked"))
        self.made_with.put(plain.get("made_with"))
        self.not_applicable.put(plain.get("not_applicable"))
        meanings = {one["level"]: one["meaning"] for one in plain.get("anchors", ())}
        for level, one in enumerate(self.levels):
            one.put(meanings.get(level))

    def raw(self) -> dict[str, Any]:
        """Return what was typed."""
        return {
            "code": self.code,
            "inputs": [one.raw() for one in self.editors()],
        }

    def put_raw(self, raw: dict[str, Any]) -> None:
        """Show what was typed before."""
        for one, value in zip(self.editors(), raw.get("inputs", ()), strict=False):
            one.put_raw(value)

    def _fields(self) -> QWidget:
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        self._labels = []
        asked: list[Editor] = [self.weight, self.evidence, self.made_with]
        if self.code == ONLY_MAYBE:
            asked.append(self.not_applicable)
        else:
            self.not_applicable.setParent(self)
            self.not_applicable.hide()
        for at, one in enumerate(asked):
            label = Wrapped(tone="secondary")
            self._labels.append(label)
            grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(one, at, 1)
        self._around.look.keep(whole, lambda: grid.setSpacing(self._around.look.px(GRID)))
        return whole

    def _anchors(self) -> QWidget:
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        for level, one in enumerate(self.levels):
            grid.addWidget(Wrapped(str(level), kind=Type.STRONG), level, 0)
            grid.addWidget(one, level, 1)
        self._around.look.keep(whole, lambda: grid.setSpacing(self._around.look.px(GRID)))
        return whole

    def _renew(self) -> None:
        speech = self._around.speech
        words = Words(self._around.tasks.program, speech.language)
        name = f"{self.code} {words.term(CRITERIA, self.code)}"
        self._title.setText(name)
        keys = (*FIELDS, "not_applicable")
        said = [speech.texts.field("call.draft", key).say(speech.language) for key in keys]
        for label, word in zip(self._labels, said, strict=False):
            label.setText(word)
        for one, word in zip(self.editors(), said, strict=False):
            one.say_name(f"{self.code}: {word}", "")
        for level, one in enumerate(self.levels):
            one.say_name(f"{self.code}: {speech.say('ui.calls.level', level=level)}", "")


class CriteriaEditor(Editor):
    """All criteria of a call, and what their weights come to; they total exactly 100."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        items = around.tasks.program.vocabulary.get(CRITERIA).in_force(around.tasks.today)
        self.criteria = {one.code: CriterionEditor(around, one.code) for one in items}
        for one in self.criteria.values():
            self.body.addWidget(one)
            for editor in one.editors():
                editor.changed.connect(self._on_changed)
                editor.left.connect(self.left)
        self.body.addWidget(self.note)
        around.speech.keep(self, self._tell_total)
        first = next(iter(self.criteria.values()), None)
        if first is not None:
            self.setFocusProxy(first.weight)

    def plain(self) -> Any:
        """Return the criteria; see `CriterionEditor.plain`."""
        return [one.plain() for one in self.criteria.values()]

    def put(self, plain: Any) -> None:
        """Show criteria."""
        given = {one["criterion"]: one for one in plain or ()}
        for code, one in self.criteria.items():
            one.put(given.get(code, {}))
        self._tell_total()

    def raw(self) -> Any:
        """Return what was typed, by criterion."""
        return [one.raw() for one in self.criteria.values()]

    def put_raw(self, raw: Any) -> None:
        """Show what was typed before."""
        for one in raw or ():
            if one.get("code") in self.criteria:
                self.criteria[one["code"]].put_raw(one)
        self._tell_total()

    def say_name(self, name: str, help_text: str) -> None:
        """Name the whole for a screen reader."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(help_text)

    def _on_changed(self) -> None:
        self._tell_total()
        self.changed.emit()

    def _tell_total(self) -> None:
        say = self.around.speech.say
        try:
            total = sum(one.weight.plain() or 0 for one in self.criteria.values())
        except RegistryError as error:
            self.tell_error(error)
            return
        is_whole = total == WHOLE
        key = "ui.calls.weights_whole" if is_whole else "ui.calls.weights_total"
        self.tell(say(key, total=total), "good" if is_whole else "late")


def first_criteria(around: Surroundings) -> list[dict[str, Any]]:
    """Return criteria to begin with: the weights of the office, levels in usual words."""
    program, say = around.tasks.program, around.speech.say
    items = program.vocabulary.get(CRITERIA).in_force(around.tasks.today)
    weights = program.policies.get("selection.weights_percent", around.tasks.today).value
    given = list(weights) if isinstance(weights, tuple) else []
    anchors = [
        {"level": level, "meaning": say(f"ui.calls.level_{level}")} for level in range(LEVELS)
    ]
    return [
        {"criterion": one.code, "weight": weight, "anchors": anchors}
        for one, weight in zip(items, given, strict=False)
    ]
