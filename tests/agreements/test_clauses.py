"""Clauses the office decides: dated, with a source; agreements keep what they began with (F:E2)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cso_registry.domain.agreements import terms_acts
from cso_registry.domain.agreements.clauses import MERGE_FIELDS, Clause, ClauseLibrary
from cso_registry.domain.rule import RefusedError
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.agreements.clause_words import merge_fields
from cso_registry.workspace.printing import Press
from cso_registry.workspace.showing import Showing
from tests.documents.paper_examples import squeezed
from tests.support import examples_agreements as made
from tests.support.desk import founded, open_desk
from tests.support.desk_scene import scene_at
from tests.support.registry import SetClock

DAY_MS = 24 * 3_600_000


@pytest.fixture
def desk(tmp_path):
    clock = SetClock()
    founded(tmp_path / "registry", training=False, clock=clock)
    with open_desk(tmp_path / "registry", clock) as opened:
        opened.clock = clock
        yield opened


def written(scene, name, code):
    agreement = made.begun(scene, name, code=code)
    terms = made.terms(scene)
    scene.registry.perform(terms_acts.WriteTerms(agreement=agreement, terms=terms))
    return agreement


def words(desk, agreement):
    found = desk.workspace.read.record(RecordId(agreement))
    printed = Press(desk.workspace, "th").draft("D-12", found, desk.session)
    (listed,) = [one for one in printed.content.blocks if one.kind == "list"]
    return [squeezed(one.text) for one in listed.items]


def test_new_edition_stands_in_later_agreements_only(desk):
    scene = scene_at(desk)
    before = written(scene, "before", "ส-11/2570")
    own = made.clause_act(scene, code="disputes", edition="2", compulsory=("charter",),
                          optional=("contract",),
                          text_th="คู่ข้อตกลงหารือกันก่อน {disputes}", fields=("target_group",),
                          after=None)  # fmt: skip
    desk.workspace.perform(made.clause_act(scene), desk.session)
    desk.workspace.perform(own, desk.session)
    after = written(scene, "after", "ส-12/2570")
    old, new = words(desk, before), words(desk, after)
    privacy = squeezed("ภาคีใช้ข้อมูลของ")
    assert not any(privacy in one for one in old)
    at = next(place for place, one in enumerate(new) if privacy in one)
    assert squeezed("กลุ่มเป้าหมาย") in new[at - 1]
    assert any(squeezed("หารือกันก่อน") in one for one in new)
    assert not any(squeezed("หารือกันก่อน") in one for one in old)


def test_compulsory_clause_of_the_office_stops_a_signing_until_filled(desk):
    scene = scene_at(desk)
    desk.workspace.perform(
        made.clause_act(scene, fields=("disputes",), text_th="ก {goals}", text_en="a"),
        desk.session,
    )
    agreement = written(scene, "empty", "ส-13/2570")
    with pytest.raises(RefusedError) as refused:
        scene.registry.perform(made.signing(scene, agreement))
    told = {one.params.get("clause_en") for one in refused.value.reasons}
    assert "Personal data" in told


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"text_th": "ตาม {goals"}, "clause_marks_are_whole"),
        ({"text_en": "by {goals.__class__}"}, "clause_marks_are_whole"),
        ({"text_en": "by {stars}"}, "clause_fields_are_known"),
        ({"code": "area", "edition": "1"}, "clause_edition_is_new"),
        ({"compulsory": ("lease",)}, "clause_names_instruments"),
        ({"compulsory": (), "optional": ()}, "clause_names_instruments"),
        ({"optional": ("contract",)}, "clause_names_instruments"),
        ({"fields": ("stars",)}, "clause_asks_known_terms"),
        ({"answer": "stars"}, "clause_asks_known_terms"),
        ({"after": "nothing"}, "clause_stands_after_a_known_one"),
    ],
)
def test_broken_clause_is_refused_with_its_place(desk, wrong, rule):
    with pytest.raises(RefusedError) as refused:
        desk.workspace.perform(made.clause_act(scene_at(desk), **wrong), desk.session)
    assert {one.key for one in refused.value.reasons} == {f"F:E2.{rule}"}
    past = made.clause_act(scene_at(desk), effective_from=scene_at(desk).today - timedelta(days=1))
    with pytest.raises(RefusedError):
        desk.workspace.perform(past, desk.session)


def test_province_may_not_take_a_duty_of_the_national_matrix_away(desk):
    scene = scene_at(desk)
    for wrong in (
        {"compulsory": ("mou",), "optional": ("contract", "joint_contract")},
        {"compulsory": ("mou", "grant_offer", "contract", "joint_contract"),
         "effective_to": scene.today + timedelta(days=90)},
    ):  # fmt: skip
        act = made.clause_act(scene, code="notice", edition="2", after=None, fields=(), **wrong)
        with pytest.raises(RefusedError) as refused:
            desk.workspace.perform(act, desk.session)
        assert {one.key for one in refused.value.reasons} == {"F:E2.matrix_of_the_nation_stays"}


def test_merge_fields_are_those_that_an_agreement_fills(desk):
    scene = scene_at(desk)
    agreement = desk.workspace.read.record(RecordId(written(scene, "all", "ส-14/2570")))
    showing = Showing(desk.program, "th", desk.workspace.today, desk.workspace.office, None)
    assert merge_fields(agreement, showing, desk.workspace.read).keys() == MERGE_FIELDS


def test_library_ends_a_clause_and_keeps_what_was_kept(desk):
    library = desk.program.means.clauses
    today = desk.workspace.today
    notice = next(one for one in library.clauses if one.code == "notice")
    ended = Clause(**{**notice.model_dump(), "version": "2", "effective_from": today,
                      "effective_to": today})  # fmt: skip
    longer = ClauseLibrary(clauses=(*library.clauses, ended))
    tomorrow = today + timedelta(days=1)
    assert "notice" in {one.code for one in longer.on(today)}
    assert "notice" not in {one.code for one in longer.on(tomorrow)}
    kept = longer.kept(library.editions_on(today), today)
    assert next(one for one in kept if one.code == "notice").version == "1"
    assert longer.kept(None, tomorrow) == longer.on(tomorrow)
