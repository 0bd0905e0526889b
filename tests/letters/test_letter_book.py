"""The letter book: numbers without gaps, where a letter stands, what it is tied to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cso_registry.domain.letters import acts
from cso_registry.domain.letters.records import Letter, LetterStatus, Way
from cso_registry.domain.letters.shadow import LETTER_OF, TRACKING
from cso_registry.domain.offices import acts as office_acts
from cso_registry.domain.rule import RefusedError
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import LetterId, OrganizationId
from cso_registry.storage.reading import RecordFilter
from tests.support.examples import Scene
from tests.support.examples_letters import NEXT_YEAR, issued, issuing, receiving, sending, sent
from tests.support.registry import MadeRegistry, new_registry

WHY = "ตามเอกสารสมมติ"


@pytest.fixture
def registry(tmp_path):
    with new_registry(tmp_path / "registry") as made:
        yield made


@pytest.fixture
def scene(registry: MadeRegistry) -> Scene:
    return Scene(registry)


def letter(scene: Scene, identity: LetterId) -> Letter:
    found = scene.registry.record(identity)
    assert isinstance(found, Letter)
    return found


def number(scene: Scene, identity: LetterId) -> str:
    entry = letter(scene, identity).entry
    assert entry is not None
    return entry.number


def entered(scene: Scene, act: acts.IssueLetter | acts.ReceiveLetter) -> LetterId:
    scene.registry.perform(act)
    return act.letter


def refused(scene: Scene, act) -> set[str]:
    before = scene.registry.reading.counts()
    with pytest.raises(RefusedError) as error:
        scene.registry.perform(act)
    assert scene.registry.reading.counts() == before
    return {reason.key for reason in error.value.reasons}


def test_in_and_out_are_numbered_apart_and_without_gaps(scene):
    out = [number(scene, entered(scene, issuing(scene))) for _ in range(3)]
    into = [number(scene, entered(scene, receiving(scene))) for _ in range(2)]
    assert out == ["ชม/2570/0001", "ชม/2570/0002", "ชม/2570/0003"]
    assert into == ["ชม/2570/0001", "ชม/2570/0002"]
    assert scene.registry.reading.number_gaps() == []
    assert scene.registry.prove().is_sound


def test_numbers_go_on_after_a_paper_book(scene):
    for series in ("letter_out", "letter_in", "certificate", "intake", "status_list"):
        scene.registry.perform(
            office_acts.OpenSeries(
                office=scene.registry.office,
                series=series,
                year=2570,
                last_paper_number=118,
                document="สมุดสมมติ",
                reason=WHY,
            )
        )
    assert number(scene, entered(scene, issuing(scene))) == "ชม/2570/0119"
    assert number(scene, entered(scene, receiving(scene))) == "ชม/2570/0119"
    assert scene.registry.reading.number_gaps() == []


def test_a_letter_received_in_the_old_year_is_numbered_there(scene):
    scene.registry.clock.pass_days(NEXT_YEAR)
    confirm = office_acts.ConfirmClock(office=scene.registry.office, reason=WHY)
    scene.registry.perform(confirm)
    old = receiving(scene, received=date(2027, 9, 30), their_date=None)
    assert number(scene, entered(scene, old)) == "ชม/2570/0001"
    assert number(scene, entered(scene, receiving(scene, their_date=None))) == "ชม/2571/0001"
    assert number(scene, entered(scene, issuing(scene))) == "ชม/2571/0001"


def test_a_letter_that_came_back_is_sent_again_and_arrives(scene):
    identity = sent(scene)
    assert letter(scene, identity).status is LetterStatus.SENT
    today = scene.today
    came_back = acts.LetterReturned(letter=identity, day=today, cause="ไม่มีผู้รับตามจ่าหน้า")
    scene.registry.perform(came_back)
    assert letter(scene, identity).status is LetterStatus.RETURNED
    assert "F:J4.letter_stands_so" in refused(scene, came_back)
    scene.registry.perform(acts.SendLetter(letter=identity, sent=today, way=Way.BY_HAND))
    assert letter(scene, identity).status is LetterStatus.SENT
    scene.registry.perform(acts.LetterDelivered(letter=identity, day=today, received_by="นางสมมติ"))
    assert letter(scene, identity).status is LetterStatus.DELIVERED
    assert "F:J4.letter_stands_so" in refused(scene, sending(scene, identity))
    line = scene.registry.reading.first_records("letter", RecordFilter(), today, 10)
    assert [row.status for row in line] == ["delivered"]


def test_what_came_back_is_listed_and_found_by_its_tracking_number(scene):
    identity = sent(scene)
    came_back = acts.LetterReturned(letter=identity, day=scene.today, cause="ย้ายที่อยู่")
    scene.registry.perform(came_back)
    reading = scene.registry.reading
    rows = reading.first_records("letter", RecordFilter(status="returned"), scene.today, 10)
    assert [row.id for row in rows] == [identity]
    assert reading.by_identifier(TRACKING, "EX123456789TH") == (identity,)


def test_a_void_number_stays_in_the_book_and_is_not_used_again(scene):
    first = issued(scene)
    scene.registry.perform(acts.VoidLetter(letter=first, reason="พิมพ์ผิดเรื่อง"))
    assert letter(scene, first).status is LetterStatus.VOID
    assert number(scene, entered(scene, issuing(scene))) == "ชม/2570/0002"
    assert scene.registry.reading.number_gaps() == []
    assert "F:J4.letter_stands_so" in refused(scene, sending(scene, first))


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"sent": date(2026, 11, 19)}, "F:J4.letter_days_follow_each_other"),
        ({"sent": date(2026, 11, 21)}, "F:J4.letter_days_are_not_of_the_future"),
        ({"way": Way.POST}, "F:J4.registered_post_names_its_number"),
    ],
)
def test_a_sending_that_cannot_be_is_refused(scene, fields, key):
    assert key in refused(scene, sending(scene, issued(scene)).model_copy(update=fields))


def test_an_incoming_letter_is_not_sent(scene):
    act = sending(scene, entered(scene, receiving(scene)))
    assert "F:J4.letter_is_outgoing" in refused(scene, act)


def test_a_letter_is_found_by_everything_it_is_tied_to(scene):
    first = entered(scene, issuing(scene))
    answer = entered(scene, receiving(scene, tied=first))
    scene.registry.perform(acts.TieLetter(letter=answer, tied=scene.person))
    reading = scene.registry.reading
    for record in (scene.foundation, first, scene.person):
        assert answer in reading.by_identifier(LETTER_OF, record)
    about = reading.records_about(scene.foundation, "letter")
    assert [one.id for one in about] == [answer, first]
    twice = acts.TieLetter(letter=answer, tied=scene.person)
    assert "F:J4.record_is_not_tied_yet" in refused(scene, twice)


def test_a_letter_about_nobody_here_is_refused(scene):
    nobody = OrganizationId(scene.new())
    act = issuing(scene).model_copy(update={"subject": nobody})
    assert "F:J4.tied_records_are_held" in refused(scene, act)
    tied = issuing(scene).model_copy(update={"subject": None, "tied": nobody})
    assert "F:J4.tied_records_are_held" in refused(scene, tied)


def test_a_letter_of_no_subject_is_at_home_in_the_office(scene):
    act = receiving(scene).model_copy(update={"subject": None})
    found = letter(scene, entered(scene, act))
    assert found.scope == scene.registry.home.scope
    assert found.status is LetterStatus.RECEIVED


def test_the_same_letter_is_not_entered_twice(scene):
    act = issuing(scene)
    scene.registry.perform(act)
    with pytest.raises(InputError, match=r"record\.exists"):
        scene.registry.perform(act)


def test_a_letter_from_after_its_receipt_is_refused(scene):
    late = receiving(
        scene,
        received=scene.today - timedelta(days=5),
        their_date=scene.today - timedelta(days=2),
    )
    assert refused(scene, late) == {"F:J4.letter_days_follow_each_other"}
