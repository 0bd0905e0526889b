"""How a case walks its map: where it stands, what is missing, where it may go."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cso_registry.domain.fields import Code, Count, Day, Lines
from cso_registry.domain.record import FieldGroup
from cso_registry.domain.workflow.model import END, Gate, Move, Workflow
from cso_registry.kernel.ids import OfficerId

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class Way(StrEnum):
    """How a case came from one step to another."""

    ADVANCE = "advance"
    CYCLE = "cycle"
    CLOSE = "close"
    EARLY = "early"
    BACK = "back"
    """A compensating act: the step before stands again, and nothing is erased."""


class StepTaken(FieldGroup):
    """One move of a case; `nth` counts its moves from 1."""

    nth: Count
    from_step: Code
    to_step: Code
    move_way: Way
    cite: Lines
    reason: Lines | None = None
    moved: Day
    by: OfficerId
    acting_for: OfficerId | None = None


def in_order(taken: Iterable[StepTaken]) -> tuple[StepTaken, ...]:
    """Return the moves of a case in the order in which they were made."""
    return tuple(sorted(taken, key=lambda one: (one.nth, one.moved)))


def standing_at(workflow: Workflow, taken: Iterable[StepTaken]) -> str:
    """Return the step where a case stands, or END."""
    moves = in_order(taken)
    return moves[-1].to_step if moves else workflow.first


def rounds(taken: Iterable[StepTaken]) -> int:
    """Return which round of its cycle a case is in, from 1."""
    return 1 + sum(1 for one in taken if one.move_way is Way.CYCLE)


def step_before(workflow: Workflow, taken: Iterable[StepTaken]) -> str | None:
    """Return the step to which a case can be taken back, None from where it began.

    Moves that were taken back already do not count: going back twice leads two steps back.
    """
    trail = [workflow.first]
    for one in in_order(taken):
        if one.move_way is Way.BACK:
            trail.pop()
        else:
            trail.append(one.to_step)
    return trail[-2] if len(trail) > 1 else None


def missing(workflow: Workflow, at: str, there: Collection[str]) -> tuple[Gate, ...]:
    """Return the gates of a step that are not open."""
    step = workflow.step(at)
    codes = () if step is None else step.gates
    found = (workflow.gate(code) for code in codes if code not in there)
    return tuple(one for one in found if one is not None)


def move_to(workflow: Workflow, at: str, to: str, way: Way) -> Move | None:
    """Return the move of the map that leads from one step to another in one way."""
    fitting = (one for one in workflow.moves_from(at) if one.to_step == to and one.move_way == way)
    return next(fitting, None)


def is_over(workflow: Workflow, taken: Iterable[StepTaken]) -> bool:
    """Return whether the course of a case has ended."""
    return standing_at(workflow, taken) == END
