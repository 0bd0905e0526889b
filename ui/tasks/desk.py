"""`Tasks`: the one door from the window to the registry behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from threading import local
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from cso_registry.host.clock import thai_time_text
from cso_registry.kernel.errors import RegistryError
from ui.tasks.delivery import Delivery
from ui.tasks.errand import Errand, Hearing, Trouble
from ui.tasks.jobs import MOST_KEPT, Job, JobState, Report
from ui.tasks.threads import MOST_READERS, Line

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.domain.act import Act
    from cso_registry.storage.store import ChangeSet
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import ReadingDoor, Workspace

T = TypeVar("T")
MOST_ENTRIES_TOLD = 500


@dataclass(frozen=True, slots=True)
class Changes:
    """What one commit changed.

    Attributes:
        records: Type by identity of what changed; None when it was too much to name.
    """

    records: dict[str, str] | None

    def touches(self, identity: str) -> bool:
        """Return whether a record may have changed."""
        return self.records is None or identity in self.records

    def touches_type(self, record_type: str) -> bool:
        """Return whether a record of a type may have changed."""
        return self.records is None or record_type in self.records.values()


class Tasks(QObject):
    """The registry behind the window: one thread that writes, at most three that read.

    Belongs to the window's thread; all signals and all answers come there.

    Attributes:
        opened: A registry is open.
        changed: `Changes`, after each commit, whoever asked for it.
        troubled: `Trouble` that nobody took: for the message bar.
        job_changed: A `Job` that moved on.
        program_changed: The `Program`, after lists or settings were amended.
        session: Who is signed in; set by the sign-in, None while locked.
    """

    opened = Signal()
    changed = Signal(object)
    troubled = Signal(object)
    job_changed = Signal(object)
    program_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session: Session | None = None
        self.jobs: list[Job] = []
        self._delivery = Delivery(self)
        self._writing: Line | None = None
        self._reading: Line | None = None
        self._program: Program | None = None
        self._office: str | None = None
        self._asked: dict[tuple[int, str], Errand] = {}
        self._edition = 0
        self._seen = local()

    @property
    def program(self) -> Program:
        """Return the program of the open registry, with what the office amended.

        Raises:
            RuntimeError: No registry is open.
        """
        if self._program is None:
            raise RuntimeError
        return self._program

    @property
    def today(self) -> date:
        """Return the date in Thailand."""
        return date.fromisoformat(thai_time_text(self.program.clock.now_ms())[:10])

    @property
    def office(self) -> str | None:
        """Return the identity of the office of the open registry."""
        return self._office

    @property
    def is_open(self) -> bool:
        """Return whether a registry is open."""
        return self._program is not None

    def open(
        self,
        opener: Callable[[], Workspace],
        then: Callable[[Program], None],
        failed: Callable[[Trouble], None],
    ) -> None:
        """Open a registry; `opener` runs on the thread that will write."""
        self.close()
        writing = Line("writer", 1, opener, self._do_writing, self._told)
        self._writing = writing

        def opened(found: tuple[Program, ReadingDoor, str | None]) -> None:
            self._program, door, self._office = found
            self._reading = Line("reader", MOST_READERS, door.open, self._do_reading, self._told)
            then(self._program)
            self.opened.emit()

        def refused(trouble: Trouble) -> None:
            self._writing = None
            writing.end()
            failed(trouble)

        def look(found: Workspace) -> tuple[Program, ReadingDoor, str | None]:
            office = found.office
            return found.program, found.reading_door(), None if office is None else str(office.id)

        writing.add(Errand(look, None, opened, refused))

    def ask(
        self,
        owner: QObject,
        question: Callable[[Workspace], T],
        then: Callable[[T], object],
        failed: Callable[[Trouble], None] | None = None,
        *,
        topic: str | None = None,
    ) -> Errand:
        """Ask something of the registry; reading only.

        Args:
            owner: The widget that asks; when it is gone, no answer comes.
            question: Runs on a reading thread with a workspace that cannot write; it sees
                one state of the registry.
            then: Gets the answer.
            failed: Gets the trouble; left out, the message bar says it.
            topic: What it is about. A new question of the same owner about the same topic
                ends the one before it: only the newest answer counts.
        """
        errand = Errand(question, owner, then, failed or self.troubled.emit)
        if topic is not None:
            before = self._asked.get((id(owner), topic))
            if before is not None:
                before.cancel()
            self._asked[id(owner), topic] = errand
        if self._reading is None:
            # A page that is drawn once more while the registry closes needs no answer.
            errand.cancel()
        else:
            self._reading.add(errand)
        return errand

    def perform(
        self,
        owner: QObject,
        act: Act,
        then: Callable[[ChangeSet], None],
        failed: Callable[[Trouble], None] | None = None,
    ) -> None:
        """Do one act as the officer who is signed in; it is durable when `then` is called.

        Raises:
            RuntimeError: Nobody is signed in.
        """
        session = self.session
        if session is None:
            raise RuntimeError
        self.write(owner, lambda workspace: workspace.perform(act, session), then, failed)

    def write(
        self,
        owner: QObject | None,
        work: Callable[[Workspace], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[Trouble], None] | None = None,
    ) -> Errand:
        """Do something with the workspace that writes, in turn with everything else there.

        It is done even when `owner` goes meanwhile; only the answer is dropped then.
        """
        heard = Hearing(owner)
        answer = None if then is None else heard.by(then)
        refused = self.troubled.emit if failed is None else heard.by(failed)
        errand = Errand(work, None, answer, refused)
        self._line(self._writing).add(errand)
        return errand

    def run(
        self,
        title: str,
        work: Callable[[Workspace, Report], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[Trouble], None] | None = None,
        *,
        writes: bool,
        is_quiet: bool = False,
    ) -> Job:
        """Do long work with progress; it goes on when the screen that began it is left.

        Args:
            title: What the list of jobs calls it.
            work: Gets the workspace and a `Report` to call; the report fits wherever the
                workspace takes a `progress`, and raises when the job was stopped.
            then: Gets the result, besides the list of jobs.
            failed: Gets the trouble; left out, the message bar says it. Being stopped is no
                trouble.
            writes: Whether the work writes; else it runs beside everything else.
            is_quiet: Whether the page that begins it shows its progress itself.
        """
        job = Job(title, is_quiet=is_quiet)

        def start(workspace: Workspace) -> T:
            self._delivery.post(lambda: self._move(job, JobState.RUNNING))
            return work(workspace, Report(errand, progressed))

        def progressed(done: int, total: int, words: str) -> None:
            self._delivery.post(lambda: self._count(job, done, total, words))

        def done(result: T) -> None:
            job.result = result
            self._move(job, JobState.DONE)
            if then is not None:
                then(result)

        def refused(trouble: Trouble) -> None:
            job.trouble = trouble
            self._move(job, JobState.STOPPED if trouble.was_stopped else JobState.FAILED)
            if not trouble.was_stopped:
                (failed or self.troubled.emit)(trouble)

        errand = job.errand = Errand(start, None, done, refused)
        errand.is_always_told = True
        self._keep(job)
        self._line(self._writing if writes else self._reading).add(errand)
        return job

    def close(self) -> None:
        """Close the registry; every thread has ended then.

        Acts that were asked for are done first; jobs and questions are stopped.
        """
        if self._reading is not None:
            self._reading.end()
        if self._writing is not None:
            self._writing.end(finishes=True)
        self._reading = self._writing = self._program = self.session = None
        self._asked.clear()
        self._delivery.forget()
        for job in self.jobs:
            if not job.has_ended:
                was_done = job.errand is not None and job.errand.is_done
                self._move(job, JobState.DONE if was_done else JobState.STOPPED)

    def _keep(self, job: Job) -> None:
        self.jobs.append(job)
        ended = [one for one in self.jobs if one.has_ended]
        for old in ended[: max(0, len(self.jobs) - MOST_KEPT)]:
            self.jobs.remove(old)
        self.job_changed.emit(job)

    def _move(self, job: Job, state: JobState) -> None:
        if not (job.state is JobState.STOPPING and state is JobState.RUNNING):
            job.state = state
        self.job_changed.emit(job)

    def _count(self, job: Job, done: int, total: int, words: str) -> None:
        job.done, job.total, job.words = done, total, words
        self.job_changed.emit(job)

    @staticmethod
    def _line(line: Line | None) -> Line:
        if line is None:
            raise RuntimeError
        return line

    def _do_reading(self, workspace: Workspace, errand: Errand) -> Any:
        with workspace.held_still(errand.unwanted.is_set):
            if getattr(self._seen, "edition", 0) != self._edition:
                self._seen.edition = self._edition
                workspace.refresh()
            return errand.work(workspace)

    def _do_writing(self, workspace: Workspace, errand: Errand) -> Any:
        before, program = workspace.read.counts()[0], workspace.program
        try:
            return errand.work(workspace)
        finally:
            self._tell_changes(workspace, before, program)

    def _tell_changes(self, workspace: Workspace, before: int, program: Program) -> None:
        """Say what was committed, even when the work failed after it."""
        try:
            is_changed = workspace.read.counts()[0] != before
            records = workspace.read.changed_since(before, MOST_ENTRIES_TOLD)
        except RegistryError:
            is_changed, records = True, None
        if workspace.program is not program:
            known = workspace.program
            self._delivery.post(lambda: self._take_program(known))
        if is_changed:
            self._delivery.post(lambda: self.changed.emit(Changes(records)))

    def _take_program(self, program: Program) -> None:
        self._program = program
        self._edition += 1
        self.program_changed.emit(program)

    def _told(self, errand: Errand, result: Any, trouble: Trouble | None) -> None:
        errand.is_done = trouble is None
        self._delivery.post(lambda: self._answer(errand, result, trouble))

    def _answer(self, errand: Errand, result: Any, trouble: Trouble | None) -> None:
        if not (errand.is_wanted or errand.is_always_told):
            return
        if trouble is not None:
            errand.failed(trouble)
        elif errand.then is not None:
            errand.then(result)
