"""The dossier of a case: a bag that proves itself, read without a network (F:J3, X37)."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from cso_registry.domain.roles import Role
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.dossier.case_file import records_of
from cso_registry.workspace.dossier.writing import write_dossier
from cso_registry.workspace.look_log import read_looks
from cso_registry.workspace.printing import Press
from tests.support import examples_agreements as made
from tests.support import examples_delivery, examples_evaluating, examples_notice
from tests.support.bag_check import InvalidBagError, valid_bag
from tests.support.certifying import Certifying
from tests.support.desk import new_desk
from tests.support.desk_scene import scene_at

PHOTO = b"\xff\xd8\xff\xe0" + b"invented photograph " * 50
NAME = "เยี่ยมบ้าน <b>สมมติ</b>.jpg"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An agreement with a paper, a visit with a kept photograph, and an officer without looks."""
    folder = tmp_path_factory.mktemp("dossier") / "registry"
    with new_desk(folder) as desk:
        scene = scene_at(desk)
        agreement = made.in_force(scene)
        picture = desk.workspace.attach(io.BytesIO(PHOTO), NAME)
        visit = examples_delivery.visit_act(
            scene,
            agreement=agreement,
            photographs=({"caption": "หน้าบ้าน", "picture": picture.model_dump()},),
        )
        desk.workspace.perform(visit, desk.session)
        found = desk.workspace.read.record(RecordId(agreement))
        Press(desk.workspace, "th").issue("D-10", found, desk.session)
        desk.agreement, desk.scene = found, scene
        desk.evaluator = Certifying(desk).who(Role.EVALUATOR)
        yield desk


def written(office, out, **asked):
    session = asked.pop("session", office.session)
    return write_dossier(office.workspace, office.agreement, out, session, "th", **asked)


def unpacked(out):
    folder = out.with_suffix("")
    with zipfile.ZipFile(out) as archive:
        archive.extractall(folder)
    (bag,) = folder.iterdir()
    return bag


class Links(HTMLParser):
    """Collects what a page refers to, and its tags."""

    def __init__(self):
        super().__init__()
        self.to, self.tags = [], set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.to += [value for name, value in attrs if name in {"href", "src", "action"}]


def test_bag_is_valid_and_shows_what_was_changed(office, tmp_path):
    told = written(office, tmp_path / "สำนวน.zip")
    assert (told.papers, told.files, told.left_out) == (1, 1, 1)
    folder = unpacked(tmp_path / "สำนวน.zip")
    assert valid_bag(folder)["External-Identifier"] == office.agreement.file.code
    papers = sorted((folder / "data" / "papers").iterdir())
    assert [one.read_bytes()[:5] for one in papers] == [b"%PDF-"]
    (kept,) = (folder / "data" / "files").iterdir()
    assert kept.read_bytes() == PHOTO
    kept.write_bytes(PHOTO + b".")
    with pytest.raises(InvalidBagError, match="differs"):
        valid_bag(folder)
    kept.unlink()
    with pytest.raises(InvalidBagError, match="payload"):
        valid_bag(folder)


def test_page_stands_alone_and_names_everything_with_its_hash(office, tmp_path):
    written(office, tmp_path / "one.zip")
    data = unpacked(tmp_path / "one.zip") / "data"
    page = (data / "index.html").read_text("utf-8")
    links = Links()
    links.feed(page)
    inside = [one for one in links.to if not one.startswith("#")]
    assert all((data / unquote(one)).is_file() for one in inside)
    assert len(inside) == 3
    assert not links.tags & {"script", "img", "link", "iframe", "form", "b"}
    assert "default-src 'none'" in page
    for one in (*(data / "papers").iterdir(), *(data / "files").iterdir()):
        assert hashlib.sha256(one.read_bytes()).hexdigest() in page
    assert office.agreement.file.name_th in page
    assert (data / "index.pdf").read_bytes().startswith(b"%PDF-")
    records = json.loads((data / "records.json").read_bytes())
    assert {one["type"] for one in records} >= {"agreement", "site_visit"}


@pytest.mark.parametrize("way", ["right", "asked"])
def test_without_a_right_personal_data_are_masked_and_papers_named_only(office, tmp_path, way):
    asked = {"masked": True} if way == "asked" else {"session": office.evaluator}
    told = written(office, tmp_path / "masked.zip", **asked)
    assert (told.papers, told.files, told.is_personal_shown) == (0, 0, False)
    assert told.left_out == 3
    folder = unpacked(tmp_path / "masked.zip")
    assert valid_bag(folder)
    whole = b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())
    assert PHOTO not in whole
    assert "นายสมมติ ลงนาม".encode() not in whole
    assert "บุญเรือน".encode() not in whole


def test_a_stopped_or_failed_dossier_leaves_no_file_and_a_written_one_is_logged(office, tmp_path):
    def stop(_done, _total):
        raise KnownError("storage.cancelled")

    with pytest.raises(KnownError):
        written(office, tmp_path / "stopped.zip", report=stop)
    assert not list(tmp_path.iterdir())
    written(office, tmp_path / "whole.zip")
    looks = read_looks(office.workspace, office.session, 50)
    assert office.agreement.id in {one.record for one in looks if one.what == "exported dossier"}
    with pytest.raises(InputError, match="inside_registry"):
        written(office, office.workspace.folder / "inside.zip")


def named_by(office, agreement):
    """Everything whose words name a case: the agreement, what is under it, and so on; no papers."""
    bodies = {
        str(RecordId.from_bytes(one)): (kind, bytes(body).decode())
        for one, kind, body in office.workspace.connection.execute(
            "SELECT id, type, body FROM records"
        )
    }
    known, found = {str(agreement)}, set()
    while known:
        of = known
        known = {
            one
            for one, (kind, body) in bodies.items()
            if one not in found and kind not in {"agreement", "paper"}
            if any(each in body for each in of)
        }
        found |= known
    return found


def test_everything_that_names_the_case_is_in_it(office, tmp_path):
    """Notices of ending with their letters, surveys, complaints: nothing about a case is left out.

    What refers to it is looked for in the words of every record, not where the program looks.
    """
    scene = office.scene
    notice = examples_notice.served(scene)
    examples_delivery.tallied(scene)
    for act in (
        examples_delivery.problem_act(scene),
        examples_delivery.complaint_act(scene),
        examples_delivery.consultation_act(scene),
        examples_delivery.indicator_act(scene),
    ):
        scene.registry.perform(act)
    examples_evaluating.finding(scene)
    under = {}
    for agreement in {office.agreement.id, examples_notice.of(scene, notice)}:
        record = office.workspace.read.record(RecordId(agreement))
        held = records_of(office.workspace, record)
        assert {str(one.id) for one in held} == named_by(office, agreement)
        under[str(agreement)] = held
    kinds = {one.type for held in under.values() for one in held}
    assert kinds >= {"notice", "letter", "survey", "problem", "complaint", "indicator", "finding"}
    of = office.workspace.read.record(RecordId(examples_notice.of(scene, notice)))
    write_dossier(office.workspace, of, tmp_path / "notice.zip", office.session, "th")
    page = (unpacked(tmp_path / "notice.zip") / "data" / "index.html").read_text("utf-8")
    for one in under[str(of.id)]:
        assert office.program.texts.value(f"record.{one.type}").th in page
