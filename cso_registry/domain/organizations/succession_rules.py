"""Rules about dividing a subject into several, and uniting several in a new one (F:A8)."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from cso_registry.domain.organizations import rules
from cso_registry.domain.organizations.kin import Tied
from cso_registry.domain.organizations.records import Kind, Organization
from cso_registry.domain.organizations.standing import ALLOWED, Status, Step
from cso_registry.domain.rule import Rule, Verdict, fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.organizations.succession import Successor
    from cso_registry.domain.rule import Fault

CITE = "features A8"
FEWEST = 2
MADE_BY = (Tied.SPLIT_INTO, Tied.SUCCESSOR_OF)
"""The ties that a division leaves at the one divided, and a union at the one that is new."""
_STANDS = frozenset({Status.REGISTERED, Status.SUSPENDED})


def subjects_before(facts: Facts) -> tuple[Organization, ...]:
    """Return the subject of the act, and those that it names beside it."""
    return (facts.record("organization", Organization), *others(facts))


def others(facts: Facts) -> tuple[Organization, ...]:
    """Return the subjects that an act names as `others`."""
    named = facts.answers.get("others", ())
    return tuple(one for one in named if isinstance(one, Organization))


def successors_of(act: Any) -> tuple[str, tuple[Successor, ...]]:
    """Return what comes after, and the field that says so."""
    into = getattr(act, "into", None)
    return ("parts", act.parts) if into is None else ("into", (into,))


def of_each(one: Rule) -> Rule:
    """Return a rule about registering as a rule about every successor."""

    @wraps(one.check)
    def each(act: Any, facts: Facts) -> Iterator[Fault]:
        at, made = successors_of(act)
        for successor in made:
            whole = successor.whole(subjects_before(facts))
            for found in one.faults(whole, facts):
                yield fault(at, **found.params)

    return Rule(one.id, one.name, one.cite, each)


SUCCESSORS = tuple(
    of_each(one)
    for one in (
        rules.names_can_be_written,
        rules.form_is_known,
        rules.main_purpose_is_named_once,
        rules.purposes_are_known,
        rules.area_is_known,
        rules.unincorporated_names_a_representative,
        rules.post_is_known,
        rules.term_runs_forward,
        rules.identifiers_are_valid,
        rules.founding_is_not_of_the_future,
    )
)


@rule("R-02", cite="002 3.3.2(4)")
def a_person_is_not_divided(act: Any, facts: Facts) -> Iterable[Fault]:
    """A person is neither divided nor united, and nothing becomes one."""
    at, made = successors_of(act)
    before = [one.identity for one in subjects_before(facts)]
    kinds = [one.kind for one in (*before, *(one.identity for one in made)) if one is not None]
    if Kind.PERSON in kinds:
        yield fault(at)


@rule("F:A8", cite=CITE)
def it_is_divided_into_two(act: Any, _facts: Facts) -> Verdict:
    """One that ends is divided into two at least; one that goes on gives off one at least."""
    fewest = 1 if act.continues else FEWEST
    return fault("parts", fewest=fewest) if len(act.parts) < fewest else None


@rule("F:A8", cite=CITE)
def successors_have_names_of_their_own(act: Any, facts: Facts) -> Iterable[Fault]:
    """No two of those that come after it, nor the one that goes on, are called the same."""
    at, made = successors_of(act)
    kept = (facts.record("organization", Organization).display_name,)
    taken = list(kept) if getattr(act, "continues", False) else []
    for one in made:
        if one.names.th in taken:
            yield fault(at, name=one.names.th)
        taken.append(one.names.th)


@rule("F:A8", cite=CITE)
def carried_items_are_there(act: Any, facts: Facts) -> Iterable[Fault]:
    """Areas, persons and documents that are carried over are those of the ones before."""
    at, made = successors_of(act)
    for one in made:
        for key in one.lacking(subjects_before(facts)):
            yield fault(at, key=key)


@rule("F:A8", cite=CITE)
def successors_stay_in_the_province(act: Any, facts: Facts) -> Iterable[Fault]:
    """What comes after stands in the register of the same province; it is moved later."""
    at, made = successors_of(act)
    home = facts.record("organization", Organization).scope
    for one in made:
        if one.address is not None and not one.address.area.startswith(home):
            yield fault(at, code=one.address.area[:2], home=home)


@rule("F:A8", cite=CITE)
def united_stand_beside_each_other(act: Any, facts: Facts) -> Iterable[Fault]:
    """At least two different subjects of one province that stand in the register are united."""
    named, found = act.others, others(facts)
    if not named or len({act.organization, *named}) != len(named) + 1 or len(found) != len(named):
        yield fault("others", status="")
    home = facts.record("organization", Organization).scope
    for one in found:
        status = one.standing.status
        late = one.standing.since is not None and act.effective < one.standing.since
        if one.scope != home or status not in ALLOWED[Step.DISSOLVED] or late:
            yield fault("others", status=status.value)


@rule("F:A8", cite=CITE)
def all_of_the_succession_are_named(act: Any, facts: Facts) -> Verdict:
    """A division or union is taken back whole, the last one first."""
    last = last_succession(facts.record("organization", Organization))
    tied = {other for _, other in last}
    return None if tied and tied == set(act.others) else fault("others", count=len(tied))


@rule("F:A8", cite=CITE)
def nothing_came_after_the_succession(act: Any, facts: Facts) -> Iterable[Fault]:
    """Those made stand in the register, and those that ended with it have not moved on."""
    subject, beside = facts.record("organization", Organization), others(facts)
    divided = Tied.SPLIT_INTO in {tied for tied, _ in last_succession(subject)}
    made, before = (beside, (subject,)) if divided else ((subject,), beside)
    for one in (*made, *before):
        standing = one.standing
        stands = standing.status in _STANDS
        ended = one in before and standing.status is Status.DISSOLVED
        since = standing.since
        if not (stands or ended) or (since is not None and act.effective < since):
            yield fault("others", number=one.register_number or one.id)


def last_succession(subject: Organization) -> tuple[tuple[Tied, str], ...]:
    """Return the ties of the last division or union of a subject: how, and to whom."""
    made = {key: tie for key, tie in subject.ties.items() if tie.tied in MADE_BY and "." in key}
    last = max(made, default="").partition(".")[0]
    return tuple((one.tied, one.other) for key, one in made.items() if key.startswith(f"{last}."))
