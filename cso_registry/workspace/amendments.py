"""Reads what the office added to lists and settings from its own records (F:Q3)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cso_registry.domain.agreements.clause_acts import ClauseBook, DecideClause
from cso_registry.domain.clocks.acts import DecideHoliday
from cso_registry.domain.clocks.records import HolidayBook
from cso_registry.domain.papers.shelf import NO_TEMPLATES, TemplateBook
from cso_registry.domain.papers.template_acts import (
    ImportTemplate,
    PutTemplateInForce,
    RetireTemplate,
)
from cso_registry.domain.roles import NATION
from cso_registry.domain.screening.criteria_acts import CriteriaBook, DecideCriterion
from cso_registry.domain.vocabulary.acts import AddTerm, DecidePolicy
from cso_registry.domain.vocabulary.records import PolicyBook, WordList

if TYPE_CHECKING:
    from cso_registry.domain.papers.shelf import TemplateShelf
    from cso_registry.domain.vocabulary.records import AmendedTerm
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.means import Program

AMENDING = frozenset({
    AddTerm.kind, DecidePolicy.kind, DecideCriterion.kind, DecideClause.kind, DecideHoliday.kind,
    ImportTemplate.kind, PutTemplateInForce.kind, RetireTemplate.kind,
})  # fmt: skip
"""Acts after which lists and settings are read anew."""


def with_amendments(program: Program, read: Reading, scope: str) -> Program:
    """Return the program with what the nation and the office of `scope` decided.

    Records of other provinces may be held; what they decided for themselves is theirs.
    """
    terms: dict[str, dict[str, AmendedTerm]] = {}
    ours = (scope, NATION)
    lists = [
        found
        for found in read.records(WordList.type)
        if isinstance(found, WordList) and found.scope in ours
    ]
    # What the nation decided is laid over what an office decided for itself.
    for found in sorted(lists, key=lambda one: (one.scope == NATION, one.id)):
        if found.about is not None:
            terms.setdefault(found.about.list_code, {}).update(found.terms)
    decided = tuple(
        policy
        for found in read.records(PolicyBook.type)
        if isinstance(found, PolicyBook) and found.scope in ours
        for policy in found.policies.values()
    )
    criteria = tuple(
        criterion
        for found in read.records(CriteriaBook.type)
        if isinstance(found, CriteriaBook) and found.scope in ours
        for criterion in found.criteria.values()
    )
    books = [
        found
        for found in read.records(ClauseBook.type)
        if isinstance(found, ClauseBook) and found.scope in ours
    ]
    # Of two editions of one day that of the nation counts: it is laid on last.
    clauses = tuple(
        clause
        for found in sorted(books, key=lambda one: (one.scope == NATION, one.id))
        for clause in found.clauses.values()
    )
    days = tuple(
        one.holiday()
        for found in sorted(_books(read, ours), key=lambda book: (book.scope == NATION, book.id))
        for one in found.days.values()
    )
    shelf = _shelf(read, ours)
    if not any((terms, decided, criteria, clauses, days, shelf)):
        return program
    return replace(
        program, amendments=terms, decided=decided, decided_criteria=criteria,
        decided_clauses=clauses, decided_days=days, own_templates=shelf,
    )  # fmt: skip


def _books(read: Reading, ours: tuple[str, str]) -> list[HolidayBook]:
    return [
        found
        for found in read.records(HolidayBook.type)
        if isinstance(found, HolidayBook) and found.scope in ours
    ]


def _shelf(read: Reading, ours: tuple[str, ...]) -> TemplateShelf | None:
    """Return the templates of the office and the nation, those of the nation last."""
    found = [
        one
        for one in read.records(TemplateBook.type)
        if isinstance(one, TemplateBook) and one.scope in ours
    ]
    books = sorted(found, key=lambda one: (one.scope == NATION, one.id))
    shelf = NO_TEMPLATES
    for one in books:
        shelf = shelf.beside(one)
    return shelf if books else None
