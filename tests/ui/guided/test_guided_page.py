"""The guided jobs, driven on a real registry: a move, a restore, an answer to a person."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtWidgets import QPushButton

from cso_registry.domain.organizations.acts import ChangeContact
from cso_registry.domain.organizations.records import Contact
from cso_registry.kernel.ids import RecordId
from cso_registry.seal.secret import Secret
from cso_registry.storage.reading import OrganizationFilter
from cso_registry.workspace.data_subject import LOOKED
from cso_registry.workspace.look_log import read_looks
from cso_registry.workspace.recovery_lock import make_recovery_key
from tests.support.desk import PASSPHRASE, WHY, open_desk
from tests.ui.conftest import CHEAP
from tests.ui.walker import assert_readable
from ui.guided.page import JOBS, GuidedPage
from ui.guided.room import ROOM
from ui.look.parts import Wrapped
from ui.tasks.jobs import JobState

PHONE = "081-555-0177"
LOCKED = Secret.of_text("ตู้เหล็ก-ชั้นสอง-สมมติ")


@pytest.fixture
def page(shown, around):
    return shown(GuidedPage(around), (1200, 800))


def fill(step, **texts):
    for name, text in texts.items():
        control = step.fields[name].control
        (control.line if hasattr(control, "line") else control).setText(str(text))


def go_on(qtbot, lead):
    """Presses what goes on and waits for the step after it."""
    at = lead.currentIndex()
    lead.step.next.click()
    qtbot.waitUntil(lambda: lead.currentIndex() != at)


def answer(qtbot, tasks, question):
    found = []
    tasks.write(None, question, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def change_contact(qtbot, tasks, phone=PHONE):
    """Gives a subject a telephone, and returns its identity."""

    def work(workspace):
        row = workspace.read.first_organizations(OrganizationFilter(), workspace.today, 1)[0]
        act = ChangeContact(organization=row.id, contact=Contact(phone=phone), reason=WHY)
        workspace.perform(act, tasks.session)
        return str(row.id)

    return answer(qtbot, tasks, work)


def test_the_jobs_are_listed_and_reached_from_everywhere(qtbot, inside):
    window = inside.window
    assert {place for place, _ in ROOM.ways} <= {name for name, _ in JOBS}
    window.house.go("today")
    for place, command in ROOM.ways:
        window.commands.do(command.id)
        assert window.house.room == "guided"
        assert window.house.page.place() == place
        assert window.house.page.crumbs()
    window.commands.do("record.close")
    assert window.house.page.place() == ""
    window.house.page.choices["year_end"].click()
    assert window.house.room == "settings"
    assert window.house.page.place() == "year_end"


def test_every_step_reads_well_in_both_languages_at_every_size(page, around):
    places = {"list": page.show_list}
    for name, _ in JOBS[:4]:
        for at in range(len(page.lead(name).steps)):
            places[f"{name} {at}"] = partial(show_step, page, name, at)
    assert_readable(page.window(), around.look, around.speech, places=places)
    page.lead("move").go(-1)
    assert page.place() == ""


def show_step(page, name, at):
    page.begin(name)
    page.lead(name).go(at)


def test_move_ends_with_a_proved_backup_and_a_closed_desk(qtbot, page, tasks, tmp_path):
    page.begin("move")
    lead = page.lead("move")
    go_on(qtbot, lead)
    lead.step.next.click()
    assert not lead.save.fields["folder"]._wrong.isHidden()
    fill(lead.save, folder=tmp_path / "out", secret="ไม่ใช่รหัสผ่านนี้")
    lead.step.next.click()
    qtbot.waitUntil(lambda: bool(lead.save.said()))
    assert lead.step is lead.save
    assert lead.save.text("folder") == str(tmp_path / "out")
    fill(lead.save, secret=PASSPHRASE.reveal_text())
    go_on(qtbot, lead)
    assert lead.save.text("secret") == ""
    file, _ = lead.save.saved
    assert file.is_file()
    go_on(qtbot, lead)
    lead.step.next.click()
    assert lead.step is lead.close_step
    assert lead.step.said()
    change_contact(qtbot, tasks)
    lead.close_step.seen.setChecked(True)
    lead.step.next.click()
    qtbot.waitUntil(lambda: "1" in lead.step.said())
    assert answer(qtbot, tasks, lambda workspace: workspace.is_desk_open) is True
    lead.go(1)
    fill(lead.save, folder=tmp_path / "later", secret=PASSPHRASE.reveal_text())
    go_on(qtbot, lead)
    go_on(qtbot, lead)
    go_on(qtbot, lead)
    assert answer(qtbot, tasks, lambda workspace: [workspace.is_desk_open]) == [False]
    lead.step.next.click()
    assert page.place() == ""


def test_loss_is_restored_beside_what_is_open(qtbot, page, tasks, tmp_path, around):
    file, recovery, session = tmp_path / "kept.csobackup", tmp_path / "กู้คืน.json", tasks.session

    def save(workspace):
        make_recovery_key(workspace, session, recovery, LOCKED, CHEAP)
        return workspace.back_up(file)

    answer(qtbot, tasks, save)
    identity = change_contact(qtbot, tasks)
    page.begin("restore")
    lead = page.lead("restore")
    go_on(qtbot, lead)
    fill(lead.file, file=tmp_path / "nowhere.csobackup")
    lead.step.next.click()
    assert lead.step is lead.file
    fill(lead.file, file=file)
    go_on(qtbot, lead)
    assert "1" in lead.since.lacks.plain
    assert lead.file.found.since[0].title in lead.since.lacks.plain
    go_on(qtbot, lead)
    fill(lead.prove, place=tmp_path / "again", secret="ไม่ใช่รหัสผ่านนี้")
    lead.step.next.click()
    qtbot.waitUntil(lambda: bool(lead.prove.said()))
    assert not (tmp_path / "again").exists()
    lead.prove.with_recovery.setChecked(True)
    fill(lead.prove, key_file=recovery, secret=LOCKED.reveal_text())
    go_on(qtbot, lead)
    assert str(tmp_path / "again") in around.keeper.now.registries
    with open_desk(tmp_path / "again") as restored:
        assert not restored.workspace.is_desk_open
        kept = restored.workspace.read.record(RecordId.read(identity))
        assert kept.contact is None or kept.contact.phone != PHONE


def test_a_stopped_restore_leaves_nothing(qtbot, page, tasks, tmp_path):
    file = tmp_path / "kept.csobackup"
    answer(qtbot, tasks, lambda workspace: workspace.back_up(file))
    page.begin("restore")
    lead = page.lead("restore")
    lead.go(1)
    fill(lead.file, file=file)
    go_on(qtbot, lead)
    go_on(qtbot, lead)
    fill(lead.prove, place=tmp_path / "again", secret=PASSPHRASE.reveal_text())
    lead.step.next.click()
    lead.step.progress.stop_button.click()
    qtbot.waitUntil(lambda: lead.prove.progress.job.has_ended)
    assert lead.prove.progress.job.state is JobState.STOPPED
    assert lead.step is lead.prove
    assert lead.prove.said()
    assert not (tmp_path / "again").exists()
    assert lead.prove.next.isEnabled()


def test_a_person_sees_what_is_held_and_gets_a_copy(qtbot, page, tasks, tmp_path):
    identity = change_contact(qtbot, tasks)
    page.begin("person")
    lead = page.lead("person")
    lead.step.next.click()
    assert lead.step is lead.ask
    fill(lead.ask, asked="08")
    lead.step.next.click()
    qtbot.waitUntil(lambda: bool(lead.ask.said()))
    fill(lead.ask, asked=PHONE)
    go_on(qtbot, lead)
    shown = " ".join(one.plain for one in lead.seen.findChildren(Wrapped))
    assert PHONE in shown
    heading = lead.seen.findChildren(Wrapped)[0]
    assert heading.mapTo(lead.seen, heading.pos()).y() < lead.seen.height() / 4
    session = tasks.session
    looks = answer(qtbot, tasks, lambda workspace: read_looks(workspace, session, 5))
    assert (LOOKED, identity) in {(one.what, one.record) for one in looks}
    go_on(qtbot, lead)
    fill(lead.copy, copies=tmp_path / "out")
    lead.copy.write.click()
    qtbot.waitUntil(lambda: bool(lead.copy.said()))
    assert {one.suffix for one in (tmp_path / "out").iterdir()} == {".pdf", ".xlsx"}


def test_what_is_public_is_written_into_one_folder(qtbot, page, tmp_path):
    page.begin("public")
    lead = page.lead("public")
    fill(lead.what, public_folder="")
    lead.step.next.click()
    assert lead.stands_at(lead.what)
    fill(lead.what, public_folder=tmp_path / "web")
    lead.what.province.setCurrentIndex(0)
    go_on(qtbot, lead)
    made = lead.what.made.folder
    assert made.parent == tmp_path / "web"
    assert (made / "index.html").is_file()
    (said,) = [one for one in lead.look.findChildren(Wrapped) if str(made) in one.plain]
    qtbot.waitUntil(said.isVisible)


def test_erasure_before_its_time_is_refused_with_the_reason(qtbot, page, tasks):
    change_contact(qtbot, tasks)
    page.begin("person")
    lead = page.lead("person")
    fill(lead.ask, asked=PHONE)
    go_on(qtbot, lead)
    lead.go(3)
    qtbot.waitUntil(lambda: bool(buttons(lead.erase, "ui.guided.erase")))
    buttons(lead.erase, "ui.guided.erase")[0].click()
    form = page.stage.form
    qtbot.waitUntil(lambda: form.is_ready)
    for name, value in {
        "order_number": "9/2569", "order_date": tasks.today.isoformat(), "reason": WHY,
    }.items():  # fmt: skip
        form.rows[name].editor.put(value)
    page.bindings()["record.save"].do()
    qtbot.waitUntil(lambda: bool(form._refusal))
    page.bindings()["record.close"].do()
    qtbot.waitUntil(lambda: page.stage.form is None)
    assert lead.step is lead.erase


def buttons(step, key):
    words = step.speech.say(key)
    return [
        one for one in step.findChildren(QPushButton) if one.text() == words and one.isEnabled()
    ]
