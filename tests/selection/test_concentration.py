"""Who crowds the others out, alone or with those that it is linked with (R-26, F:X13)."""

from __future__ import annotations

from cso_registry.domain.organizations.kin import Tied
from cso_registry.domain.organizations.kin_acts import TieOrganizations
from cso_registry.domain.organizations.records import PostHeld
from cso_registry.domain.selection.concentration import linked, shares
from cso_registry.kernel.ids import OrganizationId
from tests.support import examples_scoring as made
from tests.support import examples_selection as selection

A, B, C = (OrganizationId(f"00000000-0000-7000-8000-00000000000{n}") for n in (1, 2, 3))


def test_share_counts_choices_and_money_and_those_linked_apart():
    given = [(A, 100), (B, 300), (C, 500), (A, 100)]
    first, second = shares(given, [A, C], {A: (B,)})
    assert (first.times, first.all_times, first.amount, first.all_amount) == (2, 4, 200, 1000)
    assert (first.linked, first.linked_times, first.linked_amount) == ((B,), 1, 300)
    assert (second.linked, second.linked_times) == ((), 0)
    assert first.warns(75)
    assert not first.warns(76)
    assert second.warns(50)
    assert not second.warns(51)
    alone = shares(given, [A], {})
    assert not alone[0].warns(51)


def test_who_is_linked_with_nobody_chosen_has_nothing_to_show():
    (only,) = shares([(A, 100)], [A], {A: (B,)})
    assert only.linked == ()
    assert not only.warns(1), "the first choice ever crowds nobody out"


def run_by(scene, name, given):
    """A community with one representative, who may be that of another."""
    act = scene.community_act()
    post = PostHeld(post="representative", given=given, family="ร่วมกัน", has_mandate=True)
    update = {"names": act.names.model_copy(update={"th": f"ชุมชน{name}"}), "posts": (post,)}
    return scene.registered(act.model_copy(update=update))


def tied(scene, one, other, how):
    act = TieOrganizations(
        organization=one, other=other, tied=how, tied_on=scene.today, reason="ตามเอกสารสมมติ"
    )
    scene.registry.perform(act)


def test_same_officer_a_split_and_a_common_umbrella_make_linked(scene):
    first, second = run_by(scene, "หนึ่ง", "บุญ"), run_by(scene, "สอง", "บุญ")
    third, fourth = run_by(scene, "สาม", "มี"), run_by(scene, "สี่", "มา")
    fifth, umbrella = run_by(scene, "ห้า", "ใจ"), run_by(scene, "ร่ม", "ดี")
    tied(scene, second, third, Tied.SPLIT_FROM)
    tied(scene, umbrella, fourth, Tied.HAS_BRANCH)
    tied(scene, umbrella, fifth, Tied.HAS_BRANCH)
    chosen = [scene.registry.record(one) for one in (first, second, third, fourth, fifth)]
    assert linked([first, second, third, fourth], chosen, scene.today) == {
        first: (second,),
        second: (first, third),
        third: (second,),
        fourth: (fifth,),
    }


def test_decision_keeps_what_linked_subjects_were_given(scene):
    first, second = made.admitted(scene, "applicant"), made.admitted(scene, "other")
    one, other = (selection.community(scene, name) for name in ("applicant", "other"))
    tied(scene, one, other, Tied.HAS_BRANCH)
    scene.registry.perform(made.deciding(scene, chosen_ones=(first, second), not_chosen=()))
    (decision,) = scene.registry.record(selection.opened(scene)).decisions.values()
    assert [(share.organization, share.linked) for share in decision.shares] == [
        (one, (other,)),
        (other, (one,)),
    ]
    assert {share.linked_times for share in decision.shares} == {1}
