"""Invented civil-society subjects for training, tests and measurements.

Everything is made up: names, people, addresses, numbers. Juristic numbers begin with
0999 and citizen numbers carry 9999 in second place, which no office has given; phones
stand in the unassigned 0-2000 range and mail goes to domains kept for examples. The
same seed gives the same subjects.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cso_registry.domain.organizations.sample_chance import Chance
from cso_registry.domain.organizations.sample_names import PURPOSE_DIGITS, NameMaker
from cso_registry.domain.organizations.sample_people import (
    PeopleMaker,
    SampleOfficer,
    SamplePerson,
    juristic_number,
)
from cso_registry.domain.vocabulary.areas import AMPHOE, PROVINCE, TAMBON, Area, Areas

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from cso_registry.domain.organizations.sample_words import SampleWords

FIRST_DAY = date(2008, 6, 1)
LAST_DAY = date(2026, 9, 30)

_KINDS = ("organization",) * 11 + ("group",) * 5 + ("community",) * 3 + ("person",)
_POSTS = {
    "organization": ("chair", "secretary", "treasurer", "vice_chair", "member", "registrar"),
    "group": ("representative", "chair", "coordinator", "member"),
    "community": ("representative", "leader", "member"),
    "person": (),
}
_FEWEST_POSTS = 2
PEOPLE_EACH = 8
"""At most so many people are made for one subject."""
_DOCUMENTS = {
    "organization": ("application", "registration_paper", "articles", "committee_list"),
    "group": ("application", "member_list", "representative_mandate", "identity_card"),
    "community": ("application", "member_list", "community_certificate", "representative_mandate"),
    "person": ("application", "identity_card", "work_record"),
}
_EXPIRES_AFTER = {"committee_list": 730, "member_list": 365, "representative_mandate": 730}
_SERVED = (0, 1, 2, None)
"""Which part of the path is served; None is some neighbours."""
_DOMAINS = ("example.org", "example.com", "example.net", "cso.example")


@dataclass(frozen=True, slots=True)
class SampleAddress:
    """Where a subject is found; `area` is the code of its tambon."""

    house: str
    moo: str | None
    road: str | None
    area: str
    postal: str | None


@dataclass(frozen=True, slots=True)
class SampleFormerName:
    """A name that was in use until a day."""

    name: str
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class SampleDocument:
    """A document of the checklist (V-S3)."""

    item: str
    number: str
    issued: date
    expires: date | None
    original_seen: bool


@dataclass(frozen=True, slots=True)
class SampleSubject:
    """One invented subject.

    Attributes:
        marker: Says in Thai that all of it is invented.
        kind: Kind of subject (V-S1).
        name_th: Its name; that of the person, when the subject is one.
        person: The person, when the subject is one.
        form: Form of organisation (V-05), None for a person.
        purpose: Main purpose (V-04).
        service_areas: Codes of areas at any level.
        juristic_id: Only for organisations.
    """

    marker: str
    serial: int
    kind: str
    name_th: str
    name_en: str
    former_names: tuple[SampleFormerName, ...]
    person: SamplePerson | None
    form: str | None
    sub_form: str | None
    purpose: str
    other_purposes: tuple[str, ...]
    address: SampleAddress
    service_areas: tuple[str, ...]
    phone: str
    email: str
    juristic_id: str | None
    officers: tuple[SampleOfficer, ...]
    documents: tuple[SampleDocument, ...]
    founded: date
    registered: date


class SampleMaker:
    """Makes subjects one after another, over all provinces and kinds."""

    def __init__(
        self,
        words: SampleWords,
        areas: Areas,
        random: Random,
        *,
        until: date = LAST_DAY,
        after: int = 0,
    ) -> None:
        """Prepare.

        Args:
            words: The words of `resources/samples`.
            areas: All areas, with every amphoe of a tambon.
            random: A seeded source, used by nobody else meanwhile.
            until: No registration is later than this day.
            after: How many subjects were made before; their numbers are not used again.
        """
        self._words = words.organizations
        self._chance = chance = Chance(random)
        self._until = until
        self._names = NameMaker(words.organizations, words.people, chance)
        self._people = PeopleMaker(words.people, chance, after * PEOPLE_EACH)
        sets = words.organizations.themes
        self._purposes = tuple(dict.fromkeys(name[:PURPOSE_DIGITS] for name in sets))
        self._kinds = chance.rounds(_KINDS)
        self._provinces = chance.rounds(tuple(area.code for area in areas.provinces))
        self._paths: dict[str, list[tuple[Area, ...]]] = {}
        for tambon in areas.at_level(TAMBON):
            self._paths.setdefault(tambon.code[:PROVINCE], []).append(areas.path(tambon.code))
        self._serial = after

    def make(self, count: int) -> Iterator[SampleSubject]:
        """Return the next `count` subjects."""
        return (self.one() for _ in range(count))

    def one(self) -> SampleSubject:
        """Return the next subject."""
        self._serial += 1
        chance, kind = self._chance, next(self._kinds)
        path = chance.pick(self._paths[next(self._provinces)])
        name = self._names.name("group" if kind == "person" else kind, path)
        person = self._people.person() if kind == "person" else None
        sub_form = self._names.opening(kind)[4] if person else name.sub_form
        registered = self._day(FIRST_DAY, self._until)
        founded = date.fromordinal(registered.toordinal() - chance.below(5000))
        return SampleSubject(
            marker=self._words.marker,
            serial=self._serial,
            kind=kind,
            name_th=person.name if person else name.th,
            name_en=person.name_en if person else name.en,
            former_names=self._former(None if person else name.former, founded, registered),
            person=person,
            form=None if person else name.form,
            sub_form=sub_form or None,
            purpose=name.purpose,
            other_purposes=self._others(name.purpose),
            address=self._address(path[0]),
            service_areas=self._served(path),
            phone=f"0-2000-{chance.below(10_000):04d}",
            email=f"contact{self._serial}@{chance.pick(_DOMAINS)}",
            juristic_id=juristic_number(self._serial) if kind == "organization" else None,
            officers=self._officers(kind, registered),
            documents=self._documents(kind, registered),
            founded=founded,
            registered=registered,
        )

    def _day(self, first: date, last: date) -> date:
        days = max(1, last.toordinal() - first.toordinal() + 1)
        return date.fromordinal(first.toordinal() + self._chance.below(days))

    def _former(
        self, name: str | None, founded: date, registered: date
    ) -> tuple[SampleFormerName, ...]:
        if name is None:
            return ()
        return (SampleFormerName(name, founded, self._day(founded, registered)),)

    def _others(self, main: str) -> tuple[str, ...]:
        if self._chance.below(2):
            return ()
        drawn = {self._chance.pick(self._purposes) for _ in range(1 + self._chance.below(3))}
        return tuple(sorted(drawn - {main}))

    def _address(self, tambon: Area) -> SampleAddress:
        chance = self._chance
        house = str(1 + chance.below(999))
        if chance.one_in(3):
            house += f"/{1 + chance.below(99)}"
        moo = str(1 + chance.below(16)) if chance.below(3) else None
        road = None if moo else chance.pick(self._words.phrases.roads)
        postal = tambon.postal[0] if tambon.postal else None
        return SampleAddress(house, moo, road, tambon.code, postal)

    def _served(self, path: tuple[Area, ...]) -> tuple[str, ...]:
        """Return its own tambon, amphoe or province, or some neighbours of its tambon."""
        level = self._chance.pick(_SERVED)
        if level is not None:
            return (path[level].code,)
        near = self._paths[path[0].code[:PROVINCE]]
        drawn = {self._chance.pick(near)[0].code for _ in range(2 + self._chance.below(3))}
        return tuple(sorted({*drawn, path[0].code[:AMPHOE]}))

    def _officers(self, kind: str, registered: date) -> tuple[SampleOfficer, ...]:
        posts = _POSTS[kind]
        if not posts:
            return ()
        chance, decided = self._chance, self._words.phrases.departments
        held = posts[: _FEWEST_POSTS + chance.below(len(posts) - 1)]
        officer = self._people.officer
        return tuple(
            officer(post, registered, self._until, decided, mandate=not place)
            for place, post in enumerate(held)
        )

    def _documents(self, kind: str, registered: date) -> tuple[SampleDocument, ...]:
        """Return what was handed in; now and then something is missing."""
        chance, made = self._chance, []
        for item in _DOCUMENTS[kind]:
            if chance.one_in(6):
                continue
            issued = registered.toordinal() - chance.below(90)
            days = _EXPIRES_AFTER.get(item)
            ends = date.fromordinal(issued + days) if days else None
            number = f"ตย. {chance.below(900) + 1}/{registered.year + 543}"
            seen = chance.below(4) > 0
            made.append(SampleDocument(item, number, date.fromordinal(issued), ends, seen))
        return tuple(made)
