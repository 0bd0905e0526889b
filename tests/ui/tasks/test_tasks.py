"""What happens behind the window: answers in time, changes told, work stopped, nothing left."""

from __future__ import annotations

import threading
from time import sleep

import pytest
from PySide6.QtCore import QObject, QThread

from cso_registry.domain.organizations.acts import ChangeAddress, ChangeContact
from cso_registry.domain.organizations.records import Address, Contact
from cso_registry.domain.rule import RefusedError
from cso_registry.domain.vocabulary.acts import AddTerm
from cso_registry.kernel.errors import KnownError
from cso_registry.kernel.ids import OrganizationId
from cso_registry.storage.reading import OrganizationFilter
from cso_registry.workspace.workspace import Workspace
from tests.support.desk import KEYS, delivered, program_at
from tests.support.registry import SetClock
from ui.tasks.desk import Tasks
from ui.tasks.errand import StoppedError
from ui.tasks.jobs import JobState
from ui.tasks.sentences import is_fault_of_ours, sentences

DAY = SetClock().today


class Heard:
    """What came back, and on which thread."""

    def __init__(self):
        self.answers, self.troubles, self.threads = [], [], set()

    def answer(self, said):
        self.answers.append(said)
        self.threads.add(QThread.currentThread())

    def trouble(self, said):
        self.troubles.append(said)
        self.threads.add(QThread.currentThread())


STEPS = 7


@pytest.fixture
def heard():
    return Heard()


def first_subject(qtbot, tasks):
    found = []

    def look(workspace):
        keys = workspace.read.organization_keys(OrganizationFilter(), workspace.today)
        rows = workspace.read.organizations(keys[:1], workspace.today)
        return OrganizationId(rows[0].id)

    tasks.ask(tasks, look, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def changed(one, site="https://example.invalid"):
    contact = Contact(website=site)
    return ChangeContact(organization=one, contact=contact, reason="แจ้งเว็บไซต์ใหม่ (สมมติ)")


def site_of(workspace, one):
    contact = workspace.read.record(one).contact
    return None if contact is None else contact.website


def test_answers_come_on_the_thread_of_the_window(qtbot, tasks, heard):
    tasks.ask(tasks, lambda _: threading.current_thread().name, heard.answer)
    qtbot.waitUntil(lambda: bool(heard.answers))
    assert heard.answers[0].startswith("reader")
    assert heard.threads == {QThread.currentThread()}


def test_what_reads_cannot_write(qtbot, tasks, heard):
    session, one = tasks.session, first_subject(qtbot, tasks)
    act = changed(one)
    tasks.ask(
        tasks, lambda workspace: workspace.note_look(session, "x", one), heard.answer, heard.trouble
    )
    tasks.ask(tasks, lambda workspace: workspace.perform(act, session), heard.answer, heard.trouble)
    qtbot.waitUntil(lambda: len(heard.troubles) == 2)
    assert heard.answers == []


def test_only_the_newest_answer_on_a_topic_counts(qtbot, tasks, heard):
    gate = threading.Event()
    tasks.ask(tasks, lambda _: gate.wait(60) and "old", heard.answer, topic="list")
    for word in ("a", "ab", "abc"):
        tasks.ask(tasks, lambda _, word=word: word, heard.answer, topic="list")
    tasks.ask(tasks, lambda _: "other", heard.answer, topic="else")
    gate.set()
    qtbot.waitUntil(lambda: set(heard.answers) == {"abc", "other"})
    qtbot.wait(50)
    assert sorted(heard.answers) == ["abc", "other"]


def test_superseded_question_ends_in_the_database(qtbot, tasks, heard):
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    )
    begun = threading.Event()

    def forever(workspace):
        begun.set()
        return workspace.connection.value(endless)

    errand = tasks.ask(tasks, forever, heard.answer, heard.trouble, topic="list")
    assert begun.wait(60)
    errand.cancel()
    for _ in range(3):  # all three threads are free again
        tasks.ask(tasks, lambda _: "free", heard.answer)
    qtbot.waitUntil(lambda: heard.answers == ["free"] * 3)
    assert heard.troubles == []


def test_nothing_is_told_to_a_widget_that_is_gone(qtbot, tasks, heard):
    gate = threading.Event()
    owner = QObject()
    tasks.ask(owner, lambda _: gate.wait(60), heard.answer, heard.trouble)
    tasks.write(owner, lambda _: gate.wait(60), heard.answer, heard.trouble)
    owner.deleteLater()
    qtbot.waitSignal(owner.destroyed).wait()
    gate.set()
    done = []
    tasks.write(None, lambda _: True, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert heard.answers == heard.troubles == []


def test_commit_tells_what_changed(qtbot, tasks, heard):
    one = first_subject(qtbot, tasks)
    with qtbot.waitSignal(tasks.changed) as told:
        tasks.perform(tasks, changed(one), heard.answer, heard.trouble)
    changes = told.args[0]
    assert changes.touches(one)
    assert changes.touches_type("organization")
    assert not changes.touches_type("letter")
    sites: list[object] = []
    tasks.ask(tasks, lambda workspace: site_of(workspace, one), sites.append)
    qtbot.waitUntil(lambda: bool(sites))
    assert sites == ["https://example.invalid"]


def test_reading_alone_tells_no_change(qtbot, tasks, heard):
    tasks.changed.connect(heard.trouble)
    tasks.write(tasks, lambda workspace: workspace.read.counts(), heard.answer)
    qtbot.waitUntil(lambda: bool(heard.answers))
    qtbot.wait(20)
    assert heard.troubles == []


def test_amended_list_reaches_window_and_readers(qtbot, tasks, heard):
    act = AddTerm(
        list_code="V-05",
        code="CF99",
        th="สภาสมมติ",
        en="invented council",
        source="คำสั่งสมมติ 1/2569",
        effective_from=DAY,
        reason="ทดลองเพิ่มคำ",
    )
    with qtbot.waitSignal(tasks.program_changed):
        tasks.perform(tasks, act, heard.answer, heard.trouble)
    assert tasks.program.vocabulary.label("V-05", "CF99", "th") == "สภาสมมติ"
    labels: list[str] = []
    for _ in range(3):
        tasks.ask(
            tasks,
            lambda workspace: workspace.program.vocabulary.label("V-05", "CF99", "th"),
            labels.append,
        )
    qtbot.waitUntil(lambda: len(labels) == 3)
    assert labels == ["สภาสมมติ"] * 3


def test_refusal_becomes_sentences(qtbot, tasks, heard):
    one = first_subject(qtbot, tasks)
    address = ChangeAddress(organization=one, address=Address(area="999999"), reason="ย้าย (สมมติ)")
    tasks.perform(tasks, address, heard.answer, heard.trouble)
    tasks.perform(
        tasks, ChangeContact(organization=OrganizationId(str(one)[:-4] + "ffff"), contact=Contact(), reason="ไม่มีผู้นี้"),
        heard.answer, heard.trouble,
    )  # fmt: skip
    qtbot.waitUntil(lambda: len(heard.troubles) == 2)
    texts = delivered().texts
    for trouble in heard.troubles:
        assert not is_fault_of_ours(trouble)
        for language in ("th", "en"):
            said = sentences(trouble, texts, language, folder=tasks.program.fonts)
            assert said
            assert all(len(one) > 10 for one in said)


@pytest.mark.parametrize(
    ("error", "is_ours"),
    [
        (RefusedError([]), False),
        (KnownError("storage.disk_full"), False),
        (OSError(28, "no space"), False),
        (StoppedError(), False),
        (ZeroDivisionError(), True),
    ],
)
def test_faults_of_ours_are_told_apart(qtbot, tasks, heard, error, is_ours):
    def work(_):
        raise error

    tasks.write(tasks, work, heard.answer, heard.trouble)
    qtbot.waitUntil(lambda: bool(heard.troubles))
    assert is_fault_of_ours(heard.troubles[0]) is is_ours


def test_trouble_that_nobody_takes_goes_to_the_bar(qtbot, tasks):
    with qtbot.waitSignal(tasks.troubled) as told:
        tasks.ask(tasks, lambda _: 1 / 0, print)
    assert isinstance(told.args[0].error, ZeroDivisionError)


def test_job_counts_and_keeps_its_result(qtbot, tasks):
    seen = []
    tasks.job_changed.connect(lambda job: seen.append((job.state, job.done, job.total)))
    job = tasks.run("พิสูจน์", lambda workspace, report: workspace.verify(report), writes=True)
    qtbot.waitUntil(lambda: job.has_ended)
    assert job.state is JobState.DONE
    assert job.result.is_sound
    assert seen[0] == (JobState.WAITING, 0, 0)
    assert job.done == job.total > 0
    assert tasks.jobs == [job]


@pytest.mark.parametrize("writes", [True, False])
def test_stopped_job_takes_no_other_step(qtbot, tasks, writes):
    """Work says after each step how far it is; every step of ours takes far less than a second."""
    begun, asked, steps = threading.Event(), threading.Event(), []

    def work(workspace, report):
        for done in range(10_000):
            steps.append(done)
            if done == STEPS:
                begun.set()
                assert asked.wait(60)
            report(done, 10_000)

    job = tasks.run("งานยาว", work, writes=writes)
    assert begun.wait(60)
    job.stop()
    asked.set()
    qtbot.waitUntil(lambda: job.has_ended)
    assert job.state is JobState.STOPPED
    assert steps == list(range(STEPS + 1))


def test_job_that_waits_can_be_stopped(qtbot, tasks, heard):
    gate = threading.Event()
    tasks.write(None, lambda _: gate.wait(60))
    job = tasks.run("งานที่สอง", lambda *_: heard.answer("ran"), writes=True)
    job.stop()
    gate.set()
    qtbot.waitUntil(lambda: job.has_ended)
    assert job.state is JobState.STOPPED
    assert heard.answers == []


def test_stopped_writing_leaves_nothing(qtbot, tasks, heard):
    one = first_subject(qtbot, tasks)
    session = tasks.session

    def work(workspace, report):
        with workspace.performer.performing() as run:
            run.perform(changed(one), session)
            job.stop()
            report(1, 2)

    job = tasks.run("งาน", work, writes=True)
    qtbot.waitUntil(lambda: job.has_ended)
    tasks.ask(tasks, lambda workspace: site_of(workspace, one), heard.answer)
    qtbot.waitUntil(lambda: bool(heard.answers))
    assert heard.answers != ["https://example.invalid"]


def test_reader_sees_one_state_while_others_write(qtbot, tasks, heard):
    one = first_subject(qtbot, tasks)
    looked, written = threading.Event(), threading.Event()

    def twice(workspace):
        before = site_of(workspace, one)
        looked.set()
        written.wait(60)
        return before == site_of(workspace, one)

    tasks.ask(tasks, twice, heard.answer)
    assert looked.wait(60)
    session = tasks.session
    tasks.write(None, lambda workspace: (workspace.perform(changed(one), session), written.set()))
    qtbot.waitUntil(lambda: heard.answers == [True])


def test_close_ends_every_thread_and_frees_the_registry(qtbot, tasks, folder):
    before = threading.active_count()
    for _ in range(5):
        tasks.ask(tasks, lambda _: sleep(0.05), print)
    assert threading.active_count() >= before
    tasks.close()
    assert not [one for one in threading.enumerate() if one.name.startswith(("reader", "writer"))]
    assert not tasks.is_open
    with Workspace.opened(folder, KEYS, program_at(SetClock())) as again:
        assert again.read.counts()[0] > 0


def test_no_job_is_left_running_in_the_list_at_the_end(qtbot, tasks):
    begun, done = threading.Event(), threading.Event()

    def long(_, report):
        begun.set()
        while True:
            report(1, 2)
            sleep(0.01)

    quick = tasks.run("งานสั้น", lambda *_: done.set(), writes=False)
    slow = tasks.run("งานยาว", long, writes=True)
    assert begun.wait(60)
    assert done.wait(60)
    sleep(0.05)
    tasks.close()
    assert (quick.state, slow.state) == (JobState.DONE, JobState.STOPPED)


def test_what_was_asked_for_is_done_before_the_end(qtbot, tasks, folder):
    one = first_subject(qtbot, tasks)
    session = tasks.session
    tasks.write(None, lambda _: sleep(0.2))
    tasks.write(None, lambda workspace: workspace.perform(changed(one), session))
    tasks.close()
    with Workspace.opened(folder, KEYS, program_at(SetClock())) as again:
        assert site_of(again, one) == "https://example.invalid"


def test_registry_that_cannot_be_opened_says_why(qtbot, tmp_path, heard):
    made = Tasks()
    made.open(lambda: Workspace.open(tmp_path, KEYS, delivered()), heard.answer, heard.trouble)
    qtbot.waitUntil(lambda: bool(heard.troubles))
    assert heard.troubles[0].error.key == "keyfile.missing"
    assert not made.is_open
    made.close()
