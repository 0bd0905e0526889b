"""The minutes on paper and as a file to go on writing in: every word, nothing more."""

from __future__ import annotations

import io
from datetime import timedelta

import docx
import pytest

from cso_registry.documents.editable.copying import editable_copy
from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.committee.meetings import Meeting
from cso_registry.domain.committee.records import Committee
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.printing import Press
from tests.documents.paper_examples import copied, copied_pages, squeezed
from tests.support.desk import new_desk

GROUPS = ("government", "civil_service", "civil_society", "expert")
LONG = "สมาพันธ์เครือข่ายองค์กรภาคประชาสังคมเพื่อการพัฒนาคุณภาพชีวิตและสิ่งแวดล้อมลุ่มน้ำสมมติ"
SAID = "ที่ประชุมอภิปรายถึงผลการดำเนินงานและข้อจำกัดในพื้นที่ แล้วเห็นว่าควรติดตามต่อเนื่อง (สมมติ) "
RESOLVED = "เห็นชอบให้ดำเนินการตามที่เสนอ โดยให้รายงานผลทุกสามเดือน (สมมติ)"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("minutes") / "registry"
    with new_desk(folder) as made:
        yield made


class Held:
    """Holds meetings of one invented committee."""

    def __init__(self, desk, members: int) -> None:
        self.desk = desk
        self.committee = self.new()
        self.day = desk.workspace.today - timedelta(days=3)
        self.do(
            "committee.constitute",
            committee=self.committee,
            committee_kind="provincial",
            name_th="คณะกรรมการส่งเสริมประชาสังคมจังหวัดสมมติ",
            legal_basis="PMO-2551",
            **self.order,
        )
        for number in range(members):
            self.do(
                "committee.appoint",
                committee=self.committee,
                title="นางสาว" if number % 2 else "นาย",
                given=f"สมมติ{number}",
                family="ตัวอย่างนามสกุลยาวเป็นพิเศษ" if number == 3 else "ทดสอบ",
                group=GROUPS[number % 4],
                seat={0: "chair", 1: "secretary"}.get(number, "member"),
                represents=LONG if number % 4 == 2 else None,
                **self.order,
            )

    @property
    def order(self):
        day = self.day.isoformat()
        return {"effective": day, "order_number": "สมมติ 1/2569", "order_date": day}

    def new(self) -> str:
        return self.desk.workspace.program.means.identities.new()

    def do(self, kind: str, **fields) -> None:
        act = ACTS[kind].model_validate(fields, strict=False)
        self.desk.workspace.perform(act, self.desk.session)

    def meeting(self, number: int, items: int, *, close: bool = True) -> Meeting:
        meeting, day = self.new(), self.desk.workspace.today.isoformat()
        reading = self.desk.workspace.read
        committee = reading.record(RecordId(self.committee))
        assert isinstance(committee, Committee)
        everybody = list(committee.serving(self.desk.workspace.today))
        self.do(
            "meeting.call",
            meeting=meeting,
            committee=self.committee,
            number=number,
            held=day,
            clock="09:30",
            place="ห้องประชุมสมมติ ชั้น 4",
            mode="in_person",
            reason="เรื่องเร่งด่วน (สมมติ)",
        )
        for at in range(1, items + 1):
            self.do(
                "meeting.put_item",
                meeting=meeting,
                item=f"4.{at}",
                title=f"เรื่องเสนอที่ {at} ของ{LONG}",
                matter="decide",
            )
        self.do(
            "meeting.open",
            meeting=meeting,
            committee=self.committee,
            began=day,
            clock="09:40",
            chaired_by=everybody[0],
            present=everybody[:-1],
            excused=everybody[-1:],
            guests=["นายแขก สมมติ", "นางผู้สังเกตการณ์ สมมติ"],
        )
        self.do(
            "meeting.recuse",
            meeting=meeting,
            item="4.1",
            member=everybody[2],
            reason="เป็นกรรมการขององค์กรผู้เสนอ (สมมติ)",
        )
        for at in range(1, items + 1):
            self.do("meeting.note", meeting=meeting, item=f"4.{at}", text=SAID * (1 + at % 5))
            self.do(
                "meeting.resolve",
                meeting=meeting,
                item=f"4.{at}",
                text=RESOLVED,
                manner="vote" if at % 2 else "consensus",
                votes={"in_favour": 2, "against": 0} if at % 2 else None,
                minority="ขอให้ทบทวนงบประมาณ (สมมติ)" if at == 1 else None,
            )
        if close:
            self.do("meeting.close", meeting=meeting, clock="12:15")
        found = reading.record(RecordId(meeting))
        assert isinstance(found, Meeting)
        return found


@pytest.fixture(scope="module")
def held(desk):
    return Held(desk, 6)


@pytest.fixture(scope="module")
def meeting(held):
    return held.meeting(1, 3)


@pytest.fixture(scope="module")
def printed(desk, meeting):
    return Press(desk.workspace, "th").issue("D-39", meeting, desk.session)


def test_the_minutes_say_who_sat_and_what_was_resolved(printed, meeting):
    text = copied(printed.pdf, "-raw")
    for words in (
        "คณะกรรมการส่งเสริมประชาสังคมจังหวัดสมมติ",
        "กรรมการ ๖ คน มาประชุมหรือมีผู้มาแทน ๕ คน",
        "ต้องมีอย่างน้อย ๓ คน ครบองค์ประชุม",
        "นายแขก สมมติ",
        "มติที่ ๑/๒๕๖๙-๔.๑",
        "ผ่าน (เห็นชอบ ๒ ไม่เห็นชอบ ๐ งดออกเสียง ๐)",
        "ไม่ร่วมพิจารณา: เป็นกรรมการขององค์กรผู้เสนอ",
        "ความเห็นฝ่ายข้างน้อย: ขอให้ทบทวนงบประมาณ",
        "ฉันทามติ",
        "เลิกประชุม",
    ):
        assert squeezed(words) in text, words
    assert meeting.number == "1/2569"


def test_in_english_the_words_of_the_program_are_english(desk, meeting):
    text = copied(Press(desk.workspace, "en").draft("D-39", meeting, desk.session).pdf)
    for words in ("There was a quorum", "took no part", "Resolution 1/2569-4.1", "civil society"):
        assert squeezed(words) in text, words


def test_minutes_are_issued_when_the_meeting_is_closed(desk, held):
    going_on = held.meeting(2, 1, close=False)
    press = Press(desk.workspace, "th")
    with pytest.raises(InputError, match=r"meeting\.not_closed"):
        press.issue("D-39", going_on, desk.session)
    assert press.draft("D-39", going_on, desk.session).paper is None


def test_a_long_meeting_of_many_members_breaks_between_rows(desk):
    large = Held(desk, 40).meeting(1, 25)
    pages = copied_pages(Press(desk.workspace, "th").issue("D-39", large, desk.session).pdf)
    assert len(pages) > 5
    last = squeezed(pages[-1])
    assert "ลงชื่อ" in last
    assert "เลิกประชุม" in last or "มติที่" in last, "signatures do not stand alone"


def test_the_copy_to_be_edited_says_the_same_and_what_it_is(printed):
    file = editable_copy(printed.content, "สำเนาสำหรับแก้ไข (สมมติ)")
    assert file == editable_copy(printed.content, "สำเนาสำหรับแก้ไข (สมมติ)")
    found = docx.Document(io.BytesIO(file))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    text = squeezed("".join([*(line.text for line in found.paragraphs), *cells]))
    for block in printed.content.blocks:
        for row in getattr(block, "rows", ()):
            for one in row if isinstance(row, tuple) else [c.value for c in row.cells]:
                assert squeezed(one) in text
    assert "สำเนาสำหรับแก้ไข" in found.sections[0].footer.paragraphs[0].text
