"""The whole history of a record: every entry, and each group before and after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cso_registry.domain.record import ITEM_MARK
from cso_registry.journal.moment import thai_time, wall_ms_of
from cso_registry.workspace.masking import MASK, masked
from cso_registry.workspace.record_wording import EMPTY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from cso_registry.domain.record import Record
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.record_wording import Wording
    from cso_registry.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Past:
    """One act of the past of a subject, in words.

    Attributes:
        kind: The act.
        day: The day on which it was recorded.
        clock: The time of that day.
        why: The reason that was given.
        about: Which other records it touched.
        changes: What it changed in the record itself: label, words before, words after.
    """

    kind: str
    hash: str
    day: date
    clock: str
    what: str
    why: str
    by: str
    about: tuple[str, ...]
    changes: tuple[tuple[str, str, str], ...]


def told_history(workspace: Workspace, record: Record, *, personal: bool) -> list[dict[str, Any]]:
    """Return every entry that touched a record, oldest first; personal fields masked or not."""
    before: dict[str, Any] = {}
    told = []
    for line in workspace.read.history(record.id):
        changes = []
        for group, value, erased in line.changes:
            model = record.slots[group.partition(ITEM_MARK)[0]].model
            after = None if value is None else masked(model, value, personal=personal)
            changes.append(
                {"group": group, "before": before.get(group), "after": after, "erased": erased}
            )
            before[group] = after
        said = line.said
        told.append(
            {
                "hash": line.hash,
                "kind": said.kind,
                "officer": said.officer,
                "acting_for": said.acting_for,
                "order_number": said.order_number,
                "wall": said.wall,
                "reason": said.reason,
                "batch": said.batch,
                "changes": changes,
            }
        )
    return told


def changed_fields(
    wording: Wording, record: Record, change: Mapping[str, Any]
) -> list[tuple[str, str, str]]:
    """Return what an entry changed in one group: label, words before, words after.

    What was erased by law or taken away has an empty label and one sentence in words.
    """
    name = change["group"].partition(ITEM_MARK)[0]
    model = record.slots[name].model
    label = wording.group(record.type, name)
    if change["erased"]:
        return [(label, "", wording.sentence("cli.erased_by_law"))]
    if change["after"] is None:
        return [(label, "", wording.sentence("cli.taken_away"))]
    before, after = change["before"] or {}, change["after"]
    lines = []
    for field in sorted({*before, *after}, key=list(model.model_fields).index):
        old = wording.value(model, field, before.get(field))
        new = wording.value(model, field, after.get(field))
        if new != old or new == MASK:
            lines.append(
                (f"{label} · {wording.field(field, record.type)}", "" if old == EMPTY else old, new)
            )
    return lines


def told_past(
    workspace: Workspace,
    record: Record,
    wording: Wording,
    names: Mapping[str, str],
    language: Language,
    *,
    personal: bool,
) -> Iterator[Past]:
    """Return every act that touched a record, the last one first; `names` are of officers."""
    texts = workspace.program.texts
    for one in reversed(told_history(workspace, record, personal=personal)):
        moment = thai_time(wall_ms_of(one["wall"]))
        yield Past(
            kind=one["kind"],
            hash=one["hash"],
            day=moment.date(),
            clock=f"{moment:%H:%M}",
            what=texts.act(one["kind"]).say(language),
            why=one["reason"] or "",
            by=names.get(one["officer"], EMPTY),
            about=(),
            changes=tuple(
                line
                for change in one["changes"]
                for line in changed_fields(wording, record, change)
            ),
        )
