"""The page of the room: reports, problems, complaints, visits and the rest, and forms on them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.delivery.consultations import Consulted
from cso_registry.domain.delivery.reports import ActivityDone, ExpenseLine
from cso_registry.workspace.delivery.work_page import free_code
from ui.cases.page import CasesPage
from ui.delivery import kinds
from ui.delivery.members_card import CLEAR, DECLARE
from ui.delivery.promises import PromisesEditor
from ui.delivery.survey_card import FROM_TABLE
from ui.delivery.tally import TallyEditor
from ui.forms.form import ActForm, Section
from ui.forms.sheet import SheetEditor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cso_registry.domain.agreements.groups import AgreementTerms
    from cso_registry.domain.delivery.reports import ProgressReport
    from cso_registry.workspace.delivery.work_page import WorkPage
    from ui.cases.page import Maker
    from ui.delivery.survey_table_pane import SurveyTablePane
    from ui.forms.editors import Making
    from ui.shell.room import Surroundings

RECEIVE: Final = "progress_report.receive"
CONSULT: Final = "consultation.record"
CHECK: Final = "compliance.check"
BODY: Final = ("activities", "expenses", "obstacles", "next_step", "enclosed")
ASIDE: Final = (
    Section("", ("obstacles", "next_step")),
    Section("", ("enclosed",)),
    Section("", ("reason",)),
)
LAID_OUT: Final[Mapping[str, tuple[Section, ...]]] = {
    RECEIVE: (
        Section("", ("agreement", "code", "covers_from", "covers_to", "received")),
        Section("", ("activities",)),
        Section("", ("expenses",)),
        *ASIDE,
    ),
    kinds.CORRECT: (
        Section("", ("received",)),
        Section("", ("activities",)),
        Section("", ("expenses",)),
        *ASIDE,
    ),
    "problem.notify": (
        Section("", ("agreement", "code", "raised_by", "noticed", "notified", "topic", "what",
                     "effect", "remedy", "kept_as")),
        Section("", ("scans",)),
        Section("", ("reason",)),
    ),
    CONSULT: (
        Section("", ("agreement", "code", "held", "initiator", "tool", "topic")),
        Section("", ("took_part",)),
        Section("", ("users_took_part", "selected_how", "opinions", "agreed_on", "next_step")),
        Section("", ("reason",)),
    ),
    "survey.set_up": (
        Section("", ("agreement", "code", "asked_from", "asked_to", "asked_whom", "highest")),
        Section("", ("asked_questions",)),
        Section("", ("reason",)),
    ),
    kinds.TALLY: (
        Section("", ("tallied", "respondents")),
        Section("", ("tallies",)),
        Section("", ("remarks", "kept_as", "reason")),
    ),
    "evaluation_committee.appoint": (
        Section("", ("agreement", "code", "order_number", "order_date", "starts", "until",
                     "tasks")),
        Section("", ("members",)),
        Section("", ("reason",)),
    ),
    CHECK: (
        Section("", ("agreement", "code", "covers_from", "covers_to", "checked", "checked_by")),
        Section("", ("undertakings",)),
        Section("", ("codes",)),
        Section("", ("findings", "improvements", "reason")),
    ),
    "finding.report_done": (
        Section("", ("done_on", "what", "kept_as")),
        Section("", ("scans",)),
        Section("", ("reason",)),
    ),
    "site_visit.record": (
        Section("", ("agreement", "code", "visited", "spot", "area", "visitors", "seen",
                     "next_step")),
        Section("", ("photographs",)),
        Section("", ("reason",)),
    ),
}  # fmt: skip
MAKERS: Final = {
    "progress_reports": ("ui.delivery.receive_report", RECEIVE),
    "problems": ("ui.delivery.notify_problem", "problem.notify"),
    "complaints": ("ui.delivery.receive_complaint", "complaint.receive"),
    "site_visits": ("ui.delivery.record_visit", "site_visit.record"),
    "consultations": ("ui.delivery.record_consultation", "consultation.record"),
    "indicators": ("ui.delivery.set_indicator", "indicator.set"),
    "surveys": ("ui.delivery.set_up_survey", "survey.set_up"),
    "findings": ("ui.delivery.record_finding", "finding.record"),
    "evaluation_committees": ("ui.delivery.appoint", "evaluation_committee.appoint"),
    "commissioning_plans": ("ui.delivery.rank", "commissioning.rank"),
}


class DeliveryPage(CasesPage):
    """What is done under agreements on the screen."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(
            around, kinds.REPORT_CASES, kinds.PROBLEM_CASES, kinds.COMPLAINT_CASES,
            kinds.VISIT_CASES, kinds.CONSULTATION_CASES, kinds.INDICATOR_CASES,
            kinds.SURVEY_CASES, kinds.FINDING_CASES, kinds.COMMITTEE_CASES, kinds.PLAN_CASES,
            kinds.CHECK_CASES,
        )  # fmt: skip
        self._table: SurveyTablePane | None = None

    def makers(self) -> Mapping[str, Maker]:
        """Return what makes a new one, by tab."""
        return {tab: (key, partial(self.begin, kind)) for tab, (key, kind) in MAKERS.items()}

    def begin(self, kind: str) -> ActForm:
        """Open the form of an act that begins a record; it asks for the agreement, too."""
        return self.put_form(work_form(self.around, kind), self.show_list)

    def do(self, kind: str, item: str = "") -> ActForm | None:
        """Open the form of an act on the record; its agreement is known."""
        view: Any = self.record.view
        if view is None or kind == "appeal.file":
            return super().do(kind, item)
        if kind == FROM_TABLE:
            self.table.show_for(view.record)
            self.put_work(self.table)
            return None
        known: dict[str, Any] = {"agreement": view.work.agreement}
        if kind in {DECLARE, CLEAR} and item:
            known["member"] = int(item)
        return self.open_form(
            ACTS[kind], _prefill(kind, view), known,
            sections=LAID_OUT.get(kind, ()), editors=_editors(kind, view, self._form),
        )  # fmt: skip

    @property
    def table(self) -> SurveyTablePane:
        """Return where a table of answers is counted; made when it is first needed."""
        if self._table is None:
            from ui.delivery.survey_table_pane import SurveyTablePane  # noqa: PLC0415 - later

            self._table = SurveyTablePane(self.around)
        return self._table

    def _form(self) -> ActForm | None:
        return self.form


def work_form(
    around: Surroundings,
    kind: str,
    given: Mapping[str, Any] | None = None,
    terms: AgreementTerms | None = None,
) -> ActForm:
    """Return the form that begins a record of delivery.

    Args:
        around: What a page is given.
        kind: The act.
        given: What is known, such as the agreement.
        terms: The terms of the agreement, whose promises are checked; None where it is asked for.
    """
    made: list[ActForm] = []
    form = ActForm(
        around, ACTS[kind], given=given, sections=LAID_OUT.get(kind, ()),
        editors=_promised(terms) if kind == CHECK and terms is not None
        else _editors(kind, None, lambda: made[0]),
    )  # fmt: skip
    made.append(form)
    form.ready.connect(partial(_suggest_code, around, form))
    return form


def _suggest_code(around: Surroundings, form: ActForm) -> None:
    """Put the next free code of its kind where nothing was typed."""
    (record,) = form.declared.makes
    prefix = around.speech.say(f"ui.delivery.code.{record.type}")

    def take(code: str) -> None:
        editor = form.rows["code"].editor
        if not editor.raw():
            editor.put(code)

    around.tasks.ask(
        form, lambda workspace: free_code(workspace, record.type, prefix), take, topic="code"
    )


def _prefill(kind: str, view: WorkPage[ProgressReport]) -> dict[str, Any]:
    if kind != kinds.CORRECT:
        return {}
    report = view.record
    said = {} if report.body is None else report.body.model_dump(mode="json", exclude_none=True)
    return {name: said[name] for name in BODY if name in said}


def _promised(terms: AgreementTerms) -> Mapping[str, Making]:
    """Return the inputs for what both sides undertook, in their words."""
    undertakings = [one.what for one in terms.undertakings]
    return {
        "undertakings": lambda around: PromisesEditor(around, undertakings),
        "codes": lambda around: PromisesEditor(around, terms.codes_of_practice),
    }


def _editors(
    kind: str, view: WorkPage[Any] | None, form: Callable[[], ActForm | None]
) -> Mapping[str, Making]:
    """Return the inputs that are typed as a sheet."""
    if kind == kinds.TALLY and view is not None:
        survey: Any = view.record
        return {"tallies": lambda around: TallyEditor(around, survey.file)}
    if kind == CONSULT:
        return {"took_part": lambda around: SheetEditor(around, kind, Consulted)}
    if kind not in {RECEIVE, kinds.CORRECT}:
        return {}

    def tasks() -> list[str]:
        """Return the names of the activities that were typed so far."""
        front = form()
        lines = [] if front is None else front.rows["activities"].editor.raw()
        return [line[0] for line in lines if line[0]]

    return {
        "activities": lambda around: SheetEditor(around, kind, ActivityDone),
        "expenses": lambda around: SheetEditor(
            around, kind, ExpenseLine, total="amount", suggest={"task": tasks}
        ),
    }
