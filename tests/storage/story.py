"""A registry in which something has happened of every kind that storage keeps.

People and organisations are invented.
"""

from __future__ import annotations

from datetime import date, timedelta

from cso_registry.domain.offices import acts as office_acts
from cso_registry.domain.organizations import acts as organization_acts
from cso_registry.domain.organizations.records import DocumentHeld, OutsideIdentifier
from cso_registry.journal.entry import entry_hash
from cso_registry.kernel.canonical import canonical_bytes
from cso_registry.kernel.hybrid import HybridTime
from cso_registry.storage import desk
from tests.support import examples_agreements as agreements
from tests.support.arriving import Arrivals
from tests.support.examples import WHY, Scene
from tests.support.registry import START, MadeRegistry, ms_of

OTHER_REPLICA = "00000009-0000-7000-8000-000000000000"


def tell(registry: MadeRegistry) -> Scene:
    """Do something of every kind, so that nearly every derived table has rows."""
    scene = Scene(registry)
    assert all((scene.foundation, scene.person, scene.suspended, scene.assigned, scene.paper))
    perform = registry.perform
    perform(
        organization_acts.PutDocument(
            organization=scene.foundation,
            document=DocumentHeld(item="annual_report", expires=date(2027, 3, 31)),
            reason=WHY,
        )
    )
    perform(
        organization_acts.AddIdentifier(
            organization=scene.assigned,
            identifier=OutsideIdentifier(scheme="TH-MOI", value="ชม ๑๒๓"),
            reason=WHY,
        )
    )
    carried = {**dict(scene.community_act()), "from_paper_book": True}
    perform(
        organization_acts.RegisterOrganization.model_validate(
            {**carried, "paper_number": "ชม/2570/0009"}
        )
    )
    perform(
        office_acts.VoidOneNumber(
            office=registry.office, series="register", number="ชม/2570/0005", reason=WHY
        )
    )
    agreements.begun(scene)
    let_arrive(registry, scene.foundation)
    look(registry, scene)
    return scene


def let_arrive(registry: MadeRegistry, organization: str) -> None:
    """Another replica changed the contact unseen, and replaced an entry that has not come."""
    first = _foreign(organization, seq=1, prev="0" * 64, group="contact", parents=())
    second = _foreign(
        organization, seq=2, prev=entry_hash(first), group="resources", parents=("ab" * 32,)
    )

    registry.store.run(lambda connection: Arrivals(connection).take_all([first, second]))


def look(registry: MadeRegistry, scene: Scene) -> None:
    """Three lines in the log of looks."""
    for what in ("viewed", "printed D-02", "exported"):
        line = {"at": registry.clock.now_ms(), "officer": registry.founder, "what": what}
        registry.store.run(
            lambda at_desk, said=line: desk.log_look(at_desk, {**said, "record": scene.person})
        )


def _foreign(
    organization: str, *, seq: int, prev: str, group: str, parents: tuple[str, ...]
) -> bytes:
    value = {"website": "https://example.org/elsewhere"} if group == "contact" else {"members": 5}
    said = {"group": group, "parents": list(parents), "value": value}
    return canonical_bytes(
        {
            "form": 1,
            "replica": OTHER_REPLICA,
            "scope": "50",
            "seq": seq,
            "prev": prev,
            "act": f"00000009-0000-7000-8000-{seq:012x}",
            "kind": "organization.amend",
            "version": 1,
            "officer": "00000009-0000-7000-8000-0000000000aa",
            "time": str(HybridTime(ms_of_day(seq))),
            "wall": "2026-11-20T10:00:00.000+07:00",
            "basis": {},
            "records": [
                {
                    "type": "organization",
                    "record": organization,
                    "groups": [{name: part for name, part in said.items() if part}],
                }
            ],
        }
    )


def ms_of_day(days: int) -> int:
    """Some days after the beginning of every story, in milliseconds."""
    return ms_of(START + timedelta(days=days))
