"""Many certificates in one batch, the process killed in the middle of it (F:C4).

The default setting makes some hundred; ``CSO_LONG=1`` makes 10,000 and looks at memory.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest

from cso_registry.documents.reading.pdf import page_picture
from cso_registry.documents.reading.pictures import codes_in
from cso_registry.domain.certification.code_payload import read_payload
from cso_registry.domain.certification.code_text import read_code_text
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import OfficerId
from cso_registry.workspace.performing import Session
from cso_registry.workspace.print_batch import PrintBatch
from cso_registry.workspace.printing import Press
from tests.support.certifying import Certifying
from tests.support.desk import founded, open_desk
from tests.support.registry import SetClock

if TYPE_CHECKING:
    from pathlib import Path

LONG = os.environ.get("CSO_LONG") == "1"
pytestmark = pytest.mark.timeout(7_200 if LONG else 300)
SUBJECTS, EACH = (100, 100) if LONG else (4, 55)
COUNT = SUBJECTS * EACH
READ_BACK = 300 if LONG else 20
PROGRAM = "tests.certificates.certify_and_print"
SHORT_CODE = re.compile(r"(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}")
FLAT = 1.25
"""So much more memory may be in use at the end than after the first file, as a factor."""


def run(*words: str, kill_at: int = 0) -> list[tuple[int, int]]:
    """Run the process, end it by SIGKILL once so many are done; return what it said."""
    said = []
    with subprocess.Popen(
        [sys.executable, "-m", PROGRAM, *words], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            _, done, memory = line.split()
            said.append((int(done), int(memory)))
            if kill_at and int(done) >= kill_at:
                child.send_signal(signal.SIGKILL)
                break
        child.stdout.read()
    assert child.returncode == (-signal.SIGKILL if kill_at else 0)
    return said


@pytest.fixture(scope="module")
def granted(tmp_path_factory) -> tuple[Path, list[str], str]:
    """A registry with granted certificates, their ids, and the head who issues them."""
    folder = tmp_path_factory.mktemp("batch")
    clock = SetClock()
    founded(folder / "registry", clock=clock, training=False)
    made = []
    with open_desk(folder / "registry", clock) as desk:
        office = Certifying(desk)
        for at in range(SUBJECTS):
            case = office.screened(office.subject(f"ชุมชนที่ {at} สมมติ"))
            for _ in range(EACH):
                certificate = office.assessed(case)
                office.decided(certificate, case.organization)
                made.append(certificate)
        office.who(Role.HEAD)
        head = str(office.people[Role.HEAD])
    (folder / "granted.txt").write_text("\n".join(made))
    return folder, made, head


def test_a_large_batch_killed_twice_has_every_number_and_every_original_once(granted):
    folder, made, head = granted
    words = (str(folder / "registry"), head, str(folder / "granted.txt"), str(folder / "all.pdf"))
    run(*words, kill_at=COUNT // 3)
    run(*words)
    with open_desk(folder / "registry", SetClock()) as desk:
        office = Certifying(desk)
        numbers = [office.certificate(one).issue.number for one in made]
        assert numbers == [f"ชม/2570/{at:04d}" for at in range(1, COUNT + 1)]
        assert desk.workspace.read.number_gaps() == []
        session = Session(OfficerId(head))
        printing = PrintBatch(desk.workspace, Press(desk.workspace, "th"), session)
        batch = printing.open("D-04", made)
    run(*words, batch, kill_at=COUNT // 2)
    memory = dict(run(*words, batch))
    if LONG:
        assert memory[COUNT] <= FLAT * memory[COUNT // 2 + COUNT // 5], memory[COUNT]
    with open_desk(folder / "registry", SetClock()) as desk:
        office = Certifying(desk)
        certificates = [office.certificate(one) for one in made]
        assert [len(one.printings) for one in certificates] == [1] * COUNT
        assert desk.workspace.verify().is_sound
        codes = [one.issue.short_code for one in certificates]
    assert_read_back(sorted(folder.glob("all*.pdf")), codes)


def assert_read_back(files: list[Path], codes: list[str]) -> None:
    """Read codes off drawn pages, evenly over all files: each is what is typed beside it."""
    read = []
    for file in files:
        with closing(pdfium.PdfDocument(file)) as document:
            typed = {at: SHORT_CODE.search(_words(document[at])) for at in range(len(document))}
            certificates = [(at, found[0]) for at, found in typed.items() if found]
            step = max(1, len(certificates) * len(files) // READ_BACK)
            for at, short in certificates[::step]:
                (code,) = codes_in(page_picture(document[at]))
                assert read_payload(read_code_text(code).payload).short_code == short
                read.append(short)
    assert len(read) >= READ_BACK
    assert len(set(read)) == len(read)
    assert set(read) <= set(codes)


def _words(page: pdfium.PdfPage) -> str:
    return str(page.get_textpage().get_text_range())
