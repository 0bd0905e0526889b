"""What the page of a call shows: its sections, criteria, questions, and what came to it (D-06)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.missions.costings import Costing
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.selection.call_acts import OpenCall
from cso_registry.domain.selection.call_rules import SECTIONS
from cso_registry.domain.selection.calls import Call, SelectionRules
from cso_registry.domain.selection.concentration import SELECTED_IN, linked, shares
from cso_registry.domain.selection.proposals import Proposal, given_before
from cso_registry.domain.selection.shadow import PROPOSAL_OF
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.case_view import CaseView, case_view, held_case
from cso_registry.workspace.offers import reasons_so_far
from cso_registry.workspace.record_lines import RecordLine, record_line

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.record import Record
    from cso_registry.domain.rule import Reason
    from cso_registry.domain.selection.calls import CallCriterion
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

OFFERED: Final = frozenset(
    {*(kind for kind in ACTS if kind.startswith(f"{Call.type}.")), "proposal.receive"}
)
"""What is done on the page of a call: all until its last day."""
SHARE_WARNS: Final = "selection.share_warns"
OPENED: Final = "opened"


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question about a call, with its answer; nothing says who asked (R-24).

    Attributes:
        key: By which an answer names it.
        due: Until when it is to be answered; None when it was answered or none was set.
    """

    key: str
    asked: date
    text: str
    answered: date | None
    answer: str
    due: date | None


@dataclass(frozen=True, slots=True)
class ScoutedLine:
    """A subject that is approached, and what it had been given in the province (R-26).

    Attributes:
        warns: Whether its share reaches what the office warns of.
    """

    name: str
    times: int
    all_times: int
    amount: int
    all_amount: int
    warns: bool


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal that came to a call; the amount is in satang."""

    id: RecordId
    code: str
    applicant: str
    received: date
    budget: int
    status: str
    is_late: bool
    is_informal: bool
    breaches: int
    waits_for_papers: bool


@dataclass(frozen=True, slots=True)
class CallView:
    """A call as its page shows it.

    Attributes:
        costing: The costing sheet on which its amount rests, None without one.
        costing_total: The total of that sheet in satang.
        empty: Its required sections that say nothing yet.
        missing: Why it could not be opened as it stands, while it is a draft.
        weight: The weights of its criteria together.
        days_left: Days until the last day for proposals; below zero once it has passed.
    """

    case: CaseView
    call: Call
    status: str
    mission: RecordLine | None
    costing: RecordLine | None
    costing_total: int | None
    empty: tuple[str, ...]
    missing: tuple[Reason, ...]
    days_left: int | None
    questions: tuple[QuestionLine, ...]
    scouted: tuple[ScoutedLine, ...]
    proposals: tuple[ProposalLine, ...]

    @property
    def criteria(self) -> tuple[CallCriterion, ...]:
        """Return the criteria in the order of their codes."""
        return tuple(sorted(self.selection.criteria, key=lambda one: one.criterion))

    @property
    def selection(self) -> SelectionRules:
        """Return by what it is decided."""
        return self.call.selection or SelectionRules(criteria=(), tie_rules=())

    @property
    def weight(self) -> int:
        """Return the weights of all criteria together."""
        return sum(one.weight for one in self.selection.criteria)


def call_view(
    workspace: Workspace,
    identity: RecordId,
    session: Session,
    language: Language,
    *,
    personal: bool = False,
) -> CallView:
    """Return everything that the page of a call shows.

    Raises:
        InputError: `record.unknown`.
    """
    found = held_case(workspace, identity, Call)
    terms, line, closes = found.terms, record_line(found), found.closes
    costing = _held(workspace, None if terms is None else terms.costing)
    sheet = costing.sheet if isinstance(costing, Costing) else None
    mission = _held(workspace, None if terms is None else terms.mission)
    is_draft = found.opening is None and not found.is_cancelled
    return CallView(
        case=case_view(
            workspace, found, None, session, language, personal=personal, offered=OFFERED
        ),
        call=found,
        status="" if line is None else line.status,
        mission=None if mission is None else record_line(mission),
        costing=None if costing is None else record_line(costing),
        costing_total=None if sheet is None else sheet.total,
        empty=tuple(one for one in SECTIONS if terms is None or getattr(terms, one) is None),
        missing=_missing(workspace, found, session) if is_draft else (),
        days_left=None if closes is None else (closes - workspace.today).days,
        questions=_questions(found),
        scouted=_scouted(workspace, found),
        proposals=tuple(_proposals(workspace, found)),
    )


def _missing(workspace: Workspace, call: Call, session: Session) -> tuple[Reason, ...]:
    """Return why the call could not be opened, but for its closing day, which is said then."""
    terms = call.terms
    if terms is None:
        return ()
    known = {
        "call": call.id,
        "mission": terms.mission,
        "analysis": terms.analysis,
        "costing": terms.costing,
    }
    records = {
        name: held
        for name in ("call", "mission", "analysis")
        if (held := _held(workspace, known[name])) is not None
    }
    return reasons_so_far(workspace.performer, OpenCall, known, records, session)


def _questions(call: Call) -> tuple[QuestionLine, ...]:
    answers = {one.question: one for one in call.answers.values()}
    made = []
    for key, one in call.questions.items():
        answer = answers.get(key)
        made.append(
            QuestionLine(
                key=key,
                asked=one.asked,
                text=one.text,
                answered=None if answer is None else answer.answered,
                answer="" if answer is None else answer.text,
                due=one.due if answer is None else None,
            )
        )
    return tuple(made)


def _scouted(workspace: Workspace, call: Call) -> tuple[ScoutedLine, ...]:
    terms, opening = call.terms, call.opening
    percent = workspace.program.policies.number(SHARE_WARNS, workspace.today)
    if opening is None:
        before = given_before(workspace.read.records_under(SELECTED_IN, call.scope))
        of = () if terms is None else terms.scouted
        who = dict.fromkeys((*of, *(one for one, _ in before)))
        held_ones = (_held(workspace, one) for one in who)
        subjects = [one for one in held_ones if isinstance(one, Organization)]
        found = shares(before, of, linked(of, subjects, workspace.today))
    else:
        found = opening.shares
    known = {one.organization: one for one in found}
    made = []
    for one in () if terms is None else terms.scouted:
        held, share = _held(workspace, one), known.get(one)
        made.append(
            ScoutedLine(
                name=held.display_name if isinstance(held, Organization) else "",
                times=0 if share is None else share.times,
                all_times=0 if share is None else share.all_times,
                amount=0 if share is None else share.amount,
                all_amount=0 if share is None else share.all_amount,
                warns=share is not None and share.warns(percent),
            )
        )
    return tuple(made)


def _proposals(workspace: Workspace, call: Call) -> list[ProposalLine]:
    made = []
    for one in workspace.read.records_under(PROPOSAL_OF, str(call.id)):
        if not isinstance(one, Proposal) or one.file is None:
            continue
        file, held = one.file, _held(workspace, one.file.organization)
        status = one.standing[0]
        made.append(
            ProposalLine(
                id=one.id,
                code=file.code,
                applicant=held.display_name if isinstance(held, Organization) else "",
                received=file.received,
                budget=file.budget,
                status=status,
                is_late=file.late,
                is_informal=file.informal,
                breaches=len(file.breaches),
                waits_for_papers=status == "received"
                and bool(one.requests)
                and not one.supplements,
            )
        )
    return made


def _held(workspace: Workspace, identity: str | None) -> Record | None:
    return None if identity is None else workspace.read.record(RecordId(identity))
