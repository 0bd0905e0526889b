"""What refuses a move of a case along its course (R-64, R-83 to R-86, F:F1, F:F7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.gates import open_gates
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.domain.workflow.walking import Way, missing, move_to, step_before

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.rule import Fault
    from cso_registry.domain.workflow.model import Gate, Move, Workflow

ONWARD = (Way.ADVANCE, Way.CYCLE, Way.CLOSE)


def course_of(facts: Facts) -> tuple[Workflow, str] | None:
    """Return the map of the case and the step where it stands, None without a course."""
    agreement = facts.record("agreement", Agreement)
    course, at = agreement.course, agreement.at
    return None if course is None or at is None else (course, at)


def way_taken(act: Any, facts: Facts) -> Move | None:
    """Return the move that an act makes, None when the map has no such way."""
    found = course_of(facts)
    if found is None:
        return None
    course, at = found
    ways = (move_to(course, at, act.to_step, way) for way in ONWARD)
    return next((one for one in ways if one is not None), None)


def lacking(facts: Facts) -> tuple[Gate, ...]:
    """Return the gates that keep the case where it stands."""
    found = course_of(facts)
    if found is None:
        return ()
    agreement = facts.record("agreement", Agreement)
    there = open_gates(agreement, facts.answer("linked", tuple), facts.today)
    return missing(*found, there)


@rule("F:F1", cite="004; 002 3.3.1; features F1")
def case_has_a_course(_act: Any, facts: Facts) -> Verdict:
    """Only a project under one of the three models walks a course."""
    return None if course_of(facts) is not None else fault("agreement")


@rule("F:F1", cite="004; 002 3.3.1; features F1")
def map_has_that_way(act: Any, facts: Facts) -> Verdict:
    """A case goes only where its map leads."""
    found = course_of(facts)
    if found is None or way_taken(act, facts) is not None:
        return None
    course, at = found
    known = ", ".join(one.to_step for one in course.moves_from(at) if one.move_way in ONWARD)
    return fault("to_step", at=at, known=known)


@rule("F:F1", cite="004; 002 3.3.1; features F1")
def gates_are_open(_act: Any, facts: Facts) -> Iterable[Fault]:
    """A step is left when everything that it asks for is there; what is missing is named."""
    return (
        fault("to_step", gate=one.th, gate_en=one.en, paper=one.paper or "–", source=one.cite)
        for one in lacking(facts)
    )


@rule("F:F7", cite="features F7; R-74")
def there_is_a_step_before(_act: Any, facts: Facts) -> Verdict:
    """A case is taken back to a step where it has been."""
    agreement = facts.record("agreement", Agreement)
    course = agreement.course
    before = None if course is None else step_before(course, agreement.steps.values())
    return fault("agreement") if before is None else None


@rule("F:F1", cite="004 Grant 4; features F1")
def paper_is_asked_for(act: Any, facts: Facts) -> Verdict:
    """A paper is put on file for a gate or a duty of the course that papers open."""
    found = course_of(facts)
    if found is None:
        return fault("opens", known="–")
    course, _ = found
    gates = [one.code for one in course.gates if one.shown_by == "paper"]
    known = [*gates, *(one.code for one in course.duties)]
    return None if act.opens in known else fault("opens", known=", ".join(known))


@rule("F:X9", cite="R-05")
def paper_is_there_already(act: Any, facts: Facts) -> Verdict:
    """What is put on file was made, not planned."""
    return fault("dated") if act.dated > facts.today else None


@rule("R-29", cite="004 Grant 3; 002 3.3.4(6)")
def agreement_may_end_here(act: Any, facts: Facts) -> Verdict:
    """An agreement is ended once, not before it began, and not when it is already over."""
    agreement = facts.record("agreement", Agreement)
    file, begins = agreement.file, agreement.in_force_from
    first = begins or (None if file is None else file.begun)
    early = first is None or act.effective < first
    return fault("effective") if early or agreement.is_over else None
