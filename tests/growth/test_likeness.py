"""Look-alikes: what makes two subjects alike, and that an index finds them (F:A7)."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from rapidfuzz.distance import Indel

from cso_registry.domain.organizations.acts import ChangeContact, RegisterOrganization
from cso_registry.domain.organizations.kin_acts import (
    DeclareDistinct,
    MergeOrganizations,
    ProposeMerge,
    UnmergeOrganizations,
)
from cso_registry.domain.organizations.likeness import (
    _pieces,
    like_keys,
    likeness,
    name_core,
    own_keys,
)
from cso_registry.domain.organizations.records import Contact, Organization, OutsideIdentifier
from cso_registry.domain.organizations.sample import SampleMaker
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import RefusedError
from cso_registry.kernel.ids import OrganizationId
from cso_registry.storage.reading import OrganizationFilter
from cso_registry.workspace.growth.duplicates import all_doubles, doubles_of
from cso_registry.workspace.performing import Session
from cso_registry.workspace.sampling import read_words_of
from tests.support.desk import delivered

WHY = "ตามเอกสารสมมติ"


def registered(scene, name, phone="0-2000-7777", person="รักษ์ป่า", area="500608"):
    plain = scene.community_act().model_dump(mode="json")
    plain |= {
        "organization": scene.new(),
        "names": {"th": name},
        "contact": {"phone": phone},
        "address": {"area": area},
        "from_paper_book": True,
    }
    plain["posts"][0]["family"] = person
    act = RegisterOrganization.model_validate(plain, strict=False)
    scene.registry.perform(act)
    return scene.registry.record(act.organization)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("กลุ่มอนุรักษ์ป่าต้นน้ำบ้านสมมติ", "กลุ่มอนุรักษ์ป่าต้นน้ำ บ.สมมติ"),
        ("มูลนิธิรักษ์ป่าน่าน", "สมาคมรักษ์ป่าน่าน"),
        ("ชมรมผู้สูงอายุดอนแก้ว", "ชมรมผู้สูงอายุดอนแกว"),
        ("กลุ่มออมทรัพย์นำชัย", "กลุ่มออมทรัพย์น\u0e4d\u0e32ชัย"),
    ],
)
def test_names_that_sound_the_same_are_alike(scene, one, other):
    first = registered(scene, one)
    second = registered(scene, other, phone="0-2000-1111", person="อื่น")
    assert set(like_keys(first)) & set(like_keys(second))
    assert "name" in likeness(first, second).reasons


def test_names_that_differ_in_a_number_are_not_alike(scene):
    first = registered(scene, "ชมรมผู้สูงอายุบ้านดอน หมู่ 1")
    second = registered(scene, "ชมรมผู้สูงอายุบ้านดอน หมู่ 2", phone="0-2000-1111", person="อื่น")
    assert "name" not in likeness(first, second).reasons


def test_the_likest_comes_first_and_says_why(scene):
    subject = registered(scene, "กลุ่มอนุรักษ์ป่าต้นน้ำบ้านสมมติ")
    same = registered(scene, "กลุ่มอนุรักษ์ป่าต้นน้ำ บ้านสมมติ")
    registered(scene, "กลุ่มอนุรักษ์ป่าชุมชนดอนเมือง", phone="0-2000-1111", person="อื่น")
    found = doubles_of(subject, scene.registry.reading)
    assert [double.other.id for double in found][:1] == [same.id]
    assert set(found[0].likeness.reasons) >= {"name", "phone", "person", "area"}


def test_each_pair_of_the_register_is_told_once(scene):
    registered(scene, "กลุ่มอนุรักษ์ป่าต้นน้ำบ้านสมมติ")
    registered(scene, "กลุ่มอนุรักษ์ป่าต้นน้ำ บ้านสมมติ")
    told = list(all_doubles(scene.registry.reading, lambda *_: None))
    assert len(told) == 1


def test_what_an_officer_told_apart_is_not_asked_again(scene):
    one = registered(scene, "กลุ่มอนุรักษ์ป่าต้นน้ำบ้านสมมติ")
    other = registered(scene, "กลุ่มอนุรักษ์ป่าต้นน้ำ บ้านสมมติ")
    scene.registry.perform(DeclareDistinct(organization=one.id, other=other.id, reason=WHY))
    assert list(all_doubles(scene.registry.reading, lambda *_: None)) == []


def test_common_words_tell_nothing_apart():
    assert name_core("มูลนิธิรักษ์ป่า") == name_core("กลุ่มรักษ์ป่า")
    assert name_core("มูลนิธิ") != ""


def ordered(scene):
    today = scene.today
    return {
        "effective": today,
        "order_number": "สมมติ 3/2569",
        "order_date": today,
        "legal_basis": "PMO-2551",
        "reason": WHY,
    }


def merged(scene):
    kept = registered(scene, "กลุ่มอนุรักษ์ป่าต้นน้ำบ้านสมมติ", phone="0-2000-0001")
    double = registered(scene, "กลุ่มอนุรักษ์ป่าต้นน้ำ บ้านสมมติ", phone="0-2000-0002")
    proposal = ProposeMerge(organization=double.id, into=kept.id, reason=WHY)
    scene.registry.perform(proposal, Session(scene.colleague))
    act = MergeOrganizations(
        organization=double.id, into=kept.id, take=("contact",), **ordered(scene)
    )
    scene.registry.perform(act)
    return OrganizationId(kept.id), OrganizationId(double.id)


def test_after_a_merge_both_numbers_and_names_are_found(scene):
    kept, double = merged(scene)
    record = scene.registry.record
    assert record(double).merged_into == kept
    assert record(double).standing.status.value == "merged"
    assert record(kept).contact.phone == "0-2000-0002"
    number = record(double).register_number
    read, today = scene.registry.reading, scene.today
    assert {row.id for row in read.search(number, today)} == {str(kept), str(double)}
    assert scene.registry.prove().findings == []


def test_a_merge_is_taken_apart_again(scene):
    kept, double = merged(scene)
    scene.registry.perform(UnmergeOrganizations(organization=double, into=kept, **ordered(scene)))
    record = scene.registry.record
    assert record(double).merged_into is None
    assert record(double).standing.status.value == "registered"
    assert record(kept).merged_here == ()
    assert record(kept).contact.phone == "0-2000-0001"
    assert scene.registry.prove().findings == []


def test_what_was_changed_since_the_merge_stays(scene):
    kept, double = merged(scene)
    scene.registry.perform(
        ChangeContact(organization=kept, contact=Contact(phone="0-2000-0009"), reason=WHY)
    )
    scene.registry.perform(UnmergeOrganizations(organization=double, into=kept, **ordered(scene)))
    assert scene.registry.record(kept).contact.phone == "0-2000-0009"


def test_who_proposed_does_not_merge(scene):
    kept = registered(scene, "กลุ่มหนึ่งสมมติ")
    double = registered(scene, "กลุ่มสองสมมติ")
    head = Session(scene.registry.appoint(Role.HEAD))
    scene.registry.perform(ProposeMerge(organization=double.id, into=kept.id, reason=WHY), head)
    act = MergeOrganizations(organization=double.id, into=kept.id, **ordered(scene))
    with pytest.raises(RefusedError) as told:
        scene.registry.perform(act, head)
    assert [one.key for one in told.value.reasons] == ["F:B2.another_officer_proposed_the_merge"]


def test_a_merged_subject_counts_once(scene):
    kept, _ = merged(scene)
    shown = scene.registry.reading.first_organizations(
        OrganizationFilter(status="registered"), scene.today, 10
    )
    assert [row.id for row in shown] == [str(kept)]


def misspelt(name, chance, places):
    """A name with one letter wrong, left out, added or exchanged at each place."""
    letters = list(name)
    for place in sorted(places, reverse=True):
        at = round(place * (len(letters) - 2))
        letter = chance.choice("กงดนมรวสา")
        old = letters[at]
        wrong = chance.choice((letter, "", old + letter, letter + old))
        letters[at : at + 1] = list(wrong)
    return "".join(letters)


def test_names_misspelt_at_both_ends_are_found_again():
    """Of some hundreds of invented names with an error near each end, all but a few."""
    chance, kept = Random(7), Counter()
    program = delivered()
    maker = SampleMaker(read_words_of(program), program.means.areas, Random(8))
    for subject in maker.make(500):
        if subject.person is not None:
            continue
        core = name_core(subject.name_th)
        other = misspelt(core, chance, (0.1, 0.9))
        if likely(core, other):
            kept[bool(pieces_of(core) & pieces_of(other))] += 1
    assert kept.total() > 300
    assert kept[True] / kept.total() > 0.97


def likely(core, other):
    return core != other and Indel.normalized_similarity(core, other) >= 0.72


def pieces_of(core):
    return set(_pieces(core))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("กลุ่มอนุรักษ์ป่าต้นน้ำบ้านสมมติ", "กลุ่มอนุกักษ์ป่าต้นน้ำบ้านสมมตื"),
        ("ชมรมผู้สูงอายุดอนแก้ว", "ชมรมผู้ศูงอายุดอนแก้ง"),
        ("มูลนิธิน้ำใส", "มูลนิธิน้ำไส"),
    ],
)
def test_errors_at_both_ends_or_in_a_short_name_are_found(scene, one, other):
    first = registered(scene, one)
    second = registered(scene, other, phone="0-2000-1111", person="อื่น")
    found = doubles_of(first, scene.registry.reading)
    assert [double.other.id for double in found] == [second.id]


def test_the_same_number_elsewhere_is_found_under_any_name(scene):
    """Two offices may each register a subject before they exchange what they hold."""
    first = registered(scene, "กลุ่มหนึ่งสมมติ")
    number = ("TH-TIN", "0994000000000")
    assert number in set(own_keys(with_number(first, number)))
    assert (
        "identifier"
        in likeness(
            with_number(first, number), with_number(registered(scene, "ชมรมอื่น"), number)
        ).reasons
    )


def with_number(subject, number):
    held = OutsideIdentifier(scheme=number[0], value=number[1])
    return Organization(subject.id, subject.scope, {"names": subject.names, "identifiers/1": held})
