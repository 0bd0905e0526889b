"""Two subjects side by side: which one is kept, what it takes over, or that they are two."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QGridLayout, QRadioButton, QWidget

from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.growth.comparing_two import two_subjects
from cso_registry.workspace.look_log import look_at
from ui.commands.catalogue import Binding
from ui.look.measures import GRID, Type
from ui.look.parts import Card, Text, Wrapped, button, column, row
from ui.organizations.cards import emptied
from ui.widgets.page_head import PageHead
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from cso_registry.workspace.growth.comparing_two import GroupBeside, TwoSubjects
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings

PROPOSE: Final = "organization.propose_merge"
MERGE: Final = "organization.merge"
DISTINCT: Final = "organization.declare_distinct"
EMPTY: Final = "–"


class BesidePane(QWidget):
    """Two subjects, group beside group; what differs stands out.

    Attributes:
        shown: Two subjects are shown now.
        closed: The pairs are to be shown again.
        act: Something is decided: the act, and what is known of it.
    """

    shown = Signal()
    closed = Signal()
    act = Signal(str, dict)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around = around
        self.view: TwoSubjects | None = None
        self._pair: tuple[RecordId, RecordId] | None = None
        self._is_personal_shown = False
        self.takes: dict[str, QCheckBox] = {}
        self.keeps: list[QRadioButton] = []
        look, speech = around.look, around.speech
        whole = column(look, self, gap=GRID * 2)
        head = PageHead(around)
        self.title = head.title
        head.closed.connect(self.closed)
        whole.addWidget(head)
        self.said = Wrapped(tone="secondary")
        whole.addWidget(self.said)
        self.area = Scrolled(look)
        self._groups, self._decision = Card(look), Card(look)
        for card in (self._groups, self._decision):
            self.area.body.addWidget(card)
        self.area.body.addStretch(1)
        whole.addWidget(self.area, 1)
        speech.changed.connect(self.refresh)

    def bindings(self) -> dict[str, Binding]:
        """Return the commands that it does."""
        return {
            "record.close": Binding(self.closed.emit),
            "list.refresh": Binding(self.refresh),
        }

    def show_two(self, one: str, other: str) -> None:
        """Show two subjects; personal data are masked until they are asked for."""
        self._pair = (RecordId(one), RecordId(other))
        self.view, self._is_personal_shown = None, False
        self.refresh()

    def refresh(self) -> None:
        """Ask for both anew."""
        if self._pair is None:
            return
        (one, other), personal = self._pair, self._is_personal_shown
        language = self.around.speech.language

        def look(workspace: Workspace) -> TwoSubjects:
            return two_subjects(workspace, one, other, language, personal=personal)

        self.around.tasks.ask(self, look, self._take, topic="two")

    def show_personal(self) -> None:
        """Show guarded data of both to who may look, once that is logged."""
        session, pair = self.around.tasks.session, self._pair
        if session is None or pair is None:
            return
        self.around.tasks.write(
            self,
            lambda workspace: look_at(workspace, session, "viewed", *pair),
            lambda _: self._show_all(),
        )

    def _show_all(self) -> None:
        self._is_personal_shown = True
        self.refresh()

    def decide(self, kind: str) -> None:
        """Open the form of a decision: which is kept, and what it takes over."""
        view = self.view
        if view is None:
            return
        first, second = (str(one.id) for one in view.subjects)
        if kind == DISTINCT:
            self.act.emit(kind, {"organization": first, "other": second})
            return
        kept = 1 if self.keeps[1].isChecked() else 0
        both = (first, second)
        known: dict[str, Any] = {"organization": both[1 - kept], "into": both[kept]}
        if kind == MERGE:
            known["take"] = [name for name, one in self.takes.items() if one.isChecked()]
        self.act.emit(kind, known)

    def _take(self, view: TwoSubjects) -> None:
        self.view = view
        say = self.around.speech.say
        self.title.setText(" / ".join(one.display_name for one in view.subjects))
        why = ", ".join(say(f"growth.like_{reason}") for reason in view.reasons)
        score = say("ui.doubles.score", score=view.score)
        self.said.setText(" · ".join(part for part in (score, why) if part))
        self._show_groups(view)
        self._show_decision(view)
        self.shown.emit()

    def _show_groups(self, view: TwoSubjects) -> None:
        body, speech, look = emptied(self._groups), self.around.speech, self.around.look
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(GRID * 3))
        grid.setVerticalSpacing(look.px(GRID * 2))
        for at, one in enumerate(view.subjects):
            grid.setColumnStretch(at, 1)
            head = column(look, gap=GRID)
            head.addWidget(Wrapped(one.display_name, kind=Type.STRONG))
            status = speech.texts.value(f"status.{one.standing.status.value}")
            stands = f"{one.register_number or EMPTY} · {status.say(speech.language)}"
            head.addWidget(Wrapped(stands, kind=Type.SMALL, tone="secondary"))
            open_it = button(speech.say("ui.case.to_organization"), role="link")
            open_it.setAccessibleName(f"{open_it.text()}: {one.display_name}")
            open_it.clicked.connect(partial(self._open, str(one.id)))
            head.addWidget(open_it, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addLayout(head, 0, at)
        for at, group in enumerate(view.groups, start=1):
            self._add_group(grid, at * 2 - 1, group)
        body.addWidget(whole)
        if view.has_masked:
            show = button(speech.say("ui.record.show_personal"), role="link")
            show.clicked.connect(lambda _=False: self.show_personal())
            body.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_group(self, grid: QGridLayout, at: int, group: GroupBeside) -> None:
        label = Wrapped(group.label, kind=Type.SMALL, tone="secondary")
        grid.addWidget(label, at, 0, 1, 2)
        for side, words in enumerate(group.sides):
            said = Wrapped("\n".join(words) or EMPTY)
            said.setProperty("role", "differs" if group.differs else "same")
            grid.addWidget(said, at + 1, side, Qt.AlignmentFlag.AlignTop)

    def _show_decision(self, view: TwoSubjects) -> None:
        body, speech = emptied(self._decision), self.around.speech
        body.addWidget(Text(speech.say("ui.doubles.decision"), kind=Type.SECTION))
        body.addWidget(Wrapped(speech.say("ui.doubles.which_stays"), tone="secondary"))
        chosen = 0 if view.proposed[1] or not view.proposed[0] else 1
        group = QButtonGroup(self._decision)
        self.keeps = []
        for at, one in enumerate(view.subjects):
            keep = QRadioButton(f"{one.display_name} · {one.register_number or EMPTY}")
            keep.setChecked(at == chosen)
            group.addButton(keep)
            self.keeps.append(keep)
            body.addWidget(keep)
        takeable = [part for part in view.groups if part.may_be_taken]
        self.takes = {}
        if takeable:
            body.addWidget(Wrapped(speech.say("ui.doubles.what_is_taken"), tone="secondary"))
        for part in takeable:
            tick = self.takes[part.name] = QCheckBox(part.label)
            body.addWidget(tick)
        if any(view.proposed):
            body.addWidget(Wrapped(speech.say("ui.doubles.proposed"), tone="accent"))
        line = row(self.around.look)
        for kind in (DISTINCT, PROPOSE, MERGE):
            is_main = kind == (MERGE if any(view.proposed) else PROPOSE)
            made = button(
                speech.texts.act(kind).say(speech.language), role="main" if is_main else "plain"
            )
            made.clicked.connect(partial(self._decide, kind))
            line.addWidget(made)
        line.addStretch(1)
        body.addLayout(line)

    def _decide(self, kind: str, _checked: object = None) -> None:
        self.decide(kind)

    def _open(self, identity: str, _checked: object = None) -> None:
        self.around.shell.open_record("organization", identity)
