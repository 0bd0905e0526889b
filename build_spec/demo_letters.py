"""The letter book at work: in and out, sent and returned, a batch cut in two, the year's end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from build_spec.demo import Demo

BODY = "ขอให้ส่งรายงานประจำปี พร้อมเอกสารตามรายการต่อไปนี้ ภายในสามสิบวัน"
ITEMS = ("รายงานการประชุมใหญ่", "บัญชีรายรับรายจ่าย", "รายชื่อกรรมการปัจจุบัน")


def letter_in(number: str) -> dict[str, Any]:
    """Return the fields of an invented incoming letter."""
    return {
        "received": "2026-11-19",
        "sender": "กลุ่มฟื้นฟูป่าต้นน้ำบ้านสมมติ",
        "their_number": "ฟป 4/2569",
        "their_date": "2026-11-17",
        "topic": "ส่งรายงานประจำปี (สมมติ)",
        "subject": number,
    }


def run(demo: Demo, number: str, out: Path, today: str) -> None:
    """Show the letter book on the subject with a register number.

    Args:
        demo: Runs the steps.
        number: Register number of a subject.
        out: Folder of the papers.
        today: The day of the demo, ISO 8601.
    """
    demo.act("ลงรับหนังสือ / a letter comes in", "letter.receive", letter_in(number))
    said = [f"item{at}={text}" for at, text in enumerate(ITEMS, 1)]
    words = [word for one in ("topic=การส่งรายงานประจำปี", f"body={BODY}", *said)
             for word in ("--with", one)]  # fmt: skip
    demo.run(
        "หนังสือส่ง / a letter leaves",
        *("print", "L-00", number, *words, "--out", str(out / "L-00.pdf")),
    )
    first = demo.run("ทะเบียนหนังสือ / the letter book", "letters", "--status", "issued")["letters"][0]
    sent = {"letter": first["id"], "sent": today, "way": "registered_post"}
    demo.act("ส่งทางไปรษณีย์ / by post", "letter.send", sent | {"tracking": "EX000000000TH"})
    back = {"letter": first["id"], "day": today, "cause": "ย้ายที่อยู่ (สมมติ)"}
    demo.act("ถูกส่งคืน / it comes back", "letter.returned", back)
    demo.run("หนังสือที่ต้องติดตาม / to follow up", "letters", "--undelivered")
    batch(demo, number, out, words)
    demo.run("ทะเบียนหนังสือทั้งปี / the year's book", "letter-book", "--out", str(out / "S-09.pdf"))
    year = number.split("/")[1]
    demo.run("สิ้นปี / the year's end", "year-end", year, "--out", str(out / "S-10.pdf"))
    demo.run(
        "ปิดปีก่อนสิ้นปีไม่ได้ / a year that goes on is not closed",
        *("year-end", year, "--close"),
        exit_code=2,
    )


def batch(demo: Demo, number: str, out: Path, words: list[str]) -> None:
    """Print a batch from a file of numbers; a batch that is done has nothing left."""
    named = out / "letters.txt"
    rows = demo.run("รายชื่อ / who", "list", "organizations", "--province", "50", "--limit", "20")
    numbers = [row["number"] for row in rows["rows"] if row["number"]]
    named.write_text("\n".join(dict.fromkeys((number, *numbers))) + "\n", encoding="utf-8")
    made = demo.run(
        "พิมพ์ทั้งชุด / a batch",
        *("print", "L-00", "--batch", "--file", str(named), *words),
        *("--out", str(out / "L-00-batch.pdf")),
    )
    demo.run(
        "ทำต่อ: ไม่พิมพ์ซ้ำ / gone on with: nothing twice",
        *("print", "L-00", "--resume", made["batch"], "--out", str(out / "L-00-rest.pdf")),
    )
