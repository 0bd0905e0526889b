"""The criteria that the program answers itself, each a named predicate over the subject.

A predicate sees the subject as the deciding act sees it, never a clock or a table. What
it says in the sentence of a criterion is decided here, in both languages, and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cso_registry.domain.organizations.membership import MINIMUM
from cso_registry.domain.organizations.standing import Status, Step
from cso_registry.domain.screening.documents_held import documents_ended, documents_lacking
from cso_registry.kernel.calendar import earliest_end

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.facts import Setting
    from cso_registry.domain.organizations.records import Organization
    from cso_registry.domain.screening.breaches import Breach
    from cso_registry.domain.vocabulary.model import Term

RETURN_INTERVAL = "registration.annual_update_months"


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject as a predicate sees it.

    Attributes:
        breaches: All that were recorded about it.
        return_due: The day its next yearly return is due; None when it never filed one.
    """

    organization: Organization
    setting: Setting
    breaches: tuple[Breach, ...] = ()
    return_due: date | None = None

    @property
    def today(self) -> date:
        """Return the day on which the act is decided."""
        return self.setting.today


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a criterion passes, and what fills the gaps of its sentences.

    `words` are (Thai, English) by the name of the gap without its language.
    """

    passed: bool
    numbers: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def said(self) -> dict[str, str | int]:
        """Return what fills each gap; a gap of words ends in its language."""
        filled: dict[str, str | int] = dict(self.numbers)
        for name, (th, en) in self.words.items():
            filled |= {f"{name}_th": th, f"{name}_en": en}
        return filled


Predicate = Callable[[Subject], Finding]


def registration_is_active(subject: Subject) -> Finding:
    """The subject is registered today, neither suspended nor removed (R-01, R-03)."""
    status = subject.organization.standing.on(subject.today)
    return Finding(status is Status.REGISTERED)


def purpose_is_named(subject: Subject) -> Finding:
    """A main purpose of association is on file (R-04)."""
    return Finding(subject.organization.purposes is not None)


def form_is_named(subject: Subject) -> Finding:
    """A form of organisation is on file (R-04)."""
    identity = subject.organization.identity
    return Finding(identity is not None and identity.form is not None)


def service_area_is_named(subject: Subject) -> Finding:
    """A service area is in use today (R-04)."""
    areas = subject.organization.areas.values()
    return Finding(any(_runs(one.starts, one.ends, subject.today) for one in areas))


def representative_is_in_office(subject: Subject) -> Finding:
    """Somebody with a mandate is in office today (F:A2)."""
    mandates = [one for one in subject.organization.posts.values() if one.has_mandate]
    running = any(_runs(one.starts, one.ends, subject.today) for one in mandates)
    return Finding(running, {"mandates": len(mandates)})


def outside_number_is_held(subject: Subject) -> Finding:
    """A number of another register is on file."""
    return Finding(bool(subject.organization.identifiers))


def citizen_number_is_held(subject: Subject) -> Finding:
    """The citizen number of a person is on file."""
    person = subject.organization.person
    return Finding(person is not None and person.citizen_id is not None)


def documents_are_complete(subject: Subject) -> Finding:
    """Every required document of the checklist was handed in (F:A12)."""
    return _without(documents_lacking(subject.organization, subject.setting))


def documents_are_in_force(subject: Subject) -> Finding:
    """No required document that was handed in has ended (F:A12)."""
    return _without(documents_ended(subject.organization, subject.setting))


def no_breach_weighs(subject: Subject) -> Finding:
    """No breach of agreement weighs on the subject today (F:B5)."""
    weighing = [one for one in subject.breaches if one.weighs_on(subject.today)]
    return Finding(not weighing, {"count": len(weighing)})


def yearly_return_is_filed(subject: Subject) -> Finding:
    """The yearly return is not overdue; the first is due a period after registration (F:A13)."""
    due = subject.return_due or _first_return(subject)
    return Finding(due is None or subject.today <= due)


def _first_return(subject: Subject) -> date | None:
    entered = [
        event.effective
        for event in subject.organization.life.values()
        if event.step is Step.REGISTERED
    ]
    months = subject.setting.policies.number(RETURN_INTERVAL, subject.today)
    return earliest_end(min(entered), months) if entered else None


def members_are_enough(subject: Subject) -> Finding:
    """A group has at least the members that the setting asks for (F:A2)."""
    resources = subject.organization.resources
    have = (resources.members if resources is not None else None) or 0
    need = subject.setting.policies.number(MINIMUM, subject.today)
    return Finding(have >= need, {"have": have, "need": need})


def _without(found: tuple[Term, ...]) -> Finding:
    names = ", ".join(one.th for one in found), ", ".join(one.en for one in found)
    return Finding(not found, {"count": len(found)}, {"documents": names})


def _runs(starts: date | None, ends: date | None, day: date) -> bool:
    return (starts is None or starts <= day) and (ends is None or day <= ends)


@dataclass(frozen=True, slots=True)
class Known:
    """A predicate and the gaps that it fills."""

    answer: Predicate
    gaps: frozenset[str] = frozenset()


PREDICATES: Final[Mapping[str, Known]] = {
    "registration_is_active": Known(registration_is_active),
    "purpose_is_named": Known(purpose_is_named),
    "form_is_named": Known(form_is_named),
    "service_area_is_named": Known(service_area_is_named),
    "representative_is_in_office": Known(representative_is_in_office, frozenset({"mandates"})),
    "outside_number_is_held": Known(outside_number_is_held),
    "citizen_number_is_held": Known(citizen_number_is_held),
    "documents_are_complete": Known(
        documents_are_complete, frozenset({"count", "documents_th", "documents_en"})
    ),
    "documents_are_in_force": Known(
        documents_are_in_force, frozenset({"count", "documents_th", "documents_en"})
    ),
    "no_breach_weighs": Known(no_breach_weighs, frozenset({"count"})),
    "yearly_return_is_filed": Known(yearly_return_is_filed),
    "members_are_enough": Known(members_are_enough, frozenset({"have", "need"})),
}
"""Every predicate by the name that a criterion calls it by."""
