"""What is kept of the ties between subjects: merged, split off, not the same (F:A7, F:A8)."""

from __future__ import annotations

from enum import StrEnum

from pydantic import JsonValue

from cso_registry.domain.fields import Code, Day, Line, Lines, NumberText
from cso_registry.domain.record import FieldGroup, Personal
from cso_registry.kernel.ids import OfficerId, OrganizationId


class MergeProposal(FieldGroup):
    """One officer proposes to merge this subject into another; another decides."""

    into: OrganizationId
    proposed: Day
    by: OfficerId
    acting_for: OfficerId | None = None
    reason: Lines


class Absorbed(FieldGroup):
    """Another subject was merged into this one; its number stays findable.

    `replaced` holds the values that its groups took the place of, so that the merge can
    be taken back.
    """

    merged: OrganizationId
    number: NumberText | None = None
    merged_on: Day
    taken: tuple[Code, ...] = ()
    names: Personal[tuple[Line, ...]] = ()
    replaced: Personal[dict[str, JsonValue] | None] = None


class Released(FieldGroup):
    """The merge of a subject into this one was taken back."""

    merged: OrganizationId
    released_on: Day
    reason: Lines


class Tied(StrEnum):
    """How two subjects belong together."""

    SPLIT_INTO = "split_into"
    SPLIT_FROM = "split_from"
    SUCCEEDED_BY = "succeeded_by"
    SUCCESSOR_OF = "successor_of"
    BRANCH_OF = "branch_of"
    HAS_BRANCH = "has_branch"


OTHER_SIDE = {
    Tied.SPLIT_INTO: Tied.SPLIT_FROM,
    Tied.SUCCEEDED_BY: Tied.SUCCESSOR_OF,
    Tied.HAS_BRANCH: Tied.BRANCH_OF,
}
OTHER_SIDE |= {other: one for one, other in OTHER_SIDE.items()}


class KinTie(FieldGroup):
    """A tie to another subject from a day on."""

    tied: Tied
    other: OrganizationId
    tied_on: Day
    note: Lines | None = None


class Distinct(FieldGroup):
    """An officer found that a look-alike is another subject."""

    other: OrganizationId
    found_on: Day
    by: OfficerId
    reason: Lines
