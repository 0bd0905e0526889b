"""What the files of texts hold: Thai and English side by side, with named gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from dataclasses import field as made
from enum import StrEnum
from string import Formatter
from typing import TYPE_CHECKING, Any, Final, Self

if TYPE_CHECKING:
    from cso_registry.kernel.errors import Param

FIELD: Final = "field"
"""The part of an act's texts in which the words of its fields stand."""


class Language(StrEnum):
    """The languages of the program; Thai comes first."""

    TH = "th"
    EN = "en"


class PlaceholderError(ValueError):
    """A sentence and the values for it do not fit; a fault of the program."""


class TextFormError(ValueError):
    """A text is not in its form.

    Attributes:
        place: Where in the text; nothing for the whole.
    """

    def __init__(self, place: str, why: str) -> None:
        super().__init__(why)
        self.place = place


# No model of pydantic: the window says its first words before that is loaded.
@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence or name in both languages, with the same gaps ``{name}`` in each.

    Attributes:
        en_one: The English where what is counted is one: it lacks the gap of the count. Thai
            has no plural.
    """

    th: str
    en: str
    en_one: str = ""

    def __post_init__(self) -> None:
        """Make sure that both languages say the same.

        Raises:
            TextFormError: They do not.
        """
        _require_words(self, "th", "en")
        if gaps(self.th) != gaps(self.en):
            raise TextFormError("", "the Thai and the English text have different gaps")
        if self.en_one and (len(self._counted) != 1 or not gaps(self.en_one) < gaps(self.en)):
            raise TextFormError("", "the English of one lacks the gap of the count, and no other")

    @classmethod
    def read(cls, raw: object) -> Self:
        """Return what stands in a file.

        Raises:
            TextFormError: It is not in its form.
        """
        return cls._made(_named(cls, raw))

    @classmethod
    def _made(cls, parts: dict[str, Any]) -> Self:
        try:
            return cls(**parts)
        except PlaceholderError as fault:
            raise TextFormError("", str(fault)) from None

    @property
    def _counted(self) -> frozenset[str]:
        return gaps(self.en) - gaps(self.en_one) if self.en_one else frozenset()

    def say(self, language: str, /, **params: Param) -> str:
        """Return the text in `language` with `params` in its gaps.

        Values stand as they are: `said_values` puts dates and codes into words before.

        Raises:
            PlaceholderError: a gap has no value, or a value no gap.
        """
        text = self.th if language == Language.TH else self.en
        if gaps(text) != params.keys():
            raise PlaceholderError(
                f"the text has the gaps {sorted(gaps(text))}, the values are {sorted(params)}",
            )
        if language != Language.TH and any(str(params[name]) == "1" for name in self._counted):
            text = self.en_one
        return text.format_map(params)


@dataclass(frozen=True, kw_only=True)
class HelpedSentence(Sentence):
    """A name with the help that is shown beside it."""

    help_th: str = ""
    help_en: str = ""

    def __post_init__(self) -> None:
        """Make sure that it helps in both languages.

        Raises:
            TextFormError: Only one of them has help, or the two say different things.
        """
        super().__post_init__()
        if bool(self.help_th) != bool(self.help_en):
            raise TextFormError("", "help stands in both languages or in none")

    def help(self, language: str) -> str:
        """Return the help in `language`, empty when there is none."""
        return self.help_th if language == Language.TH else self.help_en


@dataclass(frozen=True, kw_only=True)
class RuleSentence(Sentence):
    """Why a rule refuses, and what to do; the rule itself names its source."""

    cite: str = ""

    def say(self, language: str, /, **params: Param) -> str:
        """Return the sentence; a value that it has no gap for is left out.

        A rule may refuse for several faults, each with values of its own.
        """
        wanted = gaps(self.th)
        return super().say(
            language, **{name: value for name, value in params.items() if name in wanted}
        )

    def plain(self, language: str) -> str:
        """Return the sentence with an ellipsis in each gap."""
        return super().say(language, **dict.fromkeys(gaps(self.th), "…"))


@dataclass(frozen=True, kw_only=True)
class ActTexts(HelpedSentence):
    """What an act is called, and what its own fields are called."""

    field: Mapping[str, HelpedSentence] = made(default_factory=dict)

    def __post_init__(self) -> None:
        """Make sure that it has help.

        Raises:
            TextFormError: It has none, or the languages say different things.
        """
        _require_words(self, "help_th", "help_en")
        super().__post_init__()

    @classmethod
    def read(cls, raw: object) -> Self:
        """Return what stands in a file, its own fields too; see `Sentence.read`."""
        given = _named(cls, raw, FIELD)
        own: dict[str, HelpedSentence] = {}
        for name, one in given.pop(FIELD, {}).items():
            try:
                own[name] = HelpedSentence.read(one)
            except TextFormError as fault:
                raise TextFormError(f"{FIELD}.{name}.{fault.place}", str(fault)) from None
        return cls._made(given | {FIELD: own})


def gaps(text: str) -> frozenset[str]:
    """Return the names of the gaps in `text`.

    Raises:
        PlaceholderError: a gap is anything but a plain name; no attribute, index,
            conversion or format may be reached from a text.
    """
    if "{" not in text and "}" not in text:
        return frozenset()
    names = set()
    try:
        pieces = list(Formatter().parse(text))
    except ValueError:
        raise PlaceholderError("a brace has no partner") from None
    for _, name, form, conversion in pieces:
        if name is None:
            continue
        if not (name.isascii() and name.isidentifier()) or form or conversion:
            raise PlaceholderError(f"{{{name}}} is no plain gap")
        names.add(name)
    return frozenset(names)


def _require_words(sentence: Sentence, *names: str) -> None:
    for name in names:
        if not getattr(sentence, name):
            raise TextFormError(name, "no words stand there")


def _named(kind: type[Sentence], raw: object, *tables: str) -> dict[str, Any]:
    """Return the named parts of a text: words, or a table of more texts.

    Raises:
        TextFormError: A part is missing, unknown or of another sort.
    """
    if not isinstance(raw, Mapping):
        raise TextFormError("", "no table of words")
    known = {one.name: one for one in fields(kind)}
    for name in raw:
        if name not in known:
            raise TextFormError(name, "no such part")
        if not isinstance(raw[name], Mapping if name in tables else str):
            raise TextFormError(name, "neither words nor a table where one belongs")
    for name, one in known.items():
        if name not in raw and one.default is MISSING and one.default_factory is MISSING:
            raise TextFormError(name, "is missing")
    return dict(raw)
