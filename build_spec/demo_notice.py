"""Ends of agreements: announced in time, refused when too early, ordered, served again.

An expiry, a non-renewal after a bad mid-term evaluation whose letter is refused and served
again, an end that comes too early and is refused, an override, and an end by consent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from build_spec.demo_selection import HEAD, OFFICER, REFUSED, Office
from cso_registry.kernel.calendar import earliest_end

if TYPE_CHECKING:
    from datetime import date


class NoticeFailedError(Exception):
    """A notice did not end as it must."""


def expiry(office: Office, code: str) -> None:
    """Announce that the term of an agreement is over; the letter goes by registered post."""
    ends = told(office, code)["ends"]
    office.run("วันสุดท้ายที่ส่งได้ / serve by", "", "notice-dates", "--end", ends)
    file = _decided(office, code, "สส-1", ends, trigger="expiry", notice_reason="EXPIRY")
    letter = _letter(office, file)
    _sent(office, letter, "EB123456789TH")
    _served(office, file, letter)
    if told(office, file)["passes"] is not True:
        raise NoticeFailedError("the expiry was announced in time")


def consent(office: Office, code: str) -> None:
    """Both sides part: a paper of both, and no months."""
    fields = _end(office, code, office.today.isoformat(), "CONSENT")
    office.act("ยินยอมต้องมีเอกสาร / no paper", HEAD, "agreement.end", fields, REFUSED)
    fields["kept_as"] = "บันทึกข้อตกลงร่วม 1 (สมมติ)"
    office.act("สองฝ่ายยินยอมยุติ / by consent", HEAD, "agreement.end", fields)


def not_renewed(office: Office, code: str) -> None:
    """A bad mid-term evaluation leads to the end; the letter is refused, then taken."""
    first = earliest_end(office.today)
    said = {"trigger": "evaluation", "notice_reason": "EVALUATION"}
    watched = office.run("เหตุที่ต้องแจ้ง / the watch", "", "notice-watch")["triggers"]
    if not any(one["trigger"] == "evaluation" and one["code"] == code for one in watched):
        raise NoticeFailedError("the evaluation that says to end is not told")
    file = _decided(office, code, "สส-2", first.isoformat(), **said)
    letter = _letter(office, file)
    _sent(office, letter, None)
    refused = {"result": "refused", "cause": "ไม่ยอมลงชื่อ (สมมติ)", "witness": "พยาน สมมติ"}
    _served(office, file, letter, received_by=None, **refused)
    nothing = _end(office, code, first.isoformat(), "EVALUATION")
    office.act("ยังไม่ได้รับหนังสือ / not received", HEAD, "agreement.end", nothing, REFUSED)
    office.days += 5
    _sent(office, letter, "EB987654321TH")
    _served(office, file, letter)
    early = _end(office, code, first.isoformat(), "EVALUATION")
    office.act("ยุติเร็วเกินไป / too early", HEAD, "agreement.end", early, REFUSED)
    lawful = told(office, file)["earliest_end"]
    if lawful != earliest_end(office.today).isoformat():
        raise NoticeFailedError(f"counted from the refusal: {lawful}")
    last = _end(office, code, lawful, "EVALUATION")
    office.act("สิ้นสุดตามระยะ / in time", HEAD, "agreement.end", last)


def overridden(office: Office, code: str) -> None:
    """An order ends an agreement before the months are over; it shows for ever."""
    last = _days_on(office.today, 30).isoformat()
    ends = told(office, code)["ends"]
    file = _decided(office, code, "สส-3", ends, trigger="early_end", notice_reason="EARLY")
    early = _end(office, code, last, "EARLY")
    office.act("ไม่มีหนังสือแจ้ง / no notice", HEAD, "agreement.end", early, REFUSED)
    order = {"notice": file, "last_day": last, "order_number": "ที่ ทด 30/2570"}
    why = {"reason": "ภาคีหยุดให้บริการแก่ผู้สูงอายุ (สมมติ)"}
    office.act("คำสั่งยุติก่อนระยะ / override", HEAD, "notice.override", order | why)
    office.act("สิ้นสุดตามคำสั่ง / by order", HEAD, "agreement.end", early)
    if not told(office, code)["overridden"]:
        raise NoticeFailedError("the override does not show")


def register(office: Office) -> None:
    """Show the register of all notices."""
    office.run("ทะเบียนการแจ้ง / all notices", "", "notices")
    target = office.out / "D-25.pdf"
    words = ("print", "D-25", "--with", "year=all", "--out", target)
    office.run("ทะเบียน D-25 / the register", HEAD, *words)


def told(office: Office, named: str) -> dict[str, Any]:
    """Return what the registry tells of the notice of an agreement or file."""
    return office.run("การแจ้งและวิธีนับ / the count", "", "notice", named)


def _decided(office: Office, code: str, file: str, last: str, **said: str) -> str:
    """Open a file, hear the partner, decide, and return the code of the file."""
    opened = {"agreement": code, "code": file, "wanted_end": last, "findings": "งานไม่ต่อเนื่อง (สมมติ)"}
    office.act("เปิดเรื่อง / open", OFFICER, "notice.open", opened | said)
    decide = {"notice": file, "outcome": "end", "last_day": last, "order_number": f"ที่ ทด {file}"}
    why = {"reason": "ผู้รับบริการส่งต่อหน่วยงานอื่นแล้ว (สมมติ)"}
    office.act("ยังไม่รับฟัง / not heard", HEAD, "notice.decide", decide | why, REFUSED)
    heard = {"notice": file, "heard_how": "consultation", "heard_on": office.today.isoformat()}
    words = {"held_at": "ศาลากลาง (สมมติ)", "said": "ขอส่งต่อผู้สูงอายุก่อน (สมมติ)"}
    office.act("รับฟังภาคี / heard", OFFICER, "notice.hear", heard | words)
    office.act("ตัดสินให้ยุติ / decided", HEAD, "notice.decide", decide | why)
    return file


def _letter(office: Office, file: str) -> str:
    """Print the letter D-24 and return its number in the book."""
    office.paper("D-24", file, name=f"D-24-{file}")
    return str(told(office, file)["letters"][-1])


def _sent(office: Office, letter: str, tracking: str | None) -> None:
    way = "by_hand" if tracking is None else "registered_post"
    fields = {"letter": letter, "sent": office.today.isoformat(), "way": way, "tracking": tracking}
    office.act(f"ส่งหนังสือ / {way}", OFFICER, "letter.send", fields)


def _served(office: Office, file: str, letter: str, **said: str | None) -> None:
    fields = {
        "notice": file,
        "letter": letter,
        "result": "received",
        "result_on": office.today.isoformat(),
        "received_by": "ผู้แทนชุมชน สมมติ",
        "kept_as": "ใบรับ (สมมติ)",
    }
    what = f"ผลการส่ง / {said.get('result') or 'received'}"
    office.act(what, OFFICER, "notice.serve", fields | said)


def _end(office: Office, code: str, last: str, reason: str) -> dict[str, Any]:
    return {
        "agreement": code,
        "effective": last,
        "ended_by": "agency",
        "ending_reason": reason,
        "order_number": f"ที่ ทด 40/{office.today.year + 543}",
        "reason": "ตามเรื่องการสิ้นสุด (สมมติ)",
    }


def _days_on(day: date, days: int) -> date:
    return type(day).fromordinal(day.toordinal() + days)
