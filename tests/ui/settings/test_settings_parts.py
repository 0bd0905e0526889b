"""The settings of an office, driven on a real registry: officers, law, lists, backup, keys."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from cso_registry.domain.offices.records import Officer
from cso_registry.domain.vocabulary.acts import AddTerm
from cso_registry.kernel.ids import OfficerId
from cso_registry.seal.secret import Secret
from cso_registry.workspace.clocks.calendar import ClockRules, WantedClocks, clocks
from cso_registry.workspace.performing import Session
from cso_registry.workspace.sampling import sample_acts
from cso_registry.workspace.sign_in import first_secret
from tests.support.desk import PASSPHRASE, WHY
from tests.ui.keys import type_text
from tests.ui.walker import assert_readable
from ui.settings.page import SettingsPage
from ui.settings.parts import SECTIONS
from ui.tasks.jobs import JobState

POLICY = "documents.warn_before_days"


@pytest.fixture
def page(shown, around):
    return shown(SettingsPage(around), (1200, 800))


@pytest.fixture
def officers(qtbot, page):
    made = page.part("officers")
    qtbot.waitUntil(lambda: bool(made.lines))
    return made


def answer(qtbot, tasks, question):
    found = []
    tasks.write(None, question, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def filled(qtbot, form, **values):
    qtbot.waitUntil(lambda: form.is_ready)
    for name, value in values.items():
        form.rows[name].editor.put(value)
    return form


def save(qtbot, part):
    with qtbot.waitSignal(part.form.saved):
        part.bindings()["record.save"].do()


def appoint(qtbot, officers):
    """Appoints สมหญิง as an auditor and returns the secret that was told."""
    form = officers.appoint()
    filled(
        qtbot, form, given="สมหญิง", family="รอบคอบ", role="auditor", jurisdiction="00",
        starts="2026-01-05", order_number="1/2569",
    )  # fmt: skip
    save(qtbot, officers)
    qtbot.waitUntil(lambda: len(officers.lines) == 2)
    qtbot.waitUntil(lambda: officers.sight.sight is not None)
    return officers.secret.secret.text()


def held(officers, tasks, qtbot):
    identity = OfficerId(officers.sight.identity)
    found = answer(qtbot, tasks, lambda workspace: workspace.read.record(identity))
    assert isinstance(found, Officer)
    return found


def test_every_section_reads_well_in_both_languages_at_every_size(qtbot, page, around):
    for section in SECTIONS:
        page.part(section.name)
        qtbot.wait(50)
    page.part("officers").show_officer(page.part("officers").lines[0].id)
    qtbot.waitUntil(lambda: page.part("officers").sight.sight is not None)
    page.part("policies").show_one(POLICY)
    page.part("lists").show_one("V-S7")
    page.part("clauses").show_one("budget")
    page.part("templates").show_one("D-12")
    for section in SECTIONS:
        page.open_record(section.name)
        assert_readable(page.window(), around.look, around.speech)


def test_an_appointed_officer_gets_a_secret_that_is_told_once(qtbot, officers, tasks):
    told = appoint(qtbot, officers)
    assert officers.secret.isVisible()
    officer = held(officers, tasks, qtbot)

    def sign_in(workspace):
        return workspace.sign_in(officer.officer_id, Secret.of_text(told), to_change=True)

    assert answer(qtbot, tasks, sign_in) == Session(officer.officer_id)
    officers.bindings()["record.close"].do()
    officers.show_officer(str(officer.id))
    assert not officers.secret.isVisible()
    assert officers.secret.secret.text() == ""


def test_first_secrets_are_strong_and_never_the_same():
    made = {first_secret().reveal_text() for _ in range(50)}
    assert len(made) == 50
    assert all(len(one) == 19 for one in made)


def test_a_forgotten_secret_is_replaced_by_a_new_first_one(qtbot, officers, tasks):
    told = appoint(qtbot, officers)
    filled(qtbot, officers.do("officer.reset_secret"), reason=WHY)
    save(qtbot, officers)
    assert officers.secret.isVisible()
    new = officers.secret.secret.text()
    assert new not in {"", told}
    assert held(officers, tasks, qtbot).credential.must_change


def test_rights_are_granted_and_withdrawn_beside_them(qtbot, officers, tasks):
    appoint(qtbot, officers)
    filled(
        qtbot, officers.do("officer.grant"), role="head", jurisdiction="10",
        starts="2026-01-05", order_number="2/2569",
    )  # fmt: skip
    save(qtbot, officers)
    assert len(held(officers, tasks, qtbot).rights) == 2
    qtbot.waitUntil(lambda: len(withdrawals(officers)) == 2)
    withdrawals(officers)[0].click()
    filled(qtbot, officers.form, reason=WHY)
    save(qtbot, officers)
    assert len(held(officers, tasks, qtbot).rights) == 1


def withdrawals(officers):
    buttons = officers.sight.kept.findChildren(QPushButton)
    return [one for one in buttons if one.isVisibleTo(officers) and one.isEnabled()]


def test_the_last_administrator_does_not_leave_and_the_form_says_why(qtbot, officers, tasks):
    officers.show_officer(str(tasks.session.officer))
    qtbot.waitUntil(lambda: officers.sight.sight is not None)
    form = officers.do("officer.leave")
    filled(qtbot, form, left="2026-01-05", reason=WHY)
    form.save()
    qtbot.waitUntil(form._why.isVisible)
    assert held(officers, tasks, qtbot).departures == {}


def test_who_may_not_appoint_sees_why(qtbot, officers, tasks):
    appoint(qtbot, officers)
    tasks.session = Session(OfficerId(officers.sight.identity))
    officers.show_first()
    officers.refresh()
    qtbot.waitUntil(lambda: not officers.appoint_button.isEnabled())
    assert "ผู้ดูแลระบบ" in officers._why.plain


def test_the_office_shows_what_it_is_and_offers_its_acts(qtbot, page, tasks):
    office = page.part("office")
    qtbot.waitUntil(lambda: office.sight.sight is not None)
    assert office.sight.sight.groups[0].name == "identity"
    form = office.do("office.confirm_clock")
    filled(qtbot, form, reason=WHY)
    save(qtbot, office)
    found = answer(qtbot, tasks, lambda workspace: workspace.office)
    assert len(found.clock_confirmations) == 1


def test_a_setting_is_found_read_and_decided(qtbot, page, tasks):
    part = page.part("policies")
    type_text(part.list.field, POLICY)
    assert part.list.codes() == [POLICY]
    qtbot.keyClick(part.list.field, Qt.Key.Key_Return)
    assert part.in_force(POLICY).whose == "program"
    form = part.decide()
    filled(qtbot, form, value=45, citation="มติสมมติ 1/2569", reason=WHY)
    with qtbot.waitSignal(tasks.program_changed):
        save(qtbot, part)
    assert (part.in_force(POLICY).value, part.in_force(POLICY).whose) == (45, "office")
    assert len(part._known(POLICY)) == 2


def test_a_setting_that_moves_clocks_says_which_and_any_other_says_nothing(
    qtbot, page, tasks, around, speech
):
    """F:I3: first returns that end on a holiday end on the next working day."""
    part = page.part("policies")
    for key, value in ((POLICY, 45), ("clock.extend_for_partner", True)):
        part.show_one(key)
        filled(qtbot, part.decide(), value=value, citation="มติสมมติ 1/2569", reason=WHY)
        save(qtbot, part)
    qtbot.waitUntil(lambda: around.shell.messages[-1].tone == "soon")
    (told,) = [one for one in around.shell.messages if one.tone == "soon"]

    def moved(workspace):
        rules, asked = ClockRules.of(workspace.program), WantedClocks()
        found = clocks(workspace.read, rules, workspace.today, asked, date.min, date.max, 1_000)
        return [one for one in found.lines if one.is_moved]

    expected = answer(qtbot, tasks, moved)
    assert len(told.details.splitlines()) == len(expected) > 0
    assert told.text == speech.say("holidays.moved_count", count=len(expected))
    for one in expected:
        assert speech.day(one.recorded, style="long") in told.details
        assert one.title in told.details


def test_a_setting_of_yes_or_no_is_asked_as_such_and_a_row_is_not_asked(qtbot, page):
    part = page.part("policies")
    part.show_one("registration.required_before_mission")
    form = filled(qtbot, part.decide())
    assert form.rows["value"].plain() is True
    part.show_one("certificate.warn_before_months")
    assert part.decide() is None


def test_a_clause_gets_another_edition_beside_the_one_before(qtbot, page, tasks):
    part = page.part("clauses")
    type_text(part.list.field, "notice")
    assert part.list.codes() == ["notice"]
    part.show_one("notice")
    form = filled(qtbot, part.reword(), text_th="แจ้งล่วงหน้าไม่น้อยกว่า 4 เดือน", reason=WHY)
    assert form.rows["edition"].plain() == "2"
    with qtbot.waitSignal(tasks.program_changed):
        save(qtbot, part)
    assert part._opened().text_th == "แจ้งล่วงหน้าไม่น้อยกว่า 4 เดือน"
    assert [one.version for one in part._all() if one.code == "notice"] == ["1", "2"]


def test_a_template_is_checked_kept_tried_put_in_force_and_retired(qtbot, page, tasks, tmp_path):
    part = page.part("templates")
    part.show_one("D-26")
    start, wrong, draft = (tmp_path / name for name in ("D-26.toml", "wrong.toml", "draft.pdf"))
    part.save_start(start)
    qtbot.waitUntil(start.exists)
    wrong.write_text(
        start.read_text("utf-8").replace("[facts]", '[facts]\nstars = "text"'), "utf-8"
    )
    part.take(wrong)
    qtbot.waitUntil(lambda: bool(part.mistakes))
    assert part.form is None
    part.take(start)
    qtbot.waitUntil(lambda: part.form is not None)
    filled(qtbot, part.form, owner="กลุ่มนิติการ", cite="คำสั่งสมมติ 3/2569", reason=WHY)
    with qtbot.waitSignal(tasks.program_changed):
        save(qtbot, part)
    (edition,) = part._editions()
    part.try_out(edition, draft)
    qtbot.waitUntil(draft.exists)
    for form in (part.begin, part.retire):
        filled(qtbot, form(edition), reason=WHY)
        with qtbot.waitSignal(tasks.program_changed):
            save(qtbot, part)
    shelf = tasks.program.shelf
    assert shelf.ends("D-26", edition.edition) == tasks.today
    assert shelf.in_force("D-26", "th", tasks.today) == edition


def test_a_term_is_added_and_ends(qtbot, page, tasks):
    part = page.part("lists")
    part.show_one("V-S5")
    form = part.add()
    filled(
        qtbot, form, code="deputy", th="รองผู้จัดการสมมติ", en="deputy (invented)",
        source="มติสมมติ", reason=WHY,
    )  # fmt: skip
    with qtbot.waitSignal(tasks.program_changed):
        save(qtbot, part)
    assert tasks.program.vocabulary.known("V-S5", "deputy", tasks.today)
    form = part.end("deputy")
    assert form.declared is AddTerm
    filled(qtbot, form, effective_from="2025-01-01", effective_to="2025-12-31", reason=WHY)
    with qtbot.waitSignal(tasks.program_changed):
        save(qtbot, part)
    assert not tasks.program.vocabulary.known("V-S5", "deputy", tasks.today)


def finished(qtbot, job, state=JobState.DONE):
    qtbot.waitUntil(lambda: job.has_ended)
    assert job.state is state
    return job


def test_a_backup_is_made_and_its_restore_rehearsed(qtbot, page, tmp_path):
    part = page.part("backup")
    qtbot.waitUntil(lambda: part.state is not None)
    assert part.state.is_due
    assert part.back_up() is None
    part.folder.line.setText(str(tmp_path / "สำรอง"))
    job = finished(qtbot, part.back_up())
    file, _ = job.result
    assert file.exists()
    part.secret.setText("วลีผิด")
    finished(qtbot, part.rehearse(), JobState.FAILED)
    assert part.state.proof is None
    part.secret.setText(PASSPHRASE.reveal_text())
    finished(qtbot, part.rehearse())
    qtbot.waitUntil(lambda: part.state.proof is not None)
    assert not part.state.is_due
    assert sorted(one.name for one in file.parent.iterdir()) == [file.name]


def test_a_backup_does_not_go_into_the_registry(qtbot, page, folder):
    part = page.part("backup")
    qtbot.waitUntil(lambda: part.state is not None)
    part.folder.line.setText(str(folder / "backups"))
    assert part.back_up() is None
    assert not (folder / "backups").exists()


def test_a_recovery_key_is_added(qtbot, page, tmp_path, around):
    part = page.part("keys")
    qtbot.waitUntil(lambda: part.state is not None)
    before, file = part.state.recovery_keys, tmp_path / "กุญแจ.key"
    part.file.line.setText(str(file))
    part.secret.setText("วลีของกุญแจสมมติ-2569")
    part.again.setText("อื่น")
    part.add_button.click()
    assert not file.exists()
    part.again.setText("วลีของกุญแจสมมติ-2569")
    part.add_button.click()
    qtbot.waitUntil(lambda: part.state.recovery_keys == before + 1)
    assert file.exists()
    assert part.secret.text() == ""
    assert around.shell.messages[-1].tone == "good"


def test_the_keys_of_the_office_are_renewed(qtbot, page, tasks):
    part = page.part("keys")
    before = answer(qtbot, tasks, lambda workspace: workspace.office.keys)
    filled(qtbot, part.renew(), reason=WHY)
    save(qtbot, part)
    after = answer(qtbot, tasks, lambda workspace: workspace.office)
    assert len(after.keys) == 2 * len(before)
    assert len(after.key_endings) == len(before)


def a_year_later(workspace, session):
    """Registers a subject of a paper book, a number after the next, and lets the year pass."""
    *_, act = sample_acts(workspace.program, count=40, seed=7)
    books = workspace.read.books.of_year("กลาง", 2570)
    last = max((one.last for one in books if one.purpose == "register"), default=0)
    book = {
        "from_paper_book": True,
        "paper_number": f"กลาง/2570/{last + 2:04d}",
        "effective": workspace.today,
    }
    workspace.perform(act.model_copy(update=book), session)
    workspace.program.clock.pass_days(340)
    workspace.confirm_clock(session, WHY)
    return last + 1


def test_a_year_is_closed_step_by_step_and_goes_on_where_it_was(qtbot, page, tasks, around, shown):
    part = page.part("year_end")
    qtbot.waitUntil(lambda: part.state is not None)
    assert part.state.open[0] == part.state.year == 2569
    session = tasks.session
    missing = answer(qtbot, tasks, lambda workspace: a_year_later(workspace, session))
    part.refresh()
    qtbot.waitUntil(lambda: part.state.year == 2570)
    (gap,) = part.state.gaps
    assert gap.first == f"กลาง/2570/{missing:04d}"
    # The button of the year before goes once the window has its turn.
    close = part.cards["close"]
    qtbot.waitUntil(lambda: not any(one.isEnabled() for one in close.findChildren(QPushButton)))
    filled(qtbot, part.explain(gap), reason=WHY)
    save(qtbot, part)
    again = shown(SettingsPage(around)).part("year_end")
    qtbot.waitUntil(lambda: again.state is not None and not again.state.gaps)
    filled(qtbot, again.close_year(), reason=WHY)
    save(qtbot, again)
    qtbot.waitUntil(lambda: again.state.open[0] == 2569)
    assert [year for year, _ in again.state.closed] == [2570]
