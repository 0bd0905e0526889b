"""The page of the room: certificates, batch issue, and the check of a certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.certification.case_acts import AssessCapacity
from cso_registry.workspace.certification.certificate_view import CertificateView
from ui.cases.cards import FILE_APPEAL
from ui.cases.page import CasesPage
from ui.certification.kind import CERTIFICATES
from ui.commands.catalogue import Binding
from ui.forms.form import ActForm, Section
from ui.shell.room import Message
from ui.widgets.reason import ReasonPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton, QWidget

    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.certification.issuing import CertificateIssuer, Issued
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace
    from ui.certification.checking import CheckPane
    from ui.certification.issuing import IssuePane
    from ui.organizations.papers import PaperPane
    from ui.shell.room import Surroundings

PRINT, ISSUE, REPLACE = "certification.print", "certification.issue", "certification.replace"
REASSESS, SPOIL = "certification.reassess", "certification.spoil_print"
DECIDE = "certification.decide"
ASSESSMENT = (
    Section("", ("organization", "screening", "renews")),
    Section("", ("level", "summary", "criteria_version")),
    Section("", ("capacities",)),
    Section("", ("missions", "areas", "reason")),
)
"""First whom it is about, then what was found."""
ASSESSED = ("level", "capacities", "missions", "areas", "summary", "criteria_version")


class CertificationPage(CasesPage):
    """Certificates on the screen."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, CERTIFICATES, parent=parent)
        self._issuing: IssuePane | None = None
        self._checking: CheckPane | None = None
        self.list.empty.offer("ui.certification.assess", "plus", self.assess)

    @property
    def issuing(self) -> IssuePane:
        """Return the batch issue; made when it is first needed."""
        if self._issuing is None:
            from ui.certification.issuing import IssuePane  # noqa: PLC0415 - not at the start

            self._issuing = IssuePane(self.around)
            self._issuing.closed.connect(self.show_list)
            self._issuing.open.connect(self.open_record)
            self.stack.addWidget(self._issuing)
        return self._issuing

    @property
    def checking(self) -> CheckPane:
        """Return the check; made when it is first needed."""
        if self._checking is None:
            from ui.certification.checking import CheckPane  # noqa: PLC0415 - not at the start

            self._checking = CheckPane(self.around)
            self._checking.closed.connect(self.show_list)
            self.stack.addWidget(self._checking)
        return self._checking

    def make_paper(self) -> PaperPane:
        """Make where papers are shown, with what is asked when a certificate is printed."""
        from ui.certification.wishes import PrintWishes  # noqa: PLC0415 - not at the start
        from ui.organizations.papers import PaperPane  # noqa: PLC0415 - not at the start

        self._wishes = PrintWishes(self.around)
        return PaperPane(self.around, wishes=self._wishes)

    def crumbs(self) -> tuple[str, ...]:
        """Return what is in front."""
        front = self.stack.currentWidget()
        if self._checking is not None and front is self._checking:
            return (self.around.speech.say("ui.command.certification.check"),)
        if self._issuing is not None and front is self._issuing:
            return (self.around.speech.say("ui.certification.issue_all"),)
        return super().crumbs()

    def bindings(self) -> dict[str, Binding]:
        """Return what can be done with what is in front."""
        return {
            **super().bindings(),
            "record.new": Binding(self.assess),
            "certification.check": Binding(self.check),
            "certification.issue_all": Binding(self.issue_all),
        }

    def help_page(self) -> str:
        """Return the page about checking while one checks."""
        is_checking = self._checking is not None and self.stack.currentWidget() is self._checking
        return "checking" if is_checking else ""

    def head_buttons(self, tab: str) -> tuple[QPushButton, ...]:  # noqa: ARG002 - there is one
        """Offer to check, to issue what was granted, and to assess."""
        return (
            self.head_button("ui.check.check", "shield-check", self.check),
            self.head_button("ui.certification.issue_all", "rubber-stamp", self.issue_all),
            self.head_button("ui.certification.assess", "plus", self.assess),
        )

    def check(self) -> None:
        """Check a certificate."""
        self.show_page(self.checking)
        self.checking.begin()

    def issue_all(self) -> None:
        """Show what waits for its number."""
        self.show_page(self.issuing)
        self.issuing.begin()

    def assess(self) -> ActForm:
        """Open the form that begins the case of a certificate."""
        form = ActForm(self.around, AssessCapacity, sections=ASSESSMENT)
        return self.put_form(form, self.show_list)

    def do(self, kind: str, item: str = "") -> ActForm | None:
        """Do an act on the certificate: by its form, or where it needs more than one."""
        if kind == PRINT:
            self.print_paper()
        elif kind == ISSUE:
            self.issue_one()
        elif kind == REPLACE:
            self.ask_replacement()
        elif kind == SPOIL:
            return self.spoil(item)
        elif kind == FILE_APPEAL:
            return self.file_appeal(item)
        else:
            return self.open_form(ACTS[kind], self._known(kind))
        return None

    def _known(self, kind: str) -> dict[str, Any]:
        """Return what stands in a form at first: what was said before, or was resolved."""
        if kind == REASSESS:
            return self._before()
        view: Any = self.record.view
        if kind == DECIDE and view is not None and view.resolved is not None:
            meeting, item, day = view.resolved
            return {"meeting": meeting, "resolution": item, "decided": day.isoformat()}
        return {}

    def print_paper(self) -> None:
        """Show the papers, and ask anew how a certificate is wanted."""
        super().print_paper()
        self._wishes.clear()

    def spoil(self, printing: str) -> ActForm | None:
        """Open the form that says that a sheet was spoilt."""
        view = self.record.view
        if not isinstance(view, CertificateView):
            return None
        made = view.certificate.printings[printing]
        if made.sheet is None:
            hidden = frozenset({"sheet"})
            return self.open_form(ACTS[SPOIL], {}, {"printing": printing}, on_demand=hidden)
        return self.open_form(ACTS[SPOIL], {}, {"printing": printing, "sheet": made.sheet})

    def issue_one(self) -> None:
        """Give the certificate its number, sign its words and freeze them."""
        self._issue(lambda issuer, identity, session: issuer.issue(identity, session), self._issued)

    def ask_replacement(self) -> ReasonPanel:
        """Ask what is wrong with the words of the certificate."""
        say = self.around.speech.say
        doing = self.around.speech.texts.act(REPLACE).say(self.around.speech.language)
        panel = ReasonPanel(self.around, say("ui.certification.what_is_wrong"), doing, self)
        panel.given.connect(self.replace)
        panel.open_under(self.record.title)
        panel.setFocus()
        return panel

    def replace(self, reason: str) -> None:
        """Issue a certificate in the place of this one, and show it."""

        def done(made: Issued) -> None:
            self._issued(made)
            self.open_record(str(made.certificate))

        self._issue(
            lambda issuer, identity, session: issuer.replace(identity, session, reason), done
        )

    def _issue(
        self,
        make: Callable[[CertificateIssuer, RecordId, Session], Issued],
        then: Callable[[Issued], None],
    ) -> None:
        """Issue as the officer who is signed in, on the thread that writes."""
        identity, session = self.record.identity, self.around.tasks.session
        if identity is None or session is None:
            return
        language = self.around.speech.language

        def work(workspace: Workspace) -> Issued:
            # Signing and fonts are not loaded before somebody issues.
            from cso_registry.workspace.certification.issuing import (  # noqa: PLC0415
                CertificateIssuer,
                IssueOrder,
            )

            return make(CertificateIssuer(workspace, language, IssueOrder()), identity, session)

        self.around.tasks.write(self, work, then, self.around.shell.tell_trouble)

    def _issued(self, made: Issued) -> None:
        said = self.around.speech.say(
            "certificate.issued", number=made.number, code=made.short_code
        )
        self.around.shell.tell(Message(said, "good"))

    def _before(self) -> dict[str, Any]:
        """Return the last assessment, as a reassessment begins with it."""
        view = self.record.view
        newest = view.certificate.assessment if isinstance(view, CertificateView) else None
        if newest is None:
            return {}
        plain = newest[1].model_dump(mode="json", exclude_none=True)
        return {name: plain[name] for name in ASSESSED}
