"""Promises of both sides that are checked: the card of a check, and the input of a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from cso_registry.domain.delivery.compliance import Kept
from ui.cases.blocks import card_head, pairs
from ui.cases.card import CaseCard
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Hairline, Wrapped, column, row
from ui.organizations.cards import emptied
from ui.widgets.choices import ChoiceEditor
from ui.widgets.editor import Editor
from ui.widgets.lines import LineEditor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cso_registry.domain.delivery.compliance import CheckedLine, ComplianceCheck
    from cso_registry.workspace.delivery.work_page import WorkPage
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings

ACT: Final = "compliance.check"
TONES: Final[Mapping[Kept, Tone]] = {
    Kept.KEPT: "good", Kept.PARTLY: "soon", Kept.NOT_KEPT: "late", Kept.NOT_DUE: "secondary",
}  # fmt: skip


class PromisesCard(CaseCard):
    """Every undertaking of both sides, and every code of practice, as it was checked."""

    def show_view(self, view: WorkPage[ComplianceCheck]) -> None:
        """Show what was found of each."""
        body, speech = emptied(self), self.around.speech
        check = view.record
        file = check.file
        if file is None:
            return
        body.addWidget(card_head(self.around, speech.say("ui.delivery.promises")))
        for at, one in enumerate(file.undertakings):
            if at:
                body.addWidget(Hairline())
            side = speech.texts.value(f"side.{one.side.value}").say(speech.language)
            body.addWidget(self._line(f"{one.nth}. {side}: {one.what}", one))
        if file.codes:
            body.addWidget(Hairline())
            words = speech.texts.field(ACT, "codes").say(speech.language)
            body.addWidget(Wrapped(words, kind=Type.STRONG))
        for code in file.codes:
            body.addWidget(self._line(f"{code.nth}. {code.what}", code))

    def _line(self, words: str, one: CheckedLine) -> QWidget:
        speech = self.around.speech
        whole = QWidget()
        lines = column(self.around.look, whole, gap=2)
        head = row(self.around.look)
        head.addWidget(Wrapped(words, kind=Type.STRONG), 1)
        word = speech.texts.value(f"kept.{one.kept.value}").say(speech.language)
        head.addWidget(Badge(word, TONES[one.kept]), 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(head)
        said = (("seen_in", one.seen_in), ("remedy", one.remedy))
        rows = [
            (speech.texts.field(ACT, name).say(speech.language), text)
            for name, text in said
            if text
        ]
        lines.addWidget(pairs(self.around.look, rows))
        return whole


class PromisesEditor(Editor):
    """A check of promises: each stands there in its words, and what was found is chosen."""

    def __init__(self, around: Surroundings, promises: Sequence[str]) -> None:
        super().__init__(around)
        self.rows: list[tuple[ChoiceEditor, LineEditor, LineEditor]] = []
        for nth, words in enumerate(promises, start=1):
            self.body.addWidget(self._promise(f"{nth}. {words}"))
        self.body.addWidget(self.note)

    def plain(self) -> Any:
        """Return what was found of each promise of which something was."""
        found = []
        for nth, (kept, seen_in, remedy) in enumerate(self.rows, start=1):
            said = {"kept": kept.plain(), "seen_in": seen_in.plain(), "remedy": remedy.plain()}
            given = {name: value for name, value in said.items() if value}
            if given:
                found.append({"nth": nth, **given})
        return found

    def put(self, plain: Any) -> None:
        """Show what was found."""
        for one in plain or ():
            for name, editor in zip(PARTS, self.rows[one["nth"] - 1], strict=True):
                editor.put(one.get(name))

    def raw(self) -> Any:
        """Return what was typed, promise by promise."""
        return [[one.raw() for one in editors] for editors in self.rows]

    def put_raw(self, raw: Any) -> None:
        """Show what was typed before."""
        for editors, texts in zip(self.rows, raw or (), strict=False):
            for editor, text in zip(editors, texts, strict=False):
                editor.put_raw(text)

    def _promise(self, words: str) -> QWidget:
        speech, look = self.around.speech, self.around.look
        whole = QFrame()
        whole.setProperty("role", "inset")
        lines = column(look, whole, margin=GRID * 3, gap=GRID)
        lines.addWidget(Wrapped(words, kind=Type.STRONG))
        made = (
            ChoiceEditor(self.around, self._words), LineEditor(self.around),
            LineEditor(self.around),
        )  # fmt: skip
        for name, editor in zip(PARTS, made, strict=True):
            label = speech.texts.field(ACT, name).say(speech.language)
            lines.addWidget(Wrapped(label, kind=Type.SMALL, tone="secondary"))
            lines.addWidget(editor)
            editor.say_name(f"{label}: {words}", "")
            editor.changed.connect(self.changed)
            editor.left.connect(self.left)
        if not self.rows:
            self.setFocusProxy(made[0])
        self.rows.append(made)
        return whole

    def _words(self) -> dict[str, str]:
        speech = self.around.speech
        found = ((one.value, speech.texts.value(f"kept.{one.value}")) for one in Kept)
        return {code: said.say(speech.language) for code, said in found}


PARTS: Final = ("kept", "seen_in", "remedy")
