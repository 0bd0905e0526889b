"""Photographs of a visit are seen small, opened by a press, and looked at on record (F:H8)."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from cso_registry.domain.delivery.visit_acts import RecordVisit
from cso_registry.domain.delivery.visits import Photograph
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import AgreementId, VisitId
from cso_registry.workspace.look_log import read_looks
from cso_registry.workspace.small_pictures import LOOK
from tests.support.desk import copy_of, open_desk
from tests.ui.room_driver import opened, said
from ui.delivery.files_card import FilesCard
from ui.delivery.page import DeliveryPage
from ui.look.look import Theme

RED, TURNED = (200, 20, 20), 0x0112


def photograph():
    """A wide red photograph that its camera took upright."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[TURNED] = 6
    Image.new("RGB", (1200, 600), RED).save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture(scope="session")
def visited(office, tmp_path_factory):
    """The registry with a visit that has a photograph, and a file that only calls itself one."""
    folder = copy_of(office.folder, tmp_path_factory.mktemp("visited") / "registry")
    with open_desk(folder) as desk:
        contents = (photograph(), b"\x89PNG\r\n\x1a\n" + bytes(40))
        pictures = [desk.workspace.attach(io.BytesIO(one), "หน้าบ้าน.jpg") for one in contents]
        visit = VisitId(desk.program.means.identities.new())
        act = RecordVisit(
            site_visit=visit,
            agreement=AgreementId(office.agreement),
            code="ลพ-9/2570",
            visited=desk.workspace.today,
            spot="ศาลา (สมมติ)",
            visitors="นายสมมติ ลงพื้นที่",
            seen="พบตามแผน",
            photographs=tuple(Photograph(caption="หน้าบ้าน", picture=one) for one in pictures),
        )
        desk.workspace.perform(act, desk.session)
    return folder, str(visit), contents


@pytest.fixture
def folder(visited, tmp_path):
    return copy_of(visited[0], tmp_path / "registry")


def test_photographs_are_small_upright_logged_and_opened(
    qtbot, around, shown, as_role, visited, folder, monkeypatch
):
    as_role(Role.HEAD)
    page = shown(DeliveryPage(around), (1200, 800))
    record = opened(qtbot, page, visited[1])
    (card,) = (one for one in record.parts if isinstance(one, FilesCard))
    whole, broken = (hashlib.sha256(one).hexdigest() for one in visited[2])
    qtbot.waitUntil(lambda: whole in card.pictures.shown and not card.pictures._waiting)
    small = card.pictures.shown[whole].toImage()
    assert (small.width(), small.height()) == (160, 320)
    assert abs(small.pixelColor(80, 160).red() - RED[0]) < 8
    assert broken not in card.pictures.shown
    assert whole[:8] in said(card)
    shown_urls = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown_urls.append)
    name = around.speech.say("ui.delivery.open_file_of", name="หน้าบ้าน.jpg")
    found = [one for one in card.findChildren(QPushButton) if one.accessibleName() == name]
    found[0].click()
    qtbot.waitUntil(lambda: bool(shown_urls))
    copy = Path(shown_urls[0].toLocalFile())
    assert hashlib.sha256(copy.read_bytes()).hexdigest() == whole
    around.look.wear(Theme.LIGHT, 200)
    assert card.pictures.shown.keys() == {whole}
    around.look.wear(Theme.LIGHT, 100)
    log, auditor = [], as_role(Role.AUDITOR)
    around.tasks.write(page, lambda one: read_looks(one, auditor, 50), log.append)
    qtbot.waitUntil(lambda: bool(log))
    assert sorted(one.what for one in log[0] if one.record == visited[1]) == [
        "saved attachment",
        LOOK,
    ]
