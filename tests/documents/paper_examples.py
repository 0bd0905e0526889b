"""Invented facts for papers, and eyes for PDFs: text as copied out, ink as printed."""

from __future__ import annotations

import subprocess
import tomllib
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from cso_registry.documents.compose import compose
from cso_registry.documents.content import FootWords, PaperContent
from cso_registry.documents.fonts import FontFamily, load_family
from cso_registry.documents.templates import Template, load_templates
from cso_registry.documents.text import Pen

RESOURCES = Path(__file__).parents[2] / "resources"
HOSTILE = "ที่ ปั้น ญู กำ น้ำ ผู้ ป่า ฟื้นฟู ปี่ ฐู ฝ่าย ฎุ ฏู ก๊า กิ์ ฤๅ ต่าง ๆ ฯลฯ ๑๒๓ ABC"
LAW = "ระเบียบสำนักนายกรัฐมนตรีว่าด้วยการส่งเสริมประชาสังคมเพื่อการพัฒนา พ.ศ. 2551"
MISSING = "— ยังไม่ได้บันทึก —"
KINDS = ("องค์กรจดทะเบียนตามกฎหมาย", "องค์กร–กลุ่มที่มิได้จดจัดตั้ง", "ชุมชน", "บุคคล")
DOCUMENTS = ("หลักฐานการรวมกลุ่ม", "ข้อบังคับขององค์กร", "หลักฐานการมอบอำนาจผู้แทน")

REPRESENTATIVE = {
    "name": "นางสาวน้ำผึ้ง ปั้นญู (สมมติ)",
    "post": "ประธานกลุ่ม",
    "since": "1 มกราคม 2569",
    "until": "31 ธันวาคม 2571",
}
SHEET: dict[str, Any] = {
    "office": "สำนักงานทะเบียนสมมติ",
    "register_number": "สมมติ 1/2570/00042",
    "legal_basis": LAW,
    "name_th": "กลุ่มฟื้นฟูป่าต้นน้ำบ้านปี่ฝ่าย (สมมติ)",
    "name_en": "Ban Pi Fai Watershed Group 2 (invented)",
    "has_name_en": True,
    "subject_kind": "ชุมชน",
    "without_legal_personality": True,
    "form": "องค์กรชุมชน",
    "main_purpose": "ด้านสิ่งแวดล้อม",
    "other_purposes": "ด้านสุขภาพ",
    "areas": "จังหวัดน่าน อำเภอปัว ตำบลป่ากลาง",
    "address": "123/45 หมู่ที่ 7 ตำบลป่ากลาง อำเภอปัว จังหวัดน่าน 55120",
    "representatives": [REPRESENTATIVE],
    "registration_date": "20 พฤศจิกายน 2569",
    "order_number": "คำสั่งที่ 15/2569",
    "order_date": "18 พฤศจิกายน 2569",
    "issued_date": "21 พฤศจิกายน 2569",
    "officer": "นายตัวอย่าง ผู้จดทะเบียน",
    "officer_post": "ผู้อำนวยการ (สมมติ)",
}


def choices(code: str, *checked: str) -> list[dict[str, Any]]:
    """The rows of a checklist, from a vocabulary."""
    data = tomllib.loads((RESOURCES / "vocabulary" / f"{code}.toml").read_text("utf-8"))
    return [{"text": item["th"], "checked": item["code"] in checked} for item in data["item"]]


def application(*, filled: bool) -> dict[str, Any]:
    """The facts of D-01, without or with an invented applicant."""
    facts: dict[str, Any] = {
        "legal_basis": LAW,
        "subject_kinds": [{"text": kind} for kind in KINDS],
        "forms": choices("V-05"),
        "purposes": choices("V-04"),
        "documents": [{"text": text} for text in DOCUMENTS],
    }
    if not filled:
        return facts
    return facts | {
        "subject_kinds": [{"text": kind, "checked": kind == "ชุมชน"} for kind in KINDS],
        "forms": choices("V-05", "CF07"),
        "purposes": choices("V-04", "CP03", "CP05"),
        "name_th": SHEET["name_th"],
        "name_en": SHEET["name_en"],
        "email": "group2@example.org",
        "officers": [REPRESENTATIVE],
        "standards": [],
        "applicant": REPRESENTATIVE["name"],
    }


@cache
def fonts() -> FontFamily:
    """The cuts that are delivered."""
    return load_family(RESOURCES / "fonts")


@cache
def templates() -> dict[str, Template]:
    """The templates that are delivered."""
    return load_templates(RESOURCES / "templates")


def composed(code: str, facts: dict[str, Any], **settings: Any) -> PaperContent:
    """A paper in Thai with Thai digits."""
    chosen = {"language": "th", "thai_digits": True} | settings
    return compose(templates()[code], facts, **chosen)


def sheet(**changed: Any) -> PaperContent:
    """D-02, with some facts changed."""
    return composed("D-02", SHEET | changed)


def letter(*blocks: Any, **changed: Any) -> PaperContent:
    """An invented official letter of the given blocks."""
    whole: dict[str, Any] = {
        "snapshot_format": 1,
        "paper": "D-24",
        "template_version": "1",
        "template_hash": "ab" * 32,
        "language": "th",
        "layout": "letter",
        "title": "หนังสือตัวอย่าง",
        "blocks": blocks,
        "foot": FootWords(
            page="หน้า {page}/{pages}", snapshot="ข้อมูล", template="แบบ", thai_digits=True
        ),
        "garuda": True,
        "number": "ที่ สมมติ ๐๑๑๑/๑๒๓",
        "office": ("สำนักงานสมมติ",),
        "date": "๒๑ พฤศจิกายน ๒๕๖๙",
        "legal_basis": (LAW,),
    }
    return PaperContent(**whole | changed)


def drawn_lines(texts: list[str]) -> bytes:
    """A PDF with each text on a line of its own, wherever it ends."""
    canvas: Any = Canvas(BytesIO(), invariant=1, initialFontName=fonts().regular.name)
    pen = Pen(canvas)
    for text in texts:
        pen.draw(50, 400, text, fonts().regular, 16)
        canvas.showPage()
    data: bytes = canvas.getpdfdata()
    return data


def copied_pages(pdf: bytes, *options: str) -> list[str]:
    """The text of each page as a reader copies it out."""
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", *options, "-", "-"],
        input=pdf,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode("utf-8").split("\f")[:-1]


def squeezed(text: str) -> str:
    """Text without any white space, for lines are broken anew on paper."""
    return "".join(text.split())


def copied(pdf: bytes, *options: str) -> str:
    """All text without white space."""
    return squeezed("".join(copied_pages(pdf, *options)))


def pictures(pdf: bytes, folder: Path, dpi: int = 100) -> list[Image.Image]:
    """Each page as a grey picture."""
    subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-gray", "-", str(folder / "page")], input=pdf, check=True
    )
    return [Image.open(path).copy() for path in sorted(folder.glob("page*.pgm"))]


def ink_box(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """The smallest box that holds all ink: left, top, right, bottom."""
    return picture.point(lambda grey: 255 if grey < 200 else 0).getbbox()
