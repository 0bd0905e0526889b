"""Many letters in one document, and one long contract, against bare drawing calls.

The bare library draws the very lines that we laid out, once shaped, as Thai must be, and once
letter by letter: that is quicker, and prints tones and vowels one over the other.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import lru_cache, partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.ttfonts import shapeStr
from reportlab.pdfgen.canvas import Canvas

from build_spec.bench.figures import Figure, alternating, ratio, seconds_of
from build_spec.bench.ground import SEED, program
from cso_registry.documents.compose import compose
from cso_registry.documents.editable.copying import editable_copy
from cso_registry.documents.fonts import FontFamily, load_family
from cso_registry.documents.layout import room as measures
from cso_registry.documents.layout.marks import FillMark, RuleMark, TextMark
from cso_registry.documents.layout.pages import lay_out
from cso_registry.documents.render import render
from cso_registry.documents.templates import load_templates
from cso_registry.workspace.sampling import sample_maker

if TYPE_CHECKING:
    from build_spec.bench.sizes import Sizes
    from cso_registry.documents.content import PaperContent
    from cso_registry.documents.layout.marks import Mark
    from cso_registry.domain.organizations.sample import SampleSubject

PART = "print"
AIM = 1.5
CLAUSES_A_PAGE = 5
CLAUSE = (
    "ภาคีดำเนินงานตามแผนข้อ {nth} ที่แนบท้ายสัญญา รายงานผลและการใช้จ่ายเป็นรายงวด เก็บหลักฐานไว้ให้ตรวจสอบ "
    "และแจ้งปัญหา {nth} และอุปสรรคเป็นลายลักษณ์อักษรโดยเร็ว หน่วยงานตอบและร่วมแก้ไขภายในเวลาที่ตกลงกัน " * 2
)
"""The words of a clause; invented."""
TOP = measures.PAGE_HEIGHT - measures.TOP
Call = tuple[Any, ...]
Shape = Callable[[str, str, float], Any]
"""From a text, the name of a face and a size to what the library draws."""


def measure(sizes: Sizes) -> list[Figure]:
    """Return what letters and a contract take beside drawing the same runs with reportlab alone.

    It is processor time: one thread draws, and waits for nothing.
    """
    papers, paper = letters(sizes.letters), contract(sizes.contract)
    took = seconds_of(lambda: editable_copy(paper, "bench"), time.process_time)
    return [
        *_against_bare(papers, sizes.prints, f"{sizes.letters:,} letters"),
        *_against_bare([paper], sizes.prints, "a contract to PDF"),
        Figure(PART, "a contract to DOCX", took, "s", note="processor time, once"),
    ]


def _against_bare(papers: list[PaperContent], rounds: int, name: str) -> list[Figure]:
    """Return the ratios to the same lines shaped by the library, and to lines not shaped."""
    fonts = load_family(program().fonts)
    pages = [[_calls(page, fonts) for page in lay_out(paper, fonts, None)] for paper in papers]
    flat = [page for paper in pages for page in paper]

    def ours() -> None:
        render(papers, fonts=fonts)

    note = "processor time; laid out and drawn, against drawString with everything laid out before"
    named = f"{name}, {len(flat):,} pages"
    found = []
    for shaped, what, aim in ((True, "shaped", AIM), (False, "letter by letter", None)):
        draw = lru_cache(maxsize=None)(_shaped) if shaped else _unshaped
        bare = partial(_draw_bare, flat, fonts, draw)
        taken, theirs = alternating(ours, bare, rounds, time.process_time)
        words = f"{note}, {what}"
        found.append(ratio(PART, f"{named}, {what}", taken, theirs, aim=aim, note=words))
    return found


def _shaped(text: str, face: str, size: float) -> Any:
    return shapeStr(text, face, size, force=True) if text else text


def _unshaped(text: str, _face: str, _size: float) -> Any:
    return text


def contract(pages: int) -> PaperContent:
    """Return a contract of at least so many pages, its clauses invented."""
    template = load_templates(program().resources.path("templates"))["D-12"]
    facts: dict[str, Any] = {
        "legal_basis": "ระเบียบสมมติ พ.ศ. 2551",
        "agency": "หน่วยงานสมมติ",
        "partner": "เครือข่ายสมมติ",
        "agreement_name": "สัญญาดูแลผู้สูงอายุที่บ้าน สมมติ",
        "edition": "ส-01/2570-r1",
        "signers": [{"name": "", "post": "ผู้มีอำนาจลงนาม"}] * 4,
    }
    count = pages * CLAUSES_A_PAGE
    facts["clauses"] = [
        {"text": f"ข้อสัญญาที่ {nth}\n{CLAUSE.format(nth=nth)}"} for nth in range(1, count + 1)
    ]
    return compose(template, facts, language="th", thai_digits=True)


def letters(count: int) -> list[PaperContent]:
    """Return the composed letters of registration of invented subjects."""
    template = load_templates(program().resources.path("templates"))["D-02"]
    made = sample_maker(program(), SEED).make(count)
    return [
        compose(template, _facts(subject), language="th", thai_digits=True, training=True)
        for subject in made
    ]


def print_once(size: int) -> None:
    """Print letters, for the peak of memory."""
    render(letters(size), fonts=load_family(program().fonts))


def _facts(subject: SampleSubject) -> dict[str, Any]:
    areas = program().means.areas
    where = areas.path(subject.address.area)
    return {
        "office": "สำนักงานสมมติ",
        "register_number": f"ชม/2569/{subject.serial:04d}",
        "legal_basis": "ระเบียบสำนักนายกรัฐมนตรีว่าด้วยการส่งเสริมภาคประชาสังคม พ.ศ. 2551",
        "name_th": subject.name_th,
        "name_en": subject.name_en,
        "has_name_en": bool(subject.name_en),
        "subject_kind": subject.kind,
        "form": subject.sub_form or subject.form or "-",
        "main_purpose": subject.purpose,
        "other_purposes": ", ".join(subject.other_purposes),
        "areas": ", ".join(subject.service_areas),
        "address": " ".join(area.th for area in where),
        "representatives": [
            {"name": one.person.name, "post": one.post} for one in subject.officers
        ],
        "registration_date": "1 มกราคม 2569",
        "order_number": "1/2569",
        "order_date": "1 มกราคม 2569",
        "issued_date": "2 มกราคม 2569",
        "officer": "สมมติ ตัวอย่าง",
        "officer_post": "นายทะเบียน",
    }


def _calls(page: Any, _fonts: FontFamily) -> list[Call]:
    calls: list[Call] = []
    for placed in (*page.body, page.foot):
        calls.extend(call_of(mark, TOP - placed.top) for mark in placed.marks)
    return [one for one in calls if one]


def call_of(mark: Mark, top: float) -> Call:
    """Return the bare call that draws a mark, empty for one that has none."""
    left = measures.LEFT
    if isinstance(mark, TextMark):
        size = mark.size * mark.face.scale
        return ("text", left + mark.x, top - mark.y, mark.text, mark.face.name, size, mark.stretch)
    if isinstance(mark, RuleMark):
        return ("line", left + mark.x, top - mark.y, left + mark.to_x, top - mark.to_y)
    if isinstance(mark, FillMark):
        return ("rect", left + mark.x, top - mark.y, mark.width, mark.height)
    return ()


def _draw_bare(pages: list[list[Call]], fonts: FontFamily, shape: Shape) -> bytes:
    canvas = Canvas(
        BytesIO(),
        pagesize=A4,
        pageCompression=1,
        invariant=1,
        initialFontName=fonts.regular.name,  # type: ignore[arg-type]
    )
    for calls in pages:
        for call in calls:
            draw_call(canvas, call, shape)
        canvas.showPage()
    made: bytes = canvas.getpdfdata()  # type: ignore[no-untyped-call]
    return made


def draw_call(canvas: Canvas, call: Call, shape: Shape = _unshaped) -> None:
    """Draw with reportlab alone."""
    kind, x, y, *rest = call
    if kind == "text":
        text, face, size, stretch = rest
        canvas.setFont(face, size)
        canvas.drawString(x, y, shape(text, face, size), charSpace=stretch)
    elif kind == "line":
        to_x, to_y = rest
        canvas.line(x, y, to_x, to_y)
    else:
        width, height = rest
        canvas.rect(x, y, width, height, stroke=0, fill=1)
