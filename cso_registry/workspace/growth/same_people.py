"""Who of a subject also holds a post in another one: a sign of ties and of monopoly (F:A9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.organizations.likeness import PERSON, person_key
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.organizations.standing import Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cso_registry.domain.organizations.records import PostHeld
    from cso_registry.storage.reading import Reading

MOST_OF_ONE = 100
GONE = frozenset({Status.MERGED, Status.UNDONE, Status.NONE})


@dataclass(frozen=True, slots=True)
class SamePerson:
    """A post of a subject whose holder has, by name, a post elsewhere, too.

    Attributes:
        item: The key of the post.
        post: The post.
        other: The other subject.
        other_post: The post there.
        certain: Whether both say the same citizen number; else the names alone agree.
    """

    item: str
    post: PostHeld
    other: Organization
    other_post: PostHeld
    certain: bool


def same_people(subject: Organization, reading: Reading, today: date) -> Iterator[SamePerson]:
    """Yield the posts in other subjects of those who hold one here on a day, by subject."""
    for item, post in subject.posts.items():
        key = person_key(post)
        if not key or not _is_held(post, today):
            continue
        for identity in reading.look_alikes(((PERSON, key),), MOST_OF_ONE):
            other = reading.record(identity)
            if not isinstance(other, Organization) or other.id == subject.id:
                continue
            if other.standing.status in GONE:
                continue
            for another in other.posts.values():
                if person_key(another) == key and _is_held(another, today):
                    ids = {post.citizen_id, another.citizen_id} - {None}
                    if len(ids) < 2:  # noqa: PLR2004 - two numbers are two people
                        certain = bool(post.citizen_id and another.citizen_id)
                        yield SamePerson(item, post, other, another, certain)


def _is_held(post: PostHeld, today: date) -> bool:
    return (post.starts is None or post.starts <= today) and (
        post.ends is None or today <= post.ends
    )
