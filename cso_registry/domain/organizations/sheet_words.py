"""Words that offices write in spreadsheets for kinds, forms and purposes.

The words are data (`resources/imports/organizations.toml`); this finds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cso_registry.domain.organizations.records import Kind
from cso_registry.thai.searching import search_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cso_registry.domain.vocabulary.model import VocabularySet

FORMS, PURPOSES = "V-05", "V-04"
SEPARATORS = str.maketrans(dict.fromkeys(",;/|\n", "\x00"))


@dataclass(frozen=True)
class SheetWords:
    """Kinds, forms, purposes and personal titles as they are written.

    Attributes:
        kinds: Words by kind; a name that begins with one is of that kind.
        forms: Words by form (V-05).
        purposes: Words by purpose (V-04).
        titles: Titles of persons, written before the given name with no blank.
        blanks: What stands in cells that hold nothing.
    """

    vocabulary: VocabularySet
    kinds: Mapping[str, Sequence[str]]
    forms: Mapping[str, Sequence[str]]
    purpose_words: Mapping[str, Sequence[str]]
    titles: Sequence[str]
    blanks: Sequence[str] = ()

    def is_blank(self, written: str) -> bool:
        """Return whether a text only says that there is nothing."""
        return not written or written in self.blanks

    def kind(self, written: str | None, name: str) -> Kind | None:
        """Return the kind that is written, or that the name begins with."""
        for text in filter(None, (written, name)):
            found = self._kinds_by_key.get(search_key(text)) or _begins(self._kind_words, text)
            if found is not None:
                return Kind(found)
        return None

    def form(self, written: str | None, name: str) -> str | None:
        """Return the form (V-05) that is written, or that the name begins with."""
        for text in filter(None, (written, name)):
            key = search_key(text)
            found = self._forms_by_key.get(key) or _begins(self._form_words, text)
            if found is not None:
                return found
        return None

    def purposes(self, main: str, others: str) -> list[str]:
        """Return the purposes (V-04) that are written, the main one first; [] if unknown."""
        found: list[str] = []
        for text in (main, others):
            for part in text.translate(SEPARATORS).split("\x00"):
                code = self._purpose(part.strip())
                if code is not None and code not in found:
                    found.append(code)
                elif code is None and part.strip() and text is main:
                    return []
        return found

    def person_name(self, written: str) -> tuple[str | None, str, str | None]:
        """Return title, given and family name of a person as written."""
        title = next((one for one in self.titles if written.startswith(one)), None)
        rest = written[len(title) :].strip() if title else written
        given, _, family = rest.partition(" ")
        return title, given, family.strip() or None

    def _purpose(self, text: str) -> str | None:
        key = search_key(text)
        if not key:
            return None
        known = self._purposes_by_key.get(key)
        if known is not None:
            return known
        near = {code for word, code in self._purposes_by_key.items() if word in key or key in word}
        return near.pop() if len(near) == 1 else None

    @cached_property
    def _kinds_by_key(self) -> Mapping[str, str]:
        labels = {search_key(term.th): term.code for term in self.vocabulary.get("V-S1").items}
        codes = {term.code: term.code for term in self.vocabulary.get("V-S1").items}
        return {**_by_key(self.kinds), **labels, **codes}

    @cached_property
    def _kind_words(self) -> Sequence[tuple[str, str]]:
        return _longest_first(self.kinds)

    @cached_property
    def _forms_by_key(self) -> Mapping[str, str]:
        return {**_by_key(self.forms), **self._labels(FORMS)}

    @cached_property
    def _form_words(self) -> Sequence[tuple[str, str]]:
        return _longest_first(self.forms)

    @cached_property
    def _purposes_by_key(self) -> Mapping[str, str]:
        return {**_by_key(self.purpose_words), **self._labels(PURPOSES)}

    def _labels(self, list_code: str) -> Mapping[str, str]:
        terms = self.vocabulary.get(list_code).items
        return {
            key: term.code
            for term in terms
            for key in (search_key(term.th), search_key(term.en), search_key(term.code))
        }


def _by_key(words: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {search_key(word): code for code, written in words.items() for word in written}


def _longest_first(words: Mapping[str, Sequence[str]]) -> Sequence[tuple[str, str]]:
    pairs = [(word, code) for code, written in words.items() for word in written]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def _begins(words: Sequence[tuple[str, str]], text: str) -> str | None:
    return next((code for word, code in words if text.startswith(word)), None)
