"""What an officer and a subject share: the automatic flags of a conflict of interest (F:B6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cso_registry.domain.screening.parts import FlaggedInterest, InterestFlag
from cso_registry.thai.searching import search_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cso_registry.domain.offices.private import OfficerPrivate
    from cso_registry.domain.offices.records import Officer
    from cso_registry.domain.organizations.records import Organization, PostHeld

_NOT_A_DIGIT = re.compile(r"\D")
_COUNTRY = "66"
_SHORTEST_PHONE = 9


def shared_interests(
    officer: Officer, organization: Organization, day: date
) -> tuple[FlaggedInterest, ...]:
    """Return everything that an officer and a subject share on a day.

    Names are compared as they are searched, telephone numbers by their digits; posts
    that have ended do not count.
    """
    found = [*_of_subject(officer, organization), *_of_posts(officer, organization, day)]
    return tuple(dict.fromkeys(found))


def _of_subject(officer: Officer, organization: Organization) -> Iterator[FlaggedInterest]:
    person, contact, private = organization.person, organization.contact, officer.private
    if person is not None:
        yield from _same_person(officer, person.given, person.family, person.citizen_id, None)
    if contact is not None and _phone(contact.phone) in _phones(officer):
        yield FlaggedInterest(flag=InterestFlag.SAME_PHONE)
    if private is not None and _same_place(private, organization):
        yield FlaggedInterest(flag=InterestFlag.SAME_ADDRESS)


def _of_posts(officer: Officer, organization: Organization, day: date) -> Iterator[FlaggedInterest]:
    for key, post in organization.posts.items():
        if post.ends is not None and post.ends < day:
            continue
        yield from _same_person(officer, post.given, post.family, post.citizen_id, key)
        if _phone(post.phone) in _phones(officer):
            yield FlaggedInterest(flag=InterestFlag.SAME_PHONE, post=key)
        if _is_relative(officer, post):
            yield FlaggedInterest(flag=InterestFlag.RELATIVE, post=key)


def _same_person(
    officer: Officer, given: str | None, family: str | None, number: str | None, post: str | None
) -> Iterator[FlaggedInterest]:
    person, private = officer.person, officer.private
    if person is not None and _name(given, family) == _name(person.given, person.family):
        yield FlaggedInterest(flag=InterestFlag.SAME_NAME, post=post)
    if private is not None and number is not None and private.citizen_id == number:
        yield FlaggedInterest(flag=InterestFlag.SAME_NUMBER, post=post)


def _is_relative(officer: Officer, post: PostHeld) -> bool:
    private = officer.private
    relatives = () if private is None else private.relatives or ()
    name = _name(post.given, post.family)
    return any(
        _name(one.given, one.family) == name
        or (one.citizen_id is not None and one.citizen_id == post.citizen_id)
        for one in relatives
    )


def _name(given: str | None, family: str | None) -> str | None:
    # A given name alone is shared by too many to say that two persons are one.
    return search_key(f"{given}{family}") if given and family else None


def _phones(officer: Officer) -> frozenset[str]:
    person, private = officer.person, officer.private
    written = [
        None if person is None else person.phone,
        None if private is None else private.phone,
    ]
    return frozenset(number for text in written if (number := _phone(text)) is not None)


def _phone(text: str | None) -> str | None:
    digits = _NOT_A_DIGIT.sub("", text or "")
    if digits.startswith(_COUNTRY) and len(digits) > _SHORTEST_PHONE:
        digits = f"0{digits[len(_COUNTRY) :]}"
    return digits if len(digits) >= _SHORTEST_PHONE else None


def _same_place(private: OfficerPrivate, organization: Organization) -> bool:
    place = organization.place
    if place is None or private.area is None or private.house is None:
        return False
    own = (private.area, search_key(private.house), search_key(private.moo or ""))
    return own == (place.area, search_key(place.house or ""), search_key(place.moo or ""))
