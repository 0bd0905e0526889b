"""Checking undertakings of both sides, and what each side says to it (F:E6, F:X4, D-37)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import act
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.delivery.compliance import (
    CheckedCode,
    CheckedLine,
    CheckedUndertaking,
    ComplianceCheck,
    ComplianceFile,
    ComplianceReply,
    Kept,
)
from cso_registry.domain.delivery.work_acts import BEGINNING, BEGINS, BeginsWork, UnderAgreement
from cso_registry.domain.delivery.work_rules import work_is_of_the_agreement
from cso_registry.domain.fields import Day, Line, Lines
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.ids import ComplianceId

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change
    from cso_registry.domain.rule import Fault


@rule("F:E6", cite="features E6, X4; 002 2UK")
def there_is_something_to_check(_act: Any, facts: Facts) -> Verdict:
    """Only an agreement in which the sides undertook something is checked."""
    terms = facts.record("agreement", Agreement).terms
    return None if terms is not None and terms.undertakings else fault("agreement")


def _unmatched(lines: Iterable[CheckedLine], promised: Sequence[Any]) -> set[int]:
    """Return the places that are checked never or twice, or that are none."""
    once: set[int] = set()
    wrong: set[int] = set()
    for one in lines:
        (wrong if one.nth in once else once).add(one.nth)
    return wrong | (once ^ set(range(1, len(promised) + 1)))


@rule("F:E6", cite="features E6, X4; 002 2UK")
def every_undertaking_is_checked_once(act: Any, facts: Facts) -> Iterable[Fault]:
    """Every undertaking of both sides is looked at, once."""
    terms = facts.record("agreement", Agreement).terms
    promised = () if terms is None else terms.undertakings
    for nth in sorted(_unmatched(act.undertakings, promised)):
        yield fault("undertakings", nth=nth, count=len(promised))


@rule("F:E6", cite="features E6; 002 2UK; domain D-37")
def every_code_of_practice_is_checked_once(act: Any, facts: Facts) -> Iterable[Fault]:
    """Every code of practice that was agreed is looked at, once."""
    terms = facts.record("agreement", Agreement).terms
    agreed = () if terms is None else terms.codes_of_practice
    for nth in sorted(_unmatched(act.codes, agreed)):
        yield fault("codes", nth=nth, count=len(agreed))


@rule("F:E6", cite="features E6; R-74")
def what_was_broken_is_mended(act: Any, _facts: Facts) -> Iterable[Fault]:
    """What was not kept says what is improved."""
    for name in ("undertakings", "codes"):
        for one in getattr(act, name):
            if one.kept in {Kept.PARTLY, Kept.NOT_KEPT} and one.remedy is None:
                yield fault(name, nth=one.nth)


@rule("F:E6", cite="features E6, X4")
def check_is_of_the_past(act: Any, facts: Facts) -> Verdict:
    """A check covers days that are over."""
    in_order = act.covers_from <= act.covers_to <= act.checked <= facts.today
    return None if in_order else fault("covers_to")


@rule("F:X4", cite="features X4")
def reply_follows_the_check(act: Any, facts: Facts) -> Verdict:
    """A side says something to a check after it was made."""
    file = facts.record("compliance_check", ComplianceCheck).file
    early = file is not None and act.replied < file.checked
    return fault("replied") if early or act.replied > facts.today else None


@act("compliance.check", Role.OFFICER, Role.HEAD)
class CheckCompliance(BeginsWork):
    """Checks what both sides undertook, line by line, with evidence (F:E6)."""

    writes = (ComplianceCheck.file,)
    makes = (ComplianceCheck,)
    reads = BEGINS
    relies_on = (Agreement.terms,)
    rules = (
        *BEGINNING,
        there_is_something_to_check,
        every_undertaking_is_checked_once,
        every_code_of_practice_is_checked_once,
        what_was_broken_is_mended,
        check_is_of_the_past,
    )

    compliance_check: ComplianceId
    covers_from: Day
    covers_to: Day
    checked: Day
    checked_by: Line
    undertakings: tuple[CheckedLine, ...]
    codes: tuple[CheckedLine, ...] = ()
    findings: Lines
    improvements: Lines | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the check, with the words that the sides undertook."""
        terms = facts.record("agreement", Agreement).terms
        if terms is None:
            raise TypeError("agreement")
        own = ComplianceFile.model_fields.keys() & type(self).model_fields.keys()
        said = {name: getattr(self, name) for name in own} | dict(self.work(facts))
        promised, agreed = terms.undertakings, terms.codes_of_practice
        said["undertakings"] = tuple(
            CheckedUndertaking(**dict(one), **dict(promised[one.nth - 1]))
            for one in sorted(self.undertakings, key=lambda line: line.nth)
        )
        said["codes"] = tuple(
            CheckedCode(**dict(one), what=agreed[one.nth - 1])
            for one in sorted(self.codes, key=lambda line: line.nth)
        )
        file = ComplianceFile(**said, revision=terms.revision)
        return (ComplianceCheck.file.set(self.compliance_check, file),)


@act("compliance.reply", Role.OFFICER, Role.HEAD)
class ReplyToCheck(UnderAgreement):
    """Records what one side says to a check (F:X4)."""

    writes = (ComplianceCheck.replies,)
    reads = {"compliance_check": ComplianceCheck, "agreement": Agreement}
    rules = (work_is_of_the_agreement, reply_follows_the_check)

    compliance_check: ComplianceId
    side: Side
    replied: Day
    agrees: bool
    reply: Lines

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the reply."""
        own = ComplianceReply.model_fields.keys() & type(self).model_fields.keys()
        said = {name: getattr(self, name) for name in own}
        given = ComplianceReply(**said, by=facts.actor.officer)
        return (ComplianceCheck.replies.put(self.compliance_check, facts.act_id, given),)


ACTS = (CheckCompliance, ReplyToCheck)
