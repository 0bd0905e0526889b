"""Only what is marked public leaves the office for everybody (R-06, F:K5, D-40)."""

from __future__ import annotations

import csv
import json
from html.parser import HTMLParser

import pytest

from cso_registry.domain.offices.acts import AppointOfficer
from cso_registry.domain.organizations import acts
from cso_registry.domain.organizations.records import (
    Address,
    Contact,
    DocumentHeld,
    Names,
    Organization,
    PostHeld,
    Resources,
)
from cso_registry.domain.permission import DeniedError
from cso_registry.domain.roles import Role
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import OfficerId
from cso_registry.storage import desk as at_desk
from cso_registry.workspace.performing import Session
from cso_registry.workspace.printing import Press
from cso_registry.workspace.public_extract import list_facts
from cso_registry.workspace.public_extract.pages import table_row
from cso_registry.workspace.public_extract.subjects import marked
from cso_registry.workspace.public_extract.writing import write_extract
from tests.support.desk import OFFICER_SECRET, add_subjects, copy_of, new_desk, open_desk
from tests.ui.test_key_card import text_of

SITE, NAME = "https://example.org/open", "กลุ่มสมมติ & เพื่อน"
HIDDEN = {
    "phone": "081 555 0166", "email": "canary@example.org", "house": "77/7 canary",
    "note": "canary in a note", "given": "คานารีสมมติ", "reason": "canary in a reason",
    "document": "canary in a document",
}  # fmt: skip
PUBLIC = {
    "identity": ("kind", "form", "sub_form", "founded"),
    "names": ("th", "en", "acronym"),
    "other_names": ("name", "language", "former", "starts", "ends"),
    "identifiers": ("scheme", "value"),
    "address": ("area", "postal"),
    "contact": ("website",),
    "areas": ("area", "starts", "ends"),
    "purposes": ("main", "others", "beneficiaries", "goals"),
    "life": ("step", "effective", "order_number", "order_date", "number"),
    "transfers": ("former_home", "home", "effective"),
}


def test_what_is_public_is_decided_here_and_nowhere_by_the_way():
    assert {n: marked(slot) for n, slot in Organization.slots.items() if marked(slot)} == PUBLIC


@pytest.fixture(scope="module")
def peopled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("public") / "registry"
    with new_desk(folder, province=None) as desk:
        held = [desk.workspace.read.record(one) for one in add_subjects(desk, 30)]
        person = next(one for one in held if one.person is not None)
        subject = next(one for one in held if one.person is None)
        said = {"organization": subject.id, "reason": HIDDEN["reason"]}
        address = Address(house=HIDDEN["house"], area=subject.address.area)
        contact = Contact(phone=HIDDEN["phone"], email=HIDDEN["email"], website=SITE)
        document = DocumentHeld(item="articles", note=HIDDEN["document"])
        post = PostHeld(post="chair", given=HIDDEN["given"])
        for act in (
            acts.RenameOrganization(names=Names(th=NAME), effective=desk.workspace.today, **said),
            acts.ChangeAddress(address=address, **said),
            acts.ChangeContact(contact=contact, **said),
            acts.ChangeResources(resources=Resources(members=91_817, note=HIDDEN["note"]), **said),
            acts.PutDocument(document=document, **said),
            acts.PutPost(post=post, **said),
        ):
            desk.workspace.perform(act, desk.session)
        evaluator = OfficerId(desk.program.means.identities.new())
        named = AppointOfficer(
            officer=evaluator, given="ผู้ประเมิน", family="สมมติ", role=Role.EVALUATOR,
            jurisdiction="00", starts=desk.workspace.today, order_number="8/2569",
        )  # fmt: skip
        desk.workspace.appoint(named, evaluator, OFFICER_SECRET, desk.session)
    return folder, subject, person, evaluator


@pytest.fixture
def desk(peopled, tmp_path):
    with open_desk(copy_of(peopled[0], tmp_path / "registry")) as opened:
        yield opened


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_file_holds_what_is_public_and_nothing_else(desk, peopled, tmp_path, language):
    _, subject, person, _ = peopled
    made = write_extract(desk.workspace, desk.session, tmp_path / "out", language)
    assert made.subjects == 30
    assert {"index.html", "register.csv", "register.json", "life.csv"} <= set(made.files)
    whole = "\n".join((made.folder / one).read_text("utf-8") for one in made.files)
    for word in (*HIDDEN.values(), "91817", "91,817", person.display_name, person.person.family):
        assert word not in whole
    assert SITE in whole
    assert subject.register_number in whole
    assert person.register_number in whole
    assert b"public extract" in at_desk.looks(desk.workspace.connection)[-1]


def test_json_and_sheet_say_the_same_and_hold_no_formula(desk, peopled, tmp_path):
    _, subject, person, _ = peopled
    made = write_extract(desk.workspace, desk.session, tmp_path / "out", "th")
    told = json.loads((made.folder / "register.json").read_text("utf-8"))
    assert (told["marking"], told["training"]) == ("public", True)
    found = {one["id"]: one for one in told["subjects"]}
    assert found[subject.id]["names"] == {"th": NAME}
    assert found[subject.id]["address"] == {"area": subject.address.area}
    assert found[person.id].keys() <= {
        "id", "number", "status", "province", "merged_into",
        "identity", "purposes", "areas", "life", "certificates",
    }  # fmt: skip
    with (made.folder / "register.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert len(rows) == 31
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


class Tags(HTMLParser):
    """Which tags a page opens, and the words of its table."""

    def __init__(self):
        super().__init__()
        self.tags, self.words = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)


def test_pages_need_no_network_and_show_names_as_they_are(desk, peopled, tmp_path):
    subject = peopled[1]
    made = write_extract(desk.workspace, desk.session, tmp_path / "out", "th")
    links = set()
    for name in (one for one in made.files if one.endswith(".html")):
        page = Tags()
        page.feed((made.folder / name).read_text("utf-8"))
        assert {tag for tag, _ in page.tags} & {"script", "link", "img", "b"} == set()
        links |= {attrs["href"] for tag, attrs in page.tags if tag == "a"}
        if name == f"province-{subject.address.area[:2]}.html":
            assert NAME in page.words
    assert links <= set(made.files)
    row = Tags()
    row.feed(table_row(["<b>1</b>", "<script>alert(1)</script>\nสอง"]))
    assert {tag for tag, _ in row.tags} == {"tr", "td", "br"}
    assert row.words[:2] == ["<b>1</b>", "<script>alert(1)</script>"]


def test_one_province_alone(desk, peopled, tmp_path):
    province = peopled[1].address.area[:2]
    made = write_extract(desk.workspace, desk.session, tmp_path / "out", "th", province=province)
    assert [one for one in made.files if one.startswith("province-")] == [
        f"province-{province}.html"
    ]
    assert 0 < made.subjects < 30


def test_stopped_or_refused_nothing_is_left(desk, peopled, tmp_path):
    def stop(*_):
        raise KeyboardInterrupt

    folder = tmp_path / "new" / "out"
    with pytest.raises(KeyboardInterrupt):
        write_extract(desk.workspace, desk.session, folder, "th", progress=stop)
    assert not list(folder.parent.iterdir())
    with pytest.raises(DeniedError):
        write_extract(desk.workspace, Session(peopled[3]), folder, "th")
    assert b"denied public extract" in at_desk.looks(desk.workspace.connection)[-1]
    with pytest.raises(InputError) as inside:
        write_extract(desk.workspace, desk.session, desk.folder / "x", "th")
    assert inside.value.key == "cli.inside_registry"
    with pytest.raises(InputError) as there:
        write_extract(desk.workspace, desk.session, tmp_path, "th")
    assert there.value.key == "public.folder_there"


def test_the_paper_says_the_same(desk, peopled, monkeypatch):
    _, _, person, _ = peopled
    press = Press(desk.workspace, "th")
    printed = press.issue("D-40", desk.workspace.office, desk.session)
    said = text_of(printed.pdf).replace("\n", "").replace(" ", "")
    assert "รายการข้อมูลเปิดเผยสาธารณะ" in said
    assert NAME.replace(" ", "") in said
    for word in (*HIDDEN.values(), person.person.family):
        assert word.replace(" ", "") not in said
    monkeypatch.setattr(list_facts, "MOST_LINES", 5)
    with pytest.raises(InputError) as refused:
        press.issue("D-40", desk.workspace.office, desk.session)
    assert refused.value.key == "public.too_many"
