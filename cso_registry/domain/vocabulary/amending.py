"""Lays what the office decided over the delivered lists and settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from cso_registry.domain.vocabulary.model import Term, Vocabulary, VocabularySet

if TYPE_CHECKING:
    from cso_registry.domain.agreements.clauses import Clause, ClauseLibrary
    from cso_registry.domain.vocabulary.criteria import Criteria, Criterion
    from cso_registry.domain.vocabulary.policies import Policies
    from cso_registry.domain.vocabulary.records import AmendedTerm, DecidedPolicy

M = TypeVar("M", bound=BaseModel)
Amendments = Mapping[str, Mapping[str, "AmendedTerm"]]
"""Code of a list to the amended terms by code."""


def amended_lists(delivered: VocabularySet, amendments: Amendments) -> VocabularySet:
    """Return the lists with the amendments of the office; order of the source first."""
    return VocabularySet(
        _amended(delivered.get(code), amendments.get(code, {})) for code in delivered.codes
    )


def _amended(vocabulary: Vocabulary, terms: Mapping[str, AmendedTerm]) -> Vocabulary:
    if not terms:
        return vocabulary
    kept = [
        _replaced(term, terms[term.code]) if term.code in terms else term
        for term in vocabulary.items
    ]
    known = vocabulary.by_code
    new = (code for code in sorted(terms) if code not in known)
    added = [_replaced(None, terms[code], code) for code in new]
    return _rebuilt(vocabulary, items=(*kept, *added))


def _replaced(old: Term | None, new: AmendedTerm, code: str = "") -> Term:
    said = {
        "th": new.th,
        "en": new.en,
        "source": new.source,
        "effective_from": new.effective_from,
        "effective_to": new.effective_to,
        "note": new.note,
    }
    if new.term_group is not None:
        said["group"] = new.term_group
    if old is None:
        return Term.model_validate({"code": code, **said})
    return old.model_copy(update=said)


def _rebuilt(model: M, **changed: object) -> M:
    # A copied model would keep what it has computed from its old content.
    fields = {name: getattr(model, name) for name in type(model).model_fields}
    return type(model)(**{**fields, **changed})


def amended_policies(delivered: Policies, decided: Iterable[DecidedPolicy]) -> Policies:
    """Return the settings with the decisions of the office, which count from their day."""
    known = {one.key: one for one in delivered.policies}
    added = tuple(
        known[one.key].model_copy(
            update={
                "value": one.value,
                "citation": one.citation,
                "whose": "office",
                "to_be_confirmed": False,
                "effective_from": one.effective_from,
                "effective_to": one.effective_to,
            }
        )
        for one in decided
        if one.key in known
    )
    return _rebuilt(delivered, policies=(*delivered.policies, *added))


def amended_clauses(delivered: ClauseLibrary, decided: Iterable[Clause]) -> ClauseLibrary:
    """Return the clause library with the editions of the office, which count from their day."""
    added = tuple(decided)
    return _rebuilt(delivered, clauses=(*delivered.clauses, *added)) if added else delivered


def amended_criteria(delivered: Criteria, decided: Iterable[Criterion]) -> Criteria:
    """Return the criteria with those of the office, which count from their day."""
    added = tuple(decided)
    if not added:
        return delivered
    return _rebuilt(delivered, criteria=(*delivered.criteria, *added))
