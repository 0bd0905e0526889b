"""The sheet and the letters of screening: right with one failed criterion and with 25."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from cso_registry.domain.offices.acts import AppointOfficer
from cso_registry.domain.organizations.records import Kind
from cso_registry.domain.roles import Role
from cso_registry.domain.screening import criteria_acts
from cso_registry.domain.screening.appeal_acts import DecideAppeal
from cso_registry.domain.screening.appeals import AppealOutcome
from cso_registry.domain.screening.decision_acts import CloseIncomplete
from cso_registry.domain.screening.parts import Outcome
from cso_registry.domain.screening.records import Screening
from cso_registry.domain.vocabulary.criteria import ReviewPart
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import OfficerId
from cso_registry.storage.reading import RecordFilter
from cso_registry.thai.digits import to_thai_digits
from cso_registry.workspace.letter_press import LetterOrder, PrintedLetter
from cso_registry.workspace.performing import Session
from cso_registry.workspace.printing import Press
from tests.support.criteria import invented
from tests.support.kept_papers import keep
from tests.support.registry import PROVINCE
from tests.support.screening_case import FOUND
from tests.support.screening_subjects import complete_subject

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.domain.organizations.acts import RegisterOrganization
    from cso_registry.domain.record import Record
    from tests.screening.conftest import Office
    from tests.support.screening_case import CaseMaker

LONG_NAME = (
    "มูลนิธิสมมติเพื่อการอนุรักษ์และฟื้นฟูทรัพยากรธรรมชาติป่าต้นน้ำและการพัฒนาคุณภาพชีวิตของชุมชนบนพื้นที่สูงภาคเหนือตอนบน"
)


def text_of(pdf: bytes, tmp_path: Path) -> str:
    """The text of a PDF as it copies out, without blanks and line ends."""
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
    return "".join(done.stdout.decode().split())


def squeezed(text: str) -> str:
    """Text in Thai digits, without blanks."""
    return "".join(to_thai_digits(text).split())


def subject(office: Office, name: str) -> RegisterOrganization:
    """A foundation of which nothing is missing, under another name."""
    program, today = office.desk.program, office.desk.clock.today
    identity = program.means.identities.new()
    return complete_subject(Kind.ORGANIZATION, identity, today, program.vocabulary, name)


def many_criteria(office: Office, count: int) -> list[str]:
    """Let the office decide `count` criteria with long sentences."""
    codes = []
    for number in range(count):
        code = f"X-{number + 1:02d}"
        criterion = invented(
            code,
            500 + number,
            ReviewPart.SUBSTANCE if number % 2 else ReviewPart.FIGURES,
            fails_th=f"ข้อที่ {number + 1} ยังไม่พบหลักฐานว่าได้ดำเนินการตามแผนงานที่แจ้งไว้ในคำขอ และข้อมูลไม่สอดคล้องกับรายงานประจำปี",
            bring_th=f"รายงานผลการดำเนินงานข้อที่ {number + 1} พร้อมเอกสารการเงินและภาพถ่ายที่ระบุวันที่",
        )
        act = criteria_acts.DecideCriterion(criterion=criterion, reason="มติคณะกรรมการสมมติ")
        office.desk.workspace.perform(act, office.desk.session)
        codes.append(code)
    return codes


@pytest.fixture(params=[1, 25], ids=["one", "twenty_five"])
def returned(request, office) -> tuple[Office, CaseMaker]:
    """A foundation with a long name whose file was returned for so many things."""
    failing = many_criteria(office, request.param)
    case = office.make(subject(office, LONG_NAME), *failing)
    case.to_checked(Outcome.RETURNED)
    case.send_back()
    return office, case


def letter(office: Office, code: str, record: Record) -> PrintedLetter:
    """Issue a letter by the head and leave it to be looked at."""
    press = Press(office.desk.workspace, "th")
    printed = press.issue_letter(
        LetterOrder(code=code, record=record), Session(office.people["head"])
    )
    keep(f"{code}-{len(getattr(record, 'answers', ()))}", printed.pdf)
    return printed


def rows_of(printed: PrintedLetter) -> list[tuple[str, ...]]:
    """The rows of the tables of a letter."""
    tables = [block for block in printed.content.blocks if block.kind == "table"]
    return [row for table in tables for row in table.rows]


def test_return_letter_writes_itself(returned, tmp_path):
    office, case = returned
    printed = letter(office, "L-01", case.case)
    rows = rows_of(printed)
    assert [row[0] for row in rows] == sorted(case.failing)
    for code, matter, bring, clause in rows:
        number = to_thai_digits(str(int(code[2:])))
        assert f"ข้อที่ {number} ยังไม่พบหลักฐาน" in matter
        assert matter.endswith(FOUND)
        assert f"ข้อที่ {number} พร้อมเอกสาร" in bring
        assert clause == "คำสั่งสมมติ ๑/๒๕๖๙"
    found = text_of(printed.pdf, tmp_path)
    assert squeezed("ภายในวันที่ 20 ธันวาคม 2569") in found
    assert squeezed(f"จำนวน {len(case.failing)} รายการ") in found
    assert squeezed(LONG_NAME) in found


def test_sheet_says_every_criterion(returned, tmp_path):
    office, case = returned
    printed = Press(office.desk.workspace, "th").issue(
        "D-03", case.case, Session(office.people["head"])
    )
    keep(f"D-03-{len(case.failing)}", printed.pdf)
    found = text_of(printed.pdf, tmp_path)
    for criterion in case.case.asked:
        assert criterion.code in found
    for person in office.people.values():
        assert squeezed(office.desk.workspace.officer(person).display_name) in found


def other_reviewer(office: Office) -> OfficerId:
    """Another head, who had no part in a decision."""
    officer = OfficerId(office.desk.program.means.identities.new())
    act = AppointOfficer(
        officer=officer,
        given="นายวิเชียร",
        family="หัวหน้าคนที่สองสมมติ",
        role=Role.HEAD,
        jurisdiction=PROVINCE,
        starts=office.desk.clock.today,
        order_number="13/2569",
    )
    office.desk.workspace.perform(act, office.desk.session)
    return officer


def test_acceptance_says_that_it_is_no_certificate(office, tmp_path):
    case = office.make(subject(office, LONG_NAME))
    case.to_checked(Outcome.ACCEPTED)
    case.accept()
    printed = letter(office, "L-02", case.case)
    found = text_of(printed.pdf, tmp_path)
    assert "มิใช่การรับรองศักยภาพ" in found
    assert squeezed(f"ผ่านเกณฑ์จำนวน {len(case.case.asked)} ข้อ") in found


@pytest.mark.parametrize("count", [1, 25])
def test_rejection_gives_grounds_and_the_way_to_appeal(count, office, tmp_path):
    failing = many_criteria(office, count)
    case = office.make(subject(office, LONG_NAME), *failing)
    case.to_checked(Outcome.REJECTED)
    decision = case.reject()
    printed = letter(office, "L-03", case.case)
    rows = rows_of(printed)
    assert [row[0] for row in rows] == sorted(failing)
    assert all(row[3] == FOUND for row in rows)
    assert squeezed("ภายใน 15 วัน") in text_of(printed.pdf, tmp_path)
    assert decision in case.case.appealable()


def test_missing_papers_are_reminded_of_and_then_closed(office, tmp_path):
    failing = many_criteria(office, 2)
    case = office.make(subject(office, "มูลนิธิสมมติ"), *failing)
    case.to_checked(Outcome.RETURNED)
    case.send_back()
    reminder = letter(office, "L-04", case.case)
    assert squeezed("ครบกำหนดวันที่ 20 ธันวาคม 2569") in text_of(reminder.pdf, tmp_path)
    assert "ปิดเรื่อง" not in text_of(reminder.pdf, tmp_path)
    office.desk.clock.pass_days(31)
    act = CloseIncomplete(screening=case.screening, reason="ไม่ได้รับเอกสารภายในกำหนด")
    office.desk.workspace.perform(act, Session(office.people["head"]))
    closed = letter(office, "L-04", case.case)
    assert "ไม่ได้รับเอกสารภายในกำหนด" in text_of(closed.pdf, tmp_path)
    assert rows_of(closed) == rows_of(reminder)
    keep("L-04-closed", closed.pdf)


def test_letter_of_another_outcome_is_refused(returned):
    office, case = returned
    for code in ("L-02", "L-03"):
        with pytest.raises(InputError) as refused:
            letter(office, code, case.case)
        assert refused.value.key == "screening.not_decided_so"
    numbers = office.desk.workspace.read.first_records(
        "letter", RecordFilter(), office.desk.clock.today, 9
    )
    assert numbers == []


def test_appeal_letter_says_who_decided_and_why(office, tmp_path):
    failing = many_criteria(office, 1)
    case = office.make(subject(office, LONG_NAME), *failing)
    case.to_checked(Outcome.REJECTED)
    case.reject()
    appeal = case.appeal()
    with pytest.raises(InputError) as refused:
        letter(office, "L-05", case.find(appeal))
    assert refused.value.key == "appeal.not_decided"
    act = DecideAppeal(
        appeal=appeal,
        outcome=AppealOutcome.ALLOWED,
        decided_by="คณะกรรมการพิจารณาอุทธรณ์สมมติ",
        reason="หลักฐานที่ส่งเพิ่มแสดงผลงานครบถ้วน",
    )
    office.desk.workspace.perform(act, Session(other_reviewer(office)))
    found = text_of(letter(office, "L-05", case.find(appeal)).pdf, tmp_path)
    for words in ("คณะกรรมการพิจารณาอุทธรณ์สมมติ", "ฟังขึ้น", "หลักฐานที่ส่งเพิ่ม"):
        assert words in found
    assert "ไม่ให้ผ่านการคัดกรองคุณสมบัติ" in found


def test_declaration_is_printed_and_blank(office, tmp_path):
    case = office.make(subject(office, LONG_NAME))
    case.open()
    press = Press(office.desk.workspace, "th")
    session = Session(case.screener)
    with pytest.raises(InputError) as refused:
        press.issue("S-13", case.case, session)
    assert refused.value.key == "screening.no_declaration"
    case.declare(case.screener, has_interest=True)
    printed = press.issue("S-13", case.case, session)
    keep("S-13", printed.pdf)
    assert "เป็นสมาชิกขององค์กร" in text_of(printed.pdf, tmp_path)
    for code in ("S-13", "D-03"):
        blank = press.blank_form(code)
        keep(f"{code}-blank", blank.pdf)
        assert "ลงชื่อ" in text_of(blank.pdf, tmp_path)


def test_sheet_is_issued_after_the_check_only(office):
    case = office.make(subject(office, LONG_NAME))
    case.open()
    press, session = Press(office.desk.workspace, "th"), Session(office.people["head"])
    with pytest.raises(InputError) as refused:
        press.issue("D-03", case.case, session)
    assert refused.value.key == "screening.not_checked"
    assert press.draft("D-03", case.case, session).pdf.startswith(b"%PDF")


def test_signatures_never_stand_alone_on_a_page(office, tmp_path):
    """For any number of failed criteria the last page holds words besides the signature."""
    failing = many_criteria(office, 12)
    case = office.make(subject(office, LONG_NAME), *failing)
    case.to_checked(Outcome.RETURNED)
    case.send_back()
    press, session = Press(office.desk.workspace, "th"), Session(office.people["head"])
    decision = case.case.decisions[max(case.case.decisions)]
    for count in range(1, 13):
        kept = tuple(
            one for one in decision.results if one.passed or int(one.criterion[2:]) <= count
        )
        shown = decision.model_copy(update={"results": kept})
        state = {**case.case._state, f"decisions/{max(case.case.decisions)}": shown}
        record = Screening(case.screening, PROVINCE, state)
        pdf = press.draft("L-01", record, session).pdf
        pages = page_texts(pdf, tmp_path)
        assert "จึงเรียนมาเพื่อโปรดดำเนินการ" in pages[-1], count
        assert "ขอแสดงความนับถือ" in pages[-1], count


def page_texts(pdf: bytes, tmp_path: Path) -> list[str]:
    """The text of each page."""
    file = tmp_path / "pages.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
    return ["".join(page.split()) for page in done.stdout.decode().split("\f") if page.strip()]
