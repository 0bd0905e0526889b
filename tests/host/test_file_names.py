"""R18: names and kinds of attachments; never outside, never run, never by ending alone."""

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cso_registry.host.file_kinds import FileKind, file_kind, is_named_truly
from cso_registry.host.file_names import MOST_BYTES, safe_file_name

DEVICES = ["CON", "prn", "AUX", "NUL", "COM1", "com9", "LPT1", "COM¹", "CONIN$"]


@pytest.mark.parametrize(
    ("offered", "safe"),
    [
        ("หนังสือรับรอง.pdf", "หนังสือรับรอง.pdf"),
        ("ใบสมัคร ปี 2569 (ลงนาม).PDF", "ใบสมัคร ปี 2569 (ลงนาม).PDF"),
        ("a.b.c.docx", "a.b.c.docx"),
        ("", "document"),
        (".", "document"),
        ("..", "document"),
        ("...", "document"),
        ("   ", "document"),
        (".pdf", "pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\Windows\\win.ini", "win.ini"),
        ("/etc/shadow", "shadow"),
        ("C:\\boot.ini", "boot.ini"),
        ("C:boot.ini", "C_boot.ini"),
        ("\\\\server\\share\\x.pdf", "x.pdf"),
        ("a/", "document"),
        ("scan.pdf:hidden", "scan.pdf_hidden"),
        ("scan.pdf::$DATA", "scan.pdf__$DATA"),
        ("scan.pdf. . .", "scan.pdf"),
        ("scan .pdf", "scan.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("a\nb\r\t.pdf", "ab.pdf"),
        ("\u202egpj.exe", "gpj.exe.txt"),
        ("scan\u202efdp.exe", "scanfdp.exe.txt"),
        ("zero\u200bwidth\ufeff.pdf", "zerowidth.pdf"),
        ("half\ud800.pdf", "half.pdf"),
        ('a|b<c>d?e*f".pdf', "a_b_c_d_e_f_.pdf"),
        ("letter.exe", "letter.exe.txt"),
        ("letter.pdf.EXE", "letter.pdf.EXE.txt"),
        ("letter.pdf.exe ", "letter.pdf.exe.txt"),
        ("letter.lnk", "letter.lnk.txt"),
        ("letter.docm", "letter.docm.txt"),
        ("page.html", "page.html.txt"),
        ("picture.svg", "picture.svg.txt"),
        ("x.settingcontent-ms", "x.settingcontent-ms.txt"),
        ("run.desktop", "run.desktop.txt"),
        ("~", "~"),
        ("-rf", "-rf"),
        *[(name, f"_{name}") for name in DEVICES],
        *[(f"{name}.pdf", f"_{name}.pdf") for name in DEVICES],
        ("con .pdf", "_con.pdf"),
        ("console.pdf", "console.pdf"),
    ],
)
def test_name_becomes_one_plain_file(offered, safe):
    assert safe_file_name(offered) == safe


@given(st.text(max_size=300) | st.sampled_from(DEVICES) | st.text("./\\:ก่\u202e", max_size=40))
def test_no_name_leads_anywhere_else(offered):
    safe = safe_file_name(offered)
    assert safe
    assert len(safe.encode()) <= MOST_BYTES
    assert PurePosixPath(safe).name == safe
    assert PureWindowsPath(safe).name == safe
    assert not PureWindowsPath(safe).is_reserved()
    assert not PureWindowsPath(safe).drive
    assert safe not in {".", ".."}
    assert not safe.endswith((" ", "."))
    assert all(unicodedata.category(letter)[0] != "C" for letter in safe)
    assert safe_file_name(safe) == safe


@pytest.mark.parametrize("letter", ["a", "ก", "กี่", "😀"])
def test_long_name_keeps_its_ending_and_parts_no_letter_from_its_marks(letter):
    safe = safe_file_name(letter * 300 + ".pdf")
    assert safe.endswith(".pdf")
    assert MOST_BYTES - 12 < len(safe.encode()) <= MOST_BYTES
    assert safe == letter * safe.count(letter) + ".pdf"


def test_file_can_be_written_under_every_such_name(tmp_path):
    for number, offered in enumerate(["../x", "ก" * 300, "con", "a:b", "\u202eexe.x"]):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / safe_file_name(offered)).write_bytes(b"x")
        assert len(list(folder.iterdir())) == 1
    assert len(list(tmp_path.iterdir())) == 5


@pytest.mark.parametrize(
    ("head", "kind", "true_name", "lie"),
    [
        (b"%PDF-1.7\n", FileKind.PDF, "a.PDF", "a.jpg"),
        (b"\xff\xd8\xff\xe0", FileKind.JPEG, "a.jpeg", "a.pdf"),
        (b"\x89PNG\r\n\x1a\n", FileKind.PNG, "a.png", "a.pdf"),
        (b"II*\x00", FileKind.TIFF, "a.tif", "a.png"),
        (b"MM\x00*", FileKind.TIFF, "a.tiff", "a.png"),
        (b"RIFF\x00\x00\x00\x00WEBP", FileKind.WEBP, "a.webp", "a.png"),
        (b"\x00\x00\x00\x18ftypheic", FileKind.HEIC, "a.heic", "a.jpg"),
        (b"PK\x03\x04", FileKind.OFFICE_ZIP, "a.docx", "a.pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OLD_OFFICE, "a.xls", "a.pdf"),
    ],
)
def test_kind_is_told_by_content_and_a_lie_is_seen(head, kind, true_name, lie):
    assert file_kind(head) is kind
    assert is_named_truly(true_name, head)
    assert not is_named_truly(lie, head)
    assert not is_named_truly("a", head)


@pytest.mark.parametrize("head", [b"MZ\x90", b"\x7fELF", b"#!/bin/sh", b"\xca\xfe\xba\xbe"])
def test_program_is_known_whatever_its_name(head):
    assert file_kind(head) is FileKind.PROGRAM
    for name in ("a.pdf", "a.exe", "a"):
        assert not is_named_truly(name, head)


@pytest.mark.parametrize("head", [b"", b"plain", b" %PDF-", b"RIFF1234WAVE", b"1234ftypmp42"])
def test_unknown_content_is_never_named_truly(head):
    assert file_kind(head) is FileKind.UNKNOWN
    assert not is_named_truly("a.pdf", head)
