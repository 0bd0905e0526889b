"""Attachments come back byte for byte, under harmless names, and damage is told (R18)."""

from __future__ import annotations

import io
import os
import stat

import pytest

from cso_registry.domain.organizations.records import Attachment
from cso_registry.host.file_names import MOST_BYTES
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.storage.attachments import FOLDER, LIMIT_BYTES, Attachments
from tests.support.desk import content_of, open_desk

PDF = b"%PDF-1.7\ninvented" + bytes(range(256)) * 20
PNG = b"\x89PNG\r\n\x1a\n" + bytes(300)
JPEG = b"\xff\xd8\xff\xe0" + bytes(300)


def keep(desk, content, name="แบบ.pdf"):
    return desk.workspace.attach(io.BytesIO(content), name)


def given_back(desk, attachment):
    target = io.BytesIO()
    desk.workspace.copy_attachment(attachment, target)
    return target.getvalue()


def kept_files(desk):
    folder = desk.folder / FOLDER
    return sorted(folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize("size", [1, 63, 64, 65, 1_048_575, 1_048_576, 1_048_577, 3_000_000])
def test_content_comes_back(desk, size):
    content = (PDF * (size // len(PDF) + 1))[:size]
    kept = keep(desk, content)
    assert kept.size == size
    assert given_back(desk, kept) == content
    (file,) = kept_files(desk)
    assert file.name == file.name.lower()
    assert len(file.name) == 64
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    if size >= 16:  # a single byte stands in any noise
        assert content[:16] not in file.read_bytes()
    assert desk.workspace.verify().is_sound


def test_same_content_is_kept_once_under_any_name(desk):
    first, second = keep(desk, PDF, "ก.pdf"), keep(desk, PDF, "ข.pdf")
    assert first.sha256 == second.sha256
    assert (first.name, second.name) == ("ก.pdf", "ข.pdf")
    assert len(kept_files(desk)) == 1
    assert given_back(desk, first) == PDF


def test_empty_file_is_refused_and_nothing_is_left(desk):
    with pytest.raises(InputError) as caught:
        keep(desk, b"")
    assert caught.value.key == "attachment.empty"
    assert kept_files(desk) == []


def test_file_over_the_limit_is_refused_and_nothing_is_left(desk):
    small = Attachments(
        desk.folder, desk.workspace._store, desk.workspace._parts.key, limit=2_000_000
    )
    assert small.add(io.BytesIO(b"x" * 2_000_000)).size == 2_000_000
    before = content_of(desk.folder / FOLDER)
    with pytest.raises(KnownError) as caught:
        small.add(io.BytesIO(b"y" * 2_000_001))
    assert caught.value.key == "seal.attachment_too_large"
    assert caught.value.params == {"bytes": 2_000_000}
    assert content_of(desk.folder / FOLDER) == before
    assert LIMIT_BYTES == 50 * 1024 * 1024


def test_source_that_fails_leaves_nothing(desk):
    class Failing(io.BytesIO):
        def read(self, size=-1, /):
            if self.tell() > 100:
                raise OSError(5, "Input/output error")
            return super().read(min(size, 101))

    with pytest.raises(KnownError) as caught:
        desk.workspace.attach(Failing(PDF * 10), "ก.pdf")
    assert caught.value.key == "storage.disk_error"
    assert kept_files(desk) == []


def test_missing_file_is_told_and_attaching_it_again_mends_it(desk):
    kept = keep(desk, PDF)
    (file,) = kept_files(desk)
    file.unlink()
    with pytest.raises(KnownError) as caught:
        given_back(desk, kept)
    assert caught.value.key == "attachment.missing"
    assert [f.key for f in desk.workspace.verify().findings] == ["verify.attachment_changed"]
    keep(desk, PDF)
    assert given_back(desk, kept) == PDF
    assert desk.workspace.verify().is_sound


def flip(content):
    changed = bytearray(content)
    changed[len(changed) // 2] ^= 1
    return bytes(changed)


@pytest.mark.parametrize(
    "harm",
    [flip, lambda c: c[:-1], lambda c: c[:20], lambda c: c + b"x", lambda _: b"", lambda c: c[1:]],
    ids=["flip", "cut one", "cut", "lengthen", "empty", "shift"],
)
def test_damaged_file_is_told_and_attaching_it_again_mends_it(desk, harm):
    content = PDF * 300
    kept = keep(desk, content)
    (file,) = kept_files(desk)
    file.write_bytes(harm(file.read_bytes()))
    with pytest.raises(KnownError) as caught:
        given_back(desk, kept)
    assert caught.value.key == "seal.damaged_attachment"
    assert [f.where for f in desk.workspace.verify().findings] == [file.name]
    keep(desk, content)
    assert given_back(desk, kept) == content
    assert desk.workspace.verify().is_sound


def test_two_files_swapped_are_both_told(desk):
    keep(desk, PDF)
    keep(desk, PNG, "ข.png")
    first, second = kept_files(desk)
    swapped = first.read_bytes(), second.read_bytes()
    first.write_bytes(swapped[1])
    second.write_bytes(swapped[0])
    assert len(desk.workspace.verify().findings) == 2


def test_orphans_are_swept_with_a_backup_and_nothing_else(desk, tmp_path):
    kept = keep(desk, PDF)
    folder = desk.folder / FOLDER
    (folder / ("0" * 64)).write_bytes(b"an orphan")
    (folder / "1234.part").write_bytes(b"unfinished")
    (folder / "a folder").mkdir()
    desk.workspace.back_up(tmp_path / "copy.backup")
    assert {path.name for path in folder.iterdir()} == {"a folder", kept_name(desk)}
    assert given_back(desk, kept) == PDF
    assert desk.workspace.attachments.sweep(desk.workspace._parts.connection) == 0


def kept_name(desk):
    return desk.workspace._parts.connection.value("SELECT stored_name FROM attachments")


def test_content_is_there_when_the_registry_is_opened_again(folder):
    with open_desk(folder) as desk:
        kept = keep(desk, PDF)
    with open_desk(folder) as desk:
        assert given_back(desk, kept) == PDF


HOSTILE_NAMES = (
    "../../etc/passwd", "..\\..\\Windows\\system32\\cmd.exe", "/etc/shadow", "C:\\autoexec.bat",
    "C:evil.pdf", "\\\\server\\share\\x.pdf", "file.pdf:stream", "CON", "con.pdf", "NUL.txt",
    "COM1", "lpt9.pdf", "aux. pdf", "..", ".", "", " ", "...", "~", "-rf", ".bashrc", ".hidden.pdf",
    "a\x00b.pdf", "a\nb.pdf", "a\tb.pdf", "a\x7f.pdf", "ฝ่าย\u202egpj.exe", "x\u200b.pdf",
    "x\u2066y.pdf", "x" * 255 + ".pdf", "ก" * 255 + ".pdf", "ก" * 400, "é" * 200 + ".pdf",
    "กี่" * 100 + ".pdf", "a" * 250 + "." + "b" * 250, "run.exe", "run.EXE ", "run.pdf.exe", "x.bat",
    "x.lnk", "x.desktop", "x.html", "x.svg", "x.docm", "x.jar", "x.ps1", "x.scr.", "x.exe....",
    "report.pdf ", "report .pdf", "%2e%2e%2fx.pdf", "$(rm -rf).pdf", "`x`.pdf", "a;b.pdf", "a|b.pdf",
    "a*b?.pdf", 'a"b.pdf', "a<b>.pdf", "desktop.ini", "autorun.inf", "รายงาน/../x.pdf",
    "\u0000", "\ud7ff.pdf", "ﬁle.pdf", "A\u0301.pdf", "x.tar.gz",
)  # fmt: skip
DANGEROUS = {
    "exe",
    "bat",
    "lnk",
    "desktop",
    "html",
    "svg",
    "docm",
    "jar",
    "ps1",
    "scr",
    "inf",
    "com",
}


@pytest.mark.parametrize("name", HOSTILE_NAMES)
@pytest.mark.parametrize("content", [PDF, b"plain words only\n"], ids=["pdf", "text"])
def test_file_leaves_as_one_plain_file_of_the_folder(desk, tmp_path, name, content):
    subject = desk.workspace.office.id
    # The name was written into the record by hand, past the attaching of files.
    raw = keep(desk, content, name)
    by_hand = Attachment.model_construct(
        sha256=raw.sha256, size=raw.size, name=name, media_type="application/x-msdownload"
    )
    out = tmp_path / "out"
    out.mkdir()
    before = content_of(tmp_path / "registry").keys()
    for attachment in (raw, by_hand):
        path = desk.workspace.save_attachment(attachment, out, subject, desk.session)
        assert path.parent == out
        assert path.resolve().parent == out.resolve()
        assert path.read_bytes() == content
        assert len(path.name.encode()) <= MOST_BYTES + 8
        assert path.name.rpartition(".")[2].casefold().strip() not in DANGEROUS
        assert not path.name.startswith(("/", "\\"))
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(list(out.iterdir())) == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "registry"]
    assert content_of(tmp_path / "registry").keys() >= before


@pytest.mark.parametrize(
    ("content", "name", "kept_as", "media_type"),
    [
        (PDF, "แบบ.pdf", "แบบ.pdf", "application/pdf"),
        (JPEG, "แบบ.pdf", "แบบ.pdf.jpg", "image/jpeg"),
        (PNG, "ภาพ.JPG", "ภาพ.JPG.png", "image/png"),
        (PDF, "แบบ", "แบบ.pdf", "application/pdf"),
        (PDF, "run.exe", "run.exe.txt.pdf", "application/pdf"),
        (b"a,b\n1,2\n", "ตาราง.csv", "ตาราง.csv", "text/plain"),
        (b"a,b\n1,2\n", "ตาราง.pdf", "ตาราง.pdf.bin", "application/octet-stream"),
        (b"\x00\x01\x02", "บันทึก.txt", "บันทึก.txt.bin", "application/octet-stream"),
        (b"PK\x03\x04" + bytes(99), "ก.xlsx", "ก.xlsx",
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (b"PK\x03\x04" + bytes(99), "ก.png", "ก.png.zip", "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "ก.xls", "ก.xls",
         "application/vnd.ms-excel"),
    ],
)  # fmt: skip
def test_content_says_what_a_file_is(desk, content, name, kept_as, media_type):
    kept = keep(desk, content, name)
    assert (kept.name, kept.media_type) == (kept_as, media_type)


@pytest.mark.parametrize(
    "content", [b"MZ" + bytes(100), b"\x7fELF" + bytes(99), b"#!/bin/sh\nrm -rf ~\n"]
)
@pytest.mark.parametrize("name", ["ก.pdf", "setup.exe"])
def test_program_is_no_document(desk, content, name):
    with pytest.raises(InputError) as caught:
        keep(desk, content, name)
    assert caught.value.key == "attachment.is_a_program"
    assert kept_files(desk) == []


def test_nothing_is_written_over(desk, tmp_path):
    kept = keep(desk, PDF)
    (tmp_path / "แบบ.pdf").write_bytes(b"mine")
    paths = [
        desk.workspace.save_attachment(kept, tmp_path, desk.workspace.office.id, desk.session)
        for _ in range(2)
    ]
    assert [path.name for path in paths] == ["แบบ (2).pdf", "แบบ (3).pdf"]
    assert (tmp_path / "แบบ.pdf").read_bytes() == b"mine"


def test_link_of_the_same_name_is_not_followed(desk, tmp_path):
    kept = keep(desk, PDF)
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere.pdf"
    out.mkdir()
    (out / "แบบ.pdf").symlink_to(elsewhere)
    path = desk.workspace.save_attachment(kept, out, desk.workspace.office.id, desk.session)
    assert path.name == "แบบ (2).pdf"
    assert not elsewhere.exists()


def test_damaged_file_leaves_no_half_copy(desk, tmp_path):
    kept = keep(desk, PDF * 1_000)
    (file,) = kept_files(desk)
    file.write_bytes(file.read_bytes()[:-10])
    with pytest.raises(KnownError):
        desk.workspace.save_attachment(kept, tmp_path, desk.workspace.office.id, desk.session)
    assert not list(tmp_path.glob("*.pdf"))


@pytest.mark.skipif(os.geteuid() == 0, reason="everything may be written by root")
def test_folder_that_may_not_be_written(desk, tmp_path):
    kept = keep(desk, PDF)
    out = tmp_path / "out"
    out.mkdir(mode=0o500)
    with pytest.raises(KnownError) as caught:
        desk.workspace.save_attachment(kept, out, desk.workspace.office.id, desk.session)
    assert caught.value.key == "storage.read_only"


def test_folder_that_is_not_there(desk, tmp_path):
    kept = keep(desk, PDF)
    with pytest.raises(KnownError) as caught:
        desk.workspace.save_attachment(
            kept, tmp_path / "none", desk.workspace.office.id, desk.session
        )
    assert caught.value.key == "attachment.no_folder"
