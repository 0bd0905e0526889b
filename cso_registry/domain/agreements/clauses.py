"""The clause library: what each instrument must hold, what it may, in which words (domain 5.4)."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from cso_registry.domain.fields import Code, Day, Line, Lines
from cso_registry.domain.record import FieldGroup

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.agreements.groups import AgreementTerms, Instrument


class Clause(FieldGroup):
    """One clause in one edition.

    Attributes:
        compulsory: Instruments that cannot be signed without it.
        optional: Instruments that may have it: it stands there when its fields are filled,
            or, when it has none, when the sides chose it.
        fields: The terms that it needs.
        answer: The term that decides whether it is asked at all, such as an amount.
        text_th: Its words; merge fields stand in braces.
        owner: Who keeps its words.
    """

    code: Code
    version: Line
    th: Line
    en: Line
    text_th: Lines
    text_en: Lines
    compulsory: tuple[Line, ...] = ()
    optional: tuple[Line, ...] = ()
    fields: tuple[Code, ...] = ()
    answer: Code | None = None
    owner: Line
    cite: Line
    effective_from: Day

    @property
    def gaps(self) -> frozenset[str]:
        """Return the merge fields of its words in both languages."""
        texts = (self.text_th, self.text_en)
        found = (name for text in texts for _, name, _, _ in string.Formatter().parse(text))
        return frozenset(name for name in found if name is not None)

    def is_asked(self, terms: AgreementTerms) -> bool:
        """Return whether the answers call for it."""
        return self.answer is None or _is_filled(getattr(terms, self.answer))

    def lacks(self, terms: AgreementTerms) -> tuple[str, ...]:
        """Return the terms that it needs and that are still empty."""
        return tuple(name for name in self.fields if not _is_filled(getattr(terms, name)))


class ClauseLibrary(BaseModel):
    """All clauses, in the order in which they stand in a paper."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    clauses: tuple[Clause, ...]

    def on(self, day: date) -> tuple[Clause, ...]:
        """Return the clauses in force on a day, each in its latest edition."""
        latest: dict[str, Clause] = {}
        for one in sorted(self.clauses, key=lambda clause: clause.effective_from):
            if one.effective_from <= day:
                latest[one.code] = one
        places = {one.code: place for place, one in reversed(tuple(enumerate(self.clauses)))}
        return tuple(sorted(latest.values(), key=lambda one: places[one.code]))

    def lacking(
        self, instrument: Instrument, terms: AgreementTerms, day: date
    ) -> tuple[tuple[Clause, str], ...]:
        """Return each compulsory clause that cannot stand yet, with the empty term."""
        return tuple(
            (one, name)
            for one in self.on(day)
            if instrument.value in one.compulsory and one.is_asked(terms)
            for name in one.lacks(terms)
        )

    def standing(
        self, instrument: Instrument, terms: AgreementTerms, day: date
    ) -> tuple[Clause, ...]:
        """Return the clauses of an instrument under these terms, in order."""
        return tuple(one for one in self.on(day) if _stands(one, instrument, terms))


def _stands(clause: Clause, instrument: Instrument, terms: AgreementTerms) -> bool:
    if not clause.is_asked(terms) or clause.lacks(terms):
        return False
    if instrument.value in clause.compulsory:
        return True
    chosen = bool(clause.fields or clause.answer) or clause.code in terms.chosen_clauses
    return instrument.value in clause.optional and chosen


def _is_filled(value: Any) -> bool:
    return value is not None and value not in ((), 0, False, "")


NO_CLAUSES = ClauseLibrary(clauses=())
