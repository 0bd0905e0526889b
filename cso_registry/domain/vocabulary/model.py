"""Coded lists (V-01 to V-32 and the register's own V-S lists) and how they are asked.

The sources give the lists, `resources/vocabulary` holds them, and nothing here reads a
file. A list is dated and so is each of its terms: a code that is no longer in force
still has its label, so that old records and papers read as they did.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from cso_registry.kernel.canonical import canonical_bytes, digest
from cso_registry.kernel.errors import InputError
from cso_registry.thai.searching import search_key, search_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Language = Literal["th", "en"]
Label = Annotated[str, StringConstraints(min_length=1, max_length=300)]
TermCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,40}$")]
ListCode = Annotated[str, StringConstraints(pattern=r"^V-(\d{2}|S\d{1,2})$")]

_VERSION_BYTES = 6


class _Part(BaseModel):
    """Base of what stands in a list: frozen, strict, nothing unknown."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


class TermGroup(_Part):
    """A heading under which terms of a list stand."""

    code: TermCode
    th: Label
    en: Label


class ChecklistRule(_Part):
    """For whom a document is asked, and how long it counts (F:A12).

    Attributes:
        kinds: Kinds of subject (V-S1) that are asked for it.
        expires: Whether it ends at all.
        valid_months: After how many months, where the paper does not say so itself.
    """

    kinds: tuple[TermCode, ...]
    required: bool
    expires: bool
    valid_months: int | None = None


class LegalBasis(_Part):
    """What a legal basis is known by (R-76).

    Attributes:
        year: B.E. year of the regulation.
        confirmed: False until the office has confirmed text, first day and force.
    """

    year: int | None = None
    confirmed: bool


class Term(_Part):
    """One coded term.

    Attributes:
        source: Where it comes from; `D` is a decision of this program.
        default_model: The participation form (V-06) or model (V-09) that it suggests.
        same_as: The term of this list that it repeats under another heading.
    """

    code: TermCode
    th: Label
    en: Label
    source: Label
    default_model: TermCode | None = None
    group: TermCode | None = None
    same_as: TermCode | None = None
    note: Label | None = None
    checklist: ChecklistRule | None = None
    legal: LegalBasis | None = None
    effective_from: date | None = None
    effective_to: date | None = None

    def in_force(self, on: date) -> bool:
        """Return whether the term may be used on that day; both ends are inclusive."""
        begun = self.effective_from is None or self.effective_from <= on
        return begun and (self.effective_to is None or on <= self.effective_to)

    def text(self, language: Language) -> str:
        """Return its label in Thai or English."""
        return self.th if language == "th" else self.en


class Vocabulary(_Part):
    """One list, its terms in the order of the source."""

    code: ListCode
    th: Label
    en: Label
    source: Label
    version: Label
    effective_from: date
    note: Label | None = None
    groups: tuple[TermGroup, ...] = ()
    items: tuple[Term, ...]

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        codes = [term.code for term in self.items]
        doubled = {code for code in codes if codes.count(code) > 1}
        headings = {group.code for group in self.groups}
        for term in self.items:
            if term.code in doubled:
                raise ValueError(f"{term.code}: doubled")
            if term.group is not None and term.group not in headings:
                raise ValueError(f"{term.code}: group {term.group}")
            if term.same_as is not None and term.same_as not in codes:
                raise ValueError(f"{term.code}: same_as {term.same_as}")
        return self

    @cached_property
    def by_code(self) -> Mapping[str, Term]:
        """Return the terms by their code."""
        return {term.code: term for term in self.items}

    def in_force(self, on: date) -> tuple[Term, ...]:
        """Return the terms that may be used on that day."""
        if on < self.effective_from:
            return ()
        return tuple(term for term in self.items if term.in_force(on))


class VocabularySet:
    """All lists of a registry, at one version."""

    def __init__(self, vocabularies: Iterable[Vocabulary]) -> None:
        ordered = sorted(vocabularies, key=lambda one: one.code)
        self._lists = {one.code: one for one in ordered}
        if len(self._lists) != len(ordered):
            raise InputError("vocabulary.doubled_list")

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of all lists, in order."""
        return tuple(self._lists)

    @cached_property
    def version(self) -> str:
        """Return twelve hexadecimal digits of the SHA-256 of everything the lists say."""
        content = [one.model_dump(mode="json") for one in self._lists.values()]
        return digest(canonical_bytes(content))[:_VERSION_BYTES].hex()

    def get(self, code: str) -> Vocabulary:
        """Return a list.

        Raises:
            InputError: `vocabulary.unknown_list`.
        """
        found = self._lists.get(code)
        if found is None:
            raise InputError("vocabulary.unknown_list", list=code)
        return found

    def term(self, list_code: str, code: str) -> Term:
        """Return a term, in force or not.

        Raises:
            InputError: `vocabulary.unknown_list`, `vocabulary.unknown_term`.
        """
        found = self.get(list_code).by_code.get(code)
        if found is None:
            raise InputError("vocabulary.unknown_term", list=list_code, code=code)
        return found

    def known(self, list_code: str, code: str, on: date) -> bool:
        """Return whether `code` may be used on that day."""
        vocabulary = self.get(list_code)
        term = vocabulary.by_code.get(code)
        return term is not None and vocabulary.effective_from <= on and term.in_force(on)

    def label(self, list_code: str, code: str, language: Language) -> str:
        """Return the words for a code; a code of a newer list is shown as it is."""
        term = self.get(list_code).by_code.get(code)
        return code if term is None else term.text(language)

    def search(self, list_code: str, text: str) -> tuple[Term, ...]:
        """Return the terms whose code or words hold every word of `text`."""
        wanted = search_terms(text)
        return tuple(
            term
            for term in self.get(list_code).items
            if all(word in search_key(f"{term.code} {term.th} {term.en}") for word in wanted)
        )
