"""What the page of a selection shows: evaluators, who is in, the result, letters, scopes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cso_registry.domain.missions.missions import Mission
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.selection.calls import Call
from cso_registry.domain.selection.concentration import WARNS
from cso_registry.domain.selection.delegations import DELEGATION_OF, Delegation
from cso_registry.domain.selection.evaluators import last_declaration
from cso_registry.domain.selection.score_sheets import counted
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.case_view import CaseView, case_view, held_case
from cso_registry.workspace.committee.waiting_cases import resolutions_about
from cso_registry.workspace.selection.comparison import Comparison, comparison
from cso_registry.workspace.selection.result_letters import LetterDue, letters_due
from cso_registry.workspace.selection.sealing import proposals_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from cso_registry.domain.selection.concentration import Share
    from cso_registry.domain.selection.proposals import Proposal
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

CLOSED: Final = "closed"
"""Where an open call stands once its last day is over; the list, which knows no day, says open."""


@dataclass(frozen=True, slots=True)
class EvaluatorLine:
    """One evaluator: what was declared and found, and how many sheets are in.

    Attributes:
        declaration: The key of the last declaration, empty before there is one.
        must_declare: Whether a declaration with all proposals known is still to come.
        found: What the program found shared: code of the proposal, kind of thing.
        blocks: Whether a conflict stops the evaluator until the head decides.
        sheets: How many sheets count already.
        handed_in: What is in: identity of the proposal, number of the typing.
        is_me: Whether it is the officer who looks.
    """

    officer: str
    name: str
    kind: str
    declared: date | None
    declaration: str
    has_interest: bool
    statement: str
    must_declare: bool
    found: tuple[tuple[str, str], ...]
    blocks: bool
    sheets: int
    handed_in: frozenset[tuple[str, int]]
    is_me: bool


@dataclass(frozen=True, slots=True)
class Competitor:
    """A proposal that is scored, as it stands in lists."""

    id: str
    code: str
    applicant: str
    name: str


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """A chosen proposal and what was delegated to it; no `delegation` while nothing was."""

    proposal: Competitor
    delegation: str
    code: str
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class ShareLine:
    """What a chosen one was given in the province, alone and with those it is linked with."""

    name: str
    share: Share
    linked: tuple[str, ...]
    warns: bool


@dataclass(frozen=True, slots=True)
class SelectionView:
    """The selection of a call as its page shows it.

    Attributes:
        agency: Identity of the agency that answers for the mission.
        is_closed: Whether no more proposals are taken.
        undecided: How many proposals wait for their admission.
        compared: Ranking and matrix, None while scores are sealed.
        resolutions: Numbers of the resolutions on this call that were passed and hold.
        letters: The letters about results that were not made yet.
        scopes: The chosen ones with the scope of each.
    """

    case: CaseView
    call: Call
    status: str
    agency: str
    is_closed: bool
    undecided: int
    competing: tuple[Competitor, ...]
    evaluators: tuple[EvaluatorLine, ...]
    compared: Comparison | None
    resolutions: tuple[str, ...]
    letters: tuple[LetterDue, ...]
    scopes: tuple[ScopeLine, ...]
    shares: tuple[ShareLine, ...]

    @property
    def me(self) -> EvaluatorLine | None:
        """Return the line of the officer who looks, if that is an evaluator."""
        return next((one for one in self.evaluators if one.is_me), None)

    @property
    def sheets_in(self) -> int:
        """Return how many sheets count."""
        return sum(one.sheets for one in self.evaluators)

    @property
    def sheets_wanted(self) -> int:
        """Return how many sheets there must be before the scores are opened."""
        return len(self.evaluators) * len(self.competing)


def selection_view(
    workspace: Workspace,
    identity: RecordId,
    session: Session,
    language: Language,
    *,
    personal: bool = False,
) -> SelectionView:
    """Return everything that the page of a selection shows.

    Raises:
        InputError: `record.unknown`.
    """
    call = held_case(workspace, identity, Call)
    case = case_view(workspace, call, None, session, language, personal=personal)
    proposals = proposals_of(workspace, call)
    competing = [one for one in proposals if one.competes]
    lines = {str(one.id): _competitor(workspace, one) for one in competing}
    closes = call.closes
    status = _status(call)
    is_closed = closes is not None and workspace.today > closes
    return SelectionView(
        case=case,
        call=call,
        status=CLOSED if is_closed and status == "opened" else status,
        agency=_agency(workspace, call),
        is_closed=is_closed,
        undecided=sum(one.admission is None and not one.is_withdrawn for one in proposals),
        competing=tuple(lines.values()),
        evaluators=tuple(_evaluators(call, proposals, competing, case, session)),
        compared=comparison(workspace, call, proposals) if call.score_openings else None,
        resolutions=tuple(_resolutions(workspace, call)),
        letters=letters_due(workspace, proposals) if call.decision is not None else (),
        scopes=tuple(_scopes(workspace, competing, lines)),
        shares=tuple(_shares(workspace, call)),
    )


def _status(call: Call) -> str:
    if call.is_cancelled:
        return "cancelled"
    if call.decision is not None:
        return "decided"
    if call.score_openings:
        return "scored"
    return "drafted" if call.opening is None else "opened"


def _agency(workspace: Workspace, call: Call) -> str:
    terms = call.terms
    found = None if terms is None else workspace.read.record(RecordId(terms.mission))
    profile = found.profile if isinstance(found, Mission) else None
    return "" if profile is None else str(profile.agency)


def _competitor(workspace: Workspace, one: Proposal) -> Competitor:
    file = one.file
    subject = None if file is None else workspace.read.record(RecordId(file.organization))
    return Competitor(
        id=str(one.id),
        code="" if file is None else file.code,
        applicant=subject.display_name if isinstance(subject, Organization) else "–",
        name="" if file is None else file.name_th,
    )


def _evaluators(
    call: Call,
    proposals: Sequence[Proposal],
    competing: Sequence[Proposal],
    case: CaseView,
    session: Session,
) -> Iterator[EvaluatorLine]:
    codes = {str(one.id): one.file.code for one in proposals if one.file is not None}
    scored = [str(one.id) for one in competing]
    for who, named in call.evaluators_now.items():
        last = last_declaration(call.declarations, who)
        key, said = last if last is not None else ("", None)
        found = () if said is None else said.found
        handed_in = frozenset(
            (str(one.id), sheet.typing)
            for one in competing
            for sheet in one.sheets.values()
            if sheet.evaluator == who
        )
        yield EvaluatorLine(
            officer=str(who),
            name=case.names.get(str(who), str(who)),
            kind=named.evaluator_kind.value,
            declared=None if said is None else said.declared,
            declaration=key,
            has_interest=said is not None and said.has_interest,
            statement="" if said is None else said.statement or "",
            must_declare=said is None or not said.covers(scored),
            found=tuple((codes.get(str(one.proposal), ""), one.shared.value) for one in found),
            blocks=said is not None and said.conflicts and not call.is_cleared(key),
            sheets=sum(bool(counted(one.sheets, who)) for one in competing),
            handed_in=handed_in,
            is_me=str(who) == str(session.officer),
        )


def _resolutions(workspace: Workspace, call: Call) -> Iterator[str]:
    for meeting, key in resolutions_about(workspace, call.id):
        one = meeting.resolutions[key]
        if one.passed:
            yield one.number


def _scopes(
    workspace: Workspace, competing: Sequence[Proposal], lines: dict[str, Competitor]
) -> Iterator[ScopeLine]:
    for one in competing:
        if not one.is_chosen:
            continue
        found = workspace.read.records_under(DELEGATION_OF, str(one.id))
        held = [each for each in found if isinstance(each, Delegation)]
        running = [each for each in held if each.ended is None]
        last = next(reversed(running or held), None)
        decision = None if last is None else last.decision
        yield ScopeLine(
            proposal=lines[str(one.id)],
            delegation="" if last is None else str(last.id),
            code="" if decision is None else decision.code,
            is_in_force=bool(running),
        )


def _shares(workspace: Workspace, call: Call) -> Iterator[ShareLine]:
    decision = call.decision
    if decision is None:
        return
    percent = workspace.program.policies.number(WARNS, decision.decided)
    for one in decision.shares:
        yield ShareLine(
            name=_subject(workspace, one.organization),
            share=one,
            linked=tuple(_subject(workspace, other) for other in one.linked),
            warns=one.warns(percent),
        )


def _subject(workspace: Workspace, identity: str) -> str:
    found = workspace.read.record(RecordId(identity))
    return found.display_name if isinstance(found, Organization) else "–"
