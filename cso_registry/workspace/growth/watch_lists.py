"""Whose yearly return is due or lapsed, and who is to be visited, line by line (F:A13, X27)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.showing import Showing
from cso_registry.workspace.subject_file.return_days import near_returns
from cso_registry.workspace.subject_file.sign_words import sign_words, warning_words
from cso_registry.workspace.subject_file.silence import silent_subjects

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.workspace import Workspace

    Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class WatchLine:
    """A subject to be seen to.

    Attributes:
        day: The day its return is due; of a visit the day of the last sign of life.
        state: `near`, `late` or `lapsed`; of a visit `silent` or `unreached`.
        count: Days late; of a visit how often nobody was reached.
        words: What is said of it besides.
    """

    id: RecordId
    name: str
    number: str
    province: str
    day: date | None
    state: str
    count: int
    words: str


def due_lines(
    workspace: Workspace, province: str | None, language: Language, progress: Progress
) -> list[WatchLine]:
    """Return whose yearly return is due, late or lapsed, the latest first."""
    del language  # its lines are days and codes only
    read, policies = workspace.read, workspace.program.policies
    found = [
        WatchLine(
            id=RecordId(one.subject.id),
            name=one.subject.display_name,
            number=one.subject.register_number or "",
            province=one.subject.province or "",
            day=one.due,
            state="lapsed" if one.is_lapsed else "late" if one.late_days else "near",
            count=one.late_days,
            words="",
        )
        for one in near_returns(read, policies, workspace.today, province, progress)
    ]
    return sorted(found, key=lambda line: -line.count)


def visit_lines(
    workspace: Workspace, province: str | None, language: Language, progress: Progress
) -> list[WatchLine]:
    """Return who gave no sign of life for long, the most silent first."""
    read, policies = workspace.read, workspace.program.policies
    showing = Showing(
        program=workspace.program,
        language=language,
        today=workspace.today,
        office=workspace.office,
        officer=None,
    )
    found = [
        WatchLine(
            id=RecordId(one.subject.id),
            name=one.subject.display_name,
            number=one.subject.register_number or "",
            province=one.subject.province or "",
            day=None if one.signs.last is None else one.signs.last.day,
            state="unreached" if one.signs.vain_calls else "silent",
            count=one.signs.vain_calls,
            words=" · ".join(
                part
                for part in (
                    sign_words(one.signs, showing),
                    *warning_words(one.signs, showing).splitlines(),
                )
                if part
            ),
        )
        for one in silent_subjects(read, policies, workspace.today, province, progress)
    ]
    return sorted(found, key=lambda line: "" if line.day is None else line.day.isoformat())
