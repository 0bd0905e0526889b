"""A notice is served here while another office amends the agreement: both wait for a decision."""

from __future__ import annotations

from datetime import timedelta

from cso_registry.domain.notice.doubts import doubts
from cso_registry.domain.notice.groups import Doubt
from cso_registry.domain.notice.law import count_law
from cso_registry.storage.conflicts import contested_of
from tests.support import examples_notice as made
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
