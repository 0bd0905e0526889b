"""Names that were, and what a subject is for (F:A6, F:A11, F:X40)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cso_registry.domain.organizations.acts import (
    AddOtherName,
    ChangePurposes,
    RenameOrganization,
)
from cso_registry.domain.organizations.records import Names, Organization, OtherName, Purposes
from cso_registry.domain.rule import RefusedError
from tests.support.examples import WHY

NEW, OLDER = "มูลนิธิชื่อใหม่สมมติ", "มูลนิธิชื่อแรกสมมติ"


def found(scene, text):
    return {row.id for row in scene.registry.reading.search(text, scene.today)}


@pytest.mark.parametrize("keeps", [True, False])
def test_a_name_that_was_stays_with_its_last_day_and_is_found(scene, perform, keeps):
    subject = scene.foundation
    before = scene.registry.record(subject)
    assert isinstance(before, Organization)
    old = before.names.th
    day = scene.today - timedelta(days=3)
    said = {"organization": subject, "reason": WHY, "effective": day, "keeps_former": keeps}
    perform(RenameOrganization(names=Names(th=NEW, en="New (invented)"), **said))
    now = scene.registry.record(subject)
    assert isinstance(now, Organization)
    assert now.display_name == NEW
    former = [one for one in now.other_names.values() if one.name == old]
    assert [(one.former, one.ends) for one in former] == ([(True, day)] if keeps else [])
    assert subject in found(scene, NEW)
    assert (subject in found(scene, old)) is keeps
    # A spelling without tone marks finds both.
    assert subject in found(scene, "ชือใหม")


def test_other_names_have_days_that_run_forward(scene, perform):
    said = {"organization": scene.foundation, "reason": WHY}
    used = OtherName(name=OLDER, starts=date(2001, 1, 1), ends=date(2005, 12, 31))
    perform(AddOtherName(name=used, **said))
    assert scene.foundation in found(scene, OLDER)
    backwards = OtherName(name="ชื่ออื่น", starts=date(2005, 1, 1), ends=date(2004, 12, 31))
    with pytest.raises(RefusedError) as refused:
        perform(AddOtherName(name=backwards, **said))
    assert [one.key for one in refused.value.reasons] == ["F:A9.term_runs_forward"]


@pytest.mark.parametrize(
    ("purposes", "key"),
    [
        ({"main": "CP99"}, "R-04.purposes_are_known"),
        ({"main": "CP01", "goals": (0, 18)}, "R-04.purposes_are_known"),
        ({"main": "CP01", "others": ("CP02", "CP01")}, "R-04.main_purpose_is_named_once"),
        ({"main": "CP01", "others": ("CP02", "CP11"), "goals": (1, 17)}, None),
    ],
)
def test_one_main_purpose_others_and_goals_are_codes(scene, perform, purposes, key):
    given = Purposes(**purposes, beneficiaries="ผู้สูงอายุ (สมมติ)")
    act = ChangePurposes(organization=scene.foundation, purposes=given, reason=WHY)
    if key is None:
        perform(act)
        kept = scene.registry.record(scene.foundation)
        assert isinstance(kept, Organization)
        assert kept.purposes == given
    else:
        with pytest.raises(RefusedError) as refused:
            perform(act)
        assert {one.key for one in refused.value.reasons} == {key}
