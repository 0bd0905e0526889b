"""Decisions rest on a resolution that is held, decides their case, and stands (F:D7, X14)."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from cso_registry.domain.committee import meeting_acts, taking_over
from cso_registry.domain.committee.meeting_groups import Cast
from cso_registry.domain.committee.meetings import Meeting, MeetingStatus
from cso_registry.domain.committee.resting import resolution_number
from cso_registry.domain.missions.analyses import Outcome
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.committee.stranded import decided_without
from tests.support import examples_certification as certification
from tests.support import examples_committee as made
from tests.support import examples_missions as missions
from tests.support.examples import refusals

WHY = made.WHY


def risky(scene):
    """An analysis that only a resolution opens."""
    return missions.answer(scene, missions.opened(scene), safe=False)


def meeting_on(scene, case, **votes):
    """A meeting of the registry that resolved on a case."""
    meeting = made.called(scene, f"called on {case}")
    put = made.putting(meeting, "4.3", about=RecordId(case), about_type="analysis")
    scene.registry.perform(put)
    scene.registry.perform(made.opening(scene, meeting))
    said = votes or {"in_favour": 3, "against": 1}
    scene.registry.perform(made.resolving(scene, meeting, item="4.3", votes=Cast(**said)))
    return meeting


def number_in(scene, meeting):
    record = scene.registry.record(meeting)
    assert isinstance(record, Meeting)
    return f"{record.number}-4.3"


def test_decision_keeps_the_number_however_it_was_written(scene):
    analysis = risky(scene)
    number = number_in(scene, meeting_on(scene, analysis))
    written = number.replace("-", " - ").translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    scene.registry.perform(missions.deciding(scene, analysis=analysis, resolution=written))
    assert scene.registry.record(analysis).decision.resolution == number
    assert scene.registry.prove().is_sound


@pytest.mark.parametrize(
    ("resolution", "meeting", "kept"),
    [
        ("4.1", "3/2569", "3/2569-4.1"),
        ("๔.๑", "๓/๒๕๖๙", "3/2569-4.1"),
        ("3/2569-4.1", "3/2569", "3/2569-4.1"),
        (" 3/2569 - 4.1 ", None, "3/2569-4.1"),
    ],
)
def test_item_and_meeting_make_the_number(resolution, meeting, kept):
    assert resolution_number(resolution, meeting) == kept


def test_a_resolution_nobody_made_carries_nothing(scene):
    act = missions.deciding(scene, analysis=risky(scene), resolution="9/2569-4.1")
    assert refusals(scene, act) == {"F:D7.resolution_is_held"}
    closing = {"outcome": Outcome.NOT_OPEN, "resolution": "9/2569-4.1"}
    assert refusals(scene, act.model_copy(update=closing)) == {"F:D7.resolution_is_held"}


def test_a_resolution_on_another_case_carries_nothing(scene):
    number = made.decided_on_paper(scene, missions.mission(scene), "mission")
    act = missions.deciding(scene, analysis=risky(scene), resolution=number)
    assert refusals(scene, act) == {"F:D7.resolution_decides_this_case"}


def test_what_did_not_pass_carries_nothing(scene):
    analysis = risky(scene)
    meeting = meeting_on(scene, analysis, in_favour=1, against=3)
    act = missions.deciding(scene, analysis=analysis, resolution=number_in(scene, meeting))
    assert refusals(scene, act) == {"F:D7.resolution_stands"}


def test_what_was_taken_back_carries_nothing_and_is_still_found_by_its_number(scene):
    analysis = risky(scene)
    meeting = meeting_on(scene, analysis)
    later = made.resolved(scene, "later")
    gone = meeting_acts.RescindResolution(
        meeting=meeting,
        resolution=made.resolution(scene, meeting),
        by_meeting=later,
        by_resolution=made.resolution(scene, later),
        reason=WHY,
    )
    scene.registry.perform(gone)
    act = missions.deciding(scene, analysis=analysis, resolution=number_in(scene, meeting))
    assert refusals(scene, act) == {"F:D7.resolution_stands"}


def test_what_was_decided_before_its_resolution_was_taken_back_is_told(scene):
    analysis = risky(scene)
    meeting = meeting_on(scene, analysis)
    desk = SimpleNamespace(read=scene.registry.reading)
    act = missions.deciding(scene, analysis=analysis, resolution=number_in(scene, meeting))
    scene.registry.perform(act)
    resolved = tuple(scene.registry.record(meeting).resolutions.values())
    assert list(decided_without(desk, RecordId(analysis), resolved)) == []
    later = made.resolved(scene, "later")
    taking_back = meeting_acts.RescindResolution(
        meeting=meeting,
        resolution=made.resolution(scene, meeting),
        by_meeting=later,
        by_resolution=made.resolution(scene, later),
        reason=WHY,
    )
    scene.registry.perform(taking_back)
    (found,) = decided_without(desk, RecordId(analysis), resolved)
    assert found.id == analysis


def test_a_certificate_rests_on_item_and_meeting(scene):
    right = certification.deciding(scene)
    for wrong, key in (
        ({"resolution": "4.9"}, "F:D7.resolution_is_held"),
        ({"meeting": "9/2569"}, "F:D7.resolution_is_held"),
    ):
        assert refusals(scene, right.model_copy(update=wrong)) == {key}
    scene.registry.perform(right)


def test_a_paper_of_the_years_before_is_taken_over_and_struck_out_when_misread(scene):
    analysis = risky(scene)
    number = made.decided_on_paper(scene, analysis, "analysis")
    meeting = made.on_paper(scene)
    record = scene.registry.record(meeting)
    assert isinstance(record, Meeting)
    assert record.status is MeetingStatus.ON_PAPER
    (resolved,) = record.resolutions.values()
    assert (resolved.resolved, resolved.entitled) == (record.call.held, None)
    again = made.resolution_on_paper(scene, item=resolved.item)
    assert refusals(scene, again) == {"F:D7.item_was_not_resolved"}
    struck = taking_over.StrikeTakenOver(
        meeting=meeting, resolution=made.resolution(scene, meeting), reason=WHY
    )
    scene.registry.perform(struck)
    act = missions.deciding(scene, analysis=analysis, resolution=number)
    assert refusals(scene, act) == {"F:D7.resolution_stands"}
    right = again.model_copy(update={"about": RecordId(analysis), "about_type": "analysis"})
    scene.registry.perform(right)
    scene.registry.perform(act)
    assert scene.registry.prove().is_sound


def test_a_meeting_on_paper_is_not_held_again(scene):
    meeting = made.on_paper(scene)
    assert refusals(scene, made.putting(meeting, "5")) == {"F:D7.meeting_stands_there"}
    assert refusals(scene, made.opening(scene, meeting)) == {"F:D7.meeting_stands_there"}
