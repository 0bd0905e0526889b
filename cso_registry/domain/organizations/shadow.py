"""The derived rows of a subject: its line in the list, its search key, its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.numbering import counter_of
from cso_registry.domain.organizations.likeness import like_keys
from cso_registry.domain.organizations.standing import Standing, Status, Step
from cso_registry.domain.shadow import Cell, Due, NumberUse, Shadow
from cso_registry.thai.searching import search_key
from cso_registry.thai.sorting import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.organizations.records import Organization

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


def organization_shadow(organization: Organization) -> Shadow:
    """Return the derived rows of `organization`."""
    standing = organization.standing
    identity = organization.identity
    kind = identity.kind.value if identity is not None else ""
    province = organization.province or organization.scope
    assignment = organization.assignment
    numbers = tuple(_numbers(organization, standing))
    identifiers = tuple(_identifiers(organization))
    texts = _texts(organization, numbers, identifiers)
    keys = tuple(dict.fromkeys(like_keys(organization)))
    return Shadow(
        listing=_listing(organization, standing, kind, province),
        search="\n".join(key for text in texts if text and (key := search_key(text))),
        identifiers=(*identifiers, *keys),
        numbers=numbers,
        tally=(province, kind, standing.status.value),
        dues=tuple(_dues(organization)),
        assigned=None if assignment is None else assignment.officer,
    )


def _listing(
    organization: Organization,
    standing: Standing,
    kind: str,
    province: str,
) -> tuple[Cell, ...]:
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
        standing.status.value,
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
        yield outside.scheme, outside.value
    person = organization.person
    if person is not None and person.citizen_id:
        yield "TH-CID", person.citizen_id


def _numbers(organization: Organization, standing: Standing) -> Iterable[NumberUse]:
    undone = standing.status is Status.UNDONE
    for event in organization.life.values():
        if event.step is Step.REGISTERED and event.number is not None:
            parts = counter_of(event.number)
            counter = parts[1] if parts is not None else 0
            state = "void" if undone else "paper" if event.from_paper else "used"
            yield NumberUse(event.number, event.series, counter, state)


def _dues(organization: Organization) -> Iterable[Due]:
    for key, held in organization.documents.items():
        if held.expires is not None:
            yield Due(held.expires.isoformat(), f"document:{held.item}", key)
    for key, post in organization.posts.items():
        if post.ends is not None:
            yield Due(post.ends.isoformat(), f"term:{post.post}", key)
