"""What every harness hands to a judge, what the judge answers, and the sum of it.

A *scenario* is a command (a list of words). Two words are filled in by the harness:
``{folder}`` is the folder under attack, ``{acknowledged}`` a file outside of it. The
scenario works in the folder and, only after an act is committed, appends one line to
the acknowledgement file, flushed with fsync: that line is the promise that is tested.
A scenario opens files by absolute paths below ``{folder}``.

A *judge* is a function ``judge(aftermath) -> Verdict`` that runs in the harness, never
under attack. It opens what is left, compares content with what was acknowledged, and
may change the folder (each case has a folder of its own).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What one case left behind.

    Attributes:
        folder: The folder as the attack left it.
        acknowledged: The lines acknowledged before the attack ended, in order.
        exit_code: Of the scenario; negative is a signal; None where nothing ran.
        output: What the scenario said on both of its outputs.
        case: The attack in words, with all that is needed to repeat it.
    """

    folder: Path
    acknowledged: tuple[str, ...]
    exit_code: int | None = None
    output: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many acknowledged acts are gone, acts half done, and stores broken.

    Attributes:
        lost: Acknowledged acts that cannot be read back as they were.
        partial: Acts of which only a part is there.
        corrupt: Checks of the store that failed, including "cannot be opened".
        wordless: Failures that did not tell the user what to do.
        stuck: Saves that did not work although the fault was over.
        notes: What was seen, for the report.
    """

    lost: int = 0
    partial: int = 0
    corrupt: int = 0
    wordless: int = 0
    stuck: int = 0
    notes: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        return not (self.lost or self.partial or self.corrupt or self.wordless or self.stuck)


Judge = Callable[[Aftermath], Verdict]


def judged(judge: Judge, aftermath: Aftermath) -> Verdict:
    """Asks the judge; a judge that raises has met a broken store."""
    try:
        return judge(aftermath)
    except Exception as problem:  # noqa: BLE001 - whatever it is, it counts and is shown
        return Verdict(corrupt=1, notes=(f"judge raised {problem!r}",))


@dataclass(slots=True)
class Tally:
    """The sum over all cases of one attack.

    ``missed`` counts cases in which the attack never took place (the call was not
    reached): they are no proof of anything and are not counted as cases.
    """

    title: str
    cases: int = 0
    missed: int = 0
    lost: int = 0
    partial: int = 0
    corrupt: int = 0
    wordless: int = 0
    stuck: int = 0
    cases_with_loss: int = 0
    cases_with_corruption: int = 0
    seconds: float = 0.0
    unclean: list[str] = field(default_factory=list)

    def add(self, case: str, verdict: Verdict) -> None:
        self.cases += 1
        self.lost += verdict.lost
        self.partial += verdict.partial
        self.corrupt += verdict.corrupt
        self.wordless += verdict.wordless
        self.stuck += verdict.stuck
        self.cases_with_loss += bool(verdict.lost)
        self.cases_with_corruption += bool(verdict.corrupt)
        if not verdict.clean:
            self.unclean.append(f"{case}: {'; '.join(verdict.notes) or verdict}")

    @property
    def clean(self) -> bool:
        return self.cases > 0 and not self.unclean

    @property
    def closing_line(self) -> str:
        return (
            f"{self.title}: {self.cases} cases, {self.lost} lost / {self.partial} partial / "
            f"{self.corrupt} corrupt, {self.wordless} without a sentence, {self.stuck} stuck, "
            f"{self.missed} not reached, {self.seconds:.1f} s"
        )

    def __str__(self) -> str:
        return "\n  ".join([self.closing_line, *self.unclean[:SHOWN]])


def acknowledged_lines(content: bytes) -> tuple[str, ...]:
    """The complete lines; a line without its end was never wholly acknowledged."""
    complete, _, _ = content.rpartition(b"\n")
    return tuple(complete.decode("utf-8").split("\n")) if complete else ()


def filled(command: Sequence[str], folder: Path, acknowledged: Path) -> list[str]:
    """The scenario's words with its two places filled in.

    Raises:
        ValueError: if the command does not name its folder.
    """
    if not any("{folder}" in word for word in command):
        raise ValueError("a scenario names {folder}, or the attack hits nothing")
    return [
        word.replace("{folder}", str(folder)).replace("{acknowledged}", str(acknowledged))
        for word in command
    ]
