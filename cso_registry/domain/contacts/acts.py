"""Noting a contact, and that its next step is done (F:A14, X27)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from cso_registry.domain.act import Act, Read, act
from cso_registry.domain.contacts.records import ContactNote, Means, NextStepDone, Spoken
from cso_registry.domain.fields import Day, Line, Lines, Personal
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.ids import ContactNoteId, OrganizationId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change

WRITERS = (Role.OFFICER, Role.CHECKER, Role.HEAD, Role.COMMITTEE_SECRETARY)
CITE = "features A14"


@rule("F:A14", cite=CITE)
def contact_is_not_of_the_future(act: Any, facts: Facts) -> Verdict:
    """A contact has happened before it is noted."""
    return fault("contacted") if act.contacted > facts.today else None


@rule("F:A14", cite=CITE)
def next_step_has_a_day(act: Any, _facts: Facts) -> Verdict:
    """A next step has a day not before the contact, and a day has a step."""
    if (act.next_step is None) != (act.next_day is None):
        return fault("next_day")
    return fault("next_day") if act.next_day and act.next_day < act.contacted else None


@rule("F:A14", cite=CITE)
def a_step_is_open(_act: Any, facts: Facts) -> Verdict:
    """Only an agreed step that is not done yet can be done."""
    note = facts.record("note", ContactNote)
    spoken = note.spoken
    is_open = spoken is not None and spoken.next_day is not None and not note.done
    return None if is_open else fault("note")


@act("contact.note", *WRITERS)
class NoteContact(Act):
    """Notes a call, a visit or another contact with a subject."""

    writes = (ContactNote.spoken,)
    makes = (ContactNote,)
    reads: ClassVar[Mapping[str, Read]] = {"organization": Organization}
    rules = (contact_is_not_of_the_future, next_step_has_a_day)

    note: ContactNoteId
    organization: OrganizationId
    contacted: Day
    means: Means
    reached: bool = True
    spoke_with: Personal[Line | None] = None
    topic: Line
    said: Personal[Lines | None] = None
    next_step: Line | None = None
    next_day: Day | None = None

    def scope(self, facts: Facts) -> str:
        """Return the home of the subject."""
        return facts.record("organization", Organization).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the note."""
        fields = {name: getattr(self, name) for name in Spoken.model_fields if name != "spoken_by"}
        spoken = Spoken(**fields, spoken_by=facts.actor.officer)
        return (ContactNote.spoken.set(self.note, spoken),)


@act("contact.finish", *WRITERS)
class FinishNextStep(Act):
    """Says that the next step of a contact is done."""

    writes = (ContactNote.done,)
    reads: ClassVar[Mapping[str, Read]] = {"note": ContactNote}
    rules = (a_step_is_open,)

    note: ContactNoteId
    told: Lines | None = None

    def scope(self, facts: Facts) -> str:
        """Return the home of the note."""
        return facts.record("note", ContactNote).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return that it is done."""
        done = NextStepDone(done_on=facts.today, note=self.told)
        return (ContactNote.done.put(self.note, facts.act_id, done),)


ACTS = (NoteContact, FinishNextStep)
