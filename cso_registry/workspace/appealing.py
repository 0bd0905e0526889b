"""Decisions of a case that may be appealed, with the appeals and their clock (F:B7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.screening.appealable import HasDecisions
from cso_registry.domain.screening.appeals import Appeal

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.record import Record
    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class AppealLine:
    """One appeal, and how long there is to decide it; below zero it is late."""

    id: str
    status: str
    filed: date
    due: date
    days_left: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision that may be appealed.

    Attributes:
        key: Its key in the record.
        what: Key of its words under `value.decision`.
        decided: Its day.
        appeals: The appeals against it, oldest first.
    """

    key: str
    what: str
    decided: date
    appeals: tuple[AppealLine, ...]

    @property
    def may_be_appealed(self) -> bool:
        """Return whether no appeal against it is open."""
        return not any(one.is_open for one in self.appeals)


def decision_lines(
    workspace: Workspace, record: Record, subject: RecordId | None
) -> tuple[DecisionLine, ...]:
    """Return the decisions of a record that may be appealed, the newest first."""
    if not isinstance(record, HasDecisions) or subject is None:
        return ()
    held = workspace.read.records_about(subject, Appeal.type)
    filed = [(one.filing, one) for one in held if isinstance(one, Appeal) and one.filing]
    return tuple(
        DecisionLine(
            key=key,
            what=found.what,
            decided=found.decided,
            appeals=tuple(
                appeal_line(appeal, workspace.today)
                for filing, appeal in filed
                if filing.decided_record == record.id and filing.decision == key
            ),
        )
        for key, found in sorted(record.appealable().items(), reverse=True)
    )


def appeal_line(appeal: Appeal, today: date) -> AppealLine:
    """Return where an appeal stands on a day."""
    standing, filing = appeal.standing, appeal.filing
    return AppealLine(
        id=str(appeal.id),
        status=standing.status.value,
        filed=standing.since if filing is None else filing.filed,
        due=standing.due,
        days_left=(standing.due - today).days,
        is_open=standing.is_open,
    )
