"""Invented people with numbers that have a right check digit and belong to nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cso_registry.domain.organizations.sample_chance import Chance
    from cso_registry.domain.organizations.sample_words import PeopleWords

JURISTIC_MARK = "0999"
"""How the juristic numbers of samples begin."""
CITIZEN_MARK = "9999"
"""Stands after the first digit of the citizen numbers of samples: no such office exists."""

_WEIGHTS = tuple(range(13, 1, -1))
_WEIGHT_OF_ZEROS = ord("0") * sum(_WEIGHTS)
# A multiplier without a factor 2 or 5 makes each serial another number of the range.
_SCATTER = 61_803_399
_JURISTIC_RANGE = 10**8
_CITIZEN_RANGE = 10**7
_KNOWN_PEOPLE = 64
_DAYS_OF_TERM = (730, 1095, 1461)


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """An invented person."""

    title: str
    given: str
    family: str
    given_en: str
    family_en: str
    citizen_id: str

    @property
    def name(self) -> str:
        """Return title, given and family name in Thai."""
        return f"{self.title}{self.given} {self.family}"

    @property
    def name_en(self) -> str:
        """Return given and family name in Latin letters."""
        return f"{self.given_en} {self.family_en}"


@dataclass(frozen=True, slots=True)
class SampleOfficer:
    """An invented person in a post (V-S5) for a term."""

    post: str
    person: SamplePerson
    has_mandate: bool
    starts: date
    ends: date
    appointed_by: str


def juristic_number(serial: int) -> str:
    """Return the juristic number of a serial below 100,000,000; no two are alike."""
    return _with_check(f"{JURISTIC_MARK}{serial * _SCATTER % _JURISTIC_RANGE:08d}")


def citizen_number(serial: int) -> str:
    """Return the citizen number of a serial below 80,000,000; no two are alike."""
    first = serial // _CITIZEN_RANGE % 8 + 1
    return _with_check(f"{first}{CITIZEN_MARK}{serial * _SCATTER % _CITIZEN_RANGE:07d}")


def _with_check(twelve: str) -> str:
    total = sum(map(mul, twelve.encode(), _WEIGHTS)) - _WEIGHT_OF_ZEROS
    return f"{twelve}{(11 - total % 11) % 10}"


class PeopleMaker:
    """Makes people, now and then the same one again (F:A9)."""

    def __init__(self, words: PeopleWords, chance: Chance, after: int = 0) -> None:
        self._words = words
        self._chance = chance
        self._serial = after
        self._known: list[SamplePerson] = []

    def person(self) -> SamplePerson:
        """Return a new person."""
        words, pick = self._words, self._chance.pick
        if self._chance.below(2):
            title, (given, given_en) = pick(words.men_titles), pick(words.men)
        else:
            title, (given, given_en) = pick(words.women_titles), pick(words.women)
        head, tail = pick(words.family_heads), pick(words.family_tails)
        self._serial += 1
        number = citizen_number(self._serial)
        made = SamplePerson(title, given, head[0] + tail[0], given_en, head[1] + tail[1], number)
        if len(self._known) < _KNOWN_PEOPLE:
            self._known.append(made)
        return made

    def officer(
        self, post: str, begun: date, until: date, decided: tuple[str, ...], *, mandate: bool
    ) -> SampleOfficer:
        """Return somebody in a post, for a term that begins between the two days."""
        chance = self._chance
        again = len(self._known) == _KNOWN_PEOPLE and chance.one_in(40)
        person = chance.pick(self._known) if again else self.person()
        first, last = begun.toordinal(), until.toordinal()
        starts = first + chance.below(max(1, last - first))
        ends = date.fromordinal(starts + chance.pick(_DAYS_OF_TERM) - 1)
        decision = chance.pick(decided)
        return SampleOfficer(post, person, mandate, date.fromordinal(starts), ends, decision)
