"""What one subject hands to those that come after it (F:A8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from cso_registry.domain.fields import Line
from cso_registry.domain.organizations.records import (
    Address,
    Contact,
    Identity,
    Names,
    Organization,
    OutsideIdentifier,
    PostHeld,
    Purposes,
    Resources,
)
from cso_registry.domain.record import Change, FieldGroup, Items

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cso_registry.domain.facts import Facts
    from cso_registry.kernel.ids import OrganizationId

CARRIED: Mapping[str, Items[Any]] = {
    "carried_areas": Organization.areas,
    "carried_posts": Organization.posts,
    "carried_documents": Organization.documents,
}
"""Which field of a successor names items of which collection."""
INHERITED = ("identity", "address", "purposes")
"""What a successor has from the one before it, unless it says otherwise."""


class Successor(FieldGroup):
    """A subject that comes of another one: what is its own, and what it takes with it.

    `carried_areas`, `carried_posts` and `carried_documents` name items of those before it
    by their keys.
    """

    from_paper_book: ClassVar[bool] = False

    names: Names
    identity: Identity | None = None
    address: Address | None = None
    contact: Contact | None = None
    purposes: Purposes | None = None
    resources: Resources | None = None
    identifiers: tuple[OutsideIdentifier, ...] = ()
    posts: tuple[PostHeld, ...] = ()
    carried_areas: tuple[Line, ...] = ()
    carried_posts: tuple[Line, ...] = ()
    carried_documents: tuple[Line, ...] = ()

    def whole(self, before: Sequence[Organization]) -> Successor:
        """Return it with what it has from those before it; the first gives what is not said."""
        said = {name: getattr(before[0], name) for name in INHERITED if getattr(self, name) is None}
        carried = tuple(one for _, one in self._named("carried_posts", before))
        return self.model_copy(update=said | {"posts": (*self.posts, *carried)})

    def lacking(self, before: Sequence[Organization]) -> Iterator[str]:
        """Yield the keys that it names and nobody before it has."""
        for field in CARRIED:
            there = {key for key, _ in self._named(field, before)}
            yield from (key for key in getattr(self, field) if key not in there)

    def changes(
        self, identity: OrganizationId, before: Sequence[Organization], facts: Facts
    ) -> Iterator[Change]:
        """Yield all that it begins with, but its registration."""
        whole = self.whole(before)
        for name in (*INHERITED, "names", "contact", "resources"):
            value = getattr(whole, name)
            if value is not None:
                yield Change("organization", identity, name, value)
        own: tuple[tuple[Items[Any], Sequence[FieldGroup]], ...] = (
            (Organization.identifiers, self.identifiers),
            (Organization.posts, whole.posts),
            (Organization.areas, self._values("carried_areas", before)),
            (Organization.documents, self._values("carried_documents", before)),
        )
        for items, values in own:
            for value in values:
                yield items.put(identity, facts.identities.new(), value)

    def _values(self, field: str, before: Sequence[Organization]) -> tuple[FieldGroup, ...]:
        return tuple(value for _, value in self._named(field, before))

    def _named(self, field: str, before: Sequence[Organization]) -> Iterator[tuple[str, Any]]:
        for subject in before:
            kept = getattr(subject, CARRIED[field].name)
            yield from ((key, kept[key]) for key in getattr(self, field) if key in kept)
