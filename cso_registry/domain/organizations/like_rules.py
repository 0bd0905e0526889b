"""Whoever registers a subject looks at those it resembles (F:A7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.organizations.like_questions import LookAlikes
from cso_registry.domain.organizations.likeness import like_keys, likeness
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.organizations.standing import Status
from cso_registry.domain.rule import Fault, fault, rule
from cso_registry.kernel.ids import OrganizationId, RecordId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts, Question, Setting

EXPLAINED_FROM = "registration.double_score"
"""The setting from which likeness on a registration needs a reason; 0 to 100."""
SINGLE = ("identity", "names", "person", "address", "residence", "contact")
SEVERAL = ("identifiers", "other_names", "posts")
GONE = frozenset({Status.UNDONE, Status.NONE})


def applicant_of(act: Any) -> Organization:
    """Return the subject that a registration would make, as far as likeness looks at it."""
    state = {name: value for name in SINGLE if (value := getattr(act, name)) is not None}
    for name in SEVERAL:
        state |= {f"{name}/{at:03d}": one for at, one in enumerate(getattr(act, name))}
    place = act.address or act.residence
    home = "" if place is None else place.area[:2]
    return Organization(RecordId(act.organization), home, state)


def look_alikes_of(act: Any, _setting: Setting) -> Question[Any] | None:
    """Ask who shares a key with the subject that is registered.

    What a paper book carries over has been in the register all along; its look-alikes
    are searched for when the whole book is in.
    """
    return None if act.from_paper_book else LookAlikes(tuple(like_keys(applicant_of(act))))


def likely_doubles(act: Any, facts: Facts) -> list[tuple[Organization, int]]:
    """Return the subjects that a registration resembles too much, the likest first."""
    found = facts.answers.get("look_alikes", ())
    if not found:
        return []
    least = facts.setting.policies.number(EXPLAINED_FROM, facts.today)
    applicant = applicant_of(act)
    scored = [
        (other, likeness(applicant, other).score)
        for other in found
        if isinstance(other, Organization)
        and other.id != applicant.id
        and other.standing.status not in GONE
    ]
    alike = [(other, score) for other, score in scored if score >= least]
    return sorted(alike, key=lambda pair: (-pair[1], OrganizationId(pair[0].id)))


@rule("F:A7", cite="features A7")
def likely_doubles_are_explained(act: Any, facts: Facts) -> Iterable[Fault]:
    """Who resembles a registered subject is registered only with a reason."""
    if act.not_a_double is None:
        for other, score in likely_doubles(act, facts):
            number = other.register_number or str(other.id)
            yield fault("not_a_double", number=number, score=score)
