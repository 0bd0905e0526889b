"""A workflow: a map of steps, of what each gate asks, of moves, and of duties beside them.

The maps are delivered as data with a citation at each part. A case keeps the whole map with
which it began, so that a later edition changes nothing for it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from cso_registry.domain.fields import Code, Count, Day, Line
from cso_registry.domain.record import FieldGroup
from cso_registry.kernel.canonical import canonical_bytes, digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

END = "END"
"""Where a course is over; it is no step and has no gate."""
_VERSION_BYTES = 6


class Gate(FieldGroup):
    """Something that must be there before a step is left.

    Attributes:
        th: What it is, so that it can be named when it is missing.
        paper: The paper that opens it, such as D-06; None when no paper does.
        shown_by: `record`: the registry sees it by itself in its records; `paper`: an officer
            puts the paper on file.
    """

    code: Code
    th: Line
    en: Line
    paper: Line | None = None
    shown_by: Literal["record", "paper"]
    cite: Line


class Step(FieldGroup):
    """One step, who acts in it, and the gates that must be open before it is left."""

    code: Code
    th: Line
    en: Line
    actor: Literal["agency", "partner", "both"]
    gates: tuple[Code, ...] = ()
    step_papers: tuple[Line, ...] = ()
    cite: Line


class Move(FieldGroup):
    """A way from one step to another, or out.

    Attributes:
        move_way: `advance` goes on, `cycle` begins the round anew, `close` ends the course when
            all is done, `early` ends it before.
    """

    from_step: Code
    to_step: Code
    move_way: Literal["advance", "cycle", "close", "early"]
    cite: Line


class Duty(FieldGroup):
    """What falls due beside the steps.

    Attributes:
        event: The day it is counted from: `effective`, `activities_end` or `ends` of the
            agreement.
        months: Whole months from that day; None when the agreement says how many.
        interval: The field of the agreement that says how many months; then it recurs until
            the agreement ends.
    """

    code: Code
    th: Line
    en: Line
    paper: Line | None = None
    event: Literal["effective", "activities_end", "ends"]
    months: Count | None = None
    interval: Literal["report_months", "consultation_months"] | None = None
    cite: Line


class Workflow(FieldGroup):
    """The map of one partnership model, in one edition."""

    model: Code
    version: Line
    th: Line
    en: Line
    cite: Line
    effective_from: Day
    steps: tuple[Step, ...]
    gates: tuple[Gate, ...] = ()
    moves: tuple[Move, ...]
    duties: tuple[Duty, ...] = ()

    @property
    def first(self) -> str:
        """Return the step with which a case begins."""
        return self.steps[0].code

    def step(self, code: str) -> Step | None:
        """Return a step, None when the map has no such step."""
        return next((one for one in self.steps if one.code == code), None)

    def gate(self, code: str) -> Gate | None:
        """Return a gate, None when the map has no such gate."""
        return next((one for one in self.gates if one.code == code), None)

    def moves_from(self, code: str) -> tuple[Move, ...]:
        """Return the ways on from a step."""
        return tuple(one for one in self.moves if one.from_step == code)

    def content_version(self) -> str:
        """Return twelve hexadecimal digits of the SHA-256 of the whole map."""
        return digest(canonical_bytes(self.model_dump(mode="json")))[:_VERSION_BYTES].hex()

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with the map: names that are not there, steps cut off."""
        codes = {one.code for one in self.steps}
        gates = {one.code for one in self.gates}
        yield from (
            f"{step.code}: gate {code}"
            for step in self.steps
            for code in step.gates
            if code not in gates
        )
        named = {code for step in self.steps for code in step.gates}
        yield from (f"gate {code} guards nothing" for code in sorted(gates - named))
        for move in self.moves:
            if move.from_step not in codes or move.to_step not in codes | {END}:
                yield f"move {move.from_step} to {move.to_step}"
        yield from (f"{code} is not reached" for code in sorted(codes - self.reached(self.first)))
        yield from (f"{code} cannot end" for code in sorted(codes) if END not in self.reached(code))

    def reached(self, start: str) -> frozenset[str]:
        """Return every step that can be reached from one, itself included, and END."""
        found, open_ends = {start}, [start]
        while open_ends:
            for move in self.moves_from(open_ends.pop()):
                if move.to_step not in found:
                    found.add(move.to_step)
                    open_ends.append(move.to_step)
        return frozenset(found)


class Workflows(BaseModel):
    """All delivered maps; of several editions of a model the latest one in force counts."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    workflows: tuple[Workflow, ...]

    @cached_property
    def models(self) -> frozenset[str]:
        """Return the models that have a map."""
        return frozenset(one.model for one in self.workflows)

    def of(self, model: str, on: date) -> Workflow | None:
        """Return the map in force for a model on a day, None when there is none."""
        fitting = (one for one in self.workflows if one.model == model and one.effective_from <= on)
        return max(fitting, key=lambda one: (one.effective_from, one.version), default=None)


NO_WORKFLOWS = Workflows(workflows=())
