"""Dividing a subject into several, uniting several in a new one, and taking it back (F:A8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cso_registry.domain.organizations import succession_acts as acts
from cso_registry.domain.organizations.kin import Tied
from cso_registry.domain.organizations.kin_acts import DissolveOrganization
from cso_registry.domain.organizations.likeness import told_apart
from cso_registry.domain.organizations.records import Address, Identity, Kind, Names, Organization
from cso_registry.domain.organizations.standing import EndedBy, Status, Step
from cso_registry.domain.organizations.succession import Successor
from cso_registry.domain.rule import RefusedError
from cso_registry.kernel.ids import OrganizationId
from tests.support.examples_growth import (
    divided_into,
    division,
    ordered,
    original,
    successor,
    twin,
    union,
)

if TYPE_CHECKING:
    from tests.support.examples import Scene


def kept(scene: Scene, identity: str) -> Organization:
    found = scene.registry.record(OrganizationId(identity))
    assert isinstance(found, Organization)
    return found


def found_by(scene: Scene, text: str | None) -> set[str]:
    assert text
    return {row.id for row in scene.registry.reading.search(text, scene.today)}


def tied(subject: Organization, how: Tied) -> list[str]:
    return [one.other for one in subject.ties.values() if one.tied is how]


def refused(scene: Scene, act: object) -> set[tuple[str, str | None]]:
    before = scene.registry.entries()
    with pytest.raises(RefusedError) as error:
        scene.registry.perform(act)
    assert scene.registry.entries() == before
    return {(reason.key, reason.field) for reason in error.value.reasons}


def test_one_act_divides_a_subject_and_carries_over_what_was_chosen(scene):
    before = kept(scene, original(scene))
    scene.registry.perform(division(scene))
    source = kept(scene, original(scene))
    assert source.standing.status is Status.DISSOLVED
    (end,) = [one for one in source.life.values() if one.step is Step.DISSOLVED]
    assert (end.ended_by, end.order_number) == (EndedBy.DIVISION, "สมมติ 3/2569")
    first, second = (kept(scene, one) for one in divided_into(scene, source.id))
    assert [first.register_number, second.register_number] == ["ชม/2570/0002", "ชม/2570/0003"]
    assert first.address == before.address
    assert second.address == Address(area="500103", moo="9")
    assert list(first.posts.values()) == list(before.posts.values())
    assert [one.given for one in second.posts.values()] == ["สมปอง"]
    assert not first.areas
    for part in (first, second):
        assert tied(part, Tied.SPLIT_FROM) == [source.id]
        assert part.standing.status is Status.REGISTERED
        assert part.id in found_by(scene, part.register_number)
        assert told_apart(source, part), "kin are not asked about as doubles"
    assert source.id in found_by(scene, source.register_number)
    assert scene.registry.prove().is_sound
    assert not scene.registry.reading.number_gaps()


def test_one_that_goes_on_gives_off_a_part(scene):
    act = division(scene, continues=True)
    scene.registry.perform(act.model_copy(update={"parts": act.parts[:1]}))
    source = kept(scene, original(scene))
    assert source.standing.status is Status.REGISTERED
    assert Step.DIVIDED in {one.step for one in source.life.values()}
    assert len(tied(source, Tied.SPLIT_INTO)) == 1


def test_a_division_is_taken_back_whole(scene):
    scene.registry.perform(division(scene))
    source = kept(scene, original(scene))
    parts = divided_into(scene, source.id)
    numbers = [kept(scene, one).register_number for one in parts]
    some = acts.UndoSuccession(organization=source.id, others=parts[:1], **ordered(scene))
    assert refused(scene, some) == {("F:A8.all_of_the_succession_are_named", "others")}
    scene.registry.perform(some.model_copy(update={"others": parts}))
    source = kept(scene, source.id)
    assert source.standing.status is Status.REGISTERED
    for one, number in zip(parts, numbers, strict=True):
        assert kept(scene, one).merged_into == source.id
        assert {one, source.id} <= found_by(scene, number)
    assert scene.registry.prove().is_sound
    again = some.model_copy(update={"others": parts})
    assert ("F:A8.nothing_came_after_the_succession", "others") in refused(scene, again)


def test_what_moved_on_is_not_taken_back(scene):
    scene.registry.perform(division(scene))
    parts = divided_into(scene, original(scene))
    scene.registry.perform(
        DissolveOrganization(organization=parts[0], ended_by=EndedBy.COURT, **ordered(scene))
    )
    act = acts.UndoSuccession(organization=original(scene), others=parts, **ordered(scene))
    assert refused(scene, act) == {("F:A8.nothing_came_after_the_succession", "others")}


def test_several_are_united_in_a_new_one_and_parted_again(scene):
    scene.registry.perform(union(scene))
    before = (original(scene), twin(scene))
    (new,) = tied(kept(scene, before[0]), Tied.SUCCEEDED_BY)
    made = kept(scene, new)
    assert sorted(tied(made, Tied.SUCCESSOR_OF)) == sorted(before)
    assert made.register_number == "ชม/2570/0003"
    for one in before:
        assert kept(scene, one).standing.status is Status.DISSOLVED
        assert one in found_by(scene, kept(scene, one).register_number)
    scene.registry.perform(acts.UndoSuccession(organization=new, others=before, **ordered(scene)))
    for one in before:
        assert kept(scene, one).standing.status is Status.REGISTERED
    assert kept(scene, new).merged_into == before[0]
    assert scene.registry.prove().is_sound


BAD_PARTS = {
    "R-04.form_is_known": {"identity": Identity(kind=Kind.ORGANIZATION, form="CF99")},
    "R-02.a_person_is_not_divided": {"identity": Identity(kind=Kind.PERSON)},
    "R-02.unincorporated_names_a_representative": {"carried_posts": (), "posts": ()},
    "F:A8.carried_items_are_there": {"carried_areas": ("none-such",)},
    "F:A8.successors_stay_in_the_province": {"address": Address(area="100101")},
    "F:A10.area_is_known": {"address": Address(area="509999")},
    "F:O1.names_can_be_written": {"names": Names(th="***")},
}


@pytest.mark.parametrize("key", BAD_PARTS)
def test_each_part_is_looked_at_as_in_a_registration(scene, key):
    act = division(scene)
    bad = act.parts[1].model_copy(update=BAD_PARTS[key])
    told = refused(scene, act.model_copy(update={"parts": (act.parts[0], bad)}))
    assert (key, "parts") in told


def test_parts_have_names_of_their_own(scene):
    act = division(scene)
    same = act.model_copy(update={"parts": (act.parts[0], act.parts[0])})
    assert ("F:A8.successors_have_names_of_their_own", "parts") in refused(scene, same)
    name = kept(scene, original(scene)).display_name
    kept_name = division(scene, continues=True, parts=(successor(scene, name),))
    assert ("F:A8.successors_have_names_of_their_own", "parts") in refused(scene, kept_name)
    alone = division(scene, parts=(successor(scene, "กลุ่มเดียวสมมติ"),))
    assert refused(scene, alone) == {("F:A8.it_is_divided_into_two", "parts")}


def test_what_ended_is_not_united_or_divided(scene):
    scene.registry.perform(division(scene))
    assert ("F:A5.standing_allows_it", None) in refused(scene, division(scene))
    assert ("F:A8.united_stand_beside_each_other", "others") in refused(
        scene, union(scene, organization=twin(scene), others=(original(scene),))
    )
    assert ("F:A8.united_stand_beside_each_other", "others") in refused(
        scene, union(scene, organization=twin(scene), others=(twin(scene),))
    )


def test_a_successor_says_what_it_inherits(scene):
    source = kept(scene, original(scene))
    whole = Successor(names=Names(th="กลุ่มใหม่สมมติ")).whole((source,))
    assert (whole.identity, whole.address) == (source.identity, source.address)
    assert whole.contact is None, "a telephone is not handed on unasked"
