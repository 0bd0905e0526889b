"""Start page and calendar beside many live agreements: the cost goes by what is due (F:F4, I4)."""

from __future__ import annotations

import hashlib
import time
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING

from build_spec.bench.figures import Figure, alternating, median, ratio, seconds_of
from build_spec.bench.ground import program, scratch
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.groups import (
    AgreementFile,
    AgreementLinks,
    AgreementTerms,
    InForce,
    Instrument,
)
from cso_registry.domain.notice.law import count_law
from cso_registry.kernel.calendar import last_day_to_serve
from cso_registry.kernel.canonical import canonical_bytes
from cso_registry.kernel.ids import AgencyId, AgreementId, MissionId, OfficerId, OrganizationId
from cso_registry.storage.connection import Connection, Durability, open_writer
from cso_registry.storage.reading import Reading
from cso_registry.storage.schema import migrate
from cso_registry.storage.shadows import ShadowRows
from cso_registry.storage.written_rows import Changed
from cso_registry.workspace.clocks.calendar import ClockRules, WantedClocks, clocks
from cso_registry.workspace.notice.watching import doubted, late_evaluations, near_ends
from cso_registry.workspace.today import duties

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from build_spec.bench.sizes import Sizes
    from cso_registry.domain.record import FieldGroup

PART = "watch"
KEY = hashlib.sha256(b"invented live agreements of the bench").digest()
BUILDING = Durability(journal_mode="off", synchronous="off")
DAY = date(2026, 12, 1)
DUE = 60
"""So many of the agreements end so soon that their notice has to be served within a month."""
FAR = timedelta(days=1_500)
MODEL = "PBC"
MOST_MORE, VISIBLE = 1.5, 100.0


def measure(sizes: Sizes) -> list[Figure]:
    """Return what the watch costs beside few and many agreements of which the same are due."""
    few, many = sizes.running
    with scratch(in_memory=True) as folder:
        return list(
            _figures(
                _Watched(folder / "few.db", few), _Watched(folder / "many.db", many), sizes.reads
            )
        )


def _figures(less: _Watched, more: _Watched, reads: int) -> Iterator[Figure]:
    against = f"against beside {less.size:,}; {DUE} notices are due beside both"
    beside = f"beside {more.size:,} live agreements"
    for name, large, small in (
        ("start page", more.start_page, less.start_page),
        ("month of the calendar", more.month, less.month),
        ("ends, evaluations and counts watched", more.watch, less.watch),
        ("watch of one amended", more.amend, less.amend),
    ):
        ours, theirs = alternating(large, small, reads, time.process_time)
        yield ratio(PART, f"{name} {beside}", ours, theirs, aim=MOST_MORE, note=against)
    asked = (seconds_of(more.start_page, time.process_time) for _ in range(reads))
    taken = median(asked) * 1_000
    note = f"{DUE} lines; what is quicker than this is not seen"
    yield Figure(PART, f"asking the start page {beside}", taken, "ms", VISIBLE, note=note)


class _Watched:
    """A store with so many live agreements, derived by the code that derives every one."""

    def __init__(self, path: Path, size: int) -> None:
        self.size = size
        self._connection = _filled(path, size)
        self._reading, self._rules = Reading(self._connection), ClockRules.of(program())
        self._amended = count(1)

    def start_page(self) -> None:
        found = duties(self._reading, program(), DAY)
        if sum(found.counts.values()) != DUE:
            raise AssertionError(found.counts)

    def month(self) -> None:
        last = DAY + timedelta(days=31)
        found = clocks(self._reading, self._rules, DAY, WantedClocks(), DAY, last, DUE)
        if found.count != DUE:
            raise AssertionError(found.count)

    def watch(self) -> None:
        law = count_law(program().policies, DAY, program().holidays)
        found = len(near_ends(self._reading, law))
        if found != DUE or late_evaluations(self._reading, law) or doubted(self._reading, law):
            raise AssertionError(found)

    def amend(self) -> None:
        """Move the end of one agreement that is far, and with it what is watched of it."""
        number = self.size
        ends = DAY + FAR + timedelta(days=self.size % 900 + next(self._amended))
        shadow = _agreement(number, ends).shadow()
        ShadowRows(self._connection).write([Changed(number, "agreement", shadow, is_new=False)])


def _filled(path: Path, size: int) -> Connection:
    connection = open_writer(path, KEY, BUILDING)
    migrate(connection)
    connection.execute("BEGIN")
    made = [(number, _agreement(number, _ends(number))) for number in range(1, size + 1)]
    connection.executemany(
        "INSERT INTO records(rec, id, type, scope, body) VALUES(?, ?, 'agreement', ?, ?)",
        ((rec, one.id.to_bytes(), one.scope, _body(one)) for rec, one in made),
    )
    ShadowRows(connection).write(
        Changed(rec, "agreement", one.shadow(), is_new=True) for rec, one in made
    )
    connection.execute("COMMIT")
    return connection


def _ends(number: int) -> date:
    """Return a last day: the notices of the first are due within a month, all others in years."""
    if number <= DUE:
        return DAY + timedelta(days=100 + number % 20)
    return DAY + FAR + timedelta(days=number % 900)


def _agreement(number: int, ends: date) -> Agreement:
    begins, officer = DAY - timedelta(days=200), OfficerId(_identity(0))
    said: dict[str, FieldGroup | None] = {
        "file": AgreementFile(
            code=f"ส-{number}/2570",
            name_th=f"สัญญาสมมติ {number}",
            instrument=Instrument.CONTRACT,
            model=MODEL,
            agency=AgencyId(_identity(1 + number % 77)),
            mission=MissionId(_identity(100 + number % 500)),
            begun=begins,
            by=officer,
        ),
        "course": program().delivered.workflows.of(MODEL, begins),
        "links": AgreementLinks(organization=OrganizationId(_identity(1_000 + number % 5_000))),
        "terms": AgreementTerms(
            starts=begins,
            activities_end=ends,
            ends=ends,
            amount=100_000_00,
            serve_by=last_day_to_serve(ends),
            revision=1,
            written=begins,
            by=officer,
        ),
        "effects/0": InForce(effective=begins, recorded=begins, by=officer),
    }
    state = {name: one for name, one in said.items() if one is not None}
    return Agreement(AgreementId(_identity(10_000 + number)), "50", state)


def _body(agreement: Agreement) -> bytes:
    held: dict[str, FieldGroup | None]
    held = {"file": agreement.file, "terms": agreement.terms, "links": agreement.links}
    held |= {f"effects/{key}": one for key, one in agreement.effects.items()}
    dumped = ((name, one) for name, one in held.items() if one is not None)
    plain = {name: [[0, one.model_dump(mode="json", exclude_none=True)]] for name, one in dumped}
    return canonical_bytes(plain)


def _identity(number: int) -> str:
    return f"{number:08x}-0000-7000-8000-000000000000"
