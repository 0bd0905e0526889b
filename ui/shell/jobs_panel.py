"""Work that goes on, at the bottom right: how far it is, stopping it, how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QProgressBar, QScrollArea, QWidget

from ui.look.measures import Type
from ui.look.parts import Card, Elided, Text, column, icon_button, row
from ui.tasks.jobs import JobState

if TYPE_CHECKING:
    from ui.look.look import Look
    from ui.look.parts import Tone
    from ui.look.speech import Speech
    from ui.tasks.jobs import Job

WIDTH: Final = 380
MOST_HEIGHT: Final = 320
GAP: Final = 16
TONES: Final[dict[JobState, Tone]] = {
    JobState.DONE: "good",
    JobState.FAILED: "late",
    JobState.STOPPED: "secondary",
}


class JobLine(QWidget):
    """One job: its title, a bar with counts, and a button that stops it."""

    def __init__(self, job: Job, look: Look, speech: Speech) -> None:
        super().__init__()
        self._job, self._speech = job, speech
        self._state = Elided(kind=Type.SMALL, tone="secondary")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(job.title)
        self.stop = icon_button(look, "player-stop")
        self.stop.clicked.connect(self._on_stop)
        speech.keep(self, self._name_stop)
        whole, line = column(look, self, gap=2), row(look)
        whole.addLayout(line)
        line.addWidget(Elided(job.title), 1)
        line.addWidget(self.stop)
        whole.addWidget(self._bar)
        whole.addWidget(self._state)
        speech.keep(self, self.renew)

    def renew(self) -> None:
        """Show how far the job is."""
        job = self._job
        self.stop.setVisible(not job.has_ended)
        self._bar.setVisible(not job.has_ended)
        self._bar.setRange(0, job.total)
        self._bar.setValue(min(job.done, job.total))
        self._state.set_tone(TONES.get(job.state, "secondary"))
        self._state.setText(self._words())

    def _words(self) -> str:
        job = self._job
        if job.state is JobState.RUNNING and job.total:
            counted = self._speech.say(
                "ui.jobs.counted", done=f"{job.done:,}", total=f"{job.total:,}"
            )
            return f"{job.words} · {counted}" if job.words else counted
        return self._speech.say(f"ui.jobs.{job.state.value}")

    def _name_stop(self) -> None:
        words = self._speech.say("ui.jobs.stop", title=self._job.title)
        self.stop.setAccessibleName(words)
        self.stop.setToolTip(words)

    def _on_stop(self) -> None:
        self._job.stop()
        self.renew()


class JobsPanel(Card):
    """Floats over the bottom right corner of its parent while there is something to show."""

    def __init__(self, look: Look, speech: Speech, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._look, self._speech = look, speech
        self._lines: dict[Job, JobLine] = {}
        head = row(look)
        title = Text(kind=Type.STRONG)
        speech.put(title, title.setText, "ui.command.app.jobs")
        self._empty = Text(tone="secondary")
        speech.put(self._empty, self._empty.setText, "ui.jobs.none")
        hide = icon_button(look, "x")
        speech.put(hide, hide.setAccessibleName, "ui.jobs.hide")
        hide.clicked.connect(self.hide)
        head.addWidget(title, 1)
        head.addWidget(hide)
        self.body.addLayout(head)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._list())
        self.hide()
        parent.installEventFilter(self)
        look.keep(self, self.settle)

    def show_job(self, job: Job) -> None:
        """Show a job, or how it moved on."""
        if job not in self._lines:
            self._lines[job] = JobLine(job, self._look, self._speech)
            self._column.insertWidget(0, self._lines[job])
            self.setVisible(self.isVisible() or not job.is_quiet)
        self._lines[job].renew()
        self.settle()

    def clear_ended(self) -> None:
        """Take away what has ended."""
        for job in [one for one in self._lines if one.has_ended]:
            self._lines.pop(job).deleteLater()
        # Left open it would lie over the buttons of the page below.
        if not self._lines:
            self.hide()
        self.settle()

    def running(self) -> int:
        """Return how many jobs go on."""
        return sum(1 for one in self._lines if not one.has_ended)

    def settle(self) -> None:
        """Take the place at the bottom right."""
        self._empty.setVisible(not self._lines)
        self._scroll.setVisible(bool(self._lines))
        parent = self.parentWidget()
        if parent is None:
            return
        wide = min(self._look.px(WIDTH), parent.width() - 2 * GAP)
        needed = self._inner.sizeHint().height()
        self._scroll.setFixedHeight(min(needed, self._look.px(MOST_HEIGHT)))
        self.setFixedWidth(max(wide, 1))
        self.adjustSize()
        self.move(parent.width() - self.width() - GAP, parent.height() - self.height() - GAP)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay in the corner when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.settle()
        return super().eventFilter(watched, event)

    def _list(self) -> QScrollArea:
        self._inner = QWidget()
        self._column = column(self._look, self._inner, gap=10)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._inner)
        return self._scroll
