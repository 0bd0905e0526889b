"""Line breaks: between words, never inside what belongs together."""

import unicodedata
from itertools import pairwise

import icu4py.breakers
import pytest
import thaibreak
from hypothesis import given
from hypothesis import strategies as st

from cso_registry.kernel.errors import KnownError
from cso_registry.thai.breaks import break_points, check_engine, wrap_hint
from tests.thai.thai_samples import hostile_texts, mixed_names

# Own lines in the language of offices. "|" is a wanted break, "~" one that may be.
GOLD = (
    "ด้วย|คณะ~กรรมการ|ส่งเสริม|และ|พัฒนา|องค์กร|ภาค|ประชา~สังคม|แห่ง|ชาติ",
    "มี|มติ|เห็น~ชอบ|ให้|จด~ทะเบียน|องค์กร|ของ|ท่าน",
    "จึง|เรียน|มา|เพื่อ|โปรด|ทราบ|และ|พิจารณา|ดำเนิน~การ|ต่อ~ไป",
    "ขอ|แสดง|ความ~นับถือ",
    "ใน|กรณี|ที่|หน่วย~งาน|ของ|รัฐ|ประสงค์|จะ|ยุติ|การ~สนับสนุน",
    "ต้อง|แจ้ง|ให้|ภาคี|หุ้น~ส่วน|ทราบ|ล่วง~หน้า|ไม่|น้อย~กว่า|สาม|เดือน",
    "ผู้~รับ|เงิน|อุดหนุน|ต้อง|ส่ง|รายงาน|ความ~ก้าวหน้า|ทุก|สาม|เดือน",
    "ให้|จ่าย|เงิน|งวด|แรก|ร้อย~ละ|แปด~สิบ|เมื่อ|ลง~นาม|ใน|ข้อ~ตกลง|แล้ว",
    "การ~ประเมิน|ผล|หลัง|สิ้น~สุด|โครงการ|ให้|แล้ว~เสร็จ|ภายใน|สาม|เดือน",
    "ปลัด~กระทรวง|การ~พัฒนา|สังคม|และ|ความ~มั่นคง|ของ|มนุษย์",
    "สำนัก~งาน|พัฒนา|สังคม|และ|ความ~มั่นคง|ของ|มนุษย์|จังหวัด|เชียง~ใหม่",
    "หนังสือ|รับรอง|ฉบับ|นี้|มี|อายุ|สอง|ปี|นับ|แต่|วัน|ที่|ออก|หนังสือ",
    "หาก|ไม่|เห็น~ด้วย|กับ|คำ~สั่ง|นี้|ให้|อุทธรณ์|ภายใน|สาม~สิบ|วัน",
    "อาศัย|อำนาจ|ตาม|ความ|ใน|ข้อ|เจ็ด|แห่ง|ระเบียบ|สำนัก~นายก~รัฐ~มนตรี",
    "องค์กร|ต้อง|จัด~ทำ|บัญชี|รายรับ|และ|รายจ่าย|ให้|ถูก~ต้อง",
    "ผู้~ประเมิน|ต้อง|ไม่|มี|ส่วน~ได้|ส่วน~เสีย|กับ|องค์กร|ที่|ถูก|ประเมิน",
    "เงิน|ที่|เหลือ|จ่าย|ให้|ส่ง~คืน|คลัง|ภายใน|สิบ~ห้า|วัน",
    "สมาคม|ส่งเสริม|สวัสดิการ|ผู้~สูง~อายุ|แห่ง|ประเทศ~ไทย",
    "มูลนิธิ|เพื่อ|เด็ก|และ|สตรี|ใน|ถิ่น~ทุรกันดาร",
    "กลุ่ม|ออม~ทรัพย์|เพื่อ|การ~ผลิต|บ้าน|หนอง|น้ำ|ใส",
    "การ~มี|ส่วน~ร่วม|ของ|ประชา~ชน|ใน|การ~จัด~ทำ|บริการ|สาธารณะ",
    "คณะ~อนุ~กรรมการ|กลั่น~กรอง|คำ~ขอ|รับ|การ~สนับสนุน",
    "ผู้~ว่า~ราชการ~จังหวัด|เป็น|ประธาน|ที่~ประชุม",
    "เพิก~ถอน|ใบ~รับรอง|เนื่อง~จาก|ขาด|คุณสมบัติ|ตาม|ที่|กำหนด",
    "ข้อมูล|ส่วน~บุคคล|ให้|เก็บ|รักษา|ไว้|เป็น|ความ~ลับ",
)  # fmt: skip


def marked_offsets(line, marks):
    offsets, at = set(), 0
    for character in line:
        if character in "|~":
            if character in marks:
                offsets.add(at)
        else:
            at += 1
    return offsets


def plain(line):
    return line.replace("|", "").replace("~", "")


@pytest.mark.oracle
def test_breaks_of_office_language_are_between_words():
    wanted = found = bad = 0
    for line in GOLD:
        breaks = set(break_points(plain(line)))
        wanted += len(marked_offsets(line, "|"))
        found += len(breaks & marked_offsets(line, "|"))
        bad += len(breaks - marked_offsets(line, "|~"))
    assert wanted > 150
    assert found >= 0.97 * wanted
    assert bad <= 3


@pytest.mark.oracle
def test_most_breaks_are_also_seen_by_icu():
    shared = own = 0
    for line in map(plain, GOLD):
        theirs = {end for _, end in icu4py.breakers.LineBreaker(line, "th").segments()}
        shared += len(set(break_points(line)) & theirs)
        own += len(break_points(line))
    assert shared >= 0.95 * own


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("มหาดไทยต่าง ๆ ของประเทศ", ["มหาดไทย", "ต่าง ๆ ", "ของ", "ประเทศ"]),
        ("ทุกคนๆ", ["ทุก", "คนๆ"]),
        ("กรุงเทพฯ และอื่น ๆ ฯลฯ", ["กรุงเทพฯ ", "และ", "อื่น ๆ ", "ฯลฯ"]),
        ("เลข ( 12 ) ก.", ["เลข ", "( 12 ) ", "ก."]),
        ("ก\u00a0ข ค", ["ก\u00a0ข ", "ค"]),
        ("ก\r\nข\u200bค", ["ก\r\n", "ข\u200b", "ค"]),
        ("สมาคม\x00ก\ud800 เด็ก", ["สมาคม\x00ก\ud800 ", "เด็ก"]),
        ("ลงวันที่ 21 พฤศจิกายน พ.ศ. 2569 นี้", ["ลง", "วัน", "ที่ ", "21 พฤศจิกายน พ.ศ. 2569 ", "นี้"]),
        ("เมื่อ ๑ มี.ค. ๒๕๖๙ และ 2 มกราคม", ["เมื่อ ", "๑ มี.ค. ๒๕๖๙ ", "และ ", "2 มกราคม"]),
        ("on 21 November 2026, 3 Mar 2027.", ["on ", "21 November 2026, ", "3 Mar 2027."]),
        ("12 Marble 2026", ["12 ", "Marble ", "2026"]),
        ("เลขที่ พล/2570/000000012 นี้", ["เลข", "ที่ ", "พล/2570/000000012 ", "นี้"]),
        ("no. PL-2/๒๕๗๐/๑", ["no. ", "PL-2/๒๕๗๐/๑"]),
        ("", [""]),
        ("  ", ["  "]),
        ("ที่", ["ที่"]),
    ],
)
def test_pieces_of_known_texts(text, pieces):
    offsets = [0, *break_points(text), len(text)]
    assert [text[a:b] for a, b in pairwise(offsets)] == pieces


@given(hostile_texts | mixed_names)
def test_breaks_stand_in_order_and_before_no_mark(text):
    breaks = break_points(text)
    assert list(breaks) == sorted(set(breaks))
    for at in breaks:
        assert 0 < at < len(text)
        assert unicodedata.category(text[at])[0] != "M"
        assert text[at] != "ๆ"
        assert not text[at].isspace() or not text[at - 1].isspace()


@given(mixed_names)
def test_hint_adds_nothing_but_zero_width_spaces(name):
    hinted = wrap_hint(name)
    assert hinted.replace("\u200b", "") == name
    assert hinted.count("\u200b") <= len(break_points(name))
    assert " \u200b" not in hinted


@pytest.mark.parametrize(
    ("text", "hinted"),
    [
        ("สมาคมส่งเสริมประชาสังคม ไทย", "สมาคม|ส่งเสริม|ประชา|สังคม ไทย"),
        ("ถึง 21 พ.ย. 2569 ครับ", "ถึง 21+พ.ย.+2569 ครับ"),
    ],
)
def test_hint_is_the_same_when_hinted_twice(text, hinted):
    """The spaces of a date do not break."""
    once = wrap_hint(text)
    assert once == hinted.replace("|", "\u200b").replace("+", "\u00a0")
    assert wrap_hint(once) == once


def test_what_is_tied_is_parted_where_it_is_asked_for():
    date = "21 พฤศจิกายน 2569"
    assert break_points(date) == ()
    assert break_points(date, tied=False) == (3, 13)


@given(st.integers(600, 5_000))
def test_long_text_breaks_as_its_beginning_does(length):
    text = "กรมการปกครอง กระทรวงมหาดไทย " * (length // 28)
    first = break_points("กรมการปกครอง กระทรวงมหาดไทย ")
    assert break_points(text)[: len(first)] == first


@given(hostile_texts | mixed_names)
def test_engine_loses_and_changes_no_character(text):
    readable = text.replace("\x00", "").encode(errors="ignore").decode()
    assert thaibreak.lines(readable, marker="\x1f").replace("\x1f", "") == readable.replace(
        "\x1f", ""
    )


def test_engine_is_there():
    check_engine()


def test_silent_loss_of_the_dictionary_is_told(monkeypatch):
    monkeypatch.setattr(thaibreak, "lines", lambda text, **_: text)
    with pytest.raises(KnownError) as told:
        check_engine()
    assert told.value.key == "thai.break_engine_missing"
