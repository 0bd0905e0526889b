"""The facts a paper shows, resolved for display, and how they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Final

from cso_registry.documents.template_model import PLACEHOLDER
from cso_registry.kernel.errors import InputError
from cso_registry.thai.digits import to_thai_digits

if TYPE_CHECKING:
    from cso_registry.documents.template_model import FactKind, Language, Words
    from cso_registry.documents.templates import Template

FactRow = Mapping[str, str | bool]
FactValue = str | bool | Sequence[FactRow]
_TYPES: Final[dict[str, type | tuple[type, ...]]] = {
    "text": str,
    "verbatim": str,
    "flag": bool,
    "rows": (list, tuple),
}


_BRACKETED: Final = re.compile(r" ?\(\{([a-z][a-z0-9_]*)\}\)")
_COUNTED: Final = re.compile("^( (?:calendar )?(?:day|month|file|label))s\\b")


def _one(text: str, value: str) -> str:
    """Return English words after a number: 1 day late, 2 days late."""
    return _COUNTED.sub(r"\1", text) if value == "1" else text


class Facts:
    """The facts for one paper, in its language and digits.

    What the template does not declare is left out, so that a paper can never show more
    than its template says.

    Raises:
        InputError: ``documents.fact_kind``, for a value of another kind than declared.
    """

    def __init__(
        self,
        template: Template,
        facts: Mapping[str, FactValue],
        *,
        language: Language,
        thai_digits: bool,
        blank: bool,
    ) -> None:
        self._kinds: Mapping[str, FactKind] = template.spec.facts
        self._facts = {name: facts[name] for name in self._kinds if name in facts}
        self._words = template.words
        self._language = language
        self._thai_digits = thai_digits
        self.blank = blank
        for name, value in self._facts.items():
            if not isinstance(value, _TYPES[self._kinds[name]]):
                raise InputError("documents.fact_kind", fact=name)

    def text(self, words: Words, *, missing: str | None = None) -> str:
        """Return words with the facts in place; one pass, facts are never searched again.

        Args:
            words: Of the template.
            missing: What stands for a fact that is not recorded; by default the words
                that say so, or dots to write on on a blank form.
        """
        stand_in = self._stand_in() if missing is None else missing
        written = self.plain(words)
        if not self.blank:
            written = _BRACKETED.sub(self._bracketed, written)
        literals, names = PLACEHOLDER.split(written)[::2], PLACEHOLDER.findall(written)
        values = [self._value(name, stand_in) for name in names]
        if self._language == "en":
            after = [_one(text, value) for text, value in zip(literals[1:], values, strict=True)]
            literals = [literals[0], *after]
        parts = zip_longest(map(self.digits, literals), values, fillvalue="")
        return "".join(chain.from_iterable(parts))

    def _bracketed(self, found: re.Match[str]) -> str:
        """Return a bracket with a fact, nothing when that is not recorded."""
        return found[0] if self._value(found[1], "") else ""

    def cell(self, words: Words) -> str:
        """Return the value beside a label; nothing to write on when all of it is blank."""
        named = words.facts()
        if self.blank and named and not any(self._value(name, "") for name in named):
            return ""
        return self.text(words)

    def plain(self, words: Words) -> str:
        """Return words in the paper's language, as they are."""
        return words.th if self._language == "th" else words.en

    def digits(self, text: str) -> str:
        """Return text in the paper's digits."""
        return to_thai_digits(text) if self._thai_digits else text

    def flag(self, name: str | None) -> bool:
        """Return whether a flag is true; one that is not recorded is not."""
        return name is not None and self._facts.get(name) is True

    def rows(self, name: str) -> Sequence[FactRow] | None:
        """Return the rows of a fact, or None when it is not recorded."""
        value = self._facts.get(name)
        return None if value is None or isinstance(value, str | bool) else value

    def missing(self) -> str:
        """Return the words that say that something is not recorded."""
        return self.plain(self._words.missing)

    def none(self) -> str:
        """Return the words that say that there is none."""
        return self.plain(self._words.none)

    def value(self, name: str) -> str:
        """Return one fact as it stands in a text, or what stands for it."""
        return self._value(name, self._stand_in())

    def _stand_in(self) -> str:
        return self.plain(self._words.dots) if self.blank else self.missing()

    def _value(self, name: str, stand_in: str) -> str:
        value = self._facts.get(name)
        if not isinstance(value, str) or not value.strip():
            return stand_in
        return value if self._kinds[name] == "verbatim" else self.digits(value)
