"""The clause library: what each instrument must hold, what it may, in which words (domain 5.4).

The delivered clauses are dated data; what the office decided stands beside them. An
agreement keeps the editions it began with.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel, ConfigDict

from cso_registry.domain.fields import Code, Day, Line, Lines, Sha256
from cso_registry.domain.record import FieldGroup
from cso_registry.kernel.canonical import canonical_bytes, digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from cso_registry.domain.agreements.groups import AgreementTerms, Instrument

GAP: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
"""A merge field in the words of a clause."""
MERGED: Final = (
    "goals",
    "scope_of_work",
    "expected_results",
    "target_group",
    "agency_role",
    "partner_role",
    "budget_source",
    "conditions",
    "standards",
    "evaluation",
    "consultation",
    "structure",
    "committee",
    "disputes",
)
"""Terms that stand in a clause as they were written."""
COMPUTED: Final = (
    "agency",
    "partner",
    "areas",
    "starts",
    "ends",
    "activities_end",
    "review_dates",
    "evaluation_days",
    "evaluation_timing",
    "deliverables",
    "codes_of_practice",
    "contributions",
    "undertakings",
    "instalments",
    "amount",
    "amount_words",
    "remuneration",
    "costing",
    "report_months",
    "consultation_months",
    "manager",
    "secretariat",
    "rights",
    "service_period",
    "quality",
    "service_steps",
    "cost",
    "redress",
)
"""What else may stand in a clause: names, days, amounts and lists made from records."""
MERGE_FIELDS: Final = frozenset((*MERGED, *COMPUTED))


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
        after: The clause behind which it stands; else at its own place, or at the end.
        effective_to: The last day on which an agreement may begin with it.
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
    after: Code | None = None
    effective_to: Day | None = None

    @property
    def gaps(self) -> frozenset[str]:
        """Return the merge fields of its words in both languages."""
        return frozenset(GAP.findall(self.text_th) + GAP.findall(self.text_en))

    @property
    def sha256(self) -> str:
        """Return the hash of everything it says: by it an agreement names its edition."""
        return digest(canonical_bytes(self.model_dump(mode="json", exclude_none=True))).hex()

    def filled(self, fields: Mapping[str, str], *, thai: bool) -> str:
        """Return its words with the merge fields in place; one pass, never searched again."""
        text = self.text_th if thai else self.text_en
        return GAP.sub(lambda gap: fields.get(gap[1], gap[0]), text)

    def is_asked(self, terms: AgreementTerms) -> bool:
        """Return whether the answers call for it."""
        return self.answer is None or _is_filled(getattr(terms, self.answer))

    def lacks(self, terms: AgreementTerms) -> tuple[str, ...]:
        """Return the terms that it needs and that are still empty."""
        return tuple(name for name in self.fields if not _is_filled(getattr(terms, name)))


class ClauseEdition(FieldGroup):
    """Which edition of a clause an agreement began with."""

    code: Code
    version: Line
    sha256: Sha256


class ClauseEditions(FieldGroup):
    """The editions of the clause library that an agreement began with, in their order."""

    editions: tuple[ClauseEdition, ...]


class ClauseLibrary(BaseModel):
    """All editions of all clauses; the order of the codes is that in a paper."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    clauses: tuple[Clause, ...]

    def on(self, day: date) -> tuple[Clause, ...]:
        """Return the clauses in force on a day, each in its latest edition."""
        latest: dict[str, Clause] = {}
        for one in sorted(self.clauses, key=lambda clause: clause.effective_from):
            if one.effective_from <= day:
                latest[one.code] = one
        held = {
            code: one
            for code, one in latest.items()
            if one.effective_to is None or day <= one.effective_to
        }
        return tuple(held[code] for code in self._order(latest.values()) if code in held)

    @cached_property
    def _by_hash(self) -> Mapping[str, Clause]:
        return {one.sha256: one for one in self.clauses}

    def editions_on(self, day: date) -> ClauseEditions:
        """Return what an agreement that begins on a day keeps."""
        return ClauseEditions(
            editions=tuple(
                ClauseEdition(code=one.code, version=one.version, sha256=one.sha256)
                for one in self.on(day)
            )
        )

    def kept(self, editions: ClauseEditions | None, begun: date) -> tuple[Clause, ...]:
        """Return the clauses an agreement began with, in their order.

        Args:
            editions: What the agreement kept; None for one of an older release.
            begun: The day on which it began: it decides where nothing was kept, and for an
                edition whose very words are not held here.
        """
        then = self.on(begun)
        if editions is None:
            return then
        exact, by_day = self._by_hash, {one.code: one for one in then}
        same = {(one.code, one.version): one for one in self.clauses}
        found = (
            exact.get(one.sha256) or same.get((one.code, one.version)) or by_day.get(one.code)
            for one in editions.editions
        )
        return tuple(one for one in found if one is not None)

    def _order(self, latest: Iterable[Clause]) -> list[str]:
        """Return the codes in the order of a paper: delivered places, then `after`."""
        order = list(dict.fromkeys(one.code for one in self.clauses))
        for one in latest:
            if one.after in order and one.after != one.code:
                order.remove(one.code)
                order.insert(order.index(one.after) + 1, one.code)
        return order


def lacking(
    clauses: Iterable[Clause], instrument: Instrument, terms: AgreementTerms
) -> tuple[tuple[Clause, str], ...]:
    """Return each compulsory clause that cannot stand yet, with the empty term."""
    return tuple(
        (one, name)
        for one in clauses
        if instrument.value in one.compulsory and one.is_asked(terms)
        for name in one.lacks(terms)
    )


def standing(
    clauses: Iterable[Clause], instrument: Instrument, terms: AgreementTerms
) -> tuple[Clause, ...]:
    """Return the clauses of an instrument under these terms, in order."""
    return tuple(one for one in clauses if _stands(one, instrument, terms))


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
