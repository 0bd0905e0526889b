"""The start page beside many clocks that run: its cost goes by what is due, not by what runs."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from build_spec.bench.figures import Figure, alternating, ratio
from build_spec.bench.ground import FAST, Desk, found, program, registrations, scratch
from cso_registry.domain.contacts.acts import NoteContact
from cso_registry.domain.contacts.records import Means
from cso_registry.domain.organizations.acts import RegisterOrganization
from cso_registry.journal.moment import thai_time
from cso_registry.kernel.ids import ContactNoteId
from cso_registry.storage.reading import Reading
from cso_registry.workspace.clocks.calendar import ClockRules, WantedClocks, clocks
from cso_registry.workspace.today import duties

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from build_spec.bench.sizes import Sizes
    from cso_registry.kernel.ids import OrganizationId

PART = "watch"
DUE = 60
SUBJECTS = 40
FAR = timedelta(days=900)
MOST_MORE = 1.5


def measure(sizes: Sizes) -> list[Figure]:
    """Return what the start page and a month of the calendar cost beside few and many clocks."""
    few, many = sizes.running
    with _filled(few) as less, _filled(many) as more:
        return list(_figures(less, more, sizes))


def _figures(less: Desk, more: Desk, sizes: Sizes) -> Iterator[Figure]:
    few, many = sizes.running
    today, rules = _today(), ClockRules.of(program())
    least, most = Reading(less.connection), Reading(more.connection)
    last = today + timedelta(days=31)

    def start_page(reading: Reading) -> object:
        return duties(reading, program(), today)

    def month(reading: Reading) -> object:
        return clocks(reading, rules, today, WantedClocks(), today, last, DUE)

    works: dict[str, Callable[[Reading], object]] = {
        "start page": start_page,
        "month of the calendar": month,
    }
    for name, work in works.items():
        large, small = alternating(
            lambda work=work: work(most),  # type: ignore[misc]
            lambda work=work: work(least),  # type: ignore[misc]
            sizes.reads,
        )
        note = f"{DUE} due beside {many:,} clocks that run, against beside {few:,}"
        yield ratio(PART, f"{name} beside {many:,}", large, small, aim=MOST_MORE, note=note)


@contextmanager
def _filled(count: int) -> Iterator[Desk]:
    """Give an office with so many clocks that run, of which few are due."""
    with scratch(in_memory=True) as parent:
        folder = parent / "registry"
        desk = Desk(folder, found(folder), FAST)
        try:
            acts = [one for one in registrations(SUBJECTS) if isinstance(one, RegisterOrganization)]
            desk.fill(acts)
            desk.fill(_notes([one.organization for one in acts], count))
            yield desk
        finally:
            desk.close()


def _notes(subjects: list[OrganizationId], count: int) -> Iterator[NoteContact]:
    """Yield contacts with a next step: the first are due soon, all others in years."""
    today, identities = _today(), program().means.identities
    for at in range(count):
        ahead = timedelta(days=at % 20) if at < DUE else FAR + timedelta(days=at % 900)
        yield NoteContact(
            note=ContactNoteId(identities.new()),
            organization=subjects[at % len(subjects)],
            contacted=today,
            means=Means.CALL,
            reached=True,
            topic="สอบถาม (สมมติ)",
            next_step="โทรกลับ (สมมติ)",
            next_day=today + ahead,
        )


def _today() -> date:
    return thai_time(program().clock.now_ms()).date()
