"""Rules about issuing a certificate: what it claims is what was decided, and is signed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cso_registry.domain.certification.claims import Claims
from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.certification.short_code import short_code
from cso_registry.domain.certification.standing import ALLOWED, Status, Step
from cso_registry.domain.certification.validity import VALIDITY, last_valid_day
from cso_registry.domain.numbering import CERTIFICATE, Series
from cso_registry.domain.offices.records import KeyPurpose, Office
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.rule import Fault, Rule, Verdict, fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cso_registry.domain.facts import Facts, Setting

SIGNATURE = re.compile("[0-9a-f]{128}")


def series_today(setting: Setting) -> Series:
    """Return the series of certificates that is open today."""
    return Series.on(CERTIFICATE, setting.office_code, setting.desk_mark, setting.today)


@rule("F:C1", cite="features C1, X16; design §4")
def number_is_the_next(act: Any, facts: Facts) -> Verdict:
    """The signed words name the number that comes next in the series."""
    number = series_today(facts.setting).number(facts.answer("next", int))
    return None if act.number == number else fault("number", number=number)


@rule("F:C8", cite="features C8, X16")
def claims_say_what_is_issued(act: Any, facts: Facts) -> Iterable[Fault]:
    """The frozen words are whole, are those of this subject, and carry this code."""
    try:
        claims = Claims.read(act.claims)
    except TypeError:
        yield fault("claims", what="–")
        return
    organization = facts.record("organization", Organization)
    said = {
        "number": (claims.number, act.number),
        "name": (claims.name, organization.display_name),
        "register_number": (claims.register_number, organization.register_number or ""),
        "starts": (claims.first_day, act.effective.isoformat()),
        "ends": (claims.last_day, act.ends.isoformat()),
        "claims_sha256": (claims.digest().hex(), act.claims_sha256),
        "short_code": (short_code(claims), act.short_code),
    }
    for field, (on_paper, in_act) in said.items():
        if on_paper != in_act:
            yield fault("claims", what=field)


@rule("F:X16", cite="features X16; design §5")
def key_is_the_office_key(act: Any, facts: Facts) -> Verdict:
    """It is signed with the key that the office has in use today."""
    key = facts.record("office", Office).key_in_use(KeyPurpose.SIGNING)
    whole = SIGNATURE.fullmatch(act.signature) is not None
    return None if whole and key is not None and key.public == act.key_id else fault("key_id")


@rule("F:C1", cite="domain §12(3); design §6")
def validity_is_as_decided(act: Any, facts: Facts) -> Verdict:
    """The last day follows from the first one and the months decided or set."""
    certificate = facts.record("certificate", Certificate)
    ends = decided_end(certificate, act.effective, facts)
    return None if act.ends == ends else fault("ends", day=ends.isoformat())


def decided_end(certificate: Certificate, starts: date, facts: Facts) -> date:
    """Return the last day of the validity of a granted case."""
    decision = certificate.decision
    months = None if decision is None else decision.months
    setting = facts.setting.policies.number(VALIDITY, facts.today)
    return last_valid_day(starts, months or setting)


@rule("F:C1", cite="features C1")
def validity_begins_after_the_decision(act: Any, facts: Facts) -> Verdict:
    """A certificate begins no earlier than the day on which it is issued."""
    return fault("effective") if act.effective < facts.today else None


@rule("F:C1", cite="features C1; domain §12(3)")
def replacement_keeps_the_last_day(act: Any, facts: Facts) -> Verdict:
    """A replacement says something right; it does not last longer than what it replaces."""
    issue = facts.record("former", Certificate).issue
    if issue is None:
        return fault("former", day="–")
    starts = max(issue.starts, facts.today)
    same = (act.effective, act.ends) == (starts, issue.ends)
    return None if same else fault("ends", day=issue.ends.isoformat())


@rule("R-01", cite="R-01")
def former_is_of_this_subject(act: Any, facts: Facts) -> Verdict:
    """What is replaced is a certificate of the same subject."""
    case = facts.record("former", Certificate).case
    same = case is not None and case.organization == act.organization
    return None if same else fault("organization")


def certificate_may_be(step: Step, named: str = "certificate") -> Rule:
    """Return the rule that `step` is possible where the certificate stands."""

    @rule("F:C5", cite="features C5")
    def certificate_stands_so(act: Any, facts: Facts) -> Verdict:
        """What is done to a certificate is possible where it stands on that day."""
        certificate = facts.record(named, Certificate)
        standing = certificate.standing
        day = max(facts.today, getattr(act, "effective", facts.today))
        status = standing.status if standing.on(day) is not Status.EXPIRED else Status.EXPIRED
        params = {"status": status.value, "step": step.value}
        if status not in ALLOWED[step]:
            return fault(named, **params)
        too_early = standing.since is not None and day < standing.since
        return fault("effective", **params) if too_early else None

    return certificate_stands_so
