"""Receiving an application at the counter, and what became of it (F:X25)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from cso_registry.domain.act import Act, Read, act
from cso_registry.domain.fields import Clock, Code, Day, Line, Personal, Phone, ReasonText
from cso_registry.domain.intake.form_code import read_form_code
from cso_registry.domain.intake.records import FORM_CODE, Ended, Intake, Linked, Received
from cso_registry.domain.numbering import INTAKE, Series
from cso_registry.domain.offices.questions import NextCounter
from cso_registry.domain.offices.year_rules import closed_year, fiscal_year_is_open
from cso_registry.domain.organizations.questions import IdentifierHolders
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.reaching import telephones_can_be_dialled
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Fault, Verdict, fault, rule
from cso_registry.kernel.ids import IntakeId, OrganizationId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change

COUNTER = (Role.OFFICER, Role.CHECKER, Role.HEAD)
CHECKLIST, CITE = "V-S3", "features X25"


def _series(act: Any, setting: Setting) -> Series:
    day = act.received or setting.today
    return Series.on(INTAKE, setting.office_code, setting.desk_mark, day)


def _next(act: Any, setting: Setting) -> Question[Any]:
    return NextCounter(str(_series(act, setting)))


def _same_form(act: Any, _setting: Setting) -> Question[Any] | None:
    code = None if act.form_code is None else read_form_code(act.form_code)
    return None if code is None else IdentifierHolders(((FORM_CODE, code),))


@rule("F:X25", cite=CITE)
def form_code_is_typed_right(act: Any, _facts: Facts) -> Verdict:
    """The check sign of the code holds."""
    if act.form_code is None or read_form_code(act.form_code) is not None:
        return None
    return fault("form_code", code=act.form_code)


@rule("F:X25", cite=CITE)
def form_comes_once(_act: Any, facts: Facts) -> Verdict:
    """A form that was handed in does not come a second time."""
    return fault("form_code") if facts.answers.get("same_form") else None


@rule("F:X25", cite=CITE)
def moment_of_receipt_has_come(act: Any, facts: Facts) -> Verdict:
    """It came today, or on a day before with its time; at a time that has come."""
    setting = facts.setting
    day = act.received or setting.today
    if day > setting.today:
        return fault("received", now=setting.clock)
    if day < setting.today:
        return fault("clock", now=setting.clock) if act.clock is None else None
    late = act.clock is not None and act.clock > setting.clock
    return fault("clock", now=setting.clock) if late else None


@rule("F:A12", cite="features A12, X25")
def items_are_known(act: Any, facts: Facts) -> Iterable[Fault]:
    """What was seen, copied or missing are items of the checklist."""
    for at in ("seen_originals", "copies", "missing"):
        for code in getattr(act, at):
            if not facts.setting.vocabulary.known(CHECKLIST, code, facts.today):
                yield fault(at, code=code)


@rule("F:X25", cite=CITE)
def intake_is_open(_act: Any, facts: Facts) -> Verdict:
    """An application is linked or ended once."""
    status = facts.record("intake", Intake).status
    return None if status == "open" else fault("intake", status=status)


@act("intake.receive", *COUNTER)
class ReceiveApplication(Act):
    """Receives an application at the counter under a number of its own, with the clock.

    Day and clock are those of the computer, unless one types when it really came.
    """

    writes = (Intake.received,)
    makes = (Intake,)
    reads: ClassVar[Mapping[str, Read]] = {
        "next": _next,
        "same_form": _same_form,
        "closed": closed_year("received"),
    }
    rules = (
        form_code_is_typed_right,
        form_comes_once,
        moment_of_receipt_has_come,
        items_are_known,
        telephones_can_be_dialled,
        fiscal_year_is_open("received"),
    )

    intake: IntakeId
    applicant: Personal[Line]
    subject_name: Personal[Line]
    phone: Personal[Phone | None] = None
    form_code: Line | None = None
    received: Day | None = None
    clock: Clock | None = None
    seen_originals: tuple[Code, ...] = ()
    copies: tuple[Code, ...] = ()
    missing: tuple[Code, ...] = ()

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the receipt with its number."""
        series = _series(self, facts.setting)
        received = Received(
            number=series.number(facts.answer("next", int)),
            series=str(series),
            received=self.received or facts.today,
            clock=self.clock or facts.setting.clock,
            form_code=None if self.form_code is None else read_form_code(self.form_code),
            applicant=self.applicant,
            subject_name=self.subject_name,
            phone=self.phone,
            seen_originals=self.seen_originals,
            copies=self.copies,
            missing=self.missing,
            received_by=facts.actor.officer,
        )
        return (Intake.received.set(self.intake, received),)


class _OnIntake(Act):
    """Base of the acts on an application."""

    intake: IntakeId

    def scope(self, facts: Facts) -> str:
        """Return the home of the application."""
        return facts.record("intake", Intake).scope


@act("intake.link", *COUNTER)
class LinkIntake(_OnIntake):
    """Says which subject of the register an application led to."""

    writes = (Intake.links,)
    reads: ClassVar[Mapping[str, Read]] = {"intake": Intake, "organization": Organization}
    rules = (intake_is_open,)

    organization: OrganizationId

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the link."""
        linked = Linked(organization=self.organization, linked_on=facts.today)
        return (Intake.links.put(self.intake, facts.act_id, linked),)


@act("intake.end", *COUNTER)
class EndIntake(_OnIntake):
    """Ends an application that led to no registration, with the reason."""

    writes = (Intake.ends,)
    reads: ClassVar[Mapping[str, Read]] = {"intake": Intake}
    rules = (intake_is_open,)

    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the end."""
        ended = Ended(ended_on=facts.today, reason=self.reason)
        return (Intake.ends.put(self.intake, facts.act_id, ended),)


ACTS = (ReceiveApplication, LinkIntake, EndIntake)
