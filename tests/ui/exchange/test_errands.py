"""The errands of exchange on the screen, between two real offices (F:M3-M6, F:M11, F:X30, F:X35)."""

from __future__ import annotations

import pytest

from cso_registry.kernel.ids import OfficerId
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.outgoing import Order
from cso_registry.workspace.exchanging.trust_jobs import root_files, write_request
from cso_registry.workspace.performing import Session
from cso_registry.workspace.workspace import Workspace
from tests.support.desk import CHEAP, KEYS, founded, open_desk, program_at
from tests.support.registry import SetClock
from tests.ui.walker import assert_readable
from ui.exchange import places
from ui.exchange.page import ExchangePage
from ui.exchange.watch import FolderWatch

SECRETS = ("ราก-หนึ่ง-แม่น้ำ-2569", "ราก-สอง-ภูเขา-2569", "ราก-สาม-ทะเล-2569")


@pytest.fixture
def page(qtbot, around, shown):
    made = shown(ExchangePage(around), (1200, 800))
    until(qtbot, lambda: made.news.found is not None)
    return made


def until(qtbot, is_so):
    """Waits as long as a busy machine may need."""
    qtbot.waitUntil(is_so)


def ended(qtbot, job):
    until(qtbot, lambda: job.has_ended)
    assert job.trouble is None, job.trouble
    return job


def errand(qtbot, page, name):
    pane = page.errands.begin(name)
    assert page.crumbs() == (pane.crumb(),)
    return pane


def offered(qtbot, page):
    pane = errand(qtbot, page, "send")
    until(qtbot, lambda: pane.picker.list.count() > 0)
    return pane


def test_bundle_is_looked_at_then_written_and_its_receipt_comes_back(qtbot, page, apart, tmp_path):
    pane = offered(qtbot, page)
    assert pane.look() is None  # to whom?
    nation = pane.picker.list.item(0)
    assert "สำนักงานส่วนกลางสมมติ" in nation.text()
    pane.picker.choose(nation.data(256))
    ended(qtbot, pane.look())
    until(qtbot, lambda: any("สำนักงานส่วนกลางสมมติ" in one for one in pane.told.words))
    out = tmp_path / "ไปส่วนกลาง.csob"
    pane.place.line.setText(str(out))
    ended(qtbot, pane.write())
    until(qtbot, lambda: len(pane.done.words) == 1)
    pane.begin()
    qtbot.wait(200)  # the offices are offered anew
    assert len(pane.done.words) == 1
    assert out.is_file()
    assert pane.write() is None  # what was looked at is gone
    page.around.tasks.close()
    receipt = tmp_path / "ใบรับ.csob"
    with open_desk(apart[0] / "nation") as nation_desk, out.open("rb") as source:
        room = Exchange(nation_desk.workspace)
        room.write_receipt(room.take(source, lambda *_: None), receipt)
    with open_desk(apart[0] / "north") as north, receipt.open("rb") as source:
        report = Exchange(north.workspace).take(source, lambda *_: None)
        assert report.manifest.answers is not None


def test_changed_order_must_be_looked_at_again(qtbot, page):
    pane = offered(qtbot, page)
    pane.picker.choose(pane.picker.list.item(0).data(256))
    ended(qtbot, pane.look())
    until(qtbot, pane.out.isVisible)
    pane.redacted.setChecked(True)
    assert not pane.out.isVisible()
    assert pane.order().redacted
    told = pane._still_told
    assert told.isVisible()
    assert told.text().replace("\u200b", "") == page.around.speech.say("bundle.still_told")
    assert pane.write() is None


def test_unread_bundle_is_told_looked_into_and_taken(qtbot, page, around, apart, tmp_path):
    folder = tmp_path / "ตู้รับ"
    folder.mkdir()
    bundle = folder / "จากส่วนกลาง.csob"
    with open_desk(apart[0] / "nation") as nation:
        room = Exchange(nation.workspace)
        north = next(one for one in room.trust.trusted.roster.offices.values() if one.code == "ชม")
        room.export(Order(to=(north.office,), everything=True), bundle)
    (folder / "บันทึก.csob").write_text("ไม่ใช่ห่อข้อมูล", "utf-8")
    places.keep(around.keeper, folder=str(folder))
    page.refresh()
    until(qtbot, lambda: page.news.found.unread == 1)
    pane = errand(qtbot, page, "take")
    pane.give(bundle)
    ended(qtbot, pane.progress.job)
    until(qtbot, pane.way.isVisible)
    assert any("สำนักงานส่วนกลางสมมติ" in one for one in pane.told.words)
    pane.take()
    ended(qtbot, pane.progress.job)
    until(qtbot, lambda: pane.taken is not None)
    written = [one for one in folder.iterdir() if "receipt" in one.name]
    assert len(written) == 1
    until(qtbot, lambda: bool(pane.report.words))
    page.refresh()
    # Neither what was taken nor what was written here is unread.
    until(qtbot, lambda: page.news.found.unread == 1)
    with open_desk(apart[0] / "nation") as nation, written[0].open("rb") as source:
        assert Exchange(nation.workspace).take(source, lambda *_: None).manifest.answers


def test_stopped_import_keeps_nothing_half_and_goes_on(qtbot, page, around, apart, tmp_path):
    bundle = tmp_path / "จากส่วนกลาง.csob"
    with open_desk(apart[0] / "nation") as nation:
        room = Exchange(nation.workspace)
        north = next(one for one in room.trust.trusted.roster.offices.values() if one.code == "ชม")
        room.export(Order(to=(north.office,), everything=True), bundle)
    pane = errand(qtbot, page, "take")
    pane.give(bundle)
    ended(qtbot, pane.progress.job)
    until(qtbot, pane.way.isVisible)
    job = pane.take()
    job.stop()
    until(qtbot, lambda: job.has_ended)
    assert job.state.value == "stopped"
    assert around.shell.troubles == []
    until(qtbot, lambda: bool(around.shell.messages))
    ended(qtbot, pane.take())


def test_file_of_another_kind_is_told_and_nothing_changes(qtbot, page, around, tmp_path):
    pane = errand(qtbot, page, "take")
    wrong = tmp_path / "รายงาน.csob"
    wrong.write_text("ไม่ใช่ห่อข้อมูล", "utf-8")
    pane.give(wrong)
    until(qtbot, lambda: bool(around.shell.troubles))
    assert around.shell.troubles[-1].error.key == "bundle.not_a_bundle"
    pane.give(tmp_path / "ไม่มี.csob")
    assert around.shell.troubles[-1].error.key == "cli.no_such_file"


def test_office_tells_what_it_has_seen_and_what_was_carried(qtbot, page, apart):
    pane = errand(qtbot, page, "offices")
    until(qtbot, lambda: pane.view is not None)
    assert set(pane.buttons) == {"request"}  # a member, not the root
    other = next(one for one in pane.view.offices if not one.is_own)
    assert other.unseen is not None
    page.errands.show_office(other.office)
    office = page.errands.begin("office")
    until(qtbot, lambda: office.line is not None)
    assert page.crumbs() == ("สำนักงานส่วนกลางสมมติ",)
    assert office.line.desks
    assert office.revoke_buttons == {}
    office.send_button.click()
    sending = page.errands.begin("send")
    until(qtbot, lambda: sending.picker.chosen() == (other.office,))


def test_new_office_is_admitted_by_words_that_were_heard(qtbot, page, around, tmp_path, apart):
    """The nation is on the screen; the new office asks, hears and joins (F:M11)."""
    around.tasks.close()
    east = tmp_path / "east"
    founded(east, province="40")
    request = tmp_path / "คำขอ.json"
    with open_desk(east) as desk:
        words = write_request(desk.workspace, desk.session, request)
    _open(qtbot, around.tasks, apart[0] / "nation")
    page.errands.give(request)
    pane = page.errands.begin("admit")
    until(qtbot, lambda: pane.asked is not None)
    assert pane.asked.code == "ขก"
    pane.heard.line.setText(" ".join(words[:7]))
    pane.admit()
    assert pane.facts.isVisible()
    pane.heard.line.setText(" ".join(reversed(words)))
    pane.admit()
    pane.heard.line.setText(" ".join(words))
    pane.admit()
    until(qtbot, lambda: not pane.facts.isVisible() or bool(around.shell.troubles))
    assert around.shell.troubles == []
    kit = page.errands.begin("kit")
    file = tmp_path / "ขอนแก่น.kit"
    kit.place.line.setText(str(file))
    kit.write()
    until(qtbot, lambda: len(kit.words.words) == 8)
    around.tasks.close()
    _open(qtbot, around.tasks, east)
    page.errands.give(file)
    joining = page.errands.begin("join")
    until(qtbot, lambda: joining.file == file)
    joining.heard.line.setText(" ".join(kit.words.words))
    ended(qtbot, joining.join())
    until(qtbot, lambda: joining.joined is not None)
    assert len(joining.joined.roster.offices) == 3


def test_lost_computer_is_revoked_after_one_more_question(qtbot, page, around, apart):
    around.tasks.close()
    _open(qtbot, around.tasks, apart[0] / "nation")
    pane = errand(qtbot, page, "offices")
    until(qtbot, lambda: pane.view is not None and pane.view.is_root)
    assert set(pane.buttons) == {"admit", "request", "renew"}  # a request for its own new keys
    other = next(one for one in pane.view.offices if not one.is_own)
    page.errands.show_office(other.office)
    office = page.errands.begin("office")
    until(qtbot, lambda: bool(office.revoke_buttons))
    ((replica, button),) = office.revoke_buttons.items()
    panel = office.ask_revoke(next(one for one in other.desks if one.replica == replica), button)
    panel.focusProxy().click()
    until(qtbot, lambda: office.line is not None and office.line.revoked == (replica,))


def test_root_is_founded_by_three_keepers_one_after_the_other(qtbot, page, around, tmp_path):
    around.tasks.close()
    lone = tmp_path / "lone"
    founded(lone, province=None)
    _open(qtbot, around.tasks, lone)
    stick = tmp_path / "แท่ง"
    stick.mkdir()
    pane = errand(qtbot, page, "found")
    pane.cost = CHEAP
    pane.go(1)
    assert pane.at == 0  # a folder is needed
    pane.place.fields["place"].control.line.setText(str(stick))
    pane.go(1)
    for step, secret in zip(pane.new, SECRETS, strict=True):
        step.fields["secret"].control.setText("123")
        pane.go(1)
        assert pane.steps[pane.at] is step  # too weak
        for name in ("secret", "again"):
            step.fields[name].control.setText(secret)
        pane.go(1)
    ended(qtbot, pane.progress.job)
    until(qtbot, lambda: len(pane.words.words) == 8)
    assert all(one.is_file() for one in root_files(stick))
    assert all(step.text("secret") == "" for step in pane.new)
    renewed = errand(qtbot, page, "renew")
    renewed.cost = CHEAP
    other = tmp_path / "แท่งใหม่"
    other.mkdir()
    renewed.place.fields["place"].control.line.setText(str(other))
    for step, file, secret in zip(renewed.held, root_files(stick), SECRETS, strict=False):
        step.fields["place"].control.line.setText(str(file))
        step.fields["secret"].control.setText(secret)
    for step, secret in zip(renewed.new, SECRETS, strict=True):
        for name in ("secret", "again"):
            step.fields[name].control.setText(secret)
    for _ in renewed.steps:
        renewed.go(1)
    ended(qtbot, renewed.progress.job)
    until(qtbot, lambda: renewed.words.words == pane.words.words)  # the first root stays


def test_shared_folder_is_looked_into_now_and_as_often_as_chosen(qtbot, page, around, tmp_path):
    shared = tmp_path / "ร่วม"
    shared.mkdir()
    pane = errand(qtbot, page, "folders")
    until(qtbot, lambda: pane.registry is not None)
    pane.shared.line.setText(str(pane.registry))
    assert not pane.keep()
    pane.shared.line.setText(str(tmp_path / "ไม่มี"))
    assert not pane.keep()
    pane.shared.line.setText(str(shared))
    pane.every.setCurrentIndex(pane.every.findData(5))
    watch = FolderWatch(around, page)
    assert not watch.timer.isActive()
    ended(qtbot, pane.look_now())
    assert pane.told.words
    assert len(list(shared.glob("*.csob"))) == 1
    assert watch.timer.interval() == 5 * 60_000
    watch.look()
    until(qtbot, lambda: not watch._is_busy)
    places.keep(around.keeper, every="0")
    assert not watch.timer.isActive()


@pytest.mark.parametrize("name", ["send", "take", "offices", "folders", "admit", "found"])
def test_errand_can_be_read_at_any_size(qtbot, page, look, speech, name):
    errand(qtbot, page, name)
    qtbot.wait(50)
    if name == "admit":
        page.errands.begin(name).facts.show()
    assert_readable(page.window(), look, speech)


def _open(qtbot, tasks, folder):
    opened, officers = [], []
    tasks.open(
        lambda: Workspace.open(folder, KEYS, program_at(SetClock())), opened.append, pytest.fail
    )
    until(qtbot, lambda: bool(opened))
    tasks.ask(tasks, lambda found: [one.id for one in found.officers_here()], officers.extend)
    until(qtbot, lambda: bool(officers))
    tasks.session = Session(OfficerId(officers[0]))


def test_stopped_export_leaves_no_file_and_says_so(apart, tmp_path):
    out = tmp_path / "ไป.csob"

    def stop(_done, _total):
        raise KeyboardInterrupt

    with open_desk(apart[0] / "north") as north:
        room = Exchange(north.workspace)
        others = (one for one in room.trust.trusted.roster.offices.values() if one.code == "กลาง")
        order = Order(to=(next(others).office,), everything=True)
        with pytest.raises(KeyboardInterrupt):
            room.export(order, out, stop)
        assert list(tmp_path.glob("*.csob*")) == []
        room.export(order, out)
        assert out.is_file()
