"""Reads what the office added to lists and settings from its own records (F:Q3)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cso_registry.domain.roles import NATION
from cso_registry.domain.vocabulary.acts import AddTerm, DecidePolicy
from cso_registry.domain.vocabulary.records import PolicyBook, WordList

if TYPE_CHECKING:
    from cso_registry.domain.vocabulary.records import AmendedTerm
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.means import Program

AMENDING = frozenset({AddTerm.kind, DecidePolicy.kind})
"""Acts after which lists and settings are read anew."""


def with_amendments(program: Program, read: Reading) -> Program:
    """Return the program with the lists and settings of this registry."""
    terms: dict[str, dict[str, AmendedTerm]] = {}
    lists = [found for found in read.records(WordList.type) if isinstance(found, WordList)]
    # What the nation decided is laid over what an office decided for itself.
    for found in sorted(lists, key=lambda one: (one.scope == NATION, one.id)):
        if found.about is not None:
            terms.setdefault(found.about.list_code, {}).update(found.terms)
    decided = tuple(
        policy
        for found in read.records(PolicyBook.type)
        if isinstance(found, PolicyBook)
        for policy in found.policies.values()
    )
    if not terms and not decided:
        return program
    return replace(program, amendments=terms, decided=decided)
