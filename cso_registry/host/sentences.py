"""What the files of texts hold: Thai and English side by side, with named gaps."""

from __future__ import annotations

from enum import StrEnum
from string import Formatter
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

if TYPE_CHECKING:
    from cso_registry.kernel.errors import Param


class Language(StrEnum):
    """The languages of the program; Thai comes first."""

    TH = "th"
    EN = "en"


class PlaceholderError(ValueError):
    """A sentence and the values for it do not fit; a fault of the program."""


Words = Annotated[str, Field(min_length=1)]


class Sentence(BaseModel):
    """A sentence or name in both languages, with the same gaps ``{name}`` in each.

    Attributes:
        en_one: The English where what is counted is one: it lacks the gap of the count. Thai
            has no plural.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    th: Words
    en: Words
    en_one: str = ""

    @model_validator(mode="after")
    def _has_the_same_gaps(self) -> Self:
        if gaps(self.th) != gaps(self.en):
            raise ValueError("the Thai and the English text have different gaps")
        if self.en_one and (len(self._counted) != 1 or not gaps(self.en_one) < gaps(self.en)):
            raise ValueError("the English of one lacks the gap of the count, and no other")
        return self

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


class HelpedSentence(Sentence):
    """A name with the help that is shown beside it."""

    help_th: str = ""
    help_en: str = ""

    @model_validator(mode="after")
    def _helps_in_both_languages(self) -> Self:
        if bool(self.help_th) != bool(self.help_en):
            raise ValueError("help stands in both languages or in none")
        return self

    def help(self, language: str) -> str:
        """Return the help in `language`, empty when there is none."""
        return self.help_th if language == Language.TH else self.help_en


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


class ActTexts(HelpedSentence):
    """What an act is called, and what its own fields are called."""

    help_th: Words
    help_en: Words
    field: dict[str, HelpedSentence] = {}


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
