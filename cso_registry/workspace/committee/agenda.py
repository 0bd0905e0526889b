"""The agenda of a meeting: waiting cases put on it, and its order (F:D7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.committee.meeting_acts import PutItem
from cso_registry.domain.committee.meeting_groups import Matter
from cso_registry.domain.committee.meetings import Meeting
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import MeetingId

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.committee.waiting_cases import WaitingCase
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

FOR_DECISION = "4"
"""Cases for decision stand under the fourth item of a Thai agenda."""
MOST_ITEMS = 1_000


def next_item(taken: Collection[str], under: str = FOR_DECISION) -> str:
    """Return the first number of an agenda that is free under a heading."""
    numbers = (f"{under}.{place}" for place in range(1, MOST_ITEMS))
    return next(number for number in numbers if number not in taken)


def put_cases(
    workspace: Workspace,
    session: Session,
    meeting: RecordId,
    cases: Iterable[WaitingCase],
    language: Language,
) -> list[str]:
    """Put cases on the agenda of a meeting, for decision, and return their numbers.

    Raises:
        InputError: `record.unknown`.
        RefusedError: The meeting takes no items any more.
    """
    found = workspace.read.record(meeting)
    if not isinstance(found, Meeting):
        raise InputError("record.unknown", field="meeting", id=meeting)
    taken, put = set(found.agenda), []
    for case in cases:
        at = next_item(taken)
        act = PutItem(
            meeting=MeetingId(meeting),
            item=at,
            title=workspace.program.texts.text(case.words, language, name=case.name),
            matter=Matter.DECIDE,
            about=case.id,
            about_type=case.type,
        )
        workspace.perform(act, session)
        taken.add(at)
        put.append(at)
    return put


def moved(numbers: Sequence[str], number: str, by: int) -> tuple[str, ...] | None:
    """Return the order after an item changed places with its neighbour under its heading.

    None when there is no such neighbour.
    """
    at = numbers.index(number)
    to = at + by
    if not 0 <= to < len(numbers) or _heading(numbers[to]) != _heading(number):
        return None
    order = list(numbers)
    order[at], order[to] = order[to], order[at]
    return tuple(order)


def _heading(number: str) -> str:
    heading, dot, _ = number.partition(".")
    return heading if dot else ""
