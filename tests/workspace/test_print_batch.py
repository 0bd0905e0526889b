"""Print batches: kept paper by paper, filed in runs, gone on with after anything."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from cso_registry.domain.batches.records import Batch
from cso_registry.domain.rule import RefusedError
from cso_registry.kernel.errors import InputError
from cso_registry.workspace import print_batch
from cso_registry.workspace.print_batch import PrintBatch
from cso_registry.workspace.printing import Press
from tests.documents.paper_examples import copied
from tests.support.desk import add_subjects, new_desk, open_desk

ASKED = {"body": "ขอแจ้งกำหนดส่งรายงานประจำปี", "topic": "การส่งรายงาน"}


@pytest.fixture
def desk(tmp_path):
    with new_desk(tmp_path / "registry", province=None, training=False) as made:
        yield made


@pytest.fixture
def subjects(desk):
    return add_subjects(desk, 6)


def printer(desk):
    return PrintBatch(desk.workspace, Press(desk.workspace, "th"), desk.session)


def quiet(_done, _total):
    """Nobody looks at the progress."""


class StopAfter:
    """Raises what it is given once so many records are done."""

    def __init__(self, done, error):
        self.done, self.error = done, error

    def __call__(self, done, _total):
        if done >= self.done:
            raise self.error


def numbers_of(desk):
    lines = desk.workspace.read.books.series("letter_out:กลาง/2570")
    return [line.number for line in lines]


def thai(text):
    return text.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))


def test_one_file_with_every_letter_and_a_cover(desk, subjects, tmp_path):
    out = tmp_path / "all.pdf"
    printing = printer(desk)
    batch = printing.open("L-00", subjects, ASKED)
    seen = []
    outcome = printing.go_on(batch, out, lambda done, total: seen.append((done, total)))
    assert (outcome.papers, outcome.left, outcome.refused) == (6, 0, [])
    assert outcome.files == [out]
    assert seen == [(at, 6) for at in range(7)]
    text = copied(out.read_bytes())
    for number in numbers_of(desk):
        assert text.count(thai(number)) == 2, number
    assert len(numbers_of(desk)) == 6
    found = desk.workspace.read.record(batch)
    assert isinstance(found, Batch)
    assert found.papers_filed == 6
    assert desk.workspace.verify().is_sound


def test_what_was_cancelled_is_filed_and_the_rest_comes_later(desk, subjects, tmp_path):
    printing = printer(desk)
    batch = printing.open("L-00", subjects, ASKED)
    first = printing.go_on(batch, tmp_path / "a.pdf", StopAfter(2, KeyboardInterrupt()))
    assert (first.papers, first.left, first.cancelled) == (2, 4, True)
    second = printing.go_on(batch, tmp_path / "b.pdf", quiet)
    assert (second.papers, second.left, second.cancelled) == (4, 0, False)
    texts = [copied((tmp_path / name).read_bytes()) for name in ("a.pdf", "b.pdf")]
    for at, number in enumerate(numbers_of(desk)):
        assert (thai(number) in texts[0]) == (at < 2)
        assert (thai(number) in texts[1]) == (at >= 2)
    third = printing.go_on(batch, tmp_path / "c.pdf", quiet)
    assert (third.papers, third.files) == (0, [])


def test_after_a_crash_no_second_original_and_nothing_is_lost(desk, subjects, tmp_path):
    """The program dies after three letters were frozen, before any file was written."""
    printing = printer(desk)
    batch = printing.open("L-00", subjects, ASKED)
    with pytest.raises(MemoryError):
        printing.go_on(batch, tmp_path / "a.pdf", StopAfter(3, MemoryError()))
    assert not (tmp_path / "a.pdf").exists()
    outcome = printer(desk).go_on(batch, tmp_path / "a.pdf", quiet)
    assert (outcome.papers, outcome.left) == (6, 0)
    text = copied((tmp_path / "a.pdf").read_bytes())
    assert numbers_of(desk) == [f"กลาง/2570/000{at}" for at in range(1, 7)]
    assert all(text.count(thai(number)) == 2 for number in numbers_of(desk))


def test_a_record_that_may_not_have_it_is_told_and_the_others_are_printed(desk, subjects, tmp_path):
    printing = printer(desk)
    office = desk.workspace.office.id
    batch = printing.open("D-02", [subjects[0], office, subjects[1]])
    outcome = printing.go_on(batch, tmp_path / "all.pdf", quiet)
    assert outcome.papers == 2
    assert [(one.record, one.error.key) for one in outcome.refused] == [
        (office, "paper.wrong_subject")
    ]
    assert "ที่ไม่ได้พิมพ์" in copied((tmp_path / "all.pdf").read_bytes())


def test_a_large_batch_is_filed_in_several_files(desk, subjects, tmp_path, monkeypatch):
    monkeypatch.setattr(print_batch, "FILE_PAPERS", 4)
    printing = printer(desk)
    outcome = printing.go_on(printing.open("L-00", subjects, ASKED), tmp_path / "a.pdf", quiet)
    assert [path.name for path in outcome.files] == ["a.pdf", "a-2.pdf"]
    assert outcome.papers == 6


def test_what_is_no_batch_is_refused(desk, subjects, tmp_path):
    printing = printer(desk)
    with pytest.raises(RefusedError):
        printing.open("L-00", [])
    with pytest.raises(RefusedError):
        printing.open("L-00", [subjects[0], subjects[0]])
    with pytest.raises(InputError, match=r"paper\.unknown_code"):
        printing.open("L-77", subjects)
    with pytest.raises(InputError, match=r"batch\.not_a_print_batch"):
        printing.go_on(subjects[0], tmp_path / "a.pdf", quiet)


KILLED = """
import sys
from pathlib import Path
from cso_registry.kernel.ids import BatchId
from tests.support.desk import open_desk
from cso_registry.workspace.print_batch import PrintBatch
from cso_registry.workspace.printing import Press

folder, batch, out = sys.argv[1:]
with open_desk(Path(folder)) as desk:
    printing = PrintBatch(desk.workspace, Press(desk.workspace, "th"), desk.session)
    printing.go_on(BatchId(batch), Path(out), lambda done, _: print(done, flush=True))
"""


def test_killed_in_the_middle_it_goes_on_without_a_second_original(tmp_path):
    """A real process, ended by SIGKILL while it prints forty letters."""
    folder, out = tmp_path / "registry", tmp_path / "all.pdf"
    with new_desk(folder, province=None, training=False) as desk:
        batch = printer(desk).open("L-00", add_subjects(desk, 40), ASKED)
    command = [sys.executable, "-c", KILLED, str(folder), str(batch), str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if int(line) >= 15:
                child.send_signal(signal.SIGKILL)
                break
        child.stdout.read()
    assert child.returncode == -signal.SIGKILL
    assert not out.exists()
    with open_desk(folder) as desk:
        before = len(numbers_of(desk))
        assert 15 <= before < 40
        outcome = printer(desk).go_on(batch, out, quiet)
        assert (outcome.papers, outcome.left) == (40, 0)
        assert numbers_of(desk) == [f"กลาง/2570/{at:04d}" for at in range(1, 41)]
        text = copied(out.read_bytes())
        assert all(text.count(thai(number)) == 2 for number in numbers_of(desk))
        assert desk.workspace.verify().is_sound
