"""The letter's frame and its numbered list: together where they must be, word for word."""

from __future__ import annotations

import pytest

from cso_registry.documents.content import NumberedList
from cso_registry.documents.layout.marks import TextMark
from cso_registry.documents.layout.pages import lay_out
from cso_registry.documents.layout.room import LEFT, RIGHT, TEXT_WIDTH
from cso_registry.documents.render import render
from cso_registry.documents.templates import parse_template, parse_words
from cso_registry.kernel.errors import InputError
from tests.documents.paper_examples import (
    HOSTILE,
    RESOURCES,
    composed,
    copied,
    fonts,
    ink_box,
    pictures,
    squeezed,
    templates,
)

SIGNER, POST = "นางสาวลงนาม สมมติ", "ผู้อำนวยการ (สมมติ)"
CLOSING = "ขอแสดงความนับถือ"
FOLDER = RESOURCES / "templates"
DPI = 50
TOLERANCE = 1.5
LETTER = {
    "letter_number": "สมมติ/2570/0042",
    "letter_office": "สำนักงานสมมติ\nถนนสมมติ จังหวัดสมมติ 10000",
    "letter_date": "20 พฤศจิกายน 2569",
    "letter_topic": "ขอให้ส่งเอกสารเพิ่มเติม",
    "letter_contact": "สำนักงานสมมติ\nโทร. 0-2000-0000",
    "recipient": "ประธานกลุ่มสมมติ",
    "signer": SIGNER,
    "signer_post": POST,
    "body": "ตามที่ท่านได้ยื่นคำขอ นั้น\n\nสำนักงานขอแจ้งดังนี้",
    "closing_words": "จึงเรียนมาเพื่อโปรดทราบ",
}


def letter(count, **changed):
    """L-00 with so many items of different lengths."""
    rows = [{"text": f"ข้อที่ {at} {'เอกสารสมมติ ' * (at % 9 + 1)}"} for at in range(1, count + 1)]
    return composed("L-00", LETTER | {"items": rows, "has_items": bool(rows)} | changed)


def texts(page):
    return [
        mark.text for placed in page.body for mark in placed.marks if isinstance(mark, TextMark)
    ]


@pytest.mark.parametrize("count", range(26))
def test_a_signature_stands_with_words_of_the_letter(count):
    pages = lay_out(letter(count), fonts(), None)
    (page,) = [page for page in pages if f"({SIGNER})" in texts(page)]
    found = texts(page)
    assert found.index("จึงเรียนมาเพื่อโปรดทราบ") < found.index(CLOSING) < found.index(f"({SIGNER})")


@pytest.mark.parametrize("count", [1, 9, 25])
def test_every_item_has_its_number_in_order(count):
    pages = lay_out(letter(count), fonts(), None)
    found = [text for page in pages for text in texts(page)]
    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    labels = [f"{at}.".translate(thai) for at in range(1, count + 1)]
    assert [text for text in found if text in labels] == labels


def test_text_copied_out_is_the_text_put_in():
    items = [{"text": HOSTILE}, {"text": "๒ รายการ กำ น้ำ ผู้ (ข้อ ก.)"}]
    paper = composed(
        "L-00",
        LETTER | {"items": items, "has_items": True, "body": HOSTILE, "recipient": HOSTILE},
    )
    text = copied(render([paper], fonts=fonts()))
    assert text.count(squeezed(HOSTILE)) == 3
    assert squeezed(items[1]["text"]) in text


@pytest.mark.parametrize("count", [1, 25])
def test_nothing_leaves_the_margins(count, tmp_path):
    pages = pictures(render([letter(count)], fonts=fonts()), tmp_path, DPI)
    assert len(pages) == (1 if count == 1 else 2)
    for page in pages:
        box = ink_box(page)
        assert box is not None
        scale = DPI / 72
        assert box[0] >= LEFT * scale - TOLERANCE
        assert box[2] <= (LEFT + TEXT_WIDTH) * scale + TOLERANCE
        assert RIGHT > 0


def test_an_empty_line_begins_a_new_paragraph():
    kinds = [block.kind for block in letter(0).blocks]
    assert kinds.count("paragraph") == 4
    assert letter(0, body="ก").blocks[1].text == "ก"


@pytest.mark.parametrize("name", ["references", "enclosures", "copies"])
def test_a_part_that_is_not_there_leaves_no_label(name):
    label = {"references": "อ้างถึง", "enclosures": "สิ่งที่ส่งมาด้วย", "copies": "สำเนาส่ง"}[name]
    without = letter(0).model_dump_json()
    filled = letter(0, **{name: "หนังสือสมมติ", f"has_{name}": True}).model_dump_json()
    assert label not in without
    assert label in filled


def test_a_list_of_nothing_says_so():
    paper = composed("L-00", LETTER | {"items": [], "has_items": True})
    assert not any(isinstance(block, NumberedList) for block in paper.blocks)
    assert "— ไม่มี —" in paper.model_dump_json()


def test_the_frame_is_part_of_the_identity_of_a_template():
    words = parse_words((FOLDER / "words.toml").read_bytes())
    own = (FOLDER / "L-00.toml").read_bytes()
    frame = (FOLDER / "frame_letter.toml").read_bytes()
    delivered = parse_template(own, words, frames={"letter": frame})
    changed = frame.replace("ขอแสดงความนับถือ".encode(), "ด้วยความนับถือ".encode())
    assert delivered.hash == templates()["L-00"].hash
    assert parse_template(own, words, frames={"letter": changed}).hash != delivered.hash


def test_a_frame_that_is_not_there_is_told():
    words = parse_words((FOLDER / "words.toml").read_bytes())
    with pytest.raises(InputError, match=r"documents\.template_unreadable"):
        parse_template((FOLDER / "L-00.toml").read_bytes(), words, name="L-00.toml")
