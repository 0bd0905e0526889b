"""Score sheets: plain, sealed and opened, and the hash that binds the three (F:D2-D4, X10).

A sheet leaves the evaluator's program only encrypted to the opening key of the call. What
stands in the journal beside it is a hash of the plain sheet and a random salt: nothing can
be learned from it, and what is opened later must be what was handed in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import StringConstraints

from cso_registry.domain.fields import Code, Count, Day, Line, Lines, Sha256
from cso_registry.domain.record import FieldGroup
from cso_registry.kernel.canonical import canonical_bytes, digest
from cso_registry.kernel.ids import CallId, OfficerId, ProposalId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cso_registry.domain.selection.calls import SelectionRules

OWN, FIRST_TYPING, SECOND_TYPING = 0, 1, 2
"""How a sheet came in: handed in by its evaluator, or from paper, typed twice (F:D4)."""
TYPINGS = (FIRST_TYPING, SECOND_TYPING)
Salt = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Sealed = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]+={0,2}$", max_length=400_000)]
"""An age file to the opening key of the call, in Base64."""


class GivenScore(FieldGroup):
    """The level an evaluator gave on one criterion, and where the evidence stands (X11)."""

    criterion: Code
    level: Count
    evidence: Line
    note: Lines | None = None


class ScoreSheet(FieldGroup):
    """What one evaluator gave one proposal."""

    call: CallId
    proposal: ProposalId
    evaluator: OfficerId
    typing: Count = OWN
    scores: tuple[GivenScore, ...]
    comment: Lines | None = None


class SealedSheet(FieldGroup):
    """A sheet that was handed in, sealed; nobody reads it before the scores are opened."""

    evaluator: OfficerId
    typing: Count
    typist: OfficerId
    sealed: Sealed
    commitment: Sha256
    submitted: Day


class OpenedSheet(FieldGroup):
    """A sheet as it was opened; `salts` prove it to be the sealed one, or both typings."""

    evaluator: OfficerId
    salts: tuple[Salt, ...]
    scores: tuple[GivenScore, ...]
    comment: Lines | None = None
    opened: Day

    @property
    def levels(self) -> Mapping[str, int]:
        """Return the levels by criterion."""
        return {one.criterion: one.level for one in self.scores}


def sheet_bytes(sheet: ScoreSheet, salt: str) -> bytes:
    """Return the bytes of a plain sheet with its salt, which are sealed and hashed."""
    return canonical_bytes({"salt": salt, "sheet": sheet.model_dump(mode="json")})


def commitment(sheet: ScoreSheet, salt: str) -> str:
    """Return the hash that binds a sheet before anybody may read it."""
    return digest(sheet_bytes(sheet, salt)).hex()


def faulty_criteria(scores: Iterable[GivenScore], selection: SelectionRules) -> list[str]:
    """Return the criteria that a sheet lacks, doubles, knows not, or levels out of range."""
    wanted = {one.criterion: one.highest for one in selection.scored}
    given: dict[str, int] = {}
    faulty = []
    for one in scores:
        if one.criterion in given or not 0 <= one.level <= wanted.get(one.criterion, -1):
            faulty.append(one.criterion)
        given[one.criterion] = one.level
    return [*faulty, *(code for code in wanted if code not in given)]


def counted(sheets: Mapping[str, SealedSheet], evaluator: str) -> tuple[SealedSheet, ...]:
    """Return the sheets of an evaluator that count: the own one, or both typings.

    Empty while the evaluator is not in. Keys are act ids, so the greatest is the newest.
    """
    newest: dict[int, SealedSheet] = {}
    for key in sorted(sheets):
        if sheets[key].evaluator == evaluator:
            newest[sheets[key].typing] = sheets[key]
    if OWN in newest:
        return (newest[OWN],)
    if all(number in newest for number in TYPINGS):
        return tuple(newest[number] for number in TYPINGS)
    return ()
