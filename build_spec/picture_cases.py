"""Cases, letters and returns of an invented office, so that pictures show rooms at work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from build_spec.picture_agreements import carry_out_an_agreement
from build_spec.picture_missions import open_a_mission
from build_spec.picture_upkeep import keep_up
from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.screening.records import Screening
from cso_registry.domain.vocabulary.criteria import ReviewPart
from cso_registry.kernel.ids import OfficerId, RecordId
from cso_registry.seal.secret import Secret
from cso_registry.storage.listing import Wanted
from cso_registry.workspace.letter_press import order_as_asked
from cso_registry.workspace.opening import make_training, training_keys
from cso_registry.workspace.performing import Session
from cso_registry.workspace.printing import Press
from cso_registry.workspace.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.storage.store import ChangeSet
    from cso_registry.workspace.means import Program

SUBJECTS = 300
WHY = "มติที่ประชุมสำนักงาน (สมมติ)"
FIRST_SECRET = "ตั้งให้-ชั่วคราว-สมมติ"  # noqa: S105 - of an invented office
PEOPLE = (("อรุณี", "officer"), ("สมบูรณ์", "checker"), ("วิเชียร", "head"))


def make_office(folder: Path, program: Program) -> None:
    """Make a training registry in which every room has something to show."""
    founder = make_training(folder, program, subjects=SUBJECTS)
    with Workspace.opened(folder, training_keys(), program) as workspace:
        Staff(workspace, Session(founder)).work()


@dataclass
class Staff:
    """The officers of the office at work."""

    workspace: Workspace
    founder: Session

    def work(self) -> None:
        """Do a little of everything."""
        self.screener, self.checker, self.head = (self._appoint(*one) for one in PEOPLE)
        day = self.workspace.today
        wanted = Wanted("organization", codes={"kind": ("group",), "status": ("registered",)})
        keys = self.workspace.read.lists.keys(wanted, day)
        rows = self.workspace.read.lists.identities(keys[:8])
        subjects = [str(one) for one in rows]
        self._breach(subjects[0])
        returned = self._returned(subjects[0])
        self._rejected(subjects[1])
        self._reviewed(self._open(subjects[2]), subjects[2], "returned", "B-01")
        self._declare(self._open(subjects[3], screener=self.founder), subjects[3], self.founder)
        self._letters(subjects, returned)
        keep_up(self, subjects)
        agency = open_a_mission(self, subjects)
        carry_out_an_agreement(self, agency, subjects[7])

    def act(self, kind: str, session: Session | None = None, /, **fields: Any) -> ChangeSet:
        """Perform an act of plain values."""
        made = ACTS[kind].model_validate(fields, strict=False)
        return self.workspace.perform(made, session or self.founder)

    def new(self) -> str:
        """Draw an identity."""
        return self.workspace.program.means.identities.new()

    def _appoint(self, given: str, role: str) -> Session:
        officer = OfficerId(self.new())
        act = ACTS["officer.appoint"].model_validate(
            {
                "officer": officer,
                "given": given,
                "family": "สมมติ",
                "role": role,
                "jurisdiction": "00",
                "starts": self.workspace.today,
                "order_number": "12/2569",
            },
            strict=False,
        )
        secret = Secret.of_text(FIRST_SECRET)
        self.workspace.appoint(act, officer, secret, self.founder)
        return Session(officer)

    def _open(self, subject: str, screener: Session | None = None) -> str:
        screening = self.new()
        self.act(
            "screening.open",
            screening=screening,
            organization=subject,
            received=self.workspace.today - timedelta(days=4),
            screener=(screener or self.screener).officer,
            checker=self.checker.officer,
        )
        return screening

    def _declare(self, screening: str, subject: str, *who: Session) -> None:
        for one in who:
            self.act(
                "screening.declare", one,
                screening=screening, organization=subject, reviewer=one.officer,
                has_interest=False,
            )  # fmt: skip

    def _case(self, screening: str) -> Screening:
        found = self.workspace.read.record(RecordId(screening))
        if not isinstance(found, Screening):
            raise TypeError(screening)
        return found

    def _answer(self, screening: str, part: ReviewPart, who: Session, failing: str) -> None:
        answers = [
            {
                "criterion": one.code,
                "passed": one.code != failing,
                "evidence": "รายงานกิจกรรมและภาพถ่าย (สมมติ)" if one.evidence else None,
                "evidence_date": self.workspace.today if one.evidence else None,
                "note": "ไม่พบผู้ใดในวันที่ไปเยี่ยม (สมมติ)" if one.code == failing else None,
            }
            for one in self._case(screening).asked
            if one.part is part and one.machine is None
        ]
        self.act("screening.answer", who, screening=screening, answers=answers)

    def _reviewed(self, screening: str, subject: str, proposed: str, failing: str) -> None:
        both = {"screening": screening, "organization": subject}
        self._declare(screening, subject, self.screener, self.checker, self.founder)
        self._answer(screening, ReviewPart.SUBSTANCE, self.screener, failing)
        self._answer(screening, ReviewPart.FIGURES, self.checker, failing)
        self.act("screening.propose", self.screener, **both, proposed=proposed)
        self.act("screening.check", self.checker, **both, agrees=True)

    def _returned(self, subject: str) -> str:
        screening = self._open(subject)
        self._reviewed(screening, subject, "returned", "B-02")
        self.act(
            "screening.return",
            screening=screening,
            organization=subject,
            items=[{"th": "แผนที่ที่ตั้ง (สมมติ)", "en": "A map of the place (invented)"}],
            reason=WHY,
        )
        return screening

    def _rejected(self, subject: str) -> None:
        screening = self._open(subject)
        self._reviewed(screening, subject, "rejected", "B-02")
        grounds = [{"criterion": "B-02", "reason": "ไม่พบที่ตั้งตามที่แจ้ง (สมมติ)"}]
        self.act("screening.reject", screening=screening, grounds=grounds)
        today = self.workspace.today
        self.act(
            "appeal.file",
            appeal=self.new(),
            organization=subject,
            decided_record=screening,
            decision=max(self._case(screening).decisions),
            notified=today,
            filed=today,
            grounds="ย้ายที่ตั้งแล้วและแจ้งไว้ (สมมติ)",
        )

    def _breach(self, subject: str) -> None:
        self.act(
            "breach.record",
            breach=self.new(),
            organization=subject,
            what="ส่งรายงานการใช้เงินล่าช้า (สมมติ)",
            happened=self.workspace.today - timedelta(days=300),
            source="ข้อตกลงเลขที่ 4/2568 (สมมติ)",
            evidence="หนังสือทวงถามสองครั้ง (สมมติ)",
        )

    def _letters(self, subjects: list[str], returned: str) -> None:
        today = self.workspace.today
        for at, topic in enumerate(("ส่งรายงานประจำปี (สมมติ)", "แจ้งเปลี่ยนผู้แทน (สมมติ)")):
            self.act(
                "letter.receive",
                letter=self.new(),
                received=today - timedelta(days=at),
                sender="กลุ่มฟื้นฟูป่าต้นน้ำบ้านสมมติ",
                their_number=f"ฟป {at + 4}/2569",
                topic=topic,
                subject=subjects[at],
            )
        press = Press(self.workspace, "th")
        told = press.issue_letter(order_as_asked("L-01", self._case(returned), {}), self.founder)
        by_post = {"sent": today, "way": "registered_post", "tracking": "EX000000000TH"}
        self.act("letter.send", letter=told.letter, **by_post)
        asked = {"topic": "การส่งรายงานประจำปี (สมมติ)", "body": "ขอให้ส่งรายงานภายในสามสิบวัน"}
        for one in subjects[4:7]:
            subject = self.workspace.read.record(RecordId(one))
            press.issue_letter(order_as_asked("L-00", subject, asked), self.founder)
