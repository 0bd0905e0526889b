"""What presses stands first: weights, many of a group as one line, one order everywhere (F:F4)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cso_registry.domain.clocks.weights import LEAST, weights_on
from cso_registry.domain.contacts.acts import NoteContact
from cso_registry.domain.contacts.records import Means
from cso_registry.kernel.ids import ContactNoteId
from cso_registry.workspace.clocks.calendar import ClockRules, WantedClocks, clocks
from cso_registry.workspace.duty_sheet import duty_sheet
from cso_registry.workspace.duty_words import line_words, section_words
from cso_registry.workspace.today import FADING, Turn, duties, falling_due
from tests.documents.paper_examples import copied, squeezed
from tests.support import examples_delivery as delivery
from tests.support import examples_notice
from tests.support.desk import new_desk, this_program
from tests.support.desk_scene import scene_at
from tests.support.registry import clock_kinds

DAY = date(2026, 11, 20)
MANY = 12


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    """Twelve agreed steps long overdue, beside a notice that has to be served in some days."""
    folder = tmp_path_factory.mktemp("pressing") / "registry"
    with new_desk(folder, training=False) as desk:
        made = scene_at(desk)
        delivery.notified(made)
        agreement = made.registry.record(examples_notice.ending_soon(made))
        for at in range(MANY):
            made.registry.perform(
                NoteContact(
                    note=ContactNoteId(made.new()),
                    organization=agreement.links.organization,
                    contacted=made.today - timedelta(days=60),
                    means=Means.CALL,
                    reached=True,
                    topic=f"สอบถาม {at} (สมมติ)",
                    next_step="โทรกลับ (สมมติ)",
                    next_day=made.today - timedelta(days=40 - at),
                )
            )
        desk.clock.pass_days(24)
        yield made


def found(scene, days=None):
    workspace = scene.desk.workspace
    return duties(workspace.read, workspace.program, workspace.today, days=days)


def test_every_kind_has_a_weight_that_is_in_force_and_cited_and_a_group_has_one():
    kinds, texts = clock_kinds(), this_program().texts
    weights = {one.code: one for one in weights_on(kinds.weights, DAY)}
    assert [*weights][-1] == LEAST
    assert all(one.cite and one.together_from > 1 for one in weights.values())
    for kind in kinds.clocks:
        assert kind.weight in weights
        assert texts.value(f"clock_weight.{kind.weight}").say("th")
    for group in kinds.groups:
        assert len({one.weight for one in kinds.clocks if one.group == group}) == 1


def test_of_two_entries_of_a_weight_the_later_one_in_force_counts():
    kinds = clock_kinds()
    first = kinds.weights[0]
    later = first.model_copy(update={"rank": 9, "effective_from": DAY})
    given = (later, *kinds.weights)
    assert weights_on(given, DAY - timedelta(days=1)) == weights_on(kinds.weights, DAY)
    assert weights_on(given, DAY)[-1] == later


def test_what_the_law_presses_stands_before_what_is_longer_overdue(scene):
    told = found(scene)
    assert [one.name for one in told.sections][:2] == ["notice", "right"]
    first = told.lines[0]
    left = (date.fromisoformat(first.day) - told.today).days
    assert (first.what, first.turn) == ("serve_notice", Turn.DUE)
    assert 0 < left < 10
    problem = next(one for one in told.lines if one.what == "problem:answer")
    assert (problem.turn, problem.weight) == (Turn.OVERDUE, "right")
    (steps,) = [one for one in told.lines if one.group == "contacts"]
    assert (steps.count, steps.turn) == (MANY, Turn.OVERDUE)
    assert steps.day < problem.day < first.day
    program = scene.desk.workspace.program
    assert line_words(steps, program, "en") == f"Contacts: {MANY} overdue"
    assert section_words(told.sections[0], program, "th").startswith("การแจ้งก่อนสิ้นสุด")


def test_nothing_is_lost_from_the_counts_and_fewer_stand_one_by_one(scene):
    told, workspace = found(scene), scene.desk.workspace
    rules = ClockRules.of(workspace.program)
    wanted = WantedClocks(groups=frozenset(rules.kinds.groups) - FADING, to_do=True)
    yesterday = told.today - timedelta(days=1)
    late = clocks(workspace.read, rules, told.today, wanted, date.min, yesterday, 1_000)
    assert told.counts[Turn.OVERDUE] == late.count == len(late.lines)
    assert sum(one.count for one in told.of(Turn.OVERDUE)) == late.count
    single = {(one.what, one.id) for one in told.of(Turn.OVERDUE) if one.count == 1}
    assert single == {(one.what, one.id) for one in late.lines if one.group != "contacts"}
    assert sum(one.count for one in told.sections) == sum(told.counts.values())


def test_start_page_list_of_what_is_due_and_duty_sheet_have_one_order(scene):
    workspace, week = scene.desk.workspace, found(scene, days=7)
    due = falling_due(workspace.read, workspace.program, workspace.today, 7, with_late=True)
    dated = [one for one in week.lines if one.turn is not Turn.HERE]
    assert [one for one in due if one.group not in FADING and one in dated] == dated
    sheet = squeezed(copied(duty_sheet(workspace, scene.desk.session, "en")))
    places = [
        sheet.index(squeezed(section_words(one, workspace.program, "en"))) for one in week.sections
    ]
    assert places == sorted(places)
    assert squeezed(f"Contacts: {MANY} overdue") in sheet
