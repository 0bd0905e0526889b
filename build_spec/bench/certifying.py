"""Many certificates with their square codes in one document, against bare drawing calls."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from build_spec.bench.figures import Figure, alternating, ratio
from build_spec.bench.ground import SEED, program
from build_spec.bench.printing import TOP, Call, call_of, draw_call
from cso_registry.documents.code_modules import dark_runs
from cso_registry.documents.coding import with_code
from cso_registry.documents.compose import compose
from cso_registry.documents.fonts import FontFamily, load_family
from cso_registry.documents.layout import room as measures
from cso_registry.documents.layout.marks import CodeMark, FrameMark
from cso_registry.documents.layout.pages import lay_out
from cso_registry.documents.render import render, render_to
from cso_registry.documents.templates import load_templates
from cso_registry.domain.certification.claims import Claims
from cso_registry.domain.certification.code_text import code_text
from cso_registry.domain.certification.short_code import short_code
from cso_registry.workspace.certification.certificate_facts import claimed_facts
from cso_registry.workspace.sampling import sample_maker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_spec.bench.sizes import Sizes
    from cso_registry.documents.content import PaperContent
    from cso_registry.documents.layout.marks import Mark
    from cso_registry.domain.organizations.sample import SampleSubject

PART = "certificates"
CODE_BYTES = 370
"""As much as a code carries."""


def measure(sizes: Sizes) -> list[Figure]:
    """Return the ratio of printing certificates to drawing the same with reportlab alone."""
    fonts = load_family(program().fonts)
    papers = list(certificates(sizes.letters))
    pages = [_calls(page) for paper in papers for page in lay_out(paper, fonts, None)]

    def ours() -> None:
        render(papers, fonts=fonts)

    taken, theirs = alternating(ours, lambda: _draw_bare(pages, fonts), sizes.prints)
    name = f"{sizes.letters:,} certificates with codes, {len(pages):,} pages"
    note = "laid out, coded and drawn, against drawString, line and rect, all worked out before"
    return [ratio(PART, name, taken, theirs, aim=1.3, note=note)]


def print_once(size: int) -> None:
    """Print certificates in one stream, for the peak of memory."""
    render_to(BytesIO(), certificates(size), fonts=load_family(program().fonts))


def certificates(count: int) -> Iterator[PaperContent]:
    """Yield composed certificates of invented subjects, each with a code of full size."""
    template = load_templates(program().resources.path("templates"))["D-04"]
    for number, subject in enumerate(sample_maker(program(), SEED).make(count), 1):
        claims = _claims(number, subject)
        facts = {**claimed_facts(claims), "short_code": short_code(claims)}
        content = compose(template, facts, language="th", thai_digits=True)
        carried = hashlib.shake_256(claims.canonical()).digest(CODE_BYTES)
        yield with_code(content, code_text(carried[:-64], carried[-64:]))


def _claims(number: int, subject: SampleSubject) -> Claims:
    areas = program().means.areas
    return Claims(
        number=f"ชม/2570/{number:04d}",
        office="สำนักงานสมมติ",
        name=subject.name_th or f"ผู้จดทะเบียนสมมติ {number}",
        name_en="",
        register_number=f"ชม/2569/{subject.serial:04d}",
        subject_kind="ชุมชน (ไม่มีสภาพนิติบุคคล)",
        address=areas.line(subject.address.area, "th"),
        capacities=("ฟื้นฟูป่าต้นน้ำร่วมกับชุมชน",),
        missions=("บริการสาธารณะทางสังคมและวัฒนธรรม",),
        areas=(areas.line(subject.address.area[:4], "th"),),
        level="ระดับดำเนินการร่วมกับหน่วยงานของรัฐ",
        evidence="มีผลงานต่อเนื่องสามปีตามเอกสารสมมติ",
        decision="การประชุมครั้งที่ 3/2569 มติ 4.1 เมื่อวันที่ 20 พฤศจิกายน 2569",
        valid_from="20 พฤศจิกายน 2569",
        valid_until="19 พฤศจิกายน 2571",
        issued="20 พฤศจิกายน 2569",
        legal_basis=("ระเบียบสมมติ พ.ศ. 2551",),
        criteria="เกณฑ์สมมติ ฉบับที่ 1",
        former="",
        signatories=(("", "ประธานกรรมการ"), ("", "กรรมการและเลขานุการ")),
        first_day="2026-11-20",
        last_day="2028-11-19",
        language="th",
    )


def _calls(page: Any) -> list[Call]:
    placed = (*page.body, page.foot)
    return [call for one in placed for mark in one.marks for call in _call(mark, TOP - one.top)]


def _call(mark: Mark, top: float) -> list[Call]:
    x, y = measures.LEFT + mark.x, top - mark.y
    if isinstance(mark, FrameMark):
        return [("frame", x, y, mark.width, mark.height)]
    if isinstance(mark, CodeMark):
        modules, runs = dark_runs(mark.text)
        side = mark.side / modules
        boxes = [
            (x + column * side, y + (modules - 1 - row) * side, length * side, side)
            for column, row, length in runs
        ]
        return [("boxes", boxes)]
    call = call_of(mark, top)
    return [call] if call else []


def _draw_bare(pages: list[list[Call]], fonts: FontFamily) -> bytes:
    canvas = Canvas(
        BytesIO(),
        pagesize=A4,
        pageCompression=1,
        invariant=1,
        initialFontName=fonts.regular.name,  # type: ignore[arg-type]
    )
    for calls in pages:
        for call in calls:
            if call[0] == "frame":
                canvas.rect(*call[1:])
            elif call[0] == "boxes":
                path = canvas.beginPath()
                for box in call[1]:
                    path.rect(*box)
                canvas.drawPath(path, stroke=0, fill=1)
            else:
                draw_call(canvas, call)
        canvas.showPage()
    made: bytes = canvas.getpdfdata()  # type: ignore[no-untyped-call]
    return made
