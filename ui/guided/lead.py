"""Leads through the steps of one job; going back loses nothing, leaving keeps what is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.guided.step import GuidedStep


class Lead(QStackedWidget):
    """The steps of a job, in order.

    Attributes:
        left: The list of jobs is wanted.
        moved: Another step is in front.
    """

    left = Signal()
    moved = Signal()

    def take(self, steps: Sequence[GuidedStep]) -> None:
        """Take the steps; the first one is shown when the job begins."""
        self.steps = tuple(steps)
        for at, step in enumerate(self.steps):
            self.addWidget(step)
            step.back.connect(lambda at=at: self.go(at - 1))
            step.done.connect(lambda at=at: self._carry_out(at))
        last = self.steps[-1].next
        self.steps[-1].speech.put(last, last.setText, "ui.guided.finish")

    @property
    def step(self) -> GuidedStep:
        """Return the step in front."""
        return self.steps[self.currentIndex()]

    def stands_at(self, step: GuidedStep) -> bool:
        """Return whether a step is in front."""
        return self.step is step

    def begin(self) -> None:
        """Begin with the first step, or go on where one left."""
        self.go(self.currentIndex())

    def go(self, at: int) -> None:
        """Show a step; before the first one stands the list of jobs."""
        if at < 0 or at >= len(self.steps):
            self.setCurrentIndex(0)
            self.left.emit()
            return
        self.setCurrentIndex(at)
        self.step.enter(at + 1, len(self.steps))
        self.moved.emit()

    def _carry_out(self, at: int) -> None:
        self.steps[at].carry_out(lambda: self.go(at + 1))
