"""A language that is English, two fifths longer and with marks as tall as any (R29).

What has room for it has room for every word that a translator may choose.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import cache
from math import ceil
from typing import TYPE_CHECKING
from unittest.mock import patch

from cso_registry.domain.vocabulary.model import Term
from cso_registry.host.sentences import HelpedSentence, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

MORE = 0.4
TALL = "Åyñĝ"
GAP_OR_WORD = re.compile(r"\{[^}]*\}|[A-Za-z]+")


@cache
def longer(text: str) -> str:
    """Return a text with every word two fifths longer; gaps stay as they are."""
    return GAP_OR_WORD.sub(_longer_word, text)


def _longer_word(found: re.Match[str]) -> str:
    word = found.group()
    if word.startswith("{"):
        return word
    added = ceil(MORE * len(word))
    return word + (TALL * added)[:added]


@contextmanager
def longer_english() -> Iterator[None]:
    """Let all that is said in English be said in longer words."""
    say, give_help, name = Sentence.say, HelpedSentence.help, Term.text

    def said(self: Sentence, language: str, /, **params: object) -> str:
        if language == "th":
            return say(self, language, **params)
        made = Sentence(th=self.th, en=longer(self.en))
        return say(made, language, **params)

    def helped(self: HelpedSentence, language: str) -> str:
        found = give_help(self, language)
        return found if language == "th" else longer(found)

    def named(self: Term, language: str) -> str:
        found = name(self, language)
        return found if language == "th" else longer(found)

    with (
        patch.object(Sentence, "say", said),
        patch.object(HelpedSentence, "help", helped),
        patch.object(Term, "text", named),
    ):
        yield
