"""The catalogue of everything the program says, from ``resources/texts/*.toml``.

Forms::

    [message."storage.disk_full"]              th, en
    [label."tables.reasons"]                   th, en: a word or heading, never an error
    [act."organization.register"]              th, en, help_th, help_en
    [act."organization.register".field.name]   th, en, help_th, help_en
    [field.name]                               the same, shared by all acts
    [rule."R-04.one_main_purpose"]             th, en
    [group."organization.names"]               th, en
    [value."status.registered"]                th, en
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from cso_registry.domain.roles import NATION
from cso_registry.host.said_values import said_values
from cso_registry.host.sentences import (
    ActTexts,
    HelpedSentence,
    RuleSentence,
    Sentence,
    gaps,
)
from cso_registry.host.text_files import TextFiles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cso_registry.domain.vocabulary.areas import Areas
    from cso_registry.host.resources import Resources
    from cso_registry.kernel.errors import Param, RegistryError

UNKNOWN = "–"
_KIND_OF_ACT: Final = re.compile(r"(?<![\w.])[a-z_]+\.[a-z_]+(?![\w.])", re.ASCII)
_Kind = TypeVar("_Kind", bound=Sentence)


class MissingTextError(LookupError):
    """The program asks for a text that nobody wrote; a fault of the program."""


class Texts:
    """All texts, found by key.

    Args:
        files: The files, or the content of each by the name it is complained about with.
        areas: Gives the administrative areas, when one is to be named.

    Raises:
        TextFileError: a file is not in its form, or a key stands in two files.
    """

    def __init__(
        self,
        files: TextFiles | Mapping[str, Mapping[str, Any]],
        areas: Callable[[], Areas] | None = None,
    ) -> None:
        found = files if isinstance(files, TextFiles) else TextFiles.of(files)
        self._messages = found.table("message", Sentence)
        self._acts = found.table("act", ActTexts)
        self._fields = found.table("field", HelpedSentence)
        self._rules = found.table("rule", RuleSentence)
        self._groups = found.table("group", Sentence)
        self._labels = found.table("label", Sentence)
        self._values = found.table("value", Sentence)
        self._areas = areas

    @classmethod
    def load(cls, resources: Resources, areas: Callable[[], Areas] | None = None) -> Self:
        """Return the texts delivered with the program."""
        return cls(TextFiles.delivered(resources), areas)

    def text(self, key: str, language: str, /, **params: Param) -> str:
        """Return the message `key` in `language` with `params` in its gaps.

        Raises:
            MissingTextError: there is no such message.
            PlaceholderError: the values do not fit the gaps.
        """
        return self.message(key).say(language, **said_values(self, language, params))

    def reason(self, key: str, language: str, /, **known: Param) -> str:
        """Return the message `key`, of which only the key was kept; unknown gaps are dashes.

        Raises:
            MissingTextError: there is no such message.
        """
        wanted = gaps(self.message(key).th)
        return self.text(key, language, **{name: known.get(name, UNKNOWN) for name in wanted})

    def refusal(self, key: str, language: str, params: Mapping[str, Param]) -> str:
        """Return why the rule `key` refuses, its values in words.

        Raises:
            MissingTextError: there is no sentence for the rule.
        """
        return self.rule(key).say(language, **said_values(self, language, params))

    def words_or_none(self, kind: str, key: str) -> Sentence | None:
        """Return the words of an act, group, value or area, None when nobody wrote any."""
        if kind == "area":
            return self._area(key)
        tables: Mapping[str, Mapping[str, Sentence]] = {
            "act": self._acts,
            "group": self._groups,
            "value": self._values,
        }
        return tables[kind].get(key)

    def _area(self, code: str) -> Sentence | None:
        if code == NATION:
            return self._values.get(f"jurisdiction.{NATION}")
        areas = None if self._areas is None else self._areas()
        if areas is None or areas.get(code) is None:
            return None
        return Sentence(th=areas.line(code, "th"), en=areas.line(code, "en"))

    def error(self, error: RegistryError, language: str) -> str:
        """Return the sentence of an expected error."""
        return self.text(error.key, language, **error.params)

    def message(self, key: str) -> Sentence:
        """Return the message `key` in both languages.

        Raises:
            MissingTextError: there is no such message.
        """
        return _found(self._messages, "message", key)

    def act(self, kind: str) -> ActTexts:
        """Return the name, help and fields of the act `kind`.

        Raises:
            MissingTextError: nobody wrote texts for this act.
        """
        return _found(self._acts, "act", kind)

    def field(self, kind: str, name: str) -> HelpedSentence:
        """Return the label and help of the field `name` of the act `kind`.

        The act's own words come first, then those of its area (`agreement.goals`), at
        last those shared by all; a record type may stand for the act.

        Raises:
            MissingTextError: neither has words for the field.
        """
        own = self._acts.get(kind)
        if own is not None and name in own.field:
            return own.field[name]
        for key in (f"{kind.partition('.')[0]}.{name}", name):
            if key in self._fields:
                return self._fields[key]
        raise MissingTextError(f"field {name} of {kind}")

    def rule(self, key: str) -> RuleSentence:
        """Return the sentence of the rule `key` and its source.

        Raises:
            MissingTextError: there is no sentence for the rule.
        """
        return _found(self._rules, "rule", key)

    def group(self, name: str) -> Sentence:
        """Return what the field group `name` is called, such as ``organization.names``.

        Raises:
            MissingTextError: nobody named it.
        """
        return _found(self._groups, "group", name)

    def value(self, name: str) -> Sentence:
        """Return the words for a value of the program, such as ``status.registered``.

        Raises:
            MissingTextError: nobody wrote words for it.
        """
        return _found(self._values, "value", name)

    def label(self, name: str) -> Sentence:
        """Return the words over a column or beside a value, such as ``tables.reasons``.

        Raises:
            MissingTextError: nobody wrote them.
        """
        return _found(self._labels, "label", name)

    def has_label(self, name: str) -> bool:
        """Return whether somebody wrote these words."""
        return name in self._labels

    def keys(self, kind: str) -> frozenset[str]:
        """Return all keys of `kind`: "message", "act", "field", "rule", "group" or "value"."""
        tables: Mapping[str, Mapping[str, Sentence]] = {
            "message": self._messages,
            "act": self._acts,
            "field": self._fields,
            "rule": self._rules,
            "group": self._groups,
            "value": self._values,
            "label": self._labels,
        }
        return frozenset(tables[kind])


class ScreenTexts(Texts):
    """The same texts for a screen, where an act is a button and not a word to type.

    What they say of an act calls it by its name.
    """

    def __init__(self, texts: Texts) -> None:
        self.__dict__.update(texts.__dict__)

    def text(self, key: str, language: str, /, **params: Param) -> str:
        """Return a message that names acts; see `Texts.text`."""
        return self._naming(super().text(key, language, **params), language)

    def refusal(self, key: str, language: str, params: Mapping[str, Param]) -> str:
        """Return why a rule refuses, acts by their names; see `Texts.refusal`."""
        return self._naming(super().refusal(key, language, params), language)

    def _naming(self, words: str, language: str) -> str:
        def name(found: re.Match[str]) -> str:
            act = self._acts.get(found[0])
            return found[0] if act is None else f"“{act.say(language)}”"

        return _KIND_OF_ACT.sub(name, words) if "." in words else words


def _found(table: Mapping[str, _Kind], kind: str, key: str) -> _Kind:
    try:
        return table[key]
    except KeyError:
        raise MissingTextError(f"{kind} {key}") from None
