"""Examples of the acts by which a register stays true over years; all invented."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from cso_registry.domain.contacts import acts as contact_acts
from cso_registry.domain.contacts.records import Means
from cso_registry.domain.intake import acts as intake_acts
from cso_registry.domain.intake.form_batches import PrintForms
from cso_registry.domain.intake.form_code import form_code
from cso_registry.domain.organizations import group_acts, kin_acts, succession_acts
from cso_registry.domain.organizations.kin import Tied
from cso_registry.domain.organizations.records import (
    Address,
    GroupMatter,
    Identity,
    Kind,
    Names,
    Organization,
    OutsideIdentifier,
    PostHeld,
)
from cso_registry.domain.organizations.standing import EndedBy
from cso_registry.domain.organizations.succession import Successor
from cso_registry.domain.returns import acts as return_acts
from cso_registry.kernel.ids import (
    ContactNoteId,
    FormBatchId,
    IntakeId,
    OrganizationId,
    ReturnId,
)
from cso_registry.workspace.performing import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.support.examples import Example, Scene

WHY = "ตามเอกสารสมมติ"
CODE = form_code(bytes(range(10)))
T = TypeVar("T")


def once(scene: Scene, name: str, make: Callable[[], T]) -> T:
    """What `make` made when it was first asked for in this scene."""
    known: dict[str, Any] = vars(scene).setdefault("growth", {})
    if name not in known:
        known[name] = make()
    return known[name]


def twin(scene: Scene) -> OrganizationId:
    """A community that is the same as another one."""
    return once(scene, "twin", lambda: scene.registered(scene.community_act()))


def original(scene: Scene) -> OrganizationId:
    return once(scene, "original", lambda: scene.registered(scene.community_act()))


def proposed(scene: Scene) -> OrganizationId:
    """The twin, which a colleague proposed to merge into the original."""

    def make() -> OrganizationId:
        act = kin_acts.ProposeMerge(organization=twin(scene), into=original(scene), reason=WHY)
        scene.registry.perform(act, Session(scene.colleague))
        return twin(scene)

    return once(scene, "proposed", make)


def merged(scene: Scene) -> OrganizationId:
    def make() -> OrganizationId:
        scene.registry.perform(merging(scene))
        return twin(scene)

    return once(scene, "merged", make)


def ordered(scene: Scene) -> dict[str, Any]:
    today = scene.today
    return {
        "effective": today,
        "order_number": "สมมติ 3/2569",
        "order_date": today,
        "legal_basis": "PMO-2551",
        "reason": WHY,
    }


def merging(scene: Scene) -> kin_acts.MergeOrganizations:
    return kin_acts.MergeOrganizations(
        organization=proposed(scene), into=original(scene), take=("contact",), **ordered(scene)
    )


def successor(scene: Scene, name: str, **fields: Any) -> Successor:
    """A part that takes the persons of the original with it, unless told otherwise."""
    kept = scene.registry.record(original(scene))
    assert isinstance(kept, Organization)
    return Successor(names=Names(th=name), **{"carried_posts": tuple(kept.posts)} | fields)


def division(scene: Scene, **fields: Any) -> succession_acts.SplitOrganization:
    """The original divided into two: one with its persons, one with a person of its own."""
    own = PostHeld(post="representative", given="สมปอง", has_mandate=True)
    apart = {"carried_posts": (), "posts": (own,), "address": Address(area="500103", moo="9")}
    parts = (
        successor(scene, "กลุ่มต้นน้ำฝั่งเหนือสมมติ"),
        successor(scene, "กลุ่มต้นน้ำฝั่งใต้สมมติ", **apart),
    )
    said = {"organization": original(scene), "parts": parts, **ordered(scene)}
    return succession_acts.SplitOrganization(**said | fields)


def divided(scene: Scene) -> OrganizationId:
    """The original, which was divided."""

    def make() -> OrganizationId:
        scene.registry.perform(division(scene))
        return original(scene)

    return once(scene, "divided", make)


def divided_into(scene: Scene, subject: str) -> tuple[OrganizationId, ...]:
    kept = scene.registry.record(OrganizationId(subject))
    assert isinstance(kept, Organization)
    return tuple(one.other for one in kept.ties.values() if one.tied is Tied.SPLIT_INTO)


def union(scene: Scene, **fields: Any) -> succession_acts.UniteOrganizations:
    """The original and its twin united in a new one."""
    into = successor(scene, "เครือข่ายต้นน้ำสมมติ")
    said = {"organization": original(scene), "others": (twin(scene),), "into": into}
    return succession_acts.UniteOrganizations(**said | ordered(scene) | fields)


def filing(scene: Scene, **fields: Any) -> return_acts.FileReturn:
    said = {
        "filed_return": ReturnId(scene.new()),
        "organization": scene.foundation,
        "year": 2570,
        "received": scene.today,
        "changed": ("contact",),
    }
    return return_acts.FileReturn(**said | fields)


def filed(scene: Scene) -> ReturnId:
    """A return that the colleague received."""

    def make() -> ReturnId:
        act = filing(scene)
        scene.registry.perform(act, Session(scene.colleague))
        return act.filed_return

    return once(scene, "filed", make)


def noting(scene: Scene, **fields: Any) -> contact_acts.NoteContact:
    said = {
        "note": ContactNoteId(scene.new()),
        "organization": scene.foundation,
        "contacted": scene.today,
        "means": Means.CALL,
        "spoke_with": "นางสาวตัวอย่าง สมมติ",
        "topic": "ขอเอกสารเพิ่มเติม",
        "said": "จะส่งภายในสัปดาห์หน้า",
        "next_step": "โทรติดตาม",
        "next_day": scene.today + timedelta(days=7),
    }
    return contact_acts.NoteContact(**said | fields)


def noted(scene: Scene) -> ContactNoteId:
    def make() -> ContactNoteId:
        act = noting(scene)
        scene.registry.perform(act)
        return act.note

    return once(scene, "noted", make)


def receiving(scene: Scene, **fields: Any) -> intake_acts.ReceiveApplication:
    said = {
        "intake": IntakeId(scene.new()),
        "applicant": "นายตัวอย่าง สมมติ",
        "subject_name": "กลุ่มสมมติบ้านต้นน้ำ",
        "phone": "0-2000-0001",
        "form_code": CODE,
        "clock": "10:00",
        "seen_originals": ("member_list",),
    }
    return intake_acts.ReceiveApplication(**said | fields)


def received(scene: Scene) -> IntakeId:
    def make() -> IntakeId:
        act = receiving(scene, form_code=None)
        scene.registry.perform(act)
        return act.intake

    return once(scene, "received", make)


def examples(example: type[Example]) -> Mapping[str, Example]:
    """An example of every act, by kind."""
    return {
        "organization.propose_merge": example(
            lambda s, _: kin_acts.ProposeMerge(organization=twin(s), into=original(s), reason=WHY),
            lambda s, _: {"into": twin(s)},
            "F:A8.two_different_subjects",
        ),
        "organization.merge": example(
            lambda s, _: merging(s), lambda _s, _: {"take": ("life",)}, "F:A8.groups_can_be_taken"
        ),
        "organization.unmerge": example(
            lambda s, _: kin_acts.UnmergeOrganizations(
                organization=merged(s), into=original(s), **ordered(s)
            ),
            lambda s, _: {"into": s.foundation},
            "F:A8.was_merged_into_it",
        ),
        "organization.dissolve": example(
            lambda s, _: kin_acts.DissolveOrganization(
                organization=original(s), ended_by=EndedBy.OWN_RESOLUTION, **ordered(s)
            ),
            lambda s, _: {"organization": merged(s)},
            "F:A5.standing_allows_it",
        ),
        "organization.change_form": example(
            lambda s, _: kin_acts.ChangeLegalForm(
                organization=original(s),
                identity=Identity(kind=Kind.ORGANIZATION, form="CF01"),
                identifier=OutsideIdentifier(scheme="TH-MOI", value="กท 99"),
                names=Names(th="มูลนิธิสมมติ"),
                **ordered(s),
            ),
            lambda _s, _: {"identity": {"kind": "organization", "form": "CF99"}},
            "R-04.form_is_known",
        ),
        "organization.tie": example(
            lambda s, _: kin_acts.TieOrganizations(
                organization=original(s),
                other=twin(s),
                tied=Tied.SPLIT_INTO,
                tied_on=s.today,
                reason=WHY,
            ),
            lambda s, _: {"other": original(s)},
            "F:A8.two_different_subjects",
        ),
        "organization.record_decision": example(
            lambda s, _: group_acts.RecordGroupDecision(
                organization=original(s),
                matter=GroupMatter.REPRESENTATIVES,
                held=s.today,
                members=21,
                present=12,
                in_favour=11,
                minutes="รายงานการประชุม 2/2569",
                reason=WHY,
            ),
            lambda _s, _: {"present": 10, "in_favour": 10},
            "F:X23.members_reach_a_quorum",
        ),
        "organization.split": example(
            lambda s, _: division(s),
            lambda _s, _: {"continues": False, "parts": []},
            "F:A8.it_is_divided_into_two",
        ),
        "organization.unite": example(
            lambda s, _: union(s),
            lambda s, _: {"others": [original(s)]},
            "F:A8.united_stand_beside_each_other",
        ),
        "organization.undo_succession": example(
            lambda s, _: succession_acts.UndoSuccession(
                organization=divided(s), others=divided_into(s, divided(s)), **ordered(s)
            ),
            lambda s, _: {"others": [twin(s)]},
            "F:A8.all_of_the_succession_are_named",
        ),
        "organization.declare_distinct": example(
            lambda s, _: kin_acts.DeclareDistinct(
                organization=original(s), other=twin(s), reason=WHY
            ),
            lambda s, _: {"other": original(s)},
            "F:A8.two_different_subjects",
        ),
        "return.file": example(
            lambda s, _: filing(s),
            lambda _s, _: {"changed": ("nothing",)},
            "F:A13.changed_groups_are_known",
        ),
        "return.check": example(
            lambda s, _: return_acts.CheckReturn(filed_return=filed(s), in_order=True),
            lambda s, _: {"filed_return": own_return(s)},
            "F:B2.another_officer_checks",
        ),
        "contact.note": example(
            lambda s, _: noting(s), lambda _s, _: {"next_day": None}, "F:A14.next_step_has_a_day"
        ),
        "contact.finish": example(
            lambda s, _: contact_acts.FinishNextStep(note=noted(s)),
            lambda s, _: {"note": finished(s)},
            "F:A14.a_step_is_open",
        ),
        "intake.print_forms": example(
            lambda s, _: PrintForms(form_batch=FormBatchId(s.new()), forms=3),
            lambda _s, _: {"forms": 0},
            "not valid",
        ),
        "intake.receive": example(
            lambda s, _: receiving(s),
            lambda _s, _: {"form_code": "2345-67892"},
            "F:X25.form_code_is_typed_right",
        ),
        "intake.link": example(
            lambda s, _: intake_acts.LinkIntake(intake=received(s), organization=s.foundation),
            lambda s, _: {"intake": ended(s)},
            "F:X25.intake_is_open",
        ),
        "intake.end": example(
            lambda s, _: intake_acts.EndIntake(intake=received(s), reason=WHY),
            lambda s, _: {"intake": ended(s)},
            "F:X25.intake_is_open",
        ),
    }


def own_return(scene: Scene) -> ReturnId:
    """A return that the founder received."""

    def make() -> ReturnId:
        act = filing(scene, organization=original(scene), year=2569)
        scene.registry.perform(act)
        return act.filed_return

    return once(scene, "own_return", make)


def finished(scene: Scene) -> ContactNoteId:
    def make() -> ContactNoteId:
        act = noting(scene)
        scene.registry.perform(act)
        scene.registry.perform(contact_acts.FinishNextStep(note=act.note))
        return act.note

    return once(scene, "finished", make)


def ended(scene: Scene) -> IntakeId:
    def make() -> IntakeId:
        act = receiving(scene, form_code=None)
        scene.registry.perform(act)
        scene.registry.perform(intake_acts.EndIntake(intake=act.intake, reason=WHY))
        return act.intake

    return once(scene, "ended", make)
