"""An act names only files that are kept here (F:A9)."""

from __future__ import annotations

import io

import pytest

from cso_registry.domain.organizations.acts import PutDocument
from cso_registry.domain.organizations.records import DocumentHeld, Organization
from cso_registry.kernel.errors import InputError
from cso_registry.storage.attachments import FOLDER
from tests.support.desk import WHY, open_desk

SCAN = b"%PDF-1.7 invented" * 99


@pytest.fixture
def peopled_desk(peopled):
    with open_desk(peopled) as desk:
        yield desk


def put(desk, scan):
    (subject, *_) = (row.id for row in desk.workspace.read.search("กลุ่ม", desk.clock.today))
    document = DocumentHeld(item="articles", original_seen=True, attachment=scan)
    act = PutDocument(organization=subject, document=document, reason=WHY)
    desk.workspace.perform(act, desk.session)
    return subject


@pytest.mark.parametrize("gone", ["never kept", "kept and lost"])
def test_a_file_that_is_not_here_is_refused_and_nothing_is_recorded(peopled_desk, gone):
    desk = peopled_desk
    scan = desk.workspace.attach(io.BytesIO(SCAN), "สแกน.pdf")
    if gone == "never kept":
        scan = scan.model_copy(update={"sha256": "0" * 64})
    else:
        next((desk.folder / FOLDER).iterdir()).unlink()
    before = desk.workspace.read.counts()
    with pytest.raises(InputError) as refused:
        put(desk, scan)
    assert (refused.value.key, refused.value.params) == (
        "attachment.not_kept",
        {"name": "สแกน.pdf"},
    )
    assert desk.workspace.read.counts() == before


def test_a_file_that_is_here_is_recorded(peopled_desk):
    scan = peopled_desk.workspace.attach(io.BytesIO(SCAN), "สแกน.pdf")
    record = peopled_desk.workspace.read.record(put(peopled_desk, scan))
    assert isinstance(record, Organization)
    assert scan in [one.attachment for one in record.documents.values()]
