"""Every delivered criterion passes and fails once, and says so in its own sentence (F:B1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from cso_registry.domain.facts import Setting
from cso_registry.domain.organizations.records import Kind, Organization, Resources, ServiceArea
from cso_registry.domain.organizations.standing import LifeEvent, Step
from cso_registry.domain.screening.breaches import Breach, BreachEntry
from cso_registry.domain.screening.criteria_acts import DecideCriterion
from cso_registry.domain.screening.parts import Answer
from cso_registry.domain.screening.predicates import PREDICATES, Subject
from cso_registry.domain.screening.records import Screening, answer_key
from cso_registry.domain.screening.results import results_of
from cso_registry.domain.vocabulary.criteria import Criteria, ReviewPart
from cso_registry.domain.vocabulary.policies import Policies
from cso_registry.domain.vocabulary.reading import read_criteria
from cso_registry.host.resources import find_resources
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import OfficerId, OrganizationId, RecordId
from tests.support.registry import areas, lists, policies
from tests.support.screening_subjects import complete_subject

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 11, 20)
SUBJECT = OrganizationId("00000000-0000-7000-8000-000000000001")
SOMEBODY = OfficerId("00000000-0000-7000-8000-000000000002")
DELIVERED: Criteria = read_criteria(find_resources().toml("screening/criteria.toml"))
MACHINE = [one for one in DELIVERED.criteria if one.machine is not None]
BY_PERSON = [one for one in DELIVERED.criteria if one.machine is None]
State = dict[str, Any]


def setting(on: date = TODAY) -> Setting:
    return Setting(None, "ชม", "50", "", on, lists(), areas(), policies())


def state_of(kind: Kind) -> State:
    """The groups of a subject of which nothing is missing."""
    act = complete_subject(kind, SUBJECT, TODAY, lists())
    state: State = {
        name: value
        for name in ("identity", "names", "person", "address", "residence", "purposes", "resources")
        if (value := getattr(act, name)) is not None
    }
    for collection in ("areas", "identifiers", "posts", "documents"):
        for at, item in enumerate(getattr(act, collection)):
            state[f"{collection}/{at}"] = item
    entered = LifeEvent(
        step=Step.REGISTERED, recorded=TODAY, effective=TODAY, legal_basis="PMO-2551"
    )
    return {**state, "life/1": entered}


def breach(**more: Any) -> Breach:
    said: dict[str, Any] = {
        "organization": SUBJECT,
        "what": "ไม่ส่งรายงาน",
        "happened": TODAY - timedelta(days=9),
        "source": "ข้อตกลงสมมติ",
        "evidence": "หนังสือทวงถาม",
        "weighs_until": TODAY,
        "recorded": TODAY,
        "by": SOMEBODY,
    }
    return Breach(RecordId(SOMEBODY), "50", {"entry": BreachEntry(**said | more)})


@dataclass(frozen=True)
class Failing:
    """How a complete subject is made to fail one criterion, and what is said of it."""

    kind: Kind
    spoil: Callable[[State], object]
    said: str
    asked: str
    breaches: tuple[Breach, ...] = field(default=())


def without(*names: str) -> Callable[[State], object]:
    return lambda state: [state.pop(name) for name in names]


def replaced(name: str, **more: Any) -> Callable[[State], object]:
    return lambda state: state.update({name: state[name].model_copy(update=more)})


def suspended(state: State) -> None:
    state["life/2"] = state["life/1"].model_copy(update={"step": Step.SUSPENDED})


YESTERDAY = TODAY - timedelta(days=1)
FAILING: dict[str, Failing] = {
    "A-01": Failing(Kind.COMMUNITY, suspended, "การจดทะเบียนถูกพัก ถอน", "ติดต่อสำนักงาน"),
    "A-02": Failing(
        Kind.PERSON, without("purposes"), "ยังไม่ได้ระบุวัตถุประสงค์หลัก", "แจ้งวัตถุประสงค์หลักหนึ่งข้อ"
    ),
    "A-03": Failing(
        Kind.GROUP, replaced("identity", form=None), "ยังไม่ได้ระบุรูปแบบองค์กร", "แจ้งรูปแบบองค์กร"
    ),
    "A-04": Failing(
        Kind.COMMUNITY,
        replaced("areas/0", ends=YESTERDAY),
        "ยังไม่มีพื้นที่การให้บริการ",
        "แจ้งจังหวัด อำเภอ หรือตำบล",
    ),
    "A-05": Failing(
        Kind.GROUP,
        replaced("posts/0", ends=YESTERDAY),
        "บันทึกผู้มีอำนาจไว้ 1 ราย",
        "มติมอบหมายผู้แทน",
    ),
    "A-06": Failing(
        Kind.ORGANIZATION, without("identifiers/0"), "ยังไม่มีเลขทะเบียนนิติบุคคล", "หนังสือสำคัญ"
    ),
    "A-07": Failing(
        Kind.PERSON, replaced("person", citizen_id=None), "ยังไม่มีเลขประจำตัวประชาชน", "บัตรประจำตัว"
    ),
    "A-08": Failing(
        Kind.ORGANIZATION,
        without("documents/1", "documents/2"),
        "ขาดเอกสาร 2 รายการ: สำเนาหนังสือสำคัญแสดงการจดทะเบียน, ข้อบังคับ",
        "ข้อบังคับ",
    ),
    "A-09": Failing(
        Kind.ORGANIZATION,
        replaced("documents/3", expires=YESTERDAY),
        "เอกสารหมดอายุ 1 รายการ: รายชื่อกรรมการหรือคณะทำงาน",
        "ฉบับปัจจุบันของ รายชื่อกรรมการ",
    ),
    "A-10": Failing(
        Kind.PERSON, lambda _: None, "ที่ยังมีผล 1 รายการ", "ได้แก้ไขการผิดข้อตกลง", (breach(),)
    ),
    "A-11": Failing(
        Kind.COMMUNITY,
        replaced("life/1", effective=date(2025, 11, 19)),
        "พ้นกำหนดส่งข้อมูลประจำปี",
        "แบบส่งข้อมูลประจำปี",
    ),
    "C-01": Failing(
        Kind.GROUP,
        replaced("resources", members=4),
        "มีสมาชิก 4 คน จากที่กำหนดอย่างน้อย 5 คน",
        "อย่างน้อย 5 คน",
    ),
}


def results(state: State, kind: Kind, breaches: tuple[Breach, ...] = (), on: date = TODAY):
    """How every criterion of a kind comes out, those of persons left open."""
    case = case_of(kind)
    subject = Subject(Organization(SUBJECT, "50", state), setting(on), breaches)
    return {one.criterion: one for one in results_of(case, subject, tuple(ReviewPart))}


def case_of(kind: Kind, *answers: Answer) -> Screening:
    asked = {f"criteria/{one.code}": one for one in DELIVERED.asked_of(kind.value, TODAY)}
    given = {f"answers/{answer_key(1, one.criterion)}": one for one in answers}
    return Screening(SUBJECT, "50", {**asked, **given})


def test_the_table_knows_every_criterion_of_the_program():
    assert FAILING.keys() == {one.code for one in MACHINE}
    assert {one.machine for one in MACHINE} == PREDICATES.keys()


@pytest.mark.parametrize("kind", list(Kind))
def test_complete_subject_passes_everything(kind):
    found = results(state_of(kind), kind)
    assert found
    assert [one for one in found.values() if not one.passed] == []


@pytest.mark.parametrize("code", sorted(FAILING))
def test_criterion_fails_alone_and_says_why(code):
    failing = FAILING[code]
    state = state_of(failing.kind)
    failing.spoil(state)
    found = results(state, failing.kind, failing.breaches)
    assert [one.criterion for one in found.values() if not one.passed] == [code]
    assert failing.said in (found[code].fails_th or "")
    assert failing.asked in (found[code].bring_th or "")
    for text in (found[code].fails_en, found[code].bring_en):
        assert text
        assert "{" not in text


@pytest.mark.parametrize("criterion", BY_PERSON, ids=lambda one: one.code)
@pytest.mark.parametrize("passed", [True, False])
def test_criterion_of_a_person_says_what_was_found(criterion, passed):
    kind = Kind(criterion.kinds[0])
    answer = Answer(
        criterion=criterion.code,
        round=1,
        passed=passed,
        by=SOMEBODY,
        answered=TODAY,
        note="ไม่พบที่ตั้ง",
    )
    subject = Subject(Organization(SUBJECT, "50", state_of(kind)), setting())
    found = {
        one.criterion: one for one in results_of(case_of(kind, answer), subject, (criterion.part,))
    }
    assert found[criterion.code].passed is passed
    assert (found[criterion.code].fails_th == criterion.fails_th) is not passed
    assert found[criterion.code].note == "ไม่พบที่ตั้ง"


@pytest.mark.parametrize(
    ("due", "passes"), [(TODAY, True), (TODAY - timedelta(days=1), False), (None, True)]
)
def test_yearly_return_is_asked_by_its_day(due, passes):
    """The first is due twelve months after registration; later ones as their return said."""
    subject = Subject(Organization(SUBJECT, "50", state_of(Kind.GROUP)), setting(), (), due)
    assert PREDICATES["yearly_return_is_filed"].answer(subject).passed is passes


def test_document_without_a_last_day_ends_after_its_months():
    """A list of members counts twelve months from its day (V-S3)."""
    state = state_of(Kind.COMMUNITY)
    inside, outside = date(2027, 11, 20), date(2027, 11, 21)
    assert results(state, Kind.COMMUNITY, on=inside)["A-09"].passed
    found = results(state, Kind.COMMUNITY, on=outside)["A-09"]
    assert "บัญชีรายชื่อสมาชิก" in (found.fails_th or "")


@pytest.mark.parametrize(
    ("more", "weighs"),
    [({}, True), ({"weighs_until": YESTERDAY}, False), ({"happened": TODAY + timedelta(1)}, False)],
)
def test_breach_weighs_from_its_day_to_its_last(more, weighs):
    found = results(state_of(Kind.PERSON), Kind.PERSON, (breach(**more),))
    assert found["A-10"].passed is not weighs


def test_area_of_the_future_is_not_served_yet():
    state = state_of(Kind.GROUP) | {
        "areas/0": ServiceArea(area="5001", starts=TODAY + timedelta(days=1))
    }
    assert not results(state, Kind.GROUP)["A-04"].passed


def test_fewest_members_come_from_the_setting():
    need = policies().get("registration.group_minimum_members", TODAY)
    raised = need.model_copy(update={"value": 43, "effective_from": TODAY})
    changed = Policies(version="2", policies=(*policies().policies, raised))
    state = state_of(Kind.GROUP) | {"resources": Resources(members=42)}
    where = Setting(None, "ชม", "50", "", TODAY, lists(), areas(), changed)
    finding = PREDICATES["members_are_enough"].answer(
        Subject(Organization(SUBJECT, "50", state), where)
    )
    assert (finding.passed, finding.numbers) == (False, {"have": 42, "need": 43})


def test_every_criterion_says_its_purpose_and_whose_it_is():
    """R-07: nothing is asked without a purpose; what the sources leave open says so."""
    for one in DELIVERED.criteria:
        assert one.purpose_th, one.code
        assert one.purpose_en, one.code
        assert one.clause, one.code
        assert one.to_be_confirmed or one.whose == "source"


def test_latest_criterion_counts_and_an_ended_one_is_gone():
    first = DELIVERED.criteria[0]
    ended = first.model_copy(update={"effective_from": TODAY, "effective_to": TODAY})
    changed = Criteria(version="2", criteria=(*DELIVERED.criteria, ended))
    assert ended in changed.asked_of("person", TODAY)
    later = {one.code for one in changed.asked_of("person", TODAY + timedelta(days=1))}
    assert first.code not in later


@pytest.mark.parametrize(
    ("changed", "item"),
    [({"part": "stars"}, "A-01"), ({"fails_th": "{"}, "A-01"), ({"fails_th": "{0.x}"}, "A-01")],
)
def test_broken_file_of_criteria_names_the_item(changed, item):
    raw = find_resources().toml("screening/criteria.toml")
    broken = {**raw, "criterion": [raw["criterion"][0] | changed]}
    with pytest.raises(InputError) as refused:
        read_criteria(broken, file="criteria.toml")
    assert item in str(refused.value.params["item"])


def test_office_decides_a_criterion_and_an_open_case_keeps_its_own(begin, scene):
    case = begin()
    added = next(iter(case.case.criteria.values())).model_copy(
        update={"th": "ถ้อยคำใหม่", "effective_from": scene.today}
    )
    scene.registry.perform(DecideCriterion(criterion=added, reason="มติสมมติ"))
    assert "ถ้อยคำใหม่" not in {one.th for one in case.case.criteria.values()}


IN_ENGLISH: dict[str, tuple[str, str]] = {
    "A-01": ("the registration is suspended", "settle the registration"),
    "A-02": ("no main purpose is named", "name one main purpose"),
    "A-03": ("no form of organisation is named", "name the form"),
    "A-04": ("no service area is in use today", "name the province, amphoe or tambon"),
    "A-05": ("(1 with a mandate on file)", "the present appointment or resolution"),
    "A-06": ("no number of a legal registrar", "a copy of the certificate of registration"),
    "A-07": ("no citizen number is on file", "the identity card"),
    "A-08": (
        "documents missing (2): copy of the certificate of registration, articles",
        "copy of the certificate of registration, articles",
    ),
    "A-09": ("documents expired (1): list of the committee", "the present list of the committee"),
    "A-10": ("breaches of agreement that weigh on it: 1", "proof that the breach was made good"),
    "A-11": ("the yearly return is overdue", "the latest yearly return"),
    "C-01": ("has 4 members of at least 5", "a present list of at least 5 members"),
}
"""What a failing criterion says in English, and what it asks for."""
THAI, LATIN = re.compile("[\u0e01-\u0e5b]"), re.compile("[A-Za-z]")


@pytest.mark.parametrize("code", sorted(IN_ENGLISH))
def test_criterion_says_the_same_in_english(code):
    failing = FAILING[code]
    state = state_of(failing.kind)
    failing.spoil(state)
    found = results(state, failing.kind, failing.breaches)[code]
    said, asked = IN_ENGLISH[code]
    assert said in (found.fails_en or "")
    assert asked in (found.bring_en or "")
    for english, thai in ((found.fails_en, found.fails_th), (found.bring_en, found.bring_th)):
        assert not THAI.search(english or ""), english
        assert not LATIN.search(thai or ""), thai
        assert re.findall(r"\d+", english or "") == re.findall(r"\d+", thai or "")


def test_every_machine_criterion_is_said_in_english():
    assert IN_ENGLISH.keys() == FAILING.keys()


@pytest.mark.parametrize("one", DELIVERED.criteria, ids=lambda one: one.code)
def test_words_of_a_criterion_stand_in_their_own_language(one):
    for name in ("", "purpose_", "clause_", "fails_", "bring_"):
        thai = getattr(one, f"{name}th")
        english = getattr(one, f"{name}en")
        gaps = re.compile(r"{\w+}")
        assert THAI.search(gaps.sub("", thai)) or gaps.fullmatch(thai), thai
        assert not LATIN.search(gaps.sub("", thai)), thai
        assert not THAI.search(english), english
