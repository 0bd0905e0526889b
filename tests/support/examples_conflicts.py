"""Examples of the acts of the conflict desk; the other office and its entries are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from cso_registry.domain.conflicts import acts
from cso_registry.domain.conflicts.records import Verdict
from cso_registry.domain.organizations import life_acts
from cso_registry.journal.entry import GENESIS, entry_hash
from cso_registry.kernel.canonical import canonical_bytes
from cso_registry.kernel.hybrid import HybridTime
from cso_registry.kernel.ids import OrganizationId, RecordId, SettlementId
from cso_registry.storage.contested import mark_contests
from tests.support.arriving import Arrivals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.support.examples import Example, Scene

WHY = "ตามเอกสารสมมติ"
OTHER = "00000008-0000-7000-8000-000000000000"
E = TypeVar("E")


def arrived(
    scene: Scene,
    record: RecordId,
    kind: str,
    group: str,
    value: Any,
    record_type: str = "organization",
) -> str:
    """Let an entry of another replica arrive that nobody here had seen; return its hash."""
    registry = scene.registry
    known = vars(scene).setdefault("foreign", [])
    prev = entry_hash(known[-1]) if known else GENESIS
    body = canonical_bytes(
        {
            "form": 1,
            "replica": OTHER,
            "scope": "50",
            "seq": len(known) + 1,
            "prev": prev,
            "act": f"00000008-0000-7000-8000-{len(known) + 1:012x}",
            "kind": kind,
            "version": 1,
            "officer": "00000008-0000-7000-8000-0000000000aa",
            "time": str(HybridTime(registry.clock.now_ms() + 60_000)),
            "wall": "2026-11-20T10:00:00.000+07:00",
            "basis": {},
            "records": [
                {
                    "type": record_type,
                    "record": record,
                    "groups": [{"group": group, "value": value}],
                }
            ],
        }
    )
    known.append(body)

    def take(connection: Any) -> None:
        Arrivals(connection).take_all([body])
        mark_contests(connection, [record.to_bytes()])

    registry.store.run(take)
    return entry_hash(body)


def rivals(scene: Scene) -> tuple[OrganizationId, str]:
    """A subject whose contact two offices changed apart, and one of the two values."""
    if "rivals" not in vars(scene):
        organization = scene.foundation
        found = arrived(
            scene,
            organization,
            "organization.change_contact",
            "contact",
            {"website": "https://example.org/b"},
        )
        vars(scene)["rivals"] = (organization, found)
    return vars(scene)["rivals"]


def contested(scene: Scene) -> tuple[OrganizationId, str]:
    """A suspension that another office's suspension contests, and its entry."""
    if "contested" not in vars(scene):
        organization = scene.registered(scene.community_act())
        done = scene.registry.perform(life_acts.SuspendOrganization(**scene.order(organization)))
        event = {
            "step": "suspended",
            "recorded": scene.today.isoformat(),
            "effective": scene.today.isoformat(),
            "legal_basis": "PMO-2551",
        }
        arrived(scene, organization, "organization.suspend", "life/elsewhere", event)
        body = scene.registry.connection.value(
            "SELECT body FROM journal WHERE entry = ?", (done.entries[0],)
        )
        vars(scene)["contested"] = (organization, entry_hash(body))
    return vars(scene)["contested"]


def _resolving(scene: Scene) -> acts.ResolveConflict:
    organization, chosen = rivals(scene)
    return acts.ResolveConflict(
        record=RecordId(organization), group="contact", chosen=chosen, reason=WHY
    )


def _settling(scene: Scene) -> acts.SettleContested:
    organization, entry = contested(scene)
    return acts.SettleContested(
        settlement=SettlementId(scene.new()),
        record=RecordId(organization),
        contested_entry=entry,
        verdict=Verdict.STANDS,
        order_number="สมมติ 9/2569",
        reason=WHY,
    )


def examples(example: type[Example]) -> Mapping[str, Example]:
    """An example of every act, by kind."""
    return {
        "conflict.resolve": example(
            lambda s, _: _resolving(s),
            lambda _s, _: {"chosen": "ab" * 32},
            "R-77.chosen_is_one_of_them",
        ),
        "conflict.settle": example(
            lambda s, _: _settling(s),
            lambda _s, _: {"contested_entry": "ab" * 32},
            "R-77.act_is_contested",
        ),
    }
