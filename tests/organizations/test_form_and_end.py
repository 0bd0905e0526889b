"""A change of legal form with a new name, and by whom a subject was dissolved (F:A8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cso_registry.domain.organizations import kin_acts
from cso_registry.domain.organizations.records import Identity, Kind, Names, Organization
from cso_registry.domain.organizations.standing import EndedBy, Status, Step
from cso_registry.domain.rule import RefusedError
from tests.support.examples_growth import ordered, original

if TYPE_CHECKING:
    from tests.support.examples import Scene

FOUNDATION = "มูลนิธิป่าต้นน้ำสมมติ"


def kept(scene: Scene) -> Organization:
    found = scene.registry.record(original(scene))
    assert isinstance(found, Organization)
    return found


def reform(scene: Scene, **fields: object) -> kin_acts.ChangeLegalForm:
    identity = Identity(kind=Kind.ORGANIZATION, form="CF01")
    return kin_acts.ChangeLegalForm(
        organization=original(scene), identity=identity, **ordered(scene), **fields
    )


def test_new_form_takes_its_name_and_keeps_the_old_one(scene):
    before = kept(scene)
    scene.registry.perform(reform(scene, names=Names(th=FOUNDATION)))
    after = kept(scene)
    assert after.names == Names(th=FOUNDATION)
    (former,) = [one for one in after.other_names.values() if one.former]
    assert (former.name, former.ends) == (before.names.th, scene.today)
    assert after.standing.status is before.standing.status
    assert scene.registry.prove().is_sound


def test_form_alone_leaves_the_name(scene):
    before = kept(scene)
    scene.registry.perform(reform(scene))
    assert kept(scene).names == before.names
    assert kept(scene).other_names == before.other_names


def test_name_that_no_paper_can_show_is_refused(scene):
    with pytest.raises(RefusedError) as refused:
        scene.registry.perform(reform(scene, names=Names(th="***")))
    assert {"names"} <= {reason.field for reason in refused.value.reasons}


def test_dissolved_says_by_whom(scene):
    act = kin_acts.DissolveOrganization(
        organization=original(scene), ended_by=EndedBy.COURT, **ordered(scene)
    )
    scene.registry.perform(act)
    (event,) = [one for one in kept(scene).life.values() if one.step is Step.DISSOLVED]
    assert event.ended_by is EndedBy.COURT
    assert kept(scene).standing.status is Status.DISSOLVED
