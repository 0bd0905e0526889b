"""What the registry watches: ends without a notice, late evaluations, the six triggers (X9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.noticed import is_noticed
from cso_registry.domain.agreements.shadow import (
    AGREEMENT_OF,
    ENDING_EVALUATION,
    LATE_EVALUATION,
    SERVE_NOTICE,
)
from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.certification.shadow import CERTIFICATE_OF, EXPIRES
from cso_registry.domain.certification.standing import Status
from cso_registry.domain.missions.missions import Mission
from cso_registry.domain.notice.counting import BUFFER_DAYS, EXPIRY
from cso_registry.domain.notice.doubts import doubts, recounted
from cso_registry.domain.notice.groups import Trigger
from cso_registry.domain.notice.notices import Notice
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.duties import AskedDuties
from cso_registry.storage.reading import RecordFilter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cso_registry.domain.notice.groups import Doubt
    from cso_registry.domain.notice.law import CountLaw, ServePlan
    from cso_registry.domain.record import Record
    from cso_registry.storage.duties import DutyRow
    from cso_registry.storage.reading import Reading

MOST = 500
"""So many lines a list of the watch shows at most."""
MAY_END = "agreement:may_end"
"""From that day on an agreement that runs may end by its notice."""
UNDECIDED = ("opened", "heard")
LOST = (Status.REVOKED, Status.SUSPENDED)
DECIDED_FIRST = (Trigger.NON_RENEWAL, Trigger.EARLY_END)
"""Triggers that the office states itself, in a file that is not decided yet (T3, T4)."""


@dataclass(frozen=True, slots=True)
class NearEnd:
    """An agreement that runs, whose end is near, and no notice was given (T1).

    Attributes:
        days_left: Days left until the latest lawful receipt; below zero when it has passed.
    """

    agreement: Agreement
    ends: date
    plan: ServePlan
    days_left: int

    @property
    def is_too_late(self) -> bool:
        """Return whether the term can no longer be its lawful end."""
        return self.days_left < 0


@dataclass(frozen=True, slots=True)
class LateEvaluation:
    """An agreed evaluation that comes after the latest lawful receipt (R-58)."""

    agreement: Agreement
    evaluated: date
    receipt_by: date


@dataclass(frozen=True, slots=True)
class Doubted:
    """A count that waits for a decision, of an agreement that runs.

    Attributes:
        stands: The earliest lawful end that stands; `recounted` is that of a count today.
    """

    notice: Notice
    agreement: Agreement
    doubts: tuple[Doubt, ...]
    stands: date | None
    recounted: date | None


@dataclass(frozen=True, slots=True)
class Triggered:
    """Something that happened, or is near, for which a notice may be due (T1 to T6)."""

    trigger: Trigger
    agreement: Agreement
    day: date | None
    about: str


def near_ends(
    reading: Reading, law: CountLaw, limit: int = MOST, *, province: str | None = None
) -> tuple[NearEnd, ...]:
    """Return the agreements whose end is near with no notice, the most pressing first.

    There are none while the office decided that the end of a term needs no notice (N8).
    """
    if not law.policies.switch(EXPIRY, law.today):
        return ()
    rows = _falling_due(reading, law, SERVE_NOTICE, _horizon(law), limit, province)
    return tuple(sorted(_near(_agreements(reading, rows), law), key=lambda one: one.days_left))


def _near(found: Iterable[tuple[DutyRow, Agreement]], law: CountLaw) -> Iterator[NearEnd]:
    for _, agreement in found:
        ends = None if agreement.terms is None else agreement.terms.ends
        if ends is not None:
            # Settings and holidays may have changed since the terms were written.
            plan = law.at_home(agreement.scope).plan(ends)
            yield NearEnd(agreement, ends, plan, (plan.receipt_by - law.today).days)


def late_evaluations(
    reading: Reading, law: CountLaw, limit: int = MOST
) -> tuple[LateEvaluation, ...]:
    """Return the agreed evaluations that come too late to feed a notice."""
    rows = _agreements(reading, _falling_due(reading, law, LATE_EVALUATION, date.max, limit))
    return tuple(
        LateEvaluation(agreement, date.fromisoformat(row.day), agreement.terms.serve_by)
        for row, agreement in rows
        if agreement.terms is not None and agreement.terms.serve_by is not None
    )


def doubted(
    reading: Reading, law: CountLaw, limit: int = MOST, *, province: str | None = None
) -> tuple[Doubted, ...]:
    """Return the counts in doubt; asked of the agreements that run and may end by a notice."""
    rows = _falling_due(reading, law, MAY_END, date.max, limit, province)
    return tuple(
        found
        for _, agreement in _agreements(reading, rows)
        for identity in dict.fromkeys(one.notice for one in agreement.notices.values())
        if (found := _doubted(reading.record(identity), agreement, law)) is not None
    )


def _doubted(notice: Record | None, agreement: Agreement, law: CountLaw) -> Doubted | None:
    if not isinstance(notice, Notice):
        return None
    law = law.at_home(agreement.scope)
    found = doubts(notice, agreement, law)
    counted = recounted(notice, law)
    return Doubted(notice, agreement, found, notice.earliest_end, counted) if found else None


def triggers(reading: Reading, law: CountLaw, limit: int = MOST) -> tuple[Triggered, ...]:
    """Return what of the six triggers holds today, in their order."""
    return (
        *(
            Triggered(Trigger.EXPIRY, one.agreement, one.ends, "")
            for one in near_ends(reading, law, limit)
        ),
        *_ending_evaluations(reading, law, limit),
        *_stated(reading, law, limit),
        *_closed_missions(reading, law, limit),
        *_lost_certificates(reading, law, limit),
    )


def _ending_evaluations(reading: Reading, law: CountLaw, limit: int) -> Iterator[Triggered]:
    rows = _falling_due(reading, law, ENDING_EVALUATION, law.today, limit)
    for row, agreement in _agreements(reading, rows):
        day = date.fromisoformat(row.day)
        yield Triggered(Trigger.EVALUATION, agreement, day, row.item)


def _stated(reading: Reading, law: CountLaw, limit: int) -> Iterator[Triggered]:
    """Yield the files that say so themselves and wait for their decision (T3, T4)."""
    for status in UNDECIDED:
        rows = reading.first_records("notice", RecordFilter(status=status), law.today, limit)
        for row in rows:
            notice = reading.record(RecordId(row.id))
            file = notice.file if isinstance(notice, Notice) else None
            agreement = None if file is None else reading.record(RecordId(file.agreement))
            if file is None or not isinstance(agreement, Agreement):
                continue
            if file.trigger in DECIDED_FIRST:
                yield Triggered(file.trigger, agreement, file.recorded, file.code)


def _closed_missions(reading: Reading, law: CountLaw, limit: int) -> Iterator[Triggered]:
    rows = reading.first_records("mission", RecordFilter(status="closed"), law.today, limit)
    for row in rows:
        mission = reading.record(RecordId(row.id))
        code = mission.profile.code if isinstance(mission, Mission) and mission.profile else ""
        for agreement in _running(reading, row.id):
            yield Triggered(Trigger.MISSION, agreement, None, code)


def _lost_certificates(reading: Reading, law: CountLaw, limit: int) -> Iterator[Triggered]:
    """Yield agreements whose partner's certificate is lost, or ends before the agreement."""
    for subject in _uncertified(reading, law, limit):
        held = reading.records_under(CERTIFICATE_OF, subject)
        known = [one for one in held if isinstance(one, Certificate)]
        valid = [one for one in known if one.standing.on(law.today) is Status.VALID]
        until = max((one.standing.until or law.today for one in valid), default=None)
        for agreement in _running(reading, subject):
            ends = None if agreement.terms is None else agreement.terms.ends
            if until is None or (until <= _horizon(law) and (ends is None or until < ends)):
                yield Triggered(Trigger.CERTIFICATE, agreement, until, "")


def _uncertified(reading: Reading, law: CountLaw, limit: int) -> dict[str, None]:
    """Return the subjects of whom some certificate was lost, or ends soon."""
    found: dict[str, None] = {}
    for status in LOST:
        chosen = RecordFilter(status=status.value)
        rows = reading.first_records("certificate", chosen, law.today, limit)
        found.update({row.about: None for row in rows if row.about is not None})
    for due in _falling_due(reading, law, EXPIRES, _horizon(law), limit):
        certificate = reading.record(RecordId(due.id))
        case = certificate.case if isinstance(certificate, Certificate) else None
        if case is not None:
            found.setdefault(case.organization)
    return found


def _horizon(law: CountLaw) -> date:
    """Return the last day that is near."""
    return law.today + timedelta(days=law.policies.number(BUFFER_DAYS, law.today))


def _running(reading: Reading, record: str) -> Iterator[Agreement]:
    """Yield the agreements that rest on a record, run, and have no notice."""
    for one in reading.records_under(AGREEMENT_OF, record):
        runs = isinstance(one, Agreement) and one.in_force_from is not None and not one.is_over
        if isinstance(one, Agreement) and runs and not is_noticed(one):
            yield one


def _falling_due(
    reading: Reading,
    law: CountLaw,
    what: str,
    last: date,
    limit: int,
    province: str | None = None,
) -> list[DutyRow]:
    """Return the first things of one kind that fall due up to a day, from the index of days."""
    asked = reading.duties(law.today, AskedDuties(what=what, province=province))
    return asked.between(date.min, last, limit)[1]


def _agreements(reading: Reading, rows: Iterable[DutyRow]) -> Iterator[tuple[DutyRow, Agreement]]:
    for row in rows:
        found = reading.record(RecordId(row.id))
        if isinstance(found, Agreement):
            yield row, found
