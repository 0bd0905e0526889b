"""When personal data may be removed, and when a retention period still protects it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.organizations.standing import Status
from cso_registry.domain.record import ITEM_MARK, FieldGroup, personal_fields
from cso_registry.domain.rule import Fault, fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cso_registry.domain.facts import Facts

RETENTION = "privacy.retention_years"
ENDED = frozenset({Status.REMOVED, Status.UNDONE, Status.DISSOLVED})
LAST_DAY_OF_FEBRUARY = 28


@rule("F:N6", cite="features N6; design §4")
def groups_hold_personal_data(act: Any, facts: Facts) -> Iterable[Fault]:
    """Every named group is there and has personal fields."""
    organization = facts.record("organization", Organization)
    if not act.groups:
        yield fault("groups", group="–")
    for group in act.groups:
        name, _, key = group.partition(ITEM_MARK)
        slot = Organization.slots.get(name)
        held = getattr(organization, name) if slot is not None else None
        there = key in held if isinstance(held, dict) else held is not None
        if slot is None or not there or not _is_personal(slot.model):
            yield fault("groups", group=group)


@rule("F:N6", cite="features N6; design §4")
def retention_is_over(act: Any, facts: Facts) -> Iterable[Fault]:
    """A post is kept for the retention period after its term, all else after removal."""
    organization = facts.record("organization", Organization)
    years = facts.setting.policies.number(RETENTION, facts.today)
    standing = organization.standing
    ended = None
    if standing.on(facts.today) in ENDED:
        # An order may be dated back; the day it was recorded may not.
        ended = max(max(event.effective, event.recorded) for event in organization.life.values())
    posts = organization.posts
    for group in act.groups:
        name, _, key = group.partition(ITEM_MARK)
        post = posts.get(key) if name == Organization.posts.name else None
        last = ended if ended is not None or post is None else post.ends
        if last is None:
            yield fault("groups", group=group, until="–", years=years)
        elif (until := years_after(last, years)) >= facts.today:
            yield fault("groups", group=group, until=until.isoformat(), years=years)


def _is_personal(model: type[FieldGroup]) -> bool:
    return bool(personal_fields(model))


def years_after(day: date, years: int) -> date:
    """Return the same day some years later; the last of February for a leap day."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=LAST_DAY_OF_FEBRUARY)
