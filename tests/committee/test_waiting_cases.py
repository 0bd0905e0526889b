"""What waits for a committee comes onto an agenda, once, and leaves when it is resolved on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cso_registry.domain.certification.case_acts import CheckAssessment
from cso_registry.domain.committee.meeting_groups import Manner
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.committee.waiting_cases import waiting_cases
from tests.support import examples_committee as made
from tests.support import examples_delegation as delegation
from tests.support import examples_missions as missions
from tests.support import examples_scoring as scoring
from tests.support import examples_selection as selection
from tests.support.certifying import Certifying
from tests.support.desk import new_desk
from tests.support.desk_scene import scene_at


@pytest.fixture
def scene(tmp_path):
    with new_desk(tmp_path / "registry", training=False) as desk:
        yield scene_at(desk)


def waiting(scene, **asked):
    return waiting_cases(scene.desk.workspace, **asked)


def kinds(scene, **asked):
    return [(one.type, one.words.rpartition(".")[2]) for one in waiting(scene, **asked)]


def test_every_kind_of_case_waits_from_when_it_is_ripe(scene):
    office = Certifying(scene.desk)
    certificate = office.assessed(office.screened(office.subject()))
    check = CheckAssessment(certificate=certificate, passed=True)
    office.perform(check, office.who(Role.CHECKER))
    assert kinds(scene) == [("certificate", "case_for_certificate")]
    scoring.scored(scene)
    assert ("call", "case_of_selection") in kinds(scene, needed_only=True)
    chosen = delegation.chosen(scene)
    assert ("call", "case_of_selection") not in kinds(scene)
    (scope,) = [one for one in waiting(scene) if one.type == "proposal"]
    assert (scope.id, scope.needed, scope.subject) == (
        RecordId(chosen),
        True,
        str(scene.registry.record(chosen).file.organization),
    )
    delegation.delegated(scene)
    assert "proposal" not in {one.type for one in waiting(scene)}


def test_what_a_head_decides_alone_is_offered_and_not_counted(scene):
    missions.answered(scene)
    selection.the_draft(scene)
    assert set(kinds(scene)) == {("call", "case_of_call")}
    assert kinds(scene, needed_only=True) == []


def test_a_case_on_an_agenda_waits_no_more_until_it_is_taken_off(scene):
    analysis = missions.opened(scene)
    assert waiting(scene) == []
    missions.answer(scene, analysis, safe=False)
    (case,) = waiting(scene, needed_only=True)
    assert case.name.startswith("ว-01 ")
    meeting = made.called(scene)
    put = made.putting(meeting, "4.3", about=RecordId(analysis), about_type="analysis")
    scene.registry.perform(put)
    assert waiting(scene) == []
    gone = made.meeting_acts.DropItem(meeting=meeting, item="4.3", reason=made.WHY)
    scene.registry.perform(gone)
    assert [one.id for one in waiting(scene)] == [RecordId(analysis)]


@pytest.mark.parametrize(("passed", "left"), [(True, 0), (False, 1)])
def test_what_was_resolved_on_waits_for_its_act_and_not_for_a_meeting(scene, passed, left):
    analysis = missions.answer(scene, missions.opened(scene), safe=False)
    act = made.resolution_on_paper(
        scene,
        about=RecordId(analysis),
        about_type="analysis",
        manner=Manner.VOTE,
        passed=passed,
    )
    scene.registry.perform(act)
    assert len(waiting(scene)) == left


def test_a_resolution_from_before_it_was_ripe_settles_nothing(scene):
    analysis = missions.opened(scene)
    earlier = scene.today - timedelta(days=5)
    meeting = made.taking_over(scene, held=earlier)
    scene.registry.perform(meeting)
    act = made.resolution_on_paper(
        scene, meeting=meeting.meeting, about=RecordId(analysis), about_type="analysis"
    )
    scene.registry.perform(act)
    missions.answer(scene, analysis, safe=False)
    assert [one.id for one in waiting(scene)] == [RecordId(analysis)]
