"""Decisions that rest on a resolution which was taken back after they were made (F:D7).

A decision and the taking back that saw it contest nothing: both stand. So what rests on nothing
is looked for, and told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.record import Items
from cso_registry.domain.selection.delegations import DELEGATION_OF
from cso_registry.workspace.committee.waiting_cases import resolutions_about

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cso_registry.domain.committee.meeting_groups import Resolution
    from cso_registry.domain.record import Record
    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.workspace import Workspace


def decided_without(
    workspace: Workspace, about: RecordId | None, gone: Sequence[Resolution]
) -> Iterator[Record]:
    """Yield the records that were decided by a resolution that holds no longer.

    Args:
        workspace: The registry, as it stands.
        about: The case that the resolutions were about.
        gone: Resolutions that were taken back or struck out.
    """
    if about is None or not gone:
        return
    standing = resolutions_about(workspace, about)
    held = {meeting.resolutions[key].number for meeting, key in standing}
    numbers = {one.number for one in gone if one.passed} - held
    read = workspace.read
    made = (read.record(one) for one in (about, *read.by_identifier(DELEGATION_OF, str(about))))
    for record in made:
        if record is not None and numbers & set(_named_in(record)):
            yield record


def _named_in(record: Record) -> Iterator[str]:
    """Yield the numbers of the resolutions that the decisions of a record name."""
    for name, slot in type(record).slots.items():
        value = getattr(record, name)
        groups = value.values() if isinstance(slot, Items) else (value,)
        for one in groups:
            number = getattr(one, "resolution", None)
            if isinstance(number, str):
                yield number
