"""Screening criteria: dated rules as data, each with its clause and its sentences (F:B1).

The sources name screening but leave its criteria open (domain §12(3)); so each says
whose it is. A case keeps the criteria it began with, as values of this very shape.
"""

from __future__ import annotations

import re
import string
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from cso_registry.domain.fields import Code, Day, Line
from cso_registry.domain.record import FieldGroup
from cso_registry.domain.vocabulary.model import Label
from cso_registry.kernel.canonical import canonical_bytes, digest

if TYPE_CHECKING:
    from datetime import date

_VERSION_BYTES = 6
_LARGEST_ORDER = 10_000
_GAP = re.compile("[a-z_]+")

CriterionCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]-\d{2,3}$")]


class ReviewPart(StrEnum):
    """Which of the two reviews answers a criterion (F:B2)."""

    SUBSTANCE = "substance"
    FIGURES = "figures"


class Criterion(FieldGroup):
    """One criterion, from one day on.

    Attributes:
        place: Where it stands among the others.
        purpose_th: Why it is asked; nothing is asked without a purpose (R-07).
        clause: The place of a source, a rule or an order it rests on.
        clause_th: The same, as a letter names it.
        whose: Whose criterion it is: the source's, the program's or the office's.
        kinds: Kinds of subject (V-S1) it applies to.
        part: The review that answers it.
        machine: The predicate that answers it; None when a person does.
        evidence: Whether a person who lets it pass names dated evidence (R-05).
        fails_th: What is said when it fails; words in braces are filled by the predicate.
        bring_th: What the subject is asked to bring then.
        effective_to: The last day, inclusive; None is open.
    """

    code: CriterionCode
    place: Annotated[int, Field(ge=0, le=_LARGEST_ORDER)]
    th: Line
    en: Line
    purpose_th: Line
    purpose_en: Line
    clause: Line
    clause_th: Line
    clause_en: Line
    whose: Literal["source", "program", "office"]
    to_be_confirmed: bool = True
    kinds: tuple[Code, ...]
    part: ReviewPart
    machine: Line | None = None
    evidence: bool = False
    fails_th: Line
    fails_en: Line
    bring_th: Line
    bring_en: Line
    effective_from: Day
    effective_to: Day | None = None

    @model_validator(mode="after")
    def _sentences_can_be_filled(self) -> Self:
        if not all(_GAP.fullmatch(name) for name in self.gaps):
            raise ValueError("gap")
        return self

    def in_force(self, on: date) -> bool:
        """Return whether it is asked on that day; both ends are inclusive."""
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)

    @property
    def gaps(self) -> frozenset[str]:
        """Return the words in braces of its sentences; a lone brace is a ValueError."""
        texts = (self.fails_th, self.fails_en, self.bring_th, self.bring_en)
        found = (name for text in texts for _, name, _, _ in string.Formatter().parse(text))
        return frozenset(name for name in found if name is not None)


class Criteria(BaseModel):
    """All criteria; of several entries for one code the latest one in force counts."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    version: Label
    criteria: tuple[Criterion, ...]

    @cached_property
    def content_version(self) -> str:
        """Return twelve hexadecimal digits of the SHA-256 of all criteria."""
        return digest(canonical_bytes(self.model_dump(mode="json")))[:_VERSION_BYTES].hex()

    @cached_property
    def codes(self) -> frozenset[str]:
        """Return the codes of all criteria."""
        return frozenset(one.code for one in self.criteria)

    def asked_of(self, kind: str, on: date) -> tuple[Criterion, ...]:
        """Return what a subject of `kind` is asked on a day, in order."""
        latest: dict[str, Criterion] = {}
        for one in sorted(self.criteria, key=lambda criterion: criterion.effective_from):
            if one.effective_from <= on:
                latest[one.code] = one
        asked = (one for one in latest.values() if one.in_force(on) and kind in one.kinds)
        return tuple(sorted(asked, key=lambda criterion: (criterion.place, criterion.code)))


NO_CRITERIA = Criteria(version="0", criteria=())
