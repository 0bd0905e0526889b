"""Letters leave through the book: number, content and freezing are one thing or nothing."""

from __future__ import annotations

import pytest

from cso_registry.domain.letters.acts import SendLetter
from cso_registry.domain.letters.records import Letter, Way
from cso_registry.domain.offices.records import Office
from cso_registry.domain.papers.records import PAPER_OF, Paper
from cso_registry.domain.vocabulary.acts import DecidePolicy
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import PaperId
from cso_registry.workspace.letter_press import LetterOrder, order_as_asked
from cso_registry.workspace.paper_kinds.all_kinds import PAPER_KINDS, paper_kind
from cso_registry.workspace.printing import Press
from tests.documents.paper_examples import copied, squeezed
from tests.support.desk import add_subjects, new_desk

BODY = "ตามที่ท่านได้ยื่นคำขอต่อสำนักงาน นั้น\n\nสำนักงานขอแจ้งให้ท่านทราบดังต่อไปนี้"
ASKED = {
    "topic": "ขอให้ส่งเอกสารเพิ่มเติม",
    "body": BODY,
    "references": "คำขอ ฉบับลงวันที่ 1 พฤศจิกายน 2569",
    "enclosures": "แบบคำขอ จำนวน 1 ชุด;รายการเอกสาร จำนวน 1 แผ่น",
    "copies": "สำนักงานจังหวัดสมมติ",
}


@pytest.fixture
def desk(tmp_path):
    with new_desk(tmp_path / "registry", province=None, training=False) as made:
        yield made


@pytest.fixture
def subject(desk):
    return desk.workspace.read.record(add_subjects(desk, 1)[0])


def items(count):
    return {f"item{at}": f"เอกสารลำดับที่ {at} ของรายการสมมติ" for at in range(1, count + 1)}


def counts(desk):
    return desk.workspace.read.counts()


@pytest.mark.parametrize("count", [0, 1, 25])
def test_a_letter_says_what_was_ordered(desk, subject, count):
    press = Press(desk.workspace, "th")
    asked = ASKED | items(count)
    made = press.issue_letter(order_as_asked("L-00", subject, asked), desk.session)
    text = copied(made.pdf)
    assert made.number == "กลาง/2570/0001"
    wanted = ["ที่กลาง/๒๕๗๐/๐๐๐๑", "๒๐พฤศจิกายน๒๕๖๙", "ขอแสดงความนับถือ", "นางผู้ก่อตั้งสมมติ"]
    wanted += ["๑.แบบคำขอจำนวน๑ชุด", "๒.รายการเอกสารจำนวน๑แผ่น", "สำเนาส่งสำนักงานจังหวัดสมมติ"]
    wanted += [squeezed(part) for part in BODY.split("\n\n")]
    wanted += [squeezed("ฃ.เอกสารลำดับที่ ฃ").replace("ฃ", thai(at)) for at in range(1, count + 1)]
    for part in wanted:
        assert part in text, part


def thai(number):
    return str(number).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))


def test_book_paper_and_subject_name_each_other(desk, subject):
    press = Press(desk.workspace, "th")
    made = press.issue_letter(order_as_asked("L-00", subject, ASKED), desk.session)
    read = desk.workspace.read
    letter, paper = read.record(made.letter), read.record(made.paper)
    assert isinstance(letter, Letter)
    assert isinstance(paper, Paper)
    assert letter.entry.paper == made.paper
    assert letter.entry.subject == subject.id
    assert letter.entry.topic == ASKED["topic"]
    assert letter.entry.party_address
    assert letter.scope == paper.scope == subject.scope
    assert paper.frozen.number == letter.entry.number == made.number
    assert made.paper in read.by_identifier(PAPER_OF, subject.id)
    assert [one.id for one in read.records_about(subject.id, "letter")] == [made.letter]
    assert desk.workspace.verify().is_sound


def test_numbers_of_letters_follow_each_other(desk, subject):
    press = Press(desk.workspace, "th")
    order = LetterOrder(code="L-00", record=subject, recipient="ผู้รับสมมติ", asked={"body": "ก"})
    made = [press.issue_letter(order, desk.session).number for _ in range(3)]
    assert made == [f"กลาง/2570/000{at}" for at in (1, 2, 3)]


def test_a_failing_drawing_takes_no_number(desk, subject):
    press, before = Press(desk.workspace, "th"), counts(desk)
    images = desk.workspace.folder / "images"
    images.mkdir()
    (images / "garuda.png").write_bytes(b"no picture")
    with pytest.raises(InputError, match=r"documents\.image_unreadable"):
        Press(desk.workspace, "th").issue_letter(
            order_as_asked("L-00", subject, ASKED), desk.session
        )
    assert counts(desk) == before
    made = press.issue_letter(order_as_asked("L-00", subject, ASKED), desk.session)
    assert made.number == "กลาง/2570/0001"


def test_a_draft_has_neither_number_nor_entry(desk, subject):
    before = counts(desk)
    made = Press(desk.workspace, "th").draft("L-00", subject, desk.session, ASKED)
    assert made.paper is None
    assert made.content.draft
    assert "0001" not in made.content.number
    assert counts(desk) == before


def test_a_letter_is_printed_again_word_for_word(desk, subject):
    press = Press(desk.workspace, "th")
    made = press.issue_letter(order_as_asked("L-00", subject, ASKED), desk.session)
    again = press.reprint(PaperId(made.paper), desk.session, "ฉบับแรกหาย")
    assert again.pdf == made.pdf


def test_a_letter_is_not_issued_beside_the_book(desk, subject):
    press, before = Press(desk.workspace, "th"), counts(desk)
    with pytest.raises(InputError, match=r"paper\.is_a_letter"):
        press.issue("L-00", subject, desk.session, ASKED)
    with pytest.raises(InputError, match=r"paper\.not_a_letter"):
        press.issue_letter(LetterOrder(code="D-02", record=subject), desk.session)
    assert counts(desk) == before


def test_a_letter_to_nobody_is_refused(desk):
    with pytest.raises(InputError, match=r"letter\.no_recipient"):
        Press(desk.workspace, "th").issue_letter(
            order_as_asked("L-00", desk.workspace.office, {"body": "ก"}), desk.session
        )


def test_a_letter_of_the_office_goes_to_whom_it_names(desk):
    asked = {"body": "ก", "recipient": "ผู้ว่าราชการจังหวัดสมมติ", "address": "ศาลากลางสมมติ"}
    press = Press(desk.workspace, "en")
    made = press.issue_letter(order_as_asked("L-00", desk.workspace.office, asked), desk.session)
    letter = desk.workspace.read.record(made.letter)
    assert letter.entry.party == asked["recipient"]
    assert letter.entry.subject is None
    assert "Yours faithfully" in made.content.model_dump_json()


def test_every_kind_of_paper_has_a_template_and_a_type(desk):
    press = Press(desk.workspace, "th")
    for code, kind in PAPER_KINDS.items():
        assert kind.code == code
        assert press.title(code), code
        assert kind.letter == (code.startswith("L-") or code == "D-24"), code
    with pytest.raises(InputError, match=r"paper\.unknown_code"):
        paper_kind("D-99")


def test_a_paper_about_the_wrong_record_is_refused(desk):
    with pytest.raises(InputError, match=r"paper\.wrong_subject"):
        Press(desk.workspace, "th").issue("D-02", desk.workspace.office, desk.session)


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("code", ["S-09", "S-10"])
def test_the_statements_of_a_year_show_the_letters(desk, subject, language, code):
    press = Press(desk.workspace, language)
    numbers = [
        press.issue_letter(order_as_asked("L-00", subject, ASKED), desk.session).number
        for _ in range(2)
    ]
    office = desk.workspace.office
    assert isinstance(office, Office)
    made = press.issue(code, office, desk.session, {"year": "๒๕๗๐"})
    said = made.content.model_dump_json()
    assert {"S-09": numbers[0], "S-10": numbers[1]}[code].translate(digits(language)) in said
    with pytest.raises(InputError, match=r"letter\.bad_year"):
        press.issue(code, office, desk.session, {"year": "ปีนี้"})


def digits(language):
    return str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙" if language == "th" else "0123456789")


def test_labels_are_for_letters_that_have_not_left(desk, subject):
    press = Press(desk.workspace, "th")
    made = [
        press.issue_letter(order_as_asked("L-00", subject, ASKED | more), desk.session)
        for more in ({}, {"recipient": "ผู้ส่งแล้วสมมติ", "address": "ที่อยู่หนึ่ง"}, {"recipient": "ก"})
    ]
    today = desk.workspace.today
    sent = SendLetter(letter=made[1].letter, sent=today, way=Way.POST)
    desk.workspace.perform(sent, desk.session)
    text = copied(press.issue("S-15", desk.workspace.office, desk.session).pdf)
    letter = desk.workspace.read.record(made[0].letter)
    assert squeezed(letter.entry.party) in text
    assert squeezed(letter.entry.party_address) in text
    assert "ผู้ส่งแล้วสมมติ" not in text
    assert "ไม่มีที่อยู่จึงไม่มีฉลาก:กลาง/๒๕๗๐/๐๐๐๓" in text


def test_what_the_office_decides_stands_above_and_below_its_letters(desk, subject):
    today = desk.workspace.today
    for key, value in (
        ("office_address", "ถนนสมมติ กรุงเทพฯ 10300"),
        ("office_phone", "0-2000-0000"),
    ):
        decide = DecidePolicy(
            key=f"letters.{key}",
            value=value,
            citation="คำสั่งสมมติ 3/2569",
            effective_from=today,
            reason="ตามหัวหนังสือของสำนักงาน",
        )
        desk.workspace.perform(decide, desk.session)
    press = Press(desk.workspace, "th")
    text = copied(press.issue_letter(order_as_asked("L-00", subject, ASKED), desk.session).pdf)
    assert "ถนนสมมติกรุงเทพฯ๑๐๓๐๐" in text
    assert "โทร.๐-๒๐๐๐-๐๐๐๐" in text
