"""Score sheets: an evaluator's own, or those of somebody who scored on paper (F:D2 to D4, X10).

What is typed stays in the memory of this window until it is handed in; it is then sealed,
and nobody reads it again before the opening, the evaluator neither. So no draft is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QSplitter, QWidget

from cso_registry.domain.selection.score_sheets import OWN, ScoreSheet
from cso_registry.kernel.canonical import canonical_bytes
from cso_registry.kernel.errors import RegistryError
from cso_registry.kernel.ids import CallId, OfficerId, ProposalId
from cso_registry.workspace.selection.sealing import hand_in
from ui.commands.catalogue import Binding
from ui.look.measures import GRID, Type
from ui.look.parts import Card, Wrapped, column, row
from ui.organizations.cards import emptied
from ui.selection.criterion_row import CriterionRow
from ui.shell.room import Message
from ui.widgets.buttons import said_button
from ui.widgets.lines import LinesEditor
from ui.widgets.page_head import PageHead
from ui.widgets.scrolled import Scrolled
from ui.widgets.words import Words

if TYPE_CHECKING:
    from cso_registry.domain.selection.calls import Call
    from cso_registry.workspace.selection.selection_view import Competitor, SelectionView
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble

CRITERIA: Final = "V-12"
LIST_WIDTH: Final = 280
COMMENT: Final = "comment"


class SheetPane(QWidget):
    """The sheets of one evaluator, one proposal after the other.

    Attributes:
        closed: The page of the selection is to be shown again.
        handed_in: A sheet was handed in: the proposal.
    """

    closed = Signal()
    handed_in = Signal(str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around = around
        self.call: Call | None = None
        self.evaluator, self.typing, self.proposal = "", OWN, ""
        self.rows: list[CriterionRow] = []
        self.given: dict[str, dict[str, Any]] = {}
        self.done: set[str] = set()
        self._known: tuple[Competitor, ...] = ()
        self._lay_out()

    def show_for(self, view: SelectionView, evaluator: str = "", typing: int = OWN) -> None:
        """Ask for the sheets of an evaluator; nothing of another one stays.

        Args:
            view: The selection.
            evaluator: Whose sheets are typed from paper; empty for one's own.
            typing: The first or second typing.
        """
        session = self.around.tasks.session
        who = evaluator or ("" if session is None else str(session.officer))
        asked = (str(view.call.id), who, typing)
        held = ("" if self.call is None else str(self.call.id), self.evaluator, self.typing)
        if asked == held:
            self._keep()
        else:
            self.given, self.done, self.proposal = {}, set(), ""
        front, self.proposal = self.proposal, ""
        self.call, self.evaluator, self.typing = view.call, who, typing
        self._known = view.competing
        line = next((one for one in view.evaluators if one.officer == who), None)
        if line is not None:
            self.done |= {proposal for proposal, number in line.handed_in if number == typing}
        self._say_head(view)
        self._make_rows()
        self._fill_list()
        first = next((one.id for one in self._known if one.id not in self.done), "")
        self.show_proposal(front or first)

    def bindings(self) -> dict[str, Binding]:
        """Return the commands that it does."""
        return {
            "record.save": Binding(self.hand_in),
            "record.next": Binding(lambda: self._step(1)),
            "record.previous": Binding(lambda: self._step(-1)),
            "record.close": Binding(self.closed.emit),
        }

    def show_proposal(self, proposal: str) -> None:
        """Show the sheet of a proposal."""
        self._keep()
        self.proposal = proposal
        found = next((one for one in self._known if one.id == proposal), None)
        if found is None:
            return
        self.heading.setText(f"{found.code} · {found.applicant}")
        self.about.setText(found.name)
        given = self.given.get(proposal, {})
        for one in self.rows:
            one.put(given.get(one.criterion.criterion, {}))
        self.comment.put(given.get(COMMENT))
        sealed = proposal in self.done and not given
        self.sealed.setVisible(sealed)
        at = next(at for at, one in enumerate(self._known) if one.id == proposal)
        was = self.names.blockSignals(True)  # noqa: FBT003 - Qt's way
        self.names.setCurrentRow(at)
        self.names.blockSignals(was)
        self.area.verticalScrollBar().setValue(0)
        if self.rows:
            self.rows[0].begin()

    def hand_in(self) -> None:
        """Seal this sheet and hand it in, or say what it lacks; the next one is shown then."""
        self._keep()
        call, session, sheet = self.call, self.around.tasks.session, self._sheet()
        if call is None or session is None or sheet is None:
            return
        self.main.setEnabled(False)
        proposal = self.proposal

        def work(workspace: Workspace) -> str:
            hand_in(workspace, call, [sheet], session)
            return proposal

        self.around.tasks.write(self, work, self._done, self._not_done)

    def _lay_out(self) -> None:
        around, look = self.around, self.around.look
        whole = column(look, self, gap=GRID * 2)
        self.head = PageHead(around)
        self.head.closed.connect(self.closed)
        whole.addWidget(self.head)
        self.explained = Wrapped(kind=Type.SMALL, tone="secondary")
        around.speech.put(self.explained, self.explained.setText, "ui.selection.sheet_explained")
        whole.addWidget(self.explained)
        both = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        self.names = QListWidget()
        self.names.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        around.speech.put(self.names, self.names.setAccessibleName, "ui.selection.proposals")
        self.names.currentRowChanged.connect(self._on_chosen)
        look.keep(self.names, lambda: self.names.setMinimumWidth(look.px(LIST_WIDTH)))
        both.addWidget(self.names)
        both.addWidget(self._right())
        both.setStretchFactor(1, 1)
        whole.addWidget(both, 1)
        around.speech.changed.connect(self._again)

    def _right(self) -> QWidget:
        around, look = self.around, self.around.look
        whole = QWidget()
        body = column(look, whole, gap=GRID)
        look.keep(whole, lambda: body.setContentsMargins(look.px(GRID * 3), 0, 0, 0))
        self.area = Scrolled(look)
        self.heading, self.about = Wrapped(kind=Type.SECTION), Wrapped(tone="secondary")
        self.sealed = Wrapped(tone="good")
        around.speech.put(self.sealed, self.sealed.setText, "ui.selection.is_sealed")
        for one in (self.heading, self.about, self.sealed):
            self.area.body.addWidget(one)
        self._card = Card(look)
        self.area.body.addWidget(self._card)
        self.comment = LinesEditor(around)
        self._comment_label = Wrapped(tone="secondary")
        around.speech.put(self._comment_label, self._comment_label.setText, "ui.selection.comment")
        self.area.body.addWidget(self._comment_label)
        self.area.body.addWidget(self.comment)
        self.area.body.addStretch(1)
        body.addWidget(self.area, 1)
        self.why = Wrapped(tone="late")
        self.why.hide()
        body.addWidget(self.why)
        foot = row(look)
        foot.addStretch(1)
        self.main = said_button(
            around, "ui.selection.hand_in", self.hand_in, icon="lock", role="main"
        )
        foot.addWidget(self.main)
        body.addLayout(foot)
        return whole

    def _say_head(self, view: SelectionView) -> None:
        say = self.around.speech.say
        name = next((one.name for one in view.evaluators if one.officer == self.evaluator), "")
        key = "ui.selection.own_sheet" if self.typing == OWN else "ui.selection.paper_sheet"
        said = {"name": name} if self.typing == OWN else {"name": name, "number": self.typing}
        self.head.title.setText(say(key, **said))
        self.comment.say_name(say("ui.selection.comment"), "")

    def _make_rows(self) -> None:
        body = emptied(self._card)
        self.rows = []
        if self.call is None or self.call.selection is None:
            return
        words = Words(self.around.tasks.program, self.around.speech.language)
        for one in self.call.selection.scored:
            made = CriterionRow(self.around, one, words.term(CRITERIA, one.criterion))
            self.rows.append(made)
            body.addWidget(made)

    def _fill_list(self) -> None:
        was = self.names.blockSignals(True)  # noqa: FBT003 - Qt's way
        self.names.clear()
        for one in self._known:
            item = QListWidgetItem(self._listed(one))
            item.setToolTip(one.name)
            self.names.addItem(item)
        self.names.blockSignals(was)

    def _listed(self, one: Competitor) -> str:
        say = self.around.speech.say
        state = ""
        if one.id in self.done:
            state = f"✓ {say('ui.selection.sheet_done')} · "
        elif self.given.get(one.id):
            state = f"… {say('ui.selection.sheet_begun')} · "
        return f"{state}{one.code} {one.applicant}"

    def _keep(self) -> None:
        """Remember what is typed for the proposal in front."""
        if not self.proposal:
            return
        given: dict[str, Any] = {
            one.criterion.criterion: said for one in self.rows if len(said := one.given()) > 1
        }
        comment = self.comment.plain()
        if comment:
            given[COMMENT] = comment
        if given:
            self.given[self.proposal] = given
        else:
            self.given.pop(self.proposal, None)
        self._relist(self.proposal)

    def _relist(self, proposal: str) -> None:
        for at, one in enumerate(self._known):
            item = self.names.item(at)
            if one.id == proposal and item is not None:
                item.setText(self._listed(one))

    def _sheet(self) -> ScoreSheet | None:
        """Return the sheet in front, or say beside each criterion what it lacks."""
        say, faulty = self.around.speech.say, None
        for one in self.rows:
            given = one.given()
            lacks = "level" not in given or "evidence" not in given
            one.tell(say("ui.selection.lacks") if lacks else "")
            faulty = faulty or (one if lacks else None)
        if faulty is not None or self.call is None:
            if faulty is not None:
                self.area.ensureWidgetVisible(faulty)
                faulty.begin()
            return None
        said = {
            "call": CallId(self.call.id),
            "proposal": ProposalId(self.proposal),
            "evaluator": OfficerId(self.evaluator),
            "typing": self.typing,
            "scores": [one.given() for one in self.rows],
            "comment": self.comment.plain(),
        }
        try:
            return ScoreSheet.model_validate_json(canonical_bytes(said))
        except ValidationError as error:
            self._say_why(str(error.errors()[0]["msg"]))
            return None

    def _done(self, proposal: str) -> None:
        self.main.setEnabled(True)
        self._say_why("")
        self.done.add(proposal)
        self.given.pop(proposal, None)
        self.handed_in.emit(proposal)
        if self.proposal == proposal:
            self.proposal = ""
        self._relist(proposal)
        waiting = next((one.id for one in self._known if one.id not in self.done), "")
        if waiting:
            self.show_proposal(waiting)
        else:
            said = self.around.speech.say("ui.selection.all_in", count=len(self.done))
            self.around.shell.tell(Message(said, "good"))
            self.closed.emit()

    def _not_done(self, trouble: Trouble) -> None:
        self.main.setEnabled(True)
        if isinstance(trouble.error, RegistryError):
            self._say_why(" ".join(self.around.speech.error(trouble.error)))
        else:
            self.around.shell.tell_trouble(trouble)

    def _say_why(self, sentence: str) -> None:
        self.why.setText(sentence)
        self.why.setVisible(bool(sentence))

    def _step(self, by: int) -> None:
        at = self.names.currentRow() + by
        if 0 <= at < len(self._known):
            self.show_proposal(self._known[at].id)

    def _on_chosen(self, at: int) -> None:
        if 0 <= at < len(self._known):
            self.show_proposal(self._known[at].id)

    def _again(self) -> None:
        if self.call is not None and self.isVisible():
            self._keep()
            front, self.proposal = self.proposal, ""
            self._make_rows()
            self._fill_list()
            self.show_proposal(front)
