"""Who scores a call, and what they share with who competes (F:B6, X12)."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from cso_registry.domain.fields import Confidential, Day, Line, Lines
from cso_registry.domain.record import FieldGroup
from cso_registry.domain.screening.interest import shared_interests
from cso_registry.kernel.ids import OfficerId, ProposalId
from cso_registry.thai.searching import search_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from cso_registry.domain.offices.records import Officer
    from cso_registry.domain.organizations.records import Organization

_NOT_A_DIGIT = re.compile(r"\D")
_SHORTEST_ACCOUNT = 6


class EvaluatorKind(StrEnum):
    """Whom an evaluator stands for (002 3.3.3(7))."""

    STATE = "state"
    CIVIL_SOCIETY = "civil_society"
    PROFESSIONAL = "professional"
    USERS = "users"
    """Those who are served, or a panel of citizens: how they were selected is said (R-91)."""
    OTHER = "other"


class EvaluatorNamed(FieldGroup):
    """Somebody was named to score a call."""

    officer: OfficerId
    evaluator_kind: EvaluatorKind
    named: Day
    by: OfficerId
    selected_how: Lines | None = None


class EvaluatorLeft(FieldGroup):
    """An evaluator scores no more; sheets that were handed in do not count."""

    evaluator: OfficerId
    left: Day
    by: OfficerId
    reason: Lines


class SharedThing(StrEnum):
    """What the program found that two share."""

    SAME_NAME = "same_name"
    SAME_NUMBER = "same_number"
    SAME_PHONE = "same_phone"
    SAME_ADDRESS = "same_address"
    RELATIVE = "relative"
    FAMILY_NAME = "family_name"
    BANK_ACCOUNT = "bank_account"


class SharedInterest(FieldGroup):
    """One thing an evaluator shares with who made a proposal."""

    proposal: ProposalId
    shared: SharedThing


class InterestDeclared(FieldGroup):
    """What an evaluator declared before scoring, and what the program found.

    `looked_at` are the proposals that had come by then; None in entries that do not say it.
    """

    evaluator: OfficerId
    declared: Day
    has_interest: bool
    statement: Confidential[Lines | None] = None
    found: tuple[SharedInterest, ...] = ()
    looked_at: tuple[ProposalId, ...] | None = None

    def covers(self, proposals: Iterable[str]) -> bool:
        """Return whether it was made with all of some proposals before it."""
        return self.looked_at is None or set(proposals) <= set(self.looked_at)

    @property
    def conflicts(self) -> bool:
        """Return whether it blocks its evaluator until somebody decides."""
        return self.has_interest or bool(self.found)


class InterestCleared(FieldGroup):
    """The head lets an evaluator score in spite of a conflict, with a reason."""

    declaration: Line
    cleared: Day
    by: OfficerId
    reason: Lines


def shared_with(
    evaluator: Officer, organization: Organization, account: str | None, day: date
) -> tuple[SharedThing, ...]:
    """Return everything that an evaluator and an applicant share on a day.

    A family name alone is a hint, found with those who hold a post today.
    """
    found = [SharedThing(one.flag.value) for one in shared_interests(evaluator, organization, day)]
    family = evaluator.person.family if evaluator.person is not None else None
    if family and search_key(family) in set(_families(organization, day)):
        found.append(SharedThing.FAMILY_NAME)
    own = evaluator.private.bank_account if evaluator.private is not None else None
    if own and account and _digits(own) == _digits(account):
        found.append(SharedThing.BANK_ACCOUNT)
    return tuple(dict.fromkeys(found))


def marks_of(
    organization: Organization, account: str | None, day: date
) -> frozenset[tuple[SharedThing, str]]:
    """Return what an applicant may share with another: officers, telephone, address, account."""
    marks = {(SharedThing.SAME_NAME, name) for name in persons_of(organization, day)}
    phone, place, digits = _phone(organization), _place(organization), _digits(account or "")
    if phone:
        marks.add((SharedThing.SAME_PHONE, phone))
    if place is not None:
        marks.add((SharedThing.SAME_ADDRESS, " ".join(place)))
    if len(digits) >= _SHORTEST_ACCOUNT:
        marks.add((SharedThing.BANK_ACCOUNT, digits))
    return frozenset(marks)


def shared_among(
    marks: Mapping[str, frozenset[tuple[SharedThing, str]]],
) -> dict[tuple[str, str], tuple[SharedThing, ...]]:
    """Return what any two of many applicants share, by pair; those that share nothing are not in.

    Args:
        marks: What `marks_of` says of each, by its key; pairs follow that order.
    """
    holders: dict[tuple[SharedThing, str], list[str]] = {}
    for key, mine in marks.items():
        for mark in mine:
            holders.setdefault(mark, []).append(key)
    found: dict[tuple[str, str], set[SharedThing]] = {}
    for (thing, _), keys in holders.items():
        for pair in combinations(keys, 2):
            found.setdefault(pair, set()).add(thing)
    order = {key: at for at, key in enumerate(marks)}
    pairs = sorted(found, key=lambda pair: (order[pair[0]], order[pair[1]]))
    return {pair: tuple(one for one in SharedThing if one in found[pair]) for pair in pairs}


def last_declaration(
    declarations: Mapping[str, InterestDeclared], evaluator: str
) -> tuple[str, InterestDeclared] | None:
    """Return the key and the last declaration of an evaluator; None before there is one."""
    made = [key for key, one in declarations.items() if one.evaluator == evaluator]
    return (max(made), declarations[max(made)]) if made else None


def persons_of(organization: Organization, day: date) -> Iterator[str]:
    """Yield who holds a post on a day, as names are compared."""
    for post in organization.posts.values():
        if (post.ends is None or post.ends >= day) and post.given and post.family:
            yield search_key(f"{post.given}{post.family}")


def _families(organization: Organization, day: date) -> Iterator[str]:
    person = organization.person
    if person is not None and person.family:
        yield search_key(person.family)
    for post in organization.posts.values():
        if (post.ends is None or post.ends >= day) and post.family:
            yield search_key(post.family)


def _phone(organization: Organization) -> str:
    contact = organization.contact
    return "" if contact is None else _digits(contact.phone or "")


def _place(organization: Organization) -> tuple[str, str, str] | None:
    place = organization.place
    if place is None or not place.house:
        return None
    return place.area, search_key(place.house), search_key(place.moo or "")


def _digits(text: str) -> str:
    return _NOT_A_DIGIT.sub("", text)
