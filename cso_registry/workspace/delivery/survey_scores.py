"""What a cell of a table of answers says: a score, nothing, or something else (F:H5)."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.organizations.sheet import Problem
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.thai.searching import search_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.tables.rows import Value

LED_BY_NUMBER: Final = re.compile(r"(\d{1,2})\s*[-–.:=)]\s*\D.*", re.DOTALL)
"""A score with its word, such as "5 - very satisfied"."""
SHOWN: Final = 40
NOT_A_SCORE: Final = "survey.not_a_score"


class Scores:
    """The scores of one survey, from 1 to the highest, and the words for them."""

    def __init__(self, highest: int, said: Mapping[str, Any], own: Mapping[str, int]) -> None:
        """Take the highest score, the delivered words, and those a person decided on."""
        delivered = said["words"].get(str(highest), {})
        self.highest = highest
        self._words = {search_key(word): score for word, score in {**delivered, **own}.items()}
        self._blanks = {search_key(word) for word in said["blanks"]} | {""}

    def of_row(
        self, values: Mapping[str, Value], questions: int
    ) -> tuple[dict[int, int], list[Problem]]:
        """Return the scores of one row by question, and what is wrong with it."""
        found: dict[int, int] = {}
        problems: list[Problem] = []
        for nth in range(1, questions + 1):
            written = values.get(f"q{nth}")
            if self._is_blank(written):
                continue
            score = self._score(str(written))
            if score is None:
                params: dict[str, str | int] = {
                    "said": str(written)[:SHOWN],
                    "highest": self.highest,
                }
                problems.append(Problem(f"q{nth}", NOT_A_SCORE, params))
            else:
                found[nth] = score
        if not found and not problems:
            problems.append(Problem("", "survey.no_answer", {}))
        return found, problems

    def _is_blank(self, written: Value) -> bool:
        if written is None:
            return True
        text = str(written)
        return search_key(text) in self._blanks and not any(one.isdigit() for one in text)

    def _score(self, written: str) -> int | None:
        worded = self._words.get(search_key(written))
        if worded is not None:
            return self._within(worded)
        plain = to_arabic_digits(written).strip()
        led = LED_BY_NUMBER.fullmatch(plain)
        try:
            number = Decimal(led[1] if led else plain)
        except InvalidOperation:
            return None
        whole = number.is_finite() and number == number.to_integral_value()
        return self._within(int(number)) if whole else None

    def _within(self, score: int) -> int | None:
        return score if 1 <= score <= self.highest else None
