"""Blank forms: numbered batches, a code on each form that a camera reads and a hand types."""

from __future__ import annotations

import subprocess

import pytest
import zxingcpp
from PIL import Image

from cso_registry.domain.intake.acts import ReceiveApplication
from cso_registry.domain.intake.form_batches import BLANK_FORM
from cso_registry.domain.intake.form_code import read_form_code
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import IntakeId
from cso_registry.workspace.blank_forms import batch_numbered, draw_forms, number_forms
from tests.documents.paper_examples import copied, squeezed
from tests.support.desk import new_desk

FORMS = 3


@pytest.fixture
def desk(tmp_path):
    with new_desk(tmp_path / "registry", training=False) as made:
        yield made


def codes_in(pdf, folder):
    """What a camera reads on each page that has a code."""
    (folder / "forms.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "150", "-png", "forms.pdf", "page"], cwd=folder, check=True)
    pages = [Image.open(path) for path in sorted(folder.glob("page*.png"))]
    return [found.text for page in pages for found in zxingcpp.read_barcodes(page)]


def test_every_form_has_a_code_of_its_own_that_is_read_back(desk, tmp_path):
    batch = number_forms(desk.workspace, desk.session, FORMS)
    assert batch.made.number == "ชม/2570/0001"
    assert len(set(batch.codes)) == FORMS
    assert all(read_form_code(code) == code for code in batch.codes)
    pdf = draw_forms(desk.workspace, batch, "th")
    assert codes_in(pdf, tmp_path) == list(batch.codes)
    text = copied(pdf)
    assert all(squeezed(code) in text for code in batch.codes)
    assert "แบบคำขอจดทะเบียน" in text
    assert desk.workspace.verify().is_sound


def test_a_batch_is_printed_again_as_it_was(desk):
    batch = number_forms(desk.workspace, desk.session, FORMS)
    again = batch_numbered(desk.workspace, batch.made.number)
    assert again.codes == batch.codes
    with pytest.raises(InputError) as refused:
        batch_numbered(desk.workspace, "ชม/2570/0009")
    assert refused.value.key == "intake.not_a_form_batch"


def test_batches_are_numbered_on_and_share_no_code(desk):
    batches = [number_forms(desk.workspace, desk.session, 50) for _ in range(2)]
    assert [one.made.number for one in batches] == ["ชม/2570/0001", "ชม/2570/0002"]
    assert not set(batches[0].codes) & set(batches[1].codes)
    assert desk.workspace.read.number_gaps() == []


def test_a_form_that_comes_back_names_its_batch(desk):
    batch = number_forms(desk.workspace, desk.session, FORMS)
    code = batch.codes[1]
    act = ReceiveApplication(
        intake=IntakeId(desk.program.means.identities.new()),
        applicant="นายตัวอย่าง สมมติ",
        subject_name="กลุ่มสมมติ",
        form_code=code.lower().replace("-", " "),
        clock="10:00",
    )
    desk.workspace.perform(act, desk.session)
    received = desk.workspace.read.record(act.intake).received
    assert received.form_code == code
    assert desk.workspace.read.by_identifier(BLANK_FORM, received.form_code) == (batch.id,)
