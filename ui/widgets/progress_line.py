"""How far long work is, in the page that began it, and the button that stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.look.parts import Text, row
from ui.tasks.jobs import JobState
from ui.widgets.buttons import said_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.shell.room import Surroundings
    from ui.tasks.jobs import Job

PERCENT: Final = 100


def share_done(job: Job) -> str:
    """Return how much is done of a hundred, nothing while the whole is not known."""
    return f"{job.done * PERCENT // job.total} %" if job.total else ""


class ProgressLine(QWidget):
    """A bar, how much is done, and the stop; seen only while the job goes on.

    Attributes:
        stopped: The job ended because somebody stopped it.
        job: The job it follows.
    """

    stopped = Signal()

    def __init__(
        self,
        around: Surroundings,
        key: str = "ui.import.progress",
        *,
        says: Callable[[Job], str] = share_done,
    ) -> None:
        """Make the line.

        Args:
            around: What a page is given.
            key: The key of what a screen reader calls the bar.
            says: Says how much is done.
        """
        super().__init__()
        self.job: Job | None = None
        self._says = says
        self.bar, self._count = QProgressBar(textVisible=False), Text(tone="secondary")
        around.speech.put(self.bar, self.bar.setAccessibleName, key)
        self.stop_button = said_button(around, "ui.import.stop", self.stop)
        line = row(around.look, self)
        line.addWidget(self.bar, 1)
        line.addWidget(self._count)
        line.addWidget(self.stop_button)
        self.hide()
        around.tasks.job_changed.connect(self._on_job)

    @property
    def is_busy(self) -> bool:
        """Return whether the job goes on."""
        return self.job is not None and not self.job.has_ended

    def follow(self, job: Job) -> Job:
        """Show a job from now on."""
        self.job = job
        self._on_job(job)
        return job

    def stop(self) -> None:
        """Ask the job to end."""
        if self.job is not None:
            self.job.stop()

    def _on_job(self, job: Job) -> None:
        if job is not self.job:
            return
        self.setVisible(not job.has_ended)
        self.bar.setRange(0, job.total)
        self.bar.setValue(min(job.done, job.total))
        self._count.setText(self._says(job))
        if job.state is JobState.STOPPED:
            self.stopped.emit()
