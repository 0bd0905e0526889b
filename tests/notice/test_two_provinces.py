"""A notice is served here while another office amends the agreement: both wait for a decision."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cso_registry.domain.agreements.course_acts import EndAgreement
from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.conflicts.acts import SettleContested
from cso_registry.domain.conflicts.records import Verdict
from cso_registry.domain.notice.doubts import doubts
from cso_registry.domain.notice.groups import Doubt
from cso_registry.domain.notice.law import count_law
from cso_registry.domain.rule import RefusedError
from cso_registry.kernel.ids import SettlementId
from cso_registry.storage.conflicts import contested_of
from cso_registry.workspace.exchanging.conflict_desk import title_of
from cso_registry.workspace.exchanging.contests import open_contests
from cso_registry.workspace.today import desk_news
from tests.support import examples_notice as made
from tests.support.desk import new_desk
from tests.support.desk_scene import scene_at
from tests.support.examples_conflicts import arrived
from tests.support.registry import holidays, policies


def test_service_is_contested_by_an_amendment_that_nobody_here_had_seen(scene):
    """The receipt stands as recorded, is shown at the conflict desk, and its count is in doubt."""
    notice = made.served(scene)
    agreement = made.of(scene, notice)
    terms = scene.registry.record(agreement).terms.model_dump(mode="json", exclude_none=True)
    sooner = made.LAST - timedelta(days=60)
    amended = terms | {"ends": sooner.isoformat(), "revision": 2}
    amendment = arrived(scene, agreement, "agreement.amend", "terms", amended, "agreement")
    found = contested_of(scene.registry.connection, agreement)
    assert any(amendment in {entry, other} for entry, other, _ in found.pairs)
    assert {slot for *_, slot in found.pairs} & {"terms", "notices"}
    held, now = scene.registry.record(agreement), scene.registry.record(notice)
    assert now.earliest_end is not None
    law = count_law(policies(), scene.today, holidays())
    assert (Doubt.TERMS in doubts(now, held, law)) == (held.terms.ends == sooner)
    assert scene.registry.prove().is_sound


def ending(agreement, effective):
    return EndAgreement(
        agreement=agreement,
        effective=effective,
        ended_by=Side.AGENCY,
        ending_reason="EXPIRY",
        order_number="ที่ สม 9/2570",
        reason=made.WHY,
    )


def refused(scene, act):
    with pytest.raises(RefusedError) as told:
        scene.registry.perform(act)
    return {one.key for one in told.value.reasons}


def amended_elsewhere(scene, agreement):
    terms = scene.registry.record(agreement).terms.model_dump(mode="json", exclude_none=True)
    value = terms | {"goals": "เป้าหมายที่แก้ไขในจังหวัดอื่น (สมมติ)", "revision": 2}
    arrived(scene, agreement, "agreement.amend", "terms", value, "agreement")


def connection_of(scene):
    registry = scene.registry
    return (
        registry.connection
        if hasattr(registry, "connection")
        else registry.desk.workspace.connection
    )


def settle_all(scene, agreement, verdict):
    pairs = contested_of(connection_of(scene), agreement).pairs
    for entry in sorted({entry for entry, *_ in pairs}):
        scene.registry.perform(
            SettleContested(
                settlement=SettlementId(scene.new()),
                record=agreement,
                contested_entry=entry,
                verdict=verdict,
                reason=made.WHY,
            )
        )


def test_no_end_rests_on_a_contested_receipt_until_it_is_settled(scene):
    """R-57: neither the lawful day nor a later one is taken while the grounds are contested."""
    notice = made.served(scene)
    agreement = made.of(scene, notice)
    amended_elsewhere(scene, agreement)
    assert refused(scene, ending(agreement, made.LAST)) == {"R-57.receipt_is_not_contested"}
    settle_all(scene, agreement, Verdict.STANDS)
    scene.registry.perform(ending(agreement, made.LAST))
    assert not scene.registry.record(agreement).ended.is_overridden


def test_notice_that_has_to_be_undone_ends_nothing(scene):
    notice = made.served(scene)
    agreement = made.of(scene, notice)
    amended_elsewhere(scene, agreement)
    settle_all(scene, agreement, Verdict.TO_BE_UNDONE)
    asked = refused(scene, ending(agreement, made.LAST))
    assert asked == {"R-57.receipt_is_not_contested"}
    scene.registry.perform(made.withdrawing(scene, notice))
    assert refused(scene, ending(agreement, made.LAST)) == {"R-57.ending_was_noticed"}


def test_contested_end_is_ordered_like_an_early_one_and_stays_a_finding(scene):
    notice = made.served(scene)
    agreement = made.of(scene, notice)
    lawful = scene.registry.record(notice).earliest_end
    ordered = made.ordering(scene, notice, last_day=lawful)
    assert refused(scene, ordered) == {"R-56.order_is_needed"}
    amended_elsewhere(scene, agreement)
    scene.registry.perform(ordered)
    scene.registry.perform(ending(agreement, lawful))
    (order,) = scene.registry.record(notice).overrides.values()
    assert (order.short_days, scene.registry.record(agreement).ended.is_overridden) == (0, True)


def test_no_end_rests_on_a_count_that_nobody_decided(scene):
    """A term made longer after the receipt: kept or counted anew, then it ends."""
    notice = made.doubted(scene)
    agreement = made.of(scene, notice)
    assert refused(scene, ending(agreement, made.LAST)) == {"R-57.count_is_decided"}
    scene.registry.perform(made.reviewing(scene, notice, counts_anew=False))
    scene.registry.perform(ending(agreement, made.LAST))
    assert not scene.registry.record(agreement).ended.is_overridden


def test_settled_contest_is_no_longer_told_on_the_start_page(tmp_path):
    with new_desk(tmp_path / "registry", training=False) as desk:
        scene = scene_at(desk)
        notice = made.served(scene)
        agreement = made.of(scene, notice)
        amended_elsewhere(scene, agreement)
        told = desk_news(desk.workspace)
        assert told.contested == len(open_contests(desk.workspace)) > 0
        file = desk.workspace.read.record(agreement).file
        assert title_of(desk.workspace, agreement) == f"{file.name_th} {file.code}"
        settle_all(scene, agreement, Verdict.STANDS)
        assert desk_news(desk.workspace).contested == 0
