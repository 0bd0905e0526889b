"""What the page of a screening shows: criteria, who has which part, interests, the decision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.record import ITEM_MARK
from cso_registry.domain.screening.breaches import Breach
from cso_registry.domain.screening.parts import Outcome
from cso_registry.domain.screening.records import Screening
from cso_registry.domain.vocabulary.criteria import ReviewPart
from cso_registry.workspace.case_view import CaseView, case_view, held_case
from cso_registry.workspace.masking import masked
from cso_registry.workspace.past import changed_fields
from cso_registry.workspace.record_titles import wording_in
from cso_registry.workspace.screening.resubmission import changed_since_return
from cso_registry.workspace.screening.state import criteria_now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cso_registry.domain.record import Record
    from cso_registry.domain.screening.parts import Declaration, Review
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.screening.state import CriterionState
    from cso_registry.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion in words; `passed` is None while it waits for its reviewer.

    Attributes:
        part: The review that answers it.
        by_program: Whether the program answers it.
        found: What fails, and what was remarked.
        bring: What the subject is asked to bring then.
        evidence: What a pass rests on.
    """

    code: str
    text: str
    clause: str
    part: str
    passed: bool | None
    by_program: bool
    reviewer: str
    found: str
    bring: str
    evidence: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody with a part in this round: which, what was declared, what was done.

    Attributes:
        part: Code of the review, or `decision` for who else declared.
        officer: Who it is; empty while nobody is named.
        declared: When interests were declared, None before.
        declaration: The key of the declaration.
        has_interest: Whether an interest was declared.
        flags: What the program found that both share.
        blocks: Whether it stops its reviewer until somebody decides.
        reviewed: When the review was closed, None before.
        outcome: What the review proposed.
        agrees: Whether the checker agreed.
    """

    part: str
    officer: str
    declared: date | None = None
    declaration: str = ""
    has_interest: bool = False
    flags: tuple[str, ...] = ()
    blocks: bool = False
    reviewed: date | None = None
    outcome: str = ""
    agrees: bool = True


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """The last decision: what, when, by whom, why; what is asked for and until when."""

    outcome: str
    decided: date
    by: str
    reason: str
    items: tuple[str, ...]
    grounds: tuple[tuple[str, str], ...]
    due: date | None
    days_left: int


@dataclass(frozen=True, slots=True)
class BreachLine:
    """A breach in the register of breaches, and whether it weighs today."""

    id: str
    what: str
    happened: date
    until: date
    weighs: bool


@dataclass(frozen=True, slots=True)
class ScreeningView:
    """A screening as its page shows it.

    Attributes:
        waiting: Codes of the criteria that wait for the officer who looks.
        failed: Codes of the criteria that failed.
        objection: What the checker did not agree with, in this round.
        corrected: What the last resubmission changed: label, before, after.
    """

    case: CaseView
    screening: Screening
    status: str
    criteria: tuple[CriterionLine, ...]
    persons: tuple[PersonLine, ...]
    decision: DecisionMade | None
    breaches: tuple[BreachLine, ...]
    waiting: tuple[str, ...]
    failed: tuple[str, ...]
    objection: str
    corrected: tuple[tuple[str, str, str], ...]


def screening_view(
    workspace: Workspace,
    identity: RecordId,
    session: Session,
    language: Language,
    *,
    personal: bool = False,
) -> ScreeningView:
    """Return everything that the page of a screening shows.

    Raises:
        InputError: `record.unknown`.
    """
    found = held_case(workspace, identity, Screening)
    subject = None if found.opening is None else found.opening.organization
    case = case_view(workspace, found, subject, session, language, personal=personal)
    states = criteria_now(workspace, found)
    standing = found.standing
    return ScreeningView(
        case=case,
        screening=found,
        status=standing.status.value,
        criteria=tuple(_criterion(one, case, language) for one in states),
        persons=tuple(_persons(found, case)),
        decision=_decision(found, case, language, workspace.today),
        breaches=tuple(_breaches(workspace, case.subject)),
        waiting=tuple(_waiting(found, states, session)),
        failed=tuple(one.criterion.code for one in states if _fails(one)),
        objection="" if standing.objection is None else standing.objection.note or "",
        corrected=tuple(_corrected(workspace, found, case, language, personal=personal)),
    )


def _fails(state: CriterionState) -> bool:
    return state.result is not None and not state.result.passed


def _waiting(
    found: Screening, states: tuple[CriterionState, ...], session: Session
) -> Iterator[str]:
    if found.standing.has_ended:
        return
    for one in states:
        if one.criterion.machine is None and one.reviewer == session.officer:
            yield one.criterion.code


def _criterion(state: CriterionState, case: CaseView, language: Language) -> CriterionLine:
    asked, result = state.criterion, state.result
    is_thai = language == "th"
    fails = bring = None
    if result is not None and not result.passed:
        fails = result.fails_th if is_thai else result.fails_en
        bring = result.bring_th if is_thai else result.bring_en
    said = (fails, None if result is None else result.note)
    return CriterionLine(
        code=asked.code,
        text=asked.th if is_thai else asked.en,
        clause=asked.clause_th if is_thai else asked.clause_en,
        part=asked.part.value,
        passed=None if result is None else result.passed,
        by_program=asked.machine is not None,
        reviewer=case.names.get(state.reviewer or "", ""),
        found="\n".join(one for one in said if one),
        bring=bring or "",
        evidence="" if result is None else result.evidence or "",
    )


def _persons(found: Screening, case: CaseView) -> Iterator[PersonLine]:
    standing, named = found.standing, set()
    reviews = {ReviewPart.SUBSTANCE: standing.substance, ReviewPart.FIGURES: standing.figures}
    for part in ReviewPart:
        officer = found.reviewer(part)
        named.add(officer)
        said = None if officer is None else found.declaration_of(officer, standing.round)
        yield _person(found, case, part.value, officer, said, reviews[part])
    others = {
        one.reviewer for one in found.declarations.values() if one.round == standing.round
    } - named
    for officer in sorted(others):
        said = found.declaration_of(officer, standing.round)
        yield _person(found, case, "decision", officer, said, None)


def _person(
    found: Screening,
    case: CaseView,
    part: str,
    officer: str | None,
    said: tuple[str, Declaration] | None,
    review: Review | None,
) -> PersonLine:
    name = case.names.get(officer or "", "")
    line = PersonLine(part, name)
    if review is not None:
        line = replace(
            line, outcome=review.proposed.value, reviewed=review.reviewed, agrees=review.agrees
        )
    if said is None:
        return line
    key, declared = said
    return replace(
        line,
        declared=declared.declared,
        declaration=key,
        has_interest=declared.has_interest,
        flags=tuple(dict.fromkeys(one.flag.value for one in declared.flags)),
        blocks=declared.conflicts and not found.is_settled(key),
    )


def _decision(
    found: Screening, case: CaseView, language: Language, today: date
) -> DecisionMade | None:
    made = found.standing.decision
    if made is None:
        return None
    is_thai = language == "th"
    due = made.due if made.outcome is Outcome.RETURNED else None
    brought = [one.bring_th if is_thai else one.bring_en for one in made.results if not one.passed]
    asked = [one.th if is_thai else one.en or one.th for one in made.items]
    wants = made.outcome in {Outcome.RETURNED, Outcome.INCOMPLETE}
    return DecisionMade(
        outcome=made.outcome.value,
        decided=made.decided,
        by=case.names.get(made.by, ""),
        reason=made.reason or "",
        items=tuple(one for one in (*brought, *asked) if one) if wants else (),
        grounds=tuple((one.criterion, one.reason) for one in made.grounds),
        due=due,
        days_left=0 if due is None else (due - today).days,
    )


def _breaches(workspace: Workspace, subject: RecordId | None) -> Iterator[BreachLine]:
    held: list[Record] = (
        [] if subject is None else workspace.read.records_about(subject, Breach.type)
    )
    for one in held:
        entry = one.entry if isinstance(one, Breach) else None
        if isinstance(one, Breach) and entry is not None:
            yield BreachLine(
                id=str(one.id),
                what=entry.what,
                happened=entry.happened,
                until=entry.weighs_until,
                weighs=one.weighs_on(workspace.today),
            )


def _corrected(
    workspace: Workspace, found: Screening, case: CaseView, language: Language, *, personal: bool
) -> Iterator[tuple[str, str, str]]:
    """Yield what was corrected, personal values masked as everywhere."""
    subject = None if case.subject is None else workspace.read.record(case.subject)
    if not isinstance(subject, Organization):
        return
    wording = wording_in(workspace, language, case.names)
    for one in changed_since_return(found, workspace.read):
        model = Organization.slots[one.group.partition(ITEM_MARK)[0]].model
        before, after = (
            None if value is None else masked(model, dict(value), personal=personal)
            for value in (one.before, one.after)
        )
        change = {"group": one.group, "before": before, "after": after, "erased": False}
        yield from changed_fields(wording, subject, change)
