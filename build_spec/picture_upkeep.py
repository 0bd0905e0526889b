"""Applications, contacts, a return and a double of the invented office of the pictures."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cso_registry.host.clock import thai_time_text
from cso_registry.kernel.calendar import fiscal_year

if TYPE_CHECKING:
    from build_spec.picture_cases import Staff

DOUBLE = ("กลุ่มอนุรักษ์ลำน้ำสองแควสมมติ", "ชมรมอนุรักษ์ลำน้ำ สองแคว สมมติ")


def keep_up(staff: Staff, subjects: list[str]) -> None:
    """Receive an application, note contacts, take a return in, and carry a double over."""
    today = staff.workspace.today
    staff.act(
        "intake.receive",
        intake=staff.new(),
        applicant="นายตัวอย่าง สมมติ",
        subject_name="กลุ่มรักษ์น้ำสองแคว (สมมติ)",
        # An application of the pictures came in just now: later would be refused.
        clock=thai_time_text(staff.workspace.program.clock.now_ms())[11:16],
        seen_originals=["member_list"],
        missing=["representative_mandate"],
    )
    for at, (means, topic) in enumerate(
        (("visit", "เยี่ยมที่ทำการ (สมมติ)"), ("call", "ติดตามรายงานประจำปี (สมมติ)"))
    ):
        staff.act(
            "contact.note",
            note=staff.new(),
            organization=subjects[at],
            contacted=today - timedelta(days=at * 3),
            means=means,
            topic=topic,
            next_step="โทรถามอีกครั้ง (สมมติ)",
            next_day=today + timedelta(days=7),
        )
    staff.act(
        "return.file",
        filed_return=staff.new(),
        organization=subjects[5],
        year=fiscal_year(today),
        received=today,
        changed=["contact"],
    )
    for at, name in enumerate(DOUBLE):
        staff.act(
            "organization.register",
            organization=staff.new(),
            identity={"kind": "community"},
            names={"th": name},
            address={"moo": "2", "area": "500108", "postal": "50200"},
            contact={"phone": f"0-2000-044{at}"},
            posts=[{"post": "representative", "given": "บุญเรือน", "has_mandate": True}],
            effective=today - timedelta(days=900),
            order_number=f"สมมติ {51 + at}/2567",
            order_date=today - timedelta(days=900),
            legal_basis="PMO-2551",
            from_paper_book=True,
            paper_number=f"สมมติ {9 + at}/2559",
        )
