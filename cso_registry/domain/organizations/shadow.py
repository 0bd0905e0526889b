"""The derived rows of a subject: its line in the list, its search key, its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.numbering import counter_of
from cso_registry.domain.organizations.likeness import (
    NAME,
    PERSON,
    PHONE,
    PIECE,
    SCHEMES,
    like_keys,
)
from cso_registry.domain.organizations.standing import Status, Step
from cso_registry.domain.shadow import EVERY_PART, Cell, Division, Due, NumberUse, Shadow
from cso_registry.thai.searching import search_key
from cso_registry.thai.sorting import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.organizations.records import Organization
    from cso_registry.domain.shadow import Parts

COLUMNS = (
    "sort",
    "name",
    "number",
    "kind",
    "form",
    "purpose",
    "province",
    "area",
    "status",
    "status_since",
    "status_before",
)
"""Columns of the list of subjects, after the key."""

_NAMED = frozenset({"names", "person"})
_PLACED = frozenset({"address", "residence"})
_NAMED_ALIKE = _NAMED | _PLACED | {"other_names"}
DIVISION = Division(
    {
        "listing": _NAMED | _PLACED | {"life", "identity", "purposes"},
        "search": _NAMED | {"other_names", "life", "identifiers", "posts", "absorbed", "released"},
        "identifiers": frozenset({"identifiers", "person"}),
        NAME: _NAMED_ALIKE,
        PIECE: _NAMED_ALIKE,
        PHONE: frozenset({"contact"}),
        PERSON: frozenset({"posts"}),
        "numbers": frozenset({"life"}),
        "dues": frozenset({"documents", "posts"}),
        "registered": frozenset({"life"}),
        "assigned": frozenset({"assignment"}),
    },
    SCHEMES,
)
"""What each part is made of, besides the home; the cell it is counted in goes with its line."""


def organization_shadow(organization: Organization, parts: Parts = EVERY_PART) -> Shadow:
    """Return the derived rows of `organization`, or some parts of them."""
    shows, searched = "listing" in parts, "search" in parts
    cell = _cell(organization) if shows else None
    numbers = tuple(_numbers(organization)) if searched or "numbers" in parts else ()
    outside = tuple(_identifiers(organization)) if searched or "identifiers" in parts else ()
    own = dict.fromkeys(like_keys(organization, parts))
    assignment = organization.assignment if "assigned" in parts else None
    return Shadow(
        listing=None if cell is None else _listing(organization, *cell),
        search=_search(organization, numbers, outside) if searched else None,
        identifiers=(*outside, *own) if "identifiers" in parts else tuple(own),
        numbers=numbers if "numbers" in parts else (),
        tally=cell,
        dues=tuple(_dues(organization)) if "dues" in parts else (),
        assigned=None if assignment is None else assignment.officer,
        registered=_registered(organization) if "registered" in parts else None,
    )


def _cell(organization: Organization) -> tuple[str, str, str]:
    identity = organization.identity
    kind = identity.kind.value if identity is not None else ""
    return organization.province or organization.scope, kind, organization.standing.status.value


def _search(
    organization: Organization,
    numbers: Iterable[NumberUse],
    identifiers: Iterable[tuple[str, str]],
) -> str:
    texts = _texts(organization, numbers, identifiers)
    return "\n".join(key for text in texts if text and (key := search_key(text)))


def _listing(organization: Organization, province: str, kind: str, status: str) -> tuple[Cell, ...]:
    standing = organization.standing
    name = organization.display_name
    identity, purposes, place = organization.identity, organization.purposes, organization.place
    return (
        sort_key(name),
        name,
        organization.register_number,
        kind,
        identity.form if identity is not None else None,
        purposes.main if purposes is not None else None,
        province,
        place.area if place is not None else None,
        status,
        standing.since.isoformat() if standing.since is not None else None,
        standing.before.value,
    )


def _texts(
    organization: Organization,
    numbers: Iterable[NumberUse],
    identifiers: Iterable[tuple[str, str]],
) -> Iterable[str]:
    yield organization.display_name
    names = organization.names
    if names is not None:
        yield names.en or ""
        yield names.acronym or ""
    for other in organization.other_names.values():
        yield other.name
    for number in numbers:
        yield number.number
    for _, value in identifiers:
        yield value
    for post in organization.posts.values():
        yield f"{post.given or ''}{post.family or ''}"
    for merged in organization.merged_here:
        yield merged.number or ""
        yield from merged.names or ()


def _identifiers(organization: Organization) -> Iterable[tuple[str, str]]:
    for outside in organization.identifiers.values():
        # Whatever another program may say, our own keys are those that we make.
        if outside.scheme not in SCHEMES:
            yield outside.scheme, outside.value
    person = organization.person
    if person is not None and person.citizen_id:
        yield "TH-CID", person.citizen_id


def _numbers(organization: Organization) -> Iterable[NumberUse]:
    undone = organization.standing.status is Status.UNDONE
    for event in organization.life.values():
        if event.step is Step.REGISTERED and event.number is not None:
            parts = counter_of(event.number)
            counter = parts[1] if parts is not None else 0
            state = "void" if undone else "paper" if event.from_paper else "used"
            yield NumberUse(event.number, event.series, counter, state)


def _registered(organization: Organization) -> str | None:
    day = organization.first_return_from
    return None if day is None else day.isoformat()


def _dues(organization: Organization) -> Iterable[Due]:
    for key, held in organization.documents.items():
        if held.expires is not None:
            yield Due(held.expires.isoformat(), f"document:{held.item}", key)
    for key, post in organization.posts.items():
        if post.ends is not None:
            yield Due(post.ends.isoformat(), f"term:{post.post}", key)
