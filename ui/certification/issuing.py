"""Granted certificates get their numbers, one after the other, with a tally at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cso_registry.domain.certification.records import Certificate
from cso_registry.workspace.certification.issuing import (
    CertificateIssuer,
    IssueOrder,
    IssueTally,
    granted_certificates,
)
from ui.look.measures import GRID, Type
from ui.look.parts import Card, Text, Wrapped, button, column
from ui.organizations.cards import emptied
from ui.shell.room import Message
from ui.widgets.page_head import PageHead
from ui.widgets.progress_line import ProgressLine
from ui.widgets.records import title_of
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.workspace import Workspace
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble
    from ui.tasks.jobs import Report

MOST_NAMED: Final = 200
Granted = list[tuple["RecordId", str]]


class IssuePane(QWidget):
    """The batch issue.

    Attributes:
        closed: The list is to be shown again.
        open: A certificate is to be looked at: its identity.
    """

    closed = Signal()
    open = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around = around
        self.waiting: Granted | None = None
        self.tally: IssueTally | None = None
        self._lay_out()
        around.speech.changed.connect(self._show_names)

    def begin(self) -> None:
        """Ask which certificates wait for their numbers."""
        self.waiting = None
        self.around.tasks.ask(self, _named, self._take, topic="granted")

    def issue(self) -> None:
        """Issue all that wait; what is done stays done when it is stopped."""
        waiting, session = self.waiting, self.around.tasks.session
        if not waiting or session is None or self.progress.is_busy:
            return
        language, chosen = self.around.speech.language, [one for one, _ in waiting]

        def work(workspace: Workspace, report: Report) -> IssueTally:
            issuer = CertificateIssuer(workspace, language, IssueOrder())
            total = len(chosen)
            return issuer.issue_batch(chosen, session, lambda done: report(done, total))

        self.go.setEnabled(False)
        title = self.around.speech.say("certificate.issuing")
        self.progress.follow(
            self.around.tasks.run(title, work, self._done, self._failed, writes=True)
        )

    def _lay_out(self) -> None:
        look = self.around.look
        body = column(look, self, gap=GRID * 3)
        head = PageHead(self.around, "ui.certification.issue_all")
        head.closed.connect(self.closed)
        self.go = head.add_button(
            "ui.certification.issue_now", self.issue, icon="rubber-stamp", role="main"
        )
        body.addWidget(head)
        self.progress = ProgressLine(self.around, "certificate.issuing")
        body.addWidget(self.progress)
        self.area = Scrolled(look)
        body.addWidget(self.area, 1)
        self._told, self._names = Card(look), Card(look)
        for card in (self._told, self._names):
            card.hide()
            self.area.body.addWidget(card)
        self.area.body.addStretch(1)

    def _take(self, waiting: Granted) -> None:
        self.waiting = waiting
        self._show_names()

    def _show_names(self) -> None:
        waiting = self.waiting
        if waiting is None:
            return
        body, say = emptied(self._names), self.around.speech.say
        self.go.setEnabled(bool(waiting))
        said = say("ui.certification.waiting", count=f"{len(waiting):,}")
        body.addWidget(Text(said, kind=Type.SECTION))
        for _, name in waiting[:MOST_NAMED]:
            body.addWidget(Wrapped(name))
        self._names.show()

    def _done(self, tally: IssueTally) -> None:
        self.tally = tally
        speech, body = self.around.speech, emptied(self._told)
        said = speech.say(
            "certificate.tally",
            issued=len(tally.issued),
            already=tally.already,
            refused=len(tally.refused),
        )
        body.addWidget(Wrapped(said, kind=Type.SECTION))
        if tally.cancelled:
            body.addWidget(Wrapped(speech.say("ui.certification.stopped"), tone="soon"))
        for one in tally.issued:
            words = speech.say("certificate.issued", number=one.number, code=one.short_code)
            made = button(words, role="link")
            made.clicked.connect(lambda _=False, at=str(one.certificate): self.open.emit(at))
            body.addWidget(made)
        names = dict(self.waiting or ())
        for failed in tally.refused:
            why = " ".join(speech.error(failed.error))
            name = names.get(failed.certificate, str(failed.certificate))
            body.addWidget(Wrapped(f"{name}: {why}", tone="late"))
        self._told.show()
        self.around.shell.tell(Message(said, "soon" if tally.refused else "good"))
        self.begin()

    def _failed(self, trouble: Trouble) -> None:
        self.go.setEnabled(True)
        self.around.shell.tell_trouble(trouble)


def _named(workspace: Workspace) -> Granted:
    """Return what waits for a number, with the names of the first ones."""
    found = granted_certificates(workspace)
    return [(one, _name(workspace, one) if at < MOST_NAMED else "") for at, one in enumerate(found)]


def _name(workspace: Workspace, identity: RecordId) -> str:
    record = workspace.read.record(identity)
    case = record.case if isinstance(record, Certificate) else None
    if case is None:
        return str(identity)
    return title_of(workspace, "organization", case.organization)
