"""The PDF itself: the same bytes, its marks, its hashes, its images, its metadata."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest
import thaibreak
from PIL import Image

from cso_registry.documents import content
from cso_registry.documents.content import snapshot_hash
from cso_registry.documents.fonts import FontFiles, load_family
from cso_registry.documents.render import Images, render, render_to
from cso_registry.kernel.errors import InputError, KnownError
from tests.documents.paper_examples import (
    RESOURCES,
    SHEET,
    application,
    composed,
    copied,
    copied_pages,
    fonts,
    letter,
    pictures,
    sheet,
    squeezed,
    templates,
)

DRAFT_MARK = "ไม่ใช้เป็นหลักฐาน"
TRAINING_MARK = "สำเนาเพื่อการฝึก"
OTHER_PROCESS = """
import hashlib
from tests.documents.paper_examples import fonts, letter, sheet
from cso_registry.documents.render import render
print(hashlib.sha256(render([sheet(), letter()], fonts=fonts())).hexdigest())
"""


def image(colour="black", size=(60, 60), kind="PNG"):
    sink = BytesIO()
    Image.new("RGB", size, colour).save(sink, kind)
    return sink.getvalue()


def test_the_same_papers_are_the_same_bytes_whatever_was_drawn_before():
    done = subprocess.run(
        [sys.executable, "-c", OTHER_PROCESS],
        cwd=RESOURCES.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    render([composed("D-01", application(filled=True))], fonts=fonts())
    here = render([sheet(), letter()], fonts=fonts())
    assert hashlib.sha256(here).hexdigest() == done.stdout.strip()


def test_other_content_is_other_bytes():
    assert render([sheet()], fonts=fonts()) != render([sheet(name_th="อื่น")], fonts=fonts())


def test_only_a_draft_says_so_on_each_page():
    facts = application(filled=True)
    drafts = copied_pages(render([composed("D-01", facts, draft=True)], fonts=fonts()))
    assert len(drafts) == 3
    assert all(DRAFT_MARK in squeezed(page) for page in drafts)
    final = copied(render([composed("D-01", facts)], fonts=fonts()))
    assert DRAFT_MARK not in final
    assert TRAINING_MARK not in final


def test_a_training_copy_says_so():
    pages = copied_pages(render([composed("D-02", SHEET, training=True)], fonts=fonts()))
    assert all(TRAINING_MARK in squeezed(page) for page in pages)


def test_text_of_a_draft_is_the_text_of_the_paper_and_the_mark():
    final = sorted(copied(render([sheet()], fonts=fonts(), page_hash=False)))
    draft = render([composed("D-02", SHEET, draft=True)], fonts=fonts(), page_hash=False)
    assert sorted(copied(draft)) == sorted([*final, *squeezed(f"ร่าง{DRAFT_MARK}")])


def test_each_page_carries_the_hashes_of_its_own_paper():
    papers = [composed("D-01", application(filled=True)), sheet()]
    pages = copied_pages(render(papers, fonts=fonts()))
    assert len(pages) == 4
    for page, paper in zip(pages, [papers[0]] * 3 + [papers[1]], strict=True):
        assert snapshot_hash(paper)[:16] in page
        assert templates()[paper.paper].hash[:16] in page
        assert "พ.ศ. ๒๕๕๑" in page


def test_hashes_can_be_left_out():
    paper = sheet()
    assert snapshot_hash(paper)[:16] not in copied(render([paper], fonts=fonts(), page_hash=False))


def slot(picture):
    """The middle of the garuda's place at 100 dpi, and its edge."""
    millimetre = 100 / 25.4
    left, top = 30 + 80 - 15, 15
    inside = [(left + 2), (top + 2), (left + 28), (top + 28)]
    return picture.crop(tuple(round(edge * millimetre) for edge in inside))


def test_an_image_stands_in_its_place(tmp_path):
    (page,) = pictures(render([sheet()], fonts=fonts(), images=Images(garuda=image())), tmp_path)
    assert slot(page).getextrema()[1] < 50


def test_a_missing_image_leaves_an_empty_place(tmp_path):
    (page,) = pictures(render([sheet()], fonts=fonts()), tmp_path)
    assert slot(page).getextrema() == (255, 255)
    millimetre = 100 / 25.4
    edge = page.crop(tuple(round(at * millimetre) for at in (94, 14, 126, 17)))
    assert edge.getextrema() == (255, 255)


def test_only_a_draft_shows_the_empty_place(tmp_path):
    draft = composed("D-02", SHEET, draft=True)
    (page,) = pictures(render([draft], fonts=fonts()), tmp_path)
    millimetre = 100 / 25.4
    edge = page.crop(tuple(round(at * millimetre) for at in (94, 14, 126, 17)))
    assert edge.getextrema()[0] < 230


@pytest.mark.parametrize(
    "data",
    [b"no image", image()[:60], image(size=(5000, 5000)), b"\x89PNG\r\n\x1a\n" + b"\0" * 500],
    ids=["text", "cut", "too many pixels", "header only"],
)
def test_a_bad_image_is_refused(data):
    with pytest.raises(InputError) as caught:
        render([sheet()], fonts=fonts(), images=Images(seal=data))
    assert caught.value.key == "documents.image_unreadable"
    assert caught.value.params == {"slot": "seal"}


def test_metadata_names_the_paper_and_nobody():
    with pikepdf.open(BytesIO(render([sheet()], fonts=fonts()))) as pdf:
        assert str(pdf.docinfo["/Title"]) == "D-02 ทะเบียนองค์กรภาคประชาสังคม"
        assert str(pdf.Root["/Lang"]) == "th-TH"
        told = " ".join(str(value) for value in pdf.docinfo.values())
    assert SHEET["name_th"] not in told
    assert SHEET["officer"] not in told


def test_every_font_is_in_the_file(tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(render([sheet()], fonts=fonts()))
    listed = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True)
    rows = listed.stdout.splitlines()[2:]
    assert len(rows) >= 2
    assert all("Sarabun" in row and " yes yes yes " in row for row in rows)


def test_many_papers_are_counted_as_they_are_done():
    seen = []
    sink = BytesIO()
    papers = (sheet(register_number=str(number)) for number in range(5))
    render_to(sink, papers, fonts=fonts(), on_progress=seen.append)
    assert seen == [1, 2, 3, 4, 5]
    assert len(copied_pages(sink.getvalue())) == 5


class StoppedError(Exception):
    pass


def test_progress_may_stop_the_work():
    def stop(done):
        if done == 2:
            raise StoppedError

    sink = BytesIO()
    with pytest.raises(StoppedError):
        render_to(sink, [sheet()] * 5, fonts=fonts(), on_progress=stop)
    assert sink.getvalue() == b""


def test_no_paper_is_no_pdf():
    with pytest.raises(ValueError, match="no paper"):
        render([], fonts=fonts())


def test_no_paper_is_broken_between_any_two_letters(monkeypatch):
    monkeypatch.setattr(thaibreak, "lines", lambda text, **_: text)
    with pytest.raises(KnownError, match=r"thai.break_engine_missing"):
        render([sheet()], fonts=fonts())


def test_a_missing_font_is_told(tmp_path):
    with pytest.raises(KnownError) as caught:
        load_family(tmp_path)
    assert caught.value.key == "documents.font_missing"


@pytest.mark.parametrize("data", [b"", b"no font", b"\0\1\0\0" + b"\xff" * 200])
def test_a_bad_font_is_told(data, tmp_path):
    for name in ("a", "b", "c", "d"):
        (tmp_path / name).write_bytes(data)
    with pytest.raises(KnownError) as caught:
        load_family(tmp_path, FontFiles("a", "b", "c", "d", scale=1.0))
    assert caught.value.key == "documents.font_unreadable"


def test_an_office_font_is_drawn_at_its_own_scale():
    files = FontFiles(scale=1.0)
    larger = load_family(RESOURCES / "fonts", files)
    assert larger.regular.width("ก", 16) == pytest.approx(
        fonts().regular.width("ก", 16) * 16 / 10.7
    )


def test_ticked_and_empty_boxes_differ(tmp_path):
    def ink(*, checked):
        items = (content.Choice(text="", checked=checked),)
        paper = letter(content.Checklist(kind="checklist", items=items))
        folder = tmp_path / str(checked)
        folder.mkdir()
        (page,) = pictures(render([paper], fonts=fonts(), page_hash=False), folder)
        return sum(page.histogram()[:128])

    assert ink(checked=True) > ink(checked=False) > 0
