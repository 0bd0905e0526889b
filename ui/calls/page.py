"""The page of the room: calls, what is asked about them, and the proposals that come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.missions.missions import Mission
from cso_registry.domain.selection.call_acts import DraftCall
from cso_registry.domain.selection.proposal_acts import ReceiveProposal
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.selection.drafting import Beginning, beginning_of
from ui.calls.call_cards import OPEN, RECEIVE, REVISE, tie_choices
from ui.calls.criteria import CriteriaEditor, first_criteria
from ui.calls.kinds import CALL_CASES, PROPOSAL_CASES
from ui.calls.lists import CALLS, PROPOSALS
from ui.calls.log_cards import ANSWER
from ui.cases.page import CasesPage
from ui.forms.form import ActForm, Section
from ui.forms.groups import ItemsEditor
from ui.widgets.choices import ChoiceEditor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.domain.act import Act
    from cso_registry.domain.selection.calls import Call
    from cso_registry.workspace.selection.call_view import CallView
    from ui.calls.opening import OpeningPane
    from ui.cases.page import Maker
    from ui.forms.editors import Making
    from ui.shell.room import Surroundings

DRAFT: Final = (
    Section("ui.calls.what", (
        "mission", "analysis", "costing", "code", "name_th", "model", "areas", "needs_certificate",
    )),
    Section("ui.calls.sections", (
        "scope_of_work", "objective", "period_starts", "period_ends", "budget_method", "budget",
        "evaluation", "qualifications", "conditions", "advice",
    )),
    Section("ui.calls.sourcing", ("sourcing", "sourcing_reason", "scouted")),
    Section("", ("criteria",)),
    Section("ui.calls.ties", ("tie_rules", "pass_mark")),
    Section("", ("reason",)),
)  # fmt: skip
PROPOSAL: Final = (
    Section("ui.calls.arrival", (
        "call", "organization", "code", "received", "received_at", "bank_account",
    )),
    Section("ui.calls.plan", (
        "name_th", "goal", "target_group", "plan", "areas", "starts", "ends",
    )),
    Section("", ("budget_lines",)),
    Section("", ("evidence",)),
    Section("", ("declares_truth", "reason")),
)  # fmt: skip
LAID_OUT: Final[Mapping[str, tuple[Section, ...]]] = {
    "call.draft": DRAFT,
    REVISE: DRAFT,
    RECEIVE: PROPOSAL,
}


class CallsPage(CasesPage):
    """Calls and proposals on the screen."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, CALL_CASES, PROPOSAL_CASES)
        self._opening: OpeningPane | None = None

    @property
    def opening(self) -> OpeningPane:
        """Return where a call is opened; made when it is first needed."""
        if self._opening is None:
            from ui.calls.opening import OpeningPane  # noqa: PLC0415 - not at the start

            self._opening = OpeningPane(self.around)
            self._opening.closed.connect(self.show_record)
            self._opening.opened.connect(self.open_record)
            self.stack.addWidget(self._opening)
        return self._opening

    def makers(self) -> Mapping[str, Maker]:
        """Return what makes a new one, by tab."""
        return {
            CALLS.name: ("ui.calls.draft", self.draft),
            PROPOSALS.name: ("ui.calls.receive", self.receive),
        }

    def open_of(self, record_type: str, identity: str) -> None:
        """Show a call or a proposal; of a mission, the draft of a call on it."""
        if record_type == Mission.type:
            self._coming = ""
            self.draft_on(identity)
        else:
            super().open_of(record_type, identity)

    def show_record(self) -> None:
        """Show the call again; a phrase that was typed is forgotten."""
        if self._opening is not None:
            self._opening.forget()
        super().show_record()

    def draft(self) -> ActForm:
        """Open the form of a call on any mission."""
        return self._begin(DraftCall, {"criteria": first_criteria(self.around)})

    def draft_on(self, mission: str) -> None:
        """Open the form of a call on a mission, with what is known of it."""
        self.around.tasks.ask(
            self,
            lambda workspace: beginning_of(workspace, RecordId(mission)),
            lambda found: self._draft_from(mission, found),
            topic="beginning",
        )

    def receive(self) -> ActForm:
        """Open the form of a proposal to any call."""
        return self._begin(ReceiveProposal, {"received": self.around.tasks.today.isoformat()})

    def do(self, kind: str, item: str = "") -> ActForm | None:
        """Do an act by its form, filled with what its record knows."""
        view: Any = self.record.view
        if view is None:
            return None
        if kind == OPEN:
            self.opening.show_for(view.call)
            self.show_page(self.opening)
            self.opening.setFocus()
            return None
        form = self.open_form(
            ACTS[kind], self._prefill(kind, view), _given(kind, view, item),
            sections=LAID_OUT.get(kind, ()), editors=self._editors(kind),
        )  # fmt: skip
        if kind == ANSWER and form is not None:
            form.ready.connect(lambda: self._tell_question(form, view, item))
        return form

    def _begin(self, declared: type[Act], prefill: Mapping[str, Any]) -> ActForm:
        form = ActForm(
            self.around, declared, prefill=prefill, sections=LAID_OUT[declared.kind],
            editors=self._editors(declared.kind),
        )  # fmt: skip
        return self.put_form(form, self.show_list)

    def _draft_from(self, mission: str, found: Beginning) -> None:
        prefill = {
            "analysis": found.analysis,
            "costing": found.costing,
            "budget": found.budget,
            "areas": list(found.areas),
            "criteria": first_criteria(self.around),
        }
        form = ActForm(
            self.around, DraftCall, given={"mission": mission}, prefill=prefill,
            sections=DRAFT, editors=self._editors(DraftCall.kind),
        )  # fmt: skip
        self.put_form(form, self.show_list)

    def _prefill(self, kind: str, view: Any) -> dict[str, Any]:
        if kind == REVISE:
            return _said(view.call)
        if kind in {RECEIVE, "proposal.supply"}:
            return {"received": self.around.tasks.today.isoformat()}
        return {}

    def _editors(self, kind: str) -> dict[str, Making]:
        if kind not in {DraftCall.kind, REVISE}:
            return {}

        def ties(around: Surroundings) -> ItemsEditor:
            return ItemsEditor(
                around, lambda: ChoiceEditor(around, lambda: tie_choices(around)), "tie_rules"
            )

        return {"criteria": CriteriaEditor, "tie_rules": ties}

    def _tell_question(self, form: ActForm, view: CallView, key: str) -> None:
        asked = next((one.text for one in view.questions if one.key == key), "")
        said = self.around.speech.say("ui.calls.the_question", text=asked)
        form.rows["text"].editor.tell(said)


def _given(kind: str, view: Any, item: str) -> dict[str, Any]:
    """Return what is known and not asked."""
    if kind == REVISE:
        terms = view.call.terms
        return {} if terms is None else {"mission": str(terms.mission)}
    if kind == ANSWER:
        return {"question": item}
    if kind in {"proposal.supply", "proposal.admit"}:
        file = view.proposal.file
        return {} if file is None else {"call": str(file.call)}
    return {}


def _said(call: Call) -> dict[str, Any]:
    """Return what a draft says, as its form takes it."""
    found: dict[str, Any] = {}
    for group in (call.terms, call.selection):
        if group is not None:
            found |= group.model_dump(mode="json", exclude_none=True)
    return found
