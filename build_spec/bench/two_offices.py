"""Two invented offices that trust each other: one does the work, the other takes it in."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Any

from build_spec.bench.ground import FAST, SEED, Desk, found, keys, program, settle
from cso_registry.domain.organizations.acts import ChangeContact
from cso_registry.domain.organizations.records import Contact, DocumentHeld
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.outgoing import Order
from cso_registry.workspace.exchanging.trusting import new_root_keys
from cso_registry.workspace.sampling import sample_acts
from cso_registry.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cso_registry.domain.act import Act
    from cso_registry.domain.organizations.acts import RegisterOrganization
    from cso_registry.kernel.ids import OrganizationId
    from cso_registry.workspace.exchanging.exchange import Written
    from cso_registry.workspace.exchanging.incoming import Report
    from cso_registry.workspace.performing import Session

NATION, PROVINCE = "กลาง", "ชม"
SCOPE, AREA = "50", "500608"
REASON = "ตามที่แจ้ง (สมมติ)"
BLOCK = 10_000


@dataclass(frozen=True, slots=True)
class Offices:
    """The folders of two closed registries, and who signs in at the one that works."""

    nation: Path
    province: Path
    session: Session


def found_two(folder: Path) -> Offices:
    """Found the secretariat and one province, which joins it."""
    nation, province = folder / "nation", folder / "province"
    found(nation, code=NATION)
    session = found(province, code=PROVINCE, province=SCOPE)
    with opened(nation) as secretariat, opened(province) as joining:
        room, asking = Exchange(secretariat).trust, Exchange(joining).trust
        room.found(new_root_keys(), secretariat.today, None)
        request, words = asking.request(is_training=True)
        room.admit(request, words, secretariat.today)
        spelt = room.trusted.spelt
        asking.join(spelt, asking.root_words(spelt))
    return Offices(nation, province, session)


@contextmanager
def opened(folder: Path) -> Iterator[Workspace]:
    """Give the open registry in a folder."""
    with Workspace.opened(folder, keys(), program()) as workspace:
        yield workspace


def fill(folder: Path, session: Session, acts: Iterable[Act]) -> None:
    """Do acts at an office, many in one transaction."""
    desk = Desk(folder, session, FAST)
    left = iter(acts)
    while block := list(islice(left, BLOCK)):
        desk.fill(block)
    desk.close()


def subjects(count: int, **fields: Any) -> Iterator[RegisterOrganization]:
    """Yield the acts that register invented subjects in the province."""
    for act in sample_acts(program(), count=count, seed=SEED):
        places = {
            name: getattr(act, name).model_copy(update={"area": AREA, "postal": None})
            for name in ("address", "residence")
            if getattr(act, name) is not None
        }
        apart = {"areas": (), "identifiers": (), "documents": (), **fields}
        yield act.model_copy(update={**places, **apart})


def attach_scans(folder: Path, session: Session, count: int, size: int) -> None:
    """Register subjects, each with an attached file of invented bytes."""
    random = Random(SEED)
    with opened(folder) as workspace:
        for act in subjects(count):
            scan = BytesIO(b"%PDF-1.7\n" + random.randbytes(size))
            kept = workspace.attach(scan, "scan.pdf")
            held = DocumentHeld(item="member_list", original_seen=True, attachment=kept)
            workspace.perform(act.model_copy(update={"documents": (held,)}), session)


def contact_changes(of: list[OrganizationId], first: int = 0) -> Iterator[Act]:
    """Yield acts that change how subjects are reached."""
    for number, subject in enumerate(of, start=first):
        phone, email = f"0-5300-{number % 10_000:04d}", f"office{number}@example.org"
        contact = Contact(phone=phone, email=email)
        yield ChangeContact(organization=subject, contact=contact, reason=REASON)


def order_to_nation(at: Exchange, **wanted: Any) -> Order:
    """Return the order of a bundle to the secretariat."""
    offices = at.trust.trusted.roster.offices.values()
    return Order(to=tuple(one.office for one in offices if one.code == NATION), **wanted)


def exported(folder: Path, out: Path, **wanted: Any) -> tuple[float, list[Written]]:
    """Write what the secretariat lacks; return the seconds and what was written."""
    with opened(folder) as workspace:
        room = Exchange(workspace)
        settle()
        began = time.perf_counter()
        written = room.export(order_to_nation(room, **wanted), out)
        return time.perf_counter() - began, written


def taken(folder: Path, bundles: Iterable[Path]) -> tuple[float, list[Report]]:
    """Take bundles in, one after the other; return the seconds and the reports."""
    with opened(folder) as workspace:
        room, reports = Exchange(workspace), []
        settle()
        began = time.perf_counter()
        for bundle in bundles:
            with bundle.open("rb") as source:
                reports.append(room.take(source, lambda _done, _total: None))
        return time.perf_counter() - began, reports
