"""Reports, notices of problems, consultations and visits on paper (D-18 to D-20, S-41)."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

import pytest

from cso_registry.cli.small_jobs import attachment_of
from cso_registry.domain.agreements import delivery_acts
from cso_registry.domain.delivery.reports import ActivityDone, ExpenseLine
from cso_registry.domain.delivery.visits import Photograph
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.printing import Press
from tests.documents.paper_examples import squeezed
from tests.support import examples_agreements, examples_evaluating, examples_joint, examples_money
from tests.support import examples_delivery as made
from tests.support.desk import new_desk
from tests.support.desk_scene import scene_at
from tests.support.kept_papers import keep

LONG = "เครือข่ายอาสาสมัครดูแลผู้สูงอายุและผู้พิการในชุมชนลุ่มน้ำสมมติตอนบนและตอนล่าง " * 3
PNG = bytes.fromhex("89504e470d0a1a0a") + b"an invented picture"


def training(scene, agreement):
    """A training of three people in keeping accounts."""
    said = {"topic": "บัญชีโครงการ", "held": scene.today, "trained_people": 3}
    said["trained"] = "นายสมมติ หนึ่ง\nนางสมมติ สอง"
    return delivery_acts.RecordTraining(agreement=agreement, **said)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """One desk for all papers, at which everything happened once."""
    folder = tmp_path_factory.mktemp("delivery") / "registry"
    with new_desk(folder, training=False) as opened:
        scene = scene_at(opened)
        report, problem = made.returned(scene), made.notified(scene)
        scene.registry.perform(made.correcting(scene, report))
        scene.registry.perform(made.answering(scene, problem))
        scene.registry.perform(made.feeding_back(scene))
        picture = opened.workspace.attach(BytesIO(PNG), "เยี่ยมบ้าน-สมมติ.png")
        taken = Photograph(caption="อาสาสมัครเยี่ยมบ้าน", picture=picture)
        scene.registry.perform(made.stepping(scene))
        agreement = examples_agreements.in_force(scene)
        committee = examples_evaluating.committee(scene)
        for member in (1, 3):
            scene.registry.perform(examples_evaluating.declaring(scene, member))
        scene.registry.perform(examples_evaluating.clearing(scene))
        named = {"committee": committee, "attended": (1, 2, 3), "evaluators": ()}
        scene.registry.perform(examples_money.evaluating(scene, agreement, **named))
        scene.registry.perform(examples_evaluating.finding_act(scene))
        scene.registry.perform(training(scene, agreement))
        scene.registry.perform(examples_joint.allocating(scene))
        scene.registry.perform(examples_joint.meeting(scene))
        scene.registry.perform(examples_joint.replying(scene))
        visit = made.visit_act(scene, photographs=(taken,))
        scene.registry.perform(visit)
        opened.scene = scene
        opened.made = {
            "D-18": report,
            "D-19": problem,
            "D-20": made.consulted(scene),
            "D-23": made.tallied(scene),
            "D-27": examples_joint.plan(scene),
            "D-35": made.complained(scene),
            "D-37": examples_joint.check(scene),
            "D-21": committee,
            "D-22": agreement,
            "D-28": agreement,
            "S-41": visit.site_visit,
        }
        yield opened


SAID = {
    "D-18": ("เยี่ยมแล้ว 38 หลังคาเรือน", "12,345.67", "ขาดหลักฐานการจ่าย"),
    "D-19": ("สะพานขาด เข้าหมู่บ้านสมมติไม่ได้", "เห็นชอบให้เลื่อน", "ที่ สม 12/2570"),
    "D-20": ("ขอให้เยี่ยมตอนเช้า", "ปรับเวลาเยี่ยมเป็นช่วงเช้า"),
    "D-23": ("อาสาสมัครสุภาพ", "0 / 0 / 1 / 4 / 5", "4.40", "ขอให้มาตอนเช้า"),
    "D-35": ("ไม่มาเยี่ยมตามนัด", "นายร้องเรียน สมมติ", "อาสาสมัครป่วย นัดใหม่แล้ว"),
    "D-21": ("ดร.วิชาการ สมมติ", "มหาวิทยาลัยสมมติ", "พม 9/2570", "33%"),
    "D-22": ("ดำเนินการตามแผน", "นางบุญเรือน สมมติ", "ผู้ประสานงานโครงการ"),
    "D-27": ("อยู่บ้านได้อย่างปลอดภัย", "80,000.00", "กลุ่มสมมติริมน้ำ"),
    "D-37": ("จ่ายเงินภายใน 15 วัน", "ส่งฎีกาเร็วขึ้น", "ตกลงปฏิทินจ่ายเงิน"),
    "D-28": ("บัญชีโครงการ", "นายสมมติ หนึ่ง", "นางสมมติ สอง"),
    "S-41": ("นางบุญเรือน สมมติ", sha256(PNG).hexdigest()[:32]),
}


def test_plan_of_commissioning_is_the_paper_that_its_steps_ask_for(desk):
    """The delivered map asks for D-27 five times; nobody files it once more (R-83, R-84)."""
    commission = desk.workspace.read.record(RecordId(examples_joint.commission(desk.scene)))
    asked = {one.code for one in commission.course.gates if one.paper == "D-27"}
    assert asked == {one.opens for one in commission.filed.values()} - {"users_consulted"}


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("paper", sorted(SAID))
def test_paper_says_what_is_recorded(desk, paper, language):
    record = desk.workspace.read.record(RecordId(desk.made[paper]))
    printed = Press(desk.workspace, language).issue(paper, record, desk.session)
    keep(f"{paper}-{language}", printed.pdf)
    said = squeezed(printed.content.model_dump_json())
    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    for words in SAID[paper]:
        assert squeezed(words) in said or squeezed(words.translate(thai)) in said


@pytest.mark.parametrize("paper", sorted(SAID.keys() - {"D-21", "D-22", "D-28"}))
def test_blank_form_can_be_filled_by_hand(desk, paper):
    printed = Press(desk.workspace, "th").blank_form(paper)
    keep(f"{paper}-blank", printed.pdf)
    assert printed.pdf.startswith(b"%PDF")


@pytest.mark.parametrize("count", [1, 60])
def test_report_holds_every_line_of_its_table(desk, count):
    """Long names and many lines: nothing is cut off, and the total stands in words."""
    scene = desk.scene
    tasks = [f"{LONG[:120]} {nth}" if count == 1 else f"กิจกรรม {nth}" for nth in range(count)]
    act = made.report_act(
        scene,
        examples_agreements.in_force(scene, f"with {count} lines"),
        code=f"รง-ยาว-{count}",
        activities=tuple(ActivityDone(task=one, done=LONG if count == 1 else one) for one in tasks),
        expenses=tuple(ExpenseLine(task=one, what="ค่าเดินทาง", amount=150_00) for one in tasks),
    )
    scene.registry.perform(act)
    record = desk.workspace.read.record(RecordId(act.progress_report))
    printed = Press(desk.workspace, "th").issue("D-18", record, desk.session)
    keep(f"D-18-{count}", printed.pdf)
    tables = [block for block in printed.content.blocks if block.kind == "table"]
    assert [len(one.rows) for one in tables[:2]] == [count, count]
    words = {1: "หนึ่งร้อยห้าสิบบาทถ้วน", 60: "เก้าพันบาทถ้วน"}[count]
    assert squeezed(words) in squeezed(printed.content.model_dump_json())


def test_file_of_any_record_comes_out_by_place_or_by_the_hash_on_its_paper(desk, tmp_path):
    """Photographs of a visit, evidence of a report: what comes out is what was kept (F:H8)."""
    visit = desk.workspace.read.record(RecordId(desk.made["S-41"]))
    digits = sha256(PNG).hexdigest()
    for item in ("1", digits[:8], digits.upper()):
        found = attachment_of(visit, item)
        saved = desk.workspace.save_attachment(found, tmp_path, visit.id, desk.session)
        assert saved.read_bytes() == PNG
    for none in ("0", "2", digits[:7], "ff" * 8, "เยี่ยมบ้าน"):
        assert attachment_of(visit, none) is None
