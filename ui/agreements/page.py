"""The page of the room: the register of agreements, one agreement, a form on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.agreements.aspects import Aspect
from cso_registry.domain.agreements.begin_acts import BeginAgreement
from cso_registry.domain.agreements.envelope_acts import OpenEnvelope
from cso_registry.domain.agreements.groups import GivenTerms
from cso_registry.domain.catalogue import ACTS
from ui.agreements.course_card import ADVANCE, DRAWING, FILE_PAPER, said_in
from ui.agreements.kinds import AGREEMENT_CASES, ENVELOPE_CASES
from ui.agreements.money_cards import ALLOCATE, PAY, REVERSE
from ui.agreements.negotiation_card import ANSWER
from ui.cases.page import CasesPage
from ui.delivery.page import work_form
from ui.forms.form import ActForm, Section
from ui.shell.room import Message
from ui.widgets.choices import ChoiceEditor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cso_registry.domain.agreements.agreement import Agreement
    from cso_registry.domain.workflow.model import Workflow
    from cso_registry.workspace.agreements.agreement_page import AgreementPage
    from cso_registry.workspace.paper_sights import PaperSight
    from cso_registry.workspace.workspace import Workspace
    from ui.agreements.scan_pane import ScanPane
    from ui.cases.page import Maker
    from ui.shell.room import Surroundings
    from ui.widgets.editor import Editor

PROPOSE: Final = "agreement.propose_wording"
SIGN: Final = "agreement.sign"
KEEP_SCAN: Final = "agreement.keep_scan"
LAID_OUT: Final[Mapping[str, tuple[Section, ...]]] = {
    SIGN: (
        Section("", ("paper", "page_hash", "signed", "kept_as")),
        Section("", ("signers",)),
        Section("", ("reason",)),
    ),
    "agreement.evaluate": (
        Section("", ("stage", "evaluation_kind", "evaluated", "site_visit")),
        Section("", ("evaluators",)),
        Section("", ("findings", "users_view", "next_step", "kept_as")),
        Section("", ("reason",)),
    ),
}
TERMS: Final = frozenset({"agreement.write_terms", "agreement.amend"})
TERMS_LAID_OUT: Final = (
    Section("ui.agreements.what", (
        "goals", "scope_of_work", "expected_results", "target_group", "areas", "deliverables",
        "standards",
    )),
    Section("ui.agreements.period", ("starts", "activities_end", "ends", "review_dates")),
    Section("ui.agreements.sides", (
        "agency_role", "partner_role", "contributions", "undertakings", "codes_of_practice",
    )),
    Section("ui.agreements.money", (
        "budget_source", "costing", "amount", "remuneration", "instalments", "shares_reason",
        "training_required",
    )),
    Section("ui.agreements.follow_up", (
        "report_months", "evaluation", "evaluation_kinds", "evaluation_timing",
        "evaluation_days", "consultation", "consultation_months",
    )),
    Section("ui.agreements.body", ("structure", "committee", "manager", "secretariat")),
    Section("ui.agreements.other", ("conditions", "disputes", "chosen_clauses", "charter")),
)  # fmt: skip
"""The terms in the order in which two sides speak of them."""


class AgreementsPage(CasesPage):
    """Agreements on the screen."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, AGREEMENT_CASES, ENVELOPE_CASES)
        self._scan: ScanPane | None = None

    def begin(self) -> ActForm:
        """Open the form that begins an agreement."""
        return self.put_form(ActForm(self.around, BeginAgreement), self.show_list)

    def open_budget(self) -> ActForm:
        """Open the form of a budget."""
        return self.put_form(ActForm(self.around, OpenEnvelope), self.show_list)

    def makers(self) -> Mapping[str, Maker]:
        """Return what makes a new one, by tab."""
        return {
            "agreements": ("ui.agreements.begin", self.begin),
            "envelopes": ("ui.agreements.open_budget", self.open_budget),
        }

    @property
    def scan(self) -> ScanPane:
        """Return where a scan of what was signed is checked; made when it is first needed."""
        if self._scan is None:
            from ui.agreements.scan_pane import ScanPane  # noqa: PLC0415 - not at the start

            self._scan = ScanPane(self.around)
            self._scan.done.connect(self._scan_is_kept)
        return self._scan

    def show_drawing(self, course: Workflow) -> None:
        """Show the map that the case keeps as a drawing, which can be printed and saved."""
        language = self.around.speech.language

        def work(workspace: Workspace) -> PaperSight:
            # What draws is not loaded before somebody looks at a drawing.
            from cso_registry.workspace.agreements.course_sheet import (  # noqa: PLC0415
                course_sight,
            )

            return course_sight(workspace.program, course, language)

        self.paper.show_sheet(work)
        self.show_page(self.paper)

    def scan_back(self) -> None:
        """Show the check of a scan, for the paper of the terms as they stand."""
        view: Any = self.record.view
        first = _signed_paper(view).get("paper", "")
        self.scan.show_for(str(self.record.identity), view.case.papers, first)
        self.put_work(self.scan)

    def _scan_is_kept(self, paper: str, digits: str) -> None:
        """Ask who signed, when that is not recorded; else show the agreement again."""
        view: Any = self.record.view
        self.around.shell.tell(Message(self.around.speech.say("ui.scan.kept"), "good"))
        signing, terms = view.agreement.signing, view.agreement.terms
        is_signed = signing is not None and signing.revision == terms.revision
        offer = view.case.offer(SIGN)
        if is_signed or offer is None or not offer.is_open:
            self.show_record()
            return
        prefill = {"paper": paper, "page_hash": digits}
        self.open_form(ACTS[SIGN], prefill, sections=LAID_OUT[SIGN])

    def do(self, kind: str, item: str = "") -> ActForm | None:
        """Open the form of an act, filled with what the agreement says now."""
        view: Any = self.record.view
        if view is None:
            return None
        if kind == KEEP_SCAN:
            self.scan_back()
            return None
        if kind == DRAWING:
            self.show_drawing(view.agreement.course)
            return None
        if self.kind is ENVELOPE_CASES:
            return self.open_form(ACTS[kind], {})
        if ACTS[kind].aspect == Aspect.DELIVERY:
            return self.put_form(
                work_form(
                    self.around,
                    kind,
                    {"agreement": str(self.record.identity)},
                    view.agreement.terms,
                ),
                self.show_record,
            )
        return self.open_form(
            ACTS[kind], _prefill(kind, item, view), _given(kind, item),
            sections=LAID_OUT.get(kind, ()), editors=_editors(kind, view),
            inner={"terms": TERMS_LAID_OUT} if kind in TERMS else {},
        )  # fmt: skip


def _given(kind: str, item: str) -> dict[str, Any]:
    if kind in {ALLOCATE, PAY} and item:
        return {"nth": int(item)}
    if kind == REVERSE and item:
        return {"payment": item}
    if kind == ANSWER and item:
        return {"nth": int(item)}
    return {"to_step": item} if kind == ADVANCE and item else {}


def _prefill(kind: str, item: str, view: AgreementPage) -> dict[str, Any]:
    """Return what stands in a form at first: what is meant by the item, or what is said now."""
    if kind == FILE_PAPER and item:
        return {"opens": item}
    if kind == PAY and item:
        lines = {str(one.planned.nth): one for one in view.money.instalments}
        return {"amount": lines[item].left}
    first = FIRST.get(kind)
    return {} if first is None else first(view)


def _signed_paper(view: AgreementPage) -> dict[str, Any]:
    """Return the paper that is signed: that of the terms as they stand, printed last."""
    edition = view.agreement.edition
    printed = (one for one in view.case.papers if one.number == edition)
    last = max(printed, key=lambda one: one.issued, default=None)
    return {} if last is None else {"paper": last.id}


def _links(view: AgreementPage) -> dict[str, Any]:
    links = view.agreement.links
    return {} if links is None else links.model_dump(mode="json", exclude_none=True)


def _terms(view: AgreementPage) -> dict[str, Any]:
    if view.agreement.terms is None:
        return {}
    kept = view.agreement.terms.model_dump(mode="json", exclude_none=True)
    terms = {name: kept[name] for name in GivenTerms.model_fields if name in kept}
    # The satang follow from the shares; only what the sides say is asked.
    terms["instalments"] = [
        {name: one[name] for name in ("share", "when") if name in one}
        for one in kept.get("instalments", ())
    ]
    return {"terms": terms}


FIRST: Final[Mapping[str, Callable[[AgreementPage], dict[str, Any]]]] = {
    SIGN: _signed_paper,
    "agreement.link": _links,
    "agreement.check_account": lambda view: {"nth": len(view.agreement.accounts)},
    **dict.fromkeys(sorted(TERMS), _terms),
}
"""By act what stands in its form at first."""


def _editors(kind: str, view: AgreementPage) -> Mapping[str, Callable[[Surroundings], Editor]]:
    """Return the choices of codes that only the map of this case knows."""
    stands, course = view.stands, view.agreement.course
    if kind == FILE_PAPER:
        asked = [*stands.missing, *(duty for duty, _ in stands.dues)]
        return {"opens": lambda around: _choice(around, asked)}
    if kind == ADVANCE and course is not None:
        steps = [course.step(one.to_step) for one in stands.ways]
        known = [one for one in steps if one is not None]
        return {"to_step": lambda around: _choice(around, known)}
    if kind == PROPOSE and view.agreement.file is not None:
        return {"clause": lambda around: _clauses(around, view.agreement)}
    return {}


def _clauses(around: Surroundings, agreement: Agreement) -> ChoiceEditor:
    """Return the choice of a clause that may stand in an agreement, in the editions it keeps."""
    own = agreement.own_clauses(around.tasks.program.means.clauses)
    name = "" if agreement.file is None else agreement.file.instrument.value
    return _choice(around, [one for one in own if name in (*one.compulsory, *one.optional)])


def _choice(around: Surroundings, parts: list[Any]) -> ChoiceEditor:
    return ChoiceEditor(around, lambda: {one.code: said_in(around.speech, one) for one in parts})
