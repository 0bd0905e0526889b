"""What changed of a subject between the return of its file and its coming back (F:B3, X24).

The two acts keep the heads of every group of the subject they saw; what stands between
the two sets of heads is what was corrected, whoever entered it and in which order it
arrived.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cso_registry.domain.screening.decision_acts import ReturnScreening
from cso_registry.domain.screening.reopening_acts import ResubmitFile
from cso_registry.kernel.ids import RecordId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cso_registry.domain.screening.records import Screening
    from cso_registry.storage.reading import HistoryLine, Reading

ITEM_MARK = "/"


@dataclass(frozen=True, slots=True)
class ChangedGroup:
    """One group with its value when the file was returned and when it came back.

    None is a value that was not there, or was taken away.
    """

    group: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def changed_since_return(case: Screening, reading: Reading) -> tuple[ChangedGroup, ...]:
    """Return what the last resubmission changed, by group; empty before the first."""
    opening = case.opening
    came = _last(reading.history(case.id), ResubmitFile.kind)
    went = _last(reading.history(case.id), ReturnScreening.kind)
    if opening is None or came is None or went is None:
        return ()
    subject = RecordId(opening.organization)
    lines = {line.hash: line for line in reading.history(subject)}
    before = _values(_heads(went, subject), lines)
    after = _values(_heads(came, subject), lines)
    return tuple(
        ChangedGroup(group, before.get(group), after.get(group))
        for group in sorted(before.keys() | after.keys())
        if before.get(group) != after.get(group)
    )


def _last(lines: Iterable[HistoryLine], kind: str) -> HistoryLine | None:
    found = [line for line in lines if line.said.kind == kind]
    return max(found, key=lambda line: line.said.time) if found else None


def _heads(line: HistoryLine, subject: RecordId) -> dict[str, frozenset[str]]:
    """Return the heads that an act saw, by slot of the subject."""
    return {slot: frozenset(heads) for record, slot, heads in line.said.relied if record == subject}


def _values(
    seen: Mapping[str, frozenset[str]], lines: Mapping[str, HistoryLine]
) -> dict[str, Mapping[str, Any] | None]:
    """Return the values of the groups whose heads were seen.

    One entry may stand among the heads of one slot and change several of its groups: of
    each group the latest seen entry counts.
    """
    values: dict[str, Mapping[str, Any] | None] = {}
    ordered = sorted(
        (
            (line.said.time, slot, line)
            for slot, heads in seen.items()
            for one in heads
            if (line := lines.get(one)) is not None
        ),
        key=lambda found: found[0],
    )
    for _, slot, line in ordered:
        values |= {
            group: value
            for group, value, _erased in line.changes
            if group.partition(ITEM_MARK)[0] == slot
        }
    return {group: value for group, value in values.items() if value is not None}
